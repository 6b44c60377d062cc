import itertools

import numpy as np
import pytest

from mlteams.core.margins import look_over
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


def learner(rng, searches, runs, learning):
    """Scores of runs that are each the best of (1 + learning)^(k − 1) uniform draws, shape (searches, runs)."""
    return rng.uniform(size=(searches, runs)) ** (1 / (1 + learning) ** np.arange(runs))


@pytest.mark.parametrize("learning", [0.0, 0.03, progress.STEADY])
def test_a_stall_and_the_records_of_sixty_runs_by_brute_force(learning):
    searches = 40_000
    scores = learner(np.random.default_rng(1), searches, 60, learning)
    stalled = np.mean(scores.argmax(axis=1) < 35)
    assert progress.stall_probability(35, 25, learning) == pytest.approx(
        stalled, abs=3 * 0.5 / np.sqrt(searches)
    )
    records = np.sum(scores == np.maximum.accumulate(scores, axis=1), axis=1)
    found = np.bincount(records, minlength=61) / searches
    assert progress.record_counts(60, learning) == pytest.approx(found, abs=3 * 0.5 / np.sqrt(searches))
    assert progress.expected_records(60, learning) == pytest.approx(records.mean(), abs=0.05)


def test_a_run_worth_whole_draws_is_the_best_of_them():
    """Learning 1: the k-th run is the best of 2^(k − 1) draws; here the draws are really made."""
    draws = np.random.default_rng(2).normal(size=(40_000, 15))
    runs = np.stack([draws[:, 2**k - 1 : 2 ** (k + 1) - 1].max(axis=1) for k in range(4)], axis=1)
    stalled = np.mean(runs.argmax(axis=1) < 3)
    assert progress.stall_probability(3, 1, 1.0) == pytest.approx(stalled, abs=3 * 0.5 / 200)
    assert progress.stall_probability(3, 1, 1.0) == pytest.approx(7 / 15)


def test_the_four_runs_that_the_lesson_works_out_by_hand():
    assert progress.stall_probability(2, 2) == pytest.approx(1 / 2)
    assert progress.stall_probability(2, 2, 1.0) == pytest.approx((1 + 2) / (1 + 2 + 4 + 8))


@pytest.mark.parametrize(
    ("best", "level"), [(35, 0.05), (3, 0.05), (3, 0.1), (7, 0.03), (145, 0.29), (1, 1.0)]
)
def test_chance_alone_becomes_rare_at_the_run_that_is_named_and_not_before(best, level):
    runs = progress.rare_from(best, level)
    assert progress.stall_probability(best, runs - best) <= level * (1 + 1e-12)
    if runs > best:
        assert progress.stall_probability(best, runs - 1 - best) > level


@pytest.mark.parametrize(("best", "level"), [(0, 0.05), (35, 0.0), (35, 1.1)])
def test_impossible_levels_are_refused(best, level):
    with pytest.raises(ValueError, match="must be at least 1, and above 0"):
        progress.rare_from(best, level)


def test_records_of_a_few_runs_against_every_permutation():
    orders = itertools.permutations(np.arange(6.0))
    found = np.bincount([len(progress.record_runs(np.array(order))) for order in orders], minlength=7) / 720
    assert progress.record_counts(6) == pytest.approx(found)


def test_chance_alone_gives_two_to_eight_records_in_sixty_runs():
    counts = progress.record_counts(60)
    low, high = progress.usual_records(60)
    assert (low, high) == (2, 8)  # the fewest and the most that more than one search in forty reach
    assert counts[:low].sum() < 0.025 < counts[: low + 1].sum()
    assert counts[high + 1 :].sum() < 0.025 < counts[high:].sum()


def test_the_stall_is_weak_evidence():
    """25 of 60 without a best: about one steady learner in six, and between three and four times as many others."""
    chance, steady = (progress.stall_probability(35, 25, learning) for learning in (0.0, progress.STEADY))
    assert chance == pytest.approx(35 / 60)
    assert 1 / 6.5 < steady < 1 / 5.5
    assert 3 < chance / steady < 4


@pytest.mark.parametrize(("line"), [claim.lines[0] for claim in progress.CLAIMS])
def test_the_line_stands(line):
    assert not look_over(line).against


@pytest.mark.parametrize(("learning", "common"), [(0.04, True), (0.08, False)])
def test_long_stalls_are_common_until_the_team_learns_fast(learning, common):
    """A third of 60 runs, by brute force at both sides of the edge."""
    scores = learner(np.random.default_rng(3), 40_000, 60, learning)
    seen = np.mean(scores.argmax(axis=1) < 40) - progress.COMMON
    assert progress.progress_margin(60, 1 / 3, learning) == pytest.approx(seen, abs=3 * 0.5 / 200)
    assert bool(seen > 0) is common


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


def test_the_picture_says_what_the_form_is_asked_about():
    explorable = {made.name: made for made in progress.EXPLORABLES}["progress-stall"]
    assert explorable.defaults() == {"before": 35, "more": 25, "learns": "not at all"}
    for state in explorable.states():
        answer = progress.stall_probability(state["before"], state["more"], progress.LEARNS[state["learns"]])
        assert explorable.size() <= 400
        view = explorable.view(**state) if state["more"] in (5, 100) else None
        if view:
            assert view.answer == pytest.approx(100 * answer)
            said = view.sentence.split("probability ")[1].split(" to a team")[0]
            assert said == (f"{100 * answer:.0f}%" if answer >= 0.005 else "less than 1%")
