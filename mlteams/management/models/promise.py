"""Which day can Heron promise?

Model: the stochastic activity network of `roadmap` on Heron's own plan: durations and chances from its facts, what
waits for what as in its roadmap file, and a test holds the two together. The day that a list gives adds up the likely
durations along the longest path, every task and the first reader succeeding (critical path method, Kelley & Walker
1959).
Assumptions: those of `roadmap`; every number of Heron Parcels is assumed. Units: weeks from the first Monday in
January 2027; the promised day is the Friday on which, or before which, 17 of 20 futures that work are done.
"""

import math
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core import parcels
from mlteams.core.explorable import Choice, Explorable, Range, View
from mlteams.input.heron import day, fact, facts
from mlteams.management.models.distributions import Estimate, Lognormal, Pert
from mlteams.management.models.roadmap import DUST, Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import certain, edited, in_order

START = day("management.begins")
READER = "A reader that is good enough"


def _task(name: str, *after: str) -> Task:
    """Return a task of Heron's with what its facts say; sure, for one person and of importance 1 unless they do."""
    key = f"management.{re.sub('[^a-z]+', '_', name.lower().replace(chr(39), ''))}"

    def said(what: str, otherwise: float | None = None) -> float:
        return fact(f"{key}.{what}") if otherwise is None or f"{key}.{what}" in facts() else otherwise

    estimate: Estimate
    if f"{key}.weeks.median" in facts():
        estimate = Lognormal(said("weeks.median"), said("weeks.spread"))
    else:
        estimate = Pert(said("weeks.low"), said("weeks.likely"), said("weeks.high"))
    return Task(
        name,
        estimate,
        after,
        chance=said("chance", 1),
        importance=said("importance", 1),
        cost=said("people", 1),
    )


HERON = Roadmap(
    "Heron reads its labels",
    "weeks",
    (
        _task("Agree what a misread costs"),
        _task("Get access to label images"),
        _task("Label a training set", "Get access to label images"),
        _task("Measure the clerks' own error rate", "Label a training set"),
        Alternatives(
            READER,
            (_task("Own model"), _task("Rented reader"), _task("Open model, tuned")),
            ("Label a training set", "Agree what a misread costs"),
            tried="in turn",
        ),
        _task("Screen where clerks correct the machine"),
        _task("Threshold from costs", READER, "Measure the clerks' own error rate"),
        _task("Shadow run in one depot", "Threshold from costs", "Screen where clerks correct the machine"),
        _task("Works council agrees"),
        _task("All depots", "Shadow run in one depot", "Works council agrees"),
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
    tried: Literal["at once", "in turn"] = "at once" if way == AT_ONCE else "in turn"
    steps = in_order(HERON, WAYS[way]).steps
    return simulate(
        replace(
            HERON,
            steps=tuple(
                replace(step, tried=tried) if isinstance(step, Alternatives) else step for step in steps
            ),
        )
    )


LISTED = (2, 3, 12, 1, 4, 4)  # likely weeks: images, labels, own model, threshold, shadow run, all depots


@cache
def listed_weeks() -> float:
    """Return the sum of likely durations along the longest path, if every task succeeds at once."""
    return simulate(edited(HERON, certain), samples=1).p50


@cache
def after_the_shadow_run() -> Outcome:
    """Return the outcome once everything up to the shadow run has succeeded, counted from then on."""
    council, depots = HERON.steps[-2:]
    assert isinstance(council, Task)
    assert isinstance(depots, Task)
    return simulate(replace(HERON, steps=(council, replace(depots, after=(council.name,)))))


@cache
def trial() -> Outcome:
    """Return the outcome of the plan up to the end of the shadow run in one depot."""
    return simulate(replace(HERON, steps=HERON.steps[:-2]))


def day_of(weeks: float, start: date = START) -> date:
    """Return the day on which so many weeks from the start end; whole weeks end on a Sunday."""
    return start + timedelta(days=max(0, math.ceil(7 * weeks - DUST) - 1))


def friday(weeks: float, start: date = START) -> date:
    """Return the first Friday on or after that day."""
    found = day_of(weeks, start)
    return found + timedelta(days=(4 - found.weekday()) % 7)


def weeks_until(when: date, start: date = START) -> float:
    """Return the weeks from the start to the end of a day."""
    return ((when - start).days + 1) / 7


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
    made, (axes,) = look.figure(height=2.8, left=0.15)
    look.frame(axes, "when the machine reads labels in all depots", "", (0, 1), (0, 1), grid="")
    parcels.draw(
        axes, found.finish, weeks_until(promise), by, scale=(8, 46), wide=2, never="never", late="later"
    )
    axes.set_xticks([weeks_until(one) for one in MONTHS], [f"{one:%b}" for one in MONTHS])
    sentence = (
        f"{way.capitalize()}: by {by} the reader runs in all depots in {kept} of 20 futures, in {20 - kept - lost} it "
        f"does so later, and in {lost} never. If it works, half of the futures are done by "
        f"{written(day_of(found.p50))} and 17 of 20 by {written(day_of(found.p85))}."
    )
    rows = [
        ("works at all", f"{found.chance:.0%}"),
        (f"works by {by}", f"{(found.finish <= weeks_until(promise)).mean():.0%}"),
        ("half of those that work, by", written(day_of(found.p50))),
        ("17 of 20 of those that work, by", written(day_of(found.p85))),
        ("person-weeks on average", f"{found.cost:.0f}"),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["Heron's plan", "value"]), kept)


def of_working(found: Outcome, weeks: float) -> float:
    """Return the share of the futures that work which are done by then."""
    return float((found.finish[np.isfinite(found.finish)] <= weeks).mean())


def variables() -> dict[str, str]:
    """Return the numbers that pages quote."""
    found = outcome()
    critical = found.tasks["criticality"]
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
        "late_kept_renting": f"{of_working(outcome('rented reader first'), by[late]):.0%}",
        "trial_even_day": written(friday(trial().p50)),
        "works_after_shadow": str(parcels.kept(after_the_shadow_run().finish, 1e9)),
        "own_critical": f"{critical['Own model']:.0%}",
        "own_chance": f"{fact('management.own_model.chance'):.0%}",
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
