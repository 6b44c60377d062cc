"""The assumed numbers of Heron Parcels, the company of the course, each from the one file that holds it."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import yaml

from mlteams.input.errors import BadInput, several
from mlteams.input.text_file import read_text
from mlteams.paths import ROOT

FACTS = ROOT / "examples" / "heron" / "facts.yaml"
FIELDS = {"value", "unit", "reason"}


@cache
def facts() -> Mapping[str, Mapping[str, Any]]:
    """Return every fact by its full key, such as "management.own_model.chance": its value, unit and reason.

    A value with parts, such as low, likely and high, stands under a key for each.

    Raises:
        BadInput: the file cannot be read, or an entry lacks its unit or its reason.
    """
    try:
        data = yaml.safe_load(read_text(FACTS, "a YAML file of facts"))
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else "the whole file"
        raise BadInput(FACTS, line, f"no YAML ({error.problem})", "valid YAML") from None
    return dict(_entries(data, ""))


def _entries(data: object, above: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the entries below a key."""
    if not isinstance(data, dict) or (FIELDS & data.keys() and data.keys() != FIELDS):
        raise BadInput(FACTS, above or "the whole file", "no fact", "a value, a unit and a reason")
    if data.keys() != FIELDS:
        for key, below in data.items():
            yield from _entries(below, f"{above}.{key}" if above else str(key))
    elif isinstance(data["value"], dict):
        for key, value in data["value"].items():
            yield f"{above}.{key}", {**data, "value": value}
    else:
        yield above, data


def fact(key: str) -> float:
    """Return a number of Heron's.

    Raises:
        BadInput: there is none of that key, or it is no number.
    """
    known = facts()
    if key not in known:
        near = [one for one in known if one.split(".")[0] == key.split(".")[0]] or list(known)
        raise BadInput(FACTS, key, "no such fact", several(near))
    value = known[key]["value"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(FACTS, key, f"{value}, which is no number", "a number")
    return value


def day(key: str) -> date:
    """Return a day of Heron's calendar.

    Raises:
        BadInput: there is none of that key, or it is no day.
    """
    value = facts().get(key, {}).get("value")
    if not isinstance(value, date):
        raise BadInput(FACTS, key, "no day", "a key of the file whose value is written as 2027-01-04")
    return value
