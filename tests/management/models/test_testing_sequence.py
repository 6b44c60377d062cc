import itertools

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import multivariate_normal, norm

from mlteams.management.models import testing_sequence as sequence


@pytest.mark.parametrize("seed", range(20))
def test_order_against_every_permutation(seed):
    rng = np.random.default_rng(seed)
    chances, costs = rng.uniform(0.05, 0.95, 5).tolist(), rng.uniform(0.5, 9, 5).tolist()
    cheapest = min(
        sequence.expected_cost(order, chances, costs) for order in itertools.permutations(range(5))
    )
    best = sequence.expected_cost(sequence.best_order(chances, costs), chances, costs)
    assert best == pytest.approx(cheapest)


def test_ties_keep_the_given_order():
    assert sequence.best_order([0.2, 0.4, 0.1], [2.0, 4.0, 1.0]) == [0, 1, 2]


def test_expected_cost_by_listing_outcomes():
    # 4 always paid; 1 paid when the first fails (0.5); 2 when both fail (0.5 × 0.8)
    assert sequence.expected_cost([0, 1, 2], [0.5, 0.2, 0.1], [4, 1, 2]) == pytest.approx(4 + 0.5 + 0.8)


@pytest.mark.parametrize(
    ("chances", "costs"), [([0.5], [1, 2]), ([1.5], [1]), ([-0.1], [1]), ([0.5], [0]), ([float("nan")], [1])]
)
def test_impossible_alternatives_are_refused(chances, costs):
    with pytest.raises(ValueError, match="must be"):
        sequence.best_order(chances, costs)


@pytest.mark.parametrize("order", [[0, 0], [0, 2], [-1]])
def test_an_impossible_order_is_refused(order):
    with pytest.raises(ValueError, match="at most once"):
        sequence.expected_cost(order, [0.5, 0.5], [1, 1])


@pytest.mark.parametrize(
    ("chance", "payoff", "cost"), [(0.3, 10, 1), (0.9, 4, 3.5), (0.1, 5, 2), (1.0, 3, 1)]
)
def test_reservation_value_against_its_definition(chance, payoff, cost):
    def surplus(z):
        return chance * max(payoff - z, 0) + (1 - chance) * max(-z, 0) - cost

    assert sequence.reservation_value(chance, payoff, cost) == pytest.approx(brentq(surplus, -20, 20))


def test_with_equal_payoffs_the_reservation_value_gives_the_least_cost_order():
    rng = np.random.default_rng(5)
    chances, costs = rng.uniform(0.2, 0.9, 6).tolist(), rng.uniform(0.5, 3, 6).tolist()
    values = [sequence.reservation_value(p, 100, c) for p, c in zip(chances, costs, strict=True)]
    assert sequence.best_order(chances, costs) == sorted(range(6), key=lambda i: -values[i])


def best_net_payoff(boxes, left, held):
    """Dynamic programming over every adaptive policy: stop with what is held, or try any box that is left."""
    options = [held]
    for i in left:
        chance, payoff, cost = boxes[i]
        works, fails = (best_net_payoff(boxes, left - {i}, h) for h in (max(held, payoff), held))
        options.append(chance * works + (1 - chance) * fails - cost)
    return max(options)


@pytest.mark.parametrize("seed", range(8))
def test_weitzman_against_every_adaptive_policy(seed):
    rng = np.random.default_rng(seed)
    boxes = [(rng.uniform(0.1, 0.9), rng.uniform(2, 12), rng.uniform(0.2, 2)) for _ in range(5)]
    order = sorted(range(5), key=lambda i: -sequence.reservation_value(*boxes[i]))
    best = best_net_payoff(boxes, frozenset(range(5)), 0.0)
    chances, payoffs, costs = zip(*boxes, strict=True)
    assert sequence.net_payoff(order, chances, payoffs, costs) == pytest.approx(best)


def cost_by_orthants(order, chances, costs, correlations):
    """The expected cost with every P(all before failed) from scipy's multivariate normal."""
    loads, total = np.sqrt(correlations), 0.0
    for place, i in enumerate(order):
        before = list(order[:place])
        scores = np.outer(loads[before], loads[before])
        np.fill_diagonal(scores, 1)
        cuts = norm.ppf(1 - np.array(chances))[before]
        failed = multivariate_normal(np.zeros(len(before)), scores).cdf(cuts) if before else 1.0
        total += costs[i] * failed
    return total


def random_case(seed, size):
    rng = np.random.default_rng(seed)
    shared = rng.uniform(0, 0.9, size) * (rng.uniform(size=size) < 0.7)  # some stand apart
    return rng.uniform(0.1, 0.7, size).tolist(), rng.uniform(1, 9, size).tolist(), shared.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_the_cost_under_a_shared_cause_against_orthant_probabilities(seed):
    chances, costs, shared = random_case(seed, 3)
    for order in itertools.permutations(range(3)):
        expected = cost_by_orthants(order, chances, costs, shared)
        assert sequence.expected_cost(order, chances, costs, shared) == pytest.approx(expected, abs=1e-3)


def test_sorted_again_is_the_cheapest_order_that_begins_as_it_does():
    """With two left, which failures remain to be learned from no longer matters."""
    for seed in range(200):
        case = random_case(seed, 3)
        again = sequence.order_again(*case)
        begins = [order for order in itertools.permutations(range(3)) if order[0] == again[0]]
        least = min(sequence.expected_cost(order, *case) for order in begins)
        assert sequence.expected_cost(again, *case) == pytest.approx(least)


def test_sorted_again_beats_the_old_order_on_average_and_not_always_all_orders():
    fixed, again, least = [], [], []
    for seed in range(150):
        chances, costs, shared = random_case(seed, 4)
        order = sequence.best_order(chances, costs)
        fixed.append(sequence.expected_cost(order, chances, costs, shared))
        order = sequence.order_again(chances, costs, shared)
        again.append(sequence.expected_cost(order, chances, costs, shared))
        least.append(sequence.cheapest(chances, costs, shared)[0])
    fixed, again, least = np.array([fixed, again, least])
    assert least.mean() < again.mean() < fixed.mean()
    assert np.all(again > least - 1e-9)
    assert np.any(again > least + 1e-6)  # greedy, as its docstring says


def test_without_a_shared_cause_sorting_again_changes_nothing():
    for seed in range(20):
        chances, costs, _ = random_case(seed, 5)
        assert sequence.order_again(chances, costs, [0.0] * 5) == sequence.best_order(chances, costs)
