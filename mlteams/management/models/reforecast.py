"""What are the odds of Heron's plan in April?

Model: the stochastic activity network of `roadmap`, with what has happened since January: tasks that have ended take no
more time, and of those in progress the durations that are left are the ones longer than what has elapsed. A test holds
it and `examples/heron/roadmap-april.yaml` together.
Assumptions: those of `roadmap`; every number of Heron Parcels is assumed. Units: weeks from Monday, 19 April 2027.
"""

from dataclasses import replace
from functools import cache
from typing import Literal

from mlteams.core import parcels
from mlteams.input.heron import day
from mlteams.management.models import promise
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import in_order, scoped

START = day("management.shadow_run_begins")
IN_PROGRESS = {"Shadow run in one depot": START, "Works council agrees": day("management.begins")}
NOT_BEGUN = ("All depots",)
READERS: dict[str, Literal["failed", "done", "dropped"]] = {
    "Rented reader": "failed",  # may not be used on the belt
    "Open model, tuned": "done",
    "Own model": "dropped",  # nobody needs it any more
}


def _now(task: Task) -> Task:
    """Return a task of January as it stands in April."""
    if task.name in IN_PROGRESS:
        return replace(task, started=(START - IN_PROGRESS[task.name]).days / 7)
    return task if task.name in NOT_BEGUN else replace(task, status=READERS.get(task.name, "done"))


HERON = Roadmap(
    promise.HERON.title,
    promise.HERON.unit,
    tuple(
        replace(step, options=tuple(map(_now, step.options)))
        if isinstance(step, Alternatives)
        else _now(step)
        for step in in_order(promise.HERON, tuple(READERS)).steps
    ),
)


@cache
def outcome() -> Outcome:
    """Return the outcome of the plan, counted from `START`."""
    return simulate(scoped(HERON))


def kept() -> float:
    """Return the share of the futures that work which keep January's promised day."""
    return promise.of_working(outcome(), promise.weeks_until(list(promise.days().values())[2], START))


def variables() -> dict[str, str]:
    """Return the numbers that pages quote."""
    found = outcome()
    return {
        "works": str(parcels.kept(found.finish, 1e9)),
        "promised_day": list(promise.days())[2],
        "kept_of_20": f"{20 * kept():.0f}",
        "kept": f"{kept():.0%}",
        "even_day": promise.written(promise.friday(found.p50, START)),
        "late_day": promise.written(promise.friday(found.p85, START)),
        "council_weeks": f"{(START - IN_PROGRESS['Works council agrees']).days // 7}",
    }
