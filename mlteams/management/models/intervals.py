"""How far a simulation may be off: 95% intervals from the spread of its replicates.

Replicates are independent and identically distributed, futures within one are not; so all errors come from the
differences between replicates. An interval holds the model's true value, not what other seeds give, for 95 of 100
seeds; another seed's value is off as well, so it lies in the interval less often.
References: Owen (2013, chapter 10), replicated Latin hypercubes; Wilson (1927) and Korn & Graubard (1998),
shares with an effective sample size; Woodruff (1952), quantiles by way of the distribution function.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from mlteams.management.models.critical_path import Times


class Interval(NamedTuple):
    """Where the true value lies, for 95 of 100 seeds. At an atom it can be lopsided, or a point."""

    low: float
    high: float

    @property
    def error(self) -> float:
        """Half of its width over 1.96: the standard error, where the interval is even."""
        return (self.high - self.low) / 3.92


def student(replicates: int) -> float:
    """Return the 97.5% quantile of Student's t for the spread of so many replicates."""
    return float(stdtrit(replicates - 1, 0.975))


def standard_error(values: Times) -> float:
    """Return the standard error of the mean of `values`, one per replicate."""
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def of_mean(values: Times, least: float = -np.inf, most: float = np.inf) -> Interval:
    """Return the interval of a mean that is known to be from `least` to `most`; one of `values` per replicate."""
    half = student(len(values)) * standard_error(values)
    return Interval(max(least, float(values.mean() - half)), min(most, float(values.mean() + half)))


def of_share(shares: Times, size: int) -> Interval:
    """Return the interval of a share; `shares` has one per replicate of `size` futures.

    Wilson's, with as many independent futures as would have the error that the replicates show. Where all
    futures agree it is that of as many independent futures: none in n leaves up to about 4/n.
    """
    share, error, t = float(shares.mean()), standard_error(shares), student(len(shares))
    if error == 0 and 0 < share < 1:
        return Interval(share, share)
    independent = share * (1 - share) / error**2 if error > 0 else float(size * len(shares))
    part = t**2 / independent
    middle = (share + part / 2) / (1 + part)
    half = np.sqrt(part * share * (1 - share) + part**2 / 4) / (1 + part)
    return Interval(max(0.0, float(middle - half)), min(1.0, float(middle + half)))


def quantile(times: Times, level: float) -> float:
    """Return the smallest of `times`, ascending, by which a share of at least `level` of them has passed."""
    # Whole numbers that dust has lifted would go one too far: 0.85 · 20 is 17.
    return float(times[min(len(times) - 1, max(0, int(np.ceil(level * len(times) - 1e-9)) - 1))])


def of_quantile(finish: Times, level: float) -> Interval:
    """Return the interval of a quantile of the finite times; `finish` has shape (replicates, futures).

    It holds every time x that is not refused as the quantile, that is, where the share of P(finish ≤ x) is not
    different from `level` by more than its error at x. So it is a point inside an atom, and reaches from one
    atom to the next where the quantile is at the border between them.
    """
    reach = (finish < np.inf).sum(axis=1)
    times, t = np.sort(finish[finish < np.inf]), student(len(finish))

    def off(x: float) -> float:
        """Return by how many errors P(finish ≤ x) exceeds the level."""
        excess = (finish <= x).sum(axis=1) - level * reach
        mean, error = float(excess.mean()), standard_error(excess)
        return mean / error if error > 0 else np.copysign(np.inf, mean) if mean else 0.0

    def first(least: float) -> float:
        """Return the smallest time at which `off` is at least so much, or the largest time."""
        low, high = 0, len(times) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if off(float(times[middle])) >= least else (middle + 1, high)
        return float(times[low])

    return Interval(first(-t), first(t))
