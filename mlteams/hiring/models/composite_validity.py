"""Which assessments fit into the hours that a candidate gives, and what do they say together?

Model: a sum of standardised scores, each with the same weight. Its correlation with performance is
Σvᵢ / √(Σᵢⱼ rᵢⱼ), with validities v and correlations r among the scores (Ghiselli, Campbell & Zedeck 1981).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt


@dataclass(frozen=True)
class Assessment:
    """One thing to ask of a candidate.

    Attributes:
        name: in the words of a reader.
        hours: of the candidate's time.
        validity: correlation with later performance, 0 to 1.
    """

    name: str
    hours: float
    validity: float


def composite(validities: Sequence[float], correlation: float) -> float:
    """Return the validity of several scores added up with equal weights.

    Args:
        validities: of each score, from -1 to 1; none of them give 0.
        correlation: of any two of the scores, from 0 to 1.

    Raises:
        ValueError: a number is outside its range, or no performance could correlate so with scores that do.
    """
    if not 0 <= correlation <= 1 or not all(-1 <= one <= 1 for one in validities):
        found = f"validities {list(validities)}, correlation {correlation:g}"
        raise ValueError(f"{found}; validities must be from -1 to 1, the correlation from 0 to 1")
    count = len(validities)
    if not count:
        return 0.0
    together = sum(validities) / sqrt(count + count * (count - 1) * correlation)
    if abs(together) > 1 + 1e-12:
        raise ValueError(f"validities {list(validities)} at a correlation of {correlation:g} cannot all be true")
    return together


def best_set(
    assessments: Sequence[Assessment], hours: float, correlation: float, most: int = 3
) -> tuple[Assessment, ...]:
    """Return the assessments, at most `most`, that fit into the hours and are most valid together; ties by hours."""
    sets = [
        chosen
        for count in range(most + 1)
        for chosen in combinations(assessments, count)
        if sum(one.hours for one in chosen) <= hours
    ]
    return max(sets, key=lambda some: (composite([o.validity for o in some], correlation), -sum(o.hours for o in some)))
