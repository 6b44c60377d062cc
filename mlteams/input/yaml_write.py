"""Values as YAML text, in the way a person would write them: plain where that is safe, short lists on one line."""

import json
import math
import numbers
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath

import yaml

Plain = None | bool | int | float | str | date | dict[str, "Plain"] | list["Plain"]
_SAFE = re.compile(r"[^\W_](?:[\w .()/%+€$£'’–-]*[\w.()/%+€$£'’–-])?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_DEPTH = 12
MOST_ITEMS = 5_000  # of one list: the tasks of a roadmap that stands in the plan
MOST_COLUMNS = 100


def plain(value: object, depth: int = 0) -> Plain:
    """Return a value made of mappings, lists and scalars alone, from what a notebook may hold.

    Raises:
        ValueError: with what was found, when it holds anything else, or is nested more than 12 deep.
    """
    if depth > MOST_DEPTH:
        raise ValueError(f"values nested more than {MOST_DEPTH} deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (str, PurePath)):
        return _text(str(value))
    if isinstance(value, (date, datetime)):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(f"the number {number}")
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) and key for key in value) or len(value) > MOST_ITEMS:
            raise ValueError(f"a mapping with keys that are no words, or more than {MOST_ITEMS:,} of them")
        return {_text(str(key)): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        if len(value) > MOST_ITEMS:
            raise ValueError(f"a list of {len(value):,}, which is more than {MOST_ITEMS:,},")
        return [plain(one, depth + 1) for one in value]
    if hasattr(value, "tolist") and type(value).__module__.split(".")[0] in ("numpy", "pandas"):
        return plain(value.tolist(), depth + 1)
    raise ValueError(f"something that no file can hold ({type(value).__name__})")


def _text(value: str) -> str:
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError("text with half a character in it")
    return value


class Raw(str):
    """Text of a file that is written again as it stood there."""


def scalar(value: Plain) -> str:
    """Return one value on one line; nothing is the empty text."""
    if value is None:
        return ""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else repr(value)
    if _DAY.fullmatch(value) or (_SAFE.fullmatch(value) and yaml.safe_load(value) == value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)


def flow(value: Plain) -> str:
    """Return any value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "null" if value is None else scalar(value)


def inline(value: Plain) -> str | None:
    """Return what stands beside a key, or None for what stands below it: mappings, lists of more than scalars."""
    if isinstance(value, dict):
        return None if value else "{}"
    if not isinstance(value, list):
        return scalar(value)
    if any(isinstance(one, (dict, list)) for one in value):
        return None
    text = flow(value)
    return text if len(text) <= MOST_COLUMNS or not value else None


def block(value: Plain, indent: int) -> list[str]:
    """Return the lines of a mapping or list, indented."""
    space, lines = " " * indent, []
    if isinstance(value, dict):
        for key, one in value.items():
            beside = inline(one)
            lines.append(f"{space}{scalar(key)}:{f' {beside}' if beside else ''}")
            if beside is None:
                lines += block(one, indent + 2)
    elif isinstance(value, list):
        for one in value:
            lines += item(one, indent)
    return lines


def item(value: Plain, indent: int) -> list[str]:
    """Return the lines of one entry of a list."""
    space, text = " " * indent, flow(value)
    short = len(text) <= MOST_COLUMNS or not isinstance(value, (dict, list)) or not value
    if short:
        return [f"{space}- {text}"]
    below = block(value, indent + 2)
    return [f"{space}- {below[0].lstrip()}", *below[1:]]
