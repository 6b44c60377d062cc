"""The embedded renderer: the same pages and URLs as Quarto, from the same sources, with pandoc.

For a reader who cannot install Quarto. It knows the subset of Quarto that the chapters use (`source`) and
refuses the rest. A page is rendered again only when something it depends on has changed (`page`).
"""

import html
import os
import re
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from mlteams.input.errors import BadInput
from mlteams.paths import BUILD, ROOT, SITE, write_whole
from mlteams.publish import links, prepare, search
from mlteams.publish.cache import fingerprint
from mlteams.publish.navigation import entries_of
from mlteams.publish.page import ASSETS, rendered
from mlteams.publish.shortcodes import shortcodes
from mlteams.publish.source import config, place_of

_COPIED = ("course.css", "explorable.css", "site.css", "site.js", "explorable.js", "ranges.js", "icon.svg")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)
_IMAGE = re.compile(r'<img [^>]*?\bsrc="([^"]*)"')


def build(first: bool = False) -> None:
    """Write the whole site to `_site`; a build that fails leaves the old site as it was.

    With `first`, pictures have the states that pages show before a reader moves a control, and the others follow.

    Raises:
        BadInput: a page or _quarto.yml holds what this renderer does not know, or a link leads nowhere.
    """
    prepare.prepare(first)
    settings = config()
    pages = [page for pattern in settings["project"]["render"] for page in sorted(ROOT.glob(pattern))]
    resources = [path for pattern in settings["project"]["resources"] for path in sorted(ROOT.glob(pattern))]
    entries = entries_of(settings["website"]["sidebar"]["contents"])
    fill = shortcodes()
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # pandoc is a process of its own
        texts = dict(
            zip(pages, pool.map(lambda page: rendered(page, settings, entries, fill), pages), strict=True)
        )
    resources += sorted({image for page, text in texts.items() for image in _images(page, text)})
    assets = [ASSETS / name for name in _COPIED]
    made = ("explorables/*.js", "workshops/*.html", "fonts/*.woff2")
    finished = sorted(path for pattern in made for path in BUILD.glob(pattern))
    stamp = BUILD / "site.key"
    key = fingerprint(
        *texts.values(), *map(str, resources), *resources, *assets, *finished, Path(links.__file__)
    )
    if stamp.exists() and stamp.read_text() == key and (SITE / "index.html").exists():
        return
    draft = BUILD / "site"
    shutil.rmtree(draft, ignore_errors=True)
    for page, text in texts.items():
        _put(text, draft / page.relative_to(ROOT).with_suffix(".html"))
    for path in resources:
        _copy(path, draft / path.relative_to(ROOT))
    for path in assets:
        if path.suffix == ".css":  # comments are for who writes it
            _put(_COMMENT.sub("", path.read_text(encoding="utf-8")), draft / "assets" / path.name)
        else:
            _copy(path, draft / "assets" / path.name)
    prepare.finish(str(draft))
    links.check(draft, texts)
    search.index(draft)
    _swap(draft)
    write_whole(stamp, key)


def _swap(draft: Path) -> None:
    """Put the draft in the place of the site, by two renames: a reader never meets half a site."""
    old = BUILD / "site.old"
    shutil.rmtree(old, ignore_errors=True)
    if SITE.exists():
        SITE.rename(old)
    draft.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)


def deck(part: str, minutes: Mapping[str, int]) -> str:
    """Return the slides of a part's workshop, one file that stands alone: the steps that have minutes.

    Raises:
        BadInput: the guide is not valid.
    """
    prepare.texts()
    steps = " ".join(f"{key}={length}" for key, length in minutes.items())
    page = ROOT / "workshops" / f"{part}-slides.qmd"
    return rendered(page, config(), (), shortcodes(), (f"--metadata=steps:{steps}",))


def _images(page: Path, text: str) -> list[Path]:
    """Return the image files that a rendered page shows; they are copied as Quarto copies them.

    Raises:
        BadInput: one of them is not there.
    """
    found = []
    for source in _IMAGE.findall(text):
        if re.match(r"[a-z]+:|//", source):
            continue
        path = (page.parent / unquote(html.unescape(source))).resolve()
        if not path.is_file() or not path.is_relative_to(ROOT.resolve()):
            raise BadInput(*place_of(page, source), f"the image {source}", "a file of the course")
        found.append(ROOT / path.relative_to(ROOT.resolve()))
    return found


def _put(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
