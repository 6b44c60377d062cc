"""Novel ideas or tried methods: who is right?

Claims: research favours novel ideas, engineering tried methods, and the clash can turn toxic; judging by
results makes people propose only what they think will work.
Models: a safe idea and a long shot. The safe idea is worth more on average, the long shot differs more; where several
are tried and a test keeps the best, what counts is the best, and where every idea ships, the average (extreme value
of normal samples). The test that chooses is imperfect: its validity is the correlation of its score with an idea's
value in production.
References: March (1991) for exploration against exploitation; David & Nagaraja (2003) for the maximum; Hvide (2002)
for prizes.
Assumptions: values are independent and normal; default means and spreads are assumed. The models say when
each taste pays and nothing of how people treat each other. Units: 1 = the mean value of a tried method.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Pick, Slider, View

Idea = tuple[float, float]  # mean and spread (standard deviation) of an idea's value
TRIED: Idea = (1.0, 0.2)  # assumed
NOVEL: Idea = (0.7, 1.0)  # assumed
BAR = 0.8  # assumed: what each person must show


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


KINDS = (("tried", "safe ideas"), ("novel", "long shots"))


def draw_novel(ideas: int, validity: float, spread: float) -> View:
    """Draw the value delivered by the chosen idea against the number of ideas, novel and tried."""
    novel = (NOVEL[0], spread)
    counts = list(range(1, 10))
    lines = {what: [chosen_value(n, what, validity) for n in counts] for what in (TRIED, novel)}
    made, (axes,) = look.figure(right=0.8)
    look.frame(axes, "ideas tested before one ships", "value of what ships", (0.8, 9.2), (0, 3.3))
    ends = lines[TRIED][-1], lines[novel][-1]
    gap = 0.12 if ends[1] > ends[0] else -0.12  # push the labels apart when the lines end close together
    now = [lines[what][ideas - 1] for what in (TRIED, novel)]
    for what, name, colour, place in (
        (TRIED, "safe", look.MAIN, ends[0] - gap),
        (novel, "long shot", look.MARK, ends[1] + gap),
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
        f"With {count} and a test of validity {validity:.1f}, long shots ship a value of {now[1]:.2f} "
        f"and safe ideas {now[0]:.2f} (means and spreads assumed): here {winner} pay."
    )
    rows = [(n, f"{lines[TRIED][n - 1]:.2f}", f"{lines[novel][n - 1]:.2f}") for n in (1, 3, 5, 7, 9)]
    return View(
        made, sentence, pd.DataFrame(rows, columns=["ideas tested", "safe ideas", "long shots"]), answer
    )


def draw_bar(bar: float, team: int) -> View:
    """Draw how often each kind of idea passes a bar, and the team's best after the choice that follows."""
    bars = np.linspace(0, 2, 81)
    kinds = (("tried", TRIED, look.MAIN), ("novel", NOVEL, look.MARK))
    made, (axes, best) = look.figure(columns=2, left=0.55, between=0.6)
    look.frame(axes, "bar each must pass", "chance to pass, %", (0, 2), (0, 108))
    look.frame(best, "all propose", "team's best, expected", (-0.5, 1.5), (0, 2.6))
    choice, other = ("tried", "novel") if bar < safe_below() else ("novel", "tried")
    words, rows, bests = dict(KINDS), [], {}
    for place, (name, idea, colour) in enumerate(kinds):
        axes.plot(bars, 100 * norm.sf(bars, *idea), color=colour)
        look.dot(axes, (bar, 100 * passes(idea, bar)), colour)
        value = bests[name] = idea[0] + idea[1] * standard_best(team)
        best.bar([place], [value], width=0.6, color=colour if name == choice else look.GRID)
        best.text(place, value + 0.05, f"{value:.1f}", ha="center", color=colour)
        rows.append((words[name], f"{idea[0]:.1f}", f"{passes(idea, bar):.0%}", f"{value:.1f}"))
    axes.text(0.95, 90, "safe", color=look.MAIN)
    axes.text(0.1, 20, "long shot", color=look.MARK)
    axes.set_xticks(range(3))
    best.set_xticks((0, 1), ("safe", "long shots"))
    best.set_yticks(range(3))
    change = "loses" if bests[choice] < bests[other] else "gains"
    sentence = (
        f"With a bar at {bar:.1f}, a safe idea passes with probability {passes(TRIED, bar):.0%}, a long shot "
        f"with {passes(NOVEL, bar):.0%}, so people propose {words[choice]}. The team {change} by it: the best of "
        f"{team} is {bests[choice]:.1f} where {words[other]} would give {bests[other]:.1f} (all inputs assumed)."
    )
    columns = ["all propose", "mean of each", "each passes", "team's best"]
    return View(made, sentence, pd.DataFrame(rows, columns=columns), choice)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    return {
        "culture_tried_passes": f"{passes(TRIED, BAR):.0%}",
        "culture_novel_passes": f"{passes(NOVEL, BAR):.0%}",
    }


def prize(team: int, gap: float, spread: float) -> float:
    """Return P(one person with a novel idea beats all others of the team, who propose tried methods).

    The novel idea is worth `gap` less on average; its best rival is the best of team − 1 tried ones.
    """
    values = np.linspace(-9, 9, 2001)
    others_below = norm.cdf(1 - gap + spread * values, *TRIED) ** (team - 1)
    return float(np.trapezoid(others_below * norm.pdf(values), values))


def culture_margin(ideas: int, validity: float, gap: float, spread: float) -> float:
    """Return by how much each side is right in its own work, the lesser of the two.

    In research's, the best of `ideas` by a test ships, and a novel idea should be worth more; in engineering's, the
    one idea that is tried ships, and a tried method should be. On average a novel idea is worth `gap` less.
    """
    best = chosen_value(ideas, (TRIED[0] - gap, spread), validity) - chosen_value(ideas, TRIED, validity)
    return min(best, gap)


def bar_margin(bar: float, gap: float, tried_spread: float, spread: float) -> float:
    """Return by how much likelier a tried method is to pass a bar than a novel idea, worth `gap` less on average."""
    return passes((TRIED[0], tried_spread), bar) - passes((TRIED[0] - gap, spread), bar)


def prize_margin(team: int, gap: float, spread: float) -> float:
    """Return by how much a tried method raises the chance of being the best of a team that proposes tried methods."""
    return 1 / team - prize(team, gap, spread)


GAP = Span(0.05, 0.8, "assumed: on average a novel idea is worth a little to much less than a tried one")
WIDE = Span(0.5, 1.5, "assumed: novel ideas differ more than tried ones, by two to seven times")

CLAIMS = (
    Claim(
        name="culture",
        says="Research favours novel ideas and engineering tried methods.",
        lecture="Cultural gaps",
        evidence=Evidence.NEAR,
        measured="Interviews in 28 organisations tell of different expectations between data scientists and engineers "
        "[@nahar2022]; none counts who prefers what.",
        lines=(
            Line(
                model="best of n against the mean (a safe idea and a long shot)",
                verdict=Verdict.HOLDS_WHEN,
                because="a novel idea is worth less on average, by less than half of its extra spread times the "
                "validity of the test; then each side is right in its own work, and else one is right in both.",
                margin=culture_margin,
                ranges={
                    "ideas": Span(2, 10, "assumed: ideas that a team tests before one ships", whole=True),
                    "validity": Span(
                        0.1, 0.9, "assumed: from a test that says little to one that says nearly all"
                    ),
                    "gap": Span(-0.2, 0.8, "assumed: from a little better to much worse on average"),
                    "spread": Span(0.3, 1.5, "assumed: novel ideas differ more than tried ones"),
                },
                when=lambda validity, gap, spread, **_: 0 < gap < validity * (spread - TRIED[1]) / 2,
                unit="mean values of a tried method",
            ),
        ),
        references=("march1991", "david2003"),
    ),
    Claim(
        name="clash",
        says="The two cultures clash, and unmanaged the clash can turn toxic.",
        lecture="Cultural gaps",
        evidence=Evidence.NEAR,
        measured="In a team of eight, told by one of the authors of @nahar2022, the only data scientist felt isolated "
        "from the engineers and was not there when the lead spoke with the client [@kastner2025].",
        unmodelled="how people treat each other is not in any model here; those of this lesson say only when each is "
        "right about an idea.",
    ),
    Claim(
        name="results-and-risk",
        says="Judging people by whose ideas work makes them propose only what they think will work.",
        lecture="Measure inputs, not results",
        evidence=Evidence.NEAR,
        measured="In a laboratory, people who were paid only for late success tried more that was new than people paid "
        "for each result [@ederer2013]. Biologists whose funder tolerates early failure wrote more papers of high "
        "impact, and on newer questions, than similar ones with short reviews [@azoulay2011].",
        lines=(
            Line(
                model="passing a bar (a safe idea and a long shot)",
                verdict=Verdict.HOLDS_WHEN,
                because="the bar that each person must pass is no higher than what a tried method is worth on "
                "average; a high bar is passed more often by a long shot.",
                margin=bar_margin,
                ranges={
                    "bar": Span(0.2, 2.0, "assumed: from a fifth to twice what a tried method is worth"),
                    "gap": GAP,
                    "tried_spread": Span(0.1, 0.4, "assumed: tried methods differ little"),
                    "spread": WIDE,
                },
                when=lambda bar, **_: bar <= TRIED[0],
                unit="chance to pass",
            ),
            Line(
                model="tournament (a safe idea and a long shot)",
                verdict=Verdict.REVERSES_WHEN,
                because="only the best of at least four people is rewarded and a novel idea is worth less on average "
                "by at most a quarter of its spread: then the long shot wins more often.",
                margin=prize_margin,
                ranges={
                    "team": Span(2, 10, "assumed: people who compete", whole=True),
                    "gap": GAP,
                    "spread": WIDE,
                },
                when=lambda team, gap, spread: team >= 4 and gap <= spread / 4,
                unit="chance to be the best",
            ),
        ),
        references=("march1991", "hvide2002"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="culture-novel",
        question="When does a long shot beat a safe idea?",
        predict=Pick(
            "A long shot is worth less on average than a safe idea, and its worth varies more. The idea that tests "
            "best ships. Which pay?",
            KINDS,
        ),
        controls=(
            Slider("ideas", "Ideas tested", 1, 9, 2, 5),
            Slider("validity", "Validity of the test", 0.2, 1.0, 0.4, 0.6, "{:.1f}"),
            Slider("spread", "Spread of long shots", 0.4, 1.6, 0.4, 1.2, "{:.1f}"),
        ),
        draw=draw_novel,
    ),
    Explorable(
        name="culture-bar",
        question="What do people propose when each must show a result?",
        predict=Pick("Everyone wants to pass the bar. What do people propose?", KINDS),
        controls=(
            Slider("bar", "Bar each person must pass", 0.4, 1.8, 0.2, BAR, "{:.1f}"),
            Slider("team", "People in the team", 3, 9, 2, 5),
        ),
        draw=draw_bar,
    ),
)
