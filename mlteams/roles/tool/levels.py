"""Reads one cell of a skills matrix: a level, days a week, or a blank as people write it."""

import re
from collections.abc import Mapping

from mlteams.input.errors import Refused, seen, shown

BLANK = frozenset({"", "-", "–", "—", "?", "n/a", "na", "n.a.", "n.a", "none", "null", "nan", "~"})
_NEARLY = re.compile(  # 3+, ~3, 2-3, 2/3, 3 (learning), 3 - alone
    r"[~≈<>≤≥(]*\s*\d([.,]\d+)?\s*([-+*!?)]*|[-–/]\s*\d([.,]\d+)?|[(\[].*|[-–:.)]\s*[^\W\d].*)"
)
_NUMBER = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*(%?)")


def is_blank(text: str) -> bool:
    """Tell whether a cell says that there is nothing."""
    return text.strip().lower() in BLANK


def number(text: str) -> tuple[float, bool] | None:
    """Return a number and whether it is a percentage; a comma counts as a decimal point. None if it is no number."""
    found = _NUMBER.fullmatch(text.strip())
    return (float(found[1].replace(",", ".")), bool(found[2])) if found and len(found[1]) <= 15 else None


def is_nearly(text: str) -> bool:
    """Tell whether a text is a digit with something about it, so that it may be meant as a level: 3+, 2-3, ~3."""
    return bool(_NEARLY.fullmatch(text.strip()))


def level(text: object, scale: float, words: Mapping[str, float] | None = None) -> float:
    """Return a level from 0 to `scale`; a percentage is one of the scale, a blank 0; `words` stand for a level.

    Raises:
        Refused: it is none.
    """
    if not isinstance(text, str):
        raise Refused(f"the level {seen(text)}", f"a number from 0 to {scale:g}")
    if words and text.strip().casefold() in words:
        return words[text.strip().casefold()]
    if is_blank(text):
        return 0.0
    read = number(text)
    if read is None:
        right = f"a number from 0 to {scale:g}, or nothing, or --levels {shown(f'{text[:20]}=NUMBER')},"
        raise Refused(f"the level {shown(text)}", right)
    value = read[0] / 100 * scale if read[1] else read[0]
    if not 0 <= value <= scale:
        raise Refused(f"the level {shown(text)}", f"a number from 0 to {scale:g}, or another --scale,")
    return value


def days(text: object, *, share: bool = False) -> float:
    """Return days a week, 0 to 7.

    A percentage is one of a week of five. So is any number if it is a `share`: up to 1.4 as 0.8 is, from 10 on as 80
    per cent is. Between the two it may be days, and is refused.

    Raises:
        Refused: it is none.
    """
    read = number(text) if isinstance(text, str) else None
    right = "a share of a week such as 0.8 or 80%" if share else "a number of days from 0 to 7"
    if read is None:
        raise Refused(f"{seen(text)} as days a week", right)
    value, percent = read
    if share and not percent and 1.4 < value < 10:
        raise Refused(f"{seen(text)} as a share of a week", right)
    if percent or (share and value >= 10):
        value = value / 100 * 5
    elif share:
        value *= 5
    if not 0 <= value <= 7:
        raise Refused(f"{seen(text)} as days a week", right)
    return value
