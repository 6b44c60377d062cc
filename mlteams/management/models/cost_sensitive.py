"""Thresholds by F1 and by cost: on real cases that chose neither, and in a closed form.

References: Elkan (2001) for the cost-sensitive threshold; Lipton, Elkan & Narayanaswamy (2014) for F1's: with
calibrated probabilities the threshold of best F1 is half the best F1. The data are scikit-learn's breast_cancer:
569 patients, "case" is a malignant tumour. Half of them, with as large a share of cases, fit a model and choose
thresholds; the other half pays. The model is a logistic regression on standardised measurements with scikit-learn's
settings, and weights no class. Thresholds are chosen on scores that each fifth of the first half gets from a model of
the other four fifths. Which half is which depends on the split, so numbers are told with their spread.
Units: costs in false alarms per case looked at.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from scipy.stats import norm

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
THRESHOLDS = np.round(np.arange(0.02, 1.0, 0.02), 2)
SPLIT = 99  # the split that the picture shows: its cost of F1 is the median of all
SPLITS = 1000
FEATURES, ALL = 3, 30  # that the model sees, and that the data have


@cache
def _halves(split: int, features: int = FEATURES) -> tuple[Floats, Bools, Floats, Bools]:
    """Return scores and cases of the fitted half, each score from the other four folds, then of the test half."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict, train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from threadpoolctl import threadpool_limits

    measured, benign = load_breast_cancer(return_X_y=True)
    halves = train_test_split(
        measured[:, :features], benign == 0, test_size=0.5, random_state=split, stratify=benign
    )
    train, test, train_case, test_case = halves
    model = make_pipeline(StandardScaler(), LogisticRegression())
    with threadpool_limits(1):  # the fits are small: threads would only wait for each other
        folds = cross_val_predict(model, train, train_case, cv=5, method="predict_proba")[:, 1]
        scores = model.fit(train, train_case).predict_proba(test)[:, 1]
    return np.asarray(folds), np.asarray(train_case), np.asarray(scores), np.asarray(test_case)


def scored_cases(split: int = SPLIT, features: int = FEATURES) -> tuple[Floats, Bools]:
    """Return the predicted probability of each test case and whether it is a case, both of shape (285,).

    A logistic regression on the first `features` of thirty, fitted on one half of breast_cancer and applied to the
    other. With all thirty it errs so seldom that a few cases decide which choice costs less.
    """
    return _halves(split, features)[2:]


def confusion(scores: Floats, cases: Bools, threshold: float) -> tuple[int, int, int, int]:
    """Return true positives, false positives, false negatives and true negatives at a threshold."""
    flagged = scores >= threshold
    counts = (flagged & cases, flagged & ~cases, ~flagged & cases, ~flagged & ~cases)
    hit, alarm, miss, rest = (int(np.sum(count)) for count in counts)
    return hit, alarm, miss, rest


def f1(scores: Floats, cases: Bools, threshold: float) -> float:
    """Return 2TP/(2TP + FP + FN), 0 if nothing is flagged and nothing missed."""
    hit, alarm, miss, _ = confusion(scores, cases, threshold)
    whole = 2 * hit + alarm + miss
    return 2 * hit / whole if whole else 0.0


def cost(scores: Floats, cases: Bools, threshold: float, ratio: float) -> float:
    """Return the cost per case looked at, in false alarms, when a miss costs `ratio` of them.

    Raises:
        ValueError: ratio is not above 0.
    """
    if ratio <= 0:
        raise ValueError(f"ratio is {ratio}; it must be above 0")
    _, alarm, miss, _ = confusion(scores, cases, threshold)
    return (alarm + ratio * miss) / len(scores)


def best_thresholds(scores: Floats, cases: Bools, ratio: float) -> tuple[float, float]:
    """Return which of `THRESHOLDS` have the best F1 and the least cost on these cases; the first of equals."""
    by_f1 = max(THRESHOLDS, key=lambda t: f1(scores, cases, t))
    by_cost = min(THRESHOLDS, key=lambda t: cost(scores, cases, t, ratio))
    return float(by_f1), float(by_cost)


@cache
def chosen_thresholds(ratio: float, split: int = SPLIT, features: int = FEATURES) -> tuple[float, float]:
    """Return the thresholds of best F1 and of least cost, chosen by cross-validation on the fitted half."""
    folds, cases, *_ = _halves(split, features)
    return best_thresholds(folds, cases, ratio)


def held_out_cost_times(ratio: float, split: int, features: int = FEATURES) -> float:
    """Return how many times the cost of the threshold chosen by cost the one chosen by F1 costs, on the other half.

    Chosen and paid for on the same cases, the cheapest would look cheaper than it is.
    """
    scores, cases = scored_cases(split, features)
    chosen = chosen_thresholds(ratio, split, features)
    by_f1, by_cost = (cost(scores, cases, one, ratio) for one in chosen)
    return by_f1 / by_cost


def implied_ratio(score: float) -> float:
    """Return how many false alarms F1 counts a miss as, where it has this value: 2/F1 − 1.

    The ratio of F1's two slopes: with N = 2TP and D = 2TP + FP + FN, one more miss costs (2D − N)/D² and one more false
    alarm N/D². So it moves with the threshold and with the model; at the best threshold t = F1/2 of calibrated
    probabilities it is (1 − t)/t, as in Lipton et al. (2014) and Elkan (2001).

    Raises:
        ValueError: score is not above 0 and at most 1.
    """
    if not 0 < score <= 1:
        raise ValueError(f"score is {score}; F1 must be above 0 and at most 1 here")
    return 2 / score - 1


def best_f1(separation: float, prevalence: float) -> float:
    """Return the best F1 of a calibrated model whose evidence is normal, `separation` standard deviations apart."""
    cut = np.linspace(-6, separation + 6, 2001)
    hit, alarm = prevalence * norm.sf(cut - separation), (1 - prevalence) * norm.sf(cut)
    return float(np.max(2 * hit / (hit + alarm + prevalence)))


def expected_cost(threshold: float, ratio: float, separation: float, prevalence: float) -> float:
    """Return the cost per case of such a model when it flags above a probability, in false alarms."""
    cut = (logit(threshold) - logit(prevalence) + separation**2 / 2) / separation
    return float((1 - prevalence) * norm.sf(cut) + ratio * prevalence * norm.cdf(cut - separation))
