"""Readers of words on the command line that several commands share; argparse shows their sentences."""

import argparse
import re
from collections.abc import Callable
from typing import TypeVar

from mlteams.input import dates
from mlteams.input.errors import Refused, shown

Value = TypeVar("Value")


def argument(read: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return a reader that says in argparse's way what it refuses."""

    def read_argument(text: str) -> Value:
        try:
            return read(text)
        except Refused as problem:
            raise argparse.ArgumentTypeError(str(problem)) from None

    return read_argument


def pairs(example: str) -> Callable[[str], dict[str, str]]:
    """Return a reader of pairs such as "name=Summary,likely=Estimate"; a right side may hold commas.

    `example` is what a sentence gives as right.
    """

    def read(text: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for pair in re.split(r",(?=[^,=]*=)", text):
            left, _, right = (side.strip() for side in pair.partition("="))
            if not left or not right:
                raise Refused(shown(text), f"pairs such as {example}")
            if left in found:
                raise Refused(
                    f"{shown(left)} twice in {shown(text)}", f"each once, in pairs such as {example},"
                )
            found[left] = right
        return found

    return read


day = argument(dates.day)
columns = argument(pairs("name=Summary,likely=Estimate"))
statuses = argument(pairs("Selected=open,Parked=dropped"))
