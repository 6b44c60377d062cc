"""Reads files of published numbers, sources.csv: key, value, what, source, year, status."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mlteams.input import csv_rows
from mlteams.input.errors import BadInput
from mlteams.input.text_file import read_text

COLUMNS = ("key", "value", "what", "source", "year", "status")
MOST_CHARACTERS = 1_000  # of a cell: a sentence or two about a number
STATUSES = ("measured", "published", "lecture", "assumed")


def rows(paths: Iterable[Path]) -> Iterator[dict[str, str]]:
    """Yield the rows of files of sources; a key stands in all of them once.

    Raises:
        BadInput: a file is no table of the columns in `COLUMNS`, a row lacks a value, has an unknown status, or
            repeats a key.
    """
    seen: set[str] = set()
    for path in paths:
        table = csv_rows.rows(path, read_text(path, "a CSV file of sources"), ",")
        if tuple(next(table, (1, []))[1]) != COLUMNS:
            raise BadInput(path, "line 1", "other columns", ",".join(COLUMNS))
        for number, cells in table:
            line = f"line {number}"
            if len(cells) != len(COLUMNS) or not all(cells):
                raise BadInput(path, line, "a missing or surplus value", "one value for every column")
            row = dict(zip(COLUMNS, cells, strict=True))
            for name, value in row.items():
                if len(value) > MOST_CHARACTERS:
                    found = f"a {name} of {len(value):,} characters"
                    raise BadInput(path, line, found, f"at most {MOST_CHARACTERS:,}")
            if row["status"] not in STATUSES:
                raise BadInput(path, line, f"status {row['status']!r}", f"one of {', '.join(STATUSES)}")
            if row["key"] in seen:
                raise BadInput(path, line, f"the key {row['key']!r} a second time", "a key of its own")
            seen.add(row["key"])
            yield row
