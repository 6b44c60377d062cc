"""The form of a roadmap file, for YAML and CSV alike, and its JSON Schema for editors.

Every scalar arrives as text, as it was written. A validator that refuses one raises ValueError with
"found|right", which `roadmap_file` turns into the sentence a reader sees.
"""

import difflib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from mlteams.plan.errors import seen, shown

_DURATION = re.compile(
    r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?\.?(?:inf|nan))\s*([^\W\d_]*)\s*", re.I
)
_UNITS = {"d": "days", "day": "days", "days": "days", "w": "weeks", "week": "weeks", "weeks": "weeks"}


@dataclass(frozen=True)
class Amount:
    """A duration as written: a number, and the unit if one stood beside it."""

    value: float
    unit: str | None


@dataclass(frozen=True)
class Guess:
    """An estimate as written: three points, a median with its spread, or one number."""

    amounts: tuple[Amount, ...]
    spread: float | None = None


def refuse(found: str, right: str) -> ValueError:
    """Return the error a validator raises."""
    return ValueError(f"{found}|{right}")


def amount(value: object) -> Amount:
    """Return a duration such as "3", "3 weeks" or "10d"."""
    read = _DURATION.fullmatch(value) if isinstance(value, str) else None
    right = "a duration such as 3, 3 weeks or 10 days"
    if not read:
        raise refuse(seen(value), right)
    unit = _UNITS.get(read[2].lower()) if read[2] else None
    if read[2] and not unit:
        raise refuse(f"the unit {shown(read[2])}", "days or weeks")
    number = float(read[1].lower().replace(".inf", "inf").replace(".nan", "nan"))
    if not math.isfinite(number) or number < 0:
        raise refuse(f"the duration {shown(value)}", "a finite number of at least 0")
    return Amount(number, unit)


def guess(value: object) -> Guess:
    """Return an estimate from a list of three, a mapping, or one number."""
    if isinstance(value, dict):
        keys = set(value)
        if keys == {"low", "likely", "high"}:
            value = [value["low"], value["likely"], value["high"]]
        elif keys == {"median", "spread"}:
            spread = number("spread", 0, 5)(value["spread"])
            median = amount(value["median"])
            if median.value == 0:
                raise refuse("a median of 0", "a median above 0")
            return Guess((median,), spread)
        else:
            found = ", ".join(map(str, value)) or "nothing"
            raise refuse(f"an estimate of {found}", "low, likely and high, or median and spread,")
    if not isinstance(value, list):
        return Guess((amount(value),))
    if len(value) != 3:
        raise refuse(f"{len(value)} durations", "three: low, likely, high,")
    low, likely, high = amounts = tuple(map(amount, value))
    if not low.value <= likely.value <= high.value:
        order = ", ".join(f"{one.value:g}" for one in amounts)
        raise refuse(f"low, likely, high of {order}", "an order from low to high")
    return Guess(amounts)


def number(what: str, low: float, high: float) -> Callable[[object], float]:
    """Return a reader of numbers from `low` to `high`; a chance may be written as a percentage."""
    span = f"a number from {low:g} to {high:g}" if high < math.inf else f"a number of at least {low:g}"

    def read(value: object) -> float:
        text = str(value).strip()
        percent = what == "chance" and text.endswith("%")
        try:
            found = float(text.removesuffix("%")) / 100 if percent else float(text)
        except ValueError:
            raise refuse(f"the {what} {seen(value)}", span) from None
        if not (low <= found <= high and found <= 1e12):  # nan fails too
            raise refuse(f"the {what} {shown(value)}", span)
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


def _reader(function: Callable[..., object], **schema: object) -> tuple[object, object]:
    return BeforeValidator(function), WithJsonSchema(schema)


_TEXT = {"type": "string"}
_AMOUNT = {"type": ["number", "string"]}
Name = Annotated[str, *_reader(name, type="string", maxLength=120)]
Names = Annotated[tuple[str, ...], *_reader(names, type=["string", "array"], items=_TEXT)]
Day = Annotated[date, *_reader(day, type="string", format="date")]
Estimate = Annotated[
    Guess,
    *_reader(
        guess,
        description="[low, likely, high], or {median, spread}, or one certain number",
        anyOf=[
            {"type": "array", "items": _AMOUNT, "minItems": 3, "maxItems": 3},
            {"type": "object", "properties": {"median": _AMOUNT, "spread": {"type": "number"}}},
            {"type": "object", "properties": dict.fromkeys(("low", "likely", "high"), _AMOUNT)},
            _AMOUNT,
        ],
    ),
]
Chance = Annotated[float, *_reader(number("chance", 0, 1), type=["number", "string"])]
Weight = Annotated[float, *_reader(number("importance", 0, math.inf), type="number", minimum=0)]
Cost = Annotated[float, *_reader(number("cost", 0, math.inf), type="number", minimum=0)]
Status = Annotated[
    Literal["open", "done", "failed"],
    *_reader(word("open", "done", "failed"), enum=["open", "done", "failed"]),
]
Try = Annotated[
    Literal["at once", "in turn"], *_reader(word("at once", "in turn"), enum=["at once", "in turn"])
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class TaskForm(_Strict):
    """One task."""

    name: Name
    estimate: Estimate
    after: Names = ()
    chance: Chance = 1.0
    importance: Weight = 1.0
    cost: Cost = 1.0
    status: Status = "open"


class AlternativesForm(_Strict):
    """Approaches of which one success is enough."""

    name: Name
    alternatives: Annotated[list[TaskForm], Field(min_length=1)]
    after: Names = ()
    tried: Annotated[Try, Field(alias="try")] = "at once"


def _kind(value: object) -> str:
    return "group" if isinstance(value, dict) and "alternatives" in value else "task"


Step = Annotated[
    Annotated[TaskForm, Tag("task")] | Annotated[AlternativesForm, Tag("group")], Discriminator(_kind)
]


class RoadmapForm(_Strict):
    """A roadmap."""

    title: Name = "Roadmap"
    unit: Annotated[
        Literal["days", "weeks"] | None, *_reader(word("days", "weeks"), enum=["days", "weeks"])
    ] = None
    start: Day | None = None
    by: Day | None = None
    goal: Names = ()
    tasks: Annotated[list[Step], Field(min_length=1)]


def roadmap_schema() -> dict[str, Any]:
    """Return the JSON Schema of a roadmap file."""
    return RoadmapForm.model_json_schema(by_alias=True)
