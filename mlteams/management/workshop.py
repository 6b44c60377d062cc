"""Heron's roadmap as the room meets it: its odds, what the edits of the pre-mortem do to them, and the sheets."""

import math
from collections.abc import Callable
from dataclasses import replace

from mlteams.core.sheet import Card, CardSheet, Column, Offered, Question, Row, ScoreSheet, Table, Wide
from mlteams.management.models.advice import advise
from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.models.tasks import parts
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

HERON = "examples/heron/roadmap.yaml"
FILES = (ROOT / HERON,)  # what `variables` reads besides code
READER = "A reader that is good enough"
STAYS_AWAY = 0.8  # assumed: a cause that comes with one chance in five


def heron() -> Roadmap:
    """Return Heron's roadmap."""
    return read_roadmap(ROOT / HERON).roadmap


def edited(roadmap: Roadmap, edit: Callable[[Task], Task]) -> Roadmap:
    """Return the roadmap with every task and option edited."""
    steps = tuple(
        replace(step, options=tuple(map(edit, step.options)))
        if isinstance(step, Alternatives)
        else edit(step)
        for step in roadmap.steps
    )
    return replace(roadmap, steps=steps)


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
        note=f"Durations in {plan.unit}. A task takes its time and then succeeds with its chance. Cost is the number "
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
            "A company kept records of {source.sip_tasks} software tasks. What share took exactly as long as "
            "estimated?",
            "% of tasks",
            "source.sip_exact",
            "And half took no longer. It is not the middle of this record that is late, it is the tail.",
        ),
        Question(
            "In the same record: one task in ten took more than how many times its estimate?",
            "times the estimate",
            "source.sip_p90",
            "The tail lies on one side, so a range around an estimate has to lean.",
        ),
        Question(
            "Students expected their thesis to take {source.thesis_predicted} days, and {source.thesis_worst} if "
            "everything went as poorly as it could. How long did it take on average?",
            "days",
            "source.thesis_actual",
            "Longer than they expected for the case that everything went wrong.",
        ),
        Question(
            "Experienced developers in a trial expected a coding assistant to save {source.metr_forecast} of their "
            "time. How much longer did they take with it? A saving is a negative number.",
            "% longer",
            "source.metr_slower",
            "They lost time, and believed afterwards that they had saved some.",
        ),
        Question(
            "According to a survey of organisations in 2022: what share of AI projects goes from pilot to "
            "production?",
            "% of projects",
            "source.gartner_pilot",
            "Far more than the figures that circulate, which nobody measured.",
        ),
        Question(
            "What share of practitioners say that their models for a new capability usually deploy (2023)?",
            "% of practitioners",
            "source.siegel_deploy",
            "Another question than the one before, so another number: who was asked about what?",
        ),
        Question(
            "Three tasks run side by side, each 2, 4 or 12 weeks (low, likely, high), 5 on average. With what "
            "probability are all three done after 5 weeks?",
            "%",
            "management.planning.merge_kept",
            "A join waits for the slowest, so a fair estimate of each is not a fair estimate of all.",
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
SHEETS: tuple[Offered, ...] = (_SCORE, on_paper, _CAUSES, _CHANCES)
