"""How many days are covered, against a linear program; what is short, by trying every group of needs."""

from itertools import chain, combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from mlteams.roles.tool.coverage import covered, pooled


def drawn(seed, people=5, needs=4):
    draw = np.random.default_rng(seed)
    can = [frozenset(int(n) for n in range(needs) if draw.random() < 0.4) for _ in range(people)]
    days = [float(draw.integers(0, 11)) / 2 for _ in range(people)]
    return can, days, [float(draw.integers(0, 13)) / 2 for _ in range(needs)]


def by_program(can, days, wanted):
    pairs = [(p, n) for p, some in enumerate(can) for n in some]
    if not pairs:
        return 0.0
    rows = [[pair[0] == p for pair in pairs] for p in range(len(can))]
    rows += [[pair[1] == n for pair in pairs] for n in range(len(wanted))]
    return -linprog([-1] * len(pairs), A_ub=np.array(rows, float), b_ub=[*days, *wanted], method="highs").fun


@pytest.mark.parametrize("seed", range(40))
def test_days_covered_and_what_is_short(seed):
    can, days, wanted = drawn(seed)
    flow = covered(pooled(zip(can, days, strict=True)), wanted)
    assert flow.days == pytest.approx(by_program(can, days, wanted))
    # The most that any group of needs lacks is what is not covered, and the shortages name such a group.
    groups = chain.from_iterable(combinations(range(len(wanted)), size) for size in range(len(wanted) + 1))
    lacks = [
        sum(wanted[n] for n in some) - sum(d for c, d in zip(can, days, strict=True) if c & set(some))
        for some in groups
    ]
    assert sum(wanted) - flow.days == pytest.approx(max(lacks))
    assert sum(one.days - one.have for one in flow.shortages) == pytest.approx(max(lacks))
    for one in flow.shortages:
        assert one.days == pytest.approx(sum(wanted[n] for n in one.needs))
        assert one.have == pytest.approx(sum(d for c, d in zip(can, days, strict=True) if c & set(one.needs)))


def test_needs_that_share_nobody_are_told_apart():
    flow = covered(pooled([(frozenset({0, 1}), 1.0), (frozenset({2}), 0.5)]), [1.0, 1.0, 1.0])
    assert [one.needs for one in flow.shortages] == [(0, 1), (2,)]


def test_exactly_enough_is_not_short_and_a_hundredth_less_is():
    assert covered(pooled([(frozenset({0}), 2.0)]), [2.0]).shortages == ()
    assert covered(pooled([(frozenset({0}), 1.99)]), [2.0]).short == {0}
