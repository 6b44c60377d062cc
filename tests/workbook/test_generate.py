"""exercises/ is what solutions/ makes: the same bytes each time, and a changed solution is noticed."""

import nbformat
import pytest

from mlteams import cli
from mlteams.input.errors import BadInput
from mlteams.workbook import generate

SOLUTION = generate.SOLUTIONS / "management.ipynb"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of its own with one solution, whose exercises are up to date."""
    for name in ("SOLUTIONS", "EXERCISES"):
        monkeypatch.setattr(generate, name, tmp_path / name.lower())
        (tmp_path / name.lower()).mkdir()
    (generate.SOLUTIONS / "management.ipynb").write_bytes(SOLUTION.read_bytes())
    generate.write()
    return generate.SOLUTIONS / "management.ipynb"


def change(path, cell_id, old, new):
    notebook = nbformat.read(path, 4)
    (cell,) = [cell for cell in notebook.cells if cell["id"] == cell_id]
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    nbformat.write(notebook, path)


def test_the_exercises_in_the_repository_are_what_the_solutions_make():
    assert generate.drift() == []


def test_the_same_solution_gives_the_same_bytes():
    assert generate.generated(SOLUTION) == generate.generated(SOLUTION)


@pytest.mark.parametrize(
    ("cell", "old", "new"),
    [
        ("order-scene", "Complete `order`", "Finish `order`"),
        ("order-answer", "def order(approaches)", "def order(options)"),
        ("order-check", 'check("management.order", order)', 'check("management.order", sorted)'),
    ],
)
def test_a_changed_solution_is_drift_until_it_is_written(course, capsys, cell, old, new):
    change(course, cell, old, new)
    assert generate.drift() == ["exercises/management.ipynb"]
    assert cli.main(["exercises", "--check"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("mlteams: exercises/management.ipynb")
    assert said.count("\n") == 1
    assert cli.main(["exercises"]) == 0
    assert cli.main(["exercises", "--check"]) == 0


def test_what_a_learner_never_sees_is_no_drift(course):
    change(course, "stall-answer", "(runs - without_best) / runs", "1 - without_best / runs")
    assert generate.drift() == []


def test_an_exercise_edited_or_left_over_is_drift(course):
    made = generate.EXERCISES / "management.ipynb"
    made.write_text(made.read_text().replace("Heron", "Stork"))
    (generate.EXERCISES / "roles.ipynb").write_text("{}")
    assert generate.drift() == ["exercises/management.ipynb", "exercises/roles.ipynb"]
    generate.write()
    assert generate.drift() == []
    assert not (generate.EXERCISES / "roles.ipynb").exists()


@pytest.mark.parametrize(
    ("cell", "old", "new"),
    [("order-answer", "### END SOLUTION", ""), ("order-check", "### END HIDDEN TESTS", "")],
)
def test_broken_markup_gets_a_sentence_and_nothing_is_written(course, cell, old, new):
    before = (generate.EXERCISES / "management.ipynb").read_bytes()
    change(course, cell, old, new)
    with pytest.raises(BadInput, match="nbgrader markup"):
        generate.write()
    assert (generate.EXERCISES / "management.ipynb").read_bytes() == before


def test_a_file_that_is_no_notebook_gets_a_sentence(course):
    course.write_text("{]")
    with pytest.raises(BadInput, match=r"management\.ipynb"):
        generate.write()
