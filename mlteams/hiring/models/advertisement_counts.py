"""What do advertisements ask for, and what do they leave out?

Counts, not a model: of 169 advertisements whose titles are of four kinds, around Tampa, Florida, in April 2020
(tampa2020), how many name years of experience, a degree, pay, and a result. The rows of sources.csv say how each was
counted and how the count was checked by reading. No advertisement's text is kept. Intervals are Wilson's, at 95
percent; they speak of chance alone, and not of other places, years or trades. Units: advertisements.
"""

from collections.abc import Mapping

import pandas as pd
from scipy.stats import binomtest

from mlteams.core import figure as look
from mlteams.core.explorable import Choice, Explorable, Range, View

ALL, SCIENTIST = "of four kinds", "data scientist"
SIZES: Mapping[str, int] = {ALL: 169, SCIENTIST: 38}
PAY, YEARS, FIVE, DEGREE, RESULT = (
    "pay",
    "years of experience",
    "five years or more",
    "a degree",
    "a result",
)
# Measured: how many of all, and of those for a data scientist, name each.
COUNTS: Mapping[str, Mapping[str, int]] = {
    PAY: {ALL: 13, SCIENTIST: 2},
    YEARS: {ALL: 114, SCIENTIST: 24},
    FIVE: {ALL: 49, SCIENTIST: 17},
    DEGREE: {ALL: 135, SCIENTIST: 32},
    RESULT: {ALL: 0, SCIENTIST: 0},
}
WORDS: Mapping[str, str] = {
    PAY: "say what the work pays",
    YEARS: "ask for a number of years of experience",
    FIVE: "ask for five years or more of something",
    DEGREE: "name a degree",
    RESULT: "say what shall be different after some months",
}
# Measured: things demanded by each of 30 drawn at random of the 38 for a data scientist, counted by one reader.
MUSTS = (2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 9, 10, 10, 10, 12, 15, 16, 17, 17)


def interval(named: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval of a share at 95 percent.

    Raises:
        ValueError: more are named than there are, or there are none.
    """
    found = binomtest(named, of).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def draw_asked(thing: str, titles: str) -> View:
    """Draw every advertisement as a dot; those that name the thing are filled."""
    named, size = COUNTS[thing][titles], SIZES[titles]
    low, high = interval(named, size)
    made, (axes,) = look.figure(height=2.6, left=0.1, right=0.1, bottom=0.1, top=0.5)
    axes.set(xlim=(-0.6, 24.6), ylim=(7.2, -0.7))
    axes.axis("off")
    kinds = "for a data scientist" if titles == SCIENTIST else "for data work, of four kinds"
    look.line(made, 0, f"{size} advertisements {kinds}.")
    look.line(made, 1, f"Filled: {named} that name {thing}.", look.MARK)
    places = [(place % 25, place // 25) for place in range(size)]
    look.dots(axes, places, named, 7, (look.FILL, look.MARK), (look.SURFACE, look.MAIN))
    sentence = (
        f"{named} of {size} {WORDS[thing]}, {named / size:.0%}. "
        f"With so few texts it may be {low:.0%} to {high:.0%} of such advertisements there and then."
    )
    rows = [
        (
            one,
            counts[titles],
            f"{counts[titles] / size:.0%}",
            "{:.0%} to {:.0%}".format(*interval(counts[titles], size)),
        )
        for one, counts in COUNTS.items()
    ]
    table = pd.DataFrame(rows, columns=["named", "advertisements", "share", "may be"])
    return View(made, sentence, table, 100 * named / size)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    return {"nine_or_more": str(sum(count >= 9 for count in MUSTS))}


EXPLORABLES = (
    Explorable(
        name="advertisement-counts-asked",
        question="What do advertisements say, and what do they leave out?",
        predict=Range(
            "Of a hundred advertisements for data work, how many say what the work pays? One dot below is "
            "one of "
            "169 real ones.",
            "of 100",
            0,
            100,
        ),
        controls=(
            Choice("thing", "They name", tuple(COUNTS), PAY),
            Choice("titles", "Titles", tuple(SIZES), ALL),
        ),
        draw=draw_asked,
    ),
)
