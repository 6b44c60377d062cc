"""Makes exercises/ from solutions/ with nbgrader's own converters; the same solutions give the same bytes."""

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from mlteams.input.errors import BadInput
from mlteams.paths import ROOT, write_whole

SOLUTIONS = ROOT / "solutions"
EXERCISES = ROOT / "exercises"
STUB = "...  # yours: replace this line"
MARKDOWN_STUB = "Write here what you found."


def generated(solution: Path) -> str:
    """Return the exercise notebook of a solution notebook, as text.

    Raises:
        BadInput: the notebook or its markup is not valid; the message names cell and reason.
    """
    from nbgrader import preprocessors as steps  # type: ignore[import-untyped]
    from traitlets.config import Config

    try:
        notebook: NotebookNode = nbformat.read(solution, 4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises many kinds for one reason
        found = str(error).split("\n")[0][:100]
        raise BadInput(_name(solution), "the whole file", found, "a notebook") from None
    config = Config()
    config.ClearSolutions.code_stub = {"python": STUB}
    config.ClearSolutions.text_stub = MARKDOWN_STUB
    resources: dict[str, Any] = {"nbgrader": {}, "unique_key": "", "metadata": {}}
    order = (
        *(steps.CheckCellMetadata, steps.LockCells, steps.ClearSolutions, steps.ClearOutput),
        *(steps.ClearHiddenTests, steps.ClearMarkScheme, steps.ComputeChecksums, steps.CheckCellMetadata),
    )
    try:
        for step in order:
            notebook, resources = step(config=config).preprocess(notebook, resources)
    except Exception as error:  # nbgrader raises RuntimeError, ValidationError and others
        found = str(error).split("\n")[0][:200]
        raise BadInput(_name(solution), "its nbgrader markup", found, "valid markup") from None
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("collapsed", None)
    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def write() -> list[Path]:
    """Write every exercise and delete those without a solution; return what changed."""
    wanted = {EXERCISES / path.name: generated(path) for path in sorted(SOLUTIONS.glob("*.ipynb"))}
    EXERCISES.mkdir(exist_ok=True)
    changed = [path for path in sorted(EXERCISES.glob("*.ipynb")) if path not in wanted]
    for path in changed:
        path.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
            changed.append(path)
    return changed


def drift() -> list[str]:
    """Return the name of every exercise that is not what its solution makes, an empty list if all are."""
    wanted = {path.name: generated(path) for path in sorted(SOLUTIONS.glob("*.ipynb"))}
    there = {path.name: path.read_text(encoding="utf-8") for path in EXERCISES.glob("*.ipynb")}
    return sorted(f"exercises/{name}" for name in {*wanted, *there} if wanted.get(name) != there.get(name))
