"""What nbval cannot see: live widgets, the shape of a section, the pairing with the lesson's page."""

import json
import re
from pathlib import Path

import ipywidgets as widgets
import nbformat
import pytest

from mlteams import notebook, parts
from mlteams.workbook import state

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(ROOT.glob("notebooks/**/*.ipynb"))
STEPS = ("predict", "model", "explorable", "heron", "yours")
SHOWN = re.compile(r'^show\("([\w-]+)"\)$', flags=re.M)


def name(path: Path) -> str:
    """Return part and lesson, such as "management/dates"."""
    return f"{path.parent.name}/{path.stem}"


each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=name)


def cells(path: Path, kind: str) -> list:
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == kind]


def shown(path: Path) -> list[str]:
    """Return the names of the explorables that a notebook shows."""
    return SHOWN.findall("\n".join(cell.source for cell in cells(path, "code")))


SHOWN_HERE = sorted({one for path in NOTEBOOKS for one in shown(path)})


def sentence_of(box: widgets.VBox) -> str:
    return box.sentence.value


def test_every_lesson_has_its_notebook():
    lessons = [f"{part.name}/{lesson.name}" for part in parts.written() for lesson in part.lessons]
    assert sorted(map(name, NOTEBOOKS)) == sorted(lessons)


@pytest.mark.parametrize("one", SHOWN_HERE)
def test_every_control_changes_the_sentence_and_back(one):
    explorable = parts.explorables()[one]
    box = notebook.build(explorable)
    at_first = sentence_of(box)
    assert list(box.controls) == [control.name for control in explorable.controls]
    for widget, control in zip(box.controls.values(), explorable.controls, strict=True):
        others = [value for value in control.values() if value != control.default]
        for value in others:
            widget.value = value
            if sentence_of(box) != at_first:
                break
        else:
            pytest.fail(f"no value of {control.name} changes the sentence")
        widget.value = control.default
        assert sentence_of(box) == at_first


@each_notebook
def test_outputs_are_stored_in_the_order_of_a_fresh_run(path):
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [cell["id"] for cell in code if not cell.outputs] == ["imports"]
    assert not [output for cell in code for output in cell.outputs if output.output_type == "error"]


@each_notebook
def test_nothing_of_one_machine_or_one_run_is_stored(path):
    text = path.read_text()
    assert not re.findall(r"0x[0-9a-f]{6,}|(?<![\w.])/(?:home|root|tmp|work|Users|usr|opt)/|[A-Z]:\\\\", text)
    stored = json.loads(text)
    assert set(stored["metadata"]) == {"kernelspec", "language_info"}  # no widget state: its ids are random
    assert stored["metadata"]["kernelspec"]["name"] == "python3"
    assert not [cell["id"] for cell in stored["cells"] if cell["metadata"]]  # no times, no folding


@each_notebook
def test_no_cell_uses_what_nbval_cannot_compare(path):
    assert not re.findall(r"\binteract\b|\bOutput\b", "\n".join(cell.source for cell in cells(path, "code")))


@each_notebook
def test_every_section_has_five_steps_in_order(path):
    names = [cell["id"] for cell in nbformat.read(path, 4).cells]
    sections = [name.removesuffix("-predict") for name in names if name.endswith("-predict")]
    assert sections
    for section in sections:
        places = [names.index(f"{section}-{step}") for step in STEPS]
        assert places == sorted(places)


@each_notebook
def test_sections_are_the_lessons_in_its_order_and_then_the_parts(path):
    chapter = ROOT / "chapters" / path.parent.name
    pages = "\n".join((chapter / f"{page}.qmd").read_text(encoding="utf-8") for page in (path.stem, "index"))
    theirs = [title.strip() for title in re.findall(r"^##+ ([^{\n]+)", pages, flags=re.M)]
    ours = re.findall(r"^##+ (.+)$", "\n".join(cell.source for cell in cells(path, "markdown")), flags=re.M)
    assert [title for title in theirs if title in ours] == ours


RANGE, PICK = parts.explorable("estimates-total"), parts.explorable("replanning-patience")


@pytest.fixture
def fresh(monkeypatch, tmp_path):
    """Nothing predicted yet, and no work folder."""
    monkeypatch.setattr(state, "_session", state.Progress())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def press(box, button):
    next(one for one in found(box.form, widgets.Button) if one.description == button).click()


def found(box, kind):
    """Return the widgets of a kind in a box, whatever they stand in."""
    inside = [one for child in getattr(box, "children", ()) for one in found(child, kind)]
    return [box, *inside] if isinstance(box, kind) else inside


def words(box):
    return "\n".join(one.value for one in found(box, widgets.HTML) if not isinstance(one, notebook.Picture))


def text_form(box):
    return box._repr_mimebundle_()["text/plain"]


def test_the_form_comes_first_and_then_the_picture_with_range_and_truth(fresh):
    box = notebook.build(RANGE)
    before = text_form(box)
    assert box.picture not in box.children
    assert not found(box, widgets.SelectionSlider)
    assert RANGE.predict.ask in words(box)
    low, high = found(box.form, widgets.Text)
    low.value, high.value = "3", "6"
    press(box, "Commit")
    assert box.picture in box.children
    assert "Your range: 3 to 6 of 20 futures. The model says 4 of 20 futures: it holds." in words(box)
    assert found(box, widgets.SelectionSlider)
    assert text_form(box) == before == f"{RANGE.question}\n{RANGE.view().sentence}"
    again = notebook.build(RANGE)
    assert again.form is None
    assert "3 to 6 of 20 futures" in words(again)


@pytest.mark.parametrize(
    ("low", "high"), [("", "3"), ("x", "3"), ("nan", "3"), ("-1", "3"), ("3", "21"), ("4", "3")]
)
def test_what_is_no_range_is_said_in_the_notebook(fresh, low, high):
    box = notebook.build(RANGE)
    for one, value in zip(found(box.form, widgets.Text), (low, high), strict=True):
        one.value = value
    press(box, "Commit")
    assert box.picture not in box.children
    assert "Both ends are" in words(box) or "not above the second" in words(box)
    assert state.said(RANGE.name) is None


def test_a_pick_in_the_notebook(fresh):
    box = notebook.build(PICK)
    press(box, "Commit")
    assert "Choose an answer" in words(box)
    found(box.form, widgets.RadioButtons)[0].value = "stay"
    press(box, "Commit")
    assert "You said: to stay until it works. The model says: to leave" in words(box)


def test_show_me_shows_and_a_range_no_longer_counts(fresh):
    box = notebook.build(RANGE)
    press(box, "Show me")
    assert "The model says: 4 of 20 futures." in words(box)
    assert state.said(RANGE.name) == state.Said()


def test_in_a_work_folder_ranges_stand_in_the_progress_file(fresh):
    (fresh / state.MANIFEST).write_text("{}")
    box = notebook.build(RANGE)
    low, high = found(box.form, widgets.Text)
    low.value, high.value = "3", "6.5"
    press(box, "Commit")
    kept = json.loads((fresh / state.FILE).read_text())["ranges"]
    assert kept == {RANGE.name: {"low": 3.0, "high": 6.5, "pick": None}}


def test_a_progress_file_that_is_not_valid_is_left_and_said(fresh):
    (fresh / state.MANIFEST).write_text("{}")
    (fresh / state.FILE).write_text("{")
    box = notebook.build(RANGE)
    press(box, "Show me")
    assert "Kept for this session only. progress.json" in words(box)
    assert box.picture in box.children
    assert (fresh / state.FILE).read_text() == "{"
