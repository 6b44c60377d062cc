"""Roles' key of plan.yaml: a form, contradictions and blocks for each lesson."""

from collections.abc import Iterator

from mlteams.core.block import Block
from mlteams.core.section import Contradiction, Section, Summary
from mlteams.roles.plan import absence, board_lines, platform, skills, staffing, titles
from mlteams.roles.plan.form import RolesForm
from mlteams.roles.plan.study import Study

TEMPLATE = "roles:\n" + "\n".join(one.TEMPLATE for one in (titles, skills, staffing, platform, absence))


def contradictions(study: Study) -> Iterator[Contradiction]:
    """Yield the contradictions of every lesson; those between two stand in the one that is read last."""
    for lesson in (titles, skills, staffing, platform, absence):
        yield from lesson.contradictions(study)


def blocks(study: Study) -> Iterator[Block]:
    """Yield the blocks of the report, people first; what the plan leaves empty is left out."""
    for lesson in (staffing, absence, platform, skills, titles):
        yield from lesson.blocks(study)


def summary(study: Study) -> Summary:
    """Return where the numbers come from, and what they assume."""
    return Summary(sources=(*skills.sources(study), *platform.sources(study)))


SECTION = Section(RolesForm, TEMPLATE, Study, contradictions, blocks, board_lines.lines, summary)
