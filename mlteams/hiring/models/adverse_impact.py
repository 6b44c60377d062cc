"""How differently does one cut treat two groups of people?

Model: scores of both groups are normal with the same spread, and their means lie a standardised difference d apart. One
cut for all lets 1 − Φ(z) of one group pass and 1 − Φ(z + d) of the other; the second share over the first is the impact
ratio (29 CFR 1607.4(D) asks for a closer look below four fifths). The model holds no group: the difference is an
input, from a reader's own records or from a review of the assessment. It says nothing about where a difference comes
from, and nothing of a person.
Assumptions: normal scores; everybody is measured alike. Units: shares, standard deviations; d plausibly from 0 to 1.
"""

from collections.abc import Sequence
from functools import cache
from math import sqrt

import pandas as pd
from scipy.stats import binom, norm

from mlteams.core import figure as look
from mlteams.core.explorable import Explorable, Range, Slider, View

FOUR_FIFTHS = 0.8


def impact_ratio(difference: float, passed: float) -> float:
    """Return the share who pass in the group with the lower mean over that in the other.

    Args:
        difference: of the two means, in standard deviations, at least 0.
        passed: share of the group with the higher mean who pass the cut, inside 0 to 1.

    Raises:
        ValueError: a number is outside its range.
    """
    if difference < 0 or not 0 < passed < 1:
        found = f"difference {difference:g}, share who pass {passed:g}"
        raise ValueError(f"{found}; the difference must be at least 0, the share above 0 and below 1")
    return float(norm.sf(norm.isf(passed) + difference) / passed)


def largest_difference(passed: float, ratio: float = FOUR_FIFTHS) -> float:
    """Return the largest difference of means at which a cut keeps an impact ratio, in standard deviations."""
    return float(norm.isf(ratio * passed) - norm.isf(passed))


def composite_difference(differences: Sequence[float], correlation: float) -> float:
    """Return the difference of means on a sum of standardised scores, each with the same weight.

    Args:
        differences: on each score, in standard deviations.
        correlation: of any two of the scores within a group, 0 to 1.
    """
    count = len(differences)
    return sum(differences) / sqrt(count + count * (count - 1) * correlation) if count else 0.0


@cache
def by_chance(people: int, passed: float, ratio: float = FOUR_FIFTHS) -> float:
    """Return how often two groups of equal chances still show a ratio of shares below `ratio`, either way round.

    Args:
        people: in each group, at least 1.
        passed: chance of everybody to pass, inside 0 to 1.
    """
    chances = [float(one) for one in binom.pmf(range(people + 1), people, passed)]
    return sum(
        chances[a] * chances[b]
        for a in range(people + 1)
        for b in range(people + 1)
        if min(a, b) < ratio * max(a, b)
    )


def draw_pass(difference: float, passed: float) -> View:
    """Draw a hundred people of each of two groups: filled are those who pass."""
    counts = (round(100 * passed), round(100 * passed * impact_ratio(difference, passed)))
    ratio = counts[1] / counts[0]  # of the people who are shown, as a reader would count
    made, (axes,) = look.figure(height=3.5, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-0.7, 24.4), ylim=(9.2, -0.6))
    axes.axis("off")
    look.line(made, 0, "One cut for all. Filled: passes.")
    for group, (name, count) in enumerate(zip(("one group", "the other"), counts, strict=True)):
        colour, top = (look.MAIN, look.MARK)[group], 4.9 * group
        look.label(axes, f"{name}: {count} of 100 pass", (-0.5, top), (0, 0), colour, va="center")
        places = [(place % 25, top + 0.85 + 0.9 * (place // 25)) for place in range(100)]
        look.dots(axes, places, count, 5.5, (colour, colour))
    below = ratio < FOUR_FIFTHS
    where = "below four fifths: look closer" if below else "not below four fifths, which proves nothing"
    sentence = (
        f"{counts[0]} of 100 pass in one group and {counts[1]} in the other. "
        f"{counts[1]} is {ratio:.0%} of {counts[0]}, {where}."
    )
    rows = [("one group", counts[0]), ("the other", counts[1])]
    return View(made, sentence, pd.DataFrame(rows, columns=["group", "of 100 pass"]), counts[1])


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    return {
        "strict_largest": f"{largest_difference(0.2):.2f}".lstrip("0"),
        "half_largest": f"{largest_difference(0.5):.2f}".lstrip("0"),
        "chance_20": f"{by_chance(20, 0.2):.0%}",
        "three_together": f"{composite_difference((0.3,) * 3, 0.3):.1f}".lstrip("0"),
    }


EXPLORABLES = (
    Explorable(
        name="adverse-impact-pass",
        question="One cut for all: how many pass in a group whose average score is lower?",
        predict=Range(
            "Two groups have different average scores, and one cut holds for all. Of a hundred people in the "
            "group with "
            "the lower average, how many pass?",
            "of 100",
            0,
            100,
        ),
        controls=(
            Slider("difference", "Averages apart, in standard deviations", 0, 1, 0.1, 0.3, "{:.1f}"),
            Slider("passed", "Pass in one group", 0.1, 0.9, 0.1, 0.2, "{:.0%}"),
        ),
        draw=draw_pass,
    ),
)
