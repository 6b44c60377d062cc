"""The rules of `mlteams ad`, out of ad_rules.yaml: read once, words made into patterns, and as the page holds them.

What a phrase of the file matches is said there. Both interpreters make the same patterns of it, in the part of regular
expressions that Python and JavaScript read alike.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mlteams.core.one_factor import all_happen
from mlteams.core.words import one_in

FILE = Path(__file__).with_name("ad_rules.yaml")
LETTERS = "a-z0-9\u00c0-\u024f"  # what goes on with a word, in text whose ASCII letters are small


@cache
def rules() -> dict[str, Any]:
    """Return the rules as plain values."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@cache
def phrases(words: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of any of some phrases, the first that fits."""
    each = "|".join(map(_phrase, words))
    return re.compile(f"(?<![{LETTERS}])(?:{each})(?![{LETTERS}])")


def _phrase(words: str) -> str:
    stem = words.removesuffix("*")
    escaped = re.sub(r"[.+?()|^$*{}\[\]\\]", r"\\\g<0>", stem).replace(" ", "[ -]{1,3}")
    return escaped + ("[a-z]{0,20}" if words.endswith("*") else "")


@cache
def expression(find: str) -> re.Pattern[str]:
    """Return a regular expression of the file."""
    return re.compile(find)


@cache
def tools() -> tuple[str, ...]:
    """Return the phrases that name a tool or a technology."""
    known = rules()
    named = next(one["words"] for one in known["kinds"] if one["kind"] == "tool")
    return (*named, *(words for one in known["technologies"] for words in one["words"]))


@cache
def pool(musts: int) -> str:
    """Return how rare somebody is who has all of so many musts, such as "1 in 38"; `all_happen` is the model."""
    known = rules()
    count = min(musts, known["most_pool"])
    if count < 1:
        return "everybody"
    return one_in(all_happen((known["have"],) * count, (known["together"],) * count))


def for_the_page() -> str:
    """Return the rules as JSON, with the pool of each number of musts: what the page's interpreter reads."""
    known = rules()
    data = known | {"pool": [pool(musts) for musts in range(known["most_pool"] + 1)]}
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
