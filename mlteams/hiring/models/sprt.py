"""After how many questions may an interviewer stop?

Model: Wald's sequential probability ratio test (1945). Every question is answered right with the same chance. Somebody
below the bar answers with chance `below`, somebody above it with `above`; the test stops when the answers are so much
likelier under one of the two that the errors stay near `alpha` and `beta`. What any rule on counts does is computed
exactly, by going from count to count.
Units: questions, chances.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import log

from scipy.stats import binom

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
                raise ValueError(f"the rule says {said!r} at {rights} right of {asked}; it must say yes, no or nothing")
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
    for questions in range(1, MOST + 1):
        need = int(binom.isf(alpha, questions, below)) + 1  # fewest rights that at most alpha of those below reach
        if binom.cdf(need - 1, questions, above) <= beta:
            return questions, need
    raise ValueError(f"no test of up to {MOST} questions tells {below:g} from {above:g} so surely")


def _check(below: float, above: float, alpha: float, beta: float) -> None:
    if not 0 < below < above < 1:
        raise ValueError(f"chances {below:g} and {above:g}; both must be inside 0 to 1, the first the smaller")
    for name, value in (("alpha", alpha), ("beta", beta)):
        if not 0 < value < 0.5:
            raise ValueError(f"{name} is {value:g}; it must be above 0 and below 0.5")
