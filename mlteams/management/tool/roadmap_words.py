"""The odds of a roadmap in words that whoever has to decide knows: the answer, the dates, what decides them."""

import math
from collections.abc import Iterator
from typing import Any

from mlteams.core.words import amount, listed, percent, written
from mlteams.management.tool.forecast import Forecast
from mlteams.management.tool.roadmap_calendar import finish_date
from mlteams.management.tool.sinking import sinking

LEVELS = (0.5, 0.7, 0.8, 0.9)  # shares of futures whose dates are told
TWICE = 1.96  # standard errors on each side of a figure that 95 in 100 repetitions stay within


def sentence(forecast: Forecast) -> str:
    """Return the answer: does it work, and when is it done."""
    outcome = forecast.outcome
    if outcome.chance == 0:
        return f"In none of {outcome.samples:,} futures does this plan work. {sinking(forecast.roadmap)}"
    even, late, latest = (when(forecast, time) for time in (outcome.p50, outcome.p85, outcome.p95))
    if outcome.chance == 1:
        found = f"Even odds to be done by {even}; 85% by {late}."
        if even == latest:
            found = f"Done on {even}, as nothing in its duration is uncertain to a day."
    else:
        found = f"It works with a chance of {percent(outcome.chance)}. If it does, there are even odds that it is "
        found += f"done by {even}, and 85% by {late}."
        if even == latest:
            found = f"It works with a chance of {percent(outcome.chance)}. If it does, it is done on {even}."
        found += f" {_of_all(forecast)}"
    if outcome.done_by is None or forecast.by is None:
        return found
    whose = " of all futures" if outcome.chance < 1 else ""
    return (
        f"{found} By {written(forecast.by)} it is done in {percent(outcome.done_by)}{whose or ' of futures'}."
    )


def _of_all(forecast: Forecast) -> str:
    """Return what the futures in which the plan fails make of the 85%."""
    time = forecast.time_of_all(0.85)
    if math.isinf(time):
        return "Counting the futures in which it fails, no date reaches 85%."
    return f"Counting the futures in which it fails, 85% are done by {when(forecast, time)}."


def when(forecast: Forecast, time: float) -> str:
    """Return a finish as a date, or as a time where the calendar has ended; "never" if it has none."""
    if not math.isfinite(time):
        return "never"
    day = finish_date(forecast.file, time)
    return written(day) if day else f"{amount(time)} {forecast.outcome.unit} from the start"


def dates(forecast: Forecast) -> list[tuple[str, ...]]:
    """Return by when which share of all futures is done, and of those in which the plan works."""
    return [
        (
            percent(share),
            when(forecast, forecast.time_of_all(share)),
            when(forecast, forecast.time_of_working(share)),
        )
        for share in LEVELS
    ]


DATE_HEADS: tuple[str, ...] = ("share done", "of all futures", "of those in which it works")


def rows(forecast: Forecast) -> list[tuple[str, str, str]]:
    """Return the odds as rows: what, how much, and a note."""
    outcome = forecast.outcome
    found = [("chance that it works", percent(outcome.chance), "of all futures")]
    if outcome.done_by is not None and forecast.by is not None:
        found.append((f"done by {written(forecast.by)}", percent(outcome.done_by), "of all futures"))
    for label, time in (
        ("P50 if it works", outcome.p50),
        ("P85 if it works", outcome.p85),
        ("P95 if it works", outcome.p95),
        ("P85 of all futures", forecast.time_of_all(0.85)),
    ):
        after = f"{amount(time)} {outcome.unit}" if math.isfinite(time) else "never"
        found.append((label, after, when(forecast, time) if math.isfinite(time) else ""))
    found.append(("expected cost", f"{amount(outcome.cost)} person-{outcome.unit}", "where cost is 1"))
    found.append(("expected value", percent(outcome.value), "of all importance"))
    return found


def task_rows(forecast: Forecast) -> list[tuple[str, ...]]:
    """Return a row per task, under `TASK_HEADS`."""

    def cell(share: float) -> str:
        return "–" if math.isnan(share) else percent(share)

    return [
        (str(name), cell(row.reached), cell(row.succeeds), cell(row.criticality))
        for name, row in forecast.outcome.tasks.iterrows()
    ]


TASK_HEADS = ("task", "starts", "succeeds", "decides the date")
EXPLAINED = (
    "Starts and succeeds: in how many of all futures. Decides the date: in how many of the futures in which the plan "
    "works a day more on this task would have made the whole plan a day later."
)


def advice(forecast: Forecast) -> list[str]:
    """Return what to look at first, a sentence each; nothing where nothing matters."""
    return [*_of_the_date(forecast), *_of_the_chance(forecast), *_of_the_orders(forecast)]


def _of_the_date(forecast: Forecast) -> Iterator[str]:
    found, unit = forecast.advice, forecast.outcome.unit
    gains = {one.task: one for one in found.date}
    for one in _first(found.date_best, gains):
        gain = with_error(one.gain, one.error, "{:.1f}")
        yield (
            f"For the date, {_best(found.date_best)} most worth shortening: were it a {unit[:-1]} shorter, the plan "
            f"would be done {gain} {unit} earlier on average."
        )


def _of_the_chance(forecast: Forecast) -> Iterator[str]:
    found = forecast.advice
    gains = {one.task: one for one in found.chance}
    for one in _first(found.chance_best, gains):
        gain = with_error(100 * one.gain, 100 * one.error, "{:.0f}")
        yield (
            f"For the chance, {_best(found.chance_best)} most worth securing: were it certain to succeed, the plan's "
            f"chance would rise by {gain} points."
        )


def _of_the_orders(forecast: Forecast) -> Iterator[str]:
    unit = forecast.outcome.unit
    for one in forecast.advice.orders:
        order = f"“{one.group}”, tried in turn: {', then '.join(one.order)}"
        if one.cost <= TWICE * one.cost_error or one.cost < 0.05:
            yield f"{order} is as cheap as the order given."
            continue
        saves = (
            f"{order} saves {with_error(one.cost, one.cost_error, '{:,.1f}')} of {amount(one.given_cost)} "
        )
        saves += f"person-{unit} on average"
        if abs(one.time) > max(TWICE * one.time_error, 0.05):
            later = "later" if one.time > 0 else "earlier"
            saves += f"; the plan is then done {with_error(abs(one.time), one.time_error, '{:.1f}')} {unit} {later}"
        yield f"{saves}."


def _first(best: tuple[str, ...], gains: dict[str, Any]) -> list[Any]:
    """Return the gain of the first of the best, in a list; an empty one if nothing matters."""
    return [gains[name] for name in best[:1] if name in gains]


def _best(names: tuple[str, ...]) -> str:
    quoted = [f"“{name}”" for name in names]
    if len(quoted) == 1:
        return f"{quoted[0]} is"
    return f"{listed(quoted, 'or')} (the futures drawn do not tell them apart) is"


def with_error(value: float, error: float, form: str) -> str:
    """Return a figure, with its 95% margin only where that could change how it is written."""
    margin = TWICE * error
    if form.format(value - margin) == form.format(value + margin):
        return form.format(value)
    return f"{form.format(value)} ± {form.format(margin)}"
