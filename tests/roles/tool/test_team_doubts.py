"""What would turn an answer round: a second table, skills or numbers for names, a scale upside down, shares as days."""

import pytest
from team_matrix import names, read

from mlteams.input.errors import BadInput
from mlteams.roles.tool.levels import days
from mlteams.roles.tool.matrix_rows import NUMBERS, SUMS, VACANT
from mlteams.roles.tool.skills_matrix import KEEP

TOP = "Name,Python,SQL,R\nAnna,3,4,1\nBo,1,2,2\n"


def refused(tmp_path, text):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_a_second_table_with_other_headings_is_refused(tmp_path):
    said = refused(tmp_path, TOP + "Name,Billing,Law,Tax\nMo,1,4,3\n")
    assert (
        "line 4: found a second row of headings, with other words; one table in a sheet would be right"
        in said
    )


def test_a_second_table_beside_the_first_is_refused(tmp_path):
    said = refused(tmp_path, "Name,Python,SQL,Colleague,Ops\nMo,1,4,Ana,3\nZoe,2,1,Luis,4\n")
    assert "found a second column of names, 'Colleague'; one table in a sheet" in said


def test_a_second_name_before_the_levels_is_no_second_table(tmp_path):
    assert names(read(tmp_path, "Name,Employee,Python\nMo,Mo W.,4\nZoe,Zoe A.,1\n")) == ["Mo", "Zoe"]


def test_the_same_headings_once_more_are_passed_over(tmp_path):
    assert names(read(tmp_path, TOP + "Name,Python,SQL,R\nMo,1,4,3\n")) == ["Anna", "Bo", "Mo"]


@pytest.mark.parametrize("corner", ["Name", "", "Area"])
def test_skills_where_people_should_be_are_refused(tmp_path, corner):
    said = refused(tmp_path, f"{corner},Anna,Bo\nPython,3,1\nSQL,4,2\n")
    assert "line 2: found a person called 'Python'; 'Skill' in the corner" in said


def test_a_matrix_whose_corner_says_so_is_turned(tmp_path):
    assert names(read(tmp_path, "Skill,Anna,Bo\nPython,3,1\nSQL,4,2\n")) == ["Anna", "Bo"]


def test_somebody_called_as_a_tool_or_not_quite_counts(tmp_path):
    assert names(read(tmp_path, TOP + "Python,2,2,2\n", keep=("Python",))) == ["Anna", "Bo", "Python"]
    assert names(read(tmp_path, TOP + "Julia Gitte,2,2,2\n")) == ["Anna", "Bo", "Julia Gitte"]


def test_numbers_where_names_should_be_are_refused(tmp_path):
    assert "found '4' and other numbers where names should be" in refused(
        tmp_path, "Python,SQL,Ops\n4,3,1\n3,4,2\n"
    )
    assert names(read(tmp_path, "Name,SQL,Ops\n4,3,1\nBo,4,2\n")) == ["4", "Bo"]


@pytest.mark.parametrize("heading", ["Name (1 = sehr gut; 5 = nichts)", "1 – expert", "1: best"])
def test_a_scale_whose_best_level_is_one_is_refused(tmp_path, heading):
    assert "a scale whose best level is 1" in refused(tmp_path, f"{heading}\n{TOP}")


@pytest.mark.parametrize("heading", ["Levels: 1 = basic, 4 = expert", "11 best practices"])
def test_a_scale_that_grows_is_read(tmp_path, heading):
    assert names(read(tmp_path, f"{heading}\n{TOP}")) == ["Anna", "Bo"]


@pytest.mark.parametrize(
    ("text", "expected"), [("1.4", 7.0), ("10", 0.5), ("0.8", 4.0), ("80", 4.0), ("2%", 0.1)]
)
def test_a_share_is_one_or_a_percentage(text, expected):
    assert days(text, share=True) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["1.5", "5", "9.9"])
def test_what_may_be_days_or_per_cent_is_refused_as_a_share(tmp_path, text):
    assert f"found '{text}' as a share of a week" in refused(
        tmp_path, f"Name,FTE,Python\nAnna,{text},3\nBo,1,3\n"
    )


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Backfill for Ana",
            "Successor of Ana",
            "Planned hire",
            "Nobody",
            "Open",
            "Offen",
            "Open req",
            "Recruiting",
            "TBC",
            "?",
            "Stelle offen",
            "Ausgeschrieben",
        ),
        *(
            "À embaucher",
            "Zu besetzen",
            "Ex-Ana",
            "Left: Bob",
            "Ana (left in June)",
            "Hiring now",
            "Req 1234",
        ),
        "Por contratar",
        "Data engineer (was: Ana Meier)",
    ],
)
def test_nobody_holds_it_or_they_have_left(tmp_path, name):
    matrix = read(tmp_path, TOP + f'"{name}",3,3,3\n')
    assert names(matrix) == ["Anna", "Bo"]
    assert matrix.left_out == (f"Left out, of the rows, because {VACANT}: '{name}' (line 4).", KEEP)


@pytest.mark.parametrize(
    "name",
    [
        "Suma",
        "Suman",
        "Frei",
        "Openshaw",
        "Rex Offenbach",
        "Lefty Jones",
        "Ana (left-handed team B)",
        "Ana (was Meier)",
        "Rexa",
    ],
)
def test_people_with_nearly_such_names_count(tmp_path, name):
    assert names(read(tmp_path, TOP + f'"{name}",2,3,2\n')) == ["Anna", "Bo", name]


@pytest.mark.parametrize(
    "name",
    [
        "Team",
        "Overall",
        "Headcount at 3+",
        "Promedio",
        "Target Q4",
        "Soll Q4",
        "Zielniveau",
        "Should be",
        "Role profile",
        "Ideal",
        "Mindestniveau",
    ],
)
def test_more_names_of_sums(tmp_path, name):
    matrix = read(tmp_path, TOP + f"{name},3,3,3\n")
    assert matrix.left_out == (f"Left out, of the rows, because {SUMS}: '{name}' (line 4).", KEEP)


def test_what_is_a_name_too_is_left_out_where_it_adds_up(tmp_path):
    assert names(read(tmp_path, TOP + "Suma,4,6,3\n")) == ["Anna", "Bo"]
    assert names(read(tmp_path, TOP + "Suma,4,4,3\n")) == ["Anna", "Bo", "Suma"]


@pytest.mark.parametrize("name", ["Weight", "Priority", "Bus factor", "Importance 2026"])
def test_what_skills_matter_is_nobody_in_a_row_too(tmp_path, name):
    matrix = read(tmp_path, TOP + f"{name},3,3,3\n")
    assert names(matrix) == ["Anna", "Bo"]
    assert f"'{name}' (line 4)" in matrix.left_out[0]
    assert names(read(tmp_path, TOP + "Max Factor Jones,3,3,3\n"))[-1] == "Max Factor Jones"


def test_a_pivot_table_is_refused_unless_its_rows_are_people(tmp_path):
    text = (
        "Sum of Level,Column Labels,,\nRow Labels,Python,SQL,Grand Total\nData,3,3,6\nAnna,3,1,4\nBo,0,2,2\n"
    )
    said = refused(tmp_path, text)
    assert "line 2, cell 1: found 'Row Labels', a pivot table" in said
    assert "--columns 'name=Row Labels' if each row is a person" in said
    assert names(read(tmp_path, text, columns={"name": "Row Labels"}, skip=("Data",))) == ["Anna", "Bo"]


def test_times_where_names_should_be_are_refused(tmp_path):
    form = "Timestamp,Your name?,Python\n2026/01/01 10:00,Anna,3\n2026/01/01 11:00,Bo,1\n"
    assert "found '2026/01/01 10:00' and other numbers where names should be" in refused(tmp_path, form)
    assert names(read(tmp_path, form, columns={"name": "Your name?"})) == ["Anna", "Bo"]
    assert names(read(tmp_path, form.replace("11:00", "11:00 h"))) == [
        "2026/01/01 10:00",
        "2026/01/01 11:00 h",
    ]


@pytest.mark.parametrize("corner", ["Osobnik", ""])
def test_a_guess_of_the_names_is_said_and_never_made_where_nobody_may_be_named(tmp_path, corner):
    text = f"{corner},Python,SQL\nJan,3,4\nEwa,2,3\n"
    assert [note for note in read(tmp_path, text).notes if "column A was read as names" in note]
    with pytest.raises(BadInput, match=r"no heading that says where names stand; .*--columns name=HEADING"):
        read(tmp_path, text, anonymous=True)
    for sure in ("Name", "Kolega"):
        words = {"columns": {"name": sure}, "anonymous": True} if sure != "Name" else {"anonymous": True}
        assert not read(tmp_path, f"{sure},Python,SQL\nJan,3,4\n", **words).notes
    twice = refused(tmp_path, text.replace("Ewa", "Jan"))
    assert ("or --columns name=HEADING for another column of names, would be right") in twice
    assert "--columns" not in refused(tmp_path, text.replace(corner, "Name", 1).replace("Ewa", "Jan"))


@pytest.mark.parametrize(
    "text",
    [
        "Area,Skill,Anna,Bo\nData,Statistics,3,2\nOps,Law,1,4\n",
        "Skills/Names,Anna,Bo\nStatistics,3,2\nLaw,1,4\n",
        "スキル,Anna,Bo,Level\nStatistics,3,2,3\nLaw,1,4,3\n",
    ],
)
def test_rows_hold_skills_wherever_their_heading_stands(tmp_path, text):
    matrix = read(tmp_path, text)
    assert (names(matrix), matrix.skills) == (["Anna", "Bo"], ("Statistics", "Law"))
    assert not [note for note in matrix.notes if "column A" in note]


def test_a_heading_above_several_skills_turns_nothing(tmp_path):
    assert names(read(tmp_path, ",,Skills,,\nName,Role,Python,SQL\nAnna,dev,3,4\n")) == ["Anna"]


def test_what_a_skill_matters_is_nobody(tmp_path):
    matrix = read(tmp_path, "Skill,Anna,Bo,Criticality\nPython,3,1,4\nSQL,4,2,3\n")
    assert names(matrix) == ["Anna", "Bo"]
    assert matrix.left_out[0] == f"Left out, of the columns, because {NUMBERS}: 'Criticality' (column D)."
