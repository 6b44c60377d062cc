"""Minimum-cost cover: the cheapest people who between them have the days of each skill that a product needs.

Whole heads n of each role and days y of each role at each skill, so that the pay Σ cost·n is least: a head gives a
skill at most `supply` days a week and all skills together at most `week` days, and each skill gets its days. This is
a mixed-integer program. Units: days a week; cost in any unit of pay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from mlteams.input.heron import fact, key_of

TIE = 1e-6  # a share of pay by which each role is dearer than the one before it, to settle ties
Supply = Mapping[str, Mapping[str, float]]  # by role and skill, days a week that one head can give


@dataclass(frozen=True)
class Team:
    """A team: heads by role, days a week by role and skill, and what it costs."""

    heads: Mapping[str, int]
    days: Supply
    cost: float


def _rows(
    supply: Supply, demand: Mapping[str, float], week: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return A and b of A·(n, y) ≤ b: the demands first, then each head's limit at each skill, then its week."""
    roles, skills = list(supply), list(demand)
    many, each = len(roles), len(skills)
    matrix = np.zeros((each + many * each + many, many + many * each))
    for row, _ in enumerate(skills):
        matrix[row, many + row :: each] = -1
    for place, role in enumerate(roles):
        here = slice(many + place * each, many + (place + 1) * each)
        limits = slice(each + place * each, each + (place + 1) * each)
        matrix[limits, here] = np.eye(each)
        matrix[limits, place] = [-supply[role].get(skill, 0.0) for skill in skills]
        matrix[each + many * each + place, here] = 1
        matrix[each + many * each + place, place] = -week
    bound = np.zeros(len(matrix))
    bound[:each] = [-demand[skill] for skill in skills]
    return matrix, bound


def cheapest(
    supply: Supply, costs: Mapping[str, float], demand: Mapping[str, float], week: float
) -> Team | None:
    """Return the cheapest team, or None if no number of these heads covers the demand.

    Of teams that cost the same, the one that leans on roles named earlier is returned.

    Args:
        supply: days a week that a head of each role can give each skill; a skill left out is 0.
        costs: of a head of each role, above 0.
        demand: days a week of each skill, at least 0.
        week: days a week that a head has for all skills together, above 0.
    """
    if any(
        need > 0 and not any(one.get(skill, 0) > 0 for one in supply.values())
        for skill, need in demand.items()
    ):
        return None
    matrix, bound = _rows(supply, demand, week)
    roles, skills = list(supply), list(demand)
    price = np.zeros(matrix.shape[1])
    price[: len(roles)] = [costs[role] * (1 + TIE * place) for place, role in enumerate(roles)]
    whole = np.zeros(len(price))
    whole[: len(roles)] = 1
    found = milp(
        price,
        integrality=whole,
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(matrix, ub=bound),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise RuntimeError(f"the solver stopped: {found.message}")
    heads = {role: round(float(one)) for role, one in zip(roles, found.x, strict=False)}
    days = found.x[len(roles) :].reshape(len(roles), len(skills))
    given = {
        role: {skill: float(one) for skill, one in zip(skills, row, strict=True) if one > 1e-6}
        for role, row in zip(roles, days, strict=True)
    }
    return Team(heads, given, sum(costs[role] * count for role, count in heads.items()))


def shadow_prices(
    supply: Supply, costs: Mapping[str, float], demand: Mapping[str, float], week: float
) -> dict[str, float]:
    """Return what one more day a week of each skill costs if heads may be parts: the duals of the relaxation.

    Where a demand is exactly used up from both sides the price is not unique, and one of them is returned.
    """
    matrix, bound = _rows(supply, demand, week)
    price = np.zeros(matrix.shape[1])
    price[: len(supply)] = [costs[role] for role in supply]
    found = linprog(price, A_ub=matrix, b_ub=bound, bounds=(0, None), method="highs")
    if found.status != 0:
        raise ValueError("no number of these heads covers the demand")
    return {skill: float(-one) for skill, one in zip(demand, found.ineqlin.marginals, strict=False)}


WEEK = fact("roles.week")  # days of a week of five that are left after meetings
SKILLS = ("product", "pipelines", "training", "serving", "prompts, retrieval", "evaluation", "analysis")
ROLES = (
    "product manager",
    "platform engineer",
    "ML engineer",
    "ML researcher",
    "data scientist",
    "AI engineer",
)


# Thousand euros a year with what the employer pays beside the wage.
COSTS = {role: fact(f"roles.pay.{key_of(role)}") / 1000 for role in ROLES}
# Assumed: days a week that one head can give each skill before the work becomes poor. The order of roles at a skill
# follows the lecture's two figures; the AI engineer, named since 2022, is ours.
_DAYS = {
    "product manager": (4.5, 0.0, 0.0, 0.0, 0.5, 1.0, 1.0),
    "platform engineer": (0.0, 4.0, 0.0, 4.5, 0.5, 0.0, 0.0),
    "ML engineer": (0.0, 2.5, 4.5, 3.5, 1.5, 1.5, 0.5),
    "ML researcher": (0.0, 0.5, 4.5, 0.0, 1.0, 3.0, 2.0),
    "data scientist": (0.5, 0.5, 1.5, 0.0, 0.5, 2.5, 4.5),
    "AI engineer": (0.5, 0.5, 0.0, 2.5, 4.5, 2.0, 0.0),
}
SUPPLY = {role: dict(zip(SKILLS, days, strict=True)) for role, days in _DAYS.items()}
# Days a week of each skill that a product takes while it is built: Heron's reader, and three that are assumed here.
_NEEDS = {
    "label reader": tuple(float(fact(f"roles.needs.{key_of(skill)}")) for skill in SKILLS),
    "chatbot on an LLM": (3.0, 2.0, 0.0, 3.0, 9.0, 4.0, 2.0),
    "fraud detection": (2.0, 6.0, 5.0, 6.0, 1.0, 3.0, 6.0),
    "research": (1.0, 2.0, 12.0, 0.0, 0.0, 6.0, 3.0),
}
PRODUCTS = {name: dict(zip(SKILLS, days, strict=True)) for name, days in _NEEDS.items()}
SIZES = {"half": 0.5, "as assumed": 1.0, "twice": 2.0}


@cache
def team_for(product: str, size: float = 1.0, without: str = "") -> Team | None:
    """Return the cheapest team for one of our products, of a size, without a role; None if there is none."""
    supply = {role: days for role, days in SUPPLY.items() if role != without}
    demand = {skill: size * days for skill, days in PRODUCTS[product].items()}
    return cheapest(supply, COSTS, demand, WEEK)


def extra_without(product: str, role: str, size: float = 1.0) -> float:
    """Return by what share the cheapest team costs more without a role; infinite if there is none."""
    best, rest = team_for(product, size), team_for(product, size, role)
    if best is None:
        raise ValueError(f"no team covers {product}")
    return rest.cost / best.cost - 1 if rest else float("inf")
