"""From time to dates and back: weeks of seven days, or working days from Monday to Friday.

The model forgives a finish `DUST` beyond the time that is asked for, so `time_to` is exact and `days` forgives as much.
"""

import math
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlteams.management.models.roadmap import DUST
from mlteams.management.tool.roadmap_file import RoadmapFile

_FIRST, _LAST = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")


def days(start: date, unit: str, times: ArrayLike) -> NDArray[np.float64]:
    """Return finishes, finite and in the unit from the start, as days since 1970-01-01.

    A whole number is the end of that day: what is done an hour later is done on the next one.
    """
    found = np.maximum(np.asarray(times, dtype=float) - DUST, 0)
    if unit == "weeks":
        begin = float(np.datetime64(start, "D").astype(float))
        return np.asarray(begin + np.maximum(7 * found - 1, 0))
    whole = np.maximum(np.ceil(found), 1)
    first = np.busday_offset(np.datetime64(start, "D"), 0, roll="forward")
    last = np.busday_offset(first, whole.astype(int) - 1)
    return np.asarray(last.astype(float) - np.minimum(whole - found, 1 - DUST))


def in_calendar(day: float) -> bool:
    """Tell whether a day since 1970-01-01 has a date: the calendar of a computer ends with the year 9999."""
    return bool(_FIRST.astype(float) <= day <= _LAST.astype(float))


def finish_date(file: RoadmapFile, time: float) -> date | None:
    """Return the day on which a finish falls; None if never or past the calendar's end."""
    if not math.isfinite(time):
        return None
    day = math.ceil(float(days(file.start, file.roadmap.unit, time)))
    return date.fromisoformat(str(np.datetime64(day, "D"))) if in_calendar(day) else None


def time_to(file: RoadmapFile, day: date) -> float:
    """Return the time from the start to the end of a day, in the roadmap's unit."""
    if file.roadmap.unit == "weeks":
        return ((day - file.start).days + 1) / 7
    return float(np.busday_count(file.start, day) + np.is_busday(day))


def counted(file: RoadmapFile) -> str:
    """Return how dates are counted."""
    if file.roadmap.unit == "weeks":
        return f"weeks of seven days, counted from {file.start}"
    return f"Monday to Friday, holidays not taken out, counted from {file.start}"
