"""What does a plan with likelihoods show that a plan without them does not?

Model: the stochastic activity network of `roadmap` on small plans, against the plan of the same tasks without
uncertainty. `likelihoods` says what becomes of the lecture's claims.
References: Malcolm et al. (1959); Clark (1961) and Van Slyke (1963) on merge bias; the lecture's own example.
Assumptions: those of `roadmap`; the plans here are ours, and what the lecture's figure leaves open is marked.
Units: weeks.
"""

from functools import cache
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mlteams.core import figure as look
from mlteams.core import parcels
from mlteams.core.explorable import Explorable, Range, Slider, View
from mlteams.management.models.estimates import Pert, mean
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, simulate

MODES: tuple[Literal["at once", "in turn"], ...] = ("at once", "in turn")

# The lecture's figure, in weeks: name, start, end, and what is said of it. It gives no chances "before".
BEFORE = (("A", 0, 1), ("C", 1, 2), ("D", 2, 3), ("E", 0, 1.4), ("F", 1.6, 3), ("G", 3, 4))
AFTER = (
    *(("A", 0, 2, "succeeded"), ("B", 0, 2, "failed"), ("C", 0, 1.3, "failed"), ("E", 2, 3.3, "50%")),
    *(("F", 2, 3.3, "50%"), ("D", 3.4, 5.6, "75%"), ("G", 2, 5.6, "10%")),
)


@cache
def merge(paths: int, high: float) -> Outcome:
    """Return the outcome of `paths` parallel tasks of 2, 4 or `high` weeks that all must be done."""
    tasks = tuple(Task(f"task {i + 1}", Pert(2, 4, high)) for i in range(paths))
    return simulate(Roadmap("parallel tasks", "weeks", tasks))


@cache
def routes(count: int, chance: float, tried: Literal["at once", "in turn"]) -> Outcome:
    """Return the outcome of `count` routes of 2, 3 or 8 weeks that each work with `chance`."""
    options = tuple(Task(f"route {i + 1}", Pert(2, 3, 8), chance=chance) for i in range(count))
    return simulate(Roadmap("routes", "weeks", (Alternatives("routes", options, tried=tried),)))


def lecture_plan(need: Literal["either", "both"]) -> Roadmap:
    """Return the lecture's plan in progress, for D.

    Our choice, since the figure defines no more than that B and C were routes to D: with both failed, D now
    waits for E or F ("either": the routes left) or for E and F ("both"). Durations are the drawn ones.
    """
    done = Task("A", Pert(2, 2, 2), status="done")
    failed = tuple(Task(name, Pert(1, 1, 1), status="failed") for name in "BC")
    open_ = tuple(Task(name, Pert(1.3, 1.3, 1.3), ("A",), chance=0.5) for name in "EF")
    drawn = Pert(2.2, 2.2, 2.2)
    last = Task("D", drawn, ("E", "F") if need == "both" else ("E or F",), chance=0.75)
    routes_left = open_ if need == "both" else (Alternatives("E or F", open_),)
    steps: tuple[Task | Alternatives, ...] = (done, *failed, *routes_left, last)
    return Roadmap("the lecture's plan", "weeks", steps, ("D",))


def _within(axes: Axes, outcome: Outcome, last: float, colour: str) -> None:
    """Plot the chance of being done by each week up to `last`."""
    weeks = np.linspace(0, last, 121)
    done = np.searchsorted(np.sort(outcome.finish), weeks, side="right") / outcome.samples
    axes.plot(weeks, 100 * done, color=colour)


def draw_merge(paths: int, high: int) -> View:
    """Draw twenty futures of several parallel tasks that all must be done, against the average of one task."""
    outcome, plain = merge(paths, high), mean(Pert(2, 4, high))
    kept, average = parcels.kept(outcome.finish, plain), float(outcome.finish.mean())
    one = f"{round(plain, 1):g}"
    made, (axes,) = look.figure(height=2.8, left=0.15, right=0.2)
    look.frame(axes, "weeks until the last task is done", "", (0, 15), (0, 1), grid="")
    parcels.draw(
        axes, outcome.finish, plain, f"average of one: {one}", scale=(0, 15), wide=0.5, safe=outcome.p85
    )
    axes.set_xticks(range(0, 16, 3), [*map(str, range(0, 15, 3)), "15+"])
    sentence = (
        f"{paths} tasks at once, each 2 to {high} weeks, mostly about 4, and {one} on average: "
        f"all are done by then in {kept} "
        f"of 20 futures. The last one is done after {average:.1f} weeks on average, {average - plain:.1f} weeks later."
        if paths > 1
        else f"One task of 2 to {high} weeks, mostly about 4: its average is {one} weeks, "
        f"and it is done by then in {kept} "
        "of 20 futures."
    )
    rows = [
        ("average of one task", f"{plain:.1f}"),
        ("average of the last", f"{average:.1f}"),
        ("half of futures", f"{outcome.p50:.1f}"),
        ("17 of 20 futures", f"{outcome.p85:.1f}"),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["all done by", "weeks"]), kept)


def draw_routes(count: int, chance: float, weeks: int) -> View:
    """Draw the chance of being done by each week, with routes tried at once and in turn."""
    made, (axes,) = look.figure(height=3.2, top=0.72)
    look.frame(axes, "weeks", "chance that one has worked, %", (0, 20), (0, 104))
    rows, shares = [], []
    for place, (tried, colour) in enumerate(zip(MODES, (look.MAIN, look.MARK), strict=True)):
        outcome = routes(count, chance, tried)
        _within(axes, outcome, 20, colour)
        shares.append(float((outcome.finish <= weeks).mean()))
        numbers = (f"{shares[-1]:.0%}", f"{outcome.chance:.0%}", f"{outcome.cost:.1f}")
        rows.append((tried, *numbers))
        look.dot(axes, (weeks, 100 * shares[-1]), colour)
        said = f"{tried}: {numbers[0]} by week {weeks}, for {numbers[2]} person-weeks"
        look.line(made, place, said, colour)
    axes.axvline(weeks, color=look.MUTED, linestyle=":", zorder=0)
    axes.set_xticks(range(0, 21, 4))
    sentence = (
        f"{count} routes that each work with probability {chance:.0%}: within {weeks} weeks one has worked "
        f"with probability {shares[0]:.0%} at once for {rows[0][3]} person-weeks, "
        f"{shares[1]:.0%} in turn for {rows[1][3]}."
    )
    columns = ["tried", f"worked by week {weeks}", "works at all", "person-weeks"]
    return View(made, sentence, pd.DataFrame(rows, columns=columns), 100 * shares[0])


def draw_lecture() -> View:
    """Redraw the lecture's plan before and in progress, with what it says and what we chose."""
    made, (before, after) = look.figure(height=4.6, rows=2, left=0.3, top=0.35, between=0.55)
    for axes, names, title in (
        (before, "ACDEFG", "before: every task is certain, one date"),
        (after, "ABCEFDG", "in progress: what happened, and what may"),
    ):
        look.frame(axes, "", "", (0, 6.9), (len(names) - 0.4, -0.6), grid="x")
        axes.set_yticks(range(len(names)), list(names))
        axes.set_title(title, x=-0.03)
    for row, (_, start, end) in enumerate(BEFORE):
        look.bar(before, row, end - start, 0.6, look.MAIN, left=start)
    colours = {"succeeded": look.KEPT, "failed": look.MUTED}
    for row, (_, start, end, said) in enumerate(AFTER):
        colour = colours.get(said, look.MARK)
        fill = colour if said == "succeeded" else look.SURFACE
        look.bar(after, row, end - start, 0.6, fill, colour, left=start)
        look.label(after, said, (end, row), (5, 0), colour, va="center")
    after.set_xlabel("weeks")
    either, both = (simulate(lecture_plan(need)).chance for need in ("either", "both"))
    sentence = (
        "In progress, A has succeeded, B and C have failed. What D now waits for, the lecture leaves open: "
        f"if E or F, our reading, it succeeds with probability {either:.0%}; if both, {both:.0%}."
    )
    rows = [(name, "succeeds" if said == "succeeded" else said, "lecture") for name, _, _, said in AFTER]
    rows += [
        ("D, after E or F", f"{either:.0%}", "our reading"),
        ("D, after E and F", f"{both:.0%}", "our reading"),
    ]
    return View(made, sentence, pd.DataFrame(rows, columns=["task", "chance or outcome", "given by"]))


def variables() -> dict[str, str]:
    """Return the numbers that the chapter quotes."""
    three, narrow = merge(3, 12), merge(3, 6)
    return {
        "merge_bias": f"{three.finish.mean() - mean(Pert(2, 4, 12)):.1f}",
        "merge_bias_narrow": f"{narrow.finish.mean() - mean(Pert(2, 4, 6)):.1f}",
    }


EXPLORABLES = (
    Explorable(
        name="planning-merge",
        question="Tasks side by side: are all of them done by the average of one?",
        predict=Range(
            "A task takes two weeks if all goes well, and most likely four; on average it takes five. "
            "In how many of twenty futures are all "
            "done within the average of one?",
            "of 20 futures",
            0,
            20,
        ),
        controls=(
            Slider("paths", "Tasks at once", 1, 8, 1, 3),
            Slider("high", "If all goes badly", 6, 14, 2, 12, "{} weeks"),
        ),
        draw=draw_merge,
    ),
    Explorable(
        name="planning-routes",
        question="Several routes to one result: start them together, or one after another?",
        predict=Range(
            "All routes start at once. How likely is it that one has worked by the deadline?", "%", 0, 100
        ),
        controls=(
            Slider("count", "Routes", 2, 4, 1, 3),
            Slider("chance", "Chance that one route works", 0.1, 0.9, 0.2, 0.5, "{:.0%}"),
            Slider("weeks", "Deadline", 4, 12, 2, 6, "{} weeks"),
        ),
        draw=draw_routes,
    ),
    Explorable(
        name="planning-lecture",
        question="What does the lecture's plan say before and during?",
        draw=draw_lecture,
    ),
)
