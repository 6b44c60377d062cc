"""What a learner's file can hold at one place: readers of text, each with its sentence, as pydantic types.

Every scalar arrives as text, as it was written. A reader that refuses one raises ValueError with
"found|right", which `form_errors` turns into the sentence a person sees.
"""

import difflib
import math
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema, model_validator

from mlteams.input.errors import seen, shown


def refuse(found: str, right: str) -> ValueError:
    """Return the error a reader raises."""
    return ValueError(f"{found}|{right}")


def number(what: str, low: float, high: float, *, percent: bool = False) -> Callable[[object], float]:
    """Return a reader of numbers from `low` to `high`, which may also be written as a percentage."""
    span = f"a number from {low:g} to {high:g}" if high < math.inf else f"a number of at least {low:g}"

    def read(value: object) -> float:
        text = str(value).strip()
        hundredths = percent and text.endswith("%")
        try:
            found = float(text.removesuffix("%")) / 100 if hundredths else float(text)
        except ValueError:
            raise refuse(f"the {what} {seen(value)}", span) from None
        if not (low <= found <= high and found <= 1e12):  # nan fails too
            meant = f"{text}% or " if percent and not hundredths and 10 <= found <= 100 * high else ""
            raise refuse(f"the {what} {shown(value)}", meant + span)
        return found

    return read


def name(value: object) -> str:
    """Return a name: text of 1 to 120 printable characters."""
    if not isinstance(value, str) or not value.strip():
        raise refuse(f"the name {seen(value)}", "a name")
    if len(value) > 120 or not value.isprintable():
        raise refuse(f"the name {shown(value)}", "a name of at most 120 printable characters")
    return value.strip()


def names(value: object) -> tuple[str, ...]:
    """Return one name or a list of names."""
    return tuple(name(one) for one in (value if isinstance(value, list) else [value]))


def day(value: object) -> date:
    """Return a date written as 2027-01-31."""
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise refuse(seen(value), "a date such as 2027-01-31") from None


def word(*allowed: str) -> Callable[[object], str]:
    """Return a reader of one of a few words."""

    def read(value: object) -> str:
        if value not in allowed:
            close = difflib.get_close_matches(str(value), allowed, 1)
            raise refuse(seen(value), close[0] if close else " or ".join(allowed))
        return str(value)

    return read


def reader(function: Callable[..., object], **schema: object) -> tuple[object, object]:
    """Return what makes a pydantic type of a reader; `schema` is its JSON Schema."""
    return BeforeValidator(function), WithJsonSchema(schema)


TEXT = {"type": "string"}
Name = Annotated[str, *reader(name, type="string", maxLength=120)]
Names = Annotated[tuple[str, ...], *reader(names, type=["string", "array"], items=TEXT)]
Day = Annotated[date, *reader(day, type="string", format="date")]
Chance = Annotated[float, *reader(number("chance", 0, 1, percent=True), type=["number", "string"])]
Cost = Annotated[float, *reader(number("cost", 0, math.inf), type="number", minimum=0)]


class Strict(BaseModel):
    """A form that knows its keys and refuses others."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


EMPTY = ("", "~", "null")  # what stands for nothing yet, as YAML writes it


def _or_empty(schema: dict[str, Any]) -> None:
    """Let an editor accept the keys that are still empty."""
    for key, value in schema.get("properties", {}).items():
        said = value.get("anyOf", [])
        if key not in schema.get("required", ()) and {"type": "null"} not in said:
            schema["properties"][key] = {"anyOf": [*(said or [value]), {"type": "null"}]}


class Unfinished(Strict):
    """A form in which any key may still be empty: an empty key counts as one that is not there.

    `OPTIONAL` are keys that a finished plan may leave empty.
    """

    OPTIONAL: ClassVar[tuple[str, ...]] = ()
    model_config = ConfigDict(json_schema_extra=_or_empty)

    @model_validator(mode="before")
    @classmethod
    def without_the_empty(cls, data: object) -> object:
        """Drop the keys we know whose value is empty."""
        if not isinstance(data, dict):
            return data
        known = cls.model_fields
        return {key: value for key, value in data.items() if not (key in known and _is_empty(value))}


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in EMPTY)


def text(what: str, most: int) -> Callable[[object], str]:
    """Return a reader of text of at most `most` printable characters; line ends count as spaces."""

    def read(value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise refuse(f"the {what} {seen(value)}", "text")
        found = " ".join(value.split())
        if len(found) > most or not found.isprintable():
            raise refuse(f"the {what} {shown(found)}", f"text of at most {most} printable characters")
        return found

    return read


def whole(what: str, low: int, high: int) -> Callable[[object], int]:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        found = str(value).strip()
        if not re.fullmatch(r"[0-9][0-9_]{0,14}", found) or not low <= int(found) <= high:
            raise refuse(f"the {what} {seen(value)}", f"a whole number from {low:,} to {high:,}")
        return int(found)

    return read
