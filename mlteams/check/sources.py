"""The published numbers of a part, against whatever could quote them."""

import re
from collections.abc import Iterator
from pathlib import Path

from mlteams.check.checked import Checked
from mlteams.input.errors import BadInput
from mlteams.input.source_rows import rows

# What may quote a number: pages, notebooks and code. The package's own folder is added to these.
QUOTING = ("*.qmd", "chapters/**/*.qmd", "workshops/*.qmd", "notebooks/**/*.ipynb", "solutions/**/*.ipynb")
CODE = ("tests/**/*.py", "benchmarks/*.py")
_BUILT = re.compile(r"(\w+_\w*)\{")  # how a key begins whose end code fills in


def sources(checked: Checked) -> Iterator[BadInput]:
    """Yield what is wrong with the rows of sources.csv, or, if nothing is, the rows that nothing quotes."""
    path = checked.folder / "sources.csv"
    if not path.exists():
        return  # said already
    try:
        found = list(rows([path]))
    except BadInput as problem:
        yield checked.bad(path, problem.place, problem.found, problem.right)
        return
    words, begun = _quoted(checked)
    for row in found:
        key = row["key"]
        if key not in words and not key.startswith(begun):
            right = "a page, model, tool or test that quotes it, or no such row,"
            yield checked.bad(path, f"the row {key}", "a number that nothing quotes", right)


def _quoted(checked: Checked) -> tuple[set[str], tuple[str, ...]]:
    """Return every word that stands in a page, a notebook or in code, and the beginnings of those that code builds."""
    root, package = checked.root, checked.folder.parent
    pages = _texts(root, QUOTING)
    code = _texts(root, CODE) + _texts(package, ("**/*.py",))
    words = {word for text in pages + code for word in re.findall(r"\w+", text)}
    return words, tuple({begun for text in code for begun in _BUILT.findall(text)})


def _texts(folder: Path, patterns: tuple[str, ...]) -> list[str]:
    """Return the texts of files; of one that is no text, which is said elsewhere, what can be read."""
    found = (path for pattern in patterns for path in sorted(folder.glob(pattern)) if path.is_file())
    return [path.read_text(encoding="utf-8", errors="replace") for path in found]
