"""Imports run one way: core and input, then parts, then engines, then the command line."""

import ast
from pathlib import Path

import pytest

from mlteams import parts

LIBRARY = Path(parts.__file__).parent
WRITTEN = [part.name for part in parts.written()]
ENGINES = ("report", "plan", "workbook", "workshop", "publish", "new", "check")
MODELS = [path for part in WRITTEN for path in (LIBRARY / part / "models").glob("*.py")]
LIBRARIES = {"numpy", "scipy", "pandas", "networkx", "sklearn", "matplotlib", "threadpoolctl"}
STANDARD = {
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "heapq",
    "itertools",
    "math",
    "re",
    "statistics",
    "typing",
}
# A model that wants more, `__future__` included, says so by changing this list.


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def below(folder: str) -> list[Path]:
    return sorted((LIBRARY / folder).rglob("*.py"))


def of_ours(path: Path) -> set[str]:
    """Return the rooms of mlteams that a file imports from, such as "core" or "management"."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("mlteams.")}


@pytest.mark.parametrize("path", MODELS, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_a_model_knows_numbers_drawing_heron_s_facts_and_the_models_beside_it(path):
    for name in imported(path):
        if name.startswith("mlteams."):
            own = f"mlteams.{path.parents[1].name}.models."
            assert name.startswith(("mlteams.core.", "mlteams.input.heron.", own)), name
        else:
            assert name.split(".")[0] in LIBRARIES | STANDARD, name


@pytest.mark.parametrize("path", [*below("core"), *below("input")], ids=lambda path: path.stem)
def test_the_ground_floor_knows_nothing_above_it(path):
    assert of_ours(path) <= {"core", "input", "paths"}


@pytest.mark.parametrize("part", WRITTEN)
def test_a_part_knows_no_other_part_and_no_engine(part):
    for path in below(part):
        assert of_ours(path) <= {"core", "input", "paths", part}, path


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_knows_no_part(engine):
    for path in below(engine):
        assert not of_ours(path) & set(WRITTEN), path
        assert "cli" not in of_ours(path), path


@pytest.mark.parametrize(
    ("engine", "may"),
    [
        ("report", set()),
        ("plan", {"report"}),
        ("workbook", {"plan"}),
        ("workshop", set()),
        ("publish", {"report", "plan", "workbook", "workshop"}),
        ("new", {"workbook"}),
        ("check", {"plan", "workbook"}),
    ],
)
def test_engines_stand_in_an_order(engine, may):
    for path in below(engine):
        assert of_ours(path) & set(ENGINES) <= {engine, *may}, path
