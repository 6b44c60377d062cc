"""A report in the terminal: the same blocks as text. Pictures are left out; what they show stands in the tables."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mlteams.core.block import Block, Grid, Heading, Items, Numbers, Paragraph, Picture, Quote, Report
from mlteams.core.words import printable


def print_report(report: Report, console: Console) -> None:
    """Print the report; names are printed as they are, never as markup."""
    console.print(_text(report.title, "bold"))
    console.print(_text(report.answer))
    for block in _told(report.blocks):
        console.print()
        _print(block, console)


def _told(blocks: Sequence[Block]) -> list[Block]:
    """Return what can be told in text, without headings under which nothing is left."""
    kept: list[Block] = []
    for block in reversed(blocks):
        after = kept[-1] if kept else Heading("", level=0)
        bare = isinstance(block, Heading) and isinstance(after, Heading) and after.level <= block.level
        if not bare and not isinstance(block, Picture):
            kept.append(block)
    return kept[::-1]


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style)


def _print(block: Block, console: Console) -> None:
    match block:
        case Heading():
            console.print(_text(block.text, "bold" if block.level > 2 else "bold underline"))
        case Paragraph():
            console.print(_text(block.text))
        case Quote():
            console.print(Padding(_text(f"“{block.text}”"), (0, 4)))
        case Items():
            _print_items(block, console)
        case Grid():
            _print_grid(block, console)
        case Numbers():
            for one in block.numbers:
                console.print(Text.assemble((printable(one.value), "bold"), f" {printable(one.label)}"))
                console.print(Padding(_text(one.meaning), (0, 0, 0, 4)))


def _print_items(block: Items, console: Console) -> None:
    items = Table.grid(padding=(0, 1))
    items.add_column(overflow="fold")
    items.add_column(overflow="fold")
    for place, item in enumerate(block.items, 1):
        items.add_row(Text(f"{place}." if block.numbered else "–"), _text(item))
    console.print(items)


def _print_grid(grid: Grid, console: Console) -> None:
    console.print(_text(f"{grid.caption}:"))
    table = Table(box=None, pad_edge=False)
    for place, head in enumerate(grid.heads):
        numbers = place > 0 and all(_is_number(row[place]) for row in grid.rows)
        table.add_column(_text(head), justify="right" if numbers else "left", overflow="fold")
    for row in grid.rows:
        table.add_row(*map(_text, row))
    console.print(table)


def _is_number(cell: str) -> bool:
    return cell in ("", "–") or cell.lstrip("<>-").rstrip("%").replace(",", "").replace(".", "", 1).isdigit()
