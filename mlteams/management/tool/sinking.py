"""Why a plan never works: the steps that cannot succeed although all they wait for can."""

from graphlib import TopologicalSorter

from mlteams.core.words import listed, percent
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, scoped
from mlteams.management.tool.forecast import tasks_of

MOST_NAMED = 3


def sinking(roadmap: Roadmap) -> str:
    """Return what sinks a plan that has worked in no future drawn, as a sentence."""
    roadmap = scoped(roadmap)
    found = [_why(part) for part in _impossible(roadmap)]
    if found:
        more = [f"{len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
        return f"It cannot: {listed([*found[:MOST_NAMED], *more])}."
    least = min(tasks_of(roadmap), key=lambda task: task.chance if task.status == "open" else 1)
    return f"It could, but rarely; its least likely task is “{least.name}”, with a chance of {percent(least.chance)}."


def _why(part: Task | Alternatives) -> str:
    if isinstance(part, Alternatives):
        return f"none of the alternatives of “{part.name}” can succeed"
    return f"“{part.name}” has failed" if part.status == "failed" else f"“{part.name}” has a chance of 0"


def _impossible(roadmap: Roadmap) -> list[Task | Alternatives]:
    """Return the steps that the goal needs and that cannot succeed whatever is done about the others."""
    parts: dict[str, Task | Alternatives] = {step.name: step for step in roadmap.steps}
    parts |= {task.name: task for task in tasks_of(roadmap)}
    waits = _waits(roadmap)
    inside = {name: _options(part) for name, part in parts.items()}
    works: dict[str, bool] = {}
    for name in TopologicalSorter({name: {*waits[name], *inside[name]} for name in parts}).static_order():
        part = parts[name]
        free = all(works[one] for one in waits[name])
        works[name] = (
            any(works[one] for one in inside[name]) if isinstance(part, Alternatives) else free and _may(part)
        )

    def at_fault(name: str) -> bool:
        part = parts[name]
        if isinstance(part, Task):
            return not _may(part)
        return not works[name] and all(works[one] for one in waits[name])

    return [parts[name] for name in _needed(roadmap, waits) if at_fault(name)]


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
