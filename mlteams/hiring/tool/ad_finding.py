"""A finding: what one rule says, why, on which source, and the lines it stands in; made of the words of ad_rules.yaml.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mlteams.hiring.tool.ad_rules import rules
from mlteams.hiring.tool.ad_text import Unit, filled


@dataclass(frozen=True)
class Place:
    """A line, counted from 1, and what stands there; 0 and no words if something is missing everywhere."""

    line: int
    quote: str


@dataclass(frozen=True)
class Finding:
    """What one rule says.

    Attributes:
        rule: its name in ad_rules.yaml.
        weight: important or minor.
        title: in a few words.
        why: it matters, in a sentence or two.
        source: of the reason.
        status: of the source: measured, published, lecture or assumed.
        places: where it stands.
    """

    rule: str
    weight: str
    title: str
    why: str
    source: str
    status: str
    places: tuple[Place, ...]


def quoted(text: str) -> str:
    """Return what a finding quotes of a text."""
    most = rules()["longest_quote"]
    return text if len(text) <= most else text[:most].rstrip(" ") + "…"


def made(rule: str, places: Iterable[Place], **values: object) -> Finding:
    """Return a rule's finding at some places; `values` fill its sentences."""
    known = rules()
    one: dict[str, Any] = known["findings"][rule]
    source: dict[str, str] = known["sources"][one["source"]]
    words = {name: str(value) for name, value in values.items()}
    return Finding(
        rule,
        one["weight"],
        filled(one["title"], words),
        filled(one["why"], words),
        source["cite"],
        source["status"],
        tuple(dict.fromkeys(places))[: known["most_places"]],
    )


def at(units: Iterable[Unit]) -> Iterator[Place]:
    """Yield where units stand."""
    for unit in units:
        yield Place(unit.line, quoted(unit.text))


def each(rule: str, units: Iterable[Unit]) -> Finding | None:
    """Return a rule's finding at some units; None if there is none."""
    places = tuple(at(units))
    return made(rule, places) if places else None


def missing(rule: str, found: bool) -> Finding | None:
    """Return the finding that something is said nowhere; None if it was found."""
    return None if found else made(rule, (Place(0, ""),))
