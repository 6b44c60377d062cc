"""Makes exercises/ from solutions/ with nbgrader's own converters; the same solutions give the same bytes."""

import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from mlteams.input.errors import BadInput
from mlteams.paths import ROOT, write_whole
from mlteams.workbook.manifest import STUB
from mlteams.workbook.stored import text_of

PATTERNS = ("*.ipynb", "*/*.ipynb")  # one that lies beside the folders of parts is left over
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
    return text_of(notebook)


def _name(path: Path) -> str:
    """Return a solution as a person would name it: folder, part, file."""
    return "/".join(path.parts[-3:])


def _wanted(root: Path, part: str = "*") -> dict[str, str]:
    """Return the text of every exercise notebook, or of a part's, by its path in the course."""
    return {
        f"exercises/{path.parent.name}/{path.name}": generated(path)
        for path in sorted((root / "solutions").glob(f"{part}/*.ipynb"))
    }


def _there(root: Path) -> dict[str, str | None]:
    """Return the text of every notebook in exercises/ by its path in the course, None of what has no text."""
    paths = (path for pattern in PATTERNS for path in (root / "exercises").glob(pattern))
    return {path.relative_to(root).as_posix(): _text(path) for path in paths}


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):  # a folder, a link to nothing, another encoding
        return None


def write(root: Path = ROOT) -> tuple[list[str], list[str]]:
    """Write every exercise of the course in `root`, remove those without a solution; return the paths of both.

    Raises:
        BadInput: a solution is not valid, or somebody else's notebook lies in exercises/; then nothing changes.
    """
    wanted, there = _wanted(root), _there(root)
    changed = _differ(wanted, there)
    for name in changed:
        if name in there and not _is_ours(there[name], whole=name not in wanted):
            right = "another folder for it, or none,"
            raise BadInput(name, "the whole file", "no notebook that `exercises` has written", right)
    written = [name for name in changed if name in wanted]
    removed = [name for name in changed if name not in wanted]
    for name in written:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / name, wanted[name])
    for name in removed:
        (root / name).unlink()
    return written, removed


def _is_ours(text: str | None, whole: bool) -> bool:
    """Tell whether a notebook has nbgrader's marks, and if `whole` is asked for, no answer of a learner in it."""
    from nbgrader.utils import compute_checksum  # type: ignore[import-untyped]

    try:
        cells = nbformat.from_dict(json.loads(text or ""))["cells"]  # type: ignore[no-untyped-call]
        marked = [cell for cell in cells if "nbgrader" in cell["metadata"]]
        for cell in marked:
            cell["source"] = "".join(cell["source"])
        as_made = all(compute_checksum(cell) == cell["metadata"]["nbgrader"]["checksum"] for cell in marked)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    return bool(marked) and (as_made or not whole)


def drift(root: Path = ROOT, part: str = "") -> list[str]:
    """Return the path of every exercise, or of a part's, that is not what its solution makes; none if all are.

    Raises:
        BadInput: a solution is not valid.
    """
    there = {name: text for name, text in _there(root).items() if not part or name.split("/")[1] == part}
    return _differ(_wanted(root, part or "*"), there)


def _differ(wanted: dict[str, str], there: dict[str, str | None]) -> list[str]:
    return sorted(
        name
        for name in {*wanted, *there}
        if name not in wanted or name not in there or wanted[name] != there[name]
    )
