"""What a part's section of plan.yaml is made of; adding a section is adding a module to `plan/sections`.

A section knows its form, the commented text that `mlteams plan new` writes, how it can contradict itself, and
what it has to say in the report. The report is a list of blocks, so that one source gives every format.
"""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from pydantic import BaseModel

from mlteams import catalog
from mlteams.plan.form_errors import Lines, Loc, line_of


@dataclass(frozen=True)
class Context:
    """Where a section was read.

    Attributes:
        path: the plan.
        part: the section's key.
        lines: the line of every value of the plan, by its path.
        today: the day that the plan speaks of.
    """

    path: Path
    part: str
    lines: Lines
    today: date

    def line(self, *loc: str | int) -> int:
        """Return the line of a value of this section."""
        return line_of(self.lines, (self.part, *loc))

    def lines_below(self, *loc: str | int) -> Lines:
        """Return the lines of what lies under a value of this section, by its path from there."""
        root: Loc = (self.part, *loc)
        return {at[len(root) :]: line for at, line in self.lines.items() if at[: len(root)] == root}


@dataclass(frozen=True)
class Contradiction:
    """Two things a plan says, or says and leaves out, that cannot both be meant.

    Attributes:
        lines: where in the plan.
        says: what contradicts what, one sentence.
        because: the reason, with the number a model gives.
        read: the section of the course that explains it, such as "chapters/management.html#sec-order".
    """

    lines: tuple[int, ...]
    says: str
    because: str
    read: str


@dataclass(frozen=True)
class Heading:
    """The heading of what follows."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Quote:
    """What somebody will say, word for word."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: what it shows, its heads, and rows whose first cell names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture: a slug unique in the report, what it shows in a few words and in a sentence, and how to draw it."""

    name: str
    title: str
    alt: str
    draw: Callable[[], Figure]


Block = Heading | Paragraph | Quote | Items | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A part's section.

    Attributes:
        part: its key in the plan, one of `catalog.PARTS`.
        title: its heading in the report.
        form: its pydantic form; every key may be empty.
        template: YAML with comments that starts with the part's key.
        study: called as study(form, context); reads what the section points to and returns what the two
            functions below need; raises BadInput.
        contradictions: of what `study` returned.
        blocks: of what `study` returned, for the report.
    """

    part: str
    title: str
    form: type[BaseModel]
    template: str
    study: Callable[[Any, Context], Any]
    contradictions: Callable[[Any], Sequence[Contradiction]]
    blocks: Callable[[Any], Sequence[Block]]


@cache
def sections() -> tuple[Section, ...]:
    """Return the sections there are, in the order of the parts: `SECTION` of each module in `plan/sections`."""
    package = importlib.import_module("mlteams.plan.sections")
    names = [info.name for info in pkgutil.iter_modules(package.__path__)]
    found: list[Section] = [importlib.import_module(f"{package.__name__}.{name}").SECTION for name in names]
    return tuple(sorted(found, key=lambda section: catalog.PARTS.index(section.part)))
