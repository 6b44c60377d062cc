import numpy as np
import pytest

from mlteams.core.margins import look_over
from mlteams.management.models import metrics


def by_simulation(separation, prevalence, ratio, guess, cases=400_000):
    """Draw cases with normal evidence, flag by their exact probability, and count what errors cost."""
    rng = np.random.default_rng(7)
    case = rng.random(cases) < prevalence
    evidence = rng.normal(separation * case)
    odds = prevalence / (1 - prevalence) * np.exp(separation * evidence - separation**2 / 2)
    probability = odds / (1 + odds)
    levels = np.linspace(0.01, 0.6, 300)
    order = np.sort(probability[case])
    hits = len(order) - np.searchsorted(order, levels)
    flagged = cases - np.searchsorted(np.sort(probability), levels)
    by_f1 = levels[np.argmax(2 * hits / (flagged + len(order)))]
    costs = [
        np.sum((probability >= t) & ~case) + ratio * np.sum((probability < t) & case)
        for t in (by_f1, 1 / (1 + ratio * guess))
    ]
    return (costs[0] - costs[1]) / cases


@pytest.mark.parametrize(("ratio", "guess", "right"), [(20, 1, True), (20, 2, True), (2, 0.125, False)])
def test_the_margin_against_simulated_cases(ratio, guess, right):
    margin = metrics.margin_money(2.0, 0.1, ratio, guess)
    assert margin == pytest.approx(by_simulation(2.0, 0.1, ratio, guess), abs=0.008)
    assert (margin > 0) == right


def test_the_line_of_the_ledger_stands():
    (claim,) = metrics.CLAIMS
    assert [look_over(line).against for line in claim.lines] == [()]


def test_the_picture_reaches_the_thresholds_that_it_names():
    slider = metrics.EXPLORABLES[0].controls[1]
    for ratio in (1, 5, 20, 40):
        assert set(metrics.chosen_thresholds(ratio)) <= set(slider.values())
    assert metrics.draw_threshold("20", metrics.chosen_thresholds(20)[1]).answer == 1
    by_f1 = metrics.draw_threshold("20", metrics.chosen_thresholds(20)[0]).answer
    assert round(by_f1, 1) == metrics.F1_COSTS_TIMES  # the split that is shown is a typical one


def test_the_sentence_has_a_range_that_covers_what_happens():
    rng = np.random.default_rng(3)
    covered = 0
    for _ in range(400):
        missed, alarms = rng.poisson(20), rng.poisson(60)
        said = metrics.sentence_for_leadership(missed, alarms, 3000, 30_000, 50, 1)
        low, high = (
            float(word.replace(",", "")) for word in said.split("costs ")[1].split(" a day")[0].split(" to ")
        )
        covered += low <= 10 * (20 * 50 + 60) <= high
    assert covered / 400 > 0.9
    with pytest.raises(ValueError, match="at least one case"):
        metrics.sentence_for_leadership(1, 1, 0, 1, 1, 1)


def test_heron_s_labels_by_hand():
    # 6,000 of 10,000 at 6 cents; 24 of them misread at 5 euros.
    assert metrics.saved_and_lost(10_000) == pytest.approx((360, 120))
    assert metrics.variables()["left_a_day"] == "€720"
