"""The form of a roadmap file, for YAML and CSV alike, and its JSON Schema for editors."""

import math
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from mlteams.input.errors import Refused, seen, shown
from mlteams.input.values import MOST, Chance, Cost, Day, Name, Names, Strict, number, reader, text, word
from mlteams.management.tool.statuses import OURS

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
        raise Refused(seen(value), right)
    unit = _UNITS.get(read[2].lower()) if read[2] else None
    if read[2] and not unit:
        raise Refused(f"the unit {shown(read[2])}", "days or weeks")
    number = float(read[1].lower().replace(".inf", "inf").replace(".nan", "nan"))
    if not math.isfinite(number) or number < 0:
        raise Refused(f"the duration {shown(value)}", "a finite number of at least 0")
    return Amount(number, unit)


def guess(value: object) -> Guess | None:
    """Return an estimate from a list of three, a mapping, or one number; None from nothing."""
    if value in (None, ""):
        return None
    if isinstance(value, dict):
        keys = set(value)
        if keys == {"low", "likely", "high"}:
            value = [value["low"], value["likely"], value["high"]]
        elif keys == {"median", "spread"}:
            spread = number("spread", 0, 5)(value["spread"])
            median = amount(value["median"])
            if median.value == 0:
                raise Refused("a median of 0", "a median above 0")
            return Guess((median,), spread)
        else:
            found = ", ".join(map(str, value)) or "nothing"
            raise Refused(f"an estimate of {found}", "low, likely and high, or median and spread,")
    if not isinstance(value, list):
        return Guess((amount(value),))
    if len(value) != 3:
        raise Refused(f"{len(value)} durations", "three: low, likely, high,")
    low, likely, high = amounts = tuple(map(amount, value))
    if not low.value <= likely.value <= high.value:
        order = ", ".join(f"{one.value:g}" for one in amounts)
        raise Refused(f"low, likely, high of {order}", "an order from low to high")
    return Guess(amounts)


_AMOUNT = {"type": ["number", "string"]}
Estimate = Annotated[
    Guess | None,
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
Weight = Annotated[float, *reader(number("importance", 0), type="number", minimum=0, maximum=MOST)]
# Any word is read here, so that all that are unknown can be told at once.
Said = Annotated[str, *reader(text("status", 60), anyOf=[{"enum": list(OURS)}, {"type": "string"}])]
Try = Annotated[
    Literal["at once", "in turn"], *reader(word("at once", "in turn"), enum=["at once", "in turn"])
]


_CLOSED: dict[str, Any] = {
    "properties": {"status": {"enum": ["done", "failed", "dropped"]}},
    "required": ["status"],
}


class TaskForm(Strict):
    """One task; `estimate` may be left out of one that is not open."""

    model_config = ConfigDict(json_schema_extra={"if": {"not": _CLOSED}, "then": {"required": ["estimate"]}})

    name: Name
    estimate: Estimate = None
    after: Names = ()
    chance: Chance = 1.0
    importance: Weight = 1.0
    cost: Cost = 1.0
    status: Said = "open"
    not_before: Day | None = None
    started: Day | None = None


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
