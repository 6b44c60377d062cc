"""The cheapest team against brute force over head counts; shadow prices against a relaxation written another way."""

from itertools import chain, combinations, product

import numpy as np
import pytest
from scipy.optimize import linprog

from mlteams.roles.models import minimum_cost_cover as m


def groups(skills):
    return chain.from_iterable(combinations(skills, size) for size in range(1, len(skills) + 1))


def can_cover(heads, supply, demand, week):
    """A cut for each group of skills: what the heads can give it is at least what it needs."""
    return all(
        sum(
            count * min(week, sum(supply[role].get(skill, 0) for skill in group))
            for role, count in heads.items()
        )
        >= sum(demand[skill] for skill in group) - 1e-9
        for group in groups(demand)
    )


def by_brute_force(supply, costs, demand, week, most):
    found = [
        sum(costs[role] * count for role, count in heads.items())
        for counts in product(range(most + 1), repeat=len(supply))
        if can_cover(heads := dict(zip(supply, counts, strict=True)), supply, demand, week)
    ]
    return min(found)


@pytest.mark.parametrize("seed", range(12))
def test_the_cheapest_team_is_that_of_brute_force(seed):
    draw = np.random.default_rng(seed)
    supply = {role: {skill: float(draw.integers(0, 5)) for skill in "xyz"} for role in "abc"}
    supply["a"] |= {"x": 1.0, "y": 2.0, "z": 1.0}  # so that there is a team
    costs = {role: float(draw.integers(2, 9)) for role in "abc"}
    demand = {skill: float(draw.integers(0, 6)) for skill in "xyz"}
    team = m.cheapest(supply, costs, demand, 4.5)
    assert team.cost == pytest.approx(by_brute_force(supply, costs, demand, 4.5, 6))
    assert can_cover(team.heads, supply, demand, 4.5)


@pytest.mark.parametrize("name", m.PRODUCTS)
def test_days_cover_the_demand_and_nobody_gives_more_than_he_has(name):
    team = m.team_for(name)
    for skill, need in m.PRODUCTS[name].items():
        assert sum(days.get(skill, 0) for days in team.days.values()) >= need - 1e-6
    for role, count in team.heads.items():
        assert sum(team.days[role].values()) <= count * m.WEEK + 1e-6
        for skill, days in team.days[role].items():
            assert days <= count * m.SUPPLY[role][skill] + 1e-6


@pytest.mark.parametrize("name", m.PRODUCTS)
def test_no_cheaper_team_of_our_roles_covers_half_a_product(name):
    demand = {skill: 0.5 * days for skill, days in m.PRODUCTS[name].items()}
    best = m.team_for(name, 0.5)
    most = round(best.cost / min(m.COSTS.values()))
    cheaper = [
        heads
        for counts in product(range(most + 1), repeat=len(m.COSTS))
        if sum(counts) <= most
        and sum(cost * count for cost, count in zip(m.COSTS.values(), counts, strict=True)) < best.cost - 0.5
        and can_cover(heads := dict(zip(m.COSTS, counts, strict=True)), m.SUPPLY, demand, m.WEEK)
    ]
    assert not cheaper


def test_a_skill_that_no_role_has_leaves_no_team():
    assert m.cheapest({"a": {"x": 1.0}}, {"a": 1.0}, {"x": 1.0, "y": 0.1}, 5) is None
    assert m.cheapest({"a": {"x": 1.0}}, {"a": 1.0}, {"x": 1.0, "y": 0.0}, 5).cost == 1.0
    with pytest.raises(ValueError, match="covers the demand"):
        m.shadow_prices({"a": {"x": 1.0}}, {"a": 1.0}, {"x": 1.0, "y": 0.1}, 5)


def relaxed(supply, costs, demand, week):
    """The cost of the relaxation, with a row for each group of skills instead of days."""
    rows = [
        [-min(week, sum(supply[role].get(skill, 0) for skill in group)) for role in supply]
        for group in groups(demand)
    ]
    needs = [-sum(demand[skill] for skill in group) for group in groups(demand)]
    return linprog([costs[role] for role in supply], A_ub=rows, b_ub=needs, method="highs").fun


@pytest.mark.parametrize("without", ["", "product manager", "AI engineer"])
def test_a_shadow_price_is_what_a_little_more_costs(without):
    supply = {role: days for role, days in m.SUPPLY.items() if role != without}
    # Needs of which no group is a plain multiple of another, so that every price is one alone.
    demand = {
        skill: days + 0.137 * place for place, (skill, days) in enumerate(m.PRODUCTS["label reader"].items())
    }
    prices = m.shadow_prices(supply, m.COSTS, demand, m.WEEK)
    base = relaxed(supply, m.COSTS, demand, m.WEEK)
    assert sum(prices[skill] * days for skill, days in demand.items()) == pytest.approx(base)
    for skill in demand:
        more = relaxed(supply, m.COSTS, demand | {skill: demand[skill] + 1e-4}, m.WEEK)
        assert (more - base) / 1e-4 == pytest.approx(prices[skill], abs=0.01)


def test_a_role_that_is_not_in_the_team_is_not_missed():
    assert m.team_for("research").heads["AI engineer"] == 0
    assert m.extra_without("research", "AI engineer") == pytest.approx(0)
    assert m.extra_without("chatbot on an LLM", "AI engineer") > 0.1
