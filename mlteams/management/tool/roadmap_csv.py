"""A roadmap in CSV, ours or an issue tracker's export, as the same lists and mappings that YAML gives."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mlteams.input import csv_rows
from mlteams.input.errors import BadInput, BadInputs, several, shown
from mlteams.input.lines import Lines
from mlteams.input.values import MOST_NAME

_ESTIMATE = ("low", "likely", "high", "median", "spread")
_DAYS = ("not_before", "started")
_COPIED = ("name", "chance", "importance", "cost", "status", *_DAYS)
COLUMNS = (*_COPIED, "id", "after", *_ESTIMATE, "unit", "alternative_of", "try")
_NUMBERS = (*_ESTIMATE, "chance", "importance", "cost")
_DECIMAL_COMMA = re.compile(r"([-+]?\d+),(\d+)(\D*)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:.*")  # a day with its time
Cells = dict[str, list[str]]  # by our name of the column; a tracker may give one name to several columns
Rows = Sequence[tuple[int, Cells]]  # each with its line


def load(
    path: Path, text: str, most_tasks: int, columns: Mapping[str, str] | None
) -> tuple[dict[str, Any], Lines]:
    """Return the document and the line of each task by its path, such as ("tasks", 0).

    Raises:
        BadInput: no CSV, an unknown, missing or repeated column, or a row that is no task.
    """
    delimiter = csv_rows.delimiter(text)
    table = csv_rows.rows(path, text, delimiter)
    start, header = next(table, (1, []))
    places = _places(path, start, header, columns)
    rows: list[tuple[int, Cells]] = []
    for line, row in table:
        if len(row) > len(header):
            found = f"{len(row)} cells under {len(header)} columns"
            raise BadInput(path, f"line {line}", found, "one cell a column")
        if len(rows) >= most_tasks:
            raise BadInput(path, f"line {line}", f"more than {most_tasks:,} tasks", "fewer and larger tasks")
        cells = {ours: [row[n] for n in where if n < len(row) and row[n]] for ours, where in places.items()}
        rows.append((line, {ours: _read(ours, said, delimiter) for ours, said in cells.items() if said}))
    return _document(path, start, rows)


def _places(
    path: Path, line: int, header: list[str], columns: Mapping[str, str] | None
) -> dict[str, list[int]]:
    """Return in which columns each of our fields lies: one, or several for `after`."""
    problems = []

    def fail(found: str, right: str) -> None:
        problems.append(BadInput(path, f"line {line}", found, right))

    if columns is None:
        unknown = [column for column in dict.fromkeys(header) if column not in COLUMNS]
        close = difflib.get_close_matches(unknown[0][:60], COLUMNS, 1) if len(unknown) == 1 else []
        if unknown:
            found = f"the column{'s' if len(unknown) > 1 else ''} {several([shown(one) for one in unknown])}"
            fail(found, close[0] if close else f"{', '.join(COLUMNS)}, or a mapping with --columns,")
        columns = {column: column for column in header if column in COLUMNS}
    places = {}
    for ours, theirs in _whole(columns, header).items():
        if ours not in COLUMNS:
            raise BadInput("--columns", shown(ours), "no column of ours", f"one of {', '.join(COLUMNS)}")
        column = " ".join(theirs.split())
        places[ours] = [place for place, name in enumerate(header) if name == column]
        if not places[ours]:
            near = difflib.get_close_matches(column[:60], header, 1)
            fail(
                f"no column {shown(column)}",
                shown(near[0]) if near else f"one of {several(list(map(shown, header)), 20)}",
            )
        if len(places[ours]) > 1 and ours != "after":
            fail(f"{len(places[ours])} columns {shown(column)}", "one")
    if "name" not in places and not problems:
        fail("no column name", "a column name, or --columns name=…,")
    if problems:
        raise BadInputs(problems)
    return places


def _whole(columns: Mapping[str, str], header: Iterable[str]) -> dict[str, str]:
    """Return a mapping in which a column's name that was cut at a comma in it, as "Size, low=S" is, is whole again."""
    plain = {_plain(name): name for name in header}
    found: dict[str, str] = {}
    cut = ""  # which of our columns may go on in the next pair
    for ours, theirs in columns.items():
        joined = f"{found[cut]},{ours}={theirs}" if cut else ""
        if _plain(joined) in plain:
            found[cut] = plain[_plain(joined)]
            continue
        found[ours] = theirs
        cut = ours if _plain(theirs) not in plain else ""
    return found


def _plain(name: str) -> str:
    return "".join(name.split())


def _read(ours: str, said: list[str], delimiter: str) -> list[str]:
    """Return cells as a form reads them: decimal commas where semicolons separate cells, days without a time."""
    if ours in _NUMBERS and delimiter == ";":
        return [_DECIMAL_COMMA.sub(r"\1.\2\3", one) if _DECIMAL_COMMA.fullmatch(one) else one for one in said]
    if ours in _DAYS:
        return [_MOMENT.sub(r"\1", one) for one in said]
    return said


def _document(path: Path, start: int, rows: Rows) -> tuple[dict[str, Any], Lines]:
    """Put rows together: those with the same alternative_of are one step."""
    lines: Lines = {(): start, ("tasks",): start}
    steps: list[dict[str, Any]] = []
    groups: dict[str, int] = {}
    name_of = _names_by_id(path, rows)
    for line, cells in rows:
        task = _task(path, line, cells, name_of)
        group, tried = _one(cells, "alternative_of"), _one(cells, "try")
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
    return {"title": path.stem[:MOST_NAME], "tasks": steps}, lines


def _names_by_id(path: Path, rows: Rows) -> dict[str, str]:
    """Return a name of its own by each id: long ones are cut, and those of several tasks carry their id."""
    names: dict[str, str] = {}
    for line, cells in rows:
        key = _one(cells, "id")
        if key in names:
            raise BadInput(path, f"line {line}", f"the id {shown(key)} a second time", "an id of its own")
        if key:
            names[key] = _cut(_one(cells, "name"), MOST_NAME)
    count = Counter(names.values()) + Counter(_one(cells, "name") for _, cells in rows if "id" not in cells)
    return {
        key: name if count[name] == 1 else f"{_cut(name, max(2, MOST_NAME - len(key) - 3))} ({key})"
        for key, name in names.items()
    }


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _one(cells: Cells, ours: str) -> str:
    return cells[ours][0] if ours in cells else ""


def _task(path: Path, line: int, cells: Cells, name_of: Mapping[str, str]) -> dict[str, Any]:
    if "name" not in cells:
        raise BadInput(path, f"line {line}", "no name", "a name in every row")
    task: dict[str, Any] = {key: _one(cells, key) for key in _COPIED if key in cells}
    task["name"] = name_of.get(_one(cells, "id"), task["name"])
    if "after" in cells:
        task["after"] = list(_before(cells["after"], name_of))
    unit = _one(cells, "unit")
    guess = {key: _one(cells, key) for key in _ESTIMATE if key in cells}
    if unit:
        guess = {key: said if key == "spread" else f"{said} {unit}" for key, said in guess.items()}
    if len(guess) == 1 and {"likely", "median"} & guess.keys():
        task["estimate"] = next(iter(guess.values()))
    elif guess:
        task["estimate"] = guess
    return task


def _before(cells: Iterable[str], name_of: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of what a task waits for, each once."""
    # Trackers list keys with commas; names may hold commas themselves, so only keys are split there.
    text = ";".join(cells)
    said = (name.strip() for name in (text.replace(",", ";") if name_of else text).split(";"))
    yield from dict.fromkeys(name_of.get(name, name) for name in said if name)
