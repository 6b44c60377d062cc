"""Durations of many tasks as Latin hypercubes, so that few samples cover every estimate evenly.

References: McKay, Beckman & Conover (1979); Owen (2013, chapter 10).
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mlteams.management.models.distributions import Quantiles

BITS = (
    16  # of a place within a slice: random bits cost less than random fractions, and so many are fine enough
)
PLACES = 1 << BITS


@lru_cache(maxsize=4)
def _multiples(size: int) -> NDArray[np.int32]:
    """Return a·k mod size, twice over for k, so that it can be begun anywhere; shape (size, size, size)."""
    found = np.outer(np.arange(size), np.arange(2 * size)) % size
    return np.lib.stride_tricks.sliding_window_view(found.astype(np.int32), size, axis=1)


def visits(count: int, replicates: int, size: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """Return in which order each row visits the strata 0 … size − 1; shape (count, replicates, size).

    Row i is a·(k + b) mod size with random a and b. For a prime size every row is a permutation, any future
    is equally likely to meet any pair of strata of two rows, and this costs less than shuffling.
    """
    step = rng.integers(1, max(2, size), (count, replicates))
    first = rng.integers(0, size, (count, replicates))
    return np.asarray(_multiples(size)[step, first])


@lru_cache
def next_prime(least: int) -> int:
    """Return the smallest prime that is not below `least`."""
    found = max(2, least)
    while any(found % divisor == 0 for divisor in range(2, int(found**0.5) + 1)):
        found += 1
    return found


class Strata:
    """Quantile functions cut into `size` slices of equal probability, a prime, for Latin hypercubes.

    Within a slice, or within equal parts of it where there are few, durations lie on a line between the quantiles
    at its ends; in the outer 1/TAIL of probability at each end quantiles bend too much for that, and each is
    worked out.
    """

    TAIL, LEAST = 128, 400  # LEAST: parts of all slices together
    AT_ONCE = 65_536  # durations drawn at a time: what fits a processor's cache

    def __init__(self, quantiles: Quantiles, size: int) -> None:
        """Prepare the quantiles at the borders of the parts of slices, between which lines are drawn."""
        self.quantiles, self.size = quantiles, size
        self.parts = -(-self.LEAST // size)
        self.cells = size * self.parts
        self.outer = -(-self.cells // self.TAIL)
        values = quantiles(np.clip(np.arange(self.cells + 1) / self.cells, 1e-9, 1 - 1e-9))
        # Row by row in memory: `take` would copy other tables whole, and anew for each few rows that it draws.
        self.step = np.divide(np.diff(values), PLACES, order="C")
        self.border = np.add(values[:, :-1], self.step / 2, order="C")

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
        cell = visits(len(out), replicates, self.size, rng).reshape(out.shape)
        place = rng.integers(0, PLACES, out.shape, dtype=np.uint16).astype(np.int32)
        if self.parts > 1:
            place *= self.parts
            cell = cell * self.parts + (place >> BITS)
            place &= PLACES - 1
        flat = cell + self.cells * np.arange(first, first + len(out))[:, None]
        self.step.take(flat, out=out, mode="wrap")  # all are in range; this mode writes straight to `out`
        out *= place
        out += self.border.take(flat)
        ends = np.flatnonzero((cell < self.outer) | (cell >= self.cells - self.outer))
        levels = (cell.ravel()[ends] + (place.ravel()[ends] + 0.5) / PLACES) / self.cells
        out.reshape(-1)[ends] = self.quantiles.at(first + ends // out.shape[1], levels)


def draws(quantiles: Quantiles, replicates: int, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return durations, shape (tasks, replicates, size): see `Strata`."""
    return Strata(quantiles, size).draw(replicates, rng)
