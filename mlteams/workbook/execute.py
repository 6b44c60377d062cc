"""`course.py notebooks`: runs notebooks and solutions and stores what their cells show, as nbval will compare it."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from mlteams.input.errors import BadInput
from mlteams.input.text_file import read_text
from mlteams.paths import ROOT, write_whole
from mlteams.workbook.stored import text_of

FOLDERS = ("notebooks", "solutions")
_ID = re.compile(r'"model_id": "[0-9a-f]+"')  # of a widget: another in every run
SECONDS = 120  # that a cell may take; one that waits for ever must not hold up the rest


def notebooks(words: Sequence[str], root: Path = ROOT) -> list[Path]:
    """Return the notebooks that some words name: files, parts, or with no word all of them.

    Raises:
        BadInput: a word names none.
    """
    every = sorted(path for folder in FOLDERS for path in root.glob(f"{folder}/*/*.ipynb"))
    found: list[Path] = []
    for word in words:
        names = {word, word.removesuffix(".ipynb")}
        some = [
            path
            for path in every
            if names & {path.parent.name, f"{path.parent.name}/{path.stem}"}
            or Path(word).resolve() == path.resolve()
        ]
        if not some:
            raise BadInput(
                "notebooks",
                word,
                "no part and no notebook of that name",
                "a part, or a lesson such as management/dates,",
            )
        found += some
    return list(dict.fromkeys(found)) if words else every


def execute(path: Path) -> bool:
    """Run a notebook in its own folder, store its outputs, and tell whether anything changed.

    Raises:
        BadInput: it is no notebook, or a cell fails; the notebook stays as it was.
    """
    before = read_text(path, "a notebook").replace("\r\n", "\n")
    try:
        nbformat.validate(json.loads(before))
        notebook = nbformat.reads(before, 4)  # type: ignore[no-untyped-call]
    except Exception as error:  # nbformat raises many kinds for one reason
        found = str(error).split("\n")[0][:100] or "no notebook"
        raise BadInput(path, "the whole file", found, "a notebook") from None
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS,
        resources={"metadata": {"path": str(path.parent)}},
        coalesce_streams=True,  # how a cell's lines are cut into messages is chance
    )
    try:
        client.execute()
    except (CellExecutionError, TimeoutError) as error:
        last = str(error).strip().splitlines()[-1][:200]
        raise BadInput(
            path, "a cell", f"an error ({last})", "a notebook that runs from top to bottom"
        ) from None
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times
    notebook.metadata = json.loads(before)["metadata"]  # without the widgets' state, whose ids are random
    after = text_of(notebook)
    changed = _ID.sub("", after) != _ID.sub("", before)
    if changed:
        write_whole(path, after)
    return changed
