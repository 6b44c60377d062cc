"""The date that is kept in seventeen futures of twenty, and the task that moves it most.

The properties: the date is the roadmap's P85 within three standard errors, given that the plan succeeds; the task
is the one with the widest swing. Hidden roadmaps are drawn until every planted mistake misses by far.
"""

from dataclasses import replace
from functools import lru_cache
from typing import cast

import numpy as np

from mlteams.core.exercise import Brief, Exercise, Fault, Mistake, Plain, is_number
from mlteams.management.models import estimates
from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

FUTURES = 40_000  # of the reference
LEAST_FUTURES = 10_000  # that a learner may draw
ROUNDED = 0.05  # weeks: an answer may be rounded to a tenth
APART = 0.06  # of the date: between it and every planted one, at least


@lru_cache(maxsize=32)
def brief(seed: int) -> Brief:
    """Return (roadmap, seed)."""
    if seed == 0:
        return read_roadmap(ROOT / "examples" / "heron.yaml").roadmap, 0
    for attempt in range(1_000):
        roadmap = _drawn(np.random.default_rng([seed, attempt]))
        if _separates(roadmap):
            return roadmap, seed
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator) -> Roadmap:
    """Return a roadmap in Heron's manner: one wide estimate, one long one, and some tasks that can fail."""

    def pert(mean: float, width: float) -> Pert:
        return Pert(round(mean * (1 - width), 1), round(mean, 1), round(mean * (1 + 3 * width), 1))

    wide, long = rng.permutation(4)[:2]
    shapes = [pert(rng.uniform(3, 6), rng.uniform(0.1, 0.2)) for _ in range(4)]
    shapes[wide] = pert(rng.uniform(4, 6), rng.uniform(0.7, 0.9))
    shapes[long] = pert(rng.uniform(10, 13), 0.1)
    collect, label, train, pilot = shapes
    chances = [float(chance) for chance in rng.permutation([0.7, 0.85, 0.9, 0.95])]
    ready = Task("Buy a reader", pert(2, 0.3), chance=0.4)
    own = Task("Train a reader", train, chance=chances[2])
    return Roadmap(
        "Another plan",
        "weeks",
        (
            Task("Collect images", collect, chance=chances[0]),
            Task("Label images", label, after=("Collect images",)),
            Alternatives("A reader", (own, ready), after=("Label images",), tried="in turn"),
            Task("Run a pilot", pilot, after=("A reader",), chance=chances[1]),
            Task("Sign a contract", Lognormal(float(rng.uniform(4, 8)), 0.4), chance=chances[3]),
            Task("Roll out", pert(3, 0.2), after=("Run a pilot", "Sign a contract")),
        ),
    )


def _separates(roadmap: Roadmap) -> bool:
    outcome = _outcome(roadmap)
    swings = outcome.tasks.swing.sort_values(ascending=False)
    wrong = [answer(roadmap, 0)[0] for answer in (_even, _average, _all, _likely, _late)]
    others = [answer(roadmap, 0)[1] for answer in (_critical, _longest, _unlikely)]
    far = all(abs(time - outcome.p85) > APART * outcome.p85 for time in wrong)
    apart = len({swings.index[0], *others}) == 1 + len(others)
    return far and apart


@lru_cache(maxsize=64)
def _outcome(roadmap: Roadmap, seed: int = 99) -> Outcome:
    return simulate(roadmap, samples=FUTURES, seed=seed)


Answer = tuple[float, str]


def _widest(outcome: Outcome) -> str:
    return str(outcome.tasks.swing.idxmax())


def _with_time(roadmap: Roadmap, time: float) -> Answer:
    return time, _widest(_outcome(roadmap))


def _with_task(roadmap: Roadmap, task: object) -> Answer:
    return _outcome(roadmap).p85, str(task)


def _even(roadmap: Roadmap, seed: int) -> Answer:
    return _with_time(roadmap, _outcome(roadmap).p50)


def _late(roadmap: Roadmap, seed: int) -> Answer:
    return _with_time(roadmap, _outcome(roadmap).p95)


def _average(roadmap: Roadmap, seed: int) -> Answer:
    finish = _outcome(roadmap).finish
    return _with_time(roadmap, float(finish[np.isfinite(finish)].mean()))


def _all(roadmap: Roadmap, seed: int) -> Answer:
    finish = np.sort(_outcome(roadmap).finish)
    return _with_time(roadmap, float(finish[int(0.85 * len(finish))]))


def _likely(roadmap: Roadmap, seed: int) -> Answer:
    def certain(task: Task) -> Task:
        middle = task.estimate.likely if isinstance(task.estimate, Pert) else task.estimate.median
        return replace(task, estimate=Pert(middle, middle, middle), chance=1.0)

    steps = tuple(
        replace(step, options=tuple(map(certain, step.options)))
        if isinstance(step, Alternatives)
        else certain(step)
        for step in roadmap.steps
    )
    return _with_time(roadmap, simulate(replace(roadmap, steps=steps), samples=20).p50)


def _tasks(roadmap: Roadmap) -> list[Task]:
    return [
        task
        for step in roadmap.steps
        for task in (step.options if isinstance(step, Alternatives) else (step,))
    ]


def _critical(roadmap: Roadmap, seed: int) -> Answer:
    return _with_task(roadmap, _outcome(roadmap).tasks.criticality.idxmax())


def _longest(roadmap: Roadmap, seed: int) -> Answer:
    return _with_task(roadmap, max(_tasks(roadmap), key=lambda task: estimates.mean(task.estimate)).name)


def _unlikely(roadmap: Roadmap, seed: int) -> Answer:
    return _with_task(roadmap, min(_tasks(roadmap), key=lambda task: task.chance).name)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a date in weeks and the name of a task."""
    roadmap = cast(Roadmap, given[0])
    if type(value) is not list or len(value) != 2 or not is_number(value[0]) or type(value[1]) is not str:
        return Fault("form", "What came back is not a pair of a number of weeks and the name of a task")
    weeks, task = cast(tuple[float, str], value)
    outcome = _outcome(roadmap)
    error = outcome.p85_error * np.sqrt(1 + FUTURES / LEAST_FUTURES)
    if not abs(weeks - outcome.p85) <= 3 * error + ROUNDED:
        when = "later" if weeks > outcome.p85 else "earlier"
        return Fault(
            "weeks", f"Your date is {when} than the P85 date of the futures in which the plan succeeds"
        )
    if task not in outcome.tasks.index:
        return Fault("name", f"“{task[:40]}” is the name of no task or alternative of the roadmap")
    if task != _widest(outcome):
        return Fault("task", "Another task's duration moves the finish more")
    return None


def _distance(aspect: str, one: Plain, other: Plain) -> float:
    mine, theirs = cast(list[Plain], one), cast(list[Plain], other)
    if aspect == "task":
        return 0 if mine[1] == theirs[1] else np.inf
    time, like = cast(float, mine[0]), cast(float, theirs[0])
    return 0 if time == like else abs(time - like) / (0.02 * like) if np.isfinite(like) else np.inf


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
            _even,
            "That is the date with even odds. Half of the futures that succeed are later.",
        ),
        Mistake(
            "average",
            "weeks",
            _average,
            "That is the average finish. It is a fair number for a budget, and a promise of it is broken nearly "
            "every second time.",
        ),
        Mistake(
            "failures counted as late",
            "weeks",
            _all,
            "You counted futures in which the plan fails as if they were merely late. The date belongs to the "
            "futures in which the plan succeeds; the chance that it does is said beside it.",
        ),
        Mistake(
            "likely values added",
            "weeks",
            _likely,
            "You added what each task is likely to take. Durations lean to the right and joins wait for the "
            "slowest, so such a date comes too early.",
        ),
        Mistake(
            "too safe",
            "weeks",
            _late,
            "That is the date kept in nineteen futures of twenty. Asked is the one kept in seventeen of twenty.",
        ),
        Mistake(
            "always critical",
            "task",
            _critical,
            "You named the task that is critical most often. It may be critical in every future and yet last "
            "nearly the same in all of them. Ask which duration moves the finish.",
        ),
        Mistake(
            "the longest",
            "task",
            _longest,
            "You named the longest task. If everybody knows how long it takes, it moves nothing.",
        ),
        Mistake(
            "the least likely",
            "task",
            _unlikely,
            "You named the task most likely to fail. That decides whether the plan works, not when. Asked is the "
            "task whose duration moves the date.",
        ),
    ),
    right="the date is the P85 of the futures that succeed, and no duration moves the finish more than your task's",
    hints=(
        "The promise is to be kept in seventeen futures of twenty. Of which futures, if in some of them the plan "
        "fails altogether? And what would have to become known to make the date safer: a chance or a duration?",
        "The P85 is the 0.85 quantile of the finish, given success. A task's swing is the mean finish where "
        "the task is in its slowest tenth minus the mean where it is in its fastest: the largest swing moves the "
        "date most.",
        "roadmap.simulate returns an Outcome. It has the quantile as an attribute and a table with one row a task "
        "and a column for the swing; a column's idxmax() gives the name of its largest row.",
    ),
)
