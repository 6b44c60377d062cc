"""The form of a roadmap file, for YAML and CSV alike, and its JSON Schema for editors."""

import math
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from mlteams.input.errors import seen, shown
from mlteams.input.values import Chance, Cost, Day, Name, Names, Strict, number, reader, refuse, word

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


_AMOUNT = {"type": ["number", "string"]}
Estimate = Annotated[
    Guess,
    *reader(
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
Weight = Annotated[float, *reader(number("importance", 0, math.inf), type="number", minimum=0)]
Status = Annotated[
    Literal["open", "done", "failed"],
    *reader(word("open", "done", "failed"), enum=["open", "done", "failed"]),
]
Try = Annotated[
    Literal["at once", "in turn"], *reader(word("at once", "in turn"), enum=["at once", "in turn"])
]


class TaskForm(Strict):
    """One task."""

    name: Name
    estimate: Estimate
    after: Names = ()
    chance: Chance = 1.0
    importance: Weight = 1.0
    cost: Cost = 1.0
    status: Status = "open"


class AlternativesForm(Strict):
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


class RoadmapForm(Strict):
    """A roadmap."""

    title: Name = "Roadmap"
    unit: Annotated[
        Literal["days", "weeks"] | None, *reader(word("days", "weeks"), enum=["days", "weeks"])
    ] = None
    start: Day | None = None
    by: Day | None = None
    goal: Names = ()
    tasks: Annotated[list[Step], Field(min_length=1)]


def roadmap_schema() -> dict[str, Any]:
    """Return the JSON Schema of a roadmap file."""
    return RoadmapForm.model_json_schema(by_alias=True)
