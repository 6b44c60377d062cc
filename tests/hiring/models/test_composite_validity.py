from itertools import combinations

import numpy as np
import pytest

from mlteams.core.margins import look_over
from mlteams.hiring.models import composite_validity as c

LINES = [line for claim in c.CLAIMS for line in claim.lines]
BOTH, HOME, INSTEAD = LINES


@pytest.mark.parametrize("line", LINES, ids=["both", "home", "instead"])
def test_the_line_stands_over_its_ranges(line):
    assert not look_over(line).against


def matrix(validities, correlation):
    """Return the correlations of all scores and, last, performance."""
    count = len(validities)
    full = np.full((count + 1, count + 1), correlation)
    full[-1, :-1] = full[:-1, -1] = validities
    np.fill_diagonal(full, 1)
    return full


@pytest.mark.parametrize(
    ("validities", "correlation"), [((0.42, 0.4, 0.33), 0.3), ((0.5, 0.1), 0.0), ((0.3, -0.1, 0.2), 0.6)]
)
def test_a_composite_against_the_covariance_of_a_sum(validities, correlation):
    full = matrix(validities, correlation)
    weights = np.r_[np.ones(len(validities)), 0]
    expected = weights @ full[:, -1] / np.sqrt(weights @ full @ weights)
    assert c.composite(validities, correlation) == pytest.approx(expected)


def test_a_composite_at_its_ends():
    assert c.composite([], 0.3) == 0
    assert c.composite([0.4], 0.9) == pytest.approx(0.4)
    assert c.composite([0.4, 0.4], 1) == pytest.approx(0.4)  # the same thing twice
    with pytest.raises(ValueError, match="cannot all be true"):
        c.composite([0.9, 0.9], 0.1)
    with pytest.raises(ValueError, match="from 0 to 1"):
        c.composite([0.4], 1.1)
    with pytest.raises(ValueError, match="from -1 to 1"):
        c.composite([1.4], 0.1)


@pytest.mark.parametrize("review", ["2022", "1998"])
@pytest.mark.parametrize("hours", [0.5, 1, 2, 3, 4, 5])
def test_the_best_set_is_the_best(review, hours):
    things = c.published(review)
    fits = [
        some
        for count in range(4)
        for some in combinations(things, count)
        if sum(one.hours for one in some) <= hours
    ]
    best = max(c.composite([one.validity for one in some], 0.3) for some in fits)
    found = c.best_set(things, hours, 0.3)
    assert sum(one.hours for one in found) <= hours
    assert c.together(found, 0.3) == pytest.approx(best)


def test_ties_go_to_the_shorter_and_most_is_kept():
    things = (c.Assessment("long", 3, 0.4), c.Assessment("short", 1, 0.4))
    assert [one.name for one in c.best_set(things, 3, 0.3)] == ["short"]
    many = tuple(c.Assessment(str(n), 1, 0.4) for n in range(5))
    assert len(c.best_set(many, 9, 0.1)) == 3
    assert len(c.best_set(many, 9, 0.1, most=5)) == 5


def test_a_longer_test_is_a_composite_with_its_own_repeat():
    assert c.longer(0.3, 0.6, 2) == pytest.approx(c.composite([0.3, 0.3], 0.6))
    assert c.longer(0.3, 0.6, 4) == pytest.approx(c.composite([0.3] * 4, 0.6))


def test_two_different_tests_against_one_of_double_length():
    at = {"validity": 0.3, "share": 1.0, "reliability": 0.6}
    assert BOTH.margin(**at, correlation=0.6) == pytest.approx(0)  # the second is the first again
    assert BOTH.margin(**at, correlation=0.5) > 0 > BOTH.margin(**at, correlation=0.7)
    assert BOTH.when(**at, correlation=0.29)
    assert not BOTH.when(**at, correlation=0.3)
    assert BOTH.when(**(at | {"share": 0.9}), correlation=0.1)
    assert not BOTH.when(**(at | {"share": 0.89}), correlation=0.1)


def test_a_take_home_against_draws():
    at = {"interview": 0.42, "sample": 0.33, "correlation": 0.3, "leave": 0.4, "hired": 0.2, "good": 0.5}
    rng = np.random.default_rng(3)
    draws = rng.multivariate_normal(np.zeros(3), matrix((0.42, 0.33), 0.3), 300_000)
    work, both = draws[:, 2] > 0, draws[:, 0] + draws[:, 1]
    alone = work[draws[:, 0] >= np.quantile(draws[:, 0], 0.8)].mean()
    stay = rng.random(len(draws)) >= 0.4
    cut = np.quantile(both[stay], 1 - 0.2 / 0.6)
    assert HOME.margin(**at) == pytest.approx(work[stay & (both >= cut)].mean() - alone, abs=0.007)
    assert HOME.margin(**(at | {"leave": 0.0})) > 0 > HOME.margin(**(at | {"leave": 0.5}))
    assert HOME.when(**(at | {"sample": 0.38, "leave": 0.125}))
    assert not HOME.when(**(at | {"sample": 0.37, "leave": 0.125}))
    assert not HOME.when(**(at | {"sample": 0.38, "leave": 0.126}))


def test_a_take_home_brings_something_at_the_corner_where_it_brings_least():
    # The least lies where scores go together most; where more candidates leave, it is lost there.
    least = min(
        HOME.margin(interview=one, sample=0.9 * one, correlation=0.5, leave=0.125, hired=hired, good=good)
        for one in np.linspace(0.19, 0.51, 7)
        for hired in (0.05, 0.3)
        for good in (0.2, 0.45, 0.7)
    )
    assert least > 0
    assert HOME.margin(interview=0.51, sample=0.459, correlation=0.5, leave=0.15, hired=0.3, good=0.2) < 0


def test_a_sample_beside_a_panel_against_its_covariance():
    # Three interviewers (each .3 with work, .5 with another, .2 with the sample) and a sample of .33; the panel's mean
    # and the sample are standardised and added.
    full = np.eye(5)
    full[:3, :3] = np.where(np.eye(3) > 0, 1, 0.5)
    full[:3, 3] = full[3, :3] = 0.2
    full[:3, 4] = full[4, :3] = 0.3
    full[3, 4] = full[4, 3] = 0.33
    panel = np.r_[np.ones(3) / 3, 0, 0]
    panel = panel / np.sqrt(panel @ full @ panel)
    both = panel + np.eye(5)[3]
    with_sample = (both @ full[:, 4]) / np.sqrt(both @ full @ both)
    four = np.full((5, 5), 0.5)
    np.fill_diagonal(four, 1)
    four[:4, 4] = four[4, :4] = 0.3
    ones = np.r_[np.ones(4), 0]
    another = ones @ four[:, 4] / np.sqrt(ones @ four @ ones)
    at = {"interview": 0.3, "sample": 0.33, "correlation": 0.2, "agree": 0.5}
    assert INSTEAD.margin(**at, before=3) == pytest.approx(with_sample - another)
    assert INSTEAD.when(**at, before=3)
    assert not INSTEAD.when(**at, before=4)
    assert INSTEAD.when(**(at | {"correlation": 0.25}), before=3)
    assert not INSTEAD.when(**(at | {"correlation": 0.26}), before=3)
    assert not INSTEAD.when(**(at | {"sample": 0.26}), before=3)


def test_the_picture_and_the_prose_name_the_best_set():
    view = c.draw_sets(2, "somewhat (.3)", "2022")
    assert view.answer == "two"
    assert view.sentence.startswith(
        "The best use of 2 hours: structured interview and knowledge test, together .51."
    )
    assert c.variables()["heron_set"] == "structured interview, knowledge test and work sample"
    rng = np.random.default_rng(11)
    score = rng.standard_normal((200_000, 5))
    for name, validity in (("heron_good", 1.15 / np.sqrt(4.8)), ("heron_good_before", 1.53 / np.sqrt(4.8))):
        work = validity * score + np.sqrt(1 - validity**2) * rng.standard_normal(score.shape)
        share = 100 * (work[np.arange(len(score)), score.argmax(1)] > 0).mean()
        assert float(c.variables()[name].rstrip("%")) == pytest.approx(share, abs=0.8)
