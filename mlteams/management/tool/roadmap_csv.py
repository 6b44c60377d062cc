"""A roadmap in CSV, ours or an issue tracker's export, as the same lists and mappings that YAML gives."""

import csv
import difflib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mlteams.input.errors import BadInput, shown

_ESTIMATE = ("low", "likely", "high", "median", "spread")
_COPIED = ("name", "chance", "importance", "cost", "status")
# What trackers call a status, in small letters; a word that is not here must be one of ours.
_STATUS = {
    **dict.fromkeys(("to do", "todo", "new", "backlog", "in progress", "in review", "reopened"), "open"),
    **dict.fromkeys(("closed", "resolved", "completed"), "done"),
    **dict.fromkeys(("won't do", "cancelled", "canceled", "rejected"), "failed"),
}
COLUMNS = (*_COPIED, "id", "after", *_ESTIMATE, "unit", "alternative_of", "try")
Lines = dict[tuple[str | int, ...], int]
Cells = dict[str, list[str]]  # by our name of the column; a tracker may give one name to several columns


def load(
    path: Path, text: str, most_tasks: int, columns: Mapping[str, str] | None
) -> tuple[dict[str, Any], Lines]:
    """Return the document and the line of each task by its path, such as ("tasks", 0).

    Raises:
        BadInput: no CSV, an unknown, missing or repeated column, or a row that is no task.
    """
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, Cells]] = []
    try:
        header = [cell.strip() for cell in next(reader)]
        places = _places(path, header, columns)
        while True:
            line = reader.line_num + 1
            row = next(reader, None)
            if row is None:
                break
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                found = f"{len(row)} cells under {len(header)} columns"
                raise BadInput(path, f"line {line}", found, "one cell a column")
            if len(rows) >= most_tasks:
                found = f"more than {most_tasks:,} tasks"
                raise BadInput(path, f"line {line}", found, "fewer and larger tasks")
            cells = {ours: [row[n].strip() for n in where if n < len(row)] for ours, where in places.items()}
            rows.append(
                (line, {ours: said for ours, all_ in cells.items() if (said := [c for c in all_ if c])})
            )
    except csv.Error as error:
        found = f"no CSV ({error})"
        raise BadInput(path, f"line {reader.line_num}", found, "quoted cells that end") from None
    return _document(path, rows)


def _delimiter(text: str) -> str:
    return max(",;\t", key=text.split("\n", 1)[0].count)


def _places(path: Path, header: list[str], columns: Mapping[str, str] | None) -> dict[str, list[int]]:
    """Return in which columns each of our fields lies: one, or several for `after`."""
    if columns is None:
        for column in header:
            if column not in COLUMNS:
                close = difflib.get_close_matches(column[:60], COLUMNS, 1)
                right = close[0] if close else f"one of {', '.join(COLUMNS)}, or a mapping with --columns,"
                raise BadInput(path, "line 1", f"the column {shown(column)}", right)
        columns = {column: column for column in header}
    places = {}
    for ours, column in columns.items():
        if ours not in COLUMNS:
            raise BadInput("--columns", shown(ours), "no column of ours", f"one of {', '.join(COLUMNS)}")
        places[ours] = [place for place, name in enumerate(header) if name == column]
        if not places[ours]:
            close = difflib.get_close_matches(column[:60], header, 1)
            right = shown(close[0]) if close else f"one of {', '.join(header[:20])}"
            raise BadInput(path, "line 1", f"no column {shown(column)}", right)
        if len(places[ours]) > 1 and ours != "after":
            raise BadInput(path, "line 1", f"{len(places[ours])} columns {shown(column)}", "one")
    if "name" not in places:
        raise BadInput(path, "line 1", "no column name", "a column name, or --columns name=…,")
    return places


def _document(path: Path, rows: Sequence[tuple[int, Cells]]) -> tuple[dict[str, Any], Lines]:
    """Put rows together: those with the same alternative_of are one step."""
    lines: Lines = {(): 1, ("tasks",): 1}
    steps: list[dict[str, Any]] = []
    groups: dict[str, int] = {}
    name_of = _names_by_id(path, rows)
    for line, cells in rows:
        task, group, tried = (
            _task(path, line, cells, name_of),
            _one(cells, "alternative_of"),
            _one(cells, "try"),
        )
        if tried and not group:
            raise BadInput(path, f"line {line}", "try without alternative_of", "both or neither")
        if not group:
            lines["tasks", len(steps)] = line
            steps.append(task)
            continue
        if group not in groups:
            groups[group] = len(steps)
            lines["tasks", len(steps)] = line
            steps.append({"name": group, "alternatives": []})
        step = steps[groups[group]]
        lines["tasks", groups[group], "alternatives", len(step["alternatives"])] = line
        step["alternatives"].append(task)
        if tried and step.setdefault("try", tried.lower()) != tried.lower():
            found = f"{shown(tried)} beside {shown(step['try'])}"
            raise BadInput(path, f"line {line}", found, f"one way to try all of {shown(group)}")
        if tried:
            lines.setdefault(("tasks", groups[group], "try"), line)
    return {"title": path.stem, "tasks": steps}, lines


def _names_by_id(path: Path, rows: Sequence[tuple[int, Cells]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for line, cells in rows:
        key = _one(cells, "id")
        if key in names:
            raise BadInput(path, f"line {line}", f"the id {shown(key)} a second time", "an id of its own")
        if key:
            names[key] = _one(cells, "name")
    return names


def _one(cells: Cells, ours: str) -> str:
    return cells[ours][0] if ours in cells else ""


def _task(path: Path, line: int, cells: Cells, name_of: Mapping[str, str]) -> dict[str, Any]:
    if "name" not in cells:
        raise BadInput(path, f"line {line}", "no name", "a name in every row")
    task: dict[str, Any] = {key: _one(cells, key) for key in _COPIED if key in cells}
    if "status" in task:
        said = task["status"].lower()
        task["status"] = _STATUS.get(said, said)
    if "after" in cells:
        # Trackers list keys with commas; names may hold commas themselves, so only keys are split there.
        text = ";".join(cells["after"])
        before = [name.strip() for name in (text.replace(",", ";") if name_of else text).split(";")]
        task["after"] = [name_of.get(name, name) for name in before if name]
    unit = _one(cells, "unit")
    guess = {key: _one(cells, key) for key in _ESTIMATE if key in cells}
    if unit:
        guess = {key: said if key == "spread" else f"{said} {unit}" for key, said in guess.items()}
    if len(guess) == 1 and {"likely", "median"} & guess.keys():
        task["estimate"] = next(iter(guess.values()))
    elif guess:
        task["estimate"] = guess
    return task
