"""Puts a value into a YAML text and leaves everything else as it stands: comments, order, quotes, line ends.

Only the characters of the value change. (A round trip through a YAML library would move a comment that stands
before the next key into a list that fills the key above it.)
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml

from mlteams.input.yaml_write import Plain, Raw, block, flow, inline, item

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT_LINE = re.compile(r"[ \t]*#")
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


def put(
    text: str, keys: Sequence[str], value: Plain, whole: Callable[[tuple[str, ...]], bool] = lambda _: False
) -> str:
    """Return `text` with `value` at the place that `keys` name; what is not there yet is added at the end.

    A mapping is put key by key, so that comments beside its keys stay, and keys that it leaves out become
    empty. Entries of a list keep their line, with its comment, while their name stays.
    `whole` tells of a place whether a mapping there is put as one instead: then keys it leaves out are gone.
    `text` must be YAML that `yaml_lines.load` reads, a mapping or nothing at its root, without mistakes on the way of
    `keys`.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    node: Any = yaml.compose(text, Loader=_LOADER)
    if not isinstance(node, yaml.MappingNode):
        return _lines(text, [*([text] if text.strip() else []), *block(_nest(keys, value), 0)], end)
    for depth, key in enumerate(keys):
        if node.flow_style:
            return _splice(text, node, flow(_set(_raw(text, node), keys[depth:], value)))
        pair: Any = next((pair for pair in node.value if pair[0].value == key), None)
        if pair is None:
            return _insert(text, node, _nest(keys[depth:], value), end)
        inner = pair[1]
        last = depth == len(keys) - 1
        if last and _said(inner) == _texts(value):
            return text
        if not isinstance(inner, yaml.MappingNode) or (last and (inner.flow_style or whole(tuple(keys)))):
            new = value if last else _nest(keys[depth + 1 :], value)
            return _replace(text, pair[0], inner, new, end)
        node = inner
    if not isinstance(value, dict) and value is not None:
        return _replace(text, pair[0], node, value, end)
    there = [key.value for key, _ in node.value]
    new = value or {}
    for key in [*there, *(key for key in new if key not in there)]:
        text = put(text, [*keys, key], new.get(key), whole)
    return text


def _nest(keys: Sequence[str], value: Plain) -> Plain:
    for key in reversed(keys):
        value = {key: value}
    return value


def _set(mapping: Plain, keys: Sequence[str], value: Plain) -> Plain:
    """Return a mapping with a value set inside it."""
    found = dict(mapping) if isinstance(mapping, dict) else {}
    found[keys[0]] = value if len(keys) == 1 else _set(found.get(keys[0]), keys[1:], value)
    return found


def _raw(text: str, node: yaml.Node) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a node's value with its scalars as they are written."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _raw(text, one) for key, one in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_raw(text, one) for one in node.value]
    return Raw(text[node.start_mark.index : node.end_mark.index] or "null")


def _said(node: yaml.Node) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a node's value with its scalars as text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _said(one) for key, one in node.value}
    return [_said(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def _end(text: str, node: yaml.Node) -> int:
    """Return where a node's content ends; a block's own mark lies behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1]) if isinstance(last, tuple) else _end(text, last)
    found = text[node.start_mark.index : node.end_mark.index]
    return int(node.start_mark.index) + len(found.rstrip() if isinstance(node, yaml.ScalarNode) else found)


def _line_end(text: str, place: int) -> int:
    """Return where the line of a place ends, before its line break."""
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def _lines(text: str, lines: list[str], end: str) -> str:
    return "".join(line if line.endswith(("\n", "\r")) else line + end for line in lines)


def _splice(text: str, node: yaml.Node, new: str) -> str:
    return text[: node.start_mark.index] + new + text[_end(text, node) :]


def _insert(text: str, node: yaml.MappingNode, value: Plain, end: str) -> str:
    """Add keys after the last one of a block mapping."""
    place = _line_end(text, _end(text, node))
    indent = node.value[0][0].start_mark.column
    return text[:place] + "".join(end + line for line in block(value, indent)) + text[place:]


def _replace(text: str, key: yaml.Node, node: yaml.Node, value: Plain, end: str) -> str:
    """Put a value in the place of another, which may be empty."""
    colon = text.index(":", key.end_mark.index) + 1
    stop = max(colon, _end(text, node))
    below = isinstance(node, yaml.CollectionNode) and not node.flow_style and bool(node.value)
    beside = inline(value)
    indent = key.start_mark.column + 2
    if not below:
        rest_end = _line_end(text, stop)
        head = text[:colon] + (f" {beside}" if beside else "")
        rest = _in_column(text[stop:rest_end], room=stop - len(head))
        lines = [] if beside is not None else block(value, indent)
        return head + rest + "".join(end + line for line in lines) + text[rest_end:]
    first = _line_end(text, colon)
    kept = _kept(text, first, stop)
    lines = [*kept, *(block(value, indent) if beside is None else [])]
    if isinstance(node, yaml.SequenceNode) and isinstance(value, list) and value and beside is None:
        lines = [*_kept(text, first, node.start_mark.index), *_entries(text, node, value)]
    head = text[:colon] + (f" {beside}" if beside else "")
    rest = _in_column(text[colon:first], room=colon - len(head))
    return head + rest + "".join(end + line for line in lines) + text[_line_end(text, stop) :]


def _in_column(after: str, room: int) -> str:
    """Return the end of a line, `after` its value, with a comment kept in its column if the new value leaves space.

    `room` is how many characters shorter than the old value the new one is; negative if it is longer.
    """
    comment = after.lstrip(" \t")
    if not comment.startswith("#"):
        return after if comment else ""
    gap = len(after) - len(comment) + room
    return " " * max(2, gap) + comment


def _kept(text: str, start: int, stop: int) -> list[str]:
    """Return the lines that are nothing but a comment between two places."""
    return [line for line in _BREAK.split(text[start:stop]) if _COMMENT_LINE.match(line)]


def _entries(text: str, node: yaml.SequenceNode, values: list[Plain]) -> list[str]:
    """Return the lines of a list, those of entries that stay or keep their name as they are written."""
    lines = _BREAK.split(text)
    starts = [entry.start_mark.line for entry in node.value]
    stops = [*starts[1:], len(_BREAK.split(text[: _end(text, node)]))]
    old = [(entry, lines[a:b]) for entry, a, b in zip(node.value, starts, stops, strict=True)]
    found = []
    for value in values:
        match = next((one for one in old if _name(_said(one[0])) == _name(_texts(value))), None)
        if match is None:
            found += item(value, node.start_mark.column)
            continue
        old.remove(match)
        found += match[1] if _said(match[0]) == _texts(value) else _changed(text, *match, value)
    return found


def _changed(text: str, entry: yaml.Node, lines: list[str], value: Plain) -> list[str]:
    """Return the lines of an entry with another value."""
    dash = lines[0].index("-")
    if isinstance(entry, yaml.MappingNode) and not entry.flow_style and isinstance(value, dict):
        alone = "\n".join([lines[0][:dash] + " " + lines[0][dash + 1 :], *lines[1:]])
        for key in dict.fromkeys([*(key.value for key, _ in entry.value), *value]):
            alone = put(alone, [key], value.get(key))
        return (alone[:dash] + "-" + alone[dash + 1 :]).split("\n")
    fresh = item(value, dash)
    stop = _end(text, entry)
    fresh[0] += _in_column(text[stop : _line_end(text, stop)], room=0)
    return fresh + [line for line in lines[1:] if _COMMENT_LINE.match(line)]


def _texts(value: Plain) -> Any:  # noqa: ANN401 - the same shape
    """Return a value as it will be read: scalars as text."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return yaml.load(flow(value), Loader=yaml.BaseLoader)


def _name(value: object) -> object:
    """Return what an entry is known by: its name, or all of it."""
    return value.get("name", value) if isinstance(value, dict) else value
