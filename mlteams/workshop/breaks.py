"""Puts breaks and a lunch between steps. Pure; times are minutes from the start."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise, takewhile
from typing import Literal

from mlteams.workshop.guide import MOST_MINUTES

UNBROKEN = 90  # minutes of work that need no break if they are all there is, as a film has none
BREAK = 15  # enough for a coffee and the way back
LUNCH = 60  # enough for a meal outside the house
WARM = 30  # minutes of work, at least, where there is a choice: who has just sat down is not sent out again
LONG = 180  # minutes, breaks included: who stays no longer eats before or after
LUNCHTIME = (time(11, 30), time(13))  # lunch begins in it; longer than any step and break, so that it can
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


def with_breaks(work: list[Row], start: time) -> tuple[Row, ...]:
    """Return the steps with breaks between them, and a lunch if people would miss theirs."""
    if sum(row.minutes for row in work) <= UNBROKEN:
        return _timed(work)
    lengths: dict[str, int] = {}
    for row in work:
        lengths[row.session] = lengths.get(row.session, 0) + row.minutes
    rows = _timed(_rested(work, lengths))
    if not _misses_lunch(rows[-1].end, start):
        return rows
    every = (_around_lunch(work, place, lengths) for place in range(1, len(work)))
    return min(every, key=lambda rows: _rank(rows, start))


def _misses_lunch(length: int, start: time) -> bool:
    """Tell whether a workshop without lunch keeps people from theirs.

    Who begins at lunchtime or later has eaten; who ends within it eats afterwards.
    """
    opens, closes = map(_minute, LUNCHTIME)
    return length > LONG and _minute(start) < opens and _minute(start) + length > closes


def _around_lunch(work: list[Row], place: int, lengths: dict[str, int]) -> tuple[Row, ...]:
    lunch = Row("lunch", "lunch", "Lunch", "", 0, LUNCH, LUNCH)
    return _timed([*_rested(work[:place], lengths), lunch, *_rested(work[place:], lengths)])


def _rank(rows: tuple[Row, ...], start: time) -> tuple[bool, bool, bool, float]:
    """Return how bad a place the lunch has.

    It begins at lunchtime; people work long enough before the next break on both sides; it lies between two
    sessions; it begins near the middle of lunchtime: in this order.
    """
    place = next(place for place, row in enumerate(rows) if row.kind == "lunch")
    opens, closes = map(_minute, LUNCHTIME)
    begins = _minute(start) + rows[place].at
    least = min(_unbroken(reversed(rows[:place])), _unbroken(rows[place + 1 :]))
    inside = rows[place - 1].session == rows[place + 1].session
    return not opens <= begins <= closes, least < WARM, inside, abs(begins - (opens + closes) / 2)


def _unbroken(rows: Iterable[Row]) -> int:
    """Return the minutes of work up to the first break."""
    return sum(row.minutes for row in takewhile(lambda row: row.kind == "work", rows))


def _rested(work: list[Row], lengths: dict[str, int]) -> list[Row]:
    """Put breaks between sessions where the next would run too long, and inside a session only if it must be.

    The lengths of whole sessions decide, even where lunch will cut one: so breaks do not move with the lunch, and
    of its places one lies at lunchtime.
    """
    rows, since = [work[0]], work[0].minutes
    for before, row in pairwise(work):
        ahead = lengths[row.session] if row.session != before.session and since >= WARM else row.minutes
        if since + ahead > MOST_MINUTES:
            rows.append(Row("break", "break", "Break", "", 0, BREAK, BREAK))
            since = 0
        rows.append(row)
        since += row.minutes
    return rows


def _timed(rows: list[Row]) -> tuple[Row, ...]:
    made, at = [], 0
    for row in rows:
        made.append(replace(row, at=at))
        at += row.minutes
    return tuple(made)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
