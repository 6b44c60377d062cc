"""Heron's board after each lesson: what the course's decisions have made of its numbers so far, from Heron's plan.

Every part's section of the plan offers its lines. A board shows the lines of all lessons up to one, and marks what this
one has added or changed; what no lesson has given yet is not on it.
"""

import html
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mlteams.core.part import Lesson, Part
from mlteams.core.section import BoardLine
from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.plan.plan_file import read_plan

PLAN = ROOT / "examples" / "heron" / "plan.yaml"


@dataclass(frozen=True)
class Row:
    """A row of the board; `new` if this board gives or changes it, and `before` what it said until then."""

    label: str
    value: str
    new: bool
    before: str


@dataclass(frozen=True)
class Given:
    """What one lesson writes on the board."""

    part: Part
    lesson: Lesson
    lines: tuple[BoardLine, ...]


def write() -> None:
    """Write `_build/boards/<part>.<lesson>.md` for every lesson, and `<part>.md` for every part with a plan.

    Raises:
        BadInput: Heron's plan is not valid.
    """
    folder = BUILD / "boards"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    course = list(given())
    begins: dict[str, int] = {}
    for place, one in enumerate(course):
        begin = begins.setdefault(one.part.name, place)
        name, so_far = one.part.name, course[: place + 1]
        write_whole(folder / f"{name}.{one.lesson.name}.md", table(rows(so_far, place), one.lesson.title))
        write_whole(
            folder / f"{name}.md", table(rows(so_far, begin), one.part.title)
        )  # its last lesson's stays


def given() -> Iterator[Given]:
    """Yield what each lesson of every part with a plan writes on the board, in the order of the course."""
    for part, section, study in read_plan(PLAN).studies:
        lines = tuple(section.board(study))
        for lesson in part.lessons:
            yield Given(part, lesson, tuple(line for line in lines if line.lesson == lesson.name))


def rows(course: Sequence[Given], since: int) -> list[Row]:
    """Return the board after some lessons; what those from place `since` on have given or changed is new."""
    before = {line.label: line.value for one in course[:since] for line in one.lines}
    now = {line.label: line.value for one in course for line in one.lines}
    return [
        Row(label, value, value != before.get(label), before.get(label, "")) for label, value in now.items()
    ]


def table(found: Sequence[Row], title: str) -> str:
    """Return a board as HTML in Markdown: what is new, and folded below it what stays; nothing without any line."""
    if not found:
        return ""
    # Where everything is new, nothing need say so; where nothing is, nothing need be folded.
    told = not all(row.new and not row.before for row in found)
    new = [row for row in found if row.new]
    stays = [row for row in found if not row.new] if new else []
    folded = (
        f"<details><summary>{_stay(len(stays))}</summary>{_lines(stays, told)}</details>" if stays else ""
    )
    caption = f"<caption>Heron’s board <span>after “{html.escape(title)}”</span></caption>"
    return (
        f'```{{=html}}\n<div class="heron-board">{_lines(new or found, told, caption)}{folded}'
        "<p>Computed from Heron’s plan. What it rests on is assumed.</p></div>\n```\n"
    )


def _stay(number: int) -> str:
    return "One line stays as it was" if number == 1 else f"{number} lines stay as they were"


def _lines(found: Sequence[Row], told: bool, caption: str = "") -> str:
    body = "".join(_row(row, told) for row in found)
    head = '<thead><tr><th scope="col">Line</th><th scope="col">Now</th></tr></thead>'
    return f"<table>{caption}{head}<tbody>{body}</tbody></table>"


def _row(row: Row, told: bool) -> str:
    value = html.escape(row.value)
    if row.new:
        note = f"before: {html.escape(row.before)}" if row.before else "new"
        value = f"<b>{value}</b>" + (f" <small>{note}</small>" if told else "")
    return f'<tr><th scope="row">{html.escape(row.label)}</th><td>{value}</td></tr>'
