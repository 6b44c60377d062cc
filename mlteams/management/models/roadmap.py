"""When will it be done, and will it work at all?

Model: stochastic activity network. A task starts when all it waits for has succeeded, takes a draw of its
estimate, then succeeds with its chance. Alternatives need one success, tried at once or in turn.
References: Malcolm et al. (1959); Van Slyke (1963), criticality; Birnbaum (1969), importance; Owen (2013,
chapter 10), Latin hypercube samples with replicates for the error.
Assumptions: durations and successes are independent; nobody is short of people; work goes on where it can
after the plan has failed elsewhere. Units: the roadmap's; cost is the time spent times cost per unit of time.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import networkx as nx
import numpy as np
import pandas as pd

from mlteams.management.models import estimates
from mlteams.management.models.estimates import Estimate, next_prime
from mlteams.management.models.network import Flags, Group, Network, Node, Times, critical, forward, latest
from mlteams.management.models.portfolio import best_order, expected_cost

REPLICATES = 20  # independent Latin hypercubes at least; their spread gives the standard error
SIZE = 1_009  # samples in one Latin hypercube at most; a prime (see `estimates.visits`)
CELLS = 50_000  # tasks × samples held at a time: what fits a processor cache


@dataclass(frozen=True)
class Task:
    """One piece of work.

    Attributes:
        name: unique in the roadmap.
        estimate: how long it takes, in the roadmap's unit.
        after: names of tasks or alternatives that must succeed first.
        chance: probability that it succeeds, 0 to 1; it takes its time either way.
        importance: what its success is worth, in any unit, 0 or more.
        cost: cost per unit of time, 0 or more; 1 is one person.
        status: "done" has succeeded and takes no more time; "failed" has failed and takes no more time;
            "dropped" is out of scope.
        not_before: time from the start before which it cannot begin, in the roadmap's unit.
        started: time that has elapsed since it began, in the roadmap's unit; None if it has not begun.
    """

    name: str
    estimate: Estimate
    after: tuple[str, ...] = ()
    chance: float = 1.0
    importance: float = 1.0
    cost: float = 1.0
    status: Literal["open", "done", "failed", "dropped"] = "open"
    not_before: float = 0.0
    started: float | None = None


@dataclass(frozen=True)
class Alternatives:
    """Approaches of which one success is enough to unlock what follows.

    Attributes:
        name: unique in the roadmap; other tasks name it in `after`.
        options: the approaches, in the order they are tried when tried in turn; each may have an `after` of
            its own.
        after: names that must succeed before any option starts.
        tried: "at once" starts all together and stops the rest at the first success;
            "in turn" starts the next when the last one has failed.
    """

    name: str
    options: tuple[Task, ...]
    after: tuple[str, ...] = ()
    tried: Literal["at once", "in turn"] = "at once"


@dataclass(frozen=True)
class Roadmap:
    """A plan.

    Attributes:
        title: what it is called.
        unit: what durations are counted in.
        steps: tasks and alternatives, in any order.
        goal: names that must succeed for the plan to succeed; empty means every step nothing waits for.
    """

    title: str
    unit: Literal["days", "weeks"]
    steps: tuple[Task | Alternatives, ...]
    goal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """In what order to try the open options of one group in turn (descending chance per expected cost).

    Attributes:
        best: names, in the order of least expected cost.
        cost: expected cost of `best`.
        given_cost: expected cost of the order as given.
    """

    best: tuple[str, ...]
    cost: float
    given_cost: float


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a simulation says of a roadmap; times in its unit.

    Attributes:
        unit: the roadmap's.
        samples: how many futures were drawn: at least those asked for, in whole Latin hypercubes.
        chance: probability that every goal succeeds.
        p50, p85, p95: quantiles of the finish, given success; nan if it never succeeds.
        p85_error: standard error of `p85`.
        done_by: probability of success by the date asked for; None without one.
        cost: expected time spent times cost per unit of time.
        value: expected share of all importance that succeeds. A group counts as its most important option,
            and the option that succeeds as itself. 1 if nothing has importance.
        finish: when the last goal succeeded, one per sample, inf where the plan fails.
        tasks: one row per task and option in roadmap order, indexed by name. reached: P(it starts, or has a
            status); succeeds: P(it is reached and succeeds); criticality: P(on the critical path | success);
            swing: mean finish in its slowest tenth minus in its fastest tenth, given success;
            birnbaum: P(success | it succeeds) − P(success | it fails), nan if its chance is 0 or 1.
        orders: by name of the group, for groups with two or more open options and none done. An option's own
            `after` is left out of account.
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
    finish: Times
    tasks: pd.DataFrame
    orders: dict[str, Order]


def _parts(step: Task | Alternatives) -> tuple[Task, ...]:
    return step.options if isinstance(step, Alternatives) else (step,)


def _waits_for(step: Task | Alternatives) -> set[str]:
    options = step.options if isinstance(step, Alternatives) else ()
    return {*step.after, *(name for option in options for name in option.after)}


def _graph(roadmap: Roadmap) -> "nx.DiGraph[str]":
    """Steps, each pointing to those that wait for it; a group and its options are one step."""
    home = {part.name: step.name for step in roadmap.steps for part in (step, *_parts(step))}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(step.name for step in roadmap.steps)
    for step in roadmap.steps:
        graph.add_edges_from((home[name], step.name) for name in _waits_for(step) if name in home)
    return graph


def circle(roadmap: Roadmap) -> list[str] | None:
    """Return the names of steps that wait for each other, each before the one that waits for it, or None."""
    try:
        return [edge[0] for edge in nx.find_cycle(_graph(roadmap))]
    except nx.NetworkXNoCycle:
        return None


def _check(roadmap: Roadmap) -> None:
    known: set[str] = set()
    for step in roadmap.steps:
        for name in dict.fromkeys((step.name, *(part.name for part in _parts(step)))):
            if name in known:
                raise ValueError(f"two steps are called {name}; names must be unique")
            known.add(name)
        if isinstance(step, Alternatives) and (
            not step.options or step.name in {o.name for o in step.options}
        ):
            raise ValueError(f"{step.name}: alternatives need at least one option, under other names")
        for part in _parts(step):
            try:
                estimates.check(part.estimate)
            except ValueError as error:
                raise ValueError(f"{part.name}: {error}") from None
            if not 0 <= part.chance <= 1 or not part.importance >= 0 or not part.cost >= 0:
                found = f"chance {part.chance}, importance {part.importance}, cost {part.cost}"
                raise ValueError(f"{part.name}: {found}; the chance must be 0 to 1, the others at least 0")
    for step in roadmap.steps:
        for name in sorted(_waits_for(step) - known):
            raise ValueError(f"{step.name} waits for {name}, which is no step of the roadmap")
    for name in set(roadmap.goal) - known:
        raise ValueError(f"the goal {name} is no step of the roadmap")


def _network(roadmap: Roadmap) -> Network:
    """Check the roadmap and number its parts: tasks and options first, in roadmap order, then groups."""
    _check(roadmap)
    graph = _graph(roadmap)
    try:
        order = list(nx.topological_sort(graph))
    except nx.NetworkXUnfeasible:
        raise ValueError(
            f"steps wait for each other in a circle: {' → '.join(circle(roadmap) or ())}"
        ) from None
    steps = {step.name: step for step in roadmap.steps}
    rows = {part.name: row for row, part in enumerate(p for step in roadmap.steps for p in _parts(step))}
    for step in roadmap.steps:
        rows.setdefault(step.name, len(rows))

    def node(task: Task) -> Node:  # what has a status waits for nothing
        return Node(rows[task.name], [rows[name] for name in task.after] if task.status == "open" else [])

    def compiled(step: Task | Alternatives) -> Node | Group:
        if isinstance(step, Task):
            return node(step)
        worked = any(option.status == "done" for option in step.options)
        after = [] if worked else [rows[name] for name in step.after]
        options = sorted(step.options, key=lambda option: option.status != "done")  # what worked comes first
        return Group(rows[step.name], after, [node(option) for option in options], step.tried == "in turn")

    goal = roadmap.goal or tuple(name for name in order if not graph.out_degree(name))
    return Network([compiled(steps[name]) for name in order], [rows[name] for name in goal], len(rows))


def simulate(roadmap: Roadmap, samples: int = 20_000, seed: int = 0, by: float | None = None) -> Outcome:
    """Simulate the roadmap; the same arguments give the same outcome.

    Raises:
        ValueError: samples is below 1, a name is unknown or used twice, steps wait for each other in a
            circle, or an estimate, chance, importance or cost is impossible.
    """
    if samples < 1:
        raise ValueError(f"samples is {samples}; it must be at least 1")
    network, plan = _prepared(roadmap)
    tasks = plan.tasks
    rng = np.random.default_rng(seed)
    size = next_prime(min(SIZE, -(-samples // REPLICATES)))
    replicates = max(REPLICATES, -(-samples // size))
    together = max(1, min(8, CELLS // (size * max(1, len(tasks)))))
    finish, sums = [], np.zeros((10, len(tasks)))
    for done in range(0, replicates, together):  # in blocks, so that memory does not grow with the samples
        block, more = _block(network, plan, min(together, replicates - done), size, rng)
        finish.append(block)
        sums += more
    return _outcome(roadmap, plan, np.concatenate(finish), sums, by)


def finish_times(roadmap: Roadmap, samples: int = 1_000, seed: int = 0) -> Times:
    """Return when the last goal succeeded in each future, inf where the plan fails: all that a date needs.

    At least `samples` futures, in Latin hypercubes as large as memory allows; shape (futures,). Costs a part of
    `simulate`, which also says what the finish depends on.

    Raises:
        ValueError: as `simulate`.
    """
    if samples < 1:
        raise ValueError(f"samples is {samples}; it must be at least 1")
    network, plan = _prepared(roadmap)
    rng = np.random.default_rng(seed)
    blocks = -(-samples * max(1, len(plan.tasks)) // (2 * CELLS))
    size = next_prime(-(-samples // blocks))
    found = []
    for _ in range(blocks):
        lasts, works = _futures(plan, 1, size, rng)
        found.append(latest(forward(network, lasts, works, spending=False)[1], network.goals))
    return np.concatenate(found)


@lru_cache(maxsize=8)
def _prepared(roadmap: Roadmap) -> tuple[Network, "_Plan"]:
    """Return the roadmap checked, numbered and with its estimates prepared; kept, as it is often run again."""
    # glibc gives freed memory back to the system above a size that grows with the largest block it has seen; one
    # block of 8 MB, never written to, keeps it from taking and returning the same pages in every run.
    np.empty(1 << 20)
    return _network(roadmap), _Plan([part for step in roadmap.steps for part in _parts(step)])


class _Plan:
    """What every block needs to know of the tasks, given their status; one entry or row per task."""

    def __init__(self, tasks: list[Task]) -> None:
        known = {"done": 1.0, "failed": 0.0}
        nothing = estimates.Pert(0, 0, 0)
        self.tasks = tasks
        self.chances = np.array([known.get(task.status, task.chance) for task in tasks], dtype=float)
        self.risky = (self.chances > 0) & (self.chances < 1)
        self.is_open = np.array([task.status == "open" for task in tasks], dtype=bool)
        durations = [task.estimate if task.status == "open" else nothing for task in tasks]
        self.durations = estimates.Quantiles(durations)
        self.tenths = self.durations(np.array([0.1, 0.9]))


def _futures(plan: _Plan, replicates: int, size: int, rng: np.random.Generator) -> tuple[Times, Flags]:
    """Return how long each task would take and whether it would succeed, both of shape (tasks, futures)."""
    count, samples = len(plan.tasks), replicates * size
    lasts = estimates.draws(plan.durations, replicates, size, rng).reshape(count, samples)
    works = np.repeat(plan.chances[:, None] > 0, samples, axis=1)
    chances = plan.chances[plan.risky, None, None]
    order = estimates.visits(len(chances), replicates, size, rng)
    # The part of a stratum that a chance covers is covered in that part of the hypercubes.
    limit = np.ceil(chances * size - rng.random((len(chances), replicates, 1)))
    works[plan.risky] = (order < limit).reshape(len(chances), samples)
    return lasts, works


def _block(
    network: Network, plan: _Plan, replicates: int, size: int, rng: np.random.Generator
) -> tuple[Times, Times]:
    """Return the finish in every sample, shape (replicates, size), and ten sums per task over samples."""
    count = len(plan.tasks)
    lasts, works = _futures(plan, replicates, size, rng)
    start, success, spent = forward(network, lasts, works)
    finish = latest(success, network.goals)
    on_path = critical(network, lasts, start, success)[:count] & plan.is_open[:, None]
    given = np.stack([np.where(finish < np.inf, finish, 0), finish < np.inf], axis=1)
    slow, fast = lasts > plan.tenths[:, 1:], lasts < plan.tenths[:, :1]
    sums = [
        *(np.count_nonzero(flags, axis=1) for flags in (start < np.inf, success[:count] < np.inf, on_path)),
        spent.sum(axis=1),
        *(slow.astype(float) @ given).T,
        *(fast.astype(float) @ given).T,
        works.astype(float) @ given[:, 1],
        np.count_nonzero(works, axis=1),
    ]
    return finish.reshape(replicates, size).copy(), np.array(sums)  # a view would keep the block


def _outcome(roadmap: Roadmap, plan: _Plan, finish: Times, sums: Times, by: float | None) -> Outcome:
    reached, succeeds, on_path, spent, slow, slow_count, fast, fast_count, works, all_works = sums
    samples, reaches = finish.size, finish < np.inf
    successes = int(reaches.sum())
    p50, p85, p95, error = _quantiles(finish) if successes else (np.nan,) * 4
    with np.errstate(divide="ignore", invalid="ignore"):
        birnbaum = works / all_works - (successes - works) / (samples - all_works)
        table = pd.DataFrame(
            {
                "reached": reached / samples,
                "succeeds": succeeds / samples,
                "criticality": on_path / np.float64(successes),
                "swing": np.nan_to_num(slow / slow_count - fast / fast_count),
                "birnbaum": np.where(plan.risky, birnbaum, np.nan),
            },
            index=pd.Index([task.name for task in plan.tasks], name="task", dtype=object),
        )
    importance = sum(max(part.importance for part in _parts(step)) for step in roadmap.steps)
    earned = float(succeeds @ np.array([task.importance for task in plan.tasks], dtype=float)) / samples
    return Outcome(
        unit=roadmap.unit,
        samples=samples,
        chance=successes / samples,
        p50=p50,
        p85=p85,
        p95=p95,
        p85_error=error,
        done_by=None if by is None else float((finish <= by).mean()),
        cost=float(spent @ np.array([task.cost for task in plan.tasks], dtype=float)) / samples,
        value=earned / importance if importance else 1.0,
        finish=finish.ravel(),
        tasks=table,
        orders={
            step.name: order
            for step in roadmap.steps
            if isinstance(step, Alternatives) and (order := _order(step)) is not None
        },
    )


def _quantiles(finish: Times) -> tuple[float, float, float, float]:
    """Return p50, p85, p95 and the standard error of p85, given success.

    Hypercubes (rows) are independent, so their spread gives the error of P(finish ≤ p85 | success), a ratio
    of means; the quantiles one such error below and above carry it to the time axis (Woodruff 1952).
    """
    reaches = finish < np.inf
    times = np.sort(finish[reaches])
    p50, p85, p95 = np.quantile(times, [0.5, 0.85, 0.95])
    excess = (finish <= p85).sum(axis=1) - 0.85 * reaches.sum(axis=1)
    rows = len(finish)
    error = np.sqrt(rows / (rows - 1) * np.sum((excess - excess.mean()) ** 2)) / len(times)
    below, above = np.quantile(times, np.clip([0.85 - error, 0.85 + error], 0, 1))
    return float(p50), float(p85), float(p95), float(above - below) / 2


def _order(group: Alternatives) -> Order | None:
    options = [option for option in group.options if option.status == "open"]
    if len(options) < 2 or any(option.status == "done" for option in group.options):
        return None
    chances = [option.chance for option in options]
    tiny = 1e-12  # what costs nothing comes first
    costs = [max(estimates.mean(option.estimate) * option.cost, tiny) for option in options]
    best = best_order(chances, costs)
    return Order(
        tuple(options[i].name for i in best),
        expected_cost(best, chances, costs),
        expected_cost(range(len(options)), chances, costs),
    )
