"""What if she leaves? Train a colleague, hire, or leave it as it is.

The properties: the days are what the chosen option costs in a year, by who stands alone and how often people are away;
and no other option costs less. Hidden teams are such that each planted mistake comes to other days.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Mutant, Plain, Point, is_number
from mlteams.input.heron import fact
from mlteams.roles.models.truck_factor import HARM, OPTIONS, UPKEEP, YEAR, heron

Able = Mapping[str, list[str]]  # by skill, who can do it
Team = tuple[Able, float, float, float, float]
NOTHING, TRAIN, HIRE = OPTIONS
HERON = (fact("roles.absence.away"), HARM, UPKEEP, fact("roles.absence.other_work"))
TOLERANCE = 0.5  # days: the answer may be rounded to whole ones
APART = 1.05  # times the least cost: what every other option costs at least, in a hidden team
_PEOPLE = ("Ada", "Bo", "Cleo", "Dev", "Eva", "Finn")
_SKILLS = (
    "serving",
    "evaluation",
    "pipelines",
    "training",
    "labelling",
    "law",
    "the screen",
    "retrieval",
    "costs",
)
# What costs least in the hidden teams, in turn.
_WANTED = (HIRE, TRAIN, NOTHING, TRAIN, HIRE, NOTHING)


@cache
def brief(seed: int) -> Brief:
    """Return (able, away, harm, upkeep, other)."""
    if seed == 0:
        return ({skill: sorted(people) for skill, people in heron().items()}, *HERON)
    for attempt in range(10_000):
        team = _drawn(np.random.default_rng([seed, attempt]))
        if _separates(team, _WANTED[seed % len(_WANTED)]):
            return team
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator) -> Team:
    """Return a team: most skills on one person or two, one on nobody."""
    able = {}
    for place, skill in enumerate(rng.permutation(_SKILLS)[: rng.integers(5, 10)]):
        people = rng.permutation(_PEOPLE)[: 0 if place == 1 else rng.choice([1, 1, 2, 3])]
        able[str(skill)] = sorted(map(str, people))
    away = float(rng.choice([0.02, 0.04, 0.06, 0.08, 0.1, 0.15]))
    harm, upkeep = float(rng.choice([0.5, 1, 2, 4, 6])), float(rng.choice([4, 8, 15, 20, 30, 45]))
    return able, away, harm, upkeep, float(rng.choice([0.3, 0.4, 0.6, 0.7, 0.8, 0.9]))


def _separates(team: Team, wanted: str) -> bool:
    """Tell whether the wanted option is cheapest by far, and whether planted mistakes come to other days."""
    price = costs(*team)
    best = min(price, key=lambda one: price[one])
    if best != wanted or any(price[one] <= APART * price[best] for one in price if one != best):
        return False
    return all(
        found.aspect == aspect
        for rule, aspect in (*((one, "days") for one in _DAYS), (_added_up, "option"))
        if (found := fault(team, list(rule(*team)))) is not None
    )


def alone(able: Able) -> list[str]:
    """Return the skills that one person alone can do."""
    return [skill for skill, people in able.items() if len(people) == 1]


def costs(able: Able, away: float, harm: float, upkeep: float, other: float) -> dict[str, float]:
    """Return what each option costs, days of pay a year."""
    return _priced(len(alone(able)), away, away**2, harm, upkeep, other)


def _priced(
    skills: int, one: float, two: float, harm: float, upkeep: float, other: float, year: float = YEAR
) -> dict[str, float]:
    """Return the costs where one person is away a share `one` of the days, and both of two a share `two`."""
    return {
        NOTHING: skills * one * year * harm,
        TRAIN: skills * (two * year * harm + upkeep),
        HIRE: skills * two * year * harm + year * (1 - other),
    }


Answer = tuple[str, float]


def _least(price: Mapping[str, float]) -> Answer:
    option = min(price, key=lambda one: price[one])
    return option, price[option]


def second(able: Able, away: float, harm: float, upkeep: float, other: float) -> Answer:
    """Return the cheapest option and what it costs."""
    return _least(costs(able, away, harm, upkeep, other))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a choice and its days."""
    price = costs(*cast(Team, given))
    if type(value) is not list or len(value) != 2 or type(value[0]) is not str or not is_number(value[1]):
        return Fault("form", "What came back is not a pair of a choice and a number of days")
    option, days = cast(tuple[str, float], value)
    if option not in OPTIONS:
        return Fault("words", f"The choice is none of “{NOTHING}”, “{TRAIN}” and “{HIRE}”")
    if abs(days - price[option]) > TOLERANCE:
        return Fault("days", f"Your days are not what “{option}” costs this team in a year")
    if price[option] > min(price.values()) + TOLERANCE:
        return Fault("option", "Your days are right for your choice, and another choice costs less")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(list[Any], one), cast(list[Any], other)
    if mine[0] != theirs[0]:
        return float("inf")
    return 0 if aspect == "option" else abs(mine[1] - theirs[1]) / TOLERANCE


def _changed(change: Callable[..., dict[str, float]]) -> Callable[..., Answer]:
    """Return an answer whose costs are changed, given the right ones, how many skills stand alone, and the rest."""
    return lambda able, *rest: _least(change(costs(able, *rest), len(alone(able)), *rest))


def _in_a_year_of(days: float) -> Callable[..., Answer]:
    return lambda able, away, harm, upkeep, other: _least(
        _priced(len(alone(able)), away, away**2, harm, upkeep, other, days)
    )


def _any_missing(able: Able, away: float, harm: float, upkeep: float, other: float) -> Answer:
    """Return the answer if a day on which two skills are missing cost as much as one on which one is."""
    skills = len(alone(able))
    one, two = (1 - (1 - away**people) ** skills for people in (1, 2))
    price = _priced(1, one, two, harm, 0.0, other)
    return _least(price | {TRAIN: price[TRAIN] + skills * upkeep})


def _every_skill(able: Able, away: float, harm: float, upkeep: float, other: float) -> Answer:
    return _least(_priced(len(able), away, away**2, harm, upkeep, other))


def _never_both(able: Able, away: float, harm: float, upkeep: float, other: float) -> Answer:
    return _least(_priced(len(alone(able)), away, 0.0, harm, upkeep, other))


def _added_up(able: Able, away: float, harm: float, upkeep: float, other: float) -> Answer:
    return _least(_priced(len(alone(able)), away, 2 * away, harm, upkeep, other))


def _undamaged(able: Able, away: float, harm: float, upkeep: float, other: float) -> Answer:
    return _least(_priced(len(alone(able)), away, away**2, 1.0, upkeep, other))


_DAYS = (_every_skill, _never_both, _undamaged)  # mistakes that come to other days


def _always(option: str) -> Callable[..., object]:
    return lambda *given: (option, costs(*given)[option])


def _with(**changed: float) -> Callable[..., object]:
    """Return an answer that is right but for arguments that it takes for granted."""
    names = ("able", "away", "harm", "upkeep", "other")
    return lambda *given: second(**dict(zip(names, given, strict=True)) | changed)


def _counted(count: Callable[[Able], int]) -> Callable[..., object]:
    """Return an answer that counts other skills."""
    return lambda able, away, *rest: _least(_priced(count(able), away, away**2, *rest))


def _on(most: int, least: int = 0) -> Callable[[Able], int]:
    return lambda able: sum(least <= len(people) <= most for people in able.values())


EXERCISE = Exercise(
    call="second(able, away, harm, upkeep, other)",
    returns=f"a choice, “{NOTHING}”, “{TRAIN}” or “{HIRE}”, and what it costs in days of pay a year",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "every skill counted",
            "days",
            _every_skill,
            "You counted every skill. Where two people can do one already, nothing is at stake but the day on which "
            "both are away; and what nobody can do waits for a hire, whoever is away.",
        ),
        Mistake(
            "skills of nobody counted",
            "days",
            _counted(_on(1)),
            "You counted what nobody can do. It waits for a hire, whoever is away: count the lists with exactly one "
            "name.",
        ),
        Mistake(
            "skills of several counted",
            "days",
            _counted(_on(99, 1)),
            "You counted what two or three can do already. That stays as it is: count the lists with exactly one name.",
        ),
        Mistake(
            "two are never away together",
            "days",
            _never_both,
            "You let a second person end all loss. On some days both are away.",
        ),
        Mistake(
            "nothing is lost after training",
            "days",
            _changed(lambda price, skills, away, harm, upkeep, other: price | {TRAIN: skills * upkeep}),
            "You counted the upkeep of what was learned and nothing else. On some days both who can do it are away.",
        ),
        Mistake(
            "nothing is lost after a hire",
            "days",
            _changed(lambda price, skills, away, harm, upkeep, other: price | {HIRE: YEAR * (1 - other)}),
            "You counted the pay of the hire and nothing else. On some days the hire and the other are both away.",
        ),
        Mistake(
            "upkeep of one skill",
            "days",
            _changed(
                lambda price, skills, away, harm, upkeep, other: (
                    price | {TRAIN: price[TRAIN] - (skills - 1) * upkeep}
                )
            ),
            "You counted the upkeep once. Each skill that somebody learns has to be kept.",
        ),
        Mistake(
            "a year of 365 days",
            "days",
            _in_a_year_of(365),
            "You counted a year of 365 days. The brief counts working days, 250 of them.",
        ),
        Mistake(
            "a year of 260 days",
            "days",
            _in_a_year_of(260),
            "You counted a year of 260 days, five a week. The brief says 250, holidays taken out.",
        ),
        Mistake(
            "a year of weeks",
            "days",
            _in_a_year_of(52),
            "You counted 52 weeks where the brief counts 250 working days.",
        ),
        Mistake(
            "shares taken for days",
            "days",
            _changed(
                lambda price, skills, away, harm, upkeep, other: {
                    NOTHING: skills * away * harm,
                    TRAIN: skills * (away**2 * harm + upkeep),
                    HIRE: skills * away**2 * harm + YEAR * (1 - other),
                }
            ),
            "You took the share of days for days. Who is away for a share `away` of a year is away on 250 · away days.",
        ),
        Mistake(
            "one loss for all that is missing",
            "days",
            _any_missing,
            "You counted the days on which at least one skill is missing. Where two are missing on one day the harm "
            "comes twice: count the days of each skill.",
        ),
        Mistake(
            "always nothing",  # whoever returns it, or adds the shares of two people up
            "option",
            _always(NOTHING),
            "You leave everything as it is, in every team. If that came out of a comparison, look at the days on which "
            "two people are both away: their shares multiply, and a share of a share is small.",
        ),
        Mistake(
            "the dearest",
            "option",
            lambda *given: max(costs(*given).items(), key=lambda one: one[1]),
            "You took the choice that costs most. min() takes a key as well as max().",
        ),
        Mistake(
            "never hire",
            "option",
            lambda *given: _least({k: v for k, v in costs(*given).items() if k != HIRE}),
            "You never hire. One hire stands behind all the skills at once, and only the time that no other work "
            "fills, 1 − other, is charged to them.",
        ),
        Mistake(
            "never nothing",
            "option",
            lambda *given: _least({k: v for k, v in costs(*given).items() if k != NOTHING}),
            "You always change something. Where people are seldom away, or little waits, it costs least to leave it.",
        ),
        Mistake(
            "days without their harm",
            "days",
            _undamaged,
            "You counted the days without a skill as one day of pay each. The brief says what such a day costs.",
        ),
        Mistake(
            "always train",
            "option",
            _always(TRAIN),
            "You train whatever it costs. Keeping many skills in two heads takes days as well; compare all three.",
        ),
        Mistake(
            "always hire",
            "option",
            _always(HIRE),
            "You hire whatever it costs. What other work does not fill is paid for waiting; compare all three.",
        ),
    ),
    mutants=(
        Mutant("Heron's answer", lambda *given: second(*cast(Team, brief(0)))),
        Mutant("Heron's team", lambda able, *rest: second(cast(Able, brief(0)[0]), *rest)),
        Mutant("away one day in twenty", _with(away=0.05)),
        Mutant("Heron's harm", _with(harm=HARM)),
        Mutant("Heron's upkeep", _with(upkeep=UPKEEP)),
        Mutant("other work for half of the time", _with(other=0.5)),
        Mutant("no other work", _with(other=0.0)),
        Mutant("two are away twice as often", _added_up),
        Mutant("other work turned round", lambda a, b, c, d, other: second(a, b, c, d, 1 - other)),
        Mutant("skills of two counted", _counted(_on(2, 1))),
        Mutant("one skill alone", lambda able, *rest: second(dict(list(able.items())[:1]), *rest)),
        Mutant("hours for days", lambda *given: (second(*given)[0], 8 * second(*given)[1])),
        Mutant("days of another choice", lambda *given: (second(*given)[0], max(costs(*given).values()))),
    ),
    right="the days are those that your choice costs, and no other choice costs less",
    hints=(
        "On which skills does it matter that somebody is away? On how many days of 250 is one person away, and on how "
        "many are two people away at the same time?",
        "With s skills on one person each: changing nothing loses s · away · 250 · harm. With a second person behind "
        "each it is s · away² · 250 · harm; training adds s · upkeep, a hire adds 250 · (1 − other).",
        "Count the lists in `able` that have exactly one name, put the three costs into a dictionary, and return the "
        "key of the smallest, found with min and key=, and its cost.",
    ),
    rubric=(
        Point("who", "Does it say which colleague would learn what, and that she was asked?"),
        Point("less", "Does it say what she would do less of while she learns?"),
        Point(
            "left_out", "Does it name something that the days do not hold, such as a flu or a resignation?"
        ),
        Point("undo", "Does it say what would make you decide otherwise?"),
    ),
    examples=(
        "We would have Leila learn from Daniel what the works council asks, twelve days a year, if she wants to; her "
        "reports to route planning move from every week to every second. A flu that takes both at once is not in the "
        "numbers. If the council meets every week, we hire.",
        "Train, for now: the AI engineer shows the ML engineer the clerks' screen on four Fridays, which costs a week "
        "of tuning. Should one of the two resign, all of this is worth little, so we write the steps down as well.",
    ),
    fills=("roles.absence",),
)
