"""Where pages list a name: the sidebar, the page of exercises, a lesson's page, Heron's plan. What is there stays."""

import re
from collections.abc import Mapping
from pathlib import Path

from mlteams import parts
from mlteams.input.errors import BadInput
from mlteams.new.skeleton import File


def in_sidebar(root: Path, part: str, page: str) -> File:
    """Return the settings of the site with one more page of a part, after those that it has.

    A part that has none yet gets a section with its own page, before the next part of the course.
    """
    path, here = root / "_quarto.yml", f"chapters/{part}/"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if here in line]
    if places:
        below = "href:" in lines[places[-1]]  # the part's own page, the list of lessons stands a line further
        pad = _pad(lines[places[-1]]) + "  " * below
        lines.insert(places[-1] + 1 + below, f"{pad}- {here}{page}.qmd\n")
        return File(path, "".join(lines))
    order = list(parts.PACKAGES)
    later = [f"href: chapters/{name}/index.qmd" for name in order[order.index(part) + 1 :]]
    headings = [number - 1 for number, line in enumerate(lines) if any(one in line for one in later)]
    at = headings[0] if headings else _line(path, lines, "- section: Practise")
    pad = _pad(lines[at])
    new = [
        f"- section: {part.capitalize()}",
        f"  href: {here}index.qmd",
        "  contents:",
        f"    - {here}{page}.qmd",
    ]
    lines[at:at] = [f"{pad}{line}\n" for line in new]
    return File(path, "".join(lines))


def on_exercises(root: Path, part: str) -> File:
    """Return the page of exercises with those of a part, in the order of the course."""
    path = root / "exercises.qmd"
    text = path.read_text(encoding="utf-8")
    order = list(parts.PACKAGES)
    if f"{{{{< exercises {part} >}}}}" in text:
        return File(path, text)
    shown = re.findall(r"\{\{< exercises (\w+) >\}\}", text)
    after = [name for name in shown if order.index(name) < order.index(part)]
    ours = f"{{{{< exercises {part} >}}}}"
    if after:
        last = f"{{{{< exercises {after[-1]} >}}}}"
        return File(path, text.replace(last, f"{last}\n\n{ours}"))
    first = f"{{{{< exercises {shown[0]} >}}}}" if shown else ""
    return File(path, text.replace(first, f"{ours}\n\n{first}") if first else f"{text}\n{ours}\n")


def _pad(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _line(path: Path, lines: list[str], words: str) -> int:
    for number, line in enumerate(lines):
        if words in line:
            return number
    raise BadInput(path.name, "website.sidebar.contents", f"no “{words}”", "the section after the parts")


def guide_in_sidebar(root: Path, part: str) -> File:
    """Return the settings of the site with a part's workshop, after those of the parts before it."""
    path, order = root / "_quarto.yml", list(parts.PACKAGES)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = _line(path, lines, "- section: Teach") + 2
    pad = _pad(lines[at])
    while found := re.search(r"href: workshops/(\w+)\.qmd", lines[at]):
        if order.index(found[1]) > order.index(part):
            break
        at += 2  # its address and its text
    lines[at:at] = [f"{pad}- href: workshops/{part}.qmd\n", f"{pad}  text: Workshop on {part}\n"]
    return File(path, "".join(lines))


def in_plan(root: Path, part: str, key: str) -> File:
    """Return Heron's plan with a part's key, before those of later parts."""
    path, order = root / "examples" / "heron" / "plan.yaml", list(parts.PACKAGES)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    later = tuple(f"{name}:" for name in order[order.index(part) + 1 :])
    at = next((number for number, line in enumerate(lines) if later and line.startswith(later)), len(lines))
    while at and lines[at - 1].startswith("#"):
        at -= 1  # what is said of the later part
    lines.insert(at, f"{key}\n" if at < len(lines) else f"\n{key}")
    return File(path, "".join(lines))


def on_page(path: Path, instead: Mapping[str, str]) -> list[File]:
    """Return a lesson's page with texts in the place of others, each once; what it does not hold is left out."""
    page = path.read_text(encoding="utf-8") if path.is_file() else ""
    for old, new in instead.items():
        page = page.replace(old, new, 1)
    return [File(path, page)] if page else []
