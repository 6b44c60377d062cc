"""Whom does a product need, and which role is missed most?

Claim: an ML team needs a diverse set of roles, each with skills of its own.
Model: the minimum-cost cover of `minimum_cost_cover`; its shadow prices say which skill is scarce. Two closed forms of
it test the claim: one role's work done by the others instead, and a person for each skill against people with the
whole mix. Assumptions: days, pay and needs are assumed; people of a role are alike; whoever is slower at some work is
paid for the time that it takes. The model counts heads, and a headcount is not a team: it does not know whether two
people can work together, who decides, or what leaves with whom. Units: days a week; thousand euros a year.
"""

from math import ceil, inf

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, Range, View, slug
from mlteams.core.words import listed
from mlteams.roles.models.minimum_cost_cover import (
    COSTS,
    PRODUCTS,
    SIZES,
    SUPPLY,
    WEEK,
    Team,
    extra_without,
    shadow_prices,
    team_for,
)

NOBODY = "nobody"
MOST_PRICE = 250.0  # the end of the axis of prices


def _own_role(work: float, speed: float, pay: float) -> float:
    """Margin of one more role: what the others' time at its work costs beyond the people it takes; pay of one other."""
    return work / speed / WEEK - pay * ceil(work / WEEK)


def _separate(skills: int, work: float, premium: float) -> float:
    """Margin of separate roles: pay of people who can do all, beyond that of one or more people a skill."""
    return premium * ceil(round(skills * work / WEEK, 9)) - skills * ceil(round(work / WEEK, 9))


def _heads(team: Team) -> str:
    return listed(
        [f"{count} {role}{'s' if count > 1 else ''}" for role, count in team.heads.items() if count]
    )


def draw_team(product: str, size: str, without: str) -> View:
    """Draw the cheapest team with all roles and without one, people as dots."""
    best = team_for(product, SIZES[size])
    rest = team_for(product, SIZES[size], "" if without == NOBODY else without)
    if best is None or rest is None:
        raise ValueError(f"no team for {product} without {without}")
    made, (axes,) = look.figure(height=2.9, left=0.1, right=0.1, bottom=0.05, top=0.55)
    axes.set(xlim=(0, 11), ylim=(6.9, -0.6))
    axes.axis("off")
    look.line(made, 0, "The cheapest team; one dot, one person.")
    shown = [(best, 3.8, look.MAIN, "with all roles")]
    if without != NOBODY:
        shown.append((rest, 7.4, look.MARK, "without"))
    for row, role in enumerate(COSTS):
        look.label(axes, role, (0, row), (0, 0), look.MUTED if role == without else look.INK, va="center")
    for team, start, colour, words in shown:
        look.line(made, 1, words, colour, start=0.1 + start * 4.2 / 11)
        for row, count in enumerate(team.heads.values()):
            axes.plot(
                [start + 0.26 * one + 0.1 for one in range(count)],
                [row] * count,
                "o",
                markersize=6,
                color=colour,
            )
        look.label(axes, f"{team.cost:,.0f}", (start, 6.3), (0, 0), colour, va="center")
    look.label(axes, "thousand € a year", (0, 6.3), (0, 0), look.INK, va="center")
    people = sum(rest.heads.values())
    names = dict.fromkeys([*best.heads, *rest.heads])
    rows = [(one, best.heads.get(one, 0), rest.heads.get(one, 0)) for one in names]
    table = pd.DataFrame(rows, columns=["role", "with all roles", f"without {without}"])
    return View(made, _told(product, without, best, rest), table, people)


def _told(product: str, without: str, best: Team, rest: Team) -> str:
    """Return what the picture of a team says."""
    if without == NOBODY:
        return f"The cheapest team for {_the(product)} costs {best.cost:,.0f} thousand euros a year: {_heads(best)}."
    if rest.cost - best.cost < 0.5:
        return f"Without {_a(without)} the cheapest team for {_the(product)} costs no more: {_heads(rest)}."
    return (
        f"Without {_a(without)} the cheapest team for {_the(product)} costs {rest.cost / best.cost - 1:.0%} more: "
        f"{_heads(rest)}."
    )


def _the(product: str) -> str:
    return product if product in ("fraud detection", "research") else f"the {product}"


def _a(role: str) -> str:
    return f"{'an' if role[0] in 'AM' else 'a'} {role}"


def draw_worth(product: str, size: str) -> View:
    """Draw by how much the cheapest team costs more without each role."""
    extra = {role: extra_without(product, role, SIZES[size]) for role in COSTS}
    most = max(extra, key=lambda role: extra[role])
    made, (axes,) = look.figure(height=2.6, left=1.62, right=0.55, bottom=0.1, top=0.35)
    axes.set(xlim=(0, 60), ylim=(5.6, -0.6))
    axes.axis("off")
    look.line(made, 0, "What the team costs more without each role.")
    for row, (role, share) in enumerate(extra.items()):
        colour = look.MARK if role == most and share > 0 else look.MAIN
        look.bar(axes, row, min(100 * share, 60), 0.6, look.FILL if role == most else look.MAIN, colour)
        look.label(axes, role, (0, row), (-5, 0), colour, ha="right", va="center")
        look.label(axes, _more(share), (min(100 * share, 60), row), (4, 0), colour, va="center")
    answer = slug(most) if extra[most] >= 0.005 else "none"
    sentence = (
        f"For {_the(product)} no role is missed: without any one of them a team of the others costs as much."
    )
    if answer != "none":
        more = _more(extra[most])[1:]
        sentence = f"For {_the(product)} the {most} is missed most: without one, the cheapest team costs {more} more."
    rows = [(role, _more(share)) for role, share in extra.items()]
    return View(made, sentence, pd.DataFrame(rows, columns=["without", "the team costs more"]), answer)


def _more(share: float) -> str:
    return "no team" if share == inf else f"+{max(share, 0):.0%}"


def prices(product: str, without: str) -> dict[str, float]:
    """Return what one more day a week of each skill costs a year, thousand euros, if heads may be parts."""
    supply = {role: days for role, days in SUPPLY.items() if role != without}
    return shadow_prices(supply, COSTS, PRODUCTS[product], WEEK)


def draw_scarce(product: str, without: str) -> View:
    """Draw the shadow price of each skill beside the plain price of a day."""
    found = prices(product, without)
    plain = min(COSTS.values()) / WEEK
    top = max(found, key=lambda skill: found[skill])
    made, (axes,) = look.figure(height=2.9, left=1.62, right=0.45, bottom=0.1, top=0.5)
    axes.set(xlim=(0, MOST_PRICE), ylim=(6.6, -0.6))
    axes.axis("off")
    look.line(made, 0, "One more day a week costs, in thousand € a year:")
    look.line(made, 1, f"(a day of whoever is paid least costs {plain:.0f})", look.MUTED)
    for row, (skill, price) in enumerate(found.items()):
        colour = look.MARK if skill == top else look.MAIN
        look.bar(axes, row, min(price, MOST_PRICE), 0.6, look.FILL if skill == top else look.MAIN, colour)
        look.label(axes, skill, (0, row), (-5, 0), colour, ha="right", va="center")
        look.label(axes, f"{price:.0f}", (min(price, MOST_PRICE), row), (4, 0), colour, va="center")
    hired = "with all roles" if without == NOBODY else f"without {_a(without)}"
    sentence = (
        f"For {_the(product)} {hired}, {top} is the scarcest skill: one more day a week costs {found[top]:.0f} "
        f"thousand euros a year, where a day of whoever is paid least costs {plain:.0f}."
    )
    rows = [(skill, f"{price:.0f}") for skill, price in found.items()]
    return View(made, sentence, pd.DataFrame(rows, columns=["skill", "one more day"]), found[top])


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    found: dict[str, str] = {}
    for key, product in zip(("reader", "chatbot", "fraud", "research"), PRODUCTS, strict=True):
        team = team_for(product)
        assert team is not None
        found |= {f"{key}_cost": f"{team.cost:,.0f}", f"{key}_people": str(sum(team.heads.values()))}
        found |= {
            f"{key}_without_{slug(role).replace('-', '_')}": f"{extra_without(product, role):.0%}"
            for role in COSTS
        }
    # Heron's five posts are one of each role but the researcher; the cheapest team for the reader is another.
    five, best = sum(COSTS.values()) - COSTS["ML researcher"], team_for("label reader")
    assert best is not None
    return found | {"one_of_each_more": f"€{1000 * (five - best.cost):,.0f}"}


_WORK = Span(0.25, 15, "assumed: from an hour or two a week to three people’s time", "days a week", log=True)
CLAIMS = (
    Claim(
        name="diverse-roles",
        says="An ML team needs a diverse set of roles, each with skills of its own.",
        lecture="Common Roles",
        evidence=Evidence.NEAR,
        measured="In interviews at 28 organisations, data scientists and software engineers depended on each other’s "
        "skills, and what went wrong lay largely between them [@nahar2022]. Whether teams with more roles do better "
        "was not compared.",
        lines=(
            Line(
                model="minimum-cost cover, one role against the others who do its work more slowly",
                verdict=Verdict.REVERSES_WHEN,
                because="the others, slower as they are, need less than one person’s week for the work of a role. Then "
                "the role’s own person costs more than the time they would lose.",
                margin=_own_role,
                ranges={
                    "work": _WORK,
                    "speed": Span(0.3, 1, "assumed: of the speed of whoever has done the work before"),
                    "pay": Span(1, 1.5, "assumed: beside the pay of the others"),
                },
                when=lambda work, speed, pay: work / speed < WEEK,
                unit="of the pay of one person",
            ),
            Line(
                model="minimum-cost cover, whole people for each skill against people with the whole mix",
                verdict=Verdict.HOLDS_WHEN,
                because="the extra pay for the mix, over the work at one skill, is more than a whole person’s. With "
                "little work at each skill it reverses: every role has one person, and most of them have little to do.",
                margin=_separate,
                ranges={
                    "skills": Span(
                        2, 8, "assumed: from two to all those of a long advertisement", whole=True
                    ),
                    "work": _WORK,
                    "premium": Span(
                        1.05, 2, "assumed: pay of whoever has the whole mix, beside that of one skill"
                    ),
                },
                when=lambda skills, work, premium: work * (premium - 1) > WEEK,
                unit="of the pay of one person",
            ),
        ),
    ),
)

_PRODUCT = Choice("product", "Product", tuple(PRODUCTS), "label reader")
_SIZE = Choice("size", "Its work", tuple(SIZES), "as assumed")
_WITHOUT = Choice("without", "Nobody can be hired as", (NOBODY, *COSTS), NOBODY)
EXPLORABLES = (
    Explorable(
        name="staffing-team",
        question="Who is the cheapest team for this product?",
        predict=Range(
            "How many people does the cheapest team have that covers every skill?", "people", 1, 20
        ),
        controls=(_PRODUCT, _SIZE, _WITHOUT),
        draw=draw_team,
    ),
    Explorable(
        name="staffing-worth",
        question="Which role is missed most in which product?",
        predict=Pick(
            "One role cannot be hired at all, and the others do its work as far as they can. Which role’s absence "
            "makes the team most expensive?",
            (*((slug(role), role) for role in COSTS), ("none", "none: the others cost no more")),
        ),
        controls=(_PRODUCT, _SIZE),
        draw=draw_worth,
    ),
    Explorable(
        name="staffing-scarce",
        question="Which skill is scarce?",
        predict=Range(
            "What does one more day a week of the scarcest skill cost?", "thousand € a year", 0, 250, "{:.0f}"
        ),
        controls=(_PRODUCT, Choice("without", "Nobody can be hired as", (NOBODY, *COSTS), "product manager")),
        draw=draw_scarce,
    ),
)
