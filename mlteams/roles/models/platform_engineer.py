"""Whom to add to an engineer who keeps models healthy: another one, or somebody who builds the platform?

Claim: platform ML engineers help task ML engineers by automating the tedious parts.
Model: the machine-repairman queue of `repair_queue`. A platform engineer makes models break less often and repairs
shorter, each by the same factor, and repairs nothing. Compared are the time left for new work, and models broken.
Assumptions: as `overload`; the platform stands already, though it takes months to build; both people cost the same.
Units: engineers, days.
"""

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Pick, Slider, View
from mlteams.roles.models.overload import BETWEEN, HALF_DAYS, RANGES, REPAIR, draw_strip
from mlteams.roles.models.repair_queue import free, waiting

LEFT = {"a quarter": 0.25, "a half": 0.5, "three quarters": 0.75}


def gain(models: int, engineers: int, load: float, left: float) -> float:
    """Return how much more time a platform engineer leaves than one more task engineer, in engineers.

    Args:
        models, engineers, load: as `repair_queue.broken`; `engineers` without whoever is added.
        left: of breakages and of repair time, each, with a platform engineer.
    """
    return free(models, load, engineers, left) - free(models, load, engineers + 1)


def pays_from(engineers: int, load: float, left: float, most: int) -> int:
    """Return the fewest models, 1 to `most`, at which a platform engineer leaves at least as much time; 0 if none."""
    return next((models for models in range(1, most + 1) if gain(models, engineers, load, left) >= 0), 0)


def _helps(models: int, between: float, repair: float, left: float, worth: float) -> float:
    """Margin of the platform: what it frees and keeps healthy for one engineer, beyond its cost of one; engineers."""
    load = repair / between
    healthy = waiting(models, load) - waiting(models, load * left**2)
    return free(models, load, 1, left) - free(models, load, 1) + worth * healthy - 1


def _instead(models: int, between: float, repair: float, left: float) -> float:
    """Margin of the kind: time left with a platform engineer beyond that with a second task engineer; engineers."""
    return gain(models, 1, repair / between, left)


def draw_platform(models: int, left: str) -> View:
    """Draw two weeks of one task engineer alone, of two, and of one beside a platform engineer."""
    load, factor = REPAIR / BETWEEN, LEFT[left]
    options = {
        "nobody added": free(models, load, 1),
        "second task engineer": free(models, load, 2),
        "platform engineer": free(models, load, 1, factor),
    }
    down = (waiting(models, load), waiting(models, load, 2), waiting(models, load * factor**2))
    made, (axes,) = look.figure(height=3.2, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-0.2, 20.2), ylim=(9.5, -0.9))
    axes.axis("off")
    look.line(made, 0, "Two weeks in half-days; filled: repairs, grey: the platform.", look.MARK)
    row = 0.4
    for (name, time), broke in zip(options.items(), down, strict=True):
        words = f"{name}: {round(HALF_DAYS * time)} free, {broke:.1f} models broken"
        look.label(axes, words, (0, row), (2, 0), look.INK, va="center")
        people = 2 if name == "second task engineer" else 1
        repairs = people * HALF_DAYS - round(HALF_DAYS * time)
        for one in range(people):
            draw_strip(axes, row + 1 + one, repairs // people + (one < repairs % people))
        if name == "platform engineer":
            places = [(place + 0.1, row + 1.65, 0.8, 0.7) for place in range(HALF_DAYS)]
            look.boxes(axes, places, look.GRID, look.MUTED)
        row += 2.6 if people == 1 else 3.8
    other, platform = (round(HALF_DAYS * options[name]) for name in list(options)[1:])
    best = "platform" if platform > other else "task" if other > platform else "same"
    leaves = {
        "platform": f"A platform engineer leaves more free time: {platform} half-days against {other}",
        "task": f"A second task engineer leaves more free time: {other} half-days against {platform}",
        "same": f"Both leave the same free time, {other} half-days",
    }[best]
    sentence = (
        f"{leaves}. Broken on an average day: {down[1]:.1f} models with a second task engineer, "
        f"{down[2]:.1f} with a platform engineer."
    )
    rows = [
        (name, round(HALF_DAYS * time), f"{broke:.1f}")
        for (name, time), broke in zip(options.items(), down, strict=True)
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["add", "half-days free", "models broken"]), best)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    load = REPAIR / BETWEEN
    repairs = 1 - free(1, load, 1)
    return {
        "fewest_half": str(pays_from(1, load, LEFT["a half"], 100)),
        "fewest_quarter": str(pays_from(1, load, LEFT["a quarter"], 100)),
        "half_days_1": f"{HALF_DAYS * repairs:.0f}",
        "share_1": f"{repairs:.0%}",
    }


_LEFT = Span(0.25, 0.9, "assumed: of breakages and of repair time, each, a quarter to nine tenths stay")

CLAIMS = (
    Claim(
        name="platform-helps",
        says="Platform ML engineers help task ML engineers, by automating the tedious parts of their work.",
        lecture="Skills Required",
        evidence=Evidence.NONE,
        lines=(
            Line(
                model="machine-repairman queue M/M/1//N, a platform engineer's time against what it frees",
                verdict=Verdict.REVERSES_WHEN,
                because="all repairs together would fill less than half of one engineer’s time. Then the "
                "platform costs more "
                "than it can free, however good it is.",
                margin=_helps,
                ranges={
                    **RANGES,
                    "left": _LEFT,
                    "worth": Span(
                        0, 0.3, "assumed: a broken model costs up to a third of an engineer’s day, each day"
                    ),
                },
                when=lambda models, between, repair, left, worth: models * repair < 0.5 * between,
                unit="engineers",
            ),
            Line(
                model="machine-repairman queue, a platform engineer against a second task engineer",
                verdict=Verdict.REVERSES_WHEN,
                because="all repairs together would fill less than the time of one engineer. Then a second task "
                "engineer leaves more time for new work, however good the platform. Where even two task engineers "
                "would have little time left, a platform that halves breakages and repairs leaves more.",
                margin=_instead,
                ranges={**RANGES, "left": _LEFT},
                when=lambda models, between, repair, left: models * repair < between,
                unit="engineers’ time",
            ),
        ),
    ),
    Claim(
        name="task-or-platform",
        says="Task and platform are different work: one keeps particular models healthy, the other builds for "
        "those who do.",
        lecture="Skills Required",
        evidence=Evidence.NEAR,
        measured="The distinction is one engineer’s, drawn from her own work [@shankar2022task].",
        unmodelled="it says what two words mean. What follows from it, whom to add, is tested above.",
    ),
)

EXPLORABLES = (
    Explorable(
        name="platform-engineer-add",
        question="Add a second task engineer, or a platform engineer?",
        predict=Pick(
            "One engineer keeps the models healthy, and you may add one person. After which is more time left "
            "for new work?",
            (
                ("task", "a second task engineer"),
                ("platform", "a platform engineer"),
                ("same", "the same after both"),
            ),
        ),
        controls=(
            Slider("models", "Models in use", 5, 60, 1, 20),
            Choice("left", "With a platform, breakages and repair time fall to", tuple(LEFT), "a half"),
        ),
        draw=draw_platform,
    ),
)
