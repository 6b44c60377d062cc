"""What the site takes from the workbook: scenes, tasks, hints and solutions, read from solutions/."""

import json
import re
import shutil
from itertools import groupby

from mlteams.core.exercise import Exercise
from mlteams.input.errors import BadInput
from mlteams.parts import exercises
from mlteams.paths import BUILD, ROOT, write_whole

_MARK = re.compile(r"^\s*### (?:BEGIN|END) SOLUTION\n", flags=re.M)


def write() -> None:
    """Write `_build/exercises/<part>.md` for every part that has exercises.

    Raises:
        BadInput: a part has no solution notebook, or a cell of an exercise is missing there.
    """
    folder = BUILD / "exercises"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part, members in groupby(
        [one for _, _, one in exercises().values()], key=lambda exercise: exercise.part
    ):
        write_whole(folder / f"{part}.md", as_markdown(part, list(members)))


def as_markdown(part: str, members: list[Exercise]) -> str:
    """Return the exercises of a part as Markdown for a page in the site's root."""
    path = ROOT / "solutions" / f"{part}.ipynb"
    if not path.is_file():
        raise BadInput(path, "the file itself", "nothing of that name", "the notebook with the solutions")
    cells = json.loads(path.read_text(encoding="utf-8"))[
        "cells"
    ]  # nbformat would take longer to load than the site
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
    minutes = sum(exercise.minutes for exercise in members)
    points = sum(sum(exercise.points) for exercise in members)
    lines = [
        f"{len(members)} exercises, {minutes} minutes, {points} points: "
        f"[the notebook](exercises/{part}.ipynb) and [the chapter](chapters/{part}.qmd)."
    ]
    for exercise in members:
        short = exercise.name.split(".")[1]
        for cell in (f"{short}-scene", f"{short}-answer"):
            if cell not in sources:
                raise BadInput(path, cell, "no such cell", "a cell with that id")
        lines.append(_exercise(exercise, sources[f"{short}-scene"], sources[f"{short}-answer"]))
    return "\n\n".join(lines) + "\n"


def _exercise(exercise: Exercise, scene: str, answer: str) -> str:
    """Return one exercise: heading, what it takes, scene and task, hints and solution folded."""
    part, short = exercise.name.split(".")
    points = sum(exercise.points)
    told = scene.split("\n\n", 2)[2]  # after its own heading and line of minutes
    hints = "\n\n".join(_folded("hint", f"Hint {n}", text) for n, text in enumerate(exercise.hints, 1))
    code = _MARK.sub("", answer).strip()
    return "\n\n".join(
        [
            f"## {exercise.title} {{#exercise-{short}}}",
            f"{exercise.minutes} minutes · {exercise.difficulty} · {points} points · "
            f"read first: [{exercise.section}](chapters/{part}.qmd#{exercise.anchor})",
            told,
            f'In the notebook: `check("{exercise.name}", {exercise.call.split("(")[0]})`.',
            *_judgement(exercise),
            hints,
            _folded("solution", "Solution", f"```python\n{code}\n```"),
        ]
    )


def _judgement(exercise: Exercise) -> list[str]:
    """Return what the learner judges and, folded, two examples."""
    if not exercise.rubric:
        return []
    questions = "\n".join(f"- {point.question}" for point in exercise.rubric)
    examples = "\n\n".join(f"> {text}" for text in exercise.examples)
    return [f"Yours to judge:\n\n{questions}", _folded("solution", "Two examples", examples)]


def _folded(kind: str, title: str, text: str) -> str:
    return f'<details class="exercise-{kind}"><summary>{title}</summary>\n\n{text}\n\n</details>'
