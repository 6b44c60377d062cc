"""Of those who are hired, how many turn out good at the work?

Claim: none of the lecture's alone; the lesson's other models build on it.
Model: Taylor and Russell (1939). Score and later performance are bivariate normal with correlation `validity`. The best
`selection_ratio` of the scores are hired; the best `base_rate` of all who apply count as good.
Assumptions: many applicants; everybody who is offered the post takes it; a low score never means a good worker more
often than a high one. `best_of` drops the first: it takes the best of a few.
Units: shares, 0 to 1. Plausible ranges: validity 0 to 0.5 (Sackett et al. 2022), selection ratio 0.02 to 0.5, base rate
0.1 to 0.7.
"""

from functools import cache
from math import sqrt

import numpy as np
from scipy.stats import multivariate_normal, norm


@cache
def success_ratio(validity: float, base_rate: float, selection_ratio: float) -> float:
    """Return the share of those hired who are good at the work.

    Args:
        validity: correlation of score and performance, 0 to 1. At 0 the answer is the base rate; at 1 nobody is hired
            who is not good, unless more are hired than are good.
        base_rate: share of all applicants who would be good, inside 0 to 1.
        selection_ratio: share of all applicants who are hired, inside 0 to 1.

    Raises:
        ValueError: a number is outside its range.
    """
    _inside("validity", validity, ends=True)
    _inside("base rate", base_rate)
    _inside("selection ratio", selection_ratio)
    if validity == 1:
        return min(base_rate, selection_ratio) / selection_ratio
    # Good and hired: both scores above their cuts, which is both negated scores below the cuts negated.
    cuts = [norm.ppf(base_rate), norm.ppf(selection_ratio)]
    both = float(multivariate_normal.cdf(cuts, cov=[[1, validity], [validity, 1]]))
    return min(both / selection_ratio, 1.0)


@cache
def best_of(validity: float, base_rate: float, candidates: int) -> float:
    """Return the chance that the one with the best score of a few candidates is good at the work.

    Args:
        validity, base_rate: as `success_ratio`.
        candidates: how many are scored, at least 1.

    Raises:
        ValueError: a number is outside its range.
    """
    _inside("validity", validity, ends=True)
    _inside("base rate", base_rate)
    if candidates < 1:
        raise ValueError(f"{candidates} candidates; there must be at least 1")
    scores = np.linspace(-9, 9, 4001)
    weights = candidates * norm.pdf(scores) * norm.cdf(scores) ** (candidates - 1)
    cut = -norm.ppf(base_rate)
    if validity == 1:
        return float(1 - norm.cdf(cut) ** candidates)
    good = norm.cdf((validity * scores - cut) / sqrt(1 - validity**2))
    return float((weights * good).sum() * (scores[1] - scores[0]))


def _inside(what: str, value: float, ends: bool = False) -> None:
    if not (0 <= value <= 1 if ends else 0 < value < 1):
        right = "from 0 to 1" if ends else "above 0 and below 1"
        raise ValueError(f"the {what} is {value:g}; it must be {right}")
