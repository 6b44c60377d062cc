"""What is added up over the futures of a roadmap, block by block.

Rows of a block are worked on some at a time, so that what is made of them stays in a processor's cache.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from mlteams.management.models.critical_path import Passage, Times, critical
from mlteams.management.models.futures import Futures
from mlteams.management.models.tasks import parts

Counts = NDArray[np.int_]
CELLS = 60_000  # cells worked on together


@dataclass(frozen=True, eq=False)
class Sums:
    """In how many futures each task starts, succeeds and is critical; shape (tasks,)."""

    reached: Counts
    succeeds: Counts
    critical: Counts

    def __add__(self, other: "Sums") -> "Sums":
        """Return the sums over both lots of futures."""
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def slices(count: int, columns: int) -> Iterator[slice]:
    """Yield all of `count` rows, some at a time."""
    step = max(1, CELLS // columns)
    return (slice(first, min(first + step, count)) for first in range(0, count, step))


def costs(futures: Futures, run: Passage) -> Times:
    """Return what each future costs: time spent times cost per unit of time; shape (futures,)."""
    per_time = np.array([task.cost for task in futures.tasks], dtype=float)
    total = np.zeros(run.lasts.shape[1])
    for rows in slices(*run.lasts.shape):
        total += per_time[rows] @ run.spent(rows)
    return total


class Counted:
    """Adds up a block of futures of one roadmap."""

    def __init__(self, futures: Futures) -> None:
        """Prepare what the tasks are counted by."""
        self.futures = futures
        steps = futures.roadmap.steps
        self.importance = float(sum(max(part.importance for part in parts(step)) for step in steps))
        worth = []
        for step in steps:
            done = [part for part in parts(step) if part.status == "done"]
            most = max(
                done, key=lambda part: part.importance, default=None
            )  # of several done ones, one counts
            worth += [part.importance if most in (None, part) else 0.0 for part in parts(step)]
        self.worth = np.array(worth, dtype=float)

    def over(self, run: Passage) -> tuple[Sums, Times, Times]:
        """Return the sums, and the cost and the share of all importance that succeeds in each future."""
        count, columns = run.lasts.shape
        reached, succeeds = np.empty(count, dtype=int), np.empty(count, dtype=int)
        worth = np.zeros(columns)
        for rows in slices(count, columns):
            works = run.finish[rows] < np.inf
            worth += self.worth[rows] @ works
            reached[rows] = np.count_nonzero(run.start[rows] < np.inf, axis=1)
            succeeds[rows] = np.count_nonzero(works, axis=1)
        on_path = np.count_nonzero(critical(self.futures.network, run), axis=1)
        # What has a status holds nothing up.
        sums = Sums(reached, succeeds, on_path * self.futures.is_open)
        share = worth / self.importance if self.importance else np.ones(columns)
        return sums, costs(self.futures, run), share
