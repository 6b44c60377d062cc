"""Reads an XLSX workbook through openpyxl: the values that a spreadsheet shows, never a formula run."""

import warnings
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mlteams.input.errors import BadInput, shown
from mlteams.roles.tool.sheet import RIGHT, Cell, letters

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as Found
    from openpyxl.cell.cell import MergedCell


@cache
def _load(path: Path, changed: int, values: bool) -> "Workbook":
    """Load a workbook, its formulas or the values stored beside them; once for each version of the file."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            book: Workbook = load_workbook(path, data_only=values, keep_links=False)
            return book
    except Exception as error:  # whatever a damaged file makes the library raise
        found = f"a workbook that cannot be read ({type(error).__name__})"
        raise BadInput(path, "the file itself", found, RIGHT) from None


def _book(path: Path, values: bool) -> "Workbook":
    return _load(path, path.stat().st_mtime_ns, values)


def sheets(path: Path) -> list[str]:
    """Return the names of the sheets that hold anything.

    Raises:
        BadInput: the workbook cannot be read.
    """
    return [
        one.title
        for one in _book(path, False).worksheets
        if any(cell is not None for row in one.iter_rows(values_only=True) for cell in row)
    ]


def cells(path: Path, name: str, check: Callable[[str, int, int], None]) -> list[list[Cell]]:
    """Return the cells of a sheet, row by row, blank rows and the empty cells at the end of a row left out.

    `check` is called with each row's place, the number of rows so far and of its cells, and may raise.
    """
    rows: list[list[Cell]] = []
    values = None
    for row in _book(path, False)[name].iter_rows():
        found = []
        for cell in row:
            stored = cell.value
            if cell.data_type == "f":
                values = values or _book(path, True)[name]
                stored = values[cell.coordinate].value
            found.append(_cell(cell, stored))
        while found and not (found[-1].text or found[-1].wrong):
            found.pop()
        if found:
            check(f"row {found[0].row}", len(rows) + 1, len(found))
            rows.append(found)
    return rows


def _cell(cell: "Found | MergedCell", value: object) -> Cell:
    row, column = cell.row, cell.column
    if cell.data_type == "f" and value is None:
        found = f"the formula {shown(cell.value)} in {letters(column)}{row} without a stored result"
        return Cell("", row, column, found)
    if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A", "0")):
        return Cell("", row, column, f"the error {shown(value)} in {letters(column)}{row}")
    return Cell(_text(value, str(cell.number_format)), row, column)


def _text(value: object, form: str) -> str:
    """Return a value as its spreadsheet shows it, as far as a matrix needs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{100 * value:.10g}%" if "%" in form else f"{value:.10g}"
    if isinstance(value, datetime | date | time):
        return f"the date {value:%Y-%m-%d}" if isinstance(value, date) else str(value)
    return " ".join(str(value).split())
