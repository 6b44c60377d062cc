"""The five properties against references of their own: closed forms, enumeration, sums by hand."""

from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import beta

from mlteams.management.exercises import analysts, order, p85, sentence, stall
from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Roadmap, Task


def test_the_p85_of_one_task_is_that_of_its_beta_distribution():
    roadmap = Roadmap("one task", "weeks", (Task("all of it", Pert(2, 4, 12)),))
    exact = float(2 + 10 * beta.ppf(0.85, 1 + 4 * 0.2, 5 - 4 * 0.2))  # mode 0.2 of the range, λ = 4
    assert p85.fault((roadmap, 0), [exact, "all of it"]) is None
    for wrong in (0.96 * exact, 1.04 * exact, np.inf):
        assert p85.fault((roadmap, 0), [wrong, "all of it"]).aspect == "weeks"
    assert p85.fault((roadmap, 0), [exact, "none of it"]).aspect == "name"


def test_the_task_that_moves_a_chain_most_is_the_one_with_the_widest_estimate():
    steps = (Task("long and known", Pert(9, 10, 11)), Task("wide", Pert(1, 2, 9), after=("long and known",)))
    roadmap = Roadmap("a chain", "weeks", steps)
    weeks = p85.fault((roadmap, 0), [0.0, "wide"])
    assert weeks.aspect == "weeks"
    # In a chain the swing of the sum is the swing of the task; nothing needs simulating.
    rng = np.random.default_rng(5)
    long = 9 + 2 * rng.beta(3, 3, 400_000)
    wide = 1 + 8 * rng.beta(1 + 4 / 8, 5 - 4 / 8, 400_000)
    time = float(np.quantile(long + wide, 0.85))
    assert p85.fault((roadmap, 0), [time, "wide"]) is None
    assert p85.fault((roadmap, 0), [time, "long and known"]).aspect == "task"


@pytest.mark.parametrize("tasks", [1, 2])
def test_the_chance_to_keep_one_or_two_tasks_is_a_matter_of_counting(tasks):
    record = analysts.brief(0)[0]
    drawn = list(product(record, repeat=tasks))
    kept = sum(sum(t for _, t in each) <= sum(e for e, _ in each) + 1e-9 for each in drawn) / len(drawn)
    assert analysts.fault((record, tasks, 0), kept) is None
    assert analysts.fault((record, tasks, 0), kept - 0.06).aspect == "chance"


def test_the_synthetic_record_has_the_shape_of_the_published_one():
    estimated, taken = np.concatenate([analysts.record(seed) for seed in range(20)]).T
    ratios = taken / estimated
    assert np.mean(ratios == 1) == pytest.approx(0.34, abs=0.04)  # Jones & Cullum 2019, as are the quantiles
    assert np.median(ratios) == 1.0
    assert np.quantile(ratios, 0.9) == pytest.approx(2.0, rel=0.2)
    small, large = ratios[estimated < 4], ratios[estimated > 4]
    assert small.mean() > large.mean() + 0.2


@pytest.mark.parametrize("seed", [0, 3, 8])
def test_an_order_is_right_when_no_other_costs_less(seed):
    (approaches,) = order.brief(seed)

    def pays(names):  # the expected cost, written out: an attempt is paid when all before it have failed
        total, still = 0.0, 1.0
        for name in names:
            one = next(one for one in approaches if one["name"] == name)
            total += still * one["weeks"] * one["people"]
            still -= still * one["chance"]
        return total

    every = {names: pays(names) for names in permutations(one["name"] for one in approaches)}
    least = min(every.values())
    for names, cost in every.items():
        assert (order.fault((approaches,), list(names)) is None) == (cost <= 1.01 * least)


def test_the_probability_of_a_stall_is_the_share_of_shuffled_searches_that_stall():
    rng = np.random.default_rng(1)
    best = rng.random((40_000, 60)).argmax(axis=1)
    stalled = float(np.mean(best < 35))  # the best lies among the first 35: none of the last 25 beats it
    assert stall.fault((60, 25, 0.05), [stalled, stall.KEEP]) is None
    assert stall.fault((60, 25, 0.05), [25 / 60, stall.KEEP]).aspect == "chance"
    assert stall.fault((60, 25, 0.7), [35 / 60, stall.KEEP]).aspect == "decision"
    assert stall.fault((60, 25, 0.7), [35 / 60, stall.CHANGE]) is None


FACTS = sentence.brief(0)
SAVED = 15_120  # 30,000 × 21 × 0.6 labels, each 0.06 saved, 4 in 1,000 of them at 5 euros
GOOD = "We save {} euros a month, {} sure, known by {}."


@pytest.mark.parametrize(
    "money", ["15,120", "15.120", "15 120", "15,000", "15k", "15.1 thousand", "15120.00"]
)
@pytest.mark.parametrize("odds", ["80%", "80 %", "80 per cent", "0.8", "4 in 5", "four times out of five"])
@pytest.mark.parametrize(
    "day", ["2027-04-30", "30 April 2027", "April 30", "30th of April", "30.4.2027", "4/30/27", "30 Apr"]
)
def test_a_sentence_may_write_its_numbers_in_many_ways(money, odds, day):
    assert sentence.fault(FACTS, GOOD.format(money, odds, day)) is None


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        (GOOD.format("22,680", "80%", "30 April"), "amount"),
        (GOOD.format("15,120", "90%", "30 April"), "confidence"),
        (GOOD.format("15,120", "80%", "30 May"), "date"),
        (GOOD.format("15,120", "80%", "30 April") + " Recall is up.", "jargon"),
        (GOOD.format("15,120", "80%", "30 April").replace("euros", "points"), "money"),
        (GOOD.format("15,120", "80%", "30 April") + " word" * 60, "length"),
    ],
)
def test_a_sentence_that_misses_something_is_told_what(text, aspect):
    assert sentence.fault(FACTS, text).aspect == aspect


def test_both_examples_pass_the_check_that_they_illustrate():
    for text in sentence.EXERCISE.examples:
        assert sentence.fault(FACTS, text) is None


def test_the_benefit_is_the_sum_by_hand():
    assert sentence.benefit(FACTS[0]) == pytest.approx(SAVED)
