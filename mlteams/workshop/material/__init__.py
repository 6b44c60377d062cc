"""What a workshop puts on paper and on the board: one module a part, found by its name.

A module defines `variables()`, the numbers that its guide quotes, and SHEETS, what is printed (`sheets.Sheets`).
"""

import importlib
import importlib.util
from types import ModuleType

from mlteams.catalog import PARTS


def modules() -> dict[str, ModuleType]:
    """Return the module of every part that has one."""
    names = {part: f"{__name__}.{part}" for part in PARTS}
    return {
        part: importlib.import_module(name) for part, name in names.items() if importlib.util.find_spec(name)
    }
