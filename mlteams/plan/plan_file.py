"""plan.yaml: made from the sections' templates, read with all that is wrong with it, written key by key."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import ErrorDetails

from mlteams.core.part import Part
from mlteams.core.section import Context, Section
from mlteams.input import yaml_edit, yaml_lines, yaml_write
from mlteams.input.errors import BadInput, BadInputs, printable, shown
from mlteams.input.lines import Lines, Loc, line_of
from mlteams.input.text_file import MOST_BYTES, read_text
from mlteams.parts import sections
from mlteams.paths import resolved, write_whole
from mlteams.plan.plan_form import TITLE, empty_keys, form_at, independent, schema, sentence, validated

PLAN = "a plan of UTF-8 text, such as `plan new` writes,"
MOST_SAID = 20  # mistakes told at once
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
    _write(path, template())
    name = printable(str(path))
    if _schema(path.resolve().parent / SCHEMA_NAME) != json.loads(schema()):
        beside = f"the {SCHEMA_NAME} beside it is not the course's, and stays as it is"
        return f"{name} is new, and its comments say what goes where; {beside}."
    return f"{name} is new, with {SCHEMA_NAME} beside it for your editor; its comments say what goes where."


def _write(path: Path, content: str) -> None:
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
        BadInputs: all that is wrong with it, at most 20 mistakes.
        BadInput: it cannot be read at all.
    """
    misread: list[tuple[Loc, BadInput]] = []
    data, lines = yaml_lines.load(path, read_text(path, PLAN), yaml_write.MOST_ITEMS, misread)
    problems, plan = _checked(path, data, lines, today or date.today())
    problems += [problem for _, problem in misread]
    if problems or plan is None:
        raise BadInputs(_in_order(path, problems)[:MOST_SAID])
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
    form = found or validated(_without(data, {_at_fault(error) for error in errors}))[0]
    day = _day(data, today)
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


def _at_fault(error: ErrorDetails) -> Loc:
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


def _a_key() -> str:
    """Return a key that plans have, such as "management.dates"."""
    part, section = sections()[0]
    return f"{part.name}.{next(iter(section.form.model_fields))}"


def _day(data: dict[str, Any], today: date) -> date:
    try:
        return date.fromisoformat(str(data.get("as_of")).strip())
    except ValueError:
        return today


def fill(path: Path, key: str, value: object) -> str:
    """Write `value` at a dotted key such as "management.dates.promise", and return one sentence that says so.

    A missing file is made from the template. A mapping fills the keys that it names; others, comments, order and
    quoting stay. What is wrong elsewhere in the plan is no obstacle, an alias excepted. The file is written whole or
    not at all.

    Raises:
        BadInput: the key or the value does not fit the form; nothing is written.
    """
    keys = key.split(".") if isinstance(key, str) else []
    if not keys or not all(keys):
        raise BadInput(path, "fill", f"the key {shown(key)}", f"a key such as {_a_key()}")
    try:
        plain = yaml_write.plain(value)
    except ValueError as problem:
        raise BadInput(
            path, key, str(problem), "text, numbers, dates, and lists or mappings of them"
        ) from None
    exists = path.exists()
    before = read_text(path) if exists else template()
    misread: list[tuple[Loc, BadInput]] = []
    data, _ = yaml_lines.load(path, before, yaml_write.MOST_ITEMS, misread)
    if not isinstance(data, dict) and data not in (None, ""):
        raise BadInput(path, "line 1", "no mapping", f"keys such as {sections()[0][0].name}")
    for loc, mistake in misread:
        if _overlap(loc, keys) or mistake.found.startswith(
            yaml_lines.ALIAS
        ):  # beside one no place is certain
            raise mistake
    after = before
    for place, one in _each(keys, plain):
        after = yaml_edit.put(after, place, one, whole=lambda loc: form_at(loc) is None)
    _refuse_misfit(path, keys, plain, after)
    if not exists or after != before:
        _write(path, after)
    return f"{key} is {shown(yaml_write.flow(plain), 200)[1:-1]} in {path}."


def _each(keys: list[str], value: yaml_write.Plain) -> Iterator[tuple[list[str], yaml_write.Plain]]:
    """Yield the places that a value fills: of a mapping that has a form each of its keys."""
    if isinstance(value, dict) and value and form_at(tuple(keys)):
        for key, one in value.items():
            yield from _each([*keys, key], one)
    else:
        yield keys, value


def _refuse_misfit(path: Path, keys: list[str], value: yaml_write.Plain, after: str) -> None:
    """Refuse a value that does not fit; what else is wrong with the plan is not this value's business."""
    key = ".".join(keys)
    if len(after.encode()) > MOST_BYTES:
        raise BadInput(path, key, "a value that makes the plan too large", f"at most {MOST_BYTES:,} bytes")
    try:
        data, lines = yaml_lines.load(path, after, yaml_write.MOST_ITEMS, [])
        _, errors = validated({keys[0]: data[keys[0]]})
        for error in independent(errors):
            if _overlap(error["loc"], keys) and _holds(value, _at_fault(error)[len(keys) :]):
                key = ".".join(map(str, error["loc"]))
                raise sentence(path, error, lines)
        alone, _ = validated(_only(data, keys, value))
        day = _day(data, date.today())
        for part, section in sections():
            if alone and part.name == keys[0]:
                section.study(getattr(alone, keys[0]), Context(path, keys[0], lines, day, data))
    except BadInput as problem:
        if problem.file != path:  # a file that the value names
            raise
        raise BadInput(path, key, problem.found, problem.right) from None


def _only(data: Any, keys: list[str], value: yaml_write.Plain) -> Any:  # noqa: ANN401 - a document
    """Return a document with nothing but what the keys lead to, and of a mapping there the keys that `value` has."""
    if keys:
        return {keys[0]: _only(data[keys[0]], keys[1:], value)}
    if isinstance(data, dict) and isinstance(value, dict):
        return {key: _only(one, [], value[key]) for key, one in data.items() if key in value}
    return data


def _holds(value: object, loc: Loc) -> bool:
    """Tell whether a value has something at a place below it."""
    if not loc or not isinstance(value, dict):
        return True
    return loc[0] in value and _holds(value[str(loc[0])], loc[1:])


def _overlap(loc: Loc, keys: list[str]) -> bool:
    """Tell whether one of two places lies in the other."""
    shared = min(len(loc), len(keys))
    return list(loc[:shared]) == keys[:shared]
