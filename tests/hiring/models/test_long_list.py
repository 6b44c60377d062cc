import pytest

from mlteams.core.margins import look_over
from mlteams.hiring.models import long_list

LINES = {claim.name: line for claim in long_list.CLAIMS for line in claim.lines}
LONG, TAUGHT = LINES["wrong-descriptions"], LINES["software-and-interest"]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_line_stands_over_its_ranges(line):
    assert not look_over(line).against


def test_margins_of_waiting_in_closed_form():
    # Without correlation a share is bar to the power of musts.
    at = {"readers": 10.0, "bar": 0.25, "correlation": 0.0, "teach": 2.0}
    assert LONG.margin(musts=6, **at) == pytest.approx((4**6 - 4**3) / 10 - 6)
    assert TAUGHT.margin(**at) == pytest.approx((16 - 4) / 10 - 2)


def test_the_conditions_at_both_sides_of_their_edges():
    # Independent quarters: six musts are met by one in 4096. The wait is 4096 / readers, the teaching 3 · 2 weeks.
    at = {"musts": 6, "bar": 0.25, "correlation": 0.0, "teach": 2.0}
    edge = 4**6 / 12
    assert LONG.when(readers=edge * 0.99, **at)
    assert LONG.margin(readers=edge * 0.99, **at) > 0
    assert not LONG.when(readers=edge * 1.01, **at)
    two = {"bar": 0.25, "correlation": 0.0, "teach": 2.0}
    assert TAUGHT.when(readers=16 / 4.5 * 0.99, **two)
    assert not TAUGHT.when(readers=16 / 4.5 * 1.01, **two)


def test_waiting_and_teaching_at_the_corner_where_skills_go_together_most():
    at = {"bar": TAUGHT.ranges["bar"].high, "correlation": TAUGHT.ranges["correlation"].high, "teach": 4.0}
    both = long_list.same(2, at["bar"], at["correlation"])
    assert both / at["bar"] < 0.55
    readers = 1 / (both * 2.25 * at["teach"])
    assert TAUGHT.when(readers=readers * 0.999, **at)
    assert TAUGHT.margin(readers=readers, **at) > 0
    assert TAUGHT.margin(readers=readers * 2.25 / 2.2, **at) < 0
