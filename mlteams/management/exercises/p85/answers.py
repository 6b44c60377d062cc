"""The reference, and what people answer in its place: other quantiles of the futures, and other tasks."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from mlteams.management.models import estimates
from mlteams.management.models.advice import Advice, advise
from mlteams.management.models.roadmap import Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import certain, edited
from mlteams.management.tool.forecast import tasks_of

FUTURES = 40_000  # of the reference


@lru_cache(maxsize=64)
def outcome(roadmap: Roadmap, seed: int = 99) -> Outcome:
    """Return the futures of a roadmap, 40,000 of them, of a seed that no learner has."""
    return simulate(roadmap, samples=FUTURES, seed=seed)


@lru_cache(maxsize=64)
def advice(roadmap: Roadmap, seed: int = 99) -> Advice:
    """Return what a week less of each task, and certainty of each, would bring."""
    return advise(roadmap, samples=FUTURES, seed=seed)


Answer = tuple[float, str]


def with_time(roadmap: Roadmap, time: float) -> Answer:
    """Return an answer with another time and the right task."""
    return time, advice(roadmap).date_best[0]


def with_task(roadmap: Roadmap, task: object) -> Answer:
    """Return an answer with the right time and another task."""
    return outcome(roadmap).p85, str(task)


def even(roadmap: Roadmap, seed: int) -> Answer:
    """Return the date of even odds."""
    return with_time(roadmap, outcome(roadmap).p50)


def late(roadmap: Roadmap, seed: int) -> Answer:
    """Return the date kept in nineteen futures of twenty."""
    return with_time(roadmap, outcome(roadmap).p95)


def average(roadmap: Roadmap, seed: int) -> Answer:
    """Return the mean finish of the futures that succeed."""
    finish = outcome(roadmap).finish
    return with_time(roadmap, float(finish[np.isfinite(finish)].mean()))


def all_futures(roadmap: Roadmap, seed: int) -> Answer:
    """Return the quantile over all futures, those that fail among them."""
    with np.errstate(
        invalid="ignore"
    ):  # a plan that fails ends never, and between two of these lies no number
        return with_time(roadmap, float(np.quantile(outcome(roadmap).finish, 0.85)))


def with_share(share: float) -> Callable[[Roadmap, int], Answer]:
    """Return an answer with the right task and another quantile of the futures that succeed."""

    def answer(roadmap: Roadmap, seed: int) -> Answer:
        finish = outcome(roadmap).finish
        return with_time(roadmap, float(np.quantile(finish[np.isfinite(finish)], share)))

    return answer


def failed_first(roadmap: Roadmap) -> float:
    """Return the quantile if futures that fail are put at the beginning, in weeks."""
    finish = outcome(roadmap).finish
    return float(np.quantile(np.where(np.isfinite(finish), finish, 0), 0.85))


def likely(roadmap: Roadmap, seed: int) -> Answer:
    """Return the finish if everything takes as long as is likely and nothing fails."""
    return with_time(roadmap, simulate(edited(roadmap, certain), samples=20).p50)


def critical(roadmap: Roadmap, seed: int) -> Answer:
    """Return the task that is critical most often."""
    return with_task(roadmap, outcome(roadmap).tasks.criticality.idxmax())


def longest(roadmap: Roadmap, seed: int) -> Answer:
    """Return the task with the longest mean duration."""
    return with_task(roadmap, max(tasks_of(roadmap), key=lambda task: estimates.mean(task.estimate)).name)


def widest(roadmap: Roadmap, seed: int) -> Answer:
    """Return the task whose middle eighty per cent of durations is widest."""

    def width(task: Task) -> float:
        low, high = estimates.Quantiles([task.estimate])(np.array([0.1, 0.9]))[0]
        return float(high - low)

    return with_task(roadmap, max(tasks_of(roadmap), key=width).name)


def unlikely(roadmap: Roadmap, seed: int) -> Answer:
    """Return the task most likely to fail."""
    return with_task(roadmap, min(tasks_of(roadmap), key=lambda task: task.chance).name)
