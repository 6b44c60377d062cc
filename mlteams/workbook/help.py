"""hint, judge, reset, show_solution: what a learner may ask for beside a verdict."""

import re
import sys
from typing import Any

from mlteams.input.errors import BadInput
from mlteams.workbook import manifest, state
from mlteams.workbook.answers import find
from mlteams.workbook.manifest import STUB, Entry
from mlteams.workbook.plain import NotPlain, kind, plain
from mlteams.workbook.said import Code, Said
from mlteams.workbook.verdict import Found

_BLOCK = re.compile(r"^( *)### BEGIN SOLUTION\n.*?### END SOLUTION", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"^ *### (?:BEGIN|END) SOLUTION\n?", re.MULTILINE)


def hint(name: object = None, step: object = 1) -> Said:
    """Give a hint of an exercise: 1 is a question, 2 a formula, 3 nearly the solution."""
    found = find(name)
    if isinstance(found, Said):
        return found
    if type(step) is not int or not 1 <= step <= 3:
        return Said(f"Found {kind(step)} as the step; 1, 2 or 3 would be right.")
    kept = ""
    try:
        progress = state.load()
        known = progress.step(found.name)
        known.hints = max(known.hints, step)
        state.save(progress)
    except BadInput as problem:
        kept = f"\nHow far you are was not kept. {problem}."
    more = f'\nThe next one: hint("{found.name}", {step + 1}).' if step < 3 else "\nThat was the last one."
    return Said(f"Hint {step} of 3. {found.exercise.hints[step - 1]}{more}{kept}")


def reset(name: object = None) -> Said:
    """Give a fresh stub of an exercise; in a notebook it comes as a new cell below."""
    found = find(name)
    if isinstance(found, Said):
        return found
    entry = _entry(found)
    if isinstance(entry, Said):
        return entry
    stub = _BLOCK.sub(rf"\1{STUB}", entry.solution)
    shell = _shell()
    if shell is None:
        return Code(f"A fresh stub of {found.name}:", code=stub)
    shell.set_next_input(stub)
    return Said(f"A fresh stub of {found.name} is in the new cell below; your own cell stays as it is.")


def show_solution(name: object = None) -> Said:
    """Show one way to write an answer, once an own one has passed."""
    found = find(name)
    if isinstance(found, Said):
        return found
    try:
        passed = state.load().step(found.name).passed
    except BadInput as problem:
        return Said(f"Whether yours has passed cannot be read. {problem}.")
    if not passed:
        return Said(
            f'{found.name}: first an answer of your own must pass its check. For a hint: hint("{found.name}").'
        )
    entry = _entry(found)
    if isinstance(entry, Said):
        return entry
    return Code(
        f"One way to write {found.name}; yours is as right.", code=_MARK.sub("", entry.solution).strip()
    )


def _entry(found: Found) -> Entry | Said:
    try:
        return manifest.entries()[found.name]
    except BadInput as problem:
        return Said(f"{problem}. That file belongs to the course.")


def _shell() -> Any:  # noqa: ANN401 - IPython's
    """Return the notebook's shell, None outside of one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell if hasattr(shell, "kernel") else None


def judge(name: object = None, points: object = None) -> Said:
    """Show the rubric of an exercise, or record your own judgement: True or False for each key."""
    found = find(name)
    if isinstance(found, Said):
        return found
    rubric = found.exercise.rubric
    if not rubric:
        return Said(f"{found.name} has no rubric: its check sees all there is to see.")
    keys = [point.key for point in rubric]
    if points is None:
        return Said(_rubric(found))
    try:
        said = plain(points)
    except NotPlain as problem:
        said = str(problem)
    if (
        not isinstance(said, dict)
        or set(said) != set(keys)
        or any(type(v) is not bool for v in said.values())
    ):
        return Said(
            f"Each point is answered with True or False, in a dictionary with the keys {', '.join(keys)}."
        )
    yes = sum(said.values())
    try:
        progress = state.load()
        progress.step(found.name).judged = {key: said[key] for key in keys}
        state.save(progress)
    except BadInput as problem:
        return Said(f"Your judgement was not kept. {problem}.")
    missing = [point.question for point in rubric if not said[point.key]]
    rest = "" if not missing else "\nStill open: " + " ".join(missing)
    return Said(f"{found.name}: judged by yourself, {yes} of {len(keys)}.{rest}")


def _rubric(found: Found) -> str:
    exercise = found.exercise
    lines = ["No check can answer these; ask a colleague if you can."]
    lines += [f"{point.key}: {point.question}" for point in exercise.rubric]
    if _has_tried(found):
        lines += [f"Example {number}: {text}" for number, text in enumerate(exercise.examples, 1)]
    else:
        lines.append(f'Examples to compare with come after your first try: check("{found.name}").')
    keys = ", ".join(point.key for point in exercise.rubric)
    end = f"with a dictionary as the second word of judge: True or False for each of {keys}."
    return "\n".join([*lines, f"Record what you find {end}"])


def _has_tried(found: Found) -> bool:
    try:
        step = state.load().step(found.name)
    except BadInput:
        return False
    return step.passed or step.tries > 0
