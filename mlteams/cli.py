"""The command line: one function a command, each importing what it needs, so that none waits for another."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from mlteams import parts
from mlteams.input.errors import BadInput
from mlteams.new import command as new
from mlteams.plan import command as plan
from mlteams.report import command as report
from mlteams.workbook import command as workbook
from mlteams.workshop import command as workshop

if TYPE_CHECKING:
    from mlteams.core.part import Part
    from mlteams.workshop.sheets import Told


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; bad input gets one sentence on standard error and exit code 2."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    words = sys.argv[1:] if words is None else words
    try:
        arguments = _parser(words[0] if words else "").parse_args(words)
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


def _parser(word: str) -> argparse.ArgumentParser:
    """Return the parser; of the parts' tools only the one that `word` calls is loaded."""
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

    for part in _parts(word):
        if part.tool:
            own = commands.add_parser(part.tool.name, help=part.tool.help)
            if part.tool.name == word:
                tool = parts.tool(part)
                tool.add_arguments(own)
                report.add_options(own)
                own.set_defaults(run=partial(report.run, word, tool.report))

    plan.add_to(commands)
    workshop.add_to(commands, _deck, _told)

    prepare = commands.add_parser("prepare", help="write what Quarto needs before a render")
    prepare.set_defaults(run=_prepare)
    finish = commands.add_parser("finish", help="copy what Quarto needs after a render")
    finish.set_defaults(run=_finish)
    workbook.add_to(commands)
    new.add_to(commands)
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


def _parts(word: str) -> "tuple[Part, ...]":
    """Return the parts, for their tools; a part that does not import must not keep `check` from saying so."""
    try:
        return parts.written()
    except BadInput:
        if word in ("check", "-h", "--help"):
            return ()
        raise


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


def _check(arguments: argparse.Namespace) -> int:
    from mlteams.check import check

    problems = check(arguments.part)
    print(*problems, sep="\n", end="\n" if problems else "")
    print(
        f"{len(problems)} to mend"
        if problems
        else "every part has what it lists, and lists what it has; `test` reads more of lessons, and runs what runs"
    )
    return 1 if problems else 0


def _test(_arguments: argparse.Namespace) -> int:
    from mlteams.testing import run

    return run()


def _bench(_arguments: argparse.Namespace) -> int:
    from mlteams.bench import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
