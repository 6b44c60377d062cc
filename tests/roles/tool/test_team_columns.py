"""Columns of a skills matrix that are days, sums or numbers, and those that only look so."""

import pytest
from team_matrix import names, read

from mlteams.input.errors import BadInput
from mlteams.roles.tool.levels import is_nearly
from mlteams.roles.tool.matrix_rows import NUMBERS, POST, SUMS, TARGET, TIMES
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


@pytest.mark.parametrize(
    ("head", "why"),
    [
        *(
            (head, TARGET)
            for head in ("Ziel SQL", "SQL (target)", "SQL-Soll", "Soll", "Cible SQL", "Target Go", "Go-Soll")
        ),
        *(
            (head, TARGET)
            for head in ("SQL gap", "SQL interest", "Required level SQL 2027", "SQL importance")
        ),
        *((head, POST) for head in ("Salary band", "Vacation days", "Seniority", "Start date", "Job level")),
        *(
            (head, POST)
            for head in ("Years of experience", "Gehaltsband", "Resturlaub", "Ancienneté", "Cost centre")
        ),
        *((head, TIMES) for head in ("2025", "1")),
    ],
)
def test_columns_of_targets_contracts_and_numbers_are_no_skills(tmp_path, head, why):
    text = f"Name,SQL,{head}\nAnna,3,2\nBo,1,4\n"
    matrix = read(tmp_path, text)
    assert matrix.skills == ("SQL",)
    assert matrix.left_out == (f"Left out, of the columns, because {why}: '{head}' (column C).", KEEP)
    assert read(tmp_path, text, keep=(head,)).skills == ("SQL", head)


@pytest.mark.parametrize(
    "head",
    [
        *(
            "Goal setting",
            "Gap analysis",
            "Python gap",
            "Interest rates",
            "Needs",
            "SQL tuning",
            "SQL (advanced)",
        ),
        *(
            "Experience design",
            "Date parsing",
            "Cost control",
            "Leave management",
            "Level 4 support",
            "Rate limits",
        ),
        *("SQL 2025", "3D"),
    ],
)
def test_skills_that_are_called_nearly_like_targets_and_contracts(tmp_path, head):
    assert read(tmp_path, f"Name,SQL,{head}\nAnna,3,2\nBo,1,4\n").skills == ("SQL", head)


@pytest.mark.parametrize(
    ("heads", "count"),
    [
        ("Mon,Tue,Wed", 0),
        ("Mo,Di,Mi,Do,Fr", 0),
        ("Lundi,Mardi,Mercredi", 0),
        ("Jan 2026,Feb 2026,Mar 2026", 0),
        ("Q1,Q2,Q3,Q4", 0),
        ("KW 41,KW 42,KW 43", 0),
        ("May,Sun", 2),  # two may be by chance
        ("Monitoring,Marketing,Junit,Sunny", 4),  # they only begin so
        ("Q,H,W", 3),
        ("Version 1,Version 2,Version 3", 3),
    ],
)
def test_three_headings_that_are_times_are_no_skills(tmp_path, heads, count):
    levels = ",2" * len(heads.split(","))
    assert len(read(tmp_path, f"Name,SQL,{heads}\nAnna,3{levels}\nBo,1{levels}\n").skills) == 1 + count


def test_a_heading_without_letters_makes_no_target_of_another(tmp_path):
    assert read(tmp_path, "Name,★,Gap\nAnna,3,2\n").skills == ("★", "Gap")


def test_what_is_left_of_nothing_names_what_was_left_out(tmp_path):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "Name,Seniority,Ziel SQL\nAnna,3,2\nBo,1,4\n")
    assert "no level in any column, and 'Seniority' (column B) and 'Ziel SQL' (column C)" in str(caught.value)
    assert "or --keep NAME for one that counts, would be right" in str(caught.value)


@pytest.mark.parametrize(
    "cell", ["2-3", "2–3", "2/3", "3+", "~3", ">3", "3 (learning)", "3?", "3 - alone", "3. alone"]
)
def test_a_digit_with_something_about_it_is_refused_with_its_cell(tmp_path, cell):
    assert is_nearly(cell)
    for other in (cell, "3"):
        with pytest.raises(BadInput) as caught:
            read(tmp_path, f"Name,Python,SQL\nAnna,{cell},3\nBo,{other},1\n")
        assert f"'{cell}'" in str(caught.value)
        assert "line 2, cell 2" in str(caught.value)
        assert "--levels" in str(caught.value)
        levels = {cell.casefold(): 3.0}
        people = read(tmp_path, f"Name,Python,SQL\nAnna,{cell},3\nBo,{other},1\n", levels=levels).people
        assert [one.levels["Python"] for one in people] == [3, 3]


@pytest.mark.parametrize("cell", ["0 = none", "2024-03-01", "01.03.2024", "+49 170 1", "a3", "12 - x", "3 x"])
def test_what_only_holds_digits_is_a_word(tmp_path, cell):
    assert not is_nearly(cell)
    matrix = read(tmp_path, f"Name,Note,SQL\nAnna,{cell},3\nBo,,1\n")
    assert matrix.skills == ("SQL",)
    assert "'Note'" in matrix.left_out[0]


@pytest.mark.parametrize(
    ("cells", "said"), [((",0",), False), ((",",), True), ((",n/a",), True), ((",x", ","), True)]
)
def test_without_any_level_it_is_said_that_colours_are_not_read(tmp_path, cells, said):
    text = "Name,Role,SQL\n" + "".join(f"P{at},dev{cell}\n" for at, cell in enumerate(cells))
    if said:
        with pytest.raises(BadInput, match=r"no level in any .*colours are not read"):
            read(tmp_path, text)
        with pytest.raises(BadInput, match=r"no level in any row; .*colours are not read"):
            read(tmp_path, "Name,Python,SQL\nAnna,,\nBo,,\n")
    else:
        assert read(tmp_path, text).skills == ("SQL",)


@pytest.mark.parametrize(("level", "said"), [("1", True), ("0.75", True), ("1.01", False), ("0", False)])
def test_a_scale_that_may_end_at_one_is_said(tmp_path, level, said):
    matrix = read(tmp_path, f"Name,SQL\nAnna,{level}\nBo,0.5\n" if said else f"Name,SQL\nAnna,{level}\n")
    assert ("No level is above 1 of 4; if 1 is the highest, --scale 1 says so." in matrix.notes) is said


@pytest.mark.parametrize(
    ("head", "whole"),
    [
        ("Nombre,Apellidos", "Ana Ruiz"),
        ("Nome,Cognome", "Ana Ruiz"),
        ("Voornaam,Naam", "Ana Ruiz"),
        ("姓,名", "Ruiz Ana"),
    ],
)
def test_names_in_two_columns_elsewhere(tmp_path, head, whole):
    assert names(read(tmp_path, f"{head},SQL\nAna,Ruiz,3\n")) == [whole]
