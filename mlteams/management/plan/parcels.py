"""The picture of a plan's finish for whoever decides: twenty futures as parcels, each at the day on which it is done.

The standard name is a quantile dot plot (Kay et al. 2016): the parcels are the quantiles of the finish, as the lessons
draw them, so each stands for one future in twenty, and odds are read by counting.
"""

import math
from calendar import month_name
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core.parcels import FUTURES, twenty
from mlteams.core.words import listed
from mlteams.management.models.roadmap import Outcome
from mlteams.management.tool.roadmap_dates import days, in_calendar

if TYPE_CHECKING:  # loaded when something is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = 9  # into which the days fall
NEVER = 1.9  # columns between the last day and those that are never done


@dataclass(frozen=True)
class Parcels:
    """Twenty futures.

    Attributes:
        times: when each that works is done, in the roadmap's unit, the earliest first.
        promised: the time that was promised, if any.
    """

    times: NDArray[np.float64]
    promised: float | None

    @property
    def kept(self) -> int:
        """How many are done by the promised day."""
        return int(np.sum(self.times <= self.promised)) if self.promised is not None else len(self.times)


def parcels(outcome: Outcome, promised: float | None) -> Parcels:
    """Return the twenty futures of a plan; none of them has a time if it works in fewer than one of forty."""
    return Parcels(np.array([time for time in twenty(outcome.finish) if np.isfinite(time)]), promised)


def told(found: Parcels) -> str:
    """Return what the picture shows, in a sentence."""
    working, kept = len(found.times), found.kept
    late = working - kept
    parts = (
        [f"{kept} {'are' if kept != 1 else 'is'} done by the promised day"]
        if found.promised is not None
        else []
    )
    parts += [f"{late} later"] if found.promised is not None and late else []
    parts += [f"{working} {'are' if working != 1 else 'is'} done"] if found.promised is None else []
    parts += [f"{FUTURES - working} never"] if working < FUTURES else []
    return f"Of {FUTURES} futures {listed(parts)}."


def draw(found: Parcels, start: date, unit: str) -> "Figure":
    """Draw the parcels as stacks over the calendar, those that are never done at the right; one is done at least."""
    ends = [*found.times[[0, -1]], *([found.promised] if found.promised is not None else [])]
    dated = all(map(in_calendar, days(start, unit, ends) + [-366, 366, 366][: len(ends)]))
    across = days(start, unit, found.times) if dated else found.times
    mark = None
    if found.promised is not None:
        mark = float(days(start, unit, [found.promised])[0]) if dated else found.promised
    low, high = _limits(across, mark)
    width = (high - low) / COLUMNS
    if mark is not None:  # a column ends with the promised day, so that none holds kept and late ones
        low = mark - math.ceil((mark - low) / width) * width
    never = FUTURES - len(found.times)
    made, axes = look.figure(height=2.8, left=0.15, right=0.15, bottom=0.45, top=0.35)
    ax = axes[0]
    columns = _columns(across, found, low, width, mark)
    heights = _stacks(ax, columns, found, low, width)
    top = max([*heights, never, 5]) + 0.4
    end = high + (NEVER + 0.6) * width if never else high + 0.3 * width
    ax.set(xlim=(low - 0.3 * width, end), ylim=(0, top), yticks=[])
    if never:
        at = high + NEVER * width - 0.5 * width
        _stack(ax, at, width, range(never), look.SURFACE, look.MUTED)
        look.label(ax, "never", (at, 0), (0, -16), look.MUTED, ha="center")
    if mark is not None:
        right = mark > (low + high) / 2
        ax.plot([mark, mark], [0, top], "--", color=look.PROMISE, clip_on=False)
        look.label(
            ax,
            "promised",
            (mark, top),
            (-4 if right else 4, 2),
            look.PROMISE,
            ha="right" if right else "left",
        )
    _axis(ax, low, high, unit, dated)
    return made


def _limits(across: NDArray[np.float64], mark: float | None) -> tuple[float, float]:
    """Return where the columns begin and end: around all days, six days at least."""
    low = min(float(across[0]), *([mark] if mark is not None else []), float(across[-1]))
    high = max(float(across[-1]), *([mark] if mark is not None else []), float(across[0]))
    room = max(3.0, 0.04 * (high - low))
    return low - room, high + room


def _columns(
    across: NDArray[np.float64], found: Parcels, low: float, width: float, mark: float | None
) -> list[int]:
    """Return the column of each parcel that is done, the first one 0."""
    columns = np.floor((across - low) / width).astype(int)
    if mark is not None:
        first_late = round((mark - low) / width)
        late = np.arange(len(columns)) >= found.kept
        columns = np.where(late, np.maximum(columns, first_late), np.minimum(columns, first_late - 1))
    return [int(one) for one in columns]


def _stacks(ax: "Axes", columns: list[int], found: Parcels, low: float, width: float) -> list[int]:
    """Draw the parcels that are done, each on those before it; return how high the columns are."""
    heights: dict[int, int] = {}
    for place, column in enumerate(columns):
        late, below = place >= found.kept, heights.get(column, 0)
        face, edge = (look.SURFACE, look.LATE) if late else (look.FILL, look.MARK)
        _stack(ax, low + (column + 0.5) * width, width, [below], face, edge)
        heights[column] = below + 1
    return list(heights.values())


def _stack(ax: "Axes", at: float, width: float, places: "list[int] | range", face: str, edge: str) -> None:
    for place in places:
        ax.bar(at, 0.82, width=0.78 * width, bottom=place + 0.06, color=face, edgecolor=edge, linewidth=1.1)


def _axis(ax: "Axes", low: float, high: float, unit: str, dated: bool) -> None:
    """Name days at the beginning, in the middle and at the end, or times where there are no dates."""
    if not dated:
        ax.set_xlabel(f"{unit} from the start")
        return
    first, last = (np.datetime64(int(np.ceil(one)), "D") for one in (low, high))
    months = np.arange(first.astype("datetime64[M]") + 1, last.astype("datetime64[M]") + 1)
    if len(months) >= 2:
        step = -(-len(months) // 4)
        shown = months[::step]
        names = [_month(str(one), n == 0 or str(one).endswith("-01")) for n, one in enumerate(shown)]
        ax.set_xticks([float(one.astype("datetime64[D]").astype(float)) for one in shown], names)
        return
    places = [low + (high - low) * part for part in (0.2, 0.7)]
    ax.set_xticks(places, [_day(np.datetime64(int(one), "D")) for one in places])


def _day(day: np.datetime64) -> str:
    year, month, number = str(day).rsplit("-", 2)
    return f"{int(number)} {month_name[int(month)][:3]} {year}"


def _month(month: str, with_year: bool) -> str:
    year, number = month.rsplit("-", 1)
    name = month_name[int(number)][:3]
    return f"{name} {year}" if with_year else name
