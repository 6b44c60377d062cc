"""The promise and its risks against the roadmap they stand on."""

import difflib
import math
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from mlteams.core.section import Contradiction
from mlteams.input.errors import shown
from mlteams.management.models.estimates import SIP_LEVELS, SIP_RATIOS
from mlteams.management.models.roadmap import Outcome
from mlteams.management.plan.study import CHAPTER, Study
from mlteams.management.tool.roadmap_report import Report, chance_gains, finish_date, percent, written

READ = f"{CHAPTER}#sec-roadmap"
ERRORS = 3  # standard errors within which two simulations of one roadmap agree, as in the exercises
OTHERS = 20_000  # futures behind a number that comes from elsewhere: what `mlteams roadmap` draws
TAIL = SIP_RATIOS[SIP_LEVELS.index(0.90)]


def promise(study: Study) -> Iterator[Contradiction]:
    """Yield a promise that has passed, that stands on no roadmap, or on one that gives a later date."""
    said, today = study.form.promise, study.context.today
    if said.date is None:
        return
    line = study.line("promise", "date")
    if said.date < today:
        days = (today - said.date).days
        yield Contradiction(
            (line,),
            f"The promised day, {written(said.date)}, has passed.",
            f"It lies {days:,} day{'s' if days > 1 else ''} before {written(today)}, the day this plan speaks of.",
            READ,
        )
    elif study.report is None:
        yield Contradiction(
            (line, study.line("roadmap")),
            f"{written(said.date)} is promised, and no roadmap stands under it.",
            f"A sum of estimates is no date: one finished software task in ten took more than {TAIL:g} times its "
            "estimate. Write the tasks down, with three durations and a chance each.",
            READ,
        )
    elif study.report.outcome.chance == 0:
        yield Contradiction(
            (line, study.line("roadmap")),
            f"{written(said.date)} is promised for a plan that does not work.",
            f"In none of {study.report.outcome.samples:,} futures does the roadmap succeed.",
            READ,
        )
    elif said.confidence is not None:
        yield from _too_early(study, study.report, said.confidence)


def kept(report: Report) -> float:
    """Return the share of the futures in which the plan works that are done by the date asked for."""
    return min(1.0, (report.outcome.done_by or 0.0) / report.outcome.chance)


def at_confidence(report: Report, confidence: float) -> str:
    """Return the date by which that share of the futures in which the plan works are done."""
    finish = report.outcome.finish[np.isfinite(report.outcome.finish)]
    time = float(np.quantile(finish, confidence))
    day = finish_date(report.file, time)
    return written(day) if day else f"{time:.1f} {report.outcome.unit} from the start"


def _too_early(study: Study, report: Report, confidence: float) -> Iterator[Contradiction]:
    outcome, share, day = report.outcome, kept(report), study.form.promise.date
    error = math.sqrt(share * (1 - share) / (outcome.samples * outcome.chance)) * _both(outcome)
    if day is None or share + ERRORS * error >= confidence:
        return
    yield Contradiction(
        tuple(study.line(*loc) for loc in (("promise", "date"), ("promise", "confidence"), ("roadmap",))),
        f"{written(day)} is promised at {percent(confidence)}, and the roadmap gives {percent(share)}.",
        f"Of the futures in which the plan works, {percent(share)} are done by then and {percent(confidence)} by "
        f"{at_confidence(report, confidence)}. It works at all with probability {percent(outcome.chance)}.",
        READ,
    )


def _both(outcome: Outcome) -> float:
    """Return how many times the error of this simulation that of its difference from another one is."""
    return math.sqrt(1 + outcome.samples / OTHERS)


def top_risk(study: Study) -> Iterator[Contradiction]:
    """Yield a top risk that is not the roadmap's."""
    said = study.form.top_risk
    lines = tuple(study.line("top_risk", key) for key in ("date", "chance") if getattr(said, key))
    if lines and study.report is None:
        yield Contradiction(
            (*lines, study.line("roadmap")),
            "A top risk is named, and no roadmap in which it could be one.",
            "Which task moves the date, and which the chance, is computed from 1 roadmap; there are 0.",
            READ,
        )
    elif study.report and study.report.outcome.chance > 0:
        outcome = study.report.outcome
        yield from _not_the_largest(
            study, "date", said.date, outcome.tasks.swing.fillna(0), _swing_error(outcome) * _both(outcome),
            f"moves the finish by {{:.1f}} {outcome.unit} between its fastest and its slowest tenth",
        )  # fmt: skip
        yield from _not_the_largest(
            study, "chance", said.chance, 100 * chance_gains(study.report), 100 * _gain_error(outcome) * _both(outcome),
            "adds {:.0f} points to the plan's chance once it is certain",
        )  # fmt: skip


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
    lines = (study.line("top_risk", key), study.line("roadmap"))
    largest = values.idxmax()
    most = float(values.max())
    if name not in values.index:
        close = difflib.get_close_matches(name, map(str, values.index), 1)
        meant = f" Did you mean {shown(close[0])}?" if close else ""
        says = f"{shown(name)} is named as the top risk for the {key}, and the roadmap has no such task."
        yield Contradiction(lines, says, f"It has {len(values)} others.{meant}", READ)
    elif values[name] + ERRORS * error < most or (values[name] <= 0 < most):
        yield Contradiction(
            lines,
            f"“{name}” is named as the top risk for the {key}, and in the roadmap it is “{largest}”.",
            f"“{largest}” {does.format(most)}; “{name}” {does.format(float(values[name]))}.",
            READ,
        )


def risky_tasks(study: Study) -> Iterator[Contradiction]:
    """Yield the tasks that decide the date, may well fail, and have nothing that can stand in for them.

    Low is a chance below what is promised, which no promise can then reach, or below one half without a promise;
    high is a criticality of more than one half: the task decides the date more often than not.
    """
    if study.report is None or study.report.outcome.chance == 0:
        return
    confidence = study.form.promise.confidence
    critical: Mapping[str, float] = dict(study.report.outcome.tasks.criticality)
    for name in sorted(study.alone):
        chance = study.tasks[name].chance
        if chance >= (0.5 if confidence is None else confidence) or critical[name] <= 0.5:
            continue
        because = f"Whatever else goes well, the plan works with probability {percent(chance)} at most"
        if confidence is None:
            because += ", so it is likelier to fail."
        else:
            because += f"; the promise says {percent(confidence)}."
        yield Contradiction(
            (
                study.line("roadmap"),
                *([study.line("promise", "confidence")] if confidence is not None else []),
            ),
            f"“{name}” works with probability {percent(chance)}, decides the date in {percent(critical[name])} of the "
            "futures that work, and has no alternative.",
            f"{because} Give the task an alternative, or promise only what stands without it.",
            READ,
        )
