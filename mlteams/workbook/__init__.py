"""The workbook: exercises that check a decision, give hints, keep progress and leave a plan.

A notebook imports from here; nothing else in this package is meant for learners. What it offers is loaded when it is
asked for, so that the command line does not wait for models that it does not need.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlteams.workbook.answers import brief, check, grade
    from mlteams.workbook.help import hint, judge, reset, show_solution
    from mlteams.workbook.into_plan import fill
    from mlteams.workbook.report import export_progress, import_progress, progress

__all__ = [
    "brief",
    "check",
    "export_progress",
    "fill",
    "grade",
    "hint",
    "import_progress",
    "judge",
    "progress",
    "reset",
    "show_solution",
]
_MODULES = ("answers", "help", "into_plan", "report")


def __getattr__(name: str) -> object:
    """Return one of `__all__` from the module that defines it."""
    if name in __all__:
        for module in _MODULES:
            found = getattr(importlib.import_module(f"{__name__}.{module}"), name, None)
            if found is not None:
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
