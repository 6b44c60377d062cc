"""How many approaches should we try, and in what order?

Claims: have a portfolio of approaches, do not depend on one of them working; and knowing how likely a task is
and how important it is lets you re-order the work as it succeeds or stalls.
Models: correlated best-of-n (`copula`), the least-cost testing sequence and Weitzman's reservation value
(`testing_sequence`). References stand there.
Assumptions: an approach works or does not; its cost is known and paid in full once it is tried; what approaches
share is one cause behind all of them. Heron's approaches, chances and costs are assumed. Units: costs and payoffs
in weeks of work.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.core.one_factor import none_happens
from mlteams.input.heron import fact
from mlteams.management.models.copula import (
    after_a_failure,
    at_least_one,
    effective_attempts,
    outcome_correlation,
)
from mlteams.management.models.testing_sequence import (
    best_order,
    cheapest,
    expected_cost,
    net_payoff,
    order_again,
)

# Heron, assumed: four ways to stop keying labels by hand, the chance of each, its weeks of work, and whether it
# reads photographs, which poor ones spoil for all that do.
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
READS = (True, False, True, True)
AGAIN = "chance per week, again after each failure"
LIKELIEST = "how likely it is to work"
RULES = ("chance per week", AGAIN, LIKELIEST, "fewest weeks first")


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
        look.label(axes, f"sharing\n{correlation:.1f}", (8, low), (6, 0), look.MAIN, va="center")
    axes.set_xticks(sizes)
    many = f"{round(worth, 1):g} independent ones" if worth > 1.05 else "one of them alone"
    sentence = (
        f"{attempts} approaches that each work with probability {chance:.0%} give at least one that works with "
        f"probability {now:.0f}%, as {many} would; once one has failed, another "
        f"works with {after_a_failure(chance, correlation):.0%}."
    )
    rows = [(n, f"{now:.0f}%", f"{free:.0f}%") for n, now, free in zip(sizes, tied, alone, strict=True)]
    table = pd.DataFrame(rows, columns=["approaches", "one works", "one works, if independent"])
    return View(made, sentence, table, tied[attempts - 1])


def ordered_by(
    rule: str, chances: Sequence[float], costs: Sequence[float], correlations: Sequence[float]
) -> list[int]:
    """Return the order of alternatives under one of `RULES`; ties keep the given order."""
    indices = range(len(chances))
    if rule == AGAIN:
        return order_again(chances, costs, correlations)
    if rule == LIKELIEST:
        return sorted(indices, key=lambda i: -chances[i])
    if rule == "fewest weeks first":
        return sorted(indices, key=lambda i: costs[i])
    return best_order(chances, costs)


def photographs(correlation: float) -> tuple[float, ...]:
    """Return what Heron's approaches share when those that read photographs share this much."""
    return tuple(correlation if reads else 0.0 for reads in READS)


def draw_order(rule: str, chance: float, correlation: float) -> View:
    """Draw how likely the search still goes on, week by week: the area below is the expected cost."""
    chances, shared = [*CHANCES[:3], chance], photographs(correlation)
    order = ordered_by(rule, chances, WEEKS, shared)
    price, (least, best) = expected_cost(order, chances, WEEKS, shared), cheapest(chances, WEEKS, shared)
    made, (axes,) = look.figure(height=3.5, top=0.9)
    look.frame(axes, "weeks of work", "chance of still searching, %", (0, 26), (0, 114))
    for line, pair in enumerate(((0, 1), (2, 3))):
        look.line(made, line, ", ".join(f"{'ABCD'[i]}: {NAMES[i]}" for i in pair), look.MAIN)
    look.line(made, 2, f"grey area: {price:.1f} weeks;")
    look.line(made, 2, f"least possible: {least:.1f}", look.KEPT, start=2.0)
    start = 0.0
    rows, steps, tried = [], [(0.0, 100.0)], list[int]()
    for i in order:
        going = steps[-1][1]
        axes.text(start + WEEKS[i] / 2, going + 2, "ABCD"[i], ha="center", color=look.MAIN)
        rows.append((f"{NAMES[i]} ({'ABCD'[i]})", f"{chances[i]:.0%}", WEEKS[i], f"{going:.0f}%"))
        start, tried = start + WEEKS[i], [*tried, i]
        steps.append((start, 100 * none_happens([chances[j] for j in tried], [shared[j] for j in tried])))
    found = 100 - steps[-1][1]
    steps[-1] = (start, steps[-2][1])  # the last step down ends the search
    weeks_of, shares = np.array(steps).T
    axes.fill_between(weeks_of, shares, step="post", color=look.GRID, linewidth=0)
    axes.step(weeks_of, shares, where="post", color=look.MAIN)
    axes.set_yticks(range(0, 101, 25))
    extra = price / least - 1
    much = f"{extra:.0%}" if extra >= 0.005 else "less than 1%"
    cheaper = ", ".join(NAMES[i] for i in best)
    verdict = "no order costs less" if extra < 1e-9 else f"{much} more than in the cheapest order ({cheaper})"
    sentence = (
        f"Ordered by {rule} ({', '.join(NAMES[i] for i in order)}), "
        f"the search is expected to take {price:.1f} weeks: {verdict}. "
        f"One works in {found:.0f} of 100."
    )
    table = pd.DataFrame(rows, columns=["in order", "chance", "weeks", "chance its turn comes"])
    return View(made, sentence, table, price)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    alone = photographs(0.0)
    least, by_chance = (
        expected_cost(ordered_by(rule, CHANCES, WEEKS, alone), CHANCES, WEEKS)
        for rule in ("chance per week", LIKELIEST)
    )
    fixed, again = (
        expected_cost(ordered_by(rule, CHANCES, WEEKS, photographs(0.6)), CHANCES, WEEKS, photographs(0.6))
        for rule in ("chance per week", AGAIN)
    )
    return {
        "portfolio_5_independent": f"{at_least_one(5, 0.3, 0.0):.0%}",
        "portfolio_5_correlated": f"{at_least_one(5, 0.3, 0.6):.0%}",
        "portfolio_5_effective": f"{effective_attempts(5, 0.3, 0.6):.1f}",
        "portfolio_hidden": "0.6",
        "portfolio_outcomes": f"{outcome_correlation(0.3, 0.6):.2f}",
        "portfolio_after_failure": f"{after_a_failure(0.3, 0.6):.0%}",
        "order_best_weeks": f"{least:.1f}",
        "order_by_chance_weeks": f"{by_chance:.1f}",
        "order_shared_days": f"{5 * (fixed - again):.1f}",
    }


# Of the claim: up to this share, further approaches pay where worth · p · (1 − p) is above so many times their cost.
SAFE_SHARED, SAFE_WORTH = 0.5, 1.5


def portfolio_margin(attempts: int, chance: float, correlation: float, worth: float) -> float:
    """Return what all approaches bring beyond the first, less their cost, in costs of one approach."""
    gain = at_least_one(attempts, chance, correlation) - chance
    return worth * gain - (attempts - 1)


def second_left(first: float, second: float, correlation: float) -> float:
    """Return the chance of the second approach once the first, correlated with it, has failed."""
    return 1 - none_happens((first, second), (correlation, correlation)) / (1 - first)


def again_margin(
    first: float, second: float, third: float, lead: float, shared: float, believed: float
) -> float:
    """Return what sorting again saves after the first of three approaches has failed, in costs of the second.

    The first two share a cause, the third stands apart. The plan goes by chance per cost, in which the second leads
    the third `lead` times; the team sorts again as if the first two were correlated by `believed`, while they are by
    `shared`.
    """
    costs = 1, third * lead / second
    sorted_again = best_order((second_left(first, second, believed), third), costs)
    left = second_left(first, second, shared), third
    kept, moved = (expected_cost(order, left, costs) for order in ((0, 1), sorted_again))
    return kept - moved


def _undoes_a_lead(
    first: float, second: float, third: float, lead: float, shared: float, believed: float
) -> bool:
    """Return whether a failure is believed to undo the second's lead, and is at least as much news as believed."""
    return shared >= believed and second_left(first, second, believed) * lead < second


def important_margin(
    likely: float, other: float, worth: float, other_worth: float, weeks: float, other_weeks: float
) -> float:
    """Return what going by chance times importance brings over an order drawn by lot, in weeks of work."""
    chances, payoffs, costs = (likely, other), (worth, other_worth), (weeks, other_weeks)
    by_rule = sorted((0, 1), key=lambda i: -chances[i] * payoffs[i])
    rule, reverse = (net_payoff(order, chances, payoffs, costs) for order in (by_rule, by_rule[::-1]))
    return (rule - reverse) / 2


def _leads_in_all(
    likely: float, other: float, worth: float, other_worth: float, weeks: float, other_weeks: float
) -> bool:
    """Return whether what leads by chance times importance is also as important and as cheap for its chance."""
    if likely * worth >= other * other_worth:
        return worth >= other_worth and weeks / likely <= other_weeks / other
    return other_worth >= worth and other_weeks / other <= weeks / likely


CHANCE = Span(0.1, 0.6, "assumed: from a long shot to better than even")
ANY_CHANCE = Span(0.1, 0.9, "assumed: from a long shot to nearly sure")
SHARE = Span(0.0, 0.9, "assumed: from nothing in common to nearly the same approach")
WORTH = "assumed: from a product that saves five people a quarter to one that saves ten people a year"

CLAIMS = (
    Claim(
        name="portfolio",
        says="Try several approaches to a crucial problem; a plan must not depend on one approach working.",
        lecture="Have a portfolio of approaches",
        evidence=Evidence.NEAR,
        measured="In 9,661 software contests more competitors made the best entry better where the problem was "
        "uncertain, and worse where it was not, because everybody tried less hard [@boudreau2011]. Competitors in "
        "a contest are not approaches of one team.",
        lines=(
            Line(
                model="correlated best-of-n (one-factor Gaussian copula)",
                verdict=Verdict.HOLDS_WHEN,
                because=f"the hidden scores behind the approaches correlate by at most {SAFE_SHARED}, and what a "
                "success is worth, times the chance that one approach works, times the chance that it fails, is more "
                f"than {SAFE_WORTH} times what the further approaches cost. Near-copies add cost and hardly any "
                "chance, and so do many more approaches where the first is likely to work.",
                margin=portfolio_margin,
                ranges={
                    "attempts": Span(2, 10, "assumed: more than ten are rare in one team", whole=True),
                    "chance": ANY_CHANCE,
                    "correlation": SHARE,
                    "worth": Span(
                        2,
                        200,
                        "assumed: from a tool that saves twice its cost to a product that lives for years",
                        "costs of one approach",
                        log=True,
                    ),
                },
                when=lambda attempts, chance, correlation, worth: (
                    correlation <= SAFE_SHARED and worth * chance * (1 - chance) > SAFE_WORTH * (attempts - 1)
                ),
                unit="costs of one approach",
            ),
        ),
        references=("vasicek2002", "tobin2022"),
    ),
    Claim(
        name="reorder",
        says="Knowing how likely a task is and how important it is lets you order the work better, and order it "
        "again as tasks succeed or stall.",
        lecture="Plan probabilistically",
        lines=(
            Line(
                model="least-cost testing sequence under a shared cause",
                verdict=Verdict.HOLDS_WHEN,
                because="after a failure the team believes that the next approach has lost its lead in chance per "
                "cost, and approaches share at least as much as the team believes. Where they share less, a failure is "
                "taken for news that it is not, and the old order was cheaper; where the lead stays, sorting again "
                "changes nothing.",
                margin=again_margin,
                ranges={
                    "first": CHANCE,
                    "second": CHANCE,
                    "third": CHANCE,
                    "lead": Span(
                        1,
                        2,
                        "assumed: a lead that a failure might undo; a longer one stands",
                        "times",
                        log=True,
                    ),
                    "shared": SHARE,
                    "believed": SHARE,
                },
                when=_undoes_a_lead,
                unit="costs of the second approach",
            ),
            Line(
                model="Weitzman's reservation value",
                verdict=Verdict.HOLDS_WHEN,
                because="the task that leads by chance times importance is also the more important one and costs no "
                "more for its chance; where it is dear, or leads by its chance alone, these two numbers can mislead.",
                margin=important_margin,
                ranges={
                    "likely": Span(0.2, 0.9, "assumed: from a long shot to nearly sure"),
                    "other": Span(0.2, 0.9, "assumed: as the first"),
                    "worth": Span(60, 500, WORTH, "weeks of work", log=True),
                    "other_worth": Span(60, 500, "assumed: as the first", "weeks of work", log=True),
                    "weeks": Span(1, 12, "assumed: from a week's trial to a model of one's own", "weeks"),
                    "other_weeks": Span(1, 12, "assumed: as the first", "weeks"),
                },
                when=_leads_in_all,
                unit="weeks of work",
            ),
        ),
        references=("simon1975", "weitzman1979"),
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
            Slider("attempts", "Approaches", 2, 8, 1, 5),
            Slider("chance", "Chance that one approach works", 0.1, 0.5, 0.2, 0.3, "{:.0%}"),
            Slider("correlation", "What they share (0 nothing, 1 all)", 0.0, 1.0, 0.2, 0.4, "{:.1f}"),
        ),
        draw=draw_size,
    ),
    Explorable(
        name="portfolio-order",
        question="Which approach should Heron try first?",
        predict=Range(
            f"Beside an own model of {WEEKS[3]} weeks there are others ({OTHERS}). They are tried in this order until "
            "one works. How many weeks of work is that on average?",
            "weeks",
            0,
            30,
            "{:.1f}",
        ),
        controls=(
            Choice("rule", "Order by", RULES, LIKELIEST),
            Slider("chance", "Chance of an own model", 0.2, 0.8, 0.2, 0.6, "{:.0%}"),
            Slider("correlation", "What the photographs share", 0.0, 0.8, 0.2, 0.0, "{:.1f}"),
        ),
        draw=draw_order,
    ),
)
