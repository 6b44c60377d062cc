"""A table out of a CSV or an XLSX file, whatever its name ends in: cells as text, each with its row and column."""

import re
from pathlib import Path
from typing import NamedTuple

from mlteams.input import csv_rows
from mlteams.input.errors import BadInput, several, shown
from mlteams.input.packed import check_packed
from mlteams.input.text_file import MOST_BYTES, read_bytes, read_text

RIGHT = "a skills matrix as CSV or XLSX, or a YAML file,"
DATE = "the date "  # before one in a cell of a workbook
MOST_ROWS, MOST_COLUMNS = 5_100, 400
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_KINDS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF",
    b"{": "JSON",
    b"[": "JSON",
    b"<": "HTML or XML",
}
_SEPARATOR = re.compile(r"sep=.?", re.I)  # the line with which some spreadsheets begin a CSV


class Cell(NamedTuple):
    """A cell: its text, spaces at its ends removed; its row and column, counted from 1; whether its number is lost."""

    text: str
    row: int
    column: int
    wrong: str = ""


class Sheet(NamedTuple):
    """A table: rows of cells, how a place in it is called, and what a reader should know of how it was read.

    Attributes:
        name: of a workbook's sheet; `others` are those beside it that hold something, if none was asked for.
        hidden_rows, hidden_columns: what the spreadsheet does not show, counted from 1.
    """

    rows: list[list[Cell]]
    is_workbook: bool
    notes: tuple[str, ...] = ()
    name: str = ""
    others: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def place(self, cell: Cell) -> str:
        """Return where a cell stands, such as "cell C7" or "line 7, cell 3"."""
        if self.is_workbook:
            return f"cell {letters(cell.column)}{cell.row}"
        return f"line {cell.row}, cell {cell.column}"

    def row_place(self, cell: Cell) -> str:
        """Return the row of a cell, such as "row 7" or "line 7"."""
        return f"{'row' if self.is_workbook else 'line'} {cell.row}"


def letters(column: int) -> str:
    """Return the name of a spreadsheet's column, such as AA for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_sheet(path: Path, name: str | None = None) -> Sheet:
    """Return the table in a file; `name` is that of a workbook's sheet.

    Raises:
        BadInput: it cannot be read, is no table, or is too large.
    """
    head = _head(path)
    if head.startswith(_OLD_OFFICE):
        found = "an old Excel file, or one with a password"
        raise BadInput(
            path, "the file itself", found, "the same saved as .xlsx without a password, or as CSV,"
        )
    if head.startswith(_ZIP):
        return _workbook(path, name)
    if name is not None:
        raise BadInput("--sheet", path.name, "a file that is no workbook", "an XLSX file")
    _check_kind(path, head)
    text = read_text(path, RIGHT)
    separator = csv_rows.delimiter(text)
    rows: list[list[Cell]] = []
    for line, cells in csv_rows.rows(path, text, separator):
        _check_size(path, f"line {line}", len(rows) + 1, len(cells))
        rows.append([Cell(one, line, column) for column, one in enumerate(cells, 1)])
    if rows and len(rows[0]) == 1 and _SEPARATOR.fullmatch(rows[0][0].text):
        del rows[0]
    named = path.suffix.lower() in (".xlsx", ".xlsm", ".xls")
    if named and not any(len(row) > 1 for row in rows):
        raise BadInput(path, "the file itself", "text and no workbook under such a name", RIGHT)
    return Sheet(
        rows, False, ("The file is named as a workbook and holds CSV; it was read as CSV.",) if named else ()
    )


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""  # read_text says what it is instead
        with path.open("rb") as file:
            return file.read(64)
    except (OSError, ValueError):
        return b""


def _check_kind(path: Path, head: bytes) -> None:
    """Refuse what its first bytes show to be something else."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = next((kind for sign, kind in _KINDS.items() if start.startswith(sign)), "")
    if kind:
        raise BadInput(path, "the file itself", kind, RIGHT)


def _check_size(path: Path, place: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise BadInput(path, place, f"more than {MOST_ROWS:,} rows", "one matrix a team or department")
    if columns > MOST_COLUMNS:
        raise BadInput(path, place, f"{columns:,} cells in one row", f"at most {MOST_COLUMNS} columns")


def _workbook(path: Path, name: str | None) -> Sheet:
    """Read a workbook: the sheet of that name, or the first that holds anything."""
    from mlteams.roles.tool.workbook import Book

    check_packed(path, read_bytes(path, RIGHT), "workbook", "xl/workbook.xml", 20 * MOST_BYTES, RIGHT)
    book = Book(path)
    filled = book.sheets()
    if name is not None and name not in filled:
        right = f"one of {several(list(map(shown, filled)))}" if filled else "a workbook that holds something"
        raise BadInput("--sheet", path.name, f"no sheet {shown(name)} that holds anything", right)
    if not filled:
        raise BadInput(path, "the file itself", "a workbook that holds nothing", RIGHT)
    chosen = name or next(iter(filled))
    rows = book.cells(chosen, lambda place, row, column: _check_size(path, place, row, column))
    others = () if name else tuple(one for one in filled if one != chosen)
    return Sheet(rows, True, (), chosen, others, *book.hidden(chosen))
