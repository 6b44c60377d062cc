import numpy as np
import pytest
from scipy.stats import beta, binom

from mlteams.core.margins import look_over
from mlteams.hiring.models import thompson_sampling as t

LINE = t.CLAIMS[0].lines[0]


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


def thompson(chances, asked, games, seed):
    """One game after the other, as Thompson wrote it: a beta distribution per channel, drawn by inversion."""
    rng = np.random.default_rng(seed)
    good = 0
    for _ in range(games):
        seen = [[1, 1] for _ in chances]
        for _ in range(asked):
            draws = [beta.ppf(rng.random(), yes, no) for yes, no in seen]
            chosen = int(np.argmax(draws))
            seen[chosen][int(rng.random() >= chances[chosen])] += 1
            good += chosen in t.GOOD
    return good / games / asked


def test_thompson_sampling_against_a_plain_loop():
    chances = t.CHANCES[t.TALKS]
    ours = np.isin(t.play(t.THOMPSON, chances, 12, games=4000), t.GOOD).mean()
    assert ours == pytest.approx(thompson(chances, 12, 150, seed=4), abs=0.06)


def test_in_turn_asks_all_alike_and_the_first_is_the_first():
    channels = t.play(t.TURN, (0.1, 0.2, 0.3, 0.4), 8, games=3)
    assert channels.tolist() == [[0, 1, 2, 3, 0, 1, 2, 3]] * 3


def test_the_best_so_far_stays_with_a_channel_that_never_fails():
    channels = t.play(t.BEST, (0.0, 1.0, 0.0, 0.0), 30, games=50)
    assert (channels[:, 5:] == 1).all()


def test_the_first_candidate_is_drawn_by_lot_without_knowledge():
    for rule in (t.THOMPSON, t.BEST):
        first = t.play(rule, (0.5,) * 4, 1, games=4000)[:, 0]
        assert np.bincount(first, minlength=4) / 4000 == pytest.approx([0.25] * 4, abs=0.03)


@pytest.mark.parametrize(("rule", "chances"), [("by mood", (0.1, 0.2)), (t.TURN, (0.1, 1.2))])
def test_impossible_games_are_refused(rule, chances):
    with pytest.raises(ValueError, match="rule"):
        t.play(rule, chances, 5)


def test_right_after_by_every_pair_of_hits():
    tries, better, worse = 7, 0.4, 0.15
    right = sum(
        binom.pmf(i, tries, better) * binom.pmf(j, tries, worse) * ((i > j) + (i == j) / 2)
        for i in range(tries + 1)
        for j in range(tries + 1)
    )
    assert t.right_after(tries, better, worse) == pytest.approx(right)
    assert t.right_after(tries, 0.3, 0.3) == pytest.approx(0.5)


def test_margin_by_drawing():
    rng = np.random.default_rng(2)
    asked, better, ratio, believed, games = 60, 0.5, 2.5, 0.6, 60_000
    first, second = rng.binomial(10, better, games), rng.binomial(10, better / ratio, games)
    chosen = np.where(first == second, rng.random(games) < 0.5, first > second)
    tried = 10 * better + 10 * better / ratio + 40 * np.where(chosen, better, better / ratio).mean()
    stayed = asked * (believed * better + (1 - believed) * better / ratio)
    assert t.try_both(asked, better, ratio, believed) == pytest.approx(tried - stayed, abs=0.15)


def test_the_condition_at_both_sides_of_its_edges():
    at = {"asked": 90, "better": 0.2, "ratio": 3.0, "believed": 0.69}
    assert LINE.when(**at)
    assert LINE.margin(**at) > 0
    for name, value in (("asked", 89), ("ratio", 2.99), ("believed", 0.7)):
        assert not LINE.when(**{**at, name: value})
    # Sure of it at 19 in 20: trying loses.
    assert LINE.margin(**{**at, "believed": 0.95}) < 0
