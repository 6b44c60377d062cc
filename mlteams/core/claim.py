"""The ledger: every claim of the lecture, what was measured in the world, and what holds in a model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What a model says of a claim; `Line.because` finishes the sentence."""

    HOLDS = "holds"
    HOLDS_WHEN = "holds when"
    REVERSES_WHEN = "reverses when"


class Evidence(Enum):
    """What has been measured of a claim in real organisations; `Claim.measured` tells it."""

    MEASURED = "measured"
    NEAR = "something near it measured"
    NONE = "no measurement found"


@dataclass(frozen=True)
class Span:
    """The plausible range of one assumed input.

    Attributes:
        low, high: its ends; `low` is below `high`.
        why: where the range comes from: a source, or why it is assumed so.
        unit: after the numbers, such as "weeks"; empty for a bare number or a share.
        log: whether the range is looked at by ratios; both ends are then above 0.
        whole: whether only whole numbers are tried; they arrive as `int`.
    """

    low: float
    high: float
    why: str
    unit: str = ""
    log: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Line:
    """What one model says of a claim; `mlteams.core.margins` looks over the ranges and finds the verdict.

    Attributes:
        model: the standard name of the model, such as "stochastic activity network".
        verdict: holds, holds when, reverses when.
        because: the rest of the verdict's sentence, such as "attempts are not copies of each other".
            No number in it that a test does not compute.
        margin: called with one value for each range, by keyword; above 0 where the claim is right, below where
            the opposite is, and by how much.
        ranges: the plausible range of each input, by the keyword of `margin`.
        when: the condition that `because` says in words, called like `margin`; None where the claim holds
            whatever the inputs. Inside it every margin is above 0 (holds when) or below (reverses when).
        unit: what the margin counts, such as "weeks saved".
    """

    model: str
    verdict: Verdict
    because: str
    margin: Callable[..., float]
    ranges: Mapping[str, Span]
    when: Callable[..., bool] | None = None
    unit: str = ""


@dataclass(frozen=True)
class Claim:
    """One claim of the lecture and what became of it.

    Attributes:
        name: a slug, unique in its part; the ledger's anchor is `<part>-<name>`.
        says: the claim in our own words, one sentence.
        lecture: the heading of the lecture it stands under, such as "Plan probabilistically".
        evidence: whether it has been measured in real organisations.
        measured: what was measured there, one or two sentences of Markdown with citations; empty for none.
        lines: what models say of it, the main one first; none if no model was found.
        unmodelled: why no model tests it, after the word "because"; empty if one does.
        references: keys of `references.bib`, beside those cited in `measured`.
    """

    name: str
    says: str
    lecture: str
    evidence: Evidence = Evidence.NONE
    measured: str = ""
    lines: tuple[Line, ...] = ()
    unmodelled: str = ""
    references: tuple[str, ...] = ()
