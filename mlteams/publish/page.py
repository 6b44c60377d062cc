"""One page of the embedded renderer: from Markdown to HTML with pandoc, or from the cache."""

import html
import re
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pypandoc

from mlteams.input.errors import BadInput
from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.publish import headings, navigation, states
from mlteams.publish.cache import fingerprint
from mlteams.publish.navigation import CONTENTS, Entry
from mlteams.publish.source import EARLY, Fill, place_of, read_page

ASSETS = ROOT / "assets"
HERE = Path(__file__).parent
_FAILED = re.compile(
    r"crossref\.lua:\s*(?:\S*crossref\.lua:\d+: )?((.*?): .*?)\s*(?:stack traceback|$)", re.S
)


def rendered(
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
    before, _, after = navigation.sidebar(entries, here, root).partition(CONTENTS)
    broad = "page-layout" in front
    variables = {
        "site": html.escape(settings["website"]["title"]),
        "icon": settings["website"].get("favicon", ""),
        "mark": _mark(),
        "look": " ".join([*(["broad"] if broad else []), *(parts[1:-1] if parts[0] == "chapters" else [])]),
        "ways": navigation.bar(entries, here, root),
        "footer": html.escape(settings["website"].get("page-footer", "")),
        "summary": html.escape(front.get("description", "")),
        "root": root,
        "early": "".join((ASSETS.parent / path).read_text(encoding="utf-8") for path in EARLY),
        "navbefore": before,
        "navafter": after,
        "turn": navigation.previous_next(entries, here, root),
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
