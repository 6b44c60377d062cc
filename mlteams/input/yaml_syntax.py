"""What keeps a text from being YAML, in words that say what to change: the parser's own name no remedy."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from mlteams.input.errors import BadInput, BadInputs, shown

_LINE_END = re.compile(r"\r\n?|\n")
_TAB = re.compile(r" *\t")
_COLON = "quotes around a text with a colon in it, or a space after the colon of a key,"


def syntax_error(path: Path, text: str, error: yaml.MarkedYAMLError) -> BadInput:
    """Return the sentence, or one for each line that a tab indents from that of the error on."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column) if mark else (1, 0)
    lines = _LINE_END.split(text)
    here = lines[line - 1] if line <= len(lines) else ""
    if _TAB.match(here):
        tabs = [number for number in range(line, len(lines) + 1) if _TAB.match(lines[number - 1])]
        return BadInputs([_no_yaml(path, one, "a tab before the text", "spaces") for one in tabs])
    found, right = next(_known(error, here[column : column + 1]), (str(error.problem), "valid YAML"))
    return _no_yaml(path, line, found, right)


def _no_yaml(path: Path, line: int, found: str, right: str) -> BadInput:
    return BadInput(path, f"line {line}", f"no YAML ({found})", right)


def _known(error: yaml.MarkedYAMLError, sign: str) -> Iterator[tuple[str, str]]:
    """Yield what the parser means and what would be right, where that is known; `sign` is where it stopped."""
    problem, opened = str(error.problem), error.context_mark.line + 1 if error.context_mark else 0
    if "cannot start any token" in problem and sign:
        yield f"a text that begins with {shown(sign)}", "quotes around it"
    if "mapping values are not allowed" in problem:
        yield "a colon where no key can stand", _COLON
    if "unexpected end of stream" in problem and opened:
        yield f"a quotation mark in line {opened} does not close", "a second one"
    if re.search(r"expected ',' or '[\]}]'", problem) and opened:
        yield f"a bracket in line {opened} does not close, or a comma is missing", "its other half"
    if "expected key" in problem or "expected <block end>" in problem:
        yield "no key where one should stand", "a key, indented like its neighbours,"
    if "could not find expected ':'" in problem:
        yield "a line without a colon", "a key, a colon, a space and a value"
    if "unknown escape character" in problem:
        yield "a backslash between double quotes", "single quotes, or two backslashes"
