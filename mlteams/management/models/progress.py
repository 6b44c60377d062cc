"""Is the team stuck, or is this what search looks like?

Claim: progress in ML stalls for long stretches even while the effort goes on.
Model: the record process (Rényi 1962). If n runs are exchangeable draws from one distribution, run k is the
best so far with probability 1/k, whatever the distribution is. A team that learns is a record process in a growing
population: run k is as good as the best of (1 + learning)^(k − 1) draws. The best of all draws is equally likely to
be any of them, so run k is the best so far with probability of its draws over all draws until then.
References: Rényi (1962); Arnold, Balakrishnan & Nagaraja, Records (1998).
Assumptions: scores have no ties; a team learns at one pace, assumed; none is 0. Units: runs.
"""

import math
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.input.heron import fact

STEADY = 0.07  # assumed: a steady learner's run is worth this many more draws than the one before
LEARNS = {"not at all": 0.0, "slowly": 0.03, "steadily": STEADY}  # assumed
COMMON = 0.25  # a stall is called common here if at least one search in four has it

# Read off the lecture's own chart, ±0.01 of an axis. The label is the date the chart prints.
THREE_MONTHS = (
    *(("13 May", 35), ("14 May", 53), ("15 May", 61), ("16 May", 63), ("17 May", 64), ("18 May", 65)),
    *(("19 May", 67), ("31 May", 68), ("16 Jun", 70), ("1 Jul", 70), ("7 Jul", 71)),
)


@cache
def record_chances(runs: int, learning: float = 0.0) -> NDArray[np.float64]:
    """Return for each run P(it is the best so far), shape (runs,); without learning 1/k.

    Whether run k sets a record is independent of which runs before it did (Rényi 1962; with learning, run k stands for
    many draws of which the best counts).

    Raises:
        ValueError: runs is below 1 or learning below 0.
    """
    if runs < 1 or learning < 0:
        raise ValueError(f"{runs} runs, learning {learning}; a search has at least 1 run and learning from 0")
    worth = (1.0 + learning) ** np.arange(runs)
    return np.asarray(worth / np.cumsum(worth))


def expected_records(runs: int, learning: float = 0.0) -> float:
    """Return the expected number of records in `runs` runs; without learning the harmonic number H_n.

    Raises:
        ValueError: as `record_chances`.
    """
    return float(record_chances(runs, learning).sum())


@cache
def record_counts(runs: int, learning: float = 0.0) -> NDArray[np.float64]:
    """Return P(0, 1, … runs records), shape (runs + 1,).

    Raises:
        ValueError: as `record_chances`.
    """
    counts = np.ones(1)
    for chance in record_chances(runs, learning):
        counts = np.convolve(counts, (1 - chance, chance))
    return counts


def usual_records(runs: int, learning: float = 0.0, share: float = 0.95) -> tuple[int, int]:
    """Return between how many records at least this share of searches set, leaving out as much at either end.

    Raises:
        ValueError: as `record_chances`.
    """
    below = np.cumsum(record_counts(runs, learning))
    low, high = np.searchsorted(below, ((1 - share) / 2, (1 + share) / 2))
    return int(low), int(high)


def stall_probability(before: int, more: int, learning: float = 0.0) -> float:
    """Return P(no run among the next `more` beats the best of the `before` so far).

    Without learning it is before/(before + more): the best of all runs is equally likely to be any of them (Rényi
    1962). With learning it is the share of draws that came before.

    Raises:
        ValueError: before is below 1, more is below 0 or learning is below 0.
    """
    if before < 1 or more < 0 or learning < 0:
        found = f"before is {before}, more is {more} and learning is {learning}"
        raise ValueError(f"{found}; they must be at least 1, 0 and 0")
    if learning == 0:
        return before / (before + more)
    growth = 1 + learning
    return float((growth**before - 1) / (growth ** (before + more) - 1))


def rare_from(best: int, level: float) -> int:
    """Return after how many runs chance alone brings so long a wait with at most `level`, if run `best` stays the best.

    Without learning the chance is best/runs.

    Raises:
        ValueError: best is below 1 or level is not above 0 and at most 1.
    """
    if best < 1 or not 0 < level <= 1:
        raise ValueError(f"best is {best} and level {level}; they must be at least 1, and above 0 up to 1")
    return math.ceil(best / level - 1e-9)  # 1e-9: what a computer rounds adds no run


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


def draw_stall(before: int, more: int, learns: str) -> View:
    """Draw the chance of a stall against the number of further runs, for a team that learns and one that does not."""
    further = np.arange(0, 101)
    alone = [100 * stall_probability(before, int(n)) for n in further]
    here = [100 * stall_probability(before, int(n), LEARNS[learns]) for n in further]
    now, chance = here[more], stall_probability(before, more)
    made, (axes,) = look.figure(height=3.1, top=0.55, right=0.8)
    look.frame(axes, "further runs", "chance of no new best, %", (0, 100), (0, 104))
    look.line(made, 0, f"{_percent(now)} of such teams see no new best in {more} runs", look.MARK)
    ends = [(here[-1], _words(learns), look.MAIN)]
    if learns != "not at all":
        axes.plot(further, alone, color=look.MUTED, linestyle="--")
        ends.append((alone[-1], _words("not at all"), look.MUTED))
    axes.plot(further, here, color=look.MAIN)
    floor = 7.0  # the names keep clear of the axis and of each other
    for height, name, colour in sorted(ends):
        place = max(height, floor)
        look.label(axes, name.replace(" ", "\n"), (100, place), (6, 0), colour, va="center")
        floor = place + 24
    look.dot(axes, (more, now), look.MARK)
    steady = stall_probability(before, more, STEADY)
    other = (
        f"a team that learns steadily sees that with {_percent(100 * steady)}"
        if learns == "not at all"
        else f"a team that learns nothing sees that with {_percent(100 * chance)}"
    )
    sentence = (
        f"After {before} runs, the next {more} bring nothing better with probability {_percent(now)} to a team that "
        f"{_words(learns)} from run to run; {other}."
    )
    rows = {word: _percent(100 * stall_probability(before, more, pace)) for word, pace in LEARNS.items()}
    table = pd.DataFrame(rows.items(), columns=["the team learns", f"no new best in {more} runs"])
    return View(made, sentence, table, now)


def _percent(share: float) -> str:
    return "less than 1%" if share < 0.5 else f"{share:.0f}%"


def _words(learns: str) -> str:
    return "learns nothing" if learns == "not at all" else f"learns {learns}"


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
    low, high = usual_records(len(scores))
    longest = int(np.diff(np.r_[records, len(scores) + 1]).max())
    sentence = (
        f"A real search of {len(scores)} runs on handwritten digits set {len(records)} records; by chance alone 19 "
        f"searches in 20 set {low} to {high}. Its longest stall lasted {longest} runs."
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
    """Return the numbers that the lesson quotes of Heron's search."""
    more = int(fact("management.runs_without_best"))
    before = int(fact("management.runs")) - more
    chance, slow, steady = (stall_probability(before, more, learning) for learning in LEARNS.values())
    return {
        "stall_25_of_60": f"{chance:.0%}",
        "stall_ratio": f"{chance / steady:.1f}",
        "stall_ratio_slow": f"{chance / slow:.1f}",
        "learning_slow": f"{LEARNS['slowly']:.0%}",
        "learning_steady": f"{STEADY:.0%}",
        "stall_even_after": f"{chance / (chance + steady):.0%}",
        "stall_fires_at": f"{rare_from(before, fact('management.stall_level')):,}",
    }


def waited(runs: int, share: float) -> int:
    """Return the runs, whole ones, that a share of a search makes."""
    return int(share * runs)


def progress_margin(runs: int, share: float, learning: float) -> float:
    """Return by how much a stall over the last `share` of a search is commoner than `COMMON`."""
    more = waited(runs, share)
    return stall_probability(runs - more, more, learning) - COMMON


CLAIMS = (
    Claim(
        name="progress",
        says="Progress on ML projects is nonlinear, and long stalls are common even as effort goes on.",
        lecture="Nonlinear progress",
        evidence=Evidence.NEAR,
        measured="In a study of five hours ten people built a recogniser of handwritten digits: the best score of each "
        "rose in jumps, often with long stretches between them, and they ended far apart [@patel2008; @kastner2025]. "
        "Hours in a laboratory are not weeks in a team.",
        lines=(
            Line(
                model="record process in a growing population",
                verdict=Verdict.HOLDS_WHEN,
                because="the team does not learn so fast that one run becomes worth two while the stall lasts; a team "
                "that learns faster seldom waits through a quarter of its runs.",
                margin=progress_margin,
                ranges={
                    "runs": Span(
                        20, 200, "assumed: from a week to a quarter of training runs", whole=True, log=True
                    ),
                    "share": Span(0.25, 0.5, "a long stall: a quarter to a half of all runs, our reading"),
                    "learning": Span(0.0, 0.1, "assumed: a run worth up to a tenth more draws than the last"),
                },
                when=lambda runs, share, learning: (1 + learning) ** waited(runs, share) < 2,
                unit="share of searches",
            ),
        ),
        references=("renyi1962", "biewald2019"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="progress-stall",
        question="How long can a search stand still without anybody being at fault?",
        predict=Range("How likely is it that the further runs bring nothing better?", "%", 0, 100),
        controls=(
            # steps that reach the search of 60 runs of which the last 25 brought nothing
            Slider("before", "Runs so far", 10, 110, 25, 35),
            Slider("more", "Further runs", 5, 100, 5, 25),
            Choice("learns", "The team learns from run to run", tuple(LEARNS), "not at all"),
        ),
        draw=draw_stall,
    ),
    Explorable(name="progress-search", question="What does a real search look like?", draw=draw_search),
    Explorable(name="progress-lecture", question="What does the lecture's chart show?", draw=draw_lecture),
)
