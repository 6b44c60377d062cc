"""Where code lists a name: PART, and the finder of parts. Comments there stay."""

import ast
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

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


def room(path: Path, key: str) -> File:
    """Return PART with a room declared, such as plan=True.

    Raises:
        BadInput: it declares one already.
    """
    source = path.read_text(encoding="utf-8")
    call = _part(path, source)
    if _value(call, key) is not None:
        raise BadInput(str(path), "PART", f"a {key} already", "a part without one")
    end = _end(source, call) - 1
    return _formatted(path, f"{_comma(source[:end])} {key}=True,{source[end:]}")


def part(path: Path, name: str, asks: str) -> File:
    """Return the finder of parts with one more, the last of the course, and what it will ask."""
    source = path.read_text(encoding="utf-8")
    for held, item in (("PACKAGES", f"mlteams.{name}"), ("COMING", asks)):
        end = _end(source, _given(source, held)) - 1
        source = f"{_comma(source[:end])} {name!r}: {item!r},{source[end:]}"
    return _formatted(path, source)


def _given(source: str, name: str) -> ast.expr:
    """Return what a module gives to a name."""
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                return value
    raise BadInput("mlteams/parts.py", name, "nothing", "the parts of the course")


def _in_lesson(path: Path, lesson: str, key: str, name: str) -> str:
    """Return the source of PART with a name in a tuple of a lesson."""
    lessons = has_lesson(path, lesson)
    source = path.read_text(encoding="utf-8")
    if any(name in _texts(one, key) for one in lessons.values()):
        raise BadInput(str(path), "PART", f"{name!r} among the {key}", "a name that is not taken")
    return _added(source, lessons[lesson], key, repr(name))


def has_lesson(path: Path, lesson: str) -> dict[str, ast.Call]:
    """Return the lessons of PART by name.

    Raises:
        BadInput: there is no such lesson.
    """
    lessons = _lessons(path, path.read_text(encoding="utf-8"))
    if lesson not in lessons:
        raise BadInput("new", "LESSON", f"no lesson {lesson!r}", f"one of {', '.join(lessons)}")
    return lessons


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
