"""What a roadmap's tasks and goal wait for: names that must be in the file, and no task that waits for itself."""

import difflib
from collections import defaultdict
from collections.abc import Collection, Mapping

from mlteams.input.errors import MOST_NAMED, shown
from mlteams.management.models.roadmap import Roadmap, circle
from mlteams.management.tool.roadmap_schema import AlternativesForm
from mlteams.management.tool.roadmap_written import Written, examples, first

Places = defaultdict[str, list[int]]  # by what was found, the lines where


def check_goal(written: Written, names: Collection[str], gone: Collection[str]) -> None:
    """Tell goals that are not in the file, or out of scope."""
    for place, name in enumerate(written.form.goal):
        line = written.line("goal", place)
        if name not in names:
            written.fail(line, f"the unknown task {shown(name)}", _closest(name, names))
        elif name in gone:
            written.fail(line, f"the goal {shown(name)}, which is out of scope", "a goal in scope")


def unknown_links(
    written: Written, names: Collection[str], live: Mapping[str, tuple[str, ...]], ignore: bool
) -> set[str]:
    """Return the names that live tasks wait for and that are not in the file; without `ignore` they are told.

    Tasks that wait for themselves or for their own alternatives are told too.
    """
    unknown: Places = defaultdict(list)
    siblings = _siblings(written)
    for loc, form in written.forms():
        for place, name in enumerate(form.after if form.name in live else ()):
            line = written.line(*loc, "after", place)
            if name not in names:
                unknown[name].append(line)
            elif name == form.name:
                written.fail(line, f"{shown(name)} waiting for itself", "another task")
            elif name in siblings.get(form.name, ()):
                who = shown(form.name)
                written.fail(line, f"{who} waiting for its own alternatives", "a task outside them")
    if unknown and not ignore:
        _tell(written, unknown, names)
    return set(unknown)


def _tell(written: Written, unknown: Places, names: Collection[str]) -> None:
    option = "(or, with roadmap, --ignore to leave"
    if len(unknown) == 1:
        right = f"{_closest(next(iter(unknown)), names)} {option} the link out)"
        written.fail(first(unknown), f"the unknown task {examples(unknown)}", right)
        return
    few = list(unknown)[:MOST_NAMED]  # looking for what is meant takes time
    meant = {name: f"; {shown(close[0])}?" for name in few if (close := _close(name, names))}
    found = f"{len(unknown):,} unknown tasks under after, {examples(unknown, meant)}"
    written.fail(first(unknown), found, f"names of tasks in this file {option} the links out)")


def _close(name: str, names: Collection[str]) -> list[str]:
    return difflib.get_close_matches(name, names, 1)


def _closest(name: str, names: Collection[str]) -> str:
    close = _close(name, names)
    return shown(close[0]) if close else "the name of a task in this file"


def _siblings(written: Written) -> dict[str, set[str]]:
    """Return by name of a group or option the names in its group, which it cannot wait for."""
    found: dict[str, set[str]] = {}
    for step in written.form.tasks:
        if isinstance(step, AlternativesForm):
            together = {option.name for option in step.alternatives}
            found.update({name: {*together, step.name} for name in together})
            found[step.name] = together
    return found


def check_order(written: Written, roadmap: Roadmap) -> None:
    """Tell tasks that wait for each other in a circle."""
    names = circle(roadmap)
    if names:
        lines = {form.name: written.line(*loc, "name") for loc, form in written.forms()}
        rest = len(names) - MOST_NAMED
        middle = [f"{rest:,} more"] if rest > 0 else []
        chain = " → ".join([*names[:MOST_NAMED], *middle, names[0]])
        written.fail(lines[names[0]], f"tasks that wait in a circle, {chain}", "an order")
