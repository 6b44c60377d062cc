"""Do the roadmap's 95% intervals hold the truth 95% of the time? 500 seeds a plan: python benchmarks/coverage.py

The truth of all plans but the last comes from elsewhere: products of SciPy's distribution functions where tasks run
side by side, their convolution on a fine grid where one follows another, listed outcomes where durations are
certain, and sums of means for cost and value. For Heron's plan its chance is exact, over all patterns of success;
its other figures are the mean of four simulations of a million futures by the same engine, which tests the widths of
the intervals and not the model; tests/management/models checks that. Exits with 1 if an interval holds the truth
less often than 92% or more often than 99%; the latter not where it may be a point, as it is inside an atom, or
little more than what tables in place of an estimate's quantiles may put off.

Seen in a full run, of which a quiet machine takes less than a minute: of chance, P85, done-by and cost, all intervals
hold in 93.2% to 97.4% of seeds where they are not wider by rule, but done-by of the mixture at 20,000 samples, 98.4%.
By rule they are wider where certainty makes them a point (100%), in the plan whose chance is almost a whole number of
futures, and for costs that are known to less than the tables' error, 98.6% to 100%. P50 and P95 hold in 92.2% to 98.8%;
P95 of Heron, 92.2% there, held in 94.9% of 2,000 other seeds.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from mlteams.management.models.distributions import Lognormal, Pert
from mlteams.management.models.exact_chance import PATTERNS, exact_chance
from mlteams.management.models.futures import Futures
from mlteams.management.models.intervals import TABLES
from mlteams.management.models.roadmap import Alternatives, Outcome, Roadmap, Task, scoped, simulate
from mlteams.management.tool.roadmap_file import read_roadmap

SEEDS, MILLION, RUNS = 500, 1_000_000, 4
SIZES = (400, 20_000)  # samples: few, and the default
# Of 500 intervals that hold with probability .95, 93% to 97% do 19 times in 20, and LEAST or more 499 times in 500.
# Those that hold more often than MOST are wider than they need to be.
LEAST, MOST = 0.92, 0.99
WHAT = ("chance", "p50", "p85", "p95", "done_by", "cost", "value")
STEP, LONGEST = 0.002, 400.0  # of the grid on which distributions are added; none here lasts longer
GRID = np.arange(0, LONGEST, STEP)
TASK = Pert(2, 4, 12)
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A plan, a date to ask for, and the true figures that are known; the others are simulated.

    `wide` are those whose intervals are wide on purpose, as all hypercubes may agree.
    """

    made: Roadmap
    by: float
    truth: dict[str, float] = field(default_factory=dict)
    wide: tuple[str, ...] = ()


def plan(*steps: Task | Alternatives) -> Roadmap:
    return Roadmap("a plan", "weeks", steps)


def in_turn(name: str, *options: tuple[float, float, float, float]) -> Alternatives:
    """Return routes, each of a low, a likely and a high time and a chance."""
    made = tuple(Task(f"{name}{i}", Pert(*times), chance=p) for i, (*times, p) in enumerate(options))
    return Alternatives(name, made, tried="in turn")


def pert(low: float, likely: float, high: float) -> Any:  # noqa: ANN401 - SciPy's distributions carry no types
    """Return SciPy's distribution of a PERT estimate."""
    a = 1 + 4 * (likely - low) / (high - low)
    return stats.beta(a, 6 - a, loc=low, scale=high - low)


def total(*added: Any) -> Numbers:  # noqa: ANN401 - SciPy's distributions carry no types
    """Return P(the sum of independent durations ≤ x) for x on the grid; each duration rounded to it."""
    size = 2 * len(GRID)
    waves = np.ones(size // 2 + 1, dtype=complex)
    for one in added:
        waves *= np.fft.rfft(np.diff(one.cdf(np.r_[-STEP, GRID] + STEP / 2)), size)
    return np.cumsum(np.fft.irfft(waves, size)[: len(GRID)])


def times(given: Numbers, chance: float, by: float) -> dict[str, float]:
    """Return quantiles and done_by, from P(finish ≤ x | success) on the grid and the chance."""
    found = {f"p{level}": float(np.interp(level / 100, given, GRID)) for level in (50, 85, 95)}
    return found | {"chance": chance, "done_by": chance * float(np.interp(by, GRID, given))}


def listed(outcomes: dict[float, float], chance: float, by: float) -> dict[str, float]:
    """Return quantiles and done_by, from the probability of each finish in ascending order."""
    ends, shares = np.array(list(outcomes)), np.cumsum(list(outcomes.values()))
    found = {
        f"p{level}": float(ends[np.searchsorted(shares, level / 100 * chance)]) for level in (50, 85, 95)
    }
    return found | {"chance": chance, "done_by": float(shares[ends <= by][-1])}


def merged(count: int, by: float) -> Case:
    """Return so many tasks side by side."""
    truth = times(pert(2, 4, 12).cdf(GRID) ** count, 1.0, by) | {"cost": 5.0 * count, "value": 1.0}
    return Case(plan(*(Task(f"t{i}", TASK) for i in range(count))), by, truth)


def cases() -> dict[str, Case]:
    """Return the plans by name."""
    series = plan(*(Task(f"t{i}", TASK, (f"t{i - 1}",) if i else ()) for i in range(20)))
    in_series = times(total(*[pert(2, 4, 12)] * 20), 1.0, 110) | {"cost": 100.0, "value": 1.0}
    risky = plan(*(Task(f"t{i}", Lognormal(3, 0.6), chance=0.97) for i in range(20)))
    together = times(stats.lognorm(0.6, scale=3).cdf(GRID) ** 20, 0.97**20, 8)
    first, second = (1, 2, 4, 0.62), (20, 22, 30, 0.7)
    chance = 0.62 + 0.38 * 0.7
    mixed = 0.62 * total(pert(*first[:3])) + 0.38 * 0.7 * total(pert(*first[:3]), pert(*second[:3]))
    of_routes = {
        "cost": float(pert(*first[:3]).mean() + 0.38 * pert(*second[:3]).mean()),
        "value": chance,
    }
    steps = (
        in_turn("g", (5, 5, 5, 0.8), (5, 5, 5, 0.3), (7, 7, 7, 0.5)),
        Task("h", Pert(8, 8, 8), chance=0.97),
    )
    ends = {8.0: 0.97 * 0.8, 10.0: 0.97 * 0.06, 17.0: 0.97 * 0.07}  # the group ends at 5, 10 or 17
    of_atoms = {"cost": 5 + 0.2 * 5 + 0.14 * 7 + 8, "value": (0.93 + 0.97) / 2}
    heron = read_roadmap(Path(__file__).parents[1] / "examples" / "heron" / "roadmap.yaml").roadmap
    known = exact_chance(Futures(scoped(heron)), PATTERNS)
    assert known is not None
    return {
        "a series of 20": Case(series, 110, in_series),
        "a merge of 5": merged(5, 8),
        "a merge of 20": merged(20, 9),
        "20 risky lognormals": Case(
            risky, 8, together | {"cost": 20 * 3 * float(np.exp(0.18)), "value": 0.97}
        ),
        "a mixture of 2 routes": Case(
            plan(in_turn("g", first, second)), 20, times(mixed / chance, chance, 20) | of_routes
        ),
        "atoms": Case(plan(*steps), 9, listed(ends, 0.97 * 0.93, 9) | of_atoms),
        "a chance of almost a whole number of futures": Case(
            plan(Task("a", TASK, chance=484.03 / 499)),
            5,
            {"chance": 484.03 / 499, "value": 484.03 / 499},
            wide=("chance", "value"),
        ),
        "Heron": Case(heron, 40, {"chance": known}),
    }


def value(outcome: Outcome, what: str) -> float:
    return float(getattr(outcome, what))


def check(name: str, case: Case) -> int:
    """Print how often each interval of a plan holds; return how many are off."""
    missed, truth = 0, dict(case.truth)
    if unknown := [what for what in WHAT if what not in truth]:
        runs = [simulate(case.made, samples=MILLION, seed=SEEDS + k, by=case.by) for k in range(RUNS)]
        truth |= {what: float(np.mean([value(outcome, what) for outcome in runs])) for what in unknown}
    for samples in SIZES:
        found = [simulate(case.made, samples=samples, seed=seed, by=case.by) for seed in range(SEEDS)]
        cells = []
        for what in WHAT:
            pairs = [outcome.intervals[what] for outcome in found]
            held = float(np.mean([low - 1e-9 <= truth[what] <= high + 1e-9 for low, high in pairs]))
            smooth = what not in case.wide and all(high - low > 8 * TABLES * low for low, high in pairs)
            off = held < LEAST or (smooth and held > MOST)
            missed += off
            spread = np.std([value(outcome, what) for outcome in found])
            cells.append(f"{what} {held:.1%}{'!' if off else ''} (spread {spread:.2g})")
        print(f"{name}, {samples:,} samples: {', '.join(cells)}", flush=True)
    return missed


def main() -> int:
    """Print how often each interval holds; return 1 if one is off, which a "!" marks."""
    return int(sum(check(name, case) for name, case in cases().items()) > 0)


if __name__ == "__main__":
    sys.exit(main())
