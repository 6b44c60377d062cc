"""Figures of one look: drawn with matplotlib, text kept as text, colours that a page can theme.

A figure is drawn in the light palette below. On a page every palette colour becomes a CSS variable, so
one picture serves light and dark. Use no other colours, and none at partial opacity over text.
"""

import io
import re
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loaded when something is drawn: a command that draws nothing does not wait for it
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1b1f24"  # text, axes, the main line
MUTED = "#5c6670"  # secondary text and lines
GRID = "#d8dde2"  # grid lines and quiet fills
SURFACE = "#ffffff"  # the background
BLUE = "#1f5fa8"  # first series
ORANGE = "#b4530a"  # second series, or what to look at
GREEN = "#2b7a4b"  # third series, or success
PURPLE = "#7a4fa0"  # fourth series

_CSS_NAMES = {
    INK: "--ink",
    MUTED: "--muted",
    GRID: "--grid",
    SURFACE: "--surface",
    BLUE: "--blue",
    ORANGE: "--orange",
    GREEN: "--green",
    PURPLE: "--purple",
}

_STYLE: dict[Any, Any] = {  # the stubs list every key by name
    "svg.fonttype": "none",
    "svg.hashsalt": "ship-the-team",
    "font.size": 9.5,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.labelsize": 9.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": GRID,
    "figure.facecolor": SURFACE,
    "axes.facecolor": SURFACE,
    "savefig.facecolor": SURFACE,
}


def figure(height: float = 3.1, columns: int = 1, rows: int = 1) -> "tuple[Figure, list[Axes]]":
    """Return a figure 5 inches wide (legible on a phone of 360 px) and its axes, row by row.

    `height` is in inches. The layout is constrained: labels never leave the picture.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    made = Figure(figsize=(5.0, height), layout="constrained")
    FigureCanvasSVG(made)
    return made, list(made.subplots(rows, columns, squeeze=False).ravel())


def style() -> AbstractContextManager[None]:
    """Return the context in which figures are drawn; `Explorable.view` opens it."""
    from matplotlib import rc_context

    return rc_context(_STYLE)


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
    for colour, variable in _CSS_NAMES.items():
        text = text.replace(colour, f"var({variable})")
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r'href="#', f'href="#{name}-', text)
    return text.replace("url(#", f"url(#{name}-")


def _shrink(text: str) -> str:
    """Drop what a browser does not need: metadata, comments, group ids, digits past a tenth of a pixel."""
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.S)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.S)
    # Its style sheet would hold for the whole page, which a browser then styles anew at every change.
    text = re.sub(r"<style.*?</style>\s*", "", text, flags=re.S).replace(
        "<svg", '<svg stroke-linejoin="round"', 1
    )
    text = re.sub(r'<g id="[^"]*"', "<g", text)
    text = re.sub(r"<[^>]+>", lambda tag: re.sub(r"(\d+\.\d)\d+", r"\1", tag[0]), text)
    text = re.sub(r' (?:width|height)="[\d.]+pt"', "", text, count=2)
    text = re.sub(r'font: ([\d.]+)px [^;"]*', r"font-size: \1px", text)
    return re.sub(r"\n\s+", "\n", text).strip()
