"""When may an interviewer stop? After each count of right and wrong answers: yes, no, or ask on.

The properties: of those below the bar at most `alpha` get a yes, of those above it at most `beta` get none, and the
questions asked are on average hardly more than Wald's test asks. What the rule does is computed exactly.
"""

from collections.abc import Callable
from functools import cache
from math import log, log10
from typing import cast

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain
from mlteams.hiring.models.sprt import Outcome, fixed, outcome, wald

State = tuple[int, int]
Args = tuple[list[State], float, float, float, float]
YES, NO, ASK = "yes", "no", "ask"
MOST = 40  # questions
TOLERANCE = 1.05  # times the questions that Wald's test asks
HERON = (
    0.5,
    0.8,
    0.1,
    0.1,
)  # Heron, assumed: chance of a right answer below the bar and above, and both errors
# Hidden companies. A wrong yes is mostly the dearer error; in three it is a wrong no.
_COMPANIES = (
    *((0.4, 0.8, 0.05, 0.15), (0.3, 0.7, 0.02, 0.2), (0.5, 0.9, 0.04, 0.15), (0.2, 0.6, 0.03, 0.12)),
    *((0.45, 0.85, 0.15, 0.05), (0.25, 0.75, 0.02, 0.1), (0.55, 0.9, 0.05, 0.2), (0.35, 0.85, 0.2, 0.02)),
    *((0.6, 0.95, 0.05, 0.15), (0.15, 0.5, 0.04, 0.2), (0.4, 0.9, 0.01, 0.1), (0.3, 0.8, 0.12, 0.03)),
)


@cache
def brief(seed: int) -> Brief:
    """Return (states, below, above, alpha, beta): the counts of right and wrong answers, up to `MOST` together."""
    states = [(rights, asked - rights) for asked in range(1, MOST + 1) for rights in range(asked + 1)]
    return states, *(_COMPANIES[seed - 1] if seed else HERON)


def _said(rule: Callable[[int, int], str], states: list[State]) -> list[str]:
    return [rule(rights, wrongs) or ASK for rights, wrongs in states]


def decide(states: list[State], below: float, above: float, alpha: float, beta: float) -> list[str]:
    """Return what Wald's test says at each count."""
    return _said(wald(below, above, alpha, beta), states)


def _does(states: list[State], words: list[str], chance: float) -> Outcome:
    """Return what a rule does with a candidate; whoever is undecided after the last question gets no yes."""
    table = {(rights, wrongs): word for (rights, wrongs), word in zip(states, words, strict=True)}
    return outcome(lambda r, w: "" if table.get((r, w), ASK) == ASK else table[r, w], chance, MOST)


@cache
def _wald_asks(below: float, above: float, alpha: float, beta: float) -> float:
    states = cast(Args, brief(0))[0]
    words = decide(states, below, above, alpha, beta)
    return sum(_does(states, words, chance).questions for chance in (below, above))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with the words of a rule."""
    states, below, above, alpha, beta = cast(Args, given)
    if type(value) is not list or not all(type(one) is str for one in value):
        return Fault("form", "What came back is not a list of words")
    words = cast(list[str], value)
    if len(words) != len(states):
        return Fault("number", f"There are {len(states)} states, and {len(words)} words came back")
    if set(words) - {YES, NO, ASK}:
        return Fault("words", f"A word is none of “{YES}”, “{NO}” and “{ASK}”")
    bad, good = (_does(states, words, chance) for chance in (below, above))
    if bad.yes > alpha:
        return Fault("yes", "Of those below the bar more get a yes than `alpha` allows")
    if 1 - good.yes > beta:
        return Fault("no", "Of those above the bar more get no yes than `beta` allows")
    if bad.questions + good.questions > TOLERANCE * _wald_asks(below, above, alpha, beta):
        return Fault("questions", "Both errors are small enough, and fewer questions would do")
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(list[str], one), cast(list[str], other)
    if len(mine) != len(theirs):
        return float("inf")
    # The first twenty questions, which is where rules end; one count in a hundred may differ.
    early = 20 * 23 // 2
    return 100 * sum(a != b for a, b in zip(mine[:early], theirs[:early], strict=True)) / early


Bounds = Callable[[float, float], tuple[float, float]]  # of alpha and beta: the upper and the lower


def _by(
    bounds: Bounds,
    right: Callable[[float, float], float] = lambda below, above: log(above / below),
    wrong: Callable[[float, float], float] = lambda below, above: log((1 - above) / (1 - below)),
) -> Callable[..., object]:
    """Return an answer that compares a sum over answers with two bounds."""

    def answer(states: list[State], below: float, above: float, alpha: float, beta: float) -> list[str]:
        upper, lower = bounds(alpha, beta)
        sums = [r * right(below, above) + w * wrong(below, above) for r, w in states]
        return [YES if one >= upper else NO if one <= lower else ASK for one in sums]

    return answer


def _wald(alpha: float, beta: float) -> tuple[float, float]:
    return log((1 - beta) / alpha), log(beta / (1 - alpha))


def _fixed(states: list[State], below: float, above: float, alpha: float, beta: float) -> list[str]:
    questions, need = fixed(below, above, alpha, beta)
    return [ASK if r + w < questions else YES if r >= need else NO for r, w in states]


def _share(states: list[State], below: float, above: float, alpha: float, beta: float) -> list[str]:
    """Return the words of a rule that looks at the share of right answers from the third question on."""
    return [
        ASK if r + w < 3 else YES if r / (r + w) >= above else NO if r / (r + w) <= below else ASK
        for r, w in states
    ]


def _five(states: list[State], below: float, above: float, alpha: float, beta: float) -> list[str]:
    return [ASK if r + w < 5 else YES if r > w else NO for r, w in states]


def _with(**changed: float) -> Callable[..., object]:
    """Return an answer that is right but for arguments that it takes for granted."""
    names = ("states", "below", "above", "alpha", "beta")
    return lambda *given: decide(**dict(zip(names, given, strict=True)) | changed)


EXERCISE = Exercise(
    call="decide(states, below, above, alpha, beta)",
    returns=f"a list with a word for each state, “{YES}”, “{NO}” or “{ASK}”",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "errors exchanged",
            "yes",
            _by(lambda alpha, beta: _wald(beta, alpha)),
            "You exchanged the two errors. `alpha` is that of those below the bar who get a yes.",
        ),
        Mistake(
            "wrong answers do not count",
            "yes",
            _by(_wald, wrong=lambda below, above: 0.0),
            "You counted right answers alone. Each wrong one is likelier below the bar, and takes away.",
        ),
        Mistake(
            "shares from the third on",
            "yes",
            _share,
            "You compared the share of right answers with the two chances. After three questions that share is "
            "mostly luck; "
            "add up how much likelier each answer is above the bar than below.",
        ),
        Mistake(
            "the sign turned round",
            "yes",
            _by(_wald, lambda p, q: log(p / q), lambda p, q: log((1 - p) / (1 - q))),
            "Your sum has the wrong sign. A right answer is likelier above the bar, so log(above / below) is above "
            "zero; a wrong one takes away.",
        ),
        Mistake(
            "yes and no exchanged",
            "yes",
            lambda *given: [{YES: NO, NO: YES}.get(one, one) for one in decide(*given)],
            "You say yes where no belongs, and no where yes does. From the upper bound on it is yes.",
        ),
        Mistake(
            "wrong answers weigh as right ones",
            "yes",
            _by(_wald, wrong=lambda p, q: -log(q / p)),
            "You let a wrong answer take away what a right one adds. How much likelier it is below the bar is another "
            "number: log((1 − above) / (1 − below)).",
        ),
        Mistake(
            "everybody passes",
            "yes",
            lambda states, *rest: [YES] * len(states),
            "You say yes whatever the answers are.",
        ),
        Mistake(
            "nobody passes",
            "no",
            lambda states, *rest: [NO] * len(states),
            "You say no whatever the answers are.",
        ),
        Mistake(
            "no logarithms",
            "no",
            _by(lambda a, b: ((1 - b) / a, b / (1 - a))),
            "Your bounds are no logarithms, and what you add up is. Take log() of both bounds.",
        ),
        Mistake(
            "never no",
            "questions",
            lambda *given: [YES if one == YES else ASK for one in decide(*given)],
            "You never say no, so that whoever is below the bar is asked to the end. Stop at the lower bound too.",
        ),
        Mistake(
            "one bound for both",
            "questions",
            _by(lambda a, b: (log((1 - b) / a), -log((1 - b) / a))),
            "You took the same bound on both sides. The two errors may differ: the lower bound is "
            "log(beta / (1 − alpha)).",
        ),
        Mistake(
            "as many for all",
            "questions",
            _fixed,
            "You ask everybody the same number. Whoever answers the first questions all right, or all wrong, need "
            "not be asked "
            "the rest.",
        ),
        Mistake(
            "nobody stops",
            "no",
            lambda states, *rest: [ASK] * len(states),
            "You always ask on. Nobody gets a yes that way.",
        ),
    ),
    mutants=(
        Mutant("Heron's rule", lambda states, *rest: decide(states, *HERON)),
        Mutant(
            "one in two below is taken for granted",
            lambda s, p, q, a, b: decide(s, min(0.5, q - 0.05), q, a, b),
        ),
        Mutant("four in five above is taken for granted", _with(above=0.8)),
        Mutant("a tenth wrong yes is taken for granted", _with(alpha=0.1)),
        Mutant("a tenth wrong no is taken for granted", _with(beta=0.1)),
        Mutant("logarithms of two kinds", _by(lambda a, b: (log10((1 - b) / a), log10(b / (1 - a))))),
        Mutant("bounds exchanged", _by(lambda a, b: (-log(b / (1 - a)), -log((1 - b) / a)))),
        Mutant("right answers weigh as wrong ones", _by(_wald, right=lambda p, q: log((1 - p) / (1 - q)))),
        Mutant("half the bounds", _by(lambda a, b: (_wald(a, b)[0] / 2, _wald(a, b)[1] / 2))),
        Mutant("twice the bounds", _by(lambda a, b: (_wald(a, b)[0] * 2, _wald(a, b)[1] * 2))),
        Mutant("five questions", _five),
        Mutant("never yes", lambda *given: [NO if one == NO else ASK for one in decide(*given)]),
    ),
    right="both errors are as small as asked, with as few questions on average as Wald's test",
    hints=(
        "After eight right answers and one wrong: how much likelier is that from somebody above the bar than from "
        "somebody "
        "below? When is that enough?",
        "Each right answer adds log(above / below), each wrong one log((1 − above) / (1 − below)), which is below "
        "zero. "
        "Stop with yes from log((1 − beta) / alpha) on, with no from log(beta / (1 − alpha)) down.",
        "For each (rights, wrongs) compute the sum of both; append “yes” if it is at least the upper bound, “no” if "
        "it is at "
        "most the lower, else “ask”.",
    ),
    fills=("hiring.stopping.rule",),
)
