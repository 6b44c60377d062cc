"""An advertisement out of a file as people keep it: text, Markdown, HTML, DOCX or PDF.

Text and Markdown keep their lines. HTML and DOCX are read by pandoc, PDF by pypdf, each in a process of its own with
an end to its time and memory, for such files can be made to take all of both.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from mlteams.hiring.tool.ad_boxes import DOCUMENT, without_boxes
from mlteams.input.errors import BadInput
from mlteams.input.packed import check_packed
from mlteams.input.text_file import read_bytes, read_text

RIGHT = "a job advertisement as text, Markdown, HTML, DOCX or PDF"
MOST_SECONDS = 30  # that reading a file may take
MOST_UNPACKED = 50_000_000  # bytes of all that a DOCX holds
_ZIP, _OLD_OFFICE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf"
_PAGES = ("<!doctype html", "<html", "<head", "<body")


@dataclass(frozen=True)
class AdFile:
    """The text of a file, what a line of it is called, such as "paragraph", and notes on how it was read."""

    text: str
    place: str = "line"
    notes: tuple[str, ...] = ()


def read_ad_file(path: Path) -> AdFile:
    """Return the text of an advertisement.

    Raises:
        BadInput: it is missing, too large, broken, encrypted, without text, or of another form.
    """
    content = read_bytes(path, RIGHT)
    if content.startswith(_ZIP):
        check_packed(path, content, "DOCX", DOCUMENT, MOST_UNPACKED, RIGHT)
        return AdFile(_converted(path, "docx", without_boxes(content)), "paragraph")
    if content.startswith(_OLD_OFFICE):
        raise _refused(
            path, "an old Word file, or one with a password", "the same saved as .docx without a password"
        )
    if content.startswith(_RTF):
        raise _refused(path, "a file in RTF", "the same saved as .docx or as text")
    if _PDF in content[:1024]:
        return _pdf(path)
    text = read_text(path, RIGHT)
    if (path.suffix.lower() in (".html", ".htm") and "<" in text) or text.lstrip()[:200].lower().startswith(
        _PAGES
    ):
        return AdFile(_converted(path, "html", content), "paragraph")
    return AdFile(text)


def _refused(path: Path, found: str, right: str = RIGHT) -> BadInput:
    return BadInput(path, "the file itself", found, right)


def _converted(path: Path, form: str, content: bytes) -> str:
    """Return what pandoc reads of a file, a paragraph a line, headings and entries of lists marked as in Markdown."""
    command = [
        pypandoc.get_pandoc_path(),
        f"--from={form}",
        "--to=json",
        "--sandbox",
        "+RTS",
        "-M512m",
        "-RTS",
    ]
    name = "DOCX" if form == "docx" else "page"
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _refused(path, f"a {name} that takes more than {MOST_SECONDS} seconds to read") from None
    if done.returncode:
        raise _refused(path, f"a {name} that cannot be read")
    try:
        text = "\n".join(_lines(json.loads(done.stdout)["blocks"]))
    except RecursionError:
        raise _refused(path, f"a {name} with too much inside itself") from None
    if not text.strip():
        raise _refused(path, f"a {name} without text")
    return text


def _lines(blocks: list[dict[str, Any]], mark: str = "") -> Iterator[str]:
    """Yield the lines of pandoc's blocks; `mark` stands before the first, as that of a list's entry."""
    for block in blocks:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in ("Para", "Plain"):
            bold = len(content) == 1 and content[0]["t"] == "Strong"
            for line in _words(content).split("\n"):
                yield f"{mark}**{line}**" if bold else mark + line
        elif kind == "Header":
            yield f"{'#' * content[0]} {_words(content[2])}"
        elif kind in ("BulletList", "OrderedList"):
            for item in content if kind == "BulletList" else content[1]:
                yield from _lines(item, "- ")
        elif kind == "CodeBlock":
            yield from content[1].split("\n")
        elif kind == "LineBlock":
            yield from map(_words, content)
        elif kind != "RawBlock":
            yield from _lines(list(_inside(content)))
        mark = ""


def _inside(content: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - pandoc nests lists to any depth
    """Yield the blocks that a table, a figure or another frame holds, in order."""
    if isinstance(content, dict) and content.get("t") in _BLOCKS:
        yield content
    elif isinstance(content, list):
        for one in content:
            yield from _inside(one)


_BLOCKS = (
    *("Para", "Plain", "Header", "BulletList", "OrderedList", "CodeBlock"),
    *("LineBlock", "BlockQuote", "Div", "Table", "Figure", "DefinitionList"),
)


def _words(inlines: Any) -> str:  # noqa: ANN401 - pandoc nests lists to any depth
    if isinstance(inlines, list):
        return "".join(map(_words, inlines))
    if not isinstance(inlines, dict):
        return ""
    kind: str = inlines["t"]
    content: Any = inlines.get("c")
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind == "LineBreak":
        return "\n"
    if kind == "Str":
        return str(content)
    if kind in ("Code", "Math"):
        return str(content[1])
    if kind == "Quoted":
        return f"“{_words(content[1])}”"
    return "" if kind in ("RawInline", "Note", "Image") else _words(content)


def _pdf(path: Path) -> AdFile:
    command = [sys.executable, "-m", "mlteams.hiring.tool.ad_pdf", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _refused(path, f"a PDF that takes more than {MOST_SECONDS} seconds to read") from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = {"found": "a broken PDF"}
    if "found" in found:
        raise _refused(path, found["found"], found.get("right", RIGHT))
    return AdFile(
        found["text"], notes=("Lines are counted through all pages, as the file’s text holds them.",)
    )
