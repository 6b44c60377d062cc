"""How long may a task take? Its distribution, and what remains of a task in progress.

Models: PERT-beta (three points, λ = 4) or a lognormal; truncated from below for work in progress.
References: Malcolm et al. (1959); Johnson, Kotz & Balakrishnan (1994) on truncation.
Units: those of the estimate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc, betainccinv, betaincinv, ndtr, ndtri


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


def _beta(estimate: Pert) -> tuple[float, float]:
    """Return the parameters of the beta distribution of a PERT with high above low."""
    mode = (estimate.likely - estimate.low) / (estimate.high - estimate.low)
    return 1 + 4 * mode, 5 - 4 * mode


def beyond(estimate: Estimate, elapsed: float) -> float:
    """Return P(duration > elapsed)."""
    if isinstance(estimate, Lognormal):
        if elapsed <= 0 or estimate.spread == 0:
            return float(elapsed < estimate.median)
        return float(ndtr(-np.log(elapsed / estimate.median) / estimate.spread))
    if estimate.high == estimate.low:
        return float(elapsed < estimate.high)
    part = np.clip((elapsed - estimate.low) / (estimate.high - estimate.low), 0, 1)
    return float(betaincc(*_beta(estimate), part))


def check_elapsed(estimate: Estimate, elapsed: float) -> None:
    """Raise ValueError if no duration of this estimate is longer than what has elapsed."""
    if not 0 <= elapsed < np.inf:
        raise ValueError(f"it has taken {elapsed}; it must be a time of at least 0")
    if not beyond(estimate, elapsed) > 0:
        certain = isinstance(estimate, Lognormal) and estimate.spread == 0
        end = (
            ""
            if isinstance(estimate, Lognormal) and not certain
            else (f" of {estimate.median if isinstance(estimate, Lognormal) else estimate.high:g} at most")
        )
        raise ValueError(
            f"it has taken {elapsed:g} and is in progress, but its estimate{end} leaves no chance of that; "
            "give an estimate of the whole that is longer"
        )


# A PERT quantile is a smooth function of the normal score z = Φ⁻¹(level), so a table of it, made once, is
# accurate to 0.0002 of (high − low) (tested); all tasks share the place of a score in the table.
_SHAPES = 128  # steps between likely = low and likely = high
_SCORES = np.linspace(-5, 5, 401)


@cache
def _pert_table() -> NDArray[np.float64]:
    """Quantiles of the PERT on [0, 1], shape (_SHAPES + 1, scores): beta(1 + 4m, 5 − 4m), m = mode."""
    mode = np.linspace(0, 1, _SHAPES + 1)[:, None]
    return np.asarray(betaincinv(1 + 4 * mode, 5 - 4 * mode, ndtr(_SCORES)))


def _cells(score: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return between which scores of the table a score lies, by the place of the lower one, and how far between."""
    place = (np.clip(score, _SCORES[0], _SCORES[-1]) - _SCORES[0]) / (_SCORES[1] - _SCORES[0])
    cell = np.minimum(place.astype(np.intp), len(_SCORES) - 2)
    return cell, place - cell


class Quantiles:
    """The quantile functions of how long several tasks still take, prepared once.

    What is in progress takes its duration, given that it is longer than what has elapsed, less that: its
    quantile at level u is that of the whole at F + u·(1 − F), F = P(duration ≤ elapsed).
    """

    def __init__(self, estimates: Sequence[Estimate], elapsed: Sequence[float | None] = ()) -> None:
        """Prepare the estimates, each a row of what is returned; `elapsed` is None for what has not begun."""
        passed = [0.0 if one is None else one for one in elapsed] or [0.0] * len(estimates)
        self.count = len(estimates)
        self.elapsed = np.array(passed)
        self.left = np.array([beyond(e, t) if t else 1.0 for e, t in zip(estimates, passed, strict=True)])
        perts = [(e.low, e.likely, e.high) if isinstance(e, Pert) else (0, 0, 0) for e in estimates]
        low, likely, high = np.array(perts, dtype=float).reshape(-1, 3).T
        place = _SHAPES * (likely - low) / np.where(high > low, high - low, 1)
        below = np.minimum(place.astype(int), _SHAPES - 1)
        part = (place - below)[:, None]
        unit = (1 - part) * _pert_table()[below] + part * _pert_table()[below + 1]
        self.rows = low[:, None] + (high - low)[:, None] * unit
        pairs = [(e.median, e.spread) if isinstance(e, Lognormal) else (1, 0) for e in estimates]
        self.median, self.spread = np.array(pairs, dtype=float).reshape(-1, 2).T
        self.is_log = np.array([isinstance(e, Lognormal) for e in estimates], dtype=bool)
        # Far in its tail the table is too coarse for what remains of a task in progress.
        self.exact = {
            row: e
            for row, (e, t) in enumerate(zip(estimates, passed, strict=True))
            if t and isinstance(e, Pert) and e.low < e.high
        }

    def __call__(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return every task's quantiles at `levels`, shapes (n,) → (tasks, n)."""
        score = -ndtri(1 - levels)
        cell, part = _cells(score)
        found = (1 - part) * self.rows[:, cell] + part * self.rows[:, cell + 1]
        found[self.is_log] = (
            np.exp(np.outer(self.spread, score)[self.is_log]) * self.median[self.is_log, None]
        )
        for row in np.flatnonzero(self.elapsed):
            found[row] = self.at(np.full(len(levels), row), levels)
        return np.asarray(found)

    def at(self, rows: NDArray[np.intp], levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the quantile of task `rows[i]` at `levels[i]`; all of shape (n,)."""
        score = -ndtri((1 - levels) * self.left[rows])
        cell, part = _cells(score)
        flat = rows * len(_SCORES) + cell
        left = self.rows.take(flat)
        values = left + part * (self.rows.take(flat + 1) - left)
        logs = np.flatnonzero(self.is_log[rows])
        if len(logs):
            of = rows[logs]
            values[logs] = self.median[of] * np.exp(self.spread[of] * score[logs])
        for row, estimate in self.exact.items():
            here = np.flatnonzero(rows == row)
            unit = betainccinv(*_beta(estimate), (1 - levels[here]) * self.left[row])
            values[here] = estimate.low + (estimate.high - estimate.low) * unit
        return np.asarray(np.maximum(values - self.elapsed[rows], 0))
