"""The exercise on hand-overs against references of its own: passes counted one by one, and every choice tried."""

from itertools import combinations

import numpy as np
import pytest

from mlteams.core.exercise import HIDDEN, SEEDS
from mlteams.management.exercises import handover
from mlteams.management.exercises.handover import answers, pieces

PIECES = [
    {"name": "a", "weeks": 4, "comes_back": 0.5, "prevented": 0.5, "overhead": 0.2},  # 8, together 6.4
    {"name": "b", "weeks": 2, "comes_back": 0.5, "prevented": 0.5, "overhead": 0.0},  # 4, together 2 2/3
    {"name": "c", "weeks": 3, "comes_back": 0.25, "prevented": 0.0, "overhead": 0.1},  # 4, together 4.4
]


def aspect(engineers, value):
    found = handover.fault((PIECES, engineers), value)
    return found.aspect if found else ""


def test_the_weeks_are_the_mean_of_passes_counted_one_by_one():
    rng = np.random.default_rng(4)
    for piece in PIECES:
        for together in (False, True):
            again = piece["comes_back"] * (1 - together * piece["prevented"])
            passes = np.ones(200_000)
            open_ = rng.random(200_000) < again
            while open_.any():
                passes += open_
                open_ &= rng.random(200_000) < again
            longer = piece["weeks"] * (1 + together * piece["overhead"])
            assert pieces.weeks(piece, together) == pytest.approx(longer * passes.mean(), rel=0.01)


@pytest.mark.parametrize(
    ("engineers", "value", "wrong"),
    [
        (2, [["a", "b"], 6.4 + 8 / 3 + 4], ""),
        (2, [["b", "a"], 13.1], ""),  # in whatever order, rounded to a tenth
        (3, [["a", "b"], 13.07], ""),
        (1, [["a"], 6.4 + 8], ""),
        (0, [[], 16], ""),
        (1, [["b"], 8 / 3 + 12], "choice"),
        (3, [["a", "b", "c"], 6.4 + 8 / 3 + 4.4], "choice"),
        (2, [["a"], 14.4], "choice"),
        (2, [["a", "b"], 13.067 + 0.06], "weeks"),
        (2, [["a", "b"], 13.067 - 0.06], "weeks"),
        (1, [["a", "b"], 13.07], "engineers"),
        (2, [["a", "d"], 13.07], "names"),
        (2, [["a", "a"], 14.4], "names"),
        (2, [["a", 3], 13.07], "names"),
        (2, ["ab", 13.07], "form"),
        (2, [["a", "b"], float("nan")], "form"),
        (2, [["a", "b"], "13"], "form"),
        (2, [["a", "b"]], "form"),
        (2, None, "form"),
    ],
)
def test_each_property(engineers, value, wrong):
    assert aspect(engineers, value) == wrong


def test_a_choice_that_loses_no_more_than_rounding_is_right():
    near = [PIECES[0], {**PIECES[0], "name": "d", "overhead": 0.209}]  # 6.448: .048 more
    assert handover.fault((near, 1), [["d"], 14.448]) is None
    far = [PIECES[0], {**PIECES[0], "name": "d", "overhead": 0.21}]  # 6.4533: .0533 more
    assert handover.fault((far, 1), [["d"], 14.453]).aspect == "choice"


@pytest.mark.parametrize("seed", SEEDS)
def test_no_choice_takes_fewer_weeks_than_the_largest_gains(seed):
    given, engineers = pieces.brief(seed)
    names = [one["name"] for one in given]
    every = [some for count in range(engineers + 1) for some in combinations(names, count)]

    def by_hand(some):
        total = 0.0
        for one in given:
            back, longer = one["comes_back"], 1.0
            if one["name"] in some:
                back, longer = back * (1 - one["prevented"]), 1 + one["overhead"]
            total += one["weeks"] * longer / (1 - back)
        return total

    best = pieces.chosen(given, engineers)
    assert by_hand(best) == pytest.approx(min(map(by_hand, every)))
    assert handover.fault((given, engineers), [best, by_hand(best)]) is None


def test_hidden_briefs_have_engineers_to_spare_and_too_few_and_separate_what_is_planted():
    for seed in HIDDEN:
        given, engineers = pieces.brief(seed)
        gain = sum(pieces.saved(one) > 0 for one in given)
        assert engineers == (gain + 1 if seed % 2 else gain - 1)
        least = pieces.least_weeks(given, engineers)
        for rule in (answers.back, answers.once_through, answers.relief):
            assert pieces.total(given, answers.top(given, engineers, rule)) > least + answers.APART
    # The same piece a second time: chosen by what comes back or by length, it makes no difference.
    assert not answers.separates([PIECES[0], {**PIECES[0], "name": "d"}], 1)
