"""When a roadmap's time starts, what has elapsed by then, and what cannot begin before a day."""

import math
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlteams.input.errors import BadInput, BadInputs
from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.management.tool.roadmap_units import Units, highest

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def read(tmp_path, text, today=MONDAY, **options):
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    return read_roadmap(path, today=today, **options)


def one(tmp_path, unit, words, head="", **options):
    """Return the only task of a roadmap."""
    return read(tmp_path, f"unit: {unit}\n{head}tasks:\n- {{name: a, {words}}}\n", **options).roadmap.steps[0]


@given(DAYS, st.integers(-400, 400))
def test_days_are_monday_to_friday_and_weeks_have_seven_days(first, more):
    last = first + timedelta(more)
    between = [first + timedelta(n) for n in range(max(0, more))]
    assert Units("days", 1).between(first, last) == sum(day.weekday() < 5 for day in between)
    assert Units("weeks", 1).between(first, last) == len(between) / 7


@pytest.mark.parametrize(
    ("unit", "day", "time"),
    [
        ("days", "2026-11-22", 0),
        ("days", "2026-11-23", 0),
        ("days", "2026-11-24", 1),
        ("days", "2026-11-28", 5),  # on a Saturday the five days of the week are over
        ("days", "2026-11-30", 5),
        ("weeks", "2020-01-01", 0),
        ("weeks", "2026-11-30", 1),
        ("weeks", "2026-12-01", 8 / 7),
    ],
)
def test_not_before_is_the_time_from_the_start_to_the_morning_of_a_day(tmp_path, unit, day, time):
    assert one(tmp_path, unit, f"estimate: 1, not_before: {day}").not_before == pytest.approx(time)


@pytest.mark.parametrize(
    ("unit", "day", "time"),
    [
        ("days", "2026-11-23", 0),
        ("days", "2026-11-20", 1),
        ("days", "2026-11-09", 10),
        ("weeks", "2026-11-09", 2),
        ("weeks", "2026-11-22", 1 / 7),
    ],
)
def test_elapsed_is_the_time_up_to_today(tmp_path, unit, day, time):
    assert one(tmp_path, unit, f"estimate: 20, started: {day}").started == pytest.approx(time)
    assert one(tmp_path, unit, "estimate: 20").started is None


def test_time_starts_at_a_start_that_lies_ahead(tmp_path):
    head = "start: 2026-12-07\n"
    assert one(tmp_path, "weeks", "estimate: 20, started: 2026-11-09", head=head).started == 4
    assert one(tmp_path, "weeks", "estimate: 20, not_before: 2026-12-14", head=head).not_before == 1
    file = read(tmp_path, "unit: weeks\nstart: 2026-12-07\ntasks: [{name: a, estimate: 1}]\n")
    assert (file.start, file.notes) == (date(2026, 12, 7), ())


def test_time_starts_today_once_the_start_has_passed(tmp_path):
    head = "start: 2026-09-01\n"
    assert one(tmp_path, "weeks", "estimate: 20, started: 2026-11-09", head=head).started == 2
    assert one(tmp_path, "weeks", "estimate: 20, not_before: 2026-12-14", head=head).not_before == 3
    file = read(tmp_path, "unit: weeks\nstart: 2026-11-22\ntasks: [{name: a, estimate: 1}]\n")
    assert file.start == MONDAY
    assert file.notes == ("The start, 2026-11-22, has passed, so time is counted from today, 2026-11-23.",)
    assert read(tmp_path, "unit: weeks\nstart: 2026-11-23\ntasks: [{name: a, estimate: 1}]\n").notes == ()


@pytest.mark.parametrize(("start", "by", "fits"), [
    ("2026-11-01", "2026-11-23", True), ("2026-11-01", "2026-11-22", False),
    ("2027-01-04", "2027-01-04", True), ("2027-01-04", "2027-01-03", False),
])  # fmt: skip
def test_a_day_to_be_done_by_is_not_before_time_starts(tmp_path, start, by, fits):
    text = f"unit: weeks\nstart: {start}\nby: {by}\ntasks: [{{name: a, estimate: 1}}]\n"
    if fits:
        assert read(tmp_path, text).by == date.fromisoformat(by)
    else:
        with pytest.raises(BadInput, match=f"line 3: found {by}, which is before"):
            read(tmp_path, text)


@pytest.mark.parametrize(("head", "zero"), [
    ("start: 2026-09-01\n", "today, 2026-11-23, from which time is counted; 2026-11-23 or later"),
    ("", "today, 2026-11-23, from which time is counted; 2026-11-23 or later"),
    ("start: 2026-12-07\n", "the start, 2026-12-07; 2026-12-07 or later"),
])  # fmt: skip
def test_a_day_before_time_zero_is_told_with_what_time_zero_is(tmp_path, head, zero):
    text = f"{head}by: 2026-11-20\nunit: weeks\ntasks: [{{name: a, estimate: 1}}]\n"
    with pytest.raises(BadInput, match=f"found 2026-11-20, which is before {zero} "):
        read(tmp_path, text)
    with pytest.raises(BadInput, match=f"--by, 2026-11-22: found a date before {zero} "):
        read(tmp_path, text, by=date(2026, 11, 22))
    assert read(tmp_path, text, by=date(2027, 3, 1)).by == date(2027, 3, 1)


@pytest.mark.parametrize(("not_before", "fits"), [("2026-11-09", True), ("2026-11-10", False)])
def test_what_has_started_was_not_to_begin_later(tmp_path, not_before, fits):
    words = f"estimate: 20, started: 2026-11-09, not_before: {not_before}"
    if fits:
        assert one(tmp_path, "days", words).started == 10
    else:
        said = (
            "line 3: found 'a' started 2026-11-09, with not_before 2026-11-10, which is later; one of the two (or, "
            "with roadmap, --ignore to leave not_before out) would be right"
        )
        with pytest.raises(BadInput, match=re.escape(said)):
            one(tmp_path, "days", words)
        found = read(tmp_path, f"unit: days\ntasks:\n- {{name: a, {words}}}\n", ignore=True)
        assert found.roadmap.steps[0].started == 10
        left = (
            "“a” (2026-11-09, not before 2026-11-10) started before not_before allowed it, which is left out."
        )
        assert found.notes == (left,)
    path = tmp_path / "plan.csv"  # a table keeps both of a task that has ended
    path.write_text("name,likely,status,started,not_before\na,1,done,2026-11-09,2026-11-10\nb,1,,,\n")
    assert len(read_roadmap(path, unit="days", today=MONDAY).roadmap.steps) == 2


def test_work_starts_today_at_the_latest(tmp_path):
    assert one(tmp_path, "days", "estimate: 1, started: 2026-11-23").started == 0
    with pytest.raises(
        BadInput, match="found started 2026-11-24, which is after 2026-11-23; 2026-11-23 or earlier"
    ):
        one(tmp_path, "days", "estimate: 1, started: 2026-11-24", head="start: 2027-01-04\n")


@pytest.mark.parametrize(
    ("estimate", "started", "fits"),
    [
        ("[1, 2, 3]", "2026-11-03", True),
        ("[1, 2, 3]", "2026-11-02", False),  # three weeks, and not done
        ("3", "2026-11-03", True),
        ("3", "2026-11-02", False),
        ("{median: 1, spread: 0}", "2026-11-17", True),
        ("{median: 1, spread: 0}", "2026-11-16", False),
        ("{median: 1, spread: 0.5}", "2026-09-14", True),  # 10 weeks; exp(4.75 · 0.5) = 10.75
        ("{median: 1, spread: 0.5}", "2026-09-07", False),  # 11 weeks
    ],
)
def test_an_estimate_allows_for_what_has_elapsed(tmp_path, estimate, started, fits):
    words = f"estimate: {estimate}, started: {started}"
    if fits:
        assert one(tmp_path, "weeks", words).started > 0
    else:
        with pytest.raises(BadInput, match="line 3: found 'a' taking longer than estimated"):
            one(tmp_path, "weeks", words)


def test_a_spread_allows_for_what_one_number_does_not(tmp_path):
    words = "estimate: 3, started: 2026-10-01"
    with pytest.raises(BadInput, match="or --spread for single numbers"):
        one(tmp_path, "weeks", words)
    assert one(tmp_path, "weeks", words, spread=0.5).estimate == Lognormal(3, 0.5)


@pytest.mark.parametrize(("estimate", "spread", "helps"), [
    ("3", None, True), ("3", 0.1, False), ("[1, 2, 3]", None, False), ("{median: 3, spread: 0}", None, False),
])  # fmt: skip
def test_a_spread_is_advised_where_it_helps(tmp_path, estimate, spread, helps):
    with pytest.raises(BadInput) as problem:
        one(tmp_path, "weeks", f"estimate: {estimate}, started: 2026-01-05", spread=spread)
    more = ", or --spread for single numbers" if helps else ""
    assert problem.value.right == (
        f"a new estimate of the whole task that allows for it (or, with roadmap, --ignore to leave the task out{more})"
    )


def test_what_is_past_its_estimate_is_left_out_on_demand_and_noted(tmp_path):
    text = """
        unit: days
        tasks:
          - {name: a, estimate: 5, started: 2026-11-09}
          - {name: b, estimate: 3, after: a}
          - {name: c, estimate: 12, started: 2026-11-09}
          - name: g
            alternatives: [{name: d, estimate: 10, started: 2026-11-09}, {name: e}, {name: f, status: dropped}]
          - {name: h, estimate: 1, after: [g, c]}
    """
    file = read(tmp_path, text, ignore=True)
    assert [(step.name, step.after) for step in file.roadmap.steps] == [
        ("b", ()), ("c", ()), ("f", ()), ("h", ("c",))
    ]  # fmt: skip
    assert file.notes == (
        "“g” has no alternative left (“d” is past its estimate, “e” has no estimate and “f” is dropped); “h” no longer "
        "waits for it.",
        "“f” (dropped) is out of scope.",
        "“e” has no estimate and is left out.",
        "“a” (10 days since 2026-11-09, of at most 5) and “d” (10 days since 2026-11-09, of at most 10) take longer "
        "than estimated and are left out; “b” no longer waits for them.",
    )
    with pytest.raises(BadInput, match="found the goal 'a', which is out of scope"):
        read(tmp_path, text + "\n        goal: a\n", ignore=True)
    with pytest.raises(BadInput, match="no task in scope"):
        one(tmp_path, "days", "estimate: 5, started: 2026-11-09", ignore=True)


def test_one_duration_in_a_million_lies_above_the_highest():
    above = 0.5 * math.erfc(math.log(highest(Lognormal(2, 0.7)) / 2) / 0.7 / math.sqrt(2))
    assert above == pytest.approx(1e-6, rel=0.03)
    assert highest(Pert(1, 2, 5)) == 5


def test_all_tasks_that_take_longer_are_told_at_once(tmp_path):
    text = "unit: days\ntasks:\n" + "".join(
        f"- {{name: {name}, estimate: {days}, started: 2026-11-09}}\n"
        for name, days in (("a", 5), ("b", 12), ("c", 2.5))
    )
    with pytest.raises(BadInputs) as problem:
        read(tmp_path, text)
    assert problem.value.problems[0].found == (
        "2 tasks taking longer than estimated, 'a' (line 3; 10 days since 2026-11-09, of at most 5) and 'c' (line 5; "
        "10 days since 2026-11-09, of at most 2.5)"
    )


def test_elapsed_time_is_in_the_unit_that_durations_become(tmp_path):
    text = "tasks:\n- {name: a, estimate: 120, started: 2026-11-09}\n"  # 120 hours are 15 days
    task = read(tmp_path, text, unit="hours").roadmap.steps[0]
    assert (task.estimate, task.started) == (Pert(15, 15, 15), 10)


def test_what_has_ended_has_no_elapsed_time(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(
        "name,likely,status,started\na,1,done,2026-01-05\nb,,Cancelled,2026-01-05\nc,30,,2026-11-09\n"
    )
    steps = read_roadmap(path, unit="days", today=MONDAY).roadmap.steps
    assert [step.started for step in steps] == [None, None, 10]


@pytest.mark.parametrize(("days", "fits"), [(70_000, True), (70_001, False)])
def test_not_before_has_a_limit(tmp_path, days, fits):
    day = MONDAY + timedelta(days)
    if fits:
        assert one(tmp_path, "weeks", f"estimate: 1, not_before: {day}").not_before == 10_000
    else:
        with pytest.raises(BadInput, match=f"not_before {day}; a day within 10,000 weeks of 2026-11-23"):
            one(tmp_path, "weeks", f"estimate: 1, not_before: {day}")
