"""When will it be done, and will it work at all? (data model; simulation below)"""

from dataclasses import dataclass
from typing import Literal

from mlteams.management.estimates import Estimate


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
        status: "done" has succeeded and takes no more time; "failed" has failed and takes no more time.
    """

    name: str
    estimate: Estimate
    after: tuple[str, ...] = ()
    chance: float = 1.0
    importance: float = 1.0
    cost: float = 1.0
    status: Literal["open", "done", "failed"] = "open"


@dataclass(frozen=True)
class Alternatives:
    """Approaches of which one success is enough to unlock what follows.

    Attributes:
        name: unique in the roadmap; other tasks name it in `after`.
        options: the approaches, in the order they are tried when tried in turn; each may have an `after` of its own.
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
