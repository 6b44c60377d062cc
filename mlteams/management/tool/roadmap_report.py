"""The odds of a roadmap for people: a terminal page, a JSON document, an HTML page with charts."""

import math
from calendar import month_name
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import jinja2
import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mlteams.management.models.roadmap import Outcome, Roadmap, simulate
from mlteams.management.tool import charts
from mlteams.management.tool.roadmap_file import RoadmapFile

WORKDAYS = "Monday to Friday, holidays not taken out"
ASSUMPTIONS = (
    "Durations and successes are drawn independently; a cause that delays everything at once is not in here.",
    "A task that fails takes its time too. Nobody re-plans on the way: run this again when a task ends.",
    "Three-point estimates are PERT distributions (λ = 4); a median with a spread is lognormal.",
    "Finish dates are those of the futures in which the plan succeeds; read them with its chance.",
    "Alternatives tried at once stop at the first success; in turn, the next starts when one has failed.",
)


@dataclass(frozen=True)
class Report:
    """A roadmap, its calendar and its odds."""

    file: RoadmapFile
    outcome: Outcome
    seed: int
    by: date | None

    @property
    def roadmap(self) -> Roadmap:
        """Return the roadmap."""
        return self.file.roadmap


def make_report(file: RoadmapFile, samples: int, seed: int, by: date | None) -> Report:
    """Simulate a roadmap; `by` overrides the date in the file."""
    by = by or file.by
    time = None if by is None else time_to(file, by)
    return Report(file, simulate(file.roadmap, samples=samples, seed=seed, by=time), seed, by)


def time_to(file: RoadmapFile, day: date) -> float:
    """Return the time from the start to the end of a day, in the roadmap's unit."""
    if file.roadmap.unit == "weeks":
        return ((day - file.start).days + 1) / 7
    return float(np.busday_count(file.start, day) + np.is_busday(day))


def finish_date(file: RoadmapFile, time: float) -> date | None:
    """Return the day on which a finish falls; None if never or past the calendar's end."""
    if not math.isfinite(time):
        return None
    try:
        if file.roadmap.unit == "weeks":
            return file.start + timedelta(days=max(0, math.ceil(time * 7) - 1))
        first = np.busday_offset(file.start, 0, roll="forward")
        found: date = np.busday_offset(first, max(0, math.ceil(time) - 1)).astype(object)
        return found if isinstance(found, date) else None
    except OverflowError:
        return None


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as plain values: no NaN, dates as ISO text, times in the roadmap's unit."""
    outcome, file = report.outcome, report.file
    quantiles = {"p50": outcome.p50, "p85": outcome.p85, "p95": outcome.p95}
    tasks = outcome.tasks.reset_index().to_dict("records")
    return {
        "title": report.roadmap.title,
        "unit": outcome.unit,
        "samples": outcome.samples,
        "seed": report.seed,
        "start": file.start.isoformat(),
        "chance": outcome.chance,
        "finish": {key: _finite(value) for key, value in quantiles.items()},
        "finish_date": {key: _iso(finish_date(file, value)) for key, value in quantiles.items()},
        "p85_standard_error": _finite(outcome.p85_error),
        "by": _iso(report.by),
        "done_by": outcome.done_by,
        "expected_cost": outcome.cost,
        "expected_value": outcome.value,
        "tasks": [{key: _finite(value) for key, value in task.items()} for task in tasks],
        "most_worth_reducing": {"date": widest_swing(report), "chance": weakest_link(report)},
        "orders": {
            name: {
                "best": list(order.best),
                "expected_cost": order.cost,
                "given_order_cost": order.given_cost,
            }
            for name, order in outcome.orders.items()
        },
        "assumptions": list(ASSUMPTIONS),
    }


def _finite(value: Any) -> Any:  # noqa: ANN401 - a cell of a table
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def widest_swing(report: Report) -> str | None:
    """Return the task whose duration moves the finish most, None if none does."""
    swing = report.outcome.tasks.swing.fillna(0)
    return str(swing.idxmax()) if len(swing) and swing.max() > 0 else None


def chance_gains(report: Report) -> "pd.Series[float]":
    """Return how much the plan's chance would rise if a task were certain to succeed, by task.

    It is the task's Birnbaum importance times its chance of failing.
    """
    failing = {task.name: 1 - task.chance for task in _tasks(report.roadmap)}
    birnbaum = report.outcome.tasks.birnbaum
    return (birnbaum * [failing[str(name)] for name in birnbaum.index]).fillna(0)


def weakest_link(report: Report) -> str | None:
    """Return the task whose success, were it certain, would raise the plan's chance most; None if none would."""
    gains = chance_gains(report)
    return str(gains.idxmax()) if len(gains) and gains.max() > 0.001 else None


def _tasks(roadmap: Roadmap) -> list[Any]:
    return [task for step in roadmap.steps for task in getattr(step, "options", (step,))]


def sentence(report: Report) -> str:
    """Return the answer in one or two sentences."""
    outcome = report.outcome
    if outcome.chance == 0:
        return f"In none of {outcome.samples:,} futures does this plan succeed."
    even, late, latest = (_when(report, time) for time in (outcome.p50, outcome.p85, outcome.p95))
    dates = f"even odds to be done by {even}; 85% by {late}."
    if even == latest:
        dates = f"done on {even}, as nothing in its duration is uncertain to a day."
    found = f"{dates[0].upper()}{dates[1:]}"
    if outcome.chance < 1:
        found = f"It succeeds at all with probability {percent(outcome.chance)}. If it does: {dates}"
    if outcome.done_by is None:
        return found
    assert report.by is not None
    return f"{found} By {written(report.by)} it is done with probability {percent(outcome.done_by)}."


def written(day: date) -> str:
    """Return a date as people write it, the same in every locale."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def _when(report: Report, time: float) -> str:
    day = finish_date(report.file, time)
    return written(day) if day else f"{time:.1f} {report.outcome.unit} from the start"


def percent(share: float) -> str:
    """Return a share as text that does not round an uncertainty away."""
    if 0 < share < 0.01 or 0.99 < share < 1:
        return f"{share:.1%}" if 0.001 <= share <= 0.999 else "<0.1%" if share < 0.5 else ">99.9%"
    return f"{share:.0%}"


def advice(report: Report) -> list[str]:
    """Return what to look at first, a sentence each."""
    outcome, found = report.outcome, []
    swing, link = widest_swing(report), weakest_link(report)
    if swing:
        weeks = outcome.tasks.swing[swing]
        found.append(
            f"For the date, the duration of “{swing}” is most worth knowing better: between its fastest "
            f"and its slowest tenth the finish moves {weeks:.1f} {outcome.unit}."
        )
    if link:
        found.append(
            f"For the chance, “{link}” is most worth securing: were it certain to succeed, the plan's chance would "
            f"rise by {100 * chance_gains(report)[link]:.0f} points."
        )
    for name, order in outcome.orders.items():
        saved = order.given_cost - order.cost
        how = f"saves {saved:.1f} of {order.given_cost:.1f}" if saved > 1e-9 else "is the order given"
        found.append(f"“{name}”, tried in turn: {', then '.join(order.best)} {how} in expected cost.")
    return found


def rows(report: Report) -> list[tuple[str, str, str]]:
    """Return the odds as rows: what, how much, and a note."""
    outcome = report.outcome
    times = (("even odds (P50)", outcome.p50), ("P85", outcome.p85), ("P95", outcome.p95))
    rows = [
        (
            label,
            "never" if math.isnan(time) else f"{time:.1f} {outcome.unit}",
            str(finish_date(report.file, time) or "–"),
        )
        for label, time in times
    ]
    rows.append(("succeeds at all", percent(outcome.chance), ""))
    if outcome.done_by is not None:
        rows.append(("done by", percent(outcome.done_by), str(report.by)))
    rows.append(("expected cost", f"{outcome.cost:.1f}", f"person-{outcome.unit} where cost is 1"))
    rows.append(("expected value", percent(outcome.value), "of all importance"))
    return rows


def task_rows(report: Report) -> list[tuple[str, ...]]:
    """Return a row per task, under `TASK_HEADS`."""

    def cell(value: float, form: str) -> str:
        return "–" if math.isnan(value) else form.format(value)

    return [
        (str(name), cell(row.succeeds, "{:.0%}"), cell(row.criticality, "{:.0%}"), cell(row.swing, "{:.1f}"),
         cell(row.birnbaum, "{:.2f}"))
        for name, row in report.outcome.tasks.iterrows()
    ]  # fmt: skip


TASK_HEADS = ("task", "succeeds", "critical", "swing", "Birnbaum")


def print_report(report: Report, console: Console) -> None:
    """Print the report; names are printed as they are, never as markup."""
    console.print(Text(report.roadmap.title, style="bold"))
    console.print(Text(sentence(report)))
    console.print()
    odds = Table(box=None, show_header=False, pad_edge=False)
    for cells in rows(report):
        odds.add_row(*(Text(cell) for cell in cells))
    console.print(odds)
    console.print()
    tasks = Table(box=None, pad_edge=False)
    for head in TASK_HEADS:
        tasks.add_column(head, justify="left" if head == "task" else "right", overflow="fold")
    for row in task_rows(report):
        tasks.add_row(*(Text(cell) for cell in row))
    console.print(tasks)
    for line in advice(report):
        console.print()
        console.print(Text(line))
    console.print()
    console.print(Text(f"Assumed: {' '.join(ASSUMPTIONS)} Dates: {calendar(report)}."))
    console.print(Text(f"{report.outcome.samples:,} futures, seed {report.seed}{_error(report)}."))


def calendar(report: Report) -> str:
    """Return how dates are counted."""
    unit = "weeks of seven days" if report.roadmap.unit == "weeks" else WORKDAYS
    return f"{unit}, counted from {report.file.start}"


def _error(report: Report) -> str:
    error = report.outcome.p85_error
    return f"; standard error of P85 {error:.2g} {report.outcome.unit}" if math.isfinite(error) else ""


def as_html(report: Report) -> str:
    """Return one self-contained page: no script, no request, charts as SVG with text."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("mlteams.management.tool", "templates"), autoescape=True, trim_blocks=True
    )
    return environment.get_template("roadmap.html").render(
        title=report.roadmap.title,
        sentence=sentence(report),
        rows=rows(report),
        heads=TASK_HEADS,
        tasks=task_rows(report),
        advice=advice(report),
        charts=_charts(report),
        assumptions=(*ASSUMPTIONS, f"Dates: {calendar(report)}."),
        samples=f"{report.outcome.samples:,}",
        seed=report.seed,
        error=_error(report),
    )


@dataclass(frozen=True)
class Chart:
    """A picture with its heading and, for those who cannot see it, what it shows."""

    title: str
    alt: str
    svg: str


def _charts(report: Report) -> list[Chart]:
    """Return the pictures that have something to show."""
    outcome, found = report.outcome, []
    if outcome.chance > 0:
        picture = charts.svg(lambda: charts.finish(outcome, report.file.start), "chart0")
        found.append(Chart("When is it done?", sentence(report), picture))
    for title, values, form in measures(report):
        picture = charts.svg(partial(charts.bars, values, form), f"chart{len(found)}")
        found.append(Chart(title, bars_alt(title, values, form), picture))
    return found


def measures(report: Report) -> list[tuple[str, "pd.Series[float]", str]]:
    """Return what is worth bars: a title, a value per task, and the format of a value; without empty ones."""
    tasks, found = report.outcome.tasks, []
    if report.outcome.chance > 0:
        title = "How often each task is on the critical path, %"
        found.append((title, 100 * tasks.criticality, "{:.0f}"))
        title = f"How far each task's duration moves the finish, {report.outcome.unit}"
        found.append((title, tasks.swing, "{:.1f}"))
    title = "How many points the plan's chance hangs on each task's success"
    found.append((title, 100 * tasks.birnbaum, "{:.0f}"))
    return [one for one in found if len(charts.largest(one[1]))]


def bars_alt(title: str, values: "pd.Series[float]", form: str) -> str:
    """Return what bars show, for those who cannot see them."""
    drawn = charts.largest(values)
    return f"{title}: {', '.join(f'{name} {form.format(value)}' for name, value in drawn.items())}."
