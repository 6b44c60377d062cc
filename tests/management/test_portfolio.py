import itertools

import numpy as np
import pytest

from mlteams.management import portfolio


@pytest.mark.parametrize("seed", range(20))
def test_order_against_every_permutation(seed):
    rng = np.random.default_rng(seed)
    chances, costs = rng.uniform(0.05, 0.95, 5).tolist(), rng.uniform(0.5, 9, 5).tolist()
    cheapest = min(
        portfolio.expected_cost(order, chances, costs) for order in itertools.permutations(range(5))
    )
    best = portfolio.expected_cost(portfolio.best_order(chances, costs), chances, costs)
    assert best == pytest.approx(cheapest)


def test_ties_keep_the_given_order():
    assert portfolio.best_order([0.2, 0.4, 0.1], [2.0, 4.0, 1.0]) == [0, 1, 2]


def test_expected_cost_by_listing_outcomes():
    # 4 always paid; 1 paid when the first fails (0.5); 2 when both fail (0.5 × 0.8)
    assert portfolio.expected_cost([0, 1, 2], [0.5, 0.2, 0.1], [4, 1, 2]) == pytest.approx(4 + 0.5 + 0.8)


@pytest.mark.parametrize(
    ("chances", "costs"), [([0.5], [1, 2]), ([1.5], [1]), ([-0.1], [1]), ([0.5], [0]), ([float("nan")], [1])]
)
def test_impossible_alternatives_are_refused(chances, costs):
    with pytest.raises(ValueError, match="must be"):
        portfolio.best_order(chances, costs)


@pytest.mark.parametrize("order", [[0, 0], [0, 2], [-1]])
def test_an_impossible_order_is_refused(order):
    with pytest.raises(ValueError, match="at most once"):
        portfolio.expected_cost(order, [0.5, 0.5], [1, 1])
