"""Turns pydantic's errors about a form into our sentences."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic_core import ErrorDetails

from mlteams.input.errors import BadInput, Refused, seen, shown


def independent(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield errors but those that another explains: a missing key with a misspelt one beside it."""
    misspelt = {error["loc"][:-1] for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        if not (error["type"] == "missing" and error["loc"][:-1] in misspelt):
            yield error


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
        refused = error["ctx"]["error"]
        if isinstance(refused, Refused):
            return BadInput(path, place, refused.found, refused.right)
    if error["type"] == "extra_forbidden":
        return BadInput(path, place, *unknown_key(last, known))
    if error["type"] == "missing":
        return BadInput(path, place, f"no {last}", missing.get(last, f"a {last}"))
    if error["type"] == "too_short":
        return BadInput(path, place, f"no {last}", f"at least one in {last}")
    if error["type"] == "list_type":
        return BadInput(path, place, f"{seen(error['input'])} under {last}", "a list")
    return BadInput(path, place, f"{seen(error['input'])} {instead[0]}", instead[1])
