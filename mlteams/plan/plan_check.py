"""What is wrong with a plan, what in it contradicts itself, and what is still empty: for people and programs."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from mlteams.core.section import Contradiction
from mlteams.input.errors import BadInput, BadInputs
from mlteams.plan.plan_file import Plan, read_plan

VALID, CONTRADICTORY, INVALID = 0, 1, 2  # exit codes


@dataclass(frozen=True)
class Findings:
    """What a check found.

    Attributes:
        path: the plan.
        invalid: a sentence for each mistake, as many as `BadInputs` tells; then nothing else is known.
        contradictions: in the order of the file.
        empty: keys that hold nothing yet.
    """

    path: Path
    invalid: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code."""
        return INVALID if self.invalid else CONTRADICTORY if self.contradictions else VALID


def check(path: Path) -> Findings:
    """Return what there is to say of a plan."""
    try:
        plan = read_plan(path)
    except BadInputs as problems:
        return Findings(path, invalid=problems.sentences)
    except BadInput as problem:
        return Findings(path, invalid=(str(problem),))
    return Findings(path, contradictions=contradictions(plan), empty=plan.empty)


def contradictions(plan: Plan) -> tuple[Contradiction, ...]:
    """Return the contradictions of all sections, each once with all its places, in the order of the file."""
    found: dict[tuple[str, str], Contradiction] = {}
    for _, section, study in plan.studies:
        for one in section.contradictions(study):
            before = found.get((one.says, one.because))
            lines = (*(before.lines if before else ()), *one.lines)
            found[one.says, one.because] = replace(one, lines=tuple(sorted(set(lines))))
    return tuple(sorted(found.values(), key=lambda one: one.lines))


def as_json(found: Findings) -> dict[str, Any]:
    """Return the findings as plain values."""
    return asdict(found) | {"path": str(found.path), "valid": not found.invalid}


def sentences(found: Findings) -> Iterator[str]:
    """Yield the findings of a valid plan for a terminal."""
    for one in found.contradictions:
        yield f"{found.path}, {place(one)}: {one.says}"
        yield f"  {one.because}"
        yield f"  Read {one.read}."
        yield ""
    count = len(found.contradictions)
    if count:
        yield f"{count} contradiction{'s' if count > 1 else ''}. Settle each, then check again."
    else:
        yield f"{found.path}: valid, and nothing in it contradicts itself."
    if found.empty:
        yield f"Still empty: {', '.join(found.empty)}."


def place(one: Contradiction) -> str:
    """Return the lines of a contradiction in words."""
    lines = one.lines
    if len(lines) == 1:
        return f"line {lines[0]}"
    return f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
