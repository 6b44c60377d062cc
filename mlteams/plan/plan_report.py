"""The report of a plan, for whoever has to say yes: what is asked first, then the numbers, then why, sources last."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from mlteams.core.block import Block, Grid, Heading, Items, Number, Numbers, Paragraph, Picture, Report
from mlteams.core.section import Contradiction, Summary
from mlteams.core.words import written
from mlteams.plan.plan_check import contradictions, place
from mlteams.plan.plan_file import Plan

NOTHING_ASKED = "This plan does not say yet what it asks of you."
HOW_MANY = ("No numbers", "One number", "Two numbers", "Three numbers")


def plan_report(plan: Plan) -> Report:
    """Return the report."""
    found = contradictions(plan)
    summaries = [section.summary(study) for _, section, study in plan.studies]
    parts = {part.name: list(section.blocks(study)) for part, section, study in plan.studies}
    title = plan.title or next((one.title for one in summaries if one.title), plan.path.stem)
    asked = " ".join(one.asked for one in summaries if one.asked) or NOTHING_ASKED
    blocks: list[Block] = [block for one in summaries for block in one.offer]
    blocks += _contradictory(found)
    blocks += _numbers([number for one in summaries for number in one.numbers])
    blocks += _middle(plan, parts)
    blocks += _end(plan, summaries)
    data = {
        "title": title,
        "as_of": plan.today.isoformat(),
        "asked": asked,
        "contradictions": [asdict(one) for one in found],
        "numbers": [asdict(number) for one in summaries for number in one.numbers],
        "parts": {
            part.name: [_plain(_placed(part.name, block)) for block in (*one.offer, *parts[part.name])]
            for (part, _, _), one in zip(plan.studies, summaries, strict=True)
        },
        "assumptions": [
            {"says": says, "status": status, "check": check}
            for one in summaries
            for says, status, check in one.assumptions
        ],
        "sources": [source for one in summaries for source in one.sources],
        "empty": list(plan.empty),
    }
    return Report("plan", title, _answer(asked, len(found)), tuple(blocks), data, sources=plan.files)


def _answer(asked: str, count: int) -> str:
    if not count:
        return asked
    points = "1 point, which stands" if count == 1 else f"{count} points, which stand"
    return f"{asked} Before you decide: the plan contradicts itself in {points} below."


def _contradictory(found: tuple[Contradiction, ...]) -> Iterator[Block]:
    if found:
        yield Heading("Where the plan contradicts itself")
        yield Paragraph("Settle these before anybody relies on what follows.")
        told = (f"{one.says} {one.because} ({place(one)} of the plan; read {one.read})" for one in found)
        yield Items(tuple(told), numbered=True)


def _numbers(found: list[Number]) -> Iterator[Block]:
    if found:
        many = HOW_MANY[len(found)] if len(found) < len(HOW_MANY) else f"{len(found)} numbers"
        yield Heading(f"{many}, and what {'it means' if len(found) == 1 else 'they mean'}")
        yield Numbers(tuple(found))


def _middle(plan: Plan, parts: dict[str, list[Block]]) -> Iterator[Block]:
    """Yield what each part says; under its title where several parts say something."""
    told = [(part, parts[part.name]) for part, _, _ in plan.studies if parts[part.name]]
    for part, blocks in told:
        if len(told) > 1:
            yield Heading(part.title)
        yield from (_placed(part.name, block, int(len(told) > 1)) for block in blocks)


def _end(plan: Plan, summaries: Iterable[Summary]) -> Iterator[Block]:
    """Yield what the plan rests on, what it leaves open, and where its numbers come from."""
    summaries = list(summaries)
    rows = tuple(row for one in summaries for row in one.assumptions)
    if rows:
        yield Heading("What the plan rests on")
        yield Grid("Assumptions and their status", ("assumption", "status", "how to find out"), rows)
    if plan.empty:
        yield Heading("Still empty")
        yield Paragraph("These keys of the plan say nothing yet:")
        yield Items(plan.empty)
    yield Heading("Where the numbers come from")
    yield Items(
        (
            f"All of it is as of {written(plan.today)}, and what nothing computes is said by the team in "
            f"{plan.path.name}.",
            *(source for one in summaries for source in one.sources),
        )
    )


def _placed(part: str, block: Block, down: int = 0) -> Block:
    """Return a block of a part as it stands, `down` headings lower, its picture named after the part."""
    match block:
        case Heading():
            return replace(block, level=block.level + down)
        case Picture():
            return replace(block, name=f"{part}-{block.name}")
    return block


def _plain(block: Block) -> dict[str, Any]:
    """Return a block as plain values; of a picture all but how to draw it."""
    if isinstance(block, Picture):
        return {"kind": "picture", "name": block.name, "title": block.title, "alt": block.alt}
    return {"kind": type(block).__name__.lower(), **asdict(block)}
