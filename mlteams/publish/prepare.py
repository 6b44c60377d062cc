"""`course.py prepare`: writes what the models have to say into `_build` and `_variables.yml`.

Quarto runs it before a render. A number that a chapter quotes comes from here: from a model's `variables()`,
or from a row of `mlteams/sources/*.csv`, which carries its status onto the page.
"""

import csv
import html
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from types import ModuleType

import yaml
from rich.console import Console
from rich.progress import Progress
from threadpoolctl import threadpool_limits

from mlteams import catalog, explorable
from mlteams.claims import Claim
from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.plan.errors import BadInput
from mlteams.plan.roadmap_file import read_roadmap
from mlteams.publish.cache import fingerprint, module_fingerprint
from mlteams.workshop import agenda, cards, guide, material
from mlteams.workshop.agenda_formats import as_fragment
from mlteams.workshop.sheets import Sheets

STATUSES = ("measured", "published", "lecture", "assumed")
SOURCES = ROOT / "mlteams" / "sources"
MOST_BYTES = 60_000  # of a script with all states, as a reader loads it


def prepare() -> None:
    """Bring what `_build` holds for the pages, and `_variables.yml`, up to date.

    Raises:
        ValueError: an explorable is too large for a page, or a source row is not valid.
    """
    folder = BUILD / "explorables"
    folder.mkdir(parents=True, exist_ok=True)
    _draw_all(_stale())
    wanted = catalog.explorables().keys()
    for path in folder.iterdir():
        if path.name.split(".")[0] not in wanted:
            path.unlink()  # of an explorable that is no more
    write_whole(BUILD / "ledger.md", ledger())
    texts()


def texts() -> None:
    """Write the part of it that takes no drawing: numbers for prose, and what workshops print.

    Raises:
        ValueError: a source row is not valid.
        BadInput: a guide is not valid, or has outgrown a slot.
    """
    BUILD.mkdir(exist_ok=True)
    write_whole(ROOT / "_variables.yml", yaml.safe_dump(variables(), allow_unicode=True, sort_keys=True))
    _agendas()
    folder = BUILD / "workshops"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for part in material.modules():
        write_whole(folder / f"{part}-cards.html", printed(part, answers=False))
        write_whole(folder / f"{part}-answers.html", printed(part, answers=True))


def _home() -> dict[str, str]:
    """Return the module that each explorable is defined in."""
    return {
        item.name: module.__name__
        for members in catalog.modules().values()
        for module in members
        for item in getattr(module, "EXPLORABLES", ())
    }


def _stale() -> dict[str, str]:
    """Return name and fingerprint of every explorable that must be drawn."""
    stale = {}
    for name, module in _home().items():
        key = module_fingerprint(module)
        stamp = BUILD / "explorables" / f"{name}.key"
        if not stamp.exists() or stamp.read_text() != key:
            stale[name] = key
    return stale


def _draw_all(stale: dict[str, str]) -> None:
    if not stale:
        return
    all_of_them = catalog.explorables()
    sizes = {name: all_of_them[name].size() for name in stale}
    with (
        Progress(console=Console(stderr=True), transient=True) as progress,
        ProcessPoolExecutor(os.cpu_count(), initializer=threadpool_limits, initargs=(1,)) as pool,
    ):
        bar = progress.add_task("drawing explorables", total=sum(sizes.values()))
        # The largest first, so that no core is left with a long one at the end.
        largest_first = sorted(stale, key=lambda name: -sizes[name])
        jobs = {pool.submit(_draw, name, stale[name]): name for name in largest_first}
        for job in as_completed(jobs):
            job.result()
            progress.advance(bar, sizes[jobs[job]])


def _draw(name: str, key: str) -> None:
    """Draw one explorable in a worker process: element, script, and what print formats show."""
    item = catalog.explorables()[name]
    folder = BUILD / "explorables"
    if item.controls:
        script = explorable.payload(item)
        size = len(script.encode())
        if size > MOST_BYTES:
            raise ValueError(f"explorable {name} has {size} bytes of states; a page holds {MOST_BYTES}")
        write_whole(folder / f"{name}.js", script)
    write_whole(folder / f"{name}.html", explorable.page(item))
    view = item.view()
    view.figure.savefig(folder / f"{name}.png", dpi=160)
    picture = f'<p><img src="{name}.png" alt="{html.escape(view.sentence)}"></p>'
    sentence = f"<p>{html.escape(view.sentence)}</p>"
    write_whole(folder / f"{name}.print.html", picture + sentence + explorable.table_html(view.table))
    write_whole(folder / f"{name}.key", key)  # last: an interrupted drawing is drawn again


def variables() -> Mapping[str, Mapping[str, object]]:
    """Return what `{{< var … >}}` can name: part.module.name if computed, source.key if published."""
    published = {row["key"]: marked(row) for row in sources()}
    return {**_computed(), "source": dict(published)}


def _computed() -> dict[str, dict[str, dict[str, str]]]:
    """Return each module's variables, kept from the last time if nothing they depend on has changed."""
    store = BUILD / "variables.json"
    kept = json.loads(store.read_text()) if store.exists() else {}
    fresh: dict[str, object] = {}
    found: dict[str, dict[str, dict[str, str]]] = {}
    for part, name, module in _with_variables():
        key = fingerprint(module_fingerprint(module.__name__), *getattr(module, "FILES", ()))
        values = kept.get(key) or module.variables()
        fresh[key] = values
        found.setdefault(part, {})[name] = values
    write_whole(store, json.dumps(fresh))
    return found


def _with_variables() -> Iterator[tuple[str, str, ModuleType]]:
    """Yield part, name and module of every model, and of every workshop's material, that has numbers for prose."""
    for part, members in catalog.modules().items():
        for module in members:
            if hasattr(module, "variables"):
                yield part, module.__name__.rsplit(".", 1)[1], module
    for part, module in material.modules().items():
        yield "workshop", part, module


def _agendas() -> None:
    """Write the agenda of every guide for every slot, as a page shows it.

    Raises:
        BadInput: a guide has outgrown a slot.
    """
    folder = BUILD / "agendas"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in guide.parts():
        read = guide.read_guide(guide.path_of(part))
        for name, slot in agenda.SLOTS.items():
            planned = agenda.plan(read, slot)
            if planned is None:
                found = f"a workshop that takes {agenda.shortest(read)} minutes after every cut"
                raise BadInput(guide.path_of(part), name, found, f"at most {slot}")
            write_whole(folder / f"{part}-{slot}.html", as_fragment(planned))


def printed(part: str, answers: bool) -> str:
    """Return the cards and sheets of a part's workshop as a page, or the facilitator's answers."""
    title = guide.read_guide(guide.path_of(part)).title
    sheets: Sheets = material.modules()[part].SHEETS
    rows = {f"source.{row['key']}": row for row in sources()}
    computed = _computed()

    def told(name: str) -> tuple[str, str]:
        if name in rows:
            row = rows[name]
            return row["value"], f"{row['source']}, {row['status']}"
        where, module, key = name.split(".")
        return str(computed[where][module][key]), "computed by the course"

    if answers:
        return cards.answers_html(title, sheets, told)
    return cards.as_html(title, sheets, read_roadmap(ROOT / sheets.plan).roadmap, told)


def sources() -> Iterator[dict[str, str]]:
    """Yield the rows of every sources file.

    Raises:
        ValueError: a row lacks a value, has an unknown status, or repeats a key.
    """
    seen: set[str] = set()
    for path in sorted(SOURCES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as text:
            for line, row in enumerate(csv.DictReader(text), start=2):
                place = f"{path.relative_to(ROOT)} line {line}"
                if None in row or not all(row.values()):
                    raise ValueError(f"{place}: found a missing or surplus value; every column has one")
                if row["status"] not in STATUSES:
                    raise ValueError(f"{place}: found status {row['status']!r}; one of {', '.join(STATUSES)}")
                if row["key"] in seen:
                    raise ValueError(f"{place}: found the key {row['key']!r} a second time; keys are unique")
                seen.add(row["key"])
                yield row


def marked(row: dict[str, str]) -> str:
    """Return a published value as Markdown, its status beside it."""
    return f"{row['value']} [{row['status']}]{{.status}}"


def ledger() -> str:
    """Return the ledger of claims as Markdown, one block a claim, with an anchor `<part>-<name>`."""
    blocks = []
    for part, claims in catalog.claims().items():
        if claims:
            blocks += [f"## {part.title()} {{#{part}}}", *(_claim(part, claim) for claim in claims)]
    return "\n\n".join(blocks) + "\n"


def _claim(part: str, claim: Claim) -> str:
    verdict = claim.verdict.value
    look = verdict.replace(" ", "-")
    colon = ":" if verdict == "holds" else ""
    references = f" · [{'; '.join(f'@{key}' for key in claim.references)}]" if claim.references else ""
    return (
        f"::: {{#{part}-{claim.name} .ledger-claim}}\n"
        f"{claim.says}\n\n"
        f"[{verdict}{colon}]{{.verdict .{look}}} {claim.because}\n\n"
        f"[{claim.lecture} · {claim.model} · [chapter](chapters/{part}.qmd) · `{claim.test}`{references}]{{.small}}\n"
        ":::"
    )


def finish(site: str | None = None) -> None:
    """Complete a rendered site; Quarto runs it after a render and sets the variable below."""
    where = Path(site or os.environ.get("QUARTO_PROJECT_OUTPUT_DIR") or ROOT / "_site")
    where = where if where.is_absolute() else ROOT / where
    target = where / "explorables"
    target.mkdir(parents=True, exist_ok=True)
    for path in (BUILD / "explorables").glob("*.js"):
        shutil.copyfile(path, target / path.name)
    for path in (BUILD / "workshops").glob("*.html"):
        shutil.copyfile(path, target.parent / "workshops" / path.name)
    for path in where.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        named = name_landmarks(text)
        if named != text:
            write_whole(path, named)


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


def name_landmarks(page: str) -> str:
    """Return a page of Quarto's as a screen reader needs it; a page of ours stays as it is."""
    for mark, name in _NAVIGATIONS.items():
        page = page.replace(f"<nav {mark}", f'<nav aria-label="{name}" {mark}')
    for words in _REMOVED:
        page = page.replace(words, "")
    page = _OPENER.sub(r'\1role="button" href="\2"', page)
    return _REPEATED.sub(r'\1aria-hidden="true"', page)
