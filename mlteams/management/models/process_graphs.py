"""CRISP-DM and TDSP as their documents draw them (Wirth & Hipp 2000; Microsoft 2024)."""

import itertools

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mlteams.core import figure as look
from mlteams.core.explorable import View

# Each stage: where it goes next, and where it can send the work back
CRISP_DM = {
    "business understanding": ("data understanding", ()),
    "data understanding": ("data preparation", ("business understanding",)),
    "data preparation": ("modeling", ()),
    "modeling": ("evaluation", ("data preparation",)),
    "evaluation": ("deployment", ("business understanding",)),
    "deployment": ("end", ()),
}
TDSP = {
    "business understanding": ("data acquisition", ()),
    "data acquisition": ("modeling", ("business understanding",)),
    "modeling": ("deployment", ("data acquisition", "business understanding")),
    "deployment": ("customer acceptance", ("modeling", "data acquisition", "business understanding")),
    "customer acceptance": ("end", ("business understanding",)),
}
FRAMEWORKS = {"CRISP-DM": CRISP_DM, "TDSP": TDSP}


def _box(axes: Axes, at: tuple[float, float], text: str, colour: str = look.INK) -> None:
    frame = {"boxstyle": "round,pad=0.35", "facecolor": look.SURFACE, "edgecolor": colour}
    axes.text(*at, text, ha="center", va="center", bbox=frame, color=colour, zorder=3)


def _shrink(text: str, across: float, along: float) -> float:
    """Return how far, in points, an arrow in a direction must stay from the middle of a box."""
    lines = text.split("\n")
    width, height = 3.3 * max(map(len, lines)) + 9, 6.8 * len(lines) + 8
    length = np.hypot(across, along)
    return float(length * min(width / max(abs(across), 1e-9), height / max(abs(along), 1e-9)))


def _arrow(
    axes: Axes, places: dict[str, tuple[float, float]], start: str, end: str, both: bool = False
) -> None:
    (x0, y0), (x1, y1) = places[start], places[end]
    points = 72 / axes.get_figure(root=True).dpi  # type: ignore[union-attr]  # these axes have one
    across, along = points * axes.bbox.width * (x1 - x0), points * axes.bbox.height * (y1 - y0)
    style: dict[str, str | float] = {"arrowstyle": "<->" if both else "->", "color": look.MUTED}
    style |= {"shrinkA": _shrink(start, across, along), "shrinkB": _shrink(end, across, along)}
    axes.annotate("", (x1, y1), (x0, y0), arrowprops=style, zorder=1)


def draw_graphs() -> View:
    """Redraw both process graphs: one-way and two-way links as their documents have them."""
    made, (crisp, tdsp) = look.figure(height=5.8, rows=2, left=0.1, right=0.1, bottom=0.1, between=0.4)
    for axes, title in ((crisp, "CRISP-DM"), (tdsp, "TDSP")):
        axes.set(xlim=(0, 1), ylim=(0, 1))
        axes.set_axis_off()
        axes.set_title(title, pad=2)
    around = {
        "business\nunderstanding": (0.2, 0.84), "data\nunderstanding": (0.8, 0.84),
        "data\npreparation": (0.84, 0.48), "modeling": (0.84, 0.12), "evaluation": (0.45, 0.12),
        "deployment": (0.15, 0.42),
    }  # fmt: skip
    names = list(around)
    _box(crisp, (0.5, 0.55), "data", look.MAIN)
    for one, other, both in (
        (0, 1, True),
        (1, 2, False),
        (2, 3, True),
        (3, 4, False),
        (4, 5, False),
        (4, 0, False),
    ):
        _arrow(crisp, around, names[one], names[other], both)
    linked = {
        "business\nunderstanding": (0.5, 0.86), "data acquisition\nand understanding": (0.19, 0.58),
        "modeling": (0.86, 0.58), "deployment": (0.5, 0.32),
    }  # fmt: skip
    for here, there in itertools.combinations(linked, 2):
        _arrow(tdsp, linked, here, there, both=True)
    ends = linked | {"start": (0.1, 0.86), "customer\nacceptance": (0.5, 0.08), "end": (0.1, 0.08)}
    for here, there in (("start", "business\nunderstanding"), ("deployment", "customer\nacceptance")):
        _arrow(tdsp, ends, here, there)
    _arrow(tdsp, ends, "customer\nacceptance", "end")
    tdsp.text(0.68, 0.08, "left out by\nthe lecture", color=look.MARK, va="center")
    colours = {"start": look.MUTED, "end": look.MUTED, "customer\nacceptance": look.MARK}
    for axes, places in ((crisp, around), (tdsp, ends)):
        for name, place in places.items():
            _box(axes, place, name, colours.get(name, look.INK))
    sentence = (
        "CRISP-DM runs from business understanding to deployment around the data, with three ways back; TDSP links "
        "every pair of its first four stages both ways, and ends with customer acceptance, which the lecture's "
        "picture leaves out."
    )
    rows = [
        (name, stage, forward, ", ".join(returns) or "–")
        for name, stages_of in FRAMEWORKS.items()
        for stage, (forward, returns) in stages_of.items()
    ]
    return View(
        made, sentence, pd.DataFrame(rows, columns=["framework", "stage", "goes on to", "can go back to"])
    )
