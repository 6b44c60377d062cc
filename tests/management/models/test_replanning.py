import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from mlteams.management.models import replanning
from mlteams.management.models.estimates import Lognormal, Pert, mean

PERT = Pert(2, 4, 12)


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


def test_verdict_replan():
    rng = np.random.default_rng(0)
    heavy = Lognormal(1, 1)
    patience = replanning.best_patience(heavy)
    seen = np.array([waited(lambda r: r.lognormal(0, 1), patience, rng) for _ in range(20_000)])
    error = seen.std() / np.sqrt(20_000)
    assert replanning.time_to_success(heavy, patience) == pytest.approx(seen.mean(), abs=4 * error)
    assert seen.mean() + 4 * error < mean(heavy)  # holds: a stall is news under a heavy tail
    assert replanning.time_to_success(heavy, 0.3) > mean(heavy)  # reverses: too little patience
    for patience in np.linspace(2.2, 20, 60):  # reverses: PERT, nearer its end the longer it runs
        assert replanning.time_to_success(PERT, patience) >= mean(PERT) - 1e-9
    seen = [waited(lambda r: 2 + 10 * r.beta(1.8, 4.2), 5, rng) for _ in range(20_000)]
    assert np.mean(seen) > mean(PERT) + 1


def test_nothing_can_work_before_it_can():
    assert replanning.time_to_success(PERT, 1.9) == np.inf


@pytest.mark.parametrize(("estimate", "patience"), [(PERT, 0), (Pert(3, 3, 3), 1), (Lognormal(1, 0), 1)])
def test_impossible_patience_is_refused(estimate, patience):
    with pytest.raises(ValueError, match="above 0"):
        replanning.time_to_success(estimate, patience)


def test_the_picture_says_what_the_model_says():
    view = replanning.EXPLORABLES[0].view(spread=1.2, patience=3.0)
    assert f"{replanning.time_to_success(Lognormal(1, 1.2), 3.0):.2f}" in view.sentence
