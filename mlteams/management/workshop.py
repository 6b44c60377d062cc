"""Heron's roadmap as the room meets it: its odds, what the edits of the pre-mortem do to them, and the sheets."""

import math
from dataclasses import replace

from mlteams.core.sheet import Card, CardSheet, Column, Offered, Question, Row, ScoreSheet, Table, Wide
from mlteams.management.models.advice import advise
from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import edited, parts
from mlteams.management.models.testing_sequence import best_order, expected_cost
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

HERON = "examples/heron/roadmap.yaml"
FILES = (ROOT / HERON,)  # what `variables` reads besides code
READER = "A reader that is good enough"
STAYS_AWAY = 0.8  # assumed: a cause that comes with one chance in five

# Supposed, so that both rules of thumb lose: ways to sort customers' letters, their chances, their person-weeks.
LETTERS = ("rules on keywords", "rented model", "own model")
CHANCES = (0.1, 0.5, 0.8)
COSTS = (5.0, 10.0, 20.0)


def heron() -> Roadmap:
    """Return Heron's roadmap."""
    return read_roadmap(ROOT / HERON).roadmap


def stopped(roadmap: Roadmap, name: str) -> Roadmap:
    """Return the roadmap with a cause that can stop one task."""
    return edited(
        roadmap, lambda task: replace(task, chance=task.chance * STAYS_AWAY) if task.name == name else task
    )


def later(roadmap: Roadmap, name: str, times: float) -> Roadmap:
    """Return the roadmap with the third duration of a three-point task multiplied."""

    def edit(task: Task) -> Task:
        if task.name != name or not isinstance(task.estimate, Pert):
            return task
        return replace(task, estimate=replace(task.estimate, high=task.estimate.high * times))

    return edited(roadmap, edit)


def each_route(roadmap: Roadmap) -> Roadmap:
    """Return the roadmap with the shared cause put, wrongly, into every route on its own."""
    routes = {option.name for step in roadmap.steps for option in getattr(step, "options", ())}
    return edited(
        roadmap, lambda task: replace(task, chance=task.chance * STAYS_AWAY) if task.name in routes else task
    )


def shared(roadmap: Roadmap) -> Roadmap:
    """Return the roadmap with the shared cause as a task that the routes wait for."""
    line = Task(
        "Photographs are good enough", Pert(0, 0, 0), after=("Label a training set",), chance=STAYS_AWAY
    )
    steps = [
        replace(step, after=(*step.after, line.name)) if step.name == READER else step
        for step in roadmap.steps
    ]
    return replace(roadmap, steps=(*steps, line))


def likely(roadmap: Roadmap) -> float:
    """Return the sum of likely durations on the longest path, every task and the first route succeeding."""

    def certain(task: Task) -> Task:
        guess = task.estimate
        middle = guess.likely if isinstance(guess, Pert) else guess.median
        return replace(task, estimate=Pert(middle, middle, middle), chance=1.0)

    return simulate(edited(roadmap, certain), samples=1).p50


def orders() -> dict[str, list[int]]:
    """Return three orders of the ways in LETTERS, as indices: by two rules of thumb, and by chance per cost."""
    ways = range(len(LETTERS))
    return {
        "cheapest": sorted(ways, key=lambda way: COSTS[way]),
        "likeliest": sorted(ways, key=lambda way: -CHANCES[way]),
        "ratio": best_order(CHANCES, COSTS),
    }


def letters() -> dict[str, str]:
    """Return the numbers of the worked table of LETTERS; costs in person-weeks."""
    found: dict[str, str] = {}
    for name, chance, cost in zip(LETTERS, CHANCES, COSTS, strict=True):
        key = name.split()[0]
        found[f"{key}_chance"] = f"{chance:.0%}"
        found[f"{key}_cost"] = f"{cost:.0f}"
        found[f"{key}_ratio"] = f"{100 * chance / cost:.1f}"
    for key, order in orders().items():
        found[f"{key}_order"] = ", then ".join(LETTERS[way] for way in order)
        found[f"{key}_expected"] = f"{expected_cost(order, CHANCES, COSTS):.1f}"
    return found


def variables() -> dict[str, str]:
    """Return the numbers that the guide quotes; times in weeks, costs in person-weeks."""
    plan = heron()
    weeks = likely(plan)
    base = simulate(plan, by=weeks)
    (order,) = advise(plan).orders
    stop = simulate(stopped(plan, "Get access to label images"))
    late = simulate(later(plan, "Own model", 1.5))
    return {
        "chance": chance(base),
        "p85": f"{base.p85:.0f}",
        "cost": f"{base.cost:.0f}",
        "likely_weeks": f"{weeks:.0f}",
        "likely_kept": f"{base.done_by:.0%}",
        "stop_chance": chance(stop),
        "stop_p85": f"{stop.p85:.0f}",
        "late_p85": f"{late.p85:.0f}",
        "each_chance": chance(simulate(each_route(plan))),
        "shared_chance": chance(simulate(shared(plan))),
        "order_saves": f"{order.given_cost - order.cost:.0f}",
        "order_best": ", then ".join(f"“{name}”" for name in order.order),
        **letters(),
    }


def chance(outcome: Outcome) -> str:
    """Return the probability that the plan succeeds at all, as prose shows it."""
    return f"{outcome.chance:.0%}"


def on_paper() -> Table:
    """Return Heron's roadmap as a table."""
    plan = heron()
    rows: list[Row] = []
    spreads: set[float] = set()
    for step in plan.steps:
        tasks = parts(step)
        if isinstance(step, Alternatives):
            name = f"{step.name} (one is enough, tried {step.tried})"
            rows.append(Row((name, _waits(step), Wide("", 3), "", "")))
        rows += [_row(task, inner=task is not step) for task in tasks]
        spreads |= {task.estimate.spread for task in tasks if not isinstance(task.estimate, Pert)}
    return Table(
        name="plan",
        title=f"The plan on paper: {plan.title}",
        steps=("one-date", "ten-ranges", "wider", "cluster", "into", "routes"),
        copies="person",
        note=f"Durations in {plan.unit}; on average a task lasts (low + 4 × likely + high) / 6, as PERT has it. "
        "A task takes its time and then succeeds with its chance. Cost is the number "
        "of people who work on it. All numbers are assumed.",
        columns=(
            Column("Task"),
            Column("Waits for"),
            *(Column(head, number=True) for head in ("Low", "Likely", "High", "Chance", "Cost")),
        ),
        rows=tuple(rows),
        remarks=tuple(
            f"Spread {spread:g}: two outcomes in three lie within a factor of {math.exp(spread):.1f} of the median."
            for spread in sorted(spreads)
        ),
    )


def _row(task: Task, inner: bool) -> Row:
    guess = task.estimate
    if isinstance(guess, Pert):
        estimate: tuple[str | Wide, ...] = (f"{guess.low:g}", f"{guess.likely:g}", f"{guess.high:g}")
    else:
        estimate = (Wide(f"median {guess.median:g}, spread {guess.spread:g}", 3),)
    chance = f"{task.chance:.0%}" if task.chance < 1 else "sure"
    return Row((task.name, _waits(task), *estimate, chance, f"{task.cost:g}"), inner)


def _waits(step: Task | Alternatives) -> str:
    return ", ".join(step.after) or "–"


def ways_on_paper() -> Table:
    """Return the ways to sort letters as a table with room for an order."""
    return Table(
        name="ways",
        title="Which way first?",
        steps=("routes",),
        copies="two",
        note="Suppose that Heron must sort its customers' letters. One way that works is enough. They are tried one "
        "after the other until one works; a way costs its person-weeks once it is tried, whether it works or not. "
        "All numbers are supposed.",
        columns=(
            Column("Way"),
            *(
                Column(head, number=True)
                for head in ("Chance", "Person-weeks", "Chance per person-week", "My order")
            ),
        ),
        rows=(
            *(
                Row((name.capitalize(), f"{chance:.0%}", f"{cost:.0f}", "", ""))
                for name, chance, cost in zip(LETTERS, CHANCES, COSTS, strict=True)
            ),
            *(
                Row((step, "", "", "", ""))
                for order in ("Our order", "Another order")
                for step in _steps(order)
            ),
        ),
    )


def _steps(order: str) -> tuple[str, ...]:
    """Return the lines on which a pair works out what an order is expected to cost."""
    return (
        f"{order}, first way: its person-weeks",
        "second way: person-weeks × chance that the first fails",
        "third way: person-weeks × chance that both fail",
        "sum",
    )


_HERON = "Heron's roadmap on paper: "
_SCORE = ScoreSheet(
    name="score",
    title="Score sheet",
    steps=("ten-ranges", "hits", "wider"),
    copies="person",
    instruction="For each question write a low and a high number, so that the truth lies between them eight "
    "times in ten. Work alone. An empty line is a miss. Nobody else needs to see this sheet.",
    questions=(
        Question(
            "In which year did the first adhesive postage stamp, the Penny Black, come into use?",
            "year",
            "source.quiz_stamp",
            "Most of us know the century. The range asks how well we know what we know.",
        ),
        Question(
            "How many years passed from the foundation stone of Cologne Cathedral to its completion?",
            "years",
            "source.quiz_cathedral",
            "For centuries of that time nobody built: a duration and the work in it are two numbers.",
        ),
        Question(
            "How long is the Moon's mean radius?",
            "km",
            "source.quiz_moon",
            "Who has no idea can still bound it: it is less than the Earth's.",
        ),
        Question(
            "At what temperature does lead melt?",
            "degrees Celsius",
            "source.quiz_lead",
            "People cast it in antiquity, over open fires. That bounds it from above.",
        ),
        Question(
            "How long was the Titanic from end to end (1912)?",
            "metres",
            "source.quiz_titanic",
            "Compare it with something that you have walked along, and both ends come nearer.",
        ),
        Question(
            "How many hours after its launch did Apollo 11 splash down (1969)?",
            "hours",
            "source.quiz_apollo",
            "A little over eight days: guess in the unit that you know, and then convert.",
        ),
        Question(
            "How long does light take from the Sun to the Earth, at their mean distance?",
            "seconds",
            "source.quiz_light",
            "A little over eight minutes, which many know. In seconds fewer do.",
        ),
        Question(
            f"{_HERON}with what probability does the plan succeed at all?",
            "%",
            "management.workshop.chance",
            "Every chance on the way multiplies; the three routes win some of it back.",
        ),
        Question(
            f"{_HERON}if it succeeds, after how many weeks is it done in 85 futures of 100?",
            "weeks",
            "management.workshop.p85",
            "The likely durations on the longest path add up to much less.",
        ),
        Question(
            f"{_HERON}how many person-weeks does it cost on average?",
            "person-weeks",
            "management.workshop.cost",
            "On average a plan that stops early costs less, and routes that fail are paid for too.",
        ),
    ),
)
_CAUSES = CardSheet(
    name="causes",
    title="Risk cards",
    steps=("hits", "silent", "cluster", "own-silent", "own-cluster"),
    copies="two",
    cards=(
        Card("What happened?", copies=4),
        Card("Who did what?", "A cause has a verb."),
        Card("What did we know, and not say?", "Look back from a year on."),
        Card("What hit several lines at once?", "It goes above the roadmap."),
        Card("What came late, and never failed?", "Which duration was too short?"),
    ),
)
_CHANCES = CardSheet(
    name="chances",
    title="Probability cards",
    steps=("private", "own-into"),
    copies="two",
    cards=tuple(
        Card(
            f"Pile {pile}",
            "How likely is it that this cause hits the project at all? Write before anybody speaks.",
            "______ of 100",
            copies=2,
        )
        for pile in "ABCDE"
    ),
    rows=5,
)
SHEETS: tuple[Offered, ...] = (_SCORE, on_paper, _CAUSES, _CHANCES, ways_on_paper)
