"""The options that every command with a report shares, and the report said where they ask."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from mlteams.core.block import Report


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add `-o`, `--json` and `--force`; the parser's own `file` is what the report is made of."""
    parser.add_argument(
        "-o", "--out", metavar="FILE", help="write the report: FILE ends in .html, .docx or .md"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON document instead of text")
    parser.add_argument(
        "--force", action="store_true", help="replace FILE even if this command did not write it"
    )


def run(kind: str, make: Callable[[argparse.Namespace], Report], arguments: argparse.Namespace) -> int:
    """Make a report of a kind and print or write it; return its exit code. Where it cannot go is said first.

    Raises:
        BadInput: it cannot be made or written.
    """
    target = _target(kind, arguments) if arguments.out is not None else None
    with _patience("working"):
        report = make(arguments)
        said = _written(report, target, arguments) if target else ""
    if arguments.json:
        print(json.dumps(report.data, indent=2, allow_nan=False))
    elif said:
        print(said)
    else:
        from rich.console import Console

        from mlteams.report.terminal import print_report

        print_report(report, Console(highlight=False))
    return report.code


def _target(kind: str, arguments: argparse.Namespace) -> Path:
    from mlteams.input.target import check_target
    from mlteams.report.write import OPTION, check_ending

    out = Path(arguments.out)
    check_ending(out)
    check_target(OPTION, out, [Path(arguments.file)], kind, arguments.force)
    return out


def _written(report: Report, target: Path, arguments: argparse.Namespace) -> str:
    from mlteams.report.write import write

    sources = (Path(arguments.file), *report.sources)
    return write(report, target, sources=sources, force=arguments.force)


@contextmanager
def _patience(what: str) -> Iterator[None]:
    """Show that work goes on, where somebody watches, once it has gone on for a second."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    status = Console(stderr=True).status(what)
    timer = Timer(1.0, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()
