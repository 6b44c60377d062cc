"""Three assessments in four hours: which, so that together they say most?

The property: at most three, within the candidate's hours, and together at most .01 less valid than the best set. In
hidden companies the most valid ones do not fit, three are not always better than two, and the hours need not be full.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from math import sqrt
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain
from mlteams.hiring.models.composite_validity import composite
from mlteams.hiring.models.validities import VALIDITIES
from mlteams.input.heron import fact

Assessed = dict[str, object]  # name, hours, validity
Args = tuple[list[Assessed], float, float, int]
TOLERANCE = 0.01
CLEAR = 0.02  # by how much planted mistakes are less valid, in a hidden company
# Heron: validities of Sackett et al. (2022); hours assumed. The task at home and the day have those of a work sample
# and of an assessment centre.
HERON = (
    ("talk without plan", 1.0, VALIDITIES["unstructured interview"].sackett),
    ("structured interview", 1.0, VALIDITIES["structured interview"].sackett),
    ("knowledge test", 1.0, VALIDITIES["knowledge test"].sackett),
    ("work sample", 2.0, VALIDITIES["work sample"].sackett),
    ("task at home", 3.5, VALIDITIES["work sample"].sackett),
    ("day in the centre", 7.0, 0.29),
)
_NAMES = (
    *("work sample", "talk by a plan", "test of knowledge", "task at home", "code review", "writing task"),
    *("lunch", "day in the centre", "telephone talk", "mending a fault", "reading a report", "planning task"),
)


@cache
def brief(seed: int) -> Brief:
    """Return (assessments, hours, together, most)."""
    if seed == 0:
        named = [{"name": name, "hours": hours, "validity": valid} for name, hours, valid in HERON]
        return named, fact("hiring.selection.hours"), fact("hiring.selection.together"), 3
    for attempt in range(20_000):
        given = _drawn(np.random.default_rng([seed, attempt]))
        kind = seed % 4
        if _separates(given, _PLANTED[: 3 if kind else 2]) and _MATTERS[kind](*given):
            return given
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator) -> Args:
    count = int(rng.integers(6, 10))
    found: list[Assessed] = [
        {
            "name": str(name),
            "hours": float(rng.choice([0.5, 1, 1.5, 2, 2.5, 3, 4])),
            "validity": round(float(rng.uniform(0.05, 0.5)), 2),
        }
        for name in rng.permutation(_NAMES)[:count]
    ]
    most = int(rng.choice([2, 3, 3, 4]))
    return found, float(rng.choice([3, 4, 5, 6])), round(float(rng.uniform(0.15, 0.7)), 2), most


def _separates(given: Args, planted: "Sequence[tuple[Callable[..., list[str]], str]]") -> bool:
    """Tell whether planted mistakes are wrong in their own way, clearly, and no two of them give the same.

    Where the number that may be asked matters, validities added up lead to the best set as well.
    """
    try:
        best = _valid(*_both(given))
    except ValueError:  # scores of such validity cannot correlate so
        return False
    values = []
    for rule, aspect in planted:
        value = rule(*given)
        found = fault(given, value)
        if found is None or found.aspect != aspect:
            return False
        if aspect == "valid" and _valid(_picked(given[0], value), given[2]) > best - CLEAR:
            return False
        values.append((aspect, frozenset(value)))
    return len(set(values)) == len(values)


def _worse(changed: list[str], given: Args) -> bool:
    """Tell whether a choice is wrong and, if it is allowed, clearly less valid than the best."""
    found = fault(given, list(changed))
    if found is None or found.aspect != "valid":
        return found is not None
    return _valid(_picked(given[0], changed), given[2]) < _valid(*_both(given)) - CLEAR


# What matters in the hidden companies, in turn: how many may be asked, that two are too few, the last half
# hour, and that each of two scores hangs together with the other.
_MATTERS: tuple[Callable[..., bool], ...] = (
    lambda a, h, t, m: _worse(choose(a, h, t, len(a)), (a, h, t, m)),
    lambda a, h, t, m: _worse(choose(a, h, t, 2), (a, h, t, m)),
    lambda a, h, t, m: _worse(choose(a, h - 0.5, t, m), (a, h, t, m)),
    lambda a, h, t, m: _worse(_pairs_once(a, h, t, m), (a, h, t, m)),
)


def _both(given: Args) -> tuple[list[Assessed], float]:
    return _picked(given[0], choose(*given)), given[2]


def _picked(assessments: list[Assessed], names: Sequence[object]) -> list[Assessed]:
    return [one for one in assessments if one["name"] in names]


def _hours(chosen: Sequence[Assessed]) -> float:
    return sum(cast(float, one["hours"]) for one in chosen)


def _validities(chosen: Sequence[Assessed]) -> list[float]:
    return [cast(float, one["validity"]) for one in chosen]


def _valid(chosen: Sequence[Assessed], together: float) -> float:
    return composite(_validities(chosen), together)


def _names(chosen: Sequence[Assessed]) -> list[str]:
    return [str(one["name"]) for one in chosen]


def _sets(assessments: list[Assessed], hours: float, most: int) -> list[tuple[Assessed, ...]]:
    return [
        chosen
        for count in range(1, most + 1)
        for chosen in combinations(assessments, count)
        if _hours(chosen) <= hours
    ]


def choose(assessments: list[Assessed], hours: float, together: float, most: int) -> list[str]:
    """Return the names of the most valid set."""
    return _names(max(_sets(assessments, hours, most), key=lambda chosen: _valid(chosen, together)))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a choice."""
    assessments, hours, together, most = cast(Args, given)
    if type(value) is not list or not all(type(one) is str for one in value):
        return Fault("form", "What came back is not a list of names")
    unknown = sorted(set(value) - set(_names(assessments)))
    if unknown:
        return Fault("names", f"“{str(unknown[0])[:40]}” is none of the assessments of the brief")
    if len(set(value)) < len(value):
        return Fault("twice", "One assessment stands in the list twice")
    chosen = _picked(assessments, value)
    if not chosen:
        return Fault("empty", "Nothing is asked, so nothing is known")
    if len(chosen) > most:
        return Fault("most", f"At most {most} are asked, and the list has {len(chosen)}")
    if _hours(chosen) > hours + 1e-9:
        return Fault("hours", "The candidate would need more hours than there are")
    if (
        _valid(chosen, together)
        < _valid(_picked(assessments, choose(*cast(Args, given))), together) - TOLERANCE
    ):
        return Fault("valid", "Another set within the same hours says more about the work")
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    same = set(cast(list[str], one)) == set(cast(list[str], other))
    return 0 if same else float("inf")


def _greedy(key: Callable[[Assessed], float]) -> Callable[..., list[str]]:
    """Return an answer that takes the assessments in the order of a key, each that still fits."""

    def answer(assessments: list[Assessed], hours: float, together: float, most: int) -> list[str]:
        chosen: list[Assessed] = []
        for one in sorted(assessments, key=key, reverse=True):
            if len(chosen) < most and _hours([*chosen, one]) <= hours:
                chosen.append(one)
        return _names(chosen)

    return answer


def _ratio(one: Assessed) -> float:
    return cast(float, one["validity"]) / cast(float, one["hours"])


def _by(score: Callable[[Sequence[Assessed], float], float]) -> Callable[..., list[str]]:
    """Return an answer that takes the set with the highest score of a set and the correlation."""
    return lambda assessments, hours, together, most: _names(
        max(_sets(assessments, hours, most), key=lambda chosen: score(chosen, together))
    )


def _top(assessments: list[Assessed], hours: float, together: float, most: int) -> list[str]:
    return _names(sorted(assessments, key=lambda one: -cast(float, one["validity"]))[:most])


def _as_many(assessments: list[Assessed], hours: float, together: float, most: int) -> list[str]:
    """Return the names of the most valid set of as many as may be asked, of fewer only where so many do not fit."""
    sets = _sets(assessments, hours, most)
    largest = max(map(len, sets))
    return _names(max((one for one in sets if len(one) == largest), key=lambda one: _valid(one, together)))


def _half_spread(chosen: Sequence[Assessed], together: float) -> float:
    count = len(chosen)
    return sum(_validities(chosen)) / sqrt(count + count * (count - 1) / 2 * together)


_pairs_once: Callable[..., list[str]] = _by(_half_spread)
_most_valid_that_fit = _greedy(lambda one: cast(float, one["validity"]))
_per_hour = _greedy(_ratio)
_added = _by(lambda chosen, together: sum(_validities(chosen)))
_PLANTED: tuple[tuple[Callable[..., list[str]], str], ...] = (
    (_top, "hours"),
    (_per_hour, "valid"),
    (_added, "valid"),
)


def _with(**changed: float) -> Callable[..., object]:
    """Return an answer that is right but for arguments that it takes for granted."""
    names = ("assessments", "hours", "together", "most")
    return lambda *given: choose(**dict(zip(names, given, strict=True)) | changed)


EXERCISE = Exercise(
    call="choose(assessments, hours, together, most)",
    returns="a list of names of assessments",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the most valid, whatever they take",
            "hours",
            _top,
            "You took the most valid ones without counting their hours. A candidate gives you `hours` in all.",
        ),
        Mistake(
            "most per hour",
            "valid",
            _per_hour,
            "You took what says most per hour, one after the other. That leaves hours unused or filled with little; "
            "try "
            "whole sets.",
        ),
        Mistake(
            "the most valid that fit",
            "valid",
            _most_valid_that_fit,
            "You took the most valid one, then the next that fits. A long one shuts out two that say more together; "
            "try whole sets.",
        ),
        Mistake(
            "as many as may be",
            "valid",
            _as_many,
            "You always took `most` of them. One that says little weakens the sum of all, so try smaller sets too.",
        ),
        Mistake(
            "one fewer than may be",
            "valid",
            lambda a, h, t, m: choose(a, h, t, max(1, m - 1)),
            "You never took `most` of them: range(1, most) ends at most − 1.",
        ),
        Mistake(
            "the best one",
            "valid",
            _with(most=1),
            "You took a single one. What a second adds is more than it takes away, where both say something.",
        ),
        Mistake(
            "less than the hours",
            "valid",
            lambda a, h, t, m: choose(a, h - 0.25, t, m),
            "You left out sets that fill the hours exactly. They fit.",
        ),
        Mistake(
            "any number of hours",
            "hours",
            _with(hours=1e9),
            "You did not count hours. A set may take `hours` in all.",
        ),
        Mistake(
            "any number",
            "most",
            lambda a, h, t, m: choose(a, h, t, len(a)),
            "You let any number of them be asked. `most` says how many may be.",
        ),
        Mistake(
            "scores that have nothing in common",
            "valid",
            _with(together=0.0),
            "You took scores to have nothing in common. `together` says how they correlate; give it to composite.",
        ),
        Mistake(
            "the least valid",
            "valid",
            _by(lambda chosen, together: -_valid(chosen, together)),
            "You took the set that says least. max() gives the one that says most.",
        ),
        Mistake(
            "added up",
            "valid",
            _added,
            "You added validities up. Scores that hang together say partly the same, and one that says little "
            "weakens the "
            "sum of all: divide by the spread of the sum.",
        ),
    ),
    mutants=(
        Mutant("Heron's answer", lambda *given: choose(*cast(Args, brief(0)))),
        Mutant("four hours", _with(hours=4.0)),
        Mutant("always three", _with(most=3)),
        Mutant("two at most", _with(most=2)),
        Mutant("scores that say the same", _with(together=0.95)),
        Mutant("the average", _by(lambda chosen, together: float(np.mean(_validities(chosen))))),
        Mutant("the fullest hours", _by(lambda chosen, together: _hours(chosen))),
        Mutant(
            "divided by the number",
            _by(lambda chosen, together: sum(_validities(chosen)) / (len(chosen) * (1 + together))),
        ),
        Mutant(
            "the root left out",
            _by(
                lambda chosen, together: (
                    sum(_validities(chosen)) / (len(chosen) + len(chosen) * (len(chosen) - 1) * together)
                )
            ),
        ),
        Mutant("each pair counted once", _pairs_once),
    ),
    right="the candidate's hours suffice, and no other set says more about the work",
    hints=(
        "Two assessments that say nearly the same: what does the second add? And what does a third do to the sum if "
        "it says "
        "hardly anything about the work?",
        "The validity of a sum of k scores is the sum of their validities, divided by √(k + k·(k−1)·together). "
        "composite(validities, together) computes it.",
        "Go through itertools.combinations of 1 to `most` assessments, leave out those that take too long, and keep "
        "the one "
        "with the largest composite; return its names.",
    ),
    fills=("hiring.selection.loop", "hiring.selection.rule"),
)
