"""The odds of a roadmap in words that whoever has to decide knows: the answer, the dates, the tasks."""

import math
from collections.abc import Callable

from mlteams.core.words import amount, percent, written
from mlteams.management.tool.forecast import Forecast
from mlteams.management.tool.roadmap_dates import finish_date
from mlteams.management.tool.sinking import cannot, sinking

LEVELS = (0.5, 0.7, 0.8, 0.9)  # shares of futures whose dates are told
ODDS = {"p50": "even odds", "p85": "85% odds", "p95": "95% odds"}


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
    if forecast.on_the_edge(0.85):
        last = when(forecast, time)
        return (
            f"Counting the futures in which it fails, 85% are reached at best on about the last day of those in which "
            f"it works, {last}: the chance is 85% or not told apart from it."
        )
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
            _when_of_all(forecast, share),
            when(forecast, forecast.time_of_working(share)),
        )
        for share in LEVELS
    ]


def _when_of_all(forecast: Forecast, share: float) -> str:
    """Return by when a share of all futures is done; marked where only the last day that works may reach it."""
    day = when(forecast, forecast.time_of_all(share))
    return f"about {day}, the last day, or never" if forecast.on_the_edge(share) else day


DATE_HEADS: tuple[str, ...] = ("share done", "of all futures", "of those in which it works")


def rows(forecast: Forecast) -> list[tuple[str, str, str]]:
    """Return the odds as rows: what, how much, and a note, with a margin where it changes what is written."""
    outcome, unit = forecast.outcome, forecast.outcome.unit
    known = outcome.chance == 0 and cannot(forecast.roadmap)  # then no future is needed to tell
    margin = "" if known else _margin(forecast, "chance", percent)
    found = [("chance that it works", percent(outcome.chance), f"of all futures{margin}")]
    if outcome.done_by is not None and forecast.by is not None:
        margin = "" if known else _margin(forecast, "done_by", percent)
        found.append((f"done by {written(forecast.by)}", percent(outcome.done_by), f"of all futures{margin}"))
    given = ", if it works" if outcome.chance < 1 else ""
    times = [("p50", outcome.p50), ("p85", outcome.p85), ("p95", outcome.p95)]
    labelled = [(name, f"{ODDS[name]}{given} ({name.upper()})", time) for name, time in times]
    if given:  # else the two kinds of futures are one
        labelled.append(("", "85% odds, of all futures", forecast.time_of_all(0.85)))
    for name, label, time in labelled if outcome.chance > 0 else ():
        if math.isfinite(time):
            day = when(forecast, time) + _days(forecast, name, time) if name else _when_of_all(forecast, 0.85)
            found.append((label, f"{amount(time)} {unit}", day))
        else:
            found.append((label, "never", ""))
    margin = _margin(forecast, "cost", amount)
    found.append(
        (
            "expected cost",
            f"{amount(outcome.cost)} person-{unit}",
            f"the average; a cost of 1 is one person{margin}",
        )
    )
    margin = _margin(forecast, "value", percent)
    what = "the average share of all importance that succeeds, also where the plan fails"
    found.append(("expected value", percent(outcome.value), f"{what}{margin}"))
    return found


def _margin(forecast: Forecast, name: str, shown: Callable[[float], str]) -> str:
    """Return the 95% interval of a figure in brackets; nothing where its ends are written alike."""
    interval = forecast.outcome.intervals.get(name)
    if interval is None or shown(interval[0]) == shown(interval[1]):
        return ""
    return f" ({shown(interval[0])} to {shown(interval[1])})"


def _days(forecast: Forecast, name: str, time: float) -> str:
    """Return by how many days a date may be off, where it may."""
    interval = forecast.outcome.intervals.get(name, (time, time))
    if math.isinf(interval[1]):
        return ", or later: it works in too few futures to tell"
    day, *ends = (finish_date(forecast.file, one) for one in (time, *interval))
    off = max((abs((end - day).days) for end in ends if day and end), default=0)
    return f" ± {off} day{'s' if off > 1 else ''}" if off else ""


def task_rows(forecast: Forecast) -> list[tuple[str, ...]]:
    """Return a row per task, under `TASK_HEADS`."""

    def cell(share: float) -> str:
        return "–" if math.isnan(share) else percent(share)

    return [
        (str(name), cell(row.reached), cell(row.succeeds), cell(row.criticality))
        for name, row in forecast.outcome.tasks.iterrows()
    ]


FUTURE = (
    "A future is one run of the plan in which every duration and every success is drawn from its estimate."
)
TASK_HEADS = ("task", "starts", "succeeds", "decides the date")
EXPLAINED = (
    "Starts and succeeds: in how many of all futures. Decides the date: in how many of the futures in which the plan "
    "works the end waited for this task. A day more on it does not always make the end a day later: where two "
    "alternatives are tried at once, the other may then be first."
)
