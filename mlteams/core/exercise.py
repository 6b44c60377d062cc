"""An exercise is a decision: a brief, a function that decides, and the properties of a good decision."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

# What plain data are made of: None, bool, int, float, str, date, lists of these and dicts with text keys.
Plain = object
Brief = tuple[object, ...]  # the arguments of the learner's function
HIDDEN = range(1, 13)  # seeds of the briefs that nobody sees; odd and even ones differ in kind
SEEDS = (0, *HIDDEN)  # a check tries them all
SURE = 0.999  # how sure it is that a right answer of random futures passes on all of them together
# Standard errors that one answer may miss by: Bonferroni's, so that all comparisons together keep `SURE`.
WIDTH = NormalDist().inv_cdf(1 - (1 - SURE) / (2 * len(SEEDS)))


@dataclass(frozen=True)
class Fault:
    """The first property that a value does not have.

    Attributes:
        aspect: which property; planted wrong answers with the same aspect are compared.
        sentence: what is wrong, without the right value and without a full stop.
    """

    aspect: str
    sentence: str


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give, and the hint that fits it.

    Attributes:
        name: what it is called in tests.
        aspect: the property that it fails.
        answer: called as a learner's function is.
        hint: one or two sentences.
    """

    name: str
    aspect: str
    answer: Callable[..., object]
    hint: str


@dataclass(frozen=True)
class Mutant:
    """A wrong answer that the hidden briefs together must refuse: a right one with one thing changed.

    A planted mistake is one too; these have no hint of their own.

    Attributes:
        name: what is changed, such as "the level is taken to be .05".
        answer: called as a learner's function is.
    """

    name: str
    answer: Callable[..., object]


@dataclass(frozen=True)
class Point:
    """One question of a rubric, answered by the learner with True or False."""

    key: str
    question: str


@dataclass(frozen=True)
class Exercise:
    """One exercise, as its module offers it.

    Its name is where it lies: `<part>.<lesson>.<module>`, such as "management.dates.p85". Title, minutes, difficulty,
    points and what to read first stand in the solution notebook of its lesson and nowhere else.

    Attributes:
        call: how the function is called, such as "order(approaches)".
        returns: what it must return, as a noun.
        brief: the arguments for a seed; 0 is Heron's.
        fault: the first property that a value for a brief does not have, None if it has all.
        distance: how far two values are apart in one aspect; up to 1, they are the same mistake.
        mistakes: at least two; each has its hint.
        mutants: an argument ignored or hard-coded, a boundary moved, a sign turned round, a rule nearly right.
        right: what is right about a right answer, as the end of a sentence.
        hints: question, formula, near-solution.
        rubric: questions on what no check can see; empty if the check sees all there is to see.
        examples: answers to judge one's own by, where there is a rubric.
        seconds: that one call may take; the task says so.
        fills: the keys of the plan that get what the exercise decided.
    """

    call: str
    returns: str
    brief: Callable[[int], Brief]
    fault: Callable[[Brief, Plain], Fault | None]
    distance: Callable[[str, Plain, Plain], float]
    mistakes: tuple[Mistake, ...]
    mutants: tuple[Mutant, ...]
    right: str
    hints: tuple[str, str, str]
    rubric: tuple[Point, ...] = ()
    examples: tuple[str, ...] = ()
    seconds: float = 2
    fills: tuple[str, ...] = ()

    @property
    def function(self) -> str:
        """Return the name of the learner's function, such as "order"."""
        return self.call.split("(")[0]


def is_number(value: Plain) -> bool:
    """Tell whether a plain value is a number and not nan."""
    return type(value) in (int, float) and value == value
