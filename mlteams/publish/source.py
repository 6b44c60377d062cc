"""Reads chapters for the embedded renderer: the subset of Quarto in use, a sentence for anything else."""

import re
from collections.abc import Callable
from pathlib import Path

import yaml

from mlteams.paths import ROOT
from mlteams.plan.errors import BadInput

# Keys of _quarto.yml that the embedded renderer obeys, or that change nothing in what it writes.
CONFIG = {
    "project": {"type", "output-dir", "render", "resources", "pre-render", "post-render"},
    "website": {"title", "page-navigation", "search", "sidebar"},
    "lang": None,
    "bibliography": None,
    "format": {"html"},
}
FRONT_MATTER = {"title", "description"}
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*(\{[^}]*\})?")
_SHORTCODE = re.compile(r"\{\{<\s*(\S+)\s*(.*?)\s*>\}\}")
_DIV = re.compile(r"^:::+\s*\{([^}]*)\}")
_QUARTO_DIV = re.compile(r"\.(callout|panel|column|content|cell|layout|aside|margin)[\w-]*|layout")


def config() -> dict[str, object]:
    """Return _quarto.yml.

    Raises:
        BadInput: it holds a key that the embedded renderer does not know.
    """
    path = ROOT / "_quarto.yml"
    text = path.read_text(encoding="utf-8")
    data: dict[str, object] = yaml.safe_load(text)
    for key, value in data.items():
        inner = CONFIG.get(key, set())
        unknown = set() if inner is None else set(value if isinstance(value, dict) else ()) - inner
        for name in [key] if key not in CONFIG else sorted(unknown):
            line = next((n for n, row in enumerate(text.splitlines(), 1) if row.strip().startswith(name)), 1)
            raise BadInput(path, f"line {line}", f"the key {name}", "a key that the embedded renderer knows")
    return data


def read_page(path: Path, fill: dict[str, Callable[[str], str]]) -> tuple[dict[str, str], str]:
    """Return front matter and Markdown of a page, shortcodes replaced by `fill[name](words)`.

    Raises:
        BadInput: a construct outside the subset, with its line.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise BadInput(path, "line 1", "no front matter", "a title between two lines of ---")
    end = lines.index("---", 1)
    front: dict[str, str] = yaml.safe_load("\n".join(lines[1:end]))
    for key in front.keys() - FRONT_MATTER:
        raise BadInput(path, "front matter", f"the key {key}", f"one of {', '.join(sorted(FRONT_MATTER))}")
    body, fence = [], ""
    for number, line in enumerate(lines[end + 1 :], end + 2):
        opened = _FENCE.match(line)
        if opened and not fence and (opened[2] or ".").lstrip("{")[0] not in ".#":
            raise BadInput(
                path, f"line {number}", f"the cell {opened[2]}", "plain code; cells are for notebooks"
            )
        if opened:
            fence = "" if fence and opened[1].startswith(fence) else fence or opened[1]
        body.append(line if fence else _filled(path, number, line, fill))
    return front, "\n".join(body)


def _filled(path: Path, number: int, line: str, fill: dict[str, Callable[[str], str]]) -> str:
    div = _DIV.match(line)
    if div and _QUARTO_DIV.search(div[1]):
        raise BadInput(path, f"line {number}", f"the block {{{div[1]}}}", "a figure or plain Markdown")

    def replaced(found: re.Match[str]) -> str:
        try:
            return fill[found[1]](found[2])
        except KeyError:
            known = "a name that exists" if found[1] in fill else f"one of {', '.join(fill)}"
            raise BadInput(path, f"line {number}", f"the shortcode {found[0]}", known) from None

    return _SHORTCODE.sub(replaced, line)
