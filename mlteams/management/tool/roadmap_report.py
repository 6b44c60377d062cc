"""The report of a roadmap: the answer, the dates, what decides them, pictures, tasks, assumptions."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from mlteams.core import block
from mlteams.core.words import percent, written
from mlteams.management.models.advice import ALIKE, Gain
from mlteams.management.models.futures import REPLICATES
from mlteams.management.models.orders import Saving
from mlteams.management.tool.forecast import Forecast
from mlteams.management.tool.roadmap_advice import advice
from mlteams.management.tool.roadmap_dates import counted, finish_date, time_to
from mlteams.management.tool.roadmap_file import RoadmapFile
from mlteams.management.tool.roadmap_words import (
    DATE_HEADS,
    EXPLAINED,
    FUTURE,
    LEVELS,
    TASK_HEADS,
    dates,
    rows,
    sentence,
    task_rows,
)  # fmt: skip

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ASSUMPTIONS = (
    "Durations and successes are drawn independently; a cause that delays everything at once is not in here.",
    "A task that fails takes its time too. Nobody re-plans on the way: run this again when a task ends.",
    "Three-point estimates are PERT distributions (λ = 4); a median with a spread is lognormal.",
    "A date of the futures in which the plan works holds only if it works; read it with that chance.",
    "Alternatives tried at once stop at the first success; in turn, the next starts when one has failed.",
    f"Tasks that bring a date forward by {percent(1 - ALIKE)} of the most or more are named together.",
)


def roadmap_report(forecast: Forecast) -> block.Report:
    """Return the report."""
    return block.Report(
        kind="roadmap",
        title=forecast.roadmap.title,
        answer=sentence(forecast),
        blocks=tuple(_blocks(forecast)),
        data=_data(forecast),
    )


def _blocks(forecast: Forecast) -> Iterator[block.Block]:
    certain = forecast.outcome.chance == 1
    heads, table = DATE_HEADS, dates(forecast)
    if certain:  # the two kinds of futures are one
        heads, table = ("share of futures done", "by"), [row[:2] for row in table]
    yield block.Heading("The dates" if forecast.outcome.chance > 0 else "The odds")
    if forecast.outcome.chance > 0:
        yield block.Grid("By when the plan is done", heads, tuple(table))
        yield block.Paragraph(FUTURE)
    yield block.Grid("The odds", ("what", "value", "note"), tuple(rows(forecast)))
    yield block.Heading("What decides it")
    told = advice(forecast)
    yield block.Items(tuple(told)) if told else block.Paragraph("Nothing here is uncertain enough to matter.")
    yield block.Heading("Pictures")
    yield from _pictures(forecast)
    yield block.Heading("Tasks")
    yield block.Grid("What becomes of each task", TASK_HEADS, tuple(task_rows(forecast)))
    yield block.Paragraph(EXPLAINED)
    yield block.Heading("What is assumed")
    yield block.Items((*ASSUMPTIONS, f"Dates: {counted(forecast.file)}.", drawn(forecast)))
    if forecast.file.notes:
        yield block.Heading("How the file was read")
        yield block.Items(forecast.file.notes)


def drawn(forecast: Forecast) -> str:
    """Return how many futures were drawn, and what the margins beside the odds are."""
    samples, asked = forecast.outcome.samples, forecast.asked
    whole = f", as they come in {REPLICATES} or more equal groups; {asked:,} were asked for"
    found = f"{samples:,} futures were drawn, with seed {forecast.seed}{whole if samples > asked else ''}."
    if any("(" in note or "±" in note for _, _, note in rows(forecast)):
        return (
            f"{found} Margins, after ± or in brackets, hold the true figure of the model for 95 of 100 seeds."
        )
    return found


def _pictures(forecast: Forecast) -> Iterator[block.Picture]:
    """Yield the pictures that have something to show."""
    if forecast.outcome.chance > 0:
        title = "The share of all futures in which the plan is done by each day"
        yield block.Picture("finish", title, sentence(forecast), partial(_finish, forecast))
    for place, (title, values, form) in enumerate(measures(forecast)):
        yield block.Picture(
            f"tasks-{place + 1}", title, bars_alt(title, values, form), partial(_bars, values, form)
        )


def _finish(forecast: Forecast) -> "Figure":
    from mlteams.management.tool import charts

    by, share = forecast.by, forecast.outcome.done_by
    mark = (
        (time_to(forecast.file, by), f"{written(by)}: {percent(share)}") if by and share is not None else None
    )
    return charts.finish(forecast.outcome, forecast.file.start, mark)


def _bars(values: Mapping[str, float], form: str) -> "Figure":
    from mlteams.management.tool import charts

    return charts.bars(values, form)


def measures(forecast: Forecast) -> list[tuple[str, Mapping[str, float], str]]:
    """Return what is worth bars: a title, a value per task, and the format of a value; without empty ones."""
    outcome, found = forecast.outcome, []
    if outcome.chance > 0:
        shares = {str(name): 100 * float(one) for name, one in outcome.tasks.criticality.items()}
        found.append(("In how many of the futures that work a task decides the date, %", shares, "{:.0f}"))
    dates = {one.task: one.gain for one in forecast.advice.date}
    unit = outcome.unit
    found.append((f"How much earlier P85 comes with a {unit[:-1]} less of a task, {unit}", dates, "{:.1f}"))
    chances = {one.task: one.gain for one in forecast.advice.chance}
    found.append(("How many points the plan's chance rises with a task made certain", chances, "{:.0f}"))
    seen = [
        (title, {k: v for k, v in some.items() if form.format(v) != form.format(0)}, form)
        for title, some, form in found
    ]
    return [one for one in seen if any(value > 0 for value in one[1].values())]


def bars_alt(title: str, values: Mapping[str, float], form: str) -> str:
    """Return what bars show, for those who cannot see them."""
    from mlteams.management.tool.charts import largest

    return f"{title}: {', '.join(f'{name} {form.format(value)}' for name, value in largest(values).items())}."


def _data(forecast: Forecast) -> dict[str, Any]:
    """Return the report as plain values: no NaN, dates as ISO text, times in the roadmap's unit."""
    outcome, file, told = forecast.outcome, forecast.file, forecast.advice
    shares = (*LEVELS[:3], 0.85, *LEVELS[3:])
    tasks = outcome.tasks.reset_index().to_dict("records")
    return {
        "title": forecast.roadmap.title,
        "answer": sentence(forecast),
        "unit": outcome.unit,
        "samples": outcome.samples,
        "seed": forecast.seed,
        "start": file.start.isoformat(),
        "chance": outcome.chance,
        "of_all_futures": {f"p{100 * one:.0f}": _moment(file, forecast.time_of_all(one)) for one in shares},
        "of_those_that_work": {
            "p50": _moment(file, outcome.p50),
            "p85": _moment(file, outcome.p85),
            "p95": _moment(file, outcome.p95),
        },
        "by": _iso(forecast.by),
        "done_by": outcome.done_by,
        "expected_cost": outcome.cost,
        "expected_value": outcome.value,
        "tasks": [{key: _finite(value) for key, value in task.items()} for task in tasks],
        "intervals": {name: [_finite(end) for end in one] for name, one in outcome.intervals.items()},
        "advice": {
            "date": _ranked(told.date_best, told.date_perhaps, told.date),
            "done_by": _ranked(told.done_by_best, told.done_by_perhaps, told.done_by),
            "chance": _ranked(told.chance_best, told.chance_perhaps, told.chance),
            "orders": {one.group: _order(one) for one in told.orders},
        },
        "assumptions": list(ASSUMPTIONS),
        "notes": list(file.notes),
    }


def _moment(file: RoadmapFile, time: float) -> dict[str, Any]:
    return {"time": _finite(time), "date": _iso(finish_date(file, time))}


def _ranked(best: tuple[str, ...], perhaps: tuple[str, ...], gains: tuple[Gain, ...]) -> dict[str, Any]:
    return {"best": list(best), "perhaps": list(perhaps), "gains": [_gain(one) for one in gains]}


def _gain(one: Gain) -> dict[str, Any]:
    return {"task": one.task, "gain": _finite(one.gain), "standard_error": _finite(one.error)}


def _order(one: Saving) -> dict[str, Any]:
    return {
        "best": list(one.order),
        "cost": _finite(one.cost),
        "given_cost": _finite(one.given_cost),
        "cost_standard_error": _finite(one.cost_error),
        "p85_later": _finite(one.time),
        "p85_later_standard_error": _finite(one.time_error),
        "chance_higher": _finite(one.chance),
        "chance_higher_standard_error": _finite(one.chance_error),
    }


def _finite(value: Any) -> Any:  # noqa: ANN401 - a cell of a table
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
