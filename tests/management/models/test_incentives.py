import itertools

import numpy as np
import pytest
from scipy.stats import binom, norm

from mlteams.core.margins import look_over
from mlteams.management.models import incentives
from mlteams.management.models.culture import NOVEL


def exact_power(attempts, better, worse, sides):
    """P(the pooled z test rejects), summed over every pair of counts."""
    counts = np.arange(attempts + 1)
    good, bad = np.meshgrid(counts, counts, indexing="ij")
    pooled = (good + bad) / (2 * attempts)
    error = np.sqrt(np.maximum(pooled * (1 - pooled) * 2 / attempts, 1e-300))
    z = (good - bad) / attempts / error
    rejects = (z > norm.isf(0.05)) if sides == 1 else (np.abs(z) > norm.isf(0.025))
    return binom.pmf(counts, attempts, better) @ rejects @ binom.pmf(counts, attempts, worse)


def test_attempts_against_the_example_in_the_manual_of_r():
    # R, ?power.prop.test: power.prop.test(p1 = .50, p2 = .75, power = .90) gives n = 76.7
    assert incentives.attempts_needed(0.75, 0.50, power=0.90) == 77


@pytest.mark.parametrize("sides", [1, 2])
def test_attempts_reach_the_power_exactly(sides):
    needed = incentives.attempts_needed(0.3, 0.2, sides=sides)
    assert exact_power(needed, 0.3, 0.2, sides) == pytest.approx(0.8, abs=0.01)


def test_one_sided_attempts_against_the_unpooled_formula():
    # (z.95 + z.80)² (p₁q₁ + p₂q₂)/δ², the other common convention, differs by about one in a hundred
    unpooled = (norm.isf(0.05) + norm.ppf(0.8)) ** 2 * (0.21 + 0.16) / 0.01
    assert incentives.attempts_needed(0.3, 0.2, sides=1) == pytest.approx(unpooled, rel=0.02)


@pytest.mark.parametrize(("better", "worse", "sides"), [(0.2, 0.3, 2), (0.3, 0.0, 2), (0.3, 0.2, 3)])
def test_impossible_comparisons_are_refused(better, worse, sides):
    with pytest.raises(ValueError, match="must be"):
        incentives.attempts_needed(better, worse, sides=sides)


def test_race_by_listing_every_outcome():
    ahead = tied = 0.0
    for outcome in itertools.product((0, 1), repeat=6):
        good, bad = outcome[:3], outcome[3:]
        chance = np.prod([0.6 if win else 0.4 for win in good] + [0.3 if win else 0.7 for win in bad])
        ahead += chance * (sum(bad) > sum(good))
        tied += chance * (sum(bad) == sum(good))
    assert incentives.race(3, 0.6, 0.3) == pytest.approx((ahead, tied))


def test_race_against_simulation():
    rng = np.random.default_rng(2)
    good, bad = rng.binomial(8, 0.3, 40_000), rng.binomial(8, 0.2, 40_000)
    behind, tied = incentives.race(8, 0.3, 0.2)
    assert behind == pytest.approx((bad > good).mean(), abs=3 * 0.5 / 200)
    assert tied == pytest.approx((bad == good).mean(), abs=3 * 0.5 / 200)


def test_a_race_of_equals_is_fair():
    behind, tied = incentives.race(10, 0.4, 0.4)
    assert 2 * behind + tied == pytest.approx(1)


@pytest.mark.parametrize(("projects", "chance"), [(0, 0.5), (5, 1.5)])
def test_impossible_races_are_refused(projects, chance):
    with pytest.raises(ValueError, match="at least 1"):
        incentives.race(projects, chance, 0.2)


def test_results_validity_against_the_beta_binomial():
    rng = np.random.default_rng(4)
    chances = rng.beta(2, 6, 200_000)  # mean 1/4, variance 12/(64·9) = 1/48
    rates = rng.binomial(10, chances) / 10
    expected = np.corrcoef(chances, rates)[0, 1]
    assert incentives.results_validity(10, 0.25, np.sqrt(1 / 48)) == pytest.approx(expected, abs=0.005)


def test_results_reliability_follows_spearman_and_brown():
    one = incentives.results_validity(1) ** 2
    assert incentives.results_validity(12) ** 2 == pytest.approx(12 * one / (1 + 11 * one))


@pytest.mark.parametrize(("mean", "spread"), [(0.25, 0.5), (0.25, 0.0), (1.2, 0.1)])
def test_an_impossible_spread_is_refused(mean, spread):
    with pytest.raises(ValueError, match="between 0 and 1"):
        incentives.results_validity(5, mean, spread)


def test_a_perfect_review_is_refused():
    with pytest.raises(ValueError, match="below 1"):
        incentives.break_even_projects(1.0)


def share_of_right_choices(rng, score, skill):
    pairs = rng.permutation(len(skill)).reshape(-1, 2)
    higher = score[pairs[:, 0]] > score[pairs[:, 1]]
    return np.mean(higher == (skill[pairs[:, 0]] > skill[pairs[:, 1]]))


def test_inputs_margin_by_right_choices_at_both_sides_of_the_edge():
    """The share of pairs ranked right by a review and by results, which the correlations only stand for."""
    rng = np.random.default_rng(6)
    skill = np.clip(rng.normal(incentives.MEAN, incentives.SPREAD, 200_000), 0, 1)
    standard = (skill - skill.mean()) / skill.std()
    validity = incentives.STRUCTURED
    review = validity * standard + np.sqrt(1 - validity**2) * rng.normal(size=len(skill))
    right = share_of_right_choices(rng, review, skill)
    even = incentives.break_even_projects(validity)
    for projects in (round(even / 3), round(3 * even)):
        wins = rng.binomial(projects, skill) + rng.uniform(0, 0.5, len(skill))  # a tie is settled by a coin
        results = share_of_right_choices(rng, wins, skill)
        margin = incentives.inputs_margin(projects, validity, incentives.MEAN, incentives.SPREAD)
        assert (margin > 0) == (right > results) == (projects < even)


def test_break_even_follows_spearman_and_brown():
    """n projects reach the validity where n·r₁/(1 + (n − 1)·r₁) is its square, r₁ the reliability of one project."""
    one = incentives.results_validity(1, 0.3, 0.06) ** 2
    even = incentives.break_even_projects(0.35, 0.3, 0.06)
    assert even * one / (1 + (even - 1) * one) == pytest.approx(0.35**2)


def test_luck_and_skill_against_drawn_people():
    rng = np.random.default_rng(8)
    luck, skill = incentives.luck_and_skill(12, 0.3, 0.06)
    assert luck == pytest.approx(rng.binomial(12, 0.3, 200_000).std(), rel=0.01)
    assert skill == pytest.approx((12 * rng.normal(0.3, 0.06, 200_000)).std(), rel=0.01)


def test_so_much_luck_leaves_results_behind_any_review_and_not_much_less_does():
    """After one project the validity of a result is skill over luck: a fifth beats the worst review, a sixth not."""
    for times, behind in ((incentives.SURE, True), (incentives.SURE - 1, False)):
        spread = np.sqrt(0.1 * 0.9) / times
        margin = incentives.inputs_margin(1, incentives.UNSTRUCTURED, 0.1, spread)
        assert margin == pytest.approx(incentives.UNSTRUCTURED - 1 / times)
        assert (margin > 0) is behind


def test_the_condition_on_both_sides_of_its_edge():
    (line,) = incentives.CLAIMS[0].lines
    at = {"validity": 0.3, "mean": 0.25, "spread": 0.05}
    assert line.when(projects=2, **at)  # 6 · .1 is below √(2 · .1875) = .612
    assert not line.when(projects=3, **at)  # 6 · .15 is above √(3 · .1875) = .75


def simulated_best(rng, ideas, validity):
    value = rng.normal(size=(60_000, ideas))
    score = validity * value + np.sqrt(1 - validity**2) * rng.normal(size=value.shape)
    chosen = np.take_along_axis(value, score.argmax(axis=1)[:, None], axis=1).mean()
    return NOVEL[0] + NOVEL[1] * chosen


@pytest.mark.parametrize(("gain", "better"), [(2.0, True), (1.1, False)])
def test_a_better_test_against_more_ideas_by_simulation(gain, better):
    rng = np.random.default_rng(7)
    seen = simulated_best(rng, 3, 0.25 * gain) - simulated_best(rng, 6, 0.25)
    found = incentives.experimenting_margin(3, 2, 0.25, gain)
    assert found == pytest.approx(seen, abs=4 / np.sqrt(60_000) * 1.5)
    assert (found > 0) is better


LINES = [line for claim in incentives.CLAIMS for line in claim.lines]


@pytest.mark.parametrize("line", LINES, ids=[line.model for line in LINES])
def test_each_line_stands(line):
    assert not look_over(line).against
