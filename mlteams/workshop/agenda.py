"""Computes an agenda: which steps, how long, where the breaks fall. Pure; times are minutes from the start."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from mlteams.workshop.guide import MOST_MINUTES, Guide

SLOTS = {"ninety minutes": 90, "half a day": 210, "a day": 390}
UNBROKEN = 90  # minutes of work that need no break if they are all there is
BREAK, LUNCH = 15, 60
LONG = 240  # minutes of work that need lunch
WARM = 30  # no break sooner than this after the last
Kind = Literal["work", "break", "lunch"]


@dataclass(frozen=True)
class Row:
    """A line of the agenda; `full` is how long it is when nothing gives way, `at` when it begins."""

    kind: Kind
    key: str
    title: str
    session: str
    at: int
    minutes: int
    full: int

    @property
    def end(self) -> int:
        """Return when it ends."""
        return self.at + self.minutes


@dataclass(frozen=True)
class Cut:
    """One thing that can give way: a session or step by its key, and how many minutes of it then remain."""

    order: int
    key: str
    title: str
    least: int
    saves: int

    def sentence(self) -> str:
        """Return what to do, and what it saves."""
        how = f"shorten “{self.title}” to {self.least} min" if self.least else f"leave out “{self.title}”"
        return f"{how} (saves {self.saves} min)"


@dataclass(frozen=True)
class Agenda:
    """What fits a slot: its rows, the cuts made, and those still possible, each in the declared order."""

    title: str
    part: str
    slot: int
    rows: tuple[Row, ...]
    made: tuple[Cut, ...]
    left: tuple[Cut, ...]

    @property
    def minutes(self) -> int:
        """Return how long it takes, breaks included."""
        return self.rows[-1].end


def cuts(guide: Guide) -> tuple[Cut, ...]:
    """Return everything that can give way, first things first."""
    found = []
    for session in guide.sessions:
        if session.cut is not None:
            whole = sum(step.minutes for step in session.steps)
            found.append(Cut(session.cut, session.key, session.title, 0, whole))
        for step in session.steps:
            if step.cut is not None:
                found.append(Cut(step.cut, step.key, step.title, step.least, step.minutes - step.least))
    return tuple(sorted(found, key=lambda cut: cut.order))


def plan(guide: Guide, slot: int | None = None) -> Agenda | None:
    """Return the agenda that fits the slot; None if none does. Without a slot nothing is cut.

    Cuts are made in order until it fits. What still fits is then given back, last things first: a session that
    had to go makes room for the steps that were shortened before it.
    """
    every = cuts(guide)
    if slot is None:
        rows = _rows(guide, ())
        return Agenda(guide.title, guide.part, rows[-1].end, rows, (), every)
    made: tuple[Cut, ...] = ()
    for cut in every:
        if _fits(guide, made, slot):
            break
        made = (*made, cut)
    if not _fits(guide, made, slot):
        return None
    for cut in reversed(made):
        fewer = tuple(other for other in made if other != cut)
        if _fits(guide, fewer, slot):
            made = fewer
    left = tuple(cut for cut in every if cut not in made and not _within(guide, cut, made))
    return Agenda(guide.title, guide.part, slot, _rows(guide, made), made, left)


def _fits(guide: Guide, made: tuple[Cut, ...], slot: int) -> bool:
    return _rows(guide, made)[-1].end <= slot


def _within(guide: Guide, cut: Cut, made: tuple[Cut, ...]) -> bool:
    """Tell whether a cut belongs to a session that is left out already."""
    gone = {other.key for other in made}
    return any(
        session.key in gone and cut.key in {step.key for step in session.steps} for session in guide.sessions
    )


def shortest(guide: Guide) -> int:
    """Return how many minutes it takes when everything has given way that can."""
    return _rows(guide, cuts(guide))[-1].end


def _rows(guide: Guide, made: tuple[Cut, ...]) -> tuple[Row, ...]:
    least = {cut.key: cut.least for cut in made}
    work = [
        Row("work", step.key, step.title, session.title, 0, least.get(step.key, step.minutes), step.minutes)
        for session in guide.sessions
        if session.key not in least
        for step in session.steps
        if least.get(step.key, step.minutes) > 0
    ]
    whole = sum(row.minutes for row in work)
    return _timed(work if whole <= UNBROKEN else _with_breaks(work, whole))


def _with_breaks(work: list[Row], whole: int) -> list[Row]:
    """Put breaks between sessions where the next would run too long, and inside a session only if it must be."""
    lengths: dict[str, int] = {}
    for row in work:
        lengths[row.session] = lengths.get(row.session, 0) + row.minutes
    rows, since = [work[0]], work[0].minutes
    for before, row in pairwise(work):
        ahead = lengths[row.session] if row.session != before.session and since >= WARM else row.minutes
        if since + ahead > MOST_MINUTES:
            rows.append(Row("break", "break", "Break", "", 0, BREAK, BREAK))
            since = 0
        rows.append(row)
        since += row.minutes
    if whole > LONG:
        timed = _timed(rows)
        breaks = [place for place, row in enumerate(timed) if row.kind == "break"]
        middle = min(breaks, key=lambda place: abs(timed[place].at - timed[-1].end / 2))
        rows[middle] = Row("lunch", "lunch", "Lunch", "", 0, LUNCH, LUNCH)
    return rows


def _timed(rows: list[Row]) -> tuple[Row, ...]:
    made, at = [], 0
    for row in rows:
        made.append(Row(row.kind, row.key, row.title, row.session, at, row.minutes, row.full))
        at += row.minutes
    return tuple(made)


def sessions(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """Return the rows in runs: a session's steps without a break between, or a break alone."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and row.kind == "work" and runs[-1][-1].session == row.session:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [tuple(run) for run in runs]
