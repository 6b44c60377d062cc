"""The published numbers of a part, against whatever could quote them."""

import re
from collections.abc import Iterator

from mlteams.check.checked import Checked
from mlteams.input.errors import BadInput
from mlteams.input.source_rows import rows

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
    begun = tuple({start for text in checked.readers.code for start in _BUILT.findall(text)})
    for row in found:
        key = row["key"]
        if key not in checked.readers.words and not key.startswith(begun):
            right = "a page, model, tool or test that quotes it, or no such row,"
            yield checked.bad(path, f"the row {key}", "a number that nothing quotes", right)
