"""Lines of an advertisement: which go on, their marks, rows of tables, entries, and sentences.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mlteams.hiring.tool.ad_rules import expression, rules

_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_BULLET = re.compile("^(?:(?:[-*+>]|[0-9]{1,2}[.)])[ ]{1,8}|\u2022[ ]{0,8})")
_END = re.compile("[.!?;](?=[ ]{1,3}[A-Z0-9\"'(]|[A-Z][a-z])")
_BEFORE_END = re.compile("[a-z0-9)\"']")
_MARK = "\u2022"  # of an entry, also within a line


def small(text: str) -> str:
    """Return a text with its ASCII letters small; it keeps its length."""
    return text.translate(_SMALL)


def table_cells(lines: list[str]) -> Iterator[str]:
    """Yield lines, the rows of a table in Markdown as entries of a list, its head as a heading."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        said = ": ".join(_row(line))
        if not said:
            yield line
        elif _row(following) and not has_letters(following):
            yield f"**{said}**"
        else:
            yield said if _MARK in said else f"- {said}"


def _row(line: str) -> list[str]:
    """Return the cells of a row of a table in Markdown that hold anything; none of another line."""
    bare = line.strip(" ")
    if len(bare) < 2 or not bare.startswith("|") or not bare.endswith("|"):
        return []
    return [cell.strip(" ") for cell in bare.split("|") if cell.strip(" ")]


def whole(lines: Iterable[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield number and text of each line, and whether an empty one is before it; what goes on in the next is joined.

    A line goes on in one that begins with a small letter, and an entry of a list in what is set in below it.
    """
    held, number, gap, joined = "", 0, True, 0
    for place, raw in enumerate(lines, 1):
        text = raw.strip(" ")
        goes_on = (
            held
            and text
            and joined < rules()["most_joined"]
            and not _BULLET.match(text)
            and (
                ("a" <= text[0] <= "z" and held[-1] not in ".:!?;")
                or (raw.startswith("  ") and _BULLET.match(held.lstrip(" ")) is not None)
            )
        )
        if goes_on:
            held, joined = f"{held} {text}", joined + 1
            continue
        if held:
            yield number, held, gap
        gap = not held
        held, number, joined = raw.rstrip(" "), place, 0
    if held:
        yield number, held, gap


def parts(raw: str) -> list[str]:
    """Return a line in parts, where a heading is glued to what stands before it."""
    found, begin = [], 0
    for glued in expression(rules()["glued"]).finditer(raw):
        found += [raw[begin : glued.start()], glued[0]]
        begin = glued.end()
    return [entry for part in (*found, raw[begin:]) for entry in _entries(part)]


def _entries(part: str) -> list[str]:
    """Return the entries of a list that was written into one line, each with its mark."""
    first, *others = part.split(_MARK)
    return [first, *(f"{_MARK} {one}" for one in others)]


def has_letters(text: str) -> bool:
    """Tell whether a text holds a letter or a digit, and not marks alone."""
    return any(
        "a" <= one <= "z" or "A" <= one <= "Z" or "0" <= one <= "9" or "\u00bf" < one != _MARK for one in text
    )


def unmarked(raw: str) -> tuple[str, int, bool]:
    """Return a line without marks of Markdown, how many # stood before it, and whether it is an entry of a list."""
    text = raw.strip(" ")
    hashes = len(text) - len(text.lstrip("#"))
    if hashes and text[hashes : hashes + 1] == " ":
        text = text.strip("#").strip(" ")
    else:
        hashes = 0
    found = _BULLET.match(text)
    text = text[found.end() :] if found else text
    return text.replace("**", "").replace("__", "").replace("`", "").strip(" "), hashes, found is not None


def sentences(text: str) -> list[str]:
    """Return the sentences of a line; a full stop after a short form ends none."""
    short: list[Any] = rules()["abbreviations"]
    found, begin = [], 0
    for end in _END.finditer(text):
        at = end.start()
        word = small(text[max(begin, at - 12) : at].split(" ")[-1]).lstrip("(")
        if at == 0 or not _BEFORE_END.match(text[at - 1]) or word in short:
            continue
        found.append(text[begin : at + 1].strip(" "))
        begin = at + 1
    found.append(text[begin:].strip(" "))
    return [one for one in found if one]
