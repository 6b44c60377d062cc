"""Whom do you look at when you look for a researcher?

Claims: quality before quantity of papers, important before trendy problems, experience outside universities, people
without a doctorate or from other fields, first authors, good implementations, conferences. Model, of the one that asks
for an open mind: the best of n (David and Nagaraja 2003). Two groups apply, with normal scores of one spread; those of
the second lie `gap` lower on average. Interviews agree with the scores at `validity`, so what the best brings is the
expected maximum times validity. Every further person costs time to see. Populations only: it says nothing of a person,
and a gap between groups of degrees must be measured and not supposed. Units: standard deviations of work.
"""

from functools import cache

import numpy as np
from scipy.stats import norm

from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict

_SCORES = np.linspace(-9, 9, 1201)


@cache
def _below() -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.asarray(norm.cdf(_SCORES))


def best_of(first: int, second: int, gap: float) -> float:
    """Return the expected maximum of two groups of normal scores, the second `gap` lower on average.

    Raises:
        ValueError: there is nobody, or fewer.
    """
    if first < 0 or second < 0 or first + second == 0:
        raise ValueError(f"groups of {first} and {second}; at least one person is needed")
    law = _below() ** first * norm.cdf(_SCORES + gap) ** second
    # E max = ∫ (1 − F) above 0 less ∫ F below it.
    step = _SCORES[1] - _SCORES[0]
    middle = len(_SCORES) // 2
    return float(np.trapezoid(1 - law[middle:], dx=step) - np.trapezoid(law[: middle + 1], dx=step))


def open_mind(doctors: int, others: int, gap: float, validity: float, cost: float) -> float:
    """Return what is gained by also seeing people without a doctorate, in standard deviations of work."""
    more = best_of(doctors, others, gap) - best_of(doctors, 0, gap)
    return validity * more - cost * others


CLAIMS = (
    Claim(
        name="quality-over-quantity",
        says="Of researchers, look at the quality of papers and not at their number, and prefer important problems to "
        "trendy ones.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="A study that foretold which young AI researchers would later be among the most "
        "productive and most cited found the number of "
        "articles among its best predictors [@shirouyeh2024]. That is about citations; what a researcher "
        "brings a company, "
        "by quality or number of papers, was not found.",
        unmodelled="it would need both measured in the same people, and nobody agrees beforehand which problems are "
        "important.",
    ),
    Claim(
        name="outside-universities",
        says="Experience outside universities is a plus, since such researchers find their way in a "
        "company more easily.",
        lecture="Sourcing",
        unmodelled="whether they do is a question about people, and a model would return what it was told.",
    ),
    Claim(
        name="open-mind",
        says="Keep an open mind: consider people without a doctorate, and from fields beside ML, such as "
        "physics.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="Of 1,832 leading AI researchers 18 percent had studied something other than AI or "
        "computer science, such as mathematics or "
        "physics; in the same study the degree was what went along most with the output of those in "
        "companies "
        "[@aieducation]. They are people who have made it, so it does not say who was passed over.",
        lines=(
            Line(
                model="expected maximum of two groups, less the cost of seeing more people",
                verdict=Verdict.HOLDS_WHEN,
                because="at most ten have a doctorate, those without are at least twice as many, lie less than two "
                "thirds of a standard deviation lower, and a talk costs at most a thousandth of a standard deviation "
                "of work. If talks are dear, or the groups differ much, seeing everybody costs more than it finds.",
                margin=open_mind,
                ranges={
                    "doctors": Span(
                        2, 20, "assumed: who apply for a researcher's post", "people", log=True, whole=True
                    ),
                    "others": Span(2, 60, "assumed: who apply without one", "people", log=True, whole=True),
                    "gap": Span(0, 1.2, "assumed: from none to large; not measured", "standard deviations"),
                    "validity": Span(0.19, 0.42, "unstructured and structured interviews [@sackett2022]"),
                    "cost": Span(
                        0.0001, 0.02, "assumed: of seeing one person", "standard deviations of work", log=True
                    ),
                },
                when=lambda doctors, others, gap, validity, cost: (
                    doctors <= 10 and others >= 2 * doctors and gap < 0.67 and cost <= 0.001
                ),
                unit="standard deviations of work",
            ),
        ),
        references=("david2003",),
    ),
    Claim(
        name="research-sources",
        says="Watch arXiv and note first authors of papers that you like, look for good implementations, "
        "and go to "
        "research conferences such as NeurIPS, ICML and ICLR.",
        lecture="Sourcing",
        unmodelled="what each place brings is to be counted against its price; no count was found. For "
        "all who are written "
        "to, the lesson's funnel has a share.",
    ),
)
