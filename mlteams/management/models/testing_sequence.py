"""In what order should alternatives be tried?

Models: the least-cost testing sequence (descending chance per cost), the same sorted again after each failure where
alternatives share a cause, and, when payoffs differ, Weitzman's reservation value ("Pandora's rule").
References: Simon & Kadane (1975); Weitzman (1979).
Assumptions: an alternative works or does not; its cost is known and paid in full once it is tried. The first and the
third rule take attempts as independent; what they cost under a shared cause is computed all the same.
"""

from collections.abc import Sequence
from itertools import permutations

from mlteams.core.one_factor import none_happens


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

    Trying independent alternatives in this order until one works has the least expected cost (Simon & Kadane 1975).

    Raises:
        ValueError: the lengths differ, a chance is outside 0 to 1, or a cost is not above 0.
    """
    _check(chances, costs)
    return sorted(range(len(chances)), key=lambda i: -chances[i] / costs[i])


def expected_cost(
    order: Sequence[int],
    chances: Sequence[float],
    costs: Sequence[float],
    correlations: Sequence[float] | None = None,
) -> float:
    """Return the expected cost of trying alternatives in `order`, stopping at the first that works.

    `order` may leave alternatives out. Attempts are independent, or share a cause (see `none_happens`); the unit
    is that of `costs`.

    Raises:
        ValueError: as `best_order`, or an index in `order` is repeated or out of range, or as `none_happens`.
    """
    _check(chances, costs)
    if len(set(order)) != len(order) or not all(0 <= i < len(chances) for i in order):
        raise ValueError(f"order is {list(order)}; it must name each of 0 to {len(chances) - 1} at most once")
    shared = correlations or (0.0,) * len(chances)
    total, tried = 0.0, list(order)
    for place, i in enumerate(tried):
        before = tried[:place]
        total += costs[i] * none_happens([chances[j] for j in before], [shared[j] for j in before])
    return total


def order_again(chances: Sequence[float], costs: Sequence[float], correlations: Sequence[float]) -> list[int]:
    """Return the order that goes by chance per cost and is sorted again after each failure.

    A failure lowers the chance of whatever shares its cause. With two approaches left this is the cheapest order
    of the two; with more, the best found by trying all orders can be a little cheaper.

    Raises:
        ValueError: as `best_order` or `none_happens`.
    """
    _check(chances, costs)
    order: list[int] = []
    left = list(range(len(chances)))
    while left:
        failed = none_happens([chances[j] for j in order], [correlations[j] for j in order])

        def worth(i: int, failed: float = failed) -> float:
            tried = [*order, i]
            with_it = none_happens([chances[j] for j in tried], [correlations[j] for j in tried])
            return (failed - with_it) / costs[i]

        order.append(max(left, key=worth))
        left.remove(order[-1])
    return order


def cheapest(
    chances: Sequence[float], costs: Sequence[float], correlations: Sequence[float]
) -> tuple[float, list[int]]:
    """Return the least expected cost of all orders and the order that has it, found by trying all."""
    every = permutations(range(len(chances)))
    return min((expected_cost(order, chances, costs, correlations), list(order)) for order in every)


def reservation_value(chance: float, payoff: float, cost: float) -> float:
    """Return Weitzman's z, which solves E[(X − z)⁺] = cost for X = payoff with `chance`, else 0.

    Try approaches in descending z and stop once the best payoff in hand exceeds every z left (Weitzman 1979).
    Below 0: not worth trying at all. With equal payoffs the order is that of `best_order`.

    Raises:
        ValueError: chance is not above 0 and at most 1, payoff is below 0, or cost is not above 0.
    """
    if not 0 < chance <= 1 or payoff < 0 or cost <= 0:
        found = f"chance {chance}, payoff {payoff}, cost {cost}"
        raise ValueError(f"{found}; chance must be above 0 and at most 1, payoff at least 0, cost above 0")
    worth_trying = cost <= chance * payoff
    return payoff - cost / chance if worth_trying else chance * payoff - cost


def net_payoff(
    order: Sequence[int],
    chances: Sequence[float],
    payoffs: Sequence[float],
    costs: Sequence[float],
    held: float = 0.0,
) -> float:
    """Return the expected best payoff less all costs of going through independent approaches in `order`.

    An approach is left out where its reservation value is not above what is held by then.

    Raises:
        ValueError: as `reservation_value`.
    """
    if not order:
        return held
    i, rest = order[0], order[1:]
    if reservation_value(chances[i], payoffs[i], costs[i]) <= held:
        return net_payoff(rest, chances, payoffs, costs, held)
    works = net_payoff(rest, chances, payoffs, costs, max(held, payoffs[i]))
    fails = net_payoff(rest, chances, payoffs, costs, held)
    return chances[i] * works + (1 - chances[i]) * fails - costs[i]
