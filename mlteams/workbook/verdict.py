"""The verdict on an answer: on Heron's brief and every hidden one, the first fault, and the hint that fits most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mlteams.core.exercise import SEEDS, Brief, Exercise, Fault, Mistake
from mlteams.input.errors import BadInput
from mlteams.workbook import guard, manifest
from mlteams.workbook.guard import Trouble, Value
from mlteams.workbook.plain import NotPlain, plain
from mlteams.workbook.said import RIGHT, WRONG, Said

MOST = 0.75  # of the briefs on which a planted mistake or an answer is wrong: on so many it must match for its hint
COPIED = (
    "Your function gives the same answer for every brief. That answer is right for Heron alone; let the function "
    "compute it from its arguments."
)
SAME = "Your function gives this answer for every brief."
ELSEWHERE = "Right for Heron, and not for another company. "


@dataclass(frozen=True)
class Found:
    """An exercise and its full name, such as "management.dates.p85"."""

    name: str
    exercise: Exercise


def examine(found: Found, answer: Callable[..., object], seeds: Sequence[int] = SEEDS) -> Said:
    """Say whether a function has every property on the briefs of some seeds; the first is taken as Heron's."""
    exercise = found.exercise
    if guard.is_stub(answer):
        text = f"This is still the stub: put your own lines in place of its dots. It must return {exercise.returns}."
        return replace(wrong(found, text), tried=False)
    briefs = [exercise.brief(seed) for seed in seeds]
    values, trouble = guard.call(answer, briefs, exercise.seconds)
    faults = [_fault(exercise, given, value) for given, value in zip(briefs, values, strict=False)]
    for place, fault in enumerate(faults):
        if fault:
            return wrong(found, _explained(exercise, briefs, values, faults, place, fault))
    if trouble:
        return wrong(found, _troubled(exercise, trouble, len(values)))
    text = f"{found.name}: on Heron's brief and on {len(seeds) - 1} others, {exercise.right}."
    text += f'\nOne way to write it: show_solution("{found.name}").'
    if exercise.rubric:
        text += f' What no check can see is yours to judge: judge("{found.name}").'
    return Said(text, passed=True, mark=RIGHT)


def _fault(exercise: Exercise, given: Brief, value: Value) -> Fault | None:
    return Fault("none", "") if value.plain is None else exercise.fault(given, value.plain)


def _troubled(exercise: Exercise, trouble: Trouble, before: int) -> str:
    """Return what ended the calls early; `before` were well."""
    where = "On Heron's brief your" if not before else f"{ELSEWHERE}There your"
    if trouble.late:
        return (
            f"{where} function {trouble.sentence}; {exercise.seconds:g} seconds a call is the limit. Is there a loop "
            "that never ends, or one that draws far more than it needs?"
        )
    must = f" It must return {exercise.returns}." if trouble.sentence.startswith("returned") else ""
    return f"{where} function {trouble.sentence}.{must}"


def _explained(
    exercise: Exercise,
    briefs: Sequence[Brief],
    values: Sequence[Value],
    faults: Sequence[Fault | None],
    place: int,
    fault: Fault,
) -> str:
    """Return the first fault in a sentence, with the hint of a planted mistake if most briefs speak for it."""
    lead = ELSEWHERE if place else ""
    if fault.aspect == "none":
        nothing = "Your function returned nothing: is there a path through it without return?"
        return f"{lead}{nothing} It must return {exercise.returns}."
    if place and all(value.plain == values[0].plain for value in values):
        return COPIED
    if fault.aspect == "form":
        return f"{lead}{fault.sentence}: it is {values[place].was}. It must return {exercise.returns}."
    hint = _hint(exercise, briefs, values, faults, fault.aspect)
    if not hint and len(values) > 1 and all(value.plain == values[0].plain for value in values):
        hint = SAME
    return f"{lead}{fault.sentence}.{f' {hint}' if hint else ''}"


def _hint(
    exercise: Exercise,
    briefs: Sequence[Brief],
    values: Sequence[Value],
    faults: Sequence[Fault | None],
    aspect: str,
) -> str:
    """Return the hint of the planted mistake that an answer makes on most briefs, or an empty text: never accuse.

    A brief on which both are right says nothing of either, and does not count.
    """
    best, hint = (0.0, 0.0), ""
    for mistake in exercise.mistakes:
        if mistake.aspect == aspect:
            apart = [
                _apart(exercise, mistake, given, value, fault)
                for given, value, fault in zip(briefs, values, faults, strict=False)
            ]
            telling = [one for one in apart if one is not None]
            near = [one for one in telling if one <= 1]
            score = (len(near) / len(telling), -sum(near))
            if score[0] >= MOST and (not hint or score > best):
                best, hint = score, mistake.hint
    return hint


def _apart(
    exercise: Exercise, mistake: Mistake, given: Brief, value: Value, fault: Fault | None
) -> float | None:
    """Return the distance between an answer and a planted one, None where both are right."""
    try:
        planted = plain(mistake.answer(*given))
    except NotPlain:
        return float("inf")
    theirs = exercise.fault(given, planted)
    if fault is None or theirs is None:
        return None if fault is theirs else float("inf")
    if fault.aspect != theirs.aspect:
        return float("inf")
    return exercise.distance(fault.aspect, value.plain, planted)


def wrong(found: Found, sentence: str) -> Said:
    """Say that an answer is not right yet, and what to do next."""
    printable = "".join(c if c.isprintable() else "?" for c in sentence)  # what was found may be quoted
    text = (
        f'{found.name}: {printable}\nNext: hint("{found.name}"), or reset("{found.name}") for a fresh stub.'
    )
    return Said(text, read=_to_read(found.name), mark=WRONG)


def _to_read(name: str) -> tuple[str, str]:
    """Return page and title of what to read first, empty if the course's own files do not say it."""
    try:
        entry = manifest.entries()[name]
    except BadInput:  # said by the course's tests; a learner could not mend it
        return "", ""
    return f"chapters/{entry.page}.html#{entry.anchor}", entry.section
