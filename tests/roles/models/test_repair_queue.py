import numpy as np
import pytest

from mlteams.roles.models import repair_queue as q


def balance(models, load, engineers):
    """Return the stationary distribution from the generator of the birth-death chain, solved as linear equations."""
    size = models + 1
    rates = np.zeros((size, size))
    for n in range(size):
        if n < models:
            rates[n, n + 1] = (models - n) * load
        if n:
            rates[n, n - 1] = min(n, engineers)
        rates[n, n] = -rates[n].sum()
    system = np.vstack([rates.T, np.ones(size)])
    return np.linalg.lstsq(system, np.r_[np.zeros(size), 1], rcond=None)[0]


def simulated(models, load, engineers, steps, seed):
    """Return the share of the time on repairs and the average broken, watching the chain event by event."""
    rng = np.random.default_rng(seed)
    waits, draws = rng.exponential(size=steps), rng.random(steps)
    n, total, at_work, down = 0, 0.0, 0.0, 0.0
    for wait, draw in zip(waits, draws, strict=True):
        breaks, repairs = (models - n) * load, min(n, engineers)
        time = wait / (breaks + repairs)
        total += time
        at_work += time * repairs
        down += time * n
        n += 1 if draw < breaks / (breaks + repairs) else -1
    return at_work / total / engineers, down / total


@pytest.mark.parametrize(
    ("models", "load", "engineers"), [(1, 0.3, 1), (5, 0.05, 1), (7, 0.4, 2), (12, 0.2, 3), (4, 1.0, 9)]
)
def test_against_the_balance_equations(models, load, engineers):
    assert q.broken(models, load, engineers) == pytest.approx(balance(models, load, engineers), abs=1e-9)


@pytest.mark.parametrize(("models", "engineers"), [(10, 1), (20, 1), (20, 2)])
def test_against_a_simulation(models, engineers):
    share, down = simulated(models, 0.05, engineers, 300_000, seed=models)
    assert share == pytest.approx(q.busy(models, 0.05, engineers), abs=0.01)
    assert down == pytest.approx(q.waiting(models, 0.05, engineers), rel=0.04)


@pytest.mark.parametrize(("models", "share"), [(5, 24), (10, 46), (12, 55), (15, 67), (20, 84), (30, 99)])
def test_values_of_a_day_and_a_half_every_thirty_days(models, share):
    assert round(100 * q.busy(models, 0.05)) == share


def test_both_rates_halved():
    # Half as often and half as long: a quarter of the load.
    assert round(100 * q.busy(20, 0.05 / 4)) == 25
    assert q.free(20, 0.05, 1, left=0.5) == pytest.approx(1 - q.busy(20, 0.0125))


def test_one_model_in_closed_form():
    assert q.busy(1, 0.25) == pytest.approx(0.2)  # load / (1 + load)
    assert q.free(1, 0.25, 2) == pytest.approx(1.8)


def test_enough_engineers_make_models_independent():
    assert q.waiting(6, 0.5, 6) == pytest.approx(6 * 0.5 / 1.5)


@pytest.mark.parametrize("load", [0.01, 0.1, 0.7])
@pytest.mark.parametrize("models", [1, 4, 40])
def test_bounds_of_operational_analysis(models, load):
    # No more work than if nobody waited; no less than if each model waited for all others.
    assert (
        models * load / (1 + models * load) - 1e-12
        <= q.busy(models, load)
        <= min(1, models * load / (1 + load)) + 1e-12
    )


@pytest.mark.parametrize("numbers", [(0, 0.1, 1), (3, 0.0, 1), (3, 0.1, 0)])
def test_impossible_numbers_are_refused(numbers):
    with pytest.raises(ValueError, match="at least 1"):
        q.broken(*numbers)
