"""How does the rest of the company come to use and trust what models say?

Claims: platform product managers (PMs) are critical for educating the company, so that teams trust what models say; PMs
are well placed to do it.
Model: the diffusion of an innovation (Bass 1969).
Assumptions: education adds to the coefficient of innovation, and the time of those who teach is lost to the product. A
month without a product is the same for every team. Units: shares; months.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View
from mlteams.input.heron import fact

Floats = NDArray[np.float64]
# A month: adopts by itself; adopts after seeing others.
INNOVATION, IMITATION = fact("management.teaching.begin"), fact("management.teaching.follow")


def adopted(months: Floats, innovation: float, imitation: float = IMITATION) -> Floats:
    """Return the share that has adopted after each month (Bass 1969, equation 9).

    Raises:
        ValueError: innovation is not above 0, or imitation is below 0.
    """
    if innovation <= 0 or imitation < 0:
        raise ValueError(
            f"innovation {innovation}, imitation {imitation}; above 0 and at least 0 would be right"
        )
    decay = np.exp(-(innovation + imitation) * months)
    return np.asarray((1 - decay) / (1 + imitation / innovation * decay))


def months_to_half(innovation: float, imitation: float = IMITATION) -> float:
    """Return when half have adopted, by solving equation 9 for the time."""
    return float(np.log(2 + imitation / innovation) / (innovation + imitation))


def draw_adoption(education: float, imitation: float) -> View:
    """Draw adoption with and without education."""
    months = np.linspace(0, 36, 200)
    made, (axes,) = look.figure()
    look.frame(axes, "months", "teams that use the models, %", (0, 36), (0, 108))
    ends = []
    # One name above its curve and one below: they stay apart when the curves are the same.
    for rate, colour, name, side, shift in (
        (INNOVATION, look.MUTED, "untaught", "left", (5, -12)),
        (INNOVATION + education, look.MAIN, "taught", "right", (-5, 4)),
    ):
        axes.plot(months, 100 * adopted(months, rate, imitation), color=colour)
        ends.append(months_to_half(rate, imitation))
        month = min(max(ends[-1], 7.0), 27.0)
        place = (month, float(100 * adopted(np.array([month]), rate, imitation)[0]))
        look.label(axes, name, place, shift, colour, ha=side)
    axes.set_xticks(range(0, 37, 6))
    sentence = (
        f"Half the teams use the models after {ends[1]:.0f} months with education and {ends[0]:.0f} without; "
        f"a team that sees others adopts at {imitation:.2f} a month (all rates assumed)."
    )
    table = pd.DataFrame(
        [
            (
                month,
                f"{adopted(np.array([float(month)]), INNOVATION, imitation)[0]:.0%}",
                f"{adopted(np.array([float(month)]), INNOVATION + education, imitation)[0]:.0%}",
            )
            for month in (6, 12, 18, 24, 36)
        ],
        columns=["month", "untaught", "taught"],
    )
    saved = round(ends[0]) - round(ends[1])  # of whole months, as the sentence says them
    return View(made, sentence, table, saved)


def margin_education(innovation: float, imitation: float, education: float, months: float) -> float:
    """Return the months by which half the teams start earlier if they are taught, less those that teaching takes."""
    return months_to_half(innovation, imitation) - months_to_half(innovation + education, imitation) - months


CLAIMS = (
    Claim(
        name="platform-pm-education",
        says="Platform PMs are critical for educating the rest of the company, so that teams trust what models "
        "say.",
        lecture="ML PMs are well-positioned to educate the organization",
        evidence=Evidence.NONE,
        lines=(
            Line(
                model="Bass diffusion",
                verdict=Verdict.HOLDS_WHEN,
                because="teaching at least doubles the teams that begin by themselves, delays the product by a "
                "quarter of a year at most, and colleagues hardly win each other over. Where they do, "
                "the use of models spreads alone. Trust itself is not in the model, nor who teaches.",
                margin=margin_education,
                ranges={
                    "innovation": Span(
                        0.002, 0.06, "assumed: teams that start by themselves", "a month", log=True
                    ),
                    "imitation": Span(
                        0.02, 0.5, "assumed: from teams that never meet to one floor", "a month", log=True
                    ),
                    "education": Span(
                        0.002, 0.06, "assumed: what teaching adds to the first", "a month", log=True
                    ),
                    "months": Span(0.5, 4, "assumed: what teaching delays the product by", "months"),
                },
                when=lambda innovation, imitation, education, months: (
                    education >= innovation and imitation <= 0.1 and months <= 3
                ),
                unit="months earlier",
            ),
        ),
        references=("bass1969",),
    ),
    Claim(
        name="pm-placed-to-educate",
        says="ML product managers are well placed to educate the organization.",
        lecture="ML PMs are well-positioned to educate the organization",
        evidence=Evidence.NONE,
        unmodelled="it compares PMs with all others who might teach. A model needs to know whom each of them "
        "meets and who is believed, and would give back what we assume of that.",
    ),
)

EXPLORABLES = (
    Explorable(
        name="adoption-taught",
        question="What does teaching the company bring?",
        predict=Range(
            f"Untaught, one team in {1 / INNOVATION:.0f} starts by itself each month. How many months earlier do "
            "half the teams use the models, if taught?",
            "months",
            0,
            36,
        ),
        controls=(
            Slider(
                "education",
                "Added adoption a month",
                0.0,
                0.05,
                0.01,
                fact("management.teaching.added"),
                "{:.0%}",
            ),
            Slider("imitation", "Adoption from seeing others", 0.05, 0.45, 0.1, IMITATION, "{:.2f}"),
        ),
        draw=draw_adoption,
    ),
)
