"""Do the roadmap's 95% intervals hold the truth 95% of the time? 500 seeds a plan: python benchmarks/coverage.py

The truth is the mean of four simulations of a million samples: of the same engine, so this tests the widths of the
intervals and not the model, which tests/management/models checks against closed forms and another simulator. The
chance is worked out exactly instead, over all patterns of success, where no race decides it. Exits with 1 if an
interval holds it less often than 92% or, where it is never a point, as it is inside an atom, more often than 98%.
"""

import sys
from pathlib import Path

import numpy as np

from mlteams.management.models.distributions import Lognormal, Pert
from mlteams.management.models.exact_chance import PATTERNS, exact_chance
from mlteams.management.models.futures import Futures
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, scoped, simulate
from mlteams.management.tool.roadmap_file import read_roadmap

SEEDS, SAMPLES, TRUTH, RUNS = 500, 20_000, 1_000_000, 4
# Of 500 intervals that hold with probability .95, 93% to 97% do 19 times in 20, and this many 499 times in 500.
LEAST, MOST = 0.92, 0.98
WHAT = ("chance", "p50", "p85", "p95", "done_by", "cost", "value")
TASK = Pert(2, 4, 12)


def plan(*steps: Task | Alternatives) -> Roadmap:
    return Roadmap("a plan", "weeks", steps)


def in_turn(name: str, *options: tuple[float, float, float, float]) -> Alternatives:
    """Return routes, each of a low, a likely and a high time and a chance."""
    made = tuple(Task(f"{name}{i}", Pert(*times), chance=p) for i, (*times, p) in enumerate(options))
    return Alternatives(name, made, tried="in turn")


def plans() -> dict[str, tuple[Roadmap, float]]:
    """Return the plans, each with a date to ask for."""
    heron = read_roadmap(Path(__file__).parents[1] / "examples" / "heron" / "roadmap.yaml").roadmap
    series = (Task(f"t{i}", TASK, (f"t{i - 1}",) if i else ()) for i in range(20))
    return {
        "a series of 20": (plan(*series), 110),
        "a merge of 5": (plan(*(Task(f"t{i}", TASK) for i in range(5))), 8),
        "a merge of 20": (plan(*(Task(f"t{i}", TASK) for i in range(20))), 9),
        "20 risky lognormals": (plan(*(Task(f"t{i}", Lognormal(3, 0.6), chance=0.97) for i in range(20))), 8),
        "a mixture of 2 routes": (plan(in_turn("g", (1, 2, 4, 0.62), (20, 22, 30, 0.7))), 20),
        "atoms": (
            plan(
                in_turn("g", (5, 5, 5, 0.8), (5, 5, 5, 0.3), (7, 7, 7, 0.5)),
                Task("h", Pert(8, 8, 8), chance=0.97),
            ),
            9,
        ),
        "Heron": (heron, 40),
    }


def value(outcome: Outcome, what: str) -> float:
    return float(getattr(outcome, what))


def main() -> int:
    """Print how often each interval holds; return 1 if one is off."""
    missed = 0
    for name, (made, by) in plans().items():
        exact = [simulate(made, samples=TRUTH, seed=SEEDS + k, by=by) for k in range(RUNS)]
        found = [simulate(made, samples=SAMPLES, seed=seed, by=by) for seed in range(SEEDS)]
        cells = []
        for what in WHAT:
            known = exact_chance(Futures(scoped(made)), PATTERNS) if what == "chance" else None
            truth = np.mean([value(outcome, what) for outcome in exact]) if known is None else known
            pairs = [outcome.intervals[what] for outcome in found]
            held = float(np.mean([low - 1e-9 <= truth <= high + 1e-9 for low, high in pairs]))
            smooth = all(high > low for low, high in pairs)
            missed += held < LEAST or (smooth and held > MOST)
            spread = np.std([value(outcome, what) for outcome in found])
            cells.append(f"{what} {held:.1%} (spread {spread:.2g})")
        print(f"{name}: {', '.join(cells)}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
