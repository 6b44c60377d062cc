"""What stands in the course's pages, notebooks and code: read once, for all who ask what quotes a number."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PAGES = ("*.qmd", "chapters/**/*.qmd", "workshops/*.qmd", "notebooks/**/*.ipynb", "solutions/**/*.ipynb")
CODE = ("tests/**/*.py", "benchmarks/*.py")  # the packages of the parts, and what lies beside them, are added
_WORD, _DOTTED = re.compile(r"\w+"), re.compile(r"\w+(?:\.\w+)+")


@dataclass(frozen=True)
class Readers:
    """The folder of the course, and those that hold the packages of its parts."""

    root: Path
    homes: tuple[Path, ...]

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The texts of pages and notebooks; of one that is no text, which is said elsewhere, what can be read."""
        return _texts(self.root, PAGES)

    @cached_property
    def code(self) -> tuple[str, ...]:
        """The texts of modules and tests."""
        packages = [text for home in self.homes for text in _texts(home, ("**/*.py",))]
        return (*_texts(self.root, CODE), *packages)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands in a text."""
        return frozenset(word for text in (*self.pages, *self.code) for word in _WORD.findall(text))

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Every word with dots in it, such as company.people."""
        return frozenset(word for text in (*self.pages, *self.code) for word in _DOTTED.findall(text))

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The strings of code that reads Heron's facts, docstrings left out."""
        reading = (text for text in self.code if "input.heron" in text or "import heron" in text)
        return tuple(one for text in reading for one in _strings(text))


def _texts(folder: Path, patterns: tuple[str, ...]) -> tuple[str, ...]:
    found = (path for pattern in patterns for path in sorted(folder.glob(pattern)) if path.is_file())
    return tuple(path.read_text(encoding="utf-8", errors="replace") for path in found)


def _strings(code: str) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings; none of one that does not parse, as is said elsewhere."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        return
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value
