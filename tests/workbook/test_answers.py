"""What check says: which hint fits, where to read, and that a right answer for one brief is no rule."""

import random
import re
import time
from collections import namedtuple
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from mlteams import workbook
from mlteams.workbook import answers, manifest, verdict
from mlteams.workbook.plain import plain
from mlteams.workbook.said import SITE

pytestmark = pytest.mark.usefixtures("tiny")
FEE, REPLY = "post.stamps.fee", "post.answers.reply"


@pytest.fixture(autouse=True)
def no_work_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def fee(grams, step):
    return -(-grams // step)


def ended(text):
    """Return what is said of a wrong fee, without its name and what to do next."""
    first, then = text.split("\n")
    assert then == f'Next: hint("{FEE}"), or reset("{FEE}") for a fresh stub.'
    return first.removeprefix(f"{FEE}: ")


@pytest.mark.parametrize(
    ("answer", "hint"),
    [  # the planted mistakes answer grams // step - 1 and grams; up to 1 away is the same mistake
        (lambda grams, step: grams // step - 2.01, ""),
        (lambda grams, step: grams // step - 2, "You left out what is begun."),
        (lambda grams, step: grams // step, "You left out what is begun."),
        (lambda grams, step: grams // step + 0.01, ""),
        (lambda grams, step: grams - 1.01, ""),
        (lambda grams, step: grams - 1, "You charge a euro a gram."),
        (lambda grams, step: grams + 1, "You charge a euro a gram."),
        (lambda grams, step: grams + 1.01, ""),
    ],
)
def test_a_hint_fits_the_mistake_or_is_left_out(answer, hint):
    said = workbook.check(FEE, answer)
    assert ended(said.text) == f"That is not what the letter costs. {hint}".rstrip()


@pytest.mark.parametrize(
    ("last", "told"), [(9, True), (8, False)]
)  # of 13 briefs 10 are more than three quarters
def test_a_hint_needs_a_match_on_most_briefs(last, told):
    def answer(
        grams, step
    ):  # a euro a gram for Heron and the hidden briefs up to the last, else something else
        return grams if grams <= 100 * last + 310 else -1

    assert ("You charge a euro a gram." in workbook.check(FEE, answer).text) == told


def test_a_mistake_that_heron_alone_would_speak_for_is_not_held_against_anybody():
    assert "gram" not in ended(workbook.check(FEE, lambda grams, step: 120).text)


def test_briefs_on_which_a_mistake_is_right_do_not_speak_for_it(monkeypatch):
    """A rule that is wrong in two briefs of thirteen; of an answer that is wrong in another two nothing is told."""
    found = answers.find(FEE)

    def slips(*wrong):
        return lambda grams, step: -(-grams // step) + (7 if grams in wrong else 0)

    rare = replace(found.exercise.mistakes[0], answer=slips(410, 510), hint="You slip twice.")
    exercise = replace(found.exercise, mistakes=(rare, found.exercise.mistakes[1]))
    planted = replace(found, exercise=exercise)
    assert rare.hint in verdict.examine(planted, slips(410, 510)).text
    assert rare.hint not in verdict.examine(planted, slips(610, 710)).text
    assert rare.hint not in verdict.examine(planted, slips(410)).text  # half of what tells


def test_a_wrong_answer_that_is_always_the_same_is_told_so():
    assert ended(workbook.check(FEE, lambda grams, step: 5).text) == (
        f"That is not what the letter costs. {verdict.SAME}"
    )
    varied = ended(workbook.check(FEE, lambda grams, step: 5 + step).text)
    assert verdict.SAME not in varied


def test_a_wrong_form_says_what_was_found_and_what_must_be_returned():
    for value, was in (
        ("three", "a text"),
        ([3, "a"], "a list that holds a number and a text"),
        ({"a": 3, "b": "x"}, "a dictionary that holds a number and a text"),
        ([True] * 860, "a list of 860, each True or False"),
        ([None, "x"] * 430, "a list that holds nothing (None) and a text"),
        (float("nan"), "nan, which is no number"),
    ):
        said = ended(workbook.check(FEE, lambda *_, value=value: value).text)
        assert said == f"What came back is not a number: it is {was}. It must return the fee in euros."


def test_what_is_no_plain_value_is_named():
    said = workbook.check(FEE, lambda *_: {3}).text
    assert "On Heron's brief your function returned a set, which has no order. It must return" in said
    assert "returned an object of the type Said." in workbook.check(FEE, lambda *_: workbook.hint(FEE)).text


def test_a_copied_answer_is_told_from_a_wrong_rule():
    assert verdict.COPIED in workbook.check(FEE, lambda grams, step: 3).text
    wrong = workbook.check(FEE, lambda grams, step: 3 if step == 50 else 0).text
    assert verdict.ELSEWHERE in wrong
    assert verdict.COPIED not in wrong


def test_nothing_returned_is_a_try_and_a_stub_is_none():
    def stub(grams, step):
        """Return the fee."""
        ...

    def blank(grams, step):
        """Return the fee."""
        return None if grams else 3

    def constant(grams, step):
        """Return the fee."""
        return 5

    found = answers.find(FEE)
    assert not verdict.examine(found, stub).tried
    assert "still the stub" in verdict.examine(found, stub).text
    assert verdict.examine(found, blank).tried
    assert "returned nothing" in verdict.examine(found, blank).text
    assert "not what the letter costs" in verdict.examine(found, constant).text


def test_a_cell_that_has_not_run_is_no_wrong_answer():
    assert workbook.check(FEE).passed  # there is a fee in this file
    space = {key: value for key, value in globals().items() if key != "fee"}
    said = answers.verdict(answers.find(FEE), answers.MISSING, space)
    assert "There is no function fee here yet: run the cell with “def fee”" in said.text
    assert not said.tried
    assert said.read == ("", "")


def test_a_name_that_is_missing_within_an_answer_points_to_the_cells_above():
    def answer(grams, step):
        return np_that_nobody_imported.ceil(grams / step)  # noqa: F821 - the point of it

    said = workbook.check(FEE, answer).text
    assert "raised NameError on its line 2" in said
    assert "A cell above may not have run yet." in said


def test_a_right_answer_says_what_is_right_and_what_is_left_to_judge():
    said = workbook.check(FEE, fee)
    assert said.text == (
        f"{FEE}: on Heron's brief and on 12 others, every step that is begun costs a euro.\n"
        f'One way to write it: show_solution("{FEE}").'
    )
    assert repr(said).startswith("✓ Right. ")
    assert repr(workbook.check(FEE, lambda *_: 1)).startswith("✗ Not yet. ")
    assert f'judge("{REPLY}")' in workbook.check(REPLY, lambda name: f"Dear {name}").text


def test_a_verdict_has_colour_and_word():
    right, wrong = (workbook.check(FEE, one)._repr_html_() for one in (fee, lambda *_: 1))
    assert re.search(r'<span style="background:#2b6a4d[^"]*">✓ Right</span>', right)
    assert re.search(r'<span style="background:#8f5f2a[^"]*">✗ Not yet</span>', wrong)


def unseeded(grams, step):
    late = np.random.default_rng().random() + np.random.rand() + random.random() + OWN.random()
    return -(-grams // step) if late < 2 else 0


OWN = np.random.default_rng()


def test_the_same_code_gets_the_same_verdict_however_it_draws():
    said = set()
    for _ in range(20):
        said.add(repr(workbook.check(FEE, unseeded)))
        np.random.rand()
        random.random()
        OWN.random()
    assert len(said) == 1


def test_a_check_leaves_the_modules_own_random_numbers_alone():
    random.seed(5)
    np.random.seed(5)
    drawn = [random.random(), np.random.rand()]
    random.seed(5)
    np.random.seed(5)
    workbook.check(FEE, unseeded)
    assert [random.random(), np.random.rand()] == drawn
    assert np.random.default_rng().random() != np.random.default_rng().random()


@pytest.mark.parametrize(
    "dress",
    [np.float64, np.float32, np.int64, np.uint8, np.float16, Decimal, Fraction, float, int],
)
def test_natural_types_of_a_number_pass(dress):
    assert workbook.check(FEE, lambda grams, step: dress(-(-grams // step))).passed


def test_natural_types_of_a_list_become_lists():
    for value in (
        *((1, 2), np.array([1, 2]), pd.Series([1, 2]), pd.Index([1, 2]), range(1, 3), {1: 0, 2: 0}.keys()),
        *((Decimal(1), Fraction(2)), [np.int8(1), np.True_ + 1], namedtuple("Pair", "a b")(1, 2)),
    ):
        assert plain(value) == [1, 2]
    assert plain(pd.Timestamp("2027-01-04")) == plain(datetime(2027, 1, 4, 5)) == date(2027, 1, 4)


def test_a_call_that_is_too_long_is_told_with_its_limit():
    def slow(grams, step):
        time.sleep(0 if step == 50 else 60)
        return -(-grams // step)

    said = workbook.check(FEE, slow).text
    assert "had not answered after 1 seconds and was stopped; 1 seconds a call is the limit" in said
    assert verdict.ELSEWHERE in said


def test_the_limit_is_for_one_call_and_not_for_all():
    def each(grams, step):
        time.sleep(0.15)  # thirteen of them are more than the second that one may take
        return -(-grams // step)

    assert workbook.check(FEE, each).passed


def test_grade_raises_what_check_says():
    assert workbook.grade(FEE, fee).passed
    with pytest.raises(answers.NotYet) as told:
        workbook.grade(FEE, lambda *_: 1)
    assert str(told.value) == repr(workbook.check(FEE, lambda *_: 1))
    assert told.value._render_traceback_() == [f"NotYet: {told.value}"]


def test_a_fresh_stub_can_be_had_and_a_solution_after_a_pass():
    stub = repr(workbook.reset(FEE))
    assert "def fee(grams, step):" in stub
    assert f"    {manifest.STUB}" in stub
    assert "-(-grams // step)" not in stub
    assert "first an answer of your own must pass" in repr(workbook.show_solution(FEE))
    workbook.check(FEE, lambda *_: 1)
    assert "-(-grams // step)" not in repr(workbook.show_solution(FEE))
    workbook.check(FEE, fee)
    assert "return -(-grams // step)" in repr(workbook.show_solution(FEE))
    assert "SOLUTION" not in repr(workbook.show_solution(FEE))


def test_a_wrong_answer_leads_to_the_section_on_the_page_and_in_the_notebook():
    said = workbook.check(FEE, lambda *_: 0)
    assert said.read == ("chapters/post/stamps.html#sec-step", "By the step")
    assert "Read “By the step”: chapters/post/stamps.html#sec-step" in repr(said)
    page = said._repr_html_()
    assert 'href="../../notebooks/post/stamps.ipynb#By-the-step"' in page
    assert f'href="{SITE}/chapters/post/stamps.html#sec-step"' in page


def test_the_rubric_shows_its_questions_and_after_a_try_its_examples():
    text = workbook.judge(REPLY).text
    assert "kind: Is it kind?" in text
    assert "Example" not in text.replace("Examples to compare with", "")
    assert "True or False for each of kind, short, true" in text
    assert "{" not in text  # no line to paste
    workbook.check(REPLY, lambda name: "no name")
    assert "Example 2: Dear Heron, no." in workbook.judge(REPLY).text
    assert "has no rubric" in workbook.judge(FEE).text
    said = workbook.judge(REPLY, {"kind": True, "short": False, "true": True}).text
    assert "2 of 3" in said
    assert "Still open: Is it short?" in said


def test_the_same_hint_is_shown_twice_and_the_next_when_asked_for():
    assert workbook.hint(FEE).text == workbook.hint(FEE).text == workbook.hint(FEE, 1).text
    assert f'The next one: hint("{FEE}", 2).' in workbook.hint(FEE).text
    assert "That was the last one." in workbook.hint(FEE, 3).text
