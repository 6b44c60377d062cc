import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from mlteams.core.margins import look_over
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


@pytest.mark.parametrize(("own", "helps"), [(0.65, True), (0.80, False)])
def test_the_margin_of_a_primer_against_simulated_projects(own, helps):
    # Believes 90%, is told 54% and moves halfway to it; the edge of a full move is at 72%.
    _, worked = outcomes(own, 0.2)
    before, after = (brier_score_loss(worked, np.full(len(worked), belief)) for belief in (0.9, 0.72))
    margin = awareness.margin_primer(0.9, 0.54, own, 0.5)
    assert margin == pytest.approx(before - after, abs=0.002)
    assert (awareness.margin_primer(0.9, 0.54, own, 1.0) > 0) == helps


def test_the_picture_is_the_ledgers_model():
    for believed, own in ((0.9, 0.5), (0.9, 0.8), (0.3, 0.6)):
        view = awareness.draw_primer(believed, own, 0.2)
        taken = awareness.margin_primer(believed, awareness.TOLD, own, 1.0)
        assert view.answer == pytest.approx(100 * taken / awareness.expected_error(believed, 0.2, own).total)
        assert ("takes away" in view.sentence) == (taken > 0)


def test_the_lines_of_the_ledger_stand():
    lines = [line for claim in awareness.CLAIMS for line in claim.lines]
    assert [look_over(line).against for line in lines] == [()]


def test_the_primers_rate_is_the_published_one():
    row = next(row for row in numbers.sources() if row["key"] == "gartner_pilot")
    assert row["value"] == f"{awareness.TOLD:.0%}"


@pytest.mark.parametrize(
    ("believed", "spread", "base_rate"), [(1.1, 0.2, 0.5), (0.5, 0.6, 0.5), (0.5, -0.1, 0.5), (0.5, 0.1, 0)]
)
def test_what_cannot_be_is_refused(believed, spread, base_rate):
    with pytest.raises(ValueError, match=r"0 to 1|at most"):
        awareness.expected_error(believed, spread, base_rate)
