"""The embedded renderer: the same pages and URLs as Quarto, from the same sources, with pandoc.

For a reader who cannot install Quarto. It knows the subset of Quarto that the chapters use (`source`) and
refuses the rest. A page is rendered again only when something it depends on has changed.
"""

import html
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypandoc
import yaml

from mlteams.input.errors import BadInput, several
from mlteams.paths import BUILD, ROOT, SITE, write_whole
from mlteams.publish import headings, links, prepare, search, states
from mlteams.publish.cache import fingerprint
from mlteams.publish.source import EARLY, Fill, Unknown, config, place_of, read_page

ASSETS = ROOT / "assets"
HERE = Path(__file__).parent
_COPIED = ("course.css", "explorable.css", "site.css", "site.js", "explorable.js", "ranges.js", "icon.svg")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)
_IMAGE = re.compile(r'<img [^>]*?\bsrc="([^"]*)"')
_FAILED = re.compile(
    r"crossref\.lua:\s*(?:\S*crossref\.lua:\d+: )?((.*?): .*?)\s*(?:stack traceback|$)", re.S
)


def build() -> None:
    """Write the whole site to `_site`; a build that fails leaves the old site as it was.

    Raises:
        BadInput: a page or _quarto.yml holds what this renderer does not know, or a link leads nowhere.
    """
    prepare.prepare()
    settings = config()
    pages = [page for pattern in settings["project"]["render"] for page in sorted(ROOT.glob(pattern))]
    resources = [path for pattern in settings["project"]["resources"] for path in sorted(ROOT.glob(pattern))]
    entries = _entries(settings["website"]["sidebar"]["contents"])
    fill = _fill()
    rendered = {page: _page(page, settings, entries, fill) for page in pages}
    resources += sorted({image for page, text in rendered.items() for image in _images(page, text)})
    assets = [ASSETS / name for name in _COPIED]
    made = ("explorables/*.js", "workshops/*.html", "fonts/*.woff2")
    finished = sorted(path for pattern in made for path in BUILD.glob(pattern))
    stamp = BUILD / "site.key"
    key = fingerprint(
        *rendered.values(), *map(str, resources), *resources, *assets, *finished, Path(links.__file__)
    )
    if stamp.exists() and stamp.read_text() == key and (SITE / "index.html").exists():
        return
    draft = BUILD / "site"
    shutil.rmtree(draft, ignore_errors=True)
    for page, text in rendered.items():
        _put(text, draft / page.relative_to(ROOT).with_suffix(".html"))
    for path in resources:
        _copy(path, draft / path.relative_to(ROOT))
    for path in assets:
        if path.suffix == ".css":  # comments are for who writes it
            _put(_COMMENT.sub("", path.read_text(encoding="utf-8")), draft / "assets" / path.name)
        else:
            _copy(path, draft / "assets" / path.name)
    prepare.finish(str(draft))
    links.check(draft, rendered)
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
    return _page(page, config(), (), _fill(), (f"--metadata=steps:{steps}",))


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


def _entries(contents: list[Any]) -> tuple[Entry, ...]:
    """Return the sidebar's entries.

    Raises:
        BadInput: one is of a form that the embedded renderer does not know.
    """
    found = []
    for item in contents:
        keys = item.keys() if isinstance(item, dict) else None
        if keys in ({"section", "contents"}, {"section", "href", "contents"}):
            found.append(Entry(item["section"], item.get("href"), _entries(item["contents"])))
        elif keys == {"href", "text"}:
            found.append(Entry(item["text"], item["href"]))
        elif isinstance(item, str):
            front, _ = read_page(ROOT / item, _NOTHING)
            found.append(Entry(front["title"], item))
        else:
            right = "a page, href and text, or section and contents, with href or without,"
            raise BadInput(ROOT / "_quarto.yml", "website.sidebar.contents", f"{item}", right)
    return tuple(found)


# For a page of which only the title is read: what is misspelt in it is said when it is rendered.
_NOTHING: Fill = defaultdict(lambda: lambda _words: "")


def _fill() -> Fill:
    """Return what each shortcode puts in its place."""
    variables: dict[str, Any] = yaml.safe_load((ROOT / "_variables.yml").read_text(encoding="utf-8"))

    def var(words: str) -> str:
        value: Any = variables
        above = ""
        for key in words.split("."):
            if not isinstance(value, dict):
                raise Unknown(above)  # the number's whole name
            value = _named(value, key, above)
            above = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            raise Unknown(f"one of its numbers, such as {above}.{min(value)}," if value else "a number")
        return str(value)

    def raw(path: Path) -> str:
        return f"\n```{{=html}}\n{path.read_text(encoding='utf-8')}```\n"

    def text(known: Mapping[str, Path], name: str) -> str:
        path: Path = _named(known, name)
        return path.read_text(encoding="utf-8")

    names = {path.stem: path for path in (BUILD / "explorables").glob("*.html") if "." not in path.stem}
    agendas = {path.stem.replace("-", " "): path for path in (BUILD / "agendas").glob("*.html")}
    written = {path.stem: path for path in (BUILD / "hubs").glob("*.md")}
    hubs = {name: path for name, path in written.items() if not name.endswith("-report")}
    reports = {name.removesuffix("-report"): path for name, path in written.items() if name not in hubs}
    boards = {path.stem: path for path in (BUILD / "boards").glob("*.md")}
    exercises = {path.stem: path for path in (BUILD / "exercises").glob("*.md")}
    return {
        "var": var,
        "explorable": lambda name: raw(_named(names, name)),
        "state": states.link,
        "ranges": lambda words: raw(_named({"": BUILD / "ranges.html"}, words)),
        "ledger": lambda words: text({"": BUILD / "ledger.md"}, words),
        "sources": lambda words: text({"": BUILD / "sources.md"}, words),
        "parts": lambda words: text({"": BUILD / "parts.md"}, words),
        "digits": lambda words: text({"": BUILD / "digits.md"}, words),
        "lessons": lambda part: text(hubs, part),
        "report": lambda part: text(reports, part),
        "agenda": lambda words: raw(_named(agendas, " ".join(words.split()))),
        "board": lambda name: text(boards, name),
        "exercises": lambda part: text(exercises, part),
    }


def _named(known: Mapping[str, Any], name: str, above: str = "") -> Any:  # noqa: ANN401 - whatever is named
    """Return what has a name.

    Raises:
        Unknown: nothing has; it says which names are near, or which there are.
    """
    if name in known:
        return known[name]
    if set(known) == {""}:
        raise Unknown("nothing after the shortcode's name")
    near = get_close_matches(name, known, 1) or sorted(known)
    said = several([f"{above}.{one}" if above else one for one in near])
    raise Unknown(f"one of {said}" if len(near) > 1 else said or "a name that is written, and none is yet,")


def _page(
    page: Path,
    settings: dict[str, Any],
    entries: tuple[Entry, ...],
    fill: Fill,
    options: tuple[str, ...] = (),
) -> str:
    """Return the HTML of a page, from the cache if nothing it depends on has changed; `options` are pandoc's."""
    here = page.relative_to(ROOT).as_posix()
    root = "../" * here.count("/")
    front, markdown = read_page(page, fill | {"state": partial(states.link, root=root)})
    bibliography = ROOT / settings["bibliography"]
    slides = "format" in front
    template = HERE / ("deck.html" if slides else "page.html")
    filters = [ROOT / "_extensions" / name / f"{name}.lua" for name in front.get("filters", ())]
    filters.append(HERE / "crossref.lua")
    parts = page.relative_to(ROOT).parts
    before, _, after = _navigation(entries, here, root).partition(_TOC)
    broad = "page-layout" in front
    variables = {
        "site": html.escape(settings["website"]["title"]),
        "icon": settings["website"].get("favicon", ""),
        "mark": _mark(),
        "look": " ".join([*(["broad"] if broad else []), *(parts[1:-1] if parts[0] == "chapters" else [])]),
        "ways": _ways(entries, here, root),
        "footer": html.escape(settings["website"].get("page-footer", "")),
        "summary": html.escape(front.get("description", "")),
        "root": root,
        "early": "".join((ASSETS.parent / path).read_text(encoding="utf-8") for path in EARLY),
        "navbefore": before,
        "navafter": after,
        "turn": _previous_next(entries, here, root),
    }
    key = fingerprint(
        markdown,
        repr(front),
        repr(variables),
        repr(options),
        bibliography,
        template,
        *filters,
        Path(headings.__file__),
        Path(__file__),
    )
    kept = BUILD / "pages" / f"{key}.html"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    command = [
        *(pypandoc.get_pandoc_path(), "--from=markdown", "--standalone", "--mathml", "--wrap=none"),
        *(("--to=revealjs", "--slide-level=3") if slides else ("--to=html5", "--section-divs")),
        *([] if broad else ["--toc", "--toc-depth=3"]),
        *(f"--template={template}", *(f"--lua-filter={path}" for path in filters)),
        *("--citeproc", f"--bibliography={bibliography}", "--metadata=link-citations:true"),
        *(f"--metadata=title:{front['title']}", f"--metadata=lang:{settings['lang']}", "--fail-if-warnings"),
        *(f"--metadata={key}:{front[key]}" for key in ("pagetitle", "subtitle") if key in front),
        *(["--metadata=facilitator"] if "facilitator" in front else []),
        *(f"--variable={name}={value}" for name, value in variables.items()),
        *options,
    ]
    done = subprocess.run(command, input=markdown, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        refused = _FAILED.search(done.stderr)
        if refused:
            right = refused[1].removeprefix(refused[2] + ": ")
            raise BadInput(*place_of(page, refused[2]), refused[2], right)
        found = done.stderr.replace("Failing because there were warnings.", "").strip().replace("\n", " ")
        name = re.search(r"citation (\S+) not found|identifier '(.*?)'", found)
        place = place_of(page, name[1] or name[2]) if name else (page, "the whole file")
        raise BadInput(*place, found, "Markdown that pandoc converts without a warning")
    text = done.stdout if slides else headings.linked(done.stdout, ids=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_whole(kept, text)
    return text


def _mark() -> str:
    """Return the heron of the icon, to stand in a page and take its colours."""
    drawn = (ASSETS / "icon.svg").read_text(encoding="utf-8").strip()
    drawn = re.sub(r"<style>.*?</style>", "", drawn, flags=re.S)
    return re.sub(r"<svg [^>]*?(viewBox=\"[^\"]*\")[^>]*>", r'<svg \1 aria-hidden="true">', drawn)


def _url(path: str, root: str) -> str:
    return root + Path(path).with_suffix(".html").as_posix()


_TOC = "<!-- contents of the page -->"


def _ways(entries: Iterable[Entry], here: str, root: str) -> str:
    """Return the links of the bar at the top: to the first page of every section of the course."""
    links = []
    for entry in entries:
        pages = list(entry.pages())
        if entry.inside and pages:
            current = ' aria-current="true"' if here in (page.path for page in pages) else ""
            links.append(f'<a href="{_url(str(pages[0].path), root)}"{current}>{html.escape(entry.text)}</a>')
    return "".join(links)


def _navigation(entries: Iterable[Entry], here: str, root: str) -> str:
    """Return the sidebar's list, the current page marked, and behind it the place of its own contents."""
    items = []
    for entry in entries:
        shown, toc = html.escape(entry.text), ""
        if entry.path:
            current = ' aria-current="page"' if entry.path == here else ""
            shown = f'<a href="{_url(entry.path, root)}"{current}>{shown}</a>'
            toc = _TOC if current else ""
        if entry.inside:
            shown = f'<span class="part">{shown}</span>{toc}{_navigation(entry.inside, here, root)}'
            toc = ""
        items.append(f"<li>{shown}{toc}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _previous_next(entries: Iterable[Entry], here: str, root: str) -> str:
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
