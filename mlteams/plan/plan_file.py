"""plan.yaml: made from the sections' templates, and read with all that is wrong with it."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import ErrorDetails

from mlteams.core.part import Part
from mlteams.core.section import Context, Section
from mlteams.input import yaml_lines, yaml_write
from mlteams.input.errors import BadInput, BadInputs, printable
from mlteams.input.lines import Lines, Loc, line_of
from mlteams.input.text_file import read_text
from mlteams.parts import sections
from mlteams.paths import resolved, write_whole
from mlteams.plan.plan_form import TITLE, empty_keys, independent, schema, sentence, validated

PLAN = "a plan of UTF-8 text, such as `plan new` writes,"
SCHEMA_NAME = "plan.schema.json"
_HEAD = f"""\
# yaml-language-server: $schema={SCHEMA_NAME}
#
# The plan of one team. Any line may stay empty until you know better. The exercises fill most of them and keep your
# comments; you may as well write by hand. Then ask what is wrong or contradictory, and for the odds with charts:
#   python3 course.py plan check plan.yaml
#   python3 course.py plan report plan.yaml -o plan.html     (or .docx, or .md)
title:                     # what the team builds, such as Heron reads its labels
as_of:                     # the day this plan speaks of, such as 2027-01-04; empty: today
"""


@dataclass(frozen=True)
class Plan:
    """A plan that is valid.

    Attributes:
        path: the file.
        title: what the team builds; empty if the plan does not say.
        today: the day the plan speaks of.
        studies: by section, what its `study` made of it.
        empty: keys that hold nothing yet, such as "management.dates.promise.date".
        files: the plan's own, and those that its sections read.
    """

    path: Path
    title: str
    today: date
    studies: tuple[tuple[Part, Section[Any, Any], Any], ...]
    empty: tuple[str, ...]
    files: tuple[Path, ...]


def template() -> str:
    """Return the text of a new plan."""
    return "\n".join([_HEAD, *(section.template for _, section in sections())])


def new_plan(path: Path) -> str:
    """Write a new plan with its schema beside it, and return one sentence that says so.

    Raises:
        BadInput: something of that name exists, or the folder cannot be written.
    """
    if os.path.lexists(path):  # pathlib's own raises for a name that no file can have
        raise BadInput(path, "the file itself", "a file of that name, which stays as it is", "another name")
    write(path, template())
    name = printable(str(path))
    if _schema(path.resolve().parent / SCHEMA_NAME) != json.loads(schema()):
        beside = f"the {SCHEMA_NAME} beside it is not the course's, and stays as it is"
        return f"{name} is new, and its comments say what goes where; {beside}."
    return f"{name} is new, with {SCHEMA_NAME} beside it for your editor; its comments say what goes where."


def write(path: Path, content: str) -> None:
    """Write a plan, and beside it the schema that its first line names unless something else has that name."""
    new = None
    try:
        path = resolved(path)  # a link stays a link
        beside = path.parent / SCHEMA_NAME
        if f"$schema={SCHEMA_NAME}" in content and (not beside.exists() or _is_ours(beside)):
            new = None if beside.exists() else beside
            write_whole(beside, schema())
        write_whole(path, content)
    except (OSError, ValueError) as error:
        if new:
            with suppress(OSError):  # what stops the one may stop the other, such as a file for a folder
                new.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or "a name that no file can have"
        raise BadInput(path, "the file itself", reason, "a folder that exists and can be written") from None


def _is_ours(path: Path) -> bool:
    """Tell whether a file is an older version of our schema."""
    found = _schema(path)
    return isinstance(found, dict) and found.get("title") == TITLE and found != json.loads(schema())


def _schema(path: Path) -> object:
    """Return what a file of JSON holds, None if it is no such file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def read_plan(path: Path, today: date | None = None) -> Plan:
    """Read a plan and what it points to.

    Raises:
        BadInputs: all that is wrong with it.
        BadInput: it cannot be read at all.
    """
    misread: list[tuple[Loc, BadInput]] = []
    data, lines = yaml_lines.load(path, read_text(path, PLAN), yaml_write.MOST_ITEMS, misread)
    problems, plan = _checked(path, data, lines, today or date.today())
    problems += [problem for _, problem in misread]
    if problems or plan is None:
        raise BadInputs(_in_order(path, problems))
    return plan


def _in_order(path: Path, problems: list[BadInput]) -> list[BadInput]:
    """Return problems in the order of the plan's lines; those of files that it names come after."""

    def place(problem: BadInput) -> tuple[bool, int]:
        line = problem.place.removeprefix("line ")
        return problem.file != path, int(line) if problem.file == path and line.isdigit() else 0

    return sorted(BadInputs(problems).problems, key=place)


def _checked(path: Path, data: object, lines: Lines, today: date) -> tuple[list[BadInput], Plan | None]:
    """Return all mistakes, or the plan if there are none."""
    if data is None or data == "":
        data = {}
    if not isinstance(data, dict):
        right = f"keys such as {sections()[0][0].name}"
        return [BadInput(path, f"line {line_of(lines, ())}", "no mapping", right)], None
    found, errors = validated(data)
    order = {loc: place for place, loc in enumerate(lines)}  # also of what shares a line
    errors.sort(key=lambda error: line_of(order, error["loc"]))
    problems = [sentence(path, error, lines) for error in independent(errors)]
    # What is right is read all the same: a roadmap that it names may be wrong too.
    form = found or validated(_without(data, {at_fault(error) for error in errors}))[0]
    day = as_of(data, today)
    studies, files = [], [path]
    for part, section in sections() if form else ():
        try:
            context = Context(path, part.name, lines, day, data, files)
            studies.append((part, section, section.study(getattr(form, part.name), context)))
        except BadInput as problem:
            problems.append(problem)
    if problems or found is None:
        return problems, None
    title, empty = found.title or "", tuple(empty_keys(found))
    return [], Plan(path, title, day, tuple(studies), empty, tuple(files))


def at_fault(error: ErrorDetails) -> Loc:
    """Return the place of what an error is about: of a key that is missing, the mapping it is missing from."""
    loc = error["loc"]
    return loc[:-1] if error["type"] == "missing" else loc


def _without(value: Any, wrong: set[Loc], here: Loc = ()) -> Any:  # noqa: ANN401 - a document
    """Return a document without what stands at some places."""
    if isinstance(value, dict):
        kept = ((key, one) for key, one in value.items() if (*here, key) not in wrong)
        return {key: _without(one, wrong, (*here, key)) for key, one in kept}
    if isinstance(value, list):
        entries = ((place, one) for place, one in enumerate(value) if (*here, place) not in wrong)
        return [_without(one, wrong, (*here, place)) for place, one in entries]
    return value


def as_of(data: dict[str, Any], today: date) -> date:
    """Return the day that a plan speaks of, today if it does not say."""
    try:
        return date.fromisoformat(str(data.get("as_of")).strip())
    except ValueError:
        return today
