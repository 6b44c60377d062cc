"""The manifest: title, minutes, difficulty, points and what to read first, as the solution notebooks say them.

In `solutions/<part>/<lesson>.ipynb` the cell `<exercise>-scene` of an exercise begins

    ## Title

    *12 minutes · medium · read first: [Section](../../notebooks/<part>/<lesson>.ipynb#Section)*

and ends with scene and task; `<exercise>-answer` holds the solution, and nbgrader's metadata of the graded cells the
points. None of it stands anywhere else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from mlteams.core.part import Lesson, Part
from mlteams.input.errors import BadInput, shown
from mlteams.parts import written
from mlteams.paths import ROOT

Difficulty = Literal["easy", "medium", "hard"]
STUB = "...  # yours: replace this line"  # what stands in an exercise where its solution was
_HEAD = re.compile(r"## (?P<title>[^\n]+)\n\n\*(?P<line>[^\n]+)\*\n\n(?P<scene>.+)", re.DOTALL)
_LINE = re.compile(
    r"(?P<minutes>[1-9]\d*) minutes · (?P<difficulty>\w+) · read first: \[(?P<section>[^]]+)\]"
    r"\(\.\./\.\./notebooks/(?P<page>[a-z_]+/[a-z_]+)\.ipynb#(?P<place>[^)\s]+)\)"
)
_SCENE = "“## Title”, an empty line, the line in italics, an empty line, and the scene"
_ITALICS = "“12 minutes · medium · read first: [Section](../../notebooks/<part>/<lesson>.ipynb#Section)”"
Cells = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Entry:
    """What is known of an exercise without its module.

    Attributes:
        part, lesson, exercise: names; together, with dots between, the exercise's full name.
        title: as its heading says.
        minutes: what it takes.
        difficulty: how hard it is.
        points: of each graded cell in the order of the notebook: the check, then the judgement if there is one.
        section: title of the section to read first.
        page: the lesson it stands in, such as "management/dates".
        anchor: its anchor on the lesson's page, such as "sec-roadmap".
        scene: what happened and the task, as Markdown of the notebook.
        solution: source of the answer cell, with nbgrader's marks.
    """

    part: str
    lesson: str
    exercise: str
    title: str
    minutes: int
    difficulty: Difficulty
    points: tuple[int, ...]
    section: str
    page: str
    anchor: str
    scene: str
    solution: str

    @property
    def name(self) -> str:
        """Return the full name, such as "management.dates.p85"."""
        return f"{self.part}.{self.lesson}.{self.exercise}"


@cache
def entries() -> dict[str, Entry]:
    """Return the manifest of this course by full name, in the order of the course.

    Raises:
        BadInput: as `read`.
    """
    return read(ROOT)


def read(root: Path) -> dict[str, Entry]:
    """Return the manifest of the course in a folder by full name.

    Raises:
        BadInput: a notebook, a cell or a line is missing or malformed, or the section to read is on no page; the
            sentence names file and cell.
    """
    return {
        entry.name: entry
        for part in written()
        for lesson in part.lessons
        for entry in _lesson(root, part, lesson)
    }


def _lesson(root: Path, part: Part, lesson: Lesson) -> Iterator[Entry]:
    path = root / "solutions" / part.name / f"{lesson.name}.ipynb"
    if not lesson.exercises and not path.exists():
        return
    file = path.relative_to(root).as_posix()
    cells = _cells(path, file)
    listed = {f"{exercise}-scene" for exercise in lesson.exercises}
    for name in cells:
        if name.endswith("-scene") and name not in listed:
            right = f"one of the exercises that PART lists in {lesson.name}"
            raise BadInput(file, f"cell {name}", "an exercise that PART does not list", right)
    for exercise in lesson.exercises:
        yield _entry(root, file, cells, (part.name, lesson.name, exercise))


def _cells(path: Path, file: str) -> Cells:
    """Return the cells of a notebook by id, read as JSON: nbformat takes longer to load than a page to build."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        cells = {cell["id"]: cell | {"source": "".join(cell["source"])} for cell in found["cells"]}
    except FileNotFoundError:
        right = "the notebook with the solutions of the lesson"
        raise BadInput(file, "the file itself", "nothing of that name", right) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise BadInput(file, "the whole file", "no notebook", "a notebook whose cells have ids") from None
    return cells


def _entry(root: Path, file: str, cells: Cells, name: tuple[str, str, str]) -> Entry:
    exercise = name[2]
    for kind in ("scene", "answer", "check"):
        if f"{exercise}-{kind}" not in cells:
            right = f"a cell with that id for the exercise {'.'.join(name)}"
            raise BadInput(file, f"cell {exercise}-{kind}", "no such cell", right)
    cell = f"cell {exercise}-scene"
    head = _HEAD.fullmatch(cells[f"{exercise}-scene"]["source"])
    if head is None:
        start = shown(cells[f"{exercise}-scene"]["source"].replace("\n", " "))
        raise BadInput(file, cell, start, _SCENE)
    line = _LINE.fullmatch(head["line"])
    if line is None:
        raise BadInput(file, cell, shown(head["line"], 200), _ITALICS)
    if line["difficulty"] not in get_args(Difficulty):
        raise BadInput(file, cell, shown(line["difficulty"]), ", ".join(get_args(Difficulty)))
    if line["place"] != line["section"].replace(" ", "-"):
        right = f"“{line['section'].replace(' ', '-')}”, the section with dashes for spaces,"
        raise BadInput(file, cell, f"the link to “{line['place']}”", right)
    return Entry(
        *name,
        title=head["title"].strip(),
        minutes=int(line["minutes"]),
        difficulty=cast(Difficulty, line["difficulty"]),
        points=_points(file, cells, exercise),
        section=line["section"],
        page=line["page"],
        anchor=_anchor(root, file, cell, line["page"], line["section"]),
        scene=head["scene"].strip(),
        solution=cells[f"{exercise}-answer"]["source"],
    )


def _points(file: str, cells: Cells, exercise: str) -> tuple[int, ...]:
    """Return the points of the graded cells of an exercise, the check first."""
    points = []
    for name, cell in cells.items():
        marks = cell.get("metadata", {}).get("nbgrader", {})
        graded = bool(marks.get("grade"))
        if name == f"{exercise}-check" and not graded:
            raise BadInput(file, f"cell {name}", "no mark of nbgrader that it is graded", '"grade": true')
        if graded and name.startswith(f"{exercise}-"):
            found = marks.get("points")
            if type(found) is not int or found < 1:
                raise BadInput(file, f"cell {name}", f"the points {shown(found)}", "a whole number from 1")
            points.append(found)
    return tuple(points)


def _anchor(root: Path, file: str, cell: str, page: str, section: str) -> str:
    """Return the anchor of a section on the page of its lesson."""
    path = root / "chapters" / f"{page}.qmd"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.findall(rf"^##+ {re.escape(section)} \{{#([\w-]+)[^}}]*\}}$", text, re.MULTILINE)
    if len(found) != 1:
        right = f"a section with an anchor, once on chapters/{page}.qmd,"
        raise BadInput(file, cell, f"“{section}” to read first", right)
    return str(found[0])
