import numpy as np
import pytest
from scipy.stats import norm

from mlteams.core.margins import look_over
from mlteams.hiring.models import researchers as r

LINE = next(line for claim in r.CLAIMS for line in claim.lines)


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


@pytest.mark.parametrize(
    ("people", "expected"), [(1, 0.0), (2, 1 / np.sqrt(np.pi)), (3, 1.5 / np.sqrt(np.pi))]
)
def test_the_best_of_a_few_in_closed_form(people, expected):
    # Jones 1948: the largest of two and of three normal scores.
    assert r.best_of(people, 0, 0.0) == pytest.approx(expected, abs=1e-4)


def test_two_groups_without_a_gap_are_one():
    assert r.best_of(3, 5, 0.0) == pytest.approx(r.best_of(8, 0, 0.0))


def test_one_of_each_in_closed_form():
    # Clark 1961: E max of N(0, 1) and N(−g, 1) is −g Φ(−g/√2) + √2 φ(g/√2).
    gap = 0.8
    expected = -gap * norm.cdf(-gap / np.sqrt(2)) + np.sqrt(2) * norm.pdf(gap / np.sqrt(2))
    assert r.best_of(1, 1, gap) == pytest.approx(expected, abs=1e-4)


def test_the_best_of_two_groups_by_drawing():
    rng = np.random.default_rng(8)
    drawn = np.maximum(
        rng.standard_normal((40_000, 4)).max(axis=1), rng.standard_normal((40_000, 9)).max(axis=1) - 0.5
    )
    assert r.best_of(4, 9, 0.5) == pytest.approx(drawn.mean(), abs=4 * drawn.std() / 200)


@pytest.mark.parametrize("groups", [(0, 0), (-1, 3)])
def test_nobody_is_refused(groups):
    with pytest.raises(ValueError, match="at least one person"):
        r.best_of(*groups, 0.0)


def test_the_condition_at_both_sides_of_its_edges():
    at = {"doctors": 5, "others": 10, "gap": 0.66, "validity": 0.19, "cost": 0.001}
    assert LINE.when(**at)
    assert LINE.margin(**at) > 0
    for name, value in (("others", 9), ("gap", 0.68), ("cost", 0.0011)):
        assert not LINE.when(**{**at, name: value})
    assert LINE.when(**(at | {"doctors": 10, "others": 20}))
    assert not LINE.when(**(at | {"doctors": 11, "others": 30}))
    assert LINE.margin(doctors=20, others=60, gap=1.2, validity=0.19, cost=0.02) < 0
