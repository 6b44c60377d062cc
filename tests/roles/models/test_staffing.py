"""Staffing: the margins of its claim against the cover they are closed forms of; the pictures say what they show."""

import pytest

from mlteams.core.explorable import Pick
from mlteams.core.margins import look_over
from mlteams.roles.models import staffing as s
from mlteams.roles.models.minimum_cost_cover import WEEK, cheapest

OWN_ROLE, SEPARATE = s.CLAIMS[0].lines


@pytest.mark.parametrize("line", [OWN_ROLE, SEPARATE])
def test_the_lines_stand_over_their_ranges(line):
    assert not look_over(line).against


@pytest.mark.parametrize(
    ("skills", "work", "premium"), [(2, 1.0, 1.5), (3, 4.5, 1.2), (3, 4.6, 1.2), (4, 9.0, 1.1), (8, 0.5, 2.0)]
)
def test_separate_roles_cost_what_the_cover_says(skills, work, premium):
    names = [f"skill {one}" for one in range(skills)]
    demand = dict.fromkeys(names, work)
    alone = cheapest({name: {name: WEEK} for name in names}, dict.fromkeys(names, 1.0), demand, WEEK)
    mixed = cheapest({"all": dict.fromkeys(names, WEEK)}, {"all": premium}, demand, WEEK)
    assert SEPARATE.margin(skills=skills, work=work, premium=premium) == pytest.approx(
        mixed.cost - alone.cost
    )


def test_separate_roles_on_both_sides_of_the_edge():
    # Two skills of 4.5 days each: two people either way, so that the premium alone decides.
    assert SEPARATE.margin(skills=2, work=4.5, premium=1.01) == pytest.approx(0.02)
    # Of 2 days each: one person does both, and costs less than two at any premium below 2.
    assert SEPARATE.margin(skills=2, work=2.0, premium=1.99) == pytest.approx(-0.01)
    assert SEPARATE.margin(skills=2, work=2.0, premium=2.01) == pytest.approx(0.01)


def test_a_role_of_its_own_on_both_sides_of_the_edge():
    # At half the speed, 2.25 days of the role’s work take the others a whole week.
    assert OWN_ROLE.margin(work=2.25, speed=0.5, pay=1) == pytest.approx(0)
    assert OWN_ROLE.margin(work=2.24, speed=0.5, pay=1) < 0 < OWN_ROLE.margin(work=2.26, speed=0.5, pay=1)
    assert OWN_ROLE.when(work=2.24, speed=0.5, pay=1)
    assert not OWN_ROLE.when(work=2.26, speed=0.5, pay=1)
    # Just over a week of work takes two people of the role.
    assert OWN_ROLE.margin(work=4.6, speed=1, pay=1) == pytest.approx(4.6 / 4.5 - 2)


def test_a_team_is_told_with_all_roles_and_without_one():
    view = s.draw_team("label reader", "as assumed", s.NOBODY)
    assert view.answer == 5
    assert "costs 475 thousand euros a year: 1 product manager" in view.sentence
    without = s.draw_team("label reader", "as assumed", "product manager")
    assert "Without a product manager" in without.sentence
    assert without.table.iloc[0].tolist() == ["product manager", 1, 0]
    assert "costs no more" in s.draw_team("research", "as assumed", "AI engineer").sentence


@pytest.mark.parametrize("size", s.SIZES)
@pytest.mark.parametrize("product", s.PRODUCTS)
def test_the_role_missed_most_is_one_that_can_be_picked(product, size):
    item = s.EXPLORABLES[1]
    assert isinstance(item.predict, Pick)
    view = item.draw(product, size)
    assert view.answer in dict(item.predict.options)
    shares = [0 if row == "no team" else float(row.strip("+%")) for row in view.table.iloc[:, 1]]
    if view.answer != "none":
        assert s.slug(view.table.iloc[shares.index(max(shares)), 0]) == view.answer


def test_no_price_leaves_its_axis():
    item = s.EXPLORABLES[2]
    highest = max(item.draw(**state).answer for state in item.states())
    assert 100 < highest < s.MOST_PRICE
    assert highest < item.predict.high


def test_numbers_for_prose():
    found = s.variables()
    assert found["reader_people"] == "5"
    # By hand: two data scientists at 90 against one and an AI engineer at 100; the other three posts are the same.
    reader = s.team_for("label reader").heads
    assert (reader["data scientist"], reader["AI engineer"], reader["ML researcher"]) == (2, 0, 0)
    assert found["one_of_each_more"] == "€10,000"
    assert found["research_without_ai_engineer"] == "0%"


def test_from_half_a_thousand_euros_a_team_costs_more():
    def team(cost):
        return s.Team({"ML engineer": 1}, {}, cost)

    said = [s._told("label reader", "data scientist", team(100.0), team(cost)) for cost in (100.4, 100.6)]
    assert "costs no more" in said[0]
    assert "1% more" in said[1]
