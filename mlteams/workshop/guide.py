"""Reads a guide, workshops/<part>.qmd: sessions made of timed steps, and the order in which they give way.

A session is a heading of level 2, a step one of level 3 with `minutes`. A step with `least` and `cut` can be
shortened to `least` minutes, or left out if that is 0; a session with `cut` can be left out whole; those with the
lowest `cut` give way first. Blocks of the classes in BLOCKS are for some views
alone (_extensions/workshop/workshop.lua).
"""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypandoc

from mlteams.input.errors import BadInput, shown
from mlteams.input.text_file import read_text
from mlteams.paths import ROOT

BLOCKS = ("say", "listen", "wrong", "late", "online", "facilitator", "learner")
ATTRIBUTES = {2: ("cut",), 3: ("minutes", "least", "cut")}  # of headings, by level
MOST_MINUTES = 75  # of one step; nobody works longer without a break
Block = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """What a room does for some minutes.

    Attributes:
        key: the heading's identifier.
        least: minutes when shortened; equal to `minutes` if it cannot be, 0 if it can be left out.
        cut: when it is shortened, lowest first; None if never.
    """

    key: str
    title: str
    minutes: int
    least: int
    cut: int | None


@dataclass(frozen=True)
class Session:
    """Steps that belong together. `cut` says when the whole of it is left out, None if never."""

    key: str
    title: str
    steps: tuple[Step, ...]
    cut: int | None


@dataclass(frozen=True)
class Guide:
    """A workshop of one part."""

    part: str
    title: str
    sessions: tuple[Session, ...]


def path_of(part: str) -> Path:
    """Return where the guide of a part lies, whether or not it is written; PART.workshop says if it should be."""
    return ROOT / "workshops" / f"{part}.qmd"


def read_guide(path: Path) -> Guide:
    """Read a guide.

    Raises:
        BadInput: a heading or a block that is not as said above, with its line.
    """
    return _read(path, read_text(path, "a guide").replace("\r\n", "\n"))


@lru_cache(maxsize=8)
def _read(path: Path, text: str) -> Guide:
    """Read the text of a guide; kept, as a build asks for it several times."""
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        found = done.stderr.strip().replace("\n", " ")
        raise BadInput(path, "the whole file", found, "Markdown with valid front matter")
    document = json.loads(done.stdout)
    title = _text(document["meta"].get("title", {}).get("c", []))
    return Guide(path.stem, title, _Reader(path, text).sessions(document["blocks"]))


class _Reader:
    """Walks the blocks of a guide; every heading knows its line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = _heading_lines(text)
        self.place = "line 1"
        self.cuts: set[int] = set()

    def fail(self, found: str, right: str) -> BadInput:
        return BadInput(self.path, self.place, found, right)

    def sessions(self, blocks: list[Block]) -> tuple[Session, ...]:
        made: list[Session] = []
        apart = True  # before the first session, or in a section for the facilitator alone
        step: Step | None = None
        inside: set[str] = set()
        for block in blocks:
            if block["t"] == "Header":
                self._finished(step, inside)
                step, inside = None, set()
                level, (key, classes, pairs), inlines = block["c"]
                self.place = f"line {next(self.lines, 1)}"
                numbers = self._numbers(pairs, ATTRIBUTES.get(level, ()))
                title = _text(inlines)
                if level == 2:
                    apart = "facilitator" in classes
                    made.append(Session(key, title, (), self._cut(numbers)))
                elif level == 3 and numbers.get("minutes"):
                    if apart or not made:
                        raise self.fail(f"the step {shown(title)} outside a session", "a session before it")
                    step = self._step(key, title, numbers)
                    last = made.pop()
                    made.append(Session(last.key, last.title, (*last.steps, step), last.cut))
                elif level == 3 and not apart:
                    raise self.fail(f"the step {shown(title)} without minutes", "minutes=10, for example,")
            elif block["t"] == "Div":
                inside.add(self._block(block))
        self._finished(step, inside)
        found = tuple(session for session in made if session.steps)
        if not found:
            raise BadInput(self.path, "the whole file", "no step", "a heading such as ### Name {minutes=10}")
        if not any(step.least for session in found if session.cut is None for step in session.steps):
            right = "a step without least=0, in a session without cut,"
            raise BadInput(self.path, "the whole file", "nothing that must stay", right)
        return found

    def _numbers(self, pairs: list[list[str]], known: tuple[str, ...]) -> dict[str, int]:
        numbers = {}
        for name, value in pairs:
            if name not in known:
                right = f"one of {', '.join(known)}" if known else "no attribute on such a heading"
                raise self.fail(f"the attribute {shown(name)}", right)
            if not re.fullmatch(r"\d{1,3}", value):
                raise self.fail(f"{shown(value)} as {name}", "a whole number")
            numbers[name] = int(value)
        return numbers

    def _cut(self, numbers: dict[str, int]) -> int | None:
        cut = numbers.get("cut")
        if cut in self.cuts:
            raise self.fail(f"cut={cut} a second time", "an order of its own")
        if cut is not None:
            self.cuts.add(cut)
        return cut

    def _step(self, key: str, title: str, numbers: dict[str, int]) -> Step:
        minutes, least = numbers["minutes"], numbers.get("least", numbers["minutes"])
        if minutes > MOST_MINUTES:
            raise self.fail(f"a step of {minutes} minutes", f"at most {MOST_MINUTES}")
        if ("least" in numbers) != ("cut" in numbers):
            raise self.fail("one of least and cut", "both, or neither,")
        if "least" in numbers and least >= minutes:
            raise self.fail(f"least={least} of {minutes} minutes", "fewer minutes")
        return Step(key, title, minutes, least, self._cut(numbers))

    def _block(self, block: Block) -> str:
        key: str
        (key, classes, _), content = block["c"]
        if key == "refs":
            return key  # where the references go
        known = [name for name in classes if name in BLOCKS]
        if not known:
            raise self.fail(f"a block of class {shown(' '.join(classes))}", f"one of {', '.join(BLOCKS)}")
        if known[0] == "wrong" and any(inner["t"] != "DefinitionList" for inner in content):
            raise self.fail(
                "a block wrong that is no list of answers", "an answer, and below it ': the question'"
            )
        return str(known[0])

    def _finished(self, step: Step | None, inside: set[str]) -> None:
        """Check that a step tells its facilitator what to do."""
        if step is None:
            return
        needed = {"say", "listen", "wrong"} | ({"late"} if 0 < step.least < step.minutes else set())
        for name in sorted(needed - inside):
            raise self.fail(f"the step {shown(step.title)} without a block {name}", f"::: {name}")


def _heading_lines(text: str) -> Iterator[int]:
    """Yield the line of every heading, as pandoc finds them: outside code and front matter."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        ticks = re.match(r"`{3,}|~{3,}", line)
        if ticks:
            fence = "" if fence and ticks[0].startswith(fence) else fence or ticks[0]
        elif not fence and re.match(r"#{1,6} ", line):
            yield number


def _text(inlines: Any) -> str:  # noqa: ANN401 - pandoc's JSON
    """Return the words of pandoc's inlines."""
    if isinstance(inlines, list):
        return "".join(_text(item) for item in inlines)
    if not isinstance(inlines, dict):
        return ""
    kind: str = inlines["t"]
    content: Any = inlines.get("c")
    if kind == "Str":
        return str(content)
    if kind == "Code":
        return str(content[1])
    if kind == "Quoted":
        return f"“{_text(content[1])}”"
    return " " if kind in ("Space", "SoftBreak") else _text(content)
