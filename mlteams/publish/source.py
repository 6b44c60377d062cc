"""Reads chapters for the embedded renderer: the subset of Quarto in use, a sentence for anything else."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from mlteams.input.errors import BadInput
from mlteams.input.text_file import read_text
from mlteams.paths import ROOT


class _Front(yaml.SafeLoader):
    """Reads YAML with dates as the text they are written as: no page asks for one, and some do not exist."""


_Front.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Fill = dict[str, Callable[[str], str]]


class Unknown(KeyError):
    """Words of a shortcode that mean nothing; its argument says what would be right."""


# Keys of _quarto.yml by their path. ANY: obeyed, or without effect on what we write. Otherwise the one value
# that matches what we write: another would give two different sites.
ANY = object()
EARLY = ["assets/reveal.html", "assets/fonts.html", "assets/tables.html"]  # scripts in the head of every page
CONFIG: dict[str, object] = {
    "project.type": "website",
    "project.output-dir": "_site",
    **dict.fromkeys(
        ("project.render", "project.resources", "project.pre-render", "project.post-render"), ANY
    ),
    "website.title": ANY,
    "website.description": ANY,
    "website.favicon": ANY,
    "website.open-graph": True,
    "website.page-navigation": True,
    "website.page-footer": ANY,
    "website.search": True,
    "website.sidebar.search": True,
    "website.sidebar.contents": ANY,
    "lang": ANY,
    "bibliography": ANY,
    "format.html.theme": ANY,
    "format.html.respect-user-color-scheme": True,
    "format.html.css": ["assets/course.css", "assets/explorable.css"],
    "format.html.include-in-header": EARLY,
    "format.html.anchor-sections": False,
    "format.html.toc": True,
    "format.html.toc-depth": 3,
    "format.html.html-math-method": "mathml",
    "format.html.code-copy": ANY,
    "format.html.crossrefs-hover": ANY,
    "format.html.link-external-newwindow": False,
}
NEEDED = ("project.render", "website.title", "website.sidebar.contents", "lang", "bibliography")
# Keys of a page, in the same way. Two make a page broad; the last three make the views of a workshop's guide.
FRONT_MATTER: dict[str, object] = {
    **dict.fromkeys(("title", "description", "subtitle", "pagetitle"), ANY),
    "page-layout": "full",
    "whole": True,  # a lesson with every section of a lesson (tests/test_lessons.py)
    "toc": False,
    "facilitator": True,
    "filters": ["workshop"],
    "format": {
        "revealjs": {
            **{"slide-level": 3, "width": 1280, "height": 720, "html-math-method": "mathml"},
            **{"theme": ["default", "../assets/slides.scss"], "menu": False},
        }
    },
}
_FENCE = re.compile(r"^[\s>]*(`{3,}|~{3,})\s*(\{[^}]*\})?")
_SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*([\w-]+)\s*(.*?)\s*>\}\}(?!\})")
INCLUDE = re.compile(r"^\{\{<\s*include\s+(\S+)\s*>\}\}\s*$")
_DIV = re.compile(r"^[\s>]*:::+\s*([^:\s].*?)\s*:*$")
# Classes and attributes that mean something to Quarto, on a block or on a span.
_QUARTO = re.compile(
    r"(?<![\w-])(callout|panel|column|content|cell|layout|aside|margin|hidden|kbd)(?![a-z])[\w-]*"
)
_NOTE = re.compile(r"\{?\s*\.?column-margin\s*\}?")  # the one of them that we follow, on a block
_OPENS = re.compile(r"[\w.-]+|\{[^}]*\}")
_SPAN = re.compile(r"\]\{([^}]*)\}")
_INLINE_CELL = re.compile(r"`\{\w+\}[^`]*`")


def config() -> dict[str, Any]:
    """Return _quarto.yml.

    Raises:
        BadInput: it is not valid, or holds a key or a value that the embedded renderer does not follow.
    """
    path = ROOT / "_quarto.yml"
    text = read(path)
    data = _yaml(path, text, 1)
    _check(path, yaml.compose(text), "")
    for key in NEEDED:
        value: Any = data
        for name in key.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if not value:
            raise BadInput(path, "the whole file", f"no {key}", "a value for it")
    if not (ROOT / str(data["bibliography"])).is_file():
        raise BadInput(path, "bibliography", f"{data['bibliography']}, which is not there", "a .bib file")
    return data


def _check(path: Path, node: yaml.Node | None, above: str) -> None:
    """Walk the mappings of _quarto.yml down to the keys of CONFIG."""
    for key_node, value_node in node.value if isinstance(node, yaml.MappingNode) else ():
        key = f"{above}{key_node.value}"
        place = f"line {key_node.start_mark.line + 1}"
        if key not in CONFIG and not any(known.startswith(f"{key}.") for known in CONFIG):
            raise BadInput(path, place, f"the key {key}", "a key that the embedded renderer knows")
        if key not in CONFIG:
            _check(path, value_node, f"{key}.")
            continue
        wanted = CONFIG[key]
        if wanted is not ANY and yaml.safe_load(yaml.serialize(value_node)) != wanted:
            right = f"{wanted!r}, the only value that the embedded renderer follows,"
            raise BadInput(path, place, f"another value of {key}", right)


def read_page(path: Path, fill: Fill, whole: bool = True) -> tuple[dict[str, Any], str]:
    """Return front matter and Markdown of a page, shortcodes replaced by `fill[name](words)`.

    A line `{{< include page >}}` is replaced by that page, whose front matter wins, as in Quarto.

    Raises:
        BadInput: a construct outside the subset, with its line.
    """
    lines = read(path).split("\n")
    if lines[0].rstrip() != "---" or "---" not in lines[1:]:
        raise BadInput(path, "line 1", "no front matter", "a title between two lines of ---")
    end = lines.index("---", 1)
    front = _yaml(path, "\n".join(lines[1:end]), 2)
    _check_front(path, front)
    body, fence = [], ""
    for number, line in enumerate(lines[end + 1 :], end + 2):
        opened = _FENCE.match(line)
        if opened and not fence and (opened[2] or ".").lstrip("{")[0] not in ".#":
            raise BadInput(
                path, f"line {number}", f"the cell {opened[2]}", "plain code; cells are for notebooks"
            )
        if opened:
            fence = "" if fence and opened[1].startswith(fence) else fence or opened[1]
        include = None if fence else INCLUDE.match(line)
        if include and whole:
            more, text = read_page(path.parent / include[1], fill, whole=False)
            front |= more
            body.append(text)
            continue
        body.append(line if fence else _filled(path, number, line, fill))
        if "{{<" in (line if fence else _SHORTCODE.sub("", line)):
            right = "a whole shortcode on one line, outside a code block"
            raise BadInput(path, f"line {number}", "a shortcode in parts, escaped or in code", right)
    if "title" not in front:
        raise BadInput(path, "front matter", "no title", "a title")
    return front, "\n".join(body)


def _check_front(path: Path, front: dict[str, Any]) -> None:
    for key, value in front.items():
        if key not in FRONT_MATTER:
            raise BadInput(
                path, "front matter", f"the key {key}", f"one of {', '.join(sorted(FRONT_MATTER))}"
            )
        wanted = FRONT_MATTER[key]
        if wanted is ANY and not isinstance(value, str):
            raise BadInput(path, "front matter", f"a {key} that is no text", f"a {key} in quotes")
        if wanted is not ANY and value != wanted:
            right = f"{wanted!r}, the only value that the embedded renderer follows,"
            raise BadInput(path, "front matter", f"another value of {key}", right)


def _filled(path: Path, number: int, line: str, fill: Fill) -> str:
    div = _DIV.match(line)
    note = div and _NOTE.fullmatch(div[1])
    if div and not _OPENS.fullmatch(div[1]):
        right = "one word or {…} after the colons, and the text below them"
        raise BadInput(path, f"line {number}", "text on the line that opens a block", right)
    for attributes in ([div[1]] if div and not note else []) + _SPAN.findall(line):
        if _QUARTO.search(attributes):
            right = "a figure, a note in ::: {.column-margin}, or plain Markdown"
            raise BadInput(path, f"line {number}", f"the attributes {attributes}", right)
    cell = _INLINE_CELL.search(line)
    if cell:
        raise BadInput(path, f"line {number}", f"the cell {cell[0]}", "plain code; cells are for notebooks")

    def replaced(found: re.Match[str]) -> str:
        try:
            return fill[found[1]](found[2])
        except Unknown as unknown:
            raise BadInput(
                path, f"line {number}", f"the shortcode {found[0]}", str(unknown.args[0])
            ) from None
        except KeyError:
            known = "a name that exists" if found[1] in fill else f"one of {', '.join(fill)}"
            raise BadInput(path, f"line {number}", f"the shortcode {found[0]}", known) from None

    return _SHORTCODE.sub(replaced, line)


def read(path: Path) -> str:
    """Return the text of a page, its lines ended by a line feed.

    Raises:
        BadInput: it cannot be read, or is not UTF-8.
    """
    return re.sub(r"\r\n?", "\n", read_text(path, "a file of UTF-8 text"))


def place_of(page: Path, *words: str) -> tuple[Path, str]:
    """Return the file and the line in which the first of some words stand that do: the page, or one it includes."""
    for one in words:
        for number, line in enumerate(read(page).split("\n"), 1):
            include = INCLUDE.match(line)
            if include and (found := place_of(page.parent / include[1], one))[1] != "the whole file":
                return found
            if one in line:
                return page, f"line {number}"
    return page, "the whole file"


def _yaml(path: Path, text: str, first_line: int) -> dict[str, Any]:
    """Return a YAML mapping that starts at `first_line` of `path`."""
    try:
        data = yaml.load(text, Loader=_Front)
    except yaml.reader.ReaderError as error:  # it counts characters, not lines
        place = f"line {text.count(chr(10), 0, error.position) + first_line}"
        raise BadInput(path, place, "a control character", "text without it") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + first_line}" if mark else "the whole file"
        raise BadInput(path, place, getattr(error, "problem", None) or "an error", "valid YAML") from None
    except ValueError:  # of an integer with thousands of digits
        raise BadInput(path, f"line {first_line}", "a number too long to read", "a shorter one") from None
    except RecursionError:
        raise BadInput(
            path, f"line {first_line}", "values nested too deep", "keys with plain values"
        ) from None
    if not isinstance(data, dict):
        raise BadInput(path, f"line {first_line}", "no keys", "keys with values, such as title: …") from None
    return data
