"""How rare is somebody who is good at several things at once, and what do two people do instead?

Claim: the ML engineer needs a rare mix of ML and software engineering.
Model: the share of people above a bar in all of k skills, under a one-factor Gaussian model: skill i is
√ρ·Z + √(1−ρ)·εᵢ, with Z shared by all skills of a person (the integral is that of Vasicek 2002 for loans). "Good" is
within the best `bar` of the people who apply. Assumptions: one correlation for all pairs of skills; people who apply
are like a draw from one population; a skill is there or not. No correlation of these skills across people was found:
0.41 is the average over 62 thinking tasks (erceg2024), and O*NET's correlations are across occupations, which say that
jobs specialise and not whether people do. Units: shares of people, people.
"""

from functools import cache

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.core.one_factor import all_happen
from mlteams.core.words import one_in, roughly
from mlteams.input.heron import fact

SKILLS = (
    "software engineering",
    "machine learning",
    "statistics",
    "data pipelines",
    "operations",
    "writing",
    "the business",
    "leading people",
)
HAVE, TOGETHER = fact("roles.skills.have"), fact("roles.skills.together")
BARS = {"best third": 1 / 3, "best fifth": HAVE, "best tenth": 0.1}


@cache
def all_good(skills: int, bar: float, correlation: float) -> float:
    """Return the share of people who are within the best `bar` in all skills.

    Args:
        skills: how many, at least 0.
        bar: share of people who are good at one skill, inside 0 to 1.
        correlation: of any two skills of a person, from 0 to below 1.

    Raises:
        ValueError: a number is outside its range.
    """
    if skills < 0 or not 0 < bar < 1 or not 0 <= correlation < 1:
        found = f"{skills} skills, bar {bar}, correlation {correlation}"
        raise ValueError(f"{found}; they must be at least 0, inside 0 to 1, and from 0 to below 1")
    return all_happen((bar,) * skills, (correlation,) * skills)


def to_meet(skills: int, bar: float, correlation: float, people: int) -> float:
    """Return how many people one meets on average until `people` of them cover all skills, each an equal share.

    The first is good at half of the skills, say, the second at the other half; an odd skill goes to the first.
    Whoever does not fit the first post is not considered for the second, which makes two look harder than they are.
    """
    parts = [skills // people + (one < skills % people) for one in range(people)]
    return sum(1 / all_good(part, bar, correlation) for part in parts)


def no_easier(skills: int, bar: float) -> float:
    """Return the correlation, to a hundredth, from which two people take as many to meet as one who has every skill."""
    return next(
        step / 100
        for step in range(100)
        if to_meet(skills, bar, step / 100, 1) <= to_meet(skills, bar, step / 100, 2)
    )


def _rare(applicants: float, bar: float, correlation: float) -> float:
    """Margin of the rare mix: how far the expected number of applicants who are good at both lies below one."""
    return 1 - applicants * all_good(2, bar, correlation)


def draw_people(skills: int, bar: str, correlation: float) -> View:
    """Draw two hundred people, row by row of requirements: how many are left after each."""
    share = BARS[bar]
    left = [all_good(count, share, correlation) for count in range(skills + 1)]
    made, (axes,) = look.figure(height=3.5, left=1.85, right=1.25, bottom=0.1, top=0.5)
    axes.set(xlim=(0, 100), ylim=(len(SKILLS) + 0.5, -0.5))
    axes.axis("off")
    look.line(made, 0, "Who is left, requirement by requirement.")
    look.line(made, 1, f"Each: among the {bar} of those who apply.", look.MUTED)
    for row, value in enumerate(left):
        colour = look.MARK if row == skills else look.MAIN
        name = "all who apply" if row == 0 else f"and {SKILLS[row - 1]}" if row > 1 else SKILLS[0]
        look.label(axes, name, (0, row), (-5, 0), colour, ha="right", va="center")
        look.bar(axes, row, 100 * value, 0.55, look.FILL if row == skills else look.MAIN, colour)
        words = "everybody" if row == 0 else one_in(value)
        look.label(axes, words, (100, row), (4, 0), colour, va="center")
    alone = all_good(skills, share, 0.0)
    compare = (
        ""
        if correlation == 0 or skills == 1
        else f"; if skills did not go together, it would be {one_in(alone)}"
    )
    what = {1: "this one skill", 2: "both skills"}.get(skills, f"all {skills} skills")
    sentence = f"{one_in(left[-1])} is good at {what}{compare}."
    rows = [(n, SKILLS[n - 1] if n else "all who apply", f"{1000 * v:.1f}") for n, v in enumerate(left)]
    table = pd.DataFrame(rows, columns=["skills", "and also", "left of 1,000"])
    of_thousand = 1000 * left[-1]
    return View(made, sentence, table, round(of_thousand, 0 if of_thousand >= 10 else 1))


def draw_pair(skills: int, bar: str, correlation: float) -> View:
    """Draw how many people one must meet for one person with all skills, and for two with half each."""
    share = BARS[bar]
    found = {people: to_meet(skills, share, correlation, people) for people in (1, 2)}
    made, (axes,) = look.figure(height=2.6, left=0.1, right=0.1, bottom=0.1, top=0.5)
    axes.set(xlim=(-0.5, 40), ylim=(13.2, -0.9))
    axes.axis("off")
    look.line(made, 0, "One dot: one person whom you meet.")
    for people, start in ((1, 0.0), (2, 7.2)):
        colour = look.MARK if people == 1 else look.MAIN
        count = round(found[people])
        words = f"one person with all {skills}" if people == 1 else f"two people with {_halves(skills)}"
        look.label(axes, f"{words}: {roughly(found[people])}", (0, start), (-3, 0), colour, va="center")
        shown = min(count, 200)
        places = np.arange(shown)
        axes.plot(places % 40, start + 1.1 + 0.95 * (places // 40), ".", markersize=7, color=colour)
        if count > shown:
            look.label(axes, "and on", (40, start), (-2, 0), colour, ha="right", va="center")
    times = found[1] / found[2]
    sentence = (
        f"One person who is good at all {skills} skills takes {roughly(found[1])} people to meet; two who have "
        f"{_halves(skills)} take {roughly(found[2])}, {_compared(times)}."
    )
    rows = [("one person", roughly(found[1])), ("two people", roughly(found[2]))]
    return View(made, sentence, pd.DataFrame(rows, columns=["hire", "people to meet"]), found[2])


def _compared(times: float) -> str:
    """Return how many fewer, in words that deserve their digits."""
    if times < 1.15:
        return "about as many"
    return f"{(1 - 1 / times):.0%} fewer" if times < 10 else f"one for every {roughly(times)}"


def _halves(skills: int) -> str:
    more, less = skills - skills // 2, skills // 2
    return f"{more} each" if more == less else f"{more} and {less}"


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    return {
        "both": one_in(all_good(2, HAVE, TOGETHER)),
        "six": one_in(all_good(6, HAVE, TOGETHER)),
        "six_independent": one_in(all_good(6, HAVE, 0.0)),
        "three": one_in(all_good(3, HAVE, TOGETHER)),
        "one_with_six": roughly(to_meet(6, HAVE, TOGETHER, 1)),
        "one_with_eight": roughly(to_meet(8, HAVE, TOGETHER, 1)),
        "no_easier": f"{no_easier(6, HAVE):.2f}".lstrip("0"),
        "one_with_six_close": roughly(to_meet(6, HAVE, 0.6, 1)),  # if skills go together much
        "nine": one_in(all_good(9, HAVE, TOGETHER)),
        "both_of_twenty": f"{20 * all_good(2, HAVE, TOGETHER) / HAVE:.0f}",  # of twenty who are good at the first
        "both_of_hundred": f"{100 * all_good(2, HAVE, TOGETHER):.0f}",
        "both_best_third": one_in(all_good(2, 1 / 3, TOGETHER)),
    }


CLAIMS = (
    Claim(
        name="rare-mix",
        says="The ML engineer needs a rare mix of ML and software engineering.",
        lecture="Skills Required",
        lines=(
            Line(
                model="joint share above a bar under a one-factor Gaussian model",
                verdict=Verdict.HOLDS_WHEN,
                because="fewer than two of those who apply pass the bar of either skill, and skills go together at a "
                "correlation of at most six tenths. Two skills alone are not rare: among many applicants, or with "
                "a lower bar, "
                "somebody has both.",
                margin=_rare,
                ranges={
                    "applicants": Span(10, 200, "assumed: people who apply for one post", log=True),
                    "bar": Span(
                        0.01, 0.33, "assumed: from the best in a hundred to the best third", log=True
                    ),
                    "correlation": Span(
                        0, 0.7, "assumed: around the 0.41 of thinking tasks [@erceg2024]; from none to strong"
                    ),
                },
                when=lambda applicants, bar, correlation: applicants * bar < 2 and correlation <= 0.6,
                unit="of one applicant",
            ),
        ),
        references=("vasicek2002", "onet2024"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="rare-mix-people",
        question="How many people are left when each requirement is added?",
        predict=Range(
            "Of a thousand people who apply, how many are good at all of the skills asked for at once?",
            "of 1,000",
            0,
            1000,
            "{:g}",
        ),
        controls=(
            Slider("skills", "Skills asked for", 1, 8, 1, 6),
            Choice("bar", "Good means", tuple(BARS), "best fifth"),
            Slider("correlation", "How far skills go together", 0, 0.6, 0.3, TOGETHER, "{:.1f}"),
        ),
        draw=draw_people,
    ),
    Explorable(
        name="rare-mix-pair",
        question="One person with every skill, or two with half each?",
        predict=Range(
            "One person who is good at everything asked for takes many people to meet. How many does it take "
            "until two are "
            "found who share the skills between them?",
            "people",
            0,
            1000,
            "{:,.0f}",
        ),
        controls=(
            Slider("skills", "Skills asked for", 2, 8, 1, 6),
            Choice("bar", "Good means", tuple(BARS), "best fifth"),
            Slider("correlation", "How far skills go together", 0, 0.6, 0.3, TOGETHER, "{:.1f}"),
        ),
        draw=draw_pair,
    ),
)
