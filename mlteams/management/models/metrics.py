"""What does a score mean in money, and when will we know?

Claims: do not celebrate a narrow metric; be realistic, communicate risk and emphasise what the product gains; and
leaders who do not know ML in detail find the right expectations hard to set.
Models: cost-sensitive threshold (Elkan 2001) against the threshold of best F1, on real data; the sample size of
a comparison of two proportions (Fleiss et al. 2003).
Assumptions: a missed case costs a fixed number of false alarms; visitors are independent. The data are
scikit-learn's breast_cancer: 569 patients, "case" is a malignant tumour. Heron's costs are assumed.
Units: costs in false alarms per case looked at; samples in visitors.
"""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View

Floats = NDArray[np.float64]
RATIO = 20  # assumed: a missed case costs as much as this many false alarms
THRESHOLDS = np.round(np.arange(0.01, 1.0, 0.01), 2)


@cache
def _halves(seed: int) -> tuple[Floats, NDArray[np.bool_], Floats, NDArray[np.bool_]]:
    """Return scores and cases of the fitted half, each score from the other four folds, then of the test half."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict, train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    features, benign = load_breast_cancer(return_X_y=True)
    split = train_test_split(features[:, :3], benign == 0, test_size=0.5, random_state=seed, stratify=benign)
    train, test, train_case, test_case = split
    model = make_pipeline(StandardScaler(), LogisticRegression())
    folds = cross_val_predict(model, train, train_case, cv=5, method="predict_proba")[:, 1]
    scores = model.fit(train, train_case).predict_proba(test)[:, 1]
    return np.asarray(folds), np.asarray(train_case), np.asarray(scores), np.asarray(test_case)


def scored_cases(seed: int = 0) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the predicted probability of each test case and whether it is a case, both of shape (285,).

    A logistic regression on three of the thirty features, fitted on one half of breast_cancer and applied to
    the other: with all thirty there is too little left to decide.
    """
    return _halves(seed)[2:]


def confusion(scores: Floats, cases: NDArray[np.bool_], threshold: float) -> tuple[int, int, int, int]:
    """Return true positives, false positives, false negatives and true negatives at a threshold."""
    flagged = scores >= threshold
    counts = (flagged & cases, flagged & ~cases, ~flagged & cases, ~flagged & ~cases)
    hit, alarm, miss, rest = (int(np.sum(count)) for count in counts)
    return hit, alarm, miss, rest


def f1(scores: Floats, cases: NDArray[np.bool_], threshold: float) -> float:
    """Return 2TP/(2TP + FP + FN), 0 if nothing is flagged and nothing missed."""
    hit, alarm, miss, _ = confusion(scores, cases, threshold)
    whole = 2 * hit + alarm + miss
    return 2 * hit / whole if whole else 0.0


def cost(scores: Floats, cases: NDArray[np.bool_], threshold: float, ratio: float) -> float:
    """Return the cost per case looked at, in false alarms, when a miss costs `ratio` of them.

    Raises:
        ValueError: ratio is not above 0.
    """
    if ratio <= 0:
        raise ValueError(f"ratio is {ratio}; it must be above 0")
    _, alarm, miss, _ = confusion(scores, cases, threshold)
    return (alarm + ratio * miss) / len(scores)


@cache
def best_thresholds(ratio: float, seed: int = 0) -> tuple[float, float]:
    """Return the thresholds of best F1 and of least cost among 0.01, 0.02, … 0.99; the first of equals."""
    return _best(*scored_cases(seed), ratio)


def _best(scores: Floats, cases: NDArray[np.bool_], ratio: float) -> tuple[float, float]:
    by_f1 = max(THRESHOLDS, key=lambda t: f1(scores, cases, t))
    by_cost = min(THRESHOLDS, key=lambda t: cost(scores, cases, t, ratio))
    return float(by_f1), float(by_cost)


def held_out_cost_times(ratio: float, seed: int) -> float:
    """Return how many times the cheapest threshold's cost the best F1's is, on cases that chose neither.

    Both thresholds are chosen by five-fold cross-validation on one half of the data and paid for on the other:
    chosen and paid for on the same cases, the cheapest looks cheaper than it is.
    """
    folds, fitted_cases, scores, cases = _halves(seed)
    by_f1, by_cost = _best(folds, fitted_cases, ratio)
    return cost(scores, cases, by_f1, ratio) / cost(scores, cases, by_cost, ratio)


@cache
def visitors_per_arm(base: float, gain: float, power: float = 0.8, level: float = 0.05) -> int:
    """Return how many visitors each arm needs to show a relative `gain` over the rate `base`, two-sided.

    Fleiss, Levin & Paik (2003), equation 4.14 without the continuity correction: pooled variance under the null.

    Raises:
        ValueError: base or base × (1 + gain) is outside 0 to 1, or gain is 0.
    """
    other = base * (1 + gain)
    if not 0 < base < 1 or not 0 < other < 1 or gain == 0:
        raise ValueError(f"base is {base}, gain {gain}; both rates must lie inside 0 to 1 and differ")
    mean = (base + other) / 2
    null = norm.ppf(1 - level / 2) * np.sqrt(2 * mean * (1 - mean))
    alternative = norm.ppf(power) * np.sqrt(base * (1 - base) + other * (1 - other))
    return int(np.ceil(((null + alternative) / (other - base)) ** 2))


def sentence_for_leadership(
    missed: int, alarms: int, looked_at: int, volume: int, miss_cost: float, alarm_cost: float
) -> str:
    """Return what a test says about money a day, with a range, in one sentence.

    The range is 95%: each count is taken as Poisson, and volume × cost per case is normal around it.

    Raises:
        ValueError: no case was looked at, or a count or cost is negative.
    """
    if looked_at < 1 or min(missed, alarms, volume, miss_cost, alarm_cost) < 0:
        raise ValueError("at least one case must be looked at, and no count or cost may be negative")
    scale = volume / looked_at
    middle = scale * (missed * miss_cost + alarms * alarm_cost)
    half = 1.96 * scale * np.sqrt(missed * miss_cost**2 + alarms * alarm_cost**2)
    return (
        f"Of {volume:,} a day we expect to miss {scale * missed:,.0f} and to raise {scale * alarms:,.0f} false "
        f"alarms; that costs {max(0.0, middle - half):,.0f} to {middle + half:,.0f} a day, and a test on "
        f"{looked_at:,} cases says no more than that."
    )


@cache
def _curves(ratio: int) -> tuple[list[float], list[float]]:
    """Return F1 and cost at each of `THRESHOLDS`."""
    scores, cases = scored_cases()
    return [f1(scores, cases, t) for t in THRESHOLDS], [cost(scores, cases, t, ratio) for t in THRESHOLDS]


def draw_threshold(ratio: str, threshold: float) -> View:
    """Draw F1 and cost against the threshold, one above the other, with the best of each marked."""
    times = int(ratio)
    scores, cases = scored_cases()
    scale, price = _curves(times)
    by_f1, by_cost = best_thresholds(times)
    least = cost(scores, cases, by_cost, times)
    # In multiples of the least: one scale could not show both what a miss costs at 1 alarm and at 40.
    multiples = [one / least for one in price]
    made, (above, below) = look.figure(height=3.9, rows=2, between=0.62)
    look.frame(above, "", f"F1 (best at {by_f1:.2f})", (0, 1), (0.4, 1))
    named = f"cost, in multiples of the least (at {by_cost:.2f})"
    look.frame(below, "flag a case above this probability", named, (0, 1), (0, 8))
    for axes, values, best, colour in (
        (above, scale, by_f1, look.MAIN),
        (below, multiples, by_cost, look.KEPT),
    ):
        axes.plot(THRESHOLDS, values, color=colour)
        look.dot(axes, (best, values[int(np.flatnonzero(best == THRESHOLDS)[0])]), colour)
        axes.axvline(threshold, color=look.MARK)
    _, alarm, miss, _ = confusion(scores, cases, threshold)
    now = cost(scores, cases, threshold, times)
    alarms = "1 alarm" if times == 1 else f"{times} alarms"
    sentence = (
        f"At {threshold:.2f} the model misses {miss} of {int(cases.sum())} and raises {alarm} false alarms: F1 "
        f"{f1(scores, cases, threshold):.2f}, cost {now:.2f}, {now / least:.1f} times the least. If a miss costs "
        f"{alarms}, the best F1 (at {by_f1:.2f}) costs {cost(scores, cases, by_f1, times):.2f}, the cheapest "
        f"threshold ({by_cost:.2f}) {least:.2f}."
    )
    rows = [("this threshold", threshold), ("best F1", by_f1), ("least cost", by_cost)]
    table = pd.DataFrame(
        [
            (name, f"{t:.2f}", f"{f1(scores, cases, t):.3f}", f"{cost(scores, cases, t, times):.3f}")
            for name, t in rows
        ],
        columns=["choice", "threshold", "F1", "cost per case"],
    )
    return View(made, sentence, table, now / least)


def draw_sample_size(base: float, gain: float, visitors: str) -> View:
    """Draw the visitors needed against the gain to be shown."""
    gains = np.arange(0.02, 0.301, 0.01)
    need = [visitors_per_arm(base, float(g)) for g in gains]
    need_now = visitors_per_arm(base, gain)
    now = int(float(f"{need_now:.3g}"))  # no more digits than the rates have
    days = int(np.ceil(2 * need_now / int(visitors.replace(",", ""))))
    made, (axes,) = look.figure(left=0.95, right=0.2)
    # The same axes for every rate, so that a higher rate is seen to lower the curve.
    look.frame(axes, "relative gain to be shown, %", "visitors in each arm", (0, 31), (1e3, 1e7))
    axes.semilogy(100 * gains, need, color=look.MAIN)
    look.dot(axes, (100 * gain, now), look.MARK)
    wait = f"{days:,} {'day' if days == 1 else 'days'}" if days <= 730 else f"{days / 365:.0f} years"
    side, shift = (
        ("left", (6, 6)) if gain < 0.25 else ("right", (12, 14))
    )  # above the curve, inside the picture
    look.label(axes, f"{now:,}:\n{wait}", (100 * gain, now), shift, look.MARK, ha=side)
    axes.set_xticks(range(0, 31, 5))
    axes.set_yticks([1e3, 1e4, 1e5, 1e6, 1e7], ["1,000", "10,000", "100,000", "1 million", "10 million"])
    axes.minorticks_off()
    sentence = (
        f"To show a gain of {gain:.0%} over a rate of {base:.0%} (80% power, 5% two-sided) takes {now:,} "
        f"visitors in each arm: at {visitors} a day, {wait}."
    )
    table = pd.DataFrame(
        [(f"{g:.0%}", f"{visitors_per_arm(base, g):,}") for g in (0.05, 0.1, 0.2, 0.3)],
        columns=["gain", "visitors in each arm"],
    )
    return View(made, sentence, table, days)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    scores, cases = scored_cases()
    by_f1, by_cost = best_thresholds(RATIO)
    dear, cheap = (cost(scores, cases, t, RATIO) for t in (by_f1, by_cost))
    return {
        "f1_cost_times": f"{dear / cheap:.1f}",  # the split and the cases that the picture shows
        "f1_cost_times_held_out": f"{np.median([held_out_cost_times(RATIO, s) for s in range(20)]):.1f}",
        "f1_given_up": f"{f1(scores, cases, by_f1) - f1(scores, cases, by_cost):.2f}",
        "visitors_per_arm": f"{visitors_per_arm(0.03, 0.1):,}",
    }


CLAIMS = (
    Claim(
        name="metrics",
        says="Do not build hype on a narrow metric such as F1; say what the product gains, and with what risk.",
        lecture="Educate leadership on uncertainty",
        model="cost-sensitive threshold against the threshold of best F1",
        verdict=Verdict.HOLDS_WHEN,
        because="the two kinds of error differ in cost: then the best F1 is not the cheapest, and a release can "
        "raise the one and the other; when both cost about the same, F1 and money agree.",
        test="tests/management/models/test_metrics.py::test_verdict_metrics",
        references=("elkan2001",),
    ),
    Claim(
        name="product-impact",
        says="Promise product impact with its uncertainty, such as conversions up by a tenth, still to be confirmed.",
        lecture="Educate leadership on uncertainty",
        model="sample size for two proportions",
        verdict=Verdict.HOLDS_WHEN,
        because="there is enough traffic to confirm it; a small product cannot, and should promise something else.",
        test="tests/management/models/test_metrics.py::test_verdict_product_impact",
        references=("fleiss2003",),
    ),
    Claim(
        name="leadership",
        says="Leaders seldom know ML in detail, which makes the right expectations hard to set.",
        lecture="Leadership deficits",
        model="cost-sensitive threshold against the threshold of best F1",
        verdict=Verdict.HOLDS_WHEN,
        because="what they are shown is the score: the same F1 stands for very different costs. Shown the "
        "counts and the costs, nobody needs to know ML to choose.",
        test="tests/management/models/test_metrics.py::test_verdict_leadership",
        references=("elkan2001",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="metrics-threshold",
        question="Where should the threshold lie: where F1 is best, or where it costs least?",
        predict=Range(
            "How many times the least possible cost does this threshold cost?", "times", 1, 50, "{:.1f}"
        ),
        controls=(
            # 1 is where F1 and money agree
            Choice("ratio", "False alarms that cost as much as one miss", ("1", "5", "20", "40"), str(RATIO)),
            Slider("threshold", "Threshold", 0.02, 0.98, 0.02, 0.5, "{:.2f}"),
        ),
        draw=draw_threshold,
    ),
    Explorable(
        name="metrics-sample-size",
        question="How long until we know whether it helped?",
        predict=Range(
            "Half of the visitors see the new model. How many days until the gain is shown, if it is there?",
            "days",
            1,
            10_000,
            "{:,.0f}",
        ),
        controls=(
            Slider("base", "Rate today", 0.01, 0.09, 0.02, 0.03, "{:.0%}"),
            Slider("gain", "Relative gain to show", 0.05, 0.3, 0.05, 0.1, "{:.0%}"),
            Choice("visitors", "Visitors a day", ("300", "3,000", "30,000"), "30,000"),
        ),
        draw=draw_sample_size,
    ),
)
