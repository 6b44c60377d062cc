import itertools

import numpy as np
import pytest
from scipy.integrate import quad

from mlteams.management.models import quick_wins as q


def hazard(month, wins, delivery, memory):
    calm = any(time <= month < time + memory for time in q.win_times(wins, delivery))
    return q.HAZARD * (q.CALM if calm else 1)


@pytest.mark.parametrize(("wins", "memory"), [(0, 3), (1, 3), (3, 2), (3, 6), (4, 12)])
def test_survival_against_numerical_integration(wins, memory):
    delivery = 15.0
    edges = sorted(
        {
            0.0,
            12.0,
            *(t for t in q.win_times(wins, delivery)),
            *(t + memory for t in q.win_times(wins, delivery)),
        }
    )
    edges = [edge for edge in edges if edge <= 12]
    whole = sum(quad(hazard, a, b, args=(wins, delivery, memory))[0] for a, b in itertools.pairwise(edges))
    assert q.survival(12, wins, delivery, memory=memory) == pytest.approx(np.exp(-whole), rel=1e-6)


def test_survival_without_wins_is_exponential():
    assert q.survival(12, 0, 12) == pytest.approx(np.exp(-12 * q.HAZARD))
    assert q.survival(12, 0, 12) == pytest.approx(0.383, abs=0.001)  # e^-0.96, by hand


@pytest.mark.parametrize(("wins", "calm_months"), [(0, 0), (1, 6), (2, 8), (3, 9)])
def test_survival_with_memories_that_run_into_each_other(wins, calm_months):
    # Wins every 12/(n + 1) months, each remembered for 6: months under a halved hazard counted by hand.
    expected = np.exp(-q.HAZARD * (12 - calm_months / 2))
    assert q.survival(12, wins, 12, calm=0.5, memory=6) == pytest.approx(expected)


def test_survival_against_a_simulation_month_by_day():
    rng = np.random.default_rng(2)
    step, runs = 0.01, 20_000
    alive = np.ones(runs, dtype=bool)
    for month in np.arange(0, 13, step):
        alive &= rng.random(runs) > hazard(month, 2, 13, 3) * step
    expected = q.survival(13, 2, 13, memory=3)
    assert alive.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / runs) + 0.002)


def test_break_even_in_closed_form():
    # One win, memory 3, not overlapping: overhead = (1 − calm) × memory.
    assert q.break_even_overhead(1, memory=3) == pytest.approx((1 - q.CALM) * 3, abs=1e-6)


def test_verdict_quick_wins():
    without = q.success(0, 0)
    for wins, memory in itertools.product((1, 3, 4), (1, 3, 6)):
        limit = q.break_even_overhead(wins, memory=memory)
        before, after = (q.success(wins, share * limit, memory=memory) for share in (0.9, 1.1))
        assert before > without > after


def test_impossible_numbers_are_refused():
    with pytest.raises(ValueError, match="0 or more"):
        q.survival(-1, 1, 12)
    with pytest.raises(ValueError, match="at most 1"):
        q.survival(1, 1, 12, calm=2)
