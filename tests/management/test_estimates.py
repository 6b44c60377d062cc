import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from mlteams.management import estimates
from mlteams.management.estimates import Lognormal, Pert

SHAPES = [Pert(0, mode, 1) for mode in (0, 0.003, 0.11, 0.3, 0.5, 0.77, 0.996, 1)]


def test_pert_quantiles_against_scipy():
    levels = np.linspace(0.0001, 0.9999, 5001)
    found = estimates.quantiles(SHAPES, np.tile(levels, (len(SHAPES), 1)))
    for estimate, row in zip(SHAPES, found, strict=True):
        beta = stats.beta(1 + 4 * estimate.likely, 5 - 4 * estimate.likely)
        assert np.abs(row - beta.ppf(levels)).max() < 0.0002


def test_lognormal_quantiles_against_scipy():
    levels = np.linspace(0.001, 0.999, 501)
    found = estimates.quantiles([Pert(1, 1, 1), Lognormal(3, 0.8)], np.tile(levels, (2, 1)))
    np.testing.assert_allclose(found[1], stats.lognorm(0.8, scale=3).ppf(levels))
    np.testing.assert_array_equal(found[0], 1)


@pytest.mark.parametrize("estimate", [Pert(2, 4, 12), Pert(0, 0, 3), Lognormal(2, 0.5), Lognormal(1, 1)])
def test_draws_have_the_mean_and_the_spread_they_should(estimate):
    values = estimates.draws([estimate], 50, 1000, np.random.default_rng(0))[0]
    if isinstance(estimate, Pert):
        a = 1 + 4 * (estimate.likely - estimate.low) / (estimate.high - estimate.low)
        exact = stats.beta(a, 6 - a, loc=estimate.low, scale=estimate.high - estimate.low)
    else:
        exact = stats.lognorm(estimate.spread, scale=estimate.median)
    assert estimates.mean(estimate) == pytest.approx(exact.mean())
    assert values.mean() == pytest.approx(exact.mean(), rel=0.001)
    assert values.std() == pytest.approx(exact.std(), rel=0.03)


def test_every_replicate_covers_every_slice_once_and_tasks_are_not_paired():
    values = estimates.draws([Pert(0, 1, 2), Pert(0, 1, 2)], 30, 100, np.random.default_rng(0))
    slices = np.floor(100 * stats.beta(3, 3, scale=2).cdf(values) + 0.001 * (0.5 - values / 2))
    assert all(len(set(slices[task, row])) >= 99 for task in range(2) for row in range(30))
    correlation = np.corrcoef(values[0].ravel(), values[1].ravel())[0, 1]
    assert abs(correlation) < 4 / np.sqrt(3000)


@pytest.mark.parametrize(("spread", "ratio"), [(0.5, 1.13), (1, 1.65), (2, 7.39)])
def test_lognormal_mean_against_the_published_ratios(spread, ratio):  # Bernhardsson 2019
    assert estimates.mean(Lognormal(1, spread)) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    "estimate",
    [
        *(Pert(3, 2, 4), Pert(-1, 2, 4), Pert(1, 5, 4), Pert(1, 2, np.inf), Pert(np.nan, 2, 4)),
        *(Lognormal(0, 1), Lognormal(1, -1), Lognormal(np.nan, 1)),
    ],
)
def test_impossible_estimates_are_refused(estimate):
    with pytest.raises(ValueError, match="must be"):
        estimates.check(estimate)
