"""fill: what a learner decided goes into plan.yaml, the learner's own plan."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from mlteams.input.errors import BadInput
from mlteams.paths import ROOT
from mlteams.workbook import guard, state
from mlteams.workbook.answers import Said
from mlteams.workbook.state import PLAN

MOST_LETTERS = 100  # of a key
NOT_KEPT = (
    "It is kept in the folder that `python3 course.py lab` opens; this is another, so nothing was written."
)


def fill(key: object = None, value: object = None) -> Said:
    """Write a value, or what a function without arguments returns, at a key of plan.yaml in the work folder.

    The plan is written whole or not at all; what does not fit it is said in a sentence. Outside the work folder
    the value is tried on an empty plan, and nothing is kept.
    """
    from mlteams.plan.plan_file import fill as write  # a schema takes a while to load

    if type(key) is not str or len(key) > MOST_LETTERS:
        what = "a very long text" if type(key) is str else guard.kind(key)
        return Said(f"Found {what}; a key of the plan, such as “as_of”, comes first.")
    try:
        if callable(value):
            found, trouble = guard.call(cast(Callable[..., object], value), [()])
            if trouble:
                return Said(f"{key}: nothing written. {trouble.sentence}; is the exercise above solved?")
            made = found[0]
        else:
            made = guard.plain(value)
    except guard.NotPlain as problem:
        return Said(f"{key}: nothing written. Found {problem}; plain values would be right.")
    if made is None or (isinstance(made, dict) and None in made.values()):
        return Said(f"{key}: nothing written, as there is no value yet; is the exercise above solved?")
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
