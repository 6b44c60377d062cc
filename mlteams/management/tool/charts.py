"""The pictures of a report, in the look of the course."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlteams.core import figure as look
from mlteams.core.words import percent
from mlteams.management.models.copula import any_works
from mlteams.management.models.roadmap import Outcome
from mlteams.management.tool.roadmap_dates import days, in_calendar

if TYPE_CHECKING:  # loaded when something is drawn: a report in the terminal draws nothing
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_BARS = 10
MOST_LETTERS = 22  # of a name beside a bar; tables hold it whole
_PAPER = {"facecolor": look.SURFACE, "edgecolor": "none", "pad": 0.8}  # behind a label that a line may cross
MARKED = (0.5, 0.8)  # shares of all futures whose dates the curve names


def _axes(height: float) -> "tuple[Figure, Axes]":
    made, (axes,) = look.fitted(height=height)
    return made, axes


def finish(outcome: Outcome, start: date, promise: tuple[float, str] | None = None) -> "Figure":
    """Draw the share of all futures done by each day; `promise` is a time to mark, and its label.

    The plan must work in at least one future.
    """
    done = np.sort(outcome.finish[np.isfinite(outcome.finish)])
    share = 100 * np.arange(1, len(done) + 1) / len(outcome.finish)
    last = float(np.quantile(done, 0.995))
    ends = [*done[[0, -1]], *([promise[0]] if promise else [])]
    dated = all(map(in_calendar, days(start, outcome.unit, ends) + [-366, 366, 366][: len(ends)]))
    made, axes = _axes(height=2.9)

    def across(times: ArrayLike) -> NDArray[np.float64]:
        return days(start, outcome.unit, times) if dated else np.asarray(times, dtype=float)

    places = np.unique(np.linspace(0, len(done) - 1, 300).astype(int))
    curve = across(done[places])
    axes.step(np.r_[curve[0], curve], np.r_[0, share[places]], color=look.MAIN, where="post")
    if promise:
        late = done[places] > promise[0]
        axes.step(curve[late], share[places][late], color=look.LATE, where="post")
    if outcome.chance < 0.995:
        axes.axhline(100 * outcome.chance, color=look.MUTED, linestyle=":")
    first, end = _limits(float(curve[0]), float(across(last)), float(across(promise[0])) if promise else None)
    axes.set(ylabel="done by then, % of all", ylim=(0, 118), xlim=(first, end), yticks=range(0, 101, 20))
    for part in MARKED:
        if 100 * part < 100 * outcome.chance - 8:  # the label would touch the line of all that works
            at = float(across(done[round(part * len(outcome.finish)) - 1]))
            of = "" if outcome.chance >= 0.995 else " of all"  # and not of those that work
            _point(axes, at, 100 * part, of, right=at < first + 0.2 * (end - first))
    if outcome.chance < 0.995:
        label = axes.annotate(
            f"{percent(outcome.chance)} work at all", (first, 100 * outcome.chance), (4, 6),
            textcoords="offset points", color=look.MUTED,
        )  # fmt: skip
        label.set_bbox(_PAPER)
    if promise:
        _line(
            axes, float(across(promise[0])), promise[1], right=float(across(promise[0])) > (first + end) / 2
        )
    _time_axis(axes, f"{outcome.unit} from {start}", dated)
    axes.grid(axis="y")
    return made


def _point(axes: "Axes", across: float, height: float, of: str, *, right: bool) -> None:
    """Mark a share on the curve, its label to the left and above, or to the right and below."""
    axes.plot([across], [height], "o", color=look.MARK)
    label = axes.annotate(
        f"{height:.0f}%{of}", (across, height), (7, -8) if right else (-7, 2), textcoords="offset points",
        ha="left" if right else "right", color=look.MARK,
    )  # fmt: skip
    label.set_bbox(_PAPER)


def _line(axes: "Axes", across: float, label: str, *, right: bool) -> None:
    """Mark a day over the whole height, its label above the curve."""
    axes.axvline(across, color=look.PROMISE, linestyle="--")
    axes.annotate(
        label, (across, 117), (-4 if right else 4, 0), textcoords="offset points", va="top",
        ha="right" if right else "left", color=look.PROMISE, parse_math=False,
    )  # fmt: skip


def _limits(first: float, last: float, mark: float | None) -> tuple[float, float]:
    """Return where the axis begins and ends: around the curve and the marked day, six days at least."""
    low, high = min(first, last if mark is None else mark), max(last, first if mark is None else mark)
    room = max(3.0, 0.06 * (high - low))
    return low - room, high + room


def _time_axis(axes: "Axes", unit: str, dated: bool) -> None:
    if dated:
        # matplotlib's dates carry no types
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

        locator = AutoDateLocator(minticks=3, maxticks=5)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    else:  # past the last day that has a date
        axes.set_xlabel(unit)


def largest(values: Mapping[str, float]) -> dict[str, float]:
    """Return the values that `bars` draws: those above zero, the largest first, at most ten."""
    found = sorted(((name, float(one)) for name, one in values.items() if one > 0), key=lambda pair: -pair[1])
    return dict(found[:MOST_BARS])


def bars(values: Mapping[str, float], form: str) -> "Figure":
    """Draw the largest values as bars with their names; at least one must be above zero."""
    drawn = largest(values)
    made, axes = _axes(height=0.6 + 0.3 * len(drawn))
    axes.barh(range(len(drawn)), list(drawn.values()), color=look.FILL, edgecolor=look.MARK, linewidth=0.8)
    axes.set_yticks(range(len(drawn)), [_short(name) for name in drawn])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    for place, value in enumerate(drawn.values()):
        axes.text(value, place, f" {form.format(value)}", va="center")
    axes.set_xlim(0, 1.2 * max(drawn.values()))
    for label in axes.get_yticklabels():  # a dollar sign in a name is no mathematics
        label.set_parse_math(False)
    return made


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"


def odds(chances: list[float], shared: float) -> "Figure":
    """Draw the chance that one of the first n approaches works, if independent and with what they share."""
    sizes = list(range(1, len(chances) + 1))
    alone = [100 * any_works(tuple(chances[:n]), 0.0) for n in sizes]
    tied = [100 * any_works(tuple(chances[:n]), shared) for n in sizes]
    made, axes = _axes(height=2.6)
    axes.plot(sizes, alone, "o--", color=look.MUTED)
    axes.plot(sizes, tied, "o-", color=look.MAIN)
    apart = 0 if alone[-1] - tied[-1] > 10 else 5
    room = 0.15 * max(1, len(sizes) - 1)
    for end, shift, label, colour in (
        (alone[-1], apart, "independent", look.MUTED),
        (tied[-1], -apart, f"shared {shared:.2g}", look.MAIN),
    ):
        axes.text(sizes[-1] + room / 2, end + shift, label, va="center", color=colour)
    axes.set(ylim=(0, 108), xlim=(1 - room / 2, sizes[-1] + max(0.6, 3.4 * room)))
    axes.set_xlabel("approaches tried")
    axes.set_ylabel("one works, %")
    axes.set_xticks(sizes if len(sizes) <= MOST_BARS else sizes[:: len(sizes) // MOST_BARS])
    axes.grid(axis="y")
    return made
