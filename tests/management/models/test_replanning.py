import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from mlteams.core.margins import look_over
from mlteams.management.models import replanning
from mlteams.management.models.estimates import Lognormal, Pert, mean

PERT = Pert(2, 4, 12)
claims = {claim.name: claim.lines[0] for claim in replanning.CLAIMS}


@pytest.mark.parametrize("patience", [0.4, 1, 3, 20])
@pytest.mark.parametrize("spread", [0.3, 1.0, 1.6])
def test_time_to_success_against_quadrature_of_the_survival_function(spread, patience):
    exact = stats.lognorm(spread)
    expected = quad(exact.sf, 0, patience, epsabs=1e-12)[0] / exact.cdf(patience)
    assert replanning.time_to_success(Lognormal(1, spread), patience) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("patience", [2.5, 4, 9, 30])
def test_time_to_success_of_a_pert_against_quadrature(patience):
    exact = stats.beta(1.8, 4.2, loc=2, scale=10)
    expected = quad(exact.sf, 0, patience, points=[2])[0] / exact.cdf(patience)
    assert replanning.time_to_success(PERT, patience) == pytest.approx(expected, rel=1e-5)


def waited(draw, patience, rng):
    total = 0.0
    while (took := draw(rng)) > patience:
        total += patience
    return total + took


def test_restarts_against_simulation_and_where_they_lose():
    rng = np.random.default_rng(0)
    heavy = Lognormal(1, 1)
    patience = replanning.best_patience(heavy)
    seen = np.array([waited(lambda r: r.lognormal(0, 1), patience, rng) for _ in range(20_000)])
    error = seen.std() / np.sqrt(20_000)
    assert replanning.time_to_success(heavy, patience) == pytest.approx(seen.mean(), abs=4 * error)
    assert seen.mean() + 4 * error < mean(heavy)
    assert replanning.time_to_success(heavy, 0.3) > mean(heavy)  # too little patience
    for patience in np.linspace(2.2, 20, 60):  # PERT: nearer its end the longer it runs
        assert replanning.time_to_success(PERT, patience) >= mean(PERT) - 1e-9


@pytest.mark.parametrize(("spread", "passed"), [(0.3, 0.5), (1.0, 2.0), (1.6, 4.0)])
def test_expected_time_left_against_quadrature(spread, passed):
    exact = stats.lognorm(spread)
    expected = quad(exact.sf, passed, np.inf)[0] / exact.sf(passed)
    assert replanning.expected_left(spread, passed) == pytest.approx(expected, rel=1e-5)


def test_a_look_against_drawn_futures_on_both_sides():
    rng = np.random.default_rng(3)
    margin = claims["replan"].margin
    running = rng.lognormal(0, 1.2, 2_000_000)
    left = (running[running > 2] - 2).mean()
    other = 0.1 + 0.8 * rng.lognormal(0, 1.2, 2_000_000).mean()
    assert other < left  # so the look changes the order
    assert margin(1.2, 2.0, 0.8, 0.1, 0.05) == pytest.approx(left - other - 0.05, abs=0.03)
    # nearly done: it goes on, and the look was for nothing
    assert margin(0.3, 2.0, 1.0, 0.1, 0.05) == pytest.approx(-0.05)


def test_a_stalled_task_has_its_spread_ahead_from_the_claim_s_spread_on():
    """Why the condition suffices: all that the other takes is at most `spread` means of a fresh one."""

    def least(spread):
        exact, fresh = stats.lognorm(spread), np.exp(spread**2 / 2)
        left = [quad(exact.sf, p, np.inf)[0] / exact.sf(p) for p in np.geomspace(1, 4, 15)]
        return min(left) / (spread * fresh)

    for spread in (replanning.STALLS, 0.75, 0.9, 1.2):
        assert least(spread) > 1
    assert least(replanning.STALLS - 0.15) < 1


def test_at_the_measured_spread_the_condition_asks_for_a_faster_approach():
    line = claims["replan"]
    at = {"spread": 0.75, "passed": 1.5, "switch": 0.1, "effort": 0.05}
    assert line.when(other=0.6, **at)
    assert not line.when(other=0.61, **at)
    assert line.margin(other=0.6, **at) > 0 > line.margin(other=1.0, **at)


def test_at_most_inputs_a_look_costs_more_than_it_brings():
    assert look_over(claims["replan"]).right < 0.4


def test_a_finding_against_drawn_futures():
    rng = np.random.default_rng(4)
    spread, settled, ahead = 0.75, 0.6, 0.8
    found = np.sqrt(settled) * spread * rng.standard_normal(200_000)
    rest = np.exp(found + (1 - settled) * spread**2 / 2)  # expected remaining time, once this is known
    mean_rest = np.exp(spread**2 / 2)
    # against the expectation of a finding that says nothing either way
    moves = ahead * (rest / np.exp((1 - settled) * spread**2 / 2) - 1)
    assert rest.mean() == pytest.approx(mean_rest, rel=0.01)
    typical = np.median(moves[moves > 0])
    assert replanning.typical_move(spread, settled, ahead) == pytest.approx(typical, rel=0.02)
    assert claims["findings"].margin(spread, settled, ahead) > 0
    assert claims["findings"].margin(spread, settled, 0.1) < 0  # only the last tenth lies ahead


@pytest.mark.parametrize("name", ["findings", "replan"])
def test_the_line_stands_over_its_ranges(name):
    assert not look_over(claims[name]).against


def test_nothing_can_work_before_it_can():
    assert replanning.time_to_success(PERT, 1.9) == np.inf


@pytest.mark.parametrize(("estimate", "patience"), [(PERT, 0), (Pert(3, 3, 3), 1), (Lognormal(1, 0), 1)])
def test_impossible_patience_is_refused(estimate, patience):
    with pytest.raises(ValueError, match="above 0"):
        replanning.time_to_success(estimate, patience)


def test_the_picture_says_what_the_model_says():
    view = replanning.EXPLORABLES[0].view(spread=1.2, patience=3.0)
    assert f"{replanning.time_to_success(Lognormal(1, 1.2), 3.0):.2f}" in view.sentence
