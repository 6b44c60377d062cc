"""The board: whether those who pay can read it, whether it says what the plan says, and what it asks and offers."""

from datetime import date

import pytest
from planted import found, only, study_of

from mlteams.core.block import Paragraph, Quote
from mlteams.management.models.metrics import F1_COSTS_TIMES
from mlteams.management.plan import board, promise


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


@pytest.mark.parametrize(
    ("benefit", "bad"),
    [
        ("AUC .97", "speaks of AUC"),
        ("F1 up by 0.05", "speaks of F1"),
        ("0.97", "is the number 0.97"),
        ("120,000", "is the number 120,000"),
        ("15%", "is the number 15%"),
        ("€120,000", None),
        ("120,000 a year", None),
        ("recall up, which spares 400 complaints a month", None),
        ("15% of the letters", None),
        ("nobody is woken at night", None),
    ],
)
def test_a_score_or_a_number_of_nothing_is_no_benefit(tmp_path, benefit, bad):
    some = found(tmp_path, f'  board:\n    benefit: "{benefit}"\n')
    if bad is None:
        assert some == ()
    else:
        assert bad in only(some).says
        assert only(some).lines == (3,)


PROMISE = "  dates:\n    roadmap: tasks.yaml\n    promise: {date: 2027-09-03, confidence: 85%}\n"
FINE = "    - {name: a, estimate: [1, 2, 3]}\n"


@pytest.mark.parametrize(
    ("said", "bad"),
    [
        ("when: 2027-04-30, confidence: 0.6", 0),  # of the benefit: another number than the date's
        ("when: 2028-09-04, confidence: 99%", 0),
        ('sentence: "By 3 September 2027, 85% sure"', 0),
        ('sentence: "By September 3, 2027 and 2027-09-03"', 0),
        ('sentence: "By 4 September 2027, 85% sure"', 1),
        ('sentence: "By 2 September 2027, 85% sure"', 1),
        ('sentence: "By 3 September 2027, 86% sure"', 1),
        ('sentence: "By 3 September 2027, 84% sure"', 1),
        ('sentence: "By June 1st, 2027 we are 95 % certain"', 2),
        ('sentence: "We save 40% of the hours by 31 June 2027"', 0),  # no day, and no confidence
        ('sentence: "80% sure by 2027-04-30", confidence: 80%, when: 2027-04-30', 0),
        ('sentence: "80% sure by 2027-04-30, 85% sure by 2027-09-03", confidence: 80%, when: 2027-04-30', 0),
        ('sentence: "81% sure by 2027-04-29", confidence: 80%, when: 2027-04-30', 2),
        ('sentence: "Tell us by 2027-01-15", answer_by: 2027-01-15', 0),
        ('sentence: "Tell us by 2027-01-16", answer_by: 2027-01-15', 1),
    ],
)
def test_the_sentence_names_days_and_odds_of_the_plan(tmp_path, said, bad):
    assert len(found(tmp_path, f"{PROMISE}  board: {{{said}}}\n", FINE)) == bad


def test_without_a_promise_the_sentence_is_held_to_the_benefit_and_without_either_to_nothing(tmp_path):
    said = '  board: {sentence: "80% sure by 2027-04-30"'
    assert found(tmp_path, f"{said}}}\n") == ()
    assert found(tmp_path, f"{said}, when: 2027-04-30, confidence: 0.8}}\n") == ()
    assert len(found(tmp_path, f"{said}, when: 2027-05-01, confidence: 0.7}}\n")) == 2


@pytest.mark.parametrize(
    ("key", "day", "bad"),
    [
        *(("when", "2027-01-03", 1), ("when", "2027-01-04", 0), ("when", "2027-12-01", 0)),
        *(("answer_by", "2027-01-03", 1), ("answer_by", "2027-01-04", 0)),
        *(("answer_by", "2027-09-03", 0), ("answer_by", "2027-09-04", 1)),
    ],
)
def test_days_of_the_board_that_have_passed_or_come_too_late(tmp_path, key, day, bad):
    some = found(tmp_path, f"{PROMISE}  board:\n    {key}: {day}\n", FINE)
    assert len(some) == bad
    if bad:
        assert only(some).lines[-1] == 6
        assert "1 day " in only(some).because


def test_days_and_points_apart(tmp_path):
    some = found(tmp_path, f'{PROMISE}  board:\n    sentence: "90% sure by 2027-09-01"\n', FINE)
    assert "It is 2 days off" in some[0].because
    assert some[0].says.endswith("no other line of the plan does: the promise is 3 September 2027.")
    assert "5 points" in some[1].because
    assert [one.lines for one in some] == [(4, 6), (4, 6)]
    some = found(tmp_path, f'{PROMISE}  board: {{sentence: "85.1% sure by 2027-09-04"}}\n', FINE)
    assert "It is 1 day off" in some[0].because
    assert "says 85.1% sure, and the plan is sure 85% of the date" in some[1].says
    assert "0.1 points" in some[1].because


def test_a_sentence_may_name_days_in_three_ways():
    said = "On 2027-09-03, or 4th September 2027, or September 5, 2027; not on 31 June 2027 or in May"
    assert sorted(board.days(said)) == [date(2027, 9, day) for day in (3, 4, 5)]


def shown(tmp_path, text, tasks=FINE):
    study = study_of(tmp_path, text, tasks)
    return study, list(board.offer(study.form.board, study.form.dates.promise))


def test_what_is_offered_keeps_two_confidences_apart(tmp_path):
    said = "sentence: We save, benefit: EUR 3, confidence: 60%, when: 2027-04-30, otherwise: no"
    text = f"{PROMISE}  board: {{{said}}}\n"
    study, (quote, no, grid) = shown(tmp_path, text)
    assert (quote, no) == (Quote("We save"), Paragraph("If the answer is no: no."))
    assert grid.rows == (
        ("Benefit", "EUR 3", "60%, known by 30 April 2027"),
        ("Done by", "3 September 2027", "85%, if it works"),
    )
    assert board.asked(study.form.board) == ""
    study, blocks = shown(tmp_path, "  board: {benefit: EUR 3, ask: Two people?, answer_by: 2027-01-15}\n")
    assert blocks[0].rows == (("Benefit", "EUR 3", "not said"),)
    assert board.asked(study.form.board) == "Two people? An answer is needed by 15 January 2027."
    assert shown(tmp_path, "  progress:\n")[1] == []


@pytest.mark.parametrize(
    ("chance", "first", "second"),
    [
        (1, "100%", "The share of futures that keep the promised day. The promise says 85%."),
        (
            0.5,
            "50%",
            "Counted over all futures. Of those in which it works, 100% are done by then; the promise says 85%.",
        ),
    ],
)
def test_three_numbers_say_works_kept_and_work(tmp_path, chance, first, second):
    study = study_of(
        tmp_path, f"{PROMISE}  board:\n", f"    - {{name: a, estimate: 4, chance: {chance}, cost: 2}}\n"
    )
    works, kept, work = promise.numbers(study.form.dates.promise, study)
    assert (works.value, kept.value) == (first, first)  # four weeks are long over in September
    assert (kept.label, kept.meaning) == ("done by 3 September 2027", second)
    assert work.value == "8 person-weeks"  # four weeks of two


def test_numbers_without_a_promise_and_of_a_plan_that_cannot_work(tmp_path):
    beside = "  dates:\n    roadmap: tasks.yaml\n"
    study = study_of(tmp_path, beside, "    - {name: a, estimate: 4}\n")
    said = list(promise.numbers(study.form.dates.promise, study))
    assert [one.value for one in said] == [
        "100%",
        "31 January 2027",
        "4 person-weeks",
    ]  # 28 days from the 4th
    study = study_of(tmp_path, beside, "    - {name: a, estimate: 4, chance: 0}\n")
    assert [one.value for one in promise.numbers(study.form.dates.promise, study)] == ["0%", "4 person-weeks"]
    study = study_of(tmp_path, "  progress:\n")
    assert list(promise.numbers(study.form.dates.promise, study)) == []
