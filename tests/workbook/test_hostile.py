"""Whatever a learner puts there gets a sentence, never a traceback, and what does not end is stopped."""

import sys
import threading
import time
from dataclasses import replace

import hostile_answers as hostile
import numpy as np
import pytest

from mlteams import workbook
from mlteams.parts import exercises
from mlteams.workbook import guard

pytestmark = pytest.mark.usefixtures("tiny")
FEE, REPLY = "post.stamps.fee", "post.answers.reply"
each_exercise = pytest.mark.parametrize("name", [FEE, REPLY])


def sentence_of(said):
    assert not said.passed
    text = repr(said)
    assert 20 < len(text) < 1_500
    assert text.isprintable() or {c for c in text if not c.isprintable()} == {"\n"}
    said._repr_html_().encode()
    return text


@pytest.mark.parametrize("place", range(len(hostile.NO_FUNCTIONS)))
def test_what_is_no_function_gets_a_sentence(place):
    answer = hostile.NO_FUNCTIONS[place]
    text = sentence_of(workbook.check(FEE, answer))
    assert "the function fee itself" in text or callable(answer)


@each_exercise
@pytest.mark.parametrize("kind", hostile.RETURNS)
def test_whatever_a_function_returns_gets_a_sentence(name, kind):
    sentence_of(workbook.check(name, lambda *_: hostile.RETURNS[kind]))


@pytest.mark.parametrize("place", range(len(hostile.RAISES)))
def test_whatever_a_function_raises_gets_a_sentence(place):
    sentence_of(workbook.check(FEE, hostile.raising(hostile.RAISES[place])))


@pytest.mark.parametrize(
    "answer", [hostile.endless, hostile.stubborn, hostile.deep, lambda *_: time.sleep(3)]
)
def test_a_function_that_does_not_end_is_stopped(answer):
    sentence_of(workbook.check(FEE, lambda *_: answer()))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_object_that_dies_loudly_gets_a_sentence():
    sentence_of(workbook.check(FEE, hostile.LastWord()))
    sentence_of(workbook.check(FEE, lambda *_: [hostile.LastWord()]))


def test_a_loop_is_really_ended():
    before = set(threading.enumerate())
    workbook.check(FEE, lambda *_: hostile.endless())
    time.sleep(0.1)
    assert set(threading.enumerate()) <= before


def test_what_an_answer_prints_is_dropped_and_what_follows_is_not(capsys):
    def loud(grams, step):
        print("noise " * 1_000)
        print("noise", file=sys.stderr)

    workbook.check(FEE, loud)
    print("after")
    assert capsys.readouterr() == ("after\n", "")


def test_an_answer_that_changes_its_input_changes_a_copy(tiny, monkeypatch):
    letters = [1, 2, 3]
    part, lesson, fee = exercises()[FEE]
    counting = replace(fee, brief=lambda seed: (letters,), fault=lambda given, value: None)
    monkeypatch.setitem(exercises(), FEE, (part, lesson, counting))

    def greedy(given):
        given.clear()
        return 3

    assert workbook.check(FEE, greedy).passed
    assert letters == [1, 2, 3]


@pytest.mark.parametrize("place", range(len(hostile.NAMES)))
@pytest.mark.parametrize("command", [workbook.check, workbook.hint, workbook.judge, workbook.brief])
def test_a_name_that_is_none_gets_a_sentence(place, command):
    text = sentence_of(command(hostile.NAMES[place]))
    assert FEE in text


@pytest.mark.parametrize("place", range(len(hostile.POINTS)))
def test_a_judgement_that_is_none_gets_a_sentence(place):
    assert "True or False" in sentence_of(workbook.judge(REPLY, hostile.POINTS[place]))


@pytest.mark.parametrize("place", range(len(hostile.STEPS)))
def test_a_step_that_is_none_gets_a_sentence(place):
    assert "1, 2 or 3" in sentence_of(workbook.hint(FEE, hostile.STEPS[place]))


def test_the_line_of_an_error_is_the_learner_s_own():
    def fee(grams, step):
        prices = {}
        return prices["stamp"]

    said = workbook.check(FEE, fee)
    assert "KeyError on its line 3 ('stamp')" in said.text


def test_plain_data_come_back_as_they_are():
    value = {
        "a": [1, 2.5, True, None, "x"],
        "b": (np.float64(1.5), np.int64(2), np.array([1, 2]), np.str_("y")),
    }
    plain = {"a": [1, 2.5, True, None, "x"], "b": [1.5, 2, [1, 2], "y"]}
    assert guard.call(lambda: value, [()]) == (
        [guard.Value(plain, "a dictionary that holds a list and a tuple")],
        None,
    )


@pytest.fixture(autouse=True)
def no_work_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
