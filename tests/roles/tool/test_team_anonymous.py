"""A report that names nobody: also not in titles, file names, skills, posts and notes."""

import json
import zipfile
from dataclasses import replace

import pytest
from tool_run import run_tool

from mlteams.roles.tool import TOOL
from mlteams.roles.tool.matrix_words import plain
from mlteams.roles.tool.team import Need, Person, Team
from mlteams.roles.tool.team_anonymous import without_names

YAML = """title: Team of Anna Meier
people:
  - {name: Anna Meier, days: 3, skills: {SQL: 3, Anna knows: 4}}
  - {name: Jürgen von Ruhr, days: 0, skills: {SQL: 1, Meiers Modell: 1}}
needs:
  - {skill: SQL, days: 4}
  - {skill: Anna knows}
  - {skill: Meiers Modell}
  - {skill: jurgen-scripts}
posts:
  - {name: successor of Anna Meier, skills: {SQL: 3, Anna knows: 3}}
models: {in_use: 2, days_between_breakages: 9, repair_days: 1, skill: Anna knows}
"""
CSV = """Name,SQL,Anna’s tool,Buddy,Nr
Anna Meier,3,4,Jürgen,1
Jürgen von Ruhr,1,,Anna,2
Anna Meier total,3,3,,
Vacant (Ruhr),3,3,,
Meier team,,,,
"""
WORDS = ("anna", "meier", "rgen", "ruhr")


def run(capsys, path, *words):
    return run_tool(capsys, "team", TOOL, path, "--anonymous", *words)


@pytest.mark.parametrize("ending", ["", "--json", "r.html", "r.md", "r.docx"])
@pytest.mark.parametrize(("name", "text"), [("Anna Meier.yaml", YAML), ("Anna Meier leaves.csv", CSV)])
def test_no_output_holds_a_name(capsys, tmp_path, monkeypatch, name, text, ending):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / name
    path.write_text(text, encoding="utf-8")
    words = () if not ending else ("--json",) if ending == "--json" else ("-o", ending)
    code, said, err = run(capsys, path, *words)
    assert (code, err) == (0, "")
    for made in tmp_path.glob("r*"):
        if made.suffix == ".docx":
            with zipfile.ZipFile(made) as archive:
                said += "".join(
                    archive.read(one).decode() for one in archive.namelist() if one.endswith(".xml")
                )
        elif made.is_file():
            said += made.read_text(encoding="utf-8")
    assert "SQL" in said
    assert not [word for word in WORDS if word in said.lower()]


@pytest.mark.parametrize(
    "text",
    [
        CSV.replace("Anna Meier,3", "Anna Meier,9"),
        CSV.replace("Jürgen von Ruhr,1", "Anna Meier,Ruhr"),
        CSV.replace("Name", "Anna"),
    ],
)
def test_no_message_holds_a_name(capsys, tmp_path, text):
    path = tmp_path / "Anna Meier.csv"
    path.write_text(text, encoding="utf-8")
    for words in ((), ("--skip", "Ruhr"), ("--sheet", "Meier"), ("--columns", "name=Meier")):
        code, out, err = run(capsys, path, *words)
        assert code == 2 or text.startswith("Anna")
        assert not [word for word in WORDS if word in (out + err).lower()]


@pytest.mark.parametrize(
    "text",
    [
        "people: &Anna [1]\nneeds: *Anna\n",
        "people: [{name: Anna, Anna: 1, days: Anna, skills: Anna}]\nneeds: Anna\n",
        "people: Anna.csv\nneeds: [{skill: R}]\n",
        "people: !Anna x\nAnna: 1\nAnna: 2\n",
        "scale: Anna\npeople: [{name: A}]\nneeds: [{skill: R, days: Anna}]\ncosts: {currency: Annagulden}\n",
        "%Anna x\n---\na: 1\n",
        "people: [Anna\n",
    ],
)
def test_no_message_about_a_yaml_file_holds_a_word_of_it(capsys, tmp_path, text):
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    code, out, err = run(capsys, path)
    assert code == 2
    assert err.startswith("the file")
    assert "Anna" not in out + err


def test_what_only_looks_like_a_name_keeps_its_own():
    skills = ("Annotation", "Romance", "by von", "bo")
    people = (Person("Anna von Roma", dict.fromkeys(skills, 4.0)), Person("Bo", {}))
    found = without_names(Team("Annals", people, tuple(Need(one, 3.0) for one in skills)))
    assert found.title == "A team"
    assert [one.skill for one in found.needs] == ["Annotation", "Romance", "by von", "skill 4"]
    assert dict(found.people[0].levels) == {"Annotation": 4, "Romance": 4, "by von": 4, "skill 4": 4}
    assert "somebody’s: 1 skill; --keep NAME" in found.left_out[0]


def test_numbers_do_not_meet_a_skill_of_that_name():
    people = (Person("Bo", {"skill 2": 1.0, "Bo": 4.0}),)
    found = without_names(Team("T", people, (Need("skill 2", 3.0), Need("Bo", 3.0))))
    assert len({one.skill for one in found.needs}) == 2


def test_all_is_as_without_anonymity_but_the_names(capsys, tmp_path):
    path = tmp_path / "t.yaml"
    path.write_text(YAML, encoding="utf-8")
    open_, hidden = (
        json.loads(run_tool(capsys, "team", TOOL, path, "--json", *words)[1])
        for words in ((), ("--anonymous",))
    )
    assert hidden["days"]["covered"] == open_["days"]["covered"] == 3
    assert hidden["load"] == open_["load"]
    assert [one["state"] for one in hidden["skills"]] == [one["state"] for one in open_["skills"]]
    assert [one["skill"] for one in hidden["skills"]] == ["SQL", "skill 2", "skill 3", "skill 4"]
    assert hidden["hires"][0]["who"] == "post 1"


def test_a_file_is_not_called_by_its_name(capsys, tmp_path):
    path = tmp_path / "Klaus.csv"
    path.write_text("Name,SQL\nAnna,3\n", encoding="utf-8")
    assert "Klaus" not in run(capsys, path, "--json")[1]


@pytest.mark.parametrize(
    ("cell", "skill", "told"),
    [
        ("A. Roy", "A", True),  # an initial is no name
        ("Ai Roy", "Ai", False),
        ("R", "R", False),  # but the whole name is
        ("Person 17", "Python 17", True),
        ("17", "Line 17", False),
        ("Jo Müller", "Mueller’s SQL", False),
        ("Jo Mueller", "Müllers SQL", False),
        ("Jo Miller", "Müllers SQL", True),
        ("Søren Ågård", "Soeren aagaard", False),
        ("Øst", "Ost-Server", False),
        ("Łukasz Król", "Krol_scripts", False),
        ("Anna Meier", "A. Meier", False),
        ("Anna Meier", "AnnaScripts", False),
        ("Jo McDonald", "Mcdonald’s ETL", False),
        ("Anna Meier", "Annals", True),
        ("Leila el Amrani", "el cluster", False),
        ("Jan de Wit", "Cost de X", True),  # "de" is in no name alone
        ("王伟明", "伟明的脚本", False),
        ("王伟明", "明天的脚本", True),
        ("田中", "田中ツール", False),
    ],
)
def test_a_skill_is_told_unless_a_word_of_it_is_a_persons(cell, skill, told):
    team = Team("T", (Person(cell, {}),), (Need(skill, 3.0),))
    assert [one.skill for one in without_names(team).needs] == [skill if told else "skill 1"]
    elsewhere = replace(team, people=(Person("Xi", {}),), texts=frozenset({f"was: {cell} (left)"}))
    if cell not in ("R", "17"):
        assert [one.skill for one in without_names(elsewhere).needs] == [skill if told else "skill 1"]
    assert without_names(team, frozenset({plain(skill)})).needs[0].skill == skill


OTHERS = """Klaus Weber and his people,,,,,,
Name,SQL,Klaus’s tool,Otto-Jobs,Buddy,Notes,Python
Anna Meier,3,4,1,Otto,ask nadja,2
Bo,1,,nan,Nan,,1
Data engineer (was: Ruth Frey),3,3,,,,
"""


@pytest.mark.parametrize("ending", ["", "--json", "r.html", "r.md"])
@pytest.mark.parametrize("turned", [False, True])
def test_names_that_stand_only_elsewhere_are_not_told(capsys, tmp_path, monkeypatch, ending, turned):
    monkeypatch.chdir(tmp_path)
    text = OTHERS.replace("Python", "Nadja’s Frey model").replace(",nan,", ",n/a,")
    if turned:  # the title would stand in a row of its own
        rows = [line.split(",") for line in text.replace("ask nadja", "ask nadja or Klaus").splitlines()[1:]]
        text = "\n".join(map(",".join, zip(*rows, strict=True))).replace("Name", "Skill")
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    words = () if not ending else ("--json",) if ending == "--json" else ("-o", ending)
    code, said, err = run(capsys, path, *words)
    assert (code, err) == (0, "")
    said += "".join(
        made.read_text(encoding="utf-8")
        for made in tmp_path.rglob("*.*")
        if made.suffix in (".html", ".md", ".svg")
    )
    assert "SQL" in said
    words = ("Klaus", "Otto", "Nadja", "nadja", "Frey", "Ruth", "Meier", "Weber", "engineer (")
    assert not [word for word in words if word in said]


def test_a_name_beside_a_vacant_post_of_a_yaml_file_is_not_told(capsys, tmp_path):
    path = tmp_path / "t.yaml"
    path.write_text(
        "people:\n  - {name: Bo, skills: {SQL: 3}}\n  - {name: 'Data engineer (was: Ruth Frey)', skills: {SQL: 3}}\n"
        "needs:\n  - {skill: SQL}\n  - {skill: Ruth’s model}\n",
        encoding="utf-8",
    )
    assert [one["skill"] for one in json.loads(run(capsys, path, "--json")[1])["skills"]] == [
        "SQL",
        "skill 2",
    ]


def test_a_word_of_a_cell_is_not_quoted_as_a_word_for_nothing(capsys, tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(OTHERS, encoding="utf-8")
    notes = json.loads(run(capsys, path, "--json", "--levels", "otto=3")[1])
    assert "2 cells with a word for nothing counted as no skill." in notes["notes"]
    assert "Words stand for levels as --levels says." in notes["assumptions"]


def test_keep_shows_a_skill_or_post_whose_word_stands_elsewhere(capsys, tmp_path):
    (tmp_path / "m.csv").write_text("Name,Role,SQL\nAnna,SQL engineer,3\n", encoding="utf-8")
    path = tmp_path / "t.yaml"
    path.write_text(
        "title: Anna’s\npeople: m.csv\nneeds: [{skill: SQL}, {skill: law}]\n"
        "posts: [{name: ML engineer, skills: {law: 3}}]\ncosts: {day: 9, currency: Anna}\n",
        encoding="utf-8",
    )
    for words, skill, post in (((), "skill 1", "post 1"), (("SQL", "ML engineer"), "SQL", "ML engineer")):
        code, out, err = run(capsys, path, "--json", *(one for word in words for one in ("--keep", word)))
        assert (code, err) == (0, "")
        found = json.loads(out)
        assert [found["skills"][0]["skill"], found["hires"][0]["who"]] == [skill, post]
    assert "Anna" not in run(capsys, path)[1]
