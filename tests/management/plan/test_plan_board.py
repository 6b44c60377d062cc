"""The sentence for those who pay: whether they can read it, and whether it says what is promised."""

from datetime import date

import pytest
from planted import found, only, study_of

from mlteams.core.block import Paragraph
from mlteams.management.models.metrics import F1_COSTS_TIMES
from mlteams.management.plan import board


@pytest.mark.parametrize(
    ("sentence", "bad"),
    [
        ("Our F1 went up to 0.93", True),
        ("Accuracy is 97% now, and AUC 0.99", True),
        ("The kappa on the test set rose", True),
        ("Precision doubled on labels", True),
        ("F1 went up, which saves EUR 400 a day", False),
        ("Accuracy rose, so customers wait less", False),
        ("With an AUC of 0.9 we save two hours each day", False),
        ("We read half of the labels and save 400 € by June", False),
        ("It will be good", False),
    ],
)
def test_a_sentence_of_scores(tmp_path, sentence, bad):
    some = found(tmp_path, f'  board:\n    sentence: "{sentence}"\n')
    assert bool(some) is bad
    if bad:
        assert (
            f"costs {F1_COSTS_TIMES} times as much" in only(some).because
        )  # computed in test_cost_sensitive.py
        assert only(some).lines == (3,)


PROMISE = "  dates:\n    roadmap: tasks.yaml\n    promise: {date: 2027-09-03, confidence: 85%}\n"
FINE = "    - {name: a, estimate: [1, 2, 3]}\n"


@pytest.mark.parametrize(
    ("said", "bad"),
    [
        ("when: 2027-09-03, confidence: 0.85", 0),
        ("when: 2027-09-04", 1),
        ("when: 2027-09-02", 1),
        ("confidence: 84%", 1),
        ("confidence: 86%", 1),
        ("confidence: 0.851", 1),
        ("when: 2027-08-03, confidence: 0.8", 2),
        ('sentence: "By 3 September 2027, 85% sure"', 0),
        ('sentence: "By September 3, 2027 and 2027-09-03"', 0),
        ('sentence: "By 4 September 2027, 85% sure"', 1),
        ('sentence: "By 3 September 2027, 86% sure"', 1),
        ('sentence: "By June 1st, 2027 we are 95 % certain"', 2),
        ('sentence: "We save 40% of the hours by 31 June 2027"', 0),  # no day, and no confidence
    ],
)
def test_what_the_board_hears_is_what_is_promised(tmp_path, said, bad):
    assert len(found(tmp_path, f"{PROMISE}  board: {{{said}}}\n", FINE)) == bad


def test_what_is_not_promised_contradicts_nothing(tmp_path):
    assert found(tmp_path, "  board: {when: 2027-09-03, confidence: 85%}\n") == ()


def test_one_contradiction_in_two_places_is_told_once(tmp_path):
    said = '  board:\n    sentence: "Done by 1 June 2027"\n    when: 2027-06-01\n'
    assert only(found(tmp_path, PROMISE + said, FINE)).lines == (4, 6, 7)


def test_days_and_points_apart(tmp_path):
    some = found(tmp_path, f"{PROMISE}  board:\n    when: 2027-09-01\n    confidence: 0.9\n", FINE)
    assert "2 days apart" in some[0].because
    assert "5 points" in some[1].because
    assert [one.lines for one in some] == [(4, 6), (4, 7)]
    some = found(tmp_path, f"{PROMISE}  board: {{when: 2027-09-04, confidence: 85.1%}}\n", FINE)
    assert "1 day apart" in some[0].because
    assert "hears 85.1%, and the promise is made at 85%" in some[1].says
    assert "0.1 points" in some[1].because


def test_a_sentence_may_name_days_in_three_ways():
    said = "On 2027-09-03, or 4th September 2027, or September 5, 2027; not on 31 June 2027 or in May"
    assert sorted(board.days(said)) == [date(2027, 9, day) for day in (3, 4, 5)]


@pytest.mark.parametrize(("chance", "told"), [(1, False), (0.5, True), (0, False)])
def test_what_is_sure_is_told_apart_from_what_works(tmp_path, chance, told):
    text = "  dates: {roadmap: tasks.yaml, promise: {date: 2027-09-03}}\n  board: {benefit: x}\n"
    study = study_of(tmp_path, text, f"    - {{name: a, estimate: 1, chance: {chance}}}\n")
    said = [one.text for one in board.blocks(study.form.board, study.form.dates.promise, study)
            if isinstance(one, Paragraph)]  # fmt: skip
    assert bool(said) is told
    if told:
        assert (
            "which are 50% of all. Of these, 100% keep the promised day. Counted over all futures, 50% do"
            in said[0]
        )
