import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from roadmap_by_events import Future
from scipy import stats
from test_critical_path import random_plan

from mlteams.management.models import advice, exact_chance
from mlteams.management.models.advice import advise
from mlteams.management.models.distributions import Lognormal, Pert
from mlteams.management.models.futures import Futures
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, simulate
from mlteams.management.tool.roadmap_file import read_roadmap

WEEK = Pert(1, 1, 1)
HERON = read_roadmap(Path(__file__).parents[3] / "examples" / "heron" / "roadmap.yaml").roadmap


def plan(*steps, goal=()):
    return Roadmap("a plan", "weeks", steps, goal)


def sure(name, time, after=(), **more):
    return Task(name, Pert(time, time, time), after, **more)


def gains(found):
    return {gain.task: gain.gain for gain in found}


def changed(made, name, **fields):
    """Return the plan with fields of one task or option replaced."""

    def part(task):
        return replace(task, **fields) if task.name == name else task

    steps = [
        replace(s, options=tuple(map(part, s.options))) if isinstance(s, Alternatives) else part(s)
        for s in made.steps
    ]
    return replace(made, steps=tuple(steps))


# --- The chance


def heron_by_hand(chances):
    """P(Heron's plan works), from its picture: five things in a row, one of them any of three routes."""
    access, own, rented, tuned, shadow, council, depots = chances
    routes = 1 - (1 - own) * (1 - rented) * (1 - tuned)
    return access * routes * shadow * council * depots


def test_herons_chance_is_that_worked_out_by_hand():
    chances = [0.95, 0.6, 0.35, 0.45, 0.85, 0.9, 0.95]
    names = ["Get access to label images", "Own model", "Rented reader", "Open model, tuned"]
    names += ["Shadow run in one depot", "Works council agrees", "All depots"]
    found = gains(advise(HERON, samples=1_000).chance)
    assert set(found) == set(names)
    for i, name in enumerate(names):
        certain = heron_by_hand([1 if k == i else p for k, p in enumerate(chances)])
        assert found[name] == pytest.approx(100 * (certain - heron_by_hand(chances)))
    assert found["Shadow run in one depot"] == pytest.approx(10.44, abs=0.005)
    assert found["Rented reader"] == pytest.approx(9.87, abs=0.005)


def test_herons_advice_does_not_depend_on_the_seed():
    found = [advise(HERON, samples=8_000, seed=seed, by=31.3) for seed in range(40)]
    assert {one.chance_best for one in found} == {("Shadow run in one depot",)}
    # "Threshold from costs" gains 0.90 weeks of the 1.00 that "All depots" does, and "Rented reader" 0.52.
    path = ("Get access to label images", "Label a training set", "Own model", "Threshold from costs")
    path += ("Shadow run in one depot", "All depots")
    assert {one.date_best for one in found} == {path}
    assert {one.done_by_best for one in found} == {path}


def unlikely():
    """Work that goes well in 7 of 100 futures; its end waits for the last of two that are alike, or of a third."""
    merged = tuple(Task(name, Pert(1, 3, high)) for name, high in (("a", 12), ("b", 12), ("c", 9)))
    return plan(*merged, *(sure(f"r{i}", 1, chance=0.41) for i in range(3)))


def shifted(*finish, level=0.85):
    """Return the quantile of P(finish ≤ x) on a grid of x, and by how much earlier those of others are."""
    grid, first, *others = finish
    quantile = np.interp(level, first / first[-1], grid)
    return quantile, [quantile - np.interp(level, other / other[-1], grid) for other in others]


def test_advice_on_an_unlikely_plan_is_the_exact_one_at_200_seeds():
    """The last of three whose distributions are known, then three weeks; success depends on no duration."""
    grid = np.linspace(0, 12, 120_001)

    def cdf(high, less=0.0):
        mode = 2 / (high - 1)
        return stats.beta(1 + 4 * mode, 5 - 4 * mode, loc=1, scale=high - 1).cdf(grid + less)

    a, b, c = cdf(12), cdf(12), cdf(9)
    _, (of_a, of_c) = shifted(grid, a * b * c, cdf(12, 1) * b * c, a * b * cdf(9, 1))
    assert of_c < 0.7 * of_a  # clearly less good
    found = [advise(unlikely(), seed=seed) for seed in range(200)]
    assert {(one.date_best, one.date_perhaps) for one in found} == {(("a", "b"), ())}
    assert {(one.chance_best, one.chance_perhaps) for one in found} == {(("r0", "r1", "r2"), ())}
    for one in found:
        assert [gain.gain for gain in one.chance] == [pytest.approx(100 * (0.41**2 - 0.41**3))] * 3
    for name, exact in (("a", of_a), ("b", of_a), ("c", of_c)):
        pairs = [gains_and_errors(one.date, name) for one in found]
        off = np.array([abs(gain - exact) / error for gain, error in pairs])
        assert 0.9 < (off < 1.96).mean() < 0.99  # 95% are due
        assert off.max() < 4.5


def test_advice_where_a_race_is_seldom_won_is_the_exact_one_at_200_seeds():
    """x must end before y, which mostly works, and what waits for it seldom works: by sums over a grid."""
    times, step = np.linspace(0, 9, 9_001), 0.001
    x, y = stats.beta(2, 4, loc=1, scale=8), stats.beta(2.5, 3.5, loc=1, scale=8)
    routes = (Task("x", Pert(1, 3, 9)), Task("y", Pert(1, 4, 9), chance=0.5))
    made = plan(Alternatives("g", routes), sure("t", 2, ("x",), chance=0.1), goal=("t",))

    def ends(less):
        """Return P(x, if it takes so much less, ends by each time and is first)."""
        found = np.cumsum(x.pdf(times) * step * (0.5 + 0.5 * y.sf(times - less)))
        return np.interp(times + less, times, found)

    chance = 0.1 * ends(0)[-1]
    assert 0.05 < chance < 0.1
    _, (of_x,) = shifted(times, ends(0), ends(1))
    assert of_x > 0.85  # clearly more than four fifths of a week, which is what t gains
    found = [advise(made, seed=seed) for seed in range(200)]
    assert found[0].works < found[0].drawn  # what a race decides is not known beforehand
    off = [(gain - of_x) / error for gain, error in (gains_and_errors(one.date, "x") for one in found)]
    assert np.abs(off).max() < 4.5
    assert abs(np.mean(off)) < 0.4
    assert {(one.date_best, one.date_perhaps) for one in found} == {(("x", "t"), ())}
    assert {(one.chance_best, one.chance_perhaps) for one in found} == {(("t",), ())}
    assert gains(found[0].chance)["t"] == pytest.approx(100 * chance * (1 / 0.1 - 1), rel=0.02)


def three_groups():
    """Three stages of two routes each, of which one suffices, in turn or at once, and a merge; 5 in 100 work."""
    steps = []
    for k in range(3):
        routes = tuple(sure(f"g{k}{j}", time, chance=0.2) for j, time in enumerate((3 + k, 5.25 + 2 * k)))
        before = (f"m{k - 1}",) if k else ()
        steps.append(Alternatives(f"g{k}", routes, before, "in turn" if k % 2 else "at once"))
        steps.append(sure(f"m{k}", 1.5 + k, (f"g{k}",), chance=0.9))
    return plan(*steps)


def finishes(made):
    """Return how likely each finish is, all patterns of success told moment by moment."""
    tasks = [t for s in made.steps for t in getattr(s, "options", (s,))]
    lasts, found = {t.name: t.estimate.low for t in tasks}, {}
    for pattern in itertools.product((True, False), repeat=len(tasks)):
        weight = np.prod(
            [t.chance if works else 1 - t.chance for t, works in zip(tasks, pattern, strict=True)]
        )
        luck = dict(zip(lasts, pattern, strict=True))
        end = Future(made.steps, lasts, luck).run().finish([made.steps[-1].name])
        found[end] = found.get(end, 0.0) + weight
    return found


def test_advice_on_stages_of_routes_is_that_of_all_patterns_at_200_seeds():
    made = three_groups()

    def odds(plan):
        found = finishes(plan)
        ends = sorted(end for end in found if end < np.inf)
        shares = np.cumsum([found[end] for end in ends])
        return float(shares[-1]), ends[int(np.searchsorted(shares / shares[-1], 0.85))]

    chance, p85 = odds(made)
    assert 0.02 < chance < 0.1
    found = [advise(made, seed=seed) for seed in range(200)]
    assert {one.works for one in found} == {found[0].drawn}
    assert len({(one.date_best, one.date_perhaps, one.chance_best, one.chance_perhaps) for one in found}) == 1
    tasks = {t.name: t for s in made.steps for t in getattr(s, "options", (s,))}
    for name, one in gains(found[0].chance).items():
        assert one == pytest.approx(100 * (odds(changed(made, name, chance=1.0))[0] - chance))
    for name, one in gains(found[0].date).items():
        less = tasks[name].estimate.low - 1
        assert one == pytest.approx(p85 - odds(changed(made, name, estimate=Pert(less, less, less)))[1])


def test_where_too_few_futures_work_no_task_is_named_as_best(monkeypatch):
    routes = (Task("x", Pert(1, 3, 9)), Task("y", Pert(1, 4, 9)))
    made = plan(Alternatives("g", routes), sure("t", 2, ("x",)), goal=("t",))
    monkeypatch.setattr(advice, "MORE", 1)
    monkeypatch.setattr(advice, "ENOUGH", 1)
    before = advise(made)
    works = before.works
    for most, named in ((works, True), (works + 1, False)):
        monkeypatch.setattr(advice, "SUCCESSES", most)
        found = advise(made)
        assert found.works == works
        assert bool(found.date_best) is named
        assert named or set(before.date_best) <= set(found.date_perhaps)


@pytest.mark.parametrize(
    ("share", "tasks", "drawn"),
    [(0.2, 10, 20_000), (0.1, 10, 30_000), (0.001, 10, 160_000), (0.0, 100, 40_000), (0.0, 5_000, 20_000)],
)
def test_more_futures_are_drawn_where_few_work(share, tasks, drawn):
    assert advice._more(20_000, share, tasks) == drawn


@pytest.mark.parametrize(
    ("less", "best", "perhaps"),
    [(0.19, True, False), (0.21, False, True), (0.39, False, True), (0.41, False, False)],
)
def test_what_is_as_good_as_the_best_and_what_may_be(less, best, perhaps):
    sections = 10_000  # so many that Student's t is the normal
    noise = np.resize([-1.0, 1.0], sections) * 0.05 * np.sqrt(sections)  # a standard error of 0.05
    paired = [np.ones(sections), 1 - less + noise]
    _, named, others = advice._ranked(["a", "b"], [1.0, 1 - less], paired, alike=0.2)
    assert ("b" in named, "b" in others) == (best, perhaps)
    assert "a" in named


@pytest.mark.parametrize(("sections", "perhaps"), [(19, True), (20, False)])
@pytest.mark.parametrize(("gain", "seen"), [(0.06, True), (0.04, False)])
def test_where_few_futures_work_none_that_gains_is_clearly_less_good(sections, perhaps, gain, seen):
    paired = [np.full(sections, 1.0), np.full(sections, gain)]  # as if there were no noise
    _, named, others = advice._ranked(["a", "b"], [1.0, gain], paired, alike=0.2)
    assert named == ("a",)
    assert others == (("b",) if perhaps and seen else ())


@pytest.mark.parametrize(("days", "alike"), [(0.79, False), (0.81, True)])
def test_what_shortens_the_date_by_four_fifths_of_the_most_is_named_with_it(days, alike):
    made = plan(sure("a", 1, ("b",)), sure("b", days))  # a week less of b is all that it takes
    found = advise(made, by=1 + days / 2)
    assert gains(found.date) == {"a": pytest.approx(1), "b": pytest.approx(days)}
    assert found.date_best == (("a", "b") if alike else ("a",))
    assert found.done_by_best == ("a", "b")  # both raise the odds from none to all


def test_what_secures_the_chance_a_little_less_is_not_named_with_the_best():
    made = plan(sure("a", 1, chance=0.80), sure("b", 1, chance=0.81))
    assert advise(made).chance_best == ("a",)


def test_herons_advice_keeps_its_promise():
    """A week less of every task that is named, in a plan that is changed and drawn anew."""
    found = advise(HERON, by=31.3)
    before = simulate(HERON, samples=200_000, seed=1, by=31.3)
    estimates = {t.name: t.estimate for s in HERON.steps for t in getattr(s, "options", (s,))}
    for gain, points in zip(found.date[:6], found.done_by[:6], strict=True):
        assert gain.task == points.task
        assert gain.task in found.date_best
        low, likely, high = (getattr(estimates[gain.task], end) for end in ("low", "likely", "high"))
        if low >= 1:  # of one that may take less than a week, the week is cut where it begins
            shorter = Pert(low - 1, likely - 1, high - 1)
            after = simulate(changed(HERON, gain.task, estimate=shorter), samples=200_000, seed=2, by=31.3)
            noise = np.hypot(before.p85_error, after.p85_error)
            assert before.p85 - after.p85 == pytest.approx(gain.gain, abs=4 * noise + 4 * gain.error)
            noise = 100 * np.hypot(before.intervals["done_by"].error, after.intervals["done_by"].error)
            more = 100 * (after.done_by - before.done_by)
            assert more == pytest.approx(points.gain, abs=4 * noise + 4 * points.error)


def success_by_listing(made, given=None):
    """P(every goal succeeds), all patterns of success told by hand; alternatives need any one option."""
    tasks = [t for s in made.steps for t in (s.options if isinstance(s, Alternatives) else (s,))]
    tasks = [replace(t, chance=1.0) if t.name == given else t for t in tasks]
    total = 0.0
    for pattern in itertools.product((True, False), repeat=len(tasks)):
        works = dict(zip((t.name for t in tasks), pattern, strict=True))
        weight = np.prod([t.chance if works[t.name] else 1 - t.chance for t in tasks])
        won = {}
        for s in made.steps:  # listed in an order in which they can be worked through
            ready = all(won[name] for name in s.after)
            if isinstance(s, Task):
                won[s.name] = ready and works[s.name]
                continue
            able = [ready and works[o.name] and all(won[name] for name in o.after) for o in s.options]
            won[s.name] = any(able)
        total += weight * all(won[name] for name in made.goal)
    return total


def small_plan(seed):
    """Nine risky tasks, one of them never works; nothing waits for a single option."""
    rng = np.random.default_rng(seed)

    def chance():
        return float(rng.uniform(0.3, 0.95))

    def some(names):
        return tuple(name for name in names if rng.random() < 0.5)

    a, b = (Task(name, Pert(1, 2, 4), chance=chance()) for name in "ab")
    routes = tuple(Task(f"r{i}", Pert(1, 3, 9), some("ab"), chance()) for i in range(3))
    first = Alternatives("first", routes, some("a"), str(rng.choice(["at once", "in turn"])))
    others = (Task("s0", WEEK, chance=chance()), Task("s1", WEEK, some("b"), 0.0))
    second = Alternatives("second", others, some(["first", "a"]), "in turn")
    c, d = Task("c", WEEK, some(["first"]), chance()), Task("d", WEEK, some("c"), chance())
    return plan(a, b, first, second, c, d, goal=("second", "d"))


@pytest.mark.parametrize("seed", range(6))
def test_gains_of_the_chance_by_listing_every_pattern(seed, monkeypatch):
    made = small_plan(seed)
    before = success_by_listing(made)
    exact = advise(made, samples=1_000)
    assert all(gain.error == 0 for gain in exact.chance)
    for gain in exact.chance:
        assert gain.gain == pytest.approx(100 * (success_by_listing(made, gain.task) - before), abs=1e-9)
    assert [gain.gain for gain in exact.chance] == sorted((g.gain for g in exact.chance), reverse=True)
    # And the same from paired runs, which larger plans get.
    monkeypatch.setattr(advice, "PATTERNS", 1)
    sampled = {gain.task: gain for gain in advise(made).chance}
    for gain in exact.chance:
        if gain.gain > 0.5:
            # A hypercube has a whole number of failures: a share of one task alone is off by up to 0.5 in 20,459.
            off = 4.5 * sampled[gain.task].error + 0.003
            assert sampled[gain.task].gain == pytest.approx(gain.gain, abs=off)


def test_a_plan_that_has_failed_has_no_chance_whatever_else_may_fail():
    made = plan(sure("lost", 1, status="failed"), sure("a", 1, chance=0.5))
    assert exact_chance.exact_chance(Futures(made), 100) == 0
    assert gains(advise(made).chance) == {"a": 0}
    assert exact_chance.exact_chance(Futures(plan(sure("a", 1, chance=0.5))), 100) == 0.5


def test_where_a_race_decides_the_chance_is_sampled():
    racing = Alternatives("g", (Task("x", Pert(1, 2, 3)), Task("y", Pert(1, 2, 3), chance=0.5)))
    made = plan(racing, Task("t", WEEK, ("x",), 0.9), goal=("t",))
    assert exact_chance.exact_gains(Futures(made), 100) is None
    found = {gain.task: gain for gain in advise(made).chance}
    # x wins when y fails or is later; were y certain, half as often: .9 · (.75 → .5).
    assert found["t"].gain == pytest.approx(7.5, abs=4.5 * found["t"].error)
    assert simulate(changed(made, "y", chance=1.0)).chance == pytest.approx(0.45, abs=0.01)
    assert advise(made).chance_best == ("t",)
    in_turn = replace(racing, tried="in turn")
    assert exact_chance.exact_gains(Futures(plan(in_turn, Task("t", WEEK, ("y",)))), 100) is not None


def test_ties_are_named_and_nothing_where_nothing_matters():
    even = plan(sure("a", 1, chance=0.8), sure("b", 2, chance=0.8), sure("c", 1, chance=0.99))
    assert advise(even).chance_best == ("a", "b")
    certain = plan(sure("a", 1), sure("b", 2), sure("spare", 1, chance=0.5), goal=("a", "b"))
    found = advise(certain)
    assert (found.chance, found.chance_best) == ((), ())
    assert found.date_best == ("b",)
    done = advise(plan(sure("a", 1, status="done"), sure("b", 3, status="failed"), goal=("a",)))
    nothing = advice.Advice((), (), (), (), (), (), (), drawn=20_459, works=20_459)
    assert done == nothing
    never = advise(plan(sure("a", 1, chance=0.0), sure("b", 1, chance=0.0)))
    assert (never.chance_best, never.date_best) == ((), ())  # either alone changes nothing
    assert advise(plan()) == nothing


# --- The date


def test_a_week_less_in_a_chain_is_a_week_less():
    chain = plan(Task("a", Pert(2, 4, 12)), Task("b", Lognormal(3, 0.5), ("a",)), sure("c", 0.4, ("b",)))
    found = advise(chain)
    assert gains(found.date)["a"] == pytest.approx(1)
    assert gains(found.date)["c"] == pytest.approx(0.4)  # it cannot take less than nothing
    assert gains(found.date)["b"] == pytest.approx(1, abs=0.01)  # it rarely takes less than a week
    assert found.date_best == ("a", "b")


def test_a_day_less_of_a_merge_against_the_distribution_of_the_maximum():
    made = plan(*(Task(name, Pert(2, 4, 12)) for name in "abc"))
    beta = stats.beta(1.8, 4.2, loc=2, scale=10)
    grid = np.linspace(2, 12, 100_001)
    p85, earlier = (np.interp(0.85, beta.cdf(grid) ** 2 * beta.cdf(grid + less), grid) for less in (0.0, 1.0))
    done_by = [beta.cdf(8) ** 2 * beta.cdf(8 + less) for less in (0.0, 1.0)]
    found = advise(made, by=8)
    for gain in found.date:
        assert gain.gain == pytest.approx(p85 - earlier, abs=4.5 * gain.error)
        assert 0 < gain.error < 0.03
    for gain in found.done_by:
        assert gain.gain == pytest.approx(100 * (done_by[1] - done_by[0]), abs=4.5 * gain.error)
        assert 0 < gain.error < 0.3
    assert found.date_best == found.done_by_best == ("a", "b", "c")
    assert advise(made).done_by == advise(made).done_by_best == ()


def test_what_is_never_critical_is_no_advice():
    found = advise(plan(sure("long", 9), sure("short", 1), Task("end", Pert(1, 2, 3), ("long", "short"))))
    assert set(gains(found.date)) == {"long", "end"}


def test_stated_errors_are_those_seen_over_seeds():
    made = plan(
        Task("a", Pert(2, 4, 12)), Task("b", Lognormal(4, 0.5), chance=0.7), Task("c", Pert(2, 3, 8), ("b",))
    )
    found = [advise(made, samples=4_000, seed=seed, by=8) for seed in range(60)]
    for field in ("date", "done_by"):
        for name in "ac":
            one = [next(g for g in getattr(o, field) if g.task == name) for o in found]
            seen, stated = np.std([g.gain for g in one]), np.mean([g.error for g in one])
            assert 0.7 < stated / seen < 1.5, (field, name)


def test_errors_are_not_told_too_small_where_few_futures_succeed():
    a, b = Task("a", Pert(2, 4, 12), chance=0.13), Task("b", Lognormal(4, 0.5))
    made = plan(a, b, Task("c", Pert(2, 3, 8), ("b",)), Task("d", Pert(1, 3, 9), ("a",)))
    found = [gains_and_errors(advise(made, seed=seed).date, "a") for seed in range(50)]
    seen, stated = np.std([gain for gain, _ in found], ddof=1), np.mean([error for _, error in found])
    assert 0.88 < stated / seen < 1.5


def gains_and_errors(found, name):
    (one,) = (gain for gain in found if gain.task == name)
    return one.gain, one.error


@pytest.mark.parametrize("seed", [4, 9, 10, 25, 27, 37])
def test_followed_advice_keeps_its_promise(seed):
    """The plan with the change, drawn anew, gains what was promised."""
    made = random_plan(seed)
    before = simulate(made, samples=60_000, seed=1)
    found = advise(made)
    for gain in found.chance[:3]:
        after = simulate(changed(made, gain.task, chance=1.0), samples=60_000, seed=2)
        noise = 100 * np.hypot(before.intervals["chance"].error, after.intervals["chance"].error)
        assert 100 * (after.chance - before.chance) == pytest.approx(
            gain.gain, abs=4 * noise + 4 * gain.error
        )
    tasks = {t.name: t for s in made.steps for t in getattr(s, "options", (s,))}
    for gain in found.date[:3]:
        estimate = tasks[gain.task].estimate
        if isinstance(estimate, Pert) and tasks[gain.task].started is None:
            shorter = Pert(estimate.low - 1, estimate.likely - 1, estimate.high - 1)
            after = simulate(changed(made, gain.task, estimate=shorter), samples=60_000, seed=2)
            noise = np.hypot(before.p85_error, after.p85_error)
            assert before.p85 - after.p85 == pytest.approx(gain.gain, abs=4 * noise + 4 * gain.error + 1e-6)


# --- The order


def test_the_saving_is_against_the_way_the_group_runs():
    routes = (sure("long", 20, chance=0.5), sure("short", 1, chance=0.5))
    (at_once,) = advise(plan(Alternatives("g", routes)), samples=40_000).orders
    assert at_once.order == ("short", "long")
    assert at_once.cost == pytest.approx(1 + 0.5 * 20, abs=0.01)
    assert at_once.given_cost - at_once.cost == pytest.approx(0.5, abs=4.5 * at_once.cost_error + 1e-3)
    assert at_once.time == pytest.approx(1)  # P85 of those that succeed: 21 weeks instead of 20
    (in_turn,) = advise(plan(Alternatives("g", routes, tried="in turn")), samples=40_000).orders
    assert in_turn.given_cost - in_turn.cost == pytest.approx(9.5, abs=0.02)  # 20.5 − 11
    (best,) = advise(plan(Alternatives("g", routes[::-1], tried="in turn"))).orders
    assert (best.cost, best.cost_error, best.time, best.time_error) == (best.given_cost, 0, 0, 0)


def test_the_saving_is_weighed_by_the_chance_that_the_group_is_reached():
    routes = (sure("long", 20, ("gate",), chance=0.5), sure("short", 1, chance=0.5))
    group = Alternatives("g", tuple(replace(r, after=()) for r in routes), ("gate",), "in turn")
    for chance in (0.2, 1.0):
        (found,) = advise(plan(sure("gate", 3, chance=chance), group), samples=40_000).orders
        assert found.given_cost - found.cost == pytest.approx(chance * 9.5, abs=0.05)
        assert found.given_cost == pytest.approx(3 + chance * 20.5, abs=0.1)


def test_orders_are_of_groups_with_a_choice():
    def group(name, *statuses, tried="in turn"):
        options = tuple(sure(f"{name}{i}", 9 - i, chance=0.5, status=s) for i, s in enumerate(statuses))
        return Alternatives(name, options, tried=tried)

    made = plan(
        *(group("one", "open"), group("done", "open", "open", "done"), group("left", "open", "failed")),
        *(group("two", "failed", "open", "open"), group("gone", "open", "open", "dropped")),
        Alternatives(
            "begun", (sure("slow", 9, chance=0.1, started=1.0), sure("u", 2, chance=0.2), sure("v", 1))
        ),
    )
    orders = {one.group: one.order for one in advise(made, samples=500).orders}
    assert list(orders) == ["two", "gone", "begun"]
    assert orders["two"] == ("two2", "two1")
    assert orders["gone"] == ("gone1", "gone0")
    assert orders["begun"] == ("slow", "v", "u")


def test_followed_orders_keep_their_promise():
    (saving,) = advise(HERON).orders
    group = next(s for s in HERON.steps if isinstance(s, Alternatives))
    options = {o.name: o for o in group.options}
    turned = replace(group, options=tuple(options[name] for name in saving.order), tried="in turn")
    steps = tuple(turned if s is group else s for s in HERON.steps)
    before, after = (simulate(m, samples=200_000, seed=5) for m in (HERON, replace(HERON, steps=steps)))
    assert before.cost - after.cost == pytest.approx(
        saving.given_cost - saving.cost, abs=4 * saving.cost_error + 0.05
    )
    assert after.p85 - before.p85 == pytest.approx(saving.time, abs=4 * saving.time_error + 0.1)


def named_option(tried="in turn", own=0.9):
    """The launch needs one option by name: it is reached only if that one has its turn."""
    routes = (Task("own", Pert(6, 10, 14), chance=own), Task("rented", Pert(1, 2, 3), chance=0.6))
    launch = Task("launch", Pert(2, 3, 4), ("own",), cost=2)
    return plan(Alternatives("reader", routes, tried=tried), launch, goal=("launch",))


def test_an_order_tells_what_it_does_to_the_chance():
    (found,) = advise(named_option(), samples=1_000).orders
    assert found.order == ("rented", "own")
    assert found.chance == pytest.approx(100 * (0.4 * 0.9 - 0.9))
    assert found.chance_error == 0
    # At once, rented is always the faster: the launch is reached as often as in turn, if rented fails.
    (same,) = advise(named_option("at once"), samples=4_000).orders
    assert abs(same.chance) <= 1e-9
    (heron,) = advise(HERON, samples=1_000).orders
    assert (heron.chance, heron.chance_error) == (pytest.approx(0), 0)


def test_the_change_of_the_chance_is_sampled_where_a_race_decides():
    # At once x, for sure first, is what t waits for: .9. In turn y comes first, as it costs less: .9 · .4.
    routes = (sure("x", 2, chance=0.9, cost=9), sure("y", 3, chance=0.6))
    (found,) = advise(plan(Alternatives("g", routes), sure("t", 1, ("x",)), goal=("t",))).orders
    assert found.order == ("y", "x")
    assert found.chance_error > 0
    assert found.chance == pytest.approx(-54, abs=4.5 * found.chance_error)


# --- Many tasks


def test_at_most_twenty_tasks_are_tried_and_those_that_matter(monkeypatch):
    small = tuple(sure(f"s{i}", 1, chance=0.999) for i in range(40))
    weak = tuple(Task(f"w{i}", Pert(2, 4, 12), chance=0.9) for i in range(3))
    found = advise(plan(*small, *weak))
    assert len(found.chance) == 43  # what must succeed needs no run
    assert {*found.chance_best, *found.chance_perhaps} == {"w0", "w1", "w2"}
    assert set(gains(found.date)) == {"w0", "w1", "w2"}


def test_the_same_advice_from_the_same_arguments():
    assert advise(HERON, samples=1_000, seed=3, by=40) == advise(HERON, samples=1_000, seed=3, by=40)
    with pytest.raises(ValueError, match="samples is 0"):
        advise(HERON, samples=0)
    with pytest.raises(TypeError, match="positional"):
        advise(HERON, 3)
