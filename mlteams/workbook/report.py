"""How far a learner is: done, left and minutes, as text and as a small picture."""

import html
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mlteams.core.part import Lesson, Part
from mlteams.input.errors import BadInput, printable
from mlteams.parts import exercises
from mlteams.workbook import state
from mlteams.workbook.manifest import Entry, entries
from mlteams.workbook.said import Said

NOT_KEPT = "Kept in this session only; in the folder that `python3 course.py lab` opens it is kept for good."
WIDTH, HEIGHT = 460, 26  # of the picture's bar, in pixels


@dataclass(frozen=True)
class Line:
    """One exercise and how it stands: "done", "judge" (checked, not yet judged), "tried" or "left"."""

    part: Part
    lesson: Lesson
    entry: Entry
    state: str
    note: str


@dataclass(frozen=True)
class Report:
    """Progress of every part, of one, or of one lesson.

    Attributes:
        lines: the exercises in the order of the course.
        of_lesson: whether they are those of one lesson.
        note: what else there is to say, empty if nothing.
    """

    lines: tuple[Line, ...]
    of_lesson: bool = False
    note: str = ""

    def _groups(self) -> Iterator[tuple[str, list[Line]]]:
        """Yield title and lines of each part, or of the one lesson."""
        for part, group in groupby(self.lines, key=lambda line: line.part):
            lines = list(group)
            yield f"{part.title}, {lines[0].lesson.title}" if self.of_lesson else part.title, lines

    def __repr__(self) -> str:
        """Return the text: a sentence a part, below it the lessons with a line an exercise."""
        rows = []
        for title, group in self._groups():
            rows.append(_sentence(title, group))
            width = max(len(line.entry.title) for line in group)
            for lesson, lines in groupby(group, key=lambda line: line.lesson):
                rows += [] if self.of_lesson else [f"  {lesson.title}"]
                rows += [
                    f"    {line.note:<22} {line.entry.title:<{width}}  {line.entry.minutes:>2} min"
                    for line in lines
                ]
        return "\n".join([*rows, *([self.note] if self.note else [])])

    def _repr_html_(self) -> str:
        told = []
        for title, group in self._groups():
            sentence = _sentence(title, group)
            told.append(f"<p>{html.escape(sentence)}</p>{_picture(sentence, group)}")
            for lesson, lines in groupby(group, key=lambda line: line.lesson):
                told += [] if self.of_lesson else [f"<p>{html.escape(lesson.title)}</p>"]
                items = "".join(
                    f"<li>{html.escape(line.entry.title)} ({line.entry.minutes} minutes): "
                    f"{html.escape(line.note)}</li>"
                    for line in lines
                )
                told.append(f"<ul>{items}</ul>")
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return f'<div class="workbook">{"".join(told)}{note}</div>'


def progress(name: object = None) -> Report | Said:
    """Return how far this learner is: in the course, or in the part or lesson of a name such as "management.dates".

    What cannot be read, and a name that is none, get a sentence.
    """
    try:
        known = state.load()
    except BadInput as problem:
        return Said(f"{problem}. The file was left as it is; rename it to start anew.")
    try:
        manifest = entries()
    except BadInput as problem:
        return Said(f"{problem}. That file belongs to the course.")
    lines = tuple(
        _line(part, lesson, manifest[full], known.exercises.get(full), bool(exercise.rubric))
        for full, (part, lesson, exercise) in exercises().items()
    )
    note = "" if state.work_folder() else NOT_KEPT
    if name is None:
        return Report(lines, note=note)
    within: dict[str, list[Line]] = {}
    for line in lines:
        within.setdefault(line.part.name, []).append(line)
        within.setdefault(f"{line.part.name}.{line.lesson.name}", []).append(line)
    if type(name) is not str or name not in within:
        return Said(f"There is progress of {', '.join(within)}, or without a name of all.")
    return Report(tuple(within[name]), "." in name, note)


def _line(part: Part, lesson: Lesson, entry: Entry, step: state.Step | None, rubric: bool) -> Line:
    if step is None or not (step.passed or step.tries):
        return Line(part, lesson, entry, "left", "left")
    if not step.passed:
        tried = f"tried {step.tries} time{'s' if step.tries > 1 else ''}"
        return Line(part, lesson, entry, "tried", tried)
    if not rubric:
        return Line(part, lesson, entry, "done", "done")
    if not step.judged:
        return Line(part, lesson, entry, "judge", "checked, yours to judge")
    judged = f"judged by you, {sum(step.judged.values())} of {len(step.judged)}"
    return Line(part, lesson, entry, "done", judged)


def _sentence(title: str, lines: Sequence[Line]) -> str:
    done = [line for line in lines if line.state == "done"]
    minutes = sum(line.entry.minutes for line in lines)
    left = minutes - sum(line.entry.minutes for line in done)
    rest = f"{left} of {minutes} minutes are left" if left else f"all {minutes} minutes are behind you"
    return f"{title}: {len(done)} of {len(lines)} done, {rest}."


def _picture(sentence: str, lines: Sequence[Line]) -> str:
    """Return a bar with a piece for each exercise, as wide as its minutes; fill and sign say how it stands."""
    total = sum(line.entry.minutes for line in lines)
    fills = {"done": "0.85", "judge": "0.45", "tried": "0.2", "left": "0"}
    signs = {"done": "✓", "judge": "?", "tried": "…", "left": ""}
    pieces, x = [], 1.0
    for line in lines:
        width = (WIDTH - 2) * line.entry.minutes / total
        middle = x + width / 2
        box = f'x="{x:.1f}" y="1" width="{width - 3:.1f}" height="{HEIGHT - 2}" rx="3"'
        pieces.append(
            f'<rect {box} fill="#2b7a4b" fill-opacity="{fills[line.state]}" stroke="#5c9a75"/>'
            f'<text x="{middle - 1.5:.1f}" y="18" text-anchor="middle" font-size="14" fill="currentColor">'
            f"{signs[line.state]}</text>"
        )
        x += width
    label = html.escape(sentence, quote=True)
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'style="max-width:{WIDTH}px;width:100%">{"".join(pieces)}</svg>'
    )


def export(path: Path) -> str:
    """Write progress to a file of its own, for another machine, and return a sentence.

    Raises:
        BadInput: it cannot be read or written, or something else than an older export has that name.
    """
    mine = state.load()
    if os.path.exists(path):  # pathlib's own raises for a name that no file can have
        try:
            state.read(path)
        except BadInput:
            right = "a new name, or that of an older export"
            raise BadInput(path.name, "the file itself", "something else of that name", right) from None
    state.write(path, mine)
    return printable(f"Progress written to {path.name}.")


def add(path: Path) -> str:
    """Add the progress in a file to this one, of each exercise what is further, and return a sentence.

    Raises:
        BadInput: one of the two files is not valid, or there is no work folder to keep it in; nothing is changed.
    """
    if state.work_folder() is None:
        right = "the folder that `python3 course.py lab` makes, once,"
        raise BadInput("my-work", "the folder itself", "no work folder to keep progress in", right)
    mine = state.load()
    theirs, said = state.carried(state.read(path))
    mine.exercises = state.merged(mine, theirs).exercises
    state.save(mine)
    return printable(f"Progress of {path.name} added. {said}".rstrip())


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
