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
class File:
    """A file and its whole text: a new one, or one that is there with a name added."""

    path: Path
    text: str


def skeleton(template: str, path: Path, words: Mapping[str, str]) -> File:
    """Return a new file from a template."""
    return File(path, filled(template, words))


def filled(template: str, words: Mapping[str, str]) -> str:
    """Return a template with its gaps filled."""
    return _TEMPLATES.get_template(f"{template}.jinja").render(words)


def written(made: list[File], lists: list[File]) -> list[Path]:
    """Write new files, then the lists that name them; return their paths in that order.

    Raises:
        BadInput: a new file is there already; nothing is written then.
    """
    for one in made:
        if one.path.exists():
            raise BadInput(str(one.path), "the file itself", "one of that name", "a name that is not taken")
    for one in [*made, *lists]:
        one.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(one.path, one.text)
    return [one.path for one in [*made, *lists]]
