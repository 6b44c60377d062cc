"""Which day can Heron promise?

Model: the stochastic activity network of `roadmap` on Heron's own plan. The plan stands here as it stands in
`examples/heron`, and a test holds the two together. The day that a list gives adds up the likely durations along the
longest path, every task and the first reader succeeding (critical path method, Kelley & Walker 1959).
Assumptions: those of `roadmap`; every number of Heron Parcels is assumed. Units: weeks from the first Monday in
January 2027; the promised day is the Friday on which, or before which, 17 of 20 futures that work are done.
"""

import math
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core import parcels
from mlteams.core.explorable import Choice, Explorable, Range, View
from mlteams.management.models.distributions import Lognormal, Pert
from mlteams.management.models.roadmap import DUST, Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import parts

START = date(2027, 1, 4)
READER = "A reader that is good enough"
HERON = Roadmap(  # Heron, assumed: examples/heron says why
    "Heron reads its labels",
    "weeks",
    (
        Task("Agree what a misread costs", Pert(0.5, 1, 3), importance=1),
        Task("Get access to label images", Pert(1, 2, 8), chance=0.95),
        Task("Label a training set", Pert(2, 3, 6), ("Get access to label images",), cost=3),
        Task("Measure the clerks' own error rate", Pert(1, 1, 2), ("Label a training set",)),
        Alternatives(
            READER,
            (
                Task("Own model", Pert(6, 12, 20), chance=0.6, cost=2),
                Task("Rented reader", Pert(1, 2, 4), chance=0.35, cost=2),
                Task("Open model, tuned", Pert(3, 5, 9), chance=0.45, cost=2),
            ),
            ("Label a training set", "Agree what a misread costs"),
            tried="in turn",
        ),
        Task("Screen where clerks correct the machine", Lognormal(4, 0.4), cost=2, importance=2),
        Task("Threshold from costs", Pert(0.5, 1, 2), (READER, "Measure the clerks' own error rate")),
        Task(
            "Shadow run in one depot",
            Pert(3, 4, 6),
            ("Threshold from costs", "Screen where clerks correct the machine"),
            chance=0.85,
            importance=3,
        ),
        Task("Works council agrees", Lognormal(6, 0.7), chance=0.9),
        Task(
            "All depots",
            Pert(2, 4, 10),
            ("Shadow run in one depot", "Works council agrees"),
            chance=0.95,
            cost=2,
            importance=5,
        ),
    ),
)
WAYS = {
    "own model first": ("Own model", "Rented reader", "Open model, tuned"),
    "rented reader first": ("Rented reader", "Open model, tuned", "Own model"),
    "all three at once": ("Own model", "Rented reader", "Open model, tuned"),
}
GIVEN, AT_ONCE = "own model first", "all three at once"


@cache
def outcome(way: str = GIVEN) -> Outcome:
    """Return the outcome of Heron's plan with its readers tried in one of `WAYS`."""

    def ordered(group: Alternatives) -> Alternatives:
        options = sorted(group.options, key=lambda option: WAYS[way].index(option.name))
        return replace(group, options=tuple(options), tried="at once" if way == AT_ONCE else "in turn")

    steps = tuple(ordered(step) if isinstance(step, Alternatives) else step for step in HERON.steps)
    return simulate(replace(HERON, steps=steps))


LISTED = (2, 3, 12, 1, 4, 4)  # likely weeks: images, labels, own model, threshold, shadow run, all depots


@cache
def listed_weeks() -> float:
    """Return the sum of likely durations along the longest path, if every task succeeds at once."""

    def sure(task: Task) -> Task:
        guess = task.estimate
        middle = guess.likely if isinstance(guess, Pert) else guess.median
        return replace(task, estimate=Pert(middle, middle, middle), chance=1.0)

    steps = tuple(
        replace(step, options=tuple(map(sure, step.options))) if isinstance(step, Alternatives) else sure(step)
        for step in HERON.steps
    )
    return simulate(replace(HERON, steps=steps), samples=1).p50


@cache
def after_the_shadow_run() -> Outcome:
    """Return the outcome once everything up to the shadow run has succeeded, counted from then on."""
    council, depots = HERON.steps[-2:]
    assert isinstance(council, Task) and isinstance(depots, Task)
    return simulate(replace(HERON, steps=(council, replace(depots, after=(council.name,)))))


def day(weeks: float) -> date:
    """Return the day on which so many weeks from the start end; whole weeks end on a Sunday."""
    return START + timedelta(days=max(0, math.ceil(7 * weeks - DUST) - 1))


def friday(weeks: float) -> date:
    """Return the first Friday on or after that day."""
    found = day(weeks)
    return found + timedelta(days=(4 - found.weekday()) % 7)


def weeks_until(when: date) -> float:
    """Return the weeks from the start to the end of a day."""
    return ((when - START).days + 1) / 7


def written(when: date) -> str:
    """Return a day as prose writes it: 5 July."""
    return f"{when.day} {when:%B}"


@cache
def days() -> dict[str, date]:
    """Return the Fridays that can be asked for, by their words: the list's, even odds, P85, and a later one."""
    listed = friday(listed_weeks() - 1)  # its weeks end on a Sunday, and nobody works on the last two days
    found = (listed, friday(outcome().p50), friday(outcome().p85), date(2027, 11, 5))
    return {written(one): one for one in found}


MONTHS = tuple(date(2027, month, 1) for month in range(3, 13, 2))


def draw_day(by: str, way: str) -> View:
    """Draw twenty futures of Heron's plan against a promised day."""
    found, promise = outcome(way), days()[by]
    kept = parcels.kept(found.finish, weeks_until(promise))
    lost = sum(time == np.inf for time in parcels.twenty(found.finish))
    made, (axes,) = look.figure(height=3.0, left=0.15)
    look.frame(axes, "when the machine reads labels in all depots", "", (0, 1), (0, 1), grid="")
    parcels.draw(
        axes, found.finish, weeks_until(promise), by, scale=(8, 46), wide=2, never="never", late="later"
    )
    axes.set_xticks([weeks_until(one) for one in MONTHS], [f"{one:%b}" for one in MONTHS])
    sentence = (
        f"{way.capitalize()}: by {by} the reader runs in all depots in {kept} of 20 futures, in {20 - kept - lost} it "
        f"does so later, and in {lost} never. If it works, half of the futures are done by {written(day(found.p50))} "
        f"and 17 of 20 by {written(day(found.p85))}."
    )
    rows = [
        ("works at all", f"{found.chance:.0%}"),
        (f"works by {by}", f"{(found.finish <= weeks_until(promise)).mean():.0%}"),
        ("half of those that work, by", written(day(found.p50))),
        ("17 of 20 of those that work, by", written(day(found.p85))),
        ("person-weeks on average", f"{found.cost:.0f}"),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["Heron's plan", "value"]), kept)


WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def variables() -> dict[str, str]:
    """Return the numbers that pages quote."""
    found = outcome()
    critical = found.tasks["criticality"]
    most = critical[critical > 0.9]
    risky = [task.name for step in HERON.steps for task in parts(step) if task.chance < 0.9 and task.name in most]
    by = {name: weeks_until(when) for name, when in days().items()}
    listed, even, late = list(by)[:3]
    return {
        "chain": " + ".join(f"{step:g}" for step in LISTED),
        "listed_weeks": f"{listed_weeks():.0f}",
        "listed_day": listed,
        "even_day": even,
        "late_day": late,
        "listed_kept": str(parcels.kept(found.finish, by[listed])),
        "works": str(parcels.kept(found.finish, 1e9)),
        "late_kept": str(parcels.kept(found.finish, by[late])),
        "works_after_shadow": str(parcels.kept(after_the_shadow_run().finish, 1e9)),
        "own_critical": f"{critical['Own model']:.0%}",
        "own_chance": f"{0.6:.0%}",
        "many_critical": WORDS[int((critical.round(2) >= critical["Own model"].round(2)).sum())],
        "risky_critical": " and ".join(f"“{name}”" for name in risky),
        "once_late_day": written(friday(outcome(AT_ONCE).p85)),
        "once_cost": f"{outcome(AT_ONCE).cost:.0f}",
        "given_cost": f"{found.cost:.0f}",
    }


EXPLORABLES = (
    Explorable(
        name="promise-day",
        question="By which day does a machine read Heron’s labels in all depots?",
        predict=Range(
            "The day has come that the likely durations add up to. In how many of twenty futures does the machine read "
            "labels in all depots by then?",
            "of 20 futures",
            0,
            20,
        ),
        controls=(
            Choice("by", "Promised day", tuple(days()), next(iter(days()))),
            Choice("way", "How the readers are tried", tuple(WAYS), GIVEN),
        ),
        draw=draw_day,
    ),
)
