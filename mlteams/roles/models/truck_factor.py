"""What if she leaves? Who stands alone behind what, and is it cheaper to train a colleague or to hire?

Claim: the skills of an ML team lie in different roles, each with a mix of its own.
Model: `loss_sets` finds the smallest sets of people whose loss leaves a task with nobody (the truck factor). Each
person is away a share of the days, independently of the others; a skill is missing on the days on which everybody who
has it is away. Training keeps a second skill in a colleague for some days a year; a hire has them all and is paid.
Assumptions: a skill is there or not; whoever was trained is as good; absences are independent, though a flu is not.
Channels: n people form n(n − 1)/2 pairs (Brooks 1975). Units: days of pay a year, of 250 working days.
"""

from math import comb

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, Range, Slider, View
from mlteams.core.words import listed
from mlteams.input.heron import fact
from mlteams.roles.models.loss_sets import Able, smallest_loss, uncovering
from mlteams.roles.models.task_analysis import HERON

YEAR = 250  # working days
NOBODY = "nobody"
POSTS = (
    "product manager",
    "platform engineer",
    "ML engineer",
    "data scientist",
    "AI engineer",
)
HARM = float(fact("roles.absence.harm"))  # days of pay that a day without a skill costs, by what has to wait
UPKEEP = float(fact("roles.absence.upkeep"))  # days a year to learn a second skill and to keep it
AWAY = {"one day in 50": 0.02, "one day in 20": 0.05, "one day in 10": 0.1}
WORK = {"nothing": 0.0, "half of her time": 0.5, "all of her time": 1.0}
OPTIONS = ("nothing", "train", "hire")


def heron(trained: str = NOBODY) -> Able:
    """Return who of the five posts can do each task of Heron's reader.

    `trained` also learns each task that only one of the others can do.
    """
    able = {task.name: frozenset(task.can & set(POSTS)) for task in HERON}
    if trained == NOBODY:
        return able
    return {task: group | {trained} if len(group) == 1 else group for task, group in able.items()}


def missing(skills: int, away: float, people: int) -> float:
    """Return on how many days a year at least one skill is missing, if `people` have each and share none."""
    return YEAR * (1 - (1 - away**people) ** skills)


def yearly_costs(skills: int, away: float, busy: float) -> dict[str, float]:
    """Return what each option costs, days of pay a year: what is lost while a skill is missing, and what is paid.

    Args:
        skills: how many stand on one person each.
        away: share of the days on which a person is away, 0 to 1.
        busy: share of a hire's time for which there is other work that would be paid for anyway, 0 to 1.
    """
    lost = {people: skills * away**people * YEAR * HARM for people in (1, 2)}
    return {
        "nothing": lost[1],
        "train": lost[2] + skills * UPKEEP,
        "hire": lost[2] + YEAR * (1 - busy),
    }


def _divided(away: float, harm: float, upkeep: float) -> float:
    """Margin of divided skills: upkeep of a second person for a skill, beyond what is lost without; days of pay."""
    return upkeep - YEAR * harm * (away - away**2)


def draw_loss(first: str, second: str, trained: str) -> View:
    """Draw who can do which task, without those who leave."""
    able, gone = heron(trained), {first, second} - {NOBODY}
    made, (axes,) = look.figure(height=3.9, left=2.05, right=0.1, bottom=0.05, top=0.9)
    axes.set(xlim=(-0.5, 4.5), ylim=(len(able) - 0.4, -0.6))
    axes.axis("off")
    look.line(made, 0, "A dot: can do it. A ring: left.")
    short = ("product", "platform", "ML", "data", "AI")
    for column, name in enumerate(short):
        colour = look.MUTED if POSTS[column] in gone else look.INK
        look.label(axes, name, (column, -0.6), (0, 20 if column % 2 else 5), colour, ha="center")
    waits = [task for task, group in able.items() if not group - gone]
    for row, task in enumerate(able):
        colour = look.MARK if task in waits else look.INK
        look.label(axes, task, (-0.5, row), (-4, 0), colour, ha="right", va="center")
        axes.plot([-0.4, 4.4], [row, row], color=look.GRID, linewidth=0.8, zorder=0)
    places = [
        (column, row, post in gone)
        for row, group in enumerate(able.values())
        for column, post in enumerate(POSTS)
        if post in group
    ]
    here, rings = ([(x, y) for x, y, away in places if away is one] for one in (False, True))
    look.dots(axes, [*here, *rings], len(here), 8, (look.MAIN, look.MAIN))
    left = f"{_who(gone)} gone" if gone else "everybody there"
    more = f" and the {trained} trained" if trained != NOBODY else ""
    sentence = f"With {left}{more}, {_tasks(waits)}."
    rows = [
        (task, listed([one for one in POSTS if one in group - gone]) or "nobody")
        for task, group in able.items()
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["task", "who can"]), len(waits))


def _who(gone: set[str]) -> str:
    return listed([f"the {one}" for one in POSTS if one in gone])


def _tasks(waits: list[str]) -> str:
    if not waits:
        return "somebody can do every task"
    return f"nobody can do {len(waits)} of {len(HERON)} tasks: {listed(waits)}"


def draw_train(skills: int, away: str, busy: str) -> View:
    """Draw a year without a change, with a trained colleague, and with a hire: days on which a skill is missing."""
    share = AWAY[away]
    costs = yearly_costs(skills, share, WORK[busy])
    made, (axes,) = look.figure(height=2.8, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-1, YEAR + 1), ylim=(6.9, -0.6))
    axes.axis("off")
    look.line(made, 0, "A year of working days; filled: a skill is missing.", look.MARK)
    rows = []
    for place, (option, cost) in enumerate(costs.items()):
        days = missing(skills, share, 1 if option == "nothing" else 2)
        name = {"nothing": "no change", "train": "train a colleague", "hire": "hire"}[option]
        words = f"{name}: {days:.0f} days missing, {cost:,.0f} days of pay"
        look.label(axes, words, (0, 2.4 * place), (0, 0), look.INK, va="center")
        look.bar(axes, 2.4 * place + 0.95, YEAR, 0.7, look.SURFACE, look.MUTED)
        look.bar(axes, 2.4 * place + 0.95, days, 0.7, look.FILL, look.MARK)
        rows.append((name, f"{days:.1f}", f"{cost:,.0f}"))
    best = min(costs, key=lambda one: costs[one])
    least = {
        "nothing": "changing nothing costs least",
        "train": "training costs least",
        "hire": "a hire costs least",
    }
    alone = "1 skill on one person" if skills == 1 else f"{skills} skills on one person each"
    others = listed([f"{costs[one]:,.0f}" for one in OPTIONS if one != best])
    sentence = (
        f"With {alone}, {least[best]}: {costs[best]:,.0f} days of pay a year, where the others cost {others}."
    )
    table = pd.DataFrame(rows, columns=["option", "days without a skill", "days of pay a year"])
    return View(made, sentence, table, best)


def draw_channels(people: int, hours: float) -> View:
    """Draw people around a table and a line for each pair."""
    from matplotlib.collections import LineCollection

    made, (axes,) = look.figure(height=3.4, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-1.75, 1.75), ylim=(-1.25, 1.25))
    axes.axis("off")
    look.line(made, 0, "A dot: a person. A line: two who have to talk.")
    angle = 2 * np.pi * np.arange(people) / people
    x, y = np.sin(angle), np.cos(angle)
    one, other = np.tril_indices(people, -1)
    ends = np.stack([np.c_[x, y][one], np.c_[x, y][other]], axis=1)
    axes.add_collection(LineCollection(list(ends), colors=look.GRID, linewidths=1), autolim=False)
    axes.plot(x, y, "o", markersize=11, color=look.MAIN)
    pairs = comb(people, 2)
    talk = hours * (people - 1)
    left = people * max(0.0, 40 - talk)
    sentence = (
        f"{people} people form {pairs} pair{'s' if pairs > 1 else ''}. At {_hours(hours)} a week for each pair, "
        f"everybody talks {_hours(talk)} a week, and {left:,.0f} of {40 * people} hours are left for the work."
    )
    rows = [("pairs", pairs), ("hours of talk, each", f"{talk:g}"), ("hours left, all", f"{left:,.0f}")]
    return View(made, sentence, pd.DataFrame(rows, columns=["measure", "value"]), pairs)


def _hours(value: float) -> str:
    return f"{value:g} hour{'' if value == 1 else 's'}"


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    alone = [loss for loss in uncovering(heron()) if len(loss.people) == 1]
    single = sum(len(loss.skills) for loss in alone)
    costs = yearly_costs(single, AWAY["one day in 20"], WORK["half of her time"])
    return {
        **{f"cost_{option}": f"{round(days, -1):.0f}" for option, days in costs.items()},
        "posts": str(len(POSTS)),
        "nobody": str(sum(not group for group in heron().values())),
        "lose_half": str(len(smallest_loss(heron(), 5))),
        "on_one": str(single),
        "pairs_5": str(comb(5, 2)),
        "pairs_10": str(comb(10, 2)),
    }


CLAIMS = (
    Claim(
        name="skills-divided",
        says="The skills of an ML team lie in different roles, each with a mix of its own.",
        lecture="Skills Required",
        evidence=Evidence.NEAR,
        measured="Of 133 popular software projects on GitHub, 65% have a truck factor of two or less: if one or two "
        "people left, most files would have no author any more [@avelino2016]. None was studied as an ML team.",
        lines=(
            Line(
                model="independent absences, one person for a skill against two",
                verdict=Verdict.REVERSES_WHEN,
                because="the days that a person is away in a year, times what a day without the skill costs, are at "
                "least half as much again as the days that keep the skill in a second person. Then it pays that roles "
                "overlap.",
                margin=_divided,
                ranges={
                    "away": Span(
                        0.01, 0.2, "assumed: from two or three days a year to one day a week", log=True
                    ),
                    "harm": Span(
                        0.1, 10, "assumed: by what has to wait for the skill", "days of pay a day", log=True
                    ),
                    "upkeep": Span(
                        2, 60, "assumed: from a skill seldom used to a new trade", "days a year", log=True
                    ),
                },
                when=lambda away, harm, upkeep: YEAR * away * harm >= 1.5 * upkeep,
                unit="days of pay a year",
            ),
        ),
        references=("brooks1975",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="truck-factor-loss",
        question="Heron’s five posts: what waits when somebody leaves?",
        predict=Range(
            "Five people are hired, one for each post, and one of them leaves. For how many of the eleven tasks is "
            "no one left?",
            "of 11 tasks",
            0,
            11,
        ),
        controls=(
            Choice("first", "Leaves", (NOBODY, *POSTS), "AI engineer"),
            Choice("second", "And leaves", (NOBODY, *POSTS), NOBODY),
            Choice("trained", "Learns what only one could do", (NOBODY, *POSTS), NOBODY),
        ),
        draw=draw_loss,
    ),
    Explorable(
        name="truck-factor-train",
        question="Train a colleague, or hire?",
        predict=Pick(
            "Some skills stand on one person each. Which costs least over a year, with all that waits while a skill is "
            "missing?",
            (
                ("nothing", "to change nothing"),
                ("train", "to train a colleague"),
                ("hire", "to hire one more person"),
            ),
        ),
        controls=(
            Slider("skills", "Skills on one person each", 1, 12, 1, 4),
            Choice("away", "Each is away", tuple(AWAY), "one day in 20"),
            Choice("busy", "Other work for a hire fills", tuple(WORK), "half of her time"),
        ),
        draw=draw_train,
    ),
    Explorable(
        name="truck-factor-channels",
        question="How many pairs have to talk?",
        predict=Range(
            "Every two people in this team have to talk to each other. How many pairs are there?",
            "pairs",
            0,
            100,
        ),
        controls=(
            Slider("people", "People", 2, 14, 1, 9),
            Slider("hours", "Hours a week for each pair", 0.5, 2, 0.5, 1.0, "{:g}"),
        ),
        draw=draw_channels,
    ),
)
