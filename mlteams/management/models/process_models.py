"""Does a process framework help a data science project, or slow it down?

Claims: use CRISP-DM or TDSP for a large-scale coordination problem, and not otherwise; they can slow you down.
TDSP is the more structured of the two.
Models: each framework as an absorbing Markov chain over its stages (Kemeny & Snell 1960), its entropy rate (Shannon
1948), and the pairs of people who otherwise coordinate by talking (Brooks 1975).
Assumptions: a stage sends the work back with one chance, split evenly over the ways back that the framework
draws; every visit of a stage costs a fixed time for its documents; each pair of people costs a fixed time a week
unless the framework spares it. All times and chances are assumed. Units: weeks, hours a week.
"""

import itertools

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from scipy.stats import entropy

from mlteams.core import figure as look
from mlteams.core.claim import Claim, Verdict
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View

# Each stage: where it goes next, and where it can send the work back (Wirth & Hipp 2000; Microsoft 2020).
CRISP_DM = {
    "business understanding": ("data understanding", ()),
    "data understanding": ("data preparation", ("business understanding",)),
    "data preparation": ("modeling", ()),
    "modeling": ("evaluation", ("data preparation",)),
    "evaluation": ("deployment", ("business understanding",)),
    "deployment": ("end", ()),
}
TDSP = {
    "business understanding": ("data acquisition", ()),
    "data acquisition": ("modeling", ("business understanding",)),
    "modeling": ("deployment", ("data acquisition", "business understanding")),
    "deployment": ("customer acceptance", ("modeling", "data acquisition", "business understanding")),
    "customer acceptance": ("end", ("business understanding",)),
}
FRAMEWORKS = {"CRISP-DM": CRISP_DM, "TDSP": TDSP}
STAGE_WEEKS = 2.0  # assumed: work in one visit of a stage
PAIR_HOURS = 0.5  # assumed: talk a week between two people who must agree
SPARED = 0.5  # assumed: share of that talk which common documents make unnecessary


def expected_visits(framework: str, back: float) -> dict[str, float]:
    """Return how often each stage is visited, the first row of (I − Q)⁻¹ (Kemeny & Snell 1960, 3.2).

    `back` is the chance that a stage which can send work back does so.

    Raises:
        ValueError: back is outside 0 to below 1.
    """
    if not 0 <= back < 1:
        raise ValueError(f"back is {back}; it must be at least 0 and below 1")
    stages = FRAMEWORKS[framework]
    names = list(stages)
    moves = np.zeros((len(names), len(names)))
    for row, (forward, returns) in enumerate(stages.values()):
        for name in returns:
            moves[row, names.index(name)] += back / len(returns)
        if forward in names:
            moves[row, names.index(forward)] += 1 - back if returns else 1.0
    fundamental = np.linalg.inv(np.eye(len(names)) - moves)
    return dict(zip(names, fundamental[0].tolist(), strict=True))


def expected_weeks(framework: str, back: float, document_weeks: float = 0.0) -> float:
    """Return the expected time to the end, every visit costing the work and its documents."""
    return sum(expected_visits(framework, back).values()) * (STAGE_WEEKS + document_weeks)


def open_bits(framework: str, back: float) -> float:
    """Return how much of the next step the drawing leaves open, in bits a visit: the entropy rate (Shannon 1948, § 7).

    Raises:
        ValueError: back is outside 0 to below 1.
    """
    visits = expected_visits(framework, back)
    ways = {stage: len(returns) for stage, (_, returns) in FRAMEWORKS[framework].items()}
    bits = {
        count: float(entropy([1 - back, *[back / count] * count], base=2)) for count in ways.values() if count
    }
    return sum(visits[stage] * bits.get(count, 0.0) for stage, count in ways.items()) / sum(visits.values())


def pairs(people: int) -> int:
    """Return the number of pairs, n(n − 1)/2 (Brooks 1975)."""
    return people * (people - 1) // 2


def hours_saved(people: int) -> float:
    """Return the hours a week of talk that the framework spares."""
    return SPARED * PAIR_HOURS * pairs(people)


def hours_spent(people: int, document_hours: float) -> float:
    """Return the hours a week that documents take, when each person writes for `document_hours`."""
    return document_hours * people


def break_even_people(document_hours: float) -> float:
    """Return the team size above which the framework saves time: 1 + 2 × document_hours/(spared × pair hours).

    Raises:
        ValueError: document_hours is negative.
    """
    if document_hours < 0:
        raise ValueError(f"document_hours is {document_hours}; it must be 0 or more")
    return 1 + 2 * document_hours / (SPARED * PAIR_HOURS)


def draw_time(framework: str, back: float, people: int, document_hours: int) -> View:
    """Draw hours spent and spared a week against the size of the team."""
    sizes = np.arange(2, 61)
    spent, spared = hours_spent(people, document_hours), hours_saved(people)
    even, visits = break_even_people(document_hours), expected_visits(framework, back)
    made, (stages, axes) = look.figure(height=4.3, rows=2, right=1.1, between=0.5)
    look.line(made, 0, f"{framework}: expected visits of each stage")
    look.frame(stages, "", "", (0, 23), (5.6, -0.5), grid="")
    stages.set_axis_off()
    stages.barh(list(range(len(visits))), list(visits.values()), color=look.GRID)
    for place, (stage, count) in enumerate(visits.items()):
        look.label(stages, f"{count:.1f}  {stage}", (count, place), (4, 0), look.INK, va="center")
    look.frame(axes, "people who must coordinate", "hours a week", (0, 60), (0, 470))
    for hours, name, colour in (
        ([hours_spent(int(n), document_hours) for n in sizes], "documents", look.MARK),
        ([hours_saved(int(n)) for n in sizes], "talk spared", look.MAIN),
    ):
        axes.plot(sizes, hours, color=colour)
        look.label(axes, name, (60, hours[-1]), (6, 0), colour, va="center")
    for hours_now in (spent, spared):
        look.dot(axes, (people, hours_now), look.INK)
    axes.axvline(even, color=look.GRID)
    look.label(axes, f"break-even {even:.0f}", (even, 460), (4, 0), look.MUTED, va="top")
    verb = "saves" if spared > spent else "costs" if spared < spent else "changes"
    total, weeks = sum(visits.values()), expected_weeks(framework, back)
    sentence = (
        f"For {people} people, {framework} {verb} {abs(spared - spent):.0f} hours a week net and breaks even "
        f"at {even:.0f}; if a stage sends work back {back:.0%} of the time, {total:.1f} visits of stages take "
        f"{weeks:.0f} weeks (all inputs assumed)."
    )
    table = pd.DataFrame(
        [(stage, f"{count:.2f}") for stage, count in visits.items()],
        columns=["stage", "expected visits"],
    )
    return View(made, sentence, table, even)


def _box(axes: Axes, at: tuple[float, float], text: str, colour: str = look.INK) -> None:
    frame = {"boxstyle": "round,pad=0.35", "facecolor": look.SURFACE, "edgecolor": colour}
    axes.text(*at, text, ha="center", va="center", bbox=frame, color=colour, zorder=3)


def _shrink(text: str, across: float, along: float) -> float:
    """Return how far, in points, an arrow in a direction must stay from the middle of a box."""
    lines = text.split("\n")
    width, height = 3.3 * max(map(len, lines)) + 9, 6.8 * len(lines) + 8
    length = np.hypot(across, along)
    return float(length * min(width / max(abs(across), 1e-9), height / max(abs(along), 1e-9)))


def _arrow(
    axes: Axes, places: dict[str, tuple[float, float]], start: str, end: str, both: bool = False
) -> None:
    (x0, y0), (x1, y1) = places[start], places[end]
    points = 72 / axes.get_figure(root=True).dpi  # type: ignore[union-attr]  # these axes have one
    across, along = points * axes.bbox.width * (x1 - x0), points * axes.bbox.height * (y1 - y0)
    style: dict[str, str | float] = {"arrowstyle": "<->" if both else "->", "color": look.MUTED}
    style |= {"shrinkA": _shrink(start, across, along), "shrinkB": _shrink(end, across, along)}
    axes.annotate("", (x1, y1), (x0, y0), arrowprops=style, zorder=1)


def draw_graphs() -> View:
    """Redraw both process graphs: one-way and two-way links as their documents have them."""
    made, (crisp, tdsp) = look.figure(height=5.8, rows=2, left=0.1, right=0.1, bottom=0.1, between=0.4)
    for axes, title in ((crisp, "CRISP-DM"), (tdsp, "TDSP")):
        axes.set(xlim=(0, 1), ylim=(0, 1))
        axes.set_axis_off()
        axes.set_title(title, pad=2)
    around = {
        "business\nunderstanding": (0.2, 0.84), "data\nunderstanding": (0.8, 0.84),
        "data\npreparation": (0.84, 0.48), "modeling": (0.84, 0.12), "evaluation": (0.45, 0.12),
        "deployment": (0.15, 0.42),
    }  # fmt: skip
    names = list(around)
    _box(crisp, (0.5, 0.55), "data", look.MAIN)
    for one, other, both in (
        (0, 1, True),
        (1, 2, False),
        (2, 3, True),
        (3, 4, False),
        (4, 5, False),
        (4, 0, False),
    ):
        _arrow(crisp, around, names[one], names[other], both)
    linked = {
        "business\nunderstanding": (0.5, 0.86), "data acquisition\nand understanding": (0.19, 0.58),
        "modeling": (0.86, 0.58), "deployment": (0.5, 0.32),
    }  # fmt: skip
    for here, there in itertools.combinations(linked, 2):
        _arrow(tdsp, linked, here, there, both=True)
    ends = linked | {"start": (0.1, 0.86), "customer\nacceptance": (0.5, 0.08), "end": (0.1, 0.08)}
    for here, there in (("start", "business\nunderstanding"), ("deployment", "customer\nacceptance")):
        _arrow(tdsp, ends, here, there)
    _arrow(tdsp, ends, "customer\nacceptance", "end")
    tdsp.text(0.68, 0.08, "left out by\nthe lecture", color=look.MARK, va="center")
    colours = {"start": look.MUTED, "end": look.MUTED, "customer\nacceptance": look.MARK}
    for axes, places in ((crisp, around), (tdsp, ends)):
        for name, place in places.items():
            _box(axes, place, name, colours.get(name, look.INK))
    sentence = (
        "CRISP-DM runs from business understanding to deployment around the data, with three ways back; TDSP links "
        "every pair of its first four stages both ways, and ends with customer acceptance, which the lecture's "
        "picture leaves out."
    )
    rows = [
        (name, stage, forward, ", ".join(returns) or "–")
        for name, stages_of in FRAMEWORKS.items()
        for stage, (forward, returns) in stages_of.items()
    ]
    return View(
        made, sentence, pd.DataFrame(rows, columns=["framework", "stage", "goes on to", "can go back to"])
    )


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    return {"break_even_people": f"{break_even_people(2):.0f}"}


CLAIMS = (
    Claim(
        name="frameworks",
        says="Try CRISP-DM or TDSP if you have a large-scale coordination problem, and not otherwise.",
        lecture='What is "Agile" for ML?',
        model="absorbing Markov chain, and pairs who coordinate",
        verdict=Verdict.HOLDS_WHEN,
        because="the documents cost each person a fixed time while talk grows with the square of the team; so the "
        "advice turns on a break-even size, and a team below it is slowed down.",
        test="tests/management/models/test_process_models.py::test_verdict_frameworks",
        references=("wirth2000", "brooks1975", "kemeny1960"),
    ),
    Claim(
        name="structure",
        says="TDSP is the more structured of the two; CRISP-DM stays at a higher level.",
        lecture='What is "Agile" for ML?',
        model="entropy rate of an absorbing Markov chain",
        verdict=Verdict.REVERSES_WHEN,
        because="structure means which step comes next: as drawn, TDSP allows more ways back and leaves more open. "
        "What it prescribes instead, roles and documents, is in neither drawing.",
        test="tests/management/models/test_process_models.py::test_verdict_structure",
        references=("wirth2000", "shannon1948"),
    ),
)

EXPLORABLES = (
    Explorable(
        name="process-models-graphs", question="What do the two frameworks look like?", draw=draw_graphs
    ),
    Explorable(
        name="process-models-time",
        question="From what size of team does a framework save time?",
        predict=Range(
            f"Each two people talk {PAIR_HOURS} hours a week, and documents spare {SPARED:.0%} of it. How many "
            "people must there be for that to pay?",
            "people",
            2,
            200,
        ),
        controls=(
            Choice("framework", "Framework", tuple(FRAMEWORKS), "CRISP-DM"),
            Slider("back", "A stage sends work back", 0.1, 0.5, 0.2, 0.3, "{:.0%}"),
            Slider("people", "People who must coordinate", 5, 45, 10, 15),
            Slider("document_hours", "Hours of documents a week, each", 1, 3, 1, 2),
        ),
        draw=draw_time,
    ),
)
