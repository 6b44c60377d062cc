"""Do quick wins keep a project alive, or do they only delay it?

Claim: get quick wins; they make it more likely that the project succeeds in the long term.
Model: a sponsor leaves at a constant hazard, which each visible win lowers for a while; survival under a
piecewise constant hazard (Kalbfleisch & Prentice 2002, chapter 1). A win costs time, so delivery comes later.
Assumptions: every number is assumed; the project succeeds if the sponsor is still there when it is delivered;
wins are spread evenly over the time to delivery. Units: months, hazards per month.
"""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View
from mlteams.input.heron import fact

DELIVERY = fact("management.sponsor.delivery")  # months of work without any win
HAZARD = fact("management.sponsor.leaves")  # chance a month, nearly, that the sponsor leaves
CALM = fact("management.sponsor.calm")  # the hazard is this share of itself while a win is remembered


def win_times(wins: int, delivery: float) -> NDArray[np.float64]:
    """Return when the wins come, evenly over the time to delivery, shape (wins,)."""
    return delivery * np.arange(1, wins + 1) / (wins + 1)


def remembered(wins: int, delivery: float, memory: float, until: float) -> float:
    """Return how many of the first `until` months lie within `memory` months after a win."""
    total, covered = 0.0, 0.0
    for time in win_times(wins, delivery):
        start, end = max(time, covered), min(time + memory, until)
        total += max(0.0, end - start)
        covered = max(covered, time + memory)
    return total


def survival(
    until: float, wins: int, delivery: float, hazard: float = HAZARD, calm: float = CALM, memory: float = 3.0
) -> float:
    """Return P(the sponsor is still there after `until` months) = exp(−∫ hazard).

    Raises:
        ValueError: a number is negative, or calm is above 1.
    """
    if min(until, wins, delivery, hazard, calm, memory) < 0 or calm > 1:
        raise ValueError("all numbers must be 0 or more, and calm at most 1")
    quiet = remembered(wins, delivery, memory, until)
    return float(np.exp(-hazard * (until - quiet * (1 - calm))))


def success(
    wins: int, overhead: float, hazard: float = HAZARD, memory: float = 3.0, calm: float = CALM
) -> float:
    """Return P(the sponsor is still there at delivery), which each win puts off by `overhead` months."""
    delivery = DELIVERY + wins * overhead
    return survival(delivery, wins, delivery, hazard, calm, memory)


@cache
def break_even_overhead(wins: int, hazard: float = HAZARD, memory: float = 3.0) -> float:
    """Return the overhead of a win, in months, at which `wins` of them change nothing.

    While memories do not overlap: a win adds `overhead` months of hazard and takes (1 − calm) × memory off.
    """
    low, high = 0.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        better = success(wins, middle, hazard, memory) > success(0, 0.0, hazard, memory)
        low, high = (middle, high) if better else (low, middle)
    return low


def draw_survival(wins: int, overhead: int, memory: int) -> View:
    """Draw survival of the sponsor up to delivery, with the wins and without."""
    made, (axes,) = look.figure()
    look.frame(axes, "months; a stroke at the top is a win", "sponsor still there, %", (0, 28.5), (0, 104))
    ends = []
    for count, colour in ((0, look.MUTED), (wins, look.MAIN)):
        delivery = DELIVERY + count * overhead
        times = win_times(count, delivery)
        bends = np.minimum([*times, *(times + memory)], delivery)
        months = np.union1d(np.linspace(0, delivery, 37), bends)
        alive = [100 * survival(float(month), count, delivery, memory=memory) for month in months]
        axes.plot(months, alive, color=colour)
        look.dot(axes, (delivery, alive[-1]), colour)
        name = "without" if count == 0 else "1 win" if count == 1 else f"{count} wins"
        # The curve with wins is never the lower one, so below the other's end there is room; and late ends
        # leave none on their right.
        left = count == 0 or delivery > 20
        side, shift = ("right", (-2, -15)) if left else ("left", (7, -3))
        look.label(axes, f"{name}: {alive[-1]:.0f}%", (delivery, alive[-1]), shift, colour, ha=side)
        ends.append(alive[-1] / 100)
    axes.plot(times, [100] * wins, "|", color=look.MAIN, markersize=9)
    axes.set_xticks(range(0, 29, 4))
    limit = break_even_overhead(wins, memory=float(memory))
    change = "more" if ends[1] > ends[0] else "less"
    noun, they = ("win", "it") if wins == 1 else ("wins", "they")
    months_each = "1 month" if overhead == 1 else f"{overhead} months"
    sentence = (
        f"With {wins} quick {noun} at {months_each} each, the sponsor is there at delivery with probability "
        f"{ends[1]:.0%}, {change} than the {ends[0]:.0%} without; above {limit:.1f} months a win {they} "
        f"would do harm (all inputs assumed)."
    )
    table = pd.DataFrame(
        [
            (n, f"{success(n, overhead, memory=float(memory)):.0%}", f"{DELIVERY + n * overhead:.1f}")
            for n in range(5)
        ],
        columns=["wins", "sponsor there at delivery", "months to delivery"],
    )
    return View(made, sentence, table, 100 * ends[1])


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    return {"break_even_overhead": f"{break_even_overhead(2):.1f}"}


def margin_wins(wins: int, overhead: float, memory: float, calm: float, hazard: float) -> float:
    """Return by how much likelier the sponsor is there at delivery with the wins than without."""
    return success(wins, overhead, hazard, memory, calm) - success(0, 0.0, hazard)


def _worth_it(wins: int, overhead: float, memory: float, calm: float) -> bool:
    return overhead < (1 - calm) * min(memory, DELIVERY / (wins + 1))


CLAIMS = (
    Claim(
        name="quick-wins",
        says="Get quick wins: they show progress, and make it likelier that the project succeeds in the long "
        "term.",
        lecture="Get quick wins",
        evidence=Evidence.NEAR,
        measured="In 12,000 diary entries of 238 people at 7 companies, days with progress were the ones with "
        "good mood and motivation [@amabile2011]. Of new leaders who did badly, over 60% fell into a trap of "
        "going for a quick win, such as getting lost in details [@vanburen2009]. Neither followed projects or "
        "their sponsors to the end.",
        lines=(
            Line(
                model="survival under a piecewise constant hazard",
                verdict=Verdict.HOLDS_WHEN,
                because="a win delays delivery by less than it buys: the months it is remembered, at most "
                "until the next win, times the share of the sponsor's risk that it takes away. A demonstration "
                "that is thrown away, and soon forgotten, does harm.",
                margin=margin_wins,
                ranges={
                    "wins": Span(1, 4, "assumed: in about a year", whole=True),
                    "overhead": Span(0.0, 3.0, "assumed: from a step on the way to a show piece", "months"),
                    "memory": Span(0.5, 6.0, "assumed: a meeting to two quarters", "months"),
                    "calm": Span(
                        0.1, 0.95, "assumed: the share of the risk that is left while a win is remembered"
                    ),
                    "hazard": Span(
                        0.01,
                        0.15,
                        "assumed: a sponsor for years to one who moves on soon",
                        "a month",
                        log=True,
                    ),
                },
                when=lambda wins, overhead, memory, calm, **_: _worth_it(wins, overhead, memory, calm),
                unit="chance that the sponsor is there at delivery",
            ),
        ),
        references=("kalbfleisch2002",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="quick-wins-survival",
        question="How many quick wins are worth the delay?",
        predict=Range(
            f"Without a win, the sponsor is still there at delivery with probability {success(0, 0):.0%}. How "
            "likely is it with them?",
            "%",
            0,
            100,
        ),
        controls=(
            Slider("wins", "Quick wins", 1, 4, 1, int(fact("management.sponsor.wins"))),
            Slider("overhead", "Months that a win costs", 0, 4, 1, int(fact("management.sponsor.overhead"))),
            Slider(
                "memory", "Months that a win is remembered", 1, 4, 1, int(fact("management.sponsor.memory"))
            ),
        ),
        draw=draw_survival,
    ),
)
