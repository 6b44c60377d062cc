"""Whom does a product need? Heads that cover a brief, cheaply, with no critical skill on one person.

The properties: every need gets its days, two people at least can give a day a week of each critical skill, and the pay
is at most 1.10 times the least. Days can be dealt out exactly if no group of skills needs more than all who can do any
of them have for it (the cut condition of a flow from people to skills), so that only the heads are unknown.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import combinations
from math import ceil
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number
from mlteams.core.words import listed
from mlteams.roles.models.minimum_cost_cover import COSTS, PRODUCTS, SKILLS, SUPPLY, WEEK

Needs = Mapping[str, float]
Role = dict[str, Any]  # name, cost, and days a week that one person can give each skill
Heads = dict[str, int]
Args = tuple[Needs, list[Role], float, list[str]]
LIMIT = 1.10  # of the least pay
MARGIN = 1.12  # by which a rule that is too dear misses it in a hidden brief
BEHIND = 2  # people behind a critical skill, at least
ABLE = 1.0  # day a week: whoever can give it can do a skill
MOST = 1_000  # heads of one role; more is a slip of the hand
CRITICAL = ("serving", "evaluation")
EDGE = (3, 9)  # hidden briefs in which it counts that a day a week is just enough
_ROUNDING = 1e-9


@cache
def brief(seed: int) -> Brief:
    """Return (needs, roles, week, critical); in odd hidden briefs other skills than Heron's are critical."""
    if seed == 0:
        roles = [{"name": name, "cost": COSTS[name], "days": dict(days)} for name, days in SUPPLY.items()]
        return dict(PRODUCTS["label reader"]), roles, WEEK, list(CRITICAL)
    for attempt in range(1_000):
        edge = seed in EDGE
        given = _drawn(np.random.default_rng([seed, attempt]), seed % 2 == 1, edge)
        if _separates(given, edge):
            return given
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator, others: bool, edge: bool) -> Args:
    """Return a company in Heron's manner: other needs, pay, days and a shorter or longer week."""
    week = float(rng.choice([3.5, 4.0, 5.0]))
    skills = sorted(rng.choice(len(SKILLS), 5 if others else 6, replace=False))
    names = [SKILLS[place] for place in skills]
    if not others:
        names = list(dict.fromkeys([*CRITICAL, *names]))[:6]
    needs = {name: float(rng.integers(2, 15)) / 2 for name in names}
    roles: list[Role] = []
    for role in rng.permutation(list(SUPPLY)):
        days = {name: _moved(rng, SUPPLY[role].get(name, 0.0), week) for name in names}
        roles.append({"name": str(role), "cost": float(rng.integers(14, 27) * 5), "days": days})
    critical = [str(one) for one in rng.permutation(names)[:2]] if others else list(CRITICAL)
    if edge:  # a day a week of the first critical skill, and all but the dearest give just that
        needs[critical[0]] = ABLE
        for role in sorted(roles, key=lambda one: float(one["cost"]))[:-1]:
            role["days"][critical[0]] = ABLE
    return needs, roles, week, critical


def _moved(rng: np.random.Generator, days: float, week: float) -> float:
    """Return other days than Heron's, in halves; whole ones are common, so that a day a week is just enough."""
    return float(min(week, max(0.0, days + rng.integers(-2, 3) / 2)))


def _separates(given: Args, edge: bool) -> bool:
    """Tell whether each planted mistake fails in its own way, and on demand so does asking for more than a day."""
    _needs, roles, _week, critical = given
    if not all(_people(roles, skill, ABLE) for skill in critical) or not _can(given):
        return False
    wrong = ((_plain_cover(*given), "alone"), (_without_week(*given), "covered"))
    if any((found := fault(given, dict(heads))) is None or found.aspect != aspect for heads, aspect in wrong):
        return False
    dear = [_specialists, _rounded_up, *([_with(able=ABLE + 0.5)] if edge else [])]
    least = least_pay(*given)
    return all(pay(roles, cast(Heads, rule(*given))) > MARGIN * least for rule in dear)


def _can(given: Args) -> bool:
    needs, roles, *_ = given
    return all(any(role["days"][skill] > 0 for role in roles) for skill in needs)


def _people(roles: list[Role], skill: str, least: float) -> list[str]:
    return [role["name"] for role in roles if role["days"][skill] >= least]


def groups(needs: Needs) -> list[tuple[str, ...]]:
    """Return all groups of skills, the smallest first."""
    return [group for size in range(1, len(needs) + 1) for group in combinations(needs, size)]


def has(role: Role, group: Iterable[str], week: float) -> float:
    """Return how many days a week one person of a role has for a group of skills."""
    return float(min(week, sum(role["days"].get(skill, 0.0) for skill in group)))


def short(needs: Needs, roles: list[Role], week: float, heads: Mapping[str, float]) -> tuple[str, ...]:
    """Return the smallest group of skills that needs more days than the heads have for it; empty if there is none."""
    for group in groups(needs):
        there = sum(heads.get(role["name"], 0) * has(role, group, week) for role in roles)
        if there < sum(needs[skill] for skill in group) - _ROUNDING:
            return group
    return ()


def pay(roles: list[Role], heads: Mapping[str, float]) -> float:
    """Return what heads cost together."""
    return float(sum(heads.get(role["name"], 0) * role["cost"] for role in roles))


Rows = tuple[NDArray[np.float64], NDArray[np.float64]]


def _rows(
    needs: Needs, roles: list[Role], week: float, critical: Iterable[str], able: float, behind: int
) -> Rows:
    """Return A and b of A·heads ≥ b: a row for each group of skills, then one for each critical skill."""
    every = groups(needs)
    days = [[has(role, group, week) for role in roles] for group in every]
    can = [[float(role["days"].get(skill, 0.0) >= able) for role in roles] for skill in critical]
    wanted = [sum(needs[skill] for skill in group) for group in every]
    return np.array([*days, *can]), np.array([*wanted, *[float(behind)] * len(can)])


def _cheapest(roles: list[Role], rows: Rows, costs: Iterable[float] | None = None) -> Heads:
    price = np.array([role["cost"] for role in roles] if costs is None else list(costs))
    found = milp(
        price,
        integrality=np.ones(len(roles)),
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(rows[0], lb=rows[1]),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise RuntimeError(f"the solver stopped: {found.message}")
    return {role["name"]: round(float(one)) for role, one in zip(roles, found.x, strict=True)}


def best(
    needs: Needs,
    roles: list[Role],
    week: float,
    critical: Iterable[str],
    able: float = ABLE,
    behind: int = BEHIND,
) -> Heads:
    """Return the cheapest heads that cover the needs, with enough people behind each critical skill."""
    return _cheapest(roles, _rows(needs, roles, week, critical, able, behind))


def least_pay(needs: Needs, roles: list[Role], week: float, critical: Iterable[str]) -> float:
    """Return the least pay of heads that do."""
    return pay(roles, best(needs, roles, week, critical))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with heads."""
    needs, roles, week, critical = cast(Args, given)
    if type(value) is not dict or not all(is_number(one) for one in value.values()):
        return Fault("form", "What came back is not a dictionary of numbers by role")
    heads = cast(dict[str, float], value)
    names = [role["name"] for role in roles]
    unknown = sorted(set(heads) - set(names))
    if unknown:
        return Fault("names", f"“{unknown[0][:40]}” is the name of no role in the brief")
    if any(count != count // 1 or not 0 <= count <= MOST for count in heads.values()):
        return Fault("whole", f"People are hired whole: a number from 0 to {MOST:,} is wanted for each role")
    missing = short(needs, roles, week, heads)
    if missing:
        together = f"{listed(list(missing))}{' together' if len(missing) > 1 else ''}"
        return Fault("covered", f"For {together} your people have fewer days a week than are needed")
    for skill in critical:
        able = sum(heads.get(name, 0) for name in _people(roles, skill, ABLE))
        if able < BEHIND:
            return Fault("alone", f"Fewer than two of your people can do {skill}, which is critical")
    if pay(roles, heads) > LIMIT * least_pay(*cast(Args, given)) + _ROUNDING:
        return Fault("cost", "The needs are covered, and noticeably cheaper people cover them too")
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = (
        {name: count for name, count in cast(dict[str, float], each).items() if count}
        for each in (one, other)
    )
    return 0 if mine == theirs else np.inf


def _plain_cover(needs: Needs, roles: list[Role], week: float, critical: list[str]) -> Heads:
    return best(needs, roles, week, [])


def _without_week(needs: Needs, roles: list[Role], week: float, critical: list[str]) -> Heads:
    """Return heads that have the days of each skill by itself, as if one person had them all at once."""
    days = [[role["days"][skill] for role in roles] for skill in needs]
    can = [[float(role["days"][skill] >= ABLE) for role in roles] for skill in critical]
    return _cheapest(
        roles, (np.array([*days, *can]), np.array([*needs.values(), *[float(BEHIND)] * len(can)]))
    )


def _specialists(needs: Needs, roles: list[Role], week: float, critical: list[str]) -> Heads:
    """Return people for one skill after the other, as if nobody could do two."""
    heads: Heads = {}
    for skill, days in needs.items():
        role = min(
            (one for one in roles if one["days"][skill] > 0),
            key=lambda one: (
                skill in critical and one["days"][skill] < ABLE,
                one["cost"] / one["days"][skill],
            ),
        )
        count = ceil(days / role["days"][skill] - _ROUNDING)
        heads[role["name"]] = heads.get(role["name"], 0) + max(count, BEHIND if skill in critical else 0)
    return heads


def _parts(needs: Needs, roles: list[Role], week: float, critical: list[str]) -> dict[str, float]:
    """Return the cheapest heads if people could be hired in parts."""
    matrix, bound = _rows(needs, roles, week, critical, ABLE, BEHIND)
    found = linprog([role["cost"] for role in roles], A_ub=-matrix, b_ub=-bound, method="highs")
    return {role["name"]: round(float(one), 9) for role, one in zip(roles, found.x, strict=True)}


def _rounded_up(needs: Needs, roles: list[Role], week: float, critical: list[str]) -> Heads:
    return {name: ceil(one) for name, one in _parts(needs, roles, week, critical).items()}


def _with(
    week: float = 0.0, critical: Iterable[str] = (), able: float = ABLE, behind: int = BEHIND
) -> Callable[..., object]:
    """Return an answer that is right but for what it takes for granted."""

    def answer(needs: Needs, roles: list[Role], own_week: float, own: list[str]) -> Heads:
        named = [one for one in critical if one in needs] if critical else own
        reached = [one for one in named if _people(roles, one, able)]
        return best(needs, roles, week or own_week, reached, able, behind)

    return answer


def _heron_s_needs(needs: Needs, roles: list[Role], week: float, critical: list[str]) -> Heads:
    known = PRODUCTS["label reader"]
    return best({skill: known[skill] for skill in needs}, roles, week, critical)


def _priced(price: Callable[[Role], float]) -> Callable[..., object]:
    """Return an answer that takes something else for the pay."""
    return lambda needs, roles, week, critical: _cheapest(
        roles, _rows(needs, roles, week, critical, ABLE, BEHIND), map(price, roles)
    )


def _one_less(*given: Any) -> Heads:  # noqa: ANN401 - as a learner's function is called
    heads = best(*given)
    most = max(heads, key=lambda name: heads[name])
    return heads | {most: heads[most] - 1}


EXERCISE = Exercise(
    call="staff(needs, roles, week, critical)",
    returns="a dictionary with a whole number of people for each role, 0 or left out for none",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "critical forgotten",
            "alone",
            _plain_cover,
            "Your people cover the needs, and too few can do what is critical. When the only one is ill, nobody can; "
            "ask for two there.",
        ),
        Mistake(
            "a week has no end",
            "covered",
            _without_week,
            "Each skill by itself has its days, and some of them together have not. One person's day goes to one skill "
            "only: look at groups of skills, for which nobody has more than a week.",
        ),
        Mistake(
            "an hour a week is enough to do a skill",
            "alone",
            _with(able=0.1),
            "You counted whoever can give a critical skill any time at all. Two must be able to give it a day a week.",
        ),
        Mistake(
            "a day a week is not enough to do a skill",
            "cost",
            _with(able=1.5),
            "You counted only who can give a critical skill more than a day a week. A day a week is enough.",
        ),
        Mistake(
            "three people behind a critical skill",
            "cost",
            _with(behind=3),
            "You put three people behind each critical skill. Two are asked for.",
        ),
        Mistake(
            "the dearest are taken for the cheapest",
            "cost",
            _priced(lambda role: 200 - role["cost"]),
            "You took the dearest people. milp makes the objective as small as it can, so `cost` goes in as it is.",
        ),
        Mistake(
            "one person less",
            "covered",
            lambda *given: _one_less(*given),
            "You are one person short.",
        ),
        Mistake(
            "skill by skill",
            "cost",
            _specialists,
            "You hired for one skill after the other. Whoever is hired for serving has days left, and may have them "
            "for pipelines.",
        ),
        Mistake(
            "parts of people",
            "whole",
            _parts,
            "Your numbers solve the problem for parts of people, which is a useful bound. Nobody hires a third of an "
            "engineer; let the solver keep to whole numbers.",
        ),
        Mistake(
            "rounded up",
            "cost",
            _rounded_up,
            "You rounded each part of a person up. Several halves then become several people, where one of them might "
            "do; let the solver keep to whole numbers.",
        ),
    ),
    mutants=(
        Mutant(
            "Heron's people", lambda needs, roles, week, critical: best(*cast(Args, brief(0))) if needs else 0
        ),
        Mutant("Heron's needs", _heron_s_needs),
        Mutant("a week of 4.5 days", _with(week=4.5)),
        Mutant("a week of five days", _with(week=5.0)),
        Mutant("serving and evaluation are critical everywhere", _with(critical=CRITICAL)),
        Mutant("the first critical skill alone", lambda n, r, w, c: best(n, r, w, c[:1])),
        Mutant("the last critical skill alone", lambda n, r, w, c: best(n, r, w, c[1:])),
        Mutant("one person behind a critical skill", _with(behind=1)),
        Mutant("every role costs the same", _priced(lambda role: 1.0)),
        Mutant("one of each role", lambda n, roles, w, c: {role["name"]: 1 for role in roles}),
        Mutant("two of each role", lambda n, roles, w, c: {role["name"]: 2 for role in roles}),
        Mutant("nobody", lambda needs, roles, week, critical: {}),
        Mutant("rounded", lambda *given: {name: round(one) for name, one in _parts(*given).items()}),
    ),
    right="every need is covered, no critical skill stands on one person, and hardly anybody would do it for less",
    hints=(
        "Take two skills. When do three people who can each do both have too few days for them, although they have "
        "enough for either? Then ask the same of three skills, and of all.",
        "For a group of skills, one person of a role has the smaller of the week and the sum of the days for each. The "
        "needs are covered exactly if, for every group, all heads together have at least what the group needs. That "
        "is a linear inequality in the heads; so is “at least two who can do it”.",
        "List the groups with itertools.combinations, and build a row a group: the smaller of `week` and the sum, for "
        "each role. Add a row of ones and noughts for each critical skill. Then scipy's milp, with the pay as "
        "objective, the rows in a LinearConstraint with the needs as `lb`, and integrality 1. Round what comes back.",
    ),
    fills=("roles.staffing",),
)
