"""Is the team stuck, or is this what search looks like?

Claim: progress in ML stalls for long stretches even while the effort goes on.
Model: the record process (Rényi 1962). If n runs are exchangeable draws from one distribution, run k is the
best so far with probability 1/k, whatever the distribution is.
Reference: Rényi (1962); Arnold, Balakrishnan & Nagaraja, Records (1998), chapter 2.
Assumptions: runs are exchangeable (no learning from run to run) and scores have no ties. Units: runs.
"""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View

# Read off the lecture's own chart, ±0.01 of an axis. The label is the date the chart prints.
THREE_MONTHS = (
    *(("13 May", 35), ("14 May", 53), ("15 May", 61), ("16 May", 63), ("17 May", 64), ("18 May", 65)),
    *(("19 May", 67), ("31 May", 68), ("16 Jun", 70), ("1 Jul", 70), ("7 Jul", 71)),
)


def expected_records(runs: int) -> float:
    """Return the expected number of records in `runs` runs, the harmonic number H_n (Rényi 1962).

    Raises:
        ValueError: runs is below 1.
    """
    if runs < 1:
        raise ValueError(f"runs is {runs}; a search has at least 1 run")
    return float(np.sum(1.0 / np.arange(1, runs + 1)))


def stall_probability(before: int, more: int) -> float:
    """Return P(no run among the next `more` beats the best of the `before` so far) = before/(before + more).

    The best of all before + more runs is equally likely to be any of them (Arnold et al. 1998, 2.4).

    Raises:
        ValueError: before is below 1 or more is below 0.
    """
    if before < 1 or more < 0:
        raise ValueError(f"before is {before} and more is {more}; they must be at least 1 and 0")
    return before / (before + more)


def record_runs(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the 1-based numbers of the runs that beat every earlier run; shape (records,)."""
    best = np.maximum.accumulate(scores)
    return np.flatnonzero(np.r_[True, scores[1:] > best[:-1]]) + 1


@cache
def digits_search(runs: int = 120, seed: int = 0) -> NDArray[np.float64]:
    """Return the log-likelihoods of a random hyper-parameter search on scikit-learn's digits, shape (runs,).

    Each run draws the regularisation of a logistic regression and the noise of its training sample, fits on
    150 digits and scores 800 others (mean log-likelihood, higher is better, so ties do not occur).
    """
    from sklearn.datasets import load_digits
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss
    from threadpoolctl import threadpool_limits

    images, labels = load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(labels))
    test, pool = order[:800], order[800:]
    scores = np.empty(runs)
    with threadpool_limits(1):  # the fits are small: threads would only wait for each other
        for run in range(runs):
            train = rng.choice(pool, 150, replace=False)
            model = LogisticRegression(C=float(10 ** rng.uniform(-4, 1)), max_iter=60, tol=1e-2)
            model.fit(images[train] / 16.0, labels[train])
            scores[run] = -log_loss(labels[test], model.predict_proba(images[test] / 16.0), labels=range(10))
    return scores


def draw_stall(before: int, more: int) -> View:
    """Draw the chance of a stall against the number of further runs."""
    further = np.arange(0, 121)
    chance = before / (before + further)
    now = stall_probability(before, more)
    made, (axes,) = look.figure(right=0.5)
    look.frame(axes, "further runs", "chance of no new best, %", (0, 120), (0, 104))
    axes.plot(further, 100 * chance, color=look.MAIN)
    look.dot(axes, (more, 100 * now), look.MARK)
    look.label(axes, f"{now:.0%}", (more, 100 * now), (6, 6), look.MARK)
    sentence = (
        f"After {before} runs, the next {more} bring nothing better with probability {now:.0%}, "
        f"although nobody did anything wrong; {before} more runs would make it an even chance."
    )
    rows = (more, before, 3 * before)
    table = pd.DataFrame(
        {
            "further runs": rows,
            "chance of no new best": [f"{stall_probability(before, n):.0%}" for n in rows],
        }
    )
    return View(made, sentence, table, 100 * now)


def draw_search() -> View:
    """Draw the real search on digits: every run, the best so far, and the records theory expects."""
    scores = digits_search()
    records = record_runs(scores)
    runs = np.arange(1, len(scores) + 1)
    made, (axes,) = look.figure(left=0.55)
    look.frame(axes, "run", "mean log-likelihood per digit", (0, 122), (-2.4, 0))
    axes.plot(runs, scores, ".", color=look.MUTED, markersize=3)
    axes.step(runs, np.maximum.accumulate(scores), where="post", color=look.MAIN)
    axes.plot(records, scores[records - 1], "o", color=look.MARK, markersize=5)
    look.label(axes, "best so far", (len(runs), float(np.max(scores))), (0, 6), look.MAIN, ha="right")
    longest = int(np.diff(np.r_[records, len(scores) + 1]).max())
    sentence = (
        f"A real search of {len(scores)} runs on handwritten digits set {len(records)} records; "
        f"theory expects {expected_records(len(scores)):.1f}. Its longest stall lasted {longest} runs."
    )
    best = [f"{scores[run - 1]:.3f}" for run in records]
    table = pd.DataFrame({"record at run": records, "log-likelihood": best})
    return View(made, sentence, table)


def draw_lecture() -> View:
    """Redraw the lecture's chart twice: as printed, and with the days at their true distances."""
    labels, values = zip(*THREE_MONTHS, strict=True)
    days = pd.to_datetime([f"{label} 2015" for label in labels], format="%d %b %Y")
    since = (days - days[0]).days
    made, (printed, true) = look.figure(height=4.4, rows=2, between=0.95)
    parts = [label.split() for label in labels]
    months = ["", *(month for _, month in parts)]
    dates = [
        day if month == before else f"{day}\n{month}"
        for (day, month), before in zip(parts, months, strict=False)
    ]
    printed.plot(range(len(values)), values, "o-", color=look.MUTED, markersize=3)
    look.frame(printed, "", "score, %, as printed: every step equally wide", (-0.4, 10.4), (30, 75))
    printed.set_xticks(range(len(values)), dates)
    true.plot(since, values, "o-", color=look.MAIN, markersize=3)
    look.frame(true, "days since 13 May", "score, %, the days at their true distance", (-2, 57), (30, 75))
    sentence = (
        "The score rises from 35% to 67% in six days and from 67% to 71% in the next seven weeks; "
        "the printed axis gives a gap of 16 days the same width as one day."
    )
    return View(made, sentence, pd.DataFrame({"date": labels, "day": since, "score, %": values}))


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    scores = digits_search()
    return {
        "records_120": f"{expected_records(120):.1f}",
        "records_digits": f"{len(record_runs(scores))}",
        "stall_25_of_60": f"{stall_probability(35, 25):.0%}",
    }


CLAIMS = (
    Claim(
        name="progress",
        says="Progress on ML projects is nonlinear, and long stalls are common even as effort goes on.",
        lecture="Nonlinear progress",
        model="record process",
        verdict=Verdict.HOLDS,
        because="after n runs, the next n bring nothing with probability one half, whatever the scores are.",
        test="tests/management/models/test_progress.py::test_verdict_progress",
        references=("renyi1962", "biewald2019"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="progress-stall",
        question="How long can a search stand still without anybody being at fault?",
        predict=Range(
            "Nobody learns from one run to the next. How likely is it that the further runs bring nothing better?",
            "%",
            0,
            100,
        ),
        controls=(
            # steps that reach the search of 60 runs of which the last 25 brought nothing
            Slider("before", "Runs so far", 10, 110, 25, 60),
            Slider("more", "Further runs", 5, 120, 5, 60),
        ),
        draw=draw_stall,
    ),
    Explorable(name="progress-search", question="What does a real search look like?", draw=draw_search),
    Explorable(name="progress-lecture", question="What does the lecture's chart show?", draw=draw_lecture),
)
