"""Who should decide what the ML team does first?

Claim: task and platform product managers (PMs) are both crucial, and a platform PM is particularly powerful in making
ML successful.
Model: selection by order statistics with imperfect judgement (Harter 1961).
Assumptions: the values of ideas are standard normal; a judgement correlates r with value; every area has as many
ideas, and no area has better ideas than another (if one had, choosing across areas would gain more).
Units: standard deviations of value.
"""

from functools import cache

import numpy as np
import pandas as pd
from scipy.special import betaln, xlog1py, xlogy
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View
from mlteams.input.heron import fact

# How a task PM's judgement of their own area correlates with value.
TASK_VALIDITY = fact("management.ideas.validity")
WORTH = "worth of a chosen idea (1: a usual difference)"
AREAS, IDEAS = int(fact("management.ideas.areas")), int(fact("management.ideas.in_each"))


@cache
def expected_top(ideas: int, chosen: int) -> float:
    """Return the expected mean of the best `chosen` of `ideas` standard normal values.

    The sum of expected order statistics, each by quadrature over its density (David & Nagaraja 2003, 3.1).

    Raises:
        ValueError: not 1 ≤ chosen ≤ ideas.
    """
    if not 1 <= chosen <= ideas:
        raise ValueError(f"chosen is {chosen} of {ideas}; it must be between 1 and the number of ideas")
    values = np.linspace(-9, 9, 6001)
    below, density = norm.cdf(values), norm.pdf(values)
    total = 0.0
    for rank in range(ideas - chosen + 1, ideas + 1):
        log_weight = xlogy(rank - 1, below) + xlog1py(ideas - rank, -below) - betaln(rank, ideas - rank + 1)
        total += float(np.trapezoid(values * density * np.exp(log_weight), values))
    return total / chosen


def value_by_area(ideas: int, validity: float) -> float:
    """Return the mean value when each area's PM picks the best of their own `ideas`, one per area.

    A choice by a judgement that correlates `validity` with value gains that share of the perfect choice.
    """
    return validity * expected_top(ideas, 1)


def value_pooled(areas: int, ideas: int, validity: float) -> float:
    """Return the mean value when one PM picks the best `areas` of all areas × ideas."""
    return validity * expected_top(areas * ideas, areas)


def break_even_validity(areas: int, ideas: int, task_validity: float = TASK_VALIDITY) -> float:
    """Return the validity across areas at which pooling gains nothing over choosing by area."""
    return task_validity * expected_top(ideas, 1) / expected_top(areas * ideas, areas)


def draw_pooling(areas: int, ideas: int, validity: float) -> View:
    """Draw the value of pooled choice against the validity of judgement across areas."""
    local = value_by_area(ideas, TASK_VALIDITY)
    now, even = value_pooled(areas, ideas, validity), break_even_validity(areas, ideas)
    top = value_pooled(areas, ideas, 0.8)
    made, (axes,) = look.figure(right=1.1)
    look.frame(axes, "validity of judgement across areas", WORTH, (0, 0.8), (0, 1.6))
    axes.plot([0, 0.8], [0, top], color=look.MAIN)  # value is proportional to validity
    look.label(axes, "one judge\nof all", (0.8, top), (6, 0), look.MAIN, va="center")
    axes.axhline(local, color=look.MUTED, linestyle="--")
    look.label(axes, f"one in each\narea: {local:.2f}", (0.8, local), (6, 0), look.MUTED, va="center")
    look.dot(axes, (validity, now), look.MARK)
    axes.set_yticks((0, 0.5, 1, 1.5))
    # On the side of the blue line where the dashed one is not.
    side, shift = ("right", (-6, 5)) if now > local else ("left", (7, -11))
    look.label(axes, f"{now:.2f}", (validity, now), shift, look.MARK, ha=side)
    better = "more" if now > local else "less"
    sentence = (
        f"Choosing the best {areas} of {areas * ideas} ideas with validity {validity:.1f} yields {now:.2f}, {better} "
        f"than the {local:.2f} of one judge in each area with validity {TASK_VALIDITY} (assumed); it pays "
        f"above {even:.2f}. A worth of 1 is how far an idea usually lies from the average."
    )
    table = pd.DataFrame(
        [
            (f"{v:.1f}", f"{value_pooled(areas, ideas, v):.2f}", f"{local:.2f}")
            for v in (0.2, 0.4, 0.5, 0.6, 0.8)
        ],
        columns=["validity across areas", "one judge of all", "one in each area"],
    )
    return View(made, sentence, table, even)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    return {
        "break_even_validity": f"{break_even_validity(AREAS, IDEAS):.2f}",
        "task_validity": f"{TASK_VALIDITY}",
    }


def margin_platform(areas: int, ideas: int, local: float, across: float) -> float:
    """Return how much more a chosen idea is worth if one PM chooses from all areas, in standard deviations.

    `across` is the validity of that choice as a share of `local`, the validity of a choice within one area.
    """
    return value_pooled(areas, ideas, local * across) - value_by_area(ideas, local)


CLAIMS = (
    Claim(
        name="platform-pm",
        says="Task and platform PMs are both crucial; a platform PM, who chooses among the ideas of all areas, "
        "is particularly powerful.",
        lecture="ML PMs are well-positioned to educate the organization",
        evidence=Evidence.NONE,
        lines=(
            Line(
                model="selection by normal order statistics",
                verdict=Verdict.HOLDS_WHEN,
                because="whoever compares the ideas of all areas judges them almost as well as those who know "
                "one area: from three areas on it always pays at 92% of their validity, and at 80% "
                "never. So both are crucial where the one asks the others.",
                margin=margin_platform,
                ranges={
                    "areas": Span(2, 8, "assumed: a small company to a large one", whole=True),
                    "ideas": Span(3, 10, "assumed: ideas an area has at a time", whole=True),
                    "local": Span(0.2, 0.8, "assumed: correlation of a judgement with the value of an idea"),
                    "across": Span(0.4, 1.0, "assumed: from a stranger to somebody who knows every area"),
                },
                when=lambda areas, across, **_: areas >= 3 and across >= 0.92,
                unit="standard deviations of value",
            ),
        ),
        references=("harter1961", "david2003"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="prioritization-pooling",
        question="Does one person who chooses across all areas beat one expert in each?",
        predict=Range(
            f"Experts judge their own area with validity {TASK_VALIDITY}. What validity must one judge of all "
            "areas have to match them?",
            "",
            0,
            1,
            "{:.2f}",
        ),
        controls=(
            Slider("areas", "Product areas", 2, 8, 2, AREAS),
            Slider("ideas", "Ideas in each area", 5, 10, 5, IDEAS),
            Slider("validity", "Validity of judgement across areas", 0.1, 0.8, 0.1, 0.5, "{:.1f}"),
        ),
        draw=draw_pooling,
    ),
)
