"""Rows of a CSV file as programs and people write them: commas, semicolons or tabs, quotes, blank rows."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from mlteams.input.errors import BadInput

MOST_CHARACTERS = 1_000_000  # of a cell


def delimiter(text: str) -> str:
    """Return what separates the cells of the first line that holds anything, quoted cells left aside."""
    head = next((line for line in text.splitlines() if line.strip(",;\t ")), "")
    return max(",;\t", key=re.sub(r'"[^"]*"', "", head).count)


def rows(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and cells of every row that holds anything, without the empty cells at its end.

    Raises:
        BadInput: a quoted cell does not end, or goes on after its end; or a cell is too long.
    """
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            found = f"a cell of more than {MOST_CHARACTERS:,} characters"
            raise BadInput(path, f"line {reader.line_num}", found, "a shorter one") from None
        opened = _line_of_broken_cell(text, separator)
        here = f" on line {reader.line_num}" if reader.line_num > opened else ""
        ended = "end of data" in str(error)
        found = "no CSV (a quote that opens here and does not end)" if ended else f"no CSV ({error}{here})"
        raise BadInput(path, f"line {opened}", found, "quoted cells that end") from None


def _line_of_broken_cell(text: str, separator: str) -> int:
    """Return the line on which the first cell begins that has a quote in front and no end."""
    cell = re.compile(rf'(?:"[^"]*(?:""[^"]*)*"|(?!")[^{separator}\r\n]*)(?:{separator}|\r\n?|\n)')
    end = 0
    while found := cell.match(text, end):
        end = found.end()
    return len(re.findall(r"\r\n?|\n", text[:end])) + 1
