"""Years of experience that an advertisement asks for, and technologies that are younger.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from mlteams.hiring.tool.ad_asked import begins, has, wishes
from mlteams.hiring.tool.ad_finding import Finding, at, made
from mlteams.hiring.tool.ad_rules import expression, phrases, rules, tools
from mlteams.hiring.tool.ad_text import Unit


@dataclass(frozen=True)
class Asked:
    """A number of years that is asked for, the least of a range, and its unit."""

    years: int
    at: int
    end: int
    unit: Unit
    must: bool


def asked_years(units: Iterable[Unit]) -> Iterator[Asked]:
    """Yield the numbers of years that are asked of whoever applies."""
    known = rules()["years"]
    for unit in units:
        if unit.heading or unit.kind in ("about", "legal", "offer", "process"):
            continue
        experience, must = "experience" in unit.low, not wishes(unit) and unit.kind != "nice"
        for found in expression(known["find"]).finditer(unit.low):
            before = unit.low[max(0, found.start() - known["before"]) : found.start()]
            after = unit.low[found.end() : found.end() + known["after"]]
            if has(known["unless"], before) or has(known["unless_after"], after[: known["before"]]):
                continue
            about = experience or has(known["about"], after)
            if not about and not _is_listed(unit, found.end()) and not _is_beside(before, after):
                continue
            number = found[1]
            years = int(number) if number.isdigit() else rules()["numbers"][number]
            yield Asked(years, found.start(), found.end(), unit, must)


def _is_listed(unit: Unit, end: int) -> bool:
    """Tell whether a number of years ends an entry such as "Kubernetes: 10 years"."""
    return ":" in unit.low and len(unit.low) - end < 12


def _is_beside(before: str, after: str) -> bool:
    """Tell whether a number of years stands directly before or after a tool, as in "8 years LangChain"."""
    left = before.rstrip(" (-")
    return begins(tools(), after.lstrip(" ")) or any(
        found.end() == len(left) for found in phrases(tools()).finditer(left)
    )


def many_years(years: list[Asked]) -> Finding | None:
    """Return the finding that so many years are a must; None if no number is large enough."""
    least = rules()["least_years"]
    many = [one for one in years if one.must and one.years >= least]
    if not many:
        return None
    return made("years", at(one.unit for one in many), years=max(one.years for one in many))


def older(years: list[Asked], today: date) -> Iterator[Finding]:
    """Yield the findings of more years than a technology has been public."""
    seen = set()
    for _, group in groupby(years, key=lambda one: id(one.unit)):
        asked = list(group)
        unit, ends = asked[0].unit, _clauses(asked[0].unit)
        for technology in rules()["technologies"]:
            since = date.fromisoformat(technology["since"])
            age = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
            for found in phrases(tuple(technology["words"])).finditer(unit.low):
                one = _nearest(asked, ends, found.start(), found.end())
                if one and one.years > age and technology["name"] not in seen:
                    seen.add(technology["name"])
                    yield _older(one, technology, since.year, age)


def _older(one: Asked, technology: dict[str, Any], since: int, age: int) -> Finding:
    named = {"years": one.years, "technology": technology["name"], "since": since, "age": age}
    found = made("older-than-technology", at([one.unit]), **named)
    return replace(found, source=technology["source"], status=technology["status"])


def _nearest(asked: list[Asked], ends: list[int], begin: int, end: int) -> Asked | None:
    """Return the number of years that a technology belongs to: of its clause the nearest, and of two the first."""
    place = bisect(asked, begin, key=lambda one: one.at)
    around = asked[max(0, place - 1) : place + 1]
    same = [one for one in around if bisect(ends, one.at) == bisect(ends, begin)]
    return min(same, key=lambda one: max(one.at - end, begin - one.end), default=None)


def _clauses(unit: Unit) -> list[int]:
    """Return where clauses of a unit end; a further tool alone, as in "Docker, Kubernetes", is of the same clause."""
    return [
        found.start()
        for found in expression(rules()["years"]["apart"]).finditer(unit.low)
        if found[0] != "," or not _is_alone(unit.low[found.end() : found.end() + rules()["years"]["after"]])
    ]


def _is_alone(rest: str) -> bool:
    rest = rest.lstrip(" ").removeprefix("and ")
    found = phrases(tools()).match(rest)
    if not found:
        return False
    after = rest[found.end() :]
    return after == "" or after[0] in ",;.)" or after.startswith(" and ")
