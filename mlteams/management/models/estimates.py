"""How long will a task take?

Claim: it is hard to know in advance how easy or hard an ML task is.
Models: PERT-beta (three points, λ = 4) or a lognormal error per task; many durations are drawn as a Latin
hypercube, so that few samples cover every estimate evenly.
References: Malcolm et al. (1959); McKay, Beckman & Conover (1979); Jones & Cullum (2019), 10,266 software
tasks with estimate and actual; Buehler, Griffin & Ross (1994).
Assumptions: tasks are independent; software tasks stand in for ML tasks, for which we know of no such data.
Units: those of the estimate; ratios are actual over estimate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Choice, Explorable, Slider, View

# Actual over estimate at these levels, 10,266 tasks of one company (Jones & Cullum 2019; our quantiles).
SIP_LEVELS = (0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99)
SIP_RATIOS = (0.05, 0.20, 0.36, 0.71, 1.00, 1.22, 2.00, 3.13, 7.00)

# Twenty tasks of the same data, drawn at random: how often the total stays within the plan (our computation).
SIP_20_RATIOS, SIP_20_PAIRS = 0.20, 0.55


@dataclass(frozen=True)
class Pert:
    """Low, likely, high: a beta distribution on [low, high] with mode `likely`, λ = 4 (Malcolm 1959)."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Lognormal:
    """Median and spread: log(duration) is normal with mean log(median) and standard deviation `spread`."""

    median: float
    spread: float


Estimate = Pert | Lognormal


def check(estimate: Estimate) -> None:
    """Raise ValueError, with what was found, if no duration could have this estimate."""
    if isinstance(estimate, Pert):
        if not 0 <= estimate.low <= estimate.likely <= estimate.high < np.inf:
            found = f"{estimate.low}, {estimate.likely}, {estimate.high}"
            raise ValueError(f"an estimate is {found}; it must be 0 ≤ low ≤ likely ≤ high")
    elif not (0 < estimate.median < np.inf and 0 <= estimate.spread < np.inf):
        found = f"median {estimate.median}, spread {estimate.spread}"
        raise ValueError(f"an estimate has {found}; the median must be above 0 and the spread at least 0")


def mean(estimate: Estimate) -> float:
    """Return the expected duration: (low + 4·likely + high)/6, or median·exp(spread²/2)."""
    if isinstance(estimate, Pert):
        return (estimate.low + 4 * estimate.likely + estimate.high) / 6
    return float(estimate.median * np.exp(estimate.spread**2 / 2))


# A PERT quantile is a smooth function of the normal score z = Φ⁻¹(level), so a table of it, made once, is
# accurate to 0.0002 of (high − low) (tested); all tasks share the place of a score in the table.
_SHAPES = 128  # steps between likely = low and likely = high
_SCORES = np.linspace(-5, 5, 401)


@cache
def _pert_table() -> NDArray[np.float64]:
    """Quantiles of the PERT on [0, 1], shape (_SHAPES + 1, scores): beta(1 + 4m, 5 − 4m), m = mode."""
    mode = np.linspace(0, 1, _SHAPES + 1)[:, None]
    return np.asarray(betaincinv(1 + 4 * mode, 5 - 4 * mode, ndtr(_SCORES)))


class Quantiles:
    """The quantile functions of several estimates, prepared once and evaluated at the same levels."""

    def __init__(self, estimates: Sequence[Estimate]) -> None:
        """Prepare the estimates, each a row of what is returned."""
        self.count = len(estimates)
        self.perts = [row for row, estimate in enumerate(estimates) if isinstance(estimate, Pert)]
        self.logs = [row for row, estimate in enumerate(estimates) if isinstance(estimate, Lognormal)]
        points = [(e.low, e.likely, e.high) for e in estimates if isinstance(e, Pert)]
        low, likely, high = np.array(points).reshape(-1, 3).T
        place = _SHAPES * (likely - low) / np.where(high > low, high - low, 1)
        below = np.minimum(place.astype(int), _SHAPES - 1)
        part = (place - below)[:, None]
        unit = (1 - part) * _pert_table()[below] + part * _pert_table()[below + 1]
        self.rows = low[:, None] + (high - low)[:, None] * unit
        pairs = [(e.median, e.spread) for e in estimates if isinstance(e, Lognormal)]
        self.median, self.spread = np.array(pairs).reshape(-1, 2).T[:, :, None]

    def __call__(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return every estimate's quantiles at `levels`, shapes (n,) → (estimates, n)."""
        score = ndtri(levels)
        place = (np.clip(score, _SCORES[0], _SCORES[-1]) - _SCORES[0]) / (_SCORES[1] - _SCORES[0])
        cell = np.minimum(place.astype(np.intp), len(_SCORES) - 2)
        values = np.empty((self.count, len(levels)))
        if self.perts:
            part = place - cell
            for row, table in zip(self.perts, self.rows, strict=True):  # row by row, to stay in the cache
                left = table.take(cell)
                np.multiply(table.take(cell + 1) - left, part, out=values[row])
                values[row] += left
        if self.logs:
            values[self.logs] = self.median * np.exp(self.spread * score)
        return values


def visits(count: int, replicates: int, size: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """Return in which order each row visits the strata 0 … size − 1; shape (count, replicates, size).

    Row i is (a·k + b) mod size with random a and b. For a prime size every row is a permutation, any future
    is equally likely to meet any pair of strata of two rows, and this costs less than shuffling.
    """
    step = rng.integers(1, max(2, size), (count, replicates, 1)).astype(np.int32)
    shift = rng.integers(0, size, (count, replicates, 1)).astype(np.int32)
    order = step * np.arange(size, dtype=np.int32)
    order += shift
    order %= size
    return np.asarray(order, dtype=np.int32)


def next_prime(least: int) -> int:
    """Return the smallest prime that is not below `least`."""
    found = max(2, least)
    while any(found % divisor == 0 for divisor in range(2, int(found**0.5) + 1)):
        found += 1
    return found


def draws(quantiles: Quantiles, replicates: int, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return durations, shape (estimates, replicates, size): independent Latin hypercubes (McKay et al. 1979).

    `size` is a prime. Each row visits each of `size` equal slices of probability once, in an order of its own.
    """
    levels = (np.arange(size) + rng.random((replicates, size))) / size
    values = quantiles(levels.ravel())
    order = visits(quantiles.count, replicates, size, rng)
    found = np.empty(order.shape)
    for given, place, row in zip(
        values.reshape(-1, size), order.reshape(-1, size), found.reshape(-1, size), strict=True
    ):
        given.take(
            place, out=row, mode="wrap"
        )  # places are in range; this mode alone writes straight to `out`
    return found


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
    tasks: int, size_spread: float, error_spread: float, correlation: float, samples: int = 20_000
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
    axes.plot(grid, 100 * np.searchsorted(total, grid, side="right") / len(total), color=look.BLUE)
    axes.plot([1, 1], [0, 100 * within], color=look.ORANGE, linestyle=":")
    look.dot(axes, (1, 100 * within), look.ORANGE)
    look.label(axes, f"on plan\n{within:.0%}", (1, 100 * within), (-6, 3), look.ORANGE, ha="right")
    look.dot(axes, (late, 85), look.GREEN)
    look.label(axes, f"85%: {late:g}\n× the plan", (late, 85), (7, -5), look.GREEN, va="top")
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
    return View(made, sentence, pd.DataFrame(rows, columns=["of the total", "value"]))


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
        predict="Each of twenty tasks is as likely to run under as over. How likely is the plan to hold?",
        controls=(
            Choice("error", "Error of one estimate", tuple(ERRORS), "as measured"),
            Slider("tasks", "Tasks", 1, 20, 1, 20),
        ),
        draw=draw_total,
    ),
)
