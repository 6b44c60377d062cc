"""The plan of the lesson “Approaches”: the ways to solve the crucial problem, what they share, and their order."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import log1p
from typing import Annotated

from pydantic import Field

from mlteams.core.block import Block, Grid, Heading, Paragraph, Picture
from mlteams.core.section import Contradiction
from mlteams.core.words import percent
from mlteams.input.errors import Refused, shown
from mlteams.input.values import Chance, Name, Unfinished, names, number, reader
from mlteams.management.models.copula import any_works
from mlteams.management.models.testing_sequence import best_order, expected_cost
from mlteams.management.plan.study import Study, differ, exact, points
from mlteams.management.tool import charts

READ_ORDER = "chapters/management/approaches.html#sec-hand"
READ_PORTFOLIO = "chapters/management/approaches.html#sec-see"
MOST_OPTIONS = 50  # approaches, as many as a roadmap's step has alternatives
NEAR_BEST = 1.01  # times the least cost: what the exercise on the order still accepts, as costs are estimates
SEVERAL = 2  # what is worth fewer independent approaches than this depends on one of them


def order(value: object) -> tuple[str, ...]:
    """Return the names of approaches, at most as many as there can be."""
    found = names(value)
    if len(found) > MOST_OPTIONS:
        raise Refused(f"{len(found):,} names under order", f"at most {MOST_OPTIONS}")
    return found


Share = Annotated[float, *reader(number("share", 0, 1, percent=True), type=["number", "string"])]
Cost = Annotated[float, *reader(number("cost", 1e-9, 1e9), type="number", exclusiveMinimum=0)]
Order = Annotated[
    tuple[str, ...], *reader(order, type=["string", "array"], items={"type": "string"}, maxItems=MOST_OPTIONS)
]


class Option(Unfinished):
    """One approach: its chance to work, and what a try costs, in any one unit."""

    name: Name
    chance: Chance | None = None
    cost: Cost | None = None


class Approaches(Unfinished):
    """The ways to solve the crucial problem, what they share, and in which order they are tried."""

    shared: Share | None = None
    options: Annotated[tuple[Option, ...], Field(max_length=MOST_OPTIONS)] = ()
    order: Order = ()


TEMPLATE = """\
  # How many ways do you keep alive, and which comes first? The lesson “Approaches”. Its exercise
  # management.approaches.order fills this. `order` names them, the first to try first, such as
  # [Rented reader, Own model].
  approaches:
    shared:                # how much they share a cause of failure, 0 (nothing) to 1 (they fail together)
    options:               # a line each, such as - {name: Rented reader, chance: 35%, cost: 2}
    order:
"""


@dataclass(frozen=True)
class Search:
    """The approaches whose chance and cost are both given, as the models take them.

    Attributes:
        names, chances, costs: one each.
        order: the plan's, as places in the others; None unless it names every approach once.
    """

    names: tuple[str, ...]
    chances: tuple[float, ...]
    costs: tuple[float, ...]
    order: tuple[int, ...] | None


def search(said: Approaches) -> Search:
    """Return what a plan's approaches give to compute with."""
    known = [
        (one.name, one.chance, one.cost)
        for one in said.options
        if one.chance is not None and one.cost is not None
    ]
    called = tuple(name for name, _, _ in known)
    whole = len(known) == len(said.options) == len(set(called)) and sorted(said.order) == sorted(called)
    places = tuple(called.index(name) for name in said.order) if whole else None
    return Search(called, tuple(one for _, one, _ in known), tuple(one for _, _, one in known), places)


def contradictions(said: Approaches, study: Study) -> Iterator[Contradiction]:
    """Yield what in the approaches cannot be meant together."""
    found = search(said)
    yield from _same_name(said, study)
    if said.order:
        yield from _not_in_order(said, found, study)
    yield from _too_dear(found, study)
    yield from _too_alike(said, found, study)
    yield from _told_twice(said, study)


def _same_name(said: Approaches, study: Study) -> Iterator[Contradiction]:
    """Yield approaches of one name."""
    called = [option.name for option in said.options]
    for place, name in enumerate(called):
        if name in called[:place]:
            both = (called.index(name), place)
            lines = tuple(study.line("approaches", "options", one) for one in both)
            says = f"Two approaches are called {shown(name)}."
            yield Contradiction(lines, says, "An order names each 1 time.", READ_ORDER)


def _not_in_order(said: Approaches, found: Search, study: Study) -> Iterator[Contradiction]:
    """Yield an order that is not one of these approaches."""
    called = [option.name for option in said.options]
    lines = tuple(study.line("approaches", key) for key in ("order", "options"))
    for name in dict.fromkeys(said.order):
        if name not in called:
            close = difflib.get_close_matches(name, called, 1)
            others = f"the approaches are {', '.join(called) or 'none'}."
            meant = f"did you mean {shown(close[0])}?" if close else others
            says = f"The order names {shown(name)}, which is no approach."
            because = f"Of {len(called)} approaches none has that name; {meant}"
            yield Contradiction(lines, says, because, READ_ORDER)
        elif said.order.count(name) > 1:
            says = f"The order names {shown(name)} {said.order.count(name)} times."
            yield Contradiction(lines[:1], says, "What has failed once is out of the search.", READ_ORDER)
    left_out = [name for name in dict.fromkeys(called) if name not in said.order]
    if left_out:
        says = f"The order leaves out {', '.join(map(shown, left_out))}."
        yield Contradiction(lines, says, _loss(said, found, left_out), READ_ORDER)


def _loss(said: Approaches, found: Search, left_out: list[str]) -> str:
    """Return what leaving approaches out costs in chance, if their chances are given."""
    if len(found.names) < len(said.options):
        return f"{len(left_out)} of {len(said.options)} approaches would never be tried."
    shared = said.shared or 0.0
    stay = tuple(
        chance for name, chance in zip(found.names, found.chances, strict=True) if name not in left_out
    )
    some = any_works(stay, shared) if stay else 0.0
    every = any_works(found.chances, shared)
    return f"One of those in the order works with a chance of {percent(some)}, and one of all with {percent(every)}."


def _too_dear(found: Search, study: Study) -> Iterator[Contradiction]:
    """Yield an order that costs more than that by chance per cost."""
    if found.order is None:
        return
    best = best_order(found.chances, found.costs)
    price, least = (expected_cost(one, found.chances, found.costs) for one in (found.order, best))
    if price > NEAR_BEST * least:
        cheapest = ", then ".join(found.names[place] for place in best)
        yield Contradiction(
            (study.line("approaches", "order"), study.line("approaches", "options")),
            "The order is not that of chance per cost.",
            f"It is expected to cost {price:.1f}, and {cheapest} {least:.1f}: {percent(price / least - 1)} more for "
            "the same chance. (Exact while approaches fail independently.)",
            READ_ORDER,
        )


def worth(found: Search, shared: float | None) -> float | None:
    """Return how many independent approaches of the mean chance do as well; None if that is not defined."""
    if not found.chances or shared is None or max(found.chances) in (0, 1):
        return None
    mean = sum(found.chances) / len(found.chances)
    return log1p(-any_works(found.chances, shared)) / log1p(-mean)


def _too_alike(said: Approaches, found: Search, study: Study) -> Iterator[Contradiction]:
    """Yield approaches that share so much that there are not several."""
    value, count = worth(found, said.shared), len(found.names)
    if value is None or said.shared is None or count <= SEVERAL or value >= SEVERAL:
        return
    tied, alone = (any_works(found.chances, one) for one in (said.shared, 0.0))
    yield Contradiction(
        (study.line("approaches", "shared"), study.line("approaches", "options")),
        f"{count} approaches are listed, and they share so much that they count as {value:.2f}.",
        f"With {said.shared:.2g} shared, one of them works with a chance of {percent(tied)}; if they were independent "
        f"it would be {percent(alone)}. Find one that fails for another reason.",
        READ_PORTFOLIO,
    )


def _told_twice(said: Approaches, study: Study) -> Iterator[Contradiction]:
    """Yield an approach whose chance is another one in the roadmap of the dates."""
    for number_, option in enumerate(said.options):
        place = study.places.get(option.name)
        if place and option.chance is not None and differ(place.task.chance, option.chance):
            here, there = exact(option.chance), exact(place.task.chance)
            yield Contradiction(
                (study.line("approaches", "options", number_), study.line("dates", "roadmap")),
                f"“{option.name}” works with a chance of {here} here and {there} in the roadmap.",
                f"That is {points(option.chance, place.task.chance)} apart for one thing, so the date and the order "
                "rest on different odds.",
                READ_PORTFOLIO,
            )


def blocks(said: Approaches) -> Iterator[Block]:
    """Yield the approaches in their order, and what they come to together."""
    found = search(said)
    if not found.names:
        return
    best = best_order(found.chances, found.costs)
    in_order = found.order or tuple(best)
    yield Heading("Which way first?")
    yield from _together(said.shared, found, [found.chances[place] for place in in_order])
    going, rows = 1.0, []
    for place in in_order:
        chance, cost = found.chances[place], found.costs[place]
        rows.append((found.names[place], percent(chance), f"{cost:g}", percent(going)))
        going *= 1 - chance
    whose = "the plan's order" if found.order else "the order of chance per cost, as the plan names none"
    heads = ("way", "it works", "a try costs", "its turn comes")
    yield Grid(f"The ways to solve it, in {whose}", heads, tuple(rows))
    price, least = (expected_cost(one, found.chances, found.costs) for one in (in_order, best))
    yield Paragraph(
        f"Tried in this order until one works, they cost {price:.1f} on average; no order costs less than {least:.1f}. "
        "Both hold while the ways are independent; where they share a cause, sort again after each failure."
    )


def _together(shared: float | None, found: Search, chances: list[float]) -> Iterator[Block]:
    """Yield the chance that one works, alike as they are; `chances` in the order of the plan."""
    ways = f"One of the {len(chances)} ways works" if len(chances) > 1 else "The one way works"
    free = f"{ways} in {percent(any_works(tuple(chances), 0.0))} of futures if they are independent"
    if shared is None:
        yield Paragraph(f"{free}. The plan does not say what they share.")
        return
    value = worth(found, shared)
    as_many = f", as much as {value:.1f} independent ways would" if value is not None else ""
    tied = percent(any_works(tuple(chances), shared))
    told = f"{free}, and in {tied} with what they share, a correlation of {shared:.2g}{as_many}."
    yield Paragraph(told)
    yield Picture(
        "approaches",
        "How likely it is that one of the ways works",
        told,
        partial(charts.odds, chances, shared),
    )
