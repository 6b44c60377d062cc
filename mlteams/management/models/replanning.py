"""When a task stalls or brings news, should the plan change?

Claims: as tasks progress or stall, rapidly re-evaluate the order of tasks; what is learned while exploring moves the
timeline.
Models: (1) two approaches, and one look at the first while it runs: go on, or put the other before it, whichever has
the smaller expected time left. (2) Exploration settles a share of what is uncertain about the work that remains; the
end that one expects moves by what it settles. (3) For a picture, restarts with a fixed patience: with F the
distribution of the time one approach needs, the expected time is E[min(X, T)] / F(T) for patience T.
References: Luby, Sinclair & Zuckerman (1993) for (3); Gomes, Selman & Kautz (1998) on heavy tails in search. Whether
the time of a research task has one, nobody has measured that we know of.
Assumptions: durations are lognormal, approaches independent; in (3) a fresh approach is always at hand and nothing
carries over. Units: medians of one approach; in (2) the expected length of the whole.
"""

import numpy as np
import pandas as pd
from scipy.special import betainc, ndtr

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
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
    made, (axes,) = look.figure(right=0.2, top=0.7)
    look.frame(axes, "patience, in medians of one approach", "", (0, 6), (0, 4))
    axes.axhline(stay, color=look.MUTED, linestyle="--")
    axes.plot(grid, times, color=look.MAIN)
    look.dot(axes, (patience, now), look.MARK)
    # Above the axes, where no curve runs: the curve and the line for staying meet, and move with the spread.
    look.line(made, 0, "expected time until one works, in medians", look.INK)
    look.line(made, 1, f"leave after {patience:g}: {now:.2f}", look.MARK)
    look.line(made, 1, f"stay (dashed): {stay:.2f}", look.MUTED, start=2.5)
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


MOVES = 0.1  # given: a finding moves the timeline when the expected end moves by a tenth of the whole
QUARTILE = 0.6745  # standard normal deviate of the upper quartile: half of all draws lie further out


def expected_left(spread: float, passed: float) -> float:
    """Return E[X − t | X > t] of a lognormal of median 1 that has not ended after `passed`, above 0."""
    score = np.log(passed) / spread
    return float(np.exp(spread**2 / 2) * ndtr(spread - score) / ndtr(-score) - passed)


def saved_by_a_look(spread: float, passed: float, other: float, switch: float, effort: float) -> float:
    """Return the expected time that one look at a running approach saves, in its medians, where the look is due.

    After `passed` the first approach has not worked. The look takes `effort`; then the approach goes on, or for
    `switch` another of the same spread, with `other` times its median, takes its place, whichever is expected to be
    over sooner. A fixed order goes on.
    """
    left = expected_left(spread, passed)
    return left - min(left, switch + other * float(np.exp(spread**2 / 2))) - effort


def typical_move(spread: float, settled: float, ahead: float) -> float:
    """Return by how much a typical bad finding delays the expected end, as a share of the expected whole.

    Of the whole, a share `ahead` still lies ahead when exploration ends. It is lognormal with `spread`, and
    exploration settles a share `settled` of the variance of its logarithm. Half of the findings move that logarithm
    further than the typical one, up or down.
    """
    return ahead * float(np.expm1(QUARTILE * np.sqrt(settled) * spread))


def _moves(spread: float, settled: float, ahead: float) -> float:
    """Return by how much the typical move exceeds one that counts."""
    return typical_move(spread, settled, ahead) - MOVES


SPREADS = Span(0.3, 1.2, "around the .75 of the record [@jones2019]; assumed: ML may be worse")
# Of the claim: from this spread on, a task past its median is expected to take `spread` means of a fresh one more.
STALLS = 0.6

CLAIMS = (
    Claim(
        name="findings",
        says="What is learned while exploring data and models moves the timeline.",
        lecture="Engineering estimation",
        evidence=Evidence.NEAR,
        measured="Ten participants had five hours for one realistic problem. Following an exploratory process was one "
        "of three things that they, and eleven researchers in interviews, found difficult [@patel2008]. How far a "
        "finding moves a date was not measured.",
        lines=(
            Line(
                model="what exploration settles of a lognormal duration",
                verdict=Verdict.HOLDS_WHEN,
                because="half of the work still lies ahead, much about it is uncertain, and exploring settles at "
                "least half of that; a finding about the last small part of the work hardly moves the end.",
                margin=_moves,
                ranges={
                    "spread": SPREADS,
                    "settled": Span(0.05, 0.9, "assumed: from a glance at the data to a working prototype"),
                    "ahead": Span(0.1, 0.9, "assumed: from the last weeks to the first ones"),
                },
                when=lambda spread, settled, ahead: spread >= 0.5 and settled >= 0.5 and ahead >= 0.5,
                unit="of the expected length, beyond a tenth",
            ),
        ),
        references=("patel2008",),
    ),
    Claim(
        name="replan",
        says="As tasks progress or stall, rapidly re-evaluate the order of the tasks.",
        lecture="Plan probabilistically",
        lines=(
            Line(
                model="one look at a running approach, with another at hand",
                verdict=Verdict.HOLDS_WHEN,
                because=f"half of all such tasks would be done by now, durations vary with a spread of {STALLS} "
                "or more, and another approach is at hand whose usual time, with starting it and "
                "looking, is no longer than the spread, both in usual times of the first. At the spread "
                "of the record that is an approach faster than the first. Where a late task is nearly "
                "done or nothing faster waits, which is most of these inputs, the look costs more than "
                "it brings.",
                margin=saved_by_a_look,
                ranges={
                    "spread": SPREADS,
                    "passed": Span(
                        1, 4, "a stall, our reading: half of such tasks are done by now", "medians", log=True
                    ),
                    "other": Span(
                        0.33,
                        3,
                        "assumed: from three times as fast to a third as fast",
                        "medians",
                        log=True,
                    ),
                    "switch": Span(0, 0.5, "assumed: from nothing to half an approach", "medians"),
                    "effort": Span(0.01, 0.2, "assumed: a look is short beside the work", "medians"),
                },
                when=lambda spread, passed, other, switch, effort: (
                    passed >= 1 and spread >= STALLS and other + switch + effort <= spread
                ),
                unit="medians of the approach",
            ),
        ),
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
