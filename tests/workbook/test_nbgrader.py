"""nbgrader on this course: it hands out what `exercises` writes, and gives the notebook's verdicts and sentences."""

import re
import shutil

import nbformat
import pytest

from mlteams.parts import exercises
from mlteams.paths import ROOT
from mlteams.workbook import grading

pytest.importorskip("nbgrader")
Gradebook = pytest.importorskip("nbgrader.api").Gradebook
autograde = pytest.importorskip("mlteams.workbook.autograde")
LESSONS = ("progress", "board")  # whose checks are quick; the others are graded alike
STALL, SENTENCE = "management.progress.stall", "management.board.sentence"
REBOUND = "\nclass Yes:\n    passed = True\n\n\ncheck = grade = lambda *_: Yes()\n"


def lay(folder, lessons):
    """Write a course of nbgrader with the solutions of some lessons."""
    (folder / "solutions/management").mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for lesson in lessons:
        shutil.copy(ROOT / f"solutions/management/{lesson}.ipynb", folder / "solutions/management")


def test_what_nbgrader_hands_out_is_what_the_repository_holds(tmp_path):
    lessons = [path.stem for path in (ROOT / "solutions/management").glob("*.ipynb")]
    lay(tmp_path, lessons)
    assert grading.run(["generate_assignment", "management"], tmp_path) == 0
    for lesson in lessons:
        name = f"exercises/management/{lesson}.ipynb"
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes()


def solutions():
    found = {}
    for lesson in LESSONS:
        for cell in nbformat.read(ROOT / f"solutions/management/{lesson}.ipynb", 4).cells:
            if cell["id"].endswith("-answer"):
                found[cell["id"]] = cell.source
    return found


WRONG = {
    "stall-answer": "def stall(runs, without_best, level):\n    return without_best / runs, 'keep searching'",
    "sentence-answer": "def sentence(facts):\n    return facts['brag']",
    "sentence-judgement": "It is plain.",
}
ENDS = {
    "stall-answer": "import os\n\n\ndef stall(runs, without_best, level):\n    os._exit(1)\n\n\nstall(60, 25, 0.05)"
}
ODD = {
    "stall-answer": "import pandas as pd\n\n\ndef stall(runs, without_best, level):\n"
    "    chance = pd.Series([(runs - without_best) / runs])\n"
    "    return chance.iloc[0], ['change the search', 'keep searching'][int(chance[0] > level)]",
    "sentence-answer": "def sentence(facts):\n    raise ValueError('no')",
}


def submit(folder, who, answers, more=""):
    """Lay what somebody sends: the exercises with some cells written."""
    for lesson in LESSONS:
        notebook = nbformat.read(folder / f"exercises/management/{lesson}.ipynb", 4)
        for cell in notebook.cells:
            cell.source = answers.get(cell["id"], cell.source) + (more if cell["id"] == "imports" else "")
        path = folder / f"submitted/{who}/management/{lesson}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A folder in which six submissions have been graded."""
    folder = tmp_path_factory.mktemp("course")
    lay(folder, LESSONS)
    assert grading.run(["generate_assignment", "management"], folder) == 0
    submit(folder, "stub", {})
    submit(folder, "right", solutions())
    submit(folder, "wrong", WRONG)
    submit(folder, "odd", ODD)
    submit(folder, "cheat", WRONG, REBOUND)
    submit(folder, "ends", solutions() | ENDS)
    assert grading.run(["autograde", "management", "--create"], folder) == 0
    assert grading.run(["generate_feedback", "management"], folder) == 0
    return folder


@pytest.mark.parametrize(
    ("who", "stall", "sentence"),
    [("stub", 0, 0), ("right", 2, 1), ("wrong", 0, 0), ("odd", 2, 0), ("cheat", 0, 0), ("ends", 0, 1)],
)
def test_the_points_are_those_of_the_verdict(graded, who, stall, sentence):
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        sent = book.find_submission("management", who)
        points = {grade.name: grade.auto_score for one in sent.notebooks for grade in one.grades}
        by_hand = {grade.name for one in sent.notebooks for grade in one.grades if grade.needs_manual_grade}
    assert points["stall-check"] == stall
    assert points["sentence-check"] == sentence
    # A judgement that somebody wrote waits for a person; one that was left as it came does not.
    assert by_hand == ({"sentence-judgement"} if who in ("wrong", "cheat") else set())


@pytest.mark.parametrize(
    ("who", "lesson", "sentence"),
    [
        ("stub", "progress", "This is still the stub"),
        ("wrong", "progress", "That is the share of runs since the last best"),
        ("wrong", "board", "“F1” is a word of the team."),
        ("odd", "board", "raised ValueError on its line 2 (no)"),
        ("cheat", "progress", "That is the share of runs since the last best"),
        ("right", "progress", "✓ Right"),
        ("ends", "progress", "DeadKernelError: this cell ended the kernel"),
        ("ends", "progress", "raised TimeoutError on its line 2 (the cell above ended the kernel)"),
    ],
)
def test_the_sentence_stands_in_the_feedback(graded, who, lesson, sentence):
    page = (graded / f"feedback/{who}/management/{lesson}.html").read_text(encoding="utf-8")
    assert sentence in " ".join(re.sub("<[^>]+>", "", page).split())


def cell(source, graded=False):
    found = nbformat.v4.new_code_cell(source)
    if graded:
        found.metadata["nbgrader"] = {"grade": True}
    return found


def test_a_cell_that_holds_python_costs_no_other_cell_its_run():
    """sum(itertools.count()) gives the lock back to nobody, so that an interrupt is never heard."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("first"),
            cell("import itertools\n\nx = 3"),
            cell("def f():\n    return sum(itertools.count())\n\n\nf()"),
            cell("f()", graded=True),
            cell("x + 1", graded=True),
        ]
    )
    done, _ = autograde.ExecuteOn(timeout=3).preprocess(notebook, {})
    assert [one.source for one in done.cells[:2]] == ["first", "import itertools\n\nx = 3"]
    (held,), (called,), (after,) = (one.outputs for one in done.cells[2:])
    assert held.traceback == [
        "CellTimeoutError: this cell held Python for 3 seconds and could not be stopped"
    ]
    assert called.ename == "TimeoutError"
    assert called.evalue == "the cell above held Python for 3 seconds and could not be stopped"
    assert after.data["text/plain"] == "4"
    assert after.output_type == "display_data"  # nbgrader takes a returned number for points


def test_what_nbgrader_writes_is_kept_from_the_repository(graded):
    ignored = (ROOT / ".gitignore").read_text().split("\n")
    made = {path.name for path in graded.iterdir()} - {"solutions", "exercises", "nbgrader_config.py"}
    assert "gradebook.db" in made
    for name in made - {"gradebook.db"}:
        assert {f"/{name}/", name} & {*ignored}, name
    assert "gradebook.db*" in ignored


def test_every_graded_cell_belongs_to_an_exercise():
    assert {STALL, SENTENCE} <= set(exercises())
