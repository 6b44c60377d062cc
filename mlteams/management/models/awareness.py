"""What does it help to give leaders a primer on machine learning?

Claims: leaders seldom know ML in detail, which makes the right expectations hard to set; sharing primers, classes and
guidebooks makes leaders more aware; leaders are accountable for blind spots.
Model: the expected Brier score of a forecast, split into what a base rate corrects, what only knowledge of the
project corrects, and what nobody can know (Murphy 1973).
Assumptions: a leader gives every project one probability; a primer moves it towards the rate that the primer tells,
which may not be the rate of these projects; the chances of projects vary around their own rate, and the team knows
the chance of its own. Units: squared error, 0 to 1.
"""

from dataclasses import dataclass

import pandas as pd

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Explorable, Range, Slider, View

# Published: the share of AI projects that go from pilot to production, as 699 respondents of a survey in late 2021
# said of their own organisations (Gartner 2022; `gartner_pilot` in sources). It is not the share that succeed.
TOLD = 0.54


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


def expected_error(believed: float, spread: float, own: float) -> Error:
    """Return the parts of the expected Brier score of a belief about projects that get through at the rate `own`.

    `spread` is the standard deviation of the projects' chances around that rate.

    Raises:
        ValueError: a probability is outside 0 to 1, or no chances between 0 and 1 have that spread.
    """
    if not (0 <= believed <= 1 and 0 < own < 1):
        raise ValueError(f"believed {believed}, own rate {own}; probabilities must be 0 to 1")
    whole = own * (1 - own)
    if not 0 <= spread <= whole**0.5 + 1e-12:
        raise ValueError(f"spread is {spread}; around {own} it is at most {whole**0.5:.2f}")
    return Error((believed - own) ** 2, spread**2, max(0.0, whole - spread**2))


def draw_primer(believed: float, own: float, spread: float) -> View:
    """Draw the error of a leader's belief today, after a primer and told of this project, each in its parts."""
    today, taught = expected_error(believed, spread, own), expected_error(TOLD, spread, own)
    made, (axes,) = look.figure(height=3.3, left=0.2, top=0.75)
    look.line(made, 0, "squared error of a belief, and what takes it away:")
    look.line(made, 1, "nothing", look.MUTED)
    look.line(made, 1, "knowing this project", look.MAIN, 1.0)
    look.line(made, 2, "knowing how often projects get through here", look.MARK)
    look.frame(axes, "squared error", "", (0, 0.75), (2.4, -0.75), grid="")
    axes.set_yticks([])
    rows = (
        ("today", (today.chance, today.project, today.belief)),
        ("after a primer", (taught.chance, taught.project, taught.belief)),
        ("told how likely this project is", (today.chance, 0.0, 0.0)),
    )
    for row, (name, widths) in enumerate(rows):
        end = 0.0
        for width, colour in zip(widths, (look.MUTED, look.MAIN, look.MARK), strict=True):
            look.bar(axes, row, width, 0.36, colour, left=end)
            end += width
        axes.text(0, row - 0.24, name, va="bottom")
        look.label(axes, f"{end:.2f}", (end, row), (5, 0), look.INK, va="center")
    taken = today.belief - taught.belief
    if taken < -0.005:
        does = f"adds {-taken:.2f}"
    elif taken > 0.005:
        gap = taken - today.project
        than = "as much as" if abs(gap) < 0.005 else "more than" if gap > 0 else "less than"
        does = f"takes away {taken:.2f}, {than} the {today.project:.2f} that knowing this project takes"
    else:
        does = "changes next to nothing"
    sentence = (
        f"A leader who believes {believed:.0%} where {own:.0%} of projects get through is wrong by "
        f"{today.total:.2f} (squared). A primer that tells {TOLD:.0%} {does}."
    )
    table = pd.DataFrame(
        [(name, *(f"{width:.2f}" for width in widths), f"{sum(widths):.2f}") for name, widths in rows],
        columns=["when", "nobody can help", "this project", "how often projects get through", "in all"],
    )
    return View(made, sentence, table, 100 * taken / today.total)


def margin_primer(believed: float, told: float, own: float, moved: float) -> float:
    """Return by how much the expected squared error of a belief falls when a primer is read.

    The belief moves a share `moved` of its way to the rate that the primer tells; projects succeed at the rate
    `own`. What projects differ by, and chance, are the same before and after.
    """
    after = believed + moved * (told - believed)
    return (believed - own) ** 2 - (after - own) ** 2


def _too_high(believed: float, told: float, own: float) -> bool:
    return own < (believed + told) / 2


CLAIMS = (
    Claim(
        name="leadership",
        says="Leaders seldom know ML in detail, which makes it hard to tell what is feasible and to set the "
        "right expectations.",
        lecture="Leadership deficits",
        evidence=Evidence.NEAR,
        measured="Of what 65 data scientists and engineers told of failed AI projects, the first of five "
        "causes is that people in business misunderstand, or miscommunicate, what problem is to be solved "
        "[@rand2024]. It is one side's view; what leaders know was not measured.",
        unmodelled="what leaders know is to be asked of them; a model would give back what we assume.",
    ),
    Claim(
        name="accountable",
        says="Leaders are accountable for addressing blind spots and for understanding the risk in a timeline.",
        lecture="Educate leadership on uncertainty",
        evidence=Evidence.NONE,
        unmodelled="it says who ought to answer for something. A model says what follows from a choice, not "
        "whose duty it is.",
    ),
    Claim(
        name="awareness",
        says="Sharing primers, classes and guidebooks makes leaders more aware of what to expect of ML.",
        lecture="Educate leadership on uncertainty",
        evidence=Evidence.NEAR,
        measured="Less than an hour of training in judging probabilities made forecasts of world politics 6 to "
        "11% more accurate, as the Brier score counts, over four years of tournaments [@chang2016]. They were "
        "volunteers; no such trial with leaders and ML was found.",
        lines=(
            Line(
                model="Brier score in parts",
                verdict=Verdict.HOLDS_WHEN,
                because="your own projects get through less often than the middle between what a leader "
                "believes and what the primer tells. If they do better than that, a gloomy survey makes a "
                "right belief wrong.",
                margin=margin_primer,
                ranges={
                    "believed": Span(0.6, 0.95, "assumed: hopes of a leader who pays"),
                    "told": Span(
                        0.2,
                        0.6,
                        "assumed: around 54% from pilot to production in a survey [@gartner2022], and less",
                    ),
                    "own": Span(0.1, 0.9, "assumed: from research to routine"),
                    "moved": Span(0.1, 1.0, "assumed: from a page that is skimmed to a class that convinces"),
                },
                when=lambda believed, told, own, **_: _too_high(believed, told, own),
                unit="squared error",
            ),
        ),
        references=("murphy1973",),
    ),
)

EXPLORABLES = (
    Explorable(
        name="awareness-primer",
        question="Should leaders read a primer, or hear about this project?",
        predict=Range(
            f"A primer tells a leader that {TOLD:.0%} of projects get through. By how much does it lower the "
            "squared error of the belief?",
            "%",
            0,
            100,
        ),
        controls=(
            Slider("believed", "What a leader believes", 0.3, 0.9, 0.1, 0.9, "{:.0%}"),
            Slider("own", "Projects that get through here", 0.2, 0.8, 0.1, 0.5, "{:.0%}"),
            Slider("spread", "How much projects differ (SD)", 0.1, 0.4, 0.1, 0.2, "{:.1f}"),
        ),
        draw=draw_primer,
    ),
)
