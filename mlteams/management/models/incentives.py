"""Can results tell who works well?

Claims: measure inputs, not results, for whose idea worked says little about the quality of a contribution; and the
quality of experimenting leads to success.
Models: power of the two-proportion test, the exact race of two binomials, and the validity of a success rate
as a measure of skill (its correlation with the true chance, from the beta-binomial or any other spread of
skill), set against the validity of a review of how the work was done; the best of n ideas by an imperfect test.
References: Fleiss, Levin & Paik (2003), chapter 4, for the number of attempts; Spearman (1910), Brown (1910)
for reliability that grows with repetition; Sackett et al. (2022) for what structured judgement reaches.
Assumptions: projects succeed independently with a chance that belongs to the person; people get projects of
equal difficulty, which favours results. Skill spreads and chances are assumed. Units: projects.
"""

import math
from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import binom, norm

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View
from mlteams.management.models.culture import NOVEL, chosen_value

MEAN, SPREAD = 0.25, 0.05  # chance that a research project works: mean and spread over people, assumed
STRUCTURED, UNSTRUCTURED = 0.42, 0.19  # validities of interviews (Sackett 2022), stand-ins for a review


def attempts_needed(
    better: float, worse: float, power: float = 0.8, level: float = 0.05, sides: int = 2
) -> int:
    """Return the attempts each of two people needs before a test tells them apart with probability `power`.

    Normal approximation with the pooled variance under the null (Fleiss et al. 2003, chapter 4), rounded up.
    Two sides when nobody knows beforehand who is better.

    Raises:
        ValueError: not 0 < worse < better < 1, or sides is neither 1 nor 2.
    """
    if not 0 < worse < better < 1 or sides not in (1, 2):
        found = f"better {better}, worse {worse}, sides {sides}"
        raise ValueError(f"{found}; it must be 0 < worse < better < 1, and 1 or 2 sides")
    pooled = (better + worse) / 2
    null = norm.isf(level / sides) * math.sqrt(2 * pooled * (1 - pooled))
    truth = norm.ppf(power) * math.sqrt(better * (1 - better) + worse * (1 - worse))
    return math.ceil(float((null + truth) / (better - worse)) ** 2)


@cache
def race(projects: int, better: float, worse: float) -> tuple[float, float]:
    """Return P(the worse has more successes) and P(tie) after `projects` each, exactly.

    Raises:
        ValueError: projects is below 1 or a chance is outside 0 to 1.
    """
    if projects < 1 or not 0 <= worse <= 1 or not 0 <= better <= 1:
        found = f"projects {projects}, chances {better} and {worse}"
        raise ValueError(f"{found}; projects must be at least 1, chances between 0 and 1")
    counts = np.arange(projects + 1)
    good, bad = binom.pmf(counts, projects, better), binom.pmf(counts, projects, worse)
    return float(bad @ (np.cumsum(good) - good)), float(good @ bad)


def results_validity(projects: int, mean: float = MEAN, spread: float = SPREAD) -> float:
    """Return the correlation of a person's success rate over `projects` with that person's true chance.

    Var(rate) = spread² + (mean(1 − mean) − spread²)/projects, for any distribution of chances.

    Raises:
        ValueError: projects is below 1, or no distribution on 0 to 1 has this mean and spread.
    """
    noise = _noise(mean, spread)
    if projects < 1:
        raise ValueError(f"projects is {projects}; it must be at least 1")
    return math.sqrt(projects * spread**2 / (projects * spread**2 + noise))


def break_even_projects(validity: float, mean: float = MEAN, spread: float = SPREAD) -> float:
    """Return how many finished projects measure skill as well as a review of inputs with this validity.

    Raises:
        ValueError: validity is not in 0 to 1 (1 excluded), or mean and spread as in `results_validity`.
    """
    noise = _noise(mean, spread)
    if not 0 <= validity < 1:
        raise ValueError(f"validity is {validity}; it must be at least 0 and below 1")
    return validity**2 / (1 - validity**2) * noise / spread**2


def _noise(mean: float, spread: float) -> float:
    noise = mean * (1 - mean) - spread**2  # the mean variance of one project around its person's chance
    if not 0 < mean < 1 or spread <= 0 or noise < 0:
        raise ValueError(f"mean {mean} and spread {spread} must belong to a distribution between 0 and 1")
    return noise


def draw_race(projects: int, worse: float, gap: float) -> View:
    """Draw who is ahead after how many projects: the better, nobody, or the worse."""
    better = round(worse + gap, 2)
    counts = np.arange(1, 41)
    behind, tied = 100 * np.array([race(int(n), better, worse) for n in counts]).T
    now, tie = race(projects, better, worse)
    made, (axes,) = look.figure(right=1.15)
    look.frame(axes, "projects finished by each", "chance, %", (0, 40), (0, 103))
    axes.plot(counts, 100 - behind - tied, color=look.MAIN)
    axes.plot(counts, behind, color=look.MARK)
    axes.plot(counts, tied, color=look.MUTED, linestyle="--")
    lower, upper = sorted(((behind[-1], "worse ahead", look.MARK), (tied[-1], "tie", look.MUTED)))
    low = max(lower[0], 3)  # the labels keep clear of the axis and of each other
    for height, name, colour in (
        (low, *lower[1:]),
        (max(upper[0], low + 9), *upper[1:]),
        (100 - behind[-1] - tied[-1], "better ahead", look.MAIN),
    ):
        look.label(axes, name, (40, height), (6, 0), colour, va="center")
    axes.axvline(projects, color=look.GRID, zorder=0)
    look.dot(axes, (projects, 100 * now), look.MARK)
    axes.set_xticks(range(0, 41, 8))
    needed = attempts_needed(better, worse)
    sentence = (
        f"After {projects} projects each, the person with chance {worse:.0%} is ahead of the one with "
        f"{better:.0%} with probability {now:.0%}, and level with probability {tie:.0%}; "
        f"to tell them apart with 80% power takes {needed} projects each."
    )
    rows = [("better ahead", f"{1 - now - tie:.0%}"), ("tie", f"{tie:.0%}"), ("worse ahead", f"{now:.0%}")]
    return View(
        made, sentence, pd.DataFrame(rows, columns=[f"after {projects} projects", "chance"]), 100 * now
    )


def draw_inputs(projects: int, validity: float, spread: float) -> View:
    """Draw how well results measure skill as projects add up, against one review of inputs."""
    counts = np.arange(1, 61)
    results = [results_validity(int(n), MEAN, spread) for n in counts]
    now, even = results_validity(projects, MEAN, spread), break_even_projects(validity, MEAN, spread)
    made, (axes,) = look.figure(right=0.7)
    look.frame(axes, "projects finished", "correlation with skill", (0, 60), (0, 1))
    axes.plot(counts, results, color=look.MAIN)
    axes.axhline(validity, color=look.MARK)
    look.dot(axes, (projects, now), look.MAIN)
    up = 5 if results[-1] > validity else -5  # push the labels apart when the lines end close together
    look.label(axes, "results", (60, results[-1]), (6, up), look.MAIN, va="center")
    look.label(axes, "inputs", (60, validity), (6, -up), look.MARK, va="center")
    axes.set_xticks(range(0, 61, 10))
    first = math.floor(even) + 1
    sentence = (
        f"After {projects} projects, results correlate {now:.2f} with skill, a review {validity:g}. "
        f"From project {first} on, results say more (spread of skill assumed)."
    )
    rows = [(n, f"{results_validity(n, MEAN, spread):.2f}", f"{validity:.2f}") for n in (5, 10, 20, 40, 60)]
    return View(made, sentence, pd.DataFrame(rows, columns=["projects", "results", "inputs"]), first)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    behind, _ = race(8, 0.3, 0.2)
    return {
        "incentives_attempts": f"{attempts_needed(0.3, 0.2)}",
        "incentives_worse_ahead": f"{behind:.0%}",
        "incentives_even": f"{break_even_projects(STRUCTURED):.0f}",
    }


def inputs_margin(projects: int, validity: float, mean: float, spread: float) -> float:
    """Return by how much one review of inputs correlates more with skill than all results so far."""
    return validity - results_validity(projects, mean, spread)


SURE = 6  # of the claim: where luck moves successes by so many times what skill does, any review says more


def luck_and_skill(projects: int, mean: float, spread: float) -> tuple[float, float]:
    """Return by how much luck and by how much skill typically move a person's number of successes.

    Luck is the binomial √(n·p·(1 − p)) of a person of average chance, skill the spread of chances times n.
    """
    return math.sqrt(projects * mean * (1 - mean)), projects * spread


def _mostly_luck(projects: int, validity: float, mean: float, spread: float) -> bool:
    luck, skill = luck_and_skill(projects, mean, spread)
    return luck >= SURE * skill


def experimenting_margin(ideas: int, more: int, validity: float, gain: float) -> float:
    """Return what a test `gain` times as valid adds to what ships, less what `more` times as many ideas add."""
    return chosen_value(ideas, NOVEL, gain * validity) - chosen_value(more * ideas, NOVEL, validity)


CLAIMS = (
    Claim(
        name="inputs",
        says="Measure the quality of what people put in, not whose idea turned out to work.",
        lecture="Measure inputs, not results",
        evidence=Evidence.NEAR,
        measured=f"Structured interviews correlate by {STRUCTURED} with how well people later work, unstructured "
        f"ones by {UNSTRUCTURED} [@sackett2022]; for reviews of experiments no measurement was found. In a laboratory, "
        "drawing people's eyes to their input instead of its outcome made them try less that was new "
        "[@matthewes2022].",
        lines=(
            Line(
                model="reliability and validity of a success rate",
                verdict=Verdict.HOLDS_WHEN,
                because=f"luck moves a person's number of successes at least {SURE} times as much as skill does (luck: "
                "√(n·p·(1 − p)) of n projects that work with chance p; skill: n times the spread of p over people). "
                "Then even an unstructured review says more; a long record says more than any review.",
                margin=inputs_margin,
                ranges={
                    "projects": Span(
                        1, 100, "assumed: from the first to a long career", whole=True, log=True
                    ),
                    "validity": Span(
                        UNSTRUCTURED,
                        STRUCTURED,
                        "unstructured to structured interviews [@sackett2022], stand-ins",
                    ),
                    "mean": Span(0.1, 0.5, "assumed: between one and five research projects in ten work"),
                    "spread": Span(0.03, 0.08, "assumed: people's chances differ, and by less than luck"),
                },
                when=_mostly_luck,
                unit="correlation with skill",
            ),
        ),
        references=("fleiss2003", "spearman1910", "brown1910"),
    ),
    Claim(
        name="experimenting",
        says="The quality of experimenting, more than the idea of the day, leads to success.",
        lecture="Measure inputs, not results",
        evidence=Evidence.NEAR,
        measured="Of 250 founders, those who were taught to state and test their theories, chosen by lot, closed their "
        "start-ups more often and performed better with new ideas [@camuffo2020]. In language modelling, careful "
        "tuning put an old architecture above newer ones [@melis2018].",
        lines=(
            Line(
                model="best of n by an imperfect test",
                verdict=Verdict.HOLDS_WHEN,
                because="the test becomes better by at least the factor by which ideas would become more: a test twice "
                "as valid is worth more than twice as many ideas; many more ideas win against a slightly better one.",
                margin=experimenting_margin,
                ranges={
                    "ideas": Span(
                        2, 20, "assumed: from two prompts to a season of runs", whole=True, log=True
                    ),
                    "more": Span(2, 4, "assumed: two to four times as many ideas", whole=True),
                    "validity": Span(0.05, 0.25, "assumed: a weak test, which leaves room to become better"),
                    "gain": Span(1, 4, "assumed: up to four times as valid"),
                },
                when=lambda more, gain, **_: gain >= more,
                unit="mean values of a tried method",
            ),
        ),
        references=("patel2008", "david2003"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="incentives-race",
        question="After a few projects, does the better researcher look better?",
        predict=Range(
            "Two researchers finish as many projects each. How likely is it that the worse one is ahead?",
            "%",
            0,
            100,
        ),
        controls=(
            Slider("projects", "Projects each", 8, 40, 8, 8),
            Slider("worse", "Chance of the worse", 0.1, 0.5, 0.1, 0.2, "{:.0%}"),
            Slider("gap", "The better is better by", 0.1, 0.3, 0.1, 0.1, "{:.0%}"),
        ),
        draw=draw_race,
    ),
    Explorable(
        name="incentives-inputs",
        question="How many finished projects say as much as one review of how the work was done?",
        predict=Range(
            "How many projects must a person finish before results say more about skill than the review does?",
            "projects",
            1,
            500,
        ),
        controls=(
            Slider("projects", "Projects finished", 10, 60, 10, 10),
            Slider("validity", "Correlation of the review with skill", 0.2, 0.6, 0.2, 0.4, "{:.1f}"),
            Slider("spread", "Spread of skill (of the chance)", 0.04, 0.12, 0.04, 0.04, "{:.0%}"),
        ),
        draw=draw_inputs,
    ),
)
