"""The machine-repairman queue M/M/c//N: models break, engineers repair them.

Each of N models breaks an exponential time after it was repaired; c engineers repair one model each, in an exponential
time; a broken model waits until somebody is free (Stecke & Aronson 1983 review the model). The stationary distribution
is a closed form. Units: load is days of a repair per day between two breakages of one model.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln


@cache
def broken(models: int, load: float, engineers: int = 1) -> NDArray[np.float64]:
    """Return P(n models are broken) for n = 0 to `models`, shape (models + 1,).

    Args:
        models: how many are in use, at least 1.
        load: days of a repair per day between breakages of one model, above 0.
        engineers: how many repair, at least 1.

    Raises:
        ValueError: a number is outside its range.
    """
    if models < 1 or load <= 0 or engineers < 1:
        found = f"{models} models, load {load}, {engineers} engineers"
        raise ValueError(f"{found}; models and engineers must be at least 1, load above 0")
    count = np.arange(models + 1)
    # In logarithms, so that many models do not overflow: first C(N, n)·load^n, then what waiting adds.
    weights = gammaln(models + 1) - gammaln(count + 1) - gammaln(models - count + 1) + count * np.log(load)
    over = np.maximum(count, engineers)
    weights += gammaln(over + 1) - gammaln(engineers + 1) - (over - engineers) * np.log(engineers)
    chances: NDArray[np.float64] = np.exp(weights - weights.max())
    chances /= chances.sum()
    chances.setflags(write=False)  # it is kept
    return chances


def busy(models: int, load: float, engineers: int = 1) -> float:
    """Return the share of its time that a team of engineers spends on repairs; as `broken`."""
    at_work = np.minimum(np.arange(models + 1), engineers)
    return float(broken(models, load, engineers) @ at_work) / engineers


def waiting(models: int, load: float, engineers: int = 1) -> float:
    """Return how many models are broken on average, under repair or waiting for it; as `broken`."""
    return float(broken(models, load, engineers) @ np.arange(models + 1))


def free(models: int, load: float, engineers: int, left: float | None = None) -> float:
    """Return how many engineers' time is left for new work.

    Args:
        models, load, engineers: as `broken`.
        left: with a platform engineer beside them, what is left of breakages and of repair time, each; her own time
            goes into the platform. None without one.
    """
    return engineers * (1 - busy(models, load if left is None else load * left**2, engineers))
