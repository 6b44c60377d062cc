"""What check says: which hint fits, where to read, and that a right answer for one brief is no rule."""

import pytest

from mlteams import workbook
from mlteams.workbook import answers

pytestmark = pytest.mark.usefixtures("tiny")
FEE, REPLY = "post.stamps.fee", "post.answers.reply"


@pytest.fixture(autouse=True)
def no_work_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def fee(grams, step):
    return -(-grams // step)


@pytest.mark.parametrize(
    ("euros", "hint"),
    [  # Heron's letter costs 3; the planted mistakes answer 1 and 120, and up to 1 away is the same mistake
        (-0.01, ""),
        (0, "You left out what is begun."),
        (2, "You left out what is begun."),
        (2.01, ""),
        (118.99, ""),
        (119, "You charge a euro a gram."),
        (121, "You charge a euro a gram."),
        (121.01, ""),
    ],
)
def test_a_hint_fits_the_mistake_or_is_left_out(euros, hint):
    said = workbook.check(FEE, lambda grams, step: euros)
    assert said.text == (
        f"{FEE}: not yet. That is not what the letter costs. {hint}".rstrip()
        + f'\nFor a hint: hint("{FEE}").'
    )


def test_a_wrong_form_says_what_must_be_returned():
    assert (
        "What came back is not a number. It must return the fee in euros."
        in workbook.check(FEE, lambda *_: "three").text
    )


def test_a_copied_answer_is_told_from_a_wrong_rule():
    found = answers.find(FEE)
    assert answers.COPIED in answers.examine(found, lambda grams, step: 3, (0, 1)).text
    wrong = answers.examine(found, lambda grams, step: 3 if step == 50 else 0, (0, 1)).text
    assert answers.ELSEWHERE in wrong
    assert answers.COPIED not in wrong


def test_nothing_returned_elsewhere_is_a_try_and_at_home_is_none():
    found = answers.find(FEE)
    assert not answers.examine(found, lambda grams, step: None, (0, 1)).tried
    assert answers.examine(found, lambda grams, step: 3 if step == 50 else None, (0, 1)).tried


def test_a_right_answer_says_what_is_right_and_what_is_left_to_judge():
    assert workbook.check(FEE, fee).text == (
        f"{FEE}: right. On Heron's brief and on two others, every step that is begun costs a euro."
    )
    assert f'judge("{REPLY}")' in workbook.check(REPLY, lambda name: f"Dear {name}").text


def test_a_wrong_answer_leads_to_the_section_on_the_page_and_in_the_notebook():
    said = workbook.check(FEE, lambda *_: 0)
    assert said.read == ("chapters/post/stamps.html#sec-step", "By the step")
    assert "Read “By the step”: chapters/post/stamps.html#sec-step" in repr(said)
    page = said._repr_html_()
    assert 'href="../../notebooks/post/stamps.ipynb#By-the-step"' in page
    assert f'href="{answers.SITE}/chapters/post/stamps.html#sec-step"' in page


def test_the_rubric_shows_its_questions_and_examples():
    text = workbook.judge(REPLY).text
    for part in ("kind: Is it kind?", "Example 2: Dear Heron, no.", '"short": True'):
        assert part in text
    assert "has no rubric" in workbook.judge(FEE).text
    said = workbook.judge(REPLY, {"kind": True, "short": False, "true": True}).text
    assert "2 of 3" in said
    assert "Still open: Is it short?" in said
