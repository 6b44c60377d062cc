"""How much does one thing tell about another? Mutual information, and what it would be by chance.

Shannon 1948 for the measure. Mutual information of counts is never below 0, and the more it is split the more of it is
chance; so it is held against the same counts with titles dealt at random. Units: bits; shares of an entropy.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

DEALS = 1000


def entropy(shares: Sequence[float] | NDArray[np.float64]) -> float:
    """Return the entropy of a distribution in bits; shares sum to 1, and 0 of them adds nothing."""
    positive = np.asarray(shares, dtype=float)
    positive = positive[positive > 0]
    return float(-(positive * np.log2(positive)).sum())


def mutual_information(table: Sequence[Sequence[float]] | NDArray[np.float64]) -> float:
    """Return I(row; column) in bits of a table of counts or shares, shape (rows, columns).

    Raises:
        ValueError: a count is below 0, or all are 0.
    """
    joint = np.asarray(table, dtype=float)
    if joint.min() < 0 or joint.sum() <= 0:
        raise ValueError("a table holds counts of 0 or more, and at least one above 0")
    joint = joint / joint.sum()
    return entropy(joint.sum(axis=0)) + entropy(joint.sum(axis=1)) - entropy(joint.ravel())


def told(named: Sequence[int], sizes: Sequence[int]) -> float:
    """Return the share of a thing's entropy that the kind of title tells: 0 nothing, 1 all."""
    counts = np.array([named, np.subtract(sizes, named)], dtype=float)
    return mutual_information(counts) / entropy(counts.sum(axis=1) / counts.sum())


def deals(named: int, sizes: Sequence[int], count: int, seed: int = 0) -> NDArray[np.int64]:
    """Return how many advertisements of each kind name a thing when titles are dealt at random, shape (count, kinds).

    Dealing titles to `named` and other advertisements is drawing from an urn without putting back: a
    multivariate hypergeometric distribution, so that the counts are enough and no advertisement is needed.
    """
    return np.random.default_rng(seed).multivariate_hypergeometric(list(sizes), named, size=count)


@cache
def by_chance(named: int, sizes: tuple[int, ...], count: int = DEALS) -> tuple[float, float]:
    """Return what titles dealt at random tell, as `told`: the mean, and what one deal in twenty exceeds."""
    values = np.array([told(one.tolist(), sizes) for one in deals(named, sizes, count)])
    return float(values.mean()), float(np.quantile(values, 0.95))


def channel(named: float, elsewhere: float, part: float) -> float:
    """Return the share of a thing's entropy told by whether a title is this one or another.

    Args:
        named: share of the advertisements with this title that name the thing, inside 0 to 1.
        elsewhere: share of all others that name it, inside 0 to 1.
        part: share of all advertisements that have this title, inside 0 to 1.
    """
    joint = np.array(
        [[part * named, part * (1 - named)], [(1 - part) * elsewhere, (1 - part) * (1 - elsewhere)]]
    )
    return mutual_information(joint) / entropy(joint.sum(axis=0))
