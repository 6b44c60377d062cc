"""The arithmetic of a roadmap: when every part starts and finishes, and what the finish depended on.

Model: forward and backward pass of the critical path method, on many futures at once. Rows are parts of the
roadmap (tasks and options, then groups), columns are futures. inf means never.
References: Kelley & Walker (1959); Van Slyke (1963). `roadmap` states the assumptions. Units: the roadmap's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Node:
    """A task or an option: its row, and the rows that must succeed before it starts."""

    row: int
    after: list[int]


@dataclass(frozen=True)
class Group:
    """Alternatives: their row, the rows that must succeed first, the options, and whether tried in turn."""

    row: int
    after: list[int]
    options: list[Node]
    in_turn: bool


@dataclass(frozen=True)
class Network:
    """Steps in an order in which each comes after those it waits for; rows of the goals; number of rows."""

    steps: list[Node | Group]
    goals: list[int]
    rows: int


def latest(finish: Times, rows: list[int]) -> Times:
    """Return the last of the finishes in `rows`, 0 if there are none; not to be written to."""
    if len(rows) == 1:
        return np.asarray(finish[rows[0]])
    if not rows:
        return np.zeros(finish.shape[1])
    return np.asarray(np.max([finish[row] for row in rows], axis=0))


def forward(
    network: Network, lasts: Times, works: Flags, spending: bool = True
) -> tuple[Times, Times, Times]:
    """Return starts, finishes and times spent.

    `lasts` and `works` have shape (tasks, futures): how long each would take, and whether it would succeed.
    Starts and times spent have that shape; finishes, the moments of success, have (rows, futures). Without
    `spending` the times spent are not worked out, and options that others overtook keep their finish.
    """
    start, finish = np.empty(lasts.shape), np.empty((network.rows, lasts.shape[1]))
    until_success = np.where(works, lasts, np.inf)

    def attempt(node: Node, ready: Times) -> None:
        start[node.row] = np.maximum(ready, latest(finish, node.after)) if node.after else ready
        np.add(start[node.row], until_success[node.row], out=finish[node.row])

    spent = lasts.copy() if spending else lasts
    for step in network.steps:
        ready = latest(finish, step.after)
        if isinstance(step, Node):
            start[step.row] = ready
            np.add(ready, until_success[step.row], out=finish[step.row])
            continue
        options = [option.row for option in step.options]
        for option in step.options:
            attempt(option, ready)
            if step.in_turn:  # next: when this one has failed; never if it succeeds; now if it cannot start
                row = option.row
                failed = np.where(works[row], np.inf, start[row] + lasts[row])
                ready = np.where(start[row] < np.inf, failed, ready)
        first = finish[options].min(axis=0)
        finish[step.row] = first
        if spending and not step.in_turn:
            won = np.zeros(first.shape, dtype=bool)
            for row in options:
                stopped = (finish[row] > first) | won  # of a tie, the option listed first
                won |= ~stopped
                start[row][stopped & (start[row] >= first)] = np.inf
                finish[row][stopped] = np.inf
                end = np.minimum(start[row] + lasts[row], first)
                spent[row] = np.subtract(end, start[row], where=start[row] < first, out=np.zeros(end.shape))
    if spending:
        spent[start == np.inf] = 0
    return start, finish, spent


def critical(network: Network, lasts: Times, start: Times, finish: Times) -> Flags:
    """Return which rows lie on a critical path, shape (rows, futures), in futures where every goal succeeds.

    Critical is a goal that finishes last, and then whatever ended at the very moment a critical task began.
    Times are copied, never recomputed, so equality is exact.
    """
    on_path = np.zeros(finish.shape, dtype=bool)
    last = latest(finish, network.goals)
    for row in network.goals:
        on_path[row] = (finish[row] == last) & (last < np.inf)

    def trace(node: Node, after: list[int]) -> None:
        for row in after:
            on_path[row] |= on_path[node.row] & (finish[row] == start[node.row])

    for step in reversed(network.steps):
        if isinstance(step, Node):
            trace(step, step.after)
            continue
        for place, option in reversed(list(enumerate(step.options))):
            on_path[option.row] |= on_path[step.row] & (finish[option.row] == finish[step.row])
            trace(option, step.after + option.after)
            for earlier in step.options[:place] if step.in_turn else []:  # its failure gave this one its turn
                ended = start[earlier.row] + lasts[earlier.row]
                on_path[earlier.row] |= on_path[option.row] & (ended == start[option.row])
    return on_path
