"""How likely is it that none of several things happens, or all do, when they share a cause?

Model: one-factor Gaussian copula. Behind each outcome (happens or not) stands a hidden normal score; the scores lean on
one shared cause. A correlation here is that of hidden scores; that of the outcomes is less.
Reference: Vasicek (2002), who counts loans that fail together. Parts use it of approaches that work and of skills that
a person has.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@cache
def _causes() -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return the values of the shared cause over which probabilities are summed, and their weights."""
    import numpy as np
    from scipy.stats import norm

    values = np.linspace(-10, 10, 2001)
    return values, norm.pdf(values) * (values[1] - values[0])


@cache
def _happens(chance: float, correlation: float) -> "NDArray[np.float64]":
    """Return P(one happens) for each value of the shared cause."""
    import numpy as np
    from scipy.stats import norm

    cut = norm.ppf(chance) - np.sqrt(correlation) * _causes()[0]
    return np.asarray(norm.cdf(cut / np.sqrt(1 - correlation)))


def all_happen(chances: Sequence[float], correlations: Sequence[float]) -> float:
    """Return P(all happen): of the opposites none does (see `none_happens`, which says what it refuses)."""
    return none_happens([1 - chance for chance in chances], correlations)


def none_happens(chances: Sequence[float], correlations: Sequence[float]) -> float:
    """Return P(none happens), each with its own chance and its own share of one cause.

    Number i happens when √ρᵢ·Z + √(1−ρᵢ)·εᵢ falls below Φ⁻¹(chance i), so the hidden scores of i and j correlate by
    √(ρᵢρⱼ); given the shared Z they are independent (Vasicek 2002), so one integral over Z is left.

    Raises:
        ValueError: a chance is outside 0 to 1, or a correlation is not at least 0 and below 1.
    """
    if not all(0 <= one <= 1 for one in chances) or not all(0 <= one < 1 for one in correlations):
        found = f"chances {list(chances)}, correlations {list(correlations)}"
        raise ValueError(f"{found}; chances must be between 0 and 1, correlations at least 0 and below 1")
    if not any(correlations):
        return float(prod(1 - chance for chance in chances))
    none = _causes()[1].copy()
    for (chance, correlation), times in Counter(zip(chances, correlations, strict=True)).items():
        none *= (1 - _happens(chance, correlation)) ** times
    return float(none.sum())
