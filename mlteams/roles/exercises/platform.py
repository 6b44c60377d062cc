"""From how many models on does a platform engineer pay?

The property: the number is the smallest at which she leaves at least as much time for new work as one more task
engineer would, by the machine-repairman queue of `repair_queue`; 0 if there is none within the models that the company
can come to have.
"""

from collections.abc import Callable
from typing import Any, cast

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number
from mlteams.input.heron import fact
from mlteams.roles.models import platform_engineer
from mlteams.roles.models.overload import BETWEEN, REPAIR
from mlteams.roles.models.platform_engineer import gain
from mlteams.roles.models.repair_queue import busy, free

Company = tuple[int, float, float, float, int]
HERON: Company = (
    int(fact("roles.platform.engineers")),
    BETWEEN,
    REPAIR,
    fact("roles.platform.left"),
    int(fact("roles.platform.most_models")),
)
# Hidden companies (engineers, days between breakages, days of a repair, share left of each, most models). In two the
# number is the most that the company can have, in three it is beyond.
_COMPANIES: tuple[Company, ...] = (
    *((2, 30.0, 1.5, 0.5, 60), (3, 45.0, 3.0, 0.6, 26), (1, 60.0, 2.0, 0.4, 80), (2, 90.0, 5.0, 0.8, 40)),
    *((3, 10.0, 0.5, 0.7, 100), (1, 20.0, 2.0, 0.5, 15), (2, 60.0, 2.0, 0.3, 50), (1, 45.0, 3.0, 0.6, 25)),
    *((4, 90.0, 5.0, 0.4, 70), (2, 15.0, 0.5, 0.6, 90), (1, 90.0, 4.0, 0.3, 60), (3, 25.0, 2.5, 0.75, 20)),
)


def brief(seed: int) -> Brief:
    """Return (engineers, between, repair, left, most)."""
    return _COMPANIES[seed - 1] if seed else HERON


def _first(most: int, pays: Callable[[int], bool], none: Any = 0) -> Any:  # noqa: ANN401 - mutants return others
    return next((models for models in range(1, most + 1) if pays(models)), none)


def pays_from(engineers: int, between: float, repair: float, left: float, most: int) -> int:
    """Return the smallest number of models, 1 to `most`, at which a platform engineer leaves as much time, or 0."""
    return platform_engineer.pays_from(engineers, repair / between, left, most)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a number of models."""
    company = cast(Company, given)
    if not is_number(value) or cast(float, value) % 1:
        return Fault("form", "What came back is not a whole number of models")
    said, right = int(cast(float, value)), pays_from(*company)
    if not 0 <= said <= company[-1]:
        return Fault(
            "range", f"The company has from 1 to {company[-1]} models; 0 says that she never pays there"
        )
    if said == right:
        return None
    if said == 0:
        return Fault("models", "There is a number of models, within the most, from which on she pays")
    if right == 0:
        return Fault("models", "Even with the most models, one more task engineer leaves more time")
    if said < right:
        return Fault("models", "With that many models one more task engineer still leaves more time")
    return Fault("models", "With fewer models already she leaves as much time as one more task engineer")


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    return 0 if one == other else float("inf")


def _by_sum(engineers: int, between: float, repair: float, left: float, most: int) -> int:
    """Return the number by sums of repair time, as if nothing ever waited or stood still."""
    load = repair / between
    return int(_first(most, lambda models: models * load * (1 - left**2) >= 1))


def _half(engineers: int, between: float, repair: float, left: float, most: int) -> int:
    return int(_first(most, lambda models: busy(models, repair / between, engineers) >= 0.5))


def _with(**changed: float) -> Callable[..., object]:
    """Return an answer that is right but for arguments that it takes for granted."""
    names = ("engineers", "between", "repair", "left", "most")
    return lambda *given: pays_from(**dict(zip(names, given, strict=True)) | changed)


def _compared(pays: Callable[[int, int, float, float], bool]) -> Callable[..., object]:
    """Return an answer that compares something else, given models, engineers, load and what is left."""
    return lambda engineers, between, repair, left, most: _first(
        most, lambda models: pays(models, engineers, repair / between, left)
    )


EXERCISE = Exercise(
    call="pays_from(engineers, between, repair, left, most)",
    returns="a whole number of models, or 0",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "one everywhere",  # whoever returns 1, turns the comparison round or compares with adding nobody
            "models",
            lambda *given: 1,
            "You say 1 for every company. With one model hardly anything is to be repaired, and one more task engineer "
            "leaves nearly all of her time for new work. If your 1 came out of a comparison, look at its two sides: "
            "she must leave at least as much time as free(models, load, engineers + 1).",
        ),
        Mistake(
            "never",
            "models",
            lambda *given: 0,
            "You say 0 for every company. 0 is for those where she pays at no number of models up to `most`; try all "
            "of them before you return it.",
        ),
        Mistake(
            "the most is left out",
            "models",
            lambda c, b, r, left, most: pays_from(c, b, r, left, most - 1),
            "You stop before `most`, which the company can have as well: range(1, most) ends at most − 1.",
        ),
        Mistake(
            "what is left and what is taken away exchanged",
            "models",
            lambda c, b, r, left, most: pays_from(c, b, r, 1 - left, most),
            "You took 1 − left. `left` is the share of breakages, and of repair time, that is there still when she has "
            "built the platform.",
        ),
        Mistake(
            "between and repair exchanged",
            "models",
            lambda c, b, r, left, most: pays_from(c, r, b, left, most),
            "Your load is upside down: it is the days of a repair by the days between two breakages, so far below 1.",
        ),
        Mistake(
            "one model too few",
            "models",
            lambda *given: max(pays_from(*given) - 1, 0),
            "You are one model short: the last number at which she does not pay is not the first at which she does.",
        ),
        Mistake(
            "one model too many",
            "models",
            lambda *given: min(pays_from(*given) + 1, given[-1]),
            "You are one model too far. At least as much time is enough.",
        ),
        Mistake(
            "by sums",
            "models",
            _by_sum,
            "You multiplied models by repair time. A model that is broken cannot break, and repairs that wait for "
            "somebody are not done: the queue knows both, a sum does not.",
        ),
        Mistake(
            "half of the time",
            "models",
            _half,
            "You counted from where repairs take half of the engineers' time. That says that somebody is needed, and "
            "not who.",
        ),
        Mistake(
            "helps once",
            "models",
            _compared(
                lambda n, engineers, load, left: (
                    free(n, load * left, engineers) >= free(n, load, engineers + 1)
                )
            ),
            "You let her work show once. She makes breakages rarer and repairs shorter, each by the same factor.",
        ),
    ),
    mutants=(
        Mutant("Heron's number", lambda *given: pays_from(*HERON)),
        Mutant("one engineer is taken for granted", _with(engineers=1)),
        Mutant("a breakage a month is taken for granted", _with(between=BETWEEN)),
        Mutant("a day and a half is taken for granted", _with(repair=REPAIR)),
        Mutant("half is left everywhere", _with(left=0.5)),
        Mutant("any number of models", _with(most=400)),
        Mutant("the most where there is none", lambda *given: pays_from(*given) or given[-1]),
        Mutant("nothing where there is none", lambda *given: pays_from(*given) or None),
        Mutant(
            "added to nobody",
            _compared(lambda n, c, load, left: free(n, load, c, left) >= free(n, load, c)),
        ),
        Mutant("less time for more", _compared(lambda *given: gain(*given) <= 0)),
        Mutant(
            "two more task engineers",
            _compared(lambda n, c, load, left: free(n, load, c, left) >= free(n, load, c + 2)),
        ),
        Mutant(
            "she repairs too",
            _compared(lambda n, c, load, left: free(n, load, c + 1, left) >= free(n, load, c + 1)),
        ),
    ),
    right="with fewer models one more task engineer leaves more time, and from that number on she does",
    hints=(
        "One more person can be of either kind. What is left for new work after each, with two models? And with so "
        "many that even two engineers repair all day?",
        "The load is days of a repair by days between breakages. free(models, load, engineers + 1) is the time left "
        "with one more task engineer; free(models, load, engineers, left) is the time left with a platform engineer, "
        "whose own time goes into the platform.",
        "Go through the numbers of models from 1 to `most` and return the first at which the second is at least the "
        "first; after the loop return 0.",
    ),
    fills=("roles.platform",),
)
