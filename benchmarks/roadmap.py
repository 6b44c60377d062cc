"""Is the roadmap engine fast enough? Ratios against peers, taken in one run: python benchmarks/roadmap.py

Exits with 1 if a limit is missed. Times are processor time, the best of several, taken turn about, so that a busy
machine slows both sides alike.

Against squigglepy both sides find one number, the P85 of the same plan given success, and nothing else. Root mean
square errors over seeds, around what both find on average, say how many samples it needs for the error of ours; its
error goes with one over the root of the samples, and both means must agree. Ours is the engine's reading of a plan
that is checked and prepared, its tables of quantiles included, as for a second run; like the peer's code, which is
written for this plan alone, it works out finishes and neither costs nor what was critical. The loop does all of it.
"""

import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import squigglepy as sq

from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, finish_times, simulate

ROOT = str(Path(__file__).parents[1])
STAGES = 10
# As wide as measured on software tasks, where P95 is three times the median (sources/management.csv, sip_p95).
SHORT, LONG, ROUTE, MERGE = Pert(1, 3, 12), Lognormal(2.5, 0.69), Pert(2, 4, 16), Pert(1, 2, 8)
FIRST, SECOND = 0.7, 0.8  # chances of the two routes of a stage
SIZES = {
    1_000: None,
    20_000: 4.0,
}  # samples of ours against squigglepy, the default last, and how many times as fast
SEEDS = 400  # an error over so many seeds is known to 3.5%, a ratio of two of their squares to 10%


def plan() -> Roadmap:
    """Fifty tasks: ten stages of two sure tasks, two routes (at once or in turn), and a merge."""
    steps: list[Task | Alternatives] = []
    for k in range(STAGES):
        before = (f"merge {k - 1}",) if k else ()
        routes = (Task(f"first {k}", ROUTE, chance=FIRST), Task(f"second {k}", ROUTE, chance=SECOND))
        steps += [
            Task(f"short {k}", SHORT, before),
            Task(f"long {k}", LONG, before),
            Alternatives(f"routes {k}", routes, before, "in turn" if k % 2 else "at once"),
            Task(f"merge {k}", MERGE, (f"short {k}", f"long {k}", f"routes {k}")),
        ]
    return Roadmap("fifty tasks", "weeks", tuple(steps))


def only_draw(samples: int) -> None:
    """Draw the random numbers of the plan with NumPy and do nothing with them."""
    rng = np.random.default_rng(0)
    for _ in range(STAGES):
        for estimate in (SHORT, ROUTE, ROUTE, MERGE):
            mode = (estimate.likely - estimate.low) / (estimate.high - estimate.low)
            rng.beta(1 + 4 * mode, 5 - 4 * mode, samples)
        rng.normal(size=samples)
        for _chance in (FIRST, SECOND):
            rng.random(samples)


def by_squigglepy(samples: int, seed: int) -> float:
    """Return P85 of the plan: every variable drawn once, whole arrays throughout."""
    sq.set_seed(seed)
    rng = np.random.default_rng(seed)
    pert = {e: sq.pert(e.low, e.likely, e.high) for e in (SHORT, ROUTE, MERGE)}
    long = sq.lognorm(norm_mean=np.log(LONG.median), norm_sd=LONG.spread)
    now = np.zeros(samples)
    for k in range(STAGES):
        lasts = [sq.sample(d, n=samples) for d in (pert[SHORT], long, pert[ROUTE], pert[ROUTE], pert[MERGE])]
        short, slow, first, second, merge = lasts
        one, two = rng.random(samples) < FIRST, rng.random(samples) < SECOND
        if k % 2:
            routes = np.where(one, first, np.where(two, first + second, np.inf))
        else:
            routes = np.minimum(np.where(one, first, np.inf), np.where(two, second, np.inf))
        now = now + np.maximum(np.maximum(short, slow), routes) + merge
    return float(np.quantile(now[now < np.inf], 0.85))


def same_work_by_loop(made: Roadmap, samples: int) -> tuple[list[float], float, dict[str, int]]:
    """Return finishes, total cost and how often each task was critical, future by future."""
    import random

    draw = random.Random(0)
    tasks = [t for step in made.steps for t in (step.options if isinstance(step, Alternatives) else (step,))]
    finishes, cost, critical = [], 0.0, dict.fromkeys((t.name for t in tasks), 0)
    for _ in range(samples):
        lasts, works = {}, {}
        for t in tasks:
            e = t.estimate
            if isinstance(e, Pert):
                mode = (e.likely - e.low) / (e.high - e.low)
                lasts[t.name] = e.low + (e.high - e.low) * draw.betavariate(1 + 4 * mode, 5 - 4 * mode)
            else:
                lasts[t.name] = draw.lognormvariate(math.log(e.median), e.spread)
            works[t.name] = draw.random() < t.chance if t.chance < 1 else True
        start, finish, before = {}, {}, {}
        for step in made.steps:  # listed in an order in which they can be worked through
            ready = max([finish[name] for name in step.after], default=0.0)
            if isinstance(step, Task):
                start[step.name], before[step.name] = ready, step.after
                finish[step.name] = ready + lasts[step.name] if works[step.name] else math.inf
                cost += lasts[step.name] * step.cost if ready < math.inf else 0
                continue
            names, first, last = [o.name for o in step.options], math.inf, step.after
            if step.tried == "in turn":
                for name in names:
                    start[name], before[name] = ready, last
                    if ready < math.inf:
                        cost += lasts[name]
                        ready, last = ready + lasts[name], (name,)
                        finish[name] = ready  # when it ended
                        if works[name]:
                            first, ready = ready, math.inf
            else:
                first = min([ready + lasts[name] for name in names if works[name]], default=math.inf)
                for name in names:
                    start[name], before[name] = ready, step.after
                    finish[name] = ready + lasts[name] if works[name] else math.inf
                    cost += min(lasts[name], first - ready) if ready < math.inf else 0
            finish[step.name] = first
            before[step.name] = tuple(name for name in names if works[name] and finish.get(name) == first)
        end = finish[made.steps[-1].name]
        finishes.append(end)
        front = [made.steps[-1].name] if end < math.inf else []
        while front:
            name = front.pop()
            if name in critical:
                critical[name] += 1
            front += [b for b in before[name] if name not in start or finish[b] == start[name]]
    return finishes, cost, critical


def by_loop(samples: int) -> float:
    """Return P85 of the plan, and nothing else: one future at a time in plain Python."""
    import random

    draw = random.Random(0)

    def pert(e: Pert) -> float:
        mode = (e.likely - e.low) / (e.high - e.low)
        return e.low + (e.high - e.low) * draw.betavariate(1 + 4 * mode, 5 - 4 * mode)

    finish = []
    for _ in range(samples):
        now = 0.0
        for k in range(STAGES):
            first, second = pert(ROUTE), pert(ROUTE)
            one, two = draw.random() < FIRST, draw.random() < SECOND
            if k % 2:
                routes = first if one else first + second if two else np.inf
            else:
                routes = min(first if one else np.inf, second if two else np.inf)
            long = draw.lognormvariate(np.log(LONG.median), LONG.spread)
            now += max(pert(SHORT), long, routes) + pert(MERGE)
        if now < np.inf:
            finish.append(now)
    return float(np.quantile(finish, 0.85))


def p85(made: Roadmap, samples: int, seed: int) -> float:
    """Return P85 of the plan, and nothing else, by the engine."""
    finish = finish_times(made, samples=samples, seed=seed)
    return float(np.quantile(finish[finish < np.inf], 0.85))


def seconds(*jobs: Callable[[], object], repeats: int = 7) -> list[float]:
    """Return the best processor time of each job, run turn about."""
    best = [np.inf] * len(jobs)
    for _ in range(repeats):
        for i, job in enumerate(jobs):
            started = time.process_time()
            job()
            best[i] = min(best[i], time.process_time() - started)
    return best


def against_squigglepy(made: Roadmap, samples: int) -> float:
    """Print errors and times of both at so many samples of ours; return squigglepy's time over ours at equal error."""
    ours = np.array([p85(made, samples, seed) for seed in range(SEEDS)])
    peer = np.array([by_squigglepy(samples, seed) for seed in range(SEEDS)])
    mean = np.concatenate([ours, peer]).mean()
    apart = abs(ours.mean() - peer.mean()) / np.sqrt((ours.var() + peer.var()) / SEEDS)
    if apart > 4:
        raise ValueError(
            f"ours finds {ours.mean():.3f}, squigglepy {peer.mean():.3f}: they are not the same plan"
        )
    error, error_peer = (float(np.sqrt(np.mean((found - mean) ** 2)) / mean) for found in (ours, peer))
    needed = round(samples * (error_peer / error) ** 2)
    a, b = seconds(lambda: p85(made, samples, 0), lambda: by_squigglepy(needed, 0), repeats=100)
    print(
        f"     {samples:,} samples: P85 within {error:.2%}, {1e3 * a:.1f} ms; squigglepy within {error_peer:.2%},"
    )
    print(f"     and with {needed:,} samples for the same error, {1e3 * b:.1f} ms")
    return b / a


def peak_memory() -> float:
    """Return the peak memory of a fresh process that takes a million samples, in MB."""
    code = f"import sys; sys.path.insert(0, {ROOT!r}); from benchmarks.roadmap import million; million()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(run.stdout)


def million() -> None:
    """Take a million samples and print the peak memory of this process in MB."""
    simulate(plan(), samples=1_000_000)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def chained(tasks: int) -> Roadmap:
    """Return a plan of so many tasks, each waiting for one or two others."""
    steps = (
        Task(f"t{i}", (SHORT, LONG)[i % 2], tuple(f"t{j}" for j in {i // 2, i - 40} if 0 <= j < i), 0.999)
        for i in range(tasks)
    )
    return Roadmap("chained", "days", tuple(steps))


def main() -> int:
    """Print each ratio with its limit; return 1 if a limit is missed."""
    made, missed = plan(), 0

    def show(what: str, value: float, limit: float | None, at_least: bool = False) -> None:
        nonlocal missed
        if limit is None:
            print(f"     {what}: {value:.2f}", flush=True)
            return
        good = value >= limit if at_least else value <= limit
        missed += not good
        print(
            f"{'ok  ' if good else 'MISS'} {what}: {value:.2f} ({'≥' if at_least else '≤'} {limit})",
            flush=True,
        )

    simulate(made)  # builds the table of quantiles, once in a process
    ours, numpy_s = seconds(lambda: simulate(made, samples=100_000), lambda: only_draw(100_000), repeats=5)
    print(
        f"     100,000 samples of 50 tasks: {1e3 * ours:.0f} ms; NumPy's draws alone: {1e3 * numpy_s:.0f} ms"
    )
    show("time over that of drawing alone", ours / numpy_s, 1.3)

    for samples, limit in SIZES.items():
        ratio = against_squigglepy(made, samples)
        show(f"squigglepy's time over ours at equal error, {samples:,} samples", ratio, limit, at_least=True)

    loop, bare, whole = seconds(
        lambda: same_work_by_loop(made, 1_000),
        lambda: by_loop(1_000),
        lambda: simulate(made, samples=20_000),
        repeats=3,
    )
    print(f"     a loop written for this plan and its P85 alone: {20 * bare / whole:.0f} times our time")
    show("time of a Python loop that does the same work over ours", 20 * loop / whole, 50, at_least=True)

    show("peak memory at 1,000,000 samples, MB", peak_memory(), 300)

    few, many = seconds(
        lambda: simulate(made, samples=20_000), lambda: simulate(made, samples=200_000), repeats=3
    )
    show("time per sample at 200,000 samples over that at 20,000", many / few / 10, 1.2)
    small, large = chained(50), chained(5_000)
    simulate(small, samples=40), simulate(large, samples=40)  # both prepared, as numbering is not per sample
    few, many = seconds(lambda: simulate(small), lambda: simulate(large), repeats=2)
    print(f"     5,000 tasks at default samples: {many:.1f} s")
    show("time per task and sample at 5,000 tasks over that at 50", many / few / 100, 1.8)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
