"""Readers of words on the command line that several commands share; argparse shows their sentences."""

import argparse
import json
from collections.abc import Callable
from typing import NoReturn, TypeVar, cast

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


def prints(schema: Callable[[], object]) -> type[argparse.Action]:
    """Return what prints a JSON Schema and ends, as --help does; `schema` is called only then."""

    class Print(argparse.Action):
        def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
            print(json.dumps(schema(), indent=2), flush=True)
            raise SystemExit(0)

    return Print


def pairs(
    example: str, starts: Callable[[str], bool] | None = None
) -> Callable[[str], tuple[tuple[str, str], ...]]:
    """Return a reader of pairs such as "name=Summary,likely=Estimate".

    With `starts`, a right side may hold commas and "=": a pair begins where `starts` says so of its left side.
    Without, a left side may: a comma in front of the first "=" of a pair is its own, and it ends at the last "=".
    `example` is what a sentence gives as right.
    """

    def read(text: str) -> tuple[tuple[str, str], ...]:
        whole: list[str] = []
        for piece in text.split(","):
            left, equals, _ = piece.partition("=")
            if whole and not (equals and starts(left) if starts else "=" in whole[-1]):
                whole[-1] += f",{piece}"
            else:
                whole.append(piece)
        found = []
        for pair in whole:
            left, _, right = pair.partition("=") if starts else pair.rpartition("=")
            if not left.strip() or not right.strip():
                raise Refused(shown(text), f"pairs such as {example}")
            found.append((left.strip(), right.strip()))
        return tuple(found)

    return read


class Pairs(argparse.Action):
    """Gathers the pairs of an option that may come several times in a mapping; each left side once."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, *_: object
    ) -> None:
        """Add what one use of the option says."""
        found = dict(getattr(namespace, self.dest) or {})
        given = cast("tuple[tuple[str, str], ...]", values)  # argparse passes on what `pairs` made
        for left, right in given:
            if left in found:
                parser.error(
                    f"argument {self.option_strings[0]}: {Refused(f'{shown(left)} twice', 'each once')}"
                )
            found[left] = right
        setattr(namespace, self.dest, found)


day = argument(dates.day)
statuses = argument(pairs("Selected=open,Parked=dropped"))
