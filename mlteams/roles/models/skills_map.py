"""Which role is a person nearest to, and what separates them?

Claims: roles need different mixes of ML, software engineering and communication; the platform engineer is a software
role. Model: nearest neighbour by weighted Euclidean distance on the lecture's second figure. Positions are read off the
slides of 2022 and 2021 by eye, as fractions of each axis, ±0.01; what the lecture draws as the size of a bubble is the
third. Assumptions: the chart is an expert's opinion and not a measurement; its axes have no unit, so that distances
compare roles of this chart and nothing else. A role is drawn as a point, though people in it differ.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, Slider, View, slug

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Point = Sequence[float]  # ML, software engineering, communication; each 0 to 1
AXES = ("ML", "software engineering", "communication")
# The lecture's figure, 2022: communication is the diameter of the bubble, the product manager's being 1.
ROLES: Mapping[str, tuple[float, float, float]] = {
    "platform engineer": (0.13, 0.93, 0.31),
    "ML engineer": (0.65, 0.71, 0.31),
    "data scientist": (0.52, 0.32, 0.79),
    "ML researcher": (0.94, 0.37, 0.52),
    "product manager": (0.35, 0.10, 1.00),
}
# ML and software engineering of the same roles on the slide of 2021.
EARLIER: Mapping[str, tuple[float, float]] = {
    "platform engineer": (0.11, 0.93),
    "ML engineer": (0.70, 0.56),
    "data scientist": (0.52, 0.23),
    "ML researcher": (0.94, 0.28),
    "product manager": (0.31, 0.10),
}
LEVELS = {"little": 0.3, "some": 0.6, "much": 0.9}
SAME = (1.0, 1.0, 1.0)
NEAR = 0.05  # ours: five times the error of reading the chart; below it two roles are about as near
SIZE = 28  # points, the largest bubble
# Where a role's name stands, and the side that is anchored there: between the tenths at which a person can stand.
PLACES: Mapping[str, tuple[tuple[float, float], str]] = {
    "platform engineer": ((0.17, 0.95), "left"),
    "ML engineer": ((0.69, 0.75), "left"),
    "data scientist": ((0.52, 0.45), "center"),
    "ML researcher": ((1.1, 0.45), "right"),
    "product manager": ((0.45, 0.15), "left"),
}


def distance(one: Point, other: Point, weights: Point = SAME) -> float:
    """Return the weighted Euclidean distance of two points with as many axes as weights."""
    return float(np.sqrt(np.dot(weights, np.subtract(one, other) ** 2)))


def nearest(person: Point, weights: Point = SAME) -> list[tuple[str, float]]:
    """Return the roles with their distances from a person, the nearest first."""
    found = [(name, distance(person, place, weights)) for name, place in ROLES.items()]
    return sorted(found, key=lambda pair: pair[1])


def gap(person: Point, role: str) -> tuple[str, float]:
    """Return the axis on which a role asks most more than a person has, and how much; at most 0 if it asks no "
    "more."""
    lacks = np.subtract(ROLES[role], person)
    return AXES[int(lacks.argmax())], float(lacks.max())


def _apart(software: float, communication: float, slip: float) -> float:
    """Margin of different mixes: the least distance of two roles, beyond what one year moved any, and errors "
    "of reading."""
    weights = (1.0, software, communication)
    least = min(distance(one, other, weights) for one, other in combinations(ROLES.values(), 2))
    moved = max(distance(ROLES[name][:2], EARLIER[name], weights[:2]) for name in ROLES)
    return least - moved - 4 * slip * float(np.sqrt(sum(weights)))


def _software_role(ml: float, software: float, communication: float, weight: float) -> float:
    """Margin of the software role: how much farther a software engineer stands from the next role."""
    found = dict(nearest((ml, software, communication), (1.0, 1.0, weight)))
    here = found.pop("platform engineer")
    return min(found.values()) - here


def _chart(chosen: str = "") -> "tuple[Figure, Axes]":
    """Return the figure with the five roles, one of them dark; the diameter of a bubble is communication."""
    made, (axes,) = look.figure(height=4.0, left=0.5, right=0.2, bottom=0.5, top=0.72)
    look.frame(axes, "ML expertise", "software engineering", (-0.1, 1.12), (-0.1, 1.1), grid="")
    for ticks in (axes.set_xticks, axes.set_yticks):
        ticks([0, 1], ["little", "much"])
    look.line(made, 0, "A larger circle: more communication.", look.MARK)
    for name, (ml, software, talk) in ROLES.items():
        fill, edge, ink = (look.MAIN,) * 3 if name == chosen else (look.FILL, look.MARK, look.INK)
        axes.plot(ml, software, "o", markersize=SIZE * talk, color=fill, markeredgecolor=edge)
        place, side = PLACES[name]
        look.label(axes, name, place, (0, 0), ink, ha=side, va="center")
    return made, axes


def draw_lecture() -> View:
    """Draw the lecture's second figure, with arrows from where it put roles the year before."""
    made, axes = _chart()
    rows = []
    for name, (ml, software, talk) in ROLES.items():
        before = EARLIER[name]
        if distance((ml, software), before, SAME[:2]) > NEAR:
            arrow = {"arrowstyle": "->", "color": look.INK, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (ml, software), before, arrowprops=arrow)
        rows.append(
            (name, f"{ml:.2f}", f"{software:.2f}", f"{talk:.2f}", f"{before[0]:.2f}", f"{before[1]:.2f}")
        )
    table = pd.DataFrame(rows, columns=["role", *AXES, "ML in 2021", "software in 2021"])
    sentence = (
        "The lecture’s chart of 2022: the platform engineer has most software engineering and little ML, the "
        "researcher most "
        "ML, the ML engineer much of both, the product manager most communication. From 2021 to 2022 engineer, "
        "researcher "
        "and data scientist moved up, towards software (arrows)."
    )
    return View(made, sentence, table)


def draw_nearest(ml: float, software: float, communication: str) -> View:
    """Draw a person among the roles, the nearest dark."""
    person = (ml, software, LEVELS[communication])
    order = nearest(person)
    (role, far), (second, next_far) = order[:2]
    made, axes = _chart(role)
    look.line(made, 1, f"Diamond: {communication} communication. Dark: nearest.", look.MAIN)
    axes.plot(ml, software, "D", markersize=7, color=look.INK, markeredgecolor=look.SURFACE)
    axis, lack = gap(person, role)
    asks = f"asks above all for more {axis}" if lack > NEAR else "asks for no more than that"
    if next_far - far < NEAR:
        sentence = f"Two roles are about as near: {role} and {second}. The first of them {asks}."
    else:
        sentence = f"The nearest role is {role}, the next {second}. The {role} {asks}."
    rows = [
        (
            name,
            f"{away:.2f}",
            *(f"{wants - has:+.2f}" for has, wants in zip(person, ROLES[name], strict=True)),
        )
        for name, away in order
    ]
    table = pd.DataFrame(rows, columns=["role", "distance", *(f"more {one}" for one in AXES)])
    return View(made, sentence, table, slug(role))


_WHERE_FROM = "where people come from is counted, not derived; a model would only return the counts."

CLAIMS = (
    Claim(
        name="different-mixes",
        says="Each role needs its own mix of ML, software engineering and communication.",
        lecture="Skills Required",
        lines=(
            Line(
                model="distances on the lecture's chart",
                verdict=Verdict.HOLDS,
                because="no two roles lie as near to each other as one of them moved from the slide of 2021 to "
                "that of 2022. "
                "The chart is an opinion: the line says that it is one with five roles in it.",
                margin=_apart,
                ranges={
                    "software": Span(
                        0.5, 2, "assumed: software engineering counts half to twice as much as ML", log=True
                    ),
                    "communication": Span(0, 1, "assumed: not at all to as much as ML"),
                    "slip": Span(0, 0.01, "the error of reading a position off the slide"),
                },
                unit="of an axis",
            ),
        ),
    ),
    Claim(
        name="platform-is-software",
        says="The platform engineer is first of all a software engineer, and often comes from that work.",
        lecture="Skills Required",
        lines=(
            Line(
                model="nearest role on the lecture's chart",
                verdict=Verdict.HOLDS_WHEN,
                because="the software engineer knows less than a third as much ML as software engineering, "
                "each on its axis. "
                "One who knows more is nearer to an ML engineer.",
                margin=_software_role,
                ranges={
                    "ml": Span(0, 0.7, "assumed: from none to as much as the lecture's ML engineer"),
                    "software": Span(0.6, 1, "assumed: at least most of the axis, as the name says"),
                    "communication": Span(0.2, 0.6, "assumed: around the 0.31 of both engineers"),
                    "weight": Span(0, 1, "assumed: communication counts from not at all to as much as ML"),
                },
                when=lambda ml, software, communication, weight: ml < software / 3,
                unit="of an axis nearer",
            ),
        ),
    ),
    Claim(
        name="ml-engineer-origin",
        says="ML engineers are engineers who taught themselves much, or scientists who went to work as software "
        "engineers.",
        lecture="Skills Required",
        unmodelled=_WHERE_FROM,
    ),
    Claim(
        name="researcher-degree",
        says="ML researchers have a master's degree or a PhD in computer science or statistics, or come from a "
        "fellowship.",
        lecture="Skills Required",
        unmodelled=_WHERE_FROM,
    ),
    Claim(
        name="product-manager-knowledge",
        says="The ML product manager is a product manager who knows well how ML is developed.",
        lecture="Skills Required",
        unmodelled="the chart's axis is ML expertise, where the lecture puts the product manager below all but "
        "the platform "
        "engineer; the claim is about knowing the process, and nothing that we found measures that.",
    ),
)

EXPLORABLES = (
    Explorable(
        name="skills-map-lecture",
        question="Which skills does the lecture ask of which role?",
        draw=draw_lecture,
    ),
    Explorable(
        name="skills-map-nearest",
        question="Put yourself, or a candidate, on the map. Which role is nearest?",
        predict=Pick(
            "Somebody applies at Heron with the skills below. Which of the lecture’s five roles is nearest?",
            tuple((slug(name), name) for name in ROLES),
        ),
        controls=(
            Slider("ml", "ML expertise", 0, 1, 0.1, 0.5, "{:.1f}"),
            Slider("software", "Software engineering", 0, 1, 0.1, 0.5, "{:.1f}"),
            Choice("communication", "Communication", tuple(LEVELS), "some"),
        ),
        draw=draw_nearest,
    ),
)
