"""A plan's chance, and how much a task's failing costs it, worked out exactly where that is possible.

Model: what must succeed whatever else does is a factor of the chance. Of the other tasks that may fail, all patterns
of success and failure are listed, each with its probability, in lots of tasks that do not hang together. Exact where
no race decides what goes on, as then no duration matters to success.
References: Birnbaum (1969), importance of a component: a gain is that times the chance of failing.
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from mlteams.management.models.critical_path import Flags, Times, forward, latest
from mlteams.management.models.futures import Futures
from mlteams.management.models.network import Network

PATTERNS = (
    2**12
)  # patterns of success and failure worked out at most: as dear as a quarter of the default samples


@dataclass(frozen=True, eq=False)
class Lot:
    """Every pattern of success of rows that may fail and that decide together, without the others.

    Attributes:
        rows: the rows.
        works: by row and pattern whether it works.
        factors: how likely that is.
        success: in which patterns the plan succeeds, if all other rows do what it needs.
    """

    rows: list[int]
    works: Flags
    factors: Times
    success: Flags

    @property
    def weights(self) -> Times:
        """How likely each pattern is in which the plan succeeds."""
        return np.asarray(self.factors.prod(axis=0) * self.success)

    @property
    def share(self) -> float:
        """The probability that these rows do what the plan needs."""
        return float(self.weights.sum())

    def sure(self, row: int) -> float:
        """Return that probability if one of the rows is certain to succeed."""
        factors, place = self.factors.copy(), self.rows.index(row)
        factors[place] = self.works[place]
        return float(factors.prod(axis=0) @ self.success)


@dataclass(frozen=True, eq=False)
class Patterns:
    """What the success of a plan hangs on.

    Attributes:
        needed: rows that may fail and without which no future works.
        given: the probability that all of them succeed.
        lots: the other rows that may fail and matter, in lots that are independent.
    """

    needed: list[int]
    given: float
    lots: list[Lot]

    @property
    def chance(self) -> float:
        """The probability that the plan succeeds."""
        return self.given * prod(lot.share for lot in self.lots)


def exact_chance(futures: Futures, most: int, network: Network | None = None) -> float | None:
    """Return the probability that the plan succeeds; None as `patterns`.

    `network`: the plan in another order; as given by default.
    """
    found = patterns(futures, most, network or futures.network)
    return None if found is None else found.chance


def exact_gains(futures: Futures, most: int) -> dict[int, float] | None:
    """Return by row how much the chance rises if a task is certain to succeed; None as `patterns`.

    For open tasks that the goals depend on and that may fail, in roadmap order.
    """
    found = patterns(futures, most, futures.network)
    if found is None:
        return None
    gains = {row: found.chance * (1 / float(futures.chances[row]) - 1) for row in found.needed}
    for lot in found.lots:
        others = found.given * prod(other.share for other in found.lots if other is not lot)
        gains |= {row: others * (lot.sure(row) - lot.share) for row in lot.rows}
    return dict(sorted(gains.items()))


def possible(futures: Futures, most: int) -> bool | None:
    """Whether any pattern of success lets the plan succeed; None if there are more than `most` patterns.

    Where rivals race, whoever is overtaken does not succeed: as every one of them fails in some pattern, any may win.
    """
    network = futures.network
    racing, needed = network.racing(), must_succeed(futures, network)
    matter = [
        row for row in sorted(network.before(network.goals)) if row < network.tasks and futures.is_open[row]
    ]
    unsure = [row for row in matter if futures.risky[row] or (row in racing and futures.chances[row] > 0)]
    rows = [row for row in unsure if row not in needed]
    if 2 ** len(rows) > most:
        return None
    return bool(_tried(futures, network, rows, rows)[1].any())


def failing_rows(futures: Futures, network: Network) -> list[int]:
    """Return the open tasks that the goals depend on and that may fail."""
    matter = (row for row in sorted(network.before(network.goals)) if row < network.tasks)
    return [row for row in matter if futures.is_open[row] and futures.chances[row] < 1]


def must_succeed(futures: Futures, network: Network) -> list[int]:
    """Return the tasks that may fail, and may succeed, and without which no future works.

    Nor would one work if an open task with a chance of 0 could succeed.
    """
    return [row for row in sorted(_needed(futures, network)) if row < network.tasks and futures.risky[row]]


def _needed(futures: Futures, network: Network) -> set[int]:
    return network.needed([bool(one) for one in (futures.chances > 0) | futures.is_open])


def patterns(futures: Futures, most: int, network: Network) -> Patterns | None:
    """Return all patterns of success; None where it depends on a duration, or if there are more than `most`."""
    if network.races():
        return None
    needed = must_succeed(futures, network)
    rows = [row for row in failing_rows(futures, network) if row not in needed]
    # Where nothing else may fail, whether the plan works at all is still to be found.
    lots = network.independent(rows, _needed(futures, network)) or [[]]
    if sum(2 ** len(lot) for lot in lots) > most:
        return None
    given = float(futures.chances[needed].prod())
    return Patterns(needed, given, [_lot(futures, network, rows, lot) for lot in lots])


def _lot(futures: Futures, network: Network, rows: list[int], lot: list[int]) -> Lot:
    works, success = _tried(futures, network, rows, lot)
    chances = futures.chances[lot, None]
    return Lot(lot, works, np.where(works, chances, 1 - chances), success)


def _tried(futures: Futures, network: Network, rows: list[int], lot: list[int]) -> tuple[Flags, Flags]:
    """Return all patterns of success of a lot of the rows, shape (lot, patterns), and in which the plan succeeds.

    The other rows succeed, and whatever else can.
    """
    tried = (np.arange(2 ** len(lot)) >> np.arange(len(lot))[:, None]) % 2 == 1
    works = np.repeat(futures.chances[:, None] > 0, tried.shape[1], axis=1)
    works[rows] = True
    works[lot] = tried
    run = forward(network, np.zeros(works.shape), works, ends=True)
    return tried, np.asarray(latest(run.finish, network.goals) < np.inf)
