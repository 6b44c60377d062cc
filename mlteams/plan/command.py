"""`mlteams plan`: new, check, report, schema."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlteams.report import command as options

if TYPE_CHECKING:
    from mlteams.core.block import Report

DEFAULT = "plan.yaml"


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of sub-commands to itself
    """Add the command."""
    parser = commands.add_parser("plan", help="start, check or report the plan of a team")
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")

    new = verbs.add_parser("new", help="write an empty plan whose comments say what goes where")
    new.add_argument("file", nargs="?", default=DEFAULT, help=f"where ({DEFAULT}); nothing is overwritten")
    new.set_defaults(run=_new)

    check = verbs.add_parser("check", help="say what is invalid (exit code 2) or contradictory (1)")
    check.add_argument("file", nargs="?", default=DEFAULT, help=f"the plan ({DEFAULT})")
    check.add_argument("--json", action="store_true", help="print a JSON document instead of sentences")
    check.set_defaults(run=_check)

    report = verbs.add_parser("report", help="give the odds, risks and assumptions of a plan, with charts")
    report.add_argument("file", nargs="?", default=DEFAULT, help=f"the plan ({DEFAULT})")
    options.add_options(report)
    report.set_defaults(run=_report)

    schema = verbs.add_parser("schema", help="print the JSON Schema of a plan")
    schema.set_defaults(run=_schema)


def _new(arguments: argparse.Namespace) -> None:
    from mlteams.plan.plan_file import new_plan

    print(new_plan(Path(arguments.file)))


def _check(arguments: argparse.Namespace) -> int:
    from mlteams.plan import plan_check

    found = plan_check.check(Path(arguments.file))
    if arguments.json:
        print(json.dumps(plan_check.as_json(found), indent=2, ensure_ascii=False))
    elif found.invalid:
        print(*(f"mlteams: {sentence}" for sentence in found.invalid), sep="\n", file=sys.stderr)
    else:
        print(*plan_check.sentences(found), sep="\n")
    return found.code


def _report(arguments: argparse.Namespace) -> int:
    return options.run("plan", _made, arguments)


def _made(arguments: argparse.Namespace) -> "Report":
    from mlteams.plan.plan_file import read_plan
    from mlteams.plan.plan_report import plan_report

    return plan_report(read_plan(Path(arguments.file)))


def _schema(_arguments: argparse.Namespace) -> None:
    from mlteams.plan.plan_form import schema

    print(schema(), end="")
