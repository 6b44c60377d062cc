"""Futures as twenty parcels: how many are on time, and when each arrives.

A distribution becomes its twenty quantiles at 2.5%, 7.5% … 97.5%, so that a share of p is about 20 p parcels.
"""

from collections import Counter
from math import ceil, floor, inf
from typing import TYPE_CHECKING

from mlteams.core import figure as look

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

FUTURES = 20
TALL = 8  # parcels that can stand on each other below the labels; more are drawn flatter
_TOP = 13.0  # height of the axes, in parcels
_ROW = 11.8  # where the row of all parcels stands


def twenty(times: "NDArray[np.float64]") -> list[float]:
    """Return twenty futures that stand for many: quantiles of `times`, ascending; inf is never."""
    import numpy as np

    ascending = np.sort(times)
    return [float(ascending[int((number + 0.5) / FUTURES * len(ascending))]) for number in range(FUTURES)]


def kept(times: "NDArray[np.float64]", promise: float) -> int:
    """Return how many of twenty futures are done by the promise."""
    return sum(time <= promise for time in twenty(times))


def draw(
    axes: "Axes",
    times: "NDArray[np.float64]",
    promise: float,
    said: str,
    *,
    scale: tuple[float, float],
    wide: float,
    never: str = "",
    late: str = "late",
    safe: float = inf,
    beyond: str = "or later",
) -> None:
    """Draw twenty futures on axes that `frame` has named: a row of them all, and below it when each is done.

    Args:
        axes: limits are set here.
        times: when each of many futures is done, in the units of the axis; inf is never.
        promise: what counts as on time.
        said: the label of the promise.
        scale: first and last value of the axis; what comes after it stands in the last place, which then says so.
        wide: how much of the axis one parcel takes.
        never: what futures that are never done are called; they stand right of the axis. Empty if there are none.
        late: what futures after the promise are called.
        safe: what 17 of 20 futures keep, marked where it lies on the axis.
        beyond: what the last place says if futures stand there that are done after it.
    """
    low, high = scale
    last = high + (2.5 * wide if never else 0)
    axes.set(xlim=(low, last), ylim=(0, _TOP))
    axes.set_yticks([])
    futures = twenty(times)
    lefts = [_left(time, promise, low, high, wide) for time in futures]
    step = min(1.0, TALL / max(Counter(lefts).values()))
    heights: Counter[float] = Counter()
    share = (last - low) / FUTURES
    places: dict[tuple[str, str], list[tuple[float, float, float, float]]] = {}
    for number, (time, left) in enumerate(zip(futures, lefts, strict=True)):
        kind = places.setdefault(_colours(time, promise), [])
        kind.append(_parcel(left, heights[left] * step, wide, step))
        kind.append(_parcel(low + number * share, _ROW, share, _TOP - _ROW))
        heights[left] += 1
    for colours, some in places.items():
        look.boxes(axes, some, *colours)
    end = promise + wide * (_final(promise, high, wide) + 1)
    if any(end + 1e-9 < time < inf for time in futures):
        top = heights[round(end - wide, 9)] * step
        look.label(axes, beyond, (end, top), (0, 3), look.LATE, "right")
    on_time = sum(time <= promise for time in futures)
    lost = sum(time == inf for time in futures)
    said_late = f"{FUTURES - on_time - lost} {late}"
    look.label(axes, f"{on_time} on time", (low, _TOP), (0, 4), look.MARK)
    if never:
        look.label(axes, said_late, ((low + last) / 2, _TOP), (0, 4), look.LATE, "center")
        look.label(axes, f"{lost} {never}", (last, _TOP), (0, 4), look.MUTED, "right")
    else:
        look.label(axes, said_late, (last, _TOP), (0, 4), look.LATE, "right")
    if low <= safe <= high:
        axes.plot([safe, safe], [0, _ROW - 2.4], color=look.KEPT, linewidth=1, linestyle=":")
        inside = safe < promise or safe > low + 0.75 * (last - low)  # its label stays within the axes
        away, to = (-4, "right") if inside else (4, "left")
        look.label(axes, "17 of 20", (safe, _ROW - 3.2), (away, 0), look.KEPT, to)
    axes.plot([promise, promise], [0, _ROW - 0.6], color=look.PROMISE, linewidth=1.4)
    right = promise > (low + last) / 2
    shift, side = (-5, "right") if right else (5, "left")
    look.label(axes, said, (promise, _ROW - 1.6), (shift, 0), look.PROMISE, side)


def _left(time: float, promise: float, low: float, high: float, wide: float) -> float:
    """Return the left edge of the place of a future: places begin at the promise, so that it cuts through none."""
    if time == inf:
        return high + 1.25 * wide
    # What is done at the very end of a place belongs to it, and so does what is done on the promised day.
    first, final = ceil((low - promise) / wide - 1e-9), _final(promise, high, wide)
    place = ceil((time - promise) / wide - 1e-9) - 1
    return round(promise + wide * min(max(place, first), final), 9)


def _final(promise: float, high: float, wide: float) -> int:
    """Return the number of the last place on the axis; place 0 begins at the promise."""
    return floor((high - promise) / wide + 1e-9) - 1


def _parcel(left: float, bottom: float, wide: float, high: float) -> tuple[float, float, float, float]:
    """Return one parcel as (left, bottom, wide, high), a little smaller than its place."""
    return left + 0.06 * wide, bottom + 0.06 * high, 0.88 * wide, 0.88 * high


def _colours(time: float, promise: float) -> tuple[str, str]:
    """Return fill and outline: kraft if on time, red if late, an empty outline if never."""
    if time == inf:
        return look.SURFACE, look.MUTED
    return (look.FILL, look.MARK) if time <= promise else (look.LATE, look.LATE)
