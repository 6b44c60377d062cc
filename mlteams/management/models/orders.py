"""What the best order of a group's alternatives brings in a plan, against the way in which they are tried.

Model: paired runs of the plan with the group in its own and in its best order, over all futures: what a plan that
fails costs counts as well.
References: Mitten (1960), the best order; Glasserman & Yao (1992), common random numbers. Units: the roadmap's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mlteams.management.models import intervals
from mlteams.management.models.exact_chance import PATTERNS, exact_chance
from mlteams.management.models.futures import Futures
from mlteams.management.models.paired_runs import Runs, Tried, best_tried, section_error


@dataclass(frozen=True)
class Saving:
    """What the best order of one group's open options, tried in turn, brings in this plan.

    Attributes:
        group: its name.
        order: the open options, those in progress first, then in descending chance per expected cost. What an
            option waits for itself is left out of account in choosing the order, and not in what follows.
        cost: expected cost of the plan with this order.
        cost_error: standard error of given_cost − cost.
        given_cost: expected cost of the plan as given.
        time: how much later the P85 is with this order, given success; nan if it never succeeds.
        time_error: standard error of `time`.
        chance: points by which the plan's chance is higher with this order; where it is not 0, part of what is
            saved or spent is work that is reached less or more often, and costs alone do not compare.
        chance_error: standard error of `chance`; 0 where it was worked out exactly.
    """

    group: str
    order: tuple[str, ...]
    cost: float
    cost_error: float
    given_cost: float
    time: float
    time_error: float
    chance: float
    chance_error: float


def savings(futures: Futures, groups: Sequence[int], samples: int, seed: int) -> tuple[Saving, ...]:
    """Return what the best orders bring, over all futures: what a plan that fails costs counts as well."""
    orders = [best_tried(futures, place) for place in groups]
    size = futures.replicates(samples)[1]
    base, tried = Runs(futures, size, costs=True), [Runs(futures, size, costs=True) for _ in orders]
    for lasts, works in futures.blocks(samples, seed) if orders else ():
        base.add(futures.network, lasts, works)
        for order, runs in zip(orders, tried, strict=True):
            runs.add(order.network, lasts, works)
    return tuple(_saving(futures, order, base, runs) for order, runs in zip(orders, tried, strict=True))


def _saving(futures: Futures, tried: Tried, base: Runs, runs: Runs) -> Saving:
    sections = min(base.sections, runs.sections)
    p85, parts = base.p85(sections)
    later, later_parts = runs.p85(sections)
    points = 100 * (runs.works - base.works)
    higher, error = float(points.mean()), intervals.standard_error(points)
    before, after = exact_chance(futures, PATTERNS), exact_chance(futures, PATTERNS, tried.network)
    if before is not None and after is not None:
        higher, error = 100 * (after - before), 0.0
    return Saving(
        tried.name,
        tried.order,
        cost=float(runs.cost.mean()),
        cost_error=intervals.standard_error(base.cost - runs.cost),
        given_cost=float(base.cost.mean()),
        time=later - p85,
        time_error=section_error(later_parts - parts),
        chance=higher,
        chance_error=error,
    )
