"""Computes an agenda: which steps, how long, where the breaks fall. Pure; times are minutes from the start."""

from dataclasses import dataclass
from datetime import time

from mlteams.workshop.breaks import Row, with_breaks
from mlteams.workshop.guide import Guide

SLOTS = {"ninety minutes": 90, "half a day": 210, "a day": 390}
START = time(9)  # assumed where none is given: where lunch falls depends on it


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
    """What fits a slot: its rows, the cuts made, and those still possible, each in the declared order.

    `start` is when it begins, None if nobody has said: then it is planned for START.
    """

    title: str
    part: str
    slot: int
    start: time | None
    rows: tuple[Row, ...]
    made: tuple[Cut, ...]
    left: tuple[Cut, ...]

    @property
    def minutes(self) -> int:
        """Return how long it takes, breaks included."""
        return self.rows[-1].end

    @property
    def begins(self) -> time:
        """Return when it begins, given or assumed."""
        return START if self.start is None else self.start


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


def plan(guide: Guide, slot: int | None = None, start: time | None = None) -> Agenda | None:
    """Return the agenda that fits the slot; None if none does. Without a slot nothing is cut.

    Cuts are made in order until it fits. What still fits is then given back, last things first: a session that
    had to go makes room for the steps that were shortened before it.
    """
    every, begins = cuts(guide), START if start is None else start
    if slot is None:
        rows = _rows(guide, (), begins)
        return Agenda(guide.title, guide.part, rows[-1].end, start, rows, (), every)

    def fits(made: tuple[Cut, ...]) -> bool:
        return _rows(guide, made, begins)[-1].end <= slot

    made = next((every[:count] for count in range(len(every) + 1) if fits(every[:count])), None)
    if made is None:
        return None
    for cut in reversed(made):
        fewer = tuple(other for other in made if other != cut)
        if fits(fewer):
            made = fewer
    left = tuple(cut for cut in every if cut not in made and not _within(guide, cut, made))
    return Agenda(guide.title, guide.part, slot, start, _rows(guide, made, begins), made, left)


def _within(guide: Guide, cut: Cut, made: tuple[Cut, ...]) -> bool:
    """Tell whether a cut belongs to a session that is left out already."""
    gone = {other.key for other in made}
    return any(
        session.key in gone and cut.key in {step.key for step in session.steps} for session in guide.sessions
    )


def shortest(guide: Guide, start: time | None = None) -> int:
    """Return the shortest slot that holds it."""
    every, begins = cuts(guide), START if start is None else start
    return min(_rows(guide, every[:count], begins)[-1].end for count in range(len(every) + 1))


def _rows(guide: Guide, made: tuple[Cut, ...], begins: time) -> tuple[Row, ...]:
    least = {cut.key: cut.least for cut in made}
    work = [
        Row("work", step.key, step.title, session.title, 0, least.get(step.key, step.minutes), step.minutes)
        for session in guide.sessions
        if session.key not in least
        for step in session.steps
        if least.get(step.key, step.minutes) > 0
    ]
    return with_breaks(work, begins)


def sessions(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """Return the rows in runs: a session's steps without a break between, or a break alone."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and row.kind == "work" and runs[-1][-1].session == row.session:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [tuple(run) for run in runs]
