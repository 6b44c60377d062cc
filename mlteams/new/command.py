"""The command `new`, for who writes the course."""

import argparse
from pathlib import Path
from typing import Any

ABLE = "TO DO: what the reader can do afterwards, after the words “you will be able to”"
NEXT = (
    ("check {part}", "a sentence for each thing left to do"),
    ("exercises", "exercises/ from solutions/"),
    ("notebooks {part}", "runs the notebooks and stores what they show"),
    ("test", "everything else"),
)
KINDS = {
    "part": "one more part of the course, with a question and without a folder yet",
    "lesson": "a page and a notebook, and the part's folder if there is none",
    "claim": "a model with a claim and a picture, and its tests",
    "exercise": "an exercise, its tests and its solution",
    "key": "the part's key of plan.yaml, Heron's value of it, and its tests",
    "workshop": "a guide with its views, and what a room gets on paper",
}


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command; what it needs is imported when it runs."""
    new = commands.add_parser("new", help="begin a part of the course, a lesson, or what belongs to one")
    kinds = new.add_subparsers(title="kinds", required=True, metavar="KIND")
    for kind, told in KINDS.items():
        one = kinds.add_parser(kind, help=told)
        one.add_argument("part", metavar="PART", help="a part of the course, such as design")
        if kind not in ("part", "workshop"):
            one.add_argument("lesson", metavar="LESSON", help="one word, such as dates")
        if kind in ("claim", "exercise"):
            one.add_argument("name", metavar="NAME", help="the module's name, such as quick_wins")
        if kind == "part":
            one.add_argument("--question", required=True, help="what the part is about")
        if kind == "lesson":
            one.add_argument("--title", help="as the contents say it; left out: the word itself")
            one.add_argument("--question", required=True, help="what the reader can answer afterwards")
            one.add_argument("--able", default=ABLE, help="what the reader can do afterwards")
        if kind == "claim":
            one.add_argument("--lecture", required=True, metavar="HEADING", help="where the lecture makes it")
        one.set_defaults(run=_run, kind=kind)


def _run(arguments: argparse.Namespace) -> None:
    from mlteams.paths import ROOT

    for path in _begun(arguments):
        print(f"written: {_shown(path, ROOT)}")
    if arguments.kind == "part":
        print("Home lists it as to come. Its first lesson makes its folder: `new lesson`.")
        return
    print("Every TO DO in them is yours. In this order:")
    for words, told in NEXT:
        print(f"  python3 course.py {words.format(part=arguments.part):24} {told}")


def _begun(arguments: argparse.Namespace) -> list[Path]:
    """Begin what the command names, and return the files that changed."""
    from mlteams.new import begin

    part, kind = arguments.part, arguments.kind
    if kind == "part":
        return begin.part(part, arguments.question)
    if kind == "workshop":
        return begin.workshop(part)
    lesson = arguments.lesson
    if kind == "lesson":
        words = {"title": arguments.title or lesson.capitalize()}
        return begin.lesson(part, lesson, words | {"question": arguments.question, "able": arguments.able})
    if kind == "claim":
        return begin.claim(part, lesson, arguments.name, arguments.lecture)
    return begin.exercise(part, lesson, arguments.name) if kind == "exercise" else begin.key(part, lesson)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
