"""How many approaches should we try, and in what order?

Claims: have a portfolio of approaches, do not depend on one of them working; and knowing how likely a task is
and how important it is lets you re-order the work.
Models: correlated best-of-n (one-factor Gaussian copula), the ratio rule of least-cost testing (descending
chance per cost) and, when payoffs differ, Weitzman's reservation value ("Pandora's rule").
References: Vasicek (2002); Mitten (1960), Simon & Kadane (1975); Weitzman (1979).
Assumptions: an approach works or does not; its cost is known and paid in full once it is tried; the copula
gives every approach the same chance and every pair the same correlation; the order rules take attempts as
independent. Heron's approaches, chances and costs are assumed. Units: costs and payoffs in weeks of work.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.input.heron import fact

# Heron Parcels, assumed: four ways to stop keying labels by hand, the chance of each and its weeks of work.
APPROACHES = ("rented_reader", "printed_labels", "open_model_tuned", "own_model")
WORK = (
    "rented_reader.weeks.likely",
    "printed_labels.weeks",
    "open_model_tuned.weeks.likely",
    "own_model.weeks.likely",
)
NAMES = ("rented reader", "printed labels", "open model", "own model")
CHANCES = tuple(fact(f"management.{one}.chance") for one in APPROACHES)
WEEKS = tuple(fact(f"management.{one}") for one in WORK)
RULES = ("chance per week", "chance alone", "fewest weeks first")


def _check(chances: Sequence[float], costs: Sequence[float]) -> None:
    if len(chances) != len(costs):
        raise ValueError(f"{len(chances)} chances and {len(costs)} costs; there must be one cost per chance")
    for chance in chances:
        if not 0 <= chance <= 1:
            raise ValueError(f"a chance is {chance}; it must be between 0 and 1")
    for cost in costs:
        if cost <= 0:
            raise ValueError(f"a cost is {cost}; it must be above 0")


def best_order(chances: Sequence[float], costs: Sequence[float]) -> list[int]:
    """Return the indices of alternatives in descending chance per cost; ties keep the given order.

    Trying independent alternatives in this order until one works has the least expected cost (Mitten 1960).

    Raises:
        ValueError: the lengths differ, a chance is outside 0 to 1, or a cost is not above 0.
    """
    _check(chances, costs)
    return sorted(range(len(chances)), key=lambda i: -chances[i] / costs[i])


def expected_cost(order: Sequence[int], chances: Sequence[float], costs: Sequence[float]) -> float:
    """Return the expected cost of trying alternatives in `order`, stopping at the first that works.

    `order` may leave alternatives out. Attempts are independent; the unit is that of `costs`.

    Raises:
        ValueError: as `best_order`, or an index in `order` is repeated or out of range.
    """
    _check(chances, costs)
    if len(set(order)) != len(order) or not all(0 <= i < len(chances) for i in order):
        raise ValueError(f"order is {list(order)}; it must name each of 0 to {len(chances) - 1} at most once")
    total, none_yet = 0.0, 1.0
    for i in order:
        total += none_yet * costs[i]
        none_yet *= 1 - chances[i]
    return total


@cache
def any_works(chances: tuple[float, ...], correlation: float) -> float:
    """Return P(at least one approach works), each with its own chance, with equally correlated latent scores.

    Attempt i works when √ρ·Z + √(1−ρ)·εᵢ falls below Φ⁻¹(chance i); given the shared Z attempts are independent
    (Vasicek 2002), so one integral over Z is left, taken with the trapezoid rule on 4,001 points of ±10.

    Raises:
        ValueError: there is no chance, or a chance or the correlation is outside 0 to 1.
    """
    if not chances or not all(0 <= one <= 1 for one in (*chances, correlation)):
        found = f"chances {chances}, correlation {correlation}"
        raise ValueError(f"{found}; there must be a chance, and all must be between 0 and 1")
    if correlation == 1 or max(chances) == 1:
        return max(chances)  # the likeliest works whenever another does
    shared = np.linspace(-10, 10, 4001)
    none = np.ones_like(shared)
    for chance, times in Counter(chances).items():
        given = norm.cdf((norm.ppf(chance) - np.sqrt(correlation) * shared) / np.sqrt(1 - correlation))
        none *= (1 - given) ** times
    return float(1 - np.trapezoid(none * norm.pdf(shared), shared))


def at_least_one(attempts: int, chance: float, correlation: float) -> float:
    """Return P(at least one of `attempts` works), each with the same `chance` (see `any_works`).

    Raises:
        ValueError: attempts is below 1, or chance or correlation is outside 0 to 1.
    """
    if attempts < 1 or not 0 <= chance <= 1 or not 0 <= correlation <= 1:
        found = f"{attempts} attempts, chance {chance}, correlation {correlation}"
        raise ValueError(f"{found}; attempts must be at least 1, the others between 0 and 1")
    return any_works((chance,) * attempts, correlation)


def effective_attempts(attempts: int, chance: float, correlation: float) -> float:
    """Return how many independent attempts give the same P(at least one works); chance inside 0 to 1."""
    return float(np.log1p(-at_least_one(attempts, chance, correlation)) / np.log1p(-chance))


def reservation_value(chance: float, payoff: float, cost: float) -> float:
    """Return Weitzman's z, which solves E[(X − z)⁺] = cost for X = payoff with `chance`, else 0.

    Try approaches in descending z and stop once the best payoff in hand exceeds every z left (Weitzman 1979).
    Below 0: not worth trying at all. With equal payoffs the order is that of `best_order`.

    Raises:
        ValueError: chance is not above 0 and at most 1, payoff is below 0, or cost is not above 0.
    """
    if not 0 < chance <= 1 or payoff < 0 or cost <= 0:
        found = f"chance {chance}, payoff {payoff}, cost {cost}"
        raise ValueError(f"{found}; chance must be above 0 and at most 1, payoff at least 0, cost above 0")
    worth_trying = cost <= chance * payoff
    return payoff - cost / chance if worth_trying else chance * payoff - cost


def draw_size(attempts: int, chance: float, correlation: float) -> View:
    """Draw P(at least one works) against the number of approaches, correlated and independent."""
    sizes = list(range(1, 9))
    alone = [100 * at_least_one(n, chance, 0.0) for n in sizes]
    tied = [100 * at_least_one(n, chance, correlation) for n in sizes]
    now = tied[attempts - 1]
    worth = effective_attempts(attempts, chance, correlation)
    made, (axes,) = look.figure(right=1.2)
    look.frame(axes, "approaches tried", "chance that one works, %", (0.8, 8), (0, 104))
    axes.plot(sizes, alone, color=look.MUTED, linestyle="--")
    axes.plot(sizes, tied, color=look.MAIN)
    look.dot(axes, (attempts, now), look.MARK)
    inside = attempts < sizes[-1]
    side, shift = (
        ("left" if inside else "right"),
        (3, -12 if inside or now < 20 else -17),
    )  # clear of the curve
    look.label(axes, f"{now:.0f}%", (attempts, now), shift, look.MARK, ha=side)
    low = min(tied[-1], alone[-1] - 17) if correlation else alone[-1]  # the names keep clear of each other
    look.label(axes, "independent", (8, alone[-1]), (6, 0), look.MUTED, va="center")
    if correlation:
        look.label(axes, f"correlation\n{correlation:.1f}", (8, low), (6, 0), look.MAIN, va="center")
    axes.set_xticks(sizes)
    sentence = (
        f"{attempts} approaches that each work with probability {chance:.0%}, correlation {correlation:.1f}, "
        f"give one that works with probability {now:.0f}%, as {round(worth, 1):g} independent ones would."
    )
    rows = [(n, f"{now:.0f}%", f"{free:.0f}%") for n, now, free in zip(sizes, tied, alone, strict=True)]
    table = pd.DataFrame(rows, columns=["approaches", "one works", "one works, if independent"])
    return View(made, sentence, table, tied[attempts - 1])


def ordered_by(rule: str, chances: Sequence[float], costs: Sequence[float]) -> list[int]:
    """Return the order of alternatives under one of `RULES`; ties keep the given order."""
    indices = range(len(chances))
    if rule == "chance alone":
        return sorted(indices, key=lambda i: -chances[i])
    if rule == "fewest weeks first":
        return sorted(indices, key=lambda i: costs[i])
    return best_order(chances, costs)


def draw_order(rule: str, chance: float, weeks: int) -> View:
    """Draw how likely the search still goes on, week by week: the area below is the expected cost."""
    chances, costs = [*CHANCES[:3], chance], [*WEEKS[:3], weeks]
    order, best = ordered_by(rule, chances, costs), best_order(chances, costs)
    price, least = (expected_cost(o, chances, costs) for o in (order, best))
    made, (axes,) = look.figure(height=3.5, top=0.9)
    look.frame(axes, "weeks of work", "chance of still searching, %", (0, 26), (0, 114))
    for line, pair in enumerate(((0, 1), (2, 3))):
        look.line(made, line, ", ".join(f"{'ABCD'[i]}: {NAMES[i]}" for i in pair), look.MAIN)
    look.line(made, 2, f"grey area: {price:.1f} weeks;")
    look.line(made, 2, f"least possible: {least:.1f}", look.KEPT, start=2.0)
    start, going = 0.0, 100.0
    rows, steps = [], [(start, going)]
    for i in order:
        axes.text(start + costs[i] / 2, going + 2, "ABCD"[i], ha="center", color=look.MAIN)
        rows.append((f"{NAMES[i]} ({'ABCD'[i]})", f"{chances[i]:.0%}", costs[i], f"{going:.0f}%"))
        start, going = start + costs[i], going * (1 - chances[i])
        steps.append((start, going))
    steps[-1] = (start, steps[-2][1])  # the last step down ends the search
    weeks_of, shares = np.array(steps).T
    axes.fill_between(weeks_of, shares, step="post", color=look.GRID, linewidth=0)
    axes.step(weeks_of, shares, where="post", color=look.MAIN)
    axes.set_yticks(range(0, 101, 25))
    extra = price / least - 1
    verdict = "no order costs less" if extra < 1e-9 else f"{extra:.0%} more than by chance per week"
    sentence = (
        f"Ordered by {rule} ({', '.join(NAMES[i] for i in order)}), "
        f"the search is expected to take {price:.1f} weeks: {verdict}."
    )
    table = pd.DataFrame(rows, columns=["in order", "chance", "weeks", "chance its turn comes"])
    return View(made, sentence, table, price)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    least, by_chance = (expected_cost(ordered_by(rule, CHANCES, WEEKS), CHANCES, WEEKS) for rule in RULES[:2])
    return {
        "portfolio_5_independent": f"{at_least_one(5, 0.3, 0.0):.0%}",
        "portfolio_5_correlated": f"{at_least_one(5, 0.3, 0.6):.0%}",
        "portfolio_5_effective": f"{effective_attempts(5, 0.3, 0.6):.1f}",
        "order_best_weeks": f"{least:.1f}",
        "order_by_chance_weeks": f"{by_chance:.1f}",
        "order_by_chance_extra": f"{by_chance / least - 1:.0%}",
    }


CLAIMS = (
    Claim(
        name="portfolio",
        says="Try several approaches to a crucial problem; a plan must not depend on one approach working.",
        lecture="Have a portfolio of approaches",
        model="correlated best-of-n (one-factor Gaussian copula)",
        verdict=Verdict.HOLDS_WHEN,
        because="approaches fail for different reasons; copies of one approach add cost and no chance.",
        test="tests/management/models/test_portfolio.py::test_verdict_portfolio",
        references=("vasicek2002", "tobin2022"),
    ),
    Claim(
        name="reorder",
        says="Knowing how likely a task is and how important it is lets you order the work better.",
        lecture="Plan probabilistically",
        model="least-cost testing sequence and Weitzman's reservation value",
        verdict=Verdict.HOLDS_WHEN,
        because="cost is weighed too: chance per cost is the cheapest order, and chance alone can cost more "
        "than a random order.",
        test="tests/management/models/test_portfolio.py::test_verdict_reorder",
        references=("mitten1960", "simon1975", "weitzman1979"),
    ),
)

OTHERS = "; ".join(
    f"{name}: {chance:.0%}, {weeks} weeks"
    for name, chance, weeks in zip(NAMES[:3], CHANCES[:3], WEEKS[:3], strict=True)
)

EXPLORABLES = (
    Explorable(
        name="portfolio-size",
        question="How much does another approach add when approaches resemble each other?",
        predict=Range("How likely is it that at least one approach works?", "%", 0, 100),
        controls=(
            Slider("attempts", "Approaches", 2, 8, 1, 4),
            Slider("chance", "Chance that one approach works", 0.1, 0.5, 0.2, 0.3, "{:.0%}"),
            Slider("correlation", "Correlation between approaches", 0.0, 1.0, 0.2, 0.4, "{:.1f}"),
        ),
        draw=draw_size,
    ),
    Explorable(
        name="portfolio-order",
        question="Which approach should Heron try first?",
        predict=Range(
            f"Beside an own model there are others ({OTHERS}). They are tried in this order until one works. How "
            "many weeks of work is that on average?",
            "weeks",
            0,
            30,
            "{:.1f}",
        ),
        controls=(
            Choice("rule", "Order by", RULES, "chance alone"),
            Slider("chance", "Chance of an own model", 0.2, 0.8, 0.2, 0.6, "{:.0%}"),
            Slider("weeks", "Weeks for an own model", 3, 15, 3, 12, "{} weeks"),
        ),
        draw=draw_order,
    ),
)
