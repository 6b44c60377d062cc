"""Whatever a learner puts there gets a sentence within two seconds, never a traceback."""

import sys
import threading
import time

import hostile_answers as hostile
import numpy as np
import pytest

from mlteams import workbook
from mlteams.workbook import guard, state

each_exercise = pytest.mark.parametrize("name", ["management.order", "management.p85", "management.sentence"])


def sentence_of(said, started, limit=2.0):
    assert time.perf_counter() - started < limit
    assert not said.passed
    text = repr(said)
    assert 20 < len(text) < 1_500
    assert text.isprintable() or {c for c in text if not c.isprintable()} == {"\n"}
    said._repr_html_().encode()
    return text


@pytest.mark.parametrize("place", range(len(hostile.NO_FUNCTIONS)))
def test_what_is_no_function_gets_a_sentence(place):
    answer = hostile.NO_FUNCTIONS[place]
    started = time.perf_counter()
    text = sentence_of(workbook.check("management.order", answer), started)
    assert "the function order itself" in text or callable(answer)


@each_exercise
@pytest.mark.parametrize("kind", hostile.RETURNS)
def test_whatever_a_function_returns_gets_a_sentence(name, kind):
    started = time.perf_counter()
    sentence_of(workbook.check(name, lambda *_: hostile.RETURNS[kind]), started)


@pytest.mark.parametrize("place", range(len(hostile.RAISES)))
def test_whatever_a_function_raises_gets_a_sentence(place):
    started = time.perf_counter()
    sentence_of(workbook.check("management.order", hostile.raising(hostile.RAISES[place])), started)


@pytest.mark.parametrize(
    "answer", [hostile.endless, hostile.stubborn, hostile.deep, lambda *_: time.sleep(3)]
)
def test_a_function_that_does_not_end_is_stopped(answer):
    started = time.perf_counter()
    sentence_of(workbook.check("management.stall", lambda *_: answer()), started)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_object_that_dies_loudly_gets_a_sentence():
    started = time.perf_counter()
    sentence_of(workbook.check("management.order", hostile.LastWord()), started)
    sentence_of(workbook.check("management.order", lambda *_: [hostile.LastWord()]), started)


def test_a_loop_is_really_ended():
    before = set(threading.enumerate())
    workbook.check("management.stall", lambda *_: hostile.endless())
    time.sleep(0.1)
    assert set(threading.enumerate()) <= before


def test_what_an_answer_prints_is_dropped_and_what_follows_is_not(capsys):
    def loud(approaches):
        print("noise " * 1_000)
        print("noise", file=sys.stderr)

    workbook.check("management.order", loud)
    print("after")
    assert capsys.readouterr() == ("after\n", "")


def test_an_answer_that_changes_its_input_changes_a_copy():
    def greedy(approaches):
        names = [one["name"] for one in approaches]
        approaches.clear()
        return names

    workbook.check("management.order", greedy)
    assert len(workbook.brief("management.order")[0]) == 4


@pytest.mark.parametrize("place", range(len(hostile.NAMES)))
@pytest.mark.parametrize("command", [workbook.check, workbook.hint, workbook.judge, workbook.brief])
def test_a_name_that_is_none_gets_a_sentence(place, command):
    started = time.perf_counter()
    text = sentence_of(command(hostile.NAMES[place]), started)
    assert "management.p85" in text or "did you mean 'management.order'" in text


@pytest.mark.parametrize("place", range(len(hostile.POINTS)))
def test_a_judgement_that_is_none_gets_a_sentence(place):
    started = time.perf_counter()
    assert "True or False" in sentence_of(
        workbook.judge("management.sentence", hostile.POINTS[place]), started
    )


@pytest.mark.parametrize("place", range(len(hostile.STEPS)))
def test_a_step_that_is_none_gets_a_sentence(place):
    started = time.perf_counter()
    assert "1, 2 or 3" in sentence_of(workbook.hint("management.order", hostile.STEPS[place]), started)


def test_the_line_of_an_error_is_the_learner_s_own():
    def order(approaches):
        first = approaches[0]
        return first["price"]

    said = workbook.check("management.order", order)
    assert "KeyError on its line 3 ('price')" in said.text


def test_plain_data_come_back_as_they_are():
    value = {
        "a": [1, 2.5, True, None, "x"],
        "b": (np.float64(1.5), np.int64(2), np.array([1, 2]), np.str_("y")),
    }
    plain = {"a": [1, 2.5, True, None, "x"], "b": [1.5, 2, [1, 2], "y"]}
    assert guard.call(lambda: value, [()]) == ([plain], None)


@pytest.fixture(autouse=True)
def no_work_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(state, "_session", state.Progress())
