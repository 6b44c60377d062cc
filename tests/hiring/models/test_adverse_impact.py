import re

import numpy as np
import pytest

from mlteams.hiring.models import adverse_impact as a


@pytest.mark.parametrize(("difference", "passed"), [(0.3, 0.2), (1.0, 0.5), (0.7, 0.9)])
def test_a_ratio_against_draws(difference, passed):
    rng = np.random.default_rng(5)
    first, other = rng.standard_normal(400_000), rng.standard_normal(400_000) - difference
    cut = np.quantile(first, 1 - passed)
    assert a.impact_ratio(difference, passed) == pytest.approx((other >= cut).mean() / passed, abs=0.01)


def test_a_ratio_at_its_ends():
    assert a.impact_ratio(0, 0.2) == pytest.approx(1)
    assert a.impact_ratio(0.5, 0.1) < a.impact_ratio(0.5, 0.5) < a.impact_ratio(0.5, 0.9)
    for wrong in ((-0.1, 0.5), (0.1, 0), (0.1, 1)):
        with pytest.raises(ValueError, match="must be at least 0"):
            a.impact_ratio(*wrong)


@pytest.mark.parametrize("passed", [0.1, 0.5, 0.8])
def test_the_largest_difference_is_an_edge(passed):
    edge = a.largest_difference(passed)
    assert a.impact_ratio(edge, passed) == pytest.approx(0.8)
    assert a.impact_ratio(edge + 0.01, passed) < 0.8 < a.impact_ratio(edge - 0.01, passed)


def test_the_difference_of_a_sum_against_draws():
    rng = np.random.default_rng(6)
    spread = np.full((3, 3), 0.3)
    np.fill_diagonal(spread, 1)
    apart = (0.2, 0.3, 0.7)
    sums = [rng.multivariate_normal(mean, spread, 200_000).sum(1) for mean in (apart, (0, 0, 0))]
    found = (sums[0].mean() - sums[1].mean()) / sums[1].std()
    assert a.composite_difference(apart, 0.3) == pytest.approx(found, abs=0.01)
    assert a.composite_difference((0.4, 0.4), 1) == pytest.approx(0.4)
    assert a.composite_difference((), 0.3) == 0


def test_chance_alone_against_draws():
    rng = np.random.default_rng(7)
    counts = rng.binomial(20, 0.2, (200_000, 2))
    below = counts.min(1) < 0.8 * counts.max(1)
    assert a.by_chance(20, 0.2) == pytest.approx(below.mean(), abs=0.004)
    # One person a group, half pass: unequal in half of the cases. Exactly four fifths is not below.
    assert a.by_chance(1, 0.5) == pytest.approx(0.5)
    assert a.by_chance(5, 0.999, ratio=0.8) == pytest.approx(0, abs=1e-4)


def test_the_picture_at_both_sides_of_four_fifths():
    below, above = a.draw_pass(0.3, 0.5), a.draw_pass(0.2, 0.5)
    assert "below four fifths: look closer" in below.sentence
    assert "not below four fifths, which proves nothing" in above.sentence
    assert below.answer == below.table["of 100 pass"][1] == 38
    marks = below.figure.axes[0].lines
    assert (
        sum(len(mark.get_xdata()) for mark in marks if mark.get_markerfacecolor() != a.look.SURFACE)
        == 50 + 38
    )


def test_in_every_state_the_ratio_is_that_of_the_people_shown_and_the_verdict_agrees():
    for state in a.EXPLORABLES[0].states():
        view = a.draw_pass(**state)
        first, other = view.table["of 100 pass"]
        said = int(re.search(r"is (\d+)% of \d+, ", view.sentence)[1])
        assert said == pytest.approx(100 * other / first, abs=0.5)
        # Never "80%, below four fifths", and exactly four fifths is not below.
        assert (said < 80) == (5 * other < 4 * first) == ("look closer" in view.sentence)
        assert [text.get_text().split(": ")[1] for text in view.figure.axes[0].texts] == [
            f"{count} of 100 pass" for count in (first, other)
        ]


def test_numbers_for_prose():
    found = a.variables()
    for name, passed in (("strict", 0.2), ("half", 0.5)):
        edge = float(found[f"{name}_largest"])
        assert a.impact_ratio(edge - 0.01, passed) > 0.8 > a.impact_ratio(edge + 0.01, passed)
    assert found["chance_20"] == f"{a.by_chance(20, 0.2):.0%}"
    assert float(found["three_together"]) == pytest.approx(0.9 / np.sqrt(4.8), abs=0.05)
