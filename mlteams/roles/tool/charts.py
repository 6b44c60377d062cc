"""The picture of a team's report: skills, and a dot for each person who can do them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mlteams.core import figure as look

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_SKILLS, MOST_DOTS, MOST_LETTERS = 20, 14, 22


def dots(able: Mapping[str, int]) -> "Figure":
    """Draw the skills with the fewest people first; a ring where there is nobody."""
    drawn = sorted(able.items(), key=lambda pair: pair[1])[:MOST_SKILLS]
    made, (axes,) = look.figure(height=0.5 + 0.24 * len(drawn), left=1.95, right=0.1, bottom=0.05, top=0.35)
    axes.set(xlim=(-0.6, 17), ylim=(len(drawn) - 0.4, -0.6))
    axes.axis("off")
    look.line(made, 0, "One dot, one person; a ring: nobody.")
    for row, (skill, count) in enumerate(drawn):
        colour = look.MARK if count < 2 else look.MAIN
        name = skill if len(skill) <= MOST_LETTERS else f"{skill[: MOST_LETTERS - 1]}…"
        axes.annotate(
            name, (-0.6, row), (-4, 0), textcoords="offset points", ha="right", va="center", color=colour,
            parse_math=False,
        )  # fmt: skip
        shown = min(count, MOST_DOTS)
        if count == 0:
            axes.plot(0, row, "o", markersize=7, color=look.SURFACE, markeredgecolor=look.MARK)
        axes.plot(range(shown), [row] * shown, "o", markersize=7, color=colour)
        if count > shown:
            look.label(axes, f"{count:,}", (shown, row), (0, 0), colour, va="center")
    return made
