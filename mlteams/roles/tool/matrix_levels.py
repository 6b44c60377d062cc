"""The levels of a skills matrix, column by column: what holds no levels is left out, and said."""

from collections.abc import Iterable, Mapping

from mlteams.input.errors import BadInput, Refused, several, shown
from mlteams.roles.tool import levels
from mlteams.roles.tool.matrix_reading import Reading
from mlteams.roles.tool.matrix_rows import (
    MOST_LISTED,
    MOST_TRIED,
    Passed,
    by_arithmetic,
    is_doubtful,
    left_out_columns,
)
from mlteams.roles.tool.matrix_words import plain
from mlteams.roles.tool.sheet import Cell, letters

MOST_SKILLS = 200
_EXAMPLES = 3  # words of a column that a sentence quotes


def read_levels(
    reading: Reading, rows: Mapping[str, list[Cell]], keep: frozenset[str]
) -> dict[str, dict[str, float]]:
    """Return the levels of everybody by skill; `keep` are columns that count in any case, as `plain` writes them."""
    words = reading.words
    passed, found = Passed(words.anonymous), {}
    empty: list[str] = []
    wordy: dict[str, list[Cell]] = {}
    blanks: dict[str, int] = {}
    for place in _skills(reading, rows, keep, passed):
        head = reading.columns.header[place]
        cells = {name: reading.cell(row, place) for name, row in rows.items()}
        filled = [cell for cell in cells.values() if cell.wrong or not levels.is_blank(cell.text)]
        if filled and not any(cell.wrong or _reads(reading, cell) for cell in filled):
            wordy[head.text] = filled
            continue
        for cell in cells.values():
            if levels.is_blank(cell.text) and cell.text and not cell.wrong:
                blanks[cell.text] = blanks.get(cell.text, 0) + 1
        if not filled:
            empty.append(head.text)
        found[head.text] = _levels(reading, head, cells)
    if len(found) > MOST_SKILLS:
        right = f"at most {MOST_SKILLS}, others by --skip,"
        raise BadInput(reading.path, reading.top, f"{len(found)} skills", right)
    if len(empty) == len(found) and (rows or not reading.columns.others) and not reading.problems:
        _refuse(reading, wordy, passed)
    elif empty and (reading.sheet.is_workbook or reading.columns.turned):
        names = (
            f"{len(empty)} of the skills"
            if words.anonymous
            else several(list(map(shown, empty)), MOST_LISTED)
        )
        colours = "; colours of cells are not read" if reading.sheet.is_workbook else ""
        reading.notes.append(
            f"No cell holds a level of {names}{colours}. --skip NAME leaves out what is no skill."
        )
    highest = max((level for given in found.values() for level in given.values()), default=0.0)
    if 0 < highest <= 1 < reading.scale:
        reading.notes.append(
            f"No level is above 1 of {reading.scale:g}; if 1 is the highest, --scale 1 says so."
        )
    _tell(reading, wordy, passed, blanks)
    return found


def _skills(
    reading: Reading, rows: Mapping[str, list[Cell]], keep: frozenset[str], passed: Passed
) -> list[int]:
    """Return the columns that may hold levels; those that are no skills are added to `passed`."""
    header, found = reading.columns.header, []
    no_skills = left_out_columns(reading.columns, keep)
    for place in reading.columns.others:
        if place in no_skills:
            passed.add(no_skills[place], header[place].text, _where(reading, header[place]))
        else:
            found.append(place)
    columns = {place: [reading.cell(row, place).text for row in rows.values()] for place in found}
    doubtful = [
        place
        for place, texts in columns.items()
        if plain(header[place].text) not in keep and is_doubtful(header[place].text, texts, reading.scale)
    ]
    for place in doubtful[:MOST_TRIED]:
        others = [texts for at, texts in columns.items() if at != place]
        if why := by_arithmetic(header[place].text, columns[place], others, reading.scale):
            passed.add(why, header[place].text, _where(reading, header[place]))
            found.remove(place)
    return found


def _where(reading: Reading, head: Cell) -> str:
    """Return the column, or of a turned matrix the row, below a heading."""
    return reading.sheet.row_place(head) if reading.columns.turned else f"column {letters(head.column)}"


def _reads(reading: Reading, cell: Cell) -> bool:
    """Tell whether a cell holds a level, or what may be meant as one and is then refused."""
    text = cell.text
    return (
        levels.number(text) is not None or levels.is_nearly(text) or text.casefold() in reading.words.levels
    )


def _levels(reading: Reading, head: Cell, cells: Mapping[str, Cell]) -> dict[str, float]:
    given, wrong = {}, []
    for name, cell in cells.items():
        try:
            if cell.wrong:
                raise Refused(cell.wrong, "")
            given[name] = levels.level(cell.text, reading.scale, reading.words.levels)
        except Refused as problem:
            wrong.append((cell, problem))
            given[name] = 0.0
    if wrong:
        _tell_wrong(reading, head, wrong)
    return given


def _mapping(texts: Iterable[str]) -> str:
    """Return how --levels would say what words mean, such as "--levels 'expert=NUMBER'"."""
    words = list(dict.fromkeys(text.casefold() for text in texts))[:_EXAMPLES]
    return f"--levels {shown(','.join(f'{word[:20]}=NUMBER' for word in words), 90)}"


def _examples(cells: Iterable[Cell]) -> str:
    return several(list(dict.fromkeys(shown(cell.text, 20) for cell in cells)), _EXAMPLES)


def _refuse(reading: Reading, wordy: Mapping[str, list[Cell]], passed: Passed) -> None:
    right = (
        f"a column for each skill, with levels from 0 to {reading.scale:g} as numbers (colours are not read)"
    )
    if not wordy:
        names = [one for some in passed.found.values() for one in some]
        left_out = f", and {several(names, 3)} left out by name" if names else ""
        keep = ", or --keep NAME for one that counts," if names else ""
        reading.fail(0, reading.top, f"no level in any column{left_out}", f"{right}{keep}")
        return
    cells = [cell for column in wordy.values() for cell in column]
    found = (
        f"no level in any column, only words ({_examples(cells)} under {several(list(map(shown, wordy)), 3)})"
    )
    reading.fail(0, reading.top, found, f"{right}, or {_mapping(cell.text for cell in cells)},")


def _tell(
    reading: Reading, wordy: Mapping[str, list[Cell]], passed: Passed, blanks: Mapping[str, int]
) -> None:
    """Tell what the answer leaves out, and what counted as nothing."""
    hidden = reading.words.anonymous
    if wordy:
        said = (f"{shown(head, 40)} ({_examples(cells)})" for head, cells in wordy.items())
        names = f"{len(wordy)} of them" if hidden else several(list(said))
        reading.left_out.append(
            f"Columns without a number are not in this answer: {names}. If a word stands for a level, --levels "
            "WORD=NUMBER says for which."
        )
    reading.left_out.extend(passed.sentences("rows" if reading.columns.turned else "columns"))
    if blanks:
        count = sum(blanks.values())
        cells = f"{count:,} cell{'s' if count > 1 else ''}"
        with_ = "a word for nothing" if hidden else several(list(map(shown, blanks)))
        reading.notes.append(f"{cells} with {with_} counted as no skill.")


def _tell_wrong(reading: Reading, head: Cell, wrong: list[tuple[Cell, Refused]]) -> None:
    """Tell what is wrong in a column: one sentence for all its cells."""
    sheet, (first, problem) = reading.sheet, wrong[0]
    row = min(cell.row for cell, _ in wrong)
    if first.wrong:
        right = "the workbook opened in a spreadsheet, mended and saved"
        reading.fail(row, sheet.place(first), several([one.wrong for one, _ in wrong if one.wrong], 3), right)
        return
    if len(wrong) == 1:
        reading.fail(row, sheet.place(first), f"{problem.found} under {shown(head.text)}", problem.right)
        return
    cells = several([f"{shown(cell.text, 20)} ({sheet.place(cell)})" for cell, _ in wrong], 3)
    words = [cell.text for cell, _ in wrong if levels.number(cell.text) is None]
    other = _mapping(words) if words else "--scale"
    right = f"levels from 0 to {reading.scale:g}, or {other}, or --skip for what is no skill,"
    one_column = len({cell.column for cell, _ in wrong}) == 1
    where = f"column {letters(first.column)}" if one_column else sheet.row_place(first)
    reading.fail(row, where, f"{cells} under {shown(head.text)}", right)
