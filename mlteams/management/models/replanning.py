"""When a task stalls, should we change the order of work?

Claim: as tasks progress or stall, rapidly re-evaluate the order of tasks.
Model: restarts with a fixed patience. The static order stays with an approach until it works; the adaptive
one gives each approach some patience, then turns to a fresh one of the same kind. With F the distribution of
the time one approach needs, the expected time is E[min(X, T)] / F(T) for patience T.
References: Luby, Sinclair & Zuckerman (1993); Gomes, Selman & Kautz (1998) on heavy tails.
Assumptions: a fresh, independent approach is always at hand, switching is free, and nothing carries over.
Units: those of the estimate.
"""

import numpy as np
import pandas as pd
from scipy.special import betainc, ndtr

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Explorable, Pick, Slider, View
from mlteams.management.models.estimates import Estimate, Lognormal, Pert, mean


def _below(estimate: Estimate, patience: float) -> tuple[float, float]:
    """Return F(T) and E[X; X ≤ T] for patience T above 0."""
    if isinstance(estimate, Lognormal):
        score = np.log(patience / estimate.median) / estimate.spread
        return float(ndtr(score)), float(mean(estimate) * ndtr(score - estimate.spread))
    width = estimate.high - estimate.low
    a = 1 + 4 * (estimate.likely - estimate.low) / width
    part = np.clip((patience - estimate.low) / width, 0, 1)
    done = float(betainc(a, 6 - a, part))
    return done, float(estimate.low * done + width * a / 6 * betainc(a + 1, 6 - a, part))


def time_to_success(estimate: Estimate, patience: float) -> float:
    """Return the expected time until an approach works when each gets `patience`; inf if none ever can.

    Raises:
        ValueError: patience is not above 0, or the estimate leaves nothing to chance.
    """
    certain = estimate.high == estimate.low if isinstance(estimate, Pert) else estimate.spread == 0
    if not patience > 0 or certain:
        raise ValueError(f"patience is {patience} on {estimate}; patience and uncertainty must be above 0")
    done, time_if_done = _below(estimate, patience)
    return (patience * (1 - done) + time_if_done) / done if done > 0 else float("inf")


def best_patience(estimate: Estimate) -> float:
    """Return the patience of least expected time, on a grid of 1% steps; the longest of equals."""
    grid = mean(estimate) * np.exp(np.arange(np.log(0.01), np.log(100), 0.01))
    times = np.array([time_to_success(estimate, float(patience)) for patience in grid])
    return float(grid[len(grid) - 1 - int(np.argmin(times[::-1]))])


def draw_patience(spread: float, patience: float) -> View:
    """Draw expected time against patience, both in medians of one approach."""
    estimate = Lognormal(1, spread)
    stay, now = mean(estimate), time_to_success(estimate, patience)
    grid = np.linspace(0.25, 6, 93)
    times = [time_to_success(estimate, float(t)) for t in grid]
    made, (axes,) = look.figure(right=0.2)
    look.frame(axes, "patience, in medians of one approach", "expected time, in medians", (0, 6), (0, 4))
    axes.axhline(stay, color=look.MUTED, linestyle="--")
    look.label(axes, f"stay until it works: {stay:.2f}", (5.95, stay), (0, 5), look.MUTED, ha="right")
    axes.plot(grid, times, color=look.MAIN)
    look.dot(axes, (patience, now), look.MARK)
    look.label(axes, f"{now:.2f}", (patience, now), (-2, -16), look.MARK, ha="right")
    change = now / stay - 1
    less = "less" if change < 0 else "more"
    verdict = f"{abs(change):.0%} {less} than" if abs(change) >= 0.005 else "as long as"
    if change > 1:
        verdict = f"{now / stay:.1f} times as long as"
    medians = "1 median" if patience == 1 else f"{patience:g} medians"
    sentence = (
        f"With spread {spread:g}, leaving an approach after {medians} takes {now:.2f} medians "
        f"on average, {verdict} staying with it until it works."
    )
    answer = "leave" if now < stay else "stay"
    best = best_patience(estimate)
    rows = [
        ("as chosen", f"{patience:.1f}", f"{now:.2f}"),
        ("best", f"{best:.2f}" if best < 10 else "10 or more", f"{time_to_success(estimate, best):.2f}"),
        ("stay until it works", "no end", f"{stay:.2f}"),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["policy", "patience", "expected time"]), answer)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    heavy = Lognormal(1, 1)
    patience = best_patience(heavy)
    return {
        "patience_best": f"{patience:.1f}",
        "patience_saves": f"{1 - time_to_success(heavy, patience) / mean(heavy):.0%}",
    }


CLAIMS = (
    Claim(
        name="replan",
        says="As tasks progress or stall, rapidly re-evaluate the order of the tasks.",
        lecture="Plan probabilistically",
        model="restarts with a fixed patience",
        verdict=Verdict.HOLDS_WHEN,
        because="durations have a heavy tail, so that a stall is news; where a task nears its end the longer "
        "it runs, as under PERT, and where patience is short, leaving it only loses work.",
        test="tests/management/models/test_replanning.py::test_verdict_replan",
        references=("luby1993", "gomes1998"),
    ),
)

PREDICTED = (("leave", "to leave when patience ends, and start another"), ("stay", "to stay until it works"))

EXPLORABLES = (
    Explorable(
        name="replanning-patience",
        question="How long should an approach be allowed to stall before you try another?",
        predict=Pick(
            "Half of all attempts work within one median. What is over sooner on average?", PREDICTED
        ),
        controls=(
            Slider("spread", "Spread of the time an approach needs", 0.4, 1.6, 0.2, 1.0, "{:.1f}"),
            # below one median a narrow spread runs off every scale on which the others can be read
            Slider("patience", "Patience, in medians", 1.0, 5.0, 0.5, 2.0, "{:.1f}"),
        ),
        draw=draw_patience,
    ),
)
