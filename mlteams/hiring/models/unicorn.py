"""How many people does an advertisement leave, and which two demands are the ones to drop?

Claims: extensive descriptions that demand only the best are the wrong way; one person who does everything is not to be
found. Model: the share of people who have all of k musts under a one-factor Gaussian copula (see core/one_factor):
must i has its own share of people who have it and its own share ρᵢ of one cause, so the hidden scores of two musts
correlate by √(ρᵢρⱼ). Assumptions: those who read are a fair draw, a must is met or not, and a must that is not
needed on the first day can be learned. Rare skills of Heron's applicants are assumed (facts.yaml, hiring). No
correlation of these skills across people was found (see roles/models/rare_mix.py). Units: shares of people, people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from mlteams.core.one_factor import none_happens


@dataclass(frozen=True)
class Must:
    """One thing that an advertisement demands.

    Attributes:
        name: what is demanded, such as "operations".
        share: of the people who read, who have it, inside 0 to 1.
        shared: how much of it comes from one talent that all musts share, from 0 to below 1.
        first_day: whether it must be there on the first day; a must that need not be can be dropped.
    """

    name: str
    share: float
    shared: float
    first_day: bool = False


def joint(musts: Sequence[Must]) -> float:
    """Return the share of people who have every must; 1 if nothing is demanded.

    Raises:
        ValueError: a share is not inside 0 to 1, or what is shared is not from 0 to below 1.
    """
    if not all(0 < must.share < 1 for must in musts):
        raise ValueError(f"shares {[must.share for must in musts]}; each must be inside 0 to 1")
    return _joint(tuple((must.share, must.shared) for must in musts))


@cache
def _joint(musts: tuple[tuple[float, float], ...]) -> float:
    return none_happens([1 - share for share, _ in musts], [shared for _, shared in musts])


def right_to_drop(musts: Sequence[Must], how_many: int) -> tuple[str, ...]:
    """Return the names of the musts whose loss leaves most people, of those not needed on the first day.

    Every choice is tried. Of equal choices the first in the order of the advertisement is taken.

    Raises:
        ValueError: more are to be dropped than can be.
    """
    optional = [must for must in musts if not must.first_day]
    if not 0 <= how_many <= len(optional):
        raise ValueError(f"{how_many} to drop of {len(optional)} that are not needed on the first day")
    best = max(
        combinations(optional, how_many),
        key=lambda dropped: joint([must for must in musts if must not in dropped]),
    )
    return tuple(must.name for must in best)
