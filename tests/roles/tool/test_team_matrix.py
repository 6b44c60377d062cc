"""Skills matrices as people export them: what is read, and the sentence for what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlteams.input.errors import BadInput, BadInputs, Refused
from mlteams.roles.tool import levels
from mlteams.roles.tool.matrix_reading import Words
from mlteams.roles.tool.reading_options import Options
from mlteams.roles.tool.skills_matrix import read_matrix
from mlteams.roles.tool.team_file import read_team

TEAM = {"Anna": {"Python": 3.0, "SQL": 4.0}, "Bo": {"SQL": 2.0}}


def read(tmp_path, text, name="m.csv", scale=4.0, **words):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_matrix(path, Words(**words), scale=scale)


def people(matrix):
    return {one.name: dict(one.levels) for one in matrix.people}


@pytest.mark.parametrize(
    "text",
    [
        "Name,Python,SQL\nAnna,3,4\nBo,,2\n",
        "\ufeffName;Python;SQL\r\n\r\n Anna ;3;4\r\n;;\r\nBo;n/a;2\r\n",
        'Name\tPython\tSQL\nAnna\t"3"\t4.0\nBo\t-\t2,0\n',
        "sep=;\nName;Python;SQL\nAnna;3;4\nBo;–;2\n",
        "Our skills 2026\n\n,Engineering,\nEmployee,Python,SQL\nAnna,75%,100%\nBo,0,50 %\n",
        "Name,Engineering,\n,Python,SQL\nAnna,3,4\nBo,,2\n",
        "Skill,Anna,Bo\nPython,3,\nSQL,4,2\n",
        ",Python,SQL\nAnna,3,4\nBo,,2\nTotal,3,6\n",
        "Name,Python,SQL,Email,Joined\nAnna,3,4,a@b.c,May\nBo,,2,d@e.f,June\n",
        "Name,Python,SQL\nAnna,3,4\nName,Python,SQL\nBo,,2\n",
    ],
)
def test_one_team_in_ten_exports(tmp_path, text):
    matrix = read(tmp_path, text)
    assert people(matrix) == TEAM
    assert matrix.skills == ("Python", "SQL")


@pytest.mark.parametrize(
    "text",
    [
        "名前,Python,SQL\nAnna,3,4\nBo,,２\n",
        "姓名,Python,SQL,天数\nAnna,3,4,3\nBo,,2,5\n合计,3,6,8\n",
        "이름,Python,SQL\nAnna,3,4\nBo,,2\n평균,3,3\n",
        "Nombre;Python;SQL;Días por semana\nAnna;3;4;3\nBo;;2;4\nPromedio;2,5;3,5;3,5\n",
        "Collaborateur;Python;SQL;Jours/semaine\nAnna;3;4;3\nBo;;2;4\nBesoin;3;3;\n",
        "Medewerker;Python;SQL;Dagen per week\nAnna;3;4;3\nBo;;2;4\nTotaal;3;6;7\n",
        "Colaborador;Python;SQL;Dias por semana\nAnna;3;4;3\nBo;;2;4\nMédia;3;3;3\n",
        "Dipendente;Python;SQL;Giorni a settimana\nAnna;3;4;3\nBo;;2;4\nMedia;3;3;3\n",
        "Imię i nazwisko;Python;SQL;Dni w tygodniu\nAnna;3;4;3\nBo;;2;4\nRazem;3;6;7\n",
    ],
)
def test_one_team_in_nine_languages(tmp_path, text):
    matrix = read(tmp_path, text)
    assert people(matrix) == TEAM
    assert matrix.skills == ("Python", "SQL")
    assert not matrix.notes


@pytest.mark.parametrize(
    ("column", "cells", "days"),
    [
        ("Days a week", ("4", "2,5"), (4, 2.5)),
        ("days/week", ("", "80%"), (5, 4)),
        ("FTE", ("1.0", "0,5"), (5, 2.5)),
        ("Workload", ("80", "100%"), (4, 5)),
        ("Capacity", ("1", "0.4"), (5, 2)),
        ("Capacity", ("4", "1"), (4, 1)),
    ],
)
def test_days_in_the_ways_they_are_kept(tmp_path, column, cells, days):
    matrix = read(tmp_path, f"Name;{column};SQL\nAnna;{cells[0]};1\nBo;{cells[1]};1\n")
    assert [one.days for one in matrix.people] == pytest.approx(days)
    assert matrix.skills == ("SQL",)
    assert len(matrix.assumed) == (1 if "" in cells else 0)


def test_who_has_no_days_column_counts_a_week_and_it_is_said(tmp_path):
    matrix = read(tmp_path, "Name,SQL\nAnna,1\n")
    assert matrix.people[0].days == 5
    assert "5 days a week" in matrix.assumed[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Name,SQL\nAnna,3\nanna ,2\n",
            ["line 3, cell 1: found the name 'anna' a second time (first: line 2, cell 1)"],
        ),
        ("Name,SQL\n,3\n", ["line 2, cell 1: found no name beside levels"]),
        (
            "Name,SQL\nAnna,high\nBo,1\n",
            ["line 2, cell 2: found the level 'high' under 'SQL'; a number from 0 to 4"],
        ),
        (
            "Name,SQL\nAnna,5\nBo,1\n",
            ["found the level '5' under 'SQL'; a number from 0 to 4, or another --scale"],
        ),
        ("Name,SQL\nAnna,-1\nBo,1\n", ["found the level '-1'"]),
        ("Name,SQL\nAnna,110%\nBo,1\n", ["found the level '110%'"]),
        (
            "Name,Years\nAnna,12\nBo,7\n",
            ["column B: found '12' (line 2, cell 2) and '7' (line 3, cell 2)", "--skip"],
        ),
        ("Name,Days,SQL\nAnna,8,1\nBo,x,1\n", ["found '8' as days a week", "found 'x' as days a week"]),
        ("Name,SQL,sql\nAnna,1,2\n", ["found the heading 'SQL' 2 times"]),
        ("Name,SQL,,R\nAnna,1,2,3\n", ["no heading above column C"]),
        ("Name,SQL\nAnna,1,3\n", ["no heading above column C"]),
        ("Name,Days,FTE,R\nAnna,1,1,3\n", ["2 columns of days ('Days' and 'FTE')"]),
        ("Name,SQL\n", ["no people below the headings"]),
        ("Name\nAnna\n", ["no level in any column"]),
        ("Name,SQL\nAnna,x\n", ["no level in any column, only words"]),
        ("Anna,3,4\nBo,2,3\n", ["line 1: found no row of headings"]),
        ('Name,SQL\n"Anna,3\n', ["a quote that opens here"]),
        ("Name,SQL\nA\x1b[31m,3\n", ["the name 'A\\x1b[31m'"]),
        ("Name,SQL\nAnna,9\nAnna,3\nBo,x\n", ["'9' (line 2", "a second time"]),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path, text, said):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)
    for one in said:
        assert one in str(caught.value)
    assert all(line.endswith("would be right") for line in str(caught.value).split("\n"))


def test_a_scale_and_columns_of_their_own(tmp_path):
    text = "Kollegin,Tage,Jahre,SQL\nAnna,4,12,5\nBo,2,7,4\n"
    words = {"scale": 5.0, "columns": {"name": "Kollegin", "days": "tage"}, "skip": ("Jahre",)}
    matrix = read(tmp_path, text, **words)
    assert people(matrix) == {"Anna": {"SQL": 5.0}, "Bo": {"SQL": 4.0}}
    assert [one.days for one in matrix.people] == [4, 2]
    with pytest.raises(
        BadInput, match=r"--skip, m\.csv: found no column or row 'Jare'; 'Jahre' would be right"
    ):
        read(tmp_path, text, **words | {"skip": ("Jare",)})
    with pytest.raises(BadInput, match="no row of headings"):
        read(tmp_path, text, **words | {"columns": {"name": "Name"}})


@pytest.mark.parametrize("count", [5_000, 5_001])
def test_as_many_people_as_a_department_has(tmp_path, count):
    text = "Name,SQL\n" + "".join(f"person {one},{one % 5}\n" for one in range(count))
    if count == 5_000:
        assert len(read(tmp_path, text).people) == 5_000
    else:
        with pytest.raises(BadInput, match="5,001 people"):
            read(tmp_path, text)


def test_a_level_at_both_ends_of_its_scale():
    assert [levels.level(text, 4) for text in ("0", "4", "4,0", "100%", "n/a", "")] == [0, 4, 4, 4, 0, 0]
    for text in ("4.01", "101%", "-0.01", "1e2", "nan4", "3-4"):
        with pytest.raises(Refused):
            levels.level(text, 4)
    assert levels.days("7") == 7
    with pytest.raises(Refused):
        levels.days("7.1")


@given(st.text(alphabet='Name,;\t\n"0123456789%.- x\ufeff', max_size=80))
def test_no_text_makes_it_fail_but_with_a_sentence(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("m") / "m.csv"
    path.write_text(text, encoding="utf-8")
    said = "would be right"
    try:
        read_team(path)
    except BadInput as problem:
        said = str(problem)
    assert said.endswith("would be right")


def test_anonymous_sentences_hold_no_cell(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("Name,SQL,R\nAnna O'Neil,Anna,2\nanna o'neil,x,Otto\nBo,1,1\n", encoding="utf-8")
    with pytest.raises(BadInputs) as caught:
        read_team(path, Options(words=Words(anonymous=True)))
    said = str(caught.value).lower()
    assert "line 3" in said
    assert not any(name in said for name in ("anna", "neil", "otto"))
