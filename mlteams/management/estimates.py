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
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri


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


_SHAPES = 128  # steps between likely = low and likely = high
_LEVELS = np.r_[0.0, ndtr(np.linspace(-5, 5, 401)), 1.0]  # dense in the tails, where quantiles are steep


@cache
def _pert_table() -> NDArray[np.float64]:
    """Quantiles of the PERT on [0, 1], shape (_SHAPES + 1, levels): beta(1 + 4m, 5 − 4m), m = mode."""
    mode = np.linspace(0, 1, _SHAPES + 1)[:, None]
    return np.asarray(betaincinv(1 + 4 * mode, 5 - 4 * mode, _LEVELS))


def quantiles(estimates: Sequence[Estimate], levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the duration of every estimate at its own levels; both shapes (estimates, any).

    PERT quantiles are interpolated in a table, to within 0.0002 of (high − low).
    """
    values = np.empty(levels.shape)
    is_pert = np.array([isinstance(estimate, Pert) for estimate in estimates], dtype=bool)
    if is_pert.any():
        points = np.array([(e.low, e.likely, e.high) for e in estimates if isinstance(e, Pert)])
        low, likely, high = points.T
        place = _SHAPES * (likely - low) / np.where(high > low, high - low, 1)
        below = np.minimum(place.astype(int), _SHAPES - 1)
        part = (place - below)[:, None]
        unit = (1 - part) * _pert_table()[below] + part * _pert_table()[below + 1]
        rows = low[:, None] + (high - low)[:, None] * unit
        for task, row in zip(np.flatnonzero(is_pert), rows, strict=True):
            values[task] = np.interp(levels[task], _LEVELS, row)
    if not is_pert.all():
        pairs = np.array([(e.median, e.spread) for e in estimates if isinstance(e, Lognormal)])
        scores = ndtri(levels if not is_pert.any() else levels[~is_pert])
        values[~is_pert] = pairs[:, :1] * np.exp(pairs[:, 1:] * scores)
    return values


def strata(count: int, replicates: int, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return ascending levels, one in each of `size` equal slices of 0 to 1; shape (count, replicates, size).

    Shuffled along the last axis, they are a Latin hypercube (McKay et al. 1979) in every replicate.
    """
    return (np.arange(size) + rng.random((count, replicates, 1))) / size


def draws(
    estimates: Sequence[Estimate], replicates: int, size: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return durations, shape (estimates, replicates, size): independent Latin hypercubes."""
    levels = strata(len(estimates), replicates, size, rng)
    values = quantiles(estimates, levels.reshape(len(estimates), replicates * size))
    values = values.reshape(levels.shape)
    return rng.permuted(values, axis=2, out=values)
