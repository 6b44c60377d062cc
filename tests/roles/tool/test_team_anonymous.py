"""A report that names nobody: also not in titles, file names, skills, posts and notes."""

import json
import zipfile

import pytest
from tool_run import run_tool

from mlteams.roles.tool import TOOL
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


def test_what_only_looks_like_a_name_keeps_its_own():
    skills = ("Annotation", "Romance", "von hand", "bo")
    people = (Person("Anna von Roma", dict.fromkeys(skills, 4.0)), Person("Bo", {}))
    found = without_names(Team("Annals", people, tuple(Need(one, 3.0) for one in skills)))
    assert found.title == "Annals"
    assert [one.skill for one in found.needs] == ["Annotation", "Romance", "von hand", "skill 4"]
    assert dict(found.people[0].levels) == {"Annotation": 4, "Romance": 4, "von hand": 4, "skill 4": 4}
    assert found.left_out == ("Numbered here, for their names may hold a person’s: 1 skill.",)


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


def test_parts_of_two_letters_are_words_and_of_three_are_names():
    people = (Person("Ai Roy", {"Ai": 4.0, "Roy": 4.0}),)
    found = without_names(Team("T", people, (Need("Ai", 3.0), Need("Roy", 3.0))))
    assert [one.skill for one in found.needs] == ["Ai", "skill 2"]
