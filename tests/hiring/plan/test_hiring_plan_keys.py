"""Hiring's keys of plan.yaml: what they take and refuse, the board, the report, and what the exercises leave."""

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted_hiring import PLANTED, TODAY
from planted_plan import HERON, has_no_traceback, stands_on_its_page

from mlteams.hiring import PART
from mlteams.hiring.models import funnel
from mlteams.hiring.models.funnel import CANDIDATES, hires_a_week
from mlteams.hiring.plan import SECTION, advert, loop, sourcing, stopping
from mlteams.input.heron import day, fact
from mlteams.plan.plan_file import read_plan
from mlteams.plan.plan_report import plan_report
from mlteams.publish import board
from mlteams.report.html import as_html


def test_a_key_is_a_lesson_that_decides_something_in_the_order_of_the_lessons():
    assert list(SECTION.form.model_fields) == [
        lesson.name for lesson in PART.lessons if lesson.name != "candidate"
    ]


MISTAKES = [
    ("  adverts:\n", "line 2: found the key 'adverts'; advert would"),
    ("  advert: 3\n", "line 2: found '3' under hiring.advert; a mapping with post"),
    ("  advert: {readers: 0}\n", "line 2: found the number of people '0'; a whole number from 1"),
    ("  advert: {have: 20}\n", "line 2: found the share '20'; 20% or a number from 0.001 to 0.999"),
    (f"  advert: {{musts: [{'a, ' * 101}]}}\n", "line 2: found 101 names; at most 100"),
    ("  sourcing: {opens: soon}\n", "line 2: found"),
    ("  sourcing: {channels: [{channel: linkedin}]}\n", "line 2: found 'linkedin'; applied or referred or"),
    ("  sourcing: {channels: [{a_week: 3}]}\n", "line 2: found no channel"),
    ("  sourcing: {channels: [{channel: applied, a_week: -1}]}\n", "line 2: found the people a week '-1'"),
    ("  sourcing: {weeks_to_sign: 105}\n", "line 2: found the weeks '105'; a number from 0 to 104"),
    (
        "  sourcing: {opens: 9999-12-31, filled_by: 2027-01-22}\n",
        "line 2: found filled_by 2027-01-22, before opens 9999-12-31; a day of 9999-12-31 or later",
    ),
    (
        "  sourcing: {opens: 2027-01-02, starts: 2027-01-01}\n",
        "found starts 2027-01-01, before opens 2027-01-02",
    ),
    ("  sourcing: {filled_by: 2027-01-02, starts: 2027-01-01}\n", "before filled_by 2027-01-02"),
    ("  stopping: {panel: {agreement: 49.9%}}\n", "line 2: found the share '49.9%'; a number from 0.5 to 1"),
    ("  stopping: {panel: {agreement: 0%}}\n", "line 2: found the share '0%'"),
    ("  selection: {rule: gut}\n", "line 2: found 'gut'; sum of scores or every bar"),
    ("  selection: {loop: [{hours: 1}]}\n", "line 2: found no name"),
    ("  selection: {loop: [{name: a, hours: nan}]}\n", "line 2: found the hours 'nan'"),
    ("  stopping: {rule: {wrong_yes: 50%}}\n", "line 2: found the chance '50%'"),
    ("  stopping: {rule: {questions: 0}}\n", "line 2: found the number '0'; a whole number from 1 to 1,000"),
    ("  stopping: {questions: 3}\n", "questions under hiring.stopping.rule would"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_gets_one_sentence_with_its_line(tmp_path, text, said):
    PLANTED.is_refused(tmp_path, text, said)


@pytest.mark.parametrize(
    "section",
    [
        {"adverts": 1},
        {"advert": {"readers": 0}},
        {"sourcing": {"channels": [{"channel": "linkedin"}]}},
        {"selection": {"rule": "gut"}},
        {"stopping": {"rule": {"questions": 0}}},
    ],
)
def test_an_editor_underlines_what_the_reader_refuses(tmp_path, section):
    PLANTED.is_underlined(tmp_path, section)


def filled():
    """Return what Heron's plan says of hiring, days as a file holds them."""
    said = yaml.safe_load(HERON.read_text(encoding="utf-8"))["hiring"]
    return json.loads(json.dumps(said, default=str))


def test_filling_every_key_leaves_nothing_empty_and_keeps_every_comment(tmp_path):
    PLANTED.fills(tmp_path, filled())


def test_heron_does_not_contradict_itself_and_leaves_nothing_empty():
    PLANTED.heron_agrees()


def test_heron_s_plan_holds_the_company_s_numbers():
    said = filled()["sourcing"]
    weekly = {one["channel"].replace(" ", "_"): one["a_week"] for one in said["channels"]}
    assert weekly == CANDIDATES
    assert said["weeks_to_sign"] == fact("hiring.weeks_to_sign")
    assert said["notice"] == fact("hiring.notice")
    days = [said[key] for key in ("opens", "pause_from", "pause_to")]
    assert days == [str(day(f"hiring.{key}")) for key in ("again", "pause_from", "pause_to")]
    assert filled()["selection"]["candidate_hours"] == fact("hiring.selection.hours")
    assert filled()["stopping"]["panel"]["interviewers"] == fact("hiring.stopping.interviewers")


def test_heron_s_board_says_when_the_post_is_filled_as_the_lesson_does():
    lines = {(one.lesson.name, line.label): line.value for one in board.given() for line in one.lines}
    rate = hires_a_week(CANDIDATES)
    for chance, label in ((0.5, "Post filled, even odds"), (0.85, "Post filled by, 17 in 20")):
        wanted = funnel.day_filled(chance, rate, fact("hiring.weeks_to_sign"))
        assert lines["sourcing", f"{label}: ML engineer"] == f"{wanted.day} {wanted:%B %Y}"
    said = filled()["sourcing"]
    late = funnel.friday(funnel.day_filled(0.85, rate, fact("hiring.weeks_to_sign")))
    assert said["filled_by"] == str(late)
    assert said["starts"] == str(funnel.starts(late))
    assert lines["advert", "Musts for ML engineer"] == "3"
    assert lines["selection", "Hours asked of a candidate"] == "4"


def test_an_empty_plan_has_no_lines_and_no_blocks(tmp_path):
    PLANTED.has_nothing_to_say(tmp_path, SECTION, "  advert:\n")


def test_the_report_says_what_the_plan_says_and_what_the_roadmap_should_know():
    text = as_html(plan_report(read_plan(HERON, TODAY)))
    for words in (
        "The advertisement",
        "Filling the post",
        "not_before: 2027-03-1",  # eight weeks after the day of 17 in 20
        "How we choose",
        "When we stop asking",
        "Lever",
    ):
        assert words in text


@pytest.mark.parametrize(
    "text",
    [
        "  advert: {musts: [a]}\n",
        "  sourcing: {opens: 9999-12-01, channels: [{channel: applied, a_week: 0.001}], notice: 104, starts: "
        "9999-12-31}\n",
        "  sourcing: {opens: 2027-01-01, channels: [{channel: applied, a_week: 0}], filled_by: 2027-01-02}\n",
        "  sourcing: {channels: [{channel: applied}]}\n",
        "  sourcing: {opens: 2027-01-01, filled_by: 2027-01-01, starts: 2027-01-01}\n",
        "  stopping: {panel: {agreement: 50%}}\n",
        "  stopping: {panel: {agreement: 100%}}\n",
        "  selection: {loop: [{name: a}]}\n",
        "  stopping: {rule: {below: 1%, above: 99%, wrong_yes: 0.1%, wrong_no: 0.1%, questions: 1}}\n",
        "  stopping: {rule: {below: 50%, above: 50.1%, wrong_yes: 0.1%, wrong_no: 49%, questions: 1000}}\n",
    ],
)
def test_plans_at_the_edge_have_a_report(tmp_path, text):
    PLANTED.is_reported(tmp_path, text)


@pytest.mark.parametrize("read", [advert.READ, sourcing.READ, loop.READ, stopping.READ])
def test_what_to_read_is_on_the_page_of_its_lesson(read):
    stands_on_its_page(read)


KEYS = st.sampled_from(
    ["advert", "sourcing", "selection", "stopping", "post", "musts", "channels", "channel", "a_week", "opens", "loop",
     "name", "measures", "hours", "rule", "panel", "below", "above", "questions", "filled_by", "starts", "first_task"]
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["2027-01-01", "applied", "50%"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5), VALUES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_document_brings_a_traceback(tmp_path, section, posts):
    has_no_traceback(tmp_path, {"hiring": section, "roles": {"staffing": {"posts": posts}}})


@pytest.mark.parametrize("backwards", [False, True])
def test_the_solutions_leave_a_plan_that_holds_in_whatever_order(tmp_path, backwards):
    plan = PLANTED.from_solutions(tmp_path, backwards)
    empty = PLANTED.empty(plan)  # of sourcing no exercise fills the days
    assert all(one.startswith("hiring.sourcing.") for one in empty)
    assert "hiring.sourcing.channels" not in empty
    made, known = (PLANTED.form_of(one) for one in (plan, read_plan(HERON, TODAY)))
    assert made.sourcing.channels == known.sourcing.channels
    for lesson in ("advert", "selection", "stopping"):  # Heron's plan is as the exercises leave it
        assert getattr(made, lesson) == getattr(known, lesson)
