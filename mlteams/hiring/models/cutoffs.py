"""May a strength make up for a weakness, or is there a bar that everybody must reach?

Claim: validate what you believe of a candidate's strengths, and test a minimum bar on what is weaker.
Model: two abilities, both seen through scores with error, normal, with a correlation. Both rules hire as many people.
*Sum* ranks by strength + weight × the weaker ability, as scored. *Bar* sends home whoever scores below the bar on the
weaker ability, and ranks the others by strength alone. Performance is strength + weight × the weaker ability, less a
loss for whoever truly lies in the lowest fifth of it: a cliff.
Known as compensatory and conjunctive rules. Numbers come from 8,192 fixed Sobol points.
Assumptions: the weight is known; one cut for all. Units: standard deviations of strength; shares.
"""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, View

if TYPE_CHECKING:
    from numpy.typing import NDArray

POINTS = 8192
LOWEST = 0.2  # the share of people who truly lie below the cliff
SAME = 0.05  # standard deviations between two rules that a reader need not tell apart
LOSS = {"little": 0.3, "as much as a fair strength brings": 1.0, "nearly everything": 4.0}
BARS = {"lowest tenth": 0.1, "lowest fifth": 0.2, "lower half": 0.5}
COUNTS = {"nothing": 0.0, "a quarter as much": 0.25, "half as much": 0.5}
CORRELATION, RELIABILITY, HIRED = 0.3, 0.7, 0.2


@cache
def _people(correlation: float, reliability: float) -> "tuple[NDArray[np.float64], ...]":
    """Return strength and weaker ability of the fixed people, and the scores of both."""
    first, second, *errors = _points().T
    weaker = correlation * first + np.sqrt(1 - correlation**2) * second
    known, unknown = np.sqrt(reliability), np.sqrt(1 - reliability)
    return first, weaker, known * first + unknown * errors[0], known * weaker + unknown * errors[1]


@cache
def _points() -> "NDArray[np.float64]":
    from scipy.stats import norm, qmc

    return np.asarray(norm.ppf(qmc.Sobol(4, rng=np.random.default_rng(0)).random(POINTS)))


def hired_by_sum(
    strength: "NDArray[np.float64]", weaker: "NDArray[np.float64]", weight: float, count: int
) -> "NDArray[np.intp]":
    """Return the places of those with the highest sum of scores."""
    return np.argsort(-(strength + weight * weaker), kind="stable")[:count]


def hired_by_bar(
    strength: "NDArray[np.float64]", weaker: "NDArray[np.float64]", bar: float, count: int
) -> "NDArray[np.intp]":
    """Return the places of the strongest among those who reach the bar; fewer than `count` if fewer reach it."""
    reach = np.flatnonzero(weaker >= bar)
    return reach[np.argsort(-strength[reach], kind="stable")[:count]]


def compared(
    correlation: float, reliability: float, weight: float, loss: float, bar: float, hired: float
) -> tuple[float, float, float, float]:
    """Return the mean performance of those hired by sum and by bar, and the shares of them below the cliff.

    Args:
        correlation: of the two abilities, from 0 to below 1.
        reliability: correlation of two measurements of an ability, above 0 and at most 1.
        weight: of the weaker ability in performance, at least 0.
        loss: of whoever lies below the cliff, in standard deviations of strength, at least 0.
        bar: share of all people whom the bar sends home, inside 0 to 1.
        hired: share of all people who are hired, at most 1 − `bar`.

    Raises:
        ValueError: fewer people reach the bar than are to be hired.
    """
    from scipy.stats import norm

    if hired > 1 - bar:
        raise ValueError(
            f"{hired:.0%} are to be hired and {1 - bar:.0%} reach the bar; it must be no more than these"
        )
    strength, weaker, seen_strength, seen_weaker = _people(correlation, reliability)
    below = weaker < norm.ppf(LOWEST)
    performance = strength + weight * weaker - loss * below
    count = round(hired * POINTS)
    by_sum = hired_by_sum(seen_strength, seen_weaker, weight, count)
    by_bar = hired_by_bar(seen_strength, seen_weaker, float(norm.ppf(bar)), count)
    return (
        float(performance[by_sum].mean()),
        float(performance[by_bar].mean()),
        float(below[by_sum].mean()),
        float(below[by_bar].mean()),
    )


def _bar_wins(
    correlation: float, reliability: float, weight: float, loss: float, bar: float, hired: float
) -> float:
    """Margin of the bar: mean performance of those it hires beyond that of the sum's, standard deviations."""
    by_sum, by_bar, _, _ = compared(correlation, reliability, weight, loss, bar, hired)
    return by_bar - by_sum


def draw_rules(counts: str, loss: str, bar: str) -> View:
    """Draw two hundred candidates by their two scores, and whom each rule hires."""
    from scipy.stats import norm

    weight = COUNTS[counts]
    by_sum, by_bar, low_sum, low_bar = compared(
        CORRELATION, RELIABILITY, weight, LOSS[loss], BARS[bar], HIRED
    )
    _, _, strength, weaker = (one[:200] for one in _people(CORRELATION, RELIABILITY))
    cut = float(norm.ppf(BARS[bar]))
    some, others = hired_by_sum(strength, weaker, weight, 40), hired_by_bar(strength, weaker, cut, 40)
    made, (axes,) = look.figure(height=5.0, bottom=1.45, top=0.75)
    look.frame(axes, "score on the strength", "score on the weaker side", (-4.6, 3.6), (-4, 4))
    axes.set(xticks=[], yticks=[])
    look.line(made, 0, "Two hundred candidates; each rule hires 40.", look.INK)
    look.line(made, 1, "Full: both. Ring: sum alone. Square: bar alone.", look.MUTED)
    kinds = (
        (set(range(200)) - {*some, *others}, ".", 3, look.MUTED, look.MUTED),
        ({*others} - {*some}, "s", 6.5, look.MARK, look.MARK),
        ({*some} - {*others}, "o", 7, look.SURFACE, look.MARK),
        ({*some} & {*others}, "o", 6, look.MAIN, look.MAIN),
    )
    for people, mark, size, fill, edge in kinds:
        chosen = sorted(people)
        axes.plot(strength[chosen], weaker[chosen], mark, markersize=size, color=edge, markerfacecolor=fill)
    axes.axhline(cut, color=look.MARK, linewidth=1)
    look.label(axes, "the bar", (-4.6, cut), (0, 3), look.MARK)
    work = made.add_axes((0.5 / look.WIDTH, 0.1 / 5, 1 - 0.65 / look.WIDTH, 0.8 / 5))
    work.set(xlim=(0, 2.1), ylim=(2, -1))
    work.axis("off")
    look.label(
        work, "How well those who are hired work, on average:", (0, -0.5), (-30, 0), look.INK, va="center"
    )
    for row, (name, mean, fill) in enumerate((("sum", by_sum, look.SURFACE), ("bar", by_bar, look.MARK))):
        look.boxes(work, [(0, row + 0.2, mean, 0.6)], fill, look.MARK)
        look.label(work, name, (0, row + 0.5), (-5, 0), look.MARK, "right", "center")
        look.label(work, f"{mean:.2f}", (mean, row + 0.5), (5, 0), look.MARK, va="center")
    better = "same" if abs(by_bar - by_sum) < SAME else "bar" if by_bar > by_sum else "sum"
    said = {
        "sum": "The sum hires people who work better",
        "bar": "The bar hires people who work better",
        "same": "Both rules hire people who work about equally well",
    }[better]
    sentence = (
        f"{said}: on average {by_sum:.2f} by the sum, {by_bar:.2f} by the bar; 1 is how far a strength usually "
        f"lies from the average. Truly in the lowest fifth on the weaker side: {round(40 * low_sum)} of the "
        f"sum’s 40, {round(40 * low_bar)} of the bar’s."
    )
    rows = [("sum", f"{by_sum:.2f}", round(40 * low_sum)), ("bar", f"{by_bar:.2f}", round(40 * low_bar))]
    table = pd.DataFrame(rows, columns=["rule", "mean performance", "in the lowest fifth, of 40"])
    return View(made, sentence, table, better)


CLAIMS = (
    Claim(
        name="strengths-minimum",
        says="Validate what you believe of a candidate’s strengths, and test a minimum bar on what is weaker.",
        lecture="Interviewing",
        evidence=Evidence.NONE,
        lines=(
            Line(
                model="compensatory sum against a minimum bar, two abilities scored with error",
                verdict=Verdict.REVERSES_WHEN,
                because="the weaker side goes on to count above the minimum, at least a quarter as much as "
                "the strength, "
                "and a lack of the minimum costs little, at most one standard deviation. Then a sum of both scores "
                "hires better than a bar. Where more than the minimum brings nothing, or a lack stops the work, the "
                "bar can be better.",
                margin=_bar_wins,
                ranges={
                    "correlation": Span(0, 0.6, "assumed: around the 0.41 of thinking tasks [@erceg2024]"),
                    "reliability": Span(0.4, 0.9, "assumed: from one interviewer to a long test"),
                    "weight": Span(
                        0,
                        0.75,
                        "assumed: above the minimum the weaker side counts from nothing to three quarters",
                    ),
                    "loss": Span(0, 4, "assumed: from none to nearly everything", "standard deviations"),
                    "bar": Span(0.1, 0.4, "assumed: a tenth to two fifths are sent home by it"),
                    "hired": Span(0.05, 0.3, "assumed: of those who are assessed"),
                },
                when=lambda correlation, reliability, weight, loss, bar, hired: weight >= 0.25 and loss <= 1,
                unit="standard deviations of strength",
            ),
        ),
    ),
)

EXPLORABLES = (
    Explorable(
        name="cutoffs-rules",
        question="May a strength make up for a weakness?",
        predict=Pick(
            "Both rules hire as many people. Whose people work better: those with the highest sum of two scores, or "
            "the strongest among those who reach a bar on the weaker side?",
            (("sum", "the sum’s"), ("bar", "the bar’s"), ("same", "about the same")),
        ),
        controls=(
            Choice("counts", "Above the minimum the weaker side counts", tuple(COUNTS), "half as much"),
            Choice(
                "loss", "Whoever lacks the minimum loses", tuple(LOSS), "as much as a fair strength brings"
            ),
            Choice("bar", "The bar sends home the", tuple(BARS), "lowest fifth"),
        ),
        draw=draw_rules,
    ),
)
