import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.stats import binom, norm
from sklearn.metrics import confusion_matrix, f1_score

from mlteams.management.models import cost_sensitive as c
from mlteams.management.models import metrics


@pytest.mark.parametrize("threshold", [0.05, 0.3, 0.5, 0.9])
def test_counts_and_f1_against_scikit_learn(threshold):
    scores, cases = c.scored_cases()
    (rest, alarm), (miss, hit) = confusion_matrix(cases, scores >= threshold)
    assert c.confusion(scores, cases, threshold) == (hit, alarm, miss, rest)
    assert c.f1(scores, cases, threshold) == pytest.approx(f1_score(cases, scores >= threshold))


def test_cost_by_hand():
    scores, cases = np.array([0.9, 0.6, 0.4, 0.1]), np.array([True, False, True, False])
    assert c.cost(scores, cases, 0.5, 20) == (1 + 20) / 4
    with pytest.raises(ValueError, match="above 0"):
        c.cost(scores, cases, 0.5, 0)


def test_the_data_have_as_many_features_as_are_told():
    from sklearn.datasets import load_breast_cancer

    assert load_breast_cancer().data.shape[1] == c.ALL


def test_best_thresholds_by_brute_force():
    scores, cases = c.scored_cases()
    by_f1, by_cost = c.best_thresholds(scores, cases, 20)
    assert max(f1_score(cases, scores >= t) for t in c.THRESHOLDS) == c.f1(scores, cases, by_f1)
    price = [((scores >= t) & ~cases).sum() + 20 * ((scores < t) & cases).sum() for t in c.THRESHOLDS]
    assert by_cost == c.THRESHOLDS[int(np.argmin(price))]


OTHER = range(c.SPLITS, c.SPLITS + 100)  # splits that the told numbers do not rest on


@pytest.mark.parametrize(
    ("features", "told"),
    [
        (c.FEATURES, (metrics.F1_COSTS_LOW, metrics.F1_COSTS_TIMES, metrics.F1_COSTS_HIGH)),
        (c.ALL, (metrics.ALL_LOW, metrics.ALL_TIMES, metrics.ALL_HIGH)),
    ],
)
def test_what_f1_costs_on_cases_that_chose_neither_threshold(features, told):
    """The told quantiles against other splits, each within what chance allows in 999 of 1,000."""
    times = np.sort([c.held_out_cost_times(metrics.RATIO, split, features) for split in OTHER])
    for level, one in zip((0.05, 0.5, 0.95), told, strict=True):
        low, high = binom.ppf((0.0005, 0.9995), len(OTHER), level).astype(int)
        least = times[low - 1] if low else 0
        most = times[high] if high < len(OTHER) else np.inf
        assert least - 0.05 <= one <= most + 0.05, level
    if features == c.ALL:
        low, high = binom.ppf((0.0005, 0.9995), len(OTHER), metrics.ALL_BETTER)
        assert low <= np.sum(times < 1) <= high


def test_where_both_errors_cost_the_same_both_choices_cost_nearly_the_same():
    alike = [c.held_out_cost_times(1, split) for split in range(20)]
    assert np.median(alike) == pytest.approx(1, abs=0.05)


def test_cost_times_against_scikit_learn_alone():
    """One split written anew with scikit-learn's own scores and counts."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, train_test_split
    from sklearn.preprocessing import StandardScaler

    data = load_breast_cancer()
    train, test, mine, theirs = train_test_split(
        data.data, data.target == 0, test_size=0.5, random_state=7, stratify=data.target
    )

    def scored(fit, case, on):
        scaler = StandardScaler().fit(fit)
        return LogisticRegression().fit(scaler.transform(fit), case).predict_proba(scaler.transform(on))[:, 1]

    def price(flagged, case):
        (_, alarm), (miss, _) = confusion_matrix(case, flagged)
        return alarm + metrics.RATIO * miss

    held = np.empty(len(train))
    for rest, fifth in StratifiedKFold(5).split(train, mine):
        held[fifth] = scored(train[rest], mine[rest], train[fifth])
    by_f1 = max(c.THRESHOLDS, key=lambda t: f1_score(mine, held >= t))
    by_cost = min(c.THRESHOLDS, key=lambda t: price(held >= t, mine))
    final = scored(train, mine, test)
    expected = price(final >= by_f1, theirs) / price(final >= by_cost, theirs)
    assert c.held_out_cost_times(metrics.RATIO, 7, c.ALL) == pytest.approx(expected)


def test_how_f1_counts_a_miss_against_moving_one_case():
    hits, alarms, misses = 8_000_000, 1_500_000, 2_000_000

    def score(alarms, misses):
        hit = hits + 2_000_000 - misses  # a case is either hit or missed
        return 2 * hit / (2 * hit + alarms + misses)

    now = score(alarms, misses)
    one_miss, one_alarm = now - score(alarms, misses + 1), now - score(alarms + 1, misses)
    assert c.implied_ratio(now) == pytest.approx(one_miss / one_alarm, rel=1e-3)
    with pytest.raises(ValueError, match="above 0"):
        c.implied_ratio(0)


@pytest.mark.parametrize(("separation", "prevalence"), [(2.0, 0.1), (1.0, 0.4), (3.0, 0.02)])
def test_the_best_f1_against_an_optimizer_and_liptons_threshold(separation, prevalence):
    def score(cut):
        hit, alarm = prevalence * norm.sf(cut - separation), (1 - prevalence) * norm.sf(cut)
        return 2 * hit / (hit + alarm + prevalence)

    found = minimize_scalar(lambda cut: -score(cut), bounds=(-4, 7), method="bounded")
    assert c.best_f1(separation, prevalence) == pytest.approx(-found.fun, abs=1e-5)
    odds = prevalence / (1 - prevalence) * np.exp(separation * found.x - separation**2 / 2)
    assert odds / (1 + odds) == pytest.approx(-found.fun / 2, abs=2e-3)  # half the best F1


def test_the_expected_cost_against_integration():
    threshold, ratio, separation, prevalence = 0.2, 20, 1.5, 0.1

    def errors(x):
        case, other = prevalence * norm.pdf(x - separation), (1 - prevalence) * norm.pdf(x)
        return other if case / (case + other) >= threshold else ratio * case

    whole = sum(quad(errors, a, a + 0.5, limit=200)[0] for a in np.arange(-8, 10, 0.5))
    assert c.expected_cost(threshold, ratio, separation, prevalence) == pytest.approx(whole, rel=1e-4)
