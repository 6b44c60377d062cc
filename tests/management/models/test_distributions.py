import numpy as np
import pytest
from scipy import stats

from mlteams.management.models import distributions
from mlteams.management.models.distributions import Lognormal, Pert, Quantiles

SHAPES = [Pert(0, mode, 1) for mode in (0, 0.003, 0.11, 0.3, 0.5, 0.77, 0.996, 1)]


def of_scipy(estimate):
    if isinstance(estimate, Lognormal):
        return stats.lognorm(estimate.spread, scale=estimate.median)
    a = 1 + 4 * (estimate.likely - estimate.low) / (estimate.high - estimate.low)
    return stats.beta(a, 6 - a, loc=estimate.low, scale=estimate.high - estimate.low)


def test_pert_quantiles_against_scipy():
    levels = np.linspace(0.0001, 0.9999, 5001)
    for estimate, row in zip(SHAPES, Quantiles(SHAPES)(levels), strict=True):
        assert np.abs(row - of_scipy(estimate).ppf(levels)).max() < 0.0002


def test_lognormal_quantiles_against_scipy():
    levels = np.linspace(0.001, 0.999, 501)
    found = Quantiles([Pert(1, 1, 1), Lognormal(3, 0.8)])(levels)
    np.testing.assert_allclose(found[1], stats.lognorm(0.8, scale=3).ppf(levels))
    np.testing.assert_array_equal(found[0], 1)


@pytest.mark.parametrize("estimate", [Pert(2, 4, 12), Pert(1, 6, 6.5), Lognormal(2, 0.5)])
@pytest.mark.parametrize("elapsed", [0.5, 3, 5, 6.4])
def test_what_remains_against_scipys_distribution_beyond_what_has_elapsed(estimate, elapsed):
    whole = of_scipy(estimate)
    assert distributions.beyond(estimate, elapsed) == pytest.approx(whole.sf(elapsed), rel=1e-9)
    levels = np.linspace(0.01, 0.99, 99)
    left = Quantiles([Pert(9, 9, 9), estimate], [None, elapsed])(levels)[1]
    # P(duration ≤ elapsed + left | duration > elapsed) is the level.
    given = 1 - whole.sf(elapsed + left) / whole.sf(elapsed)
    np.testing.assert_allclose(given, levels, atol=0.002)


def test_little_remains_near_the_end_of_an_estimate():
    levels = np.array([0.1, 0.5, 0.9])
    left = Quantiles([Pert(1, 2, 10)], [9.99])(levels)[0]
    beta = of_scipy(Pert(1, 2, 10))
    np.testing.assert_allclose(beta.sf(9.99 + left) / beta.sf(9.99), 1 - levels, rtol=1e-3)


def test_work_that_has_just_begun_has_all_of_its_estimate_left():
    levels = np.linspace(0.01, 0.99, 99)
    plain, begun = Quantiles([Lognormal(3, 0.8)] * 2, [None, 0.0])(levels)
    np.testing.assert_array_equal(plain, begun)


@pytest.mark.parametrize(
    ("estimate", "elapsed", "words"),
    [
        (Pert(1, 2, 6), 6, "of 6 at most leaves no chance"),
        (Pert(1, 2, 6), 8, "it has taken 8"),
        (Pert(3, 3, 3), 3, "of 3 at most"),
        (Lognormal(4, 0), 4, "of 4 at most"),
        (Lognormal(1, 0.1), 1e9, "leaves no chance"),
        (Pert(1, 2, 6), -1, "at least 0"),
        (Pert(1, 2, 6), np.nan, "at least 0"),
        (Pert(1, 2, 6), np.inf, "at least 0"),
    ],
)
def test_work_that_has_outlasted_its_estimate_is_refused(estimate, elapsed, words):
    with pytest.raises(ValueError, match=words):
        distributions.check_elapsed(estimate, elapsed)


@pytest.mark.parametrize("estimate", [Pert(1, 2, 6), Pert(6, 6, 6), Lognormal(6, 0)])
def test_work_that_may_go_on_is_not_refused(estimate):
    distributions.check_elapsed(estimate, 5.999)
