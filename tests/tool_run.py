"""Runs a part's tool as its command does, without the command line around it."""

import argparse

from mlteams.input.errors import BadInput
from mlteams.report import command


def run_tool(capsys, name, tool, *words):
    """Return the exit code, what was printed, and what was said of bad input."""
    parser = argparse.ArgumentParser()
    tool.add_arguments(parser)
    command.add_options(parser)
    try:
        code = command.run(name, tool.report, parser.parse_args(list(map(str, words))))
    except BadInput as problem:
        return 2, "", str(problem)
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out, err
