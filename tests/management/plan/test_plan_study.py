"""What a plan stands on: how many futures are drawn, which of them count, and what is one share written twice."""

import pytest
from planted import BESIDE, found, study_of

from mlteams.management.plan.study import differ, exact, futures, points


def test_a_roadmap_of_two_hundred_tasks_gets_all_futures_and_a_larger_one_fewer():
    assert futures(1) == futures(200) == 100_000
    assert futures(201) == 99_502  # 20 million draws
    assert futures(5_000) == 4_000


@pytest.mark.parametrize(
    ("tasks", "kept"),
    [
        ("    - {name: a, estimate: 1, chance: 0.5}\n", 1.0),  # whenever it works, it works in time
        ("    - {name: a, estimate: 9, chance: 0.5}\n", 0.0),
        ("    - {name: a, estimate: 1, chance: 0}\n", None),
    ],
)
def test_what_is_kept_is_a_share_of_the_futures_in_which_the_plan_works(tmp_path, tasks, kept):
    study = study_of(tmp_path, BESIDE + "    promise: {date: 2027-01-31}\n", tasks)
    assert study.kept == kept
    assert study_of(tmp_path, BESIDE, tasks).kept is None
    assert study_of(tmp_path, "  dates: {promise: {date: 2027-01-31}}\n").kept is None


def test_a_task_is_alone_unless_another_can_stand_in_for_it(tmp_path):
    tasks = "    - {name: a, estimate: 1}\n    - {name: g, alternatives: [{name: b, estimate: 1}]}\n"
    tasks += "    - {name: h, alternatives: [{name: c, estimate: 1}, {name: d, estimate: 1}]}\n"
    tasks += "    - {name: i, alternatives: [{name: e, estimate: 1}, {name: f, estimate: 1, status: failed}, "
    tasks += "{name: x, estimate: 1, status: dropped}]}\n    - {name: y, estimate: 1, status: dropped}\n"
    places = study_of(tmp_path, BESIDE, tasks).places
    assert {name: place.alone for name, place in places.items()} == {
        "a": True,
        "b": True,
        "c": False,
        "d": False,
        "e": True,
        "f": True,
    }
    assert found(tmp_path, BESIDE, tasks) == ()


def test_two_ways_to_write_one_share_are_one_and_two_shares_are_two():
    assert 1.1 / 100 != 0.011  # in floating point
    assert not differ(1.1 / 100, 0.011)
    assert differ(0.85, 0.850001)
    assert (exact(1.1 / 100), exact(0.85), exact(0.850001)) == ("1.1%", "85%", "85.0001%")
    assert (points(0.85, 0.86), points(0.9, 0.85), points(0.85, 0.851)) == (
        "1 point",
        "5 points",
        "0.1 points",
    )
