"""The ways from page to page: the sidebar, the bar at the top, and the pages before and after."""

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlteams.input.errors import BadInput
from mlteams.paths import ROOT
from mlteams.publish.source import Fill, read_page

CONTENTS = "<!-- contents of the page -->"  # where the sidebar shows them
# For a page of which only the title is read: what is misspelt in it is said when it is rendered.
_NOTHING: Fill = defaultdict(lambda: lambda _words: "")


@dataclass(frozen=True)
class Entry:
    """One line of the sidebar: a page, or a section with pages inside and perhaps a page of its own."""

    text: str
    path: str | None
    inside: "tuple[Entry, ...]" = ()

    def pages(self) -> "Iterator[Entry]":
        """Yield the entries that lead to a page, in the order of the sidebar."""
        if self.path:
            yield self
        for entry in self.inside:
            yield from entry.pages()


def entries_of(contents: list[Any]) -> tuple[Entry, ...]:
    """Return the sidebar's entries.

    Raises:
        BadInput: one is of a form that the embedded renderer does not know.
    """
    found = []
    for item in contents:
        keys = item.keys() if isinstance(item, dict) else None
        if keys in ({"section", "contents"}, {"section", "href", "contents"}):
            found.append(Entry(item["section"], item.get("href"), entries_of(item["contents"])))
        elif keys == {"href", "text"}:
            found.append(Entry(item["text"], item["href"]))
        elif isinstance(item, str):
            front, _ = read_page(ROOT / item, _NOTHING)
            found.append(Entry(front["title"], item))
        else:
            right = "a page, href and text, or section and contents, with href or without,"
            raise BadInput(ROOT / "_quarto.yml", "website.sidebar.contents", f"{item}", right)
    return tuple(found)


def _url(path: str, root: str) -> str:
    return root + Path(path).with_suffix(".html").as_posix()


def bar(entries: Iterable[Entry], here: str, root: str) -> str:
    """Return the links of the bar at the top: to the first page of every section of the course."""
    links = []
    for entry in entries:
        pages = list(entry.pages())
        if entry.inside and pages:
            current = ' aria-current="true"' if here in (page.path for page in pages) else ""
            links.append(f'<a href="{_url(str(pages[0].path), root)}"{current}>{html.escape(entry.text)}</a>')
    return "".join(links)


def sidebar(entries: Iterable[Entry], here: str, root: str) -> str:
    """Return the sidebar's list, the current page marked, and behind it the place of its own contents."""
    items = []
    for entry in entries:
        shown, toc = html.escape(entry.text), ""
        if entry.path:
            current = ' aria-current="page"' if entry.path == here else ""
            shown = f'<a href="{_url(entry.path, root)}"{current}>{shown}</a>'
            toc = CONTENTS if current else ""
        if entry.inside:
            shown = f'<span class="part">{shown}</span>{toc}{sidebar(entry.inside, here, root)}'
            toc = ""
        items.append(f"<li>{shown}{toc}</li>")
    return f"<ul>{''.join(items)}</ul>"


def previous_next(entries: Iterable[Entry], here: str, root: str) -> str:
    """Return the links to the page before and the page after."""
    order = [(page.text, str(page.path)) for entry in entries for page in entry.pages()]
    place = next((place for place, (_, path) in enumerate(order) if path == here), None)
    if place is None:
        return ""
    links = []
    if place > 0:
        text, path = order[place - 1]
        links.append(f'<a class="previous" rel="prev" href="{_url(path, root)}">← {html.escape(text)}</a>')
    if place + 1 < len(order):
        text, path = order[place + 1]
        links.append(f'<a class="next" rel="next" href="{_url(path, root)}">{html.escape(text)} →</a>')
    return "".join(links)
