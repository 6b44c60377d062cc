"""One sentence for bad input: the file, the place, what was found, what would be right."""

from collections.abc import Sequence
from pathlib import Path


class BadInput(Exception):
    """Input that a person gave and can put right; the command line prints it and exits with 2."""

    def __init__(self, file: str | Path, place: str, found: str, right: str) -> None:
        """Build the sentence; control characters in what was found are shown, not sent to the terminal."""
        self.file, self.place, self.found, self.right = file, place, found, right
        sentence = f"{file}, {place}: found {found}; {right} would be right"
        super().__init__("".join(c if c.isprintable() else repr(c)[1:-1] for c in sentence))


class BadInputs(BadInput):
    """Several mistakes of one file; one sentence a line.

    Attributes:
        problems: the mistakes, one or more, in the order of the file.
    """

    def __init__(self, problems: Sequence[BadInput]) -> None:
        """Keep the sentences as they are."""
        one = problems[0]
        super().__init__(one.file, one.place, one.found, one.right)
        self.args = ("\n".join(map(str, problems)),)
        self.problems = tuple(problems)


def shown(value: object, most: int = 60) -> str:
    """Return a value as a sentence can quote it: in quotes, cut after `most` characters."""
    text = str(value)
    return f"'{text[:most]}…'" if len(text) > most else f"'{text}'"


def seen(value: object) -> str:
    """Return what stands where something else should, in a sentence's words."""
    if value is None or value == "":
        return "nothing"
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else shown(value)
