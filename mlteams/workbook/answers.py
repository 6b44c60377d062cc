"""check, hint, judge, brief: what a learner calls below an exercise. Each answers in sentences, never a traceback."""

import difflib
import html
import random
from dataclasses import dataclass, replace

from mlteams.core.exercise import HIDDEN, Exercise, Fault, Plain
from mlteams.input.errors import BadInput
from mlteams.parts import exercises
from mlteams.workbook import guard, manifest, state

exercises()  # now, so that no learner waits for it at the first check
_MISSING = object()
SITE = "http://127.0.0.1:8000"  # where `course.py serve` puts the site
COPIED = (
    "Your function gives the same answer for every brief. That answer is right for Heron alone; let the function "
    "compute it from its arguments."
)
ELSEWHERE = "Right for Heron, and not for another company. "


@dataclass(frozen=True)
class Said:
    """What a command says, as text and, in a notebook, with links.

    Attributes:
        text: the sentences.
        passed: whether the answer has every property that can be checked.
        read: page and title to read further, empty if there is nothing to read.
        tried: whether there was an answer; an untouched stub returns nothing.
    """

    text: str
    passed: bool = False
    read: tuple[str, str] = ("", "")
    tried: bool = True

    def __repr__(self) -> str:
        """Return the sentences, with the place to read."""
        page, title = self.read
        return f"{self.text}\nRead “{title}”: {page} (python3 course.py serve)." if page else self.text

    def _repr_html_(self) -> str:
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in self.text.split("\n"))
        page, title = self.read
        if page:
            notebook = page.replace("chapters/", "../../notebooks/").split(".html")[0]
            place = title.replace(" ", "-")
            lines += (
                f'<p>Read “{html.escape(title)}”: <a href="{notebook}.ipynb#{place}">notebook</a>, '
                f'<a href="{SITE}/{page}">chapter</a> (while <code>course.py serve</code> runs).</p>'
            )
        return f'<div class="workbook">{lines}</div>'


@dataclass(frozen=True)
class Found:
    """An exercise and its full name, such as "management.dates.p85"."""

    name: str
    exercise: Exercise


def find(name: object) -> Found | Said:
    """Return the exercise of a full name, or a sentence that says what names there are."""
    known = exercises()
    if type(name) is not str:
        return Said(
            f"Found {guard.kind(name)}; the name of an exercise, such as {next(iter(known))!r}, comes first."
        )
    if name in known:
        return Found(name, known[name][2])
    close = state.renamed(name[:60]) or difflib.get_close_matches(name[:60], known, 1)
    right = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}."
    return Said(f"There is no exercise “{name[:60]}”; {right}")


def check(name: object = None, answer: object = _MISSING) -> Said:
    """Say whether a function decides well: on Heron's brief, and on two that nobody sees.

    `name` is that of an exercise, `answer` the function itself. Nothing that stands there raises.
    """
    found = find(name)
    if isinstance(found, Said):
        return found
    said = _checked(found, answer)
    try:
        progress = state.load()
        step = progress.step(found.name)
        step.tries += said.tried
        step.passed = step.passed or said.passed
        state.save(progress)
    except BadInput as problem:
        return Said(f"{said.text}\nThis was not kept. {problem}.", said.passed, said.read)
    return said


def _checked(found: Found, answer: object) -> Said:
    own = found.exercise.function
    how = f'check("{found.name}", {own})'
    if answer is _MISSING or not callable(answer):
        there = "no answer" if answer is _MISSING else guard.kind(answer)
        reason = "One value fits one brief; the check tries your function on others."
        return _wrong(found, f"Found {there}; the function {own} itself belongs there: {how}. {reason}")
    seeds = (0, random.choice(HIDDEN[::2]), random.choice(HIDDEN[1::2]))
    return examine(found, answer, seeds)


def examine(found: Found, answer: object, seeds: tuple[int, ...]) -> Said:
    """Say whether a callable has every property on the briefs of some seeds; the first is taken as Heron's."""
    assert callable(answer)
    exercise = found.exercise
    briefs = [exercise.brief(seed) for seed in seeds]
    values, trouble = guard.call(answer, briefs)
    for place, value in enumerate(values):
        lead = ELSEWHERE if place else ""
        if value is None:
            nothing = f"Your function returned nothing. It must return {exercise.returns}."
            return replace(_wrong(found, lead + nothing), tried=bool(place))
        fault = exercise.fault(briefs[place], value)
        if fault is None:
            continue
        if place and value == values[0]:
            return _wrong(found, COPIED)
        return _wrong(found, lead + _explained(exercise, fault, briefs[place], value))
    if trouble:
        lead = ELSEWHERE if values else ""
        return _wrong(found, f"{lead}{trouble.sentence}. It must return {exercise.returns}.")
    text = f"{found.name}: right. On Heron's brief and on two others, {exercise.right}."
    if exercise.rubric:
        text += f'\nWhat no check can see is yours to judge: judge("{found.name}").'
    return Said(text, passed=True)


def _explained(exercise: Exercise, fault: Fault, given: tuple[object, ...], value: Plain) -> str:
    """Return the hint of the planted mistake that a value is closest to, or else the fault itself."""
    best, hint = 1.0, ""
    for mistake in exercise.mistakes:
        if mistake.aspect == fault.aspect:
            planted = guard.plain(mistake.answer(*given))
            distance = exercise.distance(fault.aspect, value, planted)
            if distance <= best:
                best, hint = distance, mistake.hint
    if hint:
        return f"{fault.sentence}. {hint}"
    must = f" It must return {exercise.returns}." if fault.aspect == "form" else ""
    return f"{fault.sentence}.{must}"


def _wrong(found: Found, sentence: str) -> Said:
    printable = "".join(c if c.isprintable() else "?" for c in sentence)  # what was found may be quoted
    text = f'{found.name}: not yet. {printable}\nFor a hint: hint("{found.name}").'
    return Said(text, read=_to_read(found.name))


def _to_read(name: str) -> tuple[str, str]:
    """Return page and title of what to read first, empty if the course's own files do not say it."""
    try:
        entry = manifest.entries()[name]
    except BadInput:  # said by the course's tests; a learner could not mend it
        return "", ""
    return f"chapters/{entry.page}.html#{entry.anchor}", entry.section


def hint(name: object = None, step: object = None) -> Said:
    """Give the next hint of an exercise: a question, then a formula, then nearly the solution.

    `step` 1 to 3 gives one again.
    """
    found = find(name)
    if isinstance(found, Said):
        return found
    again = type(step) is int and 1 <= step <= 3
    if step is not None and not again:
        return Said(f"Found {guard.kind(step)} as the step; 1, 2 or 3 would be right.")
    kept = ""
    try:
        progress = state.load()
        known = progress.step(found.name)
        number = int(str(step)) if again else min(3, known.hints + 1)
        known.hints = max(known.hints, number)
        state.save(progress)
    except BadInput as problem:
        number = int(str(step)) if again else 1
        kept = f"\nHow far you are was not kept. {problem}."
    more = f"\nThe next one: hint({found.name!r})." if number < 3 else "\nThat was the last one."
    more = more.replace("'", '"')
    return Said(f"Hint {number} of 3. {found.exercise.hints[number - 1]}{more}{kept}")


def brief(name: object = None) -> tuple[object, ...] | Said:
    """Return Heron's brief: the arguments with which `check` calls a function first."""
    found = find(name)
    return found if isinstance(found, Said) else found.exercise.brief(0)


def judge(name: object = None, points: object = None) -> Said:
    """Show the rubric of an exercise, or record your own judgement: {"plain": True, "risk": False, …}."""
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
        said = guard.plain(points)
    except guard.NotPlain as problem:
        said = str(problem)
    if (
        not isinstance(said, dict)
        or set(said) != set(keys)
        or any(type(v) is not bool for v in said.values())
    ):
        right = ", ".join(f'"{key}": True' for key in keys)
        return Said(f'Each point is answered with True or False: judge("{found.name}", {{{right}}}).')
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
    lines += [f"Example {number}: {text}" for number, text in enumerate(exercise.examples, 1)]
    values = ", ".join(f'"{point.key}": True' for point in exercise.rubric)
    return "\n".join([*lines, f'Record what you find: judge("{found.name}", {{{values}}}).'])
