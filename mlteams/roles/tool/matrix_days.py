"""The days a week of everybody in a skills matrix."""

from collections.abc import Mapping

from mlteams.input.errors import Refused, shown
from mlteams.roles.tool import levels, matrix_words
from mlteams.roles.tool.matrix_reading import Reading
from mlteams.roles.tool.sheet import Cell
from mlteams.roles.tool.team import WEEK


def read_days(reading: Reading, rows: Mapping[str, list[Cell]]) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return everybody's days a week, and what was assumed."""
    place = reading.columns.days
    if place is None:
        return dict.fromkeys(rows, WEEK), (
            f"Everybody has {WEEK:g} days a week for this work; the file does not say.",
        )
    cells = {name: reading.cell(row, place) for name, row in rows.items()}
    said = {name: cell for name, cell in cells.items() if cell.wrong or not levels.is_blank(cell.text)}
    head = reading.columns.header[place].text
    share = reading.columns.share
    numbers = [levels.number(cell.text) for cell in said.values()]
    if (
        not share
        and matrix_words.is_capacity(head)
        and numbers
        and all(one and one[0] <= 1 for one in numbers)
    ):
        share = True
        name = "The column of days" if reading.words.anonymous else shown(head)
        reading.notes.append(f"{name} was read as shares of a week of five days.")
    found = dict.fromkeys(rows, WEEK)
    wrong = []
    for name, cell in said.items():
        try:
            if cell.wrong:
                raise Refused(cell.wrong, "")
            found[name] = levels.days(cell.text, share=share)
        except Refused as problem:
            wrong.append((cell, problem))
    for cell, refused in wrong[:3]:
        right = refused.right or "the workbook opened in a spreadsheet, mended and saved"
        reading.fail(cell.row, reading.sheet.place(cell), refused.found, right)
    missing = len(rows) - len(said)
    noun = "person has" if missing == 1 else "people have"
    return found, ((f"{missing} {noun} no days in the file and count {WEEK:g} a week.",) if missing else ())
