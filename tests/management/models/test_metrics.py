import numpy as np
import pytest
from scipy.stats import norm
from sklearn.metrics import confusion_matrix, f1_score

from mlteams.management.models import metrics


@pytest.mark.parametrize("threshold", [0.05, 0.3, 0.5, 0.9])
def test_counts_and_f1_against_scikit_learn(threshold):
    scores, cases = metrics.scored_cases()
    (rest, alarm), (miss, hit) = confusion_matrix(cases, scores >= threshold)
    assert metrics.confusion(scores, cases, threshold) == (hit, alarm, miss, rest)
    assert metrics.f1(scores, cases, threshold) == pytest.approx(f1_score(cases, scores >= threshold))


def test_cost_by_hand():
    scores, cases = np.array([0.9, 0.6, 0.4, 0.1]), np.array([True, False, True, False])
    assert metrics.cost(scores, cases, 0.5, 20) == (1 + 20) / 4
    with pytest.raises(ValueError, match="above 0"):
        metrics.cost(scores, cases, 0.5, 0)


def test_best_thresholds_by_brute_force():
    scores, cases = metrics.scored_cases()
    by_f1, by_cost = metrics.best_thresholds(20)
    grid = np.linspace(0.001, 0.999, 999)
    assert max(f1_score(cases, scores >= t) for t in grid) <= metrics.f1(scores, cases, by_f1) + 0.01
    cheapest = min(metrics.cost(scores, cases, t, 20) for t in grid)
    assert metrics.cost(scores, cases, by_cost, 20) <= 1.1 * cheapest


def test_verdict_metrics():
    dearer = []
    for seed in range(10):
        scores, cases = metrics.scored_cases(seed)
        by_f1, by_cost = metrics.best_thresholds(20, seed)
        dear, cheap = (metrics.cost(scores, cases, t, 20) for t in (by_f1, by_cost))
        dearer.append(dear / cheap)
        assert by_cost < by_f1
        assert metrics.f1(scores, cases, by_cost) < metrics.f1(scores, cases, by_f1)
    assert np.median(dearer) > 1.3
    # When both errors cost the same, the two choices cost nearly the same.
    scores, cases = metrics.scored_cases()
    by_f1, by_cost = metrics.best_thresholds(1)
    assert metrics.cost(scores, cases, by_f1, 1) < 1.15 * metrics.cost(scores, cases, by_cost, 1)


def test_the_cheapest_threshold_stays_cheaper_on_cases_that_did_not_choose_it():
    times = [metrics.held_out_cost_times(20, seed) for seed in range(20)]
    assert min(times) > 1
    # Chosen and paid for on the same cases, the gap looks wider than it is.
    same = []
    for seed in range(20):
        scores, cases = metrics.scored_cases(seed)
        dear, cheap = (metrics.cost(scores, cases, t, 20) for t in metrics.best_thresholds(20, seed))
        same.append(dear / cheap)
    assert np.median(times) < np.median(same)


def test_verdict_leadership():
    # Two thresholds with the same F1 to two digits, and costs that differ by half and more.
    scores, cases = metrics.scored_cases()
    scale = np.array([metrics.f1(scores, cases, t) for t in metrics.THRESHOLDS])
    price = np.array([metrics.cost(scores, cases, t, 20) for t in metrics.THRESHOLDS])
    alike = np.abs(scale[:, None] - scale[None, :]) < 0.01
    assert np.max(np.where(alike, price[:, None] / price[None, :], 1)) > 1.5


def test_sample_size_against_the_published_rule_and_a_simulation():
    need = metrics.visitors_per_arm(0.03, 0.1)
    # Lehr's rule of thumb: 16 p(1 − p)/d² at 80% power (van Belle 2008).
    assert need == pytest.approx(16 * 0.0315 * 0.9685 / 0.003**2, rel=0.03)
    # The arcsine transform stabilises the variance and needs no pooling (Cohen 1988, chapter 6).
    effect = 2 * (np.arcsin(np.sqrt(0.033)) - np.arcsin(np.sqrt(0.03)))
    assert need == pytest.approx(2 * ((norm.ppf(0.975) + norm.ppf(0.8)) / effect) ** 2, rel=1e-3)
    rng = np.random.default_rng(5)
    old, new = (rng.binomial(need, rate, 20_000) / need for rate in (0.03, 0.033))
    mean = (old + new) / 2
    z = (new - old) / np.sqrt(2 * mean * (1 - mean) / need)
    assert np.mean(np.abs(z) > norm.ppf(0.975)) == pytest.approx(0.8, abs=0.012)


def test_verdict_product_impact():
    days = 2 * metrics.visitors_per_arm(0.03, 0.1) / np.array([30_000, 300])
    assert days[0] < 7
    assert days[1] > 300


@pytest.mark.parametrize(("base", "gain"), [(0, 0.1), (0.9, 0.2), (0.1, 0)])
def test_impossible_rates_are_refused(base, gain):
    with pytest.raises(ValueError, match="inside 0 to 1"):
        metrics.visitors_per_arm(base, gain)


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
