"""How far a learner is: done, left and minutes, as text and as a small picture."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mlteams.core.exercise import Exercise
from mlteams.input.errors import BadInput
from mlteams.parts import exercises
from mlteams.workbook import state
from mlteams.workbook.answers import Said

NOT_KEPT = "Kept in this session only; in the folder that `python3 course.py lab` opens it is kept for good."
WIDTH, HEIGHT = 460, 26  # of the picture's bar, in pixels


@dataclass(frozen=True)
class Line:
    """One exercise and how it stands: "done", "judge" (checked, not yet judged), "tried" or "left"."""

    exercise: Exercise
    state: str
    note: str


@dataclass(frozen=True)
class Report:
    """Progress of every part that has exercises."""

    lines: tuple[Line, ...]
    note: str = ""

    def __repr__(self) -> str:
        """Return the text: a sentence a part, a line an exercise."""
        rows = []
        for part, group in groupby(self.lines, key=lambda line: line.exercise.part):
            lines = list(group)
            rows.append(_sentence(part, lines))
            width = max(len(line.exercise.title) for line in lines)
            rows += [
                f"  {line.note:<22} {line.exercise.title:<{width}}  {line.exercise.minutes:>2} min"
                for line in lines
            ]
        return "\n".join([*rows, *([self.note] if self.note else [])])

    def _repr_html_(self) -> str:
        parts = []
        for part, group in groupby(self.lines, key=lambda line: line.exercise.part):
            lines = list(group)
            parts.append(f"<p>{html.escape(_sentence(part, lines))}</p>{_picture(part, lines)}<ul>")
            parts += [
                f"<li>{html.escape(line.exercise.title)} ({line.exercise.minutes} minutes): "
                f"{html.escape(line.note)}</li>"
                for line in lines
            ]
            parts.append("</ul>")
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return f'<div class="workbook">{"".join(parts)}{note}</div>'


def progress() -> Report | Said:
    """Return how far this learner is, or a sentence if the file that says so is not valid."""
    try:
        known = state.load()
    except BadInput as problem:
        return Said(f"{problem}. The file was left as it is; rename it to start anew.")
    lines = tuple(_line(one, known.exercises.get(one.name)) for _, _, one in exercises().values())
    return Report(lines, "" if state.work_folder() else NOT_KEPT)


def _line(exercise: Exercise, step: state.Step | None) -> Line:
    if step is None or not (step.passed or step.tries):
        return Line(exercise, "left", "left")
    if not step.passed:
        return Line(exercise, "tried", f"tried {step.tries} time{'s' if step.tries > 1 else ''}")
    if not exercise.rubric:
        return Line(exercise, "done", "done")
    if not step.judged:
        return Line(exercise, "judge", "checked, yours to judge")
    return Line(exercise, "done", f"judged by you, {sum(step.judged.values())} of {len(step.judged)}")


def _sentence(part: str, lines: list[Line]) -> str:
    done = [line for line in lines if line.state == "done"]
    minutes = sum(line.exercise.minutes for line in lines)
    left = minutes - sum(line.exercise.minutes for line in done)
    rest = f"{left} of {minutes} minutes are left" if left else f"all {minutes} minutes are behind you"
    return f"{part.title()}: {len(done)} of {len(lines)} done, {rest}."


def _picture(part: str, lines: list[Line]) -> str:
    """Return a bar with a piece for each exercise, as wide as its minutes; fill and sign say how it stands."""
    total = sum(line.exercise.minutes for line in lines)
    fills = {"done": "0.85", "judge": "0.45", "tried": "0.2", "left": "0"}
    signs = {"done": "✓", "judge": "?", "tried": "…", "left": ""}
    pieces, x = [], 1.0
    for line in lines:
        width = (WIDTH - 2) * line.exercise.minutes / total
        middle = x + width / 2
        box = f'x="{x:.1f}" y="1" width="{width - 3:.1f}" height="{HEIGHT - 2}" rx="3"'
        pieces.append(
            f'<rect {box} fill="#2b7a4b" fill-opacity="{fills[line.state]}" stroke="#5c9a75"/>'
            f'<text x="{middle - 1.5:.1f}" y="18" text-anchor="middle" font-size="14" fill="currentColor">'
            f"{signs[line.state]}</text>"
        )
        x += width
    label = html.escape(_sentence(part, lines), quote=True)
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'style="max-width:{WIDTH}px;width:100%">{"".join(pieces)}</svg>'
    )


def export(path: Path) -> str:
    """Write progress to a file of its own, for another machine, and return a sentence.

    Raises:
        BadInput: it cannot be read or written.
    """
    state.write(path, state.load())
    return f"Progress written to {path.name}."


def add(path: Path) -> str:
    """Add the progress in a file to this one, of each exercise what is further, and return a sentence.

    Raises:
        BadInput: one of the two files is not valid; then nothing is changed.
    """
    mine = state.load()
    mine.exercises = state.merged(mine, state.read(path)).exercises
    state.save(mine)
    return f"Progress of {path.name} added."


def export_progress(path: object = None) -> Said:
    """Write progress to a file of its own, for another machine."""
    return _said(export, path)


def import_progress(path: object = None) -> Said:
    """Add the progress in a file to this one; of each exercise what is further stays."""
    return _said(add, path)


def _said(move: Callable[[Path], str], path: object) -> Said:
    if type(path) is not str and not isinstance(path, Path):
        return Said('The name of a file belongs there, such as "my-progress.json".')
    try:
        return Said(move(Path(str(path))))
    except BadInput as problem:
        return Said(f"{problem}. Nothing was changed.")
