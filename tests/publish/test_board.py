"""Heron's board: what lessons up to one have given, what this one changes, and nothing that no lesson has given."""

import re
from types import SimpleNamespace

from mlteams.core.part import Lesson
from mlteams.core.section import BoardLine
from mlteams.publish import board
from mlteams.publish.board import Given, Row, rows, table

PART = SimpleNamespace(name="post", title="Post")


def given(lesson, *lines):
    said = Lesson(lesson, lesson.title(), "Why?", ())
    return Given(PART, said, tuple(BoardLine(lesson, label, value) for label, value in lines))


COURSE = [
    given("one", ("date", "1 May"), ("odds", "50%")),
    given("two"),
    given("three", ("date", "2 May"), ("odds", "50%"), ("first", "rent")),
]


def test_a_first_board_is_all_new():
    assert rows(COURSE[:1], 0) == [Row("date", "1 May", True, ""), Row("odds", "50%", True, "")]


def test_a_lesson_that_gives_nothing_marks_nothing():
    assert rows(COURSE[:2], 1) == [Row("date", "1 May", False, "1 May"), Row("odds", "50%", False, "50%")]


def test_a_change_shows_what_was_before_and_a_value_said_again_is_no_change():
    assert rows(COURSE, 2) == [
        Row("date", "2 May", True, "1 May"),
        Row("odds", "50%", False, "50%"),
        Row("first", "rent", True, ""),
    ]


def test_after_a_part_everything_that_its_lessons_gave_is_new():
    assert [row.before for row in rows(COURSE, 0) if row.new] == ["", "", ""]


def test_a_board_is_a_table_with_names_of_its_rows_and_says_in_words_what_is_new():
    text = table(rows(COURSE, 2), "Three & more")
    assert re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', text) == [
        ("date", "<b>2 May</b> <small>before: 1 May</small>"),
        ("first", "<b>rent</b> <small>new</small>"),
        ("odds", "50%"),
    ]
    assert "<details><summary>One line stays as it was</summary><table>" in text
    assert "<details>" not in table(rows(COURSE[:2], 1), "Nothing new: all of it shows")
    assert "after “Three &amp; more”</span></caption>" in text
    assert "<small>" not in table(rows(COURSE[:1], 0), "all of it is new")
    assert table([], "Nothing") == ""


def test_what_a_plan_says_stays_text():
    assert "<b>&lt;i&gt;</b>" in table([Row("x", "<i>", True, "")], "x")


def test_every_lesson_and_every_part_with_a_plan_has_a_board(tmp_path, monkeypatch):
    monkeypatch.setattr(board, "BUILD", tmp_path)
    monkeypatch.setattr(board, "given", lambda: iter(COURSE))
    board.write()
    assert {path.name for path in (tmp_path / "boards").iterdir()} == {
        *("post.md", "post.one.md", "post.two.md", "post.three.md")
    }
    assert "<small>before: 1 May</small>" in (tmp_path / "boards" / "post.three.md").read_text()
    assert "before" not in (tmp_path / "boards" / "post.md").read_text()
