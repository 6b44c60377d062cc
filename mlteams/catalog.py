"""Finds what the parts offer: adding a module to a part's package is all it takes to join.

A model module may define CLAIMS (tuple of Claim), EXPLORABLES (tuple of Explorable) and `variables()`
(dict of numbers for prose, as text).
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from mlteams.claims import Claim
from mlteams.explorable import Explorable

PARTS = ("roles", "hiring", "organizations", "management", "design")


@cache
def modules() -> dict[str, tuple[ModuleType, ...]]:
    """Return the model modules of every part that has a package, in alphabetical order."""
    found: dict[str, tuple[ModuleType, ...]] = {}
    for part in PARTS:
        try:
            package = importlib.import_module(f"mlteams.{part}")
        except ModuleNotFoundError:
            continue  # a part not yet written
        names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
        found[part] = tuple(importlib.import_module(f"mlteams.{part}.{name}") for name in names)
    return found


def claims() -> dict[str, tuple[Claim, ...]]:
    """Return the claims of every part."""
    return {
        part: tuple(claim for module in members for claim in getattr(module, "CLAIMS", ()))
        for part, members in modules().items()
    }


def explorables() -> dict[str, Explorable]:
    """Return every explorable by name.

    Raises:
        ValueError: two explorables share a name.
    """
    found: dict[str, Explorable] = {}
    for members in modules().values():
        for module in members:
            for explorable in getattr(module, "EXPLORABLES", ()):
                if explorable.name in found:
                    raise ValueError(f"{module.__name__}: explorable {explorable.name} exists already")
                found[explorable.name] = explorable
    return found
