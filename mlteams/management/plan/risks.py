"""The risks: the tasks named as the largest against the roadmap's, and tasks that may fail with nothing beside them."""

import difflib
from collections.abc import Iterator
from functools import partial

from mlteams.core.block import Block, Heading, Items, Picture
from mlteams.core.section import Contradiction
from mlteams.core.words import percent
from mlteams.input.errors import shown
from mlteams.input.values import Name, Unfinished
from mlteams.management.models.advice import CLEAR, SAME, Gain
from mlteams.management.models.paired_runs import CANDIDATES
from mlteams.management.models.roadmap import Outcome
from mlteams.management.plan.promise import READ
from mlteams.management.plan.study import Study
from mlteams.management.tool import charts
from mlteams.management.tool.forecast import Forecast
from mlteams.management.tool.roadmap_advice import advice, either, points
from mlteams.management.tool.roadmap_report import bars_alt, measures

EVEN = 0.5  # above it, a task is critical more often than not; below it, it fails more often than not
NOTHING = "nothing"


class TopRisk(Unfinished):
    """The task that decides the date, and the task that decides whether the plan works."""

    date: Name | None = None
    chance: Name | None = None


def contradictions(said: TopRisk, confidence: float | None, study: Study) -> Iterator[Contradiction]:
    """Yield a top risk that is not the roadmap's, and tasks too unlikely for the promised `confidence`."""
    named = {key: name for key, name in (("date", said.date), ("chance", said.chance)) if name}
    forecast = study.forecast
    if forecast is None:
        if named:
            yield Contradiction(
                (*(study.line("dates", "top_risk", key) for key in named), study.line("dates", "roadmap")),
                "A top risk is named, and no roadmap in which it could be one.",
                "Which task moves the date, and which the chance, is computed from 1 roadmap; there are 0.",
                READ,
            )
        return
    if forecast.outcome.chance == 0:
        return
    for key, name in named.items():
        yield from _not_the_largest(study, forecast, key, name)
    yield from _risky(study, forecast.outcome, confidence)


def _not_the_largest(study: Study, forecast: Forecast, key: str, name: str) -> Iterator[Contradiction]:
    """Yield a named top risk that is no task, or clearly not the largest."""
    lines = (study.line("dates", "top_risk", key), study.line("dates", "roadmap"))
    tasks = [str(task) for task in forecast.outcome.tasks.index]
    if name not in tasks:
        close = difflib.get_close_matches(name, tasks, 1)
        meant = f" Did you mean {shown(close[0])}?" if close else ""
        says = f"{shown(name)} is named as the top risk for the {key}, and the roadmap has no such task."
        others = f"{len(tasks)} other{'s' if len(tasks) > 1 else ''}"
        yield Contradiction(lines, says, f"It has {others}.{meant}", READ)
        return
    advised, of_date = forecast.advice, key == "date"
    best = advised.date_best if of_date else advised.chance_best
    perhaps = advised.date_perhaps if of_date else advised.chance_perhaps
    gains = advised.date if of_date else advised.chance
    if not best or name in best + perhaps:
        return
    most, known = gains[0], {one.task: one.gain for one in gains}
    gain = known.get(name, _at_most(forecast.outcome, gains, of_date, name))
    if name not in known and gain + SAME + CLEAR * most.error >= most.gain:
        return
    largest, smaller = _apart(most.gain, gain, digits=1 if of_date else 0)
    if name not in known and smaller != NOTHING:
        smaller = f"at most {smaller}"
    unit = forecast.outcome.unit
    because = (
        f"A {unit[:-1]} less of “{most.task}” brings the P85 forward by {largest} {unit}; of “{name}” by {smaller}."
        if of_date
        else f"“{most.task}”, certain to succeed, adds {points(largest)} to the plan's chance; “{name}” adds "
        f"{smaller}."
    )
    says = f"“{name}” is named as the top risk for the {key}, and in the roadmap it is {either(best)}."
    yield Contradiction(lines, says, because, READ)


def _at_most(outcome: Outcome, gains: tuple[Gain, ...], of_date: bool, name: str) -> float:
    """Return what a task that was not tried can gain at most.

    Not tried is what matters in no future and, where as many were tried as are, what matters in fewer than those.
    """
    if len(gains) < CANDIDATES:
        return 0.0
    tasks = outcome.tasks
    if of_date:
        return float(tasks.criticality[name] > 0)
    return 100 * float(tasks.reached[name] - tasks.succeeds[name])


def _apart(most: float, gain: float, digits: int) -> tuple[str, str]:
    """Return two gains, of which the first is larger, with as many digits as tell them apart."""
    while f"{most:.{digits}f}" == f"{gain:.{digits}f}":
        digits += 1
    smaller = f"{gain:.{digits}f}"
    return f"{most:.{digits}f}", smaller if float(smaller) > 0 else NOTHING


def _risky(study: Study, outcome: Outcome, confidence: float | None) -> Iterator[Contradiction]:
    """Yield the tasks that decide the date, may well fail, and have nothing that can stand in for them."""
    for name, place in sorted(study.places.items()):
        chance, critical = place.task.chance, float(outcome.tasks.criticality[name])
        if not place.alone or not too_risky(
            chance, critical, confidence
        ):  # what has a status is never critical
            continue
        because = f"Whatever else goes well, the plan works with a chance of {percent(chance)} at most"
        lines = [study.line("dates", "roadmap")]
        if confidence is None:
            because += ", so it is likelier to fail."
        else:
            because += f"; the promise says {percent(confidence)}."
            lines.append(study.line("dates", "promise", "confidence"))
        yield Contradiction(
            tuple(lines),
            f"“{name}” works with a chance of {percent(chance)}, decides the date in {percent(critical)} of the "
            "futures that work, and has no alternative.",
            f"{because} Give the task an alternative, or promise only what stands without it.",
            READ,
        )


def too_risky(chance: float, criticality: float, confidence: float | None) -> bool:
    """Tell whether a task decides the date more often than not and is unlikely to work.

    Unlikely is a chance below what is promised, which no promise can then reach, or below even odds without one.
    """
    return criticality > EVEN and chance < (EVEN if confidence is None else confidence)


def blocks(said: TopRisk, study: Study) -> Iterator[Block]:
    """Yield the risks that the plan names and those that the roadmap shows."""
    forecast = study.forecast
    if forecast is None:
        return
    told = [
        f"The team names “{name}” as the top risk for the {key}."
        for key, name in (("date", said.date), ("chance", said.chance))
        if name
    ]
    told += advice(forecast)
    pictures = [
        Picture(f"risks-{place}", title, bars_alt(title, values, form), partial(charts.bars, values, form))
        for place, (title, values, form) in enumerate(measures(forecast), 1)
    ]
    if told or pictures:
        yield Heading("What decides it")
    if told:
        yield Items(tuple(told))
    yield from pictures
