"""A table of numbers as HTML, for pages and notebooks alike."""

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def as_html(table: "pd.DataFrame") -> str:
    """Return a table as HTML, first column as row headings, numbers as the model rounded them."""
    head = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in table.columns)
    rows = []
    for row in table.itertuples(index=False, name=None):
        cells = [html.escape(str(cell)) for cell in row]
        body = "".join(f"<td>{cell}</td>" for cell in cells[1:])
        rows.append(f'<tr><th scope="row">{cells[0]}</th>{body}</tr>')
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table>"
