"""Heron's roadmap as the room meets it: its odds, and what the edits of the pre-mortem do to them."""

from collections.abc import Callable
from dataclasses import replace

from mlteams.core.sheet import Card, Question, Sheets
from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

HERON = "examples/heron.yaml"
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
    order = base.orders[READER]
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
        "order_given": f"{order.given_cost:.0f}",
        "order_best": ", then ".join(f"“{name}”" for name in order.best),
    }


def chance(outcome: Outcome) -> str:
    """Return the probability that the plan succeeds at all, as prose shows it."""
    return f"{outcome.chance:.0%}"


_HERON = "Heron's roadmap on paper: "

SHEETS = Sheets(
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
    plan=HERON,
    chance="How likely is it that this cause hits Heron at all?",
    cards=(
        Card("What happened?", copies=4),
        Card("Who did what?", "A cause has a verb."),
        Card("What did we know, and not say?", "Look back from a year on."),
        Card("What hit several lines at once?", "It goes above the roadmap."),
        Card("What came late, and never failed?", "Which duration was too short?"),
    ),
)
