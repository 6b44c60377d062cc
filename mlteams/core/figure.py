"""Figures of one look: drawn with matplotlib, text kept as text, colours that a page can theme.

A figure is drawn in the light palette below. On a page every palette colour becomes a CSS variable, so
one picture serves light and dark. Use no other colours, and none at partial opacity over text.
"""

import io
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loaded when something is drawn: a command that draws nothing does not wait for it
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1c2b33"  # text, axes
MUTED = "#52616a"  # secondary text and lines
GRID = "#ddd5c3"  # grid lines and quiet fills
SURFACE = "#fffdf8"  # the background: a card on the page's paper
MAIN = "#2f5d73"  # the first series: heron slate
MARK = "#8f5f2a"  # the second series, or the state to look at; also the edge that a kraft fill needs
KEPT = "#2b6a4d"  # what is kept or succeeds
PROMISE = "#5f4b8b"  # the day that was promised
LATE = "#b3341f"  # stamp red: late or missed, and nothing else
FILL = "#c58b4b"  # kraft: fills, with MARK as their edge; never text or a lone line

_CSS_NAMES = {
    INK: "--ink",
    MUTED: "--muted",
    GRID: "--grid",
    SURFACE: "--surface",
    MAIN: "--slate",
    MARK: "--edge",
    KEPT: "--green",
    PROMISE: "--violet",
    LATE: "--red",
    FILL: "--kraft",
}

WIDTH = 4.4  # inches, 422 CSS pixels: one drawing for desktop and phone
SIZE = 10.7  # points of all text: 11 CSS pixels where a phone of 360 leaves a picture 328

_STYLE: dict[Any, Any] = {  # the stubs list every key by name
    "svg.fonttype": "none",
    "svg.hashsalt": "ship-the-team",
    "font.size": SIZE,
    "axes.titlesize": SIZE,
    "axes.titlelocation": "left",
    "axes.labelsize": SIZE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,  # grid lines lead from its numbers
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "ytick.major.size": 0,
    "axes.grid": True,  # from the first: to ask for it later makes matplotlib go through all ticks again
    "axes.grid.axis": "y",
    "grid.color": GRID,
    "figure.facecolor": SURFACE,
    "axes.facecolor": SURFACE,
    "savefig.facecolor": SURFACE,
}


def figure(
    height: float = 2.9,
    columns: int = 1,
    rows: int = 1,
    *,
    left: float = 0.5,
    right: float = 0.15,
    bottom: float = 0.5,
    top: float = 0.3,
    between: float = 0.9,
) -> "tuple[Figure, list[Axes]]":
    """Return a figure of `WIDTH` with room of fixed size around its axes, and the axes row by row.

    All lengths are inches; `between` lies between columns or rows. Nothing is laid out by what is drawn, so that
    axes stand still from state to state; `frame` keeps their limits.
    """
    made, axes = _subplots(height, columns, rows)
    wide = (WIDTH - left - right - between * (columns - 1)) / columns
    high = (height - bottom - top - between * (rows - 1)) / rows
    made.subplots_adjust(
        left / WIDTH, bottom / height, 1 - right / WIDTH, 1 - top / height, between / wide, between / high
    )
    return made, axes


def fitted(height: float) -> "tuple[Figure, list[Axes]]":
    """Return a figure whose room around its one set of axes follows from labels: for names of any length, but slow."""
    made, axes = _subplots(height, 1, 1)
    made.set_layout_engine("constrained")
    return made, axes


def _subplots(height: float, columns: int, rows: int) -> "tuple[Figure, list[Axes]]":
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    made = Figure(figsize=(WIDTH, height))
    FigureCanvasSVG(made)
    return made, list(made.subplots(rows, columns, squeeze=False).ravel())


def frame(
    axes: "Axes", x: str, y: str, xlim: tuple[float, float], ylim: tuple[float, float], grid: str = "y"
) -> None:
    """Name the two directions and fix their limits, the same in every state.

    The name of y lies level above the axes: nobody turns the head, and it takes no width from a phone.
    """
    from matplotlib.transforms import ScaledTranslation

    inches = axes.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    axes.set(xlabel=x, xlim=xlim, ylim=ylim)
    axes.set_ylabel(y, rotation=0, ha="left", va="bottom")
    # At fixed places, which also saves matplotlib from measuring tick labels.
    below, above = ScaledTranslation(0, -0.29, inches), ScaledTranslation(-0.42, 0.1, inches)
    axes.xaxis.set_label_coords(0.5, 0, transform=axes.transAxes + below)
    axes.yaxis.set_label_coords(0, 1, transform=axes.transAxes + above)
    if grid != "y":
        axes.grid(visible=False)
    if grid not in ("", "y"):
        axes.grid(axis=grid)  # type: ignore[arg-type]


def dot(axes: "Axes", at: tuple[float, float], colour: str) -> None:
    """Mark a point, in full also where it lies on the border of the axes."""
    axes.plot(*at, "o", color=colour, clip_on=False)


def dots(
    axes: "Axes",
    places: Sequence[tuple[float, float]],
    full: int,
    size: float,
    colours: tuple[str, str],
    empty: tuple[str, str] | None = None,
) -> None:
    """Draw one dot at each place, `size` points wide: the first `full` of them filled, the others not.

    Args:
        axes: its limits are not changed where they are set.
        places: in the units of the axes.
        full: how many are filled.
        size: the diameter.
        colours: fill and outline of those that are filled.
        empty: fill and outline of the others; by default the same outline around nothing.
    """
    # All dots of a kind in one line of matplotlib: a line for each takes two milliseconds.
    for some, (fill, edge) in ((places[:full], colours), (places[full:], empty or (SURFACE, colours[1]))):
        if some:
            axes.plot(
                [x for x, _ in some],
                [y for _, y in some],
                "o",
                markersize=size,
                color=fill,
                markeredgecolor=edge,
                markeredgewidth=0.8,
                clip_on=False,
            )


def boxes(axes: "Axes", places: Sequence[tuple[float, float, float, float]], fill: str, edge: str) -> None:
    """Draw rectangles of one kind, each (left, bottom, wide, high) in the units of the axes; limits stay."""
    from matplotlib.collections import PolyCollection

    corners = [
        [(left, low), (left + wide, low), (left + wide, low + high), (left, low + high)]
        for left, low, wide, high in places
    ]
    axes.add_collection(PolyCollection(corners, facecolor=fill, edgecolor=edge, linewidth=0.8), autolim=False)


def bar(
    axes: "Axes", row: float, wide: float, thick: float, fill: str, edge: str = "none", left: float = 0.0
) -> None:
    """Draw one bar that lies, `thick` high around its row; limits stay. A tenth of the time of `axes.barh`."""
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((left, row - thick / 2), wide, thick, facecolor=fill, edgecolor=edge))


def label(
    axes: "Axes",
    text: str,
    at: tuple[float, float],
    shift: tuple[float, float],
    colour: str,
    ha: str = "left",
    va: str = "baseline",
) -> None:
    """Write beside a point, `shift` points away from it; also beyond the axes, where the figure leaves room.

    Every line of the text is anchored by itself: a browser's letters are not as wide as those that matplotlib measures.
    """
    lines = text.split("\n")
    above = {"top": 0.0, "center": (len(lines) - 1) / 2}.get(va, len(lines) - 1.0)
    for place, one in enumerate(lines):
        place_of = (shift[0], shift[1] + (above - place) * 1.2 * SIZE)
        axes.annotate(
            one, at, place_of, textcoords="offset points", color=colour, ha=ha, va=va, annotation_clip=False
        )


def line(made: "Figure", row: int, text: str, colour: str = INK, start: float = 0.08) -> None:
    """Write one of the lines at the top of a picture, `start` inches from its left edge; row 0 is the first."""
    place = 1 - (0.06 + 0.2 * row) / made.get_figheight()
    made.text(start / WIDTH, place, text, color=colour, va="top")


def style() -> AbstractContextManager[None]:
    """Return the context in which figures are drawn; `Explorable.view` opens it; within it, none."""
    from matplotlib import rc_context, rcParams

    within = rcParams["svg.hashsalt"] == _STYLE["svg.hashsalt"]
    return nullcontext() if within else rc_context(_STYLE)


def svg(made: "Figure") -> str:
    """Return the figure as an `<svg>` element, without XML prologue, date or random ids."""
    sink = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with style():
        if engine := made.get_layout_engine():
            # Lay out once and leave it: savefig would do it twice, and a second call would do it again.
            engine.execute(made)
            made.set_layout_engine("none")
        made.savefig(sink, format="svg", metadata=nothing)
    text = sink.getvalue()
    return _shrink(text[text.index("<svg") :])


def themed(text: str, name: str) -> str:
    """Return an SVG for a page: colours as CSS variables, ids made unique by `name`.

    Presentation attributes cannot hold `var()`; matplotlib writes colours into `style`, which can.
    """
    text = _COLOUR.sub(
        lambda found: f"var({_CSS_NAMES[found[0]]})" if found[0] in _CSS_NAMES else found[0], text
    )
    return (
        text.replace(' id="', f' id="{name}-')
        .replace('href="#', f'href="#{name}-')
        .replace("url(#", f"url(#{name}-")
    )


_COLOUR = re.compile("#[0-9a-f]{6}")
# Metadata, comments, and its style sheet, which would hold for the whole page: a browser then styles that anew at
# every change. Each with the space after it.
_UNREAD = re.compile(r"(?:<metadata>.*?</metadata>|<!--.*?-->|<style.*?</style>)\s*", re.S)
_DIGITS = re.compile(r"(?<=\d\.\d)\d+")
_TAG = re.compile(r"<[^>]*\.\d\d[^>]*>")


def _shrink(text: str) -> str:
    """Drop what a browser does not need: metadata, comments, group ids, digits past a tenth of a pixel."""
    text = _UNREAD.sub("", text).replace("<svg", '<svg stroke-linejoin="round"', 1)
    text = re.sub(r'<g id="[^"]*"', "<g", text)
    text = _TAG.sub(lambda tag: _DIGITS.sub("", tag[0]), text)
    text = re.sub(r' (?:width|height)="[\d.]+pt"', "", text, count=2)
    # The typeface is the page's: matplotlib's own would be named at every label.
    text = re.sub(r'font: ([\d.]+)px [^;"]*', r"font-size: \1px", text)
    text = re.sub(r'font-family: [^;"]*;? ?', "", text)
    return re.sub(r"\n\s+", "\n", text).strip()
