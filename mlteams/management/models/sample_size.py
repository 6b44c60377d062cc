"""When will we know whether it helped?

Claim: be realistic and communicate risk: promise an effect on the product with what is still to be confirmed.
Model: the sample size of a comparison of two proportions (Fleiss et al. 2003).
Assumptions: half of the cases meet the new model, by chance; cases are independent, and each is a success or is
not, such as a visitor who buys, or a label that is misread. Units: cases, days.
"""

from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View

# Enough together to confirm a promise in time, each read off one's own product: successes a day, relative gain, days.
SUCCESSES, GAIN, MONTH = 110, 0.1, 30


@cache
def cases_per_arm(base: float, gain: float, power: float = 0.8, level: float = 0.05) -> int:
    """Return how many cases each arm needs to show a relative `gain` over the rate `base`, two-sided.

    Fleiss, Levin & Paik (2003), equation 4.14 without the continuity correction: pooled variance under the null.

    Raises:
        ValueError: base or base × (1 + gain) is outside 0 to 1, or gain is 0.
    """
    other = base * (1 + gain)
    if not 0 < base < 1 or not 0 < other < 1 or gain == 0:
        raise ValueError(f"base is {base}, gain {gain}; both rates must lie inside 0 to 1 and differ")
    mean = (base + other) / 2
    null = norm.ppf(1 - level / 2) * np.sqrt(2 * mean * (1 - mean))
    alternative = norm.ppf(power) * np.sqrt(base * (1 - base) + other * (1 - other))
    return int(np.ceil(((null + alternative) / (other - base)) ** 2))


def draw_sample_size(base: str, gain: float, cases: str) -> View:
    """Draw the cases needed against the change to be shown."""
    rate, gains = float(base.rstrip("%")) / 100, np.arange(0.02, 0.301, 0.01)
    need = [cases_per_arm(rate, float(g)) for g in gains]
    need_now = cases_per_arm(rate, gain)
    now = int(float(f"{need_now:.2g}"))  # no more digits than the rates have
    days = int(np.ceil(2 * need_now / int(cases.replace(",", ""))))
    days = days if days < 10 else int(float(f"{days:.2g}"))
    made, (axes,) = look.figure(left=0.95, right=0.2)
    # The same axes for every rate, so that a higher rate is seen to lower the curve.
    look.frame(axes, "relative change to be shown, %", "cases in each half", (0, 31), (1e3, 2e7))
    axes.semilogy(100 * gains, need, color=look.MAIN)
    look.dot(axes, (100 * gain, now), look.MARK)
    wait = f"{days:,} {'day' if days == 1 else 'days'}" if days <= 730 else f"{days / 365:.0f} years"
    # Above the curve, inside the picture.
    side, shift = ("left", (6, 6)) if gain < 0.25 else ("right", (12, 14))
    look.label(axes, f"{now:,}:\n{wait}", (100 * gain, now), shift, look.MARK, ha=side)
    axes.set_xticks(range(0, 31, 5))
    axes.set_yticks([1e3, 1e4, 1e5, 1e6, 1e7], ["1,000", "10,000", "100,000", "1 million", "10 million"])
    axes.minorticks_off()
    sentence = (
        f"To show that a rate of {base} rose by {gain:.0%} of itself (80% power, 5% two-sided) takes about {now:,} "
        f"cases in each half: at {cases} a day, {wait}."
    )
    table = pd.DataFrame(
        [(f"{g:.0%}", f"{float(f'{cases_per_arm(rate, g):.2g}'):,.0f}") for g in (0.05, 0.1, 0.2, 0.3)],
        columns=["change", "cases in each half"],
    )
    return View(made, sentence, table, days)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    return {"cases_per_arm": f"{cases_per_arm(0.03, 0.1):,}"}


def margin_promise(base: float, gain: float, cases: float, days: float) -> float:
    """Return how many of the days before the promise is due are left when it can be confirmed."""
    return days - 2 * cases_per_arm(base, gain) / cases


CLAIMS = (
    Claim(
        name="product-impact",
        says="Be realistic and tell the risk: promise product impact with what is still to be confirmed, such "
        "as conversions up by a tenth.",
        lecture="Educate leadership on uncertainty",
        evidence=Evidence.NONE,
        lines=(
            Line(
                model="sample size for two proportions",
                verdict=Verdict.HOLDS_WHEN,
                because="it can be confirmed in time: 110 conversions a day or more, a gain of a tenth or more, and a "
                "month or more until the promise is due. A small product, a small gain or a near day can seldom be "
                "confirmed; promise something else then.",
                margin=margin_promise,
                ranges={
                    "base": Span(0.004, 0.1, "assumed: conversions, complaints, misread labels", log=True),
                    "gain": Span(0.02, 0.3, "assumed: gains that are worth a promise", log=True),
                    "cases": Span(100, 100_000, "assumed: a small shop to a large one", "a day", log=True),
                    "days": Span(7, 90, "assumed: a week to a quarter", "days"),
                },
                when=lambda base, gain, cases, days: (
                    base * cases >= SUCCESSES and gain >= GAIN and days >= MONTH
                ),
                unit="days left",
            ),
        ),
        references=("fleiss2003",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="sample-size-days",
        question="How long until we know whether it helped?",
        predict=Range(
            "Half of the cases, such as visitors, meet the new model. How many days until the gain is shown, if it is "
            "there?",
            "days",
            1,
            10_000,
            "{:,.0f}",
        ),
        controls=(
            Choice("base", "Rate today", ("0.4%", "1%", "3%", "10%"), "3%"),
            Slider("gain", "Relative change to show", 0.05, 0.3, 0.05, 0.1, "{:.0%}"),
            Choice("cases", "Cases a day", ("300", "3,000", "30,000"), "30,000"),
        ),
        draw=draw_sample_size,
    ),
)
