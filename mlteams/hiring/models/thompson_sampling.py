"""Several channels, and you learn while you ask: which one next?

Claim: use several sources. Model: each candidate whom you pursue comes from one of a few channels and leads to what you
count, such as a first talk, with that channel's chance. Thompson sampling (Thompson 1933) keeps a Beta distribution for
each channel, uniform at first, draws one chance from each and asks the channel whose draw is highest. It is held
against asking in turn, and against asking whichever has done best so far. Chances are those published by Lever
(lever2016, lever2017). Assumptions: chances stay as they are, an answer is known before the next is asked, and no
channel runs dry. For the ledger, two channels are tried equally often and the better one is kept (explore, then
commit), in closed form. Units: candidates.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import binom

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View

CHANNELS = ("applied", "written to", "referred", "agency")
GOOD = (2, 3)  # the two whose chances are far above the others'
TALKS, HIRES = "first talks", "hires"
# Published: share of a channel's candidates who get a first talk (lever2017), and who are hired (lever2016).
CHANCES: Mapping[str, tuple[float, ...]] = {
    TALKS: (0.13, 0.21, 0.57, 0.59),
    HIRES: (1 / 152, 1 / 72, 1 / 16, 1 / 22),
}
THOMPSON, TURN, BEST = "Thompson sampling", "in turn", "the best so far"
GAMES = 400


@cache
def play(
    rule: str, chances: tuple[float, ...], asked: int, games: int = GAMES, seed: int = 0
) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """Return which channel is asked, by game and by candidate.

    Args:
        rule: `THOMPSON`, `TURN` or `BEST`.
        chances: of what is counted, by channel.
        asked: candidates pursued in a game.
        games: how many games are played, side by side.
        seed: of all draws.

    Raises:
        ValueError: the rule is not known, or a chance is outside 0 to 1.
    """
    if rule not in (THOMPSON, TURN, BEST) or not all(0 <= chance <= 1 for chance in chances):
        raise ValueError(
            f"rule {rule!r}, chances {chances}; the rule is one of three, chances are from 0 to 1"
        )
    draws = np.random.default_rng(seed)
    many = len(chances)
    yes, no = np.ones((games, many)), np.ones((games, many))  # a uniform Beta for each
    every, law = np.arange(games), np.array(chances)
    channels = np.empty((games, asked), dtype=np.int64)
    for turn in range(asked):
        if rule == TURN:
            chosen = np.full(games, turn % many)
        elif rule == THOMPSON:
            chosen = draws.beta(yes, no).argmax(axis=1)
        else:
            mean = yes / (yes + no)
            chosen = (mean + 1e-9 * draws.random(mean.shape)).argmax(axis=1)  # ties by lot
        hit = draws.random(games) < law[chosen]
        yes[every, chosen] += hit
        no[every, chosen] += ~hit
        channels[:, turn] = chosen
    return channels


def right_after(tries: int, better: float, worse: float) -> float:
    """Return P(the better of two channels has more hits after so many tries each), a tie counted half."""
    hits = np.arange(tries + 1)
    first, second = binom.pmf(hits, tries, better), binom.pmf(hits, tries, worse)
    below = np.concatenate([[0.0], np.cumsum(second)[:-1]])
    return float(first @ (below + second / 2))


def try_both(asked: int, better: float, ratio: float, believed: float) -> float:
    """Return the hits gained by trying both of two channels, over the one that is believed to be the better.

    A sixth of the candidates is spent on each; the rest go to the one with more hits.

    Args:
        asked: candidates.
        better: chance of the better channel.
        ratio: how many times as good it is as the other.
        believed: chance that the belief is right.
    """
    tries = max(1, round(asked / 6))
    worse = better / ratio
    right = right_after(tries, better, worse)
    return (better - worse) * (tries + (asked - 2 * tries) * right - asked * believed)


def draw_turns(rule: str, counted: str, asked: int) -> View:
    """Draw one game's candidates by channel, and say how many go to the two good channels on average."""
    chances = CHANCES[counted]
    channels = play(rule, chances, asked)
    game = channels[0]
    made, (axes,) = look.figure(height=3.0, left=0.95, right=0.75, bottom=0.5, top=0.55)
    look.frame(axes, "candidates, in the order in which you ask", "", (0, 201), (3.6, -0.6), grid="")
    axes.set_yticks([])
    look.line(made, 0, f"One game of {asked} candidates. You count {counted}.")
    look.line(made, 1, "Right: of a hundred, how many lead to one.", look.MUTED)
    for row, name in enumerate(CHANNELS):
        colour = look.MARK if row in GOOD else look.MAIN
        turns = np.flatnonzero(game == row) + 1
        axes.vlines(turns, row - 0.3, row + 0.3, color=colour, linewidth=1.6)
        axes.plot([0, 201], [row + 0.45] * 2, color=look.GRID, linewidth=0.8)
        look.label(axes, name, (0, row), (-5, 0), colour, ha="right", va="center")
        said = f"{100 * chances[row]:.1f}" if counted == HIRES else f"{100 * chances[row]:.0f}"
        look.label(axes, said, (201, row), (5, 0), colour, va="center")
    share = float(np.isin(channels, GOOD).mean())
    hits = float(np.array(chances)[channels].sum(axis=1).mean())
    even = float(np.mean(chances)) * asked
    count = f"{hits:.1f}" if hits < 10 else f"{hits:.0f}"
    by_turn = f"{even:.1f}" if even < 10 else f"{even:.0f}"
    sentence = (
        f"Asked by the rule “{rule}”, {100 * share:.0f} of 100 candidates come from the two good "
        f"channels, on average "
        f"over {GAMES} games. {asked} candidates lead to {count} {counted}"
        + ("." if rule == TURN else f"; asked in turn, to {by_turn}.")
    )
    rows = [
        (name, f"{100 * chance:.1f}%", int((game == at).sum()))
        for at, (name, chance) in enumerate(zip(CHANNELS, chances, strict=True))
    ]
    table = pd.DataFrame(rows, columns=["channel", counted, "asked in this game"])
    return View(made, sentence, table, 100 * share)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    return {"hires_in_60": f"{60 * float(np.mean(CHANCES[HIRES])):.0f}"}


CLAIMS = (
    Claim(
        name="standard-sources",
        says="Use several sources, the standard ones too: professional networks, recruiters, universities.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="At about 1,000 companies one in 152 of those who applied was hired in 2016, one in 72 "
        "of those who were written "
        "to, one in 22 of those who came from an agency, one in 16 of those who were referred [@lever2016]. "
        "In nine large firms people who were referred were likelier to be hired and to stay, with similar "
        "skills [@burks2015]. "
        "Why they differ the shares do not tell.",
        lines=(
            Line(
                model="two channels: try both and keep the better, or stay with the one believed in",
                verdict=Verdict.HOLDS_WHEN,
                because="there are ninety candidates or more, the better channel is three times as good "
                "as the other or more, and you are less "
                "than 7 in 10 sure which it is. With fewer candidates, or channels that are alike, trying "
                "costs more than it finds.",
                margin=try_both,
                ranges={
                    "asked": Span(12, 240, "assumed: candidates of one post", "candidates", whole=True),
                    "better": Span(
                        0.2, 0.6, "first talks, from those written to up to those referred [@lever2017]"
                    ),
                    "ratio": Span(
                        1.2, 6, "referred against applied are 4.4 [@lever2017]; from almost alike on"
                    ),
                    "believed": Span(0.5, 0.95, "assumed: from a guess to nearly sure"),
                },
                when=lambda asked, better, ratio, believed: asked >= 90 and ratio >= 3 and believed < 0.7,
                unit="more first talks",
            ),
        ),
        references=("thompson1933", "lever2017"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="thompson-sampling-channels",
        question="Four channels. Where do you ask next?",
        predict=Range(
            "You do not know which channels are good, and you ask by what you have seen so far. Of a "
            "hundred candidates, how "
            "many come from the two good channels?",
            "of 100",
            0,
            100,
        ),
        controls=(
            Choice("rule", "You ask", (THOMPSON, TURN, BEST), THOMPSON),
            Choice("counted", "You count", (TALKS, HIRES), TALKS),
            Slider("asked", "Candidates", 20, 200, 20, 60),
        ),
        draw=draw_turns,
    ),
)
