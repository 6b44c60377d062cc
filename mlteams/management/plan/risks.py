"""The risks: the tasks named as the largest against the roadmap's, and tasks that may fail with nothing beside them."""

import difflib
import math
from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from mlteams.core.block import Block, Grid, Heading, Paragraph, Picture
from mlteams.core.section import Contradiction
from mlteams.input.errors import shown
from mlteams.input.values import Name, Unfinished
from mlteams.management.models.roadmap import Outcome
from mlteams.management.plan.promise import ERRORS, READ, of_the_difference
from mlteams.management.plan.study import Study
from mlteams.management.tool import charts
from mlteams.management.tool import roadmap_report as odds
from mlteams.management.tool.roadmap_report import chance_gains, percent

EVEN = 0.5  # above it, a task is critical more often than not; below it, it fails more often than not
_EXPLAINED = (
    "Succeeds: reached and successful. Critical: share of successful futures in which it lies on the critical path. "
    "Swing: how much later the finish is in its slowest tenth than in its fastest. Birnbaum: how much likelier the "
    "plan is when it succeeds than when it fails."
)


class TopRisk(Unfinished):
    """The task that decides the date, and the task that decides whether the plan works."""

    date: Name | None = None
    chance: Name | None = None


def contradictions(said: TopRisk, confidence: float | None, study: Study) -> Iterator[Contradiction]:
    """Yield a top risk that is not the roadmap's, and tasks too unlikely for the promised `confidence`."""
    named = [key for key in ("date", "chance") if getattr(said, key)]
    if study.report is None:
        if named:
            yield Contradiction(
                (*(study.line("dates", "top_risk", key) for key in named), study.line("dates", "roadmap")),
                "A top risk is named, and no roadmap in which it could be one.",
                "Which task moves the date, and which the chance, is computed from 1 roadmap; there are 0.",
                READ,
            )
        return
    outcome = study.report.outcome
    if outcome.chance == 0:
        return
    both = of_the_difference(outcome.samples)
    yield from _not_the_largest(
        study, "date", said.date, outcome.tasks.swing.fillna(0), _swing_error(outcome) * both,
        f"moves the finish by {{:.1f}} {outcome.unit} between its fastest and its slowest tenth",
    )  # fmt: skip
    yield from _not_the_largest(
        study, "chance", said.chance, 100 * chance_gains(study.report), 100 * _gain_error(outcome) * both,
        "adds {:.0f} points to the plan's chance once it is certain",
    )  # fmt: skip
    yield from _risky(study, outcome, confidence)


def _swing_error(outcome: Outcome) -> float:
    """Return the standard error of a swing, a difference of two means over a tenth of the futures each."""
    finish = outcome.finish[np.isfinite(outcome.finish)]
    return float(finish.std() * math.sqrt(2 / max(1.0, 0.1 * len(finish))))


def _gain_error(outcome: Outcome) -> float:
    """Return a bound of the standard error of a gain in chance: that of a share of half of the futures."""
    return math.sqrt(outcome.chance * (1 - outcome.chance) / (outcome.samples / 2))


def _not_the_largest(
    study: Study, key: str, name: str | None, values: "pd.Series[float]", error: float, does: str
) -> Iterator[Contradiction]:
    if name is None:
        return
    lines = (study.line("dates", "top_risk", key), study.line("dates", "roadmap"))
    largest, most = values.idxmax(), float(values.max())
    if name not in values.index:
        close = difflib.get_close_matches(name, map(str, values.index), 1)
        meant = f" Did you mean {shown(close[0])}?" if close else ""
        says = f"{shown(name)} is named as the top risk for the {key}, and the roadmap has no such task."
        others = f"{len(values)} other{'s' if len(values) > 1 else ''}"
        yield Contradiction(lines, says, f"It has {others}.{meant}", READ)
    elif beaten(float(values[name]), most, error):
        yield Contradiction(
            lines,
            f"“{name}” is named as the top risk for the {key}, and in the roadmap it is “{largest}”.",
            f"“{largest}” {does.format(most)}; “{name}” {does.format(float(values[name]))}.",
            READ,
        )


def beaten(value: float, most: float, error: float) -> bool:
    """Tell whether a risk is smaller than the largest: by more than the error explains, or nothing beside something."""
    return value + ERRORS * error < most or value <= 0 < most


def _risky(study: Study, outcome: Outcome, confidence: float | None) -> Iterator[Contradiction]:
    """Yield the tasks that decide the date, may well fail, and have nothing that can stand in for them."""
    for name, place in sorted(study.places.items()):
        chance, critical = place.task.chance, float(outcome.tasks.criticality[name])
        if not place.alone or not too_risky(
            chance, critical, confidence
        ):  # what has a status is never critical
            continue
        because = f"Whatever else goes well, the plan works with probability {percent(chance)} at most"
        lines = [study.line("dates", "roadmap")]
        if confidence is None:
            because += ", so it is likelier to fail."
        else:
            because += f"; the promise says {percent(confidence)}."
            lines.append(study.line("dates", "promise", "confidence"))
        yield Contradiction(
            tuple(lines),
            f"“{name}” works with probability {percent(chance)}, decides the date in {percent(critical)} of the "
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
    report = study.report
    if report is None:
        return
    yield Heading("Top risks")
    for key, name in (("date", said.date), ("chance", said.chance)):
        if name:
            yield Paragraph(f"The plan names “{name}” as the top risk for the {key}.")
    for line in odds.advice(report):
        yield Paragraph(line)
    for place, (title, values, form) in enumerate(odds.measures(report)):
        alt = odds.bars_alt(title, values, form)
        yield Picture(f"risks-{place + 1}", title, alt, partial(charts.bars, values, form))
    yield Grid("Tasks", odds.TASK_HEADS, tuple(odds.task_rows(report)))
    yield Paragraph(_EXPLAINED)
