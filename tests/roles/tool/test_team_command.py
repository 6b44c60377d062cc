"""`mlteams team`: YAML files, all outputs, names kept out, and the sentences for what is wrong."""

import json
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from tool_run import run_tool

from mlteams.roles.tool import TOOL
from mlteams.roles.tool.team_schema import team_schema

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = ("heron/team.yaml", "team-hospital.csv", "team-insurer.yaml")
START = "people:\n  - {name: Anna, days: 2, skills: {SQL: 3}}\nneeds:\n  - {skill: SQL, days: 1}\n"


def run(capsys, *words):
    return run_tool(capsys, "team", TOOL, *words)


def written(tmp_path, text, name="t.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("file", FILES)
def test_every_example_in_every_output(capsys, tmp_path, file):
    code, out, _ = run(capsys, EXAMPLES / file)
    assert code == 0
    assert "What to add next" in out
    for ending in ("html", "docx", "md"):
        target = tmp_path / f"r.{ending}"
        assert run(capsys, EXAMPLES / file, "-o", target)[0] == 0
        assert target.stat().st_size > 1000
    assert "What is covered" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_heron_in_october_by_hand(capsys):
    found = json.loads(run(capsys, EXAMPLES / "heron" / "team.yaml", "--json")[1])
    # Tomasz 2 days for pipelines, Leila 3 of 4 for evaluation, Daniel and Mai 1 for the council, Mai 1 for labelling.
    assert found["days"]["needed"] == 18
    assert found["days"]["covered"] == 2 + 3 + 1 + 1
    states = {one["skill"]: one["state"] for one in found["skills"]}
    assert [skill for skill, state in states.items() if state == "nobody"] == [
        "what an error costs",
        "training",
        "serving",
    ]
    assert found["hires"][0]["who"] == "ML engineer"
    assert found["hires"][0]["opens"] == ["training", "serving"]
    assert [one["who"] for one in found["losses"]] == [["Tomasz Wrona"], ["Mai Tran"], ["Leila Haddad"]]


@pytest.mark.parametrize("words", [(), ("--json",), ("-o", "r.html"), ("-o", "r.md"), ("-o", "r.docx")])
@pytest.mark.parametrize("file", FILES)
def test_anonymous_names_nobody(capsys, tmp_path, monkeypatch, file, words):
    monkeypatch.chdir(tmp_path)
    _, out, err = run(capsys, EXAMPLES / file, "--anonymous", *words)
    said = out + err
    for path in tmp_path.rglob("*.*"):
        if path.suffix in (".html", ".md"):
            said += path.read_text(encoding="utf-8")
        elif path.suffix == ".docx":
            said += zipfile.ZipFile(path).read("word/document.xml").decode()
    if file.endswith("csv"):
        rows = (EXAMPLES / file).read_text(encoding="utf-8").splitlines()[1:]
        names = [row.split(";")[0] for row in rows]
    else:
        names = [
            one["name"] for one in yaml.safe_load((EXAMPLES / file).read_text(encoding="utf-8"))["people"]
        ]
    assert "one person" in said
    assert not [name for name in names if name in said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people: [{nam: A}]\nneeds: []\n", ["line 1: found the key 'nam'; name", "line 2: found no needs"]),
        ("people: {Anna: 3}\nneeds: [{skill: SQL}]\n", ["a mapping under people; a list of people"]),
        (
            "people: nope.csv\nneeds: [{skill: SQL}]\n",
            ["nope.csv, the file itself: found nothing of that name"],
        ),
        ("people: ../m.csv\nneeds: [{skill: SQL}]\n", ["a file in the same folder or below it"]),
        ("people: m.yaml\nneeds: [{skill: SQL}]\n", ["a CSV or XLSX file, or a list of people"]),
        (
            START.replace("skill: SQL", "skill: SQLs"),
            ["the skill 'SQLs', which nobody has; 'SQL' would be right"],
        ),
        (START.replace("SQL: 3", "SQL: 7"), ["line 2: found the level '7'"]),
        (START + "  - {skill: sql}\n", ["line 5: found the skill 'sql' a second time (first: line 4)"]),
        (START.replace("needs", "  - {name: anna}\nneeds"), ["line 3: found the name 'anna' a second time"]),
        (START.replace("days: 1}", "days: -1}"), ["the days '-1'"]),
        (START.replace("days: 1}", "level: 0}"), ["the level '0' of a need; a level above 0"]),
        (
            START + "models: {in_use: 0, days_between_breakages: 9, repair_days: 1, skill: SQL}\n",
            ["models '0'"],
        ),
        (
            START + "models: {in_use: 2, days_between_breakages: 9, repair_days: 1, skill: R}\n",
            ["which no need names"],
        ),
        (START + "costs: {day: free}\n", ["the cost 'free'"]),
        ("- a\n", ["no mapping"]),
        (START + "extra: 1\n", ["the key 'extra'"]),
        ("people: &a [1]\nneeds: *a\n", ["alias"]),
    ],
)
def test_a_wrong_file_gets_its_sentences(capsys, tmp_path, text, said):
    code, out, err = run(capsys, written(tmp_path, text), "-o", tmp_path / "r.html")
    assert (code, out) == (2, "")
    for one in said:
        assert one in err
    assert not (tmp_path / "r.html").exists()


def test_people_from_a_file_beside_it(capsys, tmp_path):
    written(tmp_path, "Name;Days;sql\nAnna;2;3\n", "m.csv")
    path = written(tmp_path, "people: m.csv\nneeds: [{skill: SQL, days: 1}]\n")
    found = json.loads(run(capsys, path, "--json")[1])
    assert found["skills"][0]["who_can"] == ["Anna"]
    assert found["days"]["covered"] == 1
    code, _, err = run(capsys, path, "-o", tmp_path / "m.csv")
    assert code == 2
    assert "the ending '.csv'" in err


def test_the_scale_decides_which_level_counts(capsys, tmp_path):
    path = written(tmp_path, "Name,SQL\nAnna,3\nBo,4\n", "m.csv")
    for words, count in (((), 2), (("--scale", "5"), 1), (("--level", "4"), 1), (("--level", "3"), 2)):
        found = json.loads(run(capsys, path, "--json", "--anonymous", *words)[1])
        assert found["skills"][0]["who_can"] == count
    code, _, err = run(capsys, path, "--level", "5")
    assert code == 2
    assert "above the scale, which ends at 4" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scale", "0"], "a number above 0"),
        (["--columns", "name"], "pairs such as"),
        (["--columns", "nam=Name"], "no column of ours"),
        (["--sheet", "x"], "a file that is no workbook"),
        (["--levels", "expert"], "pairs such as expert=4,basic=1"),
        (["--levels", "expert=high"], "--levels, 'expert': found 'high'; a number such as expert=4"),
        (["--levels", "expert=5"], "--levels, 'expert': found the level 5; a level from 0 to 4"),
    ],
)
def test_wrong_words(capsys, tmp_path, words, said):
    code, _, err = run(capsys, written(tmp_path, "Name,SQL\nAnna,3\n", "m.csv"), *words)
    assert code == 2
    assert said in err


def test_all_that_is_wrong_is_told_in_one_answer(capsys, tmp_path):
    text = (
        "people:\n  - {name: Anna, days: 9, skills: {SQL: 9}}\n  - {name: anna, skill: {SQL: 1}}\n"
        "needs:\n  - {skill: SQL, level: 0}\n  - {skill: sql, days: x}\n"
        "posts:\n  - {name: engineer}\nmodels: {in_use: 2, days_between_breakages: 9, repair_days: 1, skill: R}\n"
    )
    code, _, err = run(capsys, written(tmp_path, text))
    assert code == 2
    assert [line.partition("t.yaml, ")[2].partition(";")[0] for line in err.split("\n")] == [
        "line 2: found the level '9'",
        "line 2: found '9' as days a week",
        "line 3: found the name 'anna' a second time (first: line 2)",
        "line 3: found the key 'skill'",
        "line 5: found the level '0' of a need",
        "line 6: found the skill 'sql' a second time (first: line 5)",
        "line 6: found the days 'x'",
        "line 8: found no skills",
        "line 9: found the skill 'R', which no need names",
    ]
    code, _, err = run(capsys, written(tmp_path, "people: []\nneeds: [{skill: SQL, level: 9}]\n"))
    assert [line.partition(": found ")[2].partition(";")[0] for line in err.split("\n")] == [
        "nobody under people",
        "the level '9'",
    ]


def test_whoever_has_no_days_covers_nothing_and_is_not_trained(capsys, tmp_path):
    path = written(tmp_path, "Name,Days,SQL,R\nAnna,3,3,1\nBo,0,4,2\nCy,0.1,1,1\n", "m.csv")
    _, out, _ = run(capsys, path)
    assert "SQL stands on one person" in out
    assert "Bo has 0 days a week for this work and covers nothing." in " ".join(out.split())
    found = json.loads(run(capsys, path, "--json")[1])
    assert [one["who_can"] for one in found["skills"]] == [["Anna"], []]
    little = written(tmp_path, "Name,Days,SQL\nAnna,0.1,3\nBo,0,3\n", "little.csv")
    assert json.loads(run(capsys, little, "--json")[1])["skills"][0]["who_can"] == ["Anna"]
    assert [one["who"] for one in found["trainings"]] == ["Anna", "Cy"]
    assert "One person has 0 days" in " ".join(run(capsys, path, "--anonymous")[1].split())


def test_a_vacant_post_among_people_is_nobody_here_too(capsys, tmp_path):
    path = written(tmp_path, START.replace("needs", "  - {name: N.N., skills: {SQL: 4}}\nneeds"))
    found = json.loads(run(capsys, path, "--json")[1])
    assert found["people"] == 1
    assert "'N.N.' (line 3)" in found["left_out"][0]
    assert json.loads(run(capsys, path, "--json", "--keep", "N.N.")[1])["people"] == 2


def test_what_is_left_out_is_said_before_anything_else(capsys, tmp_path):
    path = written(tmp_path, "Name,SQL,R\nAnna,3,expert\nTotal,3,\n", "m.csv")
    out = run(capsys, path)[1]
    assert (
        out.index("What the answer leaves out") < out.index("'R' ('expert')") < out.index("'Total' (line 3)")
    )
    assert out.index("'Total' (line 3)") < out.index("What is covered")


@pytest.mark.parametrize("file", [one for one in FILES if one.endswith("yaml")])
def test_the_schema_takes_the_examples(file):
    jsonschema.validate(yaml.safe_load((EXAMPLES / file).read_text(encoding="utf-8")), team_schema())


def test_nobody_at_all_is_no_crash(capsys, tmp_path):
    path = written(
        tmp_path, "people:\n  - {name: Anna, days: 0}\nneeds:\n  - {skill: SQL, days: 2}\n  - {skill: R}\n"
    )
    code, out, _ = run(capsys, path)
    assert code == 0
    assert "nobody can do SQL and R" in out
    assert "nothing is left to lose" in " ".join(out.split())
