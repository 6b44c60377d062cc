"""What does a score mean in money?

Claim: do not build hype around a narrow metric such as F1; emphasise what the product gains.
Model: cost-sensitive threshold (Elkan 2001) against the threshold of best F1 (Lipton et al. 2014), on real data and
in a closed form (`cost_sensitive`). There the model sees three of thirty measurements, so that it errs often
enough for a choice to matter.
Assumptions: a missed case costs a fixed number of false alarms; in the closed form the evidence for a case is
normal and the probabilities are calibrated. Units: costs in false alarms per case looked at.
"""

from functools import cache

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.input.heron import fact
from mlteams.management.models.cost_sensitive import (
    ALL,
    FEATURES,
    SPLITS,
    THRESHOLDS,
    best_f1,
    chosen_thresholds,
    confusion,
    cost,
    expected_cost,
    f1,
    implied_ratio,
    scored_cases,
)

BY_HAND = 10_000  # labels of the example on the page
RATIO = 20  # assumed: a missed case costs as much as this many false alarms
# Measured: how many times the threshold chosen by F1 costs what the one chosen by cost does, at RATIO, on cases that
# chose neither: `held_out_cost_times` of splits 0 to 999, median and where 9 in 10 lie. Too slow for a test, which
# computes other splits and allows for chance.
F1_COSTS_TIMES, F1_COSTS_LOW, F1_COSTS_HIGH = 2.2, 1.5, 3.6
# The same for a model that sees all measurements, and errs less; and the share of splits in which F1 chose better.
ALL_TIMES, ALL_LOW, ALL_HIGH, ALL_BETTER = 1.6, 0.8, 3.8, 0.12


def sentence_for_leadership(
    missed: int, alarms: int, looked_at: int, volume: int, miss_cost: float, alarm_cost: float
) -> str:
    """Return what a test says about money a day, with a range, in one sentence.

    The range is 95%: each count is taken as Poisson, and volume × cost per case is normal around it.

    Raises:
        ValueError: no case was looked at, or a count or cost is negative.
    """
    if looked_at < 1 or min(missed, alarms, volume, miss_cost, alarm_cost) < 0:
        raise ValueError("at least one case must be looked at, and no count or cost may be negative")
    scale = volume / looked_at
    middle = scale * (missed * miss_cost + alarms * alarm_cost)
    half = 1.96 * scale * np.sqrt(missed * miss_cost**2 + alarms * alarm_cost**2)
    return (
        f"Of {volume:,} a day we expect to miss {scale * missed:,.0f} and to raise {scale * alarms:,.0f} false "
        f"alarms; that costs {max(0.0, middle - half):,.0f} to {middle + half:,.0f} a day, and a test on "
        f"{looked_at:,} cases says no more than that."
    )


@cache
def _curves(ratio: int) -> tuple[list[float], list[float]]:
    """Return F1 and cost at each of `THRESHOLDS`, on cases that chose none of them."""
    scores, cases = scored_cases()
    return [f1(scores, cases, t) for t in THRESHOLDS], [cost(scores, cases, t, ratio) for t in THRESHOLDS]


def draw_threshold(ratio: str, threshold: float) -> View:
    """Draw F1 and cost against the threshold, one above the other, with the choice by each marked."""
    times = int(ratio)
    scores, cases = scored_cases()
    scale, price = _curves(times)
    by_f1, by_cost = chosen_thresholds(times)
    least = cost(scores, cases, by_cost, times)
    # In multiples of the least: one scale could not show both what a miss costs at 1 alarm and at 40.
    multiples = [one / least for one in price]
    made, (above, below) = look.figure(height=3.9, rows=2, between=0.62)
    look.frame(above, "", f"F1 (best on other cases at {by_f1:.2f})", (0, 1), (0.4, 1))
    named = f"cost, in multiples of the choice by cost ({by_cost:.2f})"
    look.frame(below, "flag a case above this probability", named, (0, 1), (0, 8))
    for axes, values, best, colour in (
        (above, scale, by_f1, look.MAIN),
        (below, multiples, by_cost, look.KEPT),
    ):
        axes.plot(THRESHOLDS, values, color=colour)
        look.dot(axes, (best, values[int(np.flatnonzero(best == THRESHOLDS)[0])]), colour)
        axes.axvline(threshold, color=look.MARK)
    _, alarm, miss, _ = confusion(scores, cases, threshold)
    now, dear = (cost(scores, cases, t, times) / least for t in (threshold, by_f1))
    here = f1(scores, cases, threshold)
    sentence = (
        f"At {threshold:.2f} the model, which sees {FEATURES} of {ALL} measurements, "
        f"misses {miss} of {int(cases.sum())} and raises {alarm} false "
        f"alarm{'' if alarm == 1 else 's'}. F1 is {here:.2f} and counts a miss as "
        f"{implied_ratio(here):.1f} of them; it costs {times}. The errors cost {_times(now)} at the "
        f"threshold chosen by cost; the one chosen by F1 costs {_times(dear)} that."
    )
    rows = [("this threshold", threshold), ("chosen by F1", by_f1), ("chosen by cost", by_cost)]
    table = pd.DataFrame(
        [
            (name, f"{t:.2f}", f"{f1(scores, cases, t):.2f}", f"{cost(scores, cases, t, times):.2f}")
            for name, t in rows
        ],
        columns=["choice", "threshold", "F1", "false alarms per case, or their worth"],
    )
    return View(made, sentence, table, now)


def _times(multiple: float) -> str:
    shown = f"{multiple:.1f}"
    return "as much as" if shown == "1.0" else f"{shown} times as much as"


def saved_and_lost(labels: float) -> tuple[float, float]:
    """Return what Heron's machine saves of the keying of some labels, and what its misread ones cost, in EUR."""
    alone = labels * fact("management.read_alone")
    misread = alone * fact("management.misread")
    return alone * fact("company.keying_cost"), misread * fact("company.misread_cost")


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    scores, cases = scored_cases()
    by_f1 = f1(scores, cases, chosen_thresholds(RATIO)[0])
    saved, lost = saved_and_lost(BY_HAND)
    a_day = saved_and_lost(fact("company.labels_a_day"))
    return {
        "hand_labels": f"{BY_HAND:,}",
        "hand_alone": f"{BY_HAND * fact('management.read_alone'):,.0f}",
        "hand_misread": f"{BY_HAND * fact('management.read_alone') * fact('management.misread'):.0f}",
        "hand_saved": f"€{saved:,.0f}",
        "hand_lost": f"€{lost:,.0f}",
        "hand_left": f"€{saved - lost:,.0f}",
        "left_a_day": f"€{a_day[0] - a_day[1]:,.0f}",
        "eaten": f"{fact('company.misread_cost') / fact('company.keying_cost'):.0f}",
        "f1_costs_times": f"{F1_COSTS_TIMES}",
        "f1_costs_low": f"{F1_COSTS_LOW}",
        "f1_costs_high": f"{F1_COSTS_HIGH}",
        "f1_costs_times_all": f"{ALL_TIMES}",
        "f1_costs_low_all": f"{ALL_LOW}",
        "f1_costs_high_all": f"{ALL_HIGH}",
        "f1_better_all": f"{ALL_BETTER:.0%}",
        "features": f"{FEATURES}",
        "features_all": f"{ALL}",
        "splits": f"{SPLITS:,}",
        "ratio": f"{RATIO}",
        "f1_chosen": f"{by_f1:.2f}",
        "f1_counts_a_miss_as": f"{implied_ratio(by_f1):.1f}",
        "f1_of_half_counts_as": f"{implied_ratio(0.5):.0f}",
    }


def margin_money(separation: float, prevalence: float, ratio: float, guess: float) -> float:
    """Return what choosing by F1 costs more than choosing by an estimate of the costs, in false alarms per case.

    A miss costs `ratio` false alarms and is believed to cost `guess` times that.
    """
    by_f1 = expected_cost(best_f1(separation, prevalence) / 2, ratio, separation, prevalence)
    return by_f1 - expected_cost(1 / (1 + ratio * guess), ratio, separation, prevalence)


def _guesses_better_than_f1(separation: float, prevalence: float, ratio: float, guess: float) -> bool:
    of_f1 = implied_ratio(best_f1(separation, prevalence)) / ratio
    return bool(abs(np.log(guess)) < 0.5 * abs(np.log(of_f1)))


CLAIMS = (
    Claim(
        name="metrics",
        says="Do not build hype around a narrow metric such as F1; say what the product gains.",
        lecture="Educate leadership on uncertainty",
        evidence=Evidence.MEASURED,
        measured="At Booking.com, 23 times a model with a better score was compared with the one before it in "
        "a randomised trial. How much better its score was and how much the business gained did not go "
        "together: correlation −0.1, 90% interval −0.45 to 0.27 [@bernardi2019]. All are models that one "
        "company shipped.",
        lines=(
            Line(
                model="cost-sensitive threshold against the threshold of best F1",
                verdict=Verdict.HOLDS_WHEN,
                because="you know what an error costs better than F1 assumes. F1 counts a miss as 2/F1 − 1 "
                "false alarms, whatever it costs; your estimate must be less than half as far from the truth, "
                "as a ratio. Where both errors cost about what F1 assumes, the score serves as well.",
                margin=margin_money,
                ranges={
                    "separation": Span(
                        0.5, 4, "assumed: a weak model to a nearly perfect one", "standard deviations"
                    ),
                    "prevalence": Span(0.02, 0.4, "assumed: rare cases to common ones", log=True),
                    "ratio": Span(0.5, 50, "assumed: what a miss costs", "false alarms", log=True),
                    "guess": Span(0.125, 8, "assumed: an estimate of that, off by up to 8 times", log=True),
                },
                when=_guesses_better_than_f1,
                unit="false alarms per case",
            ),
        ),
        references=("elkan2001", "lipton2014"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="metrics-threshold",
        question="Where should the threshold lie: where F1 is best, or where it costs least?",
        predict=Range(
            "How many times the cost of a threshold chosen by cost does this one cost, on new cases?",
            "times",
            0.5,
            50,
            "{:.1f}",
        ),
        controls=(
            # 1 is about where F1 and money agree
            Choice("ratio", "False alarms that cost as much as one miss", ("1", "5", "20", "40"), str(RATIO)),
            Slider("threshold", "Threshold", 0.02, 0.98, 0.02, 0.5, "{:.2f}"),
        ),
        draw=draw_threshold,
    ),
)
