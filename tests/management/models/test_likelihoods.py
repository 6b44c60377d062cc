import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from mlteams.core.margins import look_over
from mlteams.management.models import likelihoods

claims = {claim.name: claim.lines[0] for claim in likelihoods.CLAIMS}


def one_stage(chance, paths, late):
    """P(kept) of one stage in closed form: a triangular time is within its likely one with ½ / (½ + late)."""
    return (chance * 0.5 / (0.5 + late)) ** paths


@pytest.mark.parametrize(
    ("chance", "paths", "late"), [(1, 1, 0.5), (0.9, 3, 0.5), (0.95, 2, 2.0), (1, 1, 0.25)]
)
def test_one_stage_against_its_closed_form(chance, paths, late):
    assert likelihoods.kept_in_stages(1, paths, chance, late) == pytest.approx(
        one_stage(chance, paths, late), abs=1e-5
    )


def test_several_stages_against_draws_of_numpy():
    rng = np.random.default_rng(5)
    lasts = rng.triangular(0.5, 1, 1.4, (2, 6, 100_000)).max(axis=0).sum(axis=0)
    assert likelihoods.kept_in_stages(6, 2, 0.97, 0.4) == pytest.approx(
        0.97**12 * (lasts <= 6).mean(), abs=0.006
    )


@pytest.mark.parametrize("late", [0.2, 0.87, 3.0])
def test_two_stages_against_quadrature(late):
    one = stats.triang(0.5 / (0.5 + late), loc=0.5, scale=0.5 + late)
    both = quad(lambda x: one.pdf(x) * one.cdf(2 - x), 0.5, 1.5, points=[1], limit=200)[0]
    assert likelihoods.kept_in_stages(2, 1, 1.0, late) == pytest.approx(both, abs=1e-5)


def test_as_late_as_early_is_an_even_bet_and_later_less():
    for stages in (3, 14):
        assert claims["waterfall"].margin(stages, 1, 1.0, 0.5) == pytest.approx(0, abs=1e-9)
        assert (
            claims["waterfall"].margin(stages, 1, 1.0, 0.501)
            > 0
            > claims["waterfall"].margin(stages, 1, 1.0, 0.499)
        )
    assert not claims["waterfall"].when(14, 1, 1.0, 0.5)
    assert claims["waterfall"].when(14, 1, 1.0, 0.501)


def test_a_list_of_sure_padded_tasks_is_kept_more_often_than_not():
    margin = claims["waterfall"].margin
    assert margin(stages=8, paths=1, chance=1.0, late=0.25) < -0.2  # padded and sure: the list is right
    assert margin(stages=8, paths=1, chance=0.9, late=0.25) > 0  # all eight succeed in .43
    assert margin(stages=8, paths=1, chance=1.0, late=1.0) > 0.2


def test_stated_odds_against_drawn_futures():
    rng = np.random.default_rng(2)
    chance, hope, narrow, stated_spread = 0.6, 0.2, 2.0, 0.4
    date = np.exp(stated_spread * stats.norm.ppf(0.85))
    works = rng.random(400_000) < chance
    kept = (works & (rng.lognormal(0, narrow * stated_spread, 400_000) <= date)).mean()
    even = (works & (rng.lognormal(0, narrow * stated_spread, 400_000) <= 1)).mean()
    for before in (0.5, 1.0):
        expected = abs(before - even) - abs(0.85 * (chance + hope) - kept)
        assert likelihoods.realistic(chance, hope, narrow, before) == pytest.approx(expected, abs=0.005)
    assert claims["likelihoods"].margin(chance, hope, narrow) == likelihoods.realistic(
        chance, hope, narrow, 1.0
    )


def test_against_an_even_bet_likelihoods_must_be_honest_and_the_plan_able_to_fail():
    def margin(**at):
        return likelihoods.realistic(before=0.5, **at)

    assert margin(chance=0.6, hope=0.0, narrow=1.0) == pytest.approx(0.2, abs=1e-3)
    assert margin(chance=0.6, hope=0.4, narrow=2.0) < 0  # hopes by forty points, and spreads half as wide
    assert margin(chance=1.0, hope=0.0, narrow=2.0) < 0  # a plan that cannot fail is an even bet already


def test_even_against_certainty_odds_can_be_too_gloomy():
    # A sure plan of honest spread, given one chance in ten: .85 is true, .085 is stated, and 1 was true in one half.
    assert claims["likelihoods"].margin(1.0, -0.9, 1.0) == pytest.approx(0.5 - (0.85 - 0.085), abs=1e-4)


@pytest.mark.parametrize("name", ["waterfall", "likelihoods"])
def test_the_line_stands_over_its_ranges(name):
    assert not look_over(claims[name]).against
