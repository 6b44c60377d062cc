"""Years of experience that an advertisement asks for, and technologies that are younger.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mlteams.hiring.tool.ad_asked import has, is_nice
from mlteams.hiring.tool.ad_finding import Finding, at, made
from mlteams.hiring.tool.ad_rules import expression, rules
from mlteams.hiring.tool.ad_text import Unit

_BEFORE, _AFTER = 25, 60  # characters around a number of years that say what it counts


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
        for found in expression(known["find"]).finditer(unit.low):
            before = unit.low[max(0, found.start() - _BEFORE) : found.start()]
            after = unit.low[found.end() : found.end() + _AFTER]
            if has(known["unless"], before) or has(known["unless_after"], after[:_BEFORE]):
                continue
            if (
                not has(known["about"], after)
                and "experience" not in unit.low
                and not _is_listed(unit, found.end())
            ):
                continue
            number = found[1]
            years = int(number) if number.isdigit() else rules()["numbers"][number]
            yield Asked(years, found.start(), found.end(), unit, not is_nice(unit) and unit.kind != "nice")


def _is_listed(unit: Unit, end: int) -> bool:
    """Tell whether a number of years ends an entry such as "Kubernetes: 10 years"."""
    return ":" in unit.low and len(unit.low) - end < 12


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
    for one in years:
        near = one.unit.low[max(0, one.at - 40) : one.end + 80]
        for technology in rules()["technologies"]:
            since = date.fromisoformat(technology["since"])
            age = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
            if one.years > age and technology["name"] not in seen and has(technology["words"], near):
                seen.add(technology["name"])
                found = made(
                    "older-than-technology",
                    at([one.unit]),
                    years=one.years,
                    technology=technology["name"],
                    since=since.year,
                    age=age,
                )
                yield Finding(
                    found.rule,
                    found.weight,
                    found.title,
                    found.why,
                    technology["source"],
                    technology["status"],
                    found.places,
                )
