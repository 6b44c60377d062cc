"""Repair an advertisement: which demands become wishes, and which years cannot be.

The properties: what is needed on the first day stays; exactly as many demands go as may; those that are left are met by
as many people as any choice leaves; nobody is asked for more years of a thing than it has existed. Hidden
advertisements are such that the rarest demands, and the last ones, are the wrong ones to drop.
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations
from typing import Any, cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, Point, is_number
from mlteams.hiring.models.unicorn import NINE, Must, joint

Demand = dict[str, Any]  # name, share, shared, first_day, years, exists (years)
Args = tuple[list[Demand], int]
Answer = dict[str, int]  # years, by the name of a must
TOLERANCE = 0.99  # of the people that the best choice leaves
# Heron, assumed: years demanded, and years for which there has been such a thing.
_YEARS = {
    "software engineering": (5, 60),
    "machine learning": (10, 9),
    "statistics": (3, 100),
    "data pipelines": (5, 40),
    "operations": (15, 12),
    "the parcel trade": (3, 100),
    "leading people": (5, 100),
}
_NAMES = (
    *("testing", "dashboards", "cloud costs", "search", "labelling", "speech", "planning routes", "sensors"),
    *("contracts", "teaching", "databases", "writing", "security", "statistics", "maps", "pricing"),
)


@cache
def brief(seed: int) -> Brief:
    """Return (demands, drop): what is demanded, and how many demands must become wishes."""
    if seed == 0:
        return [_demand(must, *_YEARS.get(must.name, (0, 100))) for must in NINE], 2
    for attempt in range(10_000):
        given = _drawn(np.random.default_rng([seed, attempt]))
        if _separates(given):
            return given
    raise AssertionError(f"no brief for seed {seed}")


def _demand(must: Must, years: int, exists: int) -> Demand:
    return {
        "name": must.name,
        "share": must.share,
        "shared": must.shared,
        "first_day": must.first_day,
        "years": years,
        "exists": exists,
    }


def _drawn(rng: np.random.Generator) -> Args:
    """Return an advertisement in which some demands hang together and others with nothing."""
    count = int(rng.integers(7, 11))
    demands = []
    for place, name in enumerate(rng.permutation(_NAMES)[:count]):
        share = float(rng.choice([0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5]))
        shared = float(rng.choice([0.0, 0.1, 0.3, 0.6, 0.8]))
        years, exists = int(rng.integers(0, 8)), int(rng.integers(9, 60))
        if place in (1, 2):
            exists = int(rng.integers(3, 9))
            years = exists + (
                int(rng.integers(1, 5)) if place == 1 else 0
            )  # one impossible, one just possible
        demands.append(_demand(Must(str(name), share, shared, bool(rng.random() < 0.35)), years, exists))
    rng.shuffle(demands)
    return demands, int(rng.integers(1, 4))


def _separates(given: Args) -> bool:
    """Tell whether planted mistakes are wrong, in their own way and each in another, and the best choice is clear."""
    demands, drop = given
    free = [one for one in demands if not one["first_day"]]
    if not drop + 2 <= len(free) < len(demands):
        return False
    left = sorted((pool(kept) for kept in _choices(demands, drop)), reverse=True)
    if left[1] > 0.97 * left[0] or not any(one["years"] > one["exists"] for one in _best(demands, drop)):
        return False
    values = []
    for rule, aspect in _PLANTED:
        value = rule(*given)
        found = fault(given, value)
        if found is None or found.aspect != aspect:
            return False
        values.append((aspect, frozenset(value)))
    return len(set(values)) == len(values)


def pool(demands: Iterable[Demand]) -> float:
    """Return the share of people who meet every demand."""
    return joint([Must(one["name"], one["share"], one["shared"]) for one in demands])


def _choices(demands: list[Demand], drop: int, optional: bool = True) -> list[list[Demand]]:
    """Return what may be left after dropping; `optional` drops only what is not needed on the first day."""
    free = [one for one in demands if not (optional and one["first_day"])]
    return [[one for one in demands if one not in gone] for gone in combinations(free, drop)]


def _best(demands: list[Demand], drop: int) -> list[Demand]:
    return max(_choices(demands, drop), key=pool)


def _years(kept: Iterable[Demand]) -> Answer:
    return {one["name"]: min(one["years"], one["exists"]) for one in kept}


def repair(demands: list[Demand], drop: int) -> Answer:
    """Return the musts that are left, with their years."""
    return _years(_best(demands, drop))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a repaired advertisement."""
    demands, drop = cast(Args, given)
    if type(value) is not dict or not all(is_number(years) for years in value.values()):
        return Fault("form", "What came back is not a dictionary of musts and their years")
    said = cast(dict[str, float], value)
    known = {one["name"]: one for one in demands}
    if set(said) - set(known):
        return Fault(
            "names", f"“{str(sorted(set(said) - set(known))[0])[:40]}” is not demanded in the advertisement"
        )
    missing = [name for name, one in known.items() if one["first_day"] and name not in said]
    if missing:
        return Fault("first day", f"“{missing[0]}” is needed on the first day and is no must any more")
    if len(said) != len(known) - drop:
        return Fault(
            "number", f"Of {len(known)} demands {drop} must become wishes, and {len(said)} musts are left"
        )
    if pool(known[name] for name in said) < TOLERANCE * pool(_best(demands, drop)):
        return Fault("people", "Another choice of what becomes a wish leaves more people")
    for name, years in said.items():
        if years > known[name]["exists"]:
            return Fault(
                "years", f"Nobody can have so many years of “{name}”: it has not existed for so long"
            )
        if years != min(known[name]["years"], known[name]["exists"]):
            return Fault(
                "changed", f"The years of “{name}” need no repair beyond what can be, and they are changed"
            )
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(dict[str, float], one), cast(dict[str, float], other)
    same = mine == theirs if aspect in ("years", "changed") else set(mine) == set(theirs)
    return 0 if same else float("inf")


def _by(key: Callable[[Demand], float]) -> Callable[[list[Demand], int], Answer]:
    """Return an answer that drops the optional demands of the lowest key."""

    def answer(demands: list[Demand], drop: int) -> Answer:
        gone = sorted((one for one in demands if not one["first_day"]), key=key)[:drop]
        return _years(one for one in demands if one not in gone)

    return answer


_rarest = _by(lambda one: one["share"])


def _any_two(demands: list[Demand], drop: int) -> Answer:
    return _years(max(_choices(demands, drop, optional=False), key=pool))


def _one_too_many(demands: list[Demand], drop: int) -> Answer:
    return _years(_best(demands, drop + 1))


def _none(demands: list[Demand], drop: int) -> Answer:
    return _years(demands)


def _impossible(demands: list[Demand], drop: int) -> Answer:
    return {one["name"]: one["years"] for one in _best(demands, drop)}


def _worst(demands: list[Demand], drop: int) -> Answer:
    return _years(min(_choices(demands, drop), key=pool))


_PLANTED: tuple[tuple[Callable[[list[Demand], int], Answer], str], ...] = (
    (_rarest, "people"),
    (_any_two, "first day"),
    (_none, "number"),
    (_worst, "people"),
    (_impossible, "years"),
)


def _last(demands: list[Demand], drop: int) -> Answer:
    gone = [one for one in demands if not one["first_day"]][-drop:]
    return _years(one for one in demands if one not in gone)


EXERCISE = Exercise(
    call="repair(demands, drop)",
    returns="a dictionary with the years demanded, by the name of each must that is left",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the rarest",
            "people",
            _rarest,
            "You dropped what fewest people have. Whoever meets the other demands may have a rare one anyway, if "
            "they are "
            "learned together; see how many people each choice leaves.",
        ),
        Mistake(
            "the worst",
            "people",
            _worst,
            "You took the choice that leaves fewest people. Compare which end of the order you return.",
        ),
        Mistake(
            "the commonest",
            "people",
            _by(lambda one: -one["share"]),
            "You dropped what most people have, which keeps hardly anybody away.",
        ),
        Mistake(
            "those that go with nothing",
            "people",
            _by(lambda one: one["shared"]),
            "You dropped what goes least with the rest. How many have it counts as well: compute what each choice "
            "leaves.",
        ),
        Mistake(
            "the first that come",
            "people",
            _by(lambda one: 0.0),
            "You dropped the first demands that can be learned. Go through all choices of `drop` of them.",
        ),
        Mistake(
            "one too many",
            "number",
            _one_too_many,
            "You dropped one demand more than `drop` says.",
        ),
        Mistake(
            "needed on the first day dropped",
            "first day",
            lambda demands, drop: {
                o["name"]: min(o["years"], o["exists"]) for o in demands if not o["first_day"]
            },
            "You kept only what can be learned later. It is the other way round: what `first_day` marks has to stay.",
        ),
        Mistake(
            "all years that can be",
            "changed",
            lambda demands, drop: {o["name"]: o["exists"] for o in _best(demands, drop)},
            "You ask for as many years as there have been. Only what is asked beyond that comes down to it.",
        ),
        Mistake(
            "a year less than can be",
            "changed",
            lambda demands, drop: {
                one["name"]: min(one["years"], one["exists"] - 1) for one in _best(demands, drop)
            },
            "You ask for a year less than there has been. As many years as `exists` says can be had.",
        ),
        Mistake(
            "needed at once",
            "first day",
            _any_two,
            "You chose among all demands. What `first_day` marks cannot be learned after the signature.",
        ),
        Mistake(
            "nothing dropped",
            "number",
            _none,
            "You kept every demand. The repaired advertisement has `drop` musts fewer.",
        ),
        Mistake(
            "years as they were",
            "years",
            _impossible,
            "You left the years as they stood. `exists` says for how many years there has been such a thing; ask for "
            "no more.",
        ),
    ),
    mutants=(
        Mutant("Heron's answer", lambda *given: repair(*cast(Args, brief(0)))),
        Mutant("always two", lambda demands, drop: repair(demands, 2)),
        Mutant("always one", lambda demands, drop: repair(demands, 1)),
        Mutant("the last", _last),
        Mutant("those that go with all", _by(lambda one: -one["shared"])),
        Mutant("the most years", _by(lambda one: -one["years"])),
        Mutant(
            "a year more than can be",
            lambda demands, drop: {
                one["name"]: min(one["years"], one["exists"] + 1) for one in _best(demands, drop)
            },
        ),
        Mutant("no years", lambda demands, drop: dict.fromkeys(repair(demands, drop), 0)),
        Mutant(
            "one talent behind none",
            lambda demands, drop: _years(
                max(_choices(demands, drop), key=lambda kept: float(np.prod([one["share"] for one in kept])))
            ),
        ),
    ),
    right="what is needed on the first day stays, no other choice leaves more people, and all years can be",
    hints=(
        "Which demand costs most people *once the others are met*? Somebody who has trained models has often learned "
        "statistics; does she know the parcel trade?",
        "joint([Must(name, share, shared), …]) gives the share of people who meet a list. Try every way to leave out "
        "`drop` of the demands that are not needed on the first day: itertools.combinations.",
        "For each combination `gone`, keep the demands not in it and compute joint; take the best with max and key=. "
        "Then return {one['name']: min(one['years'], one['exists'])} for those that are kept.",
    ),
    rubric=(
        Point(
            "outcome",
            "Does the advertisement name one thing that will be done after a year and is not done today?",
        ),
        Point("tasks", "Does it say what the person does in an ordinary week, by tasks and not by tools?"),
        Point("pay", "Does it say what is paid, and what happens between the first mail and the answer?"),
        Point(
            "open",
            "Does it invite whoever has the musts and not the wishes, and say where to ask for adjustments?",
        ),
    ),
    examples=(
        "After a year a machine reads labels beside the belt of one depot, and you have repaired it at night. You "
        "build "
        "pipelines and keep a service running; what a model does, Leila shows you. We pay 68,000 to 82,000 euros. "
        "You hear "
        "from us within a week: a talk, four hours of work together, an answer. You have the three musts and none "
        "of the "
        "wishes? Write to us. If you need something arranged for the talks, say so, and it is arranged.",
        "Your first result is a list of labels that no rule reads, with their right answers, by June. Monday to "
        "Thursday you "
        "write software with two engineers; on Friday one depot shows you what went wrong. The salary band is C, "
        "published "
        "on our page.",
    ),
    fills=("hiring.advert",),
)
