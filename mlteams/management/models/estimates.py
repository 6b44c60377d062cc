"""How long will a task take, and a plan of many tasks?

Claim: it is hard to know in advance how easy or hard an ML project is.
Models: PERT-beta (three points, λ = 4) or a lognormal error per task; many durations are drawn as a Latin
hypercube, so that few samples cover every estimate evenly. The range of a total whose errors share a cause is that
of a lognormal with the same mean and variance (Fenton 1960).
References: Malcolm et al. (1959); McKay, Beckman & Conover (1979); Jones & Cullum (2019), 7,916 software
tasks with estimate and actual; Buehler, Griffin & Ross (1994).
Assumptions: tasks of a plan are equally large; software tasks stand in for ML tasks, for which we know of no such
data. Units: those of the estimate; ratios are actual over estimate; a spread is that of the logarithm.
"""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core import parcels
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.management.models.distributions import Estimate, Lognormal, Pert, Quantiles, check, mean
from mlteams.management.models.hypercube import draws, visits

# What a learner asks this model for, wherever it is written.
__all__ = ["Estimate", "Lognormal", "Pert", "Quantiles", "check", "draws", "mean"]

# Actual over estimate at these levels, 7,916 finished tasks of one company (Jones & Cullum 2019; our quantiles).
# From .33 to .70 lie the tasks that took exactly as long as planned; quantiles alone would lose them.
SIP_LEVELS = (0.01, 0.05, 0.10, 0.25, 0.33, 0.70, 0.75, 0.90, 0.95, 0.99)
SIP_RATIOS = (0.07, 0.25, 0.46, 0.75, 1.00, 1.00, 1.21, 2.00, 3.00, 6.98)

# Twenty tasks of the same data, drawn at random: how often the total stays within the plan (our computation).
SIP_20_RATIOS, SIP_20_PAIRS = 0.17, 0.48

TWICE = 2.0  # given: hard to know means that one project in ten takes more than twice what another one in ten takes
TENTH = 1.2816  # standard normal deviates from the middle to a tenth


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


def range_of_total(tasks: int, spread: float, shared: float) -> float:
    """Return P90 over P10 of a total of equally large lognormal tasks of one spread.

    `shared` is the correlation of the logarithms of any two of their durations. The total is taken as the
    lognormal of its mean and variance (Fenton 1960).
    """
    alone, together = np.expm1(spread**2), np.expm1(shared * spread**2)
    relative_variance = alone / tasks + (1 - 1 / tasks) * together
    return float(np.exp(2 * TENTH * np.sqrt(np.log1p(relative_variance))))


def _hard_to_know(tasks: int, spread: float, shared: float) -> float:
    """Return by how many times P90 over P10 of the total exceeds what still counts as known."""
    return range_of_total(tasks, spread, shared) - TWICE


ERRORS: dict[str, float | None] = {
    "small (0.2)": 0.2,
    "medium (0.5)": 0.5,
    "large (1.0)": 1.0,
    "as measured": None,
}


def draw_total(tasks: int, error: str) -> View:
    """Draw twenty futures of the total of several tasks, against their plan."""
    total = total_over_plan(tasks, ERRORS[error])
    kept = parcels.kept(total, 1)
    half, late = (float(np.quantile(total, level)) for level in (0.5, 0.85))
    made, (axes,) = look.figure(height=2.8, left=0.15)
    look.frame(axes, "actual total over planned total", "", (0, 3), (0, 1), grid="")
    parcels.draw(axes, total, 1, "the plan", scale=(0, 3), wide=0.125, safe=late, beyond="3+")
    axes.set_xticks([0, 0.5, 1, 1.5, 2, 2.5, 3], ["0", "½", "1", "1½", "2", "2½", "3+"])
    kind = "as measured on software tasks" if ERRORS[error] is None else f"of spread {ERRORS[error]}"
    count = f"{tasks} equal tasks with errors {kind}" if tasks > 1 else f"One task with an error {kind}"
    sentence = (
        f"{count}: the plan is kept in {kept} of 20 futures. In half of the futures the work takes {_over(half)}, "
        f"in 17 of 20 {_over(late)}."
    )
    rows = [
        ("chance of staying within the plan", f"{(total <= 1).mean():.0%}"),
        ("mean total over plan", f"{total.mean():.2f}"),
        *(
            (f"{level:.0%} of futures stay within", f"{np.quantile(total, level):.2f}")
            for level in (0.5, 0.85, 0.95)
        ),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["of the total", "value"]), kept)


def _over(total: float) -> str:
    """Return a total over the plan in words."""
    over = round(100 * (total - 1))
    return f"at most {over}% longer than planned" if over > 0 else "no longer than planned"


def variables() -> dict[str, str]:
    """Return the numbers that pages quote."""
    twenty = total_over_plan(20, None)
    return {
        "sip_20_kept": str(parcels.kept(twenty, 1)),
        "sip_most": f"{SIP_RATIOS[-1]:.0f}",
    }


CLAIMS = (
    Claim(
        name="estimation",
        says="It is hard to know in advance how easy or hard an ML project is going to be.",
        lecture="Engineering estimation",
        evidence=Evidence.NEAR,
        measured="We know of no record of ML projects. Of 7,916 finished software tasks of one company a tenth took "
        "less than half of the estimate and about a tenth more than twice, while all hours together ended one "
        "percent over [@jones2019]. Students took longer for a thesis than in the worst case that they could "
        "think of [@buehler1994].",
        lines=(
            Line(
                model="sum of lognormal durations with a shared cause",
                verdict=Verdict.HOLDS_WHEN,
                because="single tasks are hard to know, and few of them make up the project or their errors share "
                "causes, so that they do not average out.",
                margin=_hard_to_know,
                ranges={
                    "tasks": Span(
                        2, 60, "assumed: from two large tasks to a year of a small team", log=True, whole=True
                    ),
                    "spread": Span(
                        0.3, 1.2, "around the .75 of the record [@jones2019]; assumed: ML may be worse"
                    ),
                    "shared": Span(
                        0, 0.6, "assumed: from none to the same data, people and code in every task"
                    ),
                },
                when=lambda tasks, spread, shared: spread >= 0.5 and (tasks <= 3 or shared >= 0.3),
                unit="times between one project in ten and another, beyond two",
            ),
        ),
        references=("jones2019", "buehler1994"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="estimates-total",
        question="Equal tasks, each estimated fairly: how often does the whole plan hold?",
        predict=Range(
            "Seven tasks in ten of the record took no longer than planned. Now add some up: in how many of twenty "
            "futures do all together take no longer than planned?",
            "of 20 futures",
            0,
            20,
        ),
        controls=(
            Slider("tasks", "Tasks in the plan", 1, 20, 1, 20),
            Choice("error", "Error of one estimate", tuple(ERRORS), "as measured"),
        ),
        draw=draw_total,
    ),
)
