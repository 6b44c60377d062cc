"""A few interviewers agree with twelve. How often do they decide alike, and how many of those hired are good?

The properties: the share of candidates on whom the few decide as the whole panel does, and the share of those hired by
the few who are good at the work, each to half a percentage point. In hidden companies interviewers agree well and say
little, or the other way round.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any, cast

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number
from mlteams.hiring.models.interviewer_agreement import (
    GOOD,
    HIRED,
    PANEL,
    SEPARATE,
    panel_validity,
    same_decision,
    spearman_brown,
    with_panel,
)
from mlteams.hiring.models.taylor_russell import success_ratio
from mlteams.hiring.models.validities import VALIDITIES
from mlteams.input.heron import fact

Args = tuple[float, float, int, int, float, float]
TOLERANCE = 0.005
# Heron: what the lesson takes for marks of two interviewers and for a talk without plan; shares assumed.
HERON: Args = (
    SEPARATE,
    VALIDITIES["unstructured interview"].sackett,
    int(fact("hiring.stopping.interviewers")),
    PANEL,
    HIRED,
    GOOD,
)
_COMPANIES: tuple[Args, ...] = (
    *((0.5, 0.42, 3, 9, 0.2, 0.3), (0.25, 0.3, 5, 10, 0.1, 0.4), (0.6, 0.15, 2, 8, 0.3, 0.25)),
    *((0.45, 0.35, 4, 10, 0.4, 0.6), (0.3, 0.1, 6, 15, 0.15, 0.2), (0.7, 0.5, 2, 6, 0.1, 0.15)),
    *((0.2, 0.25, 3, 12, 0.35, 0.5), (0.55, 0.05, 5, 20, 0.2, 0.35), (0.4, 0.45, 3, 7, 0.25, 0.1)),
    *((0.35, 0.2, 2, 5, 0.6, 0.45), (0.65, 0.3, 4, 9, 0.05, 0.25), (0.28, 0.4, 3, 6, 0.3, 0.7)),
)


def brief(seed: int) -> Brief:
    """Return (reliability, validity, interviewers, panel, hired, good)."""
    return _COMPANIES[seed - 1] if seed else HERON


def worth(
    reliability: float, validity: float, interviewers: int, panel: int, hired: float, good: float
) -> tuple[float, float]:
    """Return the share decided alike, and the share of those hired by the few who are good."""
    alike = same_decision(reliability, interviewers, panel, hired)
    return alike, success_ratio(panel_validity(validity, reliability, interviewers), good, hired)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with the two shares."""
    if type(value) is not list or len(value) != 2 or not all(is_number(one) for one in value):
        return Fault("form", "What came back is not a pair of two shares")
    said, right = cast(list[float], value), worth(*cast(Args, given))
    if not all(0 <= one <= 1 for one in said):
        return Fault("range", "A share lies between 0 and 1")
    if abs(said[0] - right[0]) > TOLERANCE:
        return Fault(
            "alike", "Your first share is not that of candidates on whom the few decide as the panel does"
        )
    if abs(said[1] - right[1]) > TOLERANCE:
        return Fault("good", "The first share is right; of those hired another share is good at the work")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    place = 0 if aspect == "alike" else 1
    mine, theirs = cast(list[Any], one)[place], cast(list[Any], other)[place]
    return float(abs(mine - theirs)) / TOLERANCE


def _good(valid: Callable[..., float]) -> Callable[..., object]:
    """Return an answer whose second share comes from another validity, of reliability, validity and interviewers."""

    def answer(
        reliability: float, validity: float, interviewers: int, panel: int, hired: float, good: float
    ) -> tuple[float, float]:
        found = min(valid(reliability, validity, interviewers, panel), 1.0)
        return same_decision(reliability, interviewers, panel, hired), success_ratio(found, good, hired)

    return answer


def _alike(share: Callable[..., float]) -> Callable[..., object]:
    """Return an answer with another first share."""
    return lambda *given: (share(*given), worth(*given)[1])


def _with(**changed: float) -> Callable[..., object]:
    """Return an answer that is right but for arguments that it takes for granted."""
    names = ("reliability", "validity", "interviewers", "panel", "hired", "good")
    return lambda *given: worth(**_possible(dict(zip(names, given, strict=True)) | changed))


def _possible(args: dict[str, Any]) -> dict[str, Any]:
    most = sqrt(args["reliability"])
    return args | {"validity": min(args["validity"], most), "panel": max(args["panel"], args["interviewers"])}


EXERCISE = Exercise(
    call="worth(reliability, validity, interviewers, panel, hired, good)",
    returns="a pair of shares: decided alike, and good among those hired",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the correlation",
            "alike",
            _alike(lambda r, v, k, n, hired, good: with_panel(r, k, n)),
            "You gave the correlation of the few with the panel. How often both say yes or both say no is another "
            "number, and "
            "depends on how many are hired.",
        ),
        Mistake(
            "the reliability",
            "alike",
            _alike(lambda r, v, k, n, hired, good: spearman_brown(r, k)),
            "You gave the reliability of the mean mark, which says how the few agree with as many others like them.",
        ),
        Mistake(
            "both shares exchanged",
            "alike",
            lambda *given: worth(*given)[::-1],
            "Your two shares stand in the wrong order: the agreement comes first.",
        ),
        Mistake(
            "decided otherwise",
            "alike",
            _alike(lambda *given: 1 - same_decision(given[0], *given[2:5])),
            "You gave the share on whom the few decide otherwise than the panel.",
        ),
        Mistake(
            "as many hired as good",
            "alike",
            _alike(lambda r, v, k, n, hired, good: same_decision(r, k, n, good)),
            "You let both hire as many as would be good. The share that is `hired` sets how often two groups agree.",
        ),
        Mistake(
            "validity for reliability",
            "alike",
            _alike(lambda r, v, k, n, hired, good: same_decision(v, k, n, hired)),
            "You put the validity where the reliability belongs. How two groups agree says nothing of the work.",
        ),
        Mistake(
            "not good",
            "good",
            lambda *given: (worth(*given)[0], 1 - worth(*given)[1]),
            "You gave the share of those hired who are not good.",
        ),
        Mistake(
            "hired and good exchanged",
            "good",
            lambda r, v, k, n, hired, good: (
                same_decision(r, k, n, hired),
                success_ratio(panel_validity(v, r, k), hired, good),
            ),
            "You exchanged `good` and `hired` in the second share: success_ratio(validity, good, hired).",
        ),
        Mistake(
            "the whole panel hires",
            "good",
            _good(lambda r, v, k, n: panel_validity(v, r, n)),
            "You took the mean mark of the whole panel. Those hired are hired by the few.",
        ),
        Mistake(
            "agreement taken for validity",
            "good",
            _good(lambda r, v, k, n: with_panel(r, k, n)),
            "You let the agreement with the panel stand for the work. All of a panel can see the same, and what "
            "they see may "
            "have little to do with it: start from `validity`.",
        ),
        Mistake(
            "reliability taken for validity",
            "good",
            _good(lambda r, v, k, n: spearman_brown(r, k)),
            "You let the reliability stand for the work. It says how well a mark can be repeated; `validity` says "
            "what one "
            "mark has to do with the work.",
        ),
        Mistake(
            "one interviewer's validity",
            "good",
            _good(lambda r, v, k, n: v),
            "You used the validity of one interviewer. The mean mark of several has less of each one's error, so it "
            "says "
            "somewhat more.",
        ),
        Mistake(
            "the agreement again",
            "good",
            lambda *given: (worth(*given)[0], worth(*given)[0]),
            "You gave the same share twice. How often two groups agree is not how often either is right.",
        ),
    ),
    mutants=(
        Mutant("Heron's answer", lambda *given: worth(*HERON)),
        Mutant("Heron's reliability", _with(reliability=SEPARATE)),
        Mutant("Heron's validity", _with(validity=0.19)),
        Mutant("Heron's interviewers", _with(interviewers=HERON[2])),
        Mutant("a panel of twelve", _with(panel=PANEL)),
        Mutant("a fifth hired", _with(hired=HIRED)),
        Mutant("half good", _with(good=GOOD)),
        Mutant("hired and good exchanged", lambda r, v, k, n, h, g: worth(r, v, k, n, g, h)),
        Mutant("validity grows with the root of people", _good(lambda r, v, k, n: v * sqrt(k))),
        Mutant("validity grows with people", _good(lambda r, v, k, n: v * k)),
        Mutant("validity by Spearman and Brown", _good(lambda r, v, k, n: spearman_brown(v, k))),
        Mutant("validity of nothing", _good(lambda r, v, k, n: 0.0)),
        Mutant("one yes in common", _alike(lambda r, v, k, n, h, g: 1 - (1 - same_decision(r, k, n, h)) / 2)),
        Mutant("one with one", _alike(lambda r, v, k, n, h, g: same_decision(r, 1, 2, h))),
    ),
    right="the few decide as the panel on that share of candidates, and of those they hire that share is good",
    hints=(
        "Twelve people have all been charmed in the same way. How often do three of them agree with the twelve? How "
        "often are "
        "they right?",
        "same_decision(reliability, interviewers, panel, hired) is the first share. For the second, "
        "panel_validity(validity, "
        "reliability, interviewers) is the correlation of the mean mark with the work, and success_ratio(that, "
        "good, hired) "
        "the share of those hired who are good.",
        "Compute both and return them as a pair, the agreement first.",
    ),
    fills=("hiring.stopping.panel",),
)
