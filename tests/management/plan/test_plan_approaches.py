"""Approaches: their order, what they share, and what the roadmap says of them, on cases counted by hand."""

import math
import re

import pytest
from planted import found, only, study_of
from scipy.stats import multivariate_normal, norm

from mlteams.management.plan.approaches import search, worth


def options(*rows, shared="", order=""):
    """Approaches of (name, chance, cost), the first on line 5."""
    lines = "".join(
        f"      - {{name: {name}, chance: {chance}, cost: {cost}}}\n" for name, chance, cost in rows
    )
    return f"  approaches:\n    shared: {shared}\n    options:\n{lines}    order: {order}\n"


TWO = (("dear", "50%", 10), ("cheap", "50%", 1))


def test_an_order_that_costs_more(tmp_path):
    assert found(tmp_path, options(*TWO, order="[cheap, dear]")) == ()
    one = only(found(tmp_path, options(*TWO, order="[dear, cheap]")))
    # Dear first: 10 + 0.5 · 1; cheap first: 1 + 0.5 · 10.
    assert "cost 10.5, and cheap, then dear 6.0: 75% more" in one.because
    assert one.lines == (4, 7)


@pytest.mark.parametrize(("cost", "bad"), [(68, False), (68.2, True), (67.8, False)])
def test_an_order_may_cost_a_hundredth_more_and_not_a_thousandth_beyond(tmp_path, cost, bad):
    # 66 first: 66 + 68/2 = 100; 68 first: 68 + 66/2 = 101. With 68.2: 100.1 and 101.2, which is 1.1% more.
    assert bool(found(tmp_path, options(("a", "50%", 66), ("b", "50%", cost), order="[b, a]"))) is bad


def test_an_order_that_is_not_one_of_these_approaches(tmp_path):
    some = found(tmp_path, options(*TWO, order="[cheep, dear]"))
    assert ["'cheep', which is no approach" in one.says for one in some] == [True, False]
    assert "did you mean 'cheap'?" in some[0].because
    one = only(found(tmp_path, options(*TWO, order="[cheap]")))
    assert "leaves out 'dear'" in one.says
    assert "a chance of 50%, and one of all with 75%" in one.because  # 1 − 0.5²
    one = only(found(tmp_path, options(*TWO, order="[cheap, dear, cheap]")))
    assert "2 times" in one.says
    assert one.lines == (7,)
    one = only(found(tmp_path, options(*TWO, ("cheap", "", ""))))
    assert "Two approaches are called 'cheap'" in one.says
    assert one.lines == (6, 7)


def test_an_order_without_all_chances_and_costs_is_not_priced(tmp_path):
    one = only(found(tmp_path, options(*TWO, ("third", "", ""), order="[dear, cheap]")))
    assert one.says == "The order leaves out 'third'."
    assert one.because == "1 of 3 approaches would never be tried."


def alike(count, shared):
    return options(*((f"n{n}", "30%", 1) for n in range(count)), shared=shared)


def test_approaches_that_share_so_much_that_there_are_not_several(tmp_path):
    one = only(found(tmp_path, alike(3, 0.6)))
    # P(none of three) is the orthant probability of a normal with correlation .6: .4972, so ln .4972 / ln .7.
    none = multivariate_normal([0] * 3, [[1, 0.6, 0.6], [0.6, 1, 0.6], [0.6, 0.6, 1]]).cdf(
        [norm.ppf(0.7)] * 3
    )
    assert f"count as {math.log(none) / math.log(0.7):.2f}" in one.says
    assert "a chance of 50%" in one.because
    assert "would be 66%" in one.because
    assert one.lines == (3, 4)
    assert found(tmp_path, alike(5, 0.6)) == ()  # .59, so 2.5
    assert "count as 1.00" in only(found(tmp_path, alike(5, 1))).says
    assert found(tmp_path, alike(2, 1)) == ()  # two were never several


@pytest.mark.parametrize(("best", "other", "bad"), [(50.9, 19.1, True), (51.1, 18.9, False)])
def test_several_are_worth_at_least_two(tmp_path, best, other, bad):
    # What shares everything is worth its best: ln(1 − best)/ln(1 − mean), the mean being 30%; 2 at 51%.
    rows = (("a", f"{best}%", 1), ("b", "20%", 1), ("c", f"{other}%", 1))
    text = options(*rows, shared=1)
    value = worth(search(study_of(tmp_path, text).form.approaches), 1.0)
    assert value == pytest.approx(math.log(1 - best / 100) / math.log(0.7))
    assert (value < 2) is bad
    assert bool(found(tmp_path, text)) is bad


def test_worth_exactly_two_is_several(tmp_path):
    # A best of 75% beside a mean of 50%: ln .25 / ln .5 is 2 in floating point too.
    text = options(("a", "75%", 1), ("b", "50%", 1), ("c", "25%", 1), shared=1)
    assert worth(search(study_of(tmp_path, text).form.approaches), 1.0) == 2
    assert found(tmp_path, text) == ()


@pytest.mark.parametrize("chances", [("0%", "0%", "0%"), ("100%", "10%", "10%")])
def test_what_cannot_work_or_cannot_fail_is_worth_no_number(tmp_path, chances):
    rows = ((name, chance, 1) for name, chance in zip("abc", chances, strict=True))
    assert found(tmp_path, options(*rows, shared=1)) == ()


@pytest.mark.parametrize(("there", "bad"), [("0.3", False), ("30%", False), ("0.31", True), ("29.9%", True)])
def test_one_approach_has_one_chance(tmp_path, there, bad):
    tasks = f"    - {{name: g, alternatives: [{{name: n0, estimate: 1, chance: {there}}}, {{name: x, estimate: 1}}]}}\n"
    some = found(tmp_path, alike(1, 0) + "  dates: {roadmap: tasks.yaml}\n", tasks)
    assert bool(some) is bad
    if bad:
        shown = {"0.31": "31%", "29.9%": "29.9%"}[there]
        assert f"a chance of 30% here and {shown} in" in only(some).says
        assert re.search(r"That is (1 point|0\.1 points) apart", only(some).because)
        assert only(some).lines == (5, 7)
