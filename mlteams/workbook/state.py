"""Where a learner's progress is kept: in one JSON file in the work folder, or nowhere but in memory.

The work folder is the nearest folder upward that holds the manifest laid down by `course.py lab`. Outside of one,
nothing is written: whoever runs the solutions in the repository leaves no trace there.
"""

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mlteams.input.errors import BadInput, seen
from mlteams.input.text_file import read_text
from mlteams.parts import written
from mlteams.paths import write_whole

MANIFEST = ".course.json"
PLAN = "plan.yaml"  # the learner's own, which `fill` writes
FILE = "progress.json"
COURSE = "Ship the Team"


class Step(BaseModel):
    """What is known of one exercise."""

    model_config = ConfigDict(extra="forbid", strict=True)
    passed: bool = False
    tries: int = Field(default=0, ge=0, le=1_000_000)
    hints: int = Field(default=0, ge=0, le=3)
    judged: dict[str, bool] = {}


class Said(BaseModel):
    """What a learner predicted of an explorable before its picture was shown: a range, a pick, or nothing."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
    low: float | None = None
    high: float | None = None
    pick: str | None = None


class Progress(BaseModel):
    """The whole file; exercises and explorables of another edition of the course are kept."""

    model_config = ConfigDict(extra="forbid", strict=True)
    course: Literal["Ship the Team"] = "Ship the Team"
    version: Literal[1] = 1
    exercises: dict[str, Step] = {}
    ranges: dict[str, Said] = {}

    def step(self, name: str) -> Step:
        """Return the step of an exercise, made when missing."""
        return self.exercises.setdefault(name, Step())


_session = Progress()


def work_folder() -> Path | None:
    """Return the nearest folder upward from the current one that `course.py lab` laid, None outside."""
    try:
        here = Path.cwd()
        return next((folder for folder in (here, *here.parents) if (folder / MANIFEST).is_file()), None)
    except OSError:  # the current folder is gone or closed to us
        return None


def load() -> Progress:
    """Return the progress of the work folder, or of this session outside one, under today's names.

    Raises:
        BadInput: the file is there and is not valid; it is left as it is.
    """
    folder = work_folder()
    if folder is None:
        return _session
    path = folder / FILE
    return carried(read(path))[0] if path.exists() else Progress()


def save(progress: Progress) -> None:
    """Keep the progress, whole or not at all.

    Raises:
        BadInput: the folder cannot be written.
    """
    folder = work_folder()
    if folder is not None:
        write(folder / FILE, progress)


def write(path: Path, progress: Progress) -> None:
    """Write a progress file, whole or not at all.

    Raises:
        BadInput: it cannot be written.
    """
    try:
        write_whole(path, json.dumps(progress.model_dump(), indent=1, sort_keys=True) + "\n")
    except (OSError, ValueError) as error:
        found = getattr(error, "strerror", None) or "no place for a file"
        raise BadInput(
            path.name, "the file itself", found, "a file in a folder that can be written"
        ) from None


def read(path: Path) -> Progress:
    """Read a progress file.

    Raises:
        BadInput: it is not one.
    """
    text = read_text(path, "a file that `progress --export` has written")
    try:
        data: Any = json.loads(text)
    except ValueError as error:
        place = f"line {getattr(error, 'lineno', 1)}"
        raise BadInput(path.name, place, "no JSON", "a file written by the course") from None
    except RecursionError:
        raise BadInput(path.name, "line 1", "JSON nested too deep", "a file written by the course") from None
    for key in ("course", "version") if isinstance(data, dict) else ():
        if key not in data:  # a file of ours says whose it is
            raise BadInput(path.name, key, "nothing", "a progress file of this course")
    try:
        return Progress.model_validate(data)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole file"
        found = "a key without a meaning" if first["type"] == "extra_forbidden" else seen(first["input"])
        raise BadInput(path.name, place, found, "a progress file of this course") from None


def renamed(name: str) -> list[str]:
    """Return the exercises that a name of the first edition, part and exercise, may mean today."""
    return [
        f"{part.name}.{lesson.name}.{exercise}"
        for part in written()
        for lesson in part.lessons
        for exercise in lesson.exercises
        if name == f"{part.name}.{exercise}"
    ]


def carried(progress: Progress) -> tuple[Progress, str]:
    """Return progress with names of the first edition replaced, and a sentence on what was; empty if nothing was.

    A name that may mean several exercises, or none, stays as it is.
    """
    today = {name: now[0] for name in progress.exercises if len(now := renamed(name)) == 1}
    if not today:
        return progress, ""
    steps = {name: step for name, step in progress.exercises.items() if name not in today}
    old = Progress(exercises={now: progress.exercises[name] for name, now in today.items()})
    names = ", ".join(f"{name} as {now}" for name, now in today.items())
    said = f"What you did in the first edition counts under the new names: {names}."
    return merged(Progress(exercises=steps, ranges=progress.ranges), old), said


def carry_over(work: Path) -> str:
    """Replace names of the first edition in the progress file of a work folder and return what `carried` says.

    A file that is not valid, or cannot be written, stays as it is without a word: `load` says the one, and carries
    over in memory.
    """
    try:
        progress, said = carried(read(work / FILE))
        if said:
            write(work / FILE, progress)
    except BadInput:
        return ""
    return said


def merged(mine: Progress, theirs: Progress) -> Progress:
    """Return both, of each exercise what is further and of each range mine: nothing done is lost."""
    both = mine.model_copy(deep=True)
    for name, other in theirs.exercises.items():
        step = both.step(name)
        both.exercises[name] = Step(
            passed=step.passed or other.passed,
            tries=max(step.tries, other.tries),
            hints=max(step.hints, other.hints),
            judged=step.judged or other.judged,
        )
    both.ranges = theirs.ranges | mine.ranges
    return both


def said(explorable: str) -> Said | None:
    """Return what was predicted of an explorable; None if nothing was, or the progress file cannot be read."""
    try:
        return load().ranges.get(explorable) or _session.ranges.get(explorable)
    except BadInput:
        return _session.ranges.get(explorable)


def say(explorable: str, prediction: Said) -> str:
    """Keep a prediction, unless there is one: only the first counts. Return why it is kept in memory only, or "".

    Outside a work folder it is kept for this session, as all progress is.
    """
    if said(explorable):
        return ""
    _session.ranges[explorable] = prediction
    try:
        progress = load()
        progress.ranges.setdefault(explorable, prediction)
        save(progress)
    except BadInput as problem:
        return f"Kept for this session only. {problem}"
    return ""
