"""The command `new`, for who writes the course."""

import argparse
from pathlib import Path
from typing import Any

ABLE = "TO DO: what the reader can do afterwards, after the words “you will be able to”"
NEXT = """\
Every TO DO in them is yours. In this order:
  python3 course.py check {part}       a sentence for each thing left to do
  python3 course.py exercises          exercises/ from solutions/
  python3 course.py notebooks {part}   runs the notebooks and stores what they show
  python3 course.py test"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command; what it needs is imported when it runs."""
    new = commands.add_parser("new", help="begin a lesson, a claim or an exercise of the course")
    kinds = new.add_subparsers(title="kinds", required=True, metavar="KIND")
    for kind, told in (
        ("lesson", "a page and a notebook, and the part if there is none"),
        ("claim", "a model with a claim and a picture, and its tests"),
        ("exercise", "an exercise, its tests and its solution"),
    ):
        one = kinds.add_parser(kind, help=told)
        one.add_argument("part", metavar="PART", help="a part of the course, such as design")
        one.add_argument("lesson", metavar="LESSON", help="one word, such as dates")
        if kind == "lesson":
            one.add_argument("--title", help="as the contents say it; left out: the word itself")
            one.add_argument("--question", required=True, help="what the reader can answer afterwards")
            one.add_argument("--able", default=ABLE, help="what the reader can do afterwards")
        else:
            one.add_argument("name", metavar="NAME", help="the module's name, such as quick_wins")
        if kind == "claim":
            one.add_argument("--lecture", required=True, metavar="HEADING", help="where the lecture makes it")
        one.set_defaults(run=_run, kind=kind)


def _run(arguments: argparse.Namespace) -> None:
    from mlteams.new import begin
    from mlteams.paths import ROOT

    part, lesson = arguments.part, arguments.lesson
    if arguments.kind == "lesson":
        words = {"title": arguments.title or lesson.capitalize()}
        words |= {"question": arguments.question, "able": arguments.able}
        paths = begin.lesson(part, lesson, words)
    elif arguments.kind == "claim":
        paths = begin.claim(part, lesson, arguments.name, arguments.lecture)
    else:
        paths = begin.exercise(part, lesson, arguments.name)
    for path in paths:
        print(f"written: {_shown(path, ROOT)}")
    print(NEXT.format(part=part))


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
