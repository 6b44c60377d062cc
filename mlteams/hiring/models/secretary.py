"""How many candidates do you let go before you take one? A famous rule, and why it answers another question.

Model: the secretary problem (Gilbert and Mosteller 1966). Candidates come one by one in random order; only their ranks
are seen; whoever is sent away is gone; only the best of all counts as success. The rule passes some, then takes the
first who is better than all before. Here one may also go back: if nobody came who was better, the best of those who
were passed is asked, and still wants the post with a chance.
Assumptions that fail in hiring: nobody can be asked again; ranks are known without error; the second best is worth
nothing. Units: candidates, chances.
"""

from functools import cache
from math import fsum

import numpy as np
import pandas as pd
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.hiring.models.validities import VALIDITIES

CANDIDATES = 20
WAITS = {"is gone": 0.0, "says yes one time in two": 0.5, "still says yes": 1.0}


def chance_of_best(candidates: int, passed: int, back: float = 0.0) -> float:
    """Return the chance to end with the best of all candidates.

    Args:
        candidates: how many come, at least 1.
        passed: how many are looked at and sent away first, from 0 to `candidates` − 1.
        back: chance that somebody who was sent away says yes when asked at the end, 0 to 1.

    Raises:
        ValueError: a number is outside its range.
    """
    if not 0 <= passed < candidates or not 0 <= back <= 1:
        found = f"{passed} passed of {candidates} candidates, chance {back:g} to come back"
        raise ValueError(f"{found}; fewer must be passed than come, and the chance must be from 0 to 1")
    if passed == 0:
        return 1 / candidates
    later = passed / candidates * fsum(1 / (place - 1) for place in range(passed + 1, candidates + 1))
    # Nobody later is better exactly if the best of all is among those passed.
    return later + back * passed / candidates


def best_to_pass(candidates: int, back: float = 0.0) -> int:
    """Return how many to pass so that the chance to end with the best is highest; the fewest of those."""
    return max(range(candidates), key=lambda passed: (chance_of_best(candidates, passed, back), -passed))


@cache
def truly_best(validity: float, candidates: int) -> float:
    """Return the chance that the best score belongs to the one who is truly best.

    Args:
        validity: correlation of score and performance, from 0 to below 1.
        candidates: how many, at least 1.
    """
    if not 0 <= validity < 1 or candidates < 1:
        found = f"validity {validity:g}, {candidates} candidates"
        raise ValueError(
            f"{found}; the validity must be from 0 to below 1, and there must be at least 1 candidate"
        )
    at = np.linspace(-6, 6, 1201)
    step = at[1] - at[0]
    given = norm.pdf((at[None, :] - validity * at[:, None]) / np.sqrt(1 - validity**2)) / np.sqrt(
        1 - validity**2
    )
    density = norm.pdf(at)[:, None] * given * step**2
    across, down = density.cumsum(1), density.cumsum(0)
    # All others are worse in both: the cells below and to the left, and half or a quarter of those on the edges.
    below = down.cumsum(1) - across / 2 - down / 2 + density / 4
    return float(candidates * (density * below ** (candidates - 1)).sum())


def draw_wait(passed: int, back: str) -> View:
    """Draw twenty searches of twenty candidates: in how many the best was taken."""
    chance = chance_of_best(CANDIDATES, passed, WAITS[back])
    won = round(20 * chance)
    best = best_to_pass(CANDIDATES, WAITS[back])
    made, (axes,) = look.figure(height=2.6, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-0.7, 20), ylim=(6.4, -0.6))
    axes.axis("off")
    look.line(made, 0, "One search: twenty candidates, one after the other.")
    places = [(place, 0.6) for place in range(CANDIDATES)]
    look.dots(axes, places, passed, 7.5, (look.SURFACE, look.MUTED), (look.MAIN, look.MAIN))
    look.label(axes, f"open: {passed} looked at and sent away", (-0.5, 1.7), (0, 0), look.MUTED, va="center")
    words = f"twenty such searches: {won} with the best of the twenty"
    look.label(axes, words, (-0.5, 3.7), (0, 0), look.MARK, va="center")
    for place in range(20):
        inside = look.FILL if place < won else look.SURFACE
        axes.plot(place, 4.7, "s", markersize=8, color=look.MARK, markerfacecolor=inside, clip_on=False)
    most = round(20 * chance_of_best(CANDIDATES, best, WAITS[back]))
    ends = "searches ends" if won == 1 else "searches end"
    sentence = (
        f"{won} of 20 {ends} with the best candidate. The most, {most}, do if {best} are sent away first."
    )
    rows = [
        (number, f"{chance_of_best(CANDIDATES, number, WAITS[back]):.0%}")
        for number in sorted({0, 3, 7, 10, 19, passed})
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["passed", "ends with the best"]), 20 * chance)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    structured = VALIDITIES["structured interview"].sackett
    return {
        "pass": str(best_to_pass(CANDIDATES)),
        "truly_best": f"{truly_best(structured, CANDIDATES):.0%}",
    }


EXPLORABLES = (
    Explorable(
        name="secretary-wait",
        question="How many candidates do you let go before you take one?",
        predict=Range(
            "Twenty candidates come one by one. You send some away, then take the first who is better than all before. "
            "In how many of twenty such searches do you end with the best of all?",
            "of 20",
            0,
            20,
        ),
        controls=(
            Slider("passed", "Looked at and sent away", 0, 19, 1, 7),
            Choice("back", "Asked again at the end, somebody", tuple(WAITS), "is gone"),
        ),
        draw=draw_wait,
    ),
)
