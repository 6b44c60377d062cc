"""Four ways to stop keying labels, one team: which goes first?

The property: the order's expected cost is at most 1.01 times the least of all orders, found by trying all.
"""

from collections.abc import Callable
from functools import cache
from itertools import permutations
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain
from mlteams.input.heron import fact
from mlteams.management.models.testing_sequence import expected_cost

Approach = dict[str, str | float]
LIMIT = 1.01  # of the least expected cost
MARGIN = 1.03  # by which every planted mistake misses it in a hidden brief


def _way(name: str, key: str, how: str = "") -> tuple[str, float, float, int]:
    """Return an approach of Heron's: name, chance, weeks and people."""
    weeks, people = (fact(f"management.{key}.{how}{one}") for one in ("weeks", "people"))
    return name, fact(f"management.{key}.chance"), weeks, int(people)


# Weeks until it has worked or failed, and people on it; the work is that of the chapter.
HERON = (
    _way("rented reader", "rented_reader", "hurried."),
    _way("printed labels", "printed_labels"),
    _way("open model", "open_model_tuned", "hurried."),
    _way("own model", "own_model", "hurried."),
)


def _approaches(rows: tuple[tuple[str, float, float, int], ...]) -> list[Approach]:
    return [dict(zip(("name", "chance", "weeks", "people"), row, strict=True)) for row in rows]


@cache
def brief(seed: int) -> Brief:
    """Return (approaches,): dictionaries with name, chance, weeks and people."""
    if seed == 0:
        return (_approaches(HERON),)
    for attempt in range(1_000):
        rng = np.random.default_rng([seed, attempt])
        rows = tuple(
            (f"approach {letter}", round(rng.uniform(0.1, 0.8), 2), int(rng.integers(1, 13)), int(people))
            for letter, people in zip("CAEBD", rng.permutation([1, 2, 3, 4, 5]), strict=True)
        )
        approaches = _approaches(rows)
        orders = [_sorted(approaches, rule) for rule in (_chance, _work, _per_week, _reversed, _failing)]
        least = least_cost(approaches)
        distinct = len({tuple(names) for names in orders}) == len(orders)
        if distinct and all(cost(approaches, names) > MARGIN * least for names in orders):
            return (approaches,)
    raise AssertionError(f"no brief for seed {seed}")


def _work(approach: Approach) -> float:
    return float(approach["weeks"]) * float(approach["people"])


def _chance(approach: Approach) -> float:
    return -float(approach["chance"])


def _per_week(approach: Approach) -> float:
    return -float(approach["chance"]) / float(approach["weeks"])


def _reversed(approach: Approach) -> float:
    return float(approach["chance"]) / _work(approach)


def _best(approach: Approach) -> float:
    return -_reversed(approach)


def _added(approach: Approach) -> float:
    return float(approach["weeks"]) + float(approach["people"])


def _exchanged(names: list[str]) -> list[str]:
    return [names[1], names[0], *names[2:]]


def _failing(approach: Approach) -> float:
    return _work(approach) * (1 - float(approach["chance"]))


def _sorted(approaches: list[Approach], rule: Callable[[Approach], float]) -> list[str]:
    return [str(one["name"]) for one in sorted(approaches, key=rule)]


def _by(rule: Callable[[Approach], float]) -> Callable[[list[Approach]], object]:
    """Return an answer that sorts by a rule, the smallest first."""
    return lambda approaches: _sorted(approaches, rule)


def cost(approaches: list[Approach], names: list[str]) -> float:
    """Return the expected weeks of work of trying approaches in the order of `names`."""
    place = {str(one["name"]): index for index, one in enumerate(approaches)}
    return expected_cost(
        [place[name] for name in names],
        [float(one["chance"]) for one in approaches],
        [_work(one) for one in approaches],
    )


def least_cost(approaches: list[Approach]) -> float:
    """Return the least expected cost of all orders."""
    names = [str(one["name"]) for one in approaches]
    return min(cost(approaches, list(order)) for order in permutations(names))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what keeps an order from being cheapest."""
    approaches = cast(list[Approach], given[0])
    names = {str(one["name"]) for one in approaches}
    if type(value) is not list or not all(type(name) is str for name in value):
        return Fault("form", "What came back is not a list of names")
    if set(value) - names:
        unknown = sorted(set(value) - names)[0][:40]
        return Fault("names", f"“{unknown}” is the name of no approach in the brief")
    if len(value) != len(names) or set(value) != names:
        return Fault("names", f"The brief has {len(names)} approaches; each must come exactly once")
    if cost(approaches, value) > LIMIT * least_cost(approaches):
        return Fault("cost", "Another order costs less on average")
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    return 0 if one == other else np.inf


EXERCISE = Exercise(
    call="order(approaches)",
    returns="a list with the name of every approach, the first to be tried first",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "the likeliest first",
            "cost",
            _by(_chance),
            "Your order goes by chance alone. The likeliest approach may also be the dearest, and whoever starts "
            "with it pays for it every time.",
        ),
        Mistake(
            "the cheapest first",
            "cost",
            _by(_work),
            "Your order goes by cost alone. A cheap attempt that hardly ever works is paid in vain before "
            "nearly every other one.",
        ),
        Mistake(
            "people forgotten",
            "cost",
            _by(_per_week),
            "Your order divides by weeks and forgets the people. Three people for four weeks are twelve weeks "
            "of work.",
        ),
        Mistake(
            "upside down",
            "cost",
            _by(_reversed),
            "Your ratio is the useful one, but the order is upside down: sorted() puts the smallest first.",
        ),
        Mistake(
            "cost times the chance to fail",
            "cost",
            _by(_failing),
            "You multiplied the cost by the chance to fail. A sure thing at any price would then come first. What does "
            "an approach give for a week of work?",
        ),
        Mistake(
            "by weeks",
            "cost",
            _by(lambda one: float(one["weeks"])),
            "Your order goes by weeks alone. Count the people too, and what the weeks are likely to bring.",
        ),
        Mistake(
            "chance by people, weeks forgotten",
            "cost",
            _by(lambda one: -float(one["chance"]) / float(one["people"])),
            "Your order divides by people and forgets the weeks. An attempt costs its weeks times its people.",
        ),
        Mistake(
            "cost times chance",
            "cost",
            _by(lambda one: _work(one) * float(one["chance"])),
            "You multiplied cost and chance. Of two that cost alike, that puts the one less likely to work first.",
        ),
        Mistake(
            "the least likely first",
            "cost",
            _by(lambda one: float(one["chance"])),
            "Your order begins with what is least likely to work: sorted() puts the smallest first.",
        ),
        Mistake(
            "the dearest first",
            "cost",
            _by(lambda one: -_work(one)),
            "Your order begins with what costs most.",
        ),
        Mistake(
            "as they came",
            "cost",
            lambda approaches: [one["name"] for one in approaches],
            "The approaches stand in the order in which they came.",
        ),
    ),
    mutants=(
        Mutant(
            "Heron's names", lambda approaches: ["rented reader", "open model", "printed labels", "own model"]
        ),
        Mutant("by people", _by(lambda one: float(one["people"]))),
        Mutant("weeks and people added", _by(lambda one: -float(one["chance"]) / _added(one))),
        Mutant("chance less a share of the cost", _by(lambda one: _work(one) / 60 - float(one["chance"]))),
        Mutant(
            "odds by cost", _by(lambda one: -float(one["chance"]) / (1 - float(one["chance"])) / _work(one))
        ),
        Mutant("one is left out", lambda approaches: _sorted(approaches, _best)[:-1]),
        Mutant("the first two exchanged", lambda approaches: _exchanged(_sorted(approaches, _best))),
    ),
    right="no order of these approaches costs noticeably less on average than yours",
    hints=(
        "Suppose only two approaches are left. When is it cheaper to begin with the second? Write down what "
        "each of the two orders costs on average, counting the second attempt only when the first has failed.",
        "With chances p and costs c, “1 then 2” costs c₁ + (1 − p₁)·c₂ on average, and “2 then 1” costs "
        "c₂ + (1 − p₂)·c₁. The first is less exactly when p₁/c₁ is more than p₂/c₂. The cost of an attempt is "
        "weeks times people.",
        "Sort the approaches by chance divided by (weeks × people), the largest first, and return their names. "
        "sorted() takes a key, and reverse=True puts the largest first.",
    ),
    fills=("management.approaches",),
)
