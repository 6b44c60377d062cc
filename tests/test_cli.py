"""The command line: what each command loads, and the tools of parts."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from mlteams import cli, parts
from mlteams.core.block import Report
from mlteams.core.part import Command, Lesson, Part
from mlteams.core.tool import Tool
from mlteams.input.errors import BadInput

ROOT = Path(__file__).parents[1]
HEAVY = {
    "pandas",
    "numpy",
    "matplotlib",
    "pydantic",
    "rich",
    "networkx",
    "scipy",
    "jinja2",
    "yaml",
    "IPython",
}


def loaded(*words):
    """Return the heavy libraries that a command has loaded when it ends."""
    script = (
        "import sys\nfrom mlteams.cli import main\n"
        f"try:\n    main({list(map(str, words))!r})\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return HEAVY & set(done.stderr.split())


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        [],
        ["roadmap", "--help"],
        ["plan", "--help"],
        ["plan", "report", "--help"],
        ["roadmap"],
        ["no"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_that_a_command_needs(words):
    assert loaded(*words) == set()


def test_a_roadmap_in_the_terminal_draws_nothing(tmp_path):
    heron = ROOT / "examples" / "heron" / "roadmap.yaml"
    assert not {"matplotlib", "jinja2"} & loaded("roadmap", heron, "--samples", 100)
    assert not {"matplotlib", "jinja2", "rich"} & loaded("roadmap", heron, "--samples", 100, "--json")
    assert {"matplotlib", "jinja2"} <= loaded("roadmap", heron, "--samples", 100, "-o", tmp_path / "a.html")


@pytest.fixture
def ad(monkeypatch):
    """A part of our own, whose tool counts the letters of a file."""

    def add_arguments(parser):
        parser.add_argument("file")
        parser.add_argument("--twice", action="store_true")

    def report(arguments):
        count = len(Path(arguments.file).read_text()) * (2 if arguments.twice else 1)
        return Report("letters", "Letters", f"It has {count} letters.", (), {"letters": count}, code=3)

    part = Part(
        name="hiring",
        title="Hiring",
        question="Who?",
        lessons=(Lesson("ads", "Ads", "Who answers?", ()),),
        headings=(),
        tool=Command("letters", "count letters"),
    )
    asked = []

    def tool(one):
        asked.append(one.name)
        return Tool(add_arguments, report)

    monkeypatch.setattr(parts, "written", lambda: (part,))
    monkeypatch.setattr(parts, "tool", tool)
    return asked


def test_a_parts_tool_is_a_command_with_the_options_of_all(ad, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("abc")
    source, out = str(tmp_path / "a.txt"), tmp_path / "a.html"
    assert cli.main(["letters", source]) == 3
    assert capsys.readouterr().out == "Letters\nIt has 3 letters.\n"
    assert cli.main(["letters", source, "--twice", "--json"]) == 3
    assert capsys.readouterr().out == '{\n  "letters": 6\n}\n'
    assert cli.main(["letters", source, "-o", str(out)]) == 3
    assert capsys.readouterr().out == f"{out} is written.\n"
    before = out.read_bytes()
    assert cli.main(["letters", source, "--twice", "-o", str(out), "--json"]) == 3
    assert capsys.readouterr().out == '{\n  "letters": 6\n}\n'
    assert out.read_bytes() != before
    assert ad == ["hiring"] * 4


def test_a_file_of_somebody_else_is_kept_unless_forced(ad, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("abc")
    out = tmp_path / "README.md"
    out.write_text("# Mine\n")
    assert cli.main(["letters", str(tmp_path / "a.txt"), "-o", str(out)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "found a file that is no letters written by this course; another name, or --force" in said.err
    assert out.read_text() == "# Mine\n"
    assert cli.main(["letters", str(tmp_path / "a.txt"), "-o", str(out), "--force"]) == 3
    assert "It has 3 letters." in out.read_text()


def test_another_command_loads_no_tool(ad, capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "count letters" in capsys.readouterr().out
    assert ad == []


def test_a_tool_that_cannot_be_loaded_is_a_sentence(ad, monkeypatch, capsys):
    def broken(_part):
        raise parts.BadInput(
            "mlteams/hiring/tool/__init__.py", "the import", "a mistake", "a module that imports"
        )

    monkeypatch.setattr(parts, "tool", broken)
    assert cli.main(["letters", "x"]) == 2
    assert capsys.readouterr().err.startswith("mlteams: mlteams/hiring/tool/__init__.py, the import: found")


def test_every_written_tool_says_its_file_and_nothing_that_all_share(monkeypatch):
    for part in parts.written():
        if part.tool:
            parser = argparse.ArgumentParser()
            parts.tool(part).add_arguments(parser)
            names = {action.dest for action in parser._actions}
            assert "file" in names
            assert not {"out", "json", "force"} & names


def test_a_part_that_does_not_import_stops_a_tool_and_not_the_check(monkeypatch, capsys):
    def fails():
        raise BadInput("mlteams/roles/__init__.py", "the import", "an error", "a module that imports")

    monkeypatch.setattr(parts, "written", fails)
    assert cli.main(["roadmap", "plan.yaml"]) == 2
    assert "mlteams/roles/__init__.py, the import" in capsys.readouterr().err
    with pytest.raises(SystemExit) as end:
        cli.main(["check", "--help"])
    assert end.value.code == 0
