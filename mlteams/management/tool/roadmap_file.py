"""From a roadmap file, YAML or CSV, to a Roadmap; from a mistake in it to one sentence with its line."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mlteams.input import form_errors, yaml_lines
from mlteams.input.errors import BadInput, shown
from mlteams.input.form_errors import Lines, line_of
from mlteams.input.text_file import read_text
from mlteams.management.models.estimates import Estimate, Lognormal, Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, circle
from mlteams.management.tool import roadmap_csv
from mlteams.management.tool.roadmap_schema import AlternativesForm, Amount, Guess, RoadmapForm, TaskForm

MOST_TASKS = 5_000
MOST_DURATION = 10_000  # days or weeks
MOST_OPTIONS = 50  # of one group; time grows with their square
HOURS_A_DAY = 8
# What a file without units can be counted in: the roadmap's unit, and how many of it one makes.
UNITS: dict[str, tuple[str, float]] = {
    "days": ("days", 1.0),
    "weeks": ("weeks", 1.0),
    "hours": ("days", 1 / HOURS_A_DAY),
    "seconds": ("days", 1 / (HOURS_A_DAY * 3600)),
}
MOST_NAMED = 8  # in a circle; the rest is counted


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
        data, lines = roadmap_csv.load(path, text, MOST_TASKS, columns)
    elif columns:
        raise BadInput("--columns", path.name, "a file that is no CSV", "a name that ends in .csv or .tsv")
    else:
        data, lines = yaml_lines.load(path, text, MOST_TASKS)
    return roadmap_from(path, data, lines, unit=unit, spread=spread, today=today)


def roadmap_from(
    path: Path,
    data: object,
    lines: Lines,
    *,
    unit: str | None = None,
    spread: float | None = None,
    today: date | None = None,
) -> RoadmapFile:
    """Return the roadmap that a document describes; `path` and `lines` are for its sentences.

    Raises:
        BadInput: anything in the document that is not right, the first found.
    """
    if not isinstance(data, dict):
        raise BadInput(path, f"line {line_of(lines, ())}", "no mapping", "a mapping with the key tasks")
    if isinstance(data.get("tasks"), list) and not data["tasks"]:
        raise BadInput(path, f"line {lines[('tasks',)]}", "no tasks", "at least one task")
    try:
        form = RoadmapForm.model_validate(data)
    except ValidationError as problem:
        raise _sentence(path, form_errors.first(problem.errors()), lines) from None
    return _Checked(path, form, lines, unit, spread).file(today or date.today())


def _sentence(path: Path, error: ErrorDetails, lines: Lines) -> BadInput:
    """Return the sentence of an error in a roadmap."""
    loc, form = _place(error["loc"])
    key = str(loc[-1]) if loc else ""
    if error["type"] == "extra_forbidden" and (special := _misplaced_key(key, form)):
        return BadInput(path, f"line {line_of(lines, loc)}", *special)
    missing = {"tasks": "a list of tasks under tasks", "estimate": "an estimate"}
    instead = ("as a task", "a mapping with name and estimate")
    return form_errors.sentence(path, line_of(lines, loc), error, _KEYS[form], missing, instead)


Form = Literal["roadmap", "task", "group", "option"]
_KEYS: dict[Form, tuple[str, ...]] = {
    "roadmap": tuple(RoadmapForm.model_fields),
    "task": tuple(TaskForm.model_fields),
    "group": tuple(field.alias or key for key, field in AlternativesForm.model_fields.items()),
    "option": tuple(TaskForm.model_fields),
}


def _place(loc: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], Form]:
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
        return line_of(self.lines, loc)

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
        start, by = self._dates(today)
        self._circle()
        unit, factor = self._unit()
        return RoadmapFile(self._roadmap("weeks" if unit == "weeks" else "days", factor), start, by)

    def _roadmap(self, unit: Literal["days", "weeks"], factor: float) -> Roadmap:
        steps = tuple(self._step(step, factor) for step in self.form.tasks)
        return Roadmap(self.form.title, unit, steps, self.form.goal)

    def _circle(self) -> None:
        names = circle(self._roadmap("days", 1.0))  # the names alone count, so the unit may be missing
        if names:
            rest = len(names) - MOST_NAMED
            middle = [f"{rest} more"] if rest > 0 else []
            chain = " → ".join([*names[:MOST_NAMED], *middle, names[0]])
            raise self.fail(self.line_of[names[0]], f"tasks that wait in a circle, {chain}", "an order")

    def _names(self) -> None:
        forms = list(self.forms())
        if len(forms) > MOST_TASKS:
            raise self.fail(
                self.line(), f"{len(forms):,} tasks", f"at most {MOST_TASKS:,}, in larger pieces,"
            )
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
                if len(form.alternatives) > MOST_OPTIONS:
                    found = f"{len(form.alternatives):,} alternatives of one step"
                    raise self.fail(self.line(*loc, "alternatives"), found, f"at most {MOST_OPTIONS}")
                self.siblings.update({one: {*together, form.name} for one in together})
                self.siblings[form.name] = together

    def _after(self) -> None:
        goals = [(("goal", place), "the goal", name) for place, name in enumerate(self.form.goal)]
        afters = [
            ((*loc, "after", place), form.name, name)
            for loc, form in self.forms()
            for place, name in enumerate(form.after)
        ]
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
        where = f"line {self.line('unit')}" if self.form.unit else f"--unit {said}"
        for line, one in self._amounts():
            if one.unit and name and one.unit != name:
                raise self.fail(line, f"{one.unit} beside {name} ({where})", "one unit in the whole file")
            if one.unit and not name:
                name, where = one.unit, f"line {line}"
        if name is None:
            raise self.fail(
                self.line(),
                "durations without a unit",
                "a line unit: days or unit: weeks (or --unit, with roadmap)",
            )
        bare = [line for line, one in self._amounts() if not one.unit]
        if bare and not said:
            raise self.fail(bare[0], f"a duration without a unit beside {name} ({where})", "one unit for all")
        for line, one in self._amounts():
            if one.value * (1.0 if one.unit else factor) > MOST_DURATION:
                found = f"the duration {one.value:g} {one.unit or said}"
                raise self.fail(line, found, f"at most {MOST_DURATION:,} {name}")
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
