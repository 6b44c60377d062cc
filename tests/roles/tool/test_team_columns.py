"""Columns of a skills matrix that are days, sums or numbers, and those that only look so."""

import pytest
from team_matrix import names, read

from mlteams.input.errors import BadInput
from mlteams.roles.tool.matrix_rows import NUMBERS, SUMS
from mlteams.roles.tool.skills_matrix import KEEP


@pytest.mark.parametrize(
    ("head", "why"),
    [
        *(
            (head, SUMS)
            for head in ("Total", "Average", "Total points", "Durchschnitt", "Moyenne", "Max. level")
        ),
        *(
            (head, NUMBERS)
            for head in ("Nr", "No.", "#", "ID", "Employee ID", "Lfd. Nr.", "N°", "Age", "Alter", "Âge")
        ),
    ],
)
def test_columns_of_sums_and_numbers_are_no_skills(tmp_path, head, why):
    matrix = read(tmp_path, f"Name,SQL,{head}\nAnna,3,2\nBo,1,4\n")
    assert matrix.skills == ("SQL",)
    assert matrix.left_out == (f"Left out, of the columns, because {why}: '{head}' (column C).", KEEP)
    turned = read(tmp_path, f"Skill,Anna,Bo\nSQL,3,1\n{head},2,4\n")
    assert turned.skills == ("SQL",)
    assert turned.left_out == (f"Left out, of the rows, because {why}: '{head}' (line 3).", KEEP)


@pytest.mark.parametrize(
    "head",
    [
        "Total quality",
        "NoSQL",
        "No code",
        "Age estimation",
        "Max",
        "Gap",
        "Requirements",
        "C#",
        "C++",
        "Average Joe",
    ],
)
def test_skills_with_nearly_such_names_are_skills(tmp_path, head):
    assert read(tmp_path, f"Name,C,{head}\nAnna,3,2\nBo,1,4\n").skills == ("C", head)


def test_columns_that_follow_from_the_others(tmp_path):
    text = "Name,Python,SQL,Points\nAnna,3,4,7\nBo,1,2,3\nCy,2,2,4\n"
    assert read(tmp_path, text).skills == ("Python", "SQL")
    with pytest.raises(BadInput, match="found the level '7' under 'Points'"):
        read(tmp_path, text.replace("Cy,2,2,4", "Cy,2,2,3"))


@pytest.mark.parametrize(
    ("head", "cells", "days"),
    [
        ("Tage", ("4", "2,5"), (4, 2.5)),
        ("Tage/Woche", ("4", "2"), (4, 2)),
        ("Verfügbare Tage pro Woche", ("4", "2"), (4, 2)),
        ("Jours par semaine", ("4", "2"), (4, 2)),
        ("d/week", ("4", "2"), (4, 2)),
        ("%", ("80", "100"), (4, 5)),
        ("FTE (%)", ("80", "100"), (4, 5)),
        ("VZÄ", ("0,8", "1"), (4, 5)),
        ("ETP", ("0,8", "1"), (4, 5)),
        ("Verfügbarkeit", ("0,8", "1"), (4, 5)),
    ],
)
def test_days_in_three_languages(tmp_path, head, cells, days):
    matrix = read(tmp_path, f"Name;{head};SQL\nAnna;{cells[0]};1\nBo;{cells[1]};1\n")
    assert [one.days for one in matrix.people] == pytest.approx(days)
    assert matrix.skills == ("SQL",)


@pytest.mark.parametrize("head", ["Day trading", "Jour fixe", "D", "Capacity planning", "Office hours", "H"])
def test_skills_that_only_begin_like_days(tmp_path, head):
    assert read(tmp_path, f"Name,{head}\nAnna,3\nBo,1\n").skills == (head,)


@pytest.mark.parametrize("head", ["Hours per week", "Stunden/Woche", "h/week", "Heures"])
def test_hours_are_refused(tmp_path, head):
    with pytest.raises(
        BadInput, match="days a week, or a share such as 80%, or --skip for this column, would be right"
    ):
        read(tmp_path, f"Name,{head},SQL\nAnna,40,3\n")


def test_words_for_levels_are_told_first_or_read_as_said(tmp_path):
    text = "Name,Python,SQL\nAnna,Expert,3\nBo,basic,4\n"
    matrix = read(tmp_path, text)
    assert matrix.skills == ("SQL",)
    assert "not in this answer: 'Python' ('Expert' and 'basic')" in matrix.left_out[0]
    matrix = read(tmp_path, text, levels={"expert": 4.0, "basic": 1.0})
    assert [dict(one.levels) for one in matrix.people] == [{"Python": 4, "SQL": 3}, {"Python": 1, "SQL": 4}]
    assert matrix.left_out == ()
    assert "expert 4, basic 1" in matrix.assumed[-1]


@pytest.mark.parametrize("word", ["x", "expert", "🟢", "●●●"])
def test_words_alone_are_one_sentence(tmp_path, word):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, f"Name,Python,SQL\nAnna,{word},{word}\nBo,,{word}\n")
    assert str(caught.value).count("would be right") == 1
    assert f"only words ('{word}' under 'Python' and 'SQL')" in str(caught.value)
    assert f"--levels '{word}=NUMBER'" in str(caught.value)
    assert len(read(tmp_path, f"Name,SQL\nAnna,{word}\n", levels={word: 3.0}).people) == 1


@pytest.mark.parametrize(
    ("head", "whole"),
    [("Vorname,Nachname", "Anna Meier"), ("Prénom,Nom", "Anna Meier"), ("First name,Surname", "Anna Meier")],
)
def test_names_in_two_columns(tmp_path, head, whole):
    assert names(read(tmp_path, f"{head},SQL\nAnna,Meier,3\n")) == [whole]


def test_a_turned_matrix_below_a_title(tmp_path):
    matrix = read(tmp_path, "Our skills 2026\nSkill \\ Name,Anna,Bo\nSQL,3,1\n")
    assert (names(matrix), matrix.skills) == (["Anna", "Bo"], ("SQL",))
