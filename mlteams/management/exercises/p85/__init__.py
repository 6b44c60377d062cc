"""The date that is kept in seventeen futures of twenty, and the task that moves it most.

The properties: the date is the roadmap's P85 within standard errors, given that the plan succeeds; a week less
of the task brings it forward most, as far as futures can tell. Hidden roadmaps are drawn until every planted mistake
misses by far and one task leads (`roadmaps`); what is right, and what people answer, stands in `answers`.
"""

from typing import cast

import numpy as np

from mlteams.core.exercise import WIDTH, Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number
from mlteams.management.exercises.p85 import answers
from mlteams.management.exercises.p85.answers import advice, outcome, with_task, with_time
from mlteams.management.exercises.p85.roadmaps import brief
from mlteams.management.models.roadmap import Roadmap
from mlteams.management.tool.forecast import tasks_of

LEAST_FUTURES = 10_000  # that a learner may draw
ROUNDED = 0.05  # weeks: an answer may be rounded to a tenth


def _is_time(value: Plain) -> bool:
    """Tell whether a value is a number, be it infinite or nan: both come of plans that fail."""
    return is_number(value) or (type(value) is float and value != value)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a date in weeks and the name of a task."""
    roadmap = cast(Roadmap, given[0])
    if type(value) is not list or len(value) != 2 or not _is_time(value[0]) or type(value[1]) is not str:
        return Fault("form", "What came back is not a pair of a number of weeks and the name of a task")
    weeks, task = cast(tuple[float, str], value)
    found = outcome(roadmap)
    if not np.isfinite(weeks):
        return Fault("weeks", f"Your number of weeks is {weeks}, which is no date")
    error = found.p85_error * np.sqrt(1 + answers.FUTURES / LEAST_FUTURES)
    if abs(weeks - found.p85) > WIDTH * error + ROUNDED:
        when = "later" if weeks > found.p85 else "earlier"
        return Fault(
            "weeks", f"Your date is {when} than the P85 date of the futures in which the plan succeeds"
        )
    if task not in found.tasks.index:
        return Fault("name", f"“{task[:40]}” is the name of no task or alternative of the roadmap")
    moved = advice(roadmap)
    if moved.date_best and task not in moved.date_best + moved.date_perhaps:
        return Fault("task", "A week less of another task brings the P85 date forward more")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(list[Plain], one), cast(list[Plain], other)
    if aspect == "task":
        return 0 if mine[1] == theirs[1] else np.inf
    time, like = cast(float, mine[0]), cast(float, theirs[0])
    if not (np.isfinite(time) and np.isfinite(like)):
        return np.inf if np.isfinite(time) or np.isfinite(like) else 0
    return abs(time - like) / (0.02 * like)


EXERCISE = Exercise(
    call="promise(roadmap, seed)",
    returns="the weeks until the P85 date, and the name of the task that moves it most",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "even odds",
            "weeks",
            answers.even,
            "That is the date with even odds. Half of the futures that succeed are later.",
        ),
        Mistake(
            "average",
            "weeks",
            answers.average,
            "That is the average finish. It is a fair number for a budget, and a promise of it is broken nearly "
            "every second time.",
        ),
        Mistake(
            "failures counted as late",
            "weeks",
            answers.all_futures,
            "Futures in which the plan fails end never, and yours are among those counted. The date belongs to the "
            "futures in which the plan succeeds; the chance that it does is said beside it.",
        ),
        Mistake(
            "likely values added",
            "weeks",
            answers.likely,
            "You added what each task is likely to take. A few durations run far over and joins wait for the "
            "slowest, so such a date comes too early.",
        ),
        Mistake(
            "too safe",
            "weeks",
            answers.late,
            "That is the date kept in nineteen futures of twenty. Asked is the one kept in seventeen of twenty.",
        ),
        Mistake(
            "days for weeks",
            "weeks",
            lambda roadmap, seed: with_time(roadmap, 7 * outcome(roadmap).p85),
            "You gave days. The roadmap counts weeks, and so does the answer.",
        ),
        Mistake(
            "working days for weeks",
            "weeks",
            lambda roadmap, seed: with_time(roadmap, 5 * outcome(roadmap).p85),
            "You gave working days. The roadmap counts weeks, and so does the answer.",
        ),
        Mistake(
            "what moves it least",
            "task",
            lambda roadmap, seed: with_task(roadmap, advice(roadmap).date[-1].task),
            "You named the task that moves the date least. `advice.date` begins with the one that moves it most.",
        ),
        Mistake(
            "what moves the chance",
            "task",
            lambda roadmap, seed: with_task(roadmap, advice(roadmap).chance[0].task),
            "You named the task that moves the chance that the plan works. Asked is the one that moves the date.",
        ),
        Mistake(
            "always critical",
            "task",
            answers.critical,
            "You named the task that is critical most often. It may last so short a time that there is no week to "
            "save, and the P85 is decided in the late futures. Ask what a week less of each task does to it.",
        ),
        Mistake(
            "the longest",
            "task",
            answers.longest,
            "You named the longest task. Where the late futures wait for another one, a week less of it brings "
            "nothing forward.",
        ),
        Mistake(
            "the widest",
            "task",
            answers.widest,
            "You named the task whose estimate is widest. It moves the date only in futures that reach it and wait "
            "for it.",
        ),
        Mistake(
            "the least likely",
            "task",
            answers.unlikely,
            "You named the task most likely to fail. That decides whether the plan works, not when. Asked is the "
            "task of which a week less brings the date forward most.",
        ),
    ),
    mutants=(
        Mutant(
            "Heron's answer",
            lambda roadmap, seed: with_task(cast(Roadmap, brief(0)[0]), "All depots"),
        ),
        Mutant(
            "Heron's weeks",
            lambda roadmap, seed: with_time(roadmap, outcome(cast(Roadmap, brief(0)[0])).p85),
        ),
        Mutant("eight futures of ten", answers.with_share(0.8)),
        Mutant("nine futures of ten", answers.with_share(0.9)),
        Mutant("three futures of twenty", answers.with_share(0.15)),
        Mutant(
            "failures in front",
            lambda roadmap, seed: with_time(roadmap, answers.failed_first(roadmap)),
        ),
        Mutant(
            "the sign turned round",
            lambda roadmap, seed: with_time(roadmap, -outcome(roadmap).p85),
        ),
        Mutant("the first task", lambda roadmap, seed: with_task(roadmap, tasks_of(roadmap)[0].name)),
        Mutant("the last task", lambda roadmap, seed: with_task(roadmap, tasks_of(roadmap)[-1].name)),
        Mutant(
            "what moves it second",
            lambda roadmap, seed: with_task(roadmap, advice(roadmap).date[1].task),
        ),
        Mutant("a task of no roadmap", lambda roadmap, seed: with_task(roadmap, "Testing")),
    ),
    right="the date is the P85 of the futures that succeed, and a week less of no other task brings it forward more",
    hints=(
        "The promise is to be kept in seventeen futures of twenty. Of which futures, if in some of them the plan "
        "fails altogether? And if you could take a week from one task, which two plans would you compare?",
        "The P85 is the 0.85 quantile of the finish, given success. What a task moves is the P85 of the plan minus "
        "that of the same plan in which the task takes a week less, both on the same futures.",
        "simulate returns an Outcome, which has the quantile as an attribute. advise makes the comparisons: its "
        "Advice has a list `date` with one gain a task, the largest first, and each gain has the name of its task.",
    ),
    seconds=10,
    fills=("management.dates.promise", "management.dates.top_risk"),
)
