"""The ledger: every claim of the lecture, the model that tests it, and the verdict."""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What the model says of a claim; `Claim.because` finishes the sentence."""

    HOLDS = "holds"
    HOLDS_WHEN = "holds when"
    REVERSES_WHEN = "reverses when"


@dataclass(frozen=True)
class Claim:
    """One claim of the lecture and what became of it.

    Attributes:
        name: a slug, unique in its part; the ledger's anchor is `<part>-<name>`.
        says: the claim in our own words, one sentence.
        lecture: the heading of the lecture it stands under, such as "Plan probabilistically".
        model: the standard name of the tool that tests it, such as "stochastic activity network".
        verdict: holds, holds when, reverses when.
        because: the rest of the verdict's sentence, such as "attempts are not copies of each other".
            No number in it that a test does not compute.
        test: where the verdict is tested, as "tests/management/models/test_portfolio.py::test_verdict_portfolio".
        references: keys of `references.bib`.
    """

    name: str
    says: str
    lecture: str
    model: str
    verdict: Verdict
    because: str
    test: str
    references: tuple[str, ...] = ()
