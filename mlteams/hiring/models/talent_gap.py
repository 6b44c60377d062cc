"""In a field that grows fast, how many of its people can have years behind them?

Claims: the gap is in production experience; juniors are an option. Model: a population that grows by the same share
every year and that nobody leaves. Those with at least L years are those who were there L years ago, a share of
(1 + growth)^−L: what demographers call a stable population (Lotka 1922), without deaths. Of these only some have
seen a model in use, and some who come later have run other systems. Assumptions: steady growth, nobody leaves, a year
is a year. Units: years, shares, weeks.
"""

from collections import Counter
from math import log, log1p
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View

if TYPE_CHECKING:
    from numpy.typing import NDArray


def experienced(years: float, growth: float, practised: float = 1.0) -> float:
    """Return the share of a field's people who have at least so many years of practice.

    Args:
        years: asked for, at least 0.
        growth: of the field, a share a year; 0.4 is two fifths more people every year. At least 0.
        practised: share of people whose years were spent with models in use, 0 to 1.

    Raises:
        ValueError: a number is outside its range.
    """
    if years < 0 or growth < 0 or not 0 <= practised <= 1:
        found = f"{years} years, growth {growth}, practised {practised}"
        raise ValueError(f"{found}; they must be at least 0, at least 0, and from 0 to 1")
    return float(practised * (1 + growth) ** -years)


def _scarce(years: float, growth: float, practised: float, brought: float) -> float:
    """Margin of the claim: how far the share with experience lies below one half, that of other fields counted too."""
    there = experienced(years, growth)
    return 0.5 - practised * there - brought * (1 - there)


def _junior(candidates: float, years: float, growth: float, practised: float, teach: float) -> float:
    """Margin of hiring a junior: weeks saved by not waiting for somebody with experience, less those of teaching."""
    share = experienced(years, growth, practised)
    return (1 / share - 1 / (1 - share)) / candidates - teach


def _rare_enough(candidates: float, years: float, growth: float, practised: float, teach: float) -> bool:
    # With at most one in three experienced, at least half of the wait for one of them is saved.
    share = experienced(years, growth, practised)
    return share < 1 / 3 and 1 / (candidates * share) > 2 * teach


def draw_years(years: int, growth: int) -> View:
    """Draw a hundred people of a field by the years they have been in it; those with enough are filled."""
    rate = growth / 100
    # The hundred people at 0.5, 1.5 … percent of the field, by the years they have been there.
    been = -np.log((np.arange(100) + 0.5) / 100) / np.log1p(rate)
    made, (axes,) = look.figure(height=3.2, left=0.1, right=0.1, bottom=0.5, top=0.55)
    axes.set(xlim=(-0.2, 12.4), ylim=(0, 46))
    axes.set_yticks([])
    axes.set_xticks(range(0, 13, 2), [*map(str, range(0, 11, 2)), "12+"])
    axes.set_xlabel("years in the field")
    look.line(made, 0, "A hundred people of the field. Filled: with years enough.")
    heights: Counter[int] = Counter()
    places = []
    for one in been:  # who has been there longest comes first
        column = min(int(one), 12)
        row = heights[column]
        left = column + 0.25 + 0.38 * (row % 2) - (0.35 if column == 12 else 0)
        places.append((left, 1.0 + 1.55 * (row // 2)))
        heights[column] += 1
    enough = _enough(been, years)
    look.dots(axes, places, enough, 4.6, (look.FILL, look.MARK), (look.SURFACE, look.MAIN))
    axes.plot([years, years], [0, 40], color=look.PROMISE, linewidth=1.2)
    shift, side = (-4, "right") if years > 6 else (4, "left")
    look.label(axes, f"asked for: {_years(years)}", (years, 39), (shift, 0), look.PROMISE, side)
    old = f"{np.log(2) / np.log1p(rate):.1f}".removesuffix(".0")
    sentence = (
        f"In a field that grows by {growth}% a year, {enough} of 100 people have been there for "
        f"{_years(years)} or longer. Half of the field came in the last {old} years."
    )
    rows = [(n, _enough(been, n)) for n in range(9)]
    return View(made, sentence, pd.DataFrame(rows, columns=["years asked for", "of 100"]), float(enough))


def _enough(been: "NDArray[np.float64]", years: int) -> int:
    """Return how many of those whose years are `been` have so many: dots, sentence and table count alike."""
    return int(np.count_nonzero(been >= years))


def _years(years: int) -> str:
    return f"{years} year" if years == 1 else f"{years} years"


CLAIMS = (
    Claim(
        name="gap-in-2018",
        says="In 2018 so few people understood ML that finding them was the biggest block for companies.",
        lecture="The AI Talent Gap",
        evidence=Evidence.NEAR,
        measured="Readers of a technical publisher were asked what slows the adoption of AI: in 2018 a "
        "fifth named a lack of skilled "
        "people, in 2019 about as many, level with the company's culture [@informationage2019]. How many "
        "people there were "
        "nobody knew: one count of profiles found 22,000 with a doctorate [@gagne2018], while a report "
        "that counted "
        "whole teams had 300,000.",
        unmodelled="it says what was, and asking companies is the test.",
    ),
    Claim(
        name="gap-blocks-less",
        says="In 2022 the gap persists and blocks less than it did, since people have changed careers and "
        "graduates know ML.",
        lecture="The AI Talent Gap",
        evidence=Evidence.NEAR,
        measured="In the same publisher's survey of 2021 a lack of skilled people and the difficulty of "
        "hiring were named most, by 19 percent, "
        "as in 2018 [@betanews2021]. In 2022 more than half of those asked by a vendor called too little "
        "talent "
        "a barrier [@hrdive2022], and more of them named too little data engineering and tooling "
        "[@venturebeat2022].",
        unmodelled="it compares two years, and asking companies is the test.",
    ),
    Claim(
        name="production-experience",
        says="What is scarce is people who have seen how ML fails and how it is made to work in production.",
        lecture="The AI Talent Gap",
        lines=(
            Line(
                model="a population growing at a steady rate, by years of experience",
                verdict=Verdict.HOLDS_WHEN,
                because="the field doubles within the years that are asked for, and of those who have come since at "
                "most one in five brings such experience from elsewhere, of the others at most four in five have it. "
                "In a field that grows slowly, or is filled by people who ran other software, most have it.",
                margin=_scarce,
                ranges={
                    "years": Span(
                        1, 8, "assumed: what advertisements ask, five in the middle [@tampa2020]", "years"
                    ),
                    "growth": Span(
                        0.03,
                        0.7,
                        "assumed: to the two thirds more profiles counted in a year [@gagne2019]",
                        "a year",
                    ),
                    "practised": Span(0.2, 1, "assumed: the share whose years were spent with models in use"),
                    "brought": Span(0, 0.9, "assumed: share of later ones who ran systems in another field"),
                },
                when=lambda years, growth, practised, brought: (
                    years > log(2) / log1p(growth) and practised <= 0.8 and brought <= 0.2
                ),
                unit="share of people, below one half",
            ),
        ),
        references=("lotka1922",),
    ),
    Claim(
        name="juniors",
        says="Consider juniors: many who graduate now know ML well.",
        lecture="Sourcing",
        evidence=Evidence.NEAR,
        measured="In the payrolls of a large American provider, employment of people of 22 to 25 in the "
        "occupations most exposed to generative AI "
        "fell by 13 percent against others from late 2022 to mid 2025 [@brynjolfsson2025]. So juniors are "
        "to be had; whether "
        "they are as good a choice was not measured.",
        lines=(
            Line(
                model="waiting for somebody with experience, or teaching somebody without",
                verdict=Verdict.HOLDS_WHEN,
                because="at most one candidate in three has the experience, and one who has it comes less "
                "often than in twice "
                "the weeks that it takes to teach. If teaching takes longer, or nobody has time for it, "
                "wait.",
                margin=_junior,
                ranges={
                    "candidates": Span(0.1, 10, "assumed: who know ML, a week", "a week", log=True),
                    "years": Span(1, 6, "assumed: of experience asked for", "years"),
                    "growth": Span(0.05, 0.7, "assumed, as for the experience itself", "a year"),
                    "practised": Span(
                        0.2, 0.9, "assumed: the share whose years were spent with models in use"
                    ),
                    "teach": Span(
                        4, 52, "assumed: weeks until a junior does the work alone", "weeks", log=True
                    ),
                },
                when=_rare_enough,
                unit="weeks saved",
            ),
        ),
    ),
)

EXPLORABLES = (
    Explorable(
        name="talent-gap-years",
        question="You ask for years of experience. How many people can have them?",
        predict=Range(
            "Of a hundred people in a field that grows fast, how many have been there for as long as you "
            "ask?",
            "of 100",
            0,
            100,
        ),
        controls=(
            Slider("years", "Years asked for", 1, 8, 1, 4, "{}"),
            Slider("growth", "The field grows, a year", 10, 70, 10, 40, "{}%"),
        ),
        draw=draw_years,
    ),
)
