"""From a sheet to people and their levels: what cannot be read is told in one answer, a sentence a column."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mlteams.input.errors import BadInput, BadInputs, Refused, several, shown
from mlteams.input.values import name as read_name
from mlteams.roles.tool import matrix_doubts
from mlteams.roles.tool.levels import number
from mlteams.roles.tool.matrix_columns import find_columns, unknown
from mlteams.roles.tool.matrix_days import read_days
from mlteams.roles.tool.matrix_levels import read_levels
from mlteams.roles.tool.matrix_reading import Reading, Words
from mlteams.roles.tool.matrix_rows import EMPTY, LEFT_OUT, MOST_LISTED, Passed, name_of, people_rows
from mlteams.roles.tool.matrix_words import plain
from mlteams.roles.tool.sheet import Cell, Sheet, read_sheet
from mlteams.roles.tool.team import Person

MOST_PEOPLE = 5_000
KEEP = "--keep NAME counts a row or column that was left out, --skip NAME leaves one out."


@dataclass(frozen=True)
class Matrix:
    """People, the skills in the order of the file, and what a reader should know of how it was read.

    Attributes:
        left_out: what of the file is not in the people and skills, a sentence each.
        texts: for `--anonymous`, what else stands in the sheet, no word of which may be told.
    """

    people: tuple[Person, ...]
    skills: tuple[str, ...]
    assumed: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()


def read_matrix(path: Path, words: Words | None = None, *, scale: float) -> Matrix:
    """Read a skills matrix, CSV or XLSX.

    Args:
        path: the file.
        words: what the command line says of it.
        scale: the highest level.

    Raises:
        BadInput: what is not right in it.
    """
    words = words or Words()
    table = read_sheet(path, words.sheet)
    try:
        return _read(path, table, words, scale)
    except BadInput as problem:
        if not table.others:
            raise
        found = f"that of {len(table.others) + 1} sheets the first was read, {shown(table.name)}"
        right = f"--sheet {shown(table.others[0])} for another"
        raise BadInputs([problem, BadInput(path, "the file itself", found, right)]) from None


def _read(path: Path, table: Sheet, words: Words, scale: float) -> Matrix:
    if "name" not in words.columns:
        matrix_doubts.refuse_pivot(path, table)
    skip, keep = frozenset(map(plain, words.skip)), frozenset(map(plain, words.keep))
    reading = Reading(path, table, find_columns(path, table, words.columns, skip), scale, words)
    reading.notes.extend(reading.columns.notes)
    _check_names(reading)
    passed = Passed(words.anonymous)
    candidates = people_rows(
        reading.columns, passed, reading.place, scale=scale, keep=keep, skip=skip, words=words.levels
    )
    matrix_doubts.refuse(reading, candidates)
    rows = _people(reading, candidates)
    skills = read_levels(reading, rows, keep)
    days, assumed = read_days(reading, rows)
    if not rows and not reading.problems:
        count = sum(map(len, passed.found.values()))
        rows_are = "1 row that is" if count == 1 else f"{count:,} rows that are"
        found = f"no people below the headings{f', but {rows_are} no person’s' if count else ''}"
        if set(passed.found) == {EMPTY}:
            found = "no level in any row"
        right = f"a row for each person, with levels from 0 to {scale:g} as numbers (colours are not read),"
        reading.fail(0, reading.top, found, right)
    if reading.problems:
        in_order = sorted(reading.problems, key=lambda one: one[0])
        raise BadInputs([one for _, one in in_order])
    people = tuple(
        Person(name, {skill: given[name] for skill, given in skills.items() if given[name] > 0}, days[name])
        for name in rows
    )
    if words.levels:
        said = ", ".join(f"{word} {value:g}" for word, value in words.levels.items())
        assumed = (
            *assumed,
            f"Words stand for levels as --levels says{'' if words.anonymous else f': {said}'}.",
        )
    left_out = [*reading.left_out, *passed.sentences("columns" if reading.columns.turned else "rows")]
    if any(one.startswith(LEFT_OUT) for one in left_out):
        left_out.append(KEEP)
    left_out.extend(_sheets(reading))
    reading.notes.extend(_hidden(reading, rows))
    texts = _texts(reading) if words.anonymous else frozenset()
    return Matrix(people, tuple(skills), assumed, tuple(reading.notes), tuple(left_out), texts)


def _texts(reading: Reading) -> frozenset[str]:
    """Return the texts of all cells but headings, numbers and words for levels."""
    turned, words = reading.columns.turned, reading.words

    def line(cell: Cell) -> int:
        return cell.row if turned else cell.column

    heads = {(cell.text, line(cell)) for cell in reading.columns.header.values()}
    return frozenset(
        cell.text
        for row in reading.sheet.rows
        for cell in row
        if (cell.text, line(cell)) not in heads
        and not number(cell.text)
        and cell.text.casefold() not in words.levels
    )


def _check_names(reading: Reading) -> None:
    """Refuse a name after --skip or --keep that nothing in the file has."""
    columns = reading.columns
    names = [
        *(cell.text for cell in columns.header.values()),
        *reading.words.elsewhere,
        *filter(None, (name_of(columns, row) for row in columns.rows)),
    ]
    known = set(map(plain, names))
    problems = [
        unknown(option, reading.path, f"no column or row {shown(said)}", said, names)
        for option, given in (("--skip", reading.words.skip), ("--keep", reading.words.keep))
        for said in given
        if plain(said) not in known
    ]
    if problems:
        raise BadInputs(problems)


def _sheets(reading: Reading) -> list[str]:
    others = reading.sheet.others
    if not others:
        return []
    hold = "1 more sheet holds" if len(others) == 1 else f"{len(others)} more sheets hold"
    name = "The first sheet" if reading.words.anonymous else f"The sheet {shown(reading.sheet.name)}"
    return [f"{name} was read; {hold} something, and --sheet NAME chooses another."]


def _hidden(reading: Reading, rows: Mapping[str, list[Cell]]) -> list[str]:
    """Return what to say of people whose row or column the spreadsheet hides."""
    sheet = reading.sheet
    lines = sheet.hidden_columns if reading.columns.turned else sheet.hidden_rows
    skills = sheet.hidden_rows if reading.columns.turned else sheet.hidden_columns
    found = Passed(reading.words.anonymous)
    for name, row in rows.items():
        if (row[0].column if reading.columns.turned else row[0].row) in lines:
            found.add("people", name, reading.place(row))
    for place in reading.columns.others:
        cell = reading.columns.header[place]
        if (cell.row if reading.columns.turned else cell.column) in skills:
            found.add("skills", cell.text, sheet.place(cell))
    return [
        f"The spreadsheet hides these {what}, and they count here: {several(names, MOST_LISTED)}; --skip NAME leaves "
        "one out."
        for what, names in found.found.items()
    ]


def _people(reading: Reading, rows: list[list[Cell]]) -> dict[str, list[Cell]]:
    """Return the rows of people by name."""
    columns, sheet = reading.columns, reading.sheet
    found: dict[str, tuple[str, list[Cell]]] = {}
    for row in rows:
        said = name_of(columns, row)
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
            other = ", or --columns name=HEADING for another column of names,"
            reading.fail(
                row[0].row,
                place,
                again,
                f"each person once, with all skills in one row{other if columns.guessed else ''}",
            )
            continue
        found[name.casefold()] = (name, row)
    if len(found) > MOST_PEOPLE:
        raise BadInput(reading.path, reading.top, f"{len(found):,} people", f"at most {MOST_PEOPLE:,}")
    return dict(found.values())
