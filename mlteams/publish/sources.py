"""The page of sources: each published number with its source and status, and the pages that quote it."""

import re
from collections.abc import Iterator

from mlteams.paths import ROOT
from mlteams.publish import numbers
from mlteams.publish.source import read

_QUOTED = re.compile(r"\{\{<\s*var\s+source\.([\w.-]+)\s*>\}\}")
_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)


def page() -> str:
    """Return the table of published numbers as Markdown, in the order of the files of sources."""
    used = quoted()
    rows = "\n".join(
        f"| {_cell(row['value'])} | {_cell(row['what'])} | [@{row['source']}] | {row['status']} "
        f"| {_places(used.get(row['key']))} |"
        for row in numbers.sources()
    )
    head = "| number | what it is | source | status | quoted in |\n|--:|--------|---|---|----|"
    return f"::: {{.sources .wide}}\n{head}\n{rows}\n:::\n"


def quoted() -> dict[str, list[tuple[str, str]]]:
    """Return, for each key of a source, title and address of the pages that quote it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for title, place, keys in _pages():
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append((title, place))
    return found


def _pages() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted([*ROOT.glob("*.qmd"), *ROOT.glob("chapters/**/*.qmd"), *ROOT.glob("workshops/*.qmd")]):
        text = read(path)
        title = _TITLE.search(text)
        place = path.relative_to(ROOT).as_posix()
        yield (title[1].strip("\"'") if title else place), place, _QUOTED.findall(text)


def _cell(text: str) -> str:
    """Return a text that stays within its cell: a bar would end it, and so would a line end."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def _places(pages: list[tuple[str, str]] | None) -> str:
    return ", ".join(f"[{_cell(title)}]({place})" for title, place in pages or ()) or "a model"
