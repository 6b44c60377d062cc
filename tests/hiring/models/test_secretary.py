from itertools import permutations

import numpy as np
import pytest

from mlteams.hiring.models import secretary as s


def brute(candidates, passed, back):
    """Return the chance to end with the best, over every order; the best has the highest number."""
    total = 0.0
    orders = list(permutations(range(candidates)))
    for order in orders:
        bar = max(order[:passed], default=-1)
        taken = next((one for one in order[passed:] if one > bar), None)
        if taken == candidates - 1:
            total += 1
        elif taken is None and bar == candidates - 1:
            total += back
    return total / len(orders)


@pytest.mark.parametrize("back", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("candidates", "passed"), [(1, 0), (4, 1), (6, 0), (6, 2), (6, 5)])
def test_every_order(candidates, passed, back):
    assert s.chance_of_best(candidates, passed, back) == pytest.approx(brute(candidates, passed, back))


def test_published_values():
    # Gilbert and Mosteller's rule: for twenty, pass seven; and the share passed goes to 1/e.
    assert s.best_to_pass(20) == 7
    assert s.chance_of_best(20, 7) == pytest.approx(0.3842, abs=5e-5)
    assert s.best_to_pass(1000) / 1000 == pytest.approx(np.exp(-1), abs=0.001)


def test_whoever_can_ask_again_looks_longer():
    assert s.best_to_pass(20) < s.best_to_pass(20, 0.5) < s.best_to_pass(20, 1.0) == 19
    assert s.chance_of_best(20, 19, 1.0) == pytest.approx(1)


@pytest.mark.parametrize("wrong", [(20, 20, 0), (20, -1, 0), (20, 3, 1.1)])
def test_refusals(wrong):
    with pytest.raises(ValueError, match="fewer must be passed"):
        s.chance_of_best(*wrong)


@pytest.mark.parametrize(("validity", "candidates"), [(0.42, 20), (0.8, 5)])
def test_the_best_score_against_draws(validity, candidates):
    rng = np.random.default_rng(10)
    score = rng.standard_normal((150_000, candidates))
    work = validity * score + np.sqrt(1 - validity**2) * rng.standard_normal(score.shape)
    same = (score.argmax(1) == work.argmax(1)).mean()
    assert s.truly_best(validity, candidates) == pytest.approx(same, abs=0.005)


def test_the_best_score_at_its_ends():
    assert s.truly_best(0, 20) == pytest.approx(1 / 20, abs=1e-5)
    assert s.truly_best(0.5, 1) == pytest.approx(1, abs=1e-5)
    for wrong in ((1.0, 5), (-0.1, 5), (0.5, 0)):
        with pytest.raises(ValueError, match="below 1"):
            s.truly_best(*wrong)


def test_picture_and_sentence_count_the_same():
    view = s.draw_wait(7, "is gone")
    assert view.sentence.startswith("8 of 20 searches end with the best candidate")
    squares = [mark for mark in view.figure.axes[0].lines if mark.get_marker() == "s"]
    assert sum(mark.get_markerfacecolor() == s.look.FILL for mark in squares) == 8
    assert s.draw_wait(0, "is gone").sentence.startswith("1 of 20 searches ends")


def test_numbers_for_prose():
    assert s.variables()["pass"] == "7"
    assert s.variables()["truly_best"] == f"{s.truly_best(0.42, 20):.0%}"
