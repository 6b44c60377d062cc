import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from mlteams.management.models import estimates
from mlteams.management.models.estimates import Lognormal, Pert

SHAPES = [Pert(0, mode, 1) for mode in (0, 0.003, 0.11, 0.3, 0.5, 0.77, 0.996, 1)]


def test_pert_quantiles_against_scipy():
    levels = np.linspace(0.0001, 0.9999, 5001)
    found = estimates.Quantiles(SHAPES)(levels)
    for estimate, row in zip(SHAPES, found, strict=True):
        beta = stats.beta(1 + 4 * estimate.likely, 5 - 4 * estimate.likely)
        assert np.abs(row - beta.ppf(levels)).max() < 0.0002


def test_lognormal_quantiles_against_scipy():
    levels = np.linspace(0.001, 0.999, 501)
    found = estimates.Quantiles([Pert(1, 1, 1), Lognormal(3, 0.8)])(levels)
    np.testing.assert_allclose(found[1], stats.lognorm(0.8, scale=3).ppf(levels))
    np.testing.assert_array_equal(found[0], 1)


@pytest.mark.parametrize("estimate", [Pert(2, 4, 12), Pert(0, 0, 3), Lognormal(2, 0.5), Lognormal(1, 1)])
def test_draws_have_the_mean_and_the_spread_they_should(estimate):
    values = estimates.draws(estimates.Quantiles([estimate]), 50, 1009, np.random.default_rng(0))[0]
    if isinstance(estimate, Pert):
        a = 1 + 4 * (estimate.likely - estimate.low) / (estimate.high - estimate.low)
        exact = stats.beta(a, 6 - a, loc=estimate.low, scale=estimate.high - estimate.low)
    else:
        exact = stats.lognorm(estimate.spread, scale=estimate.median)
    assert estimates.mean(estimate) == pytest.approx(exact.mean())
    assert values.mean() == pytest.approx(exact.mean(), rel=0.001)
    assert values.std() == pytest.approx(exact.std(), rel=0.03)


def test_every_replicate_covers_every_slice_once_and_tasks_are_not_paired():
    values = estimates.draws(estimates.Quantiles([Pert(0, 1, 2)] * 2), 30, 101, np.random.default_rng(0))
    slices = np.floor(101 * stats.beta(3, 3, scale=2).cdf(values) + 0.001 * (0.5 - values / 2))
    assert all(len(set(slices[task, row])) >= 100 for task in range(2) for row in range(30))
    correlation = np.corrcoef(values[0].ravel(), values[1].ravel())[0, 1]
    assert abs(correlation) < 4 / np.sqrt(3030)


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


def test_published_ratios_are_those_of_the_sources():
    with (Path(__file__).parents[3] / "mlteams/management/sources.csv").open() as source:
        rows = {row["key"]: row for row in csv.DictReader(source)}
    for level, ratio in zip(estimates.SIP_LEVELS, estimates.SIP_RATIOS, strict=True):
        row = rows[f"sip_p{round(100 * level):02d}"]
        assert (float(row["value"]), row["source"]) == (ratio, "jones2019")
    assert rows["sip_20_ratios"]["value"] == f"{estimates.SIP_20_RATIOS:.0%}"
    assert rows["sip_20_pairs"]["value"] == f"{estimates.SIP_20_PAIRS:.0%}"


def test_ratios_pass_through_the_published_quantiles():
    np.testing.assert_allclose(estimates.sip_ratios(np.array(estimates.SIP_LEVELS)), estimates.SIP_RATIOS)


def test_ratios_of_equal_tasks_agree_with_the_bootstrap_of_the_data():
    assert (estimates.total_over_plan(20, None) <= 1).mean() == pytest.approx(
        estimates.SIP_20_RATIOS, abs=0.03
    )


@pytest.mark.parametrize(("tasks", "spread"), [(1, 0.5), (1, 1.0), (6, 0.0)])
def test_total_of_one_task_is_the_lognormal_and_without_error_the_plan(tasks, spread):
    total = estimates.total_over_plan(tasks, spread)
    expected = np.exp(spread * stats.norm.ppf([0.5, 0.85])) if spread else [1, 1]
    np.testing.assert_allclose(np.quantile(total, [0.5, 0.85]), expected, rtol=0.005)


@pytest.mark.parametrize(("tasks", "spread"), [(0, 0.5), (3, -1)])
def test_impossible_totals_are_refused(tasks, spread):
    with pytest.raises(ValueError, match="at least 1 and 0"):
        estimates.total_over_plan(tasks, spread)


def test_two_analysts_agree_when_all_tasks_are_equally_large_and_errors_do_not_follow_size():
    one, two = estimates.two_analysts(20, 0.0, 0.6, 0.0)
    assert one == pytest.approx(two, abs=1e-9)
    assert one == pytest.approx((estimates.total_over_plan(20, 0.6) <= 1).mean(), abs=0.015)


def test_two_analysts_part_when_large_tasks_run_under():
    ratios, pairs = estimates.two_analysts(20, 1.4, 0.85, -0.27)  # spreads and correlation of the SiP tasks
    assert pairs > ratios + 0.2  # the data themselves: 20% and 55%
    assert estimates.SIP_20_PAIRS > estimates.SIP_20_RATIOS + 0.2


def test_verdict_estimation():
    low, high = estimates.sip_ratios(np.array([0.1, 0.9]))
    assert 1 / low > 2  # in a tenth of tasks the estimate is more than twice the actual
    assert high >= 2  # in a tenth the actual is twice the estimate or more
    several = estimates.total_over_plan(20, None)
    assert (several <= 1).mean() < 0.3  # totals run over although half of all tasks do not
    assert several.mean() > 1.2
    for spread in (0.3, 0.6, 1.0):
        assert (estimates.total_over_plan(10, spread) <= 1).mean() < 0.5


def test_visits_are_permutations_and_pairs_of_strata_are_equally_likely():
    order = estimates.visits(2, 40_000, 5, np.random.default_rng(1))
    assert np.all(np.sort(order, axis=2) == np.arange(5))
    met = np.bincount(
        5 * order[0, :, 3] + order[1, :, 3], minlength=25
    )  # the fourth future of every hypercube
    assert stats.chisquare(met).pvalue > 1e-4


@pytest.mark.parametrize(("least", "prime"), [(0, 2), (2, 2), (8, 11), (1000, 1009), (7920, 7927)])
def test_next_prime(least, prime):
    assert estimates.next_prime(least) == prime
