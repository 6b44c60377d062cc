"""The futures of a roadmap: how long each task would take, and whether it would succeed.

Model: independent Latin hypercubes over the durations and the chances of all tasks. One function draws them, for
everything that is said of a roadmap, so that all of it is said of the same futures.
References: McKay, Beckman & Conover (1979); Owen (2013, chapter 10) on replicates for the error.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from mlteams.management.models import network, tasks
from mlteams.management.models.critical_path import Flags, Times
from mlteams.management.models.distributions import Pert, Quantiles
from mlteams.management.models.hypercube import Strata, next_prime, visits
from mlteams.management.models.tasks import Roadmap, Task, parts

# Replicates are what errors are worked out from: of forty, a 95% interval is 1.03 times as wide as if the spread
# were known; of twenty it is 1.07 times, and errors of errors are 16% instead of 11%.
REPLICATES = 40
SIZE = 499  # futures in one hypercube at most: forty of them make the default samples; a prime (see `visits`)
# Durations worked on together: more cost less in calls, until they no longer fit a processor's caches. Fewer futures
# than COLUMNS cost more in calls than the caches save, so large roadmaps stream through memory instead.
CELLS, COLUMNS = 240_000, 998

KEPT = 250_000  # borders of strata, of 16 bytes each, that a roadmap may keep


class Futures:
    """A roadmap, checked and prepared for drawing; one entry or row per task in scope.

    Attributes:
        roadmap: without what was dropped.
        network: the same in numbers.
        tasks: tasks and options in roadmap order.
        chances: probability of success, given their status.
        is_open: whether they have no status.
    """

    def __init__(self, roadmap: Roadmap) -> None:
        """Check the roadmap and prepare its estimates.

        Raises:
            ValueError: a name is unknown or used twice, steps wait for each other in a circle, or a number is
                impossible.
        """
        tasks.check(roadmap)
        self.roadmap = tasks.scoped(roadmap)
        self.network = network.compiled(self.roadmap)
        self.tasks: list[Task] = [part for step in self.roadmap.steps for part in parts(step)]
        known = {"done": 1.0, "failed": 0.0}
        self.chances = np.array([known.get(task.status, task.chance) for task in self.tasks], dtype=float)
        self.risky = (self.chances > 0) & (self.chances < 1)
        self.is_open = np.array([task.status == "open" for task in self.tasks], dtype=bool)
        self.durations = Quantiles(
            [task.estimate if task.status == "open" else Pert(0, 0, 0) for task in self.tasks],
            [task.started if task.status == "open" else None for task in self.tasks],
        )
        self._strata: Strata | None = None

    def replicates(self, samples: int) -> tuple[int, int]:
        """Return how many hypercubes of how many futures make at least so many samples."""
        size = next_prime(min(SIZE, -(-samples // REPLICATES)))
        return max(REPLICATES, -(-samples // size)), size

    def blocks(self, samples: int, seed: int) -> Iterator[tuple[Times, Flags]]:
        """Yield durations and successes, both of shape (tasks, futures), in whole hypercubes.

        In blocks, so that memory does not grow with the samples. The same arguments give the same futures.
        """
        replicates, size = self.replicates(samples)
        rng = np.random.default_rng(seed)
        strata = self._prepared_strata(size)
        columns = max(COLUMNS, CELLS // max(1, len(self.tasks)))
        together = max(1, columns // size)
        for done in range(0, replicates, together):
            yield self._block(strata, min(together, replicates - done), rng)

    def _prepared_strata(self, size: int) -> Strata:
        """Return the strata of hypercubes of so many futures; those of small roadmaps are kept for the next run."""
        if self._strata is None or self._strata.size != size:
            self._strata = Strata(self.durations, size)
        strata = self._strata
        if self._strata.cells * len(self.tasks) > KEPT:
            self._strata = None
        return strata

    def _block(self, strata: Strata, replicates: int, rng: np.random.Generator) -> tuple[Times, Flags]:
        count, futures = len(self.tasks), replicates * strata.size
        lasts = strata.draw(replicates, rng).reshape(count, futures)
        works = np.repeat(self.chances[:, None] > 0, futures, axis=1)
        chances = self.chances[self.risky, None, None]
        order = visits(len(chances), replicates, strata.size, rng)
        # The part of a stratum that a chance covers is covered in that part of the hypercubes.
        limit = np.ceil(chances * strata.size - rng.random((len(chances), replicates, 1)))
        works[self.risky] = (order < limit).reshape(len(chances), futures)
        return lasts, works


@lru_cache(maxsize=8)
def prepared(roadmap: Roadmap) -> Futures:
    """Return the roadmap prepared; kept, as it is often run again.

    Raises:
        ValueError: as `Futures`.
    """
    # glibc gives freed memory back to the system above a size that grows with the largest block it has seen, up to
    # 32 MB; one such block, never written to, keeps it from taking and returning the same pages in every run.
    np.empty((1 << 22) - (1 << 10))
    return Futures(roadmap)
