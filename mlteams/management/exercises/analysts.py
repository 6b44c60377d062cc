"""Two analysts, one record of finished tasks, two chances that a plan is kept.

The property: the chance is that of drawing whole tasks, estimate and actual together, as far as 4,000 futures tell.
The records are synthetic, in the shape of a published one of software tasks (Jones & Cullum 2019): more than a third of
the tasks are exact, and small tasks run over more often than large ones.
"""

from collections.abc import Callable
from functools import cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from mlteams.core.exercise import WIDTH, Brief, Exercise, Fault, Mistake, Mutant, Plain, is_number

Floats = NDArray[np.float64]
EXACT = 0.37  # share of tasks that take exactly as long as planned, as in the published record
LEAST_FUTURES = 4_000  # that a learner may draw; the task says so
ROUNDED = 0.005  # a chance may be rounded to a hundredth
APART = 0.1  # between the right chance of a brief and the wrong ones it is there to tell, at least


def record(seed: int, bias: float = 0.0) -> Floats:
    """Return a synthetic record of 400 finished tasks, hours estimated and taken, shape (400, 2).

    `bias` is added to the logarithm of actual over estimate, where a task is not exactly on time.
    """
    rng = np.random.default_rng(seed)
    estimates = np.maximum(0.5, np.round(2 * rng.lognormal(np.log(4), 1.1, 400)) / 2)
    size = np.clip(np.log(estimates / 4), -2, 2)  # below 0 for small tasks
    ratios = np.exp(bias + 0.06 - 0.3 * size + (0.7 + 0.05 * size) * rng.standard_normal(400))
    ratios[rng.random(400) < EXACT] = 1.0
    return np.column_stack([estimates, np.maximum(0.1, np.round(estimates * ratios, 1))])


# Tasks planned in the hidden briefs: few, where a total that just fits counts much, and many, where totals settle.
TASKS = (2, 60, 4, 80, 3, 70, 2, 90, 5, 65, 4, 100)


@cache
def brief(seed: int) -> Brief:
    """Return (record, tasks, seed): pairs of hours estimated and taken, and the number of tasks planned.

    In hidden briefs people estimate more generously or less.
    """
    for attempt in range(1_000):
        pairs = record(1_000 * seed + attempt, 0.0 if seed == 0 else 0.12 if seed % 2 else -0.25)
        tasks = 20 if seed == 0 else TASKS[seed - 1]
        right = chance(pairs, tasks)
        wrong = [chance(pairs, 20)] if seed else []
        if seed % 2 == 0:  # of two or three tasks, ratios say nearly what hours say
            wrong += [_ratios(pairs, tasks, 0), _each(pairs, tasks, 0), _one(pairs, tasks, 0)]
        if min(abs(right - other) for other in wrong) > APART:
            return pairs.tolist(), tasks, seed
    raise AssertionError(f"no brief for seed {seed}")


def chance(pairs: Floats, tasks: int) -> float:
    """Return the chance that tasks drawn as whole pairs take no longer in total than planned, exactly.

    Hours late are kept to a tenth, so their sum is a convolution of counts.
    """
    late = np.rint(10 * (pairs[:, 1] - pairs[:, 0])).astype(int)
    shares = np.bincount(late - late.min()) / len(late)
    length = tasks * (len(shares) - 1) + 1
    law = np.fft.irfft(np.fft.rfft(shares, length) ** tasks, length)
    return float(law[: max(0, 1 - tasks * int(late.min()))].sum())


def _draw(pairs: Floats, tasks: int, futures: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    return pairs[rng.integers(len(pairs), size=(futures, tasks))]


def kept(given: object, tasks: int, seed: int) -> float:
    """Return the chance by drawing futures, as a learner does."""
    drawn = _draw(np.array(given), tasks, 10_000, seed).sum(axis=1)
    return float((drawn[:, 1] <= drawn[:, 0] + 1e-9).mean())


def _ratios(pairs: object, tasks: int, seed: int, middle: Callable[..., Floats] = np.mean) -> float:
    drawn = _draw(np.array(pairs), tasks, 10_000, seed)
    return float((middle(drawn[:, :, 1] / drawn[:, :, 0], axis=1) <= 1 + 1e-9).mean())


def _strictly(given: object, tasks: int, seed: int) -> float:
    drawn = _draw(np.array(given), tasks, 10_000, seed).sum(axis=1)
    return float((drawn[:, 1] < drawn[:, 0] - 1e-9).mean())


def _apart(given: object, tasks: int, seed: int) -> float:
    planned, taken = (_draw(np.array(given), tasks, 10_000, one).sum(axis=1) for one in (seed, seed + 1))
    return float((taken[:, 1] <= planned[:, 0] + 1e-9).mean())


def _one(pairs: object, tasks: int, seed: int) -> float:
    planned, taken = np.array(pairs).T
    return float((taken <= planned).mean())


def _whole_record(given: object) -> float:
    planned, taken = np.array(given).sum(axis=0)
    return float(taken <= planned)


def _each(pairs: object, tasks: int, seed: int) -> float:
    return _one(pairs, tasks, seed) ** tasks


def fault(given: Brief, value: Plain) -> Fault | None:
    """Return what is wrong with a chance."""
    if not is_number(value):
        return Fault("form", "What came back is not a number")
    said = cast(float, value)
    if not 0 <= said <= 1:
        return Fault("range", "A chance lies between 0 and 1: forty per cent is 0.4")
    pairs, tasks = np.array(given[0]), cast(int, given[1])
    right = chance(pairs, tasks)
    if abs(said - right) > WIDTH * np.sqrt(right * (1 - right) / LEAST_FUTURES) + ROUNDED:
        more = "higher" if said > right else "lower"
        return Fault(
            "chance",
            f"Your chance is {more} than that of tasks like those recorded, by more than chance brings among "
            f"{LEAST_FUTURES:,} futures",
        )
    return None


def _distance(_aspect: str, one: Plain, other: Plain) -> float:
    return abs(cast(float, one) - cast(float, other)) / 0.05


EXERCISE = Exercise(
    call="kept(record, tasks, seed)",
    returns="the chance, between 0 and 1, that so many tasks together take no longer than planned",
    brief=brief,
    fault=fault,
    distance=_distance,
    mistakes=(
        Mistake(
            "ratios resampled",
            "chance",
            _ratios,
            "You drew ratios, as the first analyst did. Then half an hour that took two hours weighs as much as "
            "a month that took four. A plan adds hours, so draw whole tasks.",
        ),
        Mistake(
            "every task on time",
            "chance",
            _each,
            "That is the chance that every single task is on time. A plan is kept when the total is, and an early "
            "task makes up for a late one.",
        ),
        Mistake(
            "one task on time",
            "chance",
            _one,
            "That is the share of tasks that were on time. It says how one task ends, not how many of them "
            "together end.",
        ),
        Mistake(
            "a total that just fits is late",
            "chance",
            _strictly,
            "You counted a total that just fits as late. The plan is kept when no more hours are taken than estimated.",
        ),
        Mistake(
            "late instead of in time",
            "chance",
            lambda given, tasks, seed: 1 - kept(given, tasks, seed),
            "You counted the futures in which the tasks take longer than planned.",
        ),
        Mistake(
            "hours drawn apart",
            "chance",
            _apart,
            "You drew estimates and hours taken apart from each other. A large task takes long and was estimated to; "
            "draw rows.",
        ),
        Mistake(
            "twenty tasks are taken for granted",
            "chance",
            lambda given, tasks, seed: kept(given, 20, seed),
            "You drew twenty tasks, as Heron plans. `tasks` says how many are planned.",
        ),
        Mistake(
            "median of the ratios",
            "chance",
            lambda given, tasks, seed: _ratios(given, tasks, seed, np.median),
            "You took the median of ratios. It says when half of the tasks are in time, whatever the others take; a "
            "plan adds hours.",
        ),
    ),
    mutants=(
        Mutant("the record is Heron's", lambda given, tasks, seed: kept(brief(0)[0], tasks, seed)),
        Mutant("Heron's chance", lambda given, tasks, seed: chance(np.array(brief(0)[0]), 20)),
        Mutant("hours exchanged", lambda given, tasks, seed: kept(np.array(given)[:, ::-1], tasks, seed)),
        Mutant("the whole record at once", lambda given, tasks, seed: _whole_record(given)),
        Mutant("average hours", lambda given, tasks, seed: float(np.diff(np.mean(given, axis=0))[0] <= 0)),
        Mutant("the middle task", lambda given, tasks, seed: float(np.median(np.diff(given)) <= 0)),
    ),
    right="the chance is that of whole tasks, drawn together with their estimates",
    hints=(
        "What exactly must happen for the plan to be kept? Put it as a comparison of two sums. What, then, has to "
        "be drawn at random?",
        "The plan is kept in a future when the sum of the hours taken is at most the sum of the hours estimated, "
        "for tasks drawn with replacement from the record. The chance is the share of such futures. Draw at least "
        "4,000 of them.",
        "Turn the record into an array. Draw row numbers in the shape (futures, tasks) with rng.integers, look the "
        "rows up, add along the tasks, and compare the two columns of sums.",
    ),
    seconds=5,
    fills=("management.dates.estimates",),
)
