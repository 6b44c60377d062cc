"""The first page's question: its costs counted by hand, and a threshold chosen on labels that are not shown."""

import numpy as np
import pytest

from mlteams.publish import digits


@pytest.fixture(scope="module")
def asked():
    return digits.question()


def test_outcomes_count_who_goes_to_a_clerk_and_what_goes_astray():
    sure, wrong = np.array([0.2, 0.5, 0.7, 0.9]), np.array([True, True, False, False])
    found = dict(zip(digits.GRID.tolist(), digits.outcomes(sure, wrong), strict=True))
    assert found[0.2] == (0, 500)
    assert found[0.5] == (250, 250)  # as sure as the threshold is sure enough
    assert found[0.52] == (500, 0)
    assert found[1.0] == (1000, 0)


def test_the_ten_are_every_digit_once_and_three_suggestions_are_wrong(asked):
    assert sorted(one["true"] for one in asked["ten"]) == list(range(10))
    assert sum(one["said"] != one["true"] for one in asked["ten"]) == 3
    assert all(one["d"].startswith("M") and one["d"].endswith("Z") for one in asked["ten"])


def test_the_threshold_pays_on_labels_that_it_was_not_chosen_on(asked):
    costs = [handed * asked["hand"] + astray * asked["astray"] for handed, astray in asked["curve"]]
    assert costs[asked["best"]] < 1000 * asked["hand"] < costs[0]
    assert asked["n"] + asked["learned"] < 1797  # the labels it was chosen on are not among them
