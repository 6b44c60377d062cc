"""Reads what a learner's function returned: natural types become plain data, and what cannot is named.

No method of an unknown object is ever called: no repr, no comparison, no length.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import FunctionType, GeneratorType
from typing import Any, cast

import numpy as np
import pandas as pd

from mlteams.core.exercise import Plain

MOST_ITEMS = 10_000
MOST_LETTERS = 10_000
MOST_DEPTH = 5
MOST_BITS = 1_024  # of a whole number; more is no count of anything
MOST_NAMED = 4  # items whose kinds are named

_SCALARS = tuple({*np.sctypeDict.values()} - {np.object_, np.void, np.timedelta64})
_VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), range, pd.RangeIndex)
_KINDS: tuple[tuple[type, str], ...] = (
    (type(None), "nothing (None)"),
    (str, "a text"),
    (bool, "True or False"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (tuple, "a tuple"),
    (dict, "a dictionary"),
    (set, "a set, which has no order"),
    (frozenset, "a set, which has no order"),
    (GeneratorType, "a generator; list(…) around it makes a list"),
    (map, "a map; list(…) around it makes a list"),
    (filter, "a filter; list(…) around it makes a list"),
    (zip, "a zip; list(…) around it makes a list"),
    (type(...), "the three dots of the stub"),
    (FunctionType, "a function; was it called, with round brackets?"),
    (date, "a date"),
    (datetime, "a date"),
    (Decimal, "a number"),
    (Fraction, "a number"),
    (complex, "a complex number"),
    (np.bool_, "True or False"),
    (np.ndarray, "an array"),
    (pd.Series, "a column of pandas"),
    (pd.DataFrame, "a table of pandas"),
    *((one, "a text" if one is np.str_ else "a number") for one in _SCALARS),
)
_name_of: Callable[[type], str] = type.__dict__["__name__"].__get__  # a metaclass may define its own


class NotPlain(Exception):
    """Carries what was found where plain data should be."""


def kind(value: object) -> str:
    """Return in words what a value is, by its exact type alone."""
    found = type(value)
    words = next((words for known, words in _KINDS if found is known), "")
    if found is float and value != value:
        return "nan, which is no number"
    return words or f"an object of the type {_name_of(found)[:40]}"


def described(value: object) -> str:
    """Return `kind`, and of a list, tuple or dictionary what it holds."""
    found = type(value)
    if found is not list and found is not tuple and found is not dict:
        return kind(value)
    items = [*cast("dict[object, object]", value).values()] if found is dict else cast("list[object]", value)
    if not items:
        return f"{kind(value)} without items"
    kinds = [kind(item) for item in items[:MOST_ITEMS]]
    if len(items) > 1 and len({*kinds}) == 1:
        return f"{kind(value)} of {len(items):,}, each {kinds[0]}"
    if len(items) > MOST_NAMED:
        kinds = list(dict.fromkeys(kinds))
    if len(kinds) > MOST_NAMED:
        return f"{kind(value)} of {len(items):,} items"
    return f"{kind(value)} that holds {' and '.join(kinds)}"


def plain(value: object, depth: int = 0) -> Plain:
    """Return a value as plain data: tuples, arrays and columns as lists, NumPy's and pandas' scalars as Python's.

    Raises:
        NotPlain: it holds something else, or too much.
    """
    found = type(value)
    if value is None or found is bool or found is float or found is date:
        return value
    if found is pd.Timestamp or found is datetime:
        return cast(datetime, value).date()
    if found is Decimal or found is Fraction:
        return _ratio(cast("Decimal | Fraction", value))
    if any(found is one for one in _SCALARS):
        return plain(cast("np.generic[Any]", value).item(), depth)
    for base, read in _BASES:
        if issubclass(found, base):
            return read(value, depth)
    if found is np.ndarray:
        return _array(cast("np.ndarray[Any, Any]", value))
    if found is pd.Series or found is pd.Index:
        return _array(cast("pd.Series[Any]", value).to_numpy())
    if any(found is one for one in _VIEWS):
        items = cast("range", value)
        if len(items) > MOST_ITEMS:
            raise NotPlain(f"{len(items):,} items")
        return [plain(item, depth + 1) for item in items]
    raise NotPlain(kind(value))


def _ratio(value: Decimal | Fraction) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError):
        raise NotPlain("a number too large to read") from None


def _text(value: object, _depth: int) -> str:
    if str.__len__(cast(str, value)) > MOST_LETTERS:
        raise NotPlain("a text too long to read")
    return str.__str__(cast(str, value))


def _whole(value: object, _depth: int) -> int:
    if int.bit_length(cast(int, value)) > MOST_BITS:
        raise NotPlain("a number too long to read")
    return int.__int__(cast(int, value))


def _dict(value: object, depth: int) -> Plain:
    items = cast("dict[object, object]", value)
    _count(dict.__len__(items), "a dictionary", depth)
    if any(type(key) is not str for key in dict.keys(items)):
        raise NotPlain("a dictionary whose keys are not all text")
    return {cast(str, key): plain(item, depth + 1) for key, item in dict.items(items)}


def _list(value: object, depth: int) -> Plain:
    _count(list.__len__(cast("list[object]", value)), "a list", depth)
    return [plain(item, depth + 1) for item in list.__iter__(cast("list[object]", value))]


def _tuple(value: object, depth: int) -> Plain:
    _count(tuple.__len__(cast("tuple[object]", value)), "a tuple", depth)
    return [plain(item, depth + 1) for item in tuple.__iter__(cast("tuple[object]", value))]


def _count(items: int, words: str, depth: int) -> None:
    if items > MOST_ITEMS:
        raise NotPlain(f"{words} of {items:,} items")
    if depth == MOST_DEPTH:
        raise NotPlain(f"{words} within too many others")


def _array(array: "np.ndarray[Any, Any]") -> Plain:
    if array.size > MOST_ITEMS:
        raise NotPlain(f"an array of {array.size:,} items")
    if array.dtype.kind not in "biufUO":
        raise NotPlain("an array of something else than numbers and text")
    return plain(array.tolist())


# A subclass, such as a named tuple or a member of an Enum that is a text, is read as its base reads it.
_BASES: tuple[tuple[type, Callable[[object, int], Plain]], ...] = (
    (str, _text),
    (int, _whole),
    (float, lambda value, _depth: float.__float__(cast(float, value))),
    (dict, _dict),
    (list, _list),
    (tuple, _tuple),
)
