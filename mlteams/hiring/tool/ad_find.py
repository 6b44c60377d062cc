"""What the rules find in an advertisement.

The same is done in the browser, by assets/ad.js, and must be changed in both.
A rule speaks of the text. It cannot know what is true of the post.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mlteams.hiring.tool.ad_rules import expression, phrases, pool, rules
from mlteams.hiring.tool.ad_text import Ad, Unit, filled, small

MOST_PLACES = 12  # of one finding that are quoted
_KEPT_FIRST = ("skill", "tool", "years", "degree")  # of a long list of musts
_WORK = ("must", "task", "other")  # sections that say what somebody does or must know
_BEFORE, _AFTER = 25, 60  # characters around a number of years that say what it counts


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


@dataclass(frozen=True)
class Must:
    """A thing that is asked for: where, in which words, and what it is; `kept` by the draft or not."""

    line: int
    text: str
    kind: str
    kept: bool


@dataclass(frozen=True)
class Asked:
    """A number of years that is asked for, the least of a range, and its unit."""

    years: int
    at: int
    end: int
    unit: Unit
    must: bool


@dataclass(frozen=True)
class Reading:
    """All that is said of an advertisement."""

    musts: tuple[Must, ...]
    nice: tuple[str, ...]
    findings: tuple[Finding, ...]


def has(words: Sequence[str], low: str) -> bool:
    """Tell whether a text holds one of some phrases."""
    return bool(phrases(tuple(words)).search(low))


def quoted(text: str) -> str:
    """Return what a finding quotes of a text."""
    most = rules()["longest_quote"]
    return text if len(text) <= most else text[:most].rstrip(" ") + "…"


def read(ad: Ad, today: date) -> Reading:
    """Return what is asked for and what the rules find; technologies are as old as on `today`."""
    known = rules()
    wanted = [unit for unit in ad.units if is_must(unit)]
    musts = _sorted_out(wanted)
    nice = [unit.text for unit in ad.units if is_nice(unit)]
    said = [unit for unit in ad.units if not is_open(unit)]
    findings: list[Finding] = []
    years = list(asked_years(ad.units))
    for found in (
        _musts(musts),
        _each("must-or-nice", (unit for unit in ad.units if unit.kind == "must" and is_nice(unit))),
        _each("trait", (unit for unit in wanted if kind_of(unit) == "trait")),
        _years(years),
        *_older(years, today),
        _seniority(ad, years),
        _title_tasks(ad),
        _everything(ad),
        _missing("no-outcome", bool(outcomes(ad))),
        _pay(ad),
        _degree(ad, wanted),
        *(_worded(rule, ad) for rule in ("age", "excluding")),
        _gendered(ad),
        _missing(
            "no-process",
            any(
                has(known["process"], unit.low) for unit in said if unit.kind not in ("task", "must", "nice")
            ),
        ),
        _missing(
            "no-accommodation",
            any(has(known["accommodation"], unit.low) for unit in said if unit.kind != "task"),
        ),
    ):
        if found:
            findings.append(found)
    weights = ("important", "minor")
    return Reading(musts, tuple(nice), tuple(sorted(findings, key=lambda one: weights.index(one.weight))))


def is_nice(unit: Unit) -> bool:
    """Tell whether a unit is a wish: it stands among wishes, or says so itself among the musts."""
    if unit.heading or has(rules()["chatter"], unit.low):
        return False
    return unit.kind == "nice" or (unit.kind == "must" and has(rules()["nice"], unit.low))


def is_open(unit: Unit) -> bool:
    """Tell whether a unit holds a place that its writer has yet to fill, in brackets, as the draft does."""
    return unit.low.startswith("[") or unit.low.endswith("]")


def is_must(unit: Unit) -> bool:
    """Tell whether a unit asks for something that whoever applies must have."""
    known = rules()
    if unit.heading or unit.kind not in _WORK or unit.low.endswith(":") or is_open(unit):
        return False
    if has(known["chatter"], unit.low) or has(known["nice"], unit.low):
        return False
    asks = has(known["must"], unit.low) or _begins(known["must_start"], unit.low)
    if asks and not has(known["must_not"], unit.low):
        return True
    return unit.kind == "must" and not _begins(known["prose"], unit.low)


def _begins(words: Sequence[str], low: str) -> bool:
    found = phrases(tuple(words)).match(low)
    return found is not None


def outcomes(ad: Ad) -> list[Unit]:
    """Return what is said of a result: by its words, or by those of the heading above it; brackets hold a place."""
    words = rules()["outcome"]
    found, under = [], False
    for unit in ad.units:
        if unit.heading:
            under = has(words, unit.low)
        elif unit.kind in ("about", "legal", "offer") or is_open(unit):
            continue
        elif under or has(words, unit.low):
            found.append(unit)
    return found


def kind_of(unit: Unit) -> str:
    """Return what a must is: formal, degree, years, trait or tool; else a skill."""
    for one in rules()["kinds"]:
        pattern = phrases(tuple(one["words"])) if "words" in one else expression(one["find"])
        if pattern.search(unit.low):
            return str(one["kind"])
    return "skill"


def _sorted_out(wanted: list[Unit]) -> tuple[Must, ...]:
    """Return the musts, and which of them a draft keeps: what is formal, and of a long list the first few skills."""
    known = rules()
    kinds = [kind_of(unit) for unit in wanted]
    if len(wanted) <= known["most_musts"]:
        kept = {place for place, kind in enumerate(kinds) if kind != "trait"}
    else:
        ranked = [(_KEPT_FIRST.index(kind), place) for place, kind in enumerate(kinds) if kind in _KEPT_FIRST]
        kept = {place for _, place in sorted(ranked)[: known["keep"]]}
        kept |= {place for place, kind in enumerate(kinds) if kind == "formal"}
    return tuple(
        Must(unit.line, quoted(unit.text), kind, place in kept)
        for place, (unit, kind) in enumerate(zip(wanted, kinds, strict=True))
    )


def _made(rule: str, places: Iterable[Place], **values: object) -> Finding:
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
        tuple(dict.fromkeys(places))[:MOST_PLACES],
    )


def _at(units: Iterable[Unit]) -> Iterator[Place]:
    for unit in units:
        yield Place(unit.line, quoted(unit.text))


def _each(rule: str, units: Iterable[Unit]) -> Finding | None:
    places = tuple(_at(units))
    return _made(rule, places) if places else None


def _worded(rule: str, ad: Ad) -> Finding | None:
    """Find the words that stand under a rule's name, but in what a law makes people write."""
    words = rules()[rule]
    return _each(rule, (unit for unit in ad.units if unit.kind != "legal" and has(words, unit.low)))


def _missing(rule: str, found: bool) -> Finding | None:
    return None if found else _made(rule, (Place(0, ""),))


def _musts(musts: tuple[Must, ...]) -> Finding | None:
    if len(musts) <= rules()["most_musts"]:
        return None
    skills = sum(one.kind != "formal" for one in musts)
    kept = sum(one.kind != "formal" and one.kept for one in musts)
    places = (Place(one.line, one.text) for one in musts)
    return _made(
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


def _years(years: list[Asked]) -> Finding | None:
    least = rules()["least_years"]
    many = [one for one in years if one.must and one.years >= least]
    if not many:
        return None
    return _made("years", _at(one.unit for one in many), years=max(one.years for one in many))


def _older(years: list[Asked], today: date) -> Iterator[Finding]:
    seen = set()
    for one in years:
        near = one.unit.low[max(0, one.at - 40) : one.end + 80]
        for technology in rules()["technologies"]:
            since = date.fromisoformat(technology["since"])
            age = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
            if one.years > age and technology["name"] not in seen and has(technology["words"], near):
                seen.add(technology["name"])
                found = _made(
                    "older-than-technology",
                    _at([one.unit]),
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
        return _made("seniority", [named], said="that somebody leads")
    if junior and heavy:
        return _made("seniority", [named, *_at([heavy.unit])], said=f"{heavy.years} years")
    if said and (heavy or senior):
        other = list(_at([heavy.unit])) if heavy else [named]
        return _made("seniority", [*_at([said]), *other], said=f"{heavy.years} years" if heavy else "senior")
    if senior and light and max(one.years for one in light) < least - 1:
        return _made("seniority", [named, *_at([light[0].unit])], said="senior")
    return None


def _areas(ad: Ad) -> dict[str, list[tuple[str, Unit]]]:
    """Return the different phrases of each area, with the unit of each: what somebody does or must know."""
    found: dict[str, list[tuple[str, Unit]]] = {}
    for area, words in rules()["areas"].items():
        seen: dict[str, Unit] = {}
        for unit in ad.units:
            if (
                not unit.heading
                and unit.kind in _WORK
                and not is_nice(unit)
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
    said = any(has(one["also"], unit.low) for unit in ad.units if unit.kind in _WORK and not unit.heading)
    if found[one["area"]] or said or not others:
        return None
    places = [Place(ad.line, quoted(ad.title)), *_at(found[area][0][1] for area in others)]
    return _made("title-tasks", places, title=quoted(ad.title), area=one["area"], others=" and ".join(others))


def _everything(ad: Ad) -> Finding | None:
    found = {area: hits for area, hits in _areas(ad).items() if hits}
    if len(found) <= rules()["most_areas"]:
        return None
    return _made(
        "everything", _at(hits[0][1] for hits in found.values()), count=len(found), areas=", ".join(found)
    )


def _pay(ad: Ad) -> Finding | None:
    known = rules()["pay"]
    for unit in ad.units:
        if has(known["words"], unit.low) or (
            expression(known["find"]).search(unit.low) and not has(known["unless"], unit.low)
        ):
            return None
    if expression(known["find"]).search(small(ad.title)):
        return None
    vague = [unit for unit in ad.units if not unit.heading and has(known["vague"], unit.low)]
    return _made("no-salary", tuple(_at(vague)) or (Place(0, ""),))


def _degree(ad: Ad, wanted: list[Unit]) -> Finding | None:
    known = rules()
    words = next(one["words"] for one in known["kinds"] if one["kind"] == "degree")
    asked = [unit for unit in wanted if has(words, unit.low) and not has(known["reason"], unit.low)]
    if not asked or any(has(known["alternative"], unit.low) for unit in ad.units):
        return None
    return _made("degree", _at(asked))


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
    return _made("gendered", seen["masculine"].values(), count=count, other=other)
