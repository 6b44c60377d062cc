"""What is added up over the futures of a roadmap, block by block.

Rows of a block are worked on some at a time, so that what is made of them stays in a processor's cache.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np

from mlteams.management.models.critical_path import Flags, Passage, Times, critical
from mlteams.management.models.futures import CELLS, Futures
from mlteams.management.models.tasks import parts


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over futures, one per task: how many there are of each kind, and what their finishes add up to.

    Attributes:
        reached, succeeds, critical, works: futures in which it starts, succeeds, is critical, would succeed.
        works_and_done: futures in which it would succeed and the plan does.
        slow, slow_finish, fast, fast_finish: futures in which it is in its slowest or fastest tenth and the plan
            succeeds, and the sum of the plan's finishes in them.
    """

    reached: Times
    succeeds: Times
    critical: Times
    works: Times
    works_and_done: Times
    slow: Times
    slow_finish: Times
    fast: Times
    fast_finish: Times

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
        self.tenths = futures.durations(np.array([0.1, 0.9]))
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

    def over(self, run: Passage, works: Flags, last: Times) -> tuple[Sums, Times, Times]:
        """Return the sums, and the cost and the share of all importance that succeeds in each future.

        `last` is when the last goal succeeds, shape (futures,).
        """
        on_path = critical(self.futures.network, run)
        given = np.stack([last < np.inf, np.where(last < np.inf, last, 0)], axis=1)
        worth = np.zeros(last.shape)
        found: list[list[Times]] = []
        for rows in slices(*run.lasts.shape):
            lasts, tenths, succeeds = run.lasts[rows], self.tenths[rows], run.finish[rows] < np.inf
            worth += self.worth[rows] @ succeeds
            flags = (run.start[rows] < np.inf, succeeds, on_path[rows], works[rows])
            counts = [np.count_nonzero(one, axis=1) for one in flags]
            counts[2] = counts[2] * self.futures.is_open[rows]  # what has a status holds nothing up
            slow, fast = lasts > tenths[:, 1:], lasts < tenths[:, :1]
            sums = [works[rows].astype(float) @ given[:, 0]]
            sums += [*(slow.astype(float) @ given).T, *(fast.astype(float) @ given).T]
            found.append([*counts, *sums])
        columns = [np.concatenate(column) for column in zip(*found, strict=True)]
        sums_of_all = Sums(*columns) if columns else Sums(*[np.zeros(0)] * len(fields(Sums)))
        share = worth / self.importance if self.importance else np.ones(last.shape)
        return sums_of_all, costs(self.futures, run), share
