"""From a roadmap file, YAML or CSV, to a Roadmap; from a mistake in it to one sentence with its line."""

import csv
import difflib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mlteams.management.estimates import Estimate, Lognormal, Pert
from mlteams.management.roadmap import Alternatives, Roadmap, Task, circle
from mlteams.plan import yaml_lines
from mlteams.plan.errors import BadInput, shown
from mlteams.plan.roadmap_schema import AlternativesForm, Amount, Guess, RoadmapForm, TaskForm
from mlteams.plan.text_file import read_text

MOST_TASKS = 5_000
HOURS_A_DAY = 8
# What a file without units can be counted in: the roadmap's unit, and how many of it one makes.
UNITS: dict[str, tuple[str, float]] = {
    "days": ("days", 1.0),
    "weeks": ("weeks", 1.0),
    "hours": ("days", 1 / HOURS_A_DAY),
    "seconds": ("days", 1 / (HOURS_A_DAY * 3600)),
}
COLUMNS = (
    *("name", "id", "after", "low", "likely", "high", "median", "spread", "chance", "importance", "cost"),
    *("status", "alternative_of", "try"),
)
_ESTIMATE = ("low", "likely", "high", "median", "spread")
_GIVEN = tuple(column for column in COLUMNS if column not in (*_ESTIMATE, "id", "alternative_of", "try"))
Lines = dict[tuple[str | int, ...], int]


@dataclass(frozen=True)
class RoadmapFile:
    """A roadmap with its calendar."""

    roadmap: Roadmap
    start: date
    by: date | None


def read_roadmap(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    unit: str | None = None,
    spread: float | None = None,
    today: date | None = None,
) -> RoadmapFile:
    """Read a roadmap.

    `columns` maps our column names to those of a CSV; columns it does not name are then ignored. `unit` is
    for durations without one. `spread` makes single numbers, otherwise certain, medians with it.

    Raises:
        BadInput: anything in the file that is not right, the first found.
    """
    text = read_text(path)
    if path.suffix.lower() in (".csv", ".tsv"):
        data, lines = _read_csv(path, text, columns)
    else:
        data, lines = yaml_lines.load(path, text, MOST_TASKS)
    if not isinstance(data, dict):
        raise BadInput(path, "line 1", "no mapping", "a mapping with the key tasks")
    if isinstance(data.get("tasks"), list) and not data["tasks"]:
        raise BadInput(path, f"line {lines[('tasks',)]}", "no tasks", "at least one task")
    try:
        form = RoadmapForm.model_validate(data)
    except ValidationError as problem:
        raise _sentence(path, problem.errors()[0], lines) from None
    return _Checked(path, form, lines, unit, spread).file(today or date.today())


def _sentence(path: Path, error: ErrorDetails, lines: Lines) -> BadInput:
    """Turn pydantic's first error into our sentence."""
    loc = tuple(part for part in error["loc"] if part not in ("task", "group"))
    line = next((lines[loc[:n]] for n in range(len(loc), -1, -1) if loc[:n] in lines), 1)
    place = f"line {line}"
    last = str(loc[-1]) if loc else "the file"
    if error["type"] == "value_error":
        found, right = str(error["ctx"]["error"]).split("|", 1)
        return BadInput(path, place, found, right)
    if error["type"] == "extra_forbidden":
        known = _known_keys(loc)
        close = difflib.get_close_matches(last, known, 1)
        return BadInput(
            path, place, f"the key {shown(last)}", close[0] if close else f"one of {', '.join(known)}"
        )
    if error["type"] == "missing":
        return BadInput(path, place, f"no {last}", f"a {last}" if last != "estimate" else "an estimate")
    if error["type"] == "too_short":
        return BadInput(path, place, f"no {last}", f"at least one in {last}")
    kind = {"list_type": "a list", "model_type": "a mapping", "model_attributes_type": "a mapping"}
    return BadInput(path, place, f"something else under {shown(last)}", kind.get(error["type"], error["msg"]))


def _known_keys(loc: tuple[str | int, ...]) -> list[str]:
    if len(loc) == 1:
        return list(RoadmapForm.model_fields)
    options = "alternatives" in loc
    fields = TaskForm.model_fields if options else {**TaskForm.model_fields, "alternatives": 0, "try": 0}
    return list(fields)


class _Checked:
    """A form of the right shape, checked for what its parts say of each other."""

    def __init__(
        self, path: Path, form: RoadmapForm, lines: Lines, unit: str | None, spread: float | None
    ) -> None:
        self.path, self.form, self.lines, self.spread = path, form, lines, spread
        self.unit_given = unit
        self.line_of: dict[str, int] = {}
        self.siblings: dict[str, set[str]] = {}

    def fail(self, line: int, found: str, right: str) -> BadInput:
        return BadInput(self.path, f"line {line}", found, right)

    def line(self, *loc: str | int) -> int:
        return next(self.lines[loc[:n]] for n in range(len(loc), -1, -1) if loc[:n] in self.lines)

    def forms(self) -> Iterator[tuple[tuple[str | int, ...], TaskForm | AlternativesForm]]:
        """Yield every task, group and option with its path in the file."""
        for index, step in enumerate(self.form.tasks):
            yield ("tasks", index), step
            if isinstance(step, AlternativesForm):
                for place, option in enumerate(step.alternatives):
                    yield ("tasks", index, "alternatives", place), option

    def file(self, today: date) -> RoadmapFile:
        self._names()
        self._after()
        unit, factor = self._unit()
        start, by = self._dates(today)
        roadmap = Roadmap(
            title=self.form.title,
            unit="weeks" if unit == "weeks" else "days",
            steps=tuple(self._step(step, factor) for step in self.form.tasks),
            goal=self.form.goal,
        )
        names = circle(roadmap)
        if names:
            chain = " → ".join([*names, names[0]])
            raise self.fail(self.line_of[names[0]], f"tasks that wait in a circle, {chain},", "an order")
        return RoadmapFile(roadmap, start, by)

    def _names(self) -> None:
        forms = list(self.forms())
        if len(forms) > MOST_TASKS:
            raise self.fail(1, f"{len(forms):,} tasks", f"at most {MOST_TASKS:,}, in larger pieces,")
        for loc, form in forms:
            line = self.line(*loc, "name")
            if form.name in self.line_of:
                first = self.line_of[form.name]
                raise self.fail(
                    line, f"the name {shown(form.name)}, also on line {first}", "a name of its own"
                )
            self.line_of[form.name] = line
            if isinstance(form, AlternativesForm):
                together = {option.name for option in form.alternatives}
                self.siblings.update({one: {*together, form.name} for one in together})

    def _after(self) -> None:
        goals = [(("goal",), "the goal", name) for name in self.form.goal]
        afters = [((*loc, "after"), form.name, name) for loc, form in self.forms() for name in form.after]
        for loc, who, name in [*goals, *afters]:
            line = self.line(*loc)
            if name not in self.line_of:
                close = difflib.get_close_matches(name, self.line_of, 1)
                right = shown(close[0]) if close else "the name of a task in this file"
                raise self.fail(line, f"the unknown task {shown(name)}", right)
            if name == who:
                raise self.fail(line, f"{shown(who)} waiting for itself", "another task")
            if name in self.siblings.get(who, ()):
                raise self.fail(line, f"{shown(who)} waiting for its own alternatives", "a task outside them")

    def _amounts(self) -> Iterator[tuple[int, Amount]]:
        for loc, form in self.forms():
            if isinstance(form, TaskForm):
                for one in form.estimate.amounts:
                    yield self.line(*loc, "estimate"), one

    def _unit(self) -> tuple[str, float]:
        """Return the roadmap's unit and the factor of durations written without one."""
        said = self.form.unit or self.unit_given
        if self.form.unit and self.unit_given and self.form.unit != UNITS[self.unit_given][0]:
            raise self.fail(
                self.line("unit"), f"the unit {self.form.unit} and --unit {self.unit_given}", "one unit"
            )
        name, factor = UNITS[said] if said else (None, 1.0)
        first = 0
        for line, one in self._amounts():
            if one.unit and name and one.unit != name:
                where = f" (line {first})" if first else ""
                raise self.fail(line, f"{one.unit} beside {name}{where}", "one unit in the whole file")
            if one.unit and not name:
                name, first = one.unit, line
        if name is None:
            raise self.fail(1, "durations without a unit", "a line unit: days or unit: weeks, or --unit,")
        bare = [line for line, one in self._amounts() if not one.unit]
        if first and bare:
            raise self.fail(
                bare[0], f"a duration without a unit beside {name} (line {first})", "one unit for all"
            )
        return name, factor

    def _dates(self, today: date) -> tuple[date, date | None]:
        start, by = self.form.start or today, self.form.by
        if start < today:
            right = "today or later (mark finished tasks with status: done)"
            raise self.fail(self.line("start"), f"the past date {start}", right)
        if by and by < start:
            raise self.fail(self.line("by"), f"{by}, which is before {start}", "a date after the start")
        return start, by

    def _step(self, form: TaskForm | AlternativesForm, factor: float) -> Task | Alternatives:
        if isinstance(form, AlternativesForm):
            options = tuple(self._task(option, factor) for option in form.alternatives)
            return Alternatives(form.name, options, form.after, form.tried)
        return self._task(form, factor)

    def _task(self, form: TaskForm, factor: float) -> Task:
        estimate = self._estimate(form.estimate, factor)
        return Task(form.name, estimate, form.after, form.chance, form.importance, form.cost, form.status)

    def _estimate(self, guess: Guess, factor: float) -> Estimate:
        values = [one.value * (1.0 if one.unit else factor) for one in guess.amounts]
        spread = guess.spread if guess.spread is not None else self.spread if len(values) == 1 else None
        if len(values) == 3:
            return Pert(*values)
        if spread and values[0]:
            return Lognormal(values[0], spread)
        return Pert(values[0], values[0], values[0])


def _read_csv(path: Path, text: str, columns: Mapping[str, str] | None) -> tuple[dict[str, Any], Lines]:
    """Return the same shape as a YAML file gives."""
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    lines: Lines = {(): 1, ("tasks",): 1}
    steps: list[dict[str, Any]] = []
    groups: dict[str, int] = {}
    rows: list[tuple[int, dict[str, str]]] = []
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
            if len(rows) >= MOST_TASKS:
                raise BadInput(
                    path, f"line {line}", f"more than {MOST_TASKS:,} tasks", "fewer and larger tasks"
                )
            cells = {key: row[place].strip() for key, place in places.items() if place < len(row)}
            rows.append((line, {key: cell for key, cell in cells.items() if cell}))
    except csv.Error as error:
        raise BadInput(
            path, f"line {reader.line_num}", f"no CSV ({error})", "quoted cells that end"
        ) from None
    name_of = {cells["id"]: cells.get("name", "") for _, cells in rows if "id" in cells}
    for line, cells in rows:
        task = _csv_task(path, line, cells, name_of)
        group = cells.get("alternative_of")
        if group and group in groups:
            where: tuple[str | int, ...] = (
                "tasks",
                groups[group],
                "alternatives",
                len(steps[groups[group]]["alternatives"]),
            )
            steps[groups[group]]["alternatives"].append(task)
        elif group:
            groups[group] = len(steps)
            where = ("tasks", len(steps), "alternatives", 0)
            lines["tasks", len(steps)] = line
            steps.append({"name": group, "alternatives": [task]})
        else:
            where = ("tasks", len(steps))
            steps.append(task)
        lines[where] = line
        if group and "try" in cells:
            steps[groups[group]]["try"] = cells["try"]
    return {"title": path.stem, "tasks": steps}, lines


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _places(path: Path, header: list[str], columns: Mapping[str, str] | None) -> dict[str, int]:
    """Return in which column each of our fields lies."""
    if columns is None:
        for column in header:
            if column not in COLUMNS:
                close = difflib.get_close_matches(column, COLUMNS, 1)
                right = close[0] if close else f"one of {', '.join(COLUMNS)}, or a mapping with --columns,"
                raise BadInput(path, "line 1", f"the column {shown(column)}", right)
        columns = {column: column for column in header}
    places = {}
    for field, column in columns.items():
        if field not in COLUMNS:
            raise BadInput("--columns", field, "no field of ours", f"one of {', '.join(COLUMNS)}")
        if column not in header:
            close = difflib.get_close_matches(column, header, 1)
            right = shown(close[0]) if close else f"one of {', '.join(header)}"
            raise BadInput(path, "line 1", f"no column {shown(column)}", right)
        places[field] = header.index(column)
    if "name" not in places:
        raise BadInput(path, "line 1", "no column name", "a column name, or --columns name=…,")
    return places


def _csv_task(path: Path, line: int, cells: dict[str, str], name_of: dict[str, str]) -> dict[str, Any]:
    task: dict[str, Any] = {key: cells[key] for key in _GIVEN if key in cells}
    if "name" not in task:
        raise BadInput(path, f"line {line}", "no name", "a name in every row")
    if "after" in cells:
        # Trackers list keys with commas; names may hold commas themselves, so only keys are split there.
        text = cells["after"].replace(",", ";") if name_of else cells["after"]
        before = [name.strip() for name in text.split(";") if name.strip()]
        task["after"] = [name_of.get(name, name) for name in before]
    guess = {key: cells[key] for key in _ESTIMATE if key in cells}
    if set(guess) == {"likely"}:
        task["estimate"] = guess["likely"]
    elif set(guess) == {"median"}:
        task["estimate"] = guess["median"]
    elif guess:
        task["estimate"] = guess
    return task
