"""What sinks a plan that never works, against trying every way to mend it."""

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, simulate
from mlteams.management.tool.sinking import sinking


def task(name, chance=1.0, after=(), status="open"):
    return Task(name, Pert(1, 1, 1), tuple(after), chance, status=status)


def said(*steps, goal=()):
    return sinking(Roadmap("Ours", "days", steps, goal))


def test_the_task_that_sinks_it_is_named_with_the_reason():
    assert said(task("a", 0), task("b", 0.5, "a")) == "It cannot: “a” has a chance of 0."
    assert said(task("a", status="failed"), task("b", 0.5)) == "It cannot: “a” has failed."
    assert said(task("a", 0, status="done"), task("b", 0)) == "It cannot: “b” has a chance of 0."
    two = "It cannot: “a” has a chance of 0 and “b” has failed."
    assert said(task("a", 0), task("b", status="failed")) == two
    assert said(task("a", 0), task("b", status="failed", after="a")) == "It cannot: “b” has failed."


def test_alternatives_sink_it_together_and_only_where_the_goal_needs_them():
    group = Alternatives("g", (task("a", 0), task("b", status="failed")))
    assert said(group) == "It cannot: none of the alternatives of “g” can succeed."
    later = Alternatives("h", (task("c"), task("d")), after=("x",))
    assert said(task("x", 0), later) == "It cannot: “x” has a chance of 0."
    aside = Alternatives("g", (task("a", 0), task("b", 0.001)))
    assert said(aside, task("c", 0, "g")) == "It cannot: “c” has a chance of 0."
    assert said(aside, task("c", 0.5, "a")) == "It cannot: “a” has a chance of 0."
    assert (
        said(task("a", 0), task("b", 0.5), task("c", 0), goal=("c",)) == "It cannot: “c” has a chance of 0."
    )


def test_a_plan_that_could_work_names_its_least_likely_task():
    rare = "It could, but rarely; its least likely task is “b”, with a chance of <0.1%."
    assert said(task("a", 0.5), task("b", 1e-9), task("c", 0, status="done")) == rare


def rivals(tried, *others, **fields):
    return Alternatives("g", (task("A", 0.9, **fields), task("B", 0.9), *others), tried=tried)


@pytest.mark.parametrize("tried", ["at once", "in turn"])
def test_of_rivals_only_one_can_succeed(tried):
    both = "It cannot: the goal needs “A” and “B”, and as alternatives of “g” only one of them can succeed."
    ends = (task("x", after="A"), task("y", after="B"))
    assert said(rivals(tried), *ends, goal=("x", "y")) == both
    assert said(rivals(tried, task("C")), *ends, goal=("x", "y")) == both
    assert said(rivals(tried), *ends, goal=("x",)).startswith("It could")
    # A is done, so B is not tried any more.
    assert said(rivals(tried, status="done"), *ends, goal=("x", "y")) == both


@pytest.mark.parametrize("tried", ["at once", "in turn"])
def test_rivals_that_exclude_each_other_behind_another_choice(tried):
    # The goal needs h, of which one option waits for A and the other too, and y, which waits for B.
    choice = Alternatives("h", (task("p", 0.5, "A"), task("q", 0.5, "A")), tried=tried)
    steps = (rivals(tried), choice, task("y", after="B"))
    assert said(*steps, goal=("h", "y")).startswith("It cannot: what the goal needs cannot all succeed")
    free = Alternatives("h", (task("p", 0.5, "A"), task("q", 0.5, "B")), tried=tried)
    found = said(rivals(tried), free, task("y", after="B"), goal=("h", "y"))
    assert found.startswith("It could, but rarely")
    if tried == "in turn":
        assert simulate(Roadmap("Ours", "days", (rivals(tried), free, steps[2]), ("h", "y"))).chance > 0


def test_with_too_many_patterns_nobody_says_that_it_could():
    many = [task(f"t{i}", 0.5) for i in range(13)]
    assert said(*many).startswith("It could, but rarely")  # all must succeed, which is one pattern
    assert said(Alternatives("g", tuple(many[:12]))).startswith("It could, but rarely")
    assert said(Alternatives("g", tuple(many))).startswith("If it can at all, it does rarely")


def test_three_are_named_and_the_rest_counted():
    three = said(*(task(name, 0) for name in "abc"))
    assert three.count("chance of 0") == 3
    assert "more" not in three
    assert said(*(task(name, 0) for name in "abcde")).endswith("“c” has a chance of 0 and 2 more.")


PARTS = "abcdef"


@st.composite
def roadmaps(draw):
    """Six tasks, each after some before it, the first two of them alternatives."""
    made = []
    for place, name in enumerate(PARTS):
        after = (
            draw(st.lists(st.sampled_from(["g", *PARTS[2:place]]), max_size=2, unique=True))
            if place > 1
            else ()
        )
        status = draw(st.sampled_from(["open", "open", "done", "failed"]))
        made.append(task(name, draw(st.sampled_from([0, 0.5, 1])), after, status))
    return Roadmap("Ours", "days", (Alternatives("g", tuple(made[:2])), *made[2:]))


def mended(roadmap, names):
    def good(one):
        if isinstance(one, Alternatives):
            fixed = one.name in names
            return Alternatives(
                one.name, tuple(good(o) if not fixed else task(o.name) for o in one.options), one.after
            )
        if one.name not in names:
            return one
        return task(one.name, after=one.after, status="done" if one.status == "failed" else "open")

    return Roadmap("Ours", "days", tuple(map(good, roadmap.steps)))


@given(roadmaps())
@settings(max_examples=150, deadline=None)
def test_mending_what_is_named_makes_it_possible_and_nothing_less_does(roadmap):
    assume(" more." not in sinking(roadmap))
    names = {name for name in ("g", *PARTS) if f"“{name}”" in sinking(roadmap)}
    if simulate(roadmap, samples=2_000).chance > 0:
        assert "It cannot" not in sinking(roadmap)
        return
    assert "It cannot" in sinking(roadmap)
    assert simulate(mended(roadmap, names), samples=2_000).chance > 0
    for fewer in itertools.combinations(sorted(names), len(names) - 1):
        assert simulate(mended(roadmap, fewer), samples=2_000).chance == 0


def test_a_long_chain_is_no_recursion():
    steps = [task("t0", 0), *(task(f"t{i}", after=(f"t{i - 1}",)) for i in range(1, 5_000))]
    assert said(*steps[::-1]) == "It cannot: “t0” has a chance of 0."


@pytest.mark.parametrize("tried", ["at once", "in turn"])
def test_an_option_that_waits_for_what_failed_is_no_way_out(tried):
    group = Alternatives("g", (task("a", 0.5, "x"),), tried=tried)
    assert "“g”" in said(task("x", 0), group)
