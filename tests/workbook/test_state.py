"""Progress: what is kept, where, and that a bad file or a write cut short loses nothing."""

import json
import re
from datetime import date
from itertools import product

import pytest

from mlteams import cli, workbook
from mlteams.core.part import Lesson, Part
from mlteams.input.errors import BadInput
from mlteams.workbook import into_plan, lab, manifest, report, state

pytestmark = pytest.mark.usefixtures("tiny")
FEE, REPLY = "post.stamps.fee", "post.answers.reply"  # 6 and 12 minutes


@pytest.fixture
def work(tmp_path, monkeypatch):
    """Be in a folder of a work folder, as a notebook is."""
    (tmp_path / state.MANIFEST).write_text("{}")
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path / "exercises")
    return tmp_path


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fee(grams, step):
    return -(-grams // step)


def reply(name):
    return f"Dear {name}, yes."


def kept(work):
    return json.loads((work / "progress.json").read_text())["exercises"]


def test_a_pass_is_kept_and_counted_with_its_minutes(work):
    assert "The post: 0 of 2 done, 18 of 18 minutes are left." in repr(workbook.progress())
    workbook.check(FEE, lambda *_: 5)
    assert "tried 1 time " in repr(workbook.progress())
    workbook.check(FEE, fee)
    assert "The post: 1 of 2 done, 12 of 18 minutes are left." in repr(workbook.progress())
    assert kept(work) == {FEE: {"passed": True, "tries": 2, "hints": 0, "judged": {}}}


def test_a_pass_counts_whatever_the_tries(work):
    state.save(state.Progress(exercises={FEE: state.Step(passed=True)}))
    assert "1 of 2 done" in repr(workbook.progress())


def test_a_later_mistake_takes_nothing_back(work):
    workbook.check(FEE, fee)
    workbook.check(FEE, lambda *_: 0)
    assert "1 of 2 done" in repr(workbook.progress())


def test_an_untouched_stub_is_no_try(work):
    workbook.check(FEE, lambda *_: None)
    assert "tried" not in repr(workbook.progress())


def test_the_furthest_hint_is_kept(work):
    hints = [workbook.hint(FEE, step).text for step in (1, 2, 3, 3)]
    assert [re.match(r"Hint (\d) of 3", text)[1] for text in hints] == ["1", "2", "3", "3"]
    assert "Hint 1 of 3" in workbook.hint(FEE, 1).text
    assert kept(work)[FEE]["hints"] == 3  # seeing one again takes nothing back


def test_judgement_is_never_a_pass_of_its_own(work):
    workbook.judge(REPLY, {"kind": False, "short": True, "true": True})
    assert "0 of 2 done" in repr(workbook.progress())
    assert workbook.check(REPLY, reply).passed
    assert "judged by you, 2 of 3" in repr(workbook.progress())
    (work / "progress.json").unlink()
    assert workbook.check(REPLY, reply).passed
    assert "checked, yours to judge" in repr(workbook.progress())
    assert "0 of 2 done" in repr(workbook.progress())


def test_outside_a_work_folder_nothing_is_written_and_one_line_says_how(elsewhere):
    workbook.check(FEE, fee)
    workbook.fill("post.stamps", {"fee": 3, "since": date(2027, 1, 4)})
    text = repr(workbook.progress())
    assert "1 of 2 done" in text
    assert text.count("course.py lab") == 1
    assert list(elsewhere.iterdir()) == []


def test_progress_stands_below_its_lesson(work):
    lines = repr(workbook.progress()).split("\n")
    assert [line.strip().split("  ")[0] for line in lines] == [
        *("The post: 0 of 2 done, 18 of 18 minutes are left.", "Stamps", "left", "Answers", "left")
    ]
    assert "The fee" in lines[2]
    assert "The reply" in lines[4]


def test_progress_of_a_part_or_a_lesson_is_that_alone(work):
    workbook.check(FEE, fee)
    assert repr(workbook.progress("post")) == repr(workbook.progress())
    assert repr(workbook.progress("post.stamps")).startswith(
        "The post, Stamps: 1 of 1 done, all 6 minutes are behind you."
    )
    assert "reply" not in repr(workbook.progress("post.stamps"))
    assert repr(workbook.progress("post.answers")).startswith("The post, Answers: 0 of 1 done, 12 of 12")
    for name in ("post.windows", "stamps", "", 3, ["post"]):
        assert "There is progress of post, post.stamps, post.answers" in repr(workbook.progress(name))


def test_the_picture_says_what_the_text_says(work):
    workbook.check(FEE, fee)
    picture = workbook.progress()._repr_html_()
    assert picture.count("✓") == 1
    assert 'aria-label="The post: 1 of 2 done, 12 of 18 minutes are left."' in picture
    widths = [float(width) for width in re.findall(r'<rect x="[\d.]+" y="1" width="([\d.]+)"', picture)]
    assert widths[1] / widths[0] == pytest.approx(12 / 6, rel=0.05)  # as the minutes of the two


def test_a_notebook_of_the_course_that_is_damaged_is_said(work, tiny):
    (tiny / "solutions/post/stamps.ipynb").write_text("{")
    manifest.entries.cache_clear()
    assert "solutions/post/stamps.ipynb" in repr(workbook.progress())
    said = workbook.check(FEE, lambda *_: 5)  # which needs nothing from it but where to read
    assert "Not yet" in repr(said)
    assert "Read" not in repr(said)


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
    workbook.check(FEE, fee)
    before = (work / "progress.json").read_bytes()
    (work / "other.json").write_bytes(content)
    said = repr(workbook.import_progress(str(work / "other.json")))
    assert "Nothing was changed." in said
    assert "\n" not in said
    assert (work / "progress.json").read_bytes() == before


@pytest.mark.parametrize("content", BAD)
def test_a_damaged_progress_file_is_left_alone_and_checks_go_on(work, content):
    (work / "progress.json").write_bytes(content)
    said = workbook.check(FEE, fee)
    assert said.passed
    assert "This was not kept." in said.text
    assert "Hint 1 of 3" in workbook.hint(FEE).text
    assert "left as it is" in repr(workbook.progress()) or "left as it was" in repr(workbook.progress())
    assert (work / "progress.json").read_bytes() == content


def test_what_is_exported_can_be_imported_and_the_further_one_stays(work):
    workbook.check(FEE, fee)
    workbook.export_progress("mine.json")
    mine = state.read(work / "exercises" / "mine.json")
    (work / "progress.json").unlink()
    workbook.hint(FEE)
    workbook.check(REPLY, lambda name: "x")
    workbook.import_progress("mine.json")
    both = state.load()
    assert both.exercises[FEE] == state.Step(passed=True, tries=1, hints=1)
    assert both.exercises[REPLY].tries == 1
    assert mine.exercises[FEE].passed


@pytest.mark.parametrize("path", [None, 3, "", "no/such/folder/x.json", "\0", "x" * 500])
def test_a_path_that_is_none_gets_a_sentence(work, path):
    for command in (workbook.export_progress, workbook.import_progress):
        said = repr(command(path))
        assert "would be right" in said or "belongs there" in said


def test_a_circle_of_links_is_no_file_to_export_to(work, capsys):
    (work / "loop.json").symlink_to("loop.json")
    assert cli.main(["progress", "--export", str(work / "loop.json")]) == 2
    assert "found Too many levels of symbolic links" in capsys.readouterr().err


def test_a_full_disk_is_said_and_the_old_file_stays(work, monkeypatch):
    workbook.check(FEE, fee)
    before = (work / "progress.json").read_bytes()

    def full(path, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state, "write_whole", full)
    said = workbook.check(FEE, fee)
    assert said.passed
    assert "No space left on device" in said.text
    assert (work / "progress.json").read_bytes() == before


def test_the_command_works_from_anywhere(work, monkeypatch, capsys, tmp_path_factory):
    workbook.check(FEE, fee)
    away = tmp_path_factory.mktemp("away")
    monkeypatch.chdir(away)
    monkeypatch.setattr(lab, "WORK", work)
    assert cli.main(["progress", "--export", "out.json"]) == 0
    assert state.read(away / "out.json").exercises[FEE].passed
    monkeypatch.chdir(away)
    assert cli.main(["progress"]) == 0
    assert "1 of 2 done" in capsys.readouterr().out
    monkeypatch.chdir(away)
    (away / "bad.json").write_text("{")
    assert cli.main(["progress", "--import", "bad.json"]) == 2
    assert capsys.readouterr().err.startswith("mlteams: bad.json")


def test_fill_writes_the_plan_or_says_why_not(work):
    assert "2027-01-31" in workbook.fill("post.stamps", {"since": "2027-01-31", "fee": 3}).text
    plan = work / "plan.yaml"
    before = plan.read_bytes()
    assert b"2027-01-31" in before
    for key, value in [
        *(("post.stamps", {"fee": "dear"}), ("post.stamps", lambda: 1 / 0), (None, 3)),
        *(("post.stamps", object()), ("post.nonsense", 3), ("post.stamps.fee", lambda: None)),
        *(("post.stamps", ...), ("post.stamps", {"since": None}), ("x" * 10**6, 3)),
    ]:
        said = workbook.fill(key, value).text
        assert "othing w" in said or "comes first" in said, said
        assert len(said) < 500
        assert plan.read_bytes() == before


def notebook(cells):
    """Run cells as a notebook does, in a space of their own, and return what the last one shows."""
    space = {}
    exec("from mlteams.workbook import check, fill", space)
    for cell in cells[:-1]:
        exec(cell, space)
    return eval(cells[-1], space).text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", "There is no function fee here yet"),
        ("def fee(grams, step):\n    ...", "This is still the stub"),
        ("def fee(grams, step):\n    return 3", "That answer is right for Heron alone"),
        ("def fee(grams, step):\n    return 1 / 0", "raised ZeroDivisionError on its line 2"),
    ],
)
def test_only_a_decision_that_passes_now_is_filled(work, answer, said):
    right = "def fee(grams, step):\n    return -(-grams // step)"
    assert "is {fee: 3}" in notebook([right, 'fill("post.stamps", {"fee": fee(120, 50)})'])
    before = (work / "plan.yaml").read_bytes()
    told = notebook([answer, 'fill("post.stamps", lambda: {"fee": 7})'])  # passed before, and is another now
    assert told.startswith("post.stamps: nothing written, as the exercise that decides it is not right yet.")
    assert said in told
    assert (work / "plan.yaml").read_bytes() == before
    assert "is 7 in" in notebook([right, 'fill("post.stamps.fee", 7)'])  # below the key too


def test_a_fact_is_filled_whatever_the_exercises(work):
    assert "as_of is 2027-01-04 in" in notebook(['fill("as_of", "2027-01-04")'])


def test_a_function_of_the_course_that_fails_is_no_fault_of_the_answer(work):
    told = notebook(["from test_state import fee", 'fill("post.stamps", lambda: 1 / 0)'])
    assert told.startswith("post.stamps: nothing written. The function in this cell raised ZeroDivisionError")


@pytest.mark.parametrize(("letters", "too_many"), [(100, False), (101, True)])
def test_a_key_has_at_most_a_hundred_letters(work, letters, too_many):
    assert ("a very long text" in workbook.fill("x" * letters, 3).text) == too_many


def test_one_sentence_when_the_plan_is_damaged(work):
    (work / into_plan.PLAN).write_text("a: [")
    assert "plan.yaml" in workbook.fill("post.stamps.fee", 3).text
    assert (work / into_plan.PLAN).read_text() == "a: ["


def test_a_file_that_cannot_be_written_raises_one_sentence(work):
    with pytest.raises(BadInput, match="folder that can be written"):
        report.export(work / "none" / "mine.json")


NOT_OURS = ["{}", '{"exercises": {}}', '{"course": "Ship the Team"}', '{"version": 1, "exercises": {}}']


@pytest.mark.parametrize("content", NOT_OURS)
def test_a_file_that_does_not_say_whose_it_is_is_not_ours(work, content):
    workbook.check(FEE, fee)
    other = work / "other.json"
    other.write_text(content)
    with pytest.raises(BadInput, match="something else of that name"):
        report.export(other)
    assert other.read_text() == content
    with pytest.raises(BadInput, match=r"other\.json, (course|version): found nothing"):
        report.add(other)
    assert state.load().exercises[FEE].passed


@pytest.mark.parametrize("option", ["--export", "--import"])
def test_a_command_with_an_empty_name_gets_a_sentence(work, capsys, monkeypatch, option):
    assert cli.main(["progress", option, ""]) == 2
    assert capsys.readouterr().err.startswith(f"mlteams: {option}, the name: found nothing")
    monkeypatch.setattr(lab, "WORK", work)
    monkeypatch.chdir(work.parent)
    assert cli.main(["progress", option, ""]) == 2


def test_a_broken_progress_file_ends_the_command_with_its_code(work, capsys):
    (work / "progress.json").write_text("{")
    assert cli.main(["progress"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("mlteams: progress.json, line 1: found no JSON")
    assert (work / "progress.json").read_text() == "{"


@pytest.mark.parametrize("content", ["# a page of mine", "", "{}x", "\0"])
def test_an_export_replaces_an_older_export_and_nothing_else(work, content):
    workbook.check(FEE, fee)
    mine = work / "mine.json"
    report.export(mine)
    workbook.hint(FEE)
    report.export(mine)
    assert state.read(mine).exercises[FEE].hints == 1
    other = work / "README.md"
    other.write_text(content)
    with pytest.raises(BadInput, match="something else of that name"):
        report.export(other)
    assert other.read_text() == content
    (work / "link.json").symlink_to(other)
    with pytest.raises(BadInput, match="something else of that name"):
        report.export(work / "link.json")


def step(passed, tries, hints, judged):
    return state.Step(passed=passed, tries=tries, hints=hints, judged=judged)


@pytest.mark.parametrize(("mine", "theirs"), [*product([False, True], repeat=2)])
def test_merged_is_passed_where_one_is(mine, theirs):
    both = state.merged(of(step(mine, 0, 0, {})), of(step(theirs, 0, 0, {})))
    assert both.exercises["a"].passed == (mine or theirs)


def of(one):
    return state.Progress(exercises={"a": one})


@pytest.mark.parametrize(("mine", "theirs", "more"), [(3, 5, 5), (5, 3, 5), (4, 4, 4), (0, 2, 2), (2, 0, 2)])
def test_merged_has_the_more_tries_of_the_two_and_does_not_add_them(mine, theirs, more):
    # The two files may share a past: adding would count the same tries twice.
    both = state.merged(of(step(False, mine, 0, {})), of(step(False, theirs, 0, {})))
    assert both.exercises["a"].tries == more


@pytest.mark.parametrize(("mine", "theirs", "more"), [(1, 2, 2), (2, 1, 2), (1, 1, 1), (0, 3, 3), (3, 0, 3)])
def test_merged_has_the_more_hints_of_the_two(mine, theirs, more):
    both = state.merged(of(step(False, 0, mine, {})), of(step(False, 0, theirs, {})))
    assert both.exercises["a"].hints == more


def test_merged_keeps_my_judgement_and_takes_theirs_where_i_have_none():
    yes, no = {"kind": True}, {"kind": False}
    assert state.merged(of(step(True, 1, 0, no)), of(step(True, 1, 0, yes))).exercises["a"].judged == no
    assert state.merged(of(step(True, 1, 0, {})), of(step(True, 1, 0, yes))).exercises["a"].judged == yes
    assert state.merged(of(step(True, 1, 0, yes)), of(step(True, 1, 0, {}))).exercises["a"].judged == yes


def test_merged_changes_neither_and_keeps_what_only_one_has():
    mine, theirs = of(step(False, 1, 0, {})), state.Progress(exercises={"b": step(True, 2, 1, {})})
    both = state.merged(mine, theirs)
    assert both.exercises == {**mine.exercises, **theirs.exercises}
    assert list(mine.exercises) == ["a"]
    assert list(theirs.exercises) == ["b"]


@pytest.mark.parametrize(
    ("tries", "hints", "valid"),
    [
        (0, 0, True),
        (1_000_000, 3, True),
        (-1, 0, False),
        (1_000_001, 0, False),
        (0, -1, False),
        (0, 4, False),
    ],
)
def test_counts_have_bounds(tmp_path, tries, hints, valid):
    path = tmp_path / "a.json"
    known = {"passed": False, "tries": tries, "hints": hints, "judged": {}}
    path.write_text(json.dumps({"course": state.COURSE, "version": 1, "exercises": {"a": known}}))
    if valid:
        assert state.read(path).exercises["a"] == step(False, tries, hints, {})
    else:
        with pytest.raises(BadInput, match=r"exercises\.a"):
            state.read(path)


def old(work, **exercises):
    """Lay a progress file as the first edition wrote it: names are part and exercise."""
    known = {name.replace("_", "."): one.model_dump() for name, one in exercises.items()}
    text = json.dumps({"course": state.COURSE, "version": 1, "exercises": known})
    (work / "progress.json").write_text(text)
    return text


def test_progress_of_the_first_edition_counts_under_the_new_names(work):
    text = old(work, post_fee=step(True, 2, 1, {}))
    assert "1 of 2 done" in repr(workbook.progress())
    assert (work / "progress.json").read_text() == text  # looking changes nothing
    workbook.hint(FEE, 2)
    assert kept(work) == {FEE: step(True, 2, 2, {}).model_dump()}


def test_carrying_over_is_said_once_and_loses_nothing(work):
    old(work, post_fee=step(False, 5, 1, {}), post_tax=step(True, 1, 0, {}), bank_fee=step(True, 1, 0, {}))
    before = kept(work)
    assert f"post.fee as {FEE}" in state.carry_over(work)
    assert state.carry_over(work) == ""
    assert kept(work) == {
        FEE: before["post.fee"],
        "post.tax": before["post.tax"],
        "bank.fee": before["bank.fee"],
    }


def test_what_was_done_under_both_names_is_merged(work):
    both = state.Progress(exercises={"post.fee": step(True, 3, 1, {}), FEE: step(False, 5, 0, {})})
    found, _ = state.carried(both)
    assert found.exercises == {FEE: step(True, 5, 1, {})}


def test_a_name_that_may_mean_two_exercises_stays(monkeypatch):
    lessons = tuple(Lesson(name, name, "?", (), ("fee",)) for name in ("stamps", "parcels"))
    monkeypatch.setattr(state, "written", lambda: (Part("post", "The post", "?", lessons, ()),))
    assert state.renamed("post.fee") == ["post.stamps.fee", "post.parcels.fee"]
    before = state.Progress(exercises={"post.fee": step(True, 1, 0, {})})
    assert state.carried(before) == (before, "")


def test_an_old_export_can_be_imported_and_that_is_said(work):
    old(work, post_fee=step(True, 2, 1, {}))
    (work / "progress.json").rename(work / "old.json")
    said = report.add(work / "old.json")
    assert f"post.fee as {FEE}" in said
    assert kept(work) == {FEE: step(True, 2, 1, {}).model_dump()}


@pytest.mark.parametrize("content", ["", "{", '{"exercises": {"post.fee": 3}}'])
def test_a_damaged_file_is_carried_nowhere(work, content):
    (work / "progress.json").write_text(content)
    assert state.carry_over(work) == ""
    assert (work / "progress.json").read_text() == content


def test_an_old_name_in_a_notebook_is_answered_with_the_new_one(work):
    assert f"did you mean '{FEE}'?" in workbook.check("post.fee", fee).text


def test_the_command_says_that_names_were_carried_over(work, capsys):
    old(work, post_fee=step(True, 2, 1, {}))
    assert cli.main(["progress"]) == 0
    said = capsys.readouterr().out
    assert f"post.fee as {FEE}" in said
    assert "1 of 2 done" in said
    assert cli.main(["progress"]) == 0
    assert "first edition" not in capsys.readouterr().out


def test_short_names_may_repeat_in_two_parts(monkeypatch):
    of_post, of_bank = (
        Part(n, n, "?", (Lesson("one", "One", "?", (), ("fee",)),), ()) for n in ("post", "bank")
    )
    monkeypatch.setattr(state, "written", lambda: (of_post, of_bank))
    found, _ = state.carried(state.Progress(exercises={"bank.fee": step(True, 1, 0, {})}))
    assert list(found.exercises) == ["bank.one.fee"]


LOW, HIGH = state.Said(low=1.0, high=2.0), state.Said(low=3.0, high=4.0)


def test_of_two_predictions_the_first_counts_and_exercises_stay(work):
    workbook.check(FEE, fee)
    assert state.say("tiny-one", LOW) == ""
    assert state.say("tiny-one", HIGH) == ""
    assert state.said("tiny-one") == LOW
    assert state.read(work / "progress.json").ranges == {"tiny-one": LOW}
    assert kept(work)[FEE]["passed"]


def test_outside_a_work_folder_a_prediction_lasts_for_the_session(elsewhere):
    assert state.say("tiny-one", LOW) == ""
    assert state.said("tiny-one") == LOW
    assert not list(elsewhere.iterdir())


def test_predictions_survive_a_merge_and_new_names():
    mine, theirs = state.Progress(ranges={"a": LOW}), state.Progress(ranges={"a": HIGH, "b": HIGH})
    assert state.merged(mine, theirs).ranges == {"a": LOW, "b": HIGH}
    old = state.Progress(exercises={"post.fee": state.Step(passed=True)}, ranges={"a": LOW})
    assert state.carried(old)[0].ranges == {"a": LOW}


@pytest.mark.parametrize("said", [{"low": "1"}, {"low": 1e999}, {"more": 1}, 3])
def test_a_prediction_that_is_none_is_refused(work, said):
    text = json.dumps(state.Progress().model_dump() | {"ranges": {"a": said}})
    (work / "progress.json").write_text(text)
    with pytest.raises(BadInput, match=r"ranges\.a"):
        state.load()
