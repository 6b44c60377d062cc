import numpy as np
import pytest

from mlteams.management.models import culture
from mlteams.management.models.culture import NOVEL, TRIED

# expected largest of n standard normals, published: Teichroew (1956), Annals of Mathematical Statistics 27
TEICHROEW = {2: 0.56419, 3: 0.84628, 5: 1.16296, 10: 1.53875}


@pytest.mark.parametrize("ideas", TEICHROEW)
def test_expected_best_against_the_published_table(ideas):
    assert culture.standard_best(ideas) == pytest.approx(TEICHROEW[ideas], abs=1e-5)


def test_best_of_two_unlike_ideas_against_clark():
    # Clark (1961): E[max] = μ₁Φ(α) + μ₂Φ(−α) + θφ(α), θ² = σ₁² + σ₂², α = (μ₁ − μ₂)/θ
    from scipy.stats import norm

    theta = np.hypot(TRIED[1], NOVEL[1])
    alpha = (TRIED[0] - NOVEL[0]) / theta
    expected = TRIED[0] * norm.cdf(alpha) + NOVEL[0] * norm.cdf(-alpha) + theta * norm.pdf(alpha)
    assert culture.expected_best((TRIED, NOVEL)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("ideas", [(), ((1.0, 0.0),)])
def test_impossible_ideas_are_refused(ideas):
    with pytest.raises(ValueError, match="at least 1"):
        culture.expected_best(ideas)


def simulated_choice(rng, ideas, idea, validity):
    value = rng.normal(size=(40_000, ideas))
    score = validity * value + np.sqrt(1 - validity**2) * rng.normal(size=value.shape)
    chosen = np.take_along_axis(value, score.argmax(axis=1)[:, None], axis=1)
    return idea[0] + idea[1] * chosen.mean()


@pytest.mark.parametrize(("ideas", "validity"), [(1, 0.5), (4, 0.0), (4, 0.6), (8, 1.0)])
def test_chosen_value_against_simulation(ideas, validity):
    simulated = simulated_choice(np.random.default_rng(8), ideas, NOVEL, validity)
    assert culture.chosen_value(ideas, NOVEL, validity) == pytest.approx(simulated, abs=4 / 200)


@pytest.mark.parametrize(("ideas", "idea", "validity"), [(0, NOVEL, 0.5), (2, (1, -1), 0.5), (2, NOVEL, 1.1)])
def test_impossible_choices_are_refused(ideas, idea, validity):
    with pytest.raises(ValueError, match="must be"):
        culture.chosen_value(ideas, idea, validity)


def test_comparisons_need_the_wider_spread():
    with pytest.raises(ValueError, match="wider spread"):
        culture.break_even_validity(3, NOVEL, TRIED)
    with pytest.raises(ValueError, match="wider spread"):
        culture.safe_below(NOVEL, TRIED)


def test_verdict_culture():
    rng = np.random.default_rng(9)
    for ideas in (3, 6, 9):
        even = culture.break_even_validity(ideas)
        novel, tried = (simulated_choice(rng, ideas, idea, min(1, even + 0.15)) for idea in (NOVEL, TRIED))
        assert novel > tried  # several ideas, a valid test: research's taste pays
        novel, tried = (simulated_choice(rng, ideas, idea, even - 0.15) for idea in (NOVEL, TRIED))
        assert novel < tried  # reverses: the test says little
    novel, tried = (simulated_choice(rng, 1, idea, 1.0) for idea in (NOVEL, TRIED))
    assert novel < tried  # reverses: one idea ships
    assert culture.break_even_validity(1) == float("inf")


def test_verdict_results_and_risk():
    rng = np.random.default_rng(10)
    tried, novel = (rng.normal(*idea, size=(40_000, 5)) for idea in (TRIED, NOVEL))
    bar = culture.safe_below()
    low, high = bar - 0.2, bar + 0.2
    assert (tried > low).mean() > (novel > low).mean()  # holds: a modest bar makes tried methods the safe bet
    assert tried.max(axis=1).mean() < novel.max(axis=1).mean()  # and the team's best is worse for it
    assert tried.mean() > novel.mean()  # although each result is better on average
    assert (tried > high).mean() < (novel > high).mean()  # reverses: a high bar rewards risk
    one_deviates = novel[:, 0] > tried[:, 1:].max(axis=1)  # reverses: only the best of five is rewarded
    assert one_deviates.mean() > 1 / 5 + 3 * 0.5 / 200


def test_passing_at_the_crossing_bar_is_equally_likely():
    bar = culture.safe_below()
    assert culture.passes(TRIED, bar) == pytest.approx(culture.passes(NOVEL, bar))
