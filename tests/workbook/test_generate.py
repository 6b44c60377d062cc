"""exercises/ is what solutions/ makes: the same bytes each time, and a changed solution is noticed."""

import pytest
from tiny_workbook import course

from mlteams import cli
from mlteams.input.errors import BadInput
from mlteams.workbook import generate

STAMPS, ANSWERS = "exercises/post/stamps.ipynb", "exercises/post/answers.ipynb"


@pytest.fixture
def made(tiny):
    """A course whose exercises are up to date."""
    generate.write(tiny)
    return tiny


def solution(root):
    return root / "solutions/post/stamps.ipynb"


def test_every_solution_makes_an_exercise_without_it(tiny):
    assert generate.write(tiny) == ([ANSWERS, STAMPS], [])
    text = (tiny / STAMPS).read_text()
    assert generate.STUB in text
    assert "**Your task.** Complete `fee`." in text
    for hidden in ("-(-grams // step)", "SOLUTION", "HIDDEN TESTS", "grade("):
        assert hidden not in text
    assert generate.MARKDOWN_STUB in (tiny / ANSWERS).read_text()
    assert generate.write(tiny) == ([], [])


def test_the_same_solution_gives_the_same_bytes(tiny):
    assert generate.generated(solution(tiny)) == generate.generated(solution(tiny))


@pytest.mark.parametrize(
    ("cell", "old", "new"),
    [
        ("fee-scene", "It is due.", "It is late."),
        ("fee-answer", "def fee(grams, step)", "def fee(weight, step)"),
        ("fee-check", "END HIDDEN TESTS\ncheck", "END HIDDEN TESTS\nprint"),
    ],
)
def test_a_changed_solution_is_drift_until_it_is_written(made, cell, old, new):
    assert generate.drift(made) == []
    course.change(solution(made), cell, old, new)
    assert generate.drift(made) == [STAMPS]
    assert generate.write(made) == ([STAMPS], [])
    assert generate.drift(made) == []


def test_what_a_learner_never_sees_is_no_drift(made):
    course.change(solution(made), "fee-answer", "-(-grams // step)", "1 + grams // step")
    assert generate.drift(made) == []


@pytest.mark.parametrize(
    "left", ["exercises/post/parcels.ipynb", "exercises/bank/loans.ipynb", "exercises/post.ipynb"]
)
def test_an_exercise_edited_or_left_over_is_drift(made, left):
    (made / STAMPS).write_text((made / STAMPS).read_text().replace("due", "late"))
    (made / left).parent.mkdir(exist_ok=True)
    (made / left).write_bytes((made / ANSWERS).read_bytes())
    assert generate.drift(made) == sorted([STAMPS, left])
    assert generate.write(made) == ([STAMPS], [left])
    assert generate.drift(made) == []
    assert not (made / left).exists()


def test_a_copy_with_an_answer_in_it_stays(made):
    copy = made / "exercises/post/my-answers.ipynb"
    text = (made / ANSWERS).read_text()
    assert generate.STUB in text
    copy.write_text(text.replace(generate.STUB, "return 'Dear me'"))
    with pytest.raises(BadInput, match="my-answers"):
        generate.write(made)
    assert "Dear me" in copy.read_text()


MINE = '{"cells": [{"cell_type": "code", "metadata": {}, "source": "1 + 1"}], "metadata": {}}'


@pytest.mark.parametrize("name", ["exercises/post/mine.ipynb", "exercises/mine.ipynb", STAMPS])
@pytest.mark.parametrize(
    "content", [MINE.encode(), b"{}", b"", b"[]", b'{"cells": 5}', b"\xff\xfe", None, "x"]
)
def test_what_the_course_did_not_make_is_neither_removed_nor_replaced(made, name, content):
    path = made / name
    path.unlink(missing_ok=True)
    if content is None:
        path.mkdir()
    elif isinstance(content, str):
        path.symlink_to("nowhere")
    else:
        path.write_bytes(content)
    course.change(made / "solutions/post/answers.ipynb", "reply-scene", "It is due.", "It is late.")
    before = (made / ANSWERS).read_bytes()
    with pytest.raises(
        BadInput, match=rf"^{name}, the whole file: found no notebook that `exercises` has written"
    ):
        generate.write(made)
    assert (made / ANSWERS).read_bytes() == before
    assert path.is_dir() if content is None else path.is_symlink() or path.read_bytes() == content
    assert name in generate.drift(made)


def test_what_jupyter_keeps_beside_a_notebook_is_none_of_ours(made):
    for folder in ("solutions", "exercises"):
        (made / folder / "post/.ipynb_checkpoints").mkdir()
        (made / folder / "post/.ipynb_checkpoints/stamps-checkpoint.ipynb").write_text("{}")
    assert generate.drift(made) == []


@pytest.mark.parametrize(
    ("cell", "old", "new"),
    [("fee-answer", "### END SOLUTION", ""), ("fee-check", "### END HIDDEN TESTS", "")],
)
def test_broken_markup_gets_a_sentence_and_nothing_is_written(made, cell, old, new):
    course.change(made / "solutions/post/answers.ipynb", "reply-scene", "It is due.", "It is late.")
    before = [(made / name).read_bytes() for name in (STAMPS, ANSWERS)]
    course.change(solution(made), cell, old, new)
    with pytest.raises(BadInput, match=r"solutions/post/stamps\.ipynb, its nbgrader markup"):
        generate.write(made)
    assert [(made / name).read_bytes() for name in (STAMPS, ANSWERS)] == before


def test_a_file_that_is_no_notebook_gets_a_sentence(made):
    solution(made).write_text("{]")
    with pytest.raises(BadInput, match=r"solutions/post/stamps\.ipynb"):
        generate.write(made)


def test_the_command_says_what_it_wrote_and_what_differs(monkeypatch, capsys):
    monkeypatch.setattr(generate, "drift", lambda: [STAMPS, ANSWERS])
    assert cli.main(["exercises", "--check"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"mlteams: {STAMPS}")
    assert said.count("\n") == 1
    monkeypatch.setattr(generate, "drift", lambda: [])
    assert cli.main(["exercises", "--check"]) == 0
    capsys.readouterr()
    monkeypatch.setattr(generate, "write", lambda: ([STAMPS], [ANSWERS]))
    assert cli.main(["exercises"]) == 0
    assert capsys.readouterr().out == f"written: {STAMPS}\nremoved: {ANSWERS}\n"
    monkeypatch.setattr(generate, "write", lambda: ([], []))
    assert cli.main(["exercises"]) == 0
    assert capsys.readouterr().out == "exercises/ was up to date\n"
