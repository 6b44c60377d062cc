"""From a roadmap file, YAML or CSV, to a Roadmap; from mistakes in it to a sentence each, with its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from mlteams.input import yaml_lines
from mlteams.input.errors import BadInput, BadInputs
from mlteams.input.form_errors import independent
from mlteams.input.lines import Lines, line_of
from mlteams.input.text_file import read_text
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task
from mlteams.management.tool import roadmap_csv
from mlteams.management.tool.roadmap_calendar import calendar, elapsed, overdue, tell_overdue
from mlteams.management.tool.roadmap_form_errors import sentence
from mlteams.management.tool.roadmap_links import check_order
from mlteams.management.tool.roadmap_schema import AlternativesForm, RoadmapForm, TaskForm
from mlteams.management.tool.roadmap_scope import Scope, scope
from mlteams.management.tool.roadmap_units import Units, units
from mlteams.management.tool.roadmap_written import Written, is_csv
from mlteams.management.tool.statuses import Statuses

MOST_TASKS = 5_000  # options of groups included
MOST_OPTIONS = 50  # of one group; time grows with their square


@dataclass(frozen=True)
class RoadmapFile:
    """A roadmap with its calendar.

    Attributes:
        roadmap: what is in scope, and what was dropped with that status; nothing waits for the latter.
        start: time zero: the start that the file names, or today if that has passed or there is none.
        by: the day that is asked for; None without one.
        notes: what was left out, what no longer waits and what start was passed, a sentence each.
    """

    roadmap: Roadmap
    start: date
    by: date | None
    notes: tuple[str, ...] = ()


def read_roadmap(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    unit: str | None = None,
    spread: float | None = None,
    statuses: Mapping[str, str] | None = None,
    ignore: bool = False,
    by: date | None = None,
    today: date | None = None,
) -> RoadmapFile:
    """Read a roadmap.

    `columns` maps our column names to those of a CSV; columns it does not name are then ignored. `unit`, one of
    `roadmap_units.UNITS`, is for durations without one. `spread` makes single numbers, otherwise certain, medians
    with it. `statuses` maps words for a status to ours. `ignore` leaves out open tasks without an estimate or
    past it, links to what is not in the file, and a `not_before` later than what has started. `by` goes before the
    day that the file asks for.

    Raises:
        BadInput: what is not right in the file, as `BadInputs` where several things can be told at once.
    """
    text = read_text(path)
    if is_csv(path):
        data, lines = roadmap_csv.load(path, text, MOST_TASKS, columns)
    elif columns:
        raise BadInput("--columns", path.name, "a file that is no CSV", "a name that ends in .csv or .tsv")
    else:
        data, lines = yaml_lines.load(path, text, MOST_TASKS)
    return roadmap_from(
        path, data, lines, unit=unit, spread=spread, statuses=statuses, ignore=ignore, by=by, today=today
    )


def roadmap_from(
    path: Path,
    data: object,
    lines: Lines,
    *,
    unit: str | None = None,
    spread: float | None = None,
    statuses: Mapping[str, str] | None = None,
    ignore: bool = False,
    by: date | None = None,
    today: date | None = None,
) -> RoadmapFile:
    """Return the roadmap that a document describes; `path` and `lines` are for its sentences.

    Raises:
        BadInput: as `read_roadmap`.
    """
    words = Statuses(statuses)
    written = Written(path, _form(path, data, lines), lines)
    _check_size(written)
    written.settle()
    belongs = scope(written, words, ignore)
    days = calendar(written, belongs, today or date.today(), by, ignore)
    if not written.problems:  # names are known and links lead somewhere
        check_order(written, _roadmap(written, belongs, Units("days", 1.0), days.start, spread))
    counted = units(written, unit)
    written.settle()
    over = overdue(written, belongs, days.start, counted, spread)
    if over and ignore:
        belongs = scope(written, words, ignore, over)
    else:
        tell_overdue(written, over, spread)
    written.settle()
    roadmap = _roadmap(written, belongs, counted, days.start, spread)
    return RoadmapFile(roadmap, days.start, days.by, (*days.notes, *belongs.notes))


def _form(path: Path, data: object, lines: Lines) -> RoadmapForm:
    if not isinstance(data, dict):
        raise BadInput(path, f"line {line_of(lines, ())}", "no mapping", "a mapping with the key tasks")
    if isinstance(data.get("tasks"), list) and not data["tasks"]:
        raise BadInput(path, f"line {line_of(lines, ('tasks',))}", "no tasks", "at least one task")
    try:
        return RoadmapForm.model_validate(data)
    except ValidationError as problem:
        found = [sentence(path, error, lines) for error in independent(problem.errors())]
        raise BadInputs([one for _, one in sorted(found, key=lambda one: one[0])]) from None


def _check_size(written: Written) -> None:
    count = sum(1 for _ in written.tasks())
    if count > MOST_TASKS:
        written.fail(written.line("tasks"), f"{count:,} tasks", f"at most {MOST_TASKS:,}, in larger pieces,")
    for loc, form in written.forms():
        if isinstance(form, AlternativesForm) and len(form.alternatives) > MOST_OPTIONS:
            found = f"{len(form.alternatives):,} alternatives of one step"
            written.fail(written.line(*loc, "alternatives"), found, f"at most {MOST_OPTIONS}")


def _roadmap(written: Written, belongs: Scope, counted: Units, start: date, spread: float | None) -> Roadmap:
    def task(form: TaskForm) -> Task:
        status = belongs.status[form.name]
        begun = elapsed(form, start, counted) if status == "open" else None
        return Task(
            form.name,
            counted.estimate(form.estimate, spread),
            belongs.after[form.name],
            form.chance,
            form.importance,
            form.cost,
            status,
            not_before=counted.between(start, form.not_before) if form.not_before else 0.0,
            started=begun,
        )

    def steps() -> Iterator[Task | Alternatives]:
        for form in written.form.tasks:
            if isinstance(form, TaskForm):
                if form.name not in belongs.left_out:
                    yield task(form)
                continue
            options = tuple(task(one) for one in form.alternatives if one.name not in belongs.left_out)
            if all(option.status == "dropped" for option in options):
                yield from options  # a group of which nothing is left to try is none
            else:
                yield Alternatives(form.name, options, belongs.after[form.name], form.tried)

    return Roadmap(written.form.title, counted.name, tuple(steps()), written.form.goal)
