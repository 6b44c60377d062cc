"""Somebody follows CONTRIBUTING to the letter in a copy of the course: from `new` to a silent `check`."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("mlteams", "chapters", "examples", "notebooks", "solutions", "exercises", "workshops")
PART, MOST_EDITED = "trial", 8
MARK = re.compile(r"TO DO: ")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course with one more part in PACKAGES, which nobody has begun."""
    root = tmp_path_factory.mktemp("copy")
    no_caches = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name, ignore=no_caches)
    for path in ROOT.iterdir():
        if path.suffix in (".qmd", ".bib", ".toml", ".yml", ".md"):
            shutil.copy(path, root)
    for models in (ROOT / "tests").glob("*/models"):
        shutil.copytree(models, root / models.relative_to(ROOT), ignore=no_caches)
    finder = root / "mlteams" / "parts.py"
    text = finder.read_text(encoding="utf-8")
    listed = text.replace("PACKAGES = {", f'PACKAGES = {{\n    "{PART}": "mlteams.{PART}",')
    finder.write_text(
        listed.replace("COMING = {", f'COMING = {{\n    "{PART}": "Does it work?",'), encoding="utf-8"
    )
    return root


def run(root, *words):
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def course(root, *words):
    return run(root, "mlteams.cli", *words)


def commands():
    """Return the commands of CONTRIBUTING that begin something, for a part of our own."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = re.findall(r"^python3 course\.py (new .+)$", text.replace("\\\n", ""), flags=re.M)
    return [[PART if word == "design" else word for word in shlex.split(line)] for line in lines]


def of_the_part(root):
    return [path for path in root.rglob("*") if PART in path.relative_to(root).parts and path.is_file()]


def fill(root):
    """Do by hand what `check` asks for; return the files that were edited."""
    page, notebook = root / "chapters" / PART / "cutoff.qmd", root / "notebooks" / PART / "cutoff.ipynb"
    edited = set()
    for path in of_the_part(root):
        text = path.read_text(encoding="utf-8") if "__pycache__" not in path.parts else ""
        if MARK.search(text):
            text = re.sub(r"TO DO: the name of an explorable", "price-of-error-gain", text)
            path.write_text(MARK.sub("", text), encoding="utf-8")
            edited.add(path)
    assert {page, notebook} <= edited
    shown = page.read_text(encoding="utf-8").replace(
        "## Where it breaks", "{{< explorable price-of-error-gain >}}\n\n## Where it breaks"
    )
    page.write_text(shown, encoding="utf-8")
    return edited


def test_what_new_writes_passes_the_linters_and_says_what_is_left_until_it_is_done(copy):
    assert [words[1] for words in commands()] == ["lesson", "claim", "exercise"]
    for words in commands():
        done = course(copy, *words)
        assert done.returncode == 0, done.stderr
    folders = [f"{name}/{PART}" for name in ("mlteams", "tests", "notebooks", "solutions")]
    for words in (
        ("ruff", "check", *folders),
        ("ruff", "format", "--check", *folders),
        ("mypy", f"mlteams/{PART}"),
    ):
        done = run(copy, *words)
        assert done.returncode == 0, done.stdout
    begun = course(copy, "check", PART)
    assert begun.returncode == 1
    marks = sum(
        len(MARK.findall(path.read_text(encoding="utf-8")))
        for path in of_the_part(copy)
        if path.suffix != ".pyc"
    )
    assert begun.stdout.count("found a TO DO; ") == marks > 20
    assert "a picture that no page or notebook shows" in begun.stdout
    assert "trial" not in course(copy, "check", "roles").stdout

    edited = fill(copy)
    assert len(edited) <= MOST_EDITED
    for words in (("exercises",), ("notebooks", PART), ("check", PART)):
        done = course(copy, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    done = run(copy, "pytest", "-q", "-p", "no:cacheprovider", f"tests/{PART}")
    assert done.returncode == 0, done.stdout

    stub = json.loads((copy / "exercises" / PART / "cutoff.ipynb").read_text(encoding="utf-8"))
    assert [cell["id"] for cell in stub["cells"] if cell["id"].startswith("sort-")] == [
        "sort-scene",
        "sort-brief",
        "sort-answer",
        "sort-check",
    ]

    before = {path: path.read_bytes() for path in of_the_part(copy)}
    for words in commands():
        done = course(copy, *words)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "a name that is not taken would be right" in done.stderr
    assert {path: path.read_bytes() for path in before} == before
