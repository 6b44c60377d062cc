"""What a workshop prints, as plain values: named sheets of three kinds, each tied to the steps that use it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Copies = Literal["person", "two", "table", "facilitator"]  # one for each


@dataclass(frozen=True)
class Sheet:
    """What sheets of every kind say of themselves.

    Attributes:
        name: a word of its own among the part's sheets.
        title: stands above it.
        steps: the steps of the guide that use it, by their keys.
        copies: for whom it is printed.
    """

    name: str
    title: str
    steps: tuple[str, ...]
    copies: Copies


@dataclass(frozen=True)
class Question:
    """A quantity to give a range for.

    Attributes:
        ask: what is asked, with all that one must know to understand it; {source.key} stands for a number.
        unit: what the two numbers are counted in; begins with % where the answer ends with it.
        answer: a number's name as `{{< var … >}}` has it, such as "source.sip_exact".
        why: one sentence to say with the answer.
    """

    ask: str
    unit: str
    answer: str
    why: str


@dataclass(frozen=True)
class ScoreSheet(Sheet):
    """Questions with a place for a low and a high number; the facilitator gets the answers.

    Attributes:
        instruction: stands above the questions.
    """

    instruction: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Card:
    """A card to write on: a heading, a prompt, a line with a place to write, and how many of it there are."""

    heading: str
    prompt: str = ""
    blank: str = ""
    copies: int = 1


@dataclass(frozen=True)
class CardSheet(Sheet):
    """Cards to cut out, in two columns of `rows`; they fill whole sheets of paper."""

    cards: tuple[Card, ...]
    rows: int = 4


@dataclass(frozen=True)
class Column:
    """A column of a table, numbers to the right."""

    head: str
    number: bool = False


@dataclass(frozen=True)
class Wide:
    """A cell that spans several columns."""

    text: str
    columns: int


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells from the left; `inner` if it belongs to the row above it."""

    cells: tuple[str | Wide, ...]
    inner: bool = False


@dataclass(frozen=True)
class Table(Sheet):
    """A table to read and to write beside.

    Attributes:
        note: stands above it.
        remarks: stand below it.
    """

    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


Offered = (
    Sheet | Callable[[], Sheet]
)  # a sheet, or what makes it: one that reads a file is made when it is printed
