"""The law of the workbook: stubs fail and help, solutions pass, every planted mistake gets its own hint."""

import re
from itertools import pairwise

import nbformat
import pytest

from mlteams.core.exercise import HIDDEN
from mlteams.paths import ROOT
from mlteams.workbook import answers, generate, guard
from mlteams.workbook.parts import exercises

ALL = exercises()
MISTAKES = [(name, mistake) for name, exercise in ALL.items() for mistake in exercise.mistakes]
PAIRS = list(pairwise(HIDDEN))  # an odd and an even one, as check draws them
each_exercise = pytest.mark.parametrize("name", ALL)


def function(folder: str, name: str):
    """Return the learner's function of an exercise, as a notebook defines it."""
    part, short = name.split(".")
    cells = nbformat.read(ROOT / folder / f"{part}.ipynb", 4).cells
    wanted = {"imports", f"{short}-brief", f"{short}-answer"}
    space: dict[str, object] = {}
    exec("\n".join(cell.source for cell in cells if cell["id"] in wanted), space)
    return space[ALL[name].call.split("(")[0]]


@each_exercise
def test_an_untouched_stub_fails_with_a_helpful_message(name):
    said = answers.check(name, function("exercises", name))
    assert not said.passed
    assert "returned nothing" in said.text
    assert ALL[name].returns in said.text
    assert f'hint("{name}")' in said.text
    assert said.read[1] == ALL[name].section


@each_exercise
@pytest.mark.parametrize("seed", HIDDEN)
def test_a_solution_passes_on_every_brief(name, seed):
    said = answers.examine(ALL[name], function("solutions", name), (0, seed))
    assert said.passed, said.text


@pytest.mark.parametrize(("name", "mistake"), MISTAKES, ids=[f"{n}-{m.name}" for n, m in MISTAKES])
@pytest.mark.parametrize("seeds", PAIRS, ids=str)
def test_a_planted_mistake_fails_and_gets_its_own_hint(name, mistake, seeds):
    said = answers.examine(ALL[name], mistake.answer, (0, *seeds))
    assert not said.passed
    assert mistake.hint in said.text
    others = {other.hint for other in ALL[name].mistakes} - {mistake.hint}
    assert not [hint for hint in others if hint in said.text]


@each_exercise
@pytest.mark.parametrize("seed", HIDDEN)
def test_heron_s_answer_copied_passes_on_no_other_brief(name, seed):
    (known,), _ = guard.call(function("solutions", name), [ALL[name].brief(0)])
    said = answers.examine(ALL[name], lambda *_: known, (0, seed))
    assert not said.passed
    assert answers.COPIED in said.text


@each_exercise
def test_what_an_exercise_says_is_in_place(name):
    exercise = ALL[name]
    assert len(exercise.mistakes) >= 2
    assert len(set(exercise.hints)) == 3
    assert 8 <= exercise.minutes <= 12
    chapter = (ROOT / "chapters" / f"{exercise.part}.qmd").read_text()
    assert f"## {exercise.section} {{#{exercise.anchor}}}" in chapter


@each_exercise
def test_the_notebook_says_the_same_minutes_points_and_place(name):
    exercise, short = ALL[name], name.split(".")[1]
    cells = {cell["id"]: cell for cell in nbformat.read(ROOT / "solutions/management.ipynb", 4).cells}
    title, meta = re.match(r"## (.+)\n\n\*(.+)\*\n", cells[f"{short}-scene"].source).groups()
    assert title == exercise.title
    assert meta == (
        f"{exercise.minutes} minutes · {exercise.difficulty} · {sum(exercise.points)} points · read first: "
        f"[{exercise.section}](../notebooks/management.ipynb#{exercise.section.replace(' ', '-')})"
    )
    points = [
        cell.metadata.nbgrader.points
        for key, cell in cells.items()
        if key.startswith(short) and cell.metadata.get("nbgrader", {}).get("grade")
    ]
    assert tuple(points) == exercise.points


def test_about_fifty_minutes_together():
    assert sum(exercise.minutes for exercise in ALL.values()) == 50  # as the notebook's first cell says


def solution_lines() -> list[str]:
    blocks = []
    for path in generate.SOLUTIONS.glob("*.ipynb"):
        for cell in nbformat.read(path, 4).cells:
            blocks += re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, flags=re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if len(line) > 12]


def test_no_line_of_a_solution_leaks_into_an_exercise_or_a_hint():
    lines = solution_lines()
    assert len(lines) >= 12
    told = "\n".join(hint for exercise in ALL.values() for hint in exercise.hints)
    for path in generate.EXERCISES.glob("*.ipynb"):
        text = "\n".join(cell.source for cell in nbformat.read(path, 4).cells)
        assert [line for line in lines if line in text] == []
        assert not re.search("SOLUTION|HIDDEN TESTS|raise NotImplementedError", text)
    assert [line for line in lines if line in told] == []
