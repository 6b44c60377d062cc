"""The promise: a date and how sure a team is of it, against the roadmap under it."""

import math
from collections.abc import Iterator
from functools import partial
from typing import Annotated

from mlteams.core.block import Block, Grid, Heading, Paragraph, Picture
from mlteams.core.section import Contradiction
from mlteams.core.words import percent, written
from mlteams.input.values import Day, Unfinished, number, reader
from mlteams.management.models.estimates import SIP_LEVELS, SIP_RATIOS
from mlteams.management.plan.study import Study
from mlteams.management.tool import charts
from mlteams.management.tool.roadmap_dates import time_to
from mlteams.management.tool.roadmap_words import rows, sentence, when

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
            f"with probability {percent(outcome.chance)}.",
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


def blocks(study: Study) -> Iterator[Block]:
    """Yield when the roadmap is done, with the promised day in its picture."""
    forecast = study.forecast
    if forecast is None:
        return
    yield Heading("When is it done?")
    yield Paragraph(sentence(forecast))
    if forecast.outcome.chance > 0:
        promised = study.promised if study.promised and study.promised >= forecast.file.start else None
        mark = (time_to(forecast.file, promised), "promised") if promised else None
        picture = partial(charts.finish, forecast.outcome, forecast.file.start, mark)
        title = "The share of all futures that are done by each time"
        yield Picture("finish", title, sentence(forecast), picture)
    yield Grid("The odds", ("what", "value", "note"), tuple(rows(forecast)))
