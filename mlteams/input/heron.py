"""The assumed numbers of Heron Parcels, the company of the course, each from the one file that holds it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from mlteams.input import dates, yaml_lines
from mlteams.input.errors import BadInput, BadInputs, Refused, seen, several, shown
from mlteams.input.lines import Loc, line_of
from mlteams.input.text_file import read_text
from mlteams.input.values import EMPTY, MOST
from mlteams.paths import ROOT

FACTS = ROOT / "examples" / "heron" / "facts.yaml"
FIELDS = {"value", "unit", "reason"}
WHOLE = "a value, a unit and a reason"
# Of a duration: a PERT's, a lognormal's; of a task that is done from one week to another.
PARTS = (("low", "likely", "high"), ("median", "spread"), ("first", "last"))
# The least and the most that each unit can measure; a day is read as a date.
UNITS: Mapping[str, tuple[float, float]] = {
    "share": (0, 1),
    "correlation": (-1, 1),
    "days": (0, 3650),
    "weeks": (0, 520),
    "hours": (0, 168),
    "runs": (0, 1e6),
    "months": (0, 120),
    **dict.fromkeys(
        ("EUR", "people", "seconds", "labels", "importance", "areas", "ideas", "models"), (0.0, MOST)
    ),
}
ABOVE_0 = {"chance", "median"}  # last words of keys: nothing can be divided by, or be certain to fail
MOST_SPREAD = 3  # of a lognormal; its mean is then 90 medians
DAY = "day"
MOST_ITEMS = 1000  # of a list, which is no value of a fact however long it is
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,15}")


@cache
def facts() -> Mapping[str, Mapping[str, Any]]:
    """Return every fact by its full key, such as "management.own_model.chance": its value, unit and reason.

    A value with parts, such as low, likely and high, stands under a key for each.

    Raises:
        BadInput: the file cannot be read, or an entry is no fact; every such entry is told, with its line.
    """
    problems: list[tuple[Loc, BadInput]] = []
    data, lines = yaml_lines.load(FACTS, read_text(FACTS, "a YAML file of facts"), MOST_ITEMS, problems)
    found: dict[str, Mapping[str, Any]] = {}
    wrong = [problem for _, problem in problems]
    for loc, entry in _entries(data, ()):
        key = ".".join(map(str, loc))
        try:
            found.update(_read(key, loc, entry))
        except _Misread as misread:
            place = f"line {line_of(lines, misread.loc)}{key and f', {key}'}"
            wrong.append(BadInput(FACTS, place, misread.found, misread.right))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else BadInputs(wrong)
    return found


class _Misread(Exception):
    """What is wrong with an entry, and where in it."""

    def __init__(self, loc: Loc, found: str, right: str) -> None:
        super().__init__(found)
        self.loc, self.found, self.right = loc, found, right


def _entries(data: object, loc: Loc) -> Iterator[tuple[Loc, object]]:
    """Yield what stands at the ends of groups: facts, and whatever is in the place of one."""
    if isinstance(data, dict) and data and not FIELDS & data.keys():
        for key, below in data.items():
            yield from _entries(below, (*loc, key))
    else:
        yield loc, data


def _read(key: str, loc: Loc, entry: object) -> dict[str, Mapping[str, Any]]:
    """Return the fact of an entry, or one for each part of its value."""
    if not loc or not isinstance(entry, dict) or not entry:
        raise _Misread(loc, f"{seen(entry)}, which is no fact", WHOLE)
    for one in loc:
        if not _KEY.fullmatch(str(one)):
            raise _Misread(loc, f"the key {shown(one)}", "a key of small letters, digits and underscores")
    if entry.keys() != FIELDS:
        known, extra = sorted(FIELDS - entry.keys()), [shown(one) for one in entry if one not in FIELDS]
        missing = [f"no {one}" for one in known]
        raise _Misread(loc, several([*missing, *extra]), WHOLE)
    unit, reason, value = entry["unit"], entry["reason"], entry["value"]
    if unit != DAY and (not isinstance(unit, str) or unit not in UNITS):
        close = get_close_matches(str(unit), [*UNITS, DAY], 1)
        right = close[0] if close else f"one of {', '.join([*UNITS, DAY])}"
        raise _Misread((*loc, "unit"), f"the unit {seen(unit)}", right)
    if not isinstance(reason, str) or reason.strip() in EMPTY:
        raise _Misread((*loc, "reason"), f"the reason {seen(reason)}", "a sentence that says why")
    at = (*loc, "value")
    if not isinstance(value, dict):
        return {key: {**entry, "value": _value(value, unit, at)}}
    if tuple(value) not in PARTS:
        right = "low, likely and high, median and spread, or first and last, in this order,"
        raise _Misread(at, several([shown(one) for one in value]) or "a value without parts", right)
    numbers = {one: _value(inner, unit, (*at, one)) for one, inner in value.items()}
    if "median" not in numbers and sorted(numbers.values()) != list(numbers.values()):
        said = ", ".join(f"{one} {inner}" for one, inner in value.items())
        at_most = "a low that is at most the likely, and a likely that is at most the high,"
        raise _Misread(at, said, at_most if "low" in numbers else "a first that is at most the last")
    return {f"{key}.{one}": {**entry, "value": number} for one, number in numbers.items()}


def _value(value: object, unit: str, at: Loc) -> float | date:
    """Return a value in its unit; a whole number stays one."""
    if unit == DAY:
        try:
            return dates.day(value)
        except Refused as refused:
            raise _Misread(at, refused.found, refused.right) from None
    low, high = (0.0, MOST_SPREAD) if at[-1] == "spread" else UNITS[unit]
    above = bool(ABOVE_0 & {*at[-2:]})
    right = f"a number {'above' if above else 'from'} {low:g} {'and at most' if above else 'to'} {high:g}".replace(
        "e+", "e"
    )
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise _Misread(at, seen(value), right)
    number = int(value) if _WHOLE_NUMBER.fullmatch(value) else float(value)
    if not low <= number <= high or (above and number == low):
        raise _Misread(at, f"{shown(value)} {unit}", right)
    return number


def _known(key: str) -> Mapping[str, Any]:
    """Return a fact.

    Raises:
        BadInput: there is none of that key.
    """
    known = facts()
    if key not in known:
        near = get_close_matches(key, known, 3)
        near = near or [one for one in known if one.split(".")[0] == key.split(".")[0]] or list(known)
        raise BadInput(FACTS, key, "no such fact", f"{several(near)}, or a fact of that key,")
    return known[key]


def key_of(name: str) -> str:
    """Return the word of a key that stands for a name: "the clerks’ screen" is the_clerks_screen."""
    return re.sub("[^a-z]+", "_", name.lower().replace("’", ""))


def fact(key: str) -> float:
    """Return a number of Heron's.

    Raises:
        BadInput: there is none of that key, or it is no number.
    """
    value: float | date = _known(key)["value"]
    if isinstance(value, date):
        raise BadInput(FACTS, key, f"{value}, which is no number", "a number")
    return value


def day(key: str) -> date:
    """Return a day of Heron's calendar.

    Raises:
        BadInput: there is none of that key, or it is no day.
    """
    value: float | date = _known(key)["value"]
    if not isinstance(value, date):
        raise BadInput(FACTS, key, f"{value}, which is no day", "a day such as 2027-01-04")
    return value
