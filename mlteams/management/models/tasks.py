"""What a roadmap is made of: tasks, alternatives, and what must hold of them.

`roadmap` says what a simulation makes of them. Units: the roadmap's, counted from its start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import networkx as nx
import numpy as np

from mlteams.management.models import distributions
from mlteams.management.models.distributions import Estimate, Pert


@dataclass(frozen=True)
class Task:
    """One piece of work.

    Attributes:
        name: unique in the roadmap.
        estimate: how long it takes from its beginning to its end, in the roadmap's unit.
        after: names of tasks or alternatives that must succeed first.
        chance: probability that it succeeds, 0 to 1; it takes its time either way.
        importance: what its success is worth, in any unit, 0 or more.
        cost: cost per unit of time, 0 or more; 1 is one person.
        status: "done" has succeeded and takes no more time; "failed" has failed and takes no more time;
            "dropped" is out of scope (see `scoped`).
        not_before: time from the plan's start before which it cannot start.
        started: for work in progress, the time that has elapsed since it began, 0 or more. It waits for
            nothing. Its estimate, given that it lasts longer than this, says what remains.
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
            its own. Options in progress go on together, before the others have their turn.
        after: names that must succeed before any option starts.
        tried: "at once" starts all together and stops the rest at the first success; "in turn" starts the
            next when it is known that the last one has failed, or that it can never start.
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


def parts(step: Task | Alternatives) -> tuple[Task, ...]:
    """Return the tasks of a step: the options of alternatives, or the task itself."""
    return step.options if isinstance(step, Alternatives) else (step,)


def edited(roadmap: Roadmap, edit: Callable[[Task], Task]) -> Roadmap:
    """Return a roadmap with every task and option edited."""
    steps = tuple(
        replace(step, options=tuple(map(edit, step.options)))
        if isinstance(step, Alternatives)
        else edit(step)
        for step in roadmap.steps
    )
    return replace(roadmap, steps=steps)


def certain(task: Task) -> Task:
    """Return a task that succeeds and takes as long as is likely: the mode of a PERT, the median of a lognormal."""
    middle = task.estimate.likely if isinstance(task.estimate, Pert) else task.estimate.median
    return replace(task, estimate=Pert(middle, middle, middle), chance=1.0)


def in_order(roadmap: Roadmap, order: Sequence[str]) -> Roadmap:
    """Return a roadmap with its alternatives in an order of names; those that it leaves out come last."""
    rank = {name: place for place, name in enumerate(order)}

    def sorted_(group: Alternatives) -> Alternatives:
        options = sorted(group.options, key=lambda one: rank.get(one.name, len(rank)))
        return replace(group, options=tuple(options))

    steps = (sorted_(step) if isinstance(step, Alternatives) else step for step in roadmap.steps)
    return replace(roadmap, steps=tuple(steps))


def waits_for(step: Task | Alternatives) -> set[str]:
    """Return the names that a step or one of its options waits for."""
    options = step.options if isinstance(step, Alternatives) else ()
    return {*step.after, *(name for option in options for name in option.after)}


def graph(roadmap: Roadmap) -> "nx.DiGraph[str]":
    """Return the steps, each pointing to those that wait for it; a group and its options are one step."""
    home = {part.name: step.name for step in roadmap.steps for part in (step, *parts(step))}
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(step.name for step in roadmap.steps)
    for step in roadmap.steps:
        found.add_edges_from((home[name], step.name) for name in waits_for(step) if name in home)
    return found


def circle(roadmap: Roadmap) -> list[str] | None:
    """Return the names of steps that wait for each other, each before the one that waits for it, or None."""
    try:
        return [edge[0] for edge in nx.find_cycle(graph(roadmap))]
    except nx.NetworkXNoCycle:
        return None


def scoped(roadmap: Roadmap) -> Roadmap:
    """Return the roadmap without what was dropped.

    What waited for a dropped task no longer does, and it is no goal. A group whose options are all dropped is
    dropped. If every goal is dropped, the goal is every step nothing waits for.
    """
    out: set[str] = set()
    for step in roadmap.steps:
        gone = {part.name for part in parts(step) if part.status == "dropped"}
        out |= gone | ({step.name} if len(gone) == len(parts(step)) > 0 else set())
    if not out:
        return roadmap

    def kept(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in out)

    steps: list[Task | Alternatives] = []
    for step in roadmap.steps:
        if step.name in out:
            continue
        if isinstance(step, Alternatives):
            left = tuple(replace(o, after=kept(o.after)) for o in step.options if o.name not in out)
            steps.append(replace(step, options=left, after=kept(step.after)))
        else:
            steps.append(replace(step, after=kept(step.after)))
    return replace(roadmap, steps=tuple(steps), goal=kept(roadmap.goal))


def _check_task(task: Task) -> None:
    distributions.check(task.estimate)
    if not 0 <= task.chance <= 1 or not task.importance >= 0 or not task.cost >= 0:
        found = f"chance {task.chance}, importance {task.importance}, cost {task.cost}"
        raise ValueError(f"{found}; the chance must be 0 to 1, the others at least 0")
    if not 0 <= task.not_before < np.inf:
        raise ValueError(f"not before {task.not_before}; it must be a time of at least 0")
    if task.started is not None and task.status == "open":
        distributions.check_elapsed(task.estimate, task.started)


def check(roadmap: Roadmap) -> None:
    """Raise ValueError, with what was found, if the roadmap cannot be simulated; circles are found elsewhere.

    Dropped tasks are checked as well, so that they can come back.
    """
    known: set[str] = set()
    for step in roadmap.steps:
        for name in dict.fromkeys((step.name, *(part.name for part in parts(step)))):
            if name in known:
                raise ValueError(f"two steps are called {name}; names must be unique")
            known.add(name)
        if isinstance(step, Alternatives) and (
            not step.options or step.name in {o.name for o in step.options}
        ):
            raise ValueError(f"{step.name}: alternatives need at least one option, under other names")
        for part in parts(step):
            try:
                _check_task(part)
            except ValueError as error:
                raise ValueError(f"{part.name}: {error}") from None
    for step in roadmap.steps:
        for name in sorted(waits_for(step) - known):
            raise ValueError(f"{step.name} waits for {name}, which is no step of the roadmap")
    for name in sorted(set(roadmap.goal) - known):
        raise ValueError(f"the goal {name} is no step of the roadmap")
