"""So many weeks are left, and somebody should have signed by then. Which channels take fewest hours of the team?

The property: with the channels somebody has signed in time with the chance that is wanted, one of them is open to
whoever wants to apply, and no others that do it take fewer hours; if not even all of them do it, none is named. In
hidden companies all of them, those that bring most an hour and those left when the dearest are dropped are wrong; in
every fourth nothing is enough.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import combinations
from math import exp, inf, log, log10, prod
from typing import cast

import numpy as np

from mlteams.core.exercise import HIDDEN, Brief, Exercise, Fault, Mistake, Mutant, Plain
from mlteams.hiring.models.funnel import CANDIDATES, P85, PER_HIRE, PROCESS
from mlteams.input.heron import fact

Channel = dict[str, object]  # name, a_week, per_hire, hours, open
Args = tuple[list[Channel], float, float, float]
Time = Callable[[float, float], float]
ROUNDING = 1e-9
CLEAR = 0.01  # by how much the chance of what is as cheap as the best, or cheaper, differs from `sure`
EDGE = 0.025
MOVED = {5: EDGE, 9: EDGE, 6: -EDGE, 10: -EDGE}  # hidden companies in which a chance moved by so much shows
EVERY = 8  # the hidden company that needs every channel that it has
_NAMES = (
    *(
        "our own page",
        "a job board",
        "referrals",
        "letters",
        "an agency",
        "a fair",
        "a meetup",
        "a newsletter",
    ),
    *("open source", "a conference", "former colleagues", "a course that we teach"),
)
_OPEN = ("our own page", "a job board", "a newsletter")


@cache
def brief(seed: int) -> Brief:
    """Return (channels, weeks, process, sure)."""
    if seed == 0:
        heron = [
            _channel(
                name.replace("_", " "),
                CANDIDATES[name],
                people,
                fact(f"hiring.hours.{name}"),
                name == "applied",
            )
            for name, people in PER_HIRE.items()
        ]
        for name, as_is in (("second_agency", "agency"), ("universities", "applied")):
            a_week, hours = (fact(f"hiring.{name}.{key}") for key in ("a_week", "hours"))
            heron.append(_channel(name.replace("_", " "), a_week, PER_HIRE[as_is], hours, as_is == "applied"))
        return heron, fact("hiring.weeks_left"), PROCESS, P85
    for attempt in range(20_000):
        given = _drawn(np.random.default_rng([seed, attempt]), seed)
        if _separates(given, seed):
            return given
    raise AssertionError(f"no brief for seed {seed}")


def _channel(name: str, a_week: float, per_hire: int, hours: float, everybody: bool) -> Channel:
    return {"name": name, "a_week": a_week, "per_hire": per_hire, "hours": hours, "open": everybody}


def _drawn(rng: np.random.Generator, seed: int) -> Args:
    """Return a company; in the last one talks take longer than there are weeks."""
    channels = [
        _channel(
            str(name),
            float(rng.choice([0.5, 1, 2, 3, 4, 6, 8, 12])),
            int(rng.integers(12, 120)),
            float(rng.choice([1, 1.5, 2, 3, 4, 5, 6, 8])),
            str(name) in _OPEN,
        )
        for name in rng.permutation(_NAMES)[: 3 if seed == EVERY else rng.integers(6, 8)]
    ]
    weeks = float(rng.choice([5, 6, 7, 8, 10, 12]))
    process = float(rng.choice([1.5, 2, 3, 4, 5]))
    if seed == HIDDEN[-1]:
        weeks, process = process, weeks
    return channels, weeks, process, float(rng.choice([0.6, 0.7, 0.75, 0.8, 0.9]))


def _separates(given: Args, seed: int) -> bool:
    """Tell whether every choice is clearly in time or not, and planted mistakes are wrong, each in its own way."""
    channels, weeks, process, sure = given
    if (weeks <= process) != (seed == HIDDEN[-1]) or not any(one["open"] for one in channels):
        return False
    if seed == EVERY:
        without = [chance([one for one in channels if one is not left], weeks - process) for left in channels]
        return max(without) < sure - CLEAR and chance(channels, weeks - process) > sure + CLEAR
    if seed % 4 == 0:
        return not ask(*given) and chance(channels, weeks - process) < sure - CLEAR
    planted = _PLANTED[: 4 if seed in MOVED else None]
    fast = [rule(*given) for rule in (_all, _per_hour, _dearest_dropped)]
    if not all(fast) or len({frozenset(one) for one in fast}) < len(fast):
        return False
    values = [rule(*given) for rule, _ in planted]
    if len({frozenset(one) for one in values}) < len(values):
        return False
    best = ask(*given)
    if (
        len(best) < (3 if seed % 8 == 3 else 1)
        or ask(channels, weeks, process, sure + MOVED.get(seed, -sure)) == best
    ):
        return False
    found = [fault(given, list(value)) for value in values]
    if [one and one.aspect for one in found] != [aspect for _, aspect in planted]:
        return False
    most = _hours(one for one in channels if one["name"] in best)
    near = [
        some
        for some in _sets(channels)
        if _hours(some) <= most and abs(chance(some, weeks - process) - sure) < CLEAR
    ]
    # Candidates one by one, each hired or not, lead to the same: a right answer too.
    return not near and best == _asked(given, lambda some, time: 1 - prod(_missed(one, time) for one in some))


def _missed(one: Channel, time: float) -> float:
    """Return the chance that none of a channel's candidates is hired, each by itself."""
    return float((1 - 1 / _number(one, "per_hire")) ** (_number(one, "a_week") * max(time, 0.0)))


def _number(one: Channel, key: str) -> float:
    return cast(float, one[key])


def _rate(channels: Iterable[Channel]) -> float:
    """Return how many of a week's candidates will be hired on average."""
    return sum(_number(one, "a_week") / _number(one, "per_hire") for one in channels)


def chance(channels: Iterable[Channel], time: float) -> float:
    """Return the chance that somebody who will sign comes within some weeks, by a Poisson process."""
    return 1 - exp(-_rate(channels) * max(time, 0.0))


def _hours(channels: Iterable[Channel]) -> float:
    return sum(_number(one, "hours") for one in channels)


def _names(channels: Iterable[Channel]) -> list[str]:
    return [cast(str, one["name"]) for one in channels]


def _sets(channels: list[Channel]) -> list[tuple[Channel, ...]]:
    """Return every choice of channels, the empty one too."""
    return [some for count in range(len(channels) + 1) for some in combinations(channels, count)]


def _asked(
    given: Args,
    sees: Callable[[Sequence[Channel], float], float] = chance,
    cost: Callable[[Iterable[Channel]], float] = _hours,
    everybody: bool = True,
    time: Time = lambda weeks, process: weeks - process,
) -> list[str]:
    """Return the names of the channels of least cost that are enough, by some way to see a chance; none if none is."""
    channels, weeks, process, sure = given
    enough = [
        some
        for some in _sets(channels)
        if sees(some, time(weeks, process)) >= sure and (not everybody or any(one["open"] for one in some))
    ]
    return _names(min(enough, key=cost, default=()))


def ask(channels: list[Channel], weeks: float, process: float, sure: float) -> list[str]:
    """Return the names of the channels that take fewest hours, or none if not even all are enough."""
    return _asked((channels, weeks, process, sure))


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a choice of channels."""
    channels, weeks, process, sure = cast(Args, given)
    if type(value) is not list or not all(type(one) is str for one in value):
        return Fault("form", "What came back is not a list of names")
    said = cast(list[str], value)
    unknown = sorted(set(said) - set(_names(channels)))
    if unknown:
        return Fault("names", f"“{unknown[0][:40]}” is none of the channels of the brief")
    if len(set(said)) < len(said):
        return Fault("twice", "One channel stands in the list twice")
    best = ask(*cast(Args, given))
    if not best:
        short = "Not even all channels together are enough here: an empty list says that the day must move"
        late = (
            "Talks take longer than there are weeks, so nobody can have signed in time: no channel is enough"
        )
        return Fault("day", late if weeks <= process else short) if said else None
    if not said:
        return Fault("some", "No channel is named, and some of them would be enough")
    chosen = [one for one in channels if one["name"] in said]
    if not any(one["open"] for one in chosen):
        return Fault("open", "None of these channels is open to whoever wants to apply")
    if chance(chosen, weeks - process) < sure - ROUNDING:
        return Fault("late", "With these channels somebody has signed in time less often than `sure` asks")
    if _hours(chosen) > _hours(one for one in channels if one["name"] in best) + ROUNDING:
        return Fault("hours", "They are enough, and others that are enough too take fewer hours")
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    return 0 if set(cast(list[str], one)) == set(cast(list[str], other)) else inf


def _greedy(key: Callable[[Channel], float]) -> Callable[..., list[str]]:
    """Return an answer that starts with the best open channel, and adds others in the order of a key until enough."""

    def answer(channels: list[Channel], weeks: float, process: float, sure: float) -> list[str]:
        ordered = sorted(channels, key=key, reverse=True)
        first = next(one for one in ordered if one["open"])
        chosen = [first]
        for one in (one for one in ordered if one is not first):
            if chance(chosen, weeks - process) >= sure:
                break
            chosen.append(one)
        return _names(chosen) if chance(chosen, weeks - process) >= sure else []

    return answer


def _dropped(key: Callable[[Channel], float]) -> Callable[..., list[str]]:
    """Return an answer that starts with all channels and drops one after the other while the rest is enough."""

    def answer(channels: list[Channel], weeks: float, process: float, sure: float) -> list[str]:
        left = channels
        for one in sorted(channels, key=key, reverse=True):
            rest = [other for other in left if other is not one]
            if any(other["open"] for other in rest) and chance(rest, weeks - process) >= sure:
                left = rest
        return _names(left) if chance(left, weeks - process) >= sure else []

    return answer


def _all(channels: list[Channel], weeks: float, process: float, sure: float) -> list[str]:
    return _names(channels)


def _by(
    sees: Callable[[Sequence[Channel], float], float] = chance,
    cost: Callable[[Iterable[Channel]], float] = _hours,
    everybody: bool = True,
    time: Time = lambda weeks, process: weeks - process,
) -> Callable[..., list[str]]:
    return lambda *given: _asked(cast(Args, given), sees, cost, everybody, time)


def _with(**changed: float) -> Callable[..., list[str]]:
    """Return an answer that is right but for arguments that it takes for granted."""
    names = ("channels", "weeks", "process", "sure")
    return lambda *given: ask(**dict(zip(names, given, strict=True)) | changed)


def _on_average(channels: list[Channel], weeks: float, process: float, sure: float) -> list[str]:
    return _asked((channels, weeks, process, 1.0), lambda some, time: _rate(some) * time)


def _same_number(channels: Sequence[Channel], time: float, key: str, value: float) -> float:
    """Return the chance if a number of all channels is taken for granted."""
    return chance([one | {key: value} for one in channels], time)


_per_hour = _greedy(lambda one: _rate([one]) / _number(one, "hours"))
_most_first = _greedy(lambda one: _rate([one]))
_dearest_dropped = _dropped(lambda one: _number(one, "hours"))
_without_talks = _by(time=lambda weeks, process: weeks)
_closed = _by(everybody=False)
_PLANTED: tuple[tuple[Callable[..., list[str]], str], ...] = (
    (_all, "hours"),
    (_per_hour, "hours"),
    (_dearest_dropped, "hours"),
    (_without_talks, "late"),
    (_closed, "open"),
)


EXERCISE = Exercise(
    call="ask(channels, weeks, process, sure)",
    returns="a list of names of channels, empty if not even all of them are enough",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "all channels",
            "hours",
            _all,
            "You named every channel. Each takes hours; leave out those that are not needed.",
        ),
        Mistake(
            "most an hour first",
            "hours",
            _per_hour,
            "You took what brings most an hour, one after the other, until it was enough. The last one may be larger "
            "than what was missing, and a smaller one would do; try whole sets.",
        ),
        Mistake(
            "most first",
            "hours",
            _most_first,
            "You took the channels that bring most, whatever they take. Two small ones may need fewer hours.",
        ),
        Mistake(
            "the dearest dropped first",
            "hours",
            _dearest_dropped,
            "You began with all and dropped what takes most hours as long as the rest was enough. Once a large one is "
            "gone every small one is needed; try whole sets.",
        ),
        Mistake(
            "the cheapest first",
            "hours",
            _greedy(lambda one: -_number(one, "hours")),
            "You took the channels with fewest hours, one after the other, until it was enough. Many that bring little "
            "may take more than one that brings much; try whole sets.",
        ),
        Mistake(
            "17 in 20 everywhere",
            "hours",
            _with(sure=P85),
            "You took 17 in 20 for granted. `sure` says how often it must be in this company.",
        ),
        Mistake(
            "as few channels as may be",
            "hours",
            _by(cost=lambda some: len(list(some))),
            "You took as few channels as are enough. Hours count, and not how many channels they are.",
        ),
        Mistake(
            "the most hours",
            "hours",
            _by(cost=lambda some: -_hours(some)),
            "You took those that take most hours. min() gives the fewest.",
        ),
        Mistake(
            "talks take no time",
            "late",
            _without_talks,
            "You counted candidates of all `weeks`. Who comes in the last `process` weeks cannot have signed in time.",
        ),
        Mistake(
            "three weeks of talks everywhere",
            "hours",
            _with(process=PROCESS),
            "You took three weeks of talks for granted. `process` says how long they take in this company.",
        ),
        Mistake(
            "the chance that nobody comes",
            "late",
            _by(lambda some, time: 1 - chance(some, time)),
            "You compared the chance that nobody comes, exp(−rate · time). That somebody does is 1 less that.",
        ),
        Mistake(
            "hires for a chance",
            "late",
            _by(lambda some, time: _rate(some) * time),
            "You took rate · time for a chance. It is how many come on average; that at least one comes is "
            "1 − exp(−rate · time).",
        ),
        Mistake(
            "one on average",
            "late",
            _on_average,
            "You asked for one hire on average. With one on average there is none in 37 of 100 cases; "
            "the chance of at least one is 1 − exp(−rate · time).",
        ),
        Mistake(
            "chances added up",
            "late",
            _by(lambda some, time: sum(chance([one], time) for one in some)),
            "You added up the chances of the channels. Two of them may both bring somebody, so add their hires a "
            "week, and take the chance of the sum.",
        ),
        Mistake(
            "even odds",
            "late",
            _with(sure=0.5),
            "You were content with even odds. `sure` says how often somebody must have signed.",
        ),
        Mistake(
            "hires as people",
            "late",
            _by(lambda some, time: 1 - exp(-sum(_number(one, "a_week") for one in some) * max(time, 0.0))),
            "You counted more hires than there are, and so the cheapest open channel was always enough. Of `per_hire` "
            "people who come one is hired: a_week / per_hire.",
        ),
        Mistake(
            "no channel that is open to all",
            "open",
            _closed,
            "You did not look at `open`. One channel at least must have it, or whoever knows nobody is left out.",
        ),
        Mistake(
            "nothing is ever enough",
            "some",
            lambda *given: [],
            "You name none nearly everywhere. Are the hires a week of several channels added up? And of what you name "
            "one must be open, and not all.",
        ),
        Mistake(
            "all where nothing is enough",
            "day",
            lambda *given: ask(*given) or _all(*given),
            "Where no choice is enough you name channels all the same. Then the day must move, and an empty list "
            "says so.",
        ),
    ),
    mutants=(
        Mutant("Heron's channels", lambda *given: ask(*cast(Args, brief(0)))),
        Mutant("ten weeks are taken for granted", _with(weeks=10.0)),
        Mutant(
            "as many come from everywhere", _by(lambda some, time: _same_number(some, time, "a_week", 5.0))
        ),
        Mutant("one in fifty is hired", _by(lambda some, time: _same_number(some, time, "per_hire", 50.0))),
        Mutant("talks come on top", _by(time=lambda weeks, process: weeks + process)),
        Mutant("a week too many", _by(time=lambda weeks, process: weeks - process + 1)),
        Mutant("a week too few", _by(time=lambda weeks, process: weeks - process - 1)),
        Mutant("a little surer", lambda c, w, p, s: ask(c, w, p, s + EDGE)),
        Mutant("a little less sure", lambda c, w, p, s: ask(c, w, p, s - EDGE)),
        Mutant("most for an hour of a set", _by(cost=lambda some: -_rate(some) / _hours(some))),
        Mutant(
            "what brings least an hour is dropped",
            _dropped(lambda one: -_rate([one]) / _number(one, "hours")),
        ),
        Mutant("what brings least is dropped", _dropped(lambda one: -_rate([one]))),
        Mutant("the other chance", lambda c, w, p, s: ask(c, w, p, 1 - s)),
        Mutant(
            "logarithm of ten",
            lambda c, w, p, s: _asked((c, w, p, -log10(1 - s)), lambda some, time: _rate(some) * time),
        ),
        Mutant(
            "weeks below nothing turn the comparison round",
            lambda c, w, p, s: _asked(
                (c, w, p, 0.0), lambda some, time: _rate(some) - -log(1 - s) / (time or inf)
            ),
        ),
        Mutant("open channels alone", lambda c, *rest: ask([one for one in c if one["open"]], *rest)),
        Mutant(
            "all of them is never tried", lambda c, *rest: best if len(best := ask(c, *rest)) < len(c) else []
        ),
        Mutant("one channel", _by(cost=lambda some: inf if len(list(some)) > 1 else 0.0)),
    ),
    right="somebody has signed in time as often as wanted, and no other channels do it in fewer hours",
    hints=(
        "How many of a week's candidates will sign in the end? In how many of the weeks can they still come and have "
        "signed in time?",
        "A channel brings a_week / per_hire hires a week, and several bring the sum. With that rate the chance that "
        "at least one comes within a time is 1 − exp(−rate · time); the time is weeks − process, and none if that "
        "is below zero.",
        "Go through itertools.combinations of 1 to all channels, keep those with an open one among them whose chance "
        "is at least `sure`, and return the names of the set with the smallest sum of hours; [] if none is left.",
    ),
    fills=("hiring.sourcing.channels",),
)
