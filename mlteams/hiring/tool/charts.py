"""The picture of an advertisement's report: who is left after each must."""

from typing import TYPE_CHECKING

from mlteams.core import figure as look

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_ROWS = 14
_SHORT = 22  # letters of a must that a label holds


def left(musts: list[tuple[str, bool]], pools: list[str]) -> "Figure":
    """Draw how rare somebody is who has the first, the first two, … of some musts; kept ones come first.

    Bars are as long as the share that is left, in steps of ten times.
    """
    from math import log10

    rows = list(zip(musts, pools, strict=True))[:MOST_ROWS]
    made, (axes,) = look.figure(height=0.9 + 0.26 * len(rows), left=1.75, right=0.95, bottom=0.1, top=0.55)
    axes.set(xlim=(0, 5), ylim=(len(rows) - 0.4, -0.6))
    axes.axis("off")
    look.line(made, 0, "Who is left, must by must.")
    look.line(made, 1, "A bar one fifth shorter: ten times fewer.", look.MUTED)
    for row, ((text, kept), words) in enumerate(rows):
        colour = look.MAIN if kept else look.MARK
        short = text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,") + " …"
        look.label(axes, short, (0, row), (-5, 0), colour, ha="right", va="center")
        people = float(words.removeprefix("1 in ").replace(",", ""))
        axes.barh(
            row, max(0.05, 5 - log10(people)), 0.55, color=colour if kept else look.FILL, edgecolor=colour
        )
        look.label(axes, words, (5, row), (4, 0), colour, va="center")
    return made
