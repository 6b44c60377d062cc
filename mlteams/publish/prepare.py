"""`course.py prepare`: writes what the models have to say into `_build` and `_variables.yml`.

Quarto runs it before a render.
"""

import json
import os
import re
import shutil
from pathlib import Path

import yaml

from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.publish import (
    board,
    digits,
    drawing,
    exercises,
    fonts,
    headings,
    hub,
    ledger,
    numbers,
    search,
    sources,
    states,
    tools,
    workshops,
)


def prepare(first: bool = False) -> None:
    """Bring what `_build` holds for the pages, and `_variables.yml`, up to date.

    With `first`, of explorables only what pages show before a reader moves a control; `drawing.is_stale` tells then.

    Raises:
        ValueError: an explorable is too large for a page.
        BadInput: a source row or a guide is not valid, or a guide has outgrown a slot.
    """
    drawing.draw(first)
    write_whole(BUILD / "ledger.md", ledger.page())
    fonts.write()
    texts()


def texts() -> None:
    """Write the part of it that takes no drawing: numbers for prose, exercises, hubs, and what workshops print.

    Raises:
        BadInput: a source row or a guide is not valid, or a guide has outgrown a slot.
    """
    BUILD.mkdir(exist_ok=True)
    write_whole(
        ROOT / "_variables.yml", yaml.safe_dump(numbers.variables(), allow_unicode=True, sort_keys=True)
    )
    write_whole(BUILD / "sources.md", sources.page())
    write_whole(BUILD / "places.json", json.dumps(states.places(), indent=1))
    write_whole(BUILD / "ranges.html", RANGES)
    workshops.write()
    exercises.write()
    hub.write()
    board.write()
    digits.write()
    tools.write()


# The page of a reader's ranges; `assets/ranges.js` fills it.
RANGES = (
    '<ml-ranges class="ranges"><p>Your ranges are kept in this browser, and it takes JavaScript to show them.</p>'
    '</ml-ranges>\n<script src="assets/ranges.js" defer></script>\n'
)


def finish(site: str | None = None) -> None:
    """Complete a rendered site; Quarto runs it after a render and sets the variable below."""
    where = Path(site or os.environ.get("QUARTO_PROJECT_OUTPUT_DIR") or ROOT / "_site")
    where = where if where.is_absolute() else ROOT / where
    target = where / "explorables"
    target.mkdir(parents=True, exist_ok=True)
    for path in (BUILD / "explorables").glob("*.js"):
        shutil.copyfile(path, target / path.name)
    typefaces = where / "assets" / "fonts"
    typefaces.mkdir(parents=True, exist_ok=True)
    for path in (BUILD / "fonts").glob("*.woff2"):
        shutil.copyfile(path, typefaces / path.name)
    for path in (BUILD / "workshops").glob("*.html"):
        shutil.copyfile(path, target.parent / "workshops" / path.name)
    for path in where.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        named = headings.linked(name_part(name_landmarks(text), path.relative_to(where).parts))
        if named != text:
            write_whole(path, named)
    search.without_answers(where)


# A screen reader lists the navigations of a page by name, and Quarto gives these none.
_NAVIGATIONS = {
    'id="quarto-sidebar"': "Course",
    'class="quarto-secondary-nav"': "Menu and search",
    'class="page-navigation"': "Previous and next page",
}
# What opens a section of the sidebar is no navigation but a button, and out of the keyboard's reach without
# an address; what repeats it or its neighbour for the mouse is better not read out.
_OPENER = re.compile(r'(<a class="sidebar-item-text[^>]*? data-bs-target="(#[^"]*)" )role="navigation"')
_REPEATED = re.compile(r'(<a class="(?:sidebar-item-toggle|flex-grow-1)[^>]*? )role="navigation"')


# Slides of reveal.js forbid a reader to enlarge them, and keep a hidden menu that the keyboard cannot scroll.
_REMOVED = (", maximum-scale=1.0, user-scalable=no, minimal-ui", "RevealMenu, ")


def name_part(page: str, place: tuple[str, ...]) -> str:
    """Return a page of Quarto's with its part as a class of the body, as on a page of ours: it gives the hue."""
    if place[0] != "chapters" or len(place) < 3:
        return page
    return re.sub(r'<body class="(?=nav-sidebar)', f'<body class="{place[1]} ', page, count=1)


def name_landmarks(page: str) -> str:
    """Return a page of Quarto's as a screen reader needs it; a page of ours stays as it is."""
    for mark, name in _NAVIGATIONS.items():
        page = page.replace(f"<nav {mark}", f'<nav aria-label="{name}" {mark}')
    for words in _REMOVED:
        page = page.replace(words, "")
    page = _OPENER.sub(r'\1role="button" href="\2"', page)
    return _REPEATED.sub(r'\1aria-hidden="true"', page)
