"""How many people does an advertisement leave, and which two demands are the ones to drop?

Claim: one person who does everything is not to be found. Model: the share of people who have all of k musts under a
one-factor Gaussian copula (see core/one_factor): must i has its own share of people who have it and its own share ρᵢ of
one cause, so the hidden scores of two musts correlate by √(ρᵢρⱼ). Assumptions: those who read are a fair draw, a must
is met or not, and a must that is not needed on the first day can be learned. Heron's shares are assumed (facts.yaml,
hiring). No correlation of these skills across people was found (see roles/models/rare_mix.py). Units: shares of people
and people. What a long list costs in waiting is in long_list.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.core.one_factor import all_happen
from mlteams.core.words import listed, one_in
from mlteams.input.heron import fact

FIRST_DAY = (
    "software engineering",
    "data pipelines",
    "operations",
)  # as Heron's plan asks (plan.yaml, roles)
LEARNED_TOGETHER = ("machine learning", "statistics", "publications")
ALONE = ("the parcel trade", "leading people")  # these go with nothing else
NAMES = (
    "software engineering",
    "machine learning",
    "statistics",
    "data pipelines",
    "operations",
    "writing",
    "the parcel trade",
    "leading people",
    "publications",
)
BEST, RAREST, WORST = "that leave most", "that fewest have", "that leave fewest"


@dataclass(frozen=True)
class Must:
    """One thing that an advertisement demands.

    Attributes:
        name: what is demanded, such as "operations".
        share: of the people who read, who have it, inside 0 to 1.
        shared: how much of it comes from one talent that all musts share, from 0 to below 1.
        first_day: whether it must be there on the first day; a must that need not be can be dropped.
    """

    name: str
    share: float
    shared: float
    first_day: bool = False


def joint(musts: Sequence[Must]) -> float:
    """Return the share of people who have every must; 1 if nothing is demanded.

    Raises:
        ValueError: a share is not inside 0 to 1, or what is shared is not from 0 to below 1.
    """
    if not all(0 < must.share < 1 for must in musts):
        raise ValueError(f"shares {[must.share for must in musts]}; each must be inside 0 to 1")
    return _joint(tuple((must.share, must.shared) for must in musts))


@cache
def _joint(musts: tuple[tuple[float, float], ...]) -> float:
    return all_happen([share for share, _ in musts], [shared for _, shared in musts])


def right_to_drop(musts: Sequence[Must], how_many: int) -> tuple[str, ...]:
    """Return the names of the musts whose loss leaves most people, of those not needed on the first day.

    Every choice is tried. Of equal choices the first in the order of the advertisement is taken.

    Raises:
        ValueError: more are to be dropped than can be.
    """
    return _dropped(musts, how_many, lambda dropped: left(musts, dropped))


def left(musts: Sequence[Must], dropped: Sequence[str]) -> float:
    """Return the share of people who have every must but the dropped ones."""
    return joint([must for must in musts if must.name not in dropped])


def _dropped(
    musts: Sequence[Must], how_many: int, good: Callable[[tuple[str, ...]], float]
) -> tuple[str, ...]:
    """Return the best choice of musts that are not needed on the first day."""
    optional = [must.name for must in musts if not must.first_day]
    if not 0 <= how_many <= len(optional):
        raise ValueError(f"{how_many} to drop of {len(optional)} that are not needed on the first day")
    return max(combinations(optional, how_many), key=good)


def heron() -> tuple[Must, ...]:
    """Return the nine musts of Heron's first advertisement, in its order."""
    research, usual = fact("hiring.together_research"), fact("hiring.together")
    shared = dict.fromkeys(LEARNED_TOGETHER, research) | dict.fromkeys(ALONE, 0.0)
    return tuple(
        Must(name, fact(f"hiring.musts.{name.replace(' ', '_')}"), shared.get(name, usual), name in FIRST_DAY)
        for name in NAMES
    )


NINE = heron()
THREE = tuple(must for must in NINE if must.first_day)
READERS = fact("hiring.readers")


def dropped(how: str, how_many: int) -> tuple[str, ...]:
    """Return which of Heron's nine musts are dropped: those that leave most or fewest, or those that fewest have."""
    share = {must.name: must.share for must in NINE}
    goods: dict[str, Callable[[tuple[str, ...]], float]] = {
        BEST: lambda names: left(NINE, names),
        RAREST: lambda names: -sum(share[name] for name in names),
        WORST: lambda names: -left(NINE, names),
    }
    return _dropped(NINE, how_many, goods[how])


def same(skills: int, bar: float, correlation: float) -> float:
    """Return the share of people who have all of several musts, each met by `bar` and correlated alike."""
    return _joint(((bar, correlation),) * skills)


def times(ratio: float) -> str:
    """Return how many times as many: with a digit after the point below ten, else with two digits."""
    return f"{ratio:.1f}".removesuffix(".0") if ratio < 10 else f"{float(f'{ratio:.2g}'):,.0f}"


def draw_drop(number: int, how: str) -> View:
    """Draw the nine musts with the share of readers who have each; dropped ones are hollow."""
    gone = dropped(how, number)
    before, after = joint(NINE), left(NINE, gone)
    made, (axes,) = look.figure(height=3.9, left=1.75, right=0.75, bottom=0.1, top=0.5)
    axes.set(xlim=(0, 0.55), ylim=(9.9, -0.6))
    axes.axis("off")
    look.line(made, 0, "Of a hundred readers, who have each. Hollow: dropped.")
    look.line(made, 1, "Brown: needed on the first day, so it stays.", look.MUTED)
    for row, must in enumerate(NINE):
        stays = must.name not in gone
        colour = look.MARK if must.first_day else look.MAIN if stays else look.MUTED
        fill = (look.FILL if must.first_day else look.MAIN) if stays else look.SURFACE
        look.label(axes, must.name, (0, row), (-5, 0), colour, ha="right", va="center")
        look.bar(axes, row, must.share, 0.6, fill, colour)
        look.label(axes, f"{100 * must.share:.0f}", (must.share, row), (4, 0), colour, va="center")
    look.label(axes, f"{9 - number} musts:", (0, 9.4), (-5, 0), look.INK, ha="right", va="center")
    look.label(axes, f"{one_in(after)} has them all", (0, 9.4), (0, 0), look.INK, va="center")
    sentence = (
        f"Without {listed(list(gone))}, {one_in(after)} readers has the rest, {times(after / before)} times as many as "
        "have all nine."
    )
    rows = [
        (
            must.name,
            f"{must.share:.0%}",
            "dropped" if must.name in gone else "first day" if must.first_day else "stays",
        )
        for must in NINE
    ]
    table = pd.DataFrame(rows, columns=["must", "of readers", ""])
    return View(made, sentence, table, float(f"{after / before:.2g}"))


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    best = right_to_drop(NINE, 2)
    each = {must.name: left(NINE, (must.name,)) / joint(NINE) for must in NINE}
    rarest = dropped(RAREST, 1)[0]
    usual = [replace(must, shared=fact("hiring.together")) if must.name in ALONE else must for must in NINE]
    return {
        "nine": one_in(joint(NINE)),
        "seven": one_in(left(NINE, best)),
        "three": one_in(joint(THREE)),
        "expected_nine": f"{READERS * joint(NINE):.2f}",
        "expected_seven": f"{READERS * left(NINE, best):.0f}",
        "expected_three": f"{READERS * joint(THREE):.0f}",
        "right_two": listed(list(best)),
        "without_rarest": times(each[rarest]),
        "without_leading": times(each["leading people"]),
        "seven_if_shared": times(
            left(usual, best) / joint(usual)
        ),  # if the two went with the rest as others do
        "readers": f"{READERS:g}",
    }


def _everything(readers: float, musts: int, bar: float, correlation: float) -> float:
    return 1 - readers * same(musts, bar, correlation)


CLAIMS = (
    Claim(
        name="one-for-everything",
        says="One person who does everything, from operations to algorithms, is not to be found.",
        lecture="Sourcing",
        lines=(
            Line(
                model="joint share above a bar under a one-factor Gaussian model",
                verdict=Verdict.HOLDS_WHEN,
                because="the list has six musts or more, skills go together at half or less, and fewer "
                "than four readers pass "
                "each bar. A known company with very many readers may find one.",
                margin=_everything,
                ranges={
                    "readers": Span(
                        10, 1000, "assumed: people who read it while it is out", "people", log=True
                    ),
                    "musts": Span(6, 12, "six in the middle of those counted [@tampa2020]", whole=True),
                    "bar": Span(
                        0.01, 0.33, "assumed: from the best in a hundred to the best third", log=True
                    ),
                    "correlation": Span(0, 0.7, "assumed: from none to strong"),
                },
                when=lambda readers, musts, bar, correlation: readers * bar < 4 and correlation <= 0.5,
                unit="of one reader",
            ),
        ),
        references=("vasicek2002",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="unicorn-drop",
        question="Nine musts. Which two do you drop?",
        predict=Range(
            "An advertisement asks nine things, and you may make two of them wishes, chosen well. How many times as "
            "many readers then have the rest?",
            "times",
            1,
            1000,
            "{:,g}",
        ),
        controls=(
            Slider("number", "Musts dropped", 1, 5, 1, 2),
            Choice("how", "Dropped are those", (BEST, RAREST, WORST), BEST),
        ),
        draw=draw_drop,
    ),
)
