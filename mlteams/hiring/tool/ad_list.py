"""Lists in one line: which commas divide things that are asked for, and which divide a sentence.

The same is done in the browser, by assets/ad.js, and must be changed in both.
"""

import re

from mlteams.hiring.tool.ad_lines import small
from mlteams.hiring.tool.ad_rules import phrases, rules, tools


def list_of(text: str, labelled: bool = False) -> list[str]:
    """Return the things that a line lists, as "Python, SQL and Spark" does; none if it is a sentence.

    Behind a label, as in "Must: patience, two hands, Spark", the things may be of any kind. Elsewhere most of them must
    be tools, as in "Experience with Python, SQL and Spark". One of several, as in "Python, R or Julia", is one thing.
    """
    known = rules()["lists"]
    if "(" in text or ")" in text or phrases(tuple(known["unless"])).search(small(text)):
        return []
    bare = text if labelled else text[text.find(": ") + 1 :].strip(" ")
    things = [one.removeprefix("and ") for one in bare.rstrip(".; ").split(", ")]
    first, _, second = things[-1].partition(" and ")
    if _is_tool(first) and _is_tool(second):
        things[-1:] = [first, second]
    if len(things) < known["least"] or "" in things:
        return []
    if labelled:
        fits = all(one.count(" ") <= known["most_spaces"] for one in things) and not _is_chain(things)
        return things if fits else []
    count = sum(_holds_tool(one) for one in things)
    short = all(one.count(" ") <= known["most_spaces"] for one in things[1:])
    begun = _holds_tool(things[0]) or (
        things[0].count(" ") <= known["most_spaces"] and count == len(things) - 1
    )
    fits = short and begun and 2 * count >= len(things)
    return things if fits and not _is_chain(things) else []


def _is_chain(things: list[str]) -> bool:
    """Tell whether verbs go on to one object, as in "experience building, testing and shipping models"."""
    if all(" " not in one for one in things):
        return False
    verbs = [things[0].split(" ")[-1], *(one.split(" ")[0] for one in things[1:])]
    return sum(one.endswith("ing") for one in verbs) > 1


def _is_tool(text: str) -> bool:
    return _named().fullmatch(small(text)) is not None


def _holds_tool(text: str) -> bool:
    return _named().search(small(text)) is not None


def _named() -> re.Pattern[str]:
    return phrases((*tools(), *rules()["lists"]["also"]))
