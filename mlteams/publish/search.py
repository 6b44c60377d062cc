"""What the search of either renderer knows: every page, without the answers that wait for a prediction."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from mlteams.paths import write_whole

# Neither an excerpt nor a hit may tell them.
_ANSWERS = ".revealed, .heron-board, .explorable[data-asks] .explorable-body"
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def index(site: Path) -> None:
    """Write the embedded renderer's index: pagefind over the pages, as Quarto searches their text.

    Raises:
        RuntimeError: pagefind fails.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
    command += ["--exclude-selectors", _ANSWERS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pagefind could not index the site: {done.stderr.strip() or done.stdout.strip()}")


def without_answers(site: Path) -> None:
    """Take the answers out of Quarto's index, search.json: an entry is a section of a page, with its text."""
    path = site / "search.json"
    if not path.exists():
        return  # of the embedded renderer
    entries = json.loads(path.read_text(encoding="utf-8"))
    pages: dict[str, dict[str, str]] = {}
    for entry in entries:
        page, _, section = entry["href"].partition("#")
        if page not in pages:
            pages[page] = _sections((site / page).read_text(encoding="utf-8"))
        if section in pages[page]:
            entry["text"] = pages[page][section].replace("<", "&lt;").replace(">", "&gt;")  # as Quarto does
    write_whole(path, json.dumps(entries, ensure_ascii=False, indent=2))


class _Element(NamedTuple):
    tag: str
    section: str  # its id, if it is a section with one
    asks: bool  # a picture that waits for a prediction
    unread: bool


def _sections(page: str) -> dict[str, str]:
    """Return the text of every section that has an id, with what is inside of it, without answers."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return {name: "".join(said).strip() for name, said in reader.sections.items()}


class _Reader(HTMLParser):
    """Collects the text of a page's sections by their ids; what is inside of one belongs to it too."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, list[str]] = {}
        self.open: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that opens."""
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        section = given.get("id", "") if tag == "section" else ""
        if section:
            self.sections[section] = []
        asks = "explorable" in classes and "data-asks" in given
        body = "explorable-body" in classes and any(one.asks for one in self.open)
        unread = tag in ("script", "style") or body or not {"revealed", "heron-board"}.isdisjoint(classes)
        if tag not in _VOID:
            self.open.append(_Element(tag, section, asks, unread))

    def handle_endtag(self, tag: str) -> None:
        """Forget an element that closes, and what it holds that was never closed."""
        place = next(
            (place for place in reversed(range(len(self.open))) if self.open[place].tag == tag), None
        )
        if place is not None:
            del self.open[place:]

    def handle_data(self, data: str) -> None:
        """Give text to all sections that it stands in."""
        if any(one.unread for one in self.open):
            return
        for one in self.open:
            if one.section:
                self.sections[one.section].append(data)
