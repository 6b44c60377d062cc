"""A roadmap as it was written: its form, where each value stands, and what was found wrong with it so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mlteams.input.errors import BadInput, BadInputs, several, shown
from mlteams.input.lines import Lines, Loc, line_of
from mlteams.management.tool.roadmap_schema import AlternativesForm, RoadmapForm, TaskForm


@dataclass
class Written:
    """A roadmap's form with its places; `problems` grow while it is checked, each with its line."""

    path: Path
    form: RoadmapForm
    lines: Lines
    problems: list[tuple[int, BadInput]] = field(default_factory=list)

    @property
    def is_csv(self) -> bool:
        """Whether the roadmap is a table."""
        return is_csv(self.path)

    def line(self, *loc: str | int) -> int:
        """Return the line of a value."""
        return line_of(self.lines, loc)

    def fail(self, line: int, found: str, right: str) -> None:
        """Keep a problem, to be told with the others."""
        self.problems.append((line, BadInput(self.path, f"line {line}", found, right)))

    def settle(self) -> None:
        """Tell what was found, in the order of the file.

        Raises:
            BadInputs: something was found.
        """
        if self.problems:
            in_order = sorted(self.problems, key=lambda problem: problem[0])
            raise BadInputs([problem for _, problem in in_order])

    def forms(self) -> Iterator[tuple[Loc, TaskForm | AlternativesForm]]:
        """Yield every task, group and option with its path in the file."""
        for index, step in enumerate(self.form.tasks):
            yield ("tasks", index), step
            if isinstance(step, AlternativesForm):
                for place, option in enumerate(step.alternatives):
                    yield ("tasks", index, "alternatives", place), option

    def tasks(self) -> Iterator[tuple[Loc, TaskForm]]:
        """Yield every task and option with its path in the file."""
        for loc, form in self.forms():
            if isinstance(form, TaskForm):
                yield loc, form


def is_csv(path: Path) -> bool:
    """Tell whether a file is a table by its name."""
    return path.suffix.lower() in (".csv", ".tsv")


def on_lines(lines: Sequence[int]) -> str:
    """Return lines in words: "line 3", "lines 3 and 5"."""
    return f"line{'s' if len(lines) > 1 else ''} {several([str(line) for line in lines])}"


def examples(found: Mapping[str, Sequence[int]], more: Mapping[str, str] | None = None) -> str:
    """Return what was found, with its lines unless it is one thing on one line, which is a sentence's place.

    Such as "'a' (line 3) and 'b' (lines 4 and 5; 'c'?)", where `more` said "; 'c'?" of b.
    """
    if len(found) == 1 and all(len(lines) == 1 for lines in found.values()):
        return shown(next(iter(found)))
    return several(
        [f"{shown(what)} ({on_lines(lines)}{(more or {}).get(what, '')})" for what, lines in found.items()]
    )


def first(found: Mapping[str, Sequence[int]]) -> int:
    """Return the first of the lines on which something was found."""
    return min(lines[0] for lines in found.values())
