"""Of those who are hired, how many turn out good at the work?

Claim: none of the lecture's alone; the lesson's other models build on it.
Model: Taylor and Russell (1939). Score and later performance are bivariate normal with correlation `validity`. The best
`selection_ratio` of the scores are hired; the best `base_rate` of all who apply count as good.
Assumptions: many applicants; everybody who is offered the post takes it; a low score never means a good worker more
often than a high one. `best_of` drops the first: it takes the best of a few.
Units: shares, 0 to 1. Plausible ranges: validity 0 to 0.5 (Sackett et al. 2022), selection ratio 0.02 to 0.5, base rate
0.1 to 0.7.
"""

from functools import cache
from math import sqrt

import numpy as np
import pandas as pd
from scipy.stats import multivariate_normal, norm

from mlteams.core import figure as look
from mlteams.core.explorable import Choice, Explorable, Range, View
from mlteams.hiring.models.validities import VALIDITIES
from mlteams.input.heron import fact

ASKED = {
    "nothing: draw lots": 0.0,
    "years of experience": VALIDITIES["years of experience"].sackett,
    "a talk without set questions": VALIDITIES["unstructured interview"].sackett,
    "a work sample": VALIDITIES["work sample"].sackett,
    "a structured interview": VALIDITIES["structured interview"].sackett,
}
GOOD = {"one in five": 0.2, "one in two": 0.5, "four in five": 0.8}
HIRED = {"one in twenty": 0.05, "one in five": 0.2, "one in two": 0.5}


@cache
def success_ratio(validity: float, base_rate: float, selection_ratio: float) -> float:
    """Return the share of those hired who are good at the work.

    Args:
        validity: correlation of score and performance, 0 to 1. At 0 the answer is the base rate; at 1 nobody is hired
            who is not good, unless more are hired than are good.
        base_rate: share of all applicants who would be good, inside 0 to 1.
        selection_ratio: share of all applicants who are hired, inside 0 to 1.

    Raises:
        ValueError: a number is outside its range.
    """
    _inside("validity", validity, ends=True)
    _inside("base rate", base_rate)
    _inside("selection ratio", selection_ratio)
    if validity == 1:
        return min(base_rate, selection_ratio) / selection_ratio
    # Good and hired: both scores above their cuts, which is both negated scores below the cuts negated.
    cuts = [norm.ppf(base_rate), norm.ppf(selection_ratio)]
    both = float(multivariate_normal.cdf(cuts, cov=[[1, validity], [validity, 1]]))
    return min(both / selection_ratio, 1.0)


@cache
def best_of(validity: float, base_rate: float, candidates: int) -> float:
    """Return the chance that the one with the best score of a few candidates is good at the work.

    Args:
        validity, base_rate: as `success_ratio`.
        candidates: how many are scored, at least 1.

    Raises:
        ValueError: a number is outside its range.
    """
    _inside("validity", validity, ends=True)
    _inside("base rate", base_rate)
    if candidates < 1:
        raise ValueError(f"{candidates} candidates; there must be at least 1")
    scores = np.linspace(-9, 9, 4001)
    weights = candidates * norm.pdf(scores) * norm.cdf(scores) ** (candidates - 1)
    cut = -norm.ppf(base_rate)
    if validity == 1:
        return float(1 - norm.cdf(cut) ** candidates)
    good = norm.cdf((validity * scores - cut) / sqrt(1 - validity**2))
    return float((weights * good).sum() * (scores[1] - scores[0]))


def draw_hires(asked: str, hired: str, good: str) -> View:
    """Draw a hundred applicants, the best scores first: who is hired, and who of them is good at the work."""
    share, base = HIRED[hired], GOOD[good]
    right = success_ratio(ASKED[asked], base, share)
    chosen = round(100 * share)
    well = round(chosen * right)
    missed = round(100 * base) - well
    made, (axes,) = look.figure(height=3.3, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-0.7, 20), ylim=(8.4, -0.6))
    axes.axis("off")
    look.line(made, 0, "A hundred applicants. Filled: good at the work.")
    groups = (
        (f"hired: {chosen}, of them {well} good", chosen, well, look.MARK),
        (f"not hired: {100 - chosen}, of them {missed} good", 100 - chosen, missed, look.MAIN),
    )
    row = 0.0
    for words, people, filled, colour in groups:
        look.label(axes, words, (-0.5, row), (0, 0), colour, va="center")
        places = [(place % 20, row + 0.8 + 0.75 * (place // 20)) for place in range(people)]
        look.dots(axes, places, filled, 6.5, (colour, colour))
        row += 1.7 + 0.75 * ((people - 1) // 20)
    sentence = (
        f"Good at the work: {well} of the {chosen} who are hired. Lots would give {round(chosen * base)}. "
        f"Of the {100 - chosen} who are not hired {missed} would have been good too."
    )
    rows = [("hired", chosen, well), ("not hired", 100 - chosen, missed)]
    return View(
        made, sentence, pd.DataFrame(rows, columns=["of 100 applicants", "people", "good"]), 100 * right
    )


def _inside(what: str, value: float, ends: bool = False) -> None:
    if not (0 <= value <= 1 if ends else 0 < value < 1):
        right = "from 0 to 1" if ends else "above 0 and below 1"
        raise ValueError(f"the {what} is {value:g}; it must be {right}")


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    return {"heron_lots": f"{fact('hiring.selection.good'):.0%}"}


EXPLORABLES = (
    Explorable(
        name="taylor-russell-hires",
        question="Of those whom you hire, how many turn out good at the work?",
        predict=Range(
            "A hundred people apply, and those with the best scores are hired. What share of those hired turns out "
            "good at the work?",
            "%",
            0,
            100,
        ),
        controls=(
            Choice("asked", "What is asked", tuple(ASKED), "a talk without set questions"),
            Choice("hired", "Hired of those who apply", tuple(HIRED), "one in five"),
            Choice("good", "Good at the work, of those who apply", tuple(GOOD), "one in two"),
        ),
        draw=draw_hires,
    ),
)
