"""What the rules find in an advertisement.

The same is done in the browser, by assets/ad.js, and must be changed in both.
A rule speaks of the text. It cannot know what is true of the post.
"""

from dataclasses import dataclass
from datetime import date

from mlteams.hiring.tool.ad_asked import (
    WORK,
    Must,
    asks,
    has,
    is_must,
    is_nice,
    is_open,
    is_paid,
    kind_of,
    names_degree,
    outcomes,
    sorted_out,
    things,
    wishes,
)
from mlteams.hiring.tool.ad_finding import Finding, Place, at, each, made, missing, quoted
from mlteams.hiring.tool.ad_lines import small
from mlteams.hiring.tool.ad_rules import expression, phrases, pool, rules
from mlteams.hiring.tool.ad_text import Ad, Unit
from mlteams.hiring.tool.ad_years import Asked, asked_years, many_years, older


@dataclass(frozen=True)
class Reading:
    """All that is said of an advertisement."""

    musts: tuple[Must, ...]
    nice: tuple[str, ...]
    findings: tuple[Finding, ...]


def read(ad: Ad, today: date) -> Reading:
    """Return what is asked for and what the rules find; technologies are as old as on `today`."""
    known = rules()
    wanted = [unit for unit in ad.units if is_must(unit)]
    musts = sorted_out([thing for unit in wanted for thing in things(unit)])
    nice = [unit.text for unit in ad.units if is_nice(unit)]
    said = [unit for unit in ad.units if not is_open(unit)]
    findings: list[Finding] = []
    years = list(asked_years(ad.units))
    for found in (
        _musts(musts),
        each("must-or-nice", (unit for unit in ad.units if unit.kind == "must" and is_nice(unit))),
        each("trait", (unit for unit in wanted if kind_of(unit) == "trait")),
        many_years(years),
        *older(years, today),
        _seniority(ad, years),
        _title_tasks(ad),
        _everything(ad),
        missing("no-outcome", bool(outcomes(ad))),
        _pay(ad),
        _degree(ad, [unit for unit in ad.units if asks(unit)]),
        *(_worded(rule, ad) for rule in ("age", "excluding")),
        _gendered(ad),
        missing(
            "no-process",
            any(
                has(known["process"], unit.low) for unit in said if unit.kind not in ("task", "must", "nice")
            ),
        ),
        missing(
            "no-accommodation",
            any(has(known["accommodation"], unit.low) for unit in said if unit.kind != "task"),
        ),
    ):
        if found:
            findings.append(found)
    weights = ("important", "minor")
    return Reading(musts, tuple(nice), tuple(sorted(findings, key=lambda one: weights.index(one.weight))))


def _worded(rule: str, ad: Ad) -> Finding | None:
    """Find the words that stand under a rule's name, also in the title, but in what a law makes people write."""
    words = rules()[rule]
    places = [*at(unit for unit in ad.units if unit.kind != "legal" and has(words, unit.low))]
    if has(words, small(ad.title)):
        places.insert(0, Place(ad.line, quoted(ad.title)))
    return made(rule, places) if places else None


def _musts(musts: tuple[Must, ...]) -> Finding | None:
    if len(musts) <= rules()["most_musts"]:
        return None
    skills = sum(one.kind != "formal" for one in musts)
    kept = sum(one.kind != "formal" and one.kept for one in musts)
    places = (Place(one.line, quoted(one.text)) for one in musts)
    return made(
        "musts",
        places,
        count=len(musts),
        skills=skills,
        kept_skills=kept,
        pool=pool(skills),
        pool_kept=pool(kept),
        have=f"{rules()['have']:.0%}",
        together=f"{rules()['together']:g}".lstrip("0"),
    )


def _seniority(ad: Ad, years: list[Asked]) -> Finding | None:
    known = rules()["seniority"]
    title = small(ad.title)
    junior, senior = has(known["junior_title"], title), has(known["senior_title"], title)
    least = rules()["least_years"]
    heavy = next((one for one in years if one.must and one.years >= least), None)
    light = [one for one in years if one.must]
    said = next(
        (unit for unit in ad.units if unit.kind != "legal" and has(known["junior_text"], unit.low)), None
    )
    named = Place(ad.line, quoted(ad.title))
    if junior and senior:
        return made("seniority", [named], said="that somebody leads")
    if junior and heavy:
        return made("seniority", [named, *at([heavy.unit])], said=f"{heavy.years} years")
    if said and (heavy or senior):
        other = list(at([heavy.unit])) if heavy else [named]
        return made("seniority", [*at([said]), *other], said=f"{heavy.years} years" if heavy else "senior")
    if senior and light and max(one.years for one in light) < least - 1:
        return made("seniority", [named, *at([light[0].unit])], said="senior")
    return None


def _areas(ad: Ad) -> dict[str, list[tuple[str, Unit]]]:
    """Return the different phrases of each area, with the unit of each: what somebody does or must know."""
    found: dict[str, list[tuple[str, Unit]]] = {}
    for area, words in rules()["areas"].items():
        seen: dict[str, Unit] = {}
        for unit in ad.units:
            if (
                not unit.heading
                and unit.kind in WORK
                and not wishes(unit)
                and not has(rules()["chatter"], unit.low)
            ):
                for match in phrases(tuple(words)).finditer(unit.low):
                    seen.setdefault(match[0], unit)
        found[area] = list(seen.items())
    return found


def _title_tasks(ad: Ad) -> Finding | None:
    title = small(ad.title)
    one = next((one for one in rules()["titles"] if has(one["words"], title)), None)
    if one is None:
        return None
    found = _areas(ad)
    others = [area for area in one["others"] if len(found[area]) >= rules()["least_others"]]
    said = any(has(one["also"], unit.low) for unit in ad.units if unit.kind in WORK and not unit.heading)
    if found[one["area"]] or said or not others:
        return None
    places = [Place(ad.line, quoted(ad.title)), *at(found[area][0][1] for area in others)]
    return made("title-tasks", places, title=quoted(ad.title), area=one["area"], others=" and ".join(others))


def _everything(ad: Ad) -> Finding | None:
    found = {area: hits for area, hits in _areas(ad).items() if hits}
    if len(found) <= rules()["most_areas"]:
        return None
    return made(
        "everything", at(hits[0][1] for hits in found.values()), count=len(found), areas=", ".join(found)
    )


def _pay(ad: Ad) -> Finding | None:
    known = rules()["pay"]
    if any(map(is_paid, ad.units)) or expression(known["find"]).search(small(ad.title)):
        return None
    vague = [unit for unit in ad.units if not unit.heading and has(known["vague"], unit.low)]
    return made("no-salary", tuple(at(vague)) or (Place(0, ""),))


def _degree(ad: Ad, wanted: list[Unit]) -> Finding | None:
    known = rules()
    kept_by_law = has(known["by_law"], small(ad.title))
    asked = [
        unit
        for unit in wanted
        if names_degree(unit.low)
        and not has(known["reason"], unit.low)
        and not has(known["by_law"], unit.low)
        and not expression(known["alternative_near"]).search(unit.low)
    ]
    if not asked or kept_by_law or any(has(known["alternative"], unit.low) for unit in ad.units):
        return None
    return made("degree", at(asked))


def _gendered(ad: Ad) -> Finding | None:
    known = rules()
    seen: dict[str, dict[str, Place]] = {"masculine": {}, "feminine": {}}
    for unit in ad.units:
        if unit.kind != "legal":
            for tone, words in seen.items():
                for match in phrases(tuple(known[tone])).finditer(unit.low):
                    words.setdefault(match[0], Place(unit.line, unit.text[match.start() : match.end()]))
    count, other = len(seen["masculine"]), len(seen["feminine"])
    if count < known["least_masculine"] or count <= other:
        return None
    return made("gendered", seen["masculine"].values(), count=count, other=other)
