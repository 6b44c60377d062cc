"""One plan in several versions on the same futures: what is worth trying, and what is kept of each run.

References: Glasserman & Yao (1992), common random numbers; Asmussen & Glynn (2007, III.4), sectioning for errors
of quantiles; Mitten (1960), the best order. Units: the roadmap's.
"""

from dataclasses import dataclass

import numpy as np

from mlteams.management.models import distributions, intervals
from mlteams.management.models.critical_path import Flags, Times, critical, forward, latest
from mlteams.management.models.futures import Futures
from mlteams.management.models.network import Group, Network, Node, waves, with_waves
from mlteams.management.models.roadmap import DUST
from mlteams.management.models.sums import costs
from mlteams.management.models.tasks import Alternatives
from mlteams.management.models.testing_sequence import best_order
from mlteams.management.models.working import Working

CANDIDATES = 20  # tasks, or groups, that are tried for each question: more than anybody will read
SCREENED = (
    4_000  # futures in which they are looked for: what matters in fewer than one of them is not worth advice
)
SECTIONS = (
    40  # groups of replicates at most whose quantiles give the error: one of 499 futures each by default
)
# Of fewer successes a section's P85 jumps from one to the next, and the error of a difference is told too small:
# with 40 sections, 95% margins held the truth in 82 to 88 of 100 seeds at chances of 7% and 13%.
SUCCESSES, FEWEST = 150, 8


class Runs:
    """What is kept of one version of the plan, over all futures."""

    def __init__(self, futures: Futures, size: int, keep: bool = True, costs: bool = False) -> None:
        """Keep runs of hypercubes of `size` futures; `keep`: their finishes as well, `costs`: what they cost."""
        self.futures, self.size, self.keep, self.costs = futures, size, keep, costs
        self._finish: list[Times] = []
        self._works: list[Times] = []
        self._cost: list[Times] = []

    def add(self, network: Network, lasts: Times, works: Flags) -> None:
        """Run a version of the plan, and keep what is asked for of it: shares and means per replicate."""
        run = forward(network, lasts, works, ends=not self.costs)
        finish = latest(run.finish, self.futures.network.goals).reshape(-1, self.size)
        self._works.append((finish < np.inf).mean(axis=1))
        if self.costs:
            self._cost.append(costs(self.futures, run).reshape(-1, self.size).mean(axis=1))
        if self.keep:
            self._finish.append(finish.copy())

    @property
    def works(self) -> Times:
        """The share of futures in which the plan succeeds, per replicate."""
        return np.concatenate(self._works)

    @property
    def cost(self) -> Times:
        """The mean cost, per replicate."""
        return np.concatenate(self._cost)

    def share(self, by: float) -> Times:
        """Return the share of futures that are done by a time, per replicate."""
        return np.asarray((np.concatenate(self._finish) <= by + DUST).mean(axis=1))

    @property
    def sections(self) -> int:
        """How many sections give the error: fewer where so few futures succeed that quantiles of more were crude."""
        successes = int(self.works.sum() * self.size)
        return min(SECTIONS, len(self.works), max(FEWEST, successes // SUCCESSES))

    def p85(self, sections: int) -> tuple[float, Times]:
        """Return the P85 given success, and that of each of so many sections; nan where none succeeds."""
        finish = np.concatenate(self._finish)
        groups = [part.ravel() for part in np.array_split(finish, min(sections, len(finish)))]
        found = [_p85(times) for times in (finish.ravel(), *groups)]
        return found[0], np.array(found[1:])


def section_error(values: Times) -> float:
    """Return the standard error of a mean of sections; inf where fewer than two of them have a value.

    Widened so that 1.96 of it are a 95% margin however few sections there are (Student's t).
    """
    values = values[~np.isnan(values)]
    if len(values) < 2:
        return np.inf
    return intervals.standard_error(values) * intervals.student(len(values)) / intervals.student(10**6)


def _p85(finish: Times) -> float:
    times = np.sort(finish[finish < np.inf])
    return intervals.quantile(times, 0.85) if len(times) else np.nan


@dataclass(frozen=True)
class Screen:
    """What is worth trying.

    Attributes:
        certain, shorter: rows of tasks to secure, and to shorten.
        groups: places of groups to try in turn.
        works: the share of the futures looked at in which the plan works.
    """

    certain: list[int]
    shorter: list[int]
    groups: list[int]
    works: float


def screened(working: Working, samples: int, seed: int) -> Screen:
    """Look at the first futures for what matters at all, and most.

    Without what must succeed: what securing that gains is known without a run.
    """
    futures, seen, failed = working.futures, 0, 0
    failing, on_path = np.zeros(len(futures.tasks)), np.zeros(len(futures.tasks))
    for lasts, works in working.blocks(samples, seed):
        run = forward(futures.network, lasts, works)
        fails = latest(run.finish, futures.network.goals) == np.inf
        failing += np.count_nonzero(~works & (run.start < np.inf) & fails, axis=1)
        on_path += np.count_nonzero(critical(futures.network, run), axis=1)
        seen, failed = seen + lasts.shape[1], failed + int(np.count_nonzero(fails))
        if seen >= SCREENED:
            break

    def most(values: Times) -> list[int]:
        rows = [int(row) for row in np.argsort(-values, kind="stable") if values[row] > 0]
        return sorted(rows[:CANDIDATES])

    return Screen(
        most(np.where(futures.is_open, failing, 0)),
        most(np.where(futures.is_open, on_path, 0)),
        _dearest(futures, samples, seed),
        1 - failed / seen,
    )


def _dearest(futures: Futures, samples: int, seed: int) -> list[int]:
    """Return the places of groups with a choice on which most is spent in the first futures, in roadmap order."""
    steps = futures.network.steps
    groups = [place for place, step in enumerate(steps) if _open(futures, step)]
    if len(groups) > CANDIDATES:
        lasts, works = next(futures.blocks(samples, seed))
        run = forward(futures.network, lasts, works)
        spent = run.spent(slice(0, len(works))).sum(axis=1) * [task.cost for task in futures.tasks]
        groups = sorted(groups, key=lambda place: -_spent(steps[place], spent))[:CANDIDATES]
    return sorted(groups, key=lambda place: steps[place].row)


def _spent(step: Node | Group, spent: Times) -> float:
    assert isinstance(step, Group)
    return float(sum(spent[option.row] for option in step.options))


def _open(futures: Futures, step: Node | Group) -> bool:
    """Whether a step is a group with two or more open options and none done."""
    if isinstance(step, Node) or any(option.done for option in step.options):
        return False
    return sum(bool(futures.is_open[option.row]) for option in step.options) > 1


@dataclass(frozen=True)
class Tried:
    """A plan in which one group is tried in turn in its best order."""

    name: str
    order: tuple[str, ...]
    network: Network


def best_tried(futures: Futures, place: int) -> Tried:
    """Return the plan with the group at a place of the network's steps in its best order (Mitten 1960)."""
    group = futures.network.steps[place]
    assert isinstance(group, Group)
    options = sorted(group.options, key=lambda option: option.row)
    begun = [option for option in options if option.begun]
    rest = [option for option in options if not option.begun]
    tasks = [futures.tasks[option.row] for option in rest]
    tiny = 1e-12  # what costs nothing comes first
    costs = [max(distributions.mean(task.estimate) * task.cost, tiny) for task in tasks]
    ordered = begun + [rest[i] for i in best_order([task.chance for task in tasks], costs)]
    home = [step for step in futures.roadmap.steps if isinstance(step, Alternatives)]
    first = futures.tasks[options[0].row]
    name = next(step.name for step in home if first in step.options)
    names = tuple(futures.tasks[option.row].name for option in ordered if futures.is_open[option.row])
    return Tried(name, names, with_waves(futures.network, place, waves(ordered, in_turn=True)))
