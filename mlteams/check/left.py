"""What `new` has left to its author in the files of a part."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mlteams.check.checked import Checked
from mlteams.check.heron import PLAN
from mlteams.input.errors import BadInput

MARK = "TO DO:"


def left(checked: Checked) -> Iterator[BadInput]:
    """Yield a sentence for each place that still says what belongs there."""
    for path in _files(checked):
        for place, words in _marks(path):
            yield checked.bad(path, place, "a TO DO", words)
    plan = checked.root / PLAN
    for place, words in _marks(plan) if plan.is_file() else ():
        if _group(plan, place) == checked.part.name:
            yield checked.bad(plan, place, "a TO DO", words)


def _files(checked: Checked) -> Iterator[Path]:
    """Yield the files that are a part's alone."""
    root, name = checked.root, checked.part.name
    beside = (root / folder / name for folder in ("chapters", "notebooks", "solutions", "tests"))
    for folder in (checked.folder, *beside):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".py", ".qmd", ".ipynb", ".csv"):
                yield path
    for view in ("", "-facilitator", "-slides"):
        guide = root / "workshops" / f"{name}{view}.qmd"
        if guide.is_file():
            yield guide


def _group(path: Path, place: str) -> str:
    """Return the outermost key of a file of YAML under which a line stands."""
    above = path.read_text(encoding="utf-8", errors="replace").splitlines()[: int(place.split()[1])]
    return next((line.partition(":")[0] for line in reversed(above) if re.match(r"\w+:", line)), "")


def _marks(path: Path) -> Iterator[tuple[str, str]]:
    """Yield where a mark stands, line or cell, and what it asks for."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if MARK not in text:
        return
    for place, source in _pieces(path, text):
        for number, line in enumerate(source.splitlines(), 1):
            before, *asked = line.split(MARK)
            for words in asked:
                yield place or f"line {number}", _asked(before, words)
                before += MARK + words


def _asked(before: str, words: str) -> str:
    """Return what a mark asks for: up to the quotation mark that ends its string, without tags or the next label."""
    if before.replace('"""', "").count('"') % 2:
        words = words.split('"')[0]
    words = re.sub(r"<[^>]*>|\{#[^}]*\}|\"{3}|(?<=[.;]) \w+: ?$", "", words)
    return words.strip(" .?") or "this"


def _pieces(path: Path, text: str) -> list[tuple[str, str]]:
    """Return the text of a file, or that of each cell with its name; outputs are nobody's to write."""
    if path.suffix != ".ipynb":
        return [("", text)]
    try:
        cells = json.loads(text)["cells"]
        return [(f"cell {cell['id']}", "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []  # no notebook, which is said elsewhere
