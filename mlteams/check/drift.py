"""The exercises of a part, against what its solutions make."""

from collections.abc import Iterator

from mlteams.check.checked import Checked
from mlteams.input.errors import BadInput
from mlteams.workbook import generate


def drift(checked: Checked) -> Iterator[BadInput]:
    """Yield exercises that are not what their solution makes; those without one are said elsewhere.

    Raises:
        BadInput: a solution is not valid.
    """
    for name in generate.drift(checked.root, checked.part.name):
        right = "`python3 course.py exercises`"
        yield checked.bad(checked.root / name, "the whole file", "not what its solution makes", right)
