"""The report of a plan: what contradicts itself first, then what each part says, then what is empty."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from mlteams.core.block import Block, Heading, Items, Paragraph, Picture, Report
from mlteams.core.section import Contradiction
from mlteams.core.words import written
from mlteams.plan.plan_check import contradictions, place
from mlteams.plan.plan_file import Plan


def plan_report(plan: Plan) -> Report:
    """Return the report."""
    found = contradictions(plan)
    parts = {part.name: _below(part.name, section.blocks(study)) for part, section, study in plan.studies}
    blocks: list[Block] = list(_first(found))
    for part, _, _ in plan.studies:
        blocks += [Heading(part.title)]
        blocks += parts[part.name] or [Paragraph("Nothing is written here yet.")]
    if plan.empty:
        blocks += [Heading("Still empty"), Items(plan.empty)]
    data = {
        "title": plan.title,
        "as_of": plan.today.isoformat(),
        "contradictions": [asdict(one) for one in found],
        "parts": {name: [_plain(block) for block in some] for name, some in parts.items()},
        "empty": list(plan.empty),
    }
    answer = _answer(plan, len(found))
    return Report("plan", plan.title, answer, tuple(blocks), data, sources=plan.files)


def _answer(plan: Plan, count: int) -> str:
    said = f"The plan as of {written(plan.today)}."
    if not count:
        return f"{said} Nothing in it contradicts itself."
    points = "1 point, which comes" if count == 1 else f"{count} points, which come"
    return f"{said} It contradicts itself in {points} first."


def _first(found: tuple[Contradiction, ...]) -> Iterator[Block]:
    if found:
        yield Heading("Contradictions")
        yield Paragraph("Settle these before anybody relies on what follows.")
        told = (f"{one.says} {one.because} ({place(one)} of the plan; read {one.read})" for one in found)
        yield Items(tuple(told), numbered=True)


def _below(part: str, blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a part as they stand under its heading, its pictures named after it."""
    return [_placed(part, block) for block in blocks]


def _placed(part: str, block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, level=block.level + 1)
        case Picture():
            return replace(block, name=f"{part}-{block.name}")
    return block


def _plain(block: Block) -> dict[str, Any]:
    """Return a block as plain values; of a picture all but how to draw it."""
    if isinstance(block, Picture):
        return {"kind": "picture", "name": block.name, "title": block.title, "alt": block.alt}
    return {"kind": type(block).__name__.lower(), **asdict(block)}
