"""A roadmap as a network of numbered rows, in an order in which it can be worked through.

Rows are tasks and options first, in roadmap order, then groups.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from mlteams.management.models.tasks import Alternatives, Roadmap, Task, circle, graph, parts


@dataclass(frozen=True)
class Node:
    """A task or an option.

    Attributes:
        row: its row.
        after: the rows that must succeed before it starts.
        not_before: the earliest time at which it starts.
        begun: whether it has a status or is in progress, so that it waits for nothing.
        done: whether it has succeeded already, so that no rival can stop it.
    """

    row: int
    after: list[int]
    not_before: float = 0.0
    begun: bool = False
    done: bool = False


@dataclass(frozen=True)
class Group:
    """Alternatives.

    Attributes:
        row: the row of the group.
        after: the rows that must succeed first.
        waves: options that are tried together; a wave has its turn when all of the last one have failed.
    """

    row: int
    after: list[int]
    waves: list[list[Node]]

    @property
    def options(self) -> list[Node]:
        """The options of all waves."""
        return [option for wave in self.waves for option in wave]


@dataclass(frozen=True)
class Network:
    """A roadmap in numbers.

    Attributes:
        steps: each comes after those it waits for.
        goals: rows that must succeed.
        tasks: number of tasks and options.
        rows: number of rows.
        watched: rows of which it matters when it is known that they fail, as an alternative that waits for
            them then gives its turn to the next.
    """

    steps: list[Node | Group]
    goals: list[int]
    tasks: int
    rows: int
    watched: frozenset[int]

    def before(self, rows: list[int]) -> frozenset[int]:
        """Return the rows and all that they hang on."""
        return _closure(rows, _befores(self.steps))

    def racing(self) -> set[int]:
        """Return the rows of options that are tried together with a rival, which may overtake them."""
        groups = [step for step in self.steps if isinstance(step, Group)]
        return {option.row for group in groups for wave in group.waves for option in wave if len(wave) > 1}

    def needed(self, may: Sequence[bool]) -> set[int]:
        """Return rows that succeed in every future in which the goals do; `may`: which tasks can succeed.

        Of a group with one option left that can succeed, also that option. Not all such rows are found: of what
        each of several options waits for itself, none.
        """
        by_row: dict[int, tuple[Node | Group, list[int]]] = {}  # and what it waits for
        for step in self.steps:
            by_row[step.row] = step, step.after
            for option in step.options if isinstance(step, Group) else ():
                by_row[option.row] = option, [] if option.begun else [*option.after, *step.after]
        found: set[int] = set()
        ahead = list(self.goals)
        while ahead:
            row = ahead.pop()
            if row in found:
                continue
            found.add(row)
            step, after = by_row[row]
            if isinstance(step, Node):
                ahead += after
                continue
            able = [option for option in step.options if may[option.row]]
            if not any(option.begun for option in able):
                ahead += after
            ahead += [option.row for option in able] if len(able) == 1 else []
        return found

    def independent(self, rows: list[int], needed: set[int]) -> list[list[int]]:
        """Return the rows in lots, so that each part that is `needed`, given the others, hangs on one lot alone.

        One lot if anything waits for an option: that is reached only as the others fail.
        """
        if self.waits_for_options():
            return [rows] if rows else []
        before = _befores(self.steps)
        lots: nx.Graph[int] = nx.Graph()
        lots.add_nodes_from(rows)
        for row in needed:
            cut = {one: [] if one in needed else ahead for one, ahead in before.items()}
            on = [row, *_closure(before[row], cut)]
            nx.add_path(lots, [one for one in rows if one in on])
        return sorted(sorted(lot) for lot in nx.connected_components(lots))

    def waits_for_options(self) -> bool:
        """Whether anything waits for an option, so that it matters which one of a group succeeds."""
        groups = [step for step in self.steps if isinstance(step, Group)]
        return self._waits_for({option.row for group in groups for option in group.options})

    def _waits_for(self, rows: set[int]) -> bool:
        """Whether a goal is among the rows, or anything waits for one of them."""
        groups = [step for step in self.steps if isinstance(step, Group)]
        waiting = [step.after for step in self.steps]
        waiting += [option.after for group in groups for option in group.options]
        return any(row in rows for found in (self.goals, *waiting) for row in found)

    def races(self) -> bool:
        """Whether anything waits for an option that a rival may overtake, so that success hangs on durations."""
        return self._waits_for(self.racing())


def _befores(steps: Iterable[Node | Group]) -> dict[int, list[int]]:
    """Return, by row, the rows that it may hang on: of an option also its rivals."""
    before: dict[int, list[int]] = {}
    for step in steps:
        before[step.row] = step.after
        if isinstance(step, Group):
            before[step.row] = [option.row for option in step.options]
            for option in step.options:
                before[option.row] = [*option.after, *step.after, step.row]
    return before


def _closure(rows: Iterable[int], before: dict[int, list[int]]) -> frozenset[int]:
    """Return the rows and all that they hang on."""
    found: set[int] = set()
    ahead = list(rows)
    while ahead:
        row = ahead.pop()
        if row not in found:
            found.add(row)
            ahead += before[row]
    return frozenset(found)


def _watched(steps: list[Node | Group]) -> frozenset[int]:
    """Return what options of groups tried in turn wait for themselves and, as it fails with that, all before it.

    What such a group as a whole waits for does not matter: without it there are no turns. Of a group either all
    options are watched or none is.
    """
    turns = [step for step in steps if isinstance(step, Group) and len(step.waves) > 1]
    rows = [row for step in turns for option in step.options for row in option.after]
    return _closure(rows, _befores(steps))


def waves(options: list[Node], in_turn: bool) -> list[list[Node]]:
    """Return in which waves options are tried: what is done, then what has begun, then each in its turn."""
    done = [node for node in options if node.done]
    left = [node for node in options if not node.done]
    begun = [node for node in left if node.begun]
    later = [begun, *([node] for node in left if not node.begun)] if in_turn else [left]
    return [wave for wave in (done, *later) if wave]


def with_waves(network: Network, place: int, new: list[list[Node]]) -> Network:
    """Return the network with the options of the group at `place` of its steps tried in other waves."""
    group = network.steps[place]
    assert isinstance(group, Group)
    steps = [*network.steps[:place], replace(group, waves=new), *network.steps[place + 1 :]]
    return replace(network, steps=steps, watched=_watched(steps))


def compiled(roadmap: Roadmap) -> Network:
    """Number the parts of a checked roadmap with nothing dropped in it.

    Raises:
        ValueError: steps wait for each other in a circle.
    """
    waiting = graph(roadmap)
    try:
        order = list(nx.topological_sort(waiting))
    except nx.NetworkXUnfeasible:
        named = " → ".join(circle(roadmap) or ())
        raise ValueError(f"steps wait for each other in a circle: {named}") from None
    by_name = {step.name: step for step in roadmap.steps}
    rows = {part.name: row for row, part in enumerate(p for step in roadmap.steps for p in parts(step))}
    tasks = len(rows)
    for step in roadmap.steps:
        rows.setdefault(step.name, len(rows))

    def node(task: Task) -> Node:
        if task.status != "open" or task.started is not None:
            return Node(rows[task.name], [], begun=True, done=task.status == "done")
        return Node(rows[task.name], [rows[name] for name in task.after], task.not_before)

    def numbered(made: Task | Alternatives) -> Node | Group:
        if isinstance(made, Task):
            return node(made)
        tried = waves([node(option) for option in made.options], made.tried == "in turn")
        return Group(rows[made.name], [rows[name] for name in made.after], tried)

    steps = [numbered(by_name[name]) for name in order]
    goal = roadmap.goal or tuple(name for name in order if not waiting.out_degree(name))
    return Network(steps, [rows[name] for name in goal], tasks, len(rows), _watched(steps))
