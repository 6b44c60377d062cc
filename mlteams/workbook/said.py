"""What the workbook says, as text and, in a notebook, with colour and links."""

import html
from dataclasses import dataclass

from mlteams.core.figure import KEPT, MARK

SITE = "http://127.0.0.1:8000"  # where `course.py serve` puts the site
RIGHT, WRONG = "✓ Right", "✗ Not yet"
_COLOURS = {RIGHT: KEPT, WRONG: MARK}  # red is kept for what is late
_BADGE = "background:{};color:#fff;font-weight:bold;padding:.1em .5em;border-radius:.2em"


@dataclass(frozen=True)
class Said:
    """What a command says.

    Attributes:
        text: the sentences, a line each thing.
        passed: whether the answer has every property that can be checked.
        read: page and title to read further, empty if there is nothing to read.
        tried: whether there was an answer; an untouched stub returns nothing.
        mark: `RIGHT` or `WRONG` where something was checked, else empty.
    """

    text: str
    passed: bool = False
    read: tuple[str, str] = ("", "")
    tried: bool = True
    mark: str = ""

    def __repr__(self) -> str:
        """Return the sentences, with the place to read."""
        page, title = self.read
        text = f"{self.mark}. {self.text}" if self.mark else self.text
        return f"{text}\nRead “{title}”: {page} (python3 course.py serve)." if page else text

    def _repr_html_(self) -> str:
        badge = f'<span style="{_BADGE.format(_COLOURS[self.mark])}">{self.mark}</span> ' if self.mark else ""
        first, *rest = (html.escape(line) for line in self.text.split("\n"))
        lines = f"<p>{badge}{first}</p>" + "".join(f"<p>{line}</p>" for line in rest)
        page, title = self.read
        if page:
            notebook = page.replace("chapters/", "../../notebooks/").split(".html")[0]
            place = title.replace(" ", "-")
            lines += (
                f'<p>Read “{html.escape(title)}”: <a href="{notebook}.ipynb#{place}">notebook</a>, '
                f'<a href="{SITE}/{page}">chapter</a> (while <code>course.py serve</code> runs).</p>'
            )
        return f'<div class="workbook">{lines}</div>'


@dataclass(frozen=True)
class Code(Said):
    """Sentences, and below them code to read or to start from."""

    code: str = ""

    def __repr__(self) -> str:
        """Return the sentences and the code."""
        return f"{self.text}\n\n{self.code}"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.text)}</p><pre>{html.escape(self.code)}</pre>"
