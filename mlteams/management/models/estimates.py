"""How long will a task take?

Claim: it is hard to know in advance how easy or hard an ML task is.
Models: PERT-beta (three points, λ = 4) or a lognormal error per task; many durations are drawn as a Latin
hypercube, so that few samples cover every estimate evenly.
References: Malcolm et al. (1959); McKay, Beckman & Conover (1979); Jones & Cullum (2019), 7,916 software
tasks with estimate and actual; Buehler, Griffin & Ross (1994).
Assumptions: tasks are independent; software tasks stand in for ML tasks, for which we know of no such data.
Units: those of the estimate; ratios are actual over estimate.
"""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.management.models.distributions import Estimate, Lognormal, Pert, Quantiles, check, mean
from mlteams.management.models.hypercube import draws, visits

# What a learner asks this model for, wherever it is written.
__all__ = ["Estimate", "Lognormal", "Pert", "Quantiles", "check", "draws", "mean"]

# Actual over estimate at these levels, 7,916 finished tasks of one company (Jones & Cullum 2019; our quantiles).
SIP_LEVELS = (0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99)
SIP_RATIOS = (0.07, 0.25, 0.46, 0.75, 1.00, 1.21, 2.00, 3.00, 6.98)

# Twenty tasks of the same data, drawn at random: how often the total stays within the plan (our computation).
SIP_20_RATIOS, SIP_20_PAIRS = 0.17, 0.48


def sip_ratios(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return actual over estimate at `levels`, from the published quantiles: their logs are joined by lines.

    Beyond the first and the last percentile nothing is known; there the outermost value stands.
    """
    return np.exp(np.interp(levels, SIP_LEVELS, np.log(SIP_RATIOS)))


@cache
def total_over_plan(tasks: int, spread: float | None) -> NDArray[np.float64]:
    """Return actual total over planned total, ascending, in 20,000 futures of `tasks` equally large tasks.

    Each task is planned at its median and errs as a lognormal of `spread`; None: as measured at SiP.

    Raises:
        ValueError: tasks is below 1 or spread is below 0.
    """
    if tasks < 1 or (spread is not None and spread < 0):
        raise ValueError(f"tasks is {tasks} and spread is {spread}; they must be at least 1 and 0")
    rng = np.random.default_rng(0)
    if spread is None:
        ratios = sip_ratios((visits(tasks, 20, 1009, rng) + rng.random((tasks, 20, 1))) / 1009)
    else:
        ratios = draws(Quantiles([Lognormal(1, spread)] * tasks), 20, 1009, rng)
    return np.sort(ratios.mean(axis=0).ravel())


def two_analysts(
    tasks: int, size_spread: float, error_spread: float, correlation: float, *, samples: int = 20_000
) -> tuple[float, float]:
    """Return P(total within plan) by two analysts of one history: from ratios alone, and from pairs.

    Log estimates and log ratios are normal with these standard deviations and this correlation; the median
    ratio is 1. The first averages ratios of `tasks` random tasks, so every task weighs the same. The second
    adds up their estimates and actuals, so that large tasks weigh more.
    """
    rng = np.random.default_rng(0)
    size, other = rng.normal(size=(2, samples, tasks))
    error = correlation * size + np.sqrt(1 - correlation**2) * other
    estimate, ratio = np.exp(size_spread * size), np.exp(error_spread * error)
    within = (estimate * ratio).sum(axis=1) <= estimate.sum(axis=1)
    return float((ratio.mean(axis=1) <= 1).mean()), float(within.mean())


ERRORS: dict[str, float | None] = {
    "small (0.2)": 0.2,
    "medium (0.5)": 0.5,
    "large (1.0)": 1.0,
    "as measured": None,
}


def draw_total(error: str, tasks: int) -> View:
    """Draw how likely the total of several tasks is to stay within any multiple of the plan."""
    total = total_over_plan(tasks, ERRORS[error])
    within = float((total <= 1).mean())
    late = round(float(np.quantile(total, 0.85)), 2)
    made, (axes,) = look.figure()
    look.frame(axes, "actual total over planned total", "chance of staying within, %", (0, 4), (0, 104))
    grid = np.linspace(0, 4, 161)
    axes.plot(grid, 100 * np.searchsorted(total, grid, side="right") / len(total), color=look.MAIN)
    axes.plot([1, 1], [0, 100 * within], color=look.MARK, linestyle=":")
    look.dot(axes, (1, 100 * within), look.MARK)
    look.label(axes, f"on plan\n{within:.0%}", (1, 100 * within), (-6, 3), look.MARK, ha="right")
    look.dot(axes, (late, 85), look.KEPT)
    look.label(axes, f"85%: {late:g}\n× the plan", (late, 85), (7, -5), look.KEPT, va="top")
    axes.set_xticks(range(5))
    kind = (
        "as measured on software tasks" if ERRORS[error] is None else f"lognormal with spread {ERRORS[error]}"
    )
    count = f"{tasks} equal tasks, each" if tasks > 1 else "One task,"
    sentence = (
        f"{count} planned at its median, with errors {kind}: the total stays within the plan with "
        f"probability {within:.0%}, and within {late:g} times the plan with probability 85%."
    )
    rows = [
        ("within the plan", f"{within:.0%}"),
        ("mean total over plan", f"{round(total.mean(), 2):g}"),
        *(
            (f"{level:.0%} of futures stay within", f"{round(np.quantile(total, level), 2):g}")
            for level in (0.5, 0.85, 0.95)
        ),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["of the total", "value"]), 100 * within)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    low, high = SIP_RATIOS[SIP_LEVELS.index(0.10)], SIP_RATIOS[SIP_LEVELS.index(0.90)]
    twenty = total_over_plan(20, None)
    return {
        "sip_p10": f"{low:.2f}",
        "sip_p90": f"{high:.1f}",
        "sip_20_within": f"{(twenty <= 1).mean():.0%}",
        "sip_20_p85": f"{np.quantile(twenty, 0.85):.2f}",
        "lognormal_mean_half": f"{mean(Lognormal(1, 0.5)):.2f}",
        "lognormal_mean_one": f"{mean(Lognormal(1, 1)):.2f}",
    }


CLAIMS = (
    Claim(
        name="estimation",
        says="It is hard to know in advance how easy or hard an ML project is going to be.",
        lecture="Engineering estimation",
        model="distribution of actual over estimate",
        verdict=Verdict.HOLDS,
        because="even on ordinary software tasks the error of one estimate is large both ways, and totals of "
        "many tasks run over, since a task can exceed its estimate by more than it can fall short.",
        test="tests/management/models/test_estimates.py::test_verdict_estimation",
        references=("jones2019", "buehler1994"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="estimates-total",
        question="If every estimate is an even bet, how often does the whole plan hold?",
        predict=Range(
            "Each task is as likely to run under its estimate as over. How likely is the total to stay within the "
            "plan?",
            "%",
            0,
            100,
        ),
        controls=(
            Choice("error", "Error of one estimate", tuple(ERRORS), "as measured"),
            Slider("tasks", "Tasks", 1, 20, 1, 20),
        ),
        draw=draw_total,
    ),
)
