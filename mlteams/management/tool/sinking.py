"""Why a plan never works: the steps that cannot succeed although all they wait for can."""

from graphlib import TopologicalSorter

from mlteams.core.words import listed, percent
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task
from mlteams.management.tool.forecast import tasks_of

MOST_NAMED = 3


def sinking(roadmap: Roadmap) -> str:
    """Return what sinks a plan that has worked in no future drawn, as the rest of a sentence."""
    found = _impossible(roadmap)
    if found:
        more = [f"{len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
        return f"It cannot: {listed([*found[:MOST_NAMED], *more])}."
    least = min(tasks_of(roadmap), key=lambda task: task.chance if task.status == "open" else 1)
    return f"It could, but rarely; its least likely task is “{least.name}”, with a chance of {percent(least.chance)}."


def _impossible(roadmap: Roadmap) -> list[str]:
    """Return why each step that the goal needs, and that stops it by itself, cannot succeed."""
    steps = {step.name: step for step in roadmap.steps}
    inside = {
        option.name: step
        for step in roadmap.steps
        if isinstance(step, Alternatives)
        for option in step.options
    }
    parts: dict[str, Task | Alternatives] = {**steps, **{task.name: task for task in tasks_of(roadmap)}}

    def waits(name: str) -> tuple[str, ...]:
        group = inside.get(name)
        return (*parts[name].after, *(group.after if group else ()))

    graph = {
        name: (*waits(name), *(option.name for option in getattr(part, "options", ())))
        for name, part in parts.items()
    }
    works: dict[str, bool] = {}
    for name in TopologicalSorter(graph).static_order():
        part = parts[name]
        if isinstance(part, Alternatives):
            works[name] = any(works[option.name] for option in part.options)
        else:
            works[name] = part.status == "done" or (_may(part) and all(works[one] for one in waits(name)))
    found = []
    for name in _needed(roadmap, waits_of={name: waits(name) for name in parts}):
        part = parts[name]
        if isinstance(part, Alternatives):
            at_fault = not works[name] and all(works[one] for one in part.after)
        else:
            at_fault = part.status != "done" and not _may(part)
        if at_fault:
            found.append(_why(part))
    return found


def _may(task: Task) -> bool:
    return task.status != "failed" and (task.chance > 0 or task.status == "done")


def _needed(roadmap: Roadmap, waits_of: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the names without which the goal is not reached, in the order of the roadmap's steps."""
    home = {name: step.name for step in roadmap.steps for name in (step.name, *_options(step))}
    waited_for = {
        home[one] for step in roadmap.steps for name in (step.name, *_options(step)) for one in waits_of[name]
    }
    open_ends = [step.name for step in roadmap.steps if step.name not in waited_for]
    found: set[str] = set()
    ahead = list(roadmap.goal or open_ends)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += waits_of[name]
    return [name for name in waits_of if name in found]


def _options(step: Task | Alternatives) -> tuple[str, ...]:
    return tuple(option.name for option in getattr(step, "options", ()))


def _why(part: Task | Alternatives) -> str:
    if isinstance(part, Alternatives):
        return f"none of the alternatives of “{part.name}” can succeed"
    return f"“{part.name}” has failed" if part.status == "failed" else f"“{part.name}” has a chance of 0"
