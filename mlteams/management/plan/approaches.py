"""The approaches: their order, what they share, and what the roadmap says of them."""

import difflib
from collections.abc import Iterator
from math import log1p

from mlteams.core.section import Contradiction
from mlteams.input.errors import shown
from mlteams.management.models.portfolio import any_works, best_order, expected_cost
from mlteams.management.plan.study import CHAPTER, Study
from mlteams.management.tool.roadmap_report import percent

# Times the least cost: what the exercise management.order still accepts, as costs are estimates.
NEAR_BEST = 1.01
SEVERAL = 2  # what is worth fewer independent approaches than this depends on one of them


def approaches(study: Study) -> Iterator[Contradiction]:
    """Yield all contradictions of the approaches."""
    yield from _names(study)
    yield from _too_dear(study)
    yield from _too_alike(study)
    yield from _told_twice(study)


def _names(study: Study) -> Iterator[Contradiction]:
    """Yield approaches of one name, and an order that is not one of these approaches."""
    said, read = study.form.approaches, f"{CHAPTER}#sec-order"
    names = [option.name for option in said.options]
    for place, name in enumerate(names):
        if name in names[:place]:
            lines = (
                study.line("approaches", "options", names.index(name)),
                study.line("approaches", "options", place),
            )
            yield Contradiction(
                lines, f"Two approaches are called {shown(name)}.", "An order names each 1 time.", read
            )
    if not said.order:
        return
    line = study.line("approaches", "order")
    lines = (line, study.line("approaches", "options"))
    for name in dict.fromkeys(said.order):
        if name not in names:
            close = difflib.get_close_matches(name, names, 1)
            meant = (
                f"did you mean {shown(close[0])}?"
                if close
                else f"the approaches are {', '.join(names) or 'none'}."
            )
            says = f"The order names {shown(name)}, which is no approach."
            yield Contradiction(lines, says, f"Of {len(names)} approaches none has that name; {meant}", read)
        elif said.order.count(name) > 1:
            says = f"The order names {shown(name)} {said.order.count(name)} times."
            yield Contradiction((line,), says, "What has failed once is out of the search.", read)
    left_out = [name for name in dict.fromkeys(names) if name not in said.order]
    if left_out:
        yield Contradiction(
            lines, f"The order leaves out {', '.join(map(shown, left_out))}.", _loss(study, left_out), read
        )


def _loss(study: Study, left_out: list[str]) -> str:
    """Return what leaving approaches out costs in chance, if their chances are given."""
    shared = study.form.approaches.shared or 0.0
    stay = [o.chance or 0.0 for o in study.options if o.name not in left_out]
    if len(study.options) < len(study.form.approaches.options):
        return f"{len(left_out)} of {len(study.form.approaches.options)} approaches would never be tried."
    some = any_works(tuple(stay), shared) if stay else 0.0
    every = any_works(tuple(study.chances), shared)
    return (
        f"One of those in the order works with probability {percent(some)}, one of all with {percent(every)}."
    )


def _too_dear(study: Study) -> Iterator[Contradiction]:
    """Yield an order that costs more than that by chance per cost."""
    if study.order is None:
        return
    best = best_order(study.chances, study.costs)
    price, least = (expected_cost(order, study.chances, study.costs) for order in (study.order, best))
    if price <= NEAR_BEST * least:
        return
    names = [study.options[place].name for place in best]
    yield Contradiction(
        (study.line("approaches", "order"), study.line("approaches", "options")),
        "The order is not that of chance per cost.",
        f"It is expected to cost {price:.1f}, and {', then '.join(names)} {least:.1f}: {percent(price / least - 1)} "
        "more for the same chance. (Exact while approaches fail independently.)",
        f"{CHAPTER}#sec-order",
    )


def worth(study: Study) -> float | None:
    """Return how many independent approaches of the mean chance do as well; None if that is not defined."""
    chances, shared = study.chances, study.form.approaches.shared
    if not chances or shared is None or max(chances) == 1 or max(chances) == 0:
        return None
    return log1p(-any_works(tuple(chances), shared)) / log1p(-sum(chances) / len(chances))


def _too_alike(study: Study) -> Iterator[Contradiction]:
    """Yield approaches that share so much that there are not several."""
    value, shared = worth(study), study.form.approaches.shared
    if value is None or shared is None or len(study.options) <= SEVERAL or value >= SEVERAL:
        return
    tied, alone = (any_works(tuple(study.chances), one) for one in (shared, 0.0))
    yield Contradiction(
        (study.line("approaches", "shared"), study.line("approaches", "options")),
        f"{len(study.options)} approaches are listed, and they share so much that they count as {value:.2f}.",
        f"With {shared:.2g} shared, one of them works with probability {percent(tied)}; if they were independent it "
        f"would be {percent(alone)}. Find one that fails for another reason.",
        f"{CHAPTER}#sec-portfolio",
    )


def _told_twice(study: Study) -> Iterator[Contradiction]:
    """Yield an approach whose chance is another one in the roadmap."""
    for place, option in enumerate(study.form.approaches.options):
        task = study.tasks.get(option.name)
        if task and option.chance is not None and abs(task.chance - option.chance) > 1e-9:
            yield Contradiction(
                (study.line("approaches", "options", place), study.line("roadmap")),
                f"“{option.name}” works with probability {percent(option.chance)} here and {percent(task.chance)} in "
                "the roadmap.",
                f"That is {100 * abs(task.chance - option.chance):.0f} points apart for one thing, so the date and the "
                "order rest on different odds.",
                f"{CHAPTER}#sec-portfolio",
            )
