"""A file to begin from, and how several are written: all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from mlteams.input.errors import BadInput
from mlteams.paths import write_whole

_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("mlteams.new", "templates"),
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
    comment_start_string="<#",  # pages have braces of their own
    comment_end_string="#>",
    variable_start_string="<<",
    variable_end_string=">>",
)
_TEMPLATES.filters["title"] = lambda words: words[:1].upper() + words[1:].replace("_", " ")


@dataclass(frozen=True)
class Skeleton:
    """A new file: a template, where it goes, and the words of its gaps; or its whole text."""

    template: str
    path: Path
    words: Mapping[str, str]
    whole: str = ""

    def text(self) -> str:
        """Return what the file holds."""
        return self.whole or filled(self.template, self.words)


@dataclass(frozen=True)
class Listed:
    """A file that is there, with a name added."""

    path: Path
    text: str


def filled(template: str, words: Mapping[str, str]) -> str:
    """Return a template with its gaps filled."""
    return _TEMPLATES.get_template(f"{template}.jinja").render(words)


def written(made: list[Skeleton], lists: list[Listed]) -> list[Path]:
    """Write new files, then the lists that name them; return their paths in that order.

    Raises:
        BadInput: a new file is there already; nothing is written then.
    """
    for one in made:
        if one.path.exists():
            raise BadInput(str(one.path), "the file itself", "one of that name", "a name that is not taken")
    texts = {one.path: one.text() for one in made} | {one.path: one.text for one in lists}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    return list(texts)
