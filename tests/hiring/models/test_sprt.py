from math import log

import numpy as np
import pytest
from scipy.stats import binom

from mlteams.core import figure as look
from mlteams.core.margins import look_over
from mlteams.hiring.models import sprt as s

(LINE,) = s.CLAIMS[0].lines


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


def simulated(rule, chance, most=1000, people=20_000):
    """Return shares of yes and no, and mean questions, one simulated candidate after the other."""
    rng = np.random.default_rng(8)
    said, asked = [], []
    for _ in range(people):
        right = wrong = 0
        while not (now := rule(right, wrong)) and right + wrong < most:
            if rng.random() < chance:
                right += 1
            else:
                wrong += 1
        said.append(now)
        asked.append(right + wrong)
    return said.count("yes") / people, said.count("no") / people, sum(asked) / people


@pytest.mark.parametrize(
    ("below", "above", "alpha", "beta", "chance", "most"),
    [(0.5, 0.8, 0.1, 0.1, 0.65, 1000), (0.4, 0.9, 0.05, 0.2, 0.9, 1000), (0.3, 0.6, 0.1, 0.1, 0.3, 12)],
)
def test_exact_against_simulated(below, above, alpha, beta, chance, most):
    rule = s.wald(below, above, alpha, beta)
    found = s.outcome(rule, chance, most)
    yes, no, questions = simulated(rule, chance, most)
    assert (found.yes, found.no) == pytest.approx((yes, no), abs=3 * np.sqrt(0.25 / 20_000))
    assert found.questions == pytest.approx(questions, rel=0.02)


@pytest.mark.parametrize(("below", "above", "error"), [(0.5, 0.55, 0.1), (0.3, 0.33, 0.05), (0.7, 0.74, 0.2)])
def test_near_wald_s_own_formulas_where_steps_are_small(below, above, error):
    # Wald (1947) neglects how far the last step goes beyond an edge; with small steps that is little.
    found = s.outcome(s.wald(below, above, error, error), above, most=20_000)
    right, wrong = log(above / below), log((1 - above) / (1 - below))
    upper, lower = log((1 - error) / error), log(error / (1 - error))
    questions = ((1 - error) * upper + error * lower) / (above * right + (1 - above) * wrong)
    assert found.questions == pytest.approx(questions, rel=0.06)
    assert 1 - found.yes == pytest.approx(error, abs=0.015)


@pytest.mark.parametrize("error", [0.01, 0.05, 0.1, 0.2])
@pytest.mark.parametrize(("below", "above"), [(0.5, 0.8), (0.3, 0.5), (0.6, 0.95)])
def test_wald_s_bounds_on_the_true_errors_hold(below, above, error):
    # Wald: α' ≤ α / (1 − β), β' ≤ β / (1 − α), and α' + β' ≤ α + β.
    rule = s.wald(below, above, error, error)
    wrong_yes, wrong_no = s.outcome(rule, below).yes, s.outcome(rule, above).no
    assert max(wrong_yes, wrong_no) <= error / (1 - error) + 1e-9
    assert wrong_yes + wrong_no <= 2 * error + 1e-9


def test_the_cells_that_are_known():
    rule = s.wald(0.5, 0.8, 0.1, 0.1)
    assert [round(s.outcome(rule, chance).questions, 1) for chance in (0.5, 0.8)] == [9.4, 10.5]
    assert s.fixed(0.5, 0.8, 0.1, 0.1) == (19, 13)


def test_edges_count_as_reached():
    # Odds of 9 are reached by ln 9 / ln 1.6 = 4.67 right answers, 1/9 by ln 9 / ln 2.5 = 2.4 wrong ones.
    rule = s.wald(0.5, 0.8, 0.1, 0.1)
    assert [rule(4, 0), rule(5, 0), rule(0, 2), rule(0, 3)] == ["", "yes", "", "no"]
    even = s.wald(0.25, 0.75, 0.25, 0.25)  # one answer multiplies the odds by 3, which is the edge
    assert [even(0, 0), even(1, 0), even(0, 1)] == ["", "yes", "no"]


@pytest.mark.parametrize(("below", "above", "alpha", "beta"), [(0.5, 0.8, 0.1, 0.1), (0.4, 0.6, 0.05, 0.2)])
def test_the_test_of_one_length_is_the_shortest(below, above, alpha, beta):
    questions, need = s.fixed(below, above, alpha, beta)

    def sure(length):
        return any(
            binom.sf(bar - 1, length, below) <= alpha and binom.cdf(bar - 1, length, above) <= beta
            for bar in range(length + 2)
        )

    assert binom.sf(need - 1, questions, below) <= alpha
    assert binom.cdf(need - 1, questions, above) <= beta
    assert [length for length in range(1, questions + 1) if sure(length)] == [questions]


def test_a_rule_on_counts_against_the_binomial():
    def last(right, wrong):
        return "" if right + wrong < 19 else "yes" if right >= 13 else "no"

    found = s.outcome(last, 0.8)
    assert found.questions == pytest.approx(19)
    assert found.yes == pytest.approx(binom.sf(12, 19, 0.8))
    never = s.outcome(lambda right, wrong: "", 0.5, most=7)
    assert (never.yes, never.no, never.questions) == (0, 0, pytest.approx(7))


def test_a_cap_decides():
    rule = s.capped(s.wald(0.5, 0.8, 0.1, 0.1), 19, 13)
    assert [rule(12, 7), rule(13, 6), rule(12, 6), rule(5, 0)] == ["no", "yes", "", "yes"]
    found = s.outcome(rule, 0.65)
    assert found.yes + found.no == pytest.approx(1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((0.8, 0.5, 0.1, 0.1), "chances 0.8 and 0.5"),
        ((0, 0.5, 0.1, 0.1), "chances 0 and 0.5"),
        ((0.5, 1, 0.1, 0.1), "chances 0.5 and 1"),
        ((0.5, 0.8, 0, 0.1), "alpha is 0"),
        ((0.5, 0.8, 0.1, 0.5), "beta is 0.5"),
    ],
)
def test_what_cannot_be_tested_is_refused(wrong, said):
    for function in (s.wald, s.fixed):
        with pytest.raises(ValueError, match=said):
            function(*wrong)


def test_other_refusals():
    with pytest.raises(ValueError, match=r"chance of a right answer is 1\.1"):
        s.outcome(s.wald(0.5, 0.8, 0.1, 0.1), 1.1)
    with pytest.raises(ValueError, match="the rule says 'maybe' at 0 right of 0"):
        s.outcome(lambda right, wrong: "maybe", 0.5)
    with pytest.raises(ValueError, match="no test of up to 1000 questions"):
        s.fixed(0.5, 0.505, 0.01, 0.01)


def test_the_claim_turns_with_the_error():
    at = {"below": 0.5, "apart": 0.25, "place": 0.5}
    assert LINE.margin(**at, error=0.006) < 0 < LINE.margin(**at, error=0.05)
    assert LINE.when(**at, error=0.05)
    assert not LINE.when(**at, error=0.049)
    assert LINE.when(**at, error=0.15)
    assert not LINE.when(**at, error=0.151)
    rule = s.wald(0.5, 0.75, 0.05, 0.05)
    expected = s.fixed(0.5, 0.75, 0.05, 0.05)[0] - s.outcome(rule, 0.625).questions
    assert LINE.margin(**at, error=0.05) == pytest.approx(expected)


def test_the_card_shows_the_rule():
    view = s.draw_interview("8 of 10", "one in ten", "above the bar")
    rule = s.wald(0.5, 0.8, 0.1, 0.1)
    *card, _ = view.figure.axes[0].lines  # the last mark is the average
    for mark in card:
        said = {"o": "yes", "s": "no", ".": ""}[mark.get_marker()]
        for asked, right in zip(*mark.get_data(), strict=True):
            assert rule(int(right), int(asked - right)) == said


def test_the_average_stands_on_the_axis_or_the_picture_says_that_it_lies_beyond():
    beyond = 0
    for state in s.EXPLORABLES[0].states():
        with look.style():
            view = s.draw_interview(**state)
        (axes,) = view.figure.axes
        on_axis = [mark.get_xdata() for mark in axes.lines if mark.get_color() == look.PROMISE]
        (said,) = [text.get_text() for text in axes.texts if "on average" in text.get_text()]
        assert said.split()[0] in view.sentence.split()
        assert ("further right" in said) == (view.answer > axes.get_xlim()[1])
        assert [list(one) for one in on_axis] == ([] if "further right" in said else [[view.answer]])
        beyond += "further right" in said
    assert beyond == 4


def test_numbers_for_prose():
    rule = s.capped(s.wald(0.5, 0.8, 0.1, 0.1), 19, 13)
    yes, no, questions = simulated(rule, 0.8)
    found = s.variables()
    assert float(found["questions_above"]) == pytest.approx(questions, abs=0.6)
    assert float(found["pass_above"].rstrip("%")) == pytest.approx(100 * yes, abs=1.2)
    assert float(found["wrong_no"].rstrip("%")) == pytest.approx(100 * no, abs=1.2)
    assert float(found["wrong_yes"].rstrip("%")) == pytest.approx(100 * simulated(rule, 0.5)[0], abs=1.2)
    near = simulated(rule, 0.75)[0]
    assert float(found["pass_near"].rstrip("%")) == pytest.approx(100 * near, abs=1.2)
    assert float(found["impact_near"].rstrip("%")) == pytest.approx(100 * near / yes, abs=2)
    assert (found["fixed"], found["fixed_need"]) == ("19", "13")
