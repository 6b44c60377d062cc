"""The engine against the oracle of events, future by future: exact, as both are given the same durations."""

import numpy as np
import pytest
from roadmap_by_events import LOST, WON, Future

from mlteams.management.models.critical_path import critical, forward, latest
from mlteams.management.models.distributions import Lognormal, Pert
from mlteams.management.models.futures import Futures
from mlteams.management.models.tasks import Alternatives, Roadmap, Task

ESTIMATES = [Pert(1, 2, 6), Pert(2, 2, 3), Lognormal(2, 0.6), Pert(3, 3, 3.5)]
WEEK = Pert(1, 1, 1)
NUDGE = 1e-7  # small against every difference between two moments of these plans


def random_plan(seed):
    """A plan of eight steps: every kind of waiting, of alternatives and of status, dates and work in progress."""
    rng = np.random.default_rng(seed)
    steps, names = [], []

    def some(most):
        count = min(int(rng.integers(0, most + 1)), len(names))
        return tuple(map(str, rng.choice(names, count, replace=False))) if count else ()

    def task(name, after):
        return Task(
            name,
            ESTIMATES[rng.integers(4)],
            after,
            chance=float(rng.choice([1, 0.8, 0.5])),
            importance=float(rng.integers(0, 3)),
            cost=float(rng.integers(0, 4)),
            status=str(rng.choice(["open", "done", "failed"], p=[0.9, 0.05, 0.05])),
            not_before=float(rng.choice([0, 0, 0, 4])),
            started=0.5 if rng.random() < 0.1 else None,
        )

    for i in range(8):
        if rng.random() < 0.4:
            steps.append(task(f"t{i}", some(2)))
            names.append(f"t{i}")
        else:
            options = tuple(task(f"g{i}{letter}", some(1)) for letter in "abc"[: rng.integers(1, 4)])
            steps.append(Alternatives(f"g{i}", options, some(1), str(rng.choice(["at once", "in turn"]))))
            names += [f"g{i}", *(option.name for option in options)]
    return Roadmap("a plan", "weeks", tuple(steps), (steps[-1].name, steps[-2].name))


def test_ends_alone_are_those_of_the_whole_passage():
    for seed in range(120):
        futures = Futures(random_plan(seed))
        network, (lasts, works) = futures.network, next(futures.blocks(100, seed))
        whole, alone = (forward(network, lasts, works, ends).finish for ends in (False, True))
        assert np.array_equal(latest(whole, network.goals), latest(alone, network.goals)), seed


def test_ends_alone_tell_that_nothing_comes_of_an_option_whose_rival_is_done():
    options = (Task("own", WEEK, status="done"), Task("rented", WEEK, started=0.5))
    steps = (Alternatives("g", options, tried="in turn"), Task("launch", WEEK, ("rented",)))
    futures = Futures(Roadmap("a plan", "weeks", steps, ("launch",)))
    for ends in (False, True):
        finish = forward(futures.network, *next(futures.blocks(100, 0)), ends).finish
        assert np.isinf(latest(finish, futures.network.goals)).all()


@pytest.mark.parametrize("block", range(4))
def test_random_plans_future_by_future(block):
    found = {"turns after impossible ones": 0, "critical failures": 0, "moved": 0}
    for seed in range(40 * block, 40 * block + 40):
        made = random_plan(seed)
        futures = Futures(made)
        lasts, works = (part[:, :8] for part in next(futures.blocks(100, seed)))
        run = forward(futures.network, lasts, works)
        last, on_path = latest(run.finish, futures.network.goals), critical(futures.network, run)
        costs = np.array([task.cost for task in futures.tasks])
        for k in range(8):
            compare(made, futures, lasts[:, k], works[:, k], run, last, on_path, costs, k, found)
    assert min(found.values()) > 0, f"these plans try too little: {found}"


def compare(made, futures, lasts, works, run, last, on_path, costs, k, found):
    names = [task.name for task in futures.tasks]
    how_long, luck = dict(zip(names, lasts, strict=True)), dict(zip(names, works, strict=True))
    told = Future(made.steps, how_long, luck).run()
    assert told.finish(made.goal) == pytest.approx(last[k], rel=1e-12)
    assert told.cost() == pytest.approx(costs @ run.spent(slice(0, len(costs)))[:, k], abs=1e-9)
    won = [told.state[name] == WON for name in names]
    np.testing.assert_array_equal(won, run.finish[: len(names), k] < np.inf)
    for row, lost in run.lost.items():
        if row in futures.network.watched and row < len(names) and told.state[names[row]] == LOST:
            assert told.ended[names[row]] == pytest.approx(lost[k], rel=1e-12)
    for group in (step for step in made.steps if isinstance(step, Alternatives) and step.tried == "in turn"):
        for option, following in zip(group.options, group.options[1:], strict=False):
            never = told.state[option.name] == LOST and option.name not in told.begun
            found["turns after impossible ones"] += never and following.name in told.begun
    if last[k] == np.inf:
        return
    # A task is critical if the finish moves with it, be it by a success or by a failure that gives a turn.
    for row, name in enumerate(names):
        if futures.tasks[row].status == "open":
            nudged = Future(made.steps, how_long | {name: lasts[row] + NUDGE}, luck).run()
            moved = abs(nudged.finish(made.goal) - told.finish(made.goal)) > NUDGE / 2
            assert on_path[row, k] == moved, f"{name} in {made}"
            found["moved"] += moved
            found["critical failures"] += moved and not works[row]
