"""Imports run one way: models, then explorable and claims, then plan, then publish, then cli."""

import ast
from pathlib import Path

import pytest

from mlteams.catalog import PARTS

LIBRARY = Path(__file__).parents[1] / "mlteams"
MODELS = [path for part in PARTS for path in (LIBRARY / part).glob("*.py")]
ALLOWED = {"numpy", "scipy", "pandas", "networkx", "sklearn", "matplotlib", "threadpoolctl"}
STANDARD = {
    "collections",
    "dataclasses",
    "functools",
    "itertools",
    "math",
    "typing",
    "statistics",
    "heapq",
    "enum",
}
# `__future__` and the like need no place here: a model that wants more says so by changing this list.


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "mlteams":
            names |= {f"mlteams.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODELS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_model_knows_numbers_and_nothing_of_widgets_files_or_other_parts(path):
    for name in imported(path):
        top = name.split(".")[0]
        if top == "mlteams":
            near = ("mlteams.claims", "mlteams.explorable", "mlteams.figure", f"mlteams.{path.parent.name}")
            assert name.startswith(near), name
        else:
            assert top in ALLOWED | STANDARD, name


@pytest.mark.parametrize(
    ("folder", "never"),
    [
        ("plan", ("mlteams.workbook", "mlteams.workshop", "mlteams.publish", "mlteams.cli")),
        ("workbook", ("mlteams.workshop", "mlteams.publish", "mlteams.cli")),
        ("workshop", ("mlteams.publish", "mlteams.cli")),
        ("publish", ("mlteams.cli",)),
    ],
)
def test_no_import_runs_backwards(folder, never):
    for path in (LIBRARY / folder).rglob("*.py"):
        if path.name == "command.py":
            continue  # a piece of the command line, kept beside what it runs
        assert not any(name.startswith(never) for name in imported(path)), path
