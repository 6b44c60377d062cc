"""That nothing matters much, and that the futures are too few to tell, are two things to say."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats
from test_roadmap_report import NOTHING, START, advised, gain, made, task

from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task
from mlteams.management.tool import roadmap_advice
from mlteams.management.tool.forecast import make_forecast
from mlteams.management.tool.roadmap_file import RoadmapFile


def said(about, **fields):
    """Return what is said of the date or the chance of a plan with such gains, of which none is the best."""
    found = advised(SimpleNamespace(**{**vars(NOTHING), **fields}))
    found.outcome.__dict__["p95"] = found.outcome.p50 + 8  # so that the date is uncertain
    (one,) = [line for line in roadmap_advice.advice(found) if line.startswith(f"For the {about}")]
    return one


@pytest.mark.parametrize(("error", "told"), [(0.0249, "none matters"), (0.0251, "too few")])
def test_a_day_less_is_known_to_bring_little_or_not(error, told):
    one = said("date", date=(gain("a", 0.1, error),), drawn=20_459, works=700)
    assert (
        one
        == {
            "none matters": "For the date, no single task matters much: a week less on any one brings the P85, if it "
            "works, forward by 0.2 weeks at most. The end waits for one.",
            "too few": "For the date, too few futures work to rank the tasks, 700 of the 20,459 drawn for this: a week "
            "less on “a” may bring the P85, if it works, forward.",
        }[told]
    )


@pytest.mark.parametrize(("error", "told"), [(0.124, "none matters"), (0.126, "too few")])
def test_a_sure_success_is_known_to_add_little_or_not(error, told):
    one = said("chance", chance=(gain("a", 0.5, error),))
    begins, ends = {
        "none matters": (
            "no single task matters much: certain to succeed, none adds more than 1 point.",
            "may fail.",
        ),
        "too few": (
            "20,459 futures are too few to rank the tasks: “a”, certain to succeed,",
            "may add to it.",
        ),
    }[told]
    assert one.startswith(f"For the chance of 50%, {begins}")
    assert one.endswith(ends)


def test_where_no_future_works_nothing_is_said_of_single_tasks():
    one = said("date", works=0)
    assert one == "For the date, too few futures work to rank the tasks, 0 of the 20,459 drawn for this."


def test_where_all_futures_work_their_number_is_what_is_too_small():
    one = said("date", date=(gain("a", 0.0, 0.1), gain("b", 0.0, 0.01)))
    begins = "For the date, 20,459 futures are too few to rank the tasks: a week less on “a” may bring"
    assert one.startswith(begins)


def overtaken(rival):
    """Return a plan that works if x, which takes 8 to 9 days, is done before a rival."""
    group = Alternatives("g", (Task("x", Pert(8, 8.5, 9)), Task("rival", rival)))
    return (group, Task("y", Pert(1, 3, 9), ("x",)), Task("z", Pert(1, 3, 9), ("x",)))


def forecast(steps, seed):
    plan = Roadmap("Ours", "days", steps, ("y", "z"))
    return make_forecast(RoadmapFile(plan, START, None), 20_000, seed, None)


def test_few_futures_are_called_few_at_every_seed():
    # The rival takes longer than 8 days in about 1 of 250 futures, and decides by its duration.
    rival = Pert(1, 3, 10)
    rare = float(stats.beta(1 + 8 / 9, 5 - 8 / 9, loc=1, scale=9).sf(8.5))
    for seed in range(12):
        found = forecast(overtaken(rival), seed)
        assert found.outcome.chance == pytest.approx(rare, rel=0.5)
        (date,) = [line for line in roadmap_advice.advice(found) if line.startswith("For the date")]
        assert date.startswith("For the date, too few futures work to rank the tasks, ")
        assert "“y”, “z”" in date or "“y” or “z”" in date  # which are alike
        assert found.advice.works < 3_000
        assert found.advice.drawn > 100_000


def test_many_futures_and_many_tasks_alike_matter_little_at_every_seed():
    # The truth, from the distribution of the maximum of fifty: a day less of one is less than 0.2 days.
    beta, grid = stats.beta(1.8, 4.2, loc=2, scale=10), np.linspace(2, 12, 100_001)
    p85, earlier = (np.interp(0.85, beta.cdf(grid) ** 49 * beta.cdf(grid + d), grid) for d in (0.0, 1.0))
    assert p85 - earlier < 0.2
    for seed in range(6):
        found = made(*(Task(f"t{i}", Pert(2, 4, 12)) for i in range(50)), task("short"), samples=20_000)
        object.__setattr__(found, "seed", seed)
        (date,) = roadmap_advice.advice(found)
        assert date.startswith("For the date, no single task matters much: a day less on any one")
