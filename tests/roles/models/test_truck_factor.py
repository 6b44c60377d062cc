"""The truck factor: days and costs by enumerating who is there; its pictures by counting."""

from itertools import combinations, product

import pytest

from mlteams.core.margins import look_over
from mlteams.roles.models import truck_factor as t

LINE = t.CLAIMS[0].lines[0]


def expected(skills, away, people, count):
    """Mean over all ways to be there or away of a count of the skills whose people are all away."""
    total = 0.0
    for there in product((True, False), repeat=skills * people):
        weight = 1.0
        for one in there:
            weight *= 1 - away if one else away
        missing = sum(not any(there[n * people : (n + 1) * people]) for n in range(skills))
        total += weight * count(missing)
    return total


@pytest.mark.parametrize(("skills", "away", "people"), [(1, 0.05, 1), (3, 0.1, 1), (3, 0.1, 2), (4, 0.3, 2)])
def test_days_without_a_skill_by_enumeration(skills, away, people):
    assert t.missing(skills, away, people) == pytest.approx(250 * expected(skills, away, people, bool))


@pytest.mark.parametrize("busy", [0.0, 0.5, 1.0])
def test_costs_by_enumeration(busy):
    costs = t.yearly_costs(3, 0.1, busy)
    one, two = (250 * t.HARM * expected(3, 0.1, people, float) for people in (1, 2))
    assert costs["nothing"] == pytest.approx(one)
    assert costs["train"] == pytest.approx(two + 3 * t.UPKEEP)
    assert costs["hire"] == pytest.approx(two + 250 * (1 - busy))


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


def test_margin_on_both_sides_of_the_edge():
    # Away one day in ten, a day’s pay lost a day: 250 · (0.1 − 0.01) = 22.5 days saved a year.
    assert LINE.margin(away=0.1, harm=1, upkeep=22.4) < 0 < LINE.margin(away=0.1, harm=1, upkeep=22.6)
    lost = [250 * 2 * expected(1, 0.05, people, float) for people in (1, 2)]
    assert LINE.margin(away=0.05, harm=2, upkeep=12) == pytest.approx(12 - (lost[0] - lost[1]))
    edge = {"away": 0.05, "harm": 2, "upkeep": 250 * 0.05 * 2 / 1.5 - 0.01}
    assert LINE.when(**edge)
    for other in ({"away": 0.049}, {"harm": 1.9}, {"upkeep": edge["upkeep"] + 0.02}):
        assert not LINE.when(**edge | other)


@pytest.mark.parametrize("first", [t.NOBODY, *t.POSTS])
@pytest.mark.parametrize("trained", [t.NOBODY, "ML engineer"])
def test_what_waits_is_what_nobody_left_can_do(first, trained):
    view = t.draw_loss(first, t.NOBODY, trained)
    waits = 0
    for task in t.HERON:
        can = [post for post in t.POSTS if post in task.can]
        if len(can) == 1 and trained != t.NOBODY:
            can = [*can, trained]
        waits += not [post for post in can if post != first]
    assert view.answer == waits
    assert (view.table["who can"] == "nobody").sum() == waits


def test_pictures_say_what_they_show():
    assert (
        "With the AI engineer gone, nobody can do 2 of 11 tasks"
        in t.draw_loss("AI engineer", t.NOBODY, t.NOBODY).sentence
    )
    assert t.draw_channels(9, 1.0).answer == sum(range(9))
    assert "talks 8 hours a week, and 288 of 360 hours" in t.draw_channels(9, 1.0).sentence
    view = t.draw_train(4, "one day in 20", "half of her time")
    assert (view.answer, view.table.iloc[0, 1]) == ("train", "46.4")
    assert t.draw_train(12, "one day in 50", "all of her time").answer == "hire"
    assert t.draw_train(1, "one day in 50", "nothing").answer == "train"


def test_numbers_for_prose():
    able = {task: group for task, group in t.heron().items() if group}
    half = next(
        size
        for size in range(6)
        for gone in combinations(t.POSTS, size)
        if sum(not group - set(gone) for group in able.values()) >= 5
    )
    # 250 days at 3 days of pay, one in 20 missing or one in 400; 12 days of upkeep, or half a year's pay.
    costs = {"nothing": 2 * 37.5, "train": 2 * (1.875 + 12), "hire": 2 * 1.875 + 125}
    numbers = {"posts": "5", "nobody": "1", "on_one": "2", "pairs_5": "10", "pairs_10": "45"}
    numbers |= {f"cost_{option}": f"{round(days / 10)}0" for option, days in costs.items()}
    assert t.variables() == numbers | {"lose_half": str(half)}
    assert len(able) == 10
