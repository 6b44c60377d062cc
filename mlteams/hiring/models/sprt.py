"""After how many questions may an interviewer stop?

Claim: an interview validates hypotheses about a candidate's strengths.
Model: Wald's sequential probability ratio test (1947). Every question is answered right with the same chance. Somebody
below the bar answers with chance `below`, somebody above it with `above`; the test stops when the answers are so much
likelier under one of the two that the errors stay near `alpha` and `beta`. What any rule on counts does is computed
exactly, by going from count to count.
Assumptions: questions are equally hard and answered independently of each other; the bar is one number.
Units: questions, chances. Plausible ranges: chances 0.3 to 0.95, errors 0.005 to 0.2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
import pandas as pd
from scipy.stats import binom

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, View
from mlteams.input.heron import fact

ABOVE = {"7 of 10": 0.7, "8 of 10": 0.8, "9 of 10": 0.9}
ERROR = {"one in twenty": 0.05, "one in ten": 0.1, "one in five": 0.2}
TRUE = {"below the bar": 0.0, "half-way": 0.5, "above the bar": 1.0}
BELOW = fact("hiring.stopping.below")
SHOWN = 24  # questions in the picture

Rule = Callable[[int, int], str]  # of right and wrong answers so far: "yes", "no" or "" to go on
MOST = 1000  # questions, after which nothing goes on


@dataclass(frozen=True)
class Outcome:
    """What a rule does with candidates of one kind.

    Attributes:
        yes, no: share of candidates who end so; the rest is undecided after the last question.
        questions: asked on average.
    """

    yes: float
    no: float
    questions: float


def wald(below: float, above: float, alpha: float, beta: float) -> Rule:
    """Return Wald's rule.

    Args:
        below, above: chance of a right answer of somebody just below the bar, and above it; 0 < below < above < 1.
        alpha: share of those below who may pass. beta: share of those above who may fail. Each inside 0 to 0.5.

    Raises:
        ValueError: a number is outside its range.
    """
    _check(below, above, alpha, beta)
    right, wrong = log(above / below), log((1 - above) / (1 - below))
    upper, lower = log((1 - beta) / alpha), log(beta / (1 - alpha))

    def rule(rights: int, wrongs: int) -> str:
        sum_of_logs = rights * right + wrongs * wrong
        return "yes" if sum_of_logs >= upper else "no" if sum_of_logs <= lower else ""

    return rule


def capped(rule: Rule, most: int, need: int) -> Rule:
    """Return a rule that decides after `most` questions at the latest: yes from `need` right answers on, else no."""

    def last(rights: int, wrongs: int) -> str:
        said = rule(rights, wrongs)
        return said if said or rights + wrongs < most else "yes" if rights >= need else "no"

    return last


def outcome(rule: Rule, chance: float, most: int = MOST) -> Outcome:
    """Return exactly what a rule does with a candidate who answers each question right with the same chance.

    Args:
        rule: called with right and wrong answers so far, from 0 and 0 on.
        chance: of a right answer, 0 to 1.
        most: questions after which nobody is asked another.

    Raises:
        ValueError: the chance is outside 0 to 1, or the rule answers something else than "yes", "no" or "".
    """
    if not 0 <= chance <= 1:
        raise ValueError(f"the chance of a right answer is {chance:g}; it must be from 0 to 1")
    ended = {"yes": 0.0, "no": 0.0}
    questions, going = 0.0, {0: 1.0}  # by right answers, how many of the candidates are still asked
    for asked in range(most + 1):
        left: dict[int, float] = {}
        for rights, share in going.items():
            said = rule(rights, asked - rights)
            if said in ended:
                ended[said] += share
            elif said == "":
                left[rights] = share
            else:
                raise ValueError(
                    f"the rule says {said!r} at {rights} right of {asked}; it must say yes, no or nothing"
                )
        if asked == most or sum(left.values()) < 1e-13:
            break
        questions += sum(left.values())
        going = {}
        for rights, share in left.items():
            going[rights] = going.get(rights, 0.0) + share * (1 - chance)
            going[rights + 1] = going.get(rights + 1, 0.0) + share * chance
    return Outcome(ended["yes"], ended["no"], questions)


@cache
def fixed(below: float, above: float, alpha: float, beta: float) -> tuple[int, int]:
    """Return the fewest questions that keep both errors if everybody is asked as many, and the rights to pass."""
    _check(below, above, alpha, beta)
    lengths = np.arange(1, MOST + 1)
    need = binom.isf(alpha, lengths, below) + 1  # fewest rights that at most alpha of those below reach
    enough = np.flatnonzero(binom.cdf(need - 1, lengths, above) <= beta)
    if enough.size:
        return int(lengths[enough[0]]), int(need[enough[0]])
    raise ValueError(f"no test of up to {MOST} questions tells {below:g} from {above:g} so surely")


def _check(below: float, above: float, alpha: float, beta: float) -> None:
    if not 0 < below < above < 1:
        raise ValueError(
            f"chances {below:g} and {above:g}; both must be inside 0 to 1, the first the smaller"
        )
    for name, value in (("alpha", alpha), ("beta", beta)):
        if not 0 < value < 0.5:
            raise ValueError(f"{name} is {value:g}; it must be above 0 and below 0.5")


def _saved(below: float, apart: float, error: float, place: float) -> float:
    """Margin of stopping: questions that a fixed test asks beyond the average of Wald's, of the same two errors.

    Args:
        place: of the candidate's chance between `below` and `below` + `apart`, 0 to 1.
    """
    above = below + apart
    rule = wald(below, above, error, error)
    return fixed(below, above, error, error)[0] - outcome(rule, below + place * apart).questions


def draw_interview(above: str, error: str, true: str) -> View:
    """Draw the interviewer's card: after so many questions and so many right answers, go on or stop."""
    high, risk = ABOVE[above], ERROR[error]
    rule = wald(BELOW, high, risk, risk)
    chance = BELOW + TRUE[true] * (high - BELOW)
    found = outcome(rule, chance)
    questions, need = fixed(BELOW, high, risk, risk)
    made, (axes,) = look.figure(height=3.9, left=0.42, top=0.55)
    look.frame(
        axes, "questions asked", "answered right", (-0.5, SHOWN + 0.5), (-0.5, SHOWN + 0.5), grid="both"
    )
    look.line(made, 0, "The card: where to stop.")
    going, ends = {0}, {"yes": [], "no": []}  # type: tuple[set[int], dict[str, list[tuple[int, int]]]]
    for asked in range(SHOWN + 1):
        on = {rights for rights in going if rule(rights, asked - rights) == ""}
        for rights in going - on:
            ends[rule(rights, asked - rights)].append((asked, rights))
        axes.plot([asked] * len(on), sorted(on), ".", markersize=4, color=look.MUTED)
        going = {rights + step for rights in on for step in (0, 1)}
    for said, colour, shape in (("yes", look.MAIN, "o"), ("no", look.MARK, "s")):
        axes.plot(*zip(*ends[said], strict=True), shape, markersize=6, color=colour, clip_on=False)
    look.label(axes, "stop: passes", (1, 17), (0, 0), look.MAIN)
    look.label(axes, "stop: does not", (SHOWN, 3), (0, 0), look.MARK, ha="right")
    average = f"{found.questions:.0f} on average"
    if found.questions <= SHOWN + 0.5:
        look.dot(axes, (found.questions, -0.5), look.PROMISE)
        shift, side = ((-6, 5), "right") if found.questions > SHOWN - 8 else ((10, 5), "left")
        look.label(axes, average, (found.questions, -0.5), shift, look.PROMISE, side)
    else:
        look.label(axes, f"{average}: further right", (SHOWN, -0.5), (0, 5), look.PROMISE, "right")
    sentence = (
        f"With this rule {found.questions:.0f} questions are asked on average, and {100 * found.yes:.0f} of 100 such "
        f"candidates pass. An equally sure test of one length asks everybody {questions}; "
        f"whoever has {need} right passes."
    )
    rows = [
        ("Wald’s rule", f"{found.questions:.1f}", f"{100 * found.yes:.0f}"),
        ("one length", questions, ""),
    ]
    table = pd.DataFrame(rows, columns=["test", "questions", "of 100 such candidates pass"])
    return View(made, sentence, table, found.questions)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes; Heron asks no more than the test of one length does."""
    below, above, error = (fact(f"hiring.stopping.{one}") for one in ("below", "above", "error"))
    questions, need = fixed(below, above, error, error)
    rule = capped(wald(below, above, error, error), questions, need)
    passing, near = outcome(rule, above).yes, outcome(rule, above - 0.05).yes
    return {
        "questions_above": f"{outcome(rule, above).questions:.0f}",
        "fixed": str(questions),
        "fixed_need": str(need),
        "wrong_yes": f"{outcome(rule, below).yes:.0%}",
        "wrong_no": f"{1 - passing:.0%}",
        "pass_above": f"{passing:.0%}",
        "pass_near": f"{near:.0%}",
        "impact_near": f"{near / passing:.0%}",
    }


CLAIMS = (
    Claim(
        name="validate-hypotheses",
        says="An interview validates hypotheses: say what you believe of a candidate’s strengths, and test it.",
        lecture="Interviewing",
        evidence=Evidence.NEAR,
        measured="Interviewers without a hypothesis to test can be satisfied by anything: people who got "
        "random answers "
        "to their questions were as confident of their impression as others, and predicted grades worse than without "
        "the interview [@dana2013].",
        lines=(
            Line(
                model="sequential probability ratio test against a test of one length, same errors",
                verdict=Verdict.HOLDS_WHEN,
                because="an error in one of twenty to one of seven cases is accepted. Then a hypothesis that is "
                "tested answer by "
                "answer is settled in fewer questions than by a test of one length. Where errors must be rarer, "
                "somebody just between the two hypotheses is asked more.",
                margin=_saved,
                ranges={
                    "below": Span(0.3, 0.55, "assumed: chance of a right answer below the bar"),
                    "apart": Span(0.2, 0.3, "assumed: how much more often somebody above the bar is right"),
                    "error": Span(0.005, 0.2, "assumed: of either kind, by this test alone", log=True),
                    "place": Span(0, 1, "any candidate between the two"),
                },
                when=lambda below, apart, error, place: 0.05 <= error <= 0.15,
                unit="questions",
            ),
        ),
        references=("wald1947",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="sprt-interview",
        question="After how many questions do you know enough?",
        predict=Range(
            "An interviewer asks small questions of equal weight and stops by Wald’s rule. Somebody below "
            "the bar answers "
            "5 of 10. How many questions does it take on average?",
            "questions",
            0,
            60,
        ),
        controls=(
            Choice("above", "Somebody above the bar answers", tuple(ABOVE), "8 of 10"),
            Choice("error", "Wrong either way, at most about", tuple(ERROR), "one in ten"),
            Choice("true", "The candidate is in truth", tuple(TRUE), "above the bar"),
        ),
        draw=draw_interview,
    ),
)
