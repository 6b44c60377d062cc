"""What would turn an answer round if it were read as it stands: such a matrix is refused, with what to change."""

import re
from pathlib import Path

from mlteams.input.errors import BadInput, shown
from mlteams.roles.tool.levels import number
from mlteams.roles.tool.matrix_reading import Reading
from mlteams.roles.tool.matrix_rows import name_of
from mlteams.roles.tool.matrix_words import NAMES, PIVOT, plain, word_set
from mlteams.roles.tool.sheet import DATE, Cell, Sheet

TOOLS = word_set(
    "python sql java javascript typescript docker kubernetes terraform excel aws azure gcp tableau pandas pytorch "
    "tensorflow mlops devops linux git"
)  # what nobody is called
_BEST_IS_ONE = re.compile(
    r"\b1\s*[=:–-]\s*(sehr gut|experte|expertin|expert|best|very good|excellent|très bien)\b", re.IGNORECASE
)
_NO_SKILL = "'Skill' in the corner of a matrix whose rows hold skills, or --keep for a person of that name,"


def refuse_pivot(path: Path, sheet: Sheet) -> None:
    """Refuse a pivot table, whose rows may be sums of groups.

    Raises:
        BadInput: a cell is called as the rows of one are.
    """
    for cell in (cell for row in sheet.rows for cell in row):
        if plain(cell.text) in PIVOT:
            found = f"{shown(cell.text)}, a pivot table, whose rows may be sums of groups"
            right = f"the table behind it, or --columns {shown(f'name={cell.text}')} if each row is a person,"
            raise BadInput(path, sheet.place(cell), found, right)


def refuse(reading: Reading, rows: list[list[Cell]]) -> None:
    """Add a problem for a second table, skills or numbers for names, and a scale whose best level is 1."""
    _second_table(reading)
    _second_names(reading)
    _names(reading, rows)
    for row in reading.sheet.rows:
        for cell in row:
            if _BEST_IS_ONE.search(cell.text):
                found = f"{shown(cell.text)}, a scale whose best level is 1"
                reading.fail(
                    cell.row, reading.sheet.place(cell), found, "levels that grow with what somebody can do"
                )


def _second_table(reading: Reading) -> None:
    """Refuse a second row of headings with other words than the first: its levels would count for other skills."""
    columns = reading.columns
    heads = {at: word for at, cell in columns.header.items() if (word := plain(cell.text))}
    first = columns.names[0]
    if first not in heads:
        return
    for row in columns.rows:
        if plain(reading.cell(row, first).text) != heads[first]:
            continue
        texts = {at: reading.cell(row, at).text for at in heads}
        if any(plain(text) not in ("", heads[at]) and not number(text) for at, text in texts.items()):
            reading.fail(
                row[0].row,
                reading.place(row),
                "a second row of headings, with other words",
                "one table in a sheet",
            )


def _second_names(reading: Reading) -> None:
    """Refuse names beside levels: of two tables side by side, all levels would be those of the first's people."""
    columns = reading.columns
    levels = [
        at for at in columns.others if any(number(one[at].text) for one in columns.rows if at < len(one))
    ]
    for at in columns.others:
        cell = columns.header[at]
        if plain(cell.text) in NAMES and at not in levels and any(one < at for one in levels):
            found = f"a second column of names, {shown(cell.text)}"
            reading.fail(
                cell.row, reading.sheet.place(cell), found, "one table in a sheet, or --skip for that column,"
            )


def _names(reading: Reading, rows: list[list[Cell]]) -> None:
    keep = frozenset(map(plain, reading.words.keep))
    names = {name: row for row in rows if (name := name_of(reading.columns, row)) and plain(name) not in keep}
    for name, row in names.items():
        if plain(name) in TOOLS:
            reading.fail(row[0].row, reading.place(row), f"a person called {shown(name)}", _NO_SKILL)
            return
    if names and not any(any(map(str.isalpha, name.removeprefix(DATE))) for name in names):
        found = f"{shown(next(iter(names)))} and other numbers where names should be"
        reading.fail(
            0, reading.top, found, "a column of names, first or headed 'Name', or --columns name=HEADING,"
        )
    if reading.columns.guessed and reading.words.anonymous:
        right = "a heading Name above them, or --columns name=HEADING, for other headings are told,"
        reading.fail(0, reading.top, "no heading that says where names stand", right)
