"""Hiring's key of plan.yaml: a form, contradictions and blocks for each lesson that decides something."""

from collections.abc import Iterator

from mlteams.core.block import Block
from mlteams.core.section import Contradiction, Section, Summary
from mlteams.hiring.plan import advert, board_lines, loop, sourcing, stopping
from mlteams.hiring.plan.form import HiringForm
from mlteams.hiring.plan.study import Study

TEMPLATE = "hiring:\n" + "\n".join(one.TEMPLATE for one in (advert, sourcing, loop, stopping))


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield the contradictions of every lesson; those between two stand in the one that is read last."""
    for lesson in (advert, sourcing, loop, stopping):
        yield from lesson.contradictions(study)


def blocks(study: Study) -> Iterator[Block]:
    """Yield the blocks of the report; what the plan leaves empty is left out."""
    for lesson in (advert, sourcing, loop, stopping):
        yield from lesson.blocks(study)


def summary(study: Study) -> Summary:
    """Return where the numbers come from."""
    return Summary(sources=tuple(sourcing.sources(study)))


SECTION = Section(HiringForm, TEMPLATE, Study, contradictions, blocks, board_lines.lines, summary)
