import pytest

from mlteams.roles.models import task_analysis as t
from mlteams.roles.models.common_roles import NAMES


def test_every_task_has_somebody_and_every_role_a_task():
    assert all(task.can and task.can <= set(NAMES) for task in t.HERON)
    assert set().union(*(task.can for task in t.HERON)) == set(NAMES)


def test_weeks_counted_by_hand():
    assert [task.weeks for task in t.HERON] == [2, 5, 3, 3, 3, 5, 3, 5, 3, 2, 3]
    assert t.variables()["weeks"] == "37"


@pytest.mark.parametrize(
    ("hired", "count"),  # crossed out on paper
    [
        (["data scientist"], 4),
        (["annotator"], 1),
        (["data scientist", "data scientist"], 4),
        (["data scientist", "ML engineer"], 8),
        (["product manager", "ML engineer", "evaluation owner", "AI engineer"], 11),
        ([], 0),
    ],
)
def test_covered(hired, count):
    assert len(t.covered(hired)) == count


def test_an_unknown_role_is_refused():
    with pytest.raises(ValueError, match="no role wizard"):
        t.covered(["wizard"])


@pytest.mark.parametrize(
    ("first", "second", "begins"),
    [
        ("data scientist", "nobody", "A data scientist can do 4 of 11 tasks, 13 of 37 weeks"),
        ("annotator", "annotator", "Two annotators can do 1 of 11 tasks"),
        ("ML engineer", "AI engineer", "An ML engineer and an AI engineer can do"),
    ],
)
def test_the_sentence_fits_the_team(first, second, begins):
    assert t.draw_weeks(first, second).sentence.startswith(begins)


def test_the_sentence_counts_one_task_as_one():
    four = t.covered(["product manager", "ML engineer"])
    view = t.draw_weeks("product manager", "ML engineer")
    assert view.answer == len(four)
    assert f"{11 - len(four)} tasks would" in view.sentence


def test_no_three_roles_cover_all_tasks_and_four_do():
    alone = ("law and works council", "fetch the photographs", "label a thousand", "build the clerks’ screen")
    apart = [task.can for task in t.HERON if task.name in alone]
    assert len(set().union(*apart)) == sum(
        len(can) for can in apart
    )  # none of them shares a role: four are needed
    assert t.fewest() == len(apart) == 4
