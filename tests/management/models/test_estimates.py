import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from mlteams.core.margins import look_over
from mlteams.management.models import estimates
from mlteams.management.models.estimates import Lognormal, Pert


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
        if level in (0.33, 0.70):  # where exact tasks begin and end
            row = rows["sip_under" if level == 0.33 else "sip_no_longer"]
            assert (row["value"], ratio) == (f"{level:.0%}", 1)
            continue
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
    ratios, pairs = estimates.two_analysts(20, 1.31, 0.75, -0.21)  # spreads and correlation of the SiP tasks
    assert pairs > ratios + 0.2  # the data themselves: 17% and 48%
    assert estimates.SIP_20_PAIRS > estimates.SIP_20_RATIOS + 0.2


def test_one_task_of_the_record_takes_no_longer_as_often_as_the_record_says():
    total = estimates.total_over_plan(1, None)
    assert (total <= 1).mean() == pytest.approx(0.70, abs=0.005)
    assert (total < 1).mean() == pytest.approx(0.33, abs=0.005)


@pytest.mark.parametrize(
    ("tasks", "spread", "shared"), [(2, 0.5, 0.0), (3, 0.5, 0.0), (40, 0.6, 0.5), (40, 0.6, 0.0)]
)
def test_range_of_a_total_against_draws_with_a_shared_cause(tasks, spread, shared):
    rng = np.random.default_rng(1)
    common, own = rng.standard_normal((1, 200_000)), rng.standard_normal((tasks, 200_000))
    total = np.exp(spread * (np.sqrt(shared) * common + np.sqrt(1 - shared) * own)).sum(axis=0)
    low, high = np.quantile(total, [0.1, 0.9])
    assert estimates.range_of_total(tasks, spread, shared) == pytest.approx(high / low, rel=0.03)


def test_a_project_is_hard_to_know_where_errors_do_not_average_out():
    margin = estimates.CLAIMS[0].lines[0].margin
    assert margin(tasks=3, spread=0.5, shared=0.0) > 0
    # forty independent tasks: one number is nearly enough
    assert margin(tasks=40, spread=0.6, shared=0.0) < -0.5
    assert margin(tasks=40, spread=0.6, shared=0.3) > 0


def test_the_line_stands_over_its_ranges():
    (line,) = estimates.CLAIMS[0].lines
    assert not look_over(line).against


def test_the_picture_says_what_the_model_says():
    item = estimates.EXPLORABLES[0]
    for tasks in (1, 5, 20):
        share = (estimates.total_over_plan(tasks, None) <= 1).mean()
        view = item.view(tasks=tasks)
        assert view.answer == pytest.approx(20 * share, abs=0.5001)
        assert f"in {view.answer} of 20 futures" in view.sentence
