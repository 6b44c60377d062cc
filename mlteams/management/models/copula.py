"""How likely is it that something works, when approaches share a cause?

Model: one-factor Gaussian copula. Behind each outcome (works or not) stands a hidden normal score; the scores lean on
one shared cause. A correlation here is that of hidden scores; that of the outcomes is less.
Reference: Vasicek (2002), who counts loans that fail together. Assumption: one cause, the same for all that share it.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

SHARED = np.linspace(-10, 10, 2001)  # values of the shared cause over which probabilities are summed
WEIGHTS = norm.pdf(SHARED) * (SHARED[1] - SHARED[0])


@cache
def _works(chance: float, correlation: float) -> NDArray[np.float64]:
    """Return P(an approach works) for each value of the shared cause in `SHARED`."""
    cut = norm.ppf(chance) - np.sqrt(correlation) * SHARED
    return np.asarray(norm.cdf(cut / np.sqrt(1 - correlation)))


def none_works(chances: Sequence[float], correlations: Sequence[float]) -> float:
    """Return P(no approach works), each with its own chance and its own share of one cause.

    Attempt i works when √ρᵢ·Z + √(1−ρᵢ)·εᵢ falls below Φ⁻¹(chance i), so the hidden scores of i and j correlate by
    √(ρᵢρⱼ); given the shared Z attempts are independent (Vasicek 2002), so one integral over Z is left.

    Raises:
        ValueError: a chance is outside 0 to 1, or a correlation is not at least 0 and below 1.
    """
    if not all(0 <= one <= 1 for one in chances) or not all(0 <= one < 1 for one in correlations):
        found = f"chances {list(chances)}, correlations {list(correlations)}"
        raise ValueError(f"{found}; chances must be between 0 and 1, correlations at least 0 and below 1")
    if not any(correlations):
        return float(np.prod([1 - chance for chance in chances]))
    none = WEIGHTS.copy()
    for (chance, correlation), times in Counter(zip(chances, correlations, strict=True)).items():
        none *= (1 - _works(chance, correlation)) ** times
    return float(none.sum())


@cache
def any_works(chances: tuple[float, ...], correlation: float) -> float:
    """Return P(at least one approach works), each with its own chance, with equally correlated hidden scores.

    Raises:
        ValueError: there is no chance, or a chance or the correlation is outside 0 to 1.
    """
    if not chances or not all(0 <= one <= 1 for one in (*chances, correlation)):
        found = f"chances {chances}, correlation {correlation}"
        raise ValueError(f"{found}; there must be a chance, and all must be between 0 and 1")
    if correlation == 1 or max(chances) == 1:
        return max(chances)  # the likeliest works whenever another does
    return 1 - none_works(chances, (correlation,) * len(chances))


def at_least_one(attempts: int, chance: float, correlation: float) -> float:
    """Return P(at least one of `attempts` works), each with the same `chance` (see `any_works`).

    Raises:
        ValueError: attempts is below 1, or chance or correlation is outside 0 to 1.
    """
    if attempts < 1 or not 0 <= chance <= 1 or not 0 <= correlation <= 1:
        found = f"{attempts} attempts, chance {chance}, correlation {correlation}"
        raise ValueError(f"{found}; attempts must be at least 1, the others between 0 and 1")
    return any_works((chance,) * attempts, correlation)


def effective_attempts(attempts: int, chance: float, correlation: float) -> float:
    """Return how many independent attempts give the same P(at least one works); chance inside 0 to 1."""
    return float(np.log1p(-at_least_one(attempts, chance, correlation)) / np.log1p(-chance))


def after_a_failure(chance: float, correlation: float) -> float:
    """Return the chance that one approach works once another like it has failed; chance inside 0 to 1."""
    return (at_least_one(2, chance, correlation) - chance) / (1 - chance)


def outcome_correlation(chance: float, correlation: float) -> float:
    """Return the correlation between the outcomes (works or not) of two approaches, from that of hidden scores."""
    both = 2 * chance - at_least_one(2, chance, correlation)
    return (both - chance**2) / (chance * (1 - chance))
