import itertools

import numpy as np
import pytest

from mlteams.management.models import progress


def test_expected_records_against_every_permutation():
    orders = itertools.permutations(np.arange(6.0))
    counts = [len(progress.record_runs(np.array(order))) for order in orders]
    assert progress.expected_records(6) == pytest.approx(np.mean(counts))


def test_expected_records_against_the_published_harmonic_number():
    assert progress.expected_records(100) == pytest.approx(5.187377517639621)  # H_100, OEIS A001008/A002805


@pytest.mark.parametrize(("before", "more"), [(1, 3), (3, 2), (4, 3)])
def test_stall_against_every_permutation(before, more):
    orders = itertools.permutations(range(before + more))
    stalls = [max(order[before:]) < max(order[:before]) for order in orders]
    assert progress.stall_probability(before, more) == pytest.approx(np.mean(stalls))


def test_verdict_progress():
    rng = np.random.default_rng(1)
    for scores in (rng.normal(size=(20_000, 40)), rng.exponential(size=(20_000, 40))):
        stalled = scores[:, 20:].max(axis=1) < scores[:, :20].max(axis=1)
        assert abs(stalled.mean() - 0.5) < 3 * 0.5 / np.sqrt(20_000)


def test_the_real_search_sets_about_as_many_records_as_theory_expects():
    counts = len(progress.record_runs(progress.digits_search()))
    spread = np.sqrt(sum(1 / k - 1 / k**2 for k in range(1, 121)))  # variance of the record count
    assert abs(counts - progress.expected_records(120)) < 3 * spread


@pytest.mark.parametrize(("before", "more"), [(0, 5), (5, -1)])
def test_impossible_counts_are_refused(before, more):
    with pytest.raises(ValueError, match="at least"):
        progress.stall_probability(before, more)


def test_the_lecture_chart_puts_sixteen_days_into_one_step():
    dates = [label for label, _ in progress.THREE_MONTHS]
    assert dates[7:9] == ["31 May", "16 Jun"]
