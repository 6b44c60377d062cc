"""The date that is kept in seventeen futures of twenty, and the task that moves it most.

The properties: the date is the roadmap's P85 within standard errors, given that the plan succeeds; a week less
of the task brings it forward most, as far as futures can tell. Hidden roadmaps are drawn until every planted mistake
misses by far and one task leads.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import cast

import numpy as np

from mlteams.core.exercise import WIDTH, Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number
from mlteams.management.models import estimates
from mlteams.management.models.advice import Advice, advise
from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import certain, edited
from mlteams.management.tool.forecast import tasks_of
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

FUTURES = 40_000  # of the reference
LEAST_FUTURES = 10_000  # that a learner may draw
ROUNDED = 0.05  # weeks: an answer may be rounded to a tenth
APART = 0.06  # of the date: between it and every planted one, at least
LEADS = 1.5  # times the second largest gain: by far more than what is named with the largest, or perhaps


@lru_cache(maxsize=32)
def brief(seed: int) -> Brief:
    """Return (roadmap, seed)."""
    if seed == 0:
        return read_roadmap(ROOT / "examples" / "heron" / "roadmap.yaml").roadmap, 0
    for attempt in range(1_000):
        roadmap = _drawn(np.random.default_rng([seed, attempt]), beside=seed % 2 == 1)
        if _separates(roadmap):
            return roadmap, seed
    raise AssertionError(f"no brief for seed {seed}")


def _drawn(rng: np.random.Generator, beside: bool) -> Roadmap:
    """Return a roadmap in Heron's manner, in which one wide task decides the late futures alone.

    It lies beside all others, or has its turn when a quick attempt has failed. A longer task is known better, and a
    wider one is a last resort.
    """

    def pert(likely: float, width: float) -> Pert:
        return Pert(round(likely * (1 - width), 1), round(likely, 1), round(likely * (1 + 3 * width), 1))

    def short() -> Pert:
        return pert(rng.uniform(0.4, 0.7), 0.3)

    wide = Pert(*(round(rng.uniform(*ends), 1) for ends in ((1, 3), (4, 8), (24, 34))))
    chances = [float(chance) for chance in rng.permutation([0.8, 0.85, 0.9, 0.95])]
    own = Task("Train a reader", short() if beside else wide, chance=chances[0])
    ready = Task("Buy a reader", short(), chance=0.4)
    rig = Task("Build a camera rig", Pert(1, 2, round(rng.uniform(36, 46), 1)), chance=0.6)
    readers = (own, ready, rig) if beside else (ready, own, rig)
    return Roadmap(
        "Another plan",
        "weeks",
        (
            Task("Collect images", pert(rng.uniform(10, 12), 0.05), chance=chances[1]),
            Task("Label images", short(), after=("Collect images",), chance=chances[2]),
            Alternatives("A reader", readers, after=("Label images",) if beside else (), tried="in turn"),
            Task("Sign a contract", wide if beside else pert(4, 0.3), chance=chances[3]),
            Task("Roll out", short(), after=("Label images", "A reader", "Sign a contract")),
        ),
    )


def _separates(roadmap: Roadmap) -> bool:
    outcome, (first, second, *_) = _outcome(roadmap), _advice(roadmap).date
    wrong = [answer(roadmap, 0)[0] for answer in (_even, _average, _likely, _late)]
    others = [answer(roadmap, 0)[1] for answer in (_critical, _longest, _widest, _unlikely)]
    never = not np.isfinite(_all(roadmap, 0)[0])  # more than three futures of twenty fail
    far = never and all(abs(time - outcome.p85) > APART * outcome.p85 for time in wrong)
    apart = len({first.task, *others}) == 1 + len(others)
    return far and apart and first.gain > LEADS * second.gain


@lru_cache(maxsize=64)
def _outcome(roadmap: Roadmap, seed: int = 99) -> Outcome:
    return simulate(roadmap, samples=FUTURES, seed=seed)


@lru_cache(maxsize=64)
def _advice(roadmap: Roadmap, seed: int = 99) -> Advice:
    return advise(roadmap, samples=FUTURES, seed=seed)


Answer = tuple[float, str]


def _with_time(roadmap: Roadmap, time: float) -> Answer:
    return time, _advice(roadmap).date_best[0]


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
    with np.errstate(
        invalid="ignore"
    ):  # a plan that fails ends never, and between two of these lies no number
        return _with_time(roadmap, float(np.quantile(_outcome(roadmap).finish, 0.85)))


def _with_share(share: float) -> Callable[[Roadmap, int], Answer]:
    """Return an answer with the right task and another quantile of the futures that succeed."""

    def answer(roadmap: Roadmap, seed: int) -> Answer:
        finish = _outcome(roadmap).finish
        return _with_time(roadmap, float(np.quantile(finish[np.isfinite(finish)], share)))

    return answer


def _failed_first(roadmap: Roadmap) -> float:
    finish = _outcome(roadmap).finish
    return float(np.quantile(np.where(np.isfinite(finish), finish, 0), 0.85))


def _likely(roadmap: Roadmap, seed: int) -> Answer:
    return _with_time(roadmap, simulate(edited(roadmap, certain), samples=20).p50)


def _critical(roadmap: Roadmap, seed: int) -> Answer:
    return _with_task(roadmap, _outcome(roadmap).tasks.criticality.idxmax())


def _longest(roadmap: Roadmap, seed: int) -> Answer:
    return _with_task(roadmap, max(tasks_of(roadmap), key=lambda task: estimates.mean(task.estimate)).name)


def _widest(roadmap: Roadmap, seed: int) -> Answer:
    def width(task: Task) -> float:
        low, high = estimates.Quantiles([task.estimate])(np.array([0.1, 0.9]))[0]
        return float(high - low)

    return _with_task(roadmap, max(tasks_of(roadmap), key=width).name)


def _unlikely(roadmap: Roadmap, seed: int) -> Answer:
    return _with_task(roadmap, min(tasks_of(roadmap), key=lambda task: task.chance).name)


def _is_time(value: Plain) -> bool:
    """Tell whether a value is a number, be it infinite or nan: both come of plans that fail."""
    return is_number(value) or (type(value) is float and value != value)


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a date in weeks and the name of a task."""
    roadmap = cast(Roadmap, given[0])
    if type(value) is not list or len(value) != 2 or not _is_time(value[0]) or type(value[1]) is not str:
        return Fault("form", "What came back is not a pair of a number of weeks and the name of a task")
    weeks, task = cast(tuple[float, str], value)
    outcome = _outcome(roadmap)
    if not np.isfinite(weeks):
        return Fault("weeks", f"Your number of weeks is {weeks}, which is no date")
    error = outcome.p85_error * np.sqrt(1 + FUTURES / LEAST_FUTURES)
    if abs(weeks - outcome.p85) > WIDTH * error + ROUNDED:
        when = "later" if weeks > outcome.p85 else "earlier"
        return Fault(
            "weeks", f"Your date is {when} than the P85 date of the futures in which the plan succeeds"
        )
    if task not in outcome.tasks.index:
        return Fault("name", f"“{task[:40]}” is the name of no task or alternative of the roadmap")
    advice = _advice(roadmap)
    if advice.date_best and task not in advice.date_best + advice.date_perhaps:
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
            "Futures in which the plan fails end never, and yours are among those counted. The date belongs to the "
            "futures in which the plan succeeds; the chance that it does is said beside it.",
        ),
        Mistake(
            "likely values added",
            "weeks",
            _likely,
            "You added what each task is likely to take. A few durations run far over and joins wait for the "
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
            "You named the task that is critical most often. It may last so short a time that there is no week to "
            "save, and the P85 is decided in the late futures. Ask what a week less of each task does to it.",
        ),
        Mistake(
            "the longest",
            "task",
            _longest,
            "You named the longest task. Where the late futures wait for another one, a week less of it brings "
            "nothing forward.",
        ),
        Mistake(
            "the widest",
            "task",
            _widest,
            "You named the task whose estimate is widest. It moves the date only in futures that reach it and wait "
            "for it.",
        ),
        Mistake(
            "the least likely",
            "task",
            _unlikely,
            "You named the task most likely to fail. That decides whether the plan works, not when. Asked is the "
            "task of which a week less brings the date forward most.",
        ),
    ),
    mutants=(
        Mutant("Heron's answer", lambda roadmap, seed: _with_task(cast(Roadmap, brief(0)[0]), "All depots")),
        Mutant(
            "Heron's weeks",
            lambda roadmap, seed: _with_time(roadmap, _outcome(cast(Roadmap, brief(0)[0])).p85),
        ),
        Mutant("eight futures of ten", _with_share(0.8)),
        Mutant("nine futures of ten", _with_share(0.9)),
        Mutant("three futures of twenty", _with_share(0.15)),
        Mutant("failures in front", lambda roadmap, seed: _with_time(roadmap, _failed_first(roadmap))),
        Mutant("days for weeks", lambda roadmap, seed: _with_time(roadmap, 7 * _outcome(roadmap).p85)),
        Mutant("the sign turned round", lambda roadmap, seed: _with_time(roadmap, -_outcome(roadmap).p85)),
        Mutant("the first task", lambda roadmap, seed: _with_task(roadmap, tasks_of(roadmap)[0].name)),
        Mutant("the last task", lambda roadmap, seed: _with_task(roadmap, tasks_of(roadmap)[-1].name)),
        Mutant(
            "what moves it least", lambda roadmap, seed: _with_task(roadmap, _advice(roadmap).date[-1].task)
        ),
        Mutant(
            "what moves it second", lambda roadmap, seed: _with_task(roadmap, _advice(roadmap).date[1].task)
        ),
        Mutant(
            "what moves the chance",
            lambda roadmap, seed: _with_task(roadmap, _advice(roadmap).chance[0].task),
        ),
        Mutant("a task of no roadmap", lambda roadmap, seed: _with_task(roadmap, "Testing")),
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
