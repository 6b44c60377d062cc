import numpy as np
import pytest
from scipy import stats

from mlteams.management.models import distributions, hypercube
from mlteams.management.models.distributions import Lognormal, Pert, Quantiles
from mlteams.management.models.hypercube import Strata


def of_scipy(estimate):
    if isinstance(estimate, Lognormal):
        return stats.lognorm(estimate.spread, scale=estimate.median)
    a = 1 + 4 * (estimate.likely - estimate.low) / (estimate.high - estimate.low)
    return stats.beta(a, 6 - a, loc=estimate.low, scale=estimate.high - estimate.low)


@pytest.mark.parametrize("size", [5, 127, 131, 499])  # all worked out, and with lines across most slices
@pytest.mark.parametrize("estimate", [Pert(2, 4, 12), Pert(0, 0, 3), Lognormal(2, 0.5), Lognormal(1, 1)])
def test_draws_have_the_distribution_they_should(estimate, size):
    replicates = 50_000 // size
    values = hypercube.draws(Quantiles([estimate]), replicates, size, np.random.default_rng(0))[0]
    exact = of_scipy(estimate)
    assert distributions.mean(estimate) == pytest.approx(exact.mean())
    assert values.mean() == pytest.approx(exact.mean(), rel=0.006)
    # Latin hypercubes are closer to the distribution than random samples, which pass this at 0.007.
    levels = exact.cdf(np.sort(values.ravel()))
    assert np.abs(levels - (np.arange(levels.size) + 0.5) / levels.size).max() < 0.003


def test_every_replicate_covers_every_slice_once_and_tasks_are_not_paired():
    values = hypercube.draws(Quantiles([Pert(0, 1, 2)] * 2), 30, 101, np.random.default_rng(0))
    slices = np.floor(101 * stats.beta(3, 3, scale=2).cdf(values) + 0.001 * (0.5 - values / 2))
    assert all(len(set(slices[task, row])) >= 100 for task in range(2) for row in range(30))
    correlation = np.corrcoef(values[0].ravel(), values[1].ravel())[0, 1]
    assert abs(correlation) < 4 / np.sqrt(3030)


def test_every_task_has_places_of_its_own_in_its_slices():
    values = hypercube.draws(Quantiles([Pert(0, 1, 2)] * 3), 20, 499, np.random.default_rng(0))
    places = (499 * stats.beta(3, 3, scale=2).cdf(np.sort(values, axis=2)) % 1)[:, :, 50:450].reshape(3, -1)
    correlations = np.corrcoef(places) - np.eye(3)
    assert np.abs(correlations).max() < 4.5 / np.sqrt(places.shape[1])
    assert stats.kstest(places[0], "uniform").pvalue > 1e-4


def test_rows_are_drawn_alike_however_many_are_drawn_at_a_time(monkeypatch):
    many = [Pert(0, 1, k) for k in range(2, 302)]
    means = hypercube.draws(Quantiles(many), 4, 499, np.random.default_rng(1)).mean(axis=(1, 2))
    np.testing.assert_allclose(means, [distributions.mean(e) for e in many], rtol=0.002)
    monkeypatch.setattr(Strata, "AT_ONCE", 1)
    means = hypercube.draws(Quantiles(many), 4, 499, np.random.default_rng(1)).mean(axis=(1, 2))
    np.testing.assert_allclose(means, [distributions.mean(e) for e in many], rtol=0.002)


def test_tables_lie_row_by_row_so_that_few_rows_are_drawn_without_copying_all():
    strata = Strata(Quantiles([Pert(2, 4, 12), Lognormal(2, 0.5)] * 5), 499)
    assert all(table.flags.c_contiguous for table in (strata.step, strata.border, strata.quantiles.rows))


def test_visits_are_permutations_and_pairs_of_strata_are_equally_likely():
    order = hypercube.visits(2, 40_000, 5, np.random.default_rng(1))
    assert np.all(np.sort(order, axis=2) == np.arange(5))
    met = np.bincount(
        5 * order[0, :, 3] + order[1, :, 3], minlength=25
    )  # the fourth future of each hypercube
    assert stats.chisquare(met).pvalue > 1e-4


@pytest.mark.parametrize(("least", "prime"), [(0, 2), (2, 2), (8, 11), (1000, 1009), (7920, 7927)])
def test_next_prime(least, prime):
    assert hypercube.next_prime(least) == prime
