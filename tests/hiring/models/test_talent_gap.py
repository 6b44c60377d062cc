import numpy as np
import pytest

from mlteams.core import figure as look
from mlteams.core.margins import look_over
from mlteams.hiring.models import talent_gap as t

LINES = {claim.name: line for claim in t.CLAIMS for line in claim.lines}
SCARCE, JUNIOR = LINES["production-experience"], LINES["juniors"]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_line_stands_over_its_ranges(line):
    assert not look_over(line).against


def test_shares_against_people_who_arrive():
    # A field that grows by a half each year, year after year: count who has been there for three years.
    field, growth, arrived = 1.0, 0.5, []
    for _ in range(60):
        arrived.append(field * growth)
        field *= 1 + growth
    with_three = field - sum(arrived[-3:])
    assert t.experienced(3, growth) == pytest.approx(with_three / field)


def test_half_have_been_there_for_the_doubling_time():
    for growth in (0.05, 0.4, 1.0):
        assert t.experienced(np.log(2) / np.log1p(growth), growth) == pytest.approx(0.5)


def test_in_a_field_that_does_not_grow_everybody_has_years():
    assert t.experienced(8, 0.0) == 1
    assert t.experienced(8, 0.0, 0.3) == 0.3


def test_in_every_state_dots_sentence_and_table_count_the_same_people():
    for state in t.EXPLORABLES[0].states():
        with look.style():
            view = t.draw_years(**state)
        full, _ = view.figure.axes[0].lines[:2]
        dots = len(full.get_xdata())
        assert f" {dots} of 100 people" in view.sentence
        assert view.answer == dots == view.table["of 100"][state["years"]]
        assert dots == pytest.approx(100 * t.experienced(state["years"], state["growth"] / 100), abs=0.501)


@pytest.mark.parametrize("numbers", [(-1, 0.4), (4, -0.1), (4, 0.4, 1.1)])
def test_impossible_numbers_are_refused(numbers):
    with pytest.raises(ValueError, match="growth"):
        t.experienced(*numbers)


def test_scarce_at_both_sides_of_the_doubling_time():
    for years, scarce in ((0.99, False), (1.01, True)):
        at = {"years": years, "growth": 1.0, "practised": 0.8, "brought": 0.2}
        assert SCARCE.when(**at) is scarce
        assert (SCARCE.margin(**at) > 0) is scarce


def test_scarce_no_more_where_later_ones_bring_experience_from_elsewhere():
    # After two years of doubling three quarters are new. Half of them and half of the others make a half.
    at = {"years": 2.0, "growth": 1.0}
    assert SCARCE.margin(practised=0.5, brought=0.5, **at) == pytest.approx(0)
    assert SCARCE.margin(practised=0.8, brought=0.2, **at) == pytest.approx(0.5 - 0.2 - 0.15)
    assert SCARCE.margin(practised=0.8, brought=0.41, **at) < 0
    for practised, brought, holds in ((0.8, 0.2, True), (0.81, 0.2, False), (0.8, 0.21, False)):
        assert SCARCE.when(practised=practised, brought=brought, **at) is holds


def test_junior_in_closed_form_and_at_both_sides_of_its_edges():
    # After two years of doubling a quarter has the experience: of two candidates a week one in two weeks.
    at = {"candidates": 2.0, "years": 2.0, "growth": 1.0, "practised": 1.0}
    assert JUNIOR.margin(teach=0.5, **at) == pytest.approx(4 / 2 - (4 / 3) / 2 - 0.5)
    assert JUNIOR.when(teach=0.99, **at)
    assert not JUNIOR.when(teach=1.01, **at)
    third = {"candidates": 0.1, "years": 1.0, "growth": 0.0, "teach": 1.0}
    assert JUNIOR.when(practised=0.33, **third)
    assert not JUNIOR.when(practised=0.34, **third)
