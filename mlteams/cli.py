"""The command line: one function a command, each importing what it needs, so that none waits for another."""

import argparse
import sys
from collections.abc import Sequence

from mlteams.plan.errors import BadInput


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; bad input gets one sentence on standard error and exit code 2."""
    arguments = _parser().parse_args(words)
    try:
        return int(arguments.run(arguments) or 0)
    except BadInput as problem:
        print(f"mlteams: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mlteams", description="Ship the Team: the course and its tools.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="build the site and serve it on 127.0.0.1")
    serve.add_argument("--port", type=int, default=8000, help="port to serve on (8000); 0 picks a free one")
    serve.add_argument("--no-open", action="store_true", help="do not open a browser")
    _add_renderer(serve)
    serve.set_defaults(run=_serve)

    build = commands.add_parser("build", help="write the site to _site")
    _add_renderer(build)
    build.set_defaults(run=_build)

    prepare = commands.add_parser("prepare", help="write what Quarto needs before a render")
    prepare.set_defaults(run=_prepare)
    finish = commands.add_parser("finish", help="copy what Quarto needs after a render")
    finish.set_defaults(run=_finish)
    lab = commands.add_parser("lab", help="open JupyterLab on the notebooks")
    lab.set_defaults(run=_lab)
    test = commands.add_parser("test", help="run everything that keeps the course true")
    test.set_defaults(run=_test)
    bench = commands.add_parser("bench", help="print speed as ratios, measured in one run")
    bench.set_defaults(run=_bench)
    return parser


def _add_renderer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--renderer",
        choices=("auto", "quarto", "embedded"),
        default="auto",
        help="auto: Quarto if it is there, else the embedded one; quarto: insist on Quarto",
    )


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
    from mlteams.lab import run

    return run()


def _test(_arguments: argparse.Namespace) -> int:
    from mlteams.checks import run

    return run()


def _bench(_arguments: argparse.Namespace) -> int:
    from mlteams.bench import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
