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
COPIED = (
    "mlteams",
    "chapters",
    "examples",
    "notebooks",
    "solutions",
    "exercises",
    "workshops",
    "assets",
    "_extensions",
)
PART, MOST_EDITED = "trial", 8
KINDS = ("lesson", "claim", "exercise", "key", "workshop")
MARK = re.compile(r"TO DO: ")
OURS = ("mlteams/new", "mlteams/check", "CONTRIBUTING.md", "__pycache__")  # where the mark is spoken of


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course with one more part listed, which nobody has begun."""
    root = tmp_path_factory.mktemp("copy")
    no_caches = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name, ignore=no_caches)
    for path in ROOT.iterdir():
        if path.suffix in (".qmd", ".bib", ".toml", ".yml", ".md"):
            shutil.copy(path, root)
    for models in (ROOT / "tests").glob("*/models"):
        shutil.copytree(models, root / models.relative_to(ROOT), ignore=no_caches)
    for name in ("conftest.py", "planted_plan.py", "workshop", "plan/test_plan_schema.py"):
        path, there = ROOT / "tests" / name, root / "tests" / name
        there.parent.mkdir(exist_ok=True)
        shutil.copytree(path, there, ignore=no_caches) if path.is_dir() else shutil.copy(path, there)
    done = course(root, *commands()["part"])
    assert done.returncode == 0, done.stderr
    return root


def run(root, *words):
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def course(root, *words):
    return run(root, "mlteams.cli", *words)


def commands():
    """Return the words of the commands of CONTRIBUTING that begin something, by kind, for a part of our own."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = re.findall(r"^python3 course\.py (new .+)$", text.replace("\\\n", ""), flags=re.M)
    found = [[PART if word in ("design", "safety") else word for word in shlex.split(line)] for line in lines]
    return {words[1]: words for words in found}


def told():
    """Return how many files CONTRIBUTING says are edited by hand, by what was begun last."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:and )?(\w+) \| (\d+) \|", text, flags=re.M)
    return {kind: int(count) for kind, count in rows}


def marked(root):
    """Return the files in which something is left to their author, and how much."""
    found = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_file() and path.suffix != ".pyc" and not any(one in name for one in OURS):
            count = len(MARK.findall(path.read_text(encoding="utf-8", errors="replace")))
            found |= {path: count} if count else {}
    return found


def of_the_part(root):
    return [path for path in root.rglob("*") if PART in path.relative_to(root).parts and path.is_file()]


def fill(root):
    """Do by hand what `check` asks for; return the files that were edited."""
    edited = set(marked(root))
    for path in edited:
        text = path.read_text(encoding="utf-8").replace(
            "TO DO: the name of an explorable", "price-of-error-gain"
        )
        for key, value in (("benefit", 5), ("cost", 3)) if path.name == "plan.yaml" else ():
            text = re.sub(rf"(    {key}:) +# TO DO: ", rf"\1 {value}  # ", text)
        path.write_text(MARK.sub("", text), encoding="utf-8")
    page = root / "chapters" / PART / "cutoff.qmd"
    assert page in edited
    told_more = f"{'A lesson takes ten minutes. ' * 120}\n\n## Where it breaks"
    page.write_text(
        page.read_text(encoding="utf-8").replace("## Where it breaks", told_more), encoding="utf-8"
    )
    return edited


def test_what_new_writes_passes_the_linters_and_says_what_is_left_until_it_is_done(copy):
    assert set(commands()) == {"part", *KINDS}
    assert tuple(told()) == KINDS
    for kind in KINDS:
        done = course(copy, *commands()[kind])
        assert done.returncode == 0, done.stderr
        assert len(marked(copy)) == told()[kind], kind
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
    assert begun.stdout.count("found a TO DO; ") == sum(marked(copy).values()) > 20
    for said in (
        "a schema that is not that of the forms",
        "trial.cutoff: found nothing",
        "words; 700 to 1,100",
    ):
        assert said in begun.stdout
    elsewhere = course(copy, "check", "roles").stdout
    assert "trial" not in elsewhere
    assert "a TO DO" not in elsewhere

    assert told()["exercise"] <= MOST_EDITED
    assert len(fill(copy)) == told()["workshop"]
    (copy / "examples" / "plan.schema.json").write_text(
        course(copy, "plan", "schema").stdout, encoding="utf-8"
    )
    for words in (("exercises",), ("notebooks", PART), ("check", PART)):
        done = course(copy, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    tests = (f"tests/{PART}", "tests/workshop/test_every_workshop.py", "tests/plan/test_plan_schema.py")
    done = run(copy, "pytest", "-q", "-p", "no:cacheprovider", "-k", "not management", *tests)
    assert done.returncode == 0, done.stdout

    stub = json.loads((copy / "exercises" / PART / "cutoff.ipynb").read_text(encoding="utf-8"))
    assert [cell["id"] for cell in stub["cells"] if cell["id"].startswith("sort-")] == [
        "sort-scene",
        "sort-brief",
        "sort-answer",
        "sort-check",
        "sort-plan-text",
        "sort-plan",
    ]

    before = {path: path.read_bytes() for path in of_the_part(copy)}
    for words in commands().values():
        done = course(copy, *words)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert re.search("a (name that is not taken|part without one) would be right", done.stderr)
    assert {path: path.read_bytes() for path in before} == before
