"""The work folder: an update overwrites nothing of the learner's, and no interruption loses or halves a file."""

import hashlib
import json
import random
import signal
import subprocess
import sys
import time

import pytest

from mlteams.input.errors import BadInput
from mlteams.workbook import work
from mlteams.workbook.state import MANIFEST

NAME = "exercises/post/stamps.ipynb"
NEW = "exercises/post/stamps (new).ipynb"
NEWER = "exercises/post/stamps (new 2).ipynb"
FACTS = "examples/heron/facts.yaml"


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    edition(folder, "first")
    return folder


def edition(folder, text):
    """Write an edition of the course: its files say which it is."""
    for name in (NAME, "notebooks/post/stamps.ipynb", FACTS, "examples/tracker.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{text} edition of {name}\n" * 200)


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_a_first_run_lays_everything_and_a_second_says_nothing(course, tmp_path):
    mine = tmp_path / "mine"
    assert "never overwrite" in " ".join(work.lay(course, mine))
    assert files(mine) == files(course)
    assert work.lay(course, mine) == []


def test_an_untouched_file_is_updated_and_the_learner_is_told(course, tmp_path):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    edition(course, "second")
    said = work.lay(course, mine)
    assert any(NAME in line and "Updated" in line for line in said)
    assert files(mine) == files(course)


def test_a_touched_file_stays_and_the_new_one_lies_beside_it(course, tmp_path):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    (mine / NAME).write_text("my work")
    assert work.lay(course, mine) == []  # the course has not changed
    edition(course, "second")
    (said,) = [line for line in work.lay(course, mine) if NAME in line]
    assert "stays as it is" in said
    assert "stamps (new).ipynb" in said
    assert (mine / NAME).read_text() == "my work"
    assert (mine / NEW).read_text() == (course / NAME).read_text()
    assert work.lay(course, mine) == []  # said once


def test_a_new_version_that_was_touched_is_not_overwritten_either(course, tmp_path):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    (mine / NAME).write_text("my work")
    edition(course, "second")
    work.lay(course, mine)
    (mine / NEW).write_text("my second work")
    edition(course, "third")
    work.lay(course, mine)
    found = files(mine)
    assert found[NAME] == "my work"
    assert found[NEW] == "my second work"
    assert found[NEWER] == (course / NAME).read_text()
    edition(course, "fourth")
    work.lay(course, mine)  # the third edition was never touched, so its place is used again
    assert files(mine)[NEWER] == (course / NAME).read_text()
    assert "exercises/post/stamps (new 3).ipynb" not in files(mine)


def test_a_deleted_file_comes_back_and_other_files_are_not_looked_at(course, tmp_path):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    (mine / NAME).unlink()
    (mine / "plan.yaml").write_text("mine")
    (mine / "exercises/notes.ipynb").write_text("mine")
    work.lay(course, mine)
    found = files(mine)
    assert found[NAME] == (course / NAME).read_text()
    assert found["plan.yaml"] == found["exercises/notes.ipynb"] == "mine"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": 3}', '{"files": {"a": 1}}', "\0"])
def test_without_its_manifest_every_file_that_differs_counts_as_touched(course, tmp_path, content):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    (mine / NAME).write_text("my work")
    (mine / MANIFEST).write_text(content)
    edition(course, "second")
    before = files(mine)
    work.lay(course, mine)
    after = files(mine)
    assert {name: after[name] for name in before} == before
    assert after[NEW] == (course / NAME).read_text()


def first_edition(mine):
    """Leave a work folder as the first edition of the course laid it, with one notebook changed."""
    laid = {}
    for name in ("exercises/post.ipynb", "notebooks/post.ipynb", "examples/tracker.csv", "examples/old.yaml"):
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text(f"first edition of {name}")
        laid[name] = work.fingerprint((mine / name).read_bytes())
    (mine / MANIFEST).write_text(json.dumps({"course": "Ship the Team", "files": laid}))
    (mine / "exercises/post.ipynb").write_text("my work")
    (mine / "exercises/notes.ipynb").write_text("my notes")
    (mine / "plan.yaml").write_text("post:\n  fee: 3\n")


@pytest.mark.parametrize("damaged", [False, True])
def test_notebooks_of_the_first_edition_stay_and_the_learner_is_told(course, tmp_path, damaged):
    mine = tmp_path / "mine"
    first_edition(mine)
    if damaged:
        (mine / MANIFEST).unlink()
    before = files(mine)
    said, *more = [line for line in work.lay(course, mine) if "first edition" in line]
    assert [line for line in more if not line.startswith("If plan.yaml")] == []
    assert bool(more) == (mine / "plan.yaml").exists()
    assert "exercises/post.ipynb and notebooks/post.ipynb" in said
    assert "exercises/post/ and notebooks/post/" in said
    assert "notes" not in said
    after = files(mine)
    kept = [name for name in before if name != "examples/tracker.csv"]  # which the course still has
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert after[NAME] == (course / NAME).read_text()


def test_a_learner_s_own_notebooks_are_of_no_edition(course, tmp_path):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    (mine / "exercises/notes.ipynb").write_text("mine")
    assert work.lay(course, mine) == []


def test_what_is_no_text_is_laid_as_it_is(course, tmp_path):
    (course / "examples/heron/board.xlsx").write_bytes(b"PK\x03\x04\xff\x00")
    work.lay(course, tmp_path / "mine")
    assert (tmp_path / "mine/examples/heron/board.xlsx").read_bytes() == b"PK\x03\x04\xff\x00"


def test_a_folder_in_the_way_gets_a_sentence(course, tmp_path):
    (tmp_path / "mine").write_text("a file")
    with pytest.raises(BadInput):
        work.lay(course, tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "a file"


def nothing_lost(course, mine):
    """Every file is whole: the learner's own, or one of the editions; another run then completes it."""
    editions = {"my work", "first", "second"}
    for name, text in files(mine).items():
        assert text == "my work" or (len(set(text.splitlines())) == 1 and text.count("\n") == 200), name
        assert text.split(" edition")[0] in editions
    assert (mine / NAME).read_text() == "my work"
    work.lay(course, mine)
    assert (mine / NAME).read_text() == "my work"
    assert (mine / NEW).read_text() == (course / NAME).read_text()
    assert not (mine / NEWER).exists()
    assert (mine / FACTS).read_text() == (course / FACTS).read_text()
    assert work.lay(course, mine) == []


@pytest.mark.parametrize("step", range(9))  # as many writes as this update takes
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_failure_at_any_step_loses_nothing(course, tmp_path, monkeypatch, step, when):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    (mine / NAME).write_text("my work")
    edition(course, "second")
    whole, count = work.write_whole, iter(range(1_000))

    def failing(path, text):
        if next(count) != step:
            return whole(path, text)
        if when == "after":
            whole(path, text)
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(work, "write_whole", failing)
    with pytest.raises(BadInput, match="No space left on device"):
        work.lay(course, mine)
    monkeypatch.setattr(work, "write_whole", whole)
    nothing_lost(course, mine)


LOOP = """
import sys
from pathlib import Path
from mlteams.workbook.work import lay
print("ready", flush=True)
lay(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("trial", range(6))
def test_a_kill_at_any_moment_loses_nothing(course, tmp_path, trial):
    mine = tmp_path / "mine"
    work.lay(course, mine)
    (mine / NAME).write_text("my work")
    edition(course, "second")
    process = subprocess.Popen([sys.executable, "-c", LOOP, course, mine], stdout=subprocess.PIPE)
    process.stdout.readline()
    time.sleep(random.Random(trial).uniform(0, 0.004))  # laying these files takes about as long
    process.send_signal(signal.SIGKILL)
    process.wait()
    nothing_lost(course, mine)


KEEP = """
from mlteams.workbook import state
progress = state.load()
print("ready", flush=True)
while True:
    progress.step("post.stamps.fee").tries += 1
    state.save(progress)
"""


@pytest.mark.parametrize("trial", range(4))
def test_progress_survives_a_kill_whole(tmp_path, trial):
    (tmp_path / MANIFEST).write_text("{}")
    process = subprocess.Popen([sys.executable, "-c", KEEP], stdout=subprocess.PIPE, cwd=tmp_path)
    process.stdout.readline()
    time.sleep(random.Random(trial).uniform(0.02, 0.1))
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = json.loads((tmp_path / "progress.json").read_text())
    assert kept["exercises"]["post.stamps.fee"]["tries"] > 0


def book(**sources):
    """Return a notebook as JupyterLab keeps it once it has run; cells whose id ends in answer are the learner's."""
    cells = [
        {
            "id": name,
            "cell_type": "code",
            "source": text.splitlines(True),
            "execution_count": 3,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": ["17\n"]}],
            "metadata": {"nbgrader": {"solution": True}} if name.endswith("answer") else {},
        }
        for name, text in sources.items()
    ]
    found = {"cells": cells, "metadata": {"widgets": {"a": 1}}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(found, indent=1)


FIRST = {"imports": "import a", "fee_scene": "Read.", "fee_answer": "...", "fee_check": "check('fee')"}
SECOND = {**FIRST, "imports": "import b", "fee_scene": "Read this.", "tax_answer": "..."}


def sources(path):
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(path.read_text())["cells"]}


@pytest.fixture
def mine(course, tmp_path):
    """A work folder with a notebook of the first edition."""
    (course / NAME).write_text(book(**FIRST))
    work.lay(course, tmp_path / "mine")
    return tmp_path / "mine"


def test_notebooks_come_without_outputs(mine):
    text = (mine / NAME).read_text()
    assert sources(mine / NAME) == FIRST
    assert "17" not in text
    assert "widgets" not in text
    assert '"execution_count": 3' not in text


def test_to_run_a_notebook_is_no_change(course, mine):
    (mine / NAME).write_text(book(**FIRST))  # run and saved
    (course / NAME).write_text(book(**SECOND))
    assert work.lay(course, mine) == [f"Updated: {NAME}, which you had not changed."]
    assert sources(mine / NAME) == SECOND


@pytest.mark.parametrize(
    ("own", "result"),
    [
        ({**FIRST, "fee_answer": "mine"}, {**SECOND, "fee_answer": "mine"}),
        (
            {**FIRST, "fee_answer": "mine", "fee_check": "check('mine')"},
            {**SECOND, "fee_answer": "mine", "fee_check": "check('mine')"},
        ),
        (
            {"imports": "import a", "note": "1 + 1", **FIRST},
            {"imports": "import b", "note": "1 + 1", **SECOND},
        ),
        ({"imports": "import a", "fee_answer": "mine"}, {**SECOND, "fee_answer": "mine"}),
    ],
)
def test_an_update_carries_over_what_is_written(course, mine, own, result):
    (mine / NAME).write_text(book(**own))
    (course / NAME).write_text(book(**SECOND))
    (said,) = work.lay(course, mine)
    assert said.startswith(f"Updated: {NAME}; what you wrote in ")
    assert list(sources(mine / NAME).items()) == list(result.items())
    assert not (mine / NEW).exists()
    assert work.lay(course, mine) == []
    assert sources(mine / NAME) == result


def test_an_answer_stays_though_its_stub_is_another(course, mine):
    (mine / NAME).write_text(book(**{**FIRST, "fee_answer": "mine"}))
    (course / NAME).write_text(book(**{**SECOND, "fee_answer": "... now"}))
    work.lay(course, mine)
    assert sources(mine / NAME) == {**SECOND, "fee_answer": "mine"}


@pytest.mark.parametrize(
    ("own", "new"),
    [
        ({**FIRST, "imports": "import mine"}, SECOND),
        ({**FIRST, "fee_answer": "mine"}, {"imports": "import b"}),
    ],
)
def test_where_both_have_changed_the_new_one_lies_beside_once(course, mine, own, new):
    (mine / NAME).write_text(book(**own))
    (course / NAME).write_text(book(**new))
    (said,) = work.lay(course, mine)
    assert "stamps (new).ipynb" in said
    assert sources(mine / NAME) == own
    assert sources(mine / NEW) == new
    (mine / NEW).write_text(book(**new))  # run and saved
    assert work.lay(course, mine) == []


def test_an_update_that_was_cut_short_goes_on(course, mine, monkeypatch):
    (mine / NAME).write_text(book(**{**FIRST, "fee_answer": "mine"}))
    (course / NAME).write_text(book(**SECOND))
    keep = work._keep
    calls = iter(range(9))

    def cut(*words):
        if next(calls):  # the first tells that this is a work folder
            raise OSError(28, "No space left on device")
        keep(*words)

    monkeypatch.setattr(work, "_keep", cut)
    with pytest.raises(BadInput):
        work.lay(course, mine)
    monkeypatch.setattr(work, "_keep", keep)
    work.lay(course, mine)
    assert sources(mine / NAME) == {**SECOND, "fee_answer": "mine"}
    assert work.lay(course, mine) == []


def test_a_manifest_of_the_edition_before_knows_an_untouched_notebook(course, mine):
    (mine / NAME).write_text(book(**FIRST))
    digest = hashlib.sha256((mine / NAME).read_bytes()).hexdigest()  # as it was kept, outputs and all
    (mine / MANIFEST).write_text(json.dumps({"course": "Ship the Team", "files": {NAME: digest}}))
    (course / NAME).write_text(book(**SECOND))
    assert f"Updated: {NAME}, which you had not changed." in work.lay(course, mine)
