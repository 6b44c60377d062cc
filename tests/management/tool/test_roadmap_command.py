"""`mlteams roadmap`: its words, its exit codes, and what it writes."""

import argparse
import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from mlteams.cli import main
from mlteams.input.errors import BadInput
from mlteams.management.tool import roadmap_file
from mlteams.management.tool.roadmap_command import add_arguments
from mlteams.management.tool.statuses import Statuses, option

ROOT = Path(__file__).parents[3]
HERON = ROOT / "examples" / "heron" / "roadmap.yaml"


def run(capsys, *words):
    try:
        code = main(["roadmap", *map(str, words)])
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("example", ["heron/roadmap", "lecture", "lecture-replanned"])
def test_every_example_has_odds(capsys, example, tmp_path):
    page = tmp_path / "odds.html"
    code, out, err = run(
        capsys, ROOT / "examples" / f"{example}.yaml", "--json", "-o", page, "--samples", 2000
    )
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert 0 < found["chance"] <= 1
    times = [found["of_those_that_work"][key]["time"] for key in ("p50", "p85", "p95")]
    assert times == sorted(times)
    text = page.read_text(encoding="utf-8")
    assert "http" not in text.replace("http://www.w3.org/", "")
    assert "<script" not in text


def test_the_lecture_in_progress_by_hand(capsys):
    code, out, _ = run(capsys, ROOT / "examples" / "lecture-replanned.yaml", "--json", "--samples", 200_000)
    found = json.loads(out)
    assert code == 0
    assert found["chance"] == pytest.approx(0.5 * 0.5 * 0.75 * 0.1, abs=0.002)
    assert found["of_those_that_work"]["p85"]["time"] == pytest.approx(1.3 + 2.2 + 3.6)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "soon"], "a date such as"),
        (["--by", "2020-01-01"], "found a date before the start, "),
        (["--samples", "0"], "whole number"),
        (["--samples", "1e9"], "whole number"),
        (["--samples", "9" * 5000], "whole number"),
        (["--seed", "-1"], "whole number"),
        (["--spread", "x"], "a number from 0 to 5"),
        (["--columns", "name"], "pairs such as"),
        (["--status", "=open"], "pairs such as Selected=open"),
        (["--status", "A=open,A=done"], "found 'A' twice"),
        (["--columns", "id=A,id=B"], "found 'id' twice"),
        (["--status", "Waiting, long"], "pairs such as Selected=open"),
        (["--html", "a.html"], "argument --html: found an option that is gone; -o FILE.html would be right"),
        (["--html"], "-o FILE.html would be right"),
        (["-o", "/nowhere/at/all.html"], "a folder that exists"),
        (
            ["-o", str(ROOT / "examples" / "heron" / "roadmap.yaml")],
            "the ending '.yaml'; a name that ends in .html",
        ),
        (["-o", str(ROOT / "README.md")], "a file that is no roadmap written by this course"),
        (["-o", ""], "the ending ''"),
    ],
)
def test_bad_words_get_a_sentence_and_write_nothing(capsys, words, said):
    before = (ROOT / "examples" / "heron" / "roadmap.yaml").read_bytes()
    code, out, err = run(capsys, ROOT / "examples" / "heron" / "roadmap.yaml", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert (ROOT / "examples" / "heron" / "roadmap.yaml").read_bytes() == before


def test_the_schema_agrees_with_the_examples(capsys):
    code, out, _ = run(capsys, "--schema")
    schema = json.loads(out)
    assert code == 0
    check = jsonschema.Draft202012Validator(schema)
    for path in (*(ROOT / "examples").glob("lecture*.yaml"), HERON):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        document |= {"start": str(document["start"])} if "start" in document else {}  # an editor sees text
        assert not list(check.iter_errors(document)), path.name
        document["tasks"][0]["chanse"] = 0.5
        assert list(check.iter_errors(document))


def test_nothing_is_left_when_the_page_cannot_be_written(capsys, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    page = tmp_path / "odds.html"
    monkeypatch.setattr(os, "replace", full)
    code, out, err = run(capsys, HERON, "-o", page, "--samples", 100)
    assert (code, out) == (2, "")
    assert err.startswith("mlteams: -o, ")
    assert "No space left on device" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_report_is_written_over_no_roadmap_under_any_name(capsys, tmp_path, force):
    plan = tmp_path / "plan.md"  # whatever it is called, it is the roadmap
    plan.write_bytes(HERON.read_bytes())
    (tmp_path / "soft.html").symlink_to(plan)
    os.link(plan, tmp_path / "hard.docx")
    for name in ("plan.md", f"../{tmp_path.name}/plan.md", "soft.html", "hard.docx"):
        code, _, err = run(capsys, plan, "-o", tmp_path / name, *force)
        assert code == 2
        assert "the file that is read" in err
    assert plan.read_bytes() == HERON.read_bytes()


def test_a_report_is_replaced_and_the_file_of_another_is_not(capsys, tmp_path):
    page = tmp_path / "odds.html"
    for _ in range(2):
        assert run(capsys, HERON, "-o", page, "--samples", 100) == (0, f"{page} is written.\n", "")
    page.write_text("<html><head></head></html>")
    assert run(capsys, HERON, "-o", page, "--samples", 100)[0] == 2
    assert page.read_text() == "<html><head></head></html>"
    assert run(capsys, HERON, "-o", page, "--samples", 100, "--force")[0] == 0


def test_words_for_a_tracker_reach_the_reader_if_they_are_given(capsys, tmp_path, monkeypatch):
    asked = []

    def read(path, **words):
        asked.append(words)
        raise BadInput(path, "line 1", "enough", "more")

    monkeypatch.setattr(roadmap_file, "read_roadmap", read)
    run(capsys, HERON)
    run(capsys, HERON, "--status", "Selected = open,Shipped=done", "--ignore", "--columns", "name=Summary")
    assert asked == [
        {"columns": None, "unit": None, "spread": None, "statuses": None, "ignore": False, "by": None},
        {
            "columns": {"name": "Summary"}, "unit": None, "spread": None,
            "statuses": {"Selected": "open", "Shipped": "done"}, "ignore": True,
            "by": None,
        },
    ]  # fmt: skip


def test_options_for_a_tracker_may_come_several_times(capsys, tmp_path, monkeypatch):
    asked = []

    def read(path, **words):
        asked.append(words)
        raise BadInput(path, "line 1", "enough", "more")

    monkeypatch.setattr(roadmap_file, "read_roadmap", read)
    run(capsys, HERON, "--status", "Waiting, long=open", "--status", "Frozen=dropped,a=b=done",
        "--columns", "likely=Days, high or low,id=Key", "--columns", "name=Est, in=days")  # fmt: skip
    assert asked[0]["statuses"] == {"Waiting, long": "open", "Frozen": "dropped", "a=b": "done"}
    assert asked[0]["columns"] == {"likely": "Days, high or low", "id": "Key", "name": "Est, in=days"}
    for words in (["--status", "x=open", "--status", "x=done"], ["--columns", "id=A", "--columns", "id=A"]):
        code, _, err = run(capsys, HERON, *words)
        assert code == 2
        assert "twice; each once would be right" in err
    assert len(asked) == 1


ODD = [
    "Waiting, long",
    "Frozen",
    "a=b",
    '"x"',
    "$(touch x)",
    "-",
    "a\\b",
    "`y`",
    "50%!",
    "Won't tell",
    "می\u200cخواهم",
    '"',
]


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX reads the words")
@pytest.mark.parametrize("words", [["Selected", "Parked"], ODD[:8], ODD[4:], *([word] for word in ODD)])
def test_the_option_that_is_advised_is_accepted_by_a_shell_and_the_parser(words):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    said = subprocess.run(
        ["sh", "-c", f"printf '%s\\0' {option(words)}"], capture_output=True, text=True, check=True
    )
    given = parser.parse_args(["plan.csv", *said.stdout.split("\0")[:-1]]).status
    assert [Statuses(given)(word) for word in words] == ["open"] * len(words)
    assert not Path("x").exists()


def test_hours_of_drawing_are_refused(capsys, tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(
        "unit: days\ntasks:\n" + "".join(f"- {{name: t{i}, estimate: 1}}\n" for i in range(4_000))
    )
    code, out, err = run(capsys, path, "--samples", 1_000_000)
    assert (code, out) == (2, "")
    assert "1,000,000 futures of 4,000 tasks; at most 500,000 would be right" in err


@pytest.mark.parametrize("words", [[HERON, "--samples", "100"], ["--schema"]])
def test_a_reader_that_has_seen_enough_is_no_error(words):
    command = [sys.executable, "-m", "mlteams.cli", "roadmap", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


def test_a_terminal_without_our_letters_gets_others():
    command = [sys.executable, "-m", "mlteams.cli", "roadmap", str(HERON), "--samples", "100"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Heron reads its labels" in done.stdout
