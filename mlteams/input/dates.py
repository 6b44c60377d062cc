"""The one reader of a date, for files and for the command line."""

from datetime import date

from mlteams.input.errors import Refused, seen


def day(value: object) -> date:
    """Return a date written as 2027-01-31, or in one of the other forms of ISO 8601: 20270131, 2027-W04-7, 2027W047.

    Raises:
        Refused: it is written in another way, or does not exist.
    """
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise Refused(seen(value), "a date such as 2027-01-31") from None
