"""Tells by arithmetic whether a row or column of a matrix is the sum, mean, median, minimum … of the others.

Arithmetic alone decides only of what can hardly be levels, for a person may well be as good as the best before.
"""

from collections.abc import Callable, Sequence
from statistics import fmean, median

from mlteams.roles.tool.levels import number

_LEAST = 3  # numbers that a line with a fraction must hold before arithmetic alone decides
_WAYS: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "mean": fmean,
    "median": median,
    "minimum": min,
    "maximum": max,
    "count": lambda values: sum(1 for one in values if one > 0),
}


def ways(texts: Sequence[str], others: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return how a line of cells follows from the other lines, in every cell that holds a number.

    Blank cells of the others count as nothing, or as 0: either may agree. Without a number, or with fewer than two
    other lines, it follows in no way.
    """
    found = [at for at, text in enumerate(texts) if _value(text) is not None]
    if not found or len(others) < 2:
        return ()
    return tuple(
        way
        for way in _WAYS
        if any(
            all(_agrees(way, texts[at], [_value(line[at], blank) for line in others]) for at in found)
            for blank in (None, 0.0)
        )
    )


def is_no_level(texts: Sequence[str], others: Sequence[Sequence[str]], scale: float) -> bool:
    """Tell whether a line's numbers can hardly be levels: above the scale, or fractions where all others are whole."""
    values = [value for text in texts if (value := _value(text)) is not None]
    if any(value > scale for value in values):
        return True
    if len(values) < _LEAST or not any(map(_is_fraction, values)):
        return False
    return not any(_is_fraction(_value(text)) for line in reversed(others) for text in line)


def _value(text: str, blank: float | None = None) -> float | None:
    read = number(text)
    return read[0] if read and not read[1] else blank


def _is_fraction(value: float | None) -> bool:
    return value is not None and value != round(value)


def _agrees(way: str, text: str, cells: Sequence[float | None]) -> bool:
    others = [one for one in cells if one is not None]
    value = _value(text)
    if value is None or not others:
        return not value
    _, _, decimals = text.strip().replace(",", ".").partition(".")
    rounded = 0.5 * 10 ** -len(decimals) if way in ("mean", "median") else 0.0
    return abs(_WAYS[way](others) - value) <= rounded + 1e-9
