"""Which rows of a skills matrix are people: sums, sections, legends and vacant posts are passed over, and said."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from mlteams.input.errors import several, shown
from mlteams.roles.tool import matrix_sums, matrix_words
from mlteams.roles.tool.levels import is_blank, number
from mlteams.roles.tool.matrix_columns import Columns
from mlteams.roles.tool.matrix_words import plain
from mlteams.roles.tool.sheet import Cell

LEFT_OUT = "Left out"  # how a sentence about it begins
MOST_TRIED = 20  # rows, or columns, whose numbers are held against all others
MOST_LISTED = 12  # rows or columns of one kind; the rest is counted
SUMS, ARITHMETIC = "they sum up or set a target", "they follow from the others"
EMPTY, VACANT, LEGEND = (
    "they hold a name at most",
    "nobody holds these posts, or they have left",
    "they belong to a legend",
)
WORDS = "they hold words and no number"
NUMBERS, ASKED = "they hold numbers, identities or ages", "--skip names them"
POST, TIMES = "they tell of a post and not of a skill", "they are called as days, weeks, months or numbers"
TARGET = "they say how much there should be, is missing or matters"


@dataclass
class Passed:
    """What was passed over, by reason: names as they are shown, each with its place.

    `hidden` keeps the names out of every sentence.
    """

    hidden: bool = False
    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, why: str, name: str, place: str) -> None:
        """Add one."""
        said = place if self.hidden or not name else f"{shown(name, 40)} ({place})"
        self.found.setdefault(why, []).append(said)

    def sentences(self, what: str) -> Iterator[str]:
        """Yield a sentence for each reason; `what` is "rows" or "columns"."""
        for why, names in self.found.items():
            yield f"{LEFT_OUT}, of the {what}, because {why}: {several(names, MOST_LISTED)}."


def name_of(columns: Columns, row: list[Cell]) -> str:
    """Return what stands in the columns of names."""
    return " ".join(row[place].text for place in columns.names if place < len(row) and row[place].text)


def people_rows(
    columns: Columns,
    passed: Passed,
    place: Callable[[list[Cell]], str],
    *,
    scale: float,
    keep: frozenset[str],
    skip: frozenset[str],
    words: Collection[str] = (),
) -> list[list[Cell]]:
    """Return the rows of people, and of whatever else cannot be told from one; add all others to `passed`.

    `keep` and `skip` are names, as `plain` writes them, of rows that count or do not in any case; `place` says where a
    row stands; `words` stand for levels.
    """
    heading = plain(columns.header[columns.names[0]].text) if columns.names[0] in columns.header else ""
    no_skills = left_out_columns(columns, frozenset())
    skills = [at for at in columns.others if at not in no_skills]
    found: list[list[Cell]] = []
    legend, tries = False, MOST_TRIED
    for row in columns.rows:
        name = name_of(columns, row)
        if (heading and plain(name) == heading) or not any(cell.text or cell.wrong for cell in row):
            continue
        why = ""
        if plain(name) not in keep or not name:
            legend = legend or (matrix_words.is_legend(name) and not _levels(row, skills))
            why = ASKED if plain(name) in skip else LEGEND if legend else _why(columns, row, name, skills)
            if not why and tries and is_doubtful(name, _texts(row, skills), scale):
                tries -= 1
                above = [_texts(one, skills) for one in found]
                why = by_arithmetic(name, _texts(row, skills), above, scale)
        if why:
            passed.add(why, name, place(row))
        else:
            found.append(row)
    return (
        _with_numbers(columns, found, skills, passed, place, keep | frozenset(words))
        if columns.turned
        else found
    )


def _with_numbers(
    columns: Columns,
    rows: list[list[Cell]],
    skills: Sequence[int],
    passed: Passed,
    place: Callable[[list[Cell]], str],
    words: frozenset[str],
) -> list[list[Cell]]:
    """Return the people of a turned matrix without columns such as "Category", if anything else holds a number."""
    found = []
    numbers = any(_levels(row, skills) for row in rows)
    for row in rows:
        texts = [
            cell.text for at, cell in enumerate(row) if at not in columns.names and not is_blank(cell.text)
        ]
        known = plain(name_of(columns, row)) in words or any(text.casefold() in words for text in texts)
        if numbers and texts and not known and not _levels(row, skills):
            passed.add(WORDS, name_of(columns, row), place(row))
        else:
            found.append(row)
    return found


def _texts(row: list[Cell], places: Sequence[int]) -> list[str]:
    """Return the texts of a row in some columns."""
    return [row[at].text if at < len(row) else "" for at in places]


def is_doubtful(name: str, texts: Sequence[str], scale: float) -> bool:
    """Tell whether a line is worth being held against all others."""
    return plain(name) in matrix_words.NAMES_OF_SUMS or matrix_sums.is_no_level(texts, (), scale)


def left_out_columns(columns: Columns, keep: frozenset[str]) -> dict[int, str]:
    """Return the columns that are called as something else than a skill, and why; `keep` are headings that count."""
    heads = {at: columns.header[at].text for at in columns.others}
    words = {at: plain(head) for at, head in heads.items()}
    times = [at for at, head in heads.items() if matrix_words.is_time(head)]
    found = {}
    for at, head in heads.items():
        why = ""
        if matrix_words.sums_up(head, row=False):
            why = SUMS
        elif matrix_words.is_numbering(head):
            why = NUMBERS
        elif matrix_words.is_of_the_post(head):
            why = POST
        elif number(head) or (at in times and len(times) > matrix_words.MOST_TIMES):
            why = TIMES
        elif matrix_words.is_target(head, [word for one, word in words.items() if one != at]):
            why = TARGET
        if why and words[at] not in keep:
            found[at] = why
    return found


def _levels(row: list[Cell], skills: Sequence[int]) -> list[str]:
    """Return the cells of a row that hold a number, or one that is lost."""
    cells = [row[at] for at in skills if at < len(row)]
    return [cell.text for cell in cells if number(cell.text) or cell.wrong]


def _why(columns: Columns, row: list[Cell], name: str, skills: list[int]) -> str:
    """Return why a row is nobody's, from its words; empty if it may be somebody's."""
    turned = columns.turned
    others = [cell.text for cell in row if not number(cell.text)]
    if turned and matrix_words.is_numbering(name):
        return NUMBERS
    if turned and matrix_words.is_of_the_post(name):
        return POST
    if matrix_words.sums_up(name, row=True) or (
        not name and any(matrix_words.sums_up(text, row=True) for text in others)
    ):
        return SUMS
    if matrix_words.is_vacant(name):
        return VACANT
    beside = [cell for at, cell in enumerate(row) if at not in columns.names and (cell.text or cell.wrong)]
    if not beside:
        return EMPTY
    if _levels(row, skills):
        return ""
    if not name and not any(is_blank(cell.text) for cell in beside):
        return EMPTY  # a note
    return LEGEND if number(name) else ""


def by_arithmetic(name: str, texts: Sequence[str], others: Sequence[Sequence[str]], scale: float) -> str:
    """Return why a line of cells is left out, from its numbers and those of the others; empty if it may count.

    What is called as a person may be, such as "Max", is left out if it is the maximum.
    """
    doubtful = matrix_words.NAMES_OF_SUMS.get(plain(name))
    if doubtful is None and not matrix_sums.is_no_level(texts, others, scale):
        return ""
    found = matrix_sums.ways(texts, others)
    return ARITHMETIC if found and (doubtful is None or doubtful in found) else ""
