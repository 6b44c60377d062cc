"""How long will a task take? (data model; more below)"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pert:
    """Low, likely, high: a beta distribution on [low, high] with mode `likely` and λ = 4 (Malcolm et al. 1959)."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Lognormal:
    """Median and spread: log(duration) is normal with mean log(median) and standard deviation `spread`."""

    median: float
    spread: float


Estimate = Pert | Lognormal
