"""`mlteams roadmap`: its words on the command line. What reads and simulates is loaded when it is called."""

import argparse
import difflib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from mlteams.core.block import Report
from mlteams.input.arguments import Pairs, argument, day, pairs, prints, statuses
from mlteams.input.errors import BadInput

MOST_DRAWS = 2_000_000_000  # tasks × futures: some minutes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the roadmap's command reads, and how."""
    parser.add_argument("file", metavar="FILE", help="a roadmap; its form is described in examples/README.md")
    parser.add_argument(
        "--by", type=day, metavar="DATE", help="also give the odds of being done by this date"
    )
    parser.add_argument(
        "--samples", type=_count(1, 5_000_000), default=20_000, help="futures to draw (20000)"
    )
    parser.add_argument("--seed", type=_count(0, 2**32 - 1), default=0, help="of the random numbers (0)")
    parser.add_argument(
        "--columns", type=argument(pairs("name=Summary,likely=Estimate", _is_ours)), action=Pairs,
        metavar="OURS=THEIRS,…", help="columns of a tracker's CSV; may come several times",
    )  # fmt: skip
    parser.add_argument(
        "--status", type=statuses, action=Pairs, metavar="THEIRS=OURS,…",
        help="what a tracker's states mean: open, done, failed or dropped (out of scope); may come several times",
    )  # fmt: skip
    parser.add_argument("--ignore", action="store_true", help="leave out what cannot be read, and say so")
    units = ("days", "weeks", "hours", "seconds")
    parser.add_argument("--unit", choices=units, help="of durations that carry none (a day has 8 hours)")
    parser.add_argument("--spread", type=_spread, help="turns single numbers into medians with this spread")
    parser.add_argument(
        "--schema",
        action=prints(_schema),
        nargs=0,
        help="print the JSON Schema of a roadmap file, and no report",
    )
    parser.add_argument("--html", action=_Gone, nargs="?", help=argparse.SUPPRESS)


def _is_ours(column: str) -> bool:
    """Tell whether a word is a column of ours, or one misspelt."""
    from mlteams.management.tool.roadmap_csv import COLUMNS

    return bool(difflib.get_close_matches(column.strip().lower()[:60], COLUMNS, 1, cutoff=0.75))


def _schema() -> object:
    from mlteams.management.tool.roadmap_schema import roadmap_schema

    return roadmap_schema()


class _Gone(argparse.Action):
    """Says what has come in the place of an option of the first edition."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        parser.error("argument --html: found an option that is gone; -o FILE.html would be right")
        raise AssertionError  # error() ends the program; argparse's types do not say so


def report(arguments: argparse.Namespace) -> Report:
    """Read a roadmap, simulate it and return the report.

    Raises:
        BadInput: the file or a word is not right.
    """
    from mlteams.management.tool.forecast import make_forecast, tasks_of
    from mlteams.management.tool.roadmap_file import read_roadmap
    from mlteams.management.tool.roadmap_report import roadmap_report

    path = Path(arguments.file)
    file = read_roadmap(
        path,
        columns=arguments.columns,
        unit=arguments.unit,
        spread=arguments.spread,
        statuses=arguments.status,
        ignore=arguments.ignore,
        by=arguments.by,
    )
    tasks = len(tasks_of(file.roadmap))
    if arguments.samples * tasks > MOST_DRAWS:
        found = f"{arguments.samples:,} futures of {tasks:,} tasks"
        raise BadInput(path, "--samples", found, f"at most {MOST_DRAWS // tasks:,}")
    return roadmap_report(make_forecast(file, arguments.samples, arguments.seed, arguments.by))


def _count(low: int, high: int) -> Callable[[str], int]:
    def count(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text[:12]) <= high:
            raise argparse.ArgumentTypeError(
                f"found {text[:20]!r}; a whole number from {low:,} to {high:,} would be right"
            )
        return int(text)

    return count


def _spread(text: str) -> float:
    try:
        spread = float(text)
    except ValueError:
        spread = -1.0
    if not 0 <= spread <= 5:
        raise argparse.ArgumentTypeError(f"found {text!r}; a number from 0 to 5 would be right")
    return spread
