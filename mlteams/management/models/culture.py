"""Novel ideas or tried methods: who is right?

Claims: research favours novel ideas, engineering tried methods, and the clash can turn toxic; judging by
results makes people propose only what they think will work.
Model: a choice of variance. A tried method has the higher mean, a novel idea the wider spread; the best of n
values spread, a single delivery values the mean (extreme value of normal samples). A test that chooses among
ideas is imperfect: its validity is the correlation of its score with an idea's value in production.
References: March (1991) for exploration against exploitation; David & Nagaraja (2003) for the maximum.
Assumptions: values are independent and normal; default means and spreads are assumed. The model says when
each taste pays and nothing of how people treat each other. Units: 1 = the mean value of a tried method.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Explorable, Pick, Slider, View

Idea = tuple[float, float]  # mean and spread (standard deviation) of an idea's value
TRIED: Idea = (1.0, 0.2)  # assumed
NOVEL: Idea = (0.7, 1.0)  # assumed


def expected_best(ideas: Sequence[Idea]) -> float:
    """Return the expected value of the best of independent ideas, each normal with its own mean and spread.

    E[max] is the integral of 1 − ∏Fᵢ above any point that the best surely passes, plus that point; trapezoid
    rule on 8,001 points over 9 spreads either side.

    Raises:
        ValueError: there is no idea or a spread is not above 0.
    """
    if not ideas or any(spread <= 0 for _, spread in ideas):
        raise ValueError(f"ideas are {list(ideas)}; there must be at least 1, with spreads above 0")
    lowest = min(mean - 9 * spread for mean, spread in ideas)
    values = np.linspace(lowest, max(mean + 9 * spread for mean, spread in ideas), 8001)
    none_better = np.prod([norm.cdf(values, mean, spread) for mean, spread in ideas], axis=0)
    return float(lowest + np.trapezoid(1 - none_better, values))


@cache
def standard_best(ideas: int) -> float:
    """Return the expected best of `ideas` standard normal values (David & Nagaraja 2003)."""
    return expected_best(((0.0, 1.0),) * ideas)


def chosen_value(ideas: int, idea: Idea, validity: float) -> float:
    """Return the expected true value of the idea that a test with this validity ranks first of `ideas`.

    Linear regression of value on score gives mean + spread · validity · E[best of n standard normals].

    Raises:
        ValueError: ideas is below 1, a spread is not above 0, or validity is outside 0 to 1.
    """
    mean, spread = idea
    if ideas < 1 or spread <= 0 or not 0 <= validity <= 1:
        found = f"{ideas} ideas, spread {spread}, validity {validity}"
        raise ValueError(f"{found}; it must be at least 1 idea, a spread above 0, a validity from 0 to 1")
    return mean + spread * validity * standard_best(ideas)


def break_even_validity(ideas: int, tried: Idea = TRIED, novel: Idea = NOVEL) -> float:
    """Return the validity of the test above which choosing among novel ideas beats choosing among tried ones.

    Above 1, infinite for one idea: no test is good enough. `novel` must have the wider spread.

    Raises:
        ValueError: ideas is below 1 or novel does not have the wider spread.
    """
    if ideas < 1 or novel[1] <= tried[1]:
        raise ValueError(f"{ideas} ideas, {tried} and {novel}; it must be at least 1, novel the wider spread")
    if ideas == 1:
        return float("inf")
    return (tried[0] - novel[0]) / ((novel[1] - tried[1]) * standard_best(ideas))


def passes(idea: Idea, bar: float) -> float:
    """Return P(the idea's value is above the bar)."""
    return float(norm.sf(bar, *idea))


def safe_below(tried: Idea = TRIED, novel: Idea = NOVEL) -> float:
    """Return the bar below which a person who is judged by passing it does best to propose a tried method.

    Both pass equally often where (bar − mean)/spread agree. `novel` must have the wider spread.

    Raises:
        ValueError: novel does not have the wider spread.
    """
    if novel[1] <= tried[1]:
        raise ValueError(f"tried is {tried}, novel is {novel}; novel must have the wider spread")
    return (novel[1] * tried[0] - tried[1] * novel[0]) / (novel[1] - tried[1])


KINDS = (("tried", "tried methods"), ("novel", "novel ideas"))


def draw_novel(ideas: int, validity: float, spread: float) -> View:
    """Draw the value delivered by the chosen idea against the number of ideas, novel and tried."""
    novel = (NOVEL[0], spread)
    counts = list(range(1, 10))
    lines = {what: [chosen_value(n, what, validity) for n in counts] for what in (TRIED, novel)}
    made, (axes,) = look.figure(right=0.55)
    look.frame(axes, "ideas tested before one ships", "value of what ships", (0.8, 9.2), (0, 3.3))
    ends = lines[TRIED][-1], lines[novel][-1]
    gap = 0.12 if ends[1] > ends[0] else -0.12  # push the labels apart when the lines end close together
    now = [lines[what][ideas - 1] for what in (TRIED, novel)]
    for what, name, colour, place in (
        (TRIED, "tried", look.MAIN, ends[0] - gap),
        (novel, "novel", look.MARK, ends[1] + gap),
    ):
        axes.plot(counts, lines[what], color=colour)
        look.dot(axes, (ideas, lines[what][ideas - 1]), colour)
        look.label(axes, name, (9, place), (7, 0), colour, va="center")
    axes.set_xticks(counts)
    axes.set_yticks(range(4))
    count = "1 idea" if ideas == 1 else f"{ideas} ideas"
    answer = "novel" if now[1] > now[0] else "tried"
    winner = dict(KINDS)[answer]
    sentence = (
        f"With {count} and a test of validity {validity:.1f}, novel ideas ship a value of {now[1]:.2f} "
        f"and tried methods {now[0]:.2f} (means and spreads assumed): here {winner} pay."
    )
    rows = [(n, f"{lines[TRIED][n - 1]:.2f}", f"{lines[novel][n - 1]:.2f}") for n in (1, 3, 5, 7, 9)]
    return View(made, sentence, pd.DataFrame(rows, columns=["ideas tested", "tried", "novel"]), answer)


def draw_bar(bar: float, team: int) -> View:
    """Draw how often each kind of idea passes a bar, and the team's best after the choice that follows."""
    bars = np.linspace(0, 2, 81)
    kinds = (("tried", TRIED, look.MAIN), ("novel", NOVEL, look.MARK))
    made, (axes, best) = look.figure(columns=2, left=0.55, between=0.6)
    look.frame(axes, "bar each must pass", "chance to pass, %", (0, 2), (0, 108))
    look.frame(best, "all propose", "team's best, expected", (-0.5, 1.5), (0, 2.6))
    choice, other = ("tried", "novel") if bar < safe_below() else ("novel", "tried")
    rows, bests = [], {}
    for place, (name, idea, colour) in enumerate(kinds):
        axes.plot(bars, 100 * norm.sf(bars, *idea), color=colour)
        look.dot(axes, (bar, 100 * passes(idea, bar)), colour)
        value = bests[name] = idea[0] + idea[1] * standard_best(team)
        best.bar([place], [value], width=0.6, color=colour if name == choice else look.GRID)
        best.text(place, value + 0.05, f"{value:.1f}", ha="center", color=colour)
        rows.append((name, f"{idea[0]:.2f}", f"{passes(idea, bar):.0%}", f"{value:.2f}"))
    axes.text(0.95, 90, "tried", color=look.MAIN)
    axes.text(0.1, 42, "novel", color=look.MARK)
    axes.set_xticks(range(3))
    best.set_xticks((0, 1), ("tried", "novel"))
    best.set_yticks(range(3))
    change = "loses" if bests[choice] < bests[other] else "gains"
    sentence = (
        f"With a bar at {bar:.1f}, a tried method passes with probability {passes(TRIED, bar):.0%}, a novel "
        f"idea with {passes(NOVEL, bar):.0%}, so people propose {choice} ones. The team {change} by it: the best "
        f"of {team} is {bests[choice]:.1f} where {other} ones would give {bests[other]:.1f} (all inputs assumed)."
    )
    columns = ["all propose", "mean of each", "each passes", "team's best"]
    return View(made, sentence, pd.DataFrame(rows, columns=columns), choice)


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    return {
        "culture_best_tried": f"{expected_best((TRIED,) * 5):.2f}",
        "culture_best_novel": f"{expected_best((NOVEL,) * 5):.2f}",
        "culture_safe_below": f"{safe_below():.1f}",
        "culture_validity_3": f"{break_even_validity(3):.2f}",
        "culture_validity_9": f"{break_even_validity(9):.2f}",
    }


CLAIMS = (
    Claim(
        name="culture",
        says="Research favours novel ideas, engineering tried methods, and unmanaged, the two clash.",
        lecture="Cultural gaps",
        model="best of n against the mean (choice of variance)",
        verdict=Verdict.HOLDS_WHEN,
        because="nobody settles how many ideas are tested and how well: novel ideas pay when several meet "
        "a valid test, tried methods when one idea ships or the test says little, so each side can be right.",
        test="tests/management/models/test_culture.py::test_verdict_culture",
        references=("march1991", "david2003"),
    ),
    Claim(
        name="results-and-risk",
        says="Judging people by whose ideas work makes them propose only what they think will work.",
        lecture="Measure inputs, not results",
        model="choice of variance under a bar or a tournament",
        verdict=Verdict.HOLDS_WHEN,
        because="each person must clear a modest bar; a bar that tried methods seldom clear, or a prize for "
        "the best result alone, reverses it.",
        test="tests/management/models/test_culture.py::test_verdict_results_and_risk",
        references=("march1991", "hvide2002"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="culture-novel",
        question="When does a novel idea beat a tried method?",
        predict=Pick(
            "A novel idea is worth less on average and differs more. The best by a test ships. What pays?",
            KINDS,
        ),
        controls=(
            Slider("ideas", "Ideas tested", 1, 9, 2, 3),
            Slider("validity", "Validity of the test", 0.2, 1.0, 0.4, 0.6, "{:.1f}"),
            Slider("spread", "Spread of a novel idea", 0.4, 1.6, 0.4, 0.8, "{:.1f}"),
        ),
        draw=draw_novel,
    ),
    Explorable(
        name="culture-bar",
        question="What do people propose when each must show a result?",
        predict=Pick("Everyone wants to pass the bar. What do people propose?", KINDS),
        controls=(
            Slider("bar", "Bar each person must pass", 0.4, 1.8, 0.2, 0.8, "{:.1f}"),
            Slider("team", "People in the team", 3, 9, 2, 5),
        ),
        draw=draw_bar,
    ),
)
