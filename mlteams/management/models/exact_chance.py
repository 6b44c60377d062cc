"""A plan's chance, and how much a task's failing costs it, worked out exactly where that is possible.

Model: all patterns of success and failure of the tasks that may fail, each with its probability. Exact where no
race decides what goes on, as then no duration matters to success.
References: Birnbaum (1969), importance of a component: a gain is that times the chance of failing.
"""

from dataclasses import dataclass

import numpy as np

from mlteams.management.models.critical_path import Flags, Times, forward, latest
from mlteams.management.models.futures import Futures
from mlteams.management.models.network import Network

PATTERNS = (
    2**12
)  # patterns of success and failure worked out at most: as dear as a quarter of the default samples


@dataclass(frozen=True, eq=False)
class _Patterns:
    """Every pattern of success of some rows: by row and pattern whether it works, and how likely that is."""

    rows: list[int]
    works: Flags
    factors: Times
    success: Flags


def exact_chance(futures: Futures, most: int, network: Network | None = None) -> float | None:
    """Return the probability that the plan succeeds; None as `exact_gains`.

    `network`: the plan in another order; as given by default.
    """
    found = _patterns(futures, most, network or futures.network)
    return None if found is None else float(found.factors.prod(axis=0) @ found.success)


def exact_gains(futures: Futures, most: int) -> dict[int, float] | None:
    """Return by row how much the chance rises if a task is certain to succeed, over all patterns of success.

    None where success depends on a duration, or there are more than `most` patterns. For open tasks that the
    goals depend on and that may fail.
    """
    found = _patterns(futures, most, futures.network)
    if found is None:
        return None
    chance = float(found.factors.prod(axis=0) @ found.success)
    gains = {}
    for place, row in enumerate(found.rows):
        sure = found.factors.copy()
        sure[place] = found.works[place]
        gains[row] = float(sure.prod(axis=0) @ found.success) - chance
    return gains


def possible(futures: Futures, most: int) -> bool | None:
    """Whether any pattern of success lets the plan succeed; None if there are more than `most` patterns.

    Where rivals race, whoever is overtaken does not succeed: as every one of them fails in some pattern, any may win.
    """
    network = futures.network
    racing = network.racing()
    matter = [
        row for row in sorted(network.before(network.goals)) if row < network.tasks and futures.is_open[row]
    ]
    rows = [
        row for row in matter if 0 < futures.chances[row] < 1 or (row in racing and futures.chances[row] > 0)
    ]
    if 2 ** len(rows) > most:
        return None
    return bool(_tried(futures, network, rows)[1].any())


def failing_rows(futures: Futures, network: Network) -> list[int]:
    """Return the open tasks that the goals depend on and that may fail."""
    matter = (row for row in sorted(network.before(network.goals)) if row < network.tasks)
    return [row for row in matter if futures.is_open[row] and futures.chances[row] < 1]


def _patterns(futures: Futures, most: int, network: Network) -> _Patterns | None:
    rows = failing_rows(futures, network)
    if 2 ** len(rows) > most or network.races():
        return None
    works, success = _tried(futures, network, rows)
    chances = futures.chances[rows, None]
    return _Patterns(rows, works, np.where(works, chances, 1 - chances), success)


def _tried(futures: Futures, network: Network, rows: list[int]) -> tuple[Flags, Flags]:
    """Return all patterns of success of some rows, shape (rows, patterns), and in which of them the plan succeeds."""
    patterns = (np.arange(2 ** len(rows)) >> np.arange(len(rows))[:, None]) % 2 == 1
    works = np.repeat(futures.chances[:, None] > 0, patterns.shape[1], axis=1)
    works[rows] = patterns
    run = forward(network, np.zeros(works.shape), works)
    return patterns, np.asarray(latest(run.finish, network.goals) < np.inf)
