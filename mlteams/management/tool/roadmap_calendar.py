"""The days of a roadmap: when its time starts, what has elapsed by then, and what cannot begin before a day.

Time zero is `start`, or today once that has passed: what has not begun cannot begin in the past. What has elapsed is
counted up to time zero.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mlteams.input.errors import BadInput, several, shown
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


def calendar(written: Written, scope: Scope, today: date, by: date | None, ignore: bool = False) -> Calendar:
    """Return the days of a roadmap; those that cannot be are added to the problems of `written`.

    `by` goes before the day in the file, which is then not looked at. `ignore` leaves out a `not_before` that a task
    in progress did not keep.

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
    early: list[str] = []
    for loc, form in written.tasks():
        line = written.line(*loc, "started")
        status = scope.status[form.name]
        if form.started and form.started > today:
            written.fail(line, f"started {form.started}, which is after {today}", f"{today} or earlier")
        # A table is a record, which keeps the day on which a task began after it has ended.
        elif form.started and status != "open" and not written.is_csv:
            found = f"started on {shown(form.name)}, which is {status}"
            written.fail(line, found, "started on open tasks alone")
        elif form.started and status == "open" and form.not_before and form.not_before > form.started:
            early.append(f"“{form.name}” ({form.started}, not before {form.not_before})")
            if not ignore:
                found = f"{shown(form.name)} started {form.started}, with not_before {form.not_before}, which is later"
                written.fail(
                    line, found, "one of the two (or, with roadmap, --ignore to leave not_before out)"
                )
    notes = []
    if said < today:
        notes.append(f"The start, {said}, has passed, so time is counted from today, {today}.")
    if early:
        notes.append(f"{several(early)} started before not_before allowed it, which is left out.")
    return Calendar(start, by, tuple(notes))


def elapsed(form: TaskForm, start: date, units: Units) -> float | None:
    """Return the time since work on a task began, up to time zero; None if it has not begun."""
    return None if form.started is None else units.between(form.started, start)


def overdue(
    written: Written, scope: Scope, start: date, units: Units, spread: float | None
) -> dict[str, str]:
    """Return the open tasks whose estimates allow for nothing beyond what has elapsed, each with its times.

    A `not_before` out of range is added to the problems of `written`.
    """
    over: dict[str, str] = {}
    for loc, form in written.tasks():
        if scope.status[form.name] != "open" or form.name in scope.left_out:
            continue
        if form.not_before and units.between(start, form.not_before) > MOST_DURATION:
            right = f"a day within {MOST_DURATION:,} {units.name} of {start}"
            written.fail(written.line(*loc, "not_before"), f"not_before {form.not_before}", right)
        most = highest(units.estimate(form.estimate, spread))
        spent = elapsed(form, start, units)
        if spent is not None and most <= spent:
            over[form.name] = f"{spent:.4g} {units.name} since {form.started}, of at most {most:.4g}"
    return over


def tell_overdue(written: Written, over: Mapping[str, str], spread: float | None) -> None:
    """Add tasks that are `overdue` to the problems of `written`, with what would help."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    spreads = False
    for loc, form in written.tasks():
        if form.name in over:
            places[form.name].append(written.line(*loc, "estimate"))
            guess = form.estimate
            spreads |= (
                spread is None and guess is not None and len(guess.amounts) == 1 and guess.spread is None
            )
    if not over:
        return
    leave = f"--ignore to leave the task{'s' if len(over) > 1 else ''} out"
    options = f"{leave}, or --spread for single numbers" if spreads else leave
    right = f"a new estimate of the whole task that allows for it (or, with roadmap, {options})"
    if len(over) == 1:
        said = next(iter(over.values()))
        written.fail(first(places), f"{examples(places)} taking longer than estimated, {said}", right)
    else:
        times = {name: f"; {said}" for name, said in over.items()}
        found = f"{len(over):,} tasks taking longer than estimated, {examples(places, times)}"
        written.fail(first(places), found, right)
