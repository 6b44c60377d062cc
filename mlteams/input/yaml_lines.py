"""YAML as plain text, lists and mappings, with the line of every value.

Scalars stay as they were written: a task may be called `no` or `12:30`. Aliases and tags are refused, so a
file cannot grow while it is read or name a Python object. Events rather than nodes: nothing recurses.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from mlteams.input.errors import BadInput, shown
from mlteams.input.lines import Lines, Loc
from mlteams.input.yaml_syntax import syntax_error

MOST_DEPTH = 12
ALIAS = "the alias"  # how the sentence about one begins
_LINE_END = re.compile(r"\r\n?|\n")


def load(
    path: Path, text: str, most_items: int, problems: list[tuple[Loc, BadInput]] | None = None
) -> tuple[Any, Lines]:
    """Return the document and the line of each value by its path, such as ("tasks", 0, "name").

    With `problems`, what does not keep the rest from being read is added there, with its place: of a key that comes
    twice the second counts, an alias counts as empty, and a tag as not there.

    Raises:
        BadInput: not YAML, an alias or tag, a duplicate key, too deep, or a list longer than `most_items`.
    """
    builder = _Builder(path, most_items, problems)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise syntax_error(path, text, error) from None
    except yaml.reader.ReaderError:  # the parser gives no line
        sign = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = len(_LINE_END.findall(text, 0, sign.start())) + 1 if sign else 1
        found = f"the control character {shown(sign[0])}" if sign else "a control character"
        raise BadInput(path, f"line {line}", found, "text without it") from None
    return builder.document, builder.lines


class _Builder:
    """Puts a document together from parser events."""

    def __init__(self, path: Path, most_items: int, problems: list[tuple[Loc, BadInput]] | None) -> None:
        self.path, self.most_items, self.problems = path, most_items, problems
        self.document: Any = None
        self.lines: Lines = {}
        self.stack: list[tuple[Any, Loc]] = []  # open lists and mappings, each with its path
        self.keys: list[str | None] = []  # of each open one, the key that waits for its value
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise BadInput(self.path, f"line {line}", "a second document", "one document a file")
        elif isinstance(event, yaml.AliasEvent):
            self._wrong(self._next(), line, f"{ALIAS} *{event.anchor}", "the value itself")
            self._node(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.keys.pop()
        elif isinstance(event, yaml.NodeEvent):
            tag = getattr(event, "tag", None)
            if tag:
                self._wrong(self._next(), line, f"the tag {shown(tag)}", "a plain value")
            self._node(event, line)

    def _wrong(self, loc: Loc, line: int, found: str, right: str) -> None:
        """Raise what is wrong, or keep it where problems are gathered."""
        problem = BadInput(self.path, f"line {line}", found, right)
        if self.problems is None:
            raise problem
        self.problems.append((loc, problem))

    def _next(self) -> Loc:
        """Return the path of the next value, of a key that of its mapping."""
        if not self.stack:
            return ()
        parent, path = self.stack[-1]
        last = len(parent) if isinstance(parent, list) else self.keys[-1]
        return path if last is None else (*path, last)

    def _node(self, event: yaml.NodeEvent, line: int) -> None:
        value: Any = event.value if isinstance(event, yaml.ScalarEvent) else None
        if isinstance(event, yaml.MappingStartEvent):
            value = {}
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
        where = self._place(value, line)
        if where is None:
            return  # it was a key
        self.lines.setdefault(where, line)  # a value below its key is found at the key
        if isinstance(value, (dict, list)):
            if len(self.stack) >= MOST_DEPTH:
                found = f"values nested more than {MOST_DEPTH} deep"
                raise BadInput(self.path, f"line {line}", found, "tasks with plain values")
            self.stack.append((value, where))
            self.keys.append(None)

    def _place(self, value: object, line: int) -> Loc | None:
        """Put a value where it belongs and return its path; None if it is a mapping's key."""
        if not self.stack:
            self.document = value
            return ()
        parent, path = self.stack[-1]
        if isinstance(parent, list):
            if len(parent) >= self.most_items:
                found = f"more than {self.most_items:,} entries in one list"
                raise BadInput(self.path, f"line {line}", found, "fewer and larger tasks")
            parent.append(value)
            return (*path, len(parent) - 1)
        key = self.keys[-1]
        if key is not None:
            parent[key] = value
            self.keys[-1] = None
            return (*path, key)
        if not isinstance(value, str):
            raise BadInput(self.path, f"line {line}", "a list or mapping as a key", "a word as a key")
        if value in parent:
            again = (*path, value)
            self._wrong(again, line, f"the key {shown(value)} a second time", "each key once")
            self.lines = {at: one for at, one in self.lines.items() if at[: len(again)] != again}
        parent[value] = None
        self.lines[(*path, value)] = line
        self.keys[-1] = value
        return None
