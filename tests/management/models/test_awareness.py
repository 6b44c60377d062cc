import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from mlteams.management.models import awareness
from mlteams.publish import numbers


def outcomes(base_rate, spread, projects=200_000):
    """Chances with that mean and spread, from a beta distribution, and what became of the projects."""
    rng = np.random.default_rng(3)
    size = base_rate * (1 - base_rate) / spread**2 - 1
    chances = rng.beta(base_rate * size, (1 - base_rate) * size, projects)
    return chances, rng.random(projects) < chances


@pytest.mark.parametrize(
    ("believed", "spread", "base_rate"), [(0.9, 0.2, 0.54), (0.3, 0.4, 0.54), (0.5, 0.1, 0.2)]
)
def test_the_parts_against_scikit_learn_on_simulated_projects(believed, spread, base_rate):
    chances, worked = outcomes(base_rate, spread)
    error = awareness.expected_error(believed, spread, base_rate)
    today, taught, known = (
        brier_score_loss(worked, forecast)
        for forecast in (np.full(len(worked), believed), np.full(len(worked), base_rate), chances)
    )
    assert error.total == pytest.approx(today, abs=0.004)
    assert error.belief == pytest.approx(today - taught, abs=0.004)
    assert error.project == pytest.approx(taught - known, abs=0.004)
    assert error.chance == pytest.approx(known, abs=0.004)


def test_verdict_awareness():
    # A primer is worth more than the project's own odds exactly beyond one standard deviation of the projects.
    for spread in (0.1, 0.2, 0.3):
        for distance in (-0.4, -0.25, -0.15, -0.05, 0.05, 0.15, 0.25, 0.4):
            error = awareness.expected_error(awareness.BASE_RATE + distance, spread)
            assert (error.belief > error.project) == (abs(distance) > spread)
    assert awareness.expected_error(awareness.BASE_RATE, 0.2).belief == 0  # nothing left to teach


def test_the_base_rate_is_the_published_one():
    row = next(row for row in numbers.sources() if row["key"] == "gartner_pilot")
    assert row["value"] == f"{awareness.BASE_RATE:.0%}"


@pytest.mark.parametrize(
    ("believed", "spread", "base_rate"), [(1.1, 0.2, 0.5), (0.5, 0.6, 0.5), (0.5, -0.1, 0.5), (0.5, 0.1, 0)]
)
def test_what_cannot_be_is_refused(believed, spread, base_rate):
    with pytest.raises(ValueError, match=r"0 to 1|at most"):
        awareness.expected_error(believed, spread, base_rate)
