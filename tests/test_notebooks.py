"""What nbval cannot see: live widgets, the shape of a section, the pairing with the lesson's page."""

import json
import re
from pathlib import Path

import ipywidgets as widgets
import nbformat
import pytest

from mlteams import notebook, parts

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
    return box.children[-2].value


def test_every_lesson_has_its_notebook():
    lessons = [f"{part.name}/{lesson.name}" for part in parts.written() for lesson in part.lessons]
    assert sorted(map(name, NOTEBOOKS)) == sorted(lessons)


@pytest.mark.parametrize("one", SHOWN_HERE)
def test_every_control_changes_the_sentence_and_back(one):
    explorable = parts.explorables()[one]
    box = notebook.build(explorable)
    at_first = sentence_of(box)
    moved = [child for child in box.children if not isinstance(child, widgets.HTML)]
    assert len(moved) == len(explorable.controls)
    for widget, control in zip(moved, explorable.controls, strict=True):
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
