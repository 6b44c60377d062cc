"""Dates, shares and amounts in words, the same in every report, page and message."""

from calendar import month_name
from datetime import date
from unicodedata import category

_TURNS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def written(day: date) -> str:
    """Return a date as people write it, the same in every locale."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def percent(share: float) -> str:
    """Return a share as text that does not round an uncertainty away."""
    if 0 < share < 0.01 or 0.99 < share < 1:
        if 0.001 <= share <= 0.999:
            return f"{share:.1%}".replace(".0%", "%")  # 99.0% beside 99% would look like two figures
        return "<0.1%" if share < 0.5 else ">99.9%"
    return f"{share:.0%}"


def amount(value: float) -> str:
    """Return an amount with one decimal, or three digits and a power of ten where that would not fit a line."""
    return f"{value:,.1f}" if abs(value) < 1e7 else f"{value:.3g}"


def roughly(number: float) -> str:
    """Return a number of people: exact to a thousand, then with two digits, and in millions."""
    if number < 1000:
        return f"{number:,.0f}"
    rough = float(f"{number:.2g}")
    return f"{rough:,.0f}" if rough < 1e6 else f"{rough / 1e6:g} million"


def one_in(share: float) -> str:
    """Return a share as "1 in 55", with as many digits as it deserves."""
    return f"1 in {roughly(1 / share)}"


def listed(names: list[str], last: str = "and") -> str:
    """Return names in a row: "a", "a and b", "a, b and c"."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def harmless(character: str) -> bool:
    """Tell whether a character changes nothing around it.

    Format characters change nothing, such as the joiners inside emoji and Persian words; but those that turn the
    direction of what follows do, and control characters.
    """
    return character.isprintable() or (category(character) == "Cf" and character not in _TURNS)


def printable(text: str) -> str:
    """Return text with characters that a terminal would obey, or a page could not hold, shown as escapes."""
    return "".join(one if harmless(one) else repr(one)[1:-1] for one in text)
