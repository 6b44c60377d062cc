"""The futures in which a plan works, drawn without most of those in which it fails.

Model: conditional sampling. Durations and successes are independent, so futures in which the plan works are those
whose successes are drawn given that it does: what must succeed does, and of the patterns of success of the other
tasks one is drawn, by systematic sampling, of those with which the plan succeeds. Where the patterns are too many, or
a race decides, only what must succeed is taken for granted, and futures in which the plan fails remain.
References: Owen (2013, chapters 8 and 10), conditioning and systematic sampling.
Units: the roadmap's.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mlteams.management.models.critical_path import Flags, Times
from mlteams.management.models.exact_chance import PATTERNS, Lot, must_succeed, patterns
from mlteams.management.models.futures import Futures


class Working:
    """Futures of a plan, given what all those in which it works have in common.

    Attributes:
        futures: the plan's, of all kinds.
        needed: rows that may fail and without which no future works.
        given: the probability of what is taken for granted: a share of these futures is that of all futures times
            this. Where all patterns of success are known it is the plan's chance, and the plan works in all of them.
        known: whether they are, and some let it work.
    """

    def __init__(self, futures: Futures, most: int = PATTERNS) -> None:
        """Find what must succeed, and the patterns of success if they are no more than `most`."""
        self.futures, self.needed = futures, must_succeed(futures, futures.network)
        self.given = float(futures.chances[self.needed].prod())
        found = patterns(futures, most, futures.network)
        self.known = found is not None and found.chance > 0
        if found is not None and self.known:
            self.given = found.chance
            self._lots = [(lot.rows, lot.works[:, lot.weights > 0], _until(lot)) for lot in found.lots]

    def blocks(self, samples: int, seed: int) -> Iterator[tuple[Times, Flags]]:
        """Yield durations, those of `Futures.blocks`, and successes; both of shape (tasks, futures)."""
        size = self.futures.replicates(samples)[1]
        rng = np.random.default_rng([seed, 1])
        for lasts, works in self.futures.blocks(samples, seed):
            works[self.needed] = True
            for rows, allowed, until in self._lots if self.known else ():
                works[rows] = allowed[:, _drawn(until, works.shape[1] // size, size, rng)]
            yield lasts, works


def _until(lot: Lot) -> Times:
    """Return how likely the patterns of success up to each are, given that one of them happens."""
    likely = lot.weights[lot.weights > 0]
    return np.asarray(np.cumsum(likely) / likely.sum())


def _drawn(until: Times, replicates: int, size: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Return which pattern each future has: in each replicate as often as is likely, to the nearest whole."""
    levels = (np.arange(size) + rng.random((replicates, 1))) / size
    chosen = np.minimum(np.searchsorted(until, levels), len(until) - 1)
    return np.asarray(rng.permuted(chosen, axis=1).ravel())
