"""Progress: what is kept, where, and that a bad file or a write cut short loses nothing."""

import json
import re

import pytest

from mlteams import cli, workbook
from mlteams.input.errors import BadInput
from mlteams.workbook import into_plan, lab, report, state


@pytest.fixture
def work(tmp_path, monkeypatch):
    """Be in a folder of a work folder, as a notebook is."""
    (tmp_path / state.MANIFEST).write_text("{}")
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path / "exercises")
    monkeypatch.setattr(state, "_session", state.Progress())
    return tmp_path


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(state, "_session", state.Progress())
    return tmp_path


def stall(runs, without_best, level):
    chance = 1 - without_best / runs
    return chance, "keep searching" if chance >= level else "change the search"


def test_a_pass_is_kept_and_counted_with_its_minutes(work):
    assert "0 of 5 done, 50 of 50 minutes are left" in repr(workbook.progress())
    workbook.check("management.stall", lambda *_: (0.5, "keep searching"))
    assert "tried 1 time " in repr(workbook.progress())
    workbook.check("management.stall", stall)
    assert "1 of 5 done, 42 of 50 minutes are left" in repr(workbook.progress())
    kept = json.loads((work / "progress.json").read_text())
    assert kept["exercises"]["management.stall"] == {"passed": True, "tries": 2, "hints": 0, "judged": {}}


def test_a_later_mistake_takes_nothing_back(work):
    workbook.check("management.stall", stall)
    workbook.check("management.stall", lambda *_: 0)
    assert "1 of 5 done" in repr(workbook.progress())


def test_an_untouched_stub_is_no_try(work):
    workbook.check("management.stall", lambda *_: None)
    assert "tried" not in repr(workbook.progress())


def test_hints_come_one_at_a_time_and_go_on_after_a_restart(work):
    hints = [workbook.hint("management.stall").text for _ in range(4)]
    assert [re.match(r"Hint (\d) of 3", text)[1] for text in hints] == ["1", "2", "3", "3"]
    assert "Hint 1 of 3" in workbook.hint("management.stall", 1).text


def test_judgement_is_never_a_pass_of_its_own(work):
    points = {"decision": False, "plain": True, "risk": True, "scope": True}
    workbook.judge("management.sentence", points)
    assert "0 of 5 done" in repr(workbook.progress())

    def sentence(facts):
        alone = facts["labels_a_day"] * facts["days_a_month"] * facts["read_alone"]
        euros = alone * (facts["keying_cost"] - facts["misread"] * facts["misread_cost"])
        return f"{euros:.0f} euros a month, {facts['confidence']} sure, by {facts['known_by']}."

    assert workbook.check("management.sentence", sentence).passed
    assert "judged by you, 3 of 4" in repr(workbook.progress())
    (work / "progress.json").unlink()
    assert workbook.check("management.sentence", sentence).passed
    assert "checked, yours to judge" in repr(workbook.progress())
    assert "0 of 5 done" in repr(workbook.progress())


def test_outside_a_work_folder_nothing_is_written_and_one_line_says_how(elsewhere):
    workbook.check("management.stall", stall)
    workbook.fill("management.promise", {"date": "2027-01-31", "confidence": 0.85})
    text = repr(workbook.progress())
    assert "1 of 5 done" in text
    assert text.count("course.py lab") == 1
    assert list(elsewhere.iterdir()) == []


def test_the_picture_says_what_the_text_says(work):
    workbook.check("management.stall", stall)
    picture = workbook.progress()._repr_html_()
    assert picture.count("<rect") == 5
    assert picture.count("✓") == 1
    assert 'aria-label="Management: 1 of 5 done, 42 of 50 minutes are left."' in picture
    widths = [float(width) for width in re.findall(r'width="([\d.]+)" height', picture)]
    assert widths[0] / widths[2] == pytest.approx(12 / 8, rel=0.05)  # as the minutes of the two


BAD = [
    *(
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"{\0}",
        b"[" * 100_000,
        b'{"course": "Another", "version": 1}',
    ),
    *(b'{"course": "Ship the Team", "version": 2}', b'{"exercises": {"a": {"passed": "yes"}}}'),
    *(b'{"exercises": {"a": {"tries": -1}}}', b'{"exercises": {"a": {"hints": 9}}}', b'{"extra": 1}'),
    *(b'{"exercises": {"a": {"tries": 1e999}}}', b'{"exercises": {"a": {"judged": {"x": 3}}}}'),
]


@pytest.mark.parametrize("content", BAD)
def test_a_bad_file_gets_one_sentence_and_nothing_is_lost(work, content):
    workbook.check("management.stall", stall)
    before = (work / "progress.json").read_bytes()
    (work / "other.json").write_bytes(content)
    said = repr(workbook.import_progress(str(work / "other.json")))
    assert "Nothing was changed." in said
    assert "\n" not in said
    assert (work / "progress.json").read_bytes() == before


@pytest.mark.parametrize("content", BAD)
def test_a_damaged_progress_file_is_left_alone_and_checks_go_on(work, content):
    (work / "progress.json").write_bytes(content)
    said = workbook.check("management.stall", stall)
    assert said.passed
    assert "This was not kept." in said.text
    assert "Hint 1 of 3" in workbook.hint("management.stall").text
    assert "left as it is" in repr(workbook.progress()) or "left as it was" in repr(workbook.progress())
    assert (work / "progress.json").read_bytes() == content


def test_what_is_exported_can_be_imported_and_the_further_one_stays(work):
    workbook.check("management.stall", stall)
    workbook.export_progress("mine.json")
    mine = state.read(work / "exercises" / "mine.json")
    (work / "progress.json").unlink()
    workbook.hint("management.stall")
    workbook.check("management.order", lambda approaches: [])
    workbook.import_progress("mine.json")
    both = state.load()
    assert both.exercises["management.stall"] == state.Step(passed=True, tries=1, hints=1)
    assert both.exercises["management.order"].tries == 1
    assert mine.exercises["management.stall"].passed


@pytest.mark.parametrize("path", [None, 3, "", "no/such/folder/x.json", "\0", "x" * 500])
def test_a_path_that_is_none_gets_a_sentence(work, path):
    for command in (workbook.export_progress, workbook.import_progress):
        said = repr(command(path))
        assert "would be right" in said or "belongs there" in said


def test_a_full_disk_is_said_and_the_old_file_stays(work, monkeypatch):
    workbook.check("management.stall", stall)
    before = (work / "progress.json").read_bytes()

    def full(path, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state, "write_whole", full)
    said = workbook.check("management.stall", stall)
    assert said.passed
    assert "No space left on device" in said.text
    assert (work / "progress.json").read_bytes() == before


def test_the_command_works_from_anywhere(work, monkeypatch, capsys, tmp_path_factory):
    workbook.check("management.stall", stall)
    away = tmp_path_factory.mktemp("away")
    monkeypatch.chdir(away)
    monkeypatch.setattr(lab, "WORK", work)
    assert cli.main(["progress", "--export", "out.json"]) == 0
    assert state.read(away / "out.json").exercises["management.stall"].passed
    monkeypatch.chdir(away)
    assert cli.main(["progress"]) == 0
    assert "1 of 5 done" in capsys.readouterr().out
    monkeypatch.chdir(away)
    (away / "bad.json").write_text("{")
    assert cli.main(["progress", "--import", "bad.json"]) == 2
    assert capsys.readouterr().err.startswith("mlteams: bad.json")


def test_fill_writes_the_plan_or_says_why_not(work):
    assert (
        "2027-01-31" in workbook.fill("management.promise", {"date": "2027-01-31", "confidence": 0.85}).text
    )
    plan = work / "plan.yaml"
    before = plan.read_bytes()
    assert b"2027-01-31" in before
    for key, value in [
        *(("management.promise", {"confidence": 7}), ("management.promise", lambda: 1 / 0), (None, 3)),
        *(("management.promise", object()), ("management.nonsense", 3), ("management.stall", lambda: None)),
        *(("management.promise", ...), ("management.promise", {"date": None}), ("x" * 10**6, 3)),
    ]:
        said = workbook.fill(key, value).text
        assert "othing w" in said or "comes first" in said, said
        assert len(said) < 500
        assert plan.read_bytes() == before


def test_one_sentence_when_the_plan_is_damaged(work):
    (work / into_plan.PLAN).write_text("a: [")
    assert "plan.yaml" in workbook.fill("management.rewards", "inputs").text
    assert (work / into_plan.PLAN).read_text() == "a: ["


def test_a_file_that_cannot_be_written_raises_one_sentence(work):
    with pytest.raises(BadInput, match="folder"):
        report.export(work / "exercises")
