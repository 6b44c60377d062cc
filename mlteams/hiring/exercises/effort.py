"""Somebody wants the job and has so many hours: which signs does she make, and how many applications does she write?

The property: the signs fit into the hours, and the chance of an offer, with the rest of the hours put into
applications, is at most half a percentage point below the best. Signs of one kind tell the same. In hidden cases the
most impressive signs, those that bring most an hour, all that fit, and none are wrong, each in its own way.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from math import prod
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain
from mlteams.hiring.models.effort import APPLIED, EACH
from mlteams.hiring.models.signals import chance as with_odds

Sign = dict[str, object]  # name, kind, hours, good, other
Args = tuple[float, list[Sign], float, float, int]
TOLERANCE = 0.005
CLEAR = 0.01
_HERON = (
    ("course certificate", "interest", 30.0, 0.6, 0.4),
    ("second certificate", "interest", 20.0, 0.5, 0.35),
    ("articles on a field", "knowledge", 50.0, 0.15, 0.05),
    ("project that runs", "project", 100.0, 0.25, 0.06),
    ("paper rebuilt", "project", 80.0, 0.2, 0.08),
    ("prize in a contest", "new ideas", 300.0, 0.04, 0.005),
)
_NAMES = (
    *("certificate", "meetup talk", "article", "lecture notes", "small tool", "paper rebuilt"),
    *("bug mended", "data set", "contest", "course taught", "demonstration", "review"),
)
_KINDS = ("interest", "knowledge", "project", "new ideas")


@cache
def brief(seed: int) -> Brief:
    """Return (hours, signs, each, chance, posts)."""
    if seed == 0:
        keys = ("name", "kind", "hours", "good", "other")
        return 240.0, [dict(zip(keys, row, strict=True)) for row in _HERON], EACH, APPLIED, 40
    for attempt in range(20_000):
        given = _drawn(np.random.default_rng([seed, attempt]))
        if _separates(given, seed):
            return given
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator) -> Args:
    signs: list[Sign] = []
    for name in rng.permutation(_NAMES)[: rng.integers(5, 8)]:
        good = round(float(rng.uniform(0.05, 0.6)), 2)
        signs.append(
            {
                "name": str(name),
                "kind": str(rng.choice(_KINDS)),
                "hours": float(rng.choice([10, 20, 30, 40, 60, 80, 120, 160])),
                "good": good,
                "other": round(good / float(rng.choice([1, 1.2, 1.5, 2, 2.5, 3, 4, 5])), 3),
            }
        )
    each = float(rng.choice([1, 1.5, 2, 3, 4]))
    base = float(rng.choice([0.005, 0.01, 0.015, 0.02]))
    return (
        float(rng.choice([80, 120, 160, 200, 240, 300])),
        signs,
        each,
        base,
        int(rng.choice([10, 20, 30, 50])),
    )


def _separates(given: Args, seed: int) -> bool:
    """Tell whether each planted mistake is clearly wrong and no two give the same; in odd cases posts run out."""
    best = likely(given, effort(*given))
    hours, signs, each, _, posts = given
    spent = sum(cast(float, one["hours"]) for one in _picked(signs, effort(*given)))
    if not effort(*given) or ((hours - spent) / each > posts) != (seed % 2 == 1):
        return False
    values = []
    for rule in _PLANTED:
        value = rule(*given)
        found = fault(given, value)
        if found is None or found.aspect != "offer" or likely(given, value) > best - CLEAR:
            return False
        values.append(frozenset(value))
    return len(set(values)) == len(values)


def _picked(signs: list[Sign], names: Sequence[object]) -> list[Sign]:
    return [one for one in signs if one["name"] in names]


def _ratio(one: Sign) -> float:
    return cast(float, one["good"]) / cast(float, one["other"])


def _hours(one: Sign) -> float:
    return cast(float, one["hours"])


def _times(made: Sequence[Sign]) -> float:
    """Return by how much signs make the odds as good: of each kind the strongest."""
    kinds = {one["kind"] for one in made}
    return prod(max(_ratio(one) for one in made if one["kind"] == kind) for kind in kinds)


Times = Callable[[Sequence[Sign]], float]


def _offer(given: Args, made: Sequence[Sign], times: Times = _times) -> float:
    """Return the chance of at least one offer with signs made and the rest of the hours put into applications."""
    hours, _, each, chance, posts = given
    written = min(posts, int((hours - sum(map(_hours, made))) / each + 1e-9))
    return float(1 - (1 - with_odds(chance, times(made))) ** written)


def likely(given: Args, names: Sequence[str]) -> float:
    """Return the chance of at least one offer, signs given by name."""
    return _offer(given, _picked(given[1], names))


def _sets(hours: float, signs: list[Sign]) -> list[tuple[Sign, ...]]:
    return [
        made
        for count in range(len(signs) + 1)
        for made in combinations(signs, count)
        if sum(map(_hours, made)) <= hours
    ]


def _best(given: Args, score: Callable[[Args, Sequence[Sign]], float] = _offer) -> list[str]:
    made = max(_sets(given[0], given[1]), key=lambda one: score(given, one))
    return [str(one["name"]) for one in made]


def effort(hours: float, signs: list[Sign], each: float, chance: float, posts: int) -> list[str]:
    """Return the names of the signs to make."""
    return _best((hours, signs, each, chance, posts))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with the signs."""
    args = cast(Args, given)
    if type(value) is not list or not all(type(one) is str for one in value):
        return Fault("form", "What came back is not a list of names")
    names = cast(list[str], value)
    unknown = sorted(set(names) - {str(one["name"]) for one in args[1]})
    if unknown:
        return Fault("names", f"“{unknown[0][:40]}” is none of the signs of the brief")
    if len(set(names)) < len(names):
        return Fault("twice", "One sign stands in the list twice")
    if sum(map(_hours, _picked(args[1], names))) > args[0] + 1e-9:
        return Fault("hours", "The signs take more hours than there are")
    if likely(args, names) < likely(args, effort(*args)) - TOLERANCE:
        return Fault("offer", "With other signs, or fewer, an offer is likelier")
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    same = set(cast(list[str], one)) == set(cast(list[str], other))
    return 0 if same else float("inf")


def _greedy(key: Callable[[Sign], float]) -> Callable[..., list[str]]:
    """Return an answer that makes the signs in the order of a key, each that still fits."""

    def answer(hours: float, signs: list[Sign], *rest: object) -> list[str]:
        made: list[Sign] = []
        for one in sorted(signs, key=key, reverse=True):
            if sum(map(_hours, [*made, one])) <= hours:
                made.append(one)
        return [str(one["name"]) for one in made]

    return answer


def _scored(score: Callable[[Args, Sequence[Sign]], float]) -> Callable[..., list[str]]:
    return lambda *given: _best(cast(Args, given), score)


def _all_count(made: Sequence[Sign]) -> float:
    return prod(map(_ratio, made))


_impressive = _greedy(_ratio)
_per_hour = _greedy(lambda one: (_ratio(one) - 1) / _hours(one))
_only_signs = _scored(lambda given, made: _times(made) - 1e-6 * sum(map(_hours, made)))
_twice = _scored(lambda given, made: _offer(given, made, _all_count))


def _none(*given: object) -> list[str]:
    return []


_PLANTED: tuple[Callable[..., list[str]], ...] = (_impressive, _per_hour, _only_signs, _twice, _none)


def _with(**changed: float) -> Callable[..., object]:
    """Return an answer that is right but for arguments that it takes for granted."""
    names = ("hours", "signs", "each", "chance", "posts")
    return lambda *given: effort(**dict(zip(names, given, strict=True)) | changed)


def _one_sign(*given: object) -> list[str]:
    """Return the one sign that makes an offer likeliest."""
    args = cast(Args, given)
    return max(
        ([str(one["name"])] for one in args[1] if _hours(one) <= args[0]), key=lambda one: likely(args, one)
    )


EXERCISE = Exercise(
    call="effort(hours, signs, each, chance, posts)",
    returns="a list with the names of the signs to make, which may be empty",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the most impressive first",
            "offer",
            _impressive,
            "You made the most impressive signs first, as many as fit. Their hours are missing from applications, "
            "and a "
            "second one of a kind tells nothing new.",
        ),
        Mistake(
            "most an hour first",
            "offer",
            _per_hour,
            "You took the signs that bring most an hour until the hours were full. Compare whole sets, and what the "
            "last "
            "hours bring as applications.",
        ),
        Mistake(
            "no hours for applications",
            "offer",
            _only_signs,
            "You made the odds as good as they get. Who writes no application gets no offer: leave hours for them.",
        ),
        Mistake(
            "signs of one kind added up",
            "offer",
            _twice,
            "You multiplied the ratios of all signs. Two of one kind tell the same: of each kind the strongest counts.",
        ),
        Mistake(
            "as many posts as one likes",
            "offer",
            _with(posts=100_000),
            "You wrote more applications than there are posts. `posts` is the most, so hours beyond it are free for "
            "signs.",
        ),
        Mistake(
            "one sign",
            "offer",
            _one_sign,
            "You made one sign. Two of different kinds multiply, so try sets of several.",
        ),
        Mistake(
            "the cheapest first",
            "offer",
            _greedy(lambda one: -_hours(one)),
            "You made the signs that take fewest hours, as many as fit. What a sign tells counts too, and so do "
            "applications.",
        ),
        Mistake(
            "the least likely",
            "offer",
            _scored(lambda given, made: -_offer(given, made)),
            "You took the signs that make an offer least likely. max() gives the other end.",
        ),
        Mistake(
            "all signs",
            "hours",
            lambda hours, signs, *rest: [str(one["name"]) for one in signs],
            "You made every sign. Leave out sets that take more than `hours`.",
        ),
        Mistake(
            "applications alone",
            "offer",
            _none,
            "You make no sign. A sign makes every later answer likelier; see what the first one costs in applications.",
        ),
    ),
    mutants=(
        Mutant("Heron's answer", lambda *given: effort(*cast(Args, brief(0)))),
        Mutant("two hours an application", _with(each=2.0)),
        Mutant("an hour for five applications", _with(each=0.2)),
        Mutant("two in five", _with(chance=0.4)),
        Mutant("ten posts", _with(posts=10)),
        Mutant("what most of the able show", _greedy(lambda one: cast(float, one["good"]))),
        Mutant("what few of the others show", _greedy(lambda one: -cast(float, one["other"]))),
        Mutant(
            "the difference in place of the ratio",
            _scored(
                lambda given, made: _offer(
                    given,
                    made,
                    lambda some: 1 + sum(cast(float, o["good"]) - cast(float, o["other"]) for o in some),
                )
            ),
        ),
        Mutant(
            "ratios turned round",
            _scored(lambda given, made: _offer(given, made, lambda some: 1 / _times(some))),
        ),
        Mutant(
            "ratios added",
            _scored(lambda given, made: _offer(given, made, lambda some: sum(map(_ratio, some)) or 1)),
        ),
        Mutant(
            "the strongest alone counts",
            _scored(
                lambda given, made: _offer(given, made, lambda some: max(map(_ratio, some), default=1.0))
            ),
        ),
        Mutant("half of the hours for signs", lambda h, *rest: effort(h / 2, *rest)),
    ),
    right="the signs fit into the hours, and no others make an offer likelier",
    hints=(
        "A sign multiplies the odds of every application that you still write. What does an hour of it cost, in "
        "applications? "
        "And what if there are only ten posts?",
        "odds = chance / (1 − chance), times good / other of the strongest sign of each kind; p = odds / (1 + "
        "odds). With n "
        "applications, the smaller of `posts` and the hours left by `each`, an offer comes with 1 − (1 − p)ⁿ.",
        "Go through itertools.combinations of 0 to all signs, leave out sets that take more than `hours`, compute "
        "that chance "
        "for each and return the names of the best.",
    ),
    fills=("hiring.selection.candidate_hours",),
)
