"""Which rows and columns of a sheet hold names, days and skills, in matrices as people export them."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from mlteams.input.errors import BadInput, BadInputs, several, shown
from mlteams.roles.tool import matrix_words
from mlteams.roles.tool.levels import number
from mlteams.roles.tool.matrix_words import FAMILY, GIVEN, NAMES, plain
from mlteams.roles.tool.sheet import Cell, Sheet, letters

OURS = ("name", "days")
_SEARCHED = 20  # rows among which the header is looked for


@dataclass(frozen=True)
class Columns:
    """Where things stand in the rows of a sheet: the header and its columns, and the rows that follow.

    Attributes:
        header: the words above each column, made of one or two rows.
        names: columns that together hold a person's name.
        days: the column of days a week; None without one. `share`: whether it holds shares of a week.
        others: all other columns that have a word above them.
        rows: the rows below the headings.
        turned: whether the file's rows are columns here.
        guessed: whether the first column was taken for names without a heading that says so.
    """

    header: dict[int, Cell]
    names: tuple[int, ...]
    days: int | None
    share: bool
    others: tuple[int, ...]
    rows: tuple[list[Cell], ...]
    notes: tuple[str, ...]
    turned: bool = False
    guessed: bool = False


def find_columns(path: Path, sheet: Sheet, ours: Mapping[str, str], skip: frozenset[str]) -> Columns:
    """Find the header of a matrix and what its columns hold.

    `ours` maps "name" and "days" to a file's own headings; `skip` are headings to leave out, as `plain` writes them.

    Raises:
        BadInput: there is no header, a heading is missing, or a column with cells has none.
    """
    notes = list(sheet.notes)
    rows = sheet.rows
    turned = _skills_row(rows)
    if turned is not None:
        top, first = turned
        rows = _turned(
            [[row[first], *row[:first], *row[first + 1 :]] for row in rows[top:] if first < len(row)]
        )
        notes.append("The rows hold skills and the columns people; the matrix was turned.")
    at = _header_row(rows, ours) if turned is None or "name" in ours else 0
    if at is None:
        place = sheet.row_place(rows[0][0]) if rows else "the file itself"
        raise BadInput(
            path,
            place,
            "no row of headings",
            "a first row with a name column and skills, or --columns name=HEADING,",
        )
    if at:
        many = "One row" if at == 1 else f"{at} rows"
        notes.append(f"{many} above the headings in {sheet.row_place(rows[at][0])} passed over.")
    header = {place: cell for place, cell in enumerate(rows[at]) if cell.text}
    rest = rows[at + 1 :]
    if rest and _goes_on(header, rest[0]):
        header |= {place: cell for place, cell in enumerate(rest[0]) if cell.text}
        rest = rest[1:]
        notes.append("The headings stand in two rows; the lower one was read where it holds something.")
    found = _sorted_out(path, sheet, header, rest, ours, skip, notes)
    known = NAMES | GIVEN | FAMILY | matrix_words.SKILLS
    corner = plain(header[0].text) if 0 in header else ""
    guessed = turned is None and found.names == (0,) and "name" not in ours and corner not in known
    if guessed:
        said = (
            "No heading is a word for names that is known here: column A was read as names, and --columns "
            "name=HEADING chooses another."
        )
        found = replace(found, notes=(*found.notes, said))
    return replace(found, turned=turned is not None, guessed=guessed)


def _skills_row(rows: list[list[Cell]]) -> tuple[int, int] | None:
    """Return the row of headings of a matrix whose rows hold skills, and the column of these; None for any other."""
    for at, row in enumerate(rows[:_SEARCHED]):
        if any(plain(cell.text) in NAMES | GIVEN for cell in row):
            return None
        if len(row) > 1 and matrix_words.is_skill_heading(row[0].text):
            return at, 0
        for place, (cell, right) in enumerate(
            pairwise(row)
        ):  # a heading above several skills has blanks at its right
            if plain(cell.text) in matrix_words.SKILLS and right.text:
                return at, place
    return None


def _turned(rows: list[list[Cell]]) -> list[list[Cell]]:
    width = max(map(len, rows))
    return [
        [row[place] if place < len(row) else Cell("", row[0].row, place + 1) for row in rows]
        for place in range(width)
    ]


def _header_row(rows: list[list[Cell]], ours: Mapping[str, str]) -> int | None:
    """Return which row holds the headings: the first with one for names, else the first of words alone."""
    for wanted in [{plain(ours["name"])}] if "name" in ours else [NAMES | GIVEN, matrix_words.SKILLS]:
        for at, row in enumerate(rows[:_SEARCHED]):
            if any(plain(cell.text) in wanted for cell in row):
                return at
    first = rows[0] if rows else []
    words = [cell for cell in first[1:] if cell.text]
    return 0 if words and not any(number(cell.text) for cell in words) and "name" not in ours else None


def _goes_on(header: Mapping[int, Cell], row: list[Cell]) -> bool:
    """Tell whether a row goes on with the headings above it: words alone, and nothing under the name."""
    first = min(header)
    below = [cell for place, cell in enumerate(row) if cell.text and place != first]
    blank = first >= len(row) or not row[first].text
    return blank and bool(below) and not any(number(cell.text) for cell in below)


def _sorted_out(
    path: Path,
    sheet: Sheet,
    header: dict[int, Cell],
    rows: list[list[Cell]],
    ours: Mapping[str, str],
    skip: frozenset[str],
    notes: list[str],
) -> Columns:
    by_name: dict[str, list[int]] = {}
    for place, cell in header.items():
        by_name.setdefault(plain(cell.text), []).append(place)
    problems = []
    top = sheet.row_place(next(iter(header.values())))
    for said in ours.values():
        if plain(said) not in by_name:
            heads = [cell.text for cell in header.values()]
            problems.append(unknown("--columns", path, f"no column {shown(said)}", said, heads))
    left_out = {place for one in skip for place in by_name.get(one, [])}
    names = _names(header, by_name, ours)
    free = {place: cell.text for place, cell in header.items() if place not in (*names, *left_out)}
    if "days" in ours:
        days = [place for place in by_name.get(plain(ours["days"]), []) if place in free]
    else:
        days = [
            place for place, text in free.items() if matrix_words.is_days(text) or matrix_words.is_share(text)
        ]
        if hours := [text for text in free.values() if matrix_words.is_hours(text)]:
            right = "days a week, or a share such as 80%, or --skip for this column,"
            problems.append(BadInput(path, top, f"hours ({shown(hours[0])})", right))
    others = [place for place in header if place not in (*names, *days, *left_out)]
    filled = {place for row in rows for place, cell in enumerate(row) if cell.text}
    for place in sorted(filled - header.keys() - set(names)):
        word = letters(place + 1)
        problems.append(
            BadInput(path, top, f"no heading above column {word}, which holds something", "a heading")
        )
    for places in by_name.values():
        again = [place for place in places if place in others]
        if len(again) > 1:
            word = shown(header[again[0]].text)
            problems.append(BadInput(path, top, f"the heading {word} {len(again)} times", "each skill once"))
    if len(days) > 1:
        words = several([shown(header[one].text) for one in days])
        problems.append(
            BadInput(path, top, f"{len(days)} columns of days ({words})", "one, by --columns days=…,")
        )
    if problems:
        raise BadInputs(problems)
    share = bool(days) and matrix_words.is_share(header[days[0]].text)
    return Columns(header, names, days[0] if days else None, share, tuple(others), tuple(rows), tuple(notes))


def unknown(option: str, path: Path, found: str, said: str, names: Sequence[str]) -> BadInput:
    """Return the sentence for a word of the command line that names nothing in the file."""
    near = difflib.get_close_matches(said[:60], names, 1)
    return BadInput(
        option, path.name, found, shown(near[0]) if near else f"one of {several(list(map(shown, names)), 12)}"
    )


def _names(
    header: Mapping[int, Cell], by_name: Mapping[str, list[int]], ours: Mapping[str, str]
) -> tuple[int, ...]:
    """Return the column of names, or those of given and family names."""
    if "name" in ours:
        return tuple(by_name.get(plain(ours["name"]), [])[:1])
    heads = {place: plain(cell.text) for place, cell in header.items()}
    found, given, family, skills = (
        [place for place, text in heads.items() if text in kind]
        for kind in (NAMES, GIVEN, FAMILY, matrix_words.SKILLS)
    )
    if found and heads[found[0]] in matrix_words.ONE_OF_TWO and bool(given) != bool(family):
        given, family, found = given or found, family or found, []
    return tuple(found[:1] or (*given, *family) or skills[:1] or [0])
