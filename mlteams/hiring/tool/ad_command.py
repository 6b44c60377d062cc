"""`mlteams ad`: its words on the command line. What reads the file is loaded when it is called."""

import argparse
from datetime import date
from pathlib import Path

from mlteams.core.block import Report
from mlteams.input.arguments import day, prints


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command reads, and how."""
    parser.add_argument("file", metavar="FILE", help="a job advertisement: text, Markdown, HTML, DOCX or PDF")
    parser.add_argument(
        "--date", type=day, metavar="DATE", help="the day on which a technology is so many years old (today)"
    )
    parser.add_argument(
        "--schema",
        action=prints(_schema),
        nargs=0,
        help="print the JSON Schema of what --json prints, and no report",
    )


def _schema() -> object:
    from mlteams.hiring.tool.ad_result import schema

    return schema()


def report(arguments: argparse.Namespace) -> Report:
    """Read an advertisement and return the report.

    Raises:
        BadInput: the file is no advertisement in English that can be read.
    """
    from mlteams.hiring.tool.ad_file import read_ad_file
    from mlteams.hiring.tool.ad_report import ad_report
    from mlteams.hiring.tool.ad_result import result
    from mlteams.input.errors import BadInput

    path = Path(arguments.file)
    today = arguments.date or date.today()
    file = read_ad_file(path)
    found = result(file.text, today)
    if refused := found.get("problem"):
        raise BadInput(path, "the whole file", refused["found"], refused["right"])
    return ad_report(file, found, path.name, today)


def page() -> str:
    """Return the element with which a page of the site does the same on pasted text."""
    from mlteams.hiring.tool.ad_page import ad_page

    return ad_page()
