"""How much a task's failing costs the plan's chance, worked out exactly where that is possible.

Model: all patterns of success and failure of the tasks that may fail, each with its probability. Exact where no
race decides what goes on, as then no duration matters to success.
References: Birnbaum (1969), importance of a component: what is returned is that times the chance of failing.
"""

import numpy as np

from mlteams.management.models.critical_path import forward, latest
from mlteams.management.models.futures import Futures


def exact_gains(futures: Futures, most: int) -> dict[int, float] | None:
    """Return by row how much the chance rises if a task is certain to succeed, over all patterns of success.

    None where success depends on a duration, or there are more than `most` patterns. For open tasks that the
    goals depend on and that may fail.
    """
    network = futures.network
    matter = network.before(network.goals)
    rows = [row for row in sorted(matter) if row < network.tasks and futures.is_open[row]]
    rows = [row for row in rows if futures.chances[row] < 1]
    if 2 ** len(rows) > most or network.races():
        return None
    patterns = (np.arange(2 ** len(rows)) >> np.arange(len(rows))[:, None]) % 2 == 1
    works = np.repeat(futures.chances[:, None] > 0, patterns.shape[1], axis=1)
    works[rows] = patterns
    run = forward(network, np.zeros(works.shape), works)
    success = latest(run.finish, network.goals) < np.inf
    chances = futures.chances[rows, None]
    factors = np.where(patterns, chances, 1 - chances)
    chance = float(factors.prod(axis=0) @ success)
    gains = {}
    for place, row in enumerate(rows):
        sure = factors.copy()
        sure[place] = patterns[place]
        gains[row] = float(sure.prod(axis=0) @ success) - chance
    return gains
