"""The workbook's commands: `exercises` for who writes them, `progress` for who does them, `nbgrader` for who grades."""

import argparse
from pathlib import Path
from typing import Any


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the commands; what they need is imported when they run."""
    exercises = commands.add_parser("exercises", help="write exercises/ from solutions/")
    exercises.add_argument("--check", action="store_true", help="write nothing; fail if they differ")
    exercises.set_defaults(run=_exercises)
    notebooks = commands.add_parser("notebooks", help="run notebooks and solutions and store what they show")
    notebooks.add_argument("what", nargs="*", help="parts or files; left out: all")
    notebooks.set_defaults(run=_notebooks)
    nbgrader = commands.add_parser(
        "nbgrader", help="grade: nbgrader on this course; the page grading.qmd says how"
    )
    nbgrader.add_argument("words", nargs=argparse.REMAINDER, help="such as autograde management")
    nbgrader.set_defaults(run=_nbgrader)
    lab = commands.add_parser("lab", help="open JupyterLab on your own copy of exercises and notebooks")
    lab.add_argument(
        "--port", type=int, default=8888, help="port of JupyterLab (8888); another if that is taken"
    )
    lab.add_argument("--no-browser", action="store_true", help="open no browser; print the address")
    lab.set_defaults(run=_lab)
    progress = commands.add_parser("progress", help="show, export or import your progress")
    what = progress.add_mutually_exclusive_group()
    what.add_argument("--export", metavar="FILE", help="write it to a file of its own")
    what.add_argument("--import", dest="add", metavar="FILE", help="add what a file of another machine holds")
    progress.set_defaults(run=_progress)


def _exercises(arguments: argparse.Namespace) -> int:
    from mlteams.input.errors import BadInput
    from mlteams.workbook import generate

    if not arguments.check:
        written, removed = generate.write()
        said = [*(f"written: {name}" for name in written), *(f"removed: {name}" for name in removed)]
        print("\n".join(said) or "exercises/ was up to date")
        return 0
    stale = generate.drift()
    if stale:
        right = "what `mlteams exercises` writes"
        raise BadInput(stale[0], "the whole file", "another text than its solution makes", right)
    print("exercises/ is what solutions/ makes")
    return 0


def _notebooks(arguments: argparse.Namespace) -> int:
    from mlteams.workbook import execute

    for path in execute.notebooks(arguments.what):
        print(
            f"{path.parent.name}/{path.name}: {'stored anew' if execute.execute(path) else 'as before'}",
            flush=True,
        )
    return 0


def _nbgrader(arguments: argparse.Namespace) -> int:
    from mlteams.workbook.grading import run

    return run(arguments.words)


def _lab(arguments: argparse.Namespace) -> int:
    from mlteams.workbook.lab import run

    return run(arguments.port, browser=not arguments.no_browser)


def _progress(arguments: argparse.Namespace) -> int:
    import os

    from mlteams.input.errors import BadInput
    from mlteams.workbook import report, state
    from mlteams.workbook.lab import WORK
    from mlteams.workbook.manifest import entries

    for option, name in (("--export", arguments.export), ("--import", arguments.add)):
        if name == "":
            raise BadInput(option, "the name", "nothing", "the name of a file")
    if state.work_folder() is None and (WORK / state.MANIFEST).is_file():
        for key in ("export", "add"):
            if getattr(arguments, key):
                setattr(arguments, key, os.path.abspath(getattr(arguments, key)))
        os.chdir(WORK)  # so that the command works from the course's folder too
    folder = state.work_folder()
    if folder is not None and (said := state.carry_over(folder)):
        print(said)
    if arguments.export:
        print(report.export(Path(arguments.export)))
    elif arguments.add:
        print(report.add(Path(arguments.add)))
    else:
        (
            state.load(),
            entries(),
        )  # what is wrong with them is a sentence in a notebook, and ends the command here
        print(repr(report.progress()))
    return 0
