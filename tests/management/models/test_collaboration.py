import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import geom

from mlteams.core import figure as look
from mlteams.core.margins import look_over
from mlteams.management.models import collaboration


def simulated_weeks(rng, one_pass, rework, projects=40_000):
    """Walk every project through research and engineering until it is accepted."""
    weeks, open_ = np.zeros(projects), np.ones(projects, dtype=bool)
    while open_.any():
        weeks[open_] += one_pass
        open_ &= rng.random(projects) < rework
    return weeks


@pytest.mark.parametrize("rework", [0.0, 0.2, 0.5, 0.7])
def test_expected_passes_against_the_fundamental_matrix(rework):
    assert collaboration.visits(rework)[0] == pytest.approx(collaboration.expected_passes(rework))


@pytest.mark.parametrize("rework", [0.1, 0.4, 0.7])
def test_expected_passes_and_quantiles_against_scipy(rework):
    passes = geom(1 - rework)
    assert collaboration.expected_passes(rework) == pytest.approx(passes.mean())
    for certainty in (0.05, 0.5, 0.9, 0.99):
        assert collaboration.passes_for(rework, certainty) == max(1, round(passes.ppf(certainty - 1e-9)))


def test_a_pass_without_rework_is_enough():
    assert collaboration.passes_for(0.0, 0.99) == 1
    assert collaboration.passes_for(0.1, 0.9) == 1


def test_lead_time_against_simulation():
    weeks = simulated_weeks(np.random.default_rng(11), 5 * 1.2, 0.4 * (1 - 0.6))
    error = 3 * weeks.std() / np.sqrt(len(weeks))
    assert collaboration.lead_time(5, 0.4, 0.2, 0.6) == pytest.approx(weeks.mean(), abs=error)


def test_rework_is_a_share_q_of_all_effort():
    weeks = simulated_weeks(np.random.default_rng(12), 1.0, 0.45)
    assert (weeks - 1).sum() / weeks.sum() == pytest.approx(0.45, abs=0.01)


@pytest.mark.parametrize(("rework", "prevented"), [(0.2, 0.5), (0.4, 0.6), (0.7, 0.8)])
def test_break_even_overhead_against_root_finding(rework, prevented):
    def gain(overhead):
        return collaboration.lead_time(5, rework) - collaboration.lead_time(5, rework, overhead, prevented)

    assert collaboration.break_even_overhead(rework, prevented) == pytest.approx(brentq(gain, 0, 9))


@pytest.mark.parametrize(("overhead", "prevented"), [(0.1, 0.5), (0.3, 0.2), (0.6, 1.0)])
def test_break_even_rework_inverts_the_overhead(overhead, prevented):
    rework = collaboration.break_even_rework(overhead, prevented)
    assert collaboration.break_even_overhead(rework, prevented) == pytest.approx(overhead)


@pytest.mark.parametrize(
    ("rework", "overhead", "prevented"), [(1.0, 0, 0), (-0.1, 0, 0), (0.5, -1, 0), (0, 0, 2)]
)
def test_impossible_inputs_are_refused(rework, overhead, prevented):
    with pytest.raises(ValueError, match="must be"):
        collaboration.lead_time(5, rework, overhead, prevented)


def test_certainty_and_two_equal_ways_are_refused():
    with pytest.raises(ValueError, match="below 1"):
        collaboration.passes_for(0.5, 1.0)
    with pytest.raises(ValueError, match="both 0"):
        collaboration.break_even_rework(0.0, 0.0)


def share_that_reaches_production(rng, one_pass, rework, stop, projects=40_000):
    """Walk every project through its passes; it dies when its exponential time to a stop is over."""
    weeks = simulated_weeks(rng, one_pass, rework, projects)
    return np.mean(weeks < rng.exponential(1 / stop, projects))


@pytest.mark.parametrize(("rework", "prevented", "overhead"), [(0.4, 0.6, 0.2), (0.05, 0.5, 0.3)])
def test_the_margin_against_projects_that_are_stopped_at_random(rework, prevented, overhead):
    rng = np.random.default_rng(13)
    apart = share_that_reaches_production(rng, 5.0, rework, 0.02)
    joint = share_that_reaches_production(rng, 5.0 * (1 + overhead), rework * (1 - prevented), 0.02)
    margin = collaboration.margin_together(5.0, rework, prevented, overhead, 0.02)
    assert margin == pytest.approx(joint - apart, abs=0.011)
    assert (margin > 0) == (overhead < rework * prevented)  # the second case is on the other side of the edge


def test_nearly_never_stopped_the_margin_turns_where_the_expected_weeks_do():
    even = collaboration.break_even_overhead(0.4, 0.6)
    below, above = (collaboration.margin_together(5.0, 0.4, 0.6, even + by, 1e-7) for by in (-0.01, 0.01))
    assert below > 0 > above


def test_the_line_of_the_ledger_stands():
    (claim,) = collaboration.CLAIMS
    assert [look_over(line).against for line in claim.lines] == [()]


def test_a_negative_rate_of_stops_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        collaboration.reaches_production(5, 0.4, -0.1)


def test_working_together_shortens_the_tail_more_than_the_mean():
    mean = collaboration.lead_time(5, 0.5, 0.2, 0.6) / collaboration.lead_time(5, 0.5)
    tail = 1.2 * collaboration.passes_for(0.5 * 0.4, 0.99) / collaboration.passes_for(0.5, 0.99)
    assert tail < mean


def test_the_days_that_heron_s_pieces_differ_by():
    # Weeks: 5/.6 - 6/.84, 2/.5 - 2.5/.75, 6/.8 - 6.6/.9, and for routine work together less apart, 1.2/.98 - 1/.95.
    expected = {"reader": "6 days", "photographs": "3 days", "alarm": "1 day", "retraining": "1 day"}
    found = collaboration.variables()
    assert {name: found[f"{name}_days"] for name in expected} == expected


@pytest.mark.parametrize("state", [(0.4, 0.6, 0.6), (0.4, 0.6, 0.2), (0.0, 0.4, 0.2)])
def test_the_dots_are_the_means_that_labels_and_sentence_name(state):
    with look.style():
        view = collaboration.draw_together(*state)
    (axes,) = view.figure.axes
    dots = [float(mark.get_xdata()[0]) for mark in axes.lines if mark.get_marker() == "o"]
    labels = [text.get_text() for text in axes.texts if "expected" in text.get_text()]
    for mean, label, row in zip(dots, labels, view.table["weeks expected"], strict=True):
        assert f"{mean:.1f}" == row
        assert f"{mean:.1f}".removesuffix(".0") + " weeks" in label
    apart, joint = dots
    assert ("less time than" in view.sentence) is (joint < apart)
    assert ("more time than" in view.sentence) is (joint > apart)
