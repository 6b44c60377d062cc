"""Where the course lists a name: PART, the sidebar of the site, the page of exercises. Comments there stay."""

import ast
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from mlteams import parts
from mlteams.input.errors import BadInput
from mlteams.new.skeleton import File


def lesson(path: Path, name: str, words: Mapping[str, str]) -> File:
    """Return PART with one more lesson at its end.

    Raises:
        BadInput: it has a lesson of that name.
    """
    source = path.read_text(encoding="utf-8")
    if name in _lessons(path, source):
        raise BadInput(str(path), "PART", f"a lesson {name!r}", "a name that is not taken")
    given = {"name": name, **{key: words[key] for key in ("title", "question")}}
    fields = [f"{key}={value!r}" for key, value in given.items()]
    fields += ["models=()", f"able={words['able']!r}"]
    return _formatted(path, _added(source, _part(path, source), "lessons", f"Lesson({', '.join(fields)})"))


def model(path: Path, lesson: str, name: str, lecture: str) -> File:
    """Return PART with one more model in a lesson, and the heading of its claim; raises as `exercise`."""
    source = _in_lesson(path, lesson, "models", name)
    if lecture not in _texts(_part(path, source), "headings"):
        source = _added(source, _part(path, source), "headings", repr(lecture))
    return _formatted(path, source)


def exercise(path: Path, lesson: str, name: str) -> File:
    """Return PART with one more exercise in a lesson.

    Raises:
        BadInput: there is no such lesson, or one lists that name already.
    """
    return _formatted(path, _in_lesson(path, lesson, "exercises", name))


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


def _in_lesson(path: Path, lesson: str, key: str, name: str) -> str:
    """Return the source of PART with a name in a tuple of a lesson."""
    source = path.read_text(encoding="utf-8")
    lessons = _lessons(path, source)
    if lesson not in lessons:
        raise BadInput("new", "LESSON", f"no lesson {lesson!r}", f"one of {', '.join(lessons)}")
    if any(name in _texts(one, key) for one in lessons.values()):
        raise BadInput(str(path), "PART", f"{name!r} among the {key}", "a name that is not taken")
    return _added(source, lessons[lesson], key, repr(name))


def _part(path: Path, source: str) -> ast.Call:
    """Return the call that makes PART."""
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="PART")], value=ast.Call() as call):
                return call
    raise BadInput(str(path), "the whole file", "no PART", "PART = Part(…)")


def _lessons(path: Path, source: str) -> dict[str, ast.Call]:
    held = _value(_part(path, source), "lessons")
    calls = [node for node in getattr(held, "elts", ()) if isinstance(node, ast.Call)]
    return {
        value.value: call
        for call in calls
        if isinstance(value := _value(call, "name"), ast.Constant) and isinstance(value.value, str)
    }


def _value(call: ast.Call, key: str) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == key), None)


def _texts(call: ast.Call, key: str) -> list[object]:
    held = _value(call, key)
    return [node.value for node in getattr(held, "elts", ()) if isinstance(node, ast.Constant)]


def _added(source: str, call: ast.Call, key: str, item: str) -> str:
    """Return a source with one more item at the end of a tuple of a call; the tuple is made if there is none."""
    held = _value(call, key)
    if held is None:
        end = _end(source, call) - 1
        return f"{_comma(source[:end])} {key}=({item},){source[end:]}"
    end = _end(source, held) - 1
    before = source[:end] if not getattr(held, "elts", ()) else _comma(source[:end])
    return f"{before}{item},{source[end:]}"


def _comma(before: str) -> str:
    bare = before.rstrip()
    return before if bare.endswith(",") else f"{bare},"


def _end(source: str, node: ast.expr) -> int:
    """Return where a node ends in its source; the columns of `ast` count bytes."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    lines = source.splitlines(keepends=True)
    last = lines[node.end_lineno - 1].encode()[: node.end_col_offset].decode()
    return sum(map(len, lines[: node.end_lineno - 1])) + len(last)


def _formatted(path: Path, source: str) -> File:
    words = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(path), "-"]
    done = subprocess.run(words, input=source, capture_output=True, text=True, encoding="utf-8", check=True)
    return File(path, done.stdout)
