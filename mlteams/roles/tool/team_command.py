"""`mlteams team`: its words on the command line. What reads and computes is loaded when it is called."""

import argparse
from pathlib import Path

from mlteams.core.block import Report
from mlteams.input.arguments import Pairs, argument, pairs, prints


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command reads, and how."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a skills matrix, CSV or XLSX, or a YAML file; examples/README.md describes them",
    )
    parser.add_argument("--anonymous", action="store_true", help="name nobody, in the report and in messages")
    parser.add_argument("--scale", type=_number, metavar="TOP", help="the highest level in the file (4)")
    parser.add_argument(
        "--level", type=_number, help="from which level a skill counts (three quarters of the scale)"
    )
    parser.add_argument(
        "--columns", type=argument(pairs("name=Employee,days=Capacity", _is_ours)), action=Pairs,
        metavar="OURS=THEIRS,…", help="which columns hold names and days; may come several times",
    )  # fmt: skip
    parser.add_argument(
        "--skip", action="append", metavar="NAME", help="a column that is no skill, or a row; may come again"
    )
    parser.add_argument(
        "--keep",
        action="append",
        metavar="NAME",
        help="a column or row that counts, and that --anonymous tells, whatever it is called",
    )
    parser.add_argument(
        "--levels", type=argument(pairs("expert=4,basic=1")), action=Pairs,
        metavar="WORD=NUMBER,…", help="words that stand for a level; may come several times",
    )  # fmt: skip
    parser.add_argument("--sheet", help="the sheet of a workbook (the first that holds anything)")
    parser.add_argument(
        "--schema",
        action=prints(_schema),
        nargs=0,
        help="print the JSON Schema of a YAML file, and no report",
    )


def _is_ours(word: str) -> bool:
    return word.strip() in ("name", "days")


def _schema() -> object:
    from mlteams.roles.tool.team_schema import team_schema

    return team_schema()


def report(arguments: argparse.Namespace) -> Report:
    """Read a team and return the report.

    Raises:
        BadInput: the file or a word is not right.
    """
    from mlteams.input.errors import BadInput, shown
    from mlteams.roles.tool.matrix_columns import OURS
    from mlteams.roles.tool.matrix_reading import Words
    from mlteams.roles.tool.reading_options import Options, word_levels
    from mlteams.roles.tool.team_file import read_team
    from mlteams.roles.tool.team_report import team_report

    columns = dict(arguments.columns or {})
    if strange := [one for one in columns if one not in OURS]:
        raise BadInput("--columns", shown(strange[0]), "no column of ours", " or ".join(OURS))
    words = Words(
        columns=columns,
        skip=tuple(arguments.skip or ()),
        keep=tuple(arguments.keep or ()),
        sheet=arguments.sheet,
        levels=word_levels((arguments.levels or {}).items()),
        anonymous=arguments.anonymous,
    )
    options = Options(arguments.scale, arguments.level, words)
    return team_report(read_team(Path(arguments.file), options), anonymous=arguments.anonymous)


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 < found <= 100:
        raise argparse.ArgumentTypeError(f"found {text[:20]!r}; a number above 0, up to 100, would be right")
    return found
