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

# Errors, in futures, where all replicates agree: if each has one more with a chance of 4 in their number, of 40
# replicates none shows it in 2 of 100 seeds.
AGREED = 2.0
ROUNDING = 1e-12  # of a value
TABLES = 5e-5  # of a mean: by how much tables and lines, in place of an estimate's quantiles, may put it off


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
    """Return the standard error of the mean of `values`, one per replicate; 0 where only rounding tells them apart."""
    if np.ptp(values) <= ROUNDING * abs(float(values[0])):
        return 0.0
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def of_mean(values: Times, least: float = -np.inf, unseen: float = 0.0) -> Interval:
    """Return the interval of a mean that is known to be at least `least`; one of `values` per replicate.

    `unseen` is half of its width where all replicates agree. It is a little wider than the replicates say: what
    tables make of an estimate is the same in all of them.
    """
    half = (student(len(values)) * standard_error(values) or unseen) + TABLES * abs(float(values.mean()))
    return Interval(max(least, float(values.mean() - half)), float(values.mean() + half))


def of_share(shares: Times, size: int) -> Interval:
    """Return the interval of a share, or of a mean from 0 to 1; one of `shares` per replicate of `size` futures.

    Wilson's, with as many independent futures as would have the error that the replicates show. Where all
    agree on none or all, it is that of as many independent futures: none in n leaves up to about 4/n. Where they
    agree on another share, as hypercubes do whose size makes a chance a little more or less than a whole number
    of futures, one in n more or less may have been missed, and the error is that of four in n.
    """
    share, error, t = float(shares.mean()), standard_error(shares), student(len(shares))
    futures = float(size * len(shares))
    independent = share * (1 - share) / (error or AGREED / futures) ** 2 if 0 < share < 1 else futures
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
    different from `level` by more than its error at x, or at the quantile or just before it if that is larger: of
    the few futures that finish late, the error shows too small. So it is a point inside an atom, and reaches from one
    atom to the next where the quantile is at the border between them. Its upper end is inf where even the last of
    all times is not refused, and too few futures succeed to say more.
    """
    reach = (finish < np.inf).sum(axis=1)
    times, t = np.sort(finish[finish < np.inf]), student(len(finish))

    def excess(x: float) -> Times:
        """Return by how many futures those with finish ≤ x exceed the level, per replicate."""
        return np.asarray((finish <= x).sum(axis=1) - level * reach)

    here = quantile(times, level)
    just_before = times[max(0, int(np.searchsorted(times, here)) - 1)]
    smallest = max(standard_error(excess(x)) for x in (here, float(just_before)))

    def off(x: float) -> float:
        """Return by how many errors P(finish ≤ x) exceeds the level."""
        more = excess(x)
        mean, error = float(more.mean()), max(smallest, standard_error(more))
        return mean / error if error > 0 else np.copysign(np.inf, mean) if mean else 0.0

    def first(least: float) -> float:
        """Return the smallest time at which `off` is at least so much; inf if there is none."""
        low, high = 0, len(times)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if off(float(times[middle])) >= least else (middle + 1, high)
        return float(times[low]) if low < len(times) else np.inf

    return Interval(first(-t), first(t))
