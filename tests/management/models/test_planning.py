import numpy as np
import pytest
from scipy import stats

from mlteams.management.models import planning
from mlteams.management.models.advice import advise
from mlteams.management.models.estimates import Pert, mean
from mlteams.management.models.roadmap import Roadmap, Task, simulate


def test_merge_against_the_distribution_of_a_maximum():
    beta = stats.beta(1.8, 4.2, loc=2, scale=10)
    grid = np.linspace(0, 12, 12_001)
    found = planning.merge(3, 12)
    assert found.finish.mean() == pytest.approx(np.trapezoid(1 - beta.cdf(grid) ** 3, grid), abs=0.02)


@pytest.mark.parametrize("tried", planning.MODES)
def test_routes_work_as_often_as_the_binomial_says(tried):
    assert planning.routes(3, 0.5, tried).chance == pytest.approx(1 - 0.5**3, abs=0.01)


def test_routes_at_once_are_sooner_and_dearer_than_in_turn():
    once, turn = (planning.routes(3, 0.5, tried) for tried in planning.MODES)
    assert once.p50 < turn.p50
    assert once.cost > turn.cost
    assert turn.cost == pytest.approx((1 + 0.5 + 0.25) * mean(Pert(2, 3, 8)), rel=0.01)


@pytest.mark.parametrize(("need", "routes"), [("either", 1 - 0.5 * 0.5), ("both", 0.5 * 0.5)])
def test_the_lecture_plan_by_hand(need, routes):
    assert simulate(planning.lecture_plan(need)).chance == pytest.approx(0.75 * routes, abs=0.01)


def test_merge_bias_shrinks_with_the_bad_case():
    wide, narrow = (planning.merge(3, high).finish.mean() - mean(Pert(2, 4, high)) for high in (12, 6))
    assert wide == pytest.approx(1.53, abs=0.02)  # by quadrature of the distribution of a maximum
    assert narrow == pytest.approx(0.65, abs=0.02)


def test_importance_follows_the_task_that_all_wait_for():
    gate, side = Task("gate", Pert(1, 1, 1), chance=0.5), Task("side", Pert(1, 1, 1), chance=0.5)
    found = advise(Roadmap("x", "weeks", (gate, side, Task("end", Pert(1, 1, 1), ("gate",))), ("end",)))
    assert [(one.task, one.gain) for one in found.chance] == [("gate", 50)]


def test_the_picture_of_routes_says_what_the_model_says():
    explorable = {made.name: made for made in planning.EXPLORABLES}["planning-routes"]
    view = explorable.view(count=2, chance=0.3, weeks=8)
    for tried, row in zip(planning.MODES, view.table.itertuples(index=False), strict=True):
        outcome = planning.routes(2, 0.3, tried)
        assert row[0] == tried
        assert row[1] == f"{(outcome.finish <= 8).mean():.0%}"
