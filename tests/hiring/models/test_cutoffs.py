import numpy as np
import pytest
from scipy.stats import norm

from mlteams.core import figure as look
from mlteams.core.margins import look_over
from mlteams.hiring.models import cutoffs as c

(LINE,) = c.CLAIMS[0].lines


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


def draws(correlation, reliability, weight, loss, bar, hired):
    """Return what `compared` returns, from people drawn otherwise, one by one in a list."""
    rng = np.random.default_rng(4)
    truth = rng.multivariate_normal([0, 0], [[1, correlation], [correlation, 1]], 300_000)
    seen = np.sqrt(reliability) * truth + np.sqrt(1 - reliability) * rng.standard_normal(truth.shape)
    below = truth[:, 1] < norm.ppf(0.2)
    work = truth[:, 0] + weight * truth[:, 1] - loss * below
    both = seen[:, 0] + weight * seen[:, 1]
    by_sum = both >= np.quantile(both, 1 - hired)
    reach = seen[:, 1] >= norm.ppf(bar)
    by_bar = reach & (seen[:, 0] >= np.quantile(seen[reach, 0], 1 - hired / reach.mean()))
    return work[by_sum].mean(), work[by_bar].mean(), below[by_sum].mean(), below[by_bar].mean()


@pytest.mark.parametrize(
    "inputs",
    [(0.3, 0.7, 0.5, 1.0, 0.2, 0.2), (0.0, 0.5, 0.0, 4.0, 0.4, 0.1), (0.6, 0.9, 0.25, 0.0, 0.1, 0.3)],
)
def test_both_rules_against_other_people(inputs):
    assert c.compared(*inputs) == pytest.approx(draws(*inputs), abs=0.05)


def test_without_a_loss_no_bar_beats_the_sum_that_knows_the_weight():
    for weight in (0.25, 0.5, 0.75):
        by_sum, by_bar, _, _ = c.compared(0.3, 0.7, weight, 0.0, 0.2, 0.2)
        assert by_sum > by_bar


def test_the_condition_at_both_sides_of_its_edges():
    at = {"correlation": 0.0, "reliability": 0.9, "bar": 0.2, "hired": 0.3}
    assert LINE.margin(**at, weight=0.25, loss=1.0) < 0 < LINE.margin(**at, weight=0.0, loss=1.0)
    assert LINE.margin(**at, weight=0.25, loss=4.0) > 0
    assert LINE.when(**at, weight=0.25, loss=1.0)
    assert not LINE.when(**at, weight=0.24, loss=1.0)
    assert not LINE.when(**at, weight=0.25, loss=1.01)


def test_rules_hire_whom_they_say():
    strength, weaker = np.array([2.0, 1.0, 0.0, 3.0]), np.array([-1.0, 1.5, 2.0, -3.0])
    assert sorted(c.hired_by_sum(strength, weaker, 1.0, 2)) == [1, 2]
    assert list(c.hired_by_bar(strength, weaker, -1.0, 2)) == [0, 1]  # the bar itself is reached
    assert list(c.hired_by_bar(strength, weaker, -0.99, 2)) == [1, 2]
    assert list(c.hired_by_bar(strength, weaker, 1.9, 2)) == [2]
    with pytest.raises(ValueError, match="reach the bar"):
        c.compared(0.3, 0.7, 0.5, 1.0, 0.6, 0.5)


@pytest.mark.parametrize(
    ("state", "best"),
    [
        (("half as much", "little", "lowest fifth"), "sum"),
        (("nothing", "nearly everything", "lowest fifth"), "bar"),
        (("a quarter as much", "nearly everything", "lowest fifth"), "same"),
    ],
)
def test_sentence_and_answer_agree(state, best):
    view = c.draw_rules(*state)
    assert view.answer == best
    start = {"sum": "The sum hires", "bar": "The bar hires", "same": "Both rules hire"}
    assert view.sentence.startswith(start[best])
    by_sum, by_bar = view.table["mean performance"]
    assert f"{by_sum} by the sum, {by_bar} by the bar" in view.sentence
    gap = float(view.table["mean performance"][1]) - float(view.table["mean performance"][0])
    assert (best == "bar") is (gap >= 0.05)
    assert (best == "sum") is (gap <= -0.05)


def bars(view):
    """Return the lengths of the two bars below the dots, sum first."""
    _, work = view.figure.axes
    return [kind.get_paths()[0].get_extents().width for kind in work.collections]


def test_the_bars_are_the_mean_performance_that_the_table_names():
    for state in c.EXPLORABLES[0].states():
        with look.style():
            view = c.draw_rules(**state)
        assert [f"{one:.2f}" for one in bars(view)] == list(view.table["mean performance"])


def test_what_a_lack_costs_moves_both_bars():
    with look.style():
        little, much = (bars(c.draw_rules("nothing", loss, "lowest fifth")) for loss in (*c.LOSS,)[::2])
    assert all(one - other > 0.1 for one, other in zip(little, much, strict=True))
