import numpy as np
import pytest
from scipy.stats import entropy, hypergeom
from sklearn.metrics import mutual_info_score
from sklearn.metrics.cluster import expected_mutual_information

from mlteams.roles.models import information as i

TABLES = (
    [[3, 1], [0, 6]],
    [[8, 12, 15, 27], [48, 39, 9, 11]],
    [[2, 5, 1], [4, 0, 3], [1, 1, 9]],
)


def labels(table):
    rows, columns = np.indices(np.shape(table))
    counts = np.ravel(table)
    return np.repeat(rows.ravel(), counts), np.repeat(columns.ravel(), counts)


@pytest.mark.parametrize("table", TABLES)
def test_mutual_information_against_scikit_learn(table):
    assert i.mutual_information(table) == pytest.approx(mutual_info_score(*labels(table)) / np.log(2))


@pytest.mark.parametrize("shares", [[0.5, 0.5], [0.2, 0.3, 0.5], [1.0, 0.0]])
def test_entropy_against_scipy(shares):
    assert i.entropy(shares) == pytest.approx(entropy(shares, base=2))


def test_a_table_told_whole_and_one_that_tells_nothing():
    assert i.told([5, 0], [5, 5]) == pytest.approx(1)  # the kind says it
    assert i.told([3, 3], [6, 6]) == pytest.approx(0)


@pytest.mark.parametrize(("named", "sizes"), [(62, (56, 51, 24, 38)), (9, (10, 20, 5))])
def test_chance_against_the_exact_expectation(named, sizes):
    # Scikit-learn sums over every table with these margins; ours deals a thousand.
    counts = np.array([[named, sum(sizes) - named]])
    table = counts.T * np.array(sizes) // sum(sizes)  # only the margins are read
    table[0, 0] += named - table[0].sum()
    table[1] = np.array(sizes) - table[0]
    exact = expected_mutual_information(table, sum(sizes)) / np.log(2)
    share = exact / entropy([named / sum(sizes), 1 - named / sum(sizes)], base=2)
    mean, high = i.by_chance(named, sizes)
    assert mean == pytest.approx(share, rel=0.08)  # a thousand deals; their spread is near their mean
    assert high > mean


def test_one_deal_in_twenty_lies_above():
    values = [i.told(one.tolist(), (56, 51, 24, 38)) for one in i.deals(62, (56, 51, 24, 38), 4000, seed=5)]
    _, high = i.by_chance(62, (56, 51, 24, 38))
    assert np.mean(np.array(values) > high) == pytest.approx(0.05, abs=0.02)


def test_dealing_against_the_hypergeometric():
    dealt = i.deals(62, (56, 51, 24, 38), 4000, seed=1)
    assert (dealt.sum(axis=1) == 62).all()
    law = hypergeom(169, 24, 62)  # the third kind has 24
    assert dealt[:, 2].mean() == pytest.approx(law.mean(), abs=4 * law.std() / np.sqrt(4000))
    assert dealt[:, 2].std() == pytest.approx(law.std(), rel=0.06)


def test_a_channel_is_a_table_of_shares():
    # 200 advertisements, 50 with the title: 40 of them name it, 30 of the others.
    table = [[40, 10], [30, 120]]
    left, right = labels(table)
    share = mutual_info_score(left, right) / entropy(np.bincount(right) / 200)
    assert i.channel(0.8, 0.2, 0.25) == pytest.approx(share)


@pytest.mark.parametrize("table", [[[0, 0]], [[1, -1], [2, 3]]])
def test_impossible_tables_are_refused(table):
    with pytest.raises(ValueError, match="0 or more"):
        i.mutual_information(table)
