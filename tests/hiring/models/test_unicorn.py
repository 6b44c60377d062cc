from itertools import combinations

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from mlteams.core.margins import look_over
from mlteams.hiring.models import unicorn as u
from mlteams.input.heron import fact

LINES = {claim.name: line for claim in u.CLAIMS for line in claim.lines}
EVERYTHING = LINES["one-for-everything"]


def orthant(musts):
    """P(every hidden score above its cut), as scipy integrates it."""
    cuts = np.array([norm.isf(must.share) for must in musts])
    root = np.sqrt([must.shared for must in musts])
    spread = np.outer(root, root)
    np.fill_diagonal(spread, 1.0)
    law = multivariate_normal(
        np.zeros(len(musts)), spread, seed=0, abseps=1e-9, releps=1e-5, maxpts=2_000_000
    )
    return float(law.cdf(-cuts))


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_line_stands_over_its_ranges(line):
    assert not look_over(line).against


@pytest.mark.parametrize("names", [u.NAMES[:3], u.NAMES[3:6], ("statistics", "publications"), u.FIRST_DAY])
def test_joint_share_against_scipy(names):
    musts = [must for must in u.NINE if must.name in names]
    assert u.joint(musts) == pytest.approx(orthant(musts), rel=2e-3)


def test_musts_that_go_with_nothing_multiply():
    alone = [must for must in u.NINE if must.name in u.ALONE]
    assert u.joint(alone) == pytest.approx(
        fact("hiring.musts.the_parcel_trade") * fact("hiring.musts.leading_people")
    )
    without = [must for must in u.NINE if must.name not in u.ALONE]
    assert u.joint(u.NINE) == pytest.approx(u.joint(alone) * u.joint(without))


def test_nothing_demanded_leaves_everybody():
    assert u.joint([]) == 1


def test_nine_against_people_drawn():
    # Seven, since two that go with nothing only multiply; a million people hold a hundred or so of one in a hundred.
    rng = np.random.default_rng(5)
    musts = [must for must in u.NINE if must.name not in u.ALONE]
    people = 400_000
    cause = rng.standard_normal(people)
    has_all = np.ones(people, dtype=bool)
    for must in musts:
        score = np.sqrt(must.shared) * cause + np.sqrt(1 - must.shared) * rng.standard_normal(people)
        has_all &= score > norm.isf(must.share)
    expected = u.joint(musts)
    assert has_all.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected / people))


@pytest.mark.parametrize("how_many", range(7))
def test_the_right_ones_to_drop_by_brute_force(how_many):
    dropped = u.right_to_drop(u.NINE, how_many)
    optional = [must for must in u.NINE if not must.first_day]
    best = max(
        u.joint([must for must in u.NINE if must not in gone]) for gone in combinations(optional, how_many)
    )
    assert len(dropped) == how_many
    assert u.left(u.NINE, dropped) == pytest.approx(best)
    assert not set(dropped) & set(u.FIRST_DAY)


def test_the_rarest_is_not_the_one_whose_loss_leaves_most():
    assert u.dropped(u.RAREST, 1) == ("publications",)
    assert u.right_to_drop(u.NINE, 1) != ("publications",)
    assert (
        u.left(u.NINE, u.dropped(u.WORST, 2))
        < u.left(u.NINE, u.dropped(u.RAREST, 2))
        < u.left(u.NINE, u.right_to_drop(u.NINE, 2))
    )


@pytest.mark.parametrize("how_many", [-1, 7])
def test_what_cannot_be_dropped_is_refused(how_many):
    with pytest.raises(ValueError, match="to drop of 6"):
        u.right_to_drop(u.NINE, how_many)


@pytest.mark.parametrize("share", [0, 1, -0.1])
def test_impossible_shares_are_refused(share):
    with pytest.raises(ValueError, match="inside 0 to 1"):
        u.joint([u.Must("reading", share, 0.3)])


def test_everything_at_both_sides_of_its_edges():
    four = {"musts": 6, "bar": 0.1, "correlation": 0.5}
    assert EVERYTHING.when(readers=39, **four)
    assert not EVERYTHING.when(readers=41, **four)
    assert not EVERYTHING.when(readers=39, musts=6, bar=0.1, correlation=0.51)


def test_one_expected_reader_is_the_edge_of_everything():
    at = {"musts": 6, "bar": 0.1, "correlation": 0.0}
    assert EVERYTHING.margin(readers=999_999, **at) == pytest.approx(1e-6)
    assert EVERYTHING.margin(readers=1_000_001, **at) == pytest.approx(-1e-6)
