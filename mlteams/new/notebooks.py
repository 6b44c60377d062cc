"""Notebooks to begin from: the five steps of a lesson's section, and the four cells of an exercise."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import nbformat

from mlteams.new.skeleton import File, filled
from mlteams.workbook.stored import text_of

_CELL = re.compile(r"^=== (?P<id>[\w-]+) (?P<kind>code|markdown)(?: (?P<metadata>\{.*\}))?$", flags=re.M)
_EMPTY = {
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def lesson(path: Path, words: Mapping[str, str]) -> File:
    """Return a lesson's notebook with one section."""
    return _new(path, "notebook.txt", words)


def solutions(path: Path, words: Mapping[str, str]) -> File:
    """Return a lesson's solutions with one exercise."""
    return _new(path, "solutions.txt", words)


def with_exercise(path: Path, words: Mapping[str, str]) -> File:
    """Return a lesson's solutions with one more exercise, before the cells of the end."""
    notebook = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
    ours = [cell for cell in _cells("solutions.txt", words) if cell["id"].startswith(f"{words['name']}-")]
    ids = [cell["id"] for cell in notebook.cells]
    at = ids.index("end-text") if "end-text" in ids else len(ids)
    notebook.cells[at:at] = ours
    return File(path, text_of(notebook))


def _new(path: Path, template: str, words: Mapping[str, str]) -> File:
    made = nbformat.from_dict(_EMPTY | {"cells": _cells(template, words)})  # type: ignore[no-untyped-call]
    return File(path, text_of(made))


def _cells(template: str, words: Mapping[str, str]) -> list[nbformat.NotebookNode]:
    """Return the cells of a template: a line `=== id kind {metadata}`, then what the cell holds."""
    text = filled(template, words)
    marks = list(_CELL.finditer(text))
    made = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        source = text[mark.end() : following.start() if following else len(text)].strip("\n")
        cell = {"cell_type": mark["kind"], "id": mark["id"], "metadata": json.loads(mark["metadata"] or "{}")}
        cell |= {"source": source}
        if mark["kind"] == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append(nbformat.from_dict(cell))  # type: ignore[no-untyped-call]
    return made
