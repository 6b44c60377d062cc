"""Where do a candidate's hours change an answer?

Claims: apply directly, for talent is short; look in standard sources and at conferences.
Model: a 0–1 knapsack whose worth is the chance of at least one offer. Hours go into signs, each of which multiplies the
odds of every answer (`signals`), or into asking: applications, and introductions by people one knows. Signs multiply
and applications add up, so what comes first depends on how many hours there are. Solved by trying all sets; no greedy
rule is exact. Rates by route: Lever (2016), the United States mostly, all trades.
Assumptions: published rates are those of everybody who came by a route, so they mix what the route does with who takes
it; answers of different companies are independent, which makes many applications look better than they are; a sign
multiplies the odds of an offer as it multiplies those of being able; hours are assumed. Units: hours; odds and chances
of one hire an application.
"""

from collections.abc import Mapping
from functools import cache
from itertools import combinations

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, Range, Slider, View
from mlteams.core.words import listed, percent
from mlteams.hiring.models.funnel import PER_HIRE
from mlteams.hiring.models.signals import OVERLAP, SIGNS, chance, ratios, together

# Hires per candidate by route: Lever 2016.
APPLIED, REFERRED = 1 / PER_HIRE["applied"], 1 / PER_HIRE["referred"]
EACH = 2.0  # assumed: hours of an application that is written for the post
ASKED = 6.0  # assumed: hours until somebody who knows you has put your name forward
OWN = (
    0.5  # assumed: of what referrals have beyond applications, the share that the introduction itself brings
)
HAD, OPEN_TO = "240", "40"  # assumed: hours of two months of evenings and weekends, and posts that fit
TODAY = 0.1  # assumed: of those without a sign, the share who show a copy, after somebody has looked


def referred(own: float = OWN) -> float:
    """Return the chance of one introduction, where a share `own` of the published difference is due to it."""
    return APPLIED + own * (REFERRED - APPLIED)


@cache
def best(
    hours: float, contacts: int, posts: int, copied: float = TODAY
) -> tuple[tuple[str, ...], int, int, float]:
    """Return the signs to make, introductions to ask for, applications to write, and the chance of an offer.

    Every set of signs and every number of introductions that fits into the hours is tried. No more is asked and
    written than there are posts. Of equal chances the one with fewer hours of signs is taken.
    """
    times = dict(zip((one.name for one in SIGNS), ratios("ML engineer", copied), strict=True))
    takes = {one.name: one.hours for one in SIGNS if one.hours is not None}
    found = []
    for count in range(len(takes) + 1):
        for signs in combinations(takes, count):
            left = hours - sum(takes[name] for name in signs)
            if left < 0:
                continue
            odds = together([times[name] for name in signs], OVERLAP)
            for asked in range(min(contacts, posts, int(left // ASKED)) + 1):
                written = min(posts - asked, int((left - asked * ASKED) // EACH))
                found.append((offered(odds, written, asked), -(hours - left), signs, asked, written))
    most = max(found)
    return most[2], most[3], most[4], most[0]


def offered(times: float, written: int, asked: int = 0, own: float = OWN) -> float:
    """Return the chance of at least one offer from applications and introductions, with odds `times` as good."""
    none = (1 - chance(APPLIED, times)) ** written * (1 - chance(referred(own), times)) ** asked
    return 1 - float(none)


def draw_hours(had: str, contacts: int, open_to: str) -> View:
    """Draw what the hours go into."""
    hours, posts = int(had), int(open_to)
    signs, asked, written, likely = best(hours, contacts, posts)
    takes: dict[str, float] = {one.name: one.hours or 0 for one in SIGNS if one.hours is not None}
    rows = {f"sign: {name}": takes[name] if name in signs else 0.0 for name in takes}
    rows |= {"introductions": asked * ASKED, "applications": written * EACH}
    alone = offered(1, min(posts, int(hours // EACH)))
    made, (axes,) = look.figure(height=2.9, left=1.4, right=0.85, bottom=0.1, top=0.55)
    axes.set(xlim=(0, 1), ylim=(5.6, -0.6))
    axes.axis("off")
    look.line(made, 0, f"Best spent. The whole width is all {hours} hours.")
    look.line(made, 1, f"An offer: {percent(likely)}; by applications alone {percent(alone)}.", look.MARK)
    for row, (name, spent) in enumerate(rows.items()):
        colour = look.MAIN if spent else look.MUTED
        look.bar(axes, row, 1, 0.6, look.SURFACE, look.MUTED)
        look.bar(axes, row, spent / hours, 0.6, colour)
        look.label(axes, name, (0, row), (-5, 0), colour, ha="right", va="center")
        look.label(axes, f"{spent:.0f} hours" if spent else "none", (1, row), (5, 0), colour, va="center")
    first = f"Make {listed([f'the sign “{name}”' for name in signs])}" if signs else "Make no sign"
    sentence = (
        f"With {hours} hours: {first.lower()}, ask for {_count(asked, 'introduction')}, and write "
        f"{_count(written, 'application')}. The chance of an offer is then {percent(likely)}, by applications alone "
        f"{percent(alone)}."
    )
    table = pd.DataFrame(
        [(name, f"{spent:.0f}") for name, spent in rows.items()], columns=["spent on", "hours"]
    )
    return View(made, sentence, table, 100 * likely)


def _count(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


_OWN = {"all of it": 1.0, "half of it": 0.5, "a tenth of it": 0.1}


def draw_routes(each: float, asked: float, own: str) -> View:
    """Draw the hires of a hundred hours by route: applications, and introductions."""
    direct, known = 100 / each * APPLIED, 100 / asked * referred(_OWN[own])
    made, (axes,) = look.figure(height=1.9, left=1.4, right=0.6, bottom=0.1, top=0.55)
    axes.set(xlim=(0, 3.5), ylim=(1.6, -0.6))
    axes.axis("off")
    better = "introductions" if known > direct else "applications"
    look.line(made, 0, "Hires of a hundred hours, on average,")
    look.line(made, 1, "if there were so many posts and people:", look.MUTED)
    for row, (name, value) in enumerate((("applications", direct), ("introductions", known))):
        first = name == better
        colour = look.MARK if first else look.MAIN
        look.bar(axes, row, value, 0.6, look.FILL if first else look.MAIN, colour)
        look.label(axes, name, (0, row), (-5, 0), colour, ha="right", va="center")
        look.label(axes, f"{value:.1f}", (value, row), (4, 0), colour, va="center")
    more, less = max(direct, known), min(direct, known)
    sentence = (
        f"At {_hours(each)} an application and {_hours(asked)} an introduction, an hour spent on {better} brings "
        f"{more / less:.1f} times as many hires as one spent on the other."
    )
    table = pd.DataFrame(
        [("applications", f"{direct:.1f}"), ("introductions", f"{known:.1f}")],
        columns=["route", "hires of 100 hours"],
    )
    return View(made, sentence, table, better)


def _hours(count: float) -> str:
    words: Mapping[float, str] = {0.5: "half an hour", 1: "an hour"}
    return words.get(count, f"{count:g} hours")


def _direct(each: float, asked: float, own: float) -> float:
    """Margin of applying directly: hires of a hundred hours of applications, less those of introductions."""
    return 100 * (APPLIED / each - referred(own) / asked)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    return {
        "as_many": f"{REFERRED / APPLIED:.1f}",
        "hours": HAD,
        "alone": percent(offered(1, min(int(OPEN_TO), int(HAD) // int(EACH)))),
    }


CLAIMS = (
    Claim(
        name="apply-directly",
        says="Apply directly, for talent is short.",
        lecture="Finding A Job",
        evidence=Evidence.NEAR,
        measured="One in 152 of those who applied was hired, one in 72 whom the company had found itself, one in 22 "
        "from "
        "an agency, one in 16 whom an employee had named: about a thousand companies, all trades, 2015 and 2016 "
        "[@lever2016]. Half of all hires had applied [@shrm2016]. Whether naming helps, or those who are named are "
        "better, "
        "these counts cannot tell.",
        lines=(
            Line(
                model="hires an hour, by published rates",
                verdict=Verdict.HOLDS_WHEN,
                because="an introduction takes more than ten times as long as an application. Otherwise it depends "
                "on how "
                "much the introduction itself brings.",
                margin=_direct,
                ranges={
                    "each": Span(
                        0.25, 4, "assumed: from one click to a letter and a small project", "hours", log=True
                    ),
                    "asked": Span(
                        0.5,
                        20,
                        "assumed: from a message to a friend to months of meetings",
                        "hours",
                        log=True,
                    ),
                    "own": Span(
                        0.1, 1, "assumed: of the published difference, what is due to the introduction"
                    ),
                },
                when=lambda each, asked, own: asked > 10 * each,
                unit="hires of 100 hours",
            ),
        ),
    ),
    Claim(
        name="where-to-look",
        says="ML jobs are found by LinkedIn, recruiters, campus recruiting and research conferences.",
        lecture="Finding A Job",
        evidence=Evidence.NEAR,
        measured="Of all hires at about a thousand companies, 2015 and 2016, half had applied, a third had been "
        "found by "
        "the company, the rest were named by employees or came from agencies [@shrm2016]. Which site or conference "
        "brought them is not told.",
        unmodelled="the lecture names places and says of none how much it brings",
    ),
)

EXPLORABLES = (
    Explorable(
        name="effort-hours",
        question="What are your hours best spent on?",
        predict=Range("How likely is at least one offer, with the hours spent best?", "%", 0, 100),
        controls=(
            Choice("had", "Hours that you have", ("20", "40", "80", "160", "240", "400", "800"), HAD),
            Slider("contacts", "People who would put your name forward", 0, 3, 1, 1),
            Choice("open_to", "Posts that fit you", ("10", "20", "40", "80"), OPEN_TO),
        ),
        draw=draw_hours,
    ),
    Explorable(
        name="effort-routes",
        question="An hour on applications, or on an introduction?",
        predict=Pick(
            "Which brings more hires an hour?",
            (("applications", "applications"), ("introductions", "introductions")),
        ),
        controls=(
            Slider("each", "Hours of an application", 0.5, 4, 0.5, 2, "{:g}"),
            Slider("asked", "Hours of an introduction", 2, 20, 2, 6, "{:g}"),
            Choice("own", "Of the difference, the introduction brings", tuple(_OWN), "half of it"),
        ),
        draw=draw_routes,
    ),
)
