"""What management's lessons write on the company's board: the odds, the first way to try, the rules, the benefit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mlteams.core.section import BoardLine
from mlteams.core.words import percent, written
from mlteams.management.models.tasks import in_order
from mlteams.management.plan.approaches import Approaches
from mlteams.management.plan.board import Board
from mlteams.management.plan.progress import Progress
from mlteams.management.plan.study import Study
from mlteams.management.plan.together import Together, weeks_of
from mlteams.management.tool.forecast import Forecast, make_forecast
from mlteams.management.tool.roadmap_words import when


def board_lines(
    approaches: Approaches, progress: Progress, together: Together, board: Board, study: Study
) -> Iterator[BoardLine]:
    """Yield the lines, in the order of the lessons; what the plan leaves empty has none."""
    if study.forecast:
        yield from _odds("dates", study.forecast)
    if approaches.order:
        yield BoardLine("approaches", "First to try", approaches.order[0])
        if study.forecast:
            yield from _odds("approaches", _tried(study.forecast, approaches.order))
    stall = progress.stall
    if stall.runs and stall.without_best:
        found = f"{stall.without_best:,} of {stall.runs:,} runs without a new best"
        yield BoardLine("progress", "Counts as stuck", found)
    if progress.rewards and progress.rewards.by:
        yield BoardLine("progress", "Rewarded", progress.rewards.by)
    weeks = weeks_of(together)
    if weeks:
        yield BoardLine(
            "together", "Work that changes hands", f"{weeks[1]:.0f} weeks, {weeks[0]:.0f} if handed over"
        )
    if together.choice.who:
        yield BoardLine("together", "Chooses among ideas", together.choice.who)
    if board.benefit:
        yield BoardLine("board", "Benefit", board.benefit)


def _odds(lesson: str, forecast: Forecast) -> Iterator[BoardLine]:
    """Yield what a roadmap gives: chance, dates, the promised day's odds, work."""
    outcome = forecast.outcome
    yield BoardLine(lesson, "Works at all", percent(outcome.chance))
    if outcome.chance > 0:
        yield BoardLine(lesson, "If it works, even odds by", when(forecast, outcome.p50))
        yield BoardLine(lesson, "If it works, 17 in 20 by", when(forecast, outcome.p85))
        if forecast.by is not None and outcome.done_by is not None:
            label = f"If it works, done by {written(forecast.by)}"
            yield BoardLine(lesson, label, percent(outcome.done_by / outcome.chance))
    yield BoardLine(lesson, "Expected work", f"{outcome.cost:.0f} person-weeks")


def _tried(forecast: Forecast, order: Sequence[str]) -> Forecast:
    """Return the odds of the same roadmap with its alternatives tried in another order."""
    file = replace(forecast.file, roadmap=in_order(forecast.roadmap, order))
    return make_forecast(file, forecast.outcome.samples, forecast.seed, forecast.by)
