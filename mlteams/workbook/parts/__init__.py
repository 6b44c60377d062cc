"""Finds the exercises: a part joins by a package here, named like the part, with EXERCISES in order."""

import importlib
from functools import cache

from mlteams.catalog import PARTS
from mlteams.workbook.exercise import Exercise


@cache
def exercises() -> dict[str, Exercise]:
    """Return every exercise by name, in the order of the parts.

    Raises:
        ValueError: two exercises share a name, or a name does not begin with its part.
    """
    found: dict[str, Exercise] = {}
    for part in PARTS:
        try:
            package = importlib.import_module(f"{__name__}.{part}")
        except ModuleNotFoundError as missing:
            if missing.name != f"{__name__}.{part}":
                raise
            continue  # a part without exercises yet
        for exercise in package.EXERCISES:
            if exercise.name in found or exercise.part != part:
                raise ValueError(f"{exercise.name}: names are unique and begin with {part}")
            found[exercise.name] = exercise
    return found
