import numpy as np
import pytest
from scipy.stats import binom, multivariate_normal, norm

from mlteams.management.models import copula


@pytest.mark.parametrize(("attempts", "chance"), [(1, 0.3), (3, 0.3), (8, 0.05), (5, 0.9)])
def test_independent_attempts_against_the_binomial(attempts, chance):
    expected = binom.sf(0, attempts, chance)
    assert copula.at_least_one(attempts, chance, 0.0) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("attempts", "correlation"), [(2, 0.1), (3, 0.3), (5, 0.6), (4, 0.95)])
def test_correlated_attempts_against_the_orthant_of_scipy(attempts, correlation):
    chance = 0.3
    covariance = np.full((attempts, attempts), correlation) + (1 - correlation) * np.eye(attempts)
    # none works when every latent score lies above the cut; by symmetry, when all lie below its mirror
    none = multivariate_normal.cdf(np.full(attempts, -norm.ppf(chance)), cov=covariance, abseps=1e-7)
    assert copula.at_least_one(attempts, chance, correlation) == pytest.approx(1 - none, abs=1e-4)


def test_two_fair_attempts_against_sheppard():
    # two medians: P(both fail) = 1/4 + arcsin(ρ)/2π (Sheppard 1899)
    for correlation in (0.2, 0.5, 0.8, 0.99):
        none = 0.25 + np.arcsin(correlation) / (2 * np.pi)
        assert copula.at_least_one(2, 0.5, correlation) == pytest.approx(1 - none, abs=1e-6)


@pytest.mark.parametrize(
    ("attempts", "chance", "correlation"), [(0, 0.5, 0.5), (2, 1.2, 0.5), (2, 0.5, -0.1)]
)
def test_impossible_portfolios_are_refused(attempts, chance, correlation):
    with pytest.raises(ValueError, match="between 0 and 1"):
        copula.at_least_one(attempts, chance, correlation)


def test_effective_attempts_run_from_all_to_one():
    assert copula.effective_attempts(6, 0.3, 0.0) == pytest.approx(6)
    assert copula.effective_attempts(6, 0.3, 1.0) == pytest.approx(1)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.8])
def test_any_of_unequal_approaches_against_the_orthant_probability(correlation):
    chances = (0.35, 0.45, 0.25)
    scores = np.full((3, 3), correlation) + (1 - correlation) * np.eye(3)
    none = multivariate_normal(np.zeros(3), scores).cdf(norm.ppf(1 - np.array(chances)))
    assert copula.any_works(chances, correlation) == pytest.approx(1 - none, abs=2e-4)


def test_any_of_approaches_at_the_ends():
    assert copula.any_works((0.2, 0.5), 1.0) == 0.5  # the likeliest works whenever the other does
    assert copula.any_works((0.2, 1.0), 0.5) == 1
    assert copula.any_works((0.2, 0.0), 0.5) == pytest.approx(0.2)
    for chances, correlation in (((), 0.5), ((1.2,), 0.5), ((0.5,), -0.1)):
        with pytest.raises(ValueError, match="between 0 and 1"):
            copula.any_works(chances, correlation)


@pytest.mark.parametrize(("chance", "correlation"), [(0.3, 0.6), (0.3, 0.4), (0.1, 0.8)])
def test_outcomes_correlate_less_than_hidden_scores(chance, correlation):
    cut, cov = norm.ppf(chance), [[1, correlation], [correlation, 1]]
    both = multivariate_normal(np.zeros(2), cov).cdf([cut, cut])
    outcomes = (both - chance**2) / (chance * (1 - chance))
    assert copula.outcome_correlation(chance, correlation) == pytest.approx(outcomes, abs=1e-5)
    assert outcomes < correlation
    second_alone = (chance - both) / (1 - chance)
    assert copula.after_a_failure(chance, correlation) == pytest.approx(second_alone, abs=1e-5)
