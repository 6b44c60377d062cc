"""fill: what a learner decided goes into plan.yaml, the learner's own plan."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from mlteams.input.errors import BadInput
from mlteams.parts import exercises
from mlteams.paths import ROOT
from mlteams.workbook import guard, state
from mlteams.workbook.answers import what_is_wrong
from mlteams.workbook.plain import NotPlain, kind, plain
from mlteams.workbook.said import Said
from mlteams.workbook.state import PLAN
from mlteams.workbook.verdict import Found

MOST_LETTERS = 100  # of a key
SECONDS = 10  # that a function may take for its value
NOT_KEPT = (
    "It is kept in the folder that `python3 course.py lab` opens; this is another, so nothing was written."
)


def fill(key: object = None, value: object = None) -> Said:
    """Write a value, or what a function without arguments returns, at a key of plan.yaml in the work folder.

    A key that an exercise decides gets a value only when the exercise's function, as it stands now, passes its check.
    The plan is written whole or not at all; what does not fit it is said in a sentence. Outside the work folder the
    value is tried on an empty plan, and nothing is kept.
    """
    from mlteams.plan.plan_fill import fill as write  # a schema takes a while to load

    if type(key) is not str or len(key) > MOST_LETTERS:
        what = "a very long text" if type(key) is str else kind(key)
        return Said(f"Found {what}; a key of the plan, such as “as_of”, comes first.")
    found = decided_by(key)
    wrong = what_is_wrong(found, sys._getframe(1).f_globals) if found else None
    if wrong:
        return Said(
            f"{key}: nothing written, as the exercise that decides it is not right yet.\n{wrong.text}"
        )
    try:
        made = _made(value)
    except NotPlain as problem:
        return Said(f"{key}: nothing written. {problem}; plain values would be right.")
    if made is None or (isinstance(made, dict) and None in made.values()):
        return Said(f"{key}: nothing written, as there is no value yet.")
    folder = state.work_folder()
    try:
        if folder:
            return Said(write(folder / PLAN, key, made).replace(str(folder / PLAN), PLAN))
        with tempfile.TemporaryDirectory() as nowhere:
            path = Path(nowhere) / PLAN
            # What the plan may point to lies beside it, as in the work folder.
            shutil.copytree(ROOT / "examples", path.parent / "examples")
            write(path, key, made)
            return Said(f"{key} fits the plan. {NOT_KEPT}")
    except BadInput as problem:
        sentence = str(problem)
        at = sentence.find(PLAN)
        return Said(f"{sentence[at if at >= 0 else 0 :]}. Nothing was written.")
    except OSError as error:
        return Said(f"{key}: nothing written; the folder says “{error.strerror}”.")


def decided_by(key: str) -> Found | None:
    """Return the exercise whose decision belongs at a key of the plan, or below it; None if no exercise decides it."""
    for name, (_, _, exercise) in exercises().items():
        if any(key == own or key.startswith(f"{own}.") for own in exercise.fills):
            return Found(name, exercise)
    return None


def _made(value: object) -> object:
    """Return a value as plain data, of a function what it returns.

    Raises:
        NotPlain: it has none; the message is a sentence without a full stop.
    """
    if not callable(value):
        try:
            return plain(value)
        except NotPlain as problem:
            raise NotPlain(f"Found {problem}") from None
    found, trouble = guard.call(cast(Callable[..., object], value), [()], SECONDS)
    if trouble:
        raise NotPlain(f"The function in this cell {trouble.sentence}")
    return found[0].plain
