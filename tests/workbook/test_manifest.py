"""The manifest: what a notebook says is read as it stands, and what is malformed is said with file and cell."""

import json

import pytest
from tiny_workbook import course

from mlteams.input.errors import BadInput
from mlteams.workbook import manifest

STAMPS = "solutions/post/stamps.ipynb"
LINE = "*6 minutes · easy · read first: [By the step](../../notebooks/post/stamps.ipynb#By-the-step)*"


def test_what_the_notebooks_say_comes_back(tiny):
    found = manifest.read(tiny)
    assert list(found) == ["post.stamps.fee", "post.answers.reply"]
    fee, reply = found.values()
    assert (fee.name, fee.part, fee.lesson, fee.exercise) == ("post.stamps.fee", "post", "stamps", "fee")
    assert (fee.title, fee.minutes, fee.difficulty, fee.points) == ("The fee", 6, "easy", (2,))
    assert (fee.section, fee.page, fee.anchor) == ("By the step", "post/stamps", "sec-step")
    assert fee.scene == "It is due.\n\n**Your task.** Complete `fee`."
    assert fee.solution == course.ANSWERS["fee"]
    assert (reply.minutes, reply.difficulty, reply.points, reply.anchor) == (12, "hard", (2, 3), "sec-whom")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## The fee", "# The fee"),
        ("## The fee", "## "),
        ("## The fee\n\n", "## The fee\n"),
        ("6 minutes", "6 min"),
        ("6 minutes", "0 minutes"),
        ("6 minutes", "-6 minutes"),
        ("6 minutes", "about 6 minutes"),
        ("easy", "simple"),
        (" · easy", ""),
        (" · easy", " · easy · 2 points"),
        ("[By the step]", "[By the stair]"),
        ("#By-the-step", "#By-the-stair"),
        ("#By-the-step", ""),
        ("../../notebooks", "../notebooks"),
        ("post/stamps.ipynb", "post/answers.ipynb"),  # whose page has no such section
        ("post/stamps.ipynb", "post/nowhere.ipynb"),
        (LINE, LINE.strip("*")),
        ("\n\nIt is due.\n\n**Your task.** Complete `fee`.", ""),
    ],
)
def test_a_malformed_scene_is_said_with_file_and_cell(tiny, old, new):
    course.change(tiny / STAMPS, "fee-scene", old, new)
    with pytest.raises(BadInput) as told:
        manifest.read(tiny)
    assert (told.value.file, told.value.place) == (STAMPS, "cell fee-scene")
    assert "\n" not in str(told.value)


def edited(root, edit):
    """Change the cells of a notebook, a list of dictionaries, and return what is said of it."""
    notebook = json.loads((root / STAMPS).read_text())
    edit(notebook["cells"])
    course.save(root / STAMPS, notebook)
    with pytest.raises(BadInput) as told:
        manifest.read(root)
    assert told.value.file == STAMPS
    return told.value


@pytest.mark.parametrize("kind", ["scene", "answer", "check"])
def test_a_missing_cell_is_named(tiny, kind):
    def without(cells):
        cells[:] = [cell for cell in cells if cell["id"] != f"fee-{kind}"]

    assert edited(tiny, without).place == f"cell fee-{kind}"


def test_an_exercise_that_the_part_does_not_list_is_named(tiny):
    said = edited(tiny, lambda cells: cells.append(course.cell("tax-scene", "## Tax")))
    assert said.place == "cell tax-scene"


@pytest.mark.parametrize("points", [0, -1, 1.5, "2", None, True])
def test_points_are_whole_and_at_least_one(tiny, points):
    said = edited(tiny, lambda cells: cells[-1]["metadata"]["nbgrader"].update(points=points))
    assert said.place == "cell fee-check"


def test_a_check_that_is_not_graded_is_named(tiny):
    said = edited(tiny, lambda cells: cells[-1]["metadata"].clear())
    assert said.place == "cell fee-check"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cells": [{}]}', '{"cells": 3}', "\0"])
def test_what_is_no_notebook_is_named(tiny, text):
    (tiny / STAMPS).write_text(text)
    with pytest.raises(BadInput, match=STAMPS):
        manifest.read(tiny)


def test_a_lesson_without_its_notebook_is_named(tiny):
    (tiny / STAMPS).unlink()
    with pytest.raises(BadInput, match=f"{STAMPS}.*nothing of that name"):
        manifest.read(tiny)


def test_a_section_that_stands_twice_on_its_page_leads_nowhere(tiny):
    page = tiny / "chapters/post/stamps.qmd"
    page.write_text(page.read_text() + "\n### By the step {#sec-again}\n")
    with pytest.raises(BadInput, match=r"once on chapters/post/stamps\.qmd"):
        manifest.read(tiny)
