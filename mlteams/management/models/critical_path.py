"""When every part of a roadmap starts and ends, and what the finish depended on.

Model: forward and backward pass of the critical path method, on many futures at once; alternatives, and tasks
that fail, are added. Times are those of the roadmap; inf means never.
Nobody knows more than the moment tells: an alternative has its turn once it is known that those before it have
failed. What runs is known to have failed when it ends; what waits for something that failed, at that moment.
References: Kelley & Walker (1959); Van Slyke (1963). `roadmap` states the assumptions.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mlteams.management.models.network import Group, Network, Node

Times = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Passage:
    """What a forward pass finds, one column per future.

    Attributes:
        start: when each task starts, shape (tasks, futures).
        finish: when each row succeeds, shape (rows, futures).
        lost: when it is known that a row never will, shape (futures,), for the watched rows: of `finish` and
            `lost` one is inf and the other is not. Also for options that others have their turn after, where
            their group starts and no rival succeeds.
        lasts: how long each task would take, shape (tasks, futures).
        first: by row of an option that rivals can stop, when the first of them succeeds, shape (futures,).
    """

    start: Times
    finish: Times
    lost: dict[int, Times]
    lasts: Times
    first: dict[int, Times]

    def spent(self, rows: slice) -> Times:
        """Return how long each of some tasks is worked on, shape (rows, futures)."""
        started = self.start[rows] < np.inf
        found = np.where(started, self.lasts[rows], 0)
        for row, first in self.first.items():
            if rows.start <= row < rows.stop:
                here = found[row - rows.start]
                left = np.subtract(first, self.start[row], where=started[row - rows.start], out=here.copy())
                np.minimum(here, left, out=here)
        return found


def latest(finish: Times, rows: list[int]) -> Times:
    """Return the last of the finishes in `rows`, 0 if there are none; not to be written to."""
    if not rows:
        return np.zeros(finish.shape[1])
    last = finish[rows[0]]
    for row in rows[1:]:
        last = np.maximum(last, finish[row])
    return np.asarray(last)


class _Forward:
    def __init__(self, network: Network, lasts: Times, works: Flags, ends: bool) -> None:
        self.network, self.lasts, self.works, self.fails = network, lasts, works, ~works
        self.sure, self.ends = np.asarray(works.all(axis=1)), ends and not network.waits_for_options()
        self.start, self.finish = np.empty(lasts.shape), np.empty((network.rows, lasts.shape[1]))
        self.lost: dict[int, Times] = {}
        self.first: dict[int, Times] = {}

    def attempt(self, node: Node, ready: Times) -> None:
        """Start a task or an option when it is ready and what it waits for has succeeded."""
        row, begin = node.row, ready
        if node.begun:
            begin = np.zeros(ready.shape)
        elif node.after:
            begin = np.maximum(ready, latest(self.finish, node.after))
        if node.not_before > 0:
            begin = np.maximum(begin, node.not_before)
        self.start[row] = begin
        finish = np.add(begin, self.lasts[row], out=self.finish[row])
        if not self.sure[row]:
            np.putmask(finish, self.fails[row], np.inf)

    def lose(self, node: Node, after: list[int]) -> None:
        """Work out when it is known that a task or an option fails; `after`: what it and its group wait for."""
        row = node.row
        lost = self.start[row] + self.lasts[row]
        np.putmask(lost, self.works[row], np.inf)
        for before in [] if node.begun else after:
            np.minimum(lost, self.lost[before], out=lost)
        self.lost[row] = lost

    def group(self, group: Group) -> None:
        """Try alternatives, wave by wave."""
        turn, never = latest(self.finish, group.after), np.full(self.lasts.shape[1], np.inf)
        watched, first = group.row in self.network.watched, never
        for place, wave in enumerate(group.waves):
            for option in wave:
                self.attempt(option, turn)
                first = np.minimum(first, self.finish[option.row])
            if (len(wave) > 1 or wave[0].begun) and (watched or not self.ends):
                self.stop(wave, first)
            if watched or place + 1 < len(group.waves):
                for option in wave:
                    self.lose(option, option.after + group.after if watched else option.after)
                    turn = np.maximum(turn, self.lost[option.row])
                turn = np.where(first < np.inf, np.inf, turn)
            if watched:
                for option in wave:
                    self.overtake(option.row, first)
        self.finish[group.row] = first
        if watched:
            lost = np.max([self.lost[option.row] for option in group.options], axis=0)
            self.lost[group.row] = np.where(first < np.inf, np.inf, lost)

    def overtake(self, row: int, first: Times) -> None:
        """Let it be known of an option that it fails, at the latest when a rival succeeds."""
        lost = self.lost[row]
        np.minimum(lost, first, out=lost, where=self.finish[row] == np.inf)

    def stop(self, wave: list[Node], first: Times) -> None:
        """Stop the options of a wave that another has overtaken; of a tie the option listed first wins."""
        won = np.zeros(first.shape, dtype=bool)
        for option in wave:
            row = option.row
            if option.done:
                won[:] = True
                continue
            stopped = (self.finish[row] > first) | won
            won |= ~stopped
            np.putmask(self.start[row], stopped & (self.start[row] >= first), np.inf)
            np.putmask(self.finish[row], stopped, np.inf)
            self.first[row] = first


def forward(network: Network, lasts: Times, works: Flags, ends: bool = False) -> Passage:
    """Return when everything starts and ends.

    `lasts` and `works` have shape (tasks, futures): how long each would take, and whether it would succeed. With
    `ends` only the finishes of the goals are asked for: of options that rivals stop, nothing else holds.
    """
    run = _Forward(network, lasts, works, ends)
    zero = np.zeros(lasts.shape[1])
    for step in network.steps:
        if isinstance(step, Group):
            run.group(step)
            continue
        run.attempt(step, zero)
        if step.row in network.watched:
            run.lose(step, step.after)
    return Passage(run.start, run.finish, run.lost, lasts, run.first)


def critical(network: Network, run: Passage) -> Flags:
    """Return which tasks lie on a critical path, shape (tasks, futures), where every goal succeeds.

    Critical is a goal that finishes last, and then whatever ended at the very moment a critical task began: a
    success it waited for or, where it was an alternative's turn, a failure. Times are copied and never worked
    out another way, so that equality is exact.
    """
    start, finish, lost, lasts = run.start, run.finish, run.lost, run.lasts
    on_path = np.zeros(finish.shape, dtype=bool)  # its success, or its work, is critical
    on_loss = {row: np.zeros(finish.shape[1], dtype=bool) for row in lost}  # that it failed is
    last = latest(finish, network.goals)
    for row in network.goals:
        on_path[row] = (finish[row] == last) & (last < np.inf)

    def trace(node: Node, group: Group | None = None) -> None:
        """Follow what made a task start or, if it never could, what made that known."""
        row, after = node.row, node.after + (group.after if group else [])
        if row in on_loss:
            never = on_loss[row] & (start[row] == np.inf)
            on_path[row] |= on_loss[row] & (lost[row] == start[row] + lasts[row])
            for before in [] if node.begun else after:
                if before in on_loss:
                    on_loss[before] |= never & (lost[before] == lost[row])
        for before in [] if node.begun else after:
            on_path[before] |= on_path[row] & (finish[before] == start[row])

    def overtaken(group: Group) -> None:
        """Follow what made it known that a group or one of its options fails."""
        for option in group.options:
            on_loss[option.row] |= on_loss[group.row] & (lost[option.row] == lost[group.row])
            # An option that a rival overtook: the rival's success is what mattered.
            on_path[group.row] |= on_loss[option.row] & (lost[option.row] == finish[group.row])

    for step in reversed(network.steps):
        if isinstance(step, Node):
            trace(step)
            continue
        if step.row in network.watched:
            overtaken(step)
        for place, wave in reversed(list(enumerate(step.waves))):
            for option in wave:
                row = option.row
                on_path[row] |= on_path[step.row] & (finish[row] == finish[step.row])
                trace(option, step)
                if not option.begun:
                    for earlier in (one for before in step.waves[:place] for one in before):
                        on_loss[earlier.row] |= on_path[row] & (lost[earlier.row] == start[row])
    return on_path[: network.tasks]
