"""None of several things, against the orthant probability of the multivariate normal."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from mlteams.core.one_factor import none_happens


def test_attempts_that_share_unequally_against_the_orthant_probability():
    chances, correlations = (0.35, 0.25, 0.6), (0.6, 0.0, 0.3)
    loads = np.sqrt(correlations)
    scores = np.outer(loads, loads)
    np.fill_diagonal(scores, 1)
    none = multivariate_normal(np.zeros(3), scores).cdf(norm.ppf(1 - np.array(chances)))
    assert none_happens(chances, correlations) == pytest.approx(none, abs=2e-4)


@pytest.mark.parametrize(("chances", "correlations"), [((1.1,), (0.0,)), ((0.5,), (1.0,)), ((0.5,), (-0.1,))])
def test_impossible_shares_are_refused(chances, correlations):
    with pytest.raises(ValueError, match="must be"):
        none_happens(chances, correlations)
