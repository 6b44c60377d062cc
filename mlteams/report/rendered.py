"""A report as HTML: whole for a browser, plain for pandoc, which makes documents and Markdown of it."""

from collections.abc import Callable
from typing import Literal

import jinja2
from markupsafe import Markup

from mlteams.core.block import Grid, Picture, Report
from mlteams.core.words import printable
from mlteams.input.target import mark

MOST_LETTERS = 24  # of a cell in a column that a phone has room for


def rendered(report: Report, way: Literal["html", "docx", "md"], picture: Callable[[Picture], str]) -> str:
    """Return the page; `picture` gives what stands for a picture: an SVG in HTML, else the address of a file."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("mlteams.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    pictures = [block for block in report.blocks if isinstance(block, Picture)]
    return environment.get_template("report.html").render(
        way=way,
        report=report,
        mark=mark(report.kind),
        pictures={one.name: Markup(picture(one)) for one in pictures},
        kind_of=lambda block: type(block).__name__,
        widths=_widths,
        is_told=_is_told,
    )


def _is_told(grid: Grid) -> bool:
    """Tell whether a table holds sentences rather than numbers: on a phone its rows stand one below the other."""
    return any(len(cell) > MOST_LETTERS for row in grid.rows for cell in row[1:])


def _widths(grid: Grid) -> list[int]:
    """Return the width of each column in percent, by its longest cell: a document's table does not find them."""
    cells = zip(grid.heads, *grid.rows, strict=True)
    longest = [min(40, max(12, *(len(cell) for cell in column))) for column in cells]
    return [100 * one // sum(longest) for one in longest]
