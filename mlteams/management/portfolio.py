"""How many approaches should we try, and in what order?

Claim: have a portfolio of approaches, do not depend on one of them working; and knowing how likely a task is
and how important it is lets you re-order the work.
Model: correlated best-of-n (one-factor Gaussian copula), Weitzman's reservation value ("Pandora's rule"), and
the ratio rule for sequential testing: try alternatives in descending order of chance per unit of cost.
References: Li (2000) for the copula, after Vasicek; Weitzman (1979); Mitten (1960) for the ratio rule.
Assumptions: every approach has two outcomes, works or does not; costs are known and paid in full when an
approach is tried; the order rule takes attempts as independent. Units: costs in any one unit, such as weeks.
"""

from collections.abc import Sequence


def _check(chances: Sequence[float], costs: Sequence[float]) -> None:
    if len(chances) != len(costs):
        raise ValueError(f"{len(chances)} chances and {len(costs)} costs; there must be one cost per chance")
    for chance in chances:
        if not 0 <= chance <= 1:
            raise ValueError(f"a chance is {chance}; it must be between 0 and 1")
    for cost in costs:
        if cost <= 0:
            raise ValueError(f"a cost is {cost}; it must be above 0")


def best_order(chances: Sequence[float], costs: Sequence[float]) -> list[int]:
    """Return the indices of alternatives in descending chance per cost; ties keep the given order.

    Trying independent alternatives in this order until one works has the least expected cost (Mitten 1960).

    Raises:
        ValueError: the lengths differ, a chance is outside 0 to 1, or a cost is not above 0.
    """
    _check(chances, costs)
    return sorted(range(len(chances)), key=lambda i: -chances[i] / costs[i])


def expected_cost(order: Sequence[int], chances: Sequence[float], costs: Sequence[float]) -> float:
    """Return the expected cost of trying alternatives in `order`, stopping at the first that works.

    `order` may leave alternatives out. Attempts are independent; the unit is that of `costs`.

    Raises:
        ValueError: as `best_order`, or an index in `order` is repeated or out of range.
    """
    _check(chances, costs)
    if len(set(order)) != len(order) or not all(0 <= i < len(chances) for i in order):
        raise ValueError(f"order is {list(order)}; it must name each of 0 to {len(chances) - 1} at most once")
    total, none_yet = 0.0, 1.0
    for i in order:
        total += none_yet * costs[i]
        none_yet *= 1 - chances[i]
    return total
