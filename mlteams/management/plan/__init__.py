"""Management's key of plan.yaml: a form, contradictions and blocks for each lesson."""

from collections.abc import Iterator
from typing import ClassVar

from mlteams.core.block import Block, Grid, Heading
from mlteams.core.section import BoardLine, Context, Contradiction, Section, Summary
from mlteams.input.values import Unfinished
from mlteams.management.plan import (
    approaches,
    board,
    dates,
    progress,
    promise,
    together,
    together_contradictions,
)
from mlteams.management.plan.approaches import Approaches
from mlteams.management.plan.board import Board
from mlteams.management.plan.board_lines import board_lines
from mlteams.management.plan.dates import Dates
from mlteams.management.plan.progress import Progress
from mlteams.management.plan.study import Study
from mlteams.management.plan.together import Together

TEMPLATE = "management:\n" + "\n".join(one.TEMPLATE for one in (dates, approaches, progress, together, board))


class ManagementForm(Unfinished):
    """Management's key: a key for each lesson."""

    FORMER: ClassVar[dict[str, str]] = {"leadership": "board"}
    dates: Dates = Dates()
    approaches: Approaches = Approaches()
    progress: Progress = Progress()
    together: Together = Together()
    board: Board = Board()


class ManagementStudy(Study):
    """What management's key says, with the roadmap it stands on."""

    def __init__(self, form: ManagementForm, context: Context) -> None:
        """Read the roadmap, if one is named.

        Raises:
            BadInput: it is not beside the plan, or not valid.
        """
        super().__init__(form.dates.roadmap, form.dates.promise.date, context)
        self.form = form


def contradictions(study: ManagementStudy) -> Iterator[Contradiction]:
    """Yield the contradictions of every lesson; those between two stand in the one that is read last."""
    form = study.form
    yield from dates.contradictions(form.dates, study)
    yield from approaches.contradictions(form.approaches, study)
    yield from progress.contradictions(form.progress, study)
    yield from together_contradictions.contradictions(form.together, study)
    yield from board.contradictions(form.board, form.dates.promise, study)


def blocks(study: ManagementStudy) -> Iterator[Block]:
    """Yield the middle of the report; what the plan leaves empty is left out."""
    form = study.form
    yield from dates.blocks(form.dates, study)
    yield from approaches.blocks(form.approaches)
    rules = (*progress.agreed(form.progress), *together.agreed(form.together), *dates.agreed(form.dates))
    if rules:
        yield Heading("What is agreed")
        yield Grid("Rules of the team", ("question", "the team's answer", "note"), rules)


def summary(study: ManagementStudy) -> Summary:
    """Return what is asked and offered, the numbers, and what it all rests on."""
    form = study.form
    return Summary(
        title=study.title,
        asked=board.asked(form.board),
        offer=tuple(board.offer(form.board, form.dates.promise)),
        numbers=tuple(promise.numbers(form.dates.promise, study)),
        assumptions=tuple(dates.assumptions(form.dates)),
        sources=tuple(dates.sources(study)),
    )


def lines(study: ManagementStudy) -> Iterator[BoardLine]:
    """Yield what each lesson adds to the company's board or changes on it."""
    form = study.form
    yield from board_lines(form.approaches, form.progress, form.together, form.board, study)


SECTION = Section(ManagementForm, TEMPLATE, ManagementStudy, contradictions, blocks, lines, summary)
