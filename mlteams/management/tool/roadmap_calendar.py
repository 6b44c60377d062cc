"""The days of a roadmap: when its time starts, what has elapsed by then, and what cannot begin before a day.

Time zero is `start`, or today once that has passed: what has not begun cannot begin in the past. What has elapsed is
counted up to time zero.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from mlteams.input.errors import BadInput, shown
from mlteams.management.tool.roadmap_schema import TaskForm
from mlteams.management.tool.roadmap_scope import Scope
from mlteams.management.tool.roadmap_units import MOST_DURATION, Units, highest
from mlteams.management.tool.roadmap_written import Written, examples, first


@dataclass(frozen=True)
class Calendar:
    """When a roadmap's time starts, and the day somebody asks for.

    Attributes:
        start: time zero.
        by: the day that somebody asks for; None without one.
        notes: what a reader of dates has to know, a sentence each.
    """

    start: date
    by: date | None
    notes: tuple[str, ...]


def calendar(written: Written, scope: Scope, today: date, by: date | None) -> Calendar:
    """Return the days of a roadmap; those that cannot be are added to the problems of `written`.

    `by` goes before the day in the file, which is then not looked at.

    Raises:
        BadInput: with `--by` as its place, `by` lies before time zero.
    """
    said = written.form.start or today
    start = max(said, today)
    zero = f"the start, {start}" if said > today else f"today, {start}, from which time is counted"
    if by and by < start:
        raise BadInput("--by", str(by), f"a date before {zero}", f"{start} or later")
    by = by or written.form.by
    if by and by < start:
        right = f"{start} or later (or, with roadmap, another day with --by)"
        written.fail(written.line("by"), f"{by}, which is before {zero}", right)
    for loc, form in written.tasks():
        line = written.line(*loc, "started")
        status = scope.status[form.name]
        if form.started and form.started > today:
            written.fail(line, f"started {form.started}, which is after {today}", f"{today} or earlier")
        # A table is a record, which keeps the day on which a task began after it has ended.
        elif form.started and status != "open" and not written.is_csv:
            found = f"started on {shown(form.name)}, which is {status}"
            written.fail(line, found, "started on open tasks alone")
    passed = (
        (f"The start, {said}, has passed, so time is counted from today, {today}.",) if said < today else ()
    )
    return Calendar(start, by, passed)


def elapsed(form: TaskForm, start: date, units: Units) -> float | None:
    """Return the time since work on a task began, up to time zero; None if it has not begun."""
    return None if form.started is None else units.between(form.started, start)


def check_elapsed(written: Written, scope: Scope, start: date, units: Units, spread: float | None) -> None:
    """Tell open tasks whose estimates allow for nothing beyond what has elapsed, and a `not_before` out of range."""
    over: defaultdict[str, list[int]] = defaultdict(list)
    of: dict[str, str] = {}
    for loc, form in written.tasks():
        if scope.status[form.name] != "open" or form.name in scope.left_out:
            continue
        if form.not_before and units.between(start, form.not_before) > MOST_DURATION:
            right = f"a day within {MOST_DURATION:,} {units.name} of {start}"
            written.fail(written.line(*loc, "not_before"), f"not_before {form.not_before}", right)
        most = highest(units.estimate(form.estimate, spread))
        spent = elapsed(form, start, units)
        if spent is not None and most <= spent:
            over[form.name].append(written.line(*loc, "estimate"))
            of[form.name] = f"; {spent:.4g} {units.name} since {form.started}, of at most {most:.4g}"
    if not over:
        return
    right = "an estimate of the whole task that allows for it (or, with roadmap, --spread for single numbers)"
    if len(over) == 1:
        said = next(iter(of.values())).removeprefix("; ")
        written.fail(first(over), f"{examples(over)} taking longer than estimated, {said}", right)
    else:
        found = f"{len(over):,} tasks taking longer than estimated, {examples(over, of)}"
        written.fail(first(over), found, right)
