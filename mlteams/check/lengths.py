"""How long a lesson is: the words that a reader reads, against the ten minutes that a lesson takes."""

import re
from collections.abc import Iterator

from mlteams.check.checked import Checked
from mlteams.input.errors import BadInput

WORDS = (700, 1_100)  # of a lesson, up to LAST
LAST = "## Ways on"
_WHOLE = re.compile(r"^whole: *true *$", re.M)
# What no reader reads as a word: shortcodes that place something, addresses, citations, marks of blocks.
_PLACED = re.compile(
    r"\{\{< (?:explorable|board) .*?>\}\}|^:::.*$|\{[.#][^}]*\}|\]\([^)]*\)|\[@[^\]]*\]", re.M
)
_QUOTED = re.compile(r"\{\{<.*?>\}\}")
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[\w½¼¾]+(?:['’.,-][\w½¼¾]+)*")


def lengths(checked: Checked) -> Iterator[BadInput]:
    """Yield lessons that call themselves whole and are shorter or longer than a lesson."""
    for lesson in checked.part.lessons:
        path = checked.root / "chapters" / checked.part.name / f"{lesson.name}.qmd"
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if is_whole(text) and not WORDS[0] <= (count := read(text)) <= WORDS[1]:
            right = f"{WORDS[0]:,} to {WORDS[1]:,}, as for ten minutes,"
            yield checked.bad(path, f"what stands before “{LAST}”", f"{count:,} words", right)


def is_whole(text: str) -> bool:
    """Tell whether a page says in its front matter that it is a whole lesson."""
    head, _, below = text.partition("\n---\n")
    return bool(below) and bool(_WHOLE.search(head))


def body(text: str) -> str:
    """Return what stands below a page's front matter."""
    return text.partition("\n---\n")[2]


def read(text: str) -> int:
    """Return how many words of a lesson's page are to be read in its ten minutes."""
    return words(body(text).split(LAST)[0])


def words(text: str) -> int:
    """Return how many words a reader reads; a number from a model or a source is one."""
    return len(_WORD.findall(_TAG.sub(" ", _QUOTED.sub(" 1 ", _PLACED.sub(" ", text)))))
