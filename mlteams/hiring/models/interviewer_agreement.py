"""Four interviewers agree with twelve. What does that say about the work?

Model: parallel ratings (Spearman 1910, Brown 1910). Each interviewer's mark is what all see in a candidate, plus an
error of one's own; `reliability` is the correlation of two interviewers' marks. What all see may still not be the work.
Units: correlations, shares.
"""

from functools import cache
from math import sqrt

from scipy.stats import multivariate_normal, norm


def spearman_brown(reliability: float, interviewers: float) -> float:
    """Return the reliability of the mean mark of several interviewers.

    Args:
        reliability: correlation of the marks of two interviewers, 0 to 1.
        interviewers: how many, above 0.
    """
    _check(reliability, interviewers)
    return interviewers * reliability / (1 + (interviewers - 1) * reliability)


def panel_validity(validity: float, reliability: float, interviewers: float) -> float:
    """Return the correlation of the mean mark with performance, from that of one interviewer's mark.

    Raises:
        ValueError: a number is outside its range, or the validity is above √reliability, which cannot be.
    """
    _check(reliability, interviewers)
    if not 0 <= validity <= sqrt(reliability):
        raise ValueError(
            f"the validity {validity:g} must be from 0 to {sqrt(reliability):.2f}, the root of the reliability"
        )
    return validity * sqrt(interviewers / (1 + (interviewers - 1) * reliability))


def with_panel(reliability: float, interviewers: int, panel: int) -> float:
    """Return the correlation of the mean mark of some members of a panel with the mean mark of all of it."""
    _check(reliability, interviewers)
    if interviewers > panel:
        raise ValueError(f"{interviewers} interviewers of a panel of {panel}; there can be no more than the panel has")
    few, all_of = ((1 + (count - 1) * reliability) / count for count in (interviewers, panel))
    return sqrt(all_of / few)


@cache
def same_decision(reliability: float, interviewers: int, panel: int, hired: float) -> float:
    """Return the share of candidates on whom some members of a panel decide as all of it does.

    Args:
        reliability, interviewers, panel: as `with_panel`.
        hired: share of candidates who get a yes, from both, inside 0 to 1.
    """
    if not 0 < hired < 1:
        raise ValueError(f"the share hired is {hired:g}; it must be above 0 and below 1")
    together = with_panel(reliability, interviewers, panel)
    if together > 1 - 1e-12:
        return 1.0
    cut = norm.ppf(hired)
    both = float(multivariate_normal.cdf([cut, cut], cov=[[1, together], [together, 1]]))
    return 1 - 2 * (hired - both)


def _check(reliability: float, interviewers: float) -> None:
    if not 0 < reliability <= 1 or interviewers <= 0:
        found = f"reliability {reliability:g}, {interviewers:g} interviewers"
        raise ValueError(f"{found}; the reliability must be above 0 and at most 1, and somebody must ask")
