"""What a hire or training buys, against doing it and looking again."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from mlteams.roles.models.repair_queue import busy
from mlteams.roles.tool.team import Costs, Models, Need, Person, Post, Team
from mlteams.roles.tool.team_load import load_of
from mlteams.roles.tool.team_options import Standing
from mlteams.roles.tool.team_report import team_report
from mlteams.roles.tool.team_words import compared, overload

SKILLS = ("a", "b", "c", "d")


def drawn(seed):
    draw = np.random.default_rng(seed)
    people = tuple(
        Person(f"p{n}", {s: float(draw.integers(0, 5)) for s in SKILLS}, float(draw.integers(1, 6)))
        for n in range(4)
    )
    needs = tuple(Need(s, 3.0, float(draw.integers(0, 9)) / 2) for s in SKILLS)
    posts = (Post("x", {"a": 3.0, "b": 4.0, "c": 2.0}, 4.0, 50.0), Post("y", {"d": 3.0}))
    return Team("t", people, needs, posts, costs=Costs(10.0, 5.0))


def counted(team):
    standing = Standing(team)
    counts = {skill: len(names) for skill, names in standing.able.items()}
    return counts, standing.flow.days


@pytest.mark.parametrize("seed", range(20))
def test_an_option_buys_what_the_team_has_more_of_afterwards(seed):
    team = drawn(seed)
    standing = Standing(team)
    before, days = counted(team)
    for option in [*standing.hires(), *standing.trainings()]:
        if option.kind == "hire":
            post = next(one for one in team.posts if one.name == option.who)
            then = replace(team, people=(*team.people, Person("new", post.levels, post.days)))
        else:
            then = replace(
                team,
                people=tuple(
                    replace(one, levels={**one.levels, option.skill: 3.0}) if one.name == option.who else one
                    for one in team.people
                ),
            )
        after, more = counted(then)
        assert set(option.opened) == {s for s in SKILLS if before[s] == 0 < after[s]}
        assert set(option.relieved) == {s for s in SKILLS if before[s] == 1 < after[s]}
        assert option.days == pytest.approx(more - days)


@pytest.mark.parametrize("seed", range(20))
def test_the_training_named_first_is_the_best_of_all(seed):
    team = drawn(seed)
    standing = Standing(team)
    before, days = counted(team)
    best = (0, 0.0, 0)
    for person, skill in product(team.people, SKILLS):
        if person.levels[skill] >= 3:
            continue
        trained = tuple(
            replace(p, levels={**p.levels, skill: 3.0}) if p is person else p for p in team.people
        )
        after, more = counted(replace(team, people=trained))
        opened = sum(before[s] == 0 < after[s] for s in SKILLS)
        second = sum(before[s] == 1 < after[s] for s in SKILLS)
        best = max(best, (opened, round(more - days, 2), second))
    found = standing.trainings()
    assert (found[0].buys if found else (0, 0.0, 0)) == best


@pytest.mark.parametrize(("before", "found"), [(399, True), (400, False)])
def test_training_is_tried_for_as_many_as_it_says(before, found):
    # Those nearest to the level of "a" have other work; only the last one's days would be new.
    busy_ones = [Person(f"p{at}", {"a": 2.0, "b": 3.0}, 5.0) for at in range(before)]
    team = Team(
        "t",
        (*busy_ones, Person("last", {"a": 1.0}, 5.0)),
        (Need("a", 3.0, 5.0), Need("b", 3.0, 5.0 * before)),
    )
    assert [one.skill for one in (team.needs[at] for at in Standing(team).wants)] == ["a"]
    assert (Standing(team).trainings()[0].who == "last") is found


@pytest.mark.parametrize(("count", "said"), [(400, False), (401, True)])
def test_it_is_said_when_training_was_not_tried_for_all(count, said):
    team = Team("t", tuple(Person(f"p{at}", {"a": 1.0}) for at in range(count)), (Need("a", 3.0),))
    assert ("For each skill, training was tried" in str(team_report(team).data["assumptions"])) is said


def test_costs_of_both():
    team = Team(
        "t",
        (Person("p", {"a": 1.0}),),
        (Need("a", 3.0, 1.0),),
        (Post("x", {"a": 3.0}, 2.0), Post("y", {"a": 3.0}, 2.0, 7.0)),
        costs=Costs(10.0, 5.0),
    )
    standing = Standing(team)
    assert [(one.who, one.yearly, one.effort) for one in standing.hires()] == [
        ("y", 7.0, 88.0),
        ("x", 880.0, 88.0),
    ]
    assert [(one.effort, one.once) for one in standing.trainings()] == [(10.0, 100.0)]
    assert "comes first" in compared(standing.hires()[0], standing.trainings()[0])
    assert Standing(replace(team, posts=(), costs=Costs())).hires()[0].yearly is None


def test_days_left_when_people_go():
    people = (Person("p", {"a": 3.0}, 2.0), Person("q", {"a": 3.0}, 1.0))
    standing = Standing(Team("t", people, (Need("a", 3.0, 2.5),)))
    assert standing.flow.days == 2.5
    assert standing.without(frozenset({"p"})) == 1.0
    assert [one.people for one in standing.losses] == [{"p", "q"}]


def test_a_need_is_met_at_its_level_and_not_below():
    for level, count in ((3.0, 1), (2.9, 0)):
        assert len(Standing(Team("t", (Person("p", {"a": level}),), (Need("a", 3.0),))).able["a"]) == count


def test_firefighting_is_that_of_the_queue():
    people = (Person("p", {"a": 4.0}), Person("q", {"a": 3.0}), Person("r", {"a": 1.0}))
    team = Team("t", people, (Need("a", 3.0, 2.0),), models=Models(20, 30.0, 1.5, "a"))
    load = load_of(Standing(team))
    assert load.engineers == 2
    assert load.firefighting == pytest.approx(busy(20, 0.05, 2))
    assert load.repairs == pytest.approx(10 * busy(20, 0.05, 2))
    assert "Repairs take" in overload(load, "a")
    assert overload(replace(load, given=load.repairs), "a") == ""
    one_day = replace(team, people=(replace(people[0], days=1.0), people[2]))
    assert load_of(Standing(one_day)).engineers == 1
    three = tuple(replace(people[0], name=name) for name in "pqs")
    assert load_of(Standing(replace(team, people=three))).engineers == 3
    nobody = replace(team, people=people[2:])
    assert load_of(Standing(nobody)).firefighting is None
