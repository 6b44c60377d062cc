"""What a learner's file can hold at one place: readers of text, each with its sentence, as pydantic types.

Every scalar arrives as text, as it was written. A reader that refuses one raises `Refused`, which `form_errors`
turns into the sentence a person sees.
"""

import difflib
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, ClassVar
from unicodedata import category

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema, model_validator

from mlteams.core.words import harmless
from mlteams.input.dates import day
from mlteams.input.errors import Refused, seen, shown

MOST = 1e12  # of any number; what is larger is a slip of the hand, and products of two stay finite
MOST_NAME = 120  # characters


def number(what: str, low: float, high: float = MOST, *, percent: bool = False) -> Callable[[object], float]:
    """Return a reader of numbers from `low` to `high`, which may also be written as a percentage."""
    span = f"a number from {low:g} to {high:g}".replace("e+", "e")

    def read(value: object) -> float:
        text = str(value).strip()
        hundredths = percent and text.endswith("%")
        try:
            found = float(text.removesuffix("%")) / 100 if hundredths else float(text)
        except ValueError:
            raise Refused(f"the {what} {seen(value)}", span) from None
        if not low <= found <= high:  # nan fails too
            meant = f"{text}% or " if percent and not hundredths and 10 <= found <= 100 * high else ""
            raise Refused(f"the {what} {shown(value)}", meant + span)
        return found

    return read


def name(value: object) -> str:
    """Return a name: text of 1 to 120 characters that `harmless` passes, some of them seen."""
    if not isinstance(value, str) or not _is_seen(value):
        raise Refused(f"the name {seen(value)}", "a name")
    if len(value) > MOST_NAME or not all(map(harmless, value)):
        raise Refused(f"the name {shown(value)}", f"a name of at most {MOST_NAME} printable characters")
    return value.strip()


def _is_seen(text: str) -> bool:
    """Tell whether a text holds more than spaces and format characters, which nobody sees."""
    return any(not one.isspace() and category(one) != "Cf" for one in text)


def names(value: object) -> tuple[str, ...]:
    """Return one name or a list of names."""
    return tuple(name(one) for one in (value if isinstance(value, list) else [value]))


def word(*allowed: str) -> Callable[[object], str]:
    """Return a reader of one of a few words."""

    def read(value: object) -> str:
        if value not in allowed:
            close = difflib.get_close_matches(str(value), allowed, 1)
            raise Refused(seen(value), close[0] if close else " or ".join(allowed))
        return str(value)

    return read


def reader(function: Callable[..., object], **schema: object) -> tuple[object, object]:
    """Return what makes a pydantic type of a reader; `schema` is its JSON Schema."""
    return BeforeValidator(function), WithJsonSchema(schema)


TEXT = {"type": "string"}
Name = Annotated[str, *reader(name, type="string", maxLength=MOST_NAME)]
Names = Annotated[tuple[str, ...], *reader(names, type=["string", "array"], items=TEXT)]
Day = Annotated[date, *reader(day, type="string", format="date")]
Chance = Annotated[float, *reader(number("chance", 0, 1, percent=True), type=["number", "string"])]
Cost = Annotated[float, *reader(number("cost", 0), type="number", minimum=0, maximum=MOST)]


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
        if not isinstance(value, str) or not _is_seen(value):
            raise Refused(f"the {what} {seen(value)}", "text")
        found = " ".join(value.split())
        if len(found) > most or not all(map(harmless, found)):
            raise Refused(f"the {what} {shown(found)}", f"text of at most {most} printable characters")
        return found

    return read


def whole(what: str, low: int, high: int) -> Callable[[object], int]:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        found = str(value).strip()
        if not re.fullmatch(r"[0-9][0-9_]{0,14}", found) or not low <= int(found) <= high:
            raise Refused(f"the {what} {seen(value)}", f"a whole number from {low:,} to {high:,}")
        return int(found)

    return read
