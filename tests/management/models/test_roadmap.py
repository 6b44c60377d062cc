import itertools
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
import squigglepy as sq
from hypothesis import given, settings
from hypothesis import strategies as st
from roadmap_by_events import WON, Future
from scipy import stats
from test_critical_path import ESTIMATES, random_plan

from mlteams.management.models import estimates, futures, roadmap
from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, simulate

WEEK = Pert(1, 1, 1)


def plan(*steps, goal=()):
    return Roadmap("a plan", "weeks", steps, goal)


# --- Whole simulations against the oracle, with draws of its own


@pytest.mark.parametrize("seed", range(12))
def test_random_plans_against_one_future_at_a_time(seed):
    made = random_plan(seed)
    tasks = [part for step in made.steps for part in getattr(step, "options", (step,))]
    rng = np.random.default_rng(100 + seed)
    draws = {task.name: left(task, rng) for task in tasks}
    luck = {task.name: rng.random(FUTURES) < task.chance for task in tasks}
    told = [
        Future(made.steps, {n: d[k] for n, d in draws.items()}, {n: d[k] for n, d in luck.items()}).run()
        for k in range(FUTURES)
    ]
    finish, costs = np.array([f.finish(made.goal) for f in told]), np.array([f.cost() for f in told])
    ok = finish < np.inf
    found = simulate(made, samples=40_000, seed=seed)
    assert found.chance == pytest.approx(ok.mean(), abs=4.5 * share_error(ok.mean()))
    assert found.cost == pytest.approx(costs.mean(), abs=4.5 * costs.std() / np.sqrt(FUTURES) + 0.01)
    for name, row in found.tasks.iterrows():
        share = np.mean([f.state[name] == WON for f in told])
        assert row.succeeds == pytest.approx(share, abs=4.5 * share_error(share))
    if ok.sum() > 50:
        mean = found.finish[found.finish < np.inf].mean()
        assert mean == pytest.approx(finish[ok].mean(), abs=4.5 * finish[ok].std() / np.sqrt(ok.sum()) + 0.01)


FUTURES = 1_500


def share_error(share):
    return np.sqrt(max(share * (1 - share), 1e-3) / FUTURES)


def left(task, rng):
    """Draw how long a task takes, or what is left of it once it has begun, with SciPy."""
    e = task.estimate
    if task.status != "open":
        return np.zeros(FUTURES)
    if isinstance(e, Lognormal):
        whole = stats.lognorm(e.spread, scale=e.median)
    else:
        mode = (e.likely - e.low) / (e.high - e.low)
        whole = stats.beta(1 + 4 * mode, 5 - 4 * mode, loc=e.low, scale=e.high - e.low)
    elapsed = task.started or 0.0
    return whole.isf(whole.sf(elapsed) * rng.random(FUTURES)) - elapsed


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
    # given success, b is on the path when it won, and when it failed and c won
    np.testing.assert_allclose(found.tasks.criticality, [1, 0.57 / 0.97, 0.27 / 0.97], atol=0.005)


def test_nobody_knows_before_it_has_happened_that_an_option_cannot_start():
    gate = Task("P", Pert(10, 10, 10), chance=0.5)
    options = (Task("X", WEEK, ("P",)), Task("Y", Pert(5, 5, 5)))
    found = simulate(plan(gate, Alternatives("g", options, tried="in turn"), goal=("g",)))
    times, counts = np.unique(found.finish, return_counts=True)
    np.testing.assert_array_equal(times, [11, 15])  # P fails in week 10, and Y starts then
    assert counts[0] / found.samples == pytest.approx(0.5, abs=0.01)
    np.testing.assert_array_equal(found.tasks.criticality[["P"]], [1])  # its failing gives Y its turn
    assert found.tasks.criticality["Y"] == pytest.approx(0.5, abs=0.01)


def test_a_failure_passes_on_at_once_through_what_waits_for_it():
    steps = (
        Task("P", Pert(3, 3, 3), chance=0.0),
        Task("long", Pert(50, 50, 50), ("P",)),
        Alternatives("routes", (Task("a", WEEK, ("long",)), Task("b", WEEK, ("P",)))),
        Alternatives("g", (Task("X", WEEK, ("routes",)), Task("Y", Pert(5, 5, 5))), tried="in turn"),
    )
    assert (simulate(plan(*steps, goal=("g",))).finish == 8).all()


def test_a_group_tried_in_turn_is_lost_when_its_last_option_is():
    routes = (Task("a", Pert(2, 2, 2), chance=0.0), Task("b", Pert(4, 4, 4), chance=0.0))
    for tried, lost in (("in turn", 6), ("at once", 4)):
        steps = (
            Alternatives("routes", routes, tried=tried),
            Alternatives("g", (Task("X", WEEK, ("routes",)), Task("Y", WEEK)), tried="in turn"),
        )
        assert (simulate(plan(*steps, goal=("g",))).finish == lost + 1).all()


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
def test_success_by_listing_every_outcome(seed):
    rng = np.random.default_rng(seed)
    tasks = []
    for i in range(8):
        after = tuple(f"t{j}" for j in range(i) if rng.random() < 0.3)
        tasks.append(Task(f"t{i}", ESTIMATES[i % 4], after, chance=float(rng.uniform(0.6, 0.95))))
    made = plan(*tasks, goal=("t7", "t4"))
    found = simulate(made, samples=100_000)
    assert found.chance == pytest.approx(exact_success(made), abs=0.005)


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
    assert found.tasks.criticality.tolist() == [0, 0, 1]
    assert simulate(plan(done, failed, Task("c", WEEK, ("b",)), goal=("c",))).chance == 0


@pytest.mark.parametrize("tried", ["at once", "in turn"])
def test_a_done_option_settles_the_group(tried):
    options = (Task("a", WEEK), Task("b", WEEK, ("slow",), status="done"))
    found = simulate(
        plan(Task("slow", Pert(9, 9, 9)), Alternatives("g", options, ("slow",), tried), goal=("g",))
    )
    assert (found.chance, found.p95) == (1, 0)
    assert found.tasks.succeeds.tolist() == [1, 0, 1]


def test_what_waits_for_one_of_two_options_that_are_done_can_start():
    options = (Task("a", WEEK, status="done"), Task("b", WEEK, status="done", importance=3), Task("c", WEEK))
    found = simulate(plan(Alternatives("g", options), Task("t", WEEK, ("b",)), Task("s", WEEK, ("a",))))
    assert (found.chance, found.p95, found.value) == (1, 1, 1)
    assert found.tasks.succeeds.tolist() == [1, 1, 0, 1, 1]


def test_nothing_starts_before_its_date():
    later = Task("b", WEEK, ("a",), not_before=3)
    found = simulate(plan(Task("a", WEEK), later, Task("c", Pert(7, 7, 7))), samples=100)
    assert (found.p50, found.tasks.criticality.tolist()) == (7, [0, 0, 1])
    assert simulate(plan(Task("a", WEEK), later), samples=100).p50 == 4
    assert simulate(plan(Task("a", WEEK), later), samples=100).tasks.criticality.tolist() == [0, 1]
    assert (
        simulate(plan(Task("a", Pert(5, 5, 5)), later), samples=100).p50 == 6
    )  # the later of the two counts
    options = (Task("x", WEEK, chance=0.0), Task("y", WEEK, not_before=4))
    assert simulate(plan(Alternatives("g", options, tried="in turn")), samples=100).p50 == 5


def test_work_in_progress_waits_for_nothing_and_has_less_left():
    begun = Task("a", Pert(2, 4, 12), ("slow",), cost=2, started=5)
    found = simulate(plan(Task("slow", Pert(99, 99, 99)), begun, goal=("a",)), samples=50_000, by=1)
    beta = stats.beta(1.8, 4.2, loc=2, scale=10)
    left = beta.expect(lb=5, conditional=True) - 5
    assert found.finish.mean() == pytest.approx(left, rel=0.005)
    assert found.cost == pytest.approx(99 + 2 * left, rel=0.005)
    assert found.done_by == pytest.approx(1 - beta.sf(6) / beta.sf(5), abs=0.005)
    assert found.p85 == pytest.approx(beta.isf(0.15 * beta.sf(5)) - 5, rel=0.01)
    assert simulate(plan(replace(begun, after=(), started=0.0))).p85 == pytest.approx(
        beta.ppf(0.85), rel=0.005
    )


def test_an_option_in_progress_goes_on_before_others_have_their_turn():
    options = (Task("a", WEEK), Task("b", Pert(5, 5, 5), chance=0.5, started=2))
    found = simulate(plan(Task("gate", Pert(2, 2, 2)), Alternatives("g", options, ("gate",), "in turn")))
    assert np.unique(found.finish).tolist() == [3, 4]  # b has three weeks left; then a, ready since week 2
    at_once = simulate(plan(Alternatives("g", options)))
    assert at_once.p95 == 1


def test_what_is_dropped_is_as_if_it_had_not_been_listed():
    gone = Task("gone", Pert(50, 50, 50), ("a",), chance=0.1, importance=9, status="dropped")
    rivals = (Task("x", WEEK, chance=0.5), replace(gone, name="y"))
    without = (Task("x", WEEK, chance=0.5),)
    all_gone = Alternatives("all gone", (replace(gone, name="z"),))
    made = plan(
        *(Task("a", WEEK), gone, all_gone, Alternatives("g", rivals, ("gone",))),
        Task("b", WEEK, ("gone", "a", "all gone", "z")),
        goal=("gone", "g", "b", "all gone"),
    )
    left = plan(Task("a", WEEK), Alternatives("g", without), Task("b", WEEK, ("a",)), goal=("g", "b"))
    found, same = simulate(made), simulate(left)
    np.testing.assert_array_equal(found.finish, same.finish)
    assert found.tasks.equals(same.tasks)
    assert (found.value, found.cost) == (same.value, same.cost)
    assert roadmap.scoped(made) == left


def test_a_plan_whose_goals_are_all_dropped_wants_whatever_is_left():
    made = plan(Task("a", WEEK), Task("b", WEEK, ("a",), status="dropped"), goal=("b",))
    assert simulate(made).p50 == 1
    assert simulate(plan(Task("a", WEEK, status="dropped"))).p50 == 0


def test_dust_does_not_make_a_plan_late():
    lasts = [0.1, 2.7, 0.2]
    steps = [Task(f"t{i}", Pert(x, x, x), (f"t{i - 1}",) if i else ()) for i, x in enumerate(lasts)]
    assert sum(lasts) > 3  # in binary fractions
    assert simulate(plan(*steps), by=3).done_by == 1
    assert simulate(plan(*steps), by=2.999).done_by == 0


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
        (plan(Task("a", WEEK, not_before=-1)), "a: not before -1"),
        (plan(Task("a", WEEK, not_before=np.nan)), "a: not before nan"),
        (plan(Task("a", Pert(1, 2, 4), started=4)), "a: it has taken 4 .* of 4 at most"),
        (plan(Task("a", WEEK, started=-0.1)), "a: it has taken -0.1"),
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
    home = {part.name: step.name for step in made.steps for part in getattr(step, "options", (step,))}
    lucky = data.draw(st.sampled_from(sorted(home)))

    def version(luckier):
        def task(t):
            better = 0.5 + t.chance / 2 if luckier and t.name == lucky else t.chance
            return replace(t, chance=better, after=waits(t))

        # Nothing waits for one option alone: a likelier rival could stop it.
        def waits(part):
            return tuple(dict.fromkeys(home.get(name, name) for name in part.after))

        def step(s):
            if isinstance(s, Task):
                return task(s)
            return replace(s, options=tuple(map(task, s.options)), after=waits(s))

        return replace(made, steps=tuple(map(step, made.steps)))

    before, after = (simulate(version(luckier), samples=2000) for luckier in (False, True))
    assert np.all(after.finish[before.finish < np.inf] < np.inf)  # the same draws, so future by future


def test_finish_times_are_those_that_simulate_finds():
    made = random_plan(9)
    alone = roadmap.finish_times(made, samples=3_000, seed=3)
    np.testing.assert_array_equal(alone, simulate(made, samples=3_000, seed=3).finish)
    with pytest.raises(ValueError, match="at least 1"):
        roadmap.finish_times(made, samples=0)


def test_a_seed_is_not_taken_for_samples():
    with pytest.raises(TypeError, match="positional"):
        simulate(plan(Task("a", WEEK)), 3)
    with pytest.raises(TypeError, match="positional"):
        roadmap.finish_times(plan(Task("a", WEEK)), 3)


def test_blocks_do_not_show(monkeypatch):
    made = plan(*(Task(f"t{i}", Pert(1, 2, 4), chance=0.9) for i in range(3)))
    one = simulate(made, samples=5_000)
    monkeypatch.setattr(futures, "CELLS", 1)
    other = simulate(made, samples=5_000)
    assert one.samples == other.samples
    assert one.cost == pytest.approx(other.cost, rel=0.01)
    np.testing.assert_allclose(one.tasks.to_numpy(float), other.tasks.to_numpy(float), atol=0.1)
