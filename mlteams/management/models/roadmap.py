"""When will it be done, and will it work at all?

Model: stochastic activity network. A task starts when all it waits for has succeeded, takes a draw of its
estimate, then succeeds with its chance. Alternatives need one success, tried at once or in turn; the next has its
turn when it is known that the last one has failed. `advice` says what to do about the answer.
References: Malcolm et al. (1959); Van Slyke (1963), criticality; Owen (2013, chapter 10), Latin hypercube samples
with replicates for the error.
Assumptions: durations and successes are independent; nobody is short of people; work goes on where it can
after the plan has failed elsewhere. Units: the roadmap's; cost is the time spent from the plan's start on times
cost per unit of time.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mlteams.management.models import intervals
from mlteams.management.models.critical_path import Times, forward, latest
from mlteams.management.models.futures import Futures, prepared
from mlteams.management.models.intervals import Interval
from mlteams.management.models.sums import Counted, Sums
from mlteams.management.models.tasks import Alternatives, Roadmap, Task, circle, scoped

# What a caller needs to describe a roadmap stands in `tasks` and is handed on here.
__all__ = [
    "Alternatives",
    "Outcome",
    "Roadmap",
    "Task",
    "circle",
    "finish_times",
    "scoped",
    "simulate",
]

DUST = 1e-6  # units of time: 0.1 + 2.7 + 0.2 days are done by the end of day 3, whatever binary fractions make of it


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a simulation says of a roadmap; times in its unit.

    Attributes:
        unit: the roadmap's.
        samples: how many futures were drawn: at least those asked for, in whole Latin hypercubes.
        chance: probability that every goal succeeds.
        p50, p85, p95: quantiles of the finish, given success: the first time by which that share of the futures
            that succeed is done; nan if it never succeeds.
        p85_error: half of the width of p85's interval over 1.96; its standard error, away from atoms.
        done_by: probability of success by the date asked for; None without one.
        cost: expected time spent times cost per unit of time.
        value: expected share of all importance that succeeds. A group counts as its most important option,
            and the option that succeeds as itself. 1 if nothing has importance.
        intervals: 95% intervals of chance, p50, p85, p95, done_by, cost and value, by these names; those that
            are nan or None above have none.
        finish: when the last goal succeeded, one per sample, inf where the plan fails.
        tasks: one row per task and option in scope in roadmap order, indexed by name. reached: P(it starts, or
            has a status); succeeds: P(it is reached and succeeds); criticality: P(on the critical path |
            success), nan if there is none.
    """

    unit: str
    samples: int
    chance: float
    p50: float
    p85: float
    p95: float
    p85_error: float
    done_by: float | None
    cost: float
    value: float
    intervals: dict[str, Interval]
    finish: Times
    tasks: pd.DataFrame


def simulate(roadmap: Roadmap, *, samples: int = 20_000, seed: int = 0, by: float | None = None) -> Outcome:
    """Simulate the roadmap; the same arguments give the same outcome.

    Raises:
        ValueError: samples is below 1, a name is unknown or used twice, steps wait for each other in a
            circle, or an estimate, chance, importance, cost or time is impossible.
    """
    check_samples(samples)
    futures = prepared(roadmap)
    counted = Counted(futures)
    size = futures.replicates(samples)[1]
    finish, cost, value, sums, apart = [], [], [], None, 0.0  # apart: by how much the costs of futures differ
    for lasts, works in futures.blocks(samples, seed):
        run = forward(futures.network, lasts, works)
        last = latest(run.finish, futures.network.goals)
        more, spent, worth = counted.over(run)
        sums = more if sums is None else sums + more
        finish.append(last.reshape(-1, size).copy())  # a view would keep the block
        cost.append(spent.reshape(-1, size).mean(axis=1))
        apart = max(apart, float(np.ptp(spent)))
        value.append(worth.reshape(-1, size).mean(axis=1))
    assert sums is not None
    means = np.concatenate(cost), np.concatenate(value)
    return _outcome(futures, np.concatenate(finish), *means, apart, sums, by)


def finish_times(roadmap: Roadmap, *, samples: int = 20_000, seed: int = 0) -> Times:
    """Return the `finish` that `simulate` finds, and nothing else, in less time.

    Raises:
        ValueError: as `simulate`.
    """
    check_samples(samples)
    futures = prepared(roadmap)
    return np.concatenate(
        [
            latest(forward(futures.network, *block, ends=True).finish, futures.network.goals).copy()
            for block in futures.blocks(samples, seed)
        ]
    )


def check_samples(samples: int) -> None:
    """Raise ValueError if there are no samples to take."""
    if samples < 1:
        raise ValueError(f"samples is {samples}; it must be at least 1")


def _outcome(
    futures: Futures, finish: Times, cost: Times, value: Times, apart: float, sums: Sums, by: float | None
) -> Outcome:
    """Return the outcome; `finish` has shape (replicates, futures), `cost` and `value` a mean per replicate."""
    samples, size, reaches = finish.size, finish.shape[1], finish < np.inf
    times = np.sort(finish[reaches])
    found = {"cost": intervals.of_mean(cost, least=0, unseen=2 * intervals.AGREED * apart / samples)}
    found |= {
        name: intervals.of_share(shares, size) if futures.risky.any() else Interval(shares[0], shares[0])
        for name, shares in (("chance", reaches.mean(axis=1)), ("value", value))
    }
    levels = {"p50": 0.5, "p85": 0.85, "p95": 0.95}
    quantiles = dict.fromkeys(levels, np.nan)
    if len(times):
        quantiles = {name: intervals.quantile(times, level) for name, level in levels.items()}
        found |= {name: intervals.of_quantile(finish, level) for name, level in levels.items()}
    done_by = None
    if by is not None:
        shares = (finish <= by + DUST).mean(axis=1)
        done_by, found["done_by"] = float(shares.mean()), intervals.of_share(shares, size)
    return Outcome(
        unit=futures.roadmap.unit,
        samples=samples,
        chance=len(times) / samples,
        **quantiles,
        p85_error=found["p85"].error if "p85" in found else np.nan,
        done_by=done_by,
        cost=float(cost.mean()),
        value=float(value.mean()),
        intervals=found,
        finish=finish.ravel(),
        tasks=_table(futures, sums, samples, len(times)),
    )


def _table(futures: Futures, sums: Sums, samples: int, successes: int) -> pd.DataFrame:
    columns = {
        "reached": sums.reached / samples,
        "succeeds": sums.succeeds / samples,
        "criticality": sums.critical / (successes or np.nan),
    }
    names = pd.Index([task.name for task in futures.tasks], name="task", dtype=object)
    return pd.DataFrame(columns, index=names)
