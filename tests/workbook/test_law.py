"""The law of the workbook, for all parts: stubs fail and help, solutions pass, every mistake gets its own hint."""

import re
from functools import cache

import hostile_answers as hostile
import nbformat
import pytest

from mlteams.core.exercise import HIDDEN
from mlteams.parts import exercises, written
from mlteams.paths import ROOT
from mlteams.workbook import answers, generate, guard, manifest, state, verdict
from mlteams.workbook.plain import plain
from mlteams.workbook.said import WRONG as WRONG_MARK

ALL = {name: exercise for name, (_, _, exercise) in exercises().items()}
MISTAKES = [(name, mistake) for name, exercise in ALL.items() for mistake in exercise.mistakes]
WRONG = [(name, one) for name, exercise in ALL.items() for one in (*exercise.mistakes, *exercise.mutants)]
LESSONS = [f"{part.name}/{lesson.name}" for part in written() for lesson in part.lessons if lesson.exercises]
each_exercise = pytest.mark.parametrize("name", ALL)


@pytest.fixture(autouse=True)
def no_work_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(state, "_session", state.Progress())


@cache
def cells(folder: str, lesson: str):
    return nbformat.read(ROOT / folder / f"{lesson}.ipynb", 4).cells


def function(folder: str, name: str):
    """Return the learner's function of an exercise, as a notebook defines it."""
    part, lesson, short = name.split(".")
    wanted = {"imports", f"{short}-brief", f"{short}-answer"}
    space: dict[str, object] = {}
    exec("\n".join(cell.source for cell in cells(folder, f"{part}/{lesson}") if cell["id"] in wanted), space)
    return space[ALL[name].function]


@each_exercise
def test_an_untouched_stub_fails_with_a_helpful_message(name):
    said = answers.check(name, function("exercises", name))
    assert not said.passed
    assert "This is still the stub" in said.text
    assert ALL[name].returns in said.text
    assert f'hint("{name}")' in said.text
    assert f'reset("{name}")' in said.text
    assert said.read[1] == manifest.entries()[name].section
    assert state.load().step(name).tries == 0


@each_exercise
def test_a_solution_passes_twenty_times(name):
    solution = function("solutions", name)
    for _ in range(
        20 if ALL[name].seconds <= 2 else 2
    ):  # the others are long; none keeps anything between calls
        said = answers.check(name, solution)
        assert said.passed, said.text


@each_exercise
def test_a_brief_that_an_answer_has_emptied_is_whole_again(name):
    whole = repr(answers.brief(name))
    for one in answers.brief(name):
        if isinstance(one, list | dict):
            one.clear()
    assert repr(answers.brief(name)) == whole == repr(ALL[name].brief(0))


@pytest.mark.parametrize(("name", "mistake"), MISTAKES, ids=[f"{n}-{m.name}" for n, m in MISTAKES])
def test_a_planted_mistake_fails_and_gets_its_own_hint(name, mistake):
    said = verdict.examine(answers.find(name), mistake.answer)
    assert not said.passed
    assert mistake.hint in said.text
    others = {other.hint for other in ALL[name].mistakes} - {mistake.hint}
    assert not [hint for hint in others if hint in said.text]


@pytest.mark.parametrize(("name", "wrong"), WRONG, ids=[f"{n}-{m.name}" for n, m in WRONG])
def test_what_is_wrong_fails_on_the_hidden_briefs_together(name, wrong):
    """Mutants and planted mistakes fail without Heron's brief, which everybody sees."""
    assert not verdict.examine(answers.find(name), wrong.answer).passed
    faults = [ALL[name].fault(given, plain(wrong.answer(*given))) for given in map(ALL[name].brief, HIDDEN)]
    assert any(faults)


@each_exercise
def test_heron_s_answer_copied_is_known_as_a_copy(name):
    (known,), _ = guard.call(function("solutions", name), [ALL[name].brief(0)])
    said = verdict.examine(answers.find(name), lambda *_: known.plain)
    assert not said.passed
    assert verdict.COPIED in said.text


@each_exercise
def test_the_task_says_how_long_a_call_may_take(name):
    scene = " ".join(manifest.entries()[name].scene.split())
    assert f"A call may take up to {ALL[name].seconds:g} seconds." in scene


@each_exercise
def test_what_an_exercise_fills_is_filled_in_its_own_cells(name):
    part, lesson, short = name.split(".")
    text = "\n".join(
        cell.source
        for cell in cells("solutions", f"{part}/{lesson}")
        if cell["id"].startswith(f"{short}-plan")
    )
    filled = re.findall(r'fill\("([^"]+)"', text)
    assert ALL[name].fills
    for own in ALL[name].fills:
        assert any(key == own or key.startswith(f"{own}.") for key in filled)


@each_exercise
@pytest.mark.parametrize("kind", hostile.RETURNS)
def test_whatever_a_function_returns_gets_a_sentence(name, kind):
    said = answers.check(name, lambda *_: hostile.RETURNS[kind])
    assert not said.passed
    assert said.text.startswith(f"{name}: ")
    assert said.mark == WRONG_MARK


@each_exercise
def test_what_an_exercise_says_is_in_place(name):
    exercise = ALL[name]
    assert len(exercise.mistakes) >= 2
    assert len(exercise.mutants) >= 5
    assert len(set(exercise.hints)) == 3
    # The check is graded, and what is left to judgement is graded beside it.
    assert len(manifest.entries()[name].points) == (2 if exercise.rubric else 1)
    assert bool(exercise.examples) == bool(exercise.rubric)


@each_exercise
def test_the_section_to_read_first_stands_in_the_notebook_of_its_lesson(name):
    entry = manifest.entries()[name]
    text = "\n".join(cell.source for cell in cells("notebooks", entry.page) if cell.cell_type == "markdown")
    assert re.search(rf"^##+ {re.escape(entry.section)}$", text, flags=re.M)


@each_exercise
def test_the_notebook_checks_and_explains_the_exercise_by_its_full_name(name):
    part, lesson, short = name.split(".")
    found = {cell["id"]: cell.source for cell in cells("solutions", f"{part}/{lesson}")}
    assert found[f"{short}-check"].endswith(f'\ncheck("{name}")')
    assert f'\ngrade("{name}")\n' in found[f"{short}-check"]
    assert f"`{ALL[name].function}`" in found[f"{short}-scene"]
    called = re.findall(r'\b(?:check|hint|judge|brief)\("([^"]+)"', "\n".join(found.values()))
    assert set(called) <= set(ALL)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_needs_no_other_and_its_exercises_not_each_other(lesson):
    """Run what an exercise needs: imports and its own cells, in a space of their own."""
    found = [cell for cell in cells("solutions", lesson) if cell.cell_type == "code"]
    imports = next(cell.source for cell in found if cell["id"] == "imports")
    for short in {name.split(".")[2] for name in ALL if name.startswith(lesson.replace("/", ".") + ".")}:
        space: dict[str, object] = {"print": lambda *_: None}
        exec(imports, space)
        for cell in found:
            if cell["id"].startswith(f"{short}-"):
                exec(cell.source, space)


def test_the_exercises_in_the_repository_are_what_the_solutions_make():
    assert generate.drift() == []


def solution_lines(name: str) -> list[str]:
    """Return the lines of a solution, and of a judgement, that are long enough to give it away."""
    part, lesson, short = name.split(".")
    text = "\n".join(
        cell.source for cell in cells("solutions", f"{part}/{lesson}") if cell["id"].startswith(f"{short}-")
    )
    blocks = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", text, flags=re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if len(line) > 12]


@each_exercise
def test_no_line_of_a_solution_leaks_into_an_exercise_or_a_hint(name):
    lines = solution_lines(name)
    assert lines
    told = "\n".join(hint for exercise in ALL.values() for hint in exercise.hints)
    for lesson in LESSONS:
        text = "\n".join(cell.source for cell in cells("exercises", lesson))
        assert [line for line in lines if line in text] == []
        assert not re.search("SOLUTION|HIDDEN TESTS|raise NotImplementedError", text)
    assert [line for line in lines if line in told] == []
