"""Four interviewers agree with twelve. What does that say about the work?

Model: parallel ratings (Spearman 1910, Brown 1910). Each interviewer's mark is what all see in a candidate, plus an
error of one's own; `reliability` is the correlation of two interviewers' marks. What all see may still not be the work.
Assumptions: nobody talks to another before marking; all interviewers are equally good. Talking first raises agreement
and adds nothing. Units: correlations, shares. Plausible ranges: reliability 0.3 to 0.76 (0.44 for separate interviews:
Huffcutt, Culbertson & Weyhrauch 2013), validity of one mark as in `validities`.
"""

from functools import cache
from math import sqrt

import pandas as pd
from scipy.stats import multivariate_normal, norm

from mlteams.core import figure as look
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.hiring.models.taylor_russell import success_ratio
from mlteams.hiring.models.validities import VALIDITIES
from mlteams.input.heron import fact

PANEL = 12
SEPARATE = 0.44  # correlation of two interviewers who ask one after the other (Huffcutt et al. 2013)
ALIKE = {"hardly (.30)": 0.3, "as published (.44)": SEPARATE, "closely (.70)": 0.7}
REVIEWS = ("2022", "1998")
HIRED, GOOD = 0.2, 0.5  # of candidates, assumed


def spearman_brown(reliability: float, interviewers: float) -> float:
    """Return the reliability of the mean mark of several interviewers.

    Args:
        reliability: correlation of the marks of two interviewers, 0 to 1.
        interviewers: how many, above 0.
    """
    _check(reliability, interviewers)
    return interviewers * reliability / (1 + (interviewers - 1) * reliability)


def panel_validity(validity: float, reliability: float, interviewers: float) -> float:
    """Return the correlation of the mean mark with performance, from that of one interviewer's mark.

    Raises:
        ValueError: a number is outside its range, or the validity is above √reliability, which cannot be.
    """
    _check(reliability, interviewers)
    if not 0 <= validity <= sqrt(reliability):
        raise ValueError(
            f"the validity {validity:g} must be from 0 to {sqrt(reliability):.2f}, the root of the reliability"
        )
    return validity * sqrt(interviewers / (1 + (interviewers - 1) * reliability))


def with_panel(reliability: float, interviewers: int, panel: int) -> float:
    """Return the correlation of the mean mark of some members of a panel with the mean mark of all of it."""
    _check(reliability, interviewers)
    if interviewers > panel:
        raise ValueError(
            f"{interviewers} interviewers of a panel of {panel}; there can be no more than the panel has"
        )
    few, all_of = ((1 + (count - 1) * reliability) / count for count in (interviewers, panel))
    return sqrt(all_of / few)


@cache
def same_decision(reliability: float, interviewers: int, panel: int, hired: float) -> float:
    """Return the share of candidates on whom some members of a panel decide as all of it does.

    Args:
        reliability, interviewers, panel: as `with_panel`.
        hired: share of candidates who get a yes, from both, inside 0 to 1.
    """
    if not 0 < hired < 1:
        raise ValueError(f"the share hired is {hired:g}; it must be above 0 and below 1")
    together = with_panel(reliability, interviewers, panel)
    if together > 1 - 1e-12:
        return 1.0
    cut = norm.ppf(hired)
    both = float(multivariate_normal.cdf([cut, cut], cov=[[1, together], [together, 1]]))
    return 1 - 2 * (hired - both)


def _check(reliability: float, interviewers: float) -> None:
    if not 0 < reliability <= 1 or interviewers <= 0:
        found = f"reliability {reliability:g}, {interviewers:g} interviewers"
        raise ValueError(f"{found}; the reliability must be above 0 and at most 1, and somebody must ask")


def as_many_as(validity: float, reliability: float, wanted: float) -> int:
    """Return how many interviewers together reach a validity; 0 if none ever do."""
    if validity**2 >= wanted**2:
        return 1
    if validity**2 <= wanted**2 * reliability:
        return 0
    count = wanted**2 * (1 - reliability) / (validity**2 - wanted**2 * reliability)
    return int(count) + (count > int(count))


def _one(review: str) -> float:
    found = VALIDITIES["unstructured interview"]
    return found.sackett if review == "2022" else found.schmidt


def draw_panel(interviewers: int, alike: str, review: str) -> View:
    """Draw twelve interviewers, twenty candidates on whom some decide as all would, and twenty hires of theirs."""
    reliability = ALIKE[alike]
    same = same_decision(reliability, interviewers, PANEL, HIRED)
    right = success_ratio(panel_validity(_one(review), reliability, interviewers), GOOD, HIRED)
    alone = success_ratio(_one(review), GOOD, HIRED)
    made, (axes,) = look.figure(height=2.9, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-0.7, 20), ylim=(7.4, -0.6))
    axes.axis("off")
    people = "one interviewer" if interviewers == 1 else f"{interviewers} interviewers"
    look.line(made, 0, f"Asked by {people} of twelve.")
    rows = (
        (0.0, "", interviewers, PANEL, look.INK),
        (
            2.0,
            f"decide as all twelve on {round(20 * same)} of 20 candidates",
            round(20 * same),
            20,
            look.MAIN,
        ),
        (4.6, f"good at the work: {round(20 * right)} of 20 hired", round(20 * right), 20, look.MARK),
    )
    for row, words, filled, count, colour in rows:
        look.label(axes, words, (-0.5, row), (0, 0), colour, va="center")
        down = row + (0.9 if words else 0.1)
        look.dots(axes, [(place, down) for place in range(count)], filled, 7.5, (colour, colour))
    look.label(
        axes, f"with one interviewer: {round(20 * alone)} of 20", (-0.5, 6.6), (0, 0), look.MUTED, va="center"
    )
    sentence = (
        f"With {people} {100 * same:.0f} of 100 candidates get the decision that all twelve would give. "
        f"Of 100 hired so, {100 * right:.0f} are good at the work, against {100 * alone:.0f} with one interviewer."
    )
    table = pd.DataFrame(
        [("decide alike", round(100 * same)), ("good of those hired", round(100 * right))],
        columns=["of 100", "people"],
    )
    return View(made, sentence, table, 100 * same)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    now, before = VALIDITIES["unstructured interview"], VALIDITIES["structured interview"]
    count = int(fact("hiring.stopping.interviewers"))

    def two(value: float) -> str:
        return f"{value:.2f}".lstrip("0")

    return {
        "three": two(panel_validity(now.sackett, SEPARATE, count)),
        "four": two(panel_validity(now.sackett, SEPARATE, count + 1)),
        "most": two(now.sackett / sqrt(SEPARATE)),
        "set_questions": two(before.sackett),
        "as_many_before": str(as_many_as(now.schmidt, SEPARATE, before.schmidt)),
    }


EXPLORABLES = (
    Explorable(
        name="interviewer-agreement-panel",
        question="A few interviewers decide as twelve would. What is that worth?",
        predict=Range(
            "Twelve people interview everybody, without set questions, and one candidate in five gets a yes. "
            "If only some "
            "of them had, on how many of 100 candidates would they have decided as all twelve?",
            "of 100",
            0,
            100,
        ),
        controls=(
            Slider("interviewers", "Interviewers of the twelve", 1, 12, 1, 4),
            Choice("alike", "Two interviewers mark alike", tuple(ALIKE), "as published (.44)"),
            Choice("review", "Validity of one, as published in", REVIEWS, "2022"),
        ),
        draw=draw_panel,
    ),
)
