"""What must be done for Heron's reader, in which week, and who can do it?

Model: task analysis, a table of tasks, weeks and who can (Annett 2003 reviews how work is broken down into tasks); a
task is covered if somebody hired can do it. Assumptions: Heron's tasks and weeks are assumed. Who can do a task is our
reading of the lecture's first figure, and for the roles since 2022 ours alone; a real person can more and less than the
role. Covered says nothing of how well, or of whether one person has the time. Units: weeks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.explorable import Choice, Explorable, Range, View
from mlteams.input.heron import fact, key_of
from mlteams.roles.models.common_roles import NAMES


@dataclass(frozen=True)
class Task:
    """A task of Heron's reader: its weeks, first and last, counted from 1, and the roles that can do it."""

    name: str
    first: int
    last: int
    can: frozenset[str]

    @property
    def weeks(self) -> int:
        """Return how many weeks it takes."""
        return self.last - self.first + 1


def _task(name: str, *can: str) -> Task:
    """Return a task of Heron's in the weeks of its facts."""
    key = f"roles.tasks.{key_of(name)}"
    return Task(name, int(fact(f"{key}.first")), int(fact(f"{key}.last")), frozenset(can))


HERON = (
    _task("say what an error costs", "product manager", "data scientist", "evaluation owner"),
    _task("law and works council", "product manager", "governance lead"),
    _task("fetch the photographs", "platform engineer", "ML engineer"),
    _task("label a thousand", "annotator", "evaluation owner"),
    _task("try a rented reader", "AI engineer", "ML engineer", "data scientist"),
    _task("tune an open model", "ML engineer", "ML researcher", "data scientist"),
    _task("measure its errors", "evaluation owner", "data scientist", "ML engineer", "ML researcher"),
    _task("run it beside a belt", "ML engineer", "platform engineer"),
    _task("build the clerks’ screen", "AI engineer"),
    _task("try it in one depot", "product manager", "ML engineer"),
    _task("watch it and repair it", "ML engineer", "platform engineer"),
)


def covered(hired: Iterable[str], tasks: Iterable[Task] = HERON) -> list[Task]:
    """Return the tasks that somebody hired can do.

    Raises:
        ValueError: there is no role of a name.
    """
    roles = set(hired)
    if unknown := roles - set(NAMES):
        raise ValueError(f"no role {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return [task for task in tasks if task.can & roles]


def fewest() -> int:
    """Return how many different roles are needed at least, so that every task of Heron's has somebody."""
    counts = range(1, len(NAMES) + 1)
    return next(
        count
        for count in counts
        if any(len(covered(team)) == len(HERON) for team in combinations(NAMES, count))
    )


def draw_weeks(first: str, second: str) -> View:
    """Draw the tasks as strips over their weeks, filled where somebody hired can do them."""
    hired = [first] if second == "nobody" else [first, second]
    done = covered(hired)
    made, (axes,) = look.figure(height=3.9, left=2.1, right=0.15, bottom=0.5, top=0.5)
    look.frame(axes, "week", "", (0.3, 16.8), (10.6, -0.6), grid="x")
    axes.set_yticks(range(len(HERON)), [task.name for task in HERON])
    axes.set_xticks(range(2, 17, 2))
    look.line(made, 0, f"Filled: {' or '.join(dict.fromkeys(hired))} can.", look.MAIN)
    look.line(made, 1, "Empty: nobody hired can.", look.MARK)
    for row, task in enumerate(HERON):
        fill, edge = (look.MAIN, look.MAIN) if task in done else (look.SURFACE, look.MARK)
        look.bar(axes, row, task.weeks, 0.62, fill, edge, left=task.first - 0.5)
    weeks, all_weeks = sum(task.weeks for task in done), sum(task.weeks for task in HERON)
    missing = len(HERON) - len(done)
    team = (
        _a(first)
        if second == "nobody"
        else f"two {first}s"
        if first == second
        else f"{_a(first)} and {_a(second)}"
    )
    sentence = (
        f"{team[0].upper()}{team[1:]} can do {len(done)} of {len(HERON)} tasks, {weeks} of {all_weeks} weeks of "
        f"work; "
        f"{missing or 'no'} task{'' if missing == 1 else 's'} would wait for somebody else."
    )
    rows = [
        (
            task.name,
            f"{task.first} to {task.last}",
            "yes" if task in done else "no",
            ", ".join(n for n in NAMES if n in task.can),
        )
        for task in HERON
    ]
    return View(
        made, sentence, pd.DataFrame(rows, columns=["task", "weeks", "covered", "who can"]), len(done)
    )


def _a(role: str) -> str:
    return f"{'an' if role[0] in 'aeM' or role.startswith('AI') else 'a'} {role}"


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    alone = covered(["data scientist"])
    # Leila Haddad, Daniel Osei, and clerks who know what a label says.
    house = covered(["data scientist", "product manager", "annotator"])
    return {
        "house_tasks": str(len(house)),
        "open_tasks": str(len(HERON) - len(house)),
        "fewest_roles": str(fewest()),
        "one_less": str(fewest() - 1),
        "tasks": str(len(HERON)),
        "weeks": str(sum(task.weeks for task in HERON)),
        "scientist_tasks": str(len(alone)),
    }


EXPLORABLES = (
    Explorable(
        name="task-analysis-weeks",
        question="Heron’s reader, task by task: who can do which?",
        predict=Range(
            "Heron hires one person. How many of the eleven tasks of the label reader can this person do?",
            "of 11 tasks",
            0,
            11,
        ),
        controls=(
            Choice("first", "First hire", NAMES, "data scientist"),
            Choice("second", "Second hire", ("nobody", *NAMES), "nobody"),
        ),
        draw=draw_weeks,
    ),
)
