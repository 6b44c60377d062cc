"""One part and the files of the course that it is held against."""

from dataclasses import dataclass
from pathlib import Path

from mlteams import parts
from mlteams.check.readers import Readers
from mlteams.core.part import Part
from mlteams.input.errors import BadInput
from mlteams.input.text_file import read_text

CACHE = "__pycache__"  # no file of anybody's


def place(path: Path, root: Path) -> str:
    """Return a path as a sentence names it: from the course's folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def text_of(path: Path, root: Path, right: str) -> str:
    """Return the text of a file of the course.

    Raises:
        BadInput: it is missing, empty or no text.
    """
    try:
        return read_text(path, right)
    except BadInput as problem:
        raise BadInput(place(path, root), problem.place, problem.found, problem.right) from None


@dataclass(frozen=True)
class Checked:
    """A part, the folder of the course, and the texts that may quote its numbers."""

    part: Part
    root: Path
    readers: Readers

    @property
    def folder(self) -> Path:
        """Where the part's package lies."""
        return parts.folder(self.part.name)

    def bad(self, path: Path, where: str, found: str, right: str) -> BadInput:
        """Return a sentence about a file."""
        return BadInput(place(path, self.root), where, found, right)

    def text(self, path: Path, right: str) -> str:
        """Return the text of a file; raises as `text_of`."""
        return text_of(path, self.root, right)

    def listed(self) -> dict[str, list[str]]:
        """Return the modules that PART lists, by room."""
        lessons = self.part.lessons
        models = [*(name for lesson in lessons for name in lesson.models), *self.part.helpers]
        return {"models": models, "exercises": [name for lesson in lessons for name in lesson.exercises]}
