"""You read the title of an advertisement. What does it tell you about the work?

Claim: data scientist is a blanket term. Models: the mutual information of title and tool, as a share of the tool's
entropy (Shannon 1948), held against titles dealt at random; and, for the ledger, one title against all others as a
binary channel.
Data: 169 advertisements whose titles are of four kinds, April 2020, within 150 miles of Tampa, Florida (tampa2020): the
rows of sources.csv say how they were counted. Assumptions: an advertisement names a thing or it does not, whatever it
says of it; advertisements are independent, though some companies wrote several. Units: bits, advertisements.
"""

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, View
from mlteams.roles.models.advertisements import KINDS, SIZES, TASKS, THINGS, TOOLS, WORD_FOR_WORD
from mlteams.roles.models.information import by_chance, channel, deals, told

PRINTED, DEALT = "as printed", "dealt at random"
GROUPED, EXACT = "in four kinds", "word for word"
LITTLE = 0.5  # ours: a title that leaves more than half of the doubt tells little


def _tells_little(named: float, elsewhere: float, part: float) -> float:
    """Margin of the claim: how much more of the doubt stays than half."""
    return LITTLE - channel(named, elsewhere, part)


def draw_tools(thing: str, titles: str) -> View:
    """Draw every advertisement as a dot, by kind of title; those that name the thing are filled."""
    counts = THINGS[thing]
    total = sum(counts)
    if titles == DEALT:
        counts = tuple(int(one) for one in deals(total, SIZES, 1, seed=sum(map(ord, thing)))[0])
    made, (axes,) = look.figure(height=3.3, left=0.1, right=0.1, bottom=0.1, top=0.5)
    axes.set(xlim=(-0.6, 28), ylim=(-0.6, 11.6))
    axes.axis("off")
    look.line(made, 0, f"Filled: the advertisement names {thing}.")
    look.line(made, 1, "Titles dealt at random." if titles == DEALT else "Titles as printed.", look.MUTED)
    for row, (kind, size, named) in enumerate(zip(KINDS, SIZES, counts, strict=True)):
        top = 11.2 - 3 * row
        colour = look.MARK if kind == "data scientist" else look.MAIN
        look.label(axes, f"{kind}: {named} of {size}", (0, top), (-3, 0), colour, va="center")
        places = [(place % 28, top - 0.9 - 0.8 * (place // 28)) for place in range(size)]
        look.dots(axes, places, named, 6, (colour, colour))
    share, (chance, _) = told(counts, SIZES), by_chance(total, SIZES)
    begin = "With titles dealt at random, " if titles == DEALT else ""
    end = "Such deals" if titles == DEALT else "Titles dealt at random"
    sentence = (
        f"{begin}{counts[3]} of {SIZES[3]} advertisements for a data scientist name {thing}, "
        f"{total - counts[3]} of the {sum(SIZES) - SIZES[3]} others. Knowing the title takes away {share:.0%} "
        f"of the doubt "
        f"whether an advertisement names it. {end} take away {chance:.0%} on average."
    )
    rows = [(k, n, s, f"{n / s:.0%}") for k, s, n in zip(KINDS, SIZES, counts, strict=True)]
    table = pd.DataFrame(rows, columns=["title", f"name {thing}", "advertisements", "share"])
    return View(made, sentence, table, 100 * counts[3] / SIZES[3])


def shares(titles: str, named: str) -> dict[str, tuple[float, float]]:
    """Return, for tools or tasks, what titles tell and what they tell by chance, as shares of the entropy."""
    things = TOOLS if named == "tools" else TASKS
    if titles == EXACT:
        return {thing: WORD_FOR_WORD[thing] for thing in things}
    return {
        thing: (told(counts, SIZES), by_chance(sum(counts), SIZES)[0]) for thing, counts in things.items()
    }


def draw_told(titles: str, named: str) -> View:
    """Draw, for each thing, the share of the doubt that titles take away, and what they would by chance."""
    found = shares(titles, named)
    made, (axes,) = look.figure(height=3.7, left=1.75, right=0.35, bottom=0.5, top=0.55)
    look.frame(axes, "share of the doubt taken away, %", "", (0, 100), (9.6, -0.6), grid="x")
    rows = np.linspace(0, len(TOOLS) - 1, len(found))
    axes.set_yticks(rows, list(found))
    look.line(made, 0, "Upper bar: what titles tell.", look.MAIN)
    look.line(made, 1, "Lower bar: what titles dealt at random tell.", look.MARK)
    for row, (share, chance) in zip(rows, found.values(), strict=True):
        look.bar(axes, row - 0.1, 100 * share, 0.44, look.MAIN)
        look.bar(axes, row + 0.24, 100 * chance, 0.24, look.MARK)
    mean, luck = (100 * float(np.mean(values)) for values in zip(*found.values(), strict=True))
    sentence = (
        f"Titles taken {titles} take away {mean:.0f}% of the doubt about {named}, on average over {len(found)} "
        f"{named}. "
        f"Dealt at random, the same titles take away {luck:.0f}%."
    )
    cells = [(thing, f"{share:.0%}", f"{chance:.0%}") for thing, (share, chance) in found.items()]
    table = pd.DataFrame(cells, columns=["named", "titles tell", "by chance"])
    return View(made, sentence, table, mean)


def variables() -> dict[str, str]:
    """Return the numbers that the lesson quotes."""
    grouped, exact = shares(GROUPED, "tools").values(), shares(EXACT, "tools").values()
    mean = {key: np.mean(list(found), axis=0) for key, found in (("grouped", grouped), ("exact", exact))}
    python = TOOLS["Python"][3]
    interval = binomtest(python, SIZES[3]).proportion_ci(method="wilson")
    return {
        "advertisements": str(sum(SIZES)),
        "python_low": f"{interval.low:.0%}",  # of such advertisements, at 95 percent
        "python_high": f"{interval.high:.0%}",
        "told_four_of_five": f"{told((4, 1), (5, 5)):.0%}",
        "scientist_advertisements": str(SIZES[3]),
        "told_grouped": f"{mean['grouped'][0]:.0%}",
        "chance_grouped": f"{mean['grouped'][1]:.0%}",
        "told_exact": f"{mean['exact'][0]:.0%}",
        "chance_exact": f"{mean['exact'][1]:.0%}",
    }


CLAIMS = (
    Claim(
        name="blanket-term",
        says="Data scientist is a blanket term: the title alone tells little about the work.",
        lecture="Common Roles",
        evidence=Evidence.NEAR,
        measured="At one company, people who did data science spent their time in nine different ways, and "
        "fewer than "
        "half of them had the title [@kim2018]. In advertisements around Tampa in April 2020 the kind of title took "
        "away about a fifth of the doubt whether an advertisement names a tool [@tampa2020]. In a larger sample "
        "from seven "
        "European countries in late 2021, tools and words did differ by title [@methodmatters2022].",
        lines=(
            Line(
                model="mutual information of a title and one thing that an advertisement may name",
                verdict=Verdict.HOLDS_WHEN,
                because="the share of advertisements that name a thing differs by less than six tenths "
                "between the title "
                "and all others. A thing that nearly all of one title name, and nearly no other, is told by the "
                "title.",
                margin=_tells_little,
                ranges={
                    "named": Span(0.02, 0.98, "assumed: from almost none to almost all with the title"),
                    "elsewhere": Span(
                        0.02, 0.8, "assumed: around the shares counted in Tampa, 3 to 56 percent"
                    ),
                    "part": Span(0.1, 0.5, "around the 22 percent counted in Tampa; assumed: up to half"),
                },
                when=lambda named, elsewhere, part: abs(named - elsewhere) < 0.6,
                unit="share of the doubt that stays, beyond half",
            ),
        ),
        references=("kim2016", "shannon1948"),
    ),
    Claim(
        name="scientist-tools",
        says="A data scientist works with wide-ranging tools, from SQL and Excel to pandas and scikit-learn.",
        lecture="Common Roles",
        evidence=Evidence.MEASURED,
        measured="Of ten groups of tools, an advertisement for a data scientist around Tampa in April 2020 "
        "named between "
        "none and eight, four in the middle; any two of them had no tool in common in more than a third of the pairs "
        "[@tampa2020].",
        unmodelled="it says what is, and counting is the test; a model would only return the counts.",
    ),
    Claim(
        name="scientist-backgrounds",
        says="Data scientists come from a wide range of backgrounds, from undergraduates to PhDs.",
        lecture="Skills Required",
        evidence=Evidence.MEASURED,
        measured="Of 793 people who do data science at one company, 34 percent had a bachelor's degree, 41 "
        "percent a master's "
        "and 22 percent a PhD [@kim2018]. Of 38 advertisements around Tampa in April 2020, two thirds "
        "mention a bachelor's degree, half a master's and a third a PhD [@tampa2020].",
        unmodelled="it says what is, and counting is the test.",
    ),
)

EXPLORABLES = (
    Explorable(
        name="titles-tools",
        question="You read the title. Which of these does the advertisement name?",
        predict=Range(
            "How many of a hundred advertisements for a data scientist name it? One dot below is one of 169 real "
            "advertisements.",
            "of 100",
            0,
            100,
        ),
        controls=(
            Choice("thing", "Tool or task", tuple(THINGS), "Python"),
            Choice("titles", "Titles", (PRINTED, DEALT), PRINTED),
        ),
        draw=draw_tools,
    ),
    Explorable(
        name="titles-told",
        question="How much does a title tell, and how much of that is chance?",
        predict=Range(
            "Before you read an advertisement you are in doubt whether it names, say, Python. How much of such doubt "
            "does the kind of title take away, on average over ten of them?",
            "%",
            0,
            100,
        ),
        controls=(
            Choice("titles", "Titles", (GROUPED, EXACT), GROUPED),
            Choice("named", "What is named", ("tools", "tasks"), "tools"),
        ),
        draw=draw_told,
    ),
)
