"""From a sheet to people and their levels: what cannot be read is told in one answer, a sentence a column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mlteams.input.errors import BadInput, BadInputs, Refused, several, shown
from mlteams.input.values import name as read_name
from mlteams.roles.tool import levels
from mlteams.roles.tool.matrix_columns import Columns, find_columns, plain
from mlteams.roles.tool.sheet import Cell, Sheet, letters, read_sheet
from mlteams.roles.tool.team import WEEK, Person

MOST_PEOPLE, MOST_SKILLS = 5_000, 200
_NOBODY = frozenset(
    ["total", "totals", "average", "mean", "sum", "grand_total", "required", "needed", "target"]
)


@dataclass(frozen=True)
class Matrix:
    """People, the skills in the order of the file, and what a reader should know of how it was read."""

    people: tuple[Person, ...]
    skills: tuple[str, ...]
    assumed: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass
class _Reading:
    """A sheet that is being read; problems and notes grow."""

    path: Path
    sheet: Sheet
    columns: Columns
    scale: float
    problems: list[tuple[int, BadInput]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fail(self, row: int, place: str, found: str, right: str) -> None:
        self.problems.append((row, BadInput(self.path, place, found, right)))

    def cell(self, row: list[Cell], place: int) -> Cell:
        return row[place] if place < len(row) else Cell("", row[0].row, place + 1)


def read_matrix(
    path: Path,
    *,
    scale: float,
    columns: Mapping[str, str] | None = None,
    skip: tuple[str, ...] = (),
    sheet: str | None = None,
) -> Matrix:
    """Read a skills matrix, CSV or XLSX.

    Args:
        path: the file.
        scale: the highest level.
        columns: the file's own headings for "name" and "days".
        skip: headings of columns that are no skills.
        sheet: the name of a workbook's sheet.

    Raises:
        BadInput: what is not right in it.
    """
    table = read_sheet(path, sheet)
    reading = _Reading(path, table, find_columns(path, table, columns or {}, skip), scale)
    reading.notes.extend(reading.columns.notes)
    rows = _people(reading)
    skills = _skills(reading, rows)
    days, assumed = _days(reading, rows)
    if not rows and not reading.problems:
        reading.fail(0, _top(reading), "no people below the headings", "a row for each person")
    if reading.problems:
        in_order = sorted(reading.problems, key=lambda one: one[0])
        raise BadInputs([one for _, one in in_order])
    people = tuple(
        Person(name, {skill: given[name] for skill, given in skills.items() if given[name] > 0}, days[name])
        for name in rows
    )
    return Matrix(people, tuple(skills), assumed, tuple(reading.notes))


def _top(reading: _Reading) -> str:
    return reading.sheet.row_place(next(iter(reading.columns.header.values())))


def _people(reading: _Reading) -> dict[str, list[Cell]]:
    """Return the rows of people by name."""
    columns, sheet = reading.columns, reading.sheet
    found: dict[str, tuple[str, list[Cell]]] = {}
    heading = plain(columns.header[columns.names[0]].text) if columns.names[0] in columns.header else ""
    for row in columns.rows:
        said = " ".join(filter(None, (reading.cell(row, place).text for place in columns.names)))
        if plain(said) in _NOBODY:
            reading.notes.append(
                f"The row {shown(said)} ({sheet.row_place(row[0])}) is no person and was left out."
            )
            continue
        if not any(cell.text or cell.wrong for cell in row) or (heading and plain(said) == heading):
            continue
        place = sheet.place(reading.cell(row, columns.names[0]))
        if not said:
            reading.fail(row[0].row, place, "no name beside levels", "a name in every row")
            continue
        try:
            name = read_name(said)
        except Refused as problem:
            reading.fail(row[0].row, place, problem.found, problem.right)
            continue
        if name.casefold() in found:
            first = sheet.place(reading.cell(found[name.casefold()][1], columns.names[0]))
            again = f"the name {shown(name)} a second time (first: {first})"
            reading.fail(row[0].row, place, again, "each person once")
            continue
        found[name.casefold()] = (name, row)
    if len(found) > MOST_PEOPLE:
        raise BadInput(reading.path, _top(reading), f"{len(found):,} people", f"at most {MOST_PEOPLE:,}")
    return dict(found.values())


def _skills(reading: _Reading, rows: Mapping[str, list[Cell]]) -> dict[str, dict[str, float]]:
    """Return the levels of everybody by skill; columns without any number are passed over."""
    found: dict[str, dict[str, float]] = {}
    passed = []
    blanks: dict[str, int] = {}
    for place in reading.columns.others:
        head = reading.columns.header[place]
        cells = {name: reading.cell(row, place) for name, row in rows.items()}
        filled = [cell for cell in cells.values() if cell.wrong or not levels.is_blank(cell.text)]
        if filled and not any(cell.wrong or levels.number(cell.text) for cell in filled):
            passed.append(head.text)
            continue
        given, wrong = {}, []
        for name, cell in cells.items():
            if levels.is_blank(cell.text) and cell.text and not cell.wrong:
                blanks[cell.text] = blanks.get(cell.text, 0) + 1
            try:
                if cell.wrong:
                    raise Refused(cell.wrong, "")
                given[name] = levels.level(cell.text, reading.scale)
            except Refused as problem:
                wrong.append((cell, problem))
                given[name] = 0.0
        if wrong:
            _tell(reading, head, wrong)
        found[head.text] = given
    if len(found) > MOST_SKILLS:
        raise BadInput(
            reading.path, _top(reading), f"{len(found)} skills", f"at most {MOST_SKILLS}, others by --skip,"
        )
    if not found and not reading.problems:
        reading.fail(
            0, _top(reading), "no column of levels", "a column for each skill, with levels from 0 to 4"
        )
    if passed:
        reading.notes.append(
            f"Columns without a number were passed over: {several(list(map(shown, passed)))}."
        )
    if blanks:
        count = sum(blanks.values())
        said = several(list(map(shown, blanks)))
        reading.notes.append(f"{count:,} cell{'s' if count > 1 else ''} with {said} counted as no skill.")
    return found


def _tell(reading: _Reading, head: Cell, wrong: list[tuple[Cell, Refused]]) -> None:
    """Tell what is wrong in a column: one sentence for all its cells."""
    sheet, (first, problem) = reading.sheet, wrong[0]
    row = min(cell.row for cell, _ in wrong)
    if first.wrong:
        right = "the workbook opened in a spreadsheet, mended and saved"
        reading.fail(row, sheet.place(first), several([one.wrong for one, _ in wrong if one.wrong], 3), right)
        return
    if len(wrong) == 1:
        reading.fail(row, sheet.place(first), f"{problem.found} under {shown(head.text)}", problem.right)
        return
    cells = several([f"{shown(cell.text, 20)} ({sheet.place(cell)})" for cell, _ in wrong], 3)
    right = f"levels from 0 to {reading.scale:g}, or --scale, or --skip for a column that is no skill,"
    one_column = len({cell.column for cell, _ in wrong}) == 1
    where = f"column {letters(first.column)}" if one_column else sheet.row_place(first)
    reading.fail(row, where, f"{cells} under {shown(head.text)}", right)


def _days(reading: _Reading, rows: Mapping[str, list[Cell]]) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return everybody's days a week, and what was assumed."""
    place = reading.columns.days
    if place is None:
        return dict.fromkeys(rows, WEEK), (
            f"Everybody has {WEEK:g} days a week for this work; the file does not say.",
        )
    cells = {name: reading.cell(row, place) for name, row in rows.items()}
    said = {name: cell for name, cell in cells.items() if cell.wrong or not levels.is_blank(cell.text)}
    head = reading.columns.header[place].text
    share = reading.columns.share
    numbers = [levels.number(cell.text) for cell in said.values()]
    if (
        plain(head) in ("capacity", "availability")
        and numbers
        and all(one and one[0] <= 1 for one in numbers)
    ):
        share = True
        reading.notes.append(f"{shown(head)} was read as shares of a week of five days.")
    found = dict.fromkeys(rows, WEEK)
    wrong = []
    for name, cell in said.items():
        try:
            if cell.wrong:
                raise Refused(cell.wrong, "")
            found[name] = levels.days(cell.text, share=share)
        except Refused as problem:
            wrong.append((cell, problem))
    for cell, refused in wrong[:3]:
        right = refused.right or "the workbook opened in a spreadsheet, mended and saved"
        reading.fail(cell.row, reading.sheet.place(cell), refused.found, right)
    missing = len(rows) - len(said)
    noun = "person has" if missing == 1 else "people have"
    return found, ((f"{missing} {noun} no days in the file and count {WEEK:g} a week.",) if missing else ())
