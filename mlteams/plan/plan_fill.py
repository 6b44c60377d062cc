"""Writes a value at a key of plan.yaml, and keeps all else as it stands there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mlteams.core.section import Context
from mlteams.input import yaml_edit, yaml_lines, yaml_write
from mlteams.input.errors import BadInput, shown
from mlteams.input.lines import Loc
from mlteams.input.text_file import MOST_BYTES, read_text
from mlteams.parts import sections
from mlteams.plan.plan_file import as_of, at_fault, template, write
from mlteams.plan.plan_form import form_at, independent, sentence, validated


def fill(path: Path, key: str, value: object) -> str:
    """Write `value` at a dotted key such as "management.dates.promise", and return one sentence that says so.

    A missing file is made from the template. A mapping fills the keys that it names; others, comments, order and
    quoting stay. What is wrong elsewhere in the plan is no obstacle, an alias excepted. The file is written whole or
    not at all.

    Raises:
        BadInput: the key or the value does not fit the form; nothing is written.
    """
    keys = key.split(".") if isinstance(key, str) else []
    if not keys or not all(keys):
        raise BadInput(path, "fill", f"the key {shown(key)}", f"a key such as {_a_key()}")
    try:
        plain = yaml_write.plain(value)
    except ValueError as problem:
        raise BadInput(
            path, key, str(problem), "text, numbers, dates, and lists or mappings of them"
        ) from None
    exists = path.exists()
    before = read_text(path) if exists else template()
    misread: list[tuple[Loc, BadInput]] = []
    data, _ = yaml_lines.load(path, before, yaml_write.MOST_ITEMS, misread)
    if not isinstance(data, dict) and data not in (None, ""):
        raise BadInput(path, "line 1", "no mapping", f"keys such as {sections()[0][0].name}")
    for loc, mistake in misread:
        if _overlap(loc, keys) or mistake.found.startswith(
            yaml_lines.ALIAS
        ):  # beside one no place is certain
            raise mistake
    after = before
    for place, one in _each(keys, plain):
        after = yaml_edit.put(after, place, one, whole=lambda loc: form_at(loc) is None)
    _refuse_misfit(path, keys, plain, after)
    if not exists or after != before:
        write(path, after)
    return f"{key} is {shown(yaml_write.flow(plain), 200)[1:-1]} in {path}."


def _each(keys: list[str], value: yaml_write.Plain) -> Iterator[tuple[list[str], yaml_write.Plain]]:
    """Yield the places that a value fills: of a mapping that has a form each of its keys."""
    if isinstance(value, dict) and value and form_at(tuple(keys)):
        for key, one in value.items():
            yield from _each([*keys, key], one)
    else:
        yield keys, value


def _refuse_misfit(path: Path, keys: list[str], value: yaml_write.Plain, after: str) -> None:
    """Refuse a value that does not fit; what else is wrong with the plan is not this value's business."""
    key = ".".join(keys)
    if len(after.encode()) > MOST_BYTES:
        raise BadInput(path, key, "a value that makes the plan too large", f"at most {MOST_BYTES:,} bytes")
    try:
        data, lines = yaml_lines.load(path, after, yaml_write.MOST_ITEMS, [])
        _, errors = validated({keys[0]: data[keys[0]]})
        for error in independent(errors):
            if _overlap(error["loc"], keys) and _holds(value, at_fault(error)[len(keys) :]):
                key = ".".join(map(str, error["loc"]))
                raise sentence(path, error, lines)
        alone, _ = validated(_only(data, keys, value))
        day = as_of(data, date.today())
        for part, section in sections():
            if alone and part.name == keys[0]:
                section.study(getattr(alone, keys[0]), Context(path, keys[0], lines, day, data))
    except BadInput as problem:
        if problem.file != path:  # a file that the value names
            raise
        raise BadInput(path, key, problem.found, problem.right) from None


def _only(data: Any, keys: list[str], value: yaml_write.Plain) -> Any:  # noqa: ANN401 - a document
    """Return a document with nothing but what the keys lead to, and of a mapping there the keys that `value` has."""
    if keys:
        return {keys[0]: _only(data[keys[0]], keys[1:], value)}
    if isinstance(data, dict) and isinstance(value, dict):
        return {key: _only(one, [], value[key]) for key, one in data.items() if key in value}
    return data


def _holds(value: object, loc: Loc) -> bool:
    """Tell whether a value has something at a place below it."""
    if not loc or not isinstance(value, dict):
        return True
    return loc[0] in value and _holds(value[str(loc[0])], loc[1:])


def _overlap(loc: Loc, keys: list[str]) -> bool:
    """Tell whether one of two places lies in the other."""
    shared = min(len(loc), len(keys))
    return list(loc[:shared]) == keys[:shared]


def _a_key() -> str:
    """Return a key that plans have, such as "management.dates"."""
    part, section = sections()[0]
    return f"{part.name}.{next(iter(section.form.model_fields))}"
