"""The pictures of a report, as figures that a page holds as SVG and a document as PNG."""

import io
import warnings
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mlteams.core import figure as look
from mlteams.management.models.portfolio import any_works
from mlteams.management.models.roadmap import Outcome

MOST_BARS = 10
_DPI = 200  # of a picture 5 inches wide: sharp in print


def svg(draw: Callable[[], Figure], name: str) -> str:
    """Return a picture for a page, with colours that follow its scheme and ids of its own."""
    with look.style(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that matplotlib's font lacks; the browser's font has it
        return look.themed(look.svg(draw()), name)


def png(draw: Callable[[], Figure]) -> bytes:
    """Return a picture for a document."""
    sink = io.BytesIO()
    with look.style(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font lacks shows as a box; tables hold the name
        draw().savefig(sink, format="png", dpi=_DPI, metadata={"Software": None})
    return sink.getvalue()


def finish(outcome: Outcome, start: date, promise: tuple[float, str] | None = None) -> Figure:
    """Draw the share of all futures done by each time; `promise` is a time to mark, and its label."""
    done = np.sort(outcome.finish[np.isfinite(outcome.finish)])
    share = 100 * np.arange(1, len(done) + 1) / len(outcome.finish)
    places = np.unique(np.linspace(0, len(done) - 1, 300).astype(int))
    made, (axes,) = look.fitted(height=2.9)
    axes.step(np.r_[done[0], done[places]], np.r_[0, share[places]], color=look.BLUE, where="post")
    marks = (("P50", outcome.p50, "right", (-6, 3)), ("P85", outcome.p85, "left", (6, -12)))
    for name, time, side, shift in (*marks, ("P95", outcome.p95, "right", (-6, 3))):
        height = outcome.chance * float(name[1:])
        axes.plot([time], [height], "o", color=look.ORANGE)
        label = f"{name} {time:.1f}"
        shown = axes.annotate(
            label, (time, height), shift, textcoords="offset points", ha=side, color=look.ORANGE
        )
        if promise:  # its line must not cross the label
            shown.set_bbox({"facecolor": look.SURFACE, "edgecolor": "none", "pad": 0.8})
    end = float(np.quantile(done, 0.995))
    first, last = done[0] - 0.05 * (end - done[0]) - 0.01, end + 0.15 * (end - done[0]) + 0.01
    if promise:
        time, label = promise
        first, last = min(first, time - 0.03 * (last - time)), max(last, time + 0.03 * (time - first))
        axes.axvline(time, color=look.PURPLE, linestyle="--")
        right = time > (first + last) / 2
        shift = (-4 if right else 4, 0)
        axes.annotate(
            label, (time, 100), shift, textcoords="offset points", ha="right" if right else "left",
            color=look.PURPLE,
        )  # fmt: skip
    axes.set(
        xlabel=f"{outcome.unit} from {start}", ylabel="done by then, %", ylim=(0, 108 if promise else 105)
    )
    axes.set_xlim(first, last)
    axes.grid(axis="y")
    return made


def largest(values: "pd.Series[float]") -> "pd.Series[float]":
    """Return the values that `bars` draws: those above zero, the largest first, at most ten."""
    return values[values > 0].sort_values(ascending=False).head(MOST_BARS)


def bars(values: "pd.Series[float]", form: str) -> Figure:
    """Draw the largest values as bars with their names; at least one must be above zero."""
    drawn = largest(values)
    made, (axes,) = look.fitted(height=0.6 + 0.28 * len(drawn))
    names = [str(name) for name in drawn.index]
    axes.barh(range(len(drawn)), drawn, color=look.GRID)
    axes.set_yticks(range(len(drawn)), [n if len(n) <= 26 else f"{n[:25]}…" for n in names])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    for place, value in enumerate(drawn):
        axes.text(value, place, f" {form.format(value)}", va="center")
    axes.set_xlim(0, 1.12 * float(drawn.max()))
    _plain_text(axes)
    return made


def odds(chances: list[float], shared: float) -> Figure:
    """Draw the chance that one of the first n approaches works, if independent and with what they share."""
    sizes = list(range(1, len(chances) + 1))
    alone = [100 * any_works(tuple(chances[:n]), 0.0) for n in sizes]
    tied = [100 * any_works(tuple(chances[:n]), shared) for n in sizes]
    made, (axes,) = look.fitted(height=2.6)
    axes.plot(sizes, alone, "o--", color=look.MUTED)
    axes.plot(sizes, tied, "o-", color=look.BLUE)
    gap = alone[-1] - tied[-1]
    room = 0.15 * max(1, len(sizes) - 1)
    axes.text(
        sizes[-1] + room / 2, alone[-1] + (0 if gap > 8 else 5), "independent", va="center", color=look.MUTED
    )
    axes.text(
        sizes[-1] + room / 2,
        tied[-1] - (0 if gap > 8 else 5),
        f"shared {shared:.2g}",
        va="center",
        color=look.BLUE,
    )
    axes.set(xlabel="approaches tried", ylabel="chance that one works, %", ylim=(0, 108))
    axes.set_xlim(1 - room / 2, sizes[-1] + max(0.6, 2.6 * room))
    axes.set_xticks(sizes if len(sizes) <= MOST_BARS else sizes[:: len(sizes) // MOST_BARS])
    axes.grid(axis="y")
    return made


def _plain_text(axes: Axes) -> None:
    """Keep matplotlib from reading a dollar sign in a name as mathematics."""
    for label in (*axes.get_yticklabels(), *axes.texts):
        label.set_parse_math(False)
