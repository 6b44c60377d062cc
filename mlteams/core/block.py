"""What a report is made of: blocks, so that one source gives the terminal, JSON, HTML, DOCX and Markdown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Heading:
    """The heading of what follows; level 3 stands under the level 2 before it, and 4 under 3."""

    text: str
    level: int = 2


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
    """A list; `numbered` where the order matters or an entry is referred to."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: what it shows, its heads, and rows whose first cell names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Number:
    """A number as it is written, such as "59%", what it is, in a few words, and what it means, in a sentence or two."""

    value: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Numbers:
    """The few numbers that whoever decides should take away."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture: a slug unique in the report, what it shows in a few words and in a sentence, and how to draw it."""

    name: str
    title: str
    alt: str
    draw: "Callable[[], Figure]"


Block = Heading | Paragraph | Quote | Items | Grid | Numbers | Picture


@dataclass(frozen=True, eq=False)
class Report:
    """What a tool or a plan has to say.

    Attributes:
        kind: what it is a report of, one word, such as "roadmap"; the file it is written to is marked with it.
        title: of what was read, on a line of its own.
        answer: the sentence that is said first.
        blocks: everything else, in order.
        data: what `--json` prints: plain values, no NaN.
        code: the exit code of the command that made it.
        sources: the files it was read from, besides the one that its command names.
    """

    kind: str
    title: str
    answer: str
    blocks: tuple[Block, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    code: int = 0
    sources: tuple[Path, ...] = ()
