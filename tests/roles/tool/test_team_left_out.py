"""Rows that are nobody and columns that are no skill: each is left out and said, and its neighbour counts."""

import pytest
from team_matrix import names, read

from mlteams.input.errors import BadInput
from mlteams.roles.tool.matrix_rows import ARITHMETIC, EMPTY, LEGEND, SUMS, VACANT
from mlteams.roles.tool.skills_matrix import KEEP

TOP = "Name,Python,SQL,R\nAnna,3,4,1\nBo,1,2,2\n"

SUMMED = (
    """
Total, TOTALS, Totals (all), Team total, Grand total, Subtotal, Minimum, Minimum level, Average, Avg., Team average,
Mean, Median, Ø, Gap, Skill gap, Target level, Needed, Required (2027), Number of people, Headcount, Max level,
Summe, Gesamt, Mittelwert, Zwischensumme, Soll, Soll-Niveau, Lücke, Bedarf, Anzahl Personen, Somme, Moyenne,
Durchschnitt, Total de l'équipe, Ops total, Durchschnitt Vertrieb, # experts, Objectif, stdev, Coverage %,
Écart, Nombre de personnes
""".replace("\n", " ")
    .strip()
    .split(", ")
)


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
        ("N.N. (from July),3,3,3", VACANT),
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


def test_columns_of_a_turned_matrix_that_are_nobody(tmp_path):
    matrix = read(tmp_path, "Skill,Nr,Anna,Bo,Needed,Vacant\nSQL,1,3,1,3,3\nR,2,2,2,3,3\n")
    assert names(matrix) == ["Anna", "Bo"]
    assert [line.split(": ")[1] for line in matrix.left_out[:3]] == [
        "'Nr' (column B).",
        "'Needed' (column E).",
        "'Vacant' (column F).",
    ]


def test_a_column_of_words_in_a_turned_matrix_is_nobody(tmp_path):
    text = "Skill,Category,Anna,Bo\nSQL,Data,3,n/a\nR,Tools,2,\n"
    matrix = read(tmp_path, text)
    assert names(matrix) == ["Anna", "Bo"]
    assert "they hold words and no number: 'Category' (column B)." in matrix.left_out[0]
    with pytest.raises(BadInput, match="the level 'Data'"):
        read(tmp_path, text, keep=("Category",))
    assert names(read(tmp_path, text, levels={"data": 3.0, "tools": 1.0})) == ["Category", "Anna", "Bo"]
    with pytest.raises(BadInput, match="only words"):
        read(tmp_path, "Skill,Anna,Bo\nSQL,expert,\nR,,basic\n")


def test_sums_of_sections_without_a_name(tmp_path):
    text = "Team,Name,Python,SQL\nData,,,\n,Anna,3,4\nData total,,3,4\nOps,,,\n,Bo,1,2\nOps total,,1,2\n"
    assert names(read(tmp_path, text)) == ["Anna", "Bo"]
    with pytest.raises(BadInput, match="no name beside levels"):
        read(tmp_path, text.replace("Ops total", "Ops people"))


def test_to_say_otherwise(tmp_path):
    text = "Name,SQL,Age\nAnna,3,2\nTotal,1,4\nBo,1,1\n"
    matrix = read(tmp_path, text, keep=("total", "Age"), skip=("Bo",))
    assert names(matrix) == ["Anna", "Total"]
    assert matrix.skills == ("SQL", "Age")
    with pytest.raises(
        BadInput, match=r"--keep, m\.csv: found no column or row 'Totle'; 'Total' would be right"
    ):
        read(tmp_path, text, keep=("Totle",))


def test_one_row_above_is_nothing_to_sum_up(tmp_path):
    text = "Name,SQL,R\nAnna,3,4\nMax,3,4\n"
    assert names(read(tmp_path, text)) == ["Anna", "Max"]
    assert names(read(tmp_path, text.replace("Max", "Bo,3,1\nMax"))) == ["Anna", "Bo"]


def test_a_section_of_a_turned_matrix_counts_and_is_said(tmp_path):
    text = "Skill,Anna,Bo\nTOOLS,,\nSQL,3,1\n"
    matrix = read(tmp_path, text)
    assert matrix.skills == ("TOOLS", "SQL")
    assert matrix.notes[-1] == "No cell holds a level of 'TOOLS'. --skip NAME leaves out what is no skill."
    assert read(tmp_path, text, skip=("TOOLS",)).skills == ("SQL",)
    assert len(read(tmp_path, text.replace("TOOLS,", "TOOLS,0")).notes) == 1


def test_a_list_of_people_and_skills_is_no_turned_matrix(tmp_path):
    with pytest.raises(BadInput, match="no level in any column"):
        read(tmp_path, "Skill,Name,Level\nSQL,Anna,3\nR,Bo,2\n")
    with pytest.raises(BadInput, match=r"'Anna' a second time .* with all skills in one row"):
        read(tmp_path, "Skill,Name,Level\nSQL,Anna,3\nR,Anna,2\n")
