"""Do your ranges hold as often as you say?

Model: somebody gives a range for each of n quantities and means each to hold the truth with the same
probability, the level. If the level is meant and true, the number of hits is binomial (Lichtenstein, Fischhoff &
Phillips 1982 review what people do instead). Assumptions: the questions are independent for one person; they are
not for a room, in which everybody answers the same ones. Units: hits.
"""

from scipy.stats import binom

LEVEL = 0.8  # given: the game asks for ranges that hold eight times in ten
QUESTIONS = 10  # given: on the score sheet
RARE = 0.05  # assumed: what is rarer than this by luck alone counts as evidence


def at_most(hits: int, level: float = LEVEL, questions: int = QUESTIONS) -> float:
    """Return the probability of `hits` or fewer, for somebody whose ranges hold with probability `level`."""
    return float(binom.cdf(hits, questions, level))


def at_least(hits: int, level: float = LEVEL, questions: int = QUESTIONS) -> float:
    """Return the probability of `hits` or more."""
    return float(binom.sf(hits - 1, questions, level))


def evidence_at_most(level: float = LEVEL, questions: int = QUESTIONS, rare: float = RARE) -> int | None:
    """Return the most hits that still say the ranges are too narrow: so few come by luck with at most `rare`.

    None if even no hit at all says nothing, as with too few questions.
    """
    return max(
        (hits for hits in range(questions + 1) if at_most(hits, level, questions) <= rare), default=None
    )


def variables() -> dict[str, str]:
    """Return the numbers that the workshop quotes."""
    most = evidence_at_most()
    assert most is not None  # ten questions are enough at this level
    return {
        "evidence_at_most": str(most),
        "evidence_chance": f"{at_most(most):.0%}",
        "no_evidence_chance": f"{at_most(most + 1):.0%}",
        "all_chance": f"{at_least(QUESTIONS):.0%}",
        "six_gets_eight": f"{at_least(8, level=0.6):.0%}",
    }
