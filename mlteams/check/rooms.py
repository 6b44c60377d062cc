"""What lies in a part's folder, against what PART declares."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from mlteams.check.checked import CACHE, Checked
from mlteams.input.errors import BadInput


def rooms(checked: Checked) -> Iterator[BadInput]:
    """Yield rooms and files that PART does not declare, and what it declares and is not there."""
    part, listed = checked.part, checked.listed()
    names = [*(lesson.name for lesson in part.lessons)]
    if not names or len(set(names)) < len(names):
        yield checked.bad(
            checked.folder / "__init__.py", "PART", "no lesson, or two of one name", "one word a lesson"
        )
    wanted = {"__init__.py": True, "sources.csv": True, "models": True}
    wanted |= {"exercises": bool(listed["exercises"]), "tool": part.tool is not None}
    wanted |= {"plan": part.plan, "workshop": part.workshop}
    there = {
        path.stem if path.suffix == ".py" and path.stem in wanted else path.name: path
        for path in _in(checked.folder)
    }
    for room, declared in wanted.items():
        if declared and room not in there:
            yield checked.bad(checked.folder / room, "the room", "nothing of that name", "what PART declares")
        elif room in there and not declared:
            yield checked.bad(there[room], "the room", "a room that PART does not declare", f"{room} in PART")
    for name, path in there.items():
        if name not in wanted:
            yield checked.bad(
                path,
                "the file itself",
                "something that belongs to no room",
                f"one of {', '.join(wanted)}",
            )
    for room, modules in listed.items():
        yield from _room(checked, room, modules)


def _room(checked: Checked, room: str, listed: list[str]) -> Iterator[BadInput]:
    folder = checked.folder / room
    there = {path.stem: path for path in _in(folder)} if folder.is_dir() else {}
    for name in dict.fromkeys(listed):
        if name not in there and folder.is_dir():
            close = difflib.get_close_matches(name, there, 1)
            right = f"{room}/{close[0]}.py" if close else f"{name}.py"
            yield checked.bad(folder / f"{name}.py", "the file itself", "nothing, and PART lists it", right)
    for name, path in there.items():
        if name not in listed and name != "__init__":
            yield checked.bad(path, "the file itself", "a module that PART lists nowhere", "its name in PART")
    if listed and "__init__" not in there and folder.is_dir():
        yield checked.bad(folder, "__init__.py", "nothing of that name", "a package")


def _in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != CACHE and not path.name.startswith("."))
