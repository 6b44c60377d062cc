"""The promise: a date and how sure a team is of it, against the roadmap under it."""

import math
from collections.abc import Iterator
from functools import partial
from typing import Annotated

from mlteams.core.block import Block, Heading, Number, Paragraph, Picture
from mlteams.core.section import Contradiction
from mlteams.core.words import percent, written
from mlteams.input.values import Day, Unfinished, number, reader
from mlteams.management.models.estimates import SIP_LEVELS, SIP_RATIOS
from mlteams.management.plan import parcels
from mlteams.management.plan.study import Study
from mlteams.management.tool.roadmap_dates import time_to
from mlteams.management.tool.roadmap_words import sentence, when

READ = "chapters/management/dates.html#sec-decides"
ERRORS = 3  # standard errors within which two simulations of one roadmap agree, as in the exercises
OTHERS = 20_000  # futures behind a number that comes from elsewhere: what `mlteams roadmap` draws
TAIL = SIP_RATIOS[SIP_LEVELS.index(0.90)]

Confidence = Annotated[float, *reader(number("confidence", 0, 1, percent=True), type=["number", "string"])]


class Promise(Unfinished):
    """The date a team gives, and how sure it is of it in the futures in which the plan works."""

    date: Day | None = None
    confidence: Confidence | None = None


def contradictions(said: Promise, study: Study) -> Iterator[Contradiction]:
    """Yield a promise that has passed, that stands on no roadmap, or on one that gives a later date."""
    if said.date is None:
        return
    line, roadmap = study.line("dates", "promise", "date"), study.line("dates", "roadmap")
    if said.date < study.today:
        days = (study.today - said.date).days
        yield Contradiction(
            (line,),
            f"The promised day, {written(said.date)}, has passed.",
            f"It lies {days:,} day{'s' if days > 1 else ''} before {written(study.today)}, the day this plan speaks "
            "of.",
            READ,
        )
    elif study.forecast is None:
        yield Contradiction(
            (line, roadmap),
            f"{written(said.date)} is promised, and no roadmap stands under it.",
            f"A sum of estimates is no date: one finished software task in ten took more than {TAIL:g} times its "
            "estimate. Write the tasks down, with three durations and a chance each.",
            READ,
        )
    elif study.kept is None:
        yield Contradiction(
            (line, roadmap),
            f"{written(said.date)} is promised for a plan that does not work.",
            f"In none of {study.forecast.outcome.samples:,} futures does the roadmap succeed.",
            READ,
        )
    elif said.confidence is not None:
        outcome = study.forecast.outcome
        if not too_early(study.kept, said.confidence, outcome.samples, outcome.chance):
            return
        kept, sure = percent(study.kept), percent(said.confidence)
        then = when(study.forecast, study.forecast.time_of_working(said.confidence))
        yield Contradiction(
            (line, study.line("dates", "promise", "confidence"), roadmap),
            f"{written(said.date)} is promised at {sure}, and the roadmap gives {kept}.",
            f"Of the futures in which the plan works, {kept} are done by then and {sure} by {then}. It works at all "
            f"with a chance of {percent(outcome.chance)}.",
            READ,
        )


def too_early(kept: float, confidence: float, futures: int, chance: float) -> bool:
    """Tell whether a date is kept less often than promised, by more than two simulations of one roadmap differ.

    `kept` is a share of those of `futures` in which the plan works, a `chance` of all; the promise may come from a
    simulation of `OTHERS` futures.
    """
    error = math.sqrt(kept * (1 - kept) / (futures * chance)) * of_the_difference(futures)
    return kept + ERRORS * error < confidence


def of_the_difference(futures: int) -> float:
    """Return the error of the difference of two simulations, as a multiple of that of one with so many futures.

    The other has `OTHERS`: √(1/n + 1/m) is √(1/n) · √(1 + n/m).
    """
    return math.sqrt(1 + futures / OTHERS)


def numbers(said: Promise, study: Study) -> Iterator[Number]:
    """Yield the chance that the plan works, the promised day or the likely one, and the work it takes."""
    forecast = study.forecast
    if forecast is None:
        return
    outcome, unit = forecast.outcome, forecast.outcome.unit
    yield Number(percent(outcome.chance), "that it works at all", _of_twenty(outcome.chance))
    if study.kept is not None and said.date:
        day = f"done by {written(said.date)}"
        if outcome.chance == 1:
            also = f" The promise says {percent(said.confidence)}." if said.confidence is not None else ""
            yield Number(percent(study.kept), day, f"The share of futures that keep the promised day.{also}")
        else:
            also = f"; the promise says {percent(said.confidence)}" if said.confidence is not None else ""
            whose = f"Of those in which it works, {percent(study.kept)} are done by then{also}."
            meaning = f"Counted over all futures. {whose}"
            yield Number(percent(study.kept * outcome.chance), day, meaning)
    elif outcome.chance > 0:
        least = "Of 20 futures" if outcome.chance == 1 else "Of 20 futures in which it works,"
        yield Number(
            when(forecast, outcome.p85), "for 17 in 20", f"{least} 17 are done by then, and 3 later."
        )
    one = f"One is a person who works for a {unit[:-1]}."
    failed = " Futures in which it fails early count too, and cost less." if outcome.chance < 1 else ""
    yield Number(f"{outcome.cost:,.0f} person-{unit}", "of work, on average", one + failed)


def _of_twenty(chance: float) -> str:
    if chance == 1:
        return "The plan gives no task a chance to fail, so only the date is open."
    if chance == 0:
        return "In no future that was drawn does the plan reach its goal."
    works = round(20 * chance)
    count = {0: "Fewer than one future in 20 reaches", 1: "One future in 20 reaches"}.get(
        works, f"About {works} futures in 20 reach" if works < 20 else "More than 19 futures in 20 reach"
    )
    lost = "a task fails, nothing can stand in for it, and what was spent by then is spent"
    return f"{count} the goal. In the others {lost}."


def blocks(study: Study) -> Iterator[Block]:
    """Yield when the roadmap is done: twenty futures, with the promised day."""
    forecast = study.forecast
    if forecast is None:
        return
    yield Heading("When is it done?")
    yield Paragraph(sentence(forecast))
    promised = study.promised if study.promised and study.promised >= forecast.file.start else None
    found = parcels.parcels(forecast.outcome, time_to(forecast.file, promised) if promised else None)
    if len(found.times):
        picture = partial(parcels.draw, found, forecast.file.start, forecast.outcome.unit)
        yield Picture(
            "finish",
            "Twenty futures of this plan, each at the day on which it is done",
            parcels.told(found),
            picture,
        )
