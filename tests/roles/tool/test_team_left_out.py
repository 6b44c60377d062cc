"""Rows that are nobody and columns that are no skill: each is left out and said, and its neighbour counts."""

import pytest

from mlteams.input.errors import BadInput
from mlteams.roles.tool.matrix_reading import Words
from mlteams.roles.tool.matrix_rows import ARITHMETIC, EMPTY, LEGEND, NUMBERS, SUMS, VACANT
from mlteams.roles.tool.skills_matrix import KEEP, read_matrix

TOP = "Name,Python,SQL,R\nAnna,3,4,1\nBo,1,2,2\n"

SUMMED = (
    """
Total, TOTALS, Totals (all), Team total, Grand total, Subtotal, Minimum, Minimum level, Average, Avg., Team average, Mean,
Median, Ø, Gap, Skill gap, Target level, Needed, Required (2027), Number of people, Headcount, Max level, Summe, Gesamt,
Mittelwert, Durchschnitt, Zwischensumme, Soll, Soll-Niveau, Lücke, Bedarf, Anzahl Personen, Somme, Moyenne,
Total de l'équipe, Écart, Nombre de personnes
""".replace("\n", " ")
    .strip()
    .split(", ")
)


def read(tmp_path, text, **words):
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    return read_matrix(path, Words(**words), scale=4.0)


def names(matrix):
    return [one.name for one in matrix.people]


@pytest.mark.parametrize(
    "name",
    SUMMED,
)
def test_a_row_is_called_as_a_sum_or_target(tmp_path, name):
    matrix = read(tmp_path, TOP + f'"{name}",3,3,3\n')
    assert names(matrix) == ["Anna", "Bo"]
    assert matrix.left_out == (f"Left out, of the rows, because {SUMS}: '{name}' (line 4).", KEEP)


@pytest.mark.parametrize(
    "name", ["Summer Jones", "Max", "Min Le", "Max Bauer", "Sum Wong", "Target Weber", "Gapinski", "Meana"]
)
def test_a_person_with_nearly_such_a_name_counts(tmp_path, name):
    matrix = read(tmp_path, TOP + f"{name},2,3,2\n")
    assert names(matrix) == ["Anna", "Bo", name]
    assert matrix.left_out == ()


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("Max,3,4,2", False),  # the maximum of each column
        ("Max,3,4,1", True),
        ("Min,1,2,1", False),
        ("Min,3,4,2", True),  # a maximum is no minimum
        ("Sum,4,,3", False),
        ("Sum,4,,2", True),
        ("Carl,3,4,2", True),  # as good as the best: a person
        ("Whole,4,6,3", False),  # above the scale, and the sum
        ("Middle,2,3,1.5", False),  # a fraction among whole levels, and the mean
        ("Middle,2,3,2.5", True),
        ("Middle,2,,1.5", True),  # two numbers alone prove little
        ("Per head,2,3,1.5", False),
    ],
)
def test_arithmetic_decides_only_where_a_level_is_unlikely(tmp_path, row, counts):
    matrix = read(tmp_path, TOP + row + "\n")
    assert (len(matrix.people) == 3) is counts
    if not counts:
        assert ARITHMETIC in matrix.left_out[0]


def test_what_follows_from_nothing_and_is_above_the_scale_is_refused(tmp_path):
    with pytest.raises(BadInput, match="found the level '7' under 'SQL'"):
        read(tmp_path, TOP + "Whole,4,7,3\n")


def test_a_mean_is_one_as_it_was_rounded(tmp_path):
    text = TOP + "Cy,0,0,0\n"
    assert len(read(tmp_path, text + "Middle,1.3,2.0,1.0\n").people) == 3
    assert len(read(tmp_path, text + "Middle,1.4,2.0,1.0\n").people) == 4
    assert len(read(tmp_path, text + "Middle,1.33,2.00,1.00\n").people) == 3
    assert len(read(tmp_path, text + "Middle,1.30,2.00,1.00\n").people) == 4


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Data team,,,", EMPTY),
        ("Source: the interviews of May,,,", EMPTY),
        (",,,as of May", EMPTY),
        ("4,expert,,", LEGEND),
        ("Legend,,,", LEGEND),
        ("Legende: 0 nichts,4 = alles,,", LEGEND),
        ("Vacant,3,3,3", VACANT),
        ("Data engineer (vacant),3,3,3", VACANT),
        ("TBD 2,3,3,3", VACANT),
        ("N.N.,3,3,3", VACANT),
        ("NN 1,3,3,3", VACANT),
        ("Open position – backend,3,3,3", VACANT),
        ("New hire 2,3,3,3", VACANT),
        ("Offene Stelle,3,3,3", VACANT),
        ("Poste à pourvoir,3,3,3", VACANT),
    ],
)
def test_sections_legends_and_vacant_posts_are_nobody(tmp_path, row, why):
    matrix = read(tmp_path, TOP + row + "\n")
    assert names(matrix) == ["Anna", "Bo"]
    assert why in matrix.left_out[0]
    assert "line 4" in matrix.left_out[0]


@pytest.mark.parametrize(
    "row",
    [
        "Cy,0,,",  # a level, if of nothing
        "Cy,n/a,,",
        "Key Tanaka,3,,",
        "17,3,,",
        "N. N. Rao,3,,",
        "Anna Vacanti,3,,",
        "Cy (new hire),3,,",
        "Offenbach,3,,",
    ],
)
def test_their_neighbours_are_people(tmp_path, row):
    assert names(read(tmp_path, TOP + row + "\n")) == ["Anna", "Bo", row.split(",")[0]]


def test_all_below_a_legend_belongs_to_it(tmp_path):
    matrix = read(tmp_path, TOP + "Legend:,,,\nnothing,0,,\nalone,3,,\n")
    assert names(matrix) == ["Anna", "Bo"]
    assert "'Legend:' (line 4), 'nothing' (line 5) and 'alone' (line 6)" in matrix.left_out[0]


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


def test_columns_of_a_turned_matrix_that_are_nobody(tmp_path):
    matrix = read(tmp_path, "Skill,Nr,Anna,Bo,Needed,Vacant\nSQL,1,3,1,3,3\nR,2,2,2,3,3\n")
    assert names(matrix) == ["Anna", "Bo"]
    assert [line.split(": ")[1] for line in matrix.left_out[:3]] == [
        "'Nr' (column B).",
        "'Needed' (column E).",
        "'Vacant' (column F).",
    ]


def test_to_say_otherwise(tmp_path):
    text = "Name,SQL,Age\nAnna,3,2\nTotal,1,4\nBo,1,1\n"
    matrix = read(tmp_path, text, keep=("total", "Age"), skip=("Bo",))
    assert names(matrix) == ["Anna", "Total"]
    assert matrix.skills == ("SQL", "Age")
    with pytest.raises(
        BadInput, match=r"--keep, m\.csv: found no column or row 'Totle'; 'Total' would be right"
    ):
        read(tmp_path, text, keep=("Totle",))


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
