"""The sentence of each error that pydantic finds in a roadmap's form."""

from pathlib import Path
from typing import Literal

from pydantic_core import ErrorDetails

from mlteams.input import form_errors
from mlteams.input.errors import BadInput, shown
from mlteams.input.lines import Lines, Loc, line_of
from mlteams.management.tool.roadmap_schema import AlternativesForm, RoadmapForm, TaskForm

Form = Literal["roadmap", "task", "group", "option"]
_KEYS: dict[Form, tuple[str, ...]] = {
    "roadmap": tuple(RoadmapForm.model_fields),
    "task": tuple(TaskForm.model_fields),
    "group": tuple(field.alias or key for key, field in AlternativesForm.model_fields.items()),
    "option": tuple(TaskForm.model_fields),
}
_MISSING = {"tasks": "a list of tasks under tasks"}


def sentence(path: Path, error: ErrorDetails, lines: Lines) -> tuple[int, BadInput]:
    """Return the line of an error in a roadmap, and its sentence."""
    loc, form = _place(error["loc"])
    key = str(loc[-1]) if loc else ""
    line = line_of(lines, loc)
    if error["type"] == "extra_forbidden" and (special := _misplaced_key(key, form)):
        return line, BadInput(path, f"line {line}", *special)
    instead = ("as a task", "a mapping with name and estimate")
    return line, form_errors.sentence(path, line, error, _KEYS[form], _MISSING, instead)


def _place(loc: Loc) -> tuple[Loc, Form]:
    """Return where an error lies in the file, and in which form; pydantic adds which one it tried."""
    if loc[:1] != ("tasks",) or len(loc) < 3:
        return loc, "roadmap"
    option = loc[3:4] == ("alternatives",) and len(loc) > 5
    return (*loc[:2], *loc[3:]), "option" if option else "group" if loc[2] == "group" else "task"


def _misplaced_key(key: str, form: Form) -> tuple[str, str] | None:
    """Return what was found and what would be right for a key that belongs into another form."""
    if form == "group" and key in _KEYS["option"]:
        return f"the key {shown(key)} beside alternatives", f"{key} in each of the alternatives"
    if form == "task" and key == "try":
        return "the key 'try' without alternatives", "alternatives beside it"
    return None
