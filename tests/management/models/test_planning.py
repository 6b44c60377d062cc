from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from mlteams.management.models import planning
from mlteams.management.models.advice import advise
from mlteams.management.models.estimates import Lognormal, Pert, mean
from mlteams.management.models.roadmap import Roadmap, Task, simulate


def chain(*estimates, chance=1.0):
    names = [f"t{i}" for i in range(len(estimates))]
    tasks = (
        Task(name, e, (names[i - 1],) if i else (), chance)
        for i, (name, e) in enumerate(zip(names, estimates, strict=True))
    )
    return Roadmap("a chain", "weeks", tuple(tasks))


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


def test_verdict_waterfall():
    even = chain(*[Pert(1, 2, 3)] * 5)
    assert simulate(even, by=10).done_by == pytest.approx(0.5, abs=0.01)  # a sure chain: an even bet
    wide = Roadmap("side by side", "weeks", tuple(Task(f"t{i}", Pert(1, 2, 3)) for i in range(5)))
    assert simulate(wide, by=2).done_by == pytest.approx(0.5**5, abs=0.01)  # holds: five paths merge
    assert simulate(wide).finish.mean() > 2.3
    risky = chain(*[Pert(1, 2, 3)] * 5, chance=0.8)
    found = simulate(risky, by=10)
    assert found.chance == pytest.approx(0.8**5, abs=0.01)  # holds: the waterfall plan says it works
    assert found.done_by < 0.25


def test_verdict_likelihoods():
    stated = [Lognormal(3, 0.3)] * 6
    date = simulate(chain(*stated)).p85
    assert simulate(chain(*stated), seed=1, by=date).done_by == pytest.approx(0.85, abs=0.02)
    assert simulate(chain(*stated), seed=1, by=18).done_by < 0.5  # the sum of the medians, no likelihoods
    narrow = simulate(chain(*[Lognormal(3, 0.9)] * 6), by=date).done_by
    assert narrow < 0.5  # reverses: true spread three times the stated one
    unlucky = [replace(t, chance=0.9) for t in chain(*stated).steps]
    assert simulate(Roadmap("unlucky", "weeks", tuple(unlucky)), by=date).done_by < 0.5
    # importance: success follows the chance of the task that all wait for, not of a side task
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
