"""How likely is it that something works, when approaches share a cause?

Model: one-factor Gaussian copula (`mlteams.core.one_factor`; Vasicek 2002). Assumption: one cause, the same
for all that share it.
"""

from functools import cache

import numpy as np

from mlteams.core.one_factor import none_happens


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
    return 1 - none_happens(chances, (correlation,) * len(chances))


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
