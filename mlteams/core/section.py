"""A part's section of plan.yaml: its form, its template, how it can contradict itself, and what it reports."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mlteams.core.block import Block, Number
from mlteams.input.lines import Lines, Loc, line_of

if TYPE_CHECKING:
    from pydantic import BaseModel  # takes a while to load

    Form = TypeVar("Form", bound=BaseModel)
else:
    Form = TypeVar("Form")
Study = TypeVar("Study")


@dataclass(frozen=True)
class Context:
    """Where a section was read.

    Attributes:
        path: the plan.
        part: the section's key.
        lines: the line of every value of the plan, by its path.
        today: the day that the plan speaks of.
        plan: the whole plan as plain lists and mappings: what other parts say, by key.
        files: where a section notes the files that it reads; no report may replace one.
    """

    path: Path
    part: str
    lines: Lines
    today: date
    plan: dict[str, Any]
    files: list[Path] = field(default_factory=list)

    def line(self, *loc: str | int) -> int:
        """Return the line of a value of this section."""
        return line_of(self.lines, (self.part, *loc))

    def elsewhere(self, *keys: str) -> Any:  # noqa: ANN401 - plain data of another part
        """Return what stands at a key of the whole plan, None if nothing does."""
        found: Any = self.plan
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found if found not in ("", "~", "null") else None

    def elsewhere_line(self, *keys: str) -> int:
        """Return the line of a key of the whole plan."""
        return line_of(self.lines, keys)

    def lines_below(self, *loc: str | int) -> Lines:
        """Return the lines of what lies under a value of this section, by its path from there."""
        root: Loc = (self.part, *loc)
        return {at[len(root) :]: line for at, line in self.lines.items() if at[: len(root)] == root}


@dataclass(frozen=True)
class Contradiction:
    """Two things a plan says, or says and leaves out, that cannot both be meant.

    Attributes:
        lines: where in the plan.
        says: what contradicts what, one sentence.
        because: the reason, with the number a model gives.
        read: the section of the course that explains it, such as "chapters/management/approaches.html#sec-hand".
    """

    lines: tuple[int, ...]
    says: str
    because: str
    read: str


@dataclass(frozen=True)
class BoardLine:
    """A line of the board that the course's company hangs up: what a decision has made of one number.

    Attributes:
        lesson: the lesson that decides it.
        label: what it is about; a later line of the same label takes the place of an earlier one.
        value: as the board shows it.
    """

    lesson: str
    label: str
    value: str


@dataclass(frozen=True)
class Summary:
    """What a section gives to the places that all parts share in the report; each may be empty.

    Attributes:
        title: what the section's own file calls the thing that is built; a plan without a title takes it.
        asked: what whoever reads is asked for, and by when, in a sentence or two.
        offer: what they get for it; stands below, before any number.
        numbers: at most three, with what they mean.
        assumptions: rows of what the section rests on, its status, and how to find out.
        sources: where its numbers come from, a sentence each.
    """

    title: str = ""
    asked: str = ""
    offer: tuple[Block, ...] = ()
    numbers: tuple[Number, ...] = ()
    assumptions: tuple[tuple[str, str, str], ...] = ()
    sources: tuple[str, ...] = ()


def _none(_study: object) -> tuple[BoardLine, ...]:
    return ()


def _no_summary(_study: object) -> Summary:
    return Summary()


@dataclass(frozen=True)
class Section(Generic[Form, Study]):
    """A part's section.

    Attributes:
        form: its pydantic form; every key may be empty.
        template: YAML with comments that starts with the part's key.
        study: called as study(form, context); reads what the section points to and returns what the two
            functions below need; raises BadInput.
        contradictions: of what `study` returned.
        blocks: of what `study` returned, for the middle of the report: pictures, risks, what is agreed.
        board: of what `study` returned, what each lesson adds to the company's board or changes on it.
        summary: of what `study` returned, for the beginning and the end of the report.
    """

    form: type[Form]
    template: str
    study: Callable[[Form, Context], Study]
    contradictions: Callable[[Study], Iterable[Contradiction]]
    blocks: Callable[[Study], Iterable[Block]]
    board: Callable[[Study], Iterable[BoardLine]] = _none
    summary: Callable[[Study], Summary] = _no_summary
