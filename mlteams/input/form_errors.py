"""Turns pydantic's errors about a form into our sentences."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic_core import ErrorDetails

from mlteams.input.errors import BadInput, seen, shown

Loc = tuple[str | int, ...]
Lines = dict[Loc, int]


def line_of(lines: Lines, loc: Loc) -> int:
    """Return the line of a place in a file, or of the nearest place around it that has one."""
    return next((lines[loc[:n]] for n in range(len(loc), -1, -1) if loc[:n] in lines), 1)


def first(errors: list[ErrorDetails]) -> ErrorDetails:
    """Return the first error; of a missing key and one misspelt beside it, the misspelt one."""
    found = errors[0]
    if found["type"] != "missing":
        return found
    beside = (e for e in errors if e["type"] == "extra_forbidden" and e["loc"][:-1] == found["loc"][:-1])
    return next(beside, found)


def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    """Return what was found and what would be right for a key that a form does not know."""
    names = list(known)
    close = difflib.get_close_matches(key[:60], names, 1)
    return f"the key {shown(key)}", close[0] if close else f"one of {', '.join(names)}"


def sentence(
    path: Path,
    line: int,
    error: ErrorDetails,
    known: Iterable[str],
    missing: Mapping[str, str],
    instead: tuple[str, str],
) -> BadInput:
    """Return an error's sentence.

    `known` are the keys of the form it lies in; `missing` says what would be right for some keys that are not
    there; `instead` says as what something else stands there, and what would be right.
    """
    place = f"line {line}"
    last = str(error["loc"][-1]) if error["loc"] else "the file"
    if error["type"] == "value_error":
        found, right = str(error["ctx"]["error"]).rsplit("|", 1)
        return BadInput(path, place, found, right)
    if error["type"] == "extra_forbidden":
        return BadInput(path, place, *unknown_key(last, known))
    if error["type"] == "missing":
        return BadInput(path, place, f"no {last}", missing.get(last, f"a {last}"))
    if error["type"] == "too_short":
        return BadInput(path, place, f"no {last}", f"at least one in {last}")
    if error["type"] == "list_type":
        return BadInput(path, place, f"{seen(error['input'])} under {last}", "a list")
    return BadInput(path, place, f"{seen(error['input'])} {instead[0]}", instead[1])
