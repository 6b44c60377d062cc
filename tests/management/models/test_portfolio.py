import itertools

import numpy as np
import pytest

from mlteams.core.margins import look_over
from mlteams.core.one_factor import none_happens
from mlteams.management.models import portfolio
from mlteams.management.models.copula import at_least_one
from mlteams.management.models.testing_sequence import best_order, expected_cost

LINES = [(claim.name, number, line) for claim in portfolio.CLAIMS for number, line in enumerate(claim.lines)]


@pytest.mark.parametrize(("name", "number", "line"), LINES)
def test_each_line_stands(name, number, line):
    assert not look_over(line).against


def test_the_portfolio_pays_inside_its_condition_and_not_far_beyond():
    def dearest(correlation):
        """The most that worth · p · (1 − p) must be, in further costs, for any portfolio to break even."""
        cases = itertools.product(range(2, 16), np.linspace(0.05, 0.95, 19))
        return max(p * (1 - p) / (at_least_one(n, p, correlation) - p) for n, p in cases)

    # Of two even chances: Sheppard's formula gives both a success in 1/4 + asin(1/2)/2π = 1/3 of cases, one in 2/3.
    assert dearest(portfolio.SAFE_SHARED) == pytest.approx(0.25 / (2 / 3 - 1 / 2))
    assert dearest(portfolio.SAFE_SHARED) == pytest.approx(portfolio.SAFE_WORTH)
    assert dearest(portfolio.SAFE_SHARED + 0.1) > portfolio.SAFE_WORTH


def test_many_likely_approaches_are_left_out_and_lose():
    (line,) = portfolio.CLAIMS[0].lines
    for at in ({"attempts": 6, "chance": 0.8}, {"attempts": 10, "chance": 0.6}):
        assert line.margin(**at, correlation=0.5, worth=20.0) < 0
        assert not line.when(**at, correlation=0.5, worth=20.0)


@pytest.mark.parametrize("worth", [19.0, 23.0])
def test_the_portfolio_margin_against_simulation(worth):
    rng = np.random.default_rng(1)
    cause, own = rng.normal(size=(200_000, 1)), rng.normal(size=(200_000, 6))
    works = np.sqrt(0.5) * cause + np.sqrt(0.5) * own < -1.2815515655446004  # one in ten
    gain = works.any(axis=1).mean() - 0.1
    margin = portfolio.portfolio_margin(6, 0.1, 0.5, worth)
    assert margin == pytest.approx(worth * gain - 5, abs=0.1)
    assert (margin > 0) is (worth > 22.66)  # at both sides of the edge


def three_by_listing(order, chances, both_fail, costs):
    """Weeks left after the first of three failed, from the joint chance that the first two fail."""
    second = both_fail / (1 - chances[0])  # it fails, given that the first did
    fails = (second, 1 - chances[2])
    return costs[order[0]] + fails[order[0]] * costs[order[1]]


@pytest.mark.parametrize(("shared", "sign"), [(0.0, -1), (0.4, 0), (0.8, 1)])
def test_sorting_again_pays_where_as_much_is_shared_as_believed(shared, sign):
    """Chances .45 and .3 for the same weeks: after a failure believed to be shared, the third goes first."""
    chances, believed = (0.4, 0.45, 0.3), 0.6
    found = portfolio.again_margin(*chances, 1.5, shared, believed)  # for the same weeks it leads 1.5 times
    both = none_happens(chances[:2], (shared, shared))
    kept, moved = (three_by_listing(order, chances, both, (1.0, 1.0)) for order in ((0, 1), (1, 0)))
    assert found == pytest.approx(kept - moved)
    if sign:
        assert found * sign > 0


def test_sorting_again_without_a_belief_in_a_cause_changes_nothing():
    assert portfolio.again_margin(0.4, 0.45, 0.3, 1.5, 0.8, 0.0) == 0


def test_a_lead_is_undone_where_the_failure_takes_as_much_of_the_chance():
    line = portfolio.CLAIMS[1].lines[0]
    both = none_happens((0.4, 0.45), (0.6, 0.6))
    even = 0.45 / (1 - both / 0.6)  # before the failure over after it
    at = {"first": 0.4, "second": 0.45, "third": 0.3, "believed": 0.6}
    assert line.when(**at, lead=even - 0.01, shared=0.6)
    assert not line.when(**at, lead=even + 0.01, shared=0.6)
    assert not line.when(**at, lead=even - 0.01, shared=0.59)
    assert line.margin(**at, lead=even - 0.01, shared=0.6) > 0
    assert line.margin(**at, lead=even + 0.01, shared=0.6) == 0


@pytest.mark.parametrize(("weeks", "met"), [(4.0, True), (4.01, False)])
def test_the_condition_of_importance_on_both_sides_of_its_edge(weeks, met):
    line = portfolio.CLAIMS[1].lines[1]
    assert line.when(likely=0.8, other=0.4, worth=100, other_worth=90, weeks=weeks, other_weeks=2.0) is met
    assert line.when(likely=0.4, other=0.8, worth=90, other_worth=100, weeks=2.0, other_weeks=weeks) is met


@pytest.mark.parametrize(("weeks", "right"), [(1.0, True), (12.0, False)])
def test_chance_times_importance_misleads_where_it_is_dear(weeks, right):
    """Worth 100 with one chance in two, against worth 90 with one in two that costs a week."""
    found = portfolio.important_margin(0.5, 0.5, 100, 90, weeks, 1.0)
    # both are worth trying after a failure; after a success nothing else is
    first = 0.5 * 100 + 0.5 * (0.5 * 90 - 1) - weeks
    other = 0.5 * max(90, 0.5 * 100 + 0.5 * 90 - weeks) + 0.5 * (0.5 * 100 - weeks) - 1
    assert found == pytest.approx((first - other) / 2)
    assert (found > 0) is right


def test_knowing_the_chances_helps_on_average_and_misleads_when_the_likely_task_is_dear():
    rng = np.random.default_rng(3)
    by_chance, any_order = [], []
    for _ in range(200):
        chances, costs = rng.uniform(0.1, 0.9, 4).tolist(), rng.uniform(1, 10, 4).tolist()
        any_order.append(
            np.mean([expected_cost(o, chances, costs) for o in itertools.permutations(range(4))])
        )
        by_chance.append(
            expected_cost(
                portfolio.ordered_by("how likely it is to work", chances, costs, [0.0] * 4), chances, costs
            )
        )
    assert np.mean(by_chance) < np.mean(any_order)
    assert np.any(np.array(by_chance) > np.array(any_order))


def test_heron_s_order_over_all_orders_for_each_share_of_the_photographs():
    """By chance per week is cheapest until the photographs share much; sorted again it is cheapest throughout."""
    turns = []
    for correlation in (0.0, 0.2, 0.4, 0.6, 0.8):
        shared = portfolio.photographs(correlation)
        every = itertools.permutations(range(4))
        least = min(expected_cost(order, portfolio.CHANCES, portfolio.WEEKS, shared) for order in every)
        by_week, again = (
            expected_cost(
                portfolio.ordered_by(rule, portfolio.CHANCES, portfolio.WEEKS, shared),
                portfolio.CHANCES,
                portfolio.WEEKS,
                shared,
            )
            for rule in ("chance per week", portfolio.AGAIN)
        )
        assert again == pytest.approx(least)
        turns.append(by_week > least + 1e-6)
    assert turns == [False, False, False, True, True]


@pytest.mark.parametrize("correlation", [0.0, 0.6])
def test_the_picture_prices_the_order_it_names(correlation):
    explorable = {made.name: made for made in portfolio.EXPLORABLES}["portfolio-order"]
    for rule in portfolio.RULES:
        view = explorable.view(rule=rule, chance=0.4, correlation=correlation)
        reached = view.table["chance its turn comes"].str.rstrip("%").astype(float) / 100
        shown = float(view.sentence.split(" weeks:")[0].split()[-1])
        assert (reached * view.table["weeks"]).sum() == pytest.approx(shown, abs=0.2)  # shares are rounded
        assert ("no order costs less" in view.sentence) is (
            view.answer
            == pytest.approx(
                min(
                    expected_cost(
                        order,
                        [*portfolio.CHANCES[:3], 0.4],
                        portfolio.WEEKS,
                        portfolio.photographs(correlation),
                    )
                    for order in itertools.permutations(range(4))
                )
            )
        )


def test_ties_of_rules_keep_the_given_order():
    assert portfolio.ordered_by("fewest weeks first", (0.5, 0.2), (2, 2), (0.0, 0.0)) == [0, 1]
    assert portfolio.ordered_by("chance per week", (0.5, 0.2), (2, 1), (0.0, 0.0)) == best_order(
        (0.5, 0.2), (2, 1)
    )
