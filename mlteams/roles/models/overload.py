"""When does keeping models healthy take all of somebody's time?

Claim: task ML engineers, who keep particular models healthy, are often overburdened.
Model: the machine-repairman queue of `repair_queue`. "Overburdened" is more than half of the time spent on repairs, the
cap that Google sets on operational work of its reliability engineers (sre2018).
Assumptions: breakages are independent, though one bad table breaks many models at once; repairs do not come in kinds;
every engineer can repair every model. Breakages per model were looked for and not found published, so they are
assumed; of repairs, a quarter of those asked say a week or more (arize2022). Units: days.
"""

from typing import TYPE_CHECKING

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.input.heron import fact
from mlteams.roles.models.repair_queue import busy, waiting

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BETWEEN = fact("roles.platform.between")  # days until a healthy model breaks
REPAIR = fact("roles.platform.repair")  # days of work on it
CAP = 0.5  # published: Google's cap on operational work of reliability engineers
HALF_DAYS = 20  # in two weeks, as the pictures show them

GAPS = {"ten days": 10.0, "a month": 30.0, "two months": 60.0, "four months": 120.0}
REPAIRS = {"half a day": 0.5, "a day and a half": 1.5, "a week": 5.0}


def _overburdened(models: int, between: float, repair: float) -> float:
    """Margin of the burden: the share of one engineer's time on repairs, beyond half."""
    return busy(models, repair / between) - CAP


def draw_strip(axes: "Axes", row: float, filled: int) -> None:
    """Draw one person's twenty half-days, the first of them on repairs."""
    places = [(place + 0.1, row - 0.35, 0.8, 0.7) for place in range(HALF_DAYS)]
    look.boxes(axes, places[:filled], look.FILL, look.MARK)
    look.boxes(axes, places[filled:], look.SURFACE, look.MAIN)


def draw_week(models: int, between: str, repair: str) -> View:
    """Draw one engineer's two weeks, and the models, broken and healthy."""
    load = REPAIRS[repair] / GAPS[between]
    share, down = busy(models, load), waiting(models, load)
    made, (axes,) = look.figure(height=2.2, left=0.1, right=0.1, bottom=0.1, top=0.35)
    axes.set(xlim=(-0.2, 20.2), ylim=(5.1, -0.9))
    axes.axis("off")
    look.line(made, 0, "One engineer’s two weeks, in half-days; filled: repairs.", look.MARK)
    filled = round(HALF_DAYS * share)
    draw_strip(axes, 0, filled)
    hollow = round(down)
    look.label(
        axes, f"{models} models on an average day; empty: broken.", (0, 1.9), (2, 0), look.MAIN, va="center"
    )
    places = [(0.5 + place % 20, 3.1 + 1.3 * (place // 20)) for place in range(models)]
    look.dots(axes, places, hollow, 9, (look.SURFACE, look.MAIN), (look.MAIN, look.MAIN))
    half = HALF_DAYS // 2
    word = "half" if filled == half else "more than half" if filled > half else "less than half"
    sentence = (
        f"With {models} models, {filled} of {HALF_DAYS} half-days go into repairs, {word} of the time; on an "
        f"average day "
        f"{_some(down)} broken."
    )
    rows = [("time on repairs", f"{share:.0%}"), ("models broken, on average", f"{down:.1f}")]
    rows += [("days between repairs begun, about", f"{(GAPS[between] / max(models - down, 1e-9)):.1f}")]
    return View(made, sentence, pd.DataFrame(rows, columns=["measure", "value"]), filled)


def _some(down: float) -> str:
    """Return how many models are broken, in words that deserve their digits."""
    if round(down) == 0:
        return "less than one model is"
    return "about one model is" if round(down) == 1 else f"about {round(down)} models are"


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    load = REPAIR / BETWEEN
    shares = {f"busy_{models}": f"{busy(models, load):.0%}" for models in (5, 10, 12, 15, 20, 30)}
    return {**shares, "busy_20_halved": f"{busy(20, load / 4):.0%}"}


RANGES = {
    "models": Span(1, 40, "assumed: from one model to a shop full", log=True, whole=True),
    "between": Span(
        10, 120, "assumed: no published count of breakages per model was found", "days", log=True
    ),
    "repair": Span(
        0.5,
        7,
        "assumed; a quarter of teams take a week or more to find and fix a fault [@arize2022]",
        "days",
        log=True,
    ),
}
CLAIMS = (
    Claim(
        name="task-overburdened",
        says="Task ML engineers, who keep particular models healthy, are often overburdened.",
        lecture="Skills Required",
        evidence=Evidence.NEAR,
        measured="An engineer who had the work says so of it [@shankar2022task]; eighteen others describe what "
        "it is made of "
        "[@shankar2022]. Of 945 people asked by a vendor, a quarter say that finding and fixing a fault takes a "
        "week or "
        "more [@arize2022]. Hours were not counted.",
        lines=(
            Line(
                model="machine-repairman queue M/M/1//N",
                verdict=Verdict.HOLDS_WHEN,
                because="repairs of all models, one after the other, take at least as long as one model runs "
                "between two "
                "breakages. With few models, or sturdy ones, most of the time is free.",
                margin=_overburdened,
                ranges=RANGES,
                when=lambda models, between, repair: models * repair >= between,
                unit="of the time, beyond half",
            ),
        ),
        references=("stecke1983", "sre2018"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="overload-week",
        question="How much of one engineer’s time goes into keeping models healthy?",
        predict=Range(
            "One engineer looks after the models. How many of the twenty half-days of two weeks go into repairs?",
            "half-days",
            0,
            20,
        ),
        controls=(
            Slider("models", "Models in use", 2, 40, 2, 10),
            Choice("between", "A model breaks about every", tuple(GAPS), "a month"),
            Choice("repair", "A repair takes", tuple(REPAIRS), "a day and a half"),
        ),
        draw=draw_week,
    ),
)
