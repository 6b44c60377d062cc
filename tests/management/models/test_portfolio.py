import itertools

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import binom, multivariate_normal, norm

from mlteams.management.models import portfolio


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


@pytest.mark.parametrize(("attempts", "chance"), [(1, 0.3), (3, 0.3), (8, 0.05), (5, 0.9)])
def test_independent_attempts_against_the_binomial(attempts, chance):
    expected = binom.sf(0, attempts, chance)
    assert portfolio.at_least_one(attempts, chance, 0.0) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("attempts", "correlation"), [(2, 0.1), (3, 0.3), (5, 0.6), (4, 0.95)])
def test_correlated_attempts_against_the_orthant_of_scipy(attempts, correlation):
    chance = 0.3
    covariance = np.full((attempts, attempts), correlation) + (1 - correlation) * np.eye(attempts)
    # none works when every latent score lies above the cut; by symmetry, when all lie below its mirror
    none = multivariate_normal.cdf(np.full(attempts, -norm.ppf(chance)), cov=covariance, abseps=1e-7)
    assert portfolio.at_least_one(attempts, chance, correlation) == pytest.approx(1 - none, abs=1e-4)


def test_two_fair_attempts_against_sheppard():
    # two medians: P(both fail) = 1/4 + arcsin(ρ)/2π (Sheppard 1899)
    for correlation in (0.2, 0.5, 0.8, 0.99):
        none = 0.25 + np.arcsin(correlation) / (2 * np.pi)
        assert portfolio.at_least_one(2, 0.5, correlation) == pytest.approx(1 - none, abs=1e-6)


@pytest.mark.parametrize(
    ("attempts", "chance", "correlation"), [(0, 0.5, 0.5), (2, 1.2, 0.5), (2, 0.5, -0.1)]
)
def test_impossible_portfolios_are_refused(attempts, chance, correlation):
    with pytest.raises(ValueError, match="between 0 and 1"):
        portfolio.at_least_one(attempts, chance, correlation)


def test_verdict_portfolio():
    for chance in (0.1, 0.3, 0.6):
        by_correlation = [portfolio.at_least_one(5, chance, rho) for rho in np.linspace(0, 1, 11)]
        assert np.all(np.diff(by_correlation) < 0)  # the more alike, the less a portfolio adds
        for rho in (0.0, 0.3, 0.9):
            by_size = [portfolio.at_least_one(n, chance, rho) for n in range(1, 9)]
            assert np.all(np.diff(by_size) > 0)  # holds: another approach always adds something
        assert portfolio.at_least_one(8, chance, 1.0) == chance  # reverses: copies add cost alone


def test_effective_attempts_run_from_all_to_one():
    assert portfolio.effective_attempts(6, 0.3, 0.0) == pytest.approx(6)
    assert portfolio.effective_attempts(6, 0.3, 1.0) == pytest.approx(1)


@pytest.mark.parametrize(
    ("chance", "payoff", "cost"), [(0.3, 10, 1), (0.9, 4, 3.5), (0.1, 5, 2), (1.0, 3, 1)]
)
def test_reservation_value_against_its_definition(chance, payoff, cost):
    def surplus(z):
        return chance * max(payoff - z, 0) + (1 - chance) * max(-z, 0) - cost

    assert portfolio.reservation_value(chance, payoff, cost) == pytest.approx(brentq(surplus, -20, 20))


def test_with_equal_payoffs_the_reservation_value_gives_the_least_cost_order():
    rng = np.random.default_rng(5)
    chances, costs = rng.uniform(0.2, 0.9, 6).tolist(), rng.uniform(0.5, 3, 6).tolist()
    values = [portfolio.reservation_value(p, 100, c) for p, c in zip(chances, costs, strict=True)]
    assert portfolio.best_order(chances, costs) == sorted(range(6), key=lambda i: -values[i])


def best_net_payoff(boxes, left, held):
    """Dynamic programming over every adaptive policy: stop with what is held, or try any box that is left."""
    options = [held]
    for i in left:
        chance, payoff, cost = boxes[i]
        works, fails = (best_net_payoff(boxes, left - {i}, h) for h in (max(held, payoff), held))
        options.append(chance * works + (1 - chance) * fails - cost)
    return max(options)


def net_payoff_by_index(boxes, left, held, index):
    """Value of trying in descending `index` until what is held is at least every index left."""
    if not left or held >= max(index[i] for i in left):
        return held
    i = max(left, key=lambda j: index[j])
    chance, payoff, cost = boxes[i]
    works, fails = (net_payoff_by_index(boxes, left - {i}, h, index) for h in (max(held, payoff), held))
    return chance * works + (1 - chance) * fails - cost


@pytest.mark.parametrize("seed", range(8))
def test_weitzman_against_every_adaptive_policy(seed):
    rng = np.random.default_rng(seed)
    boxes = [(rng.uniform(0.1, 0.9), rng.uniform(2, 12), rng.uniform(0.2, 2)) for _ in range(5)]
    index = [portfolio.reservation_value(*box) for box in boxes]
    everything = frozenset(range(5))
    best = best_net_payoff(boxes, everything, 0.0)
    assert net_payoff_by_index(boxes, everything, 0.0, index) == pytest.approx(best)


def test_verdict_reorder():
    rng = np.random.default_rng(3)
    ratio, by_chance, any_order = [], [], []
    for _ in range(200):
        chances, costs = rng.uniform(0.1, 0.9, 4).tolist(), rng.uniform(1, 10, 4).tolist()
        every = [portfolio.expected_cost(o, chances, costs) for o in itertools.permutations(range(4))]
        ratio.append(portfolio.expected_cost(portfolio.best_order(chances, costs), chances, costs))
        order = portfolio.ordered_by("chance alone", chances, costs)
        by_chance.append(portfolio.expected_cost(order, chances, costs))
        any_order.append(np.mean(every))
        assert ratio[-1] == pytest.approx(min(every))
    assert np.mean(ratio) < np.mean(by_chance) < np.mean(any_order)  # knowing the chances helps on average
    assert np.any(np.array(by_chance) > np.array(any_order))  # and misleads when the likely task is dear


def test_the_picture_prices_the_order_it_names():
    explorable = {made.name: made for made in portfolio.EXPLORABLES}["portfolio-order"]
    for rule in portfolio.RULES:
        view = explorable.view(rule=rule, chance=0.5, weeks=9)
        reached = view.table["chance its turn comes"].str.rstrip("%").astype(float) / 100
        shown = float(view.sentence.split(" weeks:")[0].split()[-1])
        assert (reached * view.table["weeks"]).sum() == pytest.approx(shown, abs=0.2)  # shares are rounded


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.8])
def test_any_of_unequal_approaches_against_the_orthant_probability(correlation):
    chances = (0.35, 0.45, 0.25)
    scores = np.full((3, 3), correlation) + (1 - correlation) * np.eye(3)
    none = multivariate_normal(np.zeros(3), scores).cdf(norm.ppf(1 - np.array(chances)))
    assert portfolio.any_works(chances, correlation) == pytest.approx(1 - none, abs=2e-4)


def test_any_of_approaches_at_the_ends():
    assert portfolio.any_works((0.2, 0.5), 1.0) == 0.5  # the likeliest works whenever the other does
    assert portfolio.any_works((0.2, 1.0), 0.5) == 1
    assert portfolio.any_works((0.2, 0.0), 0.5) == pytest.approx(0.2)
    for chances, correlation in (((), 0.5), ((1.2,), 0.5), ((0.5,), -0.1)):
        with pytest.raises(ValueError, match="between 0 and 1"):
            portfolio.any_works(chances, correlation)
