"""Reads an XLSX workbook through openpyxl: the values that a spreadsheet shows, never a formula run."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from mlteams.input.errors import BadInput, shown
from mlteams.roles.tool.sheet import DATE, MOST_COLUMNS, RIGHT, Cell, letters

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = tuple[object, ...]
_TRUE = ("1", "true")


class Book:
    """A workbook's bytes; read row by row, so that cells far away that hold nothing cost nothing."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            BadInput: it is no workbook that can be read.
        """
        self.path, self.content = path, path.read_bytes()
        self.formulas = self._open(values=False)

    def _open(self, *, values: bool) -> "Workbook":
        from openpyxl import load_workbook

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions, which are not read
                book: Workbook = load_workbook(
                    io.BytesIO(self.content), read_only=True, data_only=values, keep_links=False
                )
                return book
        except Exception as error:  # whatever a damaged file makes the library raise
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> BadInput:
        found = f"a workbook that cannot be read ({type(error).__name__})"
        return BadInput(self.path, "the file itself", found, RIGHT)

    def _rows(self, book: "Workbook", name: str) -> Iterator[Row]:
        """Yield the rows of a sheet, whatever size it says it has."""
        try:
            sheet = book[name]
            sheet.reset_dimensions()
            yield from sheet.iter_rows()
        except Exception as error:  # as above: sheets are read only now
            raise self._damaged(error) from None

    def sheets(self) -> list[str]:
        """Return the names of the sheets that hold anything."""
        names = [one.title for one in self.formulas.worksheets]
        return [name for name in names if any(_holds(row) for row in self._rows(self.formulas, name))]

    def hidden(self, name: str) -> tuple[frozenset[int], frozenset[int]]:
        """Return the rows and the columns that a sheet hides; what openpyxl reads row by row does not say it."""
        from openpyxl.xml.functions import iterparse

        rows: set[int] = set()
        columns: set[int] = set()
        number = 0
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive, archive.open(self._part(name)) as part:
                for _, element in iterparse(part):
                    kind = element.tag.rpartition("}")[2]
                    if kind == "row":
                        number = int(element.get("r") or number + 1)
                        if element.get("hidden") in _TRUE:
                            rows.add(number)
                        element.clear()
                    elif kind == "col" and element.get("hidden") in _TRUE:
                        last = min(int(element.get("max", 0)), MOST_COLUMNS)
                        columns.update(range(int(element.get("min", 1)), last + 1))
        except Exception as error:  # as above
            raise self._damaged(error) from None
        return frozenset(rows), frozenset(columns)

    def _part(self, name: str) -> str:
        """Return where in the file a sheet stands."""
        return str(self.formulas[name]._worksheet_path)

    def cells(self, name: str, check: Callable[[str, int, int], None]) -> list[list[Cell]]:
        """Return the cells of a sheet, row by row, blank rows and the empty cells at the end of a row left out.

        `check` is called with each row's place, the number of rows so far and of its cells, and may raise.
        """
        rows: list[list[Cell]] = []
        values = self._rows(self._open(values=True), name)
        for number, (row, stored) in enumerate(
            zip_longest(self._rows(self.formulas, name), values, fillvalue=()), 1
        ):
            if not _holds(row):
                continue
            pairs = zip_longest(row, stored)
            found = [
                _cell(one, getattr(value, "value", None), number, at)
                for at, (one, value) in enumerate(pairs, 1)
            ]
            while found and not (found[-1].text or found[-1].wrong):
                found.pop()
            if found:
                check(f"row {number}", len(rows) + 1, len(found))
                rows.append(found)
        return rows


def _holds(row: Row) -> bool:
    return any(getattr(cell, "value", None) is not None for cell in row)


def _cell(cell: object, value: object, row: int, column: int) -> Cell:
    """Return a cell from what was written into it and the value stored beside it."""
    if getattr(cell, "data_type", "") == "f" and value is None:
        written = shown(getattr(cell, "value", ""))
        return Cell(
            "", row, column, f"the formula {written} in {letters(column)}{row} without a stored result"
        )
    if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A", "0")):
        return Cell("", row, column, f"the error {shown(value)} in {letters(column)}{row}")
    return Cell(_text(value, str(getattr(cell, "number_format", ""))), row, column)


def _text(value: object, form: str) -> str:
    """Return a value as its spreadsheet shows it, as far as a matrix needs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{100 * value:.10g}%" if "%" in form else f"{value:.10g}"
    if isinstance(value, datetime | date | time):
        return f"{DATE}{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
    return " ".join(str(value).split())
