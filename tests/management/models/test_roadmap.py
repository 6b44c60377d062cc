import itertools
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
import squigglepy as sq
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mlteams.management.models import estimates, roadmap
from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, finish_times, simulate

WEEK = Pert(1, 1, 1)


def plan(*steps, goal=()):
    return Roadmap("a plan", "weeks", steps, goal)


# --- An oracle: one future at a time, by events of plain Python, sharing no code with the engine.


def one_future(steps, goal, rng):
    """Return (finish of the goals or inf, cost, names that succeeded) of one future."""
    succeeded, spent, pending = {}, 0.0, list(steps)
    everything = {part.name: part for s in steps for part in getattr(s, "options", (s,))}
    how_long = {name: float(rng.choice(TEN_THOUSAND[task.estimate])) for name, task in everything.items()}
    luck = {name: rng.random() < task.chance for name, task in everything.items()}

    def when(names):
        return max([succeeded[name] for name in names], default=0.0)

    while pending:
        ready = [s for s in pending if all(name in succeeded for name in waits(s))]
        step = ready[0] if ready else pending[0]
        pending.remove(step)
        if isinstance(step, Task):
            names = list(step.after)
            if any(succeeded[name] == np.inf for name in names):
                succeeded[step.name] = np.inf
                continue
            spent += step.cost * how_long[step.name]
            succeeded[step.name] = when(names) + how_long[step.name] if luck[step.name] else np.inf
            continue
        for option in step.options:
            succeeded[option.name] = np.inf
        succeeded[step.name] = np.inf
        begin = when(step.after)
        if step.tried == "in turn":
            for option in step.options:
                start = max(begin, when(option.after))
                if start == np.inf:
                    continue
                spent += option.cost * how_long[option.name]
                begin = start + how_long[option.name]
                if luck[option.name]:
                    succeeded[step.name] = succeeded[option.name] = begin
                    break
        else:
            runs = [(max(begin, when(o.after)), o) for o in step.options]
            ends = [(s + how_long[o.name], o) for s, o in runs if luck[o.name]]
            end, winner = min(ends, key=lambda pair: pair[0], default=(np.inf, None))
            for start, option in runs:
                if start < end:
                    spent += option.cost * min(how_long[option.name], end - start)
            if end < np.inf:
                succeeded[step.name] = succeeded[winner.name] = end
    return when(goal), spent, {name for name in succeeded if succeeded[name] < np.inf}


def waits(step):
    own = [name for option in getattr(step, "options", ()) for name in option.after]
    return [*step.after, *own]


DURATIONS = [Pert(1, 2, 6), Pert(2, 2, 3), Lognormal(2, 0.6), Pert(3, 3, 3)]
TEN_THOUSAND = {
    e: stats.lognorm(e.spread, scale=e.median).rvs(10_000, random_state=1)
    if isinstance(e, Lognormal)
    else np.full(10_000, e.low, dtype=float)
    if e.low == e.high
    else stats.beta(
        1 + 4 * (e.likely - e.low) / (e.high - e.low),
        5 - 4 * (e.likely - e.low) / (e.high - e.low),
        loc=e.low,
        scale=e.high - e.low,
    ).rvs(10_000, random_state=1)
    for e in DURATIONS
}


def random_plan(seed):
    """A plan of seven steps: every kind of waiting, of alternatives and of status but 'failed'."""
    rng = np.random.default_rng(seed)
    steps, names = [], []

    def some(most):
        count = min(int(rng.integers(0, most + 1)), len(names))
        return tuple(map(str, rng.choice(names, count, replace=False))) if count else ()

    def task(name, after):
        chance = float(rng.choice([1, 0.8, 0.5]))
        cost = float(rng.integers(0, 4))
        estimate = DURATIONS[rng.integers(len(DURATIONS))]
        return Task(name, estimate, after, chance, importance=float(rng.integers(0, 3)), cost=cost)

    for i in range(7):
        if rng.random() < 0.5:
            steps.append(task(f"t{i}", some(2)))
            names.append(f"t{i}")
        else:
            options = tuple(task(f"g{i}{letter}", some(1)) for letter in "abc"[: rng.integers(1, 4)])
            tried = str(rng.choice(["at once", "in turn"]))
            steps.append(Alternatives(f"g{i}", options, some(1), tried))
            names += [f"g{i}", *(o.name for o in options)][: 1 + int(rng.random() < 0.4)]
    return plan(*steps, goal=(steps[-1].name, steps[-2].name))


@pytest.mark.parametrize("seed", range(16))
def test_random_plans_against_one_future_at_a_time(seed):
    made = random_plan(seed)
    rng = np.random.default_rng(100 + seed)
    futures = [one_future(made.steps, made.goal, rng) for _ in range(3000)]
    finish, costs = np.array([f[0] for f in futures]), np.array([f[1] for f in futures])
    ok = finish < np.inf
    found = simulate(made, samples=40_000, seed=seed)
    se = np.sqrt(max(ok.mean() * (1 - ok.mean()), 1e-3) / 3000)
    assert found.chance == pytest.approx(ok.mean(), abs=4.5 * se)
    assert found.cost == pytest.approx(costs.mean(), abs=4.5 * costs.std() / np.sqrt(3000) + 0.01)
    for name, row in found.tasks.iterrows():
        share = np.mean([name in f[2] for f in futures])
        assert row.succeeds == pytest.approx(share, abs=4.5 * np.sqrt(max(share * (1 - share), 1e-3) / 3000))
    if ok.sum() > 50:
        mean = found.finish[found.finish < np.inf].mean()
        assert mean == pytest.approx(finish[ok].mean(), abs=4.5 * finish[ok].std() / np.sqrt(ok.sum()) + 0.01)


# --- Closed forms


def test_a_chain_of_certain_tasks_takes_the_sum_of_the_means():
    chain = plan(
        Task("a", Pert(2, 4, 12)),
        Task("b", Lognormal(3, 0.5), ("a",), cost=2),
        Task("c", Pert(0, 1, 2), ("b",)),
    )
    found = simulate(chain)
    means = [5.0, 3 * np.exp(0.125), 1.0]
    assert found.finish.mean() == pytest.approx(sum(means), rel=0.001)
    assert found.cost == pytest.approx(means[0] + 2 * means[1] + means[2], rel=0.001)
    assert found.chance == found.value == 1
    assert (found.tasks.criticality == 1).all()


@pytest.mark.parametrize("count", [2, 3, 8])
def test_parallel_tasks_against_the_distribution_of_a_maximum(count):
    made = plan(*(Task(f"t{i}", Pert(2, 4, 12)) for i in range(count)))
    found = simulate(made, by=5)
    beta = stats.beta(1 + 4 * 0.2, 5 - 4 * 0.2, loc=2, scale=10)
    assert found.p50 == pytest.approx(beta.ppf(0.5 ** (1 / count)), rel=0.005)
    assert found.p85 == pytest.approx(beta.ppf(0.85 ** (1 / count)), abs=4 * found.p85_error)
    assert found.p95 == pytest.approx(beta.ppf(0.95 ** (1 / count)), rel=0.01)
    assert found.done_by == pytest.approx(beta.cdf(5) ** count, abs=0.01)
    np.testing.assert_allclose(found.tasks.criticality, 1 / count, atol=0.02)


def test_merge_bias_of_the_pert_answer():
    single, three = (simulate(plan(*(Task(f"t{i}", Pert(2, 4, 12)) for i in range(n))), by=5) for n in (1, 3))
    # Prototype, see the references of the course: mean 6.53, .17 against .55 for one task alone.
    assert estimates.mean(Pert(2, 4, 12)) == 5.0
    assert three.finish.mean() == pytest.approx(6.53, abs=0.02)
    assert three.done_by == pytest.approx(0.17, abs=0.01)
    assert single.done_by == pytest.approx(0.55, abs=0.01)


def test_alternatives_at_once_finish_with_the_earliest_success():
    options = (Task("a", Pert(0, 1, 2), chance=0.6), Task("b", Pert(1, 2, 3), chance=0.7, cost=3))
    found = simulate(plan(Alternatives("g", options)), samples=200_000)
    a, b = stats.beta(3, 3, scale=2), stats.beta(3, 3, loc=1, scale=2)
    assert found.chance == pytest.approx(1 - 0.4 * 0.3, abs=0.002)
    grid = np.linspace(0, 3, 30_001)
    neither = (1 - 0.6 * a.cdf(grid)) * (1 - 0.7 * b.cdf(grid))  # P(no success by t)
    working = np.trapezoid((1 - a.cdf(grid)) * (1 - 0.7 * b.cdf(grid)), grid)  # a runs on until b succeeds
    working += 3 * np.trapezoid((1 - b.cdf(grid)) * (1 - 0.6 * a.cdf(grid)), grid)
    assert found.cost == pytest.approx(working, rel=0.005)
    assert (found.finish <= 1.4).mean() == pytest.approx(1 - np.interp(1.4, grid, neither), abs=0.004)


def test_alternatives_in_turn_stop_at_the_first_success():
    options = (Task("a", WEEK, chance=0.4), Task("b", Pert(2, 2, 2), chance=0.5), Task("c", WEEK, chance=0.9))
    found = simulate(plan(Alternatives("g", options, tried="in turn")), samples=200_000)
    times, counts = np.unique(found.finish, return_counts=True)
    np.testing.assert_array_equal(times, [1, 3, 4, np.inf])
    np.testing.assert_allclose(counts / found.samples, [0.4, 0.3, 0.27, 0.03], atol=0.003)
    assert found.cost == pytest.approx(1 + 0.6 * 2 + 0.3 * 1, abs=0.01)
    np.testing.assert_allclose(found.tasks.reached, [1, 0.6, 0.3], atol=0.003)
    assert found.orders["g"].best == ("c", "a", "b")
    assert found.orders["g"].cost == pytest.approx(1 + 0.1 + 0.06 * 2)
    assert found.orders["g"].given_cost == pytest.approx(1 + 0.6 * 2 + 0.3)
    # given success, b is on the path when it won, and when it failed and c won
    np.testing.assert_allclose(found.tasks.criticality, [1, 0.57 / 0.97, 0.27 / 0.97], atol=0.005)


def test_an_option_whose_own_prerequisite_failed_is_skipped():
    gate = Task("gate", Pert(5, 5, 5), chance=0.5)
    options = (Task("a", WEEK, ("gate",), chance=0.0), Task("b", WEEK))
    found = simulate(plan(gate, Alternatives("g", options, tried="in turn"), goal=("g",)))
    times, counts = np.unique(found.finish, return_counts=True)
    np.testing.assert_array_equal(times, [1, 7])
    assert counts[0] / found.samples == pytest.approx(0.5, abs=0.01)


def test_a_task_after_one_option_runs_only_if_that_option_won():
    options = (Task("a", Pert(2, 2, 2)), Task("b", WEEK, chance=0.25))
    found = simulate(plan(Alternatives("g", options), Task("t", WEEK, ("a",)), goal=("t",)))
    assert found.chance == pytest.approx(0.75, abs=0.01)
    assert found.tasks.loc["t", "reached"] == found.chance


def test_a_tie_has_one_winner():
    found = simulate(plan(Alternatives("g", (Task("a", WEEK), Task("b", WEEK)))))
    assert found.tasks.succeeds.tolist() == [1, 0]
    assert found.value == 1
    assert found.cost == 2


def exact_success(made):
    """P(success) by adding up every pattern of successes; durations do not matter to it."""
    tasks, total = list(made.steps), 0.0
    for pattern in itertools.product((True, False), repeat=len(tasks)):
        weight = np.prod([t.chance if ok else 1 - t.chance for t, ok in zip(tasks, pattern, strict=True)])
        works = dict(zip((t.name for t in tasks), pattern, strict=True))
        reached = {}
        for t in tasks:  # listed in order
            reached[t.name] = works[t.name] and all(reached[name] for name in t.after)
        total += weight * all(reached[name] for name in made.goal)
    return total


@pytest.mark.parametrize("seed", range(6))
def test_success_and_importance_by_listing_every_outcome(seed):
    rng = np.random.default_rng(seed)
    tasks = []
    for i in range(8):
        after = tuple(f"t{j}" for j in range(i) if rng.random() < 0.3)
        tasks.append(Task(f"t{i}", DURATIONS[i % 4], after, chance=float(rng.uniform(0.6, 0.95))))
    made = plan(*tasks, goal=("t7", "t4"))
    found = simulate(made, samples=100_000)
    assert found.chance == pytest.approx(exact_success(made), abs=0.005)
    for i, task in enumerate(tasks):
        certain, never = (
            exact_success(plan(*tasks[:i], replace(task, chance=p), *tasks[i + 1 :], goal=made.goal))
            for p in (1.0, 0.0)
        )
        assert found.tasks.birnbaum[task.name] == pytest.approx(certain - never, abs=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_certain_plans_against_the_longest_path_of_networkx(seed):
    rng = np.random.default_rng(seed)
    tasks = [
        Task(
            f"t{i}",
            Pert(*[int(rng.integers(1, 9))] * 3),
            tuple(f"t{j}" for j in range(i) if rng.random() < 0.2),
        )
        for i in range(30)
    ]
    graph = nx.DiGraph()
    for task in tasks:
        graph.add_edge("start", task.name, weight=0)
        graph.add_edge(task.name, "end", weight=task.estimate.low)
        lasts = {t.name: t.estimate.low for t in tasks}
        graph.add_edges_from((name, task.name, {"weight": lasts[name]}) for name in task.after)
    found = simulate(plan(*tasks), samples=100)
    assert found.p50 == found.p95 == nx.dag_longest_path_length(graph)
    on_path = set(nx.dag_longest_path(graph)) - {"start", "end"}
    assert (found.tasks.criticality[sorted(on_path)] == 1).all()


# --- Another library


def test_a_plan_of_both_kinds_against_squigglepy():
    made = plan(
        Task("a", Pert(1, 2, 5)),
        Task("b", Pert(2, 4, 12), ("a",), chance=0.8),
        Task("c", Lognormal(4, 0.4), ("a",)),
        Task("d", Pert(1, 1, 4), ("b", "c")),
    )
    sq.set_seed(7)
    n = 100_000
    a, b, d = (sq.sample(sq.pert(*x), n=n) for x in ((1, 2, 5), (2, 4, 12), (1, 1, 4)))
    c = sq.sample(sq.lognorm(norm_mean=np.log(4), norm_sd=0.4), n=n)
    works = sq.sample(sq.bernoulli(0.8), n=n) == 1
    finish = a + np.maximum(b, c) + d
    found = simulate(made)
    assert found.chance == pytest.approx(works.mean(), abs=0.01)
    for share, value in ((50, found.p50), (85, found.p85), (95, found.p95)):
        assert value == pytest.approx(np.percentile(finish[works], share), rel=0.01)


# --- What the numbers per task mean


def test_swing_of_a_chain_is_the_tasks_own():
    found = simulate(plan(Task("a", Pert(2, 4, 12)), Task("b", Pert(1, 1, 1), ("a",))), samples=100_000)
    beta = stats.beta(1.8, 4.2, loc=2, scale=10)
    own = (beta.expect(lb=beta.ppf(0.9)) - beta.expect(ub=beta.ppf(0.1))) / 0.1
    assert found.tasks.swing["a"] == pytest.approx(own, rel=0.01)
    assert found.tasks.swing["b"] == 0


def test_the_stated_error_is_the_error_seen_over_many_seeds():
    made = plan(
        Task("a", Pert(2, 4, 12)), Task("b", Lognormal(4, 0.5), ("a",), chance=0.7), Task("c", Pert(4, 8, 15))
    )
    found = [simulate(made, samples=2000, seed=seed) for seed in range(200)]
    seen, stated = np.std([o.p85 for o in found]), np.mean([o.p85_error for o in found])
    assert 0.75 < stated / seen < 1.35


def test_p85_is_unbiased_with_few_samples():
    made = plan(*(Task(f"t{i}", Pert(2, 4, 12)) for i in range(3)))
    exact = stats.beta(1.8, 4.2, loc=2, scale=10).ppf(0.85 ** (1 / 3))
    found = [simulate(made, samples=400, seed=seed).p85 for seed in range(100)]
    assert np.mean(found) == pytest.approx(exact, rel=0.005)


# --- Status, edges, errors


def test_status_replaces_what_was_expected():
    done = Task("a", Pert(50, 60, 70), ("b",), chance=0.1, status="done")
    failed = Task("b", WEEK, status="failed")
    found = simulate(plan(done, failed, Task("c", WEEK, ("a",)), goal=("c",)))
    assert (found.chance, found.p50, found.cost) == (1, 1, 1)
    assert simulate(plan(done, failed, Task("c", WEEK, ("b",)), goal=("c",))).chance == 0


@pytest.mark.parametrize("tried", ["at once", "in turn"])
def test_a_done_option_settles_the_group(tried):
    options = (Task("a", WEEK), Task("b", WEEK, ("slow",), status="done"))
    found = simulate(
        plan(Task("slow", Pert(9, 9, 9)), Alternatives("g", options, ("slow",), tried), goal=("g",))
    )
    assert (found.chance, found.p95) == (1, 0)
    assert found.tasks.succeeds.tolist() == [1, 0, 1]
    assert found.orders == {}


@pytest.mark.parametrize(
    "made",
    [
        plan(),
        plan(Task("a", WEEK, status="done")),
        plan(Task("a", WEEK, importance=0)),
        plan(Task("a", WEEK, status="done"), Task("b", WEEK), goal=("a",)),
    ],
)
def test_small_plans_work(made):
    found = simulate(made, samples=1, by=10)
    assert (found.chance, found.value, found.done_by) == (1, 1 if len(made.steps) < 2 else found.value, 1)


def test_a_plan_that_cannot_succeed_has_no_date():
    found = simulate(plan(Task("a", WEEK, chance=0.0)), by=3)
    assert (found.chance, found.done_by) == (0, 0)
    assert np.isnan([found.p50, found.p85, found.p95, found.p85_error]).all()


def test_more_samples_than_asked_for_never_fewer():
    assert simulate(plan(Task("a", WEEK)), samples=12_345).samples >= 12_345
    assert 100_000 <= simulate(plan(Task("a", WEEK)), samples=100_000).finish.size <= 101_000


def test_the_same_seed_gives_the_same_outcome():
    one, two = (simulate(random_plan(3), seed=5, samples=500) for _ in range(2))
    np.testing.assert_array_equal(one.finish, two.finish)
    assert one.tasks.equals(two.tasks)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (plan(Task("a", WEEK, ("ghost",))), "a waits for ghost"),
        (plan(Alternatives("g", (Task("a", WEEK, ("ghost",)),))), "g waits for ghost"),
        (plan(Task("a", WEEK), goal=("ghost",)), "goal ghost"),
        (plan(Task("a", WEEK, ("b",)), Task("b", WEEK, ("a",))), "a → b|b → a"),
        (plan(Task("a", WEEK), Task("a", WEEK)), "two steps are called a"),
        (plan(Alternatives("g", ())), "g: alternatives need"),
        (plan(Task("a", Pert(3, 2, 1))), "a: an estimate is 3, 2, 1"),
        (plan(Task("a", WEEK, chance=1.2)), "a: chance 1.2"),
    ],
)
def test_broken_plans_are_refused_by_name(made, words):
    with pytest.raises(ValueError, match=words):
        simulate(made)
    with pytest.raises(ValueError, match="samples is 0"):
        simulate(plan(), samples=0)


def test_circle_lists_the_steps_that_wait_for_each_other():
    options = (Task("x", WEEK, ("c",)), Task("y", WEEK))
    made = plan(
        Task("a", WEEK), Alternatives("g", options, ("a",)), Task("c", WEEK, ("y",)), Task("d", WEEK, ("c",))
    )
    assert sorted(roadmap.circle(made)) == ["c", "g"]
    assert roadmap.circle(plan(Task("a", WEEK, ("a",)))) == ["a"]
    assert roadmap.circle(plan(Task("a", WEEK), Task("b", WEEK, ("a",)))) is None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_more_chance_never_lowers_success(seed, data):
    made = random_plan(seed)
    parts = [part.name for step in made.steps for part in getattr(step, "options", (step,))]
    lucky = data.draw(st.sampled_from(parts))

    def better(task):
        return replace(task, chance=0.5 + task.chance / 2) if task.name == lucky else task

    steps = [
        replace(s, options=tuple(map(better, s.options))) if isinstance(s, Alternatives) else better(s)
        for s in made.steps
    ]
    # Options named by later tasks are left out: a likelier rival can stop the one that a task waits for.
    options = {o.name for s in made.steps if isinstance(s, Alternatives) for o in s.options}
    if not options & {name for s in made.steps for name in waits(s)}:
        before, after = (simulate(m, samples=2000) for m in (made, replace(made, steps=tuple(steps))))
        assert np.all(after.finish[before.finish < np.inf] < np.inf)  # the same draws, so future by future


def test_finish_times_have_the_distribution_that_simulate_finds():
    routes = (Task("x", Pert(1, 2, 6), chance=0.6), Task("y", Lognormal(3, 0.5), chance=0.7))
    steps = (
        Task("a", Pert(1, 3, 12)),
        Alternatives("at once", routes, ("a",)),
        Alternatives("in turn", tuple(replace(r, name=f"{r.name}2") for r in routes), ("a",), "in turn"),
    )
    made = Roadmap("two groups", "weeks", steps)
    alone, whole = finish_times(made, 60_000, seed=3), simulate(made, 60_000, seed=4).finish
    assert (alone < np.inf).mean() == pytest.approx((whole < np.inf).mean(), abs=0.01)
    for share in (0.1, 0.5, 0.85, 0.99):
        left, right = (np.quantile(times[times < np.inf], share) for times in (alone, whole))
        assert left == pytest.approx(right, rel=0.02)
    with pytest.raises(ValueError, match="at least 1"):
        finish_times(made, 0)
