"""One sentence for bad input: the file, the place, what was found, what would be right."""

from collections.abc import Iterator, Sequence
from pathlib import Path

MOST_NAMED = 8  # examples in one sentence; the rest is counted
MOST_SAID = 20  # sentences in one answer; the rest is counted


class BadInput(Exception):
    """Input that a person gave and can put right; the command line prints it and exits with 2."""

    def __init__(self, file: str | Path, place: str, found: str, right: str) -> None:
        """Build the sentence; control characters in what was found are shown, not sent to the terminal."""
        self.file, self.place, self.found, self.right = file, place, found, right
        super().__init__(printable(f"{file}, {place}: found {found}; {right} would be right"))


class BadInputs(BadInput):
    """Several mistakes of one file; one sentence a line, for the first 20, and one that counts the others.

    Attributes:
        problems: the mistakes, one or more, in the order given; one that holds several counts as those.
        sentences: what is told of them.
    """

    def __init__(self, problems: Sequence[BadInput]) -> None:
        """Keep the sentences as they are."""
        self.problems = tuple(_each(problems))
        one = self.problems[0]
        super().__init__(one.file, one.place, one.found, one.right)
        self.sentences = tuple(map(str, self.problems[:MOST_SAID]))
        more = len(self.problems) - MOST_SAID
        if more > 0:
            count = "1 more mistake is" if more == 1 else f"{more:,} more mistakes are"
            self.sentences += (
                f"{printable(str(one.file))}: {count} not shown; mend these first, then ask again.",
            )
        self.args = ("\n".join(self.sentences),)


class Refused(ValueError):
    """What the reader of one value found and what would be right; its caller knows the place."""

    def __init__(self, found: str, right: str) -> None:
        """Build the sentence without a place."""
        self.found, self.right = found, right
        super().__init__(printable(f"found {found}; {right} would be right"))


def _each(problems: Sequence[BadInput]) -> Iterator[BadInput]:
    for problem in problems:
        yield from problem.problems if isinstance(problem, BadInputs) else (problem,)


def printable(text: str) -> str:
    """Return a text with its control characters shown as Python writes them."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def shown(value: object, most: int = 60) -> str:
    """Return a value as a sentence can quote it: in quotes, cut after `most` characters."""
    text = str(value)
    return f"'{text[:most]}…'" if len(text) > most else f"'{text}'"


def seen(value: object) -> str:
    """Return what stands where something else should, in a sentence's words."""
    if value is None or value == "":
        return "nothing"
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else shown(value)


def several(items: Sequence[str], most: int = MOST_NAMED) -> str:
    """Return items as a sentence lists them, such as "a, b and 3 more"."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most:,} more"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
