"""Follows every link of the finished pages to its file and its place there, before they become the site."""

import html
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from mlteams.input.errors import BadInput, BadInputs, several
from mlteams.paths import ROOT
from mlteams.publish.source import place_of

_LINK = re.compile(r'<a\s[^>]*?\bhref="([^"]*)"')
_ID = re.compile(r'\s(?:id|name)="([^"]*)"')
_WAITS = re.compile(r'<[^>]*\bclass="[^"]*\brevealed\b[^"]*"[^>]*\sfor="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//")
_PICTURE = "explorable-"  # how the id of an explorable begins


def check(site: Path, pages: Mapping[Path, str]) -> None:
    """See that links of pages, given with their HTML, lead somewhere in the folder that becomes the site.

    Prose that waits for a prediction (`.revealed for=…`) must name an explorable of its own page.

    Raises:
        BadInput: some do not; each is told with its page and line.
    """
    ids = cache(_ids)  # of this site; the next one has others
    wrong = [one for page, text in pages.items() for one in _wrong(site, page, text, ids)]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else BadInputs(wrong)


def _wrong(site: Path, page: Path, text: str, ids: Callable[[Path], frozenset[str]]) -> Iterator[BadInput]:
    """Yield the links of a page that lead nowhere, and what waits for nothing."""
    here = Path(os.path.abspath(site / page.relative_to(ROOT).with_suffix(".html")))
    for link in dict.fromkeys(map(html.unescape, _LINK.findall(text))):
        address, _, fragment = link.partition("#")
        path = unquote(address.partition("?")[0])
        if _ELSEWHERE.match(link):
            continue
        target = Path(os.path.abspath(here.parent / path)) if path else here
        target = target / "index.html" if target.is_dir() else target
        if not target.is_relative_to(os.path.abspath(site)) or not target.is_file():
            files = [os.path.relpath(one, here.parent) for one in site.rglob("*") if one.is_file()]
            near = _near(path, [*map(_source, files)]) or "a file of the course"
            yield BadInput(*_line(page, link), f"a link to {_source(link)}, which is not there", near)
        elif target.suffix == ".html" and fragment and not fragment.startswith("/"):  # of slides
            known = ids(target)
            if unquote(fragment) not in known:
                near = _near(fragment, known, "#") or f"a place that {_source(path) or 'the page'} has"
                yield BadInput(
                    *_line(page, link), f"a link to {_source(link)}, a place that is not there", near
                )
    shown = [
        one.removeprefix(_PICTURE)
        for one in map(html.unescape, _ID.findall(text))
        if one.startswith(_PICTURE)
    ]
    for name in dict.fromkeys(map(html.unescape, _WAITS.findall(text))):
        if name not in shown:
            right = f"an explorable of this page ({several(shown)})" if shown else "a page with an explorable"
            yield BadInput(*place_of(page, f"for={name}", f'for="{name}"'), f".revealed for={name}", right)


def _source(link: str) -> str:
    """Return a link as a page writes it, to the source of another page."""
    return re.sub(r"\.html(?=$|[#?])", ".qmd", link)


def _line(page: Path, link: str) -> tuple[Path, str]:
    return place_of(page, f"({_source(link)})", f"({link})", _source(link), link)


def _near(wrong: str, known: Iterable[str], sign: str = "") -> str:
    """Return the nearest of what there is, `sign` before it; nothing if none is near."""
    near = get_close_matches(_source(wrong), sorted(set(known)), 1)
    return f"{sign}{near[0]}" if near else ""


def _ids(path: Path) -> frozenset[str]:
    """Return the places in a file that a link can lead to."""
    return frozenset(map(html.unescape, _ID.findall(path.read_text(encoding="utf-8"))))
