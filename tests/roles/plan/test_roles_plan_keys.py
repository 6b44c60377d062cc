"""Roles' keys of plan.yaml: what they take and refuse, the board, the report, and what the exercises leave."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted_plan import HERON, has_no_traceback, stands_on_its_page
from planted_roles import PLANTED, TODAY, study_of

from mlteams.plan.plan_file import read_plan
from mlteams.plan.plan_report import plan_report
from mlteams.publish import board
from mlteams.report.html import as_html
from mlteams.roles import PART
from mlteams.roles.plan import SECTION, absence, platform, skills, staffing, titles


def test_a_key_is_a_lesson_and_stands_in_the_order_of_the_lessons():
    assert list(SECTION.form.model_fields) == [lesson.name for lesson in PART.lessons]


MISTAKES = [
    ("  titels:\n", "line 2: found the key 'titels'; titles would"),
    ("  titles: 3\n", "line 2: found '3' under roles.titles; a mapping with posts"),
    ("  titles: {posts: [a]}\n", "line 2: found 'a' under roles.titles.posts; a mapping with title, work"),
    ("  titles: {posts: [{work: a}]}\n", "line 2: found no title"),
    ("  skills: {have: 20}\n", "line 2: found the share '20'; 20% or a number from 0.001 to 0.999"),
    ("  skills: {have: 1}\n", "line 2: found the share '1'"),
    ("  skills: {pool: 0}\n", "line 2: found the number of people '0'; a whole number from 1"),
    ("  skills: {asked: {a: b}}\n", "line 2: found the name a mapping"),
    (f"  skills: {{asked: [{'a, ' * 201}]}}\n", "line 2: found 201 names; at most 200"),
    ("  staffing: {needs: [{name: a, days: -1}]}\n", "line 2: found the days '-1'; a number from 0 to 10000"),
    ("  staffing: {posts: [{name: a, people: 1.5}]}\n", "line 2: found the number of people '1.5'"),
    ("  staffing: {posts: [{covers: a}]}\n", "line 2: found no name"),
    (
        "  staffing:\n    needs:\n" + "    - {name: a}\n" * 201,
        "line 3: found 201 entries under needs; at most 200",
    ),
    ("  lead: x\n", "line 2: found the key 'roles.lead'; lead under roles.staffing would"),
    ("  platform: {models: 0}\n", "line 2: found the number of models '0'; a whole number from 1 to 2,000"),
    ("  platform: {days_between_breakages: 0}\n", "line 2: found the days '0'; a number from 0.1 to 10000"),
    ("  platform: {repair_days: nan}\n", "line 2: found the days 'nan'"),
    ("  platform: {add: platform}\n", "line 2: found 'platform'; platform engineer would"),
    ("  absence: {answer: wait}\n", "line 2: found 'wait'; nothing or train or hire"),
    ("  absence: {away: 120%}\n", "line 2: found the share '120%'"),
    ("  absence: {away: 99.1%}\n", "line 2: found the share '99.1%'; a number from 0 to 0.99"),
    ("  absence: {train: [{learns: a}]}\n", "line 2: found no who"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_gets_one_sentence_with_its_line(tmp_path, text, said):
    PLANTED.is_refused(tmp_path, text, said)


@pytest.mark.parametrize(
    "section",
    [
        {"titels": 1},
        {"titles": {"posts": [{"work": "a"}]}},
        {"skills": {"pool": 0}},
        {"staffing": {"posts": [{"name": "a", "people": -1}]}},
        {"platform": {"models": 2001}},
        {"platform": {"add": "platform"}},
        {"absence": {"answer": "wait"}},
        {"absence": {"train": [{"learns": "a"}]}},
    ],
)
def test_an_editor_underlines_what_the_reader_refuses(tmp_path, section):
    PLANTED.is_underlined(tmp_path, section)


def filled():
    """Return what Heron's plan says of roles."""
    return yaml.safe_load(HERON.read_text(encoding="utf-8"))["roles"]


def test_filling_every_key_leaves_nothing_empty_and_keeps_every_comment(tmp_path):
    text = PLANTED.fills(tmp_path, filled())
    assert yaml.safe_load(text)["roles"] == filled()


def test_heron_does_not_contradict_itself_and_leaves_nothing_empty():
    PLANTED.heron_agrees()


def heron_s_board():
    return {(lesson.lesson.name, line.label): line.value for lesson in board.given() for line in lesson.lines}


def test_heron_s_board_says_who_is_hired_and_what_is_covered():
    said, lines = filled(), heron_s_board()
    people = sum(post["people"] for post in said["staffing"]["posts"])
    assert lines["staffing", "People hired"] == str(people) == "5"  # the posts that the board has paid for
    needs = [need["name"] for need in said["staffing"]["needs"]]
    able = {
        need: sum(p["people"] for p in said["staffing"]["posts"] if need in p["covers"]) for need in needs
    }
    assert lines["staffing", "Needs covered"] == f"{sum(map(bool, able.values()))} of {len(needs)}"
    alone = [need for need, count in able.items() if count == 1]
    assert lines["staffing", "Needs on one person"] == f"{len(alone)} of {len(needs)}"
    left = set(alone) - {one["learns"] for one in said["absence"]["train"]}
    assert lines["absence", "Needs on one person"] == f"{len(left)} of {len(needs)}"
    assert (
        lines["platform", "Time on repairs"] == f"{0.05 / 1.05:.0%}"
    )  # one model: down R of every F + R days


def test_the_board_of_a_lesson_shows_what_came_before_it():
    given_ = list(board.given())
    place = next(n for n, one in enumerate(given_) if one.lesson.name == "absence")
    rows = {row.label: row for row in board.rows(given_[: place + 1], place)}
    assert rows["Needs on one person"].new
    assert rows["Needs on one person"].before == heron_s_board()["staffing", "Needs on one person"]
    assert not rows["People hired"].new


def test_an_empty_plan_has_no_lines_and_no_blocks(tmp_path):
    PLANTED.has_nothing_to_say(tmp_path, SECTION, "  staffing:\n")


def test_training_counts_as_many_as_learn_and_no_more_than_there_are(tmp_path):
    rows = "[{who: a, learns: x}, {who: a, learns: x}, {who: a, learns: x}, {who: nobody, learns: x}]"
    text = "  staffing:\n    needs: [{name: x}]\n    posts: [{name: a, people: 2}, {name: b, covers: x}]\n"
    study = study_of(tmp_path, f"{text}  absence: {{train: {rows}}}\n")
    assert study.behind("x") == 1  # a post without a number has one person
    assert study.behind("x", trained=True) == 3


def test_the_report_says_what_the_plan_says():
    text = as_html(plan_report(read_plan(HERON, TODAY)))
    for words in (
        "The team",
        "ML engineer",
        "says what an error costs",
        "On one person each",
        "Keeping models healthy",
    ):
        assert words in text


@pytest.mark.parametrize(
    "text",
    [
        "  staffing: {posts: [{name: a}]}\n",
        "  staffing: {needs: [{name: a}]}\n",
        "  platform: {models: 2000, days_between_breakages: 0.1, repair_days: 10000, engineers: 200, add: nobody}\n",
        "  platform: {models: 1, days_between_breakages: 10000, repair_days: 0.01, engineers: 1, left: 0.999}\n",
        "  absence: {answer: hire}\n",
        "  absence: {away: 99%}\n",
        "  skills: {asked: a}\n",
        "  titles: {posts: [{title: a}]}\n",
    ],
)
def test_plans_at_the_edge_have_a_report(tmp_path, text):
    PLANTED.is_reported(tmp_path, text)


@pytest.mark.parametrize(
    "read",
    [
        titles.READ,
        skills.READ,
        staffing.READ,
        staffing.READ_TASKS,
        platform.READ,
        platform.READ_WEEK,
        absence.READ,
    ],
)
def test_what_to_read_is_on_the_page_of_its_lesson(read):
    stands_on_its_page(read)


KEYS = st.sampled_from(
    ["titles", "skills", "staffing", "platform", "absence", "posts", "needs", "name", "people", "covers", "lead",
     "error_cost", "models", "repair_days", "engineers", "add", "critical", "train", "who", "learns", "days", "asked"]
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from("ab"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5), VALUES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_document_brings_a_traceback(tmp_path, section, promise):
    has_no_traceback(tmp_path, {"roles": section, "management": {"dates": {"promise": {"date": promise}}}})


@pytest.mark.parametrize("backwards", [False, True])
def test_the_solutions_leave_a_plan_that_holds_in_whatever_order(tmp_path, backwards):
    plan = PLANTED.from_solutions(tmp_path, backwards)
    assert PLANTED.empty(plan) == ["roles.skills.have", "roles.skills.pool"]  # no exercise fills these
    made, known = (PLANTED.form_of(one) for one in (plan, read_plan(HERON, TODAY)))
    assert made.skills.asked == known.skills.asked
    for lesson in ("titles", "platform", "absence"):  # Heron's plan is as the exercises leave it
        assert getattr(made, lesson) == getattr(known, lesson)
    assert made.staffing.needs == known.staffing.needs
    assert (made.staffing.lead, made.staffing.error_cost) == (known.staffing.lead, known.staffing.error_cost)
    posts = [{(p.name, p.people, frozenset(p.covers)) for p in form.staffing.posts} for form in (made, known)]
    assert posts[0] == posts[1]
