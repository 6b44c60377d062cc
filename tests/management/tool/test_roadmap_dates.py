"""Times and dates, against a calendar counted by hand."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Roadmap, Task
from mlteams.management.tool.forecast import make_forecast
from mlteams.management.tool.roadmap_dates import days, finish_date, in_calendar, time_to
from mlteams.management.tool.roadmap_file import RoadmapFile

START = date(2027, 1, 4)  # a Monday
DAYS = st.dates(date(2026, 1, 1), date(2040, 1, 1))
EPOCH = date(1970, 1, 1)


def plan(*lasts, unit="days", start=START):
    """Tasks one after the other, each certain."""
    steps = tuple(
        Task(f"t{i}", Pert(time, time, time), (f"t{i - 1}",) if i else ()) for i, time in enumerate(lasts)
    )
    return RoadmapFile(Roadmap("Ours", unit, steps), start, None)


def workday(start, number):
    """Return the workday with that number, counted from the start one by one."""
    day = start
    while True:
        number -= day.weekday() < 5
        if number == 0:
            return day
        day += timedelta(days=1)


@given(DAYS, st.floats(0.01, 300))
def test_a_finish_in_days_falls_on_the_workday_counted_by_hand(start, time):
    assert finish_date(plan(1, start=start), time) == workday(start, math.ceil(time - 1e-6))


@given(DAYS, st.floats(0, 300), st.sampled_from(["days", "weeks"]))
def test_the_date_of_a_finish_is_the_first_by_which_it_is_done(start, time, unit):
    file = plan(time, unit=unit, start=start)
    day = finish_date(file, time)
    before = day - timedelta(days=1)
    assert time <= time_to(file, day) + 1.001e-6
    if before >= start and time > 1e-5:
        assert time > time_to(file, before) + 0.999e-6


def test_a_week_has_seven_days():
    file = plan(1, unit="weeks")
    assert finish_date(file, 1) == START + timedelta(days=6)  # a week from Monday ends on Sunday
    assert finish_date(file, 1.01) == START + timedelta(days=7)


@pytest.mark.parametrize("lasts", [(0.1, 2.7, 0.2), (0.1, 0.2, 2.7), (3,)])
def test_three_working_days_are_three_whatever_a_computer_makes_of_their_sum(lasts):
    file = plan(*lasts)
    forecast = make_forecast(file, 20, 0, date(2027, 1, 6))
    assert finish_date(file, sum(lasts)) == date(2027, 1, 6)
    assert forecast.outcome.done_by == 1
    assert make_forecast(file, 20, 0, date(2027, 1, 5)).outcome.done_by == 0


@pytest.mark.parametrize("unit", ["days", "weeks"])
@pytest.mark.parametrize(("over", "late"), [(0.9e-6, False), (1.1e-6, True)])
def test_a_finish_may_be_late_by_a_millionth_and_its_date_says_the_same(unit, over, late):
    time = 3 / (7 if unit == "weeks" else 1) + over
    forecast = make_forecast(plan(time, unit=unit), 20, 0, date(2027, 1, 6))
    assert forecast.outcome.done_by == (not late)
    assert finish_date(forecast.file, time) == date(2027, 1, 7 if late else 6)


@given(DAYS, st.floats(0, 300), st.sampled_from(["days", "weeks"]))
def test_the_axis_of_a_picture_agrees_with_the_date(start, time, unit):
    (place,) = days(start, unit, [time])
    day = finish_date(plan(1, unit=unit, start=start), time)
    assert -1 <= place - (day - EPOCH).days <= 0


def test_the_axis_goes_forward():
    for unit in ("days", "weeks"):
        found = days(date(2027, 1, 2), unit, np.linspace(0, 30, 400))  # from a Saturday
        assert (np.diff(found) >= 0).all()


def test_the_calendar_ends():
    last = date(9999, 12, 31)
    for unit in ("days", "weeks"):
        assert finish_date(plan(1, unit=unit, start=last), 5_000) is None
        assert finish_date(plan(1, unit=unit, start=START), math.inf) is None
        assert finish_date(plan(1, unit=unit, start=START), math.nan) is None
    end = (last - EPOCH).days
    assert in_calendar(end)
    assert not in_calendar(end + 1)
