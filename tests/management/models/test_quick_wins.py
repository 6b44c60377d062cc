import itertools

import numpy as np
import pytest
from scipy.integrate import quad

from mlteams.core.margins import look_over
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


@pytest.mark.parametrize(("overhead", "helps"), [(1.5, True), (2.5, False)])
def test_the_margin_by_hand_on_both_sides_of_the_edge(overhead, helps):
    # Two wins, remembered 3 months each and apart: 6 calm months, of which 65% of the hazard goes; the edge is 1.95.
    by_hand = np.exp(-0.08 * (12 + 2 * overhead - 6 * 0.65)) - np.exp(-0.08 * 12)
    margin = q.margin_wins(2, overhead, 3.0, 0.35, 0.08)
    assert margin == pytest.approx(by_hand)
    assert (margin > 0) == helps


def test_wins_whose_memories_overlap_buy_no_more_than_the_gap():
    # Four wins 2.4 months apart, each remembered for 6: calm from the first win to the end, 9.6 months.
    assert q.survival(12, 4, 12, calm=0.5, memory=6) == pytest.approx(np.exp(-q.HAZARD * (12 - 9.6 / 2)))


def test_the_line_of_the_ledger_stands():
    (claim,) = q.CLAIMS
    assert [look_over(line).against for line in claim.lines] == [()]


def test_impossible_numbers_are_refused():
    with pytest.raises(ValueError, match="0 or more"):
        q.survival(-1, 1, 12)
    with pytest.raises(ValueError, match="at most 1"):
        q.survival(1, 1, 12, calm=2)
