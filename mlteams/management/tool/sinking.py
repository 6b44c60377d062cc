"""Why a plan never works: the steps that cannot succeed although all they wait for can."""

from graphlib import TopologicalSorter

from mlteams.core.words import listed, percent
from mlteams.management.models.exact_chance import PATTERNS, possible
from mlteams.management.models.futures import prepared
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, scoped
from mlteams.management.models.tasks import parts
from mlteams.management.tool.forecast import tasks_of

MOST_NAMED = 3


def sinking(roadmap: Roadmap) -> str:
    """Return what sinks a plan that has worked in no future drawn, as a sentence."""
    if impossible := cannot(roadmap):
        return f"It cannot: {impossible}."
    least = min(tasks_of(scoped(roadmap)), key=lambda task: task.chance if task.status == "open" else 1)
    rarely = (
        "It could, but rarely"
        if possible(prepared(roadmap), PATTERNS)
        else "If it can at all, it does rarely"
    )
    return f"{rarely}; its least likely task is “{least.name}”, with a chance of {percent(least.chance)}."


def cannot(roadmap: Roadmap) -> str:
    """Return why a plan cannot work, in no future at all, as words; empty where it may."""
    roadmap = scoped(roadmap)
    found = [_why(part) for part in _impossible(roadmap)]
    if found:
        more = [f"{len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
        return listed([*found[:MOST_NAMED], *more])
    if rivals := _rivals(roadmap):
        group, names = rivals
        needed = listed([f"“{name}”" for name in names])
        return f"the goal needs {needed}, and as alternatives of “{group}” only one of them can succeed"
    if possible(prepared(roadmap), PATTERNS) is False:
        return "what the goal needs cannot all succeed in one future, as alternatives exclude each other"
    return ""


def _rivals(roadmap: Roadmap) -> tuple[str, list[str]] | None:
    """Return a group of which the goal needs two options or more, and their names; None if there is none."""
    needed = set(_needed(roadmap, _waits(roadmap)))
    for step in roadmap.steps:
        # A status is a fact: two that are done did succeed.
        names = [name for name in _options(step) if name in needed]
        done = [one.name for one in parts(step) if one.name in names and one.status == "done"]
        if len(names) > max(1, len(done)):
            return step.name, names
    return None


def _why(part: Task | Alternatives) -> str:
    if isinstance(part, Alternatives):
        return f"none of the alternatives of “{part.name}” can succeed"
    return f"“{part.name}” has failed" if part.status == "failed" else f"“{part.name}” has a chance of 0"


def _impossible(roadmap: Roadmap) -> list[Task | Alternatives]:
    """Return the steps that the goal needs and that cannot succeed whatever is done about the others."""
    known: dict[str, Task | Alternatives] = {step.name: step for step in roadmap.steps}
    known |= {task.name: task for task in tasks_of(roadmap)}
    waits = _waits(roadmap)
    inside = {name: _options(part) for name, part in known.items()}
    works: dict[str, bool] = {}
    for name in TopologicalSorter({name: {*waits[name], *inside[name]} for name in known}).static_order():
        part = known[name]
        free = all(works[one] for one in waits[name])
        works[name] = (
            any(works[one] for one in inside[name]) if isinstance(part, Alternatives) else free and _may(part)
        )

    def at_fault(name: str) -> bool:
        part = known[name]
        if isinstance(part, Task):
            return not _may(part)
        return not works[name] and all(works[one] for one in waits[name])

    return [known[name] for name in _needed(roadmap, waits) if at_fault(name)]


def _may(task: Task) -> bool:
    return task.status == "done" or (task.status == "open" and task.chance > 0)


def _options(part: Task | Alternatives) -> tuple[str, ...]:
    return tuple(option.name for option in part.options) if isinstance(part, Alternatives) else ()


def _waits(roadmap: Roadmap) -> dict[str, tuple[str, ...]]:
    """Return what each step and option still waits for."""
    found: dict[str, tuple[str, ...]] = {}
    for step in roadmap.steps:
        if isinstance(step, Task):
            found[step.name] = () if _is_known(step) else step.after
            continue
        worked = any(option.status == "done" for option in step.options)
        found[step.name] = () if worked else step.after
        for option in step.options:
            found[option.name] = () if _is_known(option) else (*step.after, *option.after)
    return found


def _is_known(task: Task) -> bool:
    """Tell whether a task waits for nothing: it has an outcome, or has begun."""
    return task.status != "open" or task.started is not None


def _needed(roadmap: Roadmap, waits: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the names without which the goal is not reached, in the order of the roadmap."""
    ahead, found = list(roadmap.goal or _ends(roadmap)), set()
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += waits[name]
    return [name for name in waits if name in found]


def _ends(roadmap: Roadmap) -> list[str]:
    """Return the steps for which no other step waits: the goal, if none is named."""
    home = {name: step.name for step in roadmap.steps for name in (step.name, *_options(step))}
    before = {home[name] for step in roadmap.steps for name in step.after}
    before |= {home[name] for task in tasks_of(roadmap) for name in task.after}
    return [step.name for step in roadmap.steps if step.name not in before]
