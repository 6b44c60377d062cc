"""Durations of many tasks as Latin hypercubes, so that few samples cover every estimate evenly.

References: McKay, Beckman & Conover (1979); Owen (2013, chapter 10).
"""

import numpy as np
from numpy.typing import NDArray

from mlteams.management.models.distributions import Quantiles


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


class Strata:
    """Quantile functions cut into `size` slices of equal probability, a prime, for Latin hypercubes."""

    # In the outer 1/64 of probability at each end quantiles bend too much for a line across a slice, and below
    # 128 slices they do so everywhere: there each is worked out.
    TAIL, FEW = 64, 128
    AT_ONCE = 65_536  # durations drawn at a time: what fits a processor's cache

    def __init__(self, quantiles: Quantiles, size: int) -> None:
        """Prepare the quantiles at the borders of the slices, between which lines are drawn."""
        self.quantiles, self.size = quantiles, size
        self.outer = size if size < self.FEW else -(-size // self.TAIL)
        borders = np.clip(np.arange(size + 1) / size, 1e-9, 1 - 1e-9)
        values = quantiles(borders)
        self.border, self.width = values[:, :-1].copy(), np.diff(values)

    def draw(self, replicates: int, rng: np.random.Generator) -> NDArray[np.float64]:
        """Return durations, shape (tasks, replicates, size): independent Latin hypercubes (McKay et al. 1979).

        Each task visits each slice once per replicate, in an order and at places in the slice of its own.
        """
        count, futures = self.quantiles.count, replicates * self.size
        found = np.empty((count, futures))
        rows = max(1, self.AT_ONCE // futures)
        for first in range(0, count, rows):
            self._fill(found[first : first + rows], first, replicates, rng)
        return found.reshape(count, replicates, self.size)

    def _fill(self, out: NDArray[np.float64], first: int, replicates: int, rng: np.random.Generator) -> None:
        """Draw the durations of the tasks from `first` on into `out`, shape (tasks, futures)."""
        slices = visits(len(out), replicates, self.size, rng).reshape(out.shape)
        place = rng.random(out.shape)
        if self.outer < self.size:
            flat = slices + self.size * np.arange(first, first + len(out))[:, None]
            self.width.take(
                flat, out=out, mode="wrap"
            )  # all are in range; this mode writes straight to `out`
            out *= place
            out += self.border.take(flat)
        ends = np.flatnonzero((slices < self.outer) | (slices >= self.size - self.outer))
        levels = (slices.ravel()[ends] + place.ravel()[ends]) / self.size
        out.reshape(-1)[ends] = self.quantiles.at(first + ends // out.shape[1], levels)


def draws(quantiles: Quantiles, replicates: int, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return durations, shape (tasks, replicates, size): see `Strata`."""
    return Strata(quantiles, size).draw(replicates, rng)
