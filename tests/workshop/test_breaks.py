"""Breaks and lunch: every rule at both sides of its edge, in minutes counted by hand."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlteams.workshop.breaks import Row, with_breaks

EARLY = time(6)  # far from any lunchtime


def laid(sessions, start=EARLY):
    """Return the agenda of sessions, each the minutes of its steps, as ("S0", 20) for work and ("Break", 15)."""
    work = [
        Row("work", f"{n}.{place}", "A step", f"S{n}", 0, minutes, minutes)
        for n, steps in enumerate(sessions)
        for place, minutes in enumerate(steps)
    ]
    return with_breaks(work, start)


def told(rows):
    return [(row.session or row.title, row.minutes) for row in rows]


def lunch(sessions, start):
    """Return when lunch begins, as a clock shows it; None without one."""
    for row in laid(sessions, start):
        if row.kind == "lunch":
            assert row.minutes == 60
            return f"{datetime(2027, 1, 1, start.hour, start.minute) + timedelta(minutes=row.at):%H:%M}"
    return None


def test_ninety_minutes_need_no_break_and_ninety_one_do():
    assert told(laid([[50, 40]])) == [("S0", 50), ("S0", 40)]
    assert told(laid([[50, 41]])) == [("S0", 50), ("Break", 15), ("S0", 41)]


def test_seventy_five_minutes_are_worked_in_one_go_and_seventy_six_are_not():
    assert told(laid([[40, 35, 60]])) == [("S0", 40), ("S0", 35), ("Break", 15), ("S0", 60)]
    assert told(laid([[40, 36, 30]])) == [("S0", 40), ("Break", 15), ("S0", 36), ("S0", 30)]


def test_breaks_fall_between_sessions_where_they_can():
    assert told(laid([[40], [20, 30], [20]])) == [
        ("S0", 40), ("Break", 15), ("S1", 20), ("S1", 30), ("S2", 20)
    ]  # fmt: skip


def test_after_thirty_minutes_a_session_may_wait_for_a_break_and_after_twenty_nine_it_begins():
    rest = [("S1", 30), ("S2", 20)]
    assert told(laid([[30], [20, 30], [20]])) == [("S0", 30), ("Break", 15), ("S1", 20), *rest]
    assert told(laid([[29], [20, 30], [20]])) == [("S0", 29), ("S1", 20), ("Break", 15), *rest]


def test_three_hours_across_midday_need_no_lunch_and_a_minute_more_does():
    # 50 + 15 + 50 + 15 + 50 = 180, from 10:15 to 13:15.
    assert lunch([[50], [50], [50]], time(10, 15)) is None
    assert lunch([[50], [50], [51]], time(10, 15)) == "12:10"


def test_who_ends_at_one_eats_afterwards_and_who_ends_a_minute_later_before():
    # 50 + 15 + 50 + 15 + 50 + 15 + 45 = 240, from 09:00 to 13:00.
    assert lunch([[50], [50], [50], [45]], time(9)) is None
    assert lunch([[50], [50], [50], [46]], time(9)) == "12:00"


def test_who_begins_at_half_past_eleven_has_eaten_and_who_begins_a_minute_earlier_has_not():
    long = [[60], [60], [60], [60]]
    assert lunch(long, time(11, 30)) is None
    assert lunch(long, time(11, 29)) == "12:29"


@pytest.mark.parametrize("start", [time(13), time(17), time(0)])
def test_where_lunchtime_is_far_there_is_no_lunch(start):
    assert lunch([[60]] * 5, start) is None


def test_lunch_begins_at_half_past_eleven_or_later():
    # 75 + 15 + 60: between two sessions at 11:30; 15 + 60 more: inside one at 12:45.
    sessions = [[75], [60], [60, 60]]
    assert lunch(sessions, time(9)) == "11:30"
    assert lunch(sessions, time(8, 59)) == "12:44"


def test_lunch_begins_at_one_or_earlier():
    # 60 + 15 + 60: inside a session at 11:45; 15 + 60 more: at its end at 13:00.
    sessions = [[60, 60, 60], [60, 60]]
    assert lunch(sessions, time(9, 30)) == "13:00"
    assert lunch(sessions, time(9, 31)) == "11:46"


def test_before_lunch_there_are_thirty_minutes_of_work():
    # A session ends at 11:30; 15 + 60 more: inside one at 12:45.
    rest = [[60, 30], [60], [60]]
    assert lunch([[30], *rest], time(11)) == "11:30"
    assert lunch([[29], *rest], time(11, 1)) == "12:45"


def test_after_lunch_there_are_thirty_minutes_of_work():
    # 65 + 15 + 70: inside a session at 12:00; 15 + 35 more: at its end at 12:50.
    sessions = [[65], [70, 35]]
    assert lunch([*sessions, [30]], time(9, 30)) == "12:50"
    assert lunch([*sessions, [29]], time(9, 30)) == "12:00"


def test_nobody_is_sent_to_lunch_soon_after_a_break():
    # 75 + 15 + 70 ends at 12:00; 15 + 10 more ends at 12:25, which lies nearer to the middle of lunchtime.
    assert lunch([[75], [70], [10], [60]], time(9, 20)) == "12:00"


def test_lunch_lies_between_the_sessions_nearest_to_the_middle_of_lunchtime():
    # Sessions end at 11:40, 12:10 and 12:40; the middle of lunchtime is 12:15.
    assert lunch([[40], [30], [30], [60]], time(11)) == "12:10"


minutes = st.lists(st.lists(st.integers(1, 75), min_size=1, max_size=5), min_size=1, max_size=6)
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@settings(max_examples=500, deadline=None)
@given(minutes, clocks)
def test_any_agenda_rests_and_eats_at_lunchtime(sessions, start):
    rows = laid(sessions, start)
    assert [row.minutes for row in rows if row.kind == "work"] == [
        step for steps in sessions for step in steps
    ]
    assert rows[0].kind == rows[-1].kind == "work"
    work = sum(map(sum, sessions))
    at = worked = 0
    for row in rows:
        assert row.at == at
        at += row.minutes
        worked = worked + row.minutes if row.kind == "work" else 0
        assert worked <= (90 if work <= 90 else 75)
    begins = start.hour * 60 + start.minute
    lunches = [begins + row.at for row in rows if row.kind == "lunch"]
    assert all(11 * 60 + 30 <= lunch <= 13 * 60 for lunch in lunches)
    assert len(lunches) <= 1
    if not lunches:
        assert at <= 180 or begins >= 11 * 60 + 30 or begins + at <= 13 * 60
