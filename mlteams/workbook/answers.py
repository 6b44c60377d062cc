"""check, grade and brief: an answer is judged on every brief, the same code always alike, in sentences."""

import difflib
import sys
from copy import deepcopy
from types import FunctionType

from mlteams.input.errors import BadInput
from mlteams.parts import exercises
from mlteams.workbook import state
from mlteams.workbook.plain import kind
from mlteams.workbook.said import Said
from mlteams.workbook.verdict import Found, examine, wrong

exercises()  # now, so that no learner waits for it at the first check
MISSING = object()
_passed: dict[str, object] = {}  # the function that passed last in this session, for `fill`


class NotYet(Exception):
    """Raised by `grade` where an answer is not right, with the sentence that `check` prints."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: the sentence, and no lines of the course's code."""
        return [f"NotYet: {self}"]


def find(name: object) -> Found | Said:
    """Return the exercise of a full name, or a sentence that says what names there are."""
    known = exercises()
    if type(name) is not str:
        return Said(
            f"Found {kind(name)}; the name of an exercise, such as {next(iter(known))!r}, comes first."
        )
    if name in known:
        return Found(name, known[name][2])
    close = state.renamed(name[:60]) or difflib.get_close_matches(name[:60], known, 1)
    right = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}."
    return Said(f"There is no exercise “{name[:60]}”; {right}")


def check(name: object = None, answer: object = MISSING) -> Said:
    """Say whether a function decides well: on Heron's brief, and on all that nobody sees.

    `name` is that of an exercise; its function is looked up where `check` is called, or given as `answer`. Nothing
    that stands there raises.
    """
    return _check(name, answer, sys._getframe(1).f_globals)


def grade(name: object, answer: object = MISSING) -> Said:
    """Do as `check`, for nbgrader, which takes a cell that raises for a wrong one.

    Raises:
        NotYet: the answer is not right; the message says why, so that it stands in the feedback.
    """
    said = _check(name, answer, sys._getframe(1).f_globals)
    if not said.passed:
        raise NotYet(repr(said))
    return said


def _check(name: object, answer: object, space: dict[str, object]) -> Said:
    found = find(name)
    if isinstance(found, Said):
        return found
    said = verdict(found, answer, space)
    try:
        progress = state.load()
        step = progress.step(found.name)
        step.tries += said.tried
        step.passed = step.passed or said.passed
        state.save(progress)
    except BadInput as problem:
        return Said(
            f"{said.text}\nThis was not kept. {problem}.", said.passed, said.read, said.tried, said.mark
        )
    return said


def verdict(found: Found, answer: object, space: dict[str, object]) -> Said:
    """Return what is to be said of an answer, which is looked up in `space` where it is missing."""
    own = found.exercise.function
    if answer is MISSING:
        answer = space.get(own, MISSING)
        if answer is MISSING:
            text = f"There is no function {own} here yet: run the cell with “def {own}”, then this one again."
            said = wrong(found, text)
            return Said(said.text, tried=False, mark=said.mark)
    if not callable(answer):
        reason = "One value fits one brief; the check tries your function on others."
        return wrong(found, f"Found {kind(answer)}; the function {own} itself belongs there. {reason}")
    said = examine(found, answer)
    if said.passed:
        _passed[found.name] = answer
    return said


def what_is_wrong(found: Found, space: dict[str, object]) -> Said | None:
    """Return what is wrong with the function that stands in `space` now, None if it is right."""
    now = space.get(found.exercise.function, MISSING)
    if type(now) is FunctionType and _passed.get(found.name) is now:
        return None
    said = verdict(found, now, space)
    return None if said.passed else said


def brief(name: object = None) -> tuple[object, ...] | Said:
    """Return Heron's brief: the arguments with which `check` calls a function first.

    They are a copy, so that a function that empties its arguments spoils neither the next call nor the check.
    """
    found = find(name)
    return found if isinstance(found, Said) else deepcopy(found.exercise.brief(0))
