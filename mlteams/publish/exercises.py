"""What the site takes from the workbook: scenes, tasks, hints and solutions, read from solutions/."""

import re
import shutil
from itertools import groupby

from mlteams.core.exercise import Exercise
from mlteams.core.part import Lesson, Part
from mlteams.parts import exercises
from mlteams.paths import BUILD, write_whole
from mlteams.workbook.manifest import Entry, entries

_MARK = re.compile(r"^\s*### (?:BEGIN|END) SOLUTION\n", flags=re.M)
Known = tuple[Part, Lesson, Exercise, Entry]


def write() -> None:
    """Write `_build/exercises/<part>.md` for every part that has exercises.

    Raises:
        BadInput: a solution notebook is missing or malformed.
    """
    folder = BUILD / "exercises"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    manifest = entries()
    known = [(*found, manifest[name]) for name, found in exercises().items()]
    for part, members in groupby(known, key=lambda one: one[0]):
        write_whole(folder / f"{part.name}.md", as_markdown(list(members)))


def as_markdown(members: list[Known]) -> str:
    """Return the exercises of a part as Markdown for a page in the site's root: a heading a lesson, below it theirs."""
    lines = []
    for lesson, group in groupby(members, key=lambda one: one[1]):
        known = list(group)
        part, place = known[0][0], f"{known[0][0].name}/{lesson.name}"
        lines.append(f"## {part.title}: {lesson.title} {{#exercises-{part.name}-{lesson.name}}}")
        lines.append(
            f"{_sum([entry for *_, entry in known])}: [the notebook](exercises/{place}.ipynb) and "
            f"[the lesson](chapters/{place}.qmd)."
        )
        lines += [_exercise(exercise, entry) for _, _, exercise, entry in known]
    return "\n\n".join(lines) + "\n"


def _sum(known: list[Entry]) -> str:
    """Return what the exercises of a lesson take together."""
    many = "1 exercise" if len(known) == 1 else f"{len(known)} exercises"
    minutes = sum(entry.minutes for entry in known)
    return f"{many}, {minutes} minutes, {_points(sum(sum(entry.points) for entry in known))}"


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"


def _exercise(exercise: Exercise, entry: Entry) -> str:
    """Return one exercise: heading, what it takes, scene and task, hints and solution folded."""
    hints = "\n\n".join(_folded("hint", f"Hint {n}", text) for n, text in enumerate(exercise.hints, 1))
    code = _MARK.sub("", entry.solution).strip()
    return "\n\n".join(
        [
            f"### {entry.title} {{#exercise-{entry.name.replace('.', '-')}}}",
            f"{entry.minutes} minutes · {entry.difficulty} · {_points(sum(entry.points))} · "
            f"read first: [{entry.section}](chapters/{entry.page}.qmd#{entry.anchor})",
            entry.scene.replace("](../../", "]("),  # links of a notebook two folders down
            f'In the notebook: `check("{entry.name}")`.',
            *_judgement(exercise),
            hints,
            _folded("solution", "Solution", f"```python\n{code}\n```"),
        ]
    )


def _judgement(exercise: Exercise) -> list[str]:
    """Return what the learner judges and, folded, examples to judge by."""
    if not exercise.rubric:
        return []
    questions = "\n".join(f"- {point.question}" for point in exercise.rubric)
    examples = "\n\n".join(f"> {text}" for text in exercise.examples)
    return [f"Yours to judge:\n\n{questions}", _folded("solution", "Examples", examples)]


def _folded(kind: str, title: str, text: str) -> str:
    return f'<details class="exercise-{kind}"><summary>{title}</summary>\n\n{text}\n\n</details>'
