"""Whose loss leaves a skill with nobody? Minimum hitting sets of the teams that could do everything.

`able` says of each skill who can do it. A set of people whose loss uncovers something hits every team that could cover
all skills, and for plain cover the smallest such sets are the smallest groups that hold a skill. The
fewest people whose loss uncovers several skills at once, as the truck factor of Avelino et al. (2016) asks for most of
the files, are found as a mixed-integer program.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

Able = Mapping[str, frozenset[str]]  # by skill, who can do it


@dataclass(frozen=True)
class Loss:
    """People, and the skills that nobody can do once all of them are gone."""

    people: frozenset[str]
    skills: tuple[str, ...]


def uncovering(able: Able) -> list[Loss]:
    """Return the sets of people whose loss leaves a skill with nobody, and no smaller part of which does.

    The smallest come first. A skill that nobody can do is uncovered already and counts in none of them.
    """
    groups = {group for group in able.values() if group}
    least = [one for one in groups if not any(other < one for other in groups)]
    found = [Loss(one, tuple(skill for skill, group in able.items() if group == one)) for one in least]
    return sorted(found, key=lambda loss: (len(loss.people), [list(able).index(one) for one in loss.skills]))


def smallest_loss(able: Able, skills: int) -> frozenset[str]:
    """Return the fewest people whose loss leaves at least that many more skills with nobody.

    Raises:
        ValueError: `skills` is below 1 or above the number of skills that somebody can do.
    """
    groups = [group for group in able.values() if group]
    if not 1 <= skills <= len(groups):
        raise ValueError(f"{skills} skills; there are {len(groups)} that somebody can do")
    people = sorted(set().union(*groups))
    place = {name: at for at, name in enumerate(people)}
    pairs = [(row, name) for row, group in enumerate(groups) for name in sorted(group)]
    matrix = lil_array((len(pairs) + 1, len(people) + len(groups)))
    for at, (row, name) in enumerate(pairs):  # a skill is lost only if each who can do it is
        matrix[at, place[name]], matrix[at, len(people) + row] = 1, -1
    matrix[len(pairs), len(people) :] = 1
    bound = np.zeros(len(pairs) + 1)
    bound[-1] = skills
    price = np.r_[np.ones(len(people)), np.zeros(len(groups))]
    found = milp(
        price,
        integrality=np.ones(len(price)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix.tocsr(), lb=bound),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise RuntimeError(f"the solver stopped: {found.message}")
    return frozenset(name for name, one in zip(people, found.x, strict=False) if one > 0.5)
