"""`mlteams plan`: its words, its exit codes, and what it writes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mlteams.cli import main
from mlteams.plan.plan_form import schema

ROOT = Path(__file__).parents[2]
HERON = ROOT / "examples" / "heron" / "plan.yaml"


def run(capsys, *words):
    try:
        code = main(["plan", *map(str, words)])
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out, err


def test_a_newcomers_way(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "new")[0] == 0
    code, out, err = run(capsys, "check")
    assert (code, err) == (0, "")
    assert "Still empty: title, " in out
    assert ", management.dates, " in out
    code, out, err = run(capsys, "new")
    assert (code, out) == (2, "")
    assert err.startswith("mlteams: plan.yaml, the file itself: found a file of that name")
    assert run(capsys, "report", "-o", "plan.html")[:2] == (0, "plan.html is written.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.html", "plan.schema.json", "plan.yaml"]


def test_heron_is_checked_and_reported(capsys, tmp_path):
    code, out, err = run(capsys, "check", HERON)
    assert (code, err) == (0, "")
    assert out == f"{HERON}: valid, and nothing in it contradicts itself.\n"
    for end in ("html", "docx", "md"):
        for _ in range(2):  # what the command has written it may replace
            assert run(capsys, "report", HERON, "-o", tmp_path / f"plan.{end}")[0] == 0
    code, out, err = run(capsys, "report", HERON)
    assert (code, err) == (0, "")
    assert out.startswith("Heron reads its labels\nDecide about all depots when the shadow run has shown")
    found = json.loads(run(capsys, "report", HERON, "--json")[1])
    assert list(found) == [
        *("title", "as_of", "asked", "contradictions", "numbers", "parts", "assumptions", "sources", "empty")
    ]
    assert len(found["numbers"]) == 3
    assert {block["kind"] for block in found["parts"]["management"]} >= {"heading", "grid", "picture"}


@pytest.mark.parametrize(
    ("text", "expected", "keys"),
    [
        ("management: {progress: {rewards: inputs}}\n", 0, {"contradictions": 0, "invalid": 0}),
        ("management: {progress: {rewards: results}}\n", 1, {"contradictions": 1, "invalid": 0}),
        ("management: {progress: {rewards: both, stal: 1}}\n", 2, {"contradictions": 0, "invalid": 2}),
        ("", 2, {"contradictions": 0, "invalid": 1}),
    ],
)
def test_the_code_and_the_document_say_the_same(capsys, tmp_path, text, expected, keys):
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    code, out, err = run(capsys, "check", path, "--json")
    found = json.loads(out)
    assert (code, err) == (expected, "")
    assert found["valid"] is (expected < 2)
    assert {key: len(found[key]) for key in keys} == keys
    code, out, err = run(capsys, "check", path)
    assert code == expected
    assert bool(out) is (expected < 2)
    assert err.count("mlteams: ") == keys["invalid"] == err.count("\n")


def test_what_is_invalid_has_no_report(capsys, tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("management: {progress: {rewards: both, stal: 1}}\n")
    for end in ("html", "docx", "md"):
        code, out, err = run(capsys, "report", path, "-o", tmp_path / f"x.{end}")
        assert (code, out) == (2, "")
        assert err.count("mlteams: ") == 2
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", HERON, "-o", "/nowhere/at/all.html"], "a folder that exists"),
        (["report", HERON, "-o", HERON], "the ending '.yaml'"),
        (["report", HERON, "-o", ROOT / "README.md"], "a file that is no plan written by this course"),
        (["report", HERON, "-o", "plan.pdf"], "the ending '.pdf'"),
        (["report", "none.yaml", "-o", "plan.html"], "nothing of that name"),
        (["new", "/nowhere/at/all.yaml"], "a folder that exists"),
        (["new", "x\0y"], "a name that no file can have"),
        (["new", "x" * 300], "found File name too long"),
        (["new", HERON / "plan.yaml"], "found Not a directory"),
        (["check", "/dev/zero"], "a device or pipe"),
        (["chek"], "invalid choice"),
        ([], "required: VERB"),
    ],
)
def test_bad_words_get_a_sentence_and_write_nothing(capsys, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    before = HERON.read_bytes()
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert HERON.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["plan.html", "plan.md", "plan-pictures/management-finish.png"])
@pytest.mark.parametrize("read", ["plan.yaml", "roadmap.yaml"])
def test_neither_the_plan_nor_its_roadmap_is_replaced_by_force(capsys, tmp_path, name, read):
    for path, source in (("plan.yaml", HERON), ("roadmap.yaml", HERON.with_name("roadmap.yaml"))):
        (tmp_path / path).write_bytes(source.read_bytes())
    (tmp_path / "plan-pictures").mkdir()
    (tmp_path / name).symlink_to(tmp_path / read)
    before = (tmp_path / read).read_bytes()
    out = tmp_path / ("plan.html" if name == "plan.html" else "plan.md")
    code, said, err = run(capsys, "report", tmp_path / "plan.yaml", "-o", out, "--force")
    assert (tmp_path / read).read_bytes() == before
    assert (code, said) == (2, "")
    assert "found the file that is read" in err


def test_a_circle_of_links_is_no_folder_for_a_plan(capsys, tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    code, out, err = run(capsys, "new", tmp_path / "loop" / "plan.yaml")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "loop/plan.yaml, the file itself: found Too many levels of symbolic links" in err


def test_the_schema_is_printed(capsys):
    assert run(capsys, "schema") == (0, schema(), "")


def test_a_terminal_without_our_letters_gets_others(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("management: {approaches: {options: [{name: “a”}], order: [→]}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "mlteams.cli", "plan", "check", str(path)]
    done = subprocess.run(
        command, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, cwd=ROOT, check=False
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
