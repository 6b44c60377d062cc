"""What does it help to give leaders a primer on machine learning?

Claim: sharing primers, classes and guidebooks makes leaders more aware of what to expect.
Model: the expected Brier score of a forecast, split into what a base rate corrects, what only knowledge of the
project corrects, and what nobody can know (Murphy 1973).
Assumptions: a leader gives every project one probability; a primer puts the base rate in its place; the chances of
projects vary around the base rate, and the team knows the chance of its own. Units: squared error, 0 to 1.
"""

from dataclasses import dataclass

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View

BASE_RATE = 0.54  # published: from pilot to production, Gartner 2022 (`gartner_pilot` in sources)


@dataclass(frozen=True)
class Error:
    """The expected squared error of a forecast, (forecast − outcome)², in three parts.

    Attributes:
        belief: the belief differs from the base rate; a primer takes this away.
        project: projects differ from each other; only knowing this one takes it away.
        chance: what is left when the project's own chance is known.
    """

    belief: float
    project: float
    chance: float

    @property
    def total(self) -> float:
        """Return the expected Brier score."""
        return self.belief + self.project + self.chance


def expected_error(believed: float, spread: float, base_rate: float = BASE_RATE) -> Error:
    """Return the parts of the expected Brier score; `spread` is the standard deviation of projects' chances.

    Raises:
        ValueError: a probability is outside 0 to 1, or no chances between 0 and 1 have that spread.
    """
    if not (0 <= believed <= 1 and 0 < base_rate < 1):
        raise ValueError(f"believed {believed}, base rate {base_rate}; probabilities must be 0 to 1")
    whole = base_rate * (1 - base_rate)
    if not 0 <= spread <= whole**0.5:
        raise ValueError(f"spread is {spread}; around {base_rate} it is at most {whole**0.5:.2f}")
    return Error((believed - base_rate) ** 2, spread**2, whole - spread**2)


def draw_primer(believed: float, spread: float) -> View:
    """Draw the error of a leader's belief today, after a primer and told of this project, each in its parts."""
    error = expected_error(believed, spread)
    parts = ((error.chance, look.MUTED), (error.project, look.MAIN), (error.belief, look.MARK))
    made, (axes,) = look.figure(height=2.8, left=0.2, top=0.5)
    look.line(made, 0, "expected squared error, and who can take it away:")
    for name, colour, start in (
        ("nobody", look.MUTED, 0.08),
        ("who knows this project", look.MAIN, 0.85),
        ("a primer", look.MARK, 2.85),
    ):
        look.line(made, 1, name, colour, start)
    look.frame(axes, "squared error", "", (0, 0.46), (2.4, -0.75), grid="")
    axes.set_yticks([])
    for row, name in enumerate(("today", "after a primer", "told how likely this project is")):
        end = 0.0
        for width, colour in parts[: 3 - row]:
            axes.barh(row, width, left=end, height=0.36, color=colour)
            end += width
        axes.text(0, row - 0.24, name, va="bottom")
        look.label(axes, f"{end:.2f}", (end, row), (5, 0), look.INK, va="center")
    larger = "more" if error.belief > error.project else "less"
    sentence = (
        f"A leader who believes {believed:.0%} where {BASE_RATE:.0%} of projects get through is wrong by "
        f"{error.total:.2f} (squared); a primer takes {error.belief:.2f} away, {larger} than the "
        f"{error.project:.2f} that knowing this project takes."
    )
    table = pd.DataFrame(
        [
            ("a primer takes away", f"{error.belief:.3f}"),
            ("the project's own odds take away", f"{error.project:.3f}"),
            ("nobody can take away", f"{error.chance:.3f}"),
        ],
        columns=["part", "squared error"],
    )
    return View(made, sentence, table, 100 * error.belief / error.total)


CLAIMS = (
    Claim(
        name="awareness",
        says="Sharing primers, classes and guidebooks makes leaders more aware of what to expect of ML.",
        lecture="Educate leadership on uncertainty",
        model="Brier score in parts",
        verdict=Verdict.HOLDS_WHEN,
        because="what they believe is further from the base rate than projects are from each other; closer to it, "
        "an hour on this project's odds corrects more than any primer.",
        test="tests/management/models/test_awareness.py::test_verdict_awareness",
        references=("murphy1973", "gartner2022"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="awareness-primer",
        question="Should leaders read a primer, or hear about this project?",
        predict=Range(
            f"In truth {BASE_RATE:.0%} of projects get through, and a primer says so. How much of the leader's "
            "squared error does it take away?",
            "%",
            0,
            100,
        ),
        controls=(
            Slider("believed", "What a leader believes", 0.3, 0.95, 0.05, 0.9, "{:.0%}"),
            Slider("spread", "How much projects differ (SD)", 0.1, 0.4, 0.1, 0.2, "{:.1f}"),
        ),
        draw=draw_primer,
    ),
)
