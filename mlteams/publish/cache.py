"""Fingerprints: what a drawn explorable depends on, so that it is drawn again exactly when that changes."""

import ast
import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from mlteams.input import heron
from mlteams.paths import ROOT

_LIBRARIES = ("numpy", "scipy", "pandas", "networkx", "scikit-learn", "matplotlib")


@cache
def module_fingerprint(*modules: str) -> str:
    """Return a hash of modules, of the mlteams modules they import, of Heron's facts, and of the libraries' versions.

    The facts count where a module reads them.
    """
    digest = hashlib.sha256(_versions().encode())
    files = _closure(modules)
    if _path(heron.__name__) in files:
        files.add(heron.FACTS)
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fingerprint(*parts: str | bytes | Path) -> str:
    """Return a hash of texts and of the contents of files, in order."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            part = part.read_bytes()
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()


@cache
def _versions() -> str:
    """Return the versions of Python and of the libraries that draw."""
    return " ".join(
        [repr(sys.version_info[:2]), *(f"{library} {version(library)}" for library in _LIBRARIES)]
    )


def _path(module: str) -> Path | None:
    """Return the file of a module of ours; None for a name inside a module and for other libraries."""
    if module.split(".")[0] != "mlteams":
        return None
    stem = ROOT / Path(*module.split("."))
    for path in (stem.with_suffix(".py"), stem / "__init__.py"):
        if path.is_file():
            return path
    return None


def _closure(modules: Iterable[str]) -> set[Path]:
    """Return the files of modules and of all that they import from mlteams."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        path = _path(waiting.pop())
        if path is None or path in found:
            continue
        found.add(path)
        waiting += _imported(path.read_text(encoding="utf-8"))
    return found


@cache
def _imported(source: str) -> list[str]:
    """Return the modules that a source imports, and the names in them, which may be modules too."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names
