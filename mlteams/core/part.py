"""A part of the course and its lessons: names alone, so that reading them loads nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lesson:
    """One decision in one sitting.

    Attributes:
        name: one word; its page, notebook, exercises and key of the plan are all called so.
        title: as the contents and the hub say it.
        question: what the reader can answer afterwards.
        able: what the reader can do afterwards, after the words "you will be able to"; the hub lists it.
        models: modules of the part's `models/` that it argues with, in the order of the page. A module offers
            CLAIMS, EXPLORABLES or variables().
        exercises: modules of the part's `exercises/`, in the order of the notebook. A module offers EXERCISE.
    """

    name: str
    title: str
    question: str
    models: tuple[str, ...]
    exercises: tuple[str, ...] = ()
    able: str = ""


@dataclass(frozen=True)
class Command:
    """The word that calls a part's tool on the command line, what its help says, and what the hub shows of it.

    Attributes:
        name: the word.
        help: as the command line lists it.
        shows: what becomes of a reader's file, a sentence or two for the hub.
        example: the file of the course whose report the hub and the first page show; empty for none.
        options: further words of that call.
    """

    name: str
    help: str
    shows: str = ""
    example: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part: what its folder holds and nothing that is not there; `course.py check` compares the two.

    Attributes:
        name: one word, also that of its package.
        title: as the contents say it.
        question: what the part is about.
        lessons: in the order in which they are read.
        headings: the headings of the lecture that its claims answer.
        helpers: modules of `models/` that other models call and that offer nothing themselves.
        tool: the command that `tool/` answers; `tool/__init__.py` offers TOOL. None without one.
        plan: whether `plan/` offers SECTION, the part's key of plan.yaml.
        workshop: whether `workshop.py` offers SHEETS, what a room gets on paper.
    """

    name: str
    title: str
    question: str
    lessons: tuple[Lesson, ...]
    headings: tuple[str, ...]
    helpers: tuple[str, ...] = ()
    tool: Command | None = None
    plan: bool = False
    workshop: bool = False
