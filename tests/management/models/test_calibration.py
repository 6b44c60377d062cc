from fractions import Fraction
from math import comb

import pytest

from mlteams.management.models import calibration as c


def exactly(hits, level, questions):
    return comb(questions, hits) * level**hits * (1 - level) ** (questions - hits)


@pytest.mark.parametrize("level", [Fraction(4, 5), Fraction(3, 5), Fraction(1, 2)])
@pytest.mark.parametrize("questions", [1, 5, 10])
def test_probabilities_against_sums_of_exact_fractions(level, questions):
    for hits in range(questions + 1):
        below = sum(exactly(k, level, questions) for k in range(hits + 1))
        above = sum(exactly(k, level, questions) for k in range(hits, questions + 1))
        assert c.at_most(hits, float(level), questions) == pytest.approx(float(below), rel=1e-9)
        assert c.at_least(hits, float(level), questions) == pytest.approx(float(above), rel=1e-9)


def test_five_hits_of_ten_are_evidence_and_six_are_not():
    # From a table of the binomial distribution, n = 10, p = .8: P(X <= 5) = .0328, P(X <= 6) = .1209.
    assert c.at_most(5) == pytest.approx(0.0328, abs=5e-5)
    assert c.at_most(6) == pytest.approx(0.1209, abs=5e-5)
    assert c.evidence_at_most() == 5


def test_too_few_questions_are_never_evidence():
    assert c.evidence_at_most(level=0.8, questions=1) is None  # a miss comes with probability 1/5
    assert c.evidence_at_most(level=0.8, questions=2) == 0  # two misses with 1/25


def test_the_numbers_that_the_workshop_quotes():
    said = c.variables()
    assert said["evidence_at_most"] == "5"
    assert said["evidence_chance"] == "3%"
    assert said["no_evidence_chance"] == "12%"
    assert said["all_chance"] == "11%"  # .8^10 = .107
    assert said["six_gets_eight"] == "17%"  # .1209 + .0403 + .0060
