"""Readers of words on the command line that several commands share; argparse shows their sentences."""

import argparse
from datetime import date


def day(text: str) -> date:
    """Return a date written as 2027-01-31.

    Raises:
        argparse.ArgumentTypeError: it is written in another way, or does not exist.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"found {text!r}; a date such as 2027-01-31 would be right"
        ) from None
