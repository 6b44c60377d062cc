"""Notebooks as a work folder sees them: only sources count, and an update carries a learner's cells over by id."""

import hashlib
import json
from typing import Any

Cell = dict[str, Any]
Hashes = dict[str, str]


def parsed(content: bytes) -> dict[str, Any] | None:
    """Return the notebook that a file holds, None if it is none whose cells have ids."""
    try:
        notebook = json.loads(content)
        ids = [cell["id"] for cell in notebook["cells"]]
        sources = [source(cell) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    fine = len(set(ids)) == len(ids) and all(isinstance(text, str) for text in (*ids, *sources))
    return notebook if fine else None


def source(cell: Cell) -> str:
    """Return the source of a cell as one text."""
    return "".join(cell["source"])


def bare(content: bytes) -> bytes:
    """Return a notebook without outputs, so that they spoil no prediction; what is no notebook stays as it is."""
    notebook = parsed(content)
    if notebook is None:
        return content
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
    notebook.get("metadata", {}).pop("widgets", None)
    return _written(notebook)


def _written(notebook: dict[str, Any]) -> bytes:
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def fingerprint(content: bytes) -> str:
    """Return a hash of a file, of a notebook one of its cells' ids, kinds and sources."""
    notebook = parsed(content)
    if notebook is None:
        return hashlib.sha256(content).hexdigest()
    told = [[cell["id"], cell.get("cell_type"), source(cell)] for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def cells(content: bytes) -> Hashes:
    """Return a hash of each cell's source by id, of what is no notebook none."""
    notebook = parsed(content)
    return {cell["id"]: _hash(cell) for cell in notebook["cells"]} if notebook else {}


def _hash(cell: Cell) -> str:
    return hashlib.sha256(source(cell).encode()).hexdigest()


def merged(own: bytes, new: bytes, base: Hashes) -> tuple[bytes, int] | None:
    """Return a learner's notebook brought to a new version, and how many cells are the learner's.

    `base` has the hashes of the cells as they were laid. A cell that the learner changed stays if it is an answer or
    the course has not changed it; a cell that the learner added stays behind the one it stood behind. None if both
    have changed a cell, or the course has dropped one that the learner changed.
    """
    mine, theirs = parsed(own), parsed(new)
    if mine is None or theirs is None or not base:
        return None
    changed = {cell["id"]: cell for cell in mine["cells"] if base.get(cell["id"]) != _hash(cell)}
    result: list[Cell] = []
    for cell in theirs["cells"]:
        kept = changed.get(cell["id"], cell)
        if _hash(kept) != _hash(cell) and not (_is_answer(cell) or base.get(cell["id"]) == _hash(cell)):
            return None
        result.append(kept)
    known = {cell["id"] for cell in result}
    if any(name in base and name not in known for name in changed):
        return None
    before: str | None = None
    for cell in mine["cells"]:
        if cell["id"] in changed and cell["id"] not in known:
            at = next(
                (place + 1 for place, one in enumerate(result) if one["id"] == before),
                0 if before is None else None,
            )
            result.insert(len(result) if at is None else at, cell)
            known.add(cell["id"])
        before = cell["id"] if cell["id"] in known else before
    theirs["cells"] = result
    return _written(theirs), sum(cell["id"] in changed for cell in result)


def _is_answer(cell: Cell) -> bool:
    """Tell whether nbgrader's marks say that a cell is the learner's to write."""
    marks = cell.get("metadata", {}).get("nbgrader", {})
    return isinstance(marks, dict) and marks.get("solution") is True
