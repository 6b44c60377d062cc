"""A skills matrix that is being read: what the command line says of it, its places, what went wrong so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mlteams.input.errors import BadInput
from mlteams.roles.tool.matrix_columns import Columns
from mlteams.roles.tool.sheet import Cell, Sheet, letters


@dataclass(frozen=True)
class Words:
    """What the command line says of a matrix.

    Attributes:
        columns: the file's own headings for "name" and "days".
        skip, keep: names of columns and rows that do not count, or do, whatever they look like.
        sheet: the name of a workbook's sheet.
        levels: words that stand for a level, in small letters.
        anonymous: whether no note may quote a cell.
        elsewhere: names that `keep` and `skip` may hold and that stand in a YAML file.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    sheet: str | None = None
    levels: Mapping[str, float] = field(default_factory=dict)
    anonymous: bool = False
    elsewhere: tuple[str, ...] = ()


@dataclass
class Reading:
    """A sheet that is being read; problems and notes grow."""

    path: Path
    sheet: Sheet
    columns: Columns
    scale: float
    words: Words
    problems: list[tuple[int, BadInput]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def fail(self, row: int, place: str, found: str, right: str) -> None:
        """Add a problem, with the row by which it is sorted."""
        self.problems.append((row, BadInput(self.path, place, found, right)))

    def cell(self, row: list[Cell], place: int) -> Cell:
        """Return the cell of a row in a column."""
        return row[place] if place < len(row) else Cell("", row[0].row, place + 1)

    def place(self, row: list[Cell]) -> str:
        """Return where the row of a person stands in the file."""
        return f"column {letters(row[0].column)}" if self.columns.turned else self.sheet.row_place(row[0])

    @property
    def top(self) -> str:
        """Return where the headings stand."""
        return self.sheet.row_place(next(iter(self.columns.header.values())))
