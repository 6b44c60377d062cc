"""The command line: one function a command, each importing what it needs, so that none waits for another."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, NoReturn

from mlteams.input.arguments import day
from mlteams.input.errors import BadInput
from mlteams.plan import command as plan
from mlteams.workbook import command as workbook
from mlteams.workshop import command as workshop

if TYPE_CHECKING:
    from mlteams.workshop.sheets import Told

MOST_DRAWS = 2_000_000_000  # tasks × futures: some minutes


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; bad input gets one sentence on standard error and exit code 2."""
    arguments = _parser().parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    try:
        code = int(arguments.run(arguments) or 0)
        sys.stdout.flush()
        return code
    except BadInput as problem:
        print(*(f"mlteams: {line}" for line in str(problem).split("\n")), sep="\n", file=sys.stderr)
        return 2
    except BrokenPipeError:  # who reads, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; the usage is for --help."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"mlteams: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="mlteams", description="Ship the Team: the course and its tools.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="build the site and serve it on 127.0.0.1")
    serve.add_argument("--port", type=int, default=8000, help="port to serve on (8000); 0 picks a free one")
    serve.add_argument("--no-open", action="store_true", help="do not open a browser")
    _add_renderer(serve)
    serve.set_defaults(run=_serve)

    build = commands.add_parser("build", help="write the site to _site")
    _add_renderer(build)
    build.set_defaults(run=_build)

    _add_roadmap(commands.add_parser("roadmap", help="give the odds of a roadmap in YAML or CSV"))

    plan.add_to(commands)
    workshop.add_to(commands, _deck, _told)

    prepare = commands.add_parser("prepare", help="write what Quarto needs before a render")
    prepare.set_defaults(run=_prepare)
    finish = commands.add_parser("finish", help="copy what Quarto needs after a render")
    finish.set_defaults(run=_finish)
    lab = commands.add_parser("lab", help="open JupyterLab on your own copy of exercises and notebooks")
    lab.set_defaults(run=_lab)
    workbook.add_to(commands)
    check = commands.add_parser("check", help="say what of a part is missing, left over or listed nowhere")
    check.add_argument(
        "part", nargs="*", help="parts of the course; left out: all, and what lies beside them"
    )
    check.set_defaults(run=_check)
    test = commands.add_parser("test", help="run everything that keeps the course true")
    test.set_defaults(run=_test)
    bench = commands.add_parser("bench", help="print speed as ratios, measured in one run")
    bench.set_defaults(run=_bench)
    return parser


def _add_roadmap(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="a roadmap; its form is described in examples/README.md")
    parser.add_argument(
        "--by", type=day, metavar="DATE", help="also give the odds of being done by this date"
    )
    parser.add_argument(
        "--samples", type=_count(1, 5_000_000), default=20_000, help="futures to draw (20000)"
    )
    parser.add_argument("--seed", type=_count(0, 2**32 - 1), default=0, help="of the random numbers (0)")
    parser.add_argument("--json", action="store_true", help="print a JSON document instead of tables")
    parser.add_argument("--html", metavar="FILE", help="also write a page with charts")
    parser.add_argument(
        "--columns", type=_columns, metavar="OURS=THEIRS,…", help="columns of a tracker's CSV"
    )
    units = ("days", "weeks", "hours", "seconds")
    parser.add_argument("--unit", choices=units, help="of durations that carry none (a day has 8 hours)")
    parser.add_argument("--spread", type=_spread, help="turns single numbers into medians with this spread")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a roadmap file")
    parser.set_defaults(run=_roadmap)


def _count(low: int, high: int) -> Callable[[str], int]:
    def count(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text[:12]) <= high:
            raise argparse.ArgumentTypeError(
                f"found {text!r}; a whole number from {low:,} to {high:,} would be right"
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


def _columns(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(ours.strip() and theirs.strip() for ours, _, theirs in pairs):
        raise argparse.ArgumentTypeError(
            f"found {text!r}; pairs such as name=Summary,likely=Estimate would be right"
        )
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _roadmap(arguments: argparse.Namespace) -> None:
    from mlteams.management.tool.roadmap_schema import roadmap_schema

    if arguments.schema:
        print(json.dumps(roadmap_schema(), indent=2))
        return
    if not arguments.file:
        raise BadInput("roadmap", "FILE", "no file", "a roadmap such as examples/heron.yaml")
    from rich.console import Console

    from mlteams.input.target import check_target
    from mlteams.management.tool import roadmap_report as report
    from mlteams.management.tool.roadmap_file import read_roadmap
    from mlteams.paths import write_whole

    path = Path(arguments.file)
    page = Path(arguments.html) if arguments.html is not None else None
    file = read_roadmap(path, columns=arguments.columns, unit=arguments.unit, spread=arguments.spread)
    if arguments.by and arguments.by < file.start:
        raise BadInput("--by", str(arguments.by), "a date before the start", f"{file.start} or later")
    tasks = sum(len(getattr(step, "options", "1")) for step in file.roadmap.steps)
    if arguments.samples * tasks > MOST_DRAWS:
        found = f"{arguments.samples:,} futures of {tasks:,} tasks"
        raise BadInput(path, "--samples", found, f"at most {MOST_DRAWS // tasks:,}")
    if page:
        check_target("--html", page, path, "roadmap")
    with _patience("drawing futures"):
        made = report.make_report(file, arguments.samples, arguments.seed, arguments.by)
    if page:
        try:
            write_whole(page, report.as_html(made))
        except OSError as error:
            raise BadInput("--html", str(page), error.strerror or str(error), "another file") from None
    if arguments.json:
        print(json.dumps(report.as_json(made), indent=2, allow_nan=False))
    else:
        report.print_report(made, Console(highlight=False))


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


def _add_renderer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--renderer",
        choices=("auto", "quarto", "embedded"),
        default="auto",
        help="auto: Quarto if it is there, else the embedded one; quarto: insist on Quarto",
    )


def _deck(part: str, minutes: dict[str, int]) -> str:
    from mlteams.publish.render import deck

    return deck(part, minutes)


def _told() -> "Told":
    from mlteams.publish.workshops import told

    return told()


def _serve(arguments: argparse.Namespace) -> int:
    from mlteams.publish.site import serve

    return serve(arguments.port, not arguments.no_open, arguments.renderer)


def _build(arguments: argparse.Namespace) -> None:
    from mlteams.publish.site import build

    print(f"_site written with {build(arguments.renderer)}")


def _prepare(_arguments: argparse.Namespace) -> None:
    from mlteams.publish.prepare import prepare

    prepare()


def _finish(_arguments: argparse.Namespace) -> None:
    from mlteams.publish.prepare import finish

    finish()


def _lab(_arguments: argparse.Namespace) -> int:
    from mlteams.workbook.lab import run

    return run()


def _check(arguments: argparse.Namespace) -> int:
    from mlteams.check import check

    problems = check(arguments.part)
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{len(problems)} to mend" if problems else "every part has what it lists, and lists what it has")
    return 1 if problems else 0


def _test(_arguments: argparse.Namespace) -> int:
    from mlteams.testing import run

    return run()


def _bench(_arguments: argparse.Namespace) -> int:
    from mlteams.bench import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
