"""`course.py prepare`: writes what the models have to say into `_build` and `_variables.yml`.

Quarto runs it before a render.
"""

import gc
import itertools
import json
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import yaml
from rich.console import Console
from rich.progress import Progress
from threadpoolctl import threadpool_limits

from mlteams import parts
from mlteams.core.explorable import Explorable, Value
from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.publish import (
    board,
    digits,
    exercises,
    explorables,
    fonts,
    headings,
    hub,
    ledger,
    numbers,
    search,
    sources,
    states,
    workshops,
)
from mlteams.publish.cache import module_fingerprint

MOST_BYTES = 60_000  # of a script with all states, as a reader loads it
BATCH = 16  # states that a process draws at a time


def prepare() -> None:
    """Bring what `_build` holds for the pages, and `_variables.yml`, up to date.

    Raises:
        ValueError: an explorable is too large for a page.
        BadInput: a source row or a guide is not valid, or a guide has outgrown a slot.
    """
    folder = BUILD / "explorables"
    folder.mkdir(parents=True, exist_ok=True)
    _draw_all(_stale())
    wanted = parts.explorables().keys()
    for path in folder.iterdir():
        if path.name.split(".")[0] not in wanted:
            path.unlink()  # of an explorable that is no more
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


# The page of a reader's ranges; `assets/ranges.js` fills it.
RANGES = (
    '<ml-ranges class="ranges"><p>Your ranges are kept in this browser, and it takes JavaScript to show them.</p>'
    '</ml-ranges>\n<script src="assets/ranges.js" defer></script>\n'
)


def _home() -> dict[str, str]:
    """Return the module that each explorable is defined in."""
    return {
        item.name: module.__name__
        for _, _, module in parts.all_models()
        for item in getattr(module, "EXPLORABLES", ())
    }


def _stale() -> dict[str, str]:
    """Return name and fingerprint of every explorable that must be drawn."""
    stale = {}
    for name, module in _home().items():
        key = module_fingerprint(module, explorables.__name__)
        stamp = BUILD / "explorables" / f"{name}.key"
        if not stamp.exists() or stamp.read_text() != key:
            stale[name] = key
    return stale


def _draw_all(stale: dict[str, str], processes: int | None = None) -> None:
    """Draw explorables on all cores, a few states of one at a time, so that no core is left with a long one."""
    if not stale:
        return
    items = {name: item for name, item in parts.explorables().items() if name in stale}
    total = sum(item.size() for item in items.values())
    with (
        Progress(console=Console(stderr=True), transient=True) as progress,
        ProcessPoolExecutor(processes or os.cpu_count(), initializer=_alone) as pool,
    ):
        bar = progress.add_task("drawing explorables", total=total)
        jobs = {
            name: ([pool.submit(_draw, name, some) for some in _batches(item)], pool.submit(_png, name))
            for name, item in items.items()
        }
        for name, (batches, picture) in jobs.items():
            states = []
            for batch in batches:
                states += batch.result()
                progress.advance(bar, len(batch.result()))
            picture.result()
            _write(items[name], states, stale[name])


def _batches(item: Explorable) -> Iterator[list[dict[str, Value]]]:
    states = item.states()
    while some := list(itertools.islice(states, BATCH)):
        yield some


def _alone() -> None:
    """Make a process fit for drawing: one thread, and what is loaded is no garbage to be looked through."""
    threadpool_limits(1)
    parts.explorables()
    gc.freeze()


def _draw(name: str, states: list[dict[str, Value]]) -> list[explorables.Drawn]:
    """Draw some states of an explorable in a process of the pool."""
    item = parts.explorables()[name]
    return [explorables.drawn(item, state) for state in states]


def _png(name: str) -> None:
    """Draw the picture that print formats show, in a process of the pool."""
    parts.explorables()[name].view().figure.savefig(BUILD / "explorables" / f"{name}.png", dpi=160)


def _write(item: Explorable, states: list[explorables.Drawn], key: str) -> None:
    """Write element, script and print form of an explorable.

    Raises:
        ValueError: its states are too many bytes for a page.
    """
    folder, name = BUILD / "explorables", item.name
    if item.controls:
        script = explorables.payload(name, states)
        size = len(script.encode())
        if size > MOST_BYTES:
            raise ValueError(f"explorable {name} has {size} bytes of states; a page holds {MOST_BYTES}")
        write_whole(folder / f"{name}.js", script)
        write_whole(folder / f"{name}.answers.json", explorables.answers(item, states))
    default = states[list(item.states()).index(item.defaults())]
    write_whole(folder / f"{name}.html", explorables.page(item, default))
    write_whole(folder / f"{name}.print.html", explorables.printed(item, default))
    write_whole(folder / f"{name}.key", key)  # last: an interrupted drawing is drawn again


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
