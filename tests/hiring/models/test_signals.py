"""Signals: ratios against people counted one by one; the edges of the claims; the pictures say what they show."""

from fractions import Fraction
from math import exp, log

import pytest

from mlteams.core.margins import look_over
from mlteams.hiring.models import signals as s

PROJECT, IDEAS = s.CLAIMS[0].lines
(HARD,) = s.CLAIMS[1].lines


@pytest.mark.parametrize("line", [PROJECT, IDEAS, HARD])
def test_the_lines_stand_over_their_ranges(line):
    assert not look_over(line).against


def counted(good, other, fit, copied):
    """Return the ratio of a sign by counting people of each kind, in fractions."""
    able = {True: Fraction(0), False: Fraction(0)}
    for is_able in (True, False):
        for about_the_work, weight in ((True, fit), (False, 1 - fit)) if is_able else ((False, Fraction(1)),):
            own = good if about_the_work else other
            able[is_able] += weight * own + weight * (1 - own) * copied
    return able[True] / able[False]


@pytest.mark.parametrize(
    ("good", "other", "fit", "copied"),
    [
        ("3/5", "2/5", "1", "0"),
        ("1/4", "1/20", "1", "3/10"),
        ("1/25", "1/200", "3/10", "0"),
        ("1/4", "1/20", "3/5", "4/5"),
    ],
)
def test_a_ratio_is_that_of_people_counted(good, other, fit, copied):
    given = [Fraction(one) for one in (good, other, fit, copied)]
    assert s.ratio(*map(float, given)) == pytest.approx(float(counted(*given)))


def test_a_sign_that_everybody_shows_tells_nothing():
    assert s.ratio(0.25, 0.05, copied=1.0) == pytest.approx(1)
    assert s.ratio(0.25, 0.05, fit=0.0) == pytest.approx(1)


def test_who_talks_about_the_work_finds_four_copies_in_five():
    assert s.ratios("ML engineer", 0.5, "talked about") == pytest.approx(s.ratios("ML engineer", 0.1))
    assert s.ratios("ML engineer", 0.5)[1] == s.ratios("ML engineer")[1]  # years of work are not copied


def test_signs_add_up_as_logarithms_or_only_the_strongest_counts():
    found = (1.5, 3.0, 5.0)
    assert s.together(found, 0) == pytest.approx(22.5)
    assert s.together(found, 1) == pytest.approx(5)
    assert s.together(found, 0.5) == pytest.approx(exp(log(5) + 0.5 * (log(1.5) + log(3))))
    assert s.together((), 0.5) == 1


def test_odds_by_hand():
    # Of 100 applicants 10 can; the odds 1 : 9 times 5 are 5 : 9.
    assert s.chance(0.1, 5) == pytest.approx(5 / 14)


def test_a_project_beats_a_certificate_until_it_is_copied():
    # 25 and 5 of 100 with a copy by c: (.25 + .75c)/(.05 + .95c) = 1.5 at c = .175/.675.
    edge = 0.175 / 0.675
    given = {"good": 0.25, "other": 0.05, "certificate_good": 0.6, "certificate_other": 0.4}
    assert PROJECT.margin(copied=edge - 0.001, **given) > 0 > PROJECT.margin(copied=edge + 0.001, **given)
    assert PROJECT.when(copied=0.099, **given)
    assert not PROJECT.when(copied=0.101, **given)


def test_ideas_beat_a_project_where_the_post_is_about_ideas():
    # 1 + fit · 7 = 5 at fit 4/7.
    assert IDEAS.margin(ideas=8, project=5, fit=0.572) > 0 > IDEAS.margin(ideas=8, project=5, fit=0.571)
    assert IDEAS.when(ideas=8, project=5, fit=0.099)
    assert not IDEAS.when(ideas=8, project=5, fit=0.101)


def test_one_sign_leaves_somebody_unlikely_where_few_can():
    # The odds 1 : 8 times 8 are even.
    assert HARD.margin(base=1 / 9 - 0.001, times=8) > 0 > HARD.margin(base=1 / 9 + 0.001, times=8)
    assert HARD.when(base=0.049, times=8)
    assert not HARD.when(base=0.051, times=8)


def test_the_lecture_s_order_stands_for_research_and_not_for_keeping_models_running():
    assert list(s.ratios("research")) == sorted(s.ratios("research"))
    for post in ("ML engineer", "platform engineer"):
        assert list(s.ratios(post)) != sorted(s.ratios(post))
    assert s.draw_order("research", 0, "read").answer == "new-ideas"
    assert s.draw_order("ML engineer", 0, "read").answer == "project"


def test_each_control_changes_an_answer_where_the_lesson_begins():
    assert s.draw_order("ML engineer", s.COPIED, "read").answer == "new-ideas"
    assert s.draw_order("platform engineer", s.COPIED, "read").answer == "engineering"
    assert s.draw_order("ML engineer", 0, "read").answer == "project"
    assert s.draw_order("ML engineer", s.COPIED, "talked about").answer == "project"


@pytest.mark.parametrize("state", list(s.EXPLORABLES[0].states()))
def test_the_longest_bar_is_the_answer(state):
    view = s.draw_order(**state)
    times = [float(one[2:]) for one in view.table["odds"]]
    names = [one.replace(" ", "-") for one in view.table["sign"]]
    assert times[names.index(view.answer)] == max(times)
    assert max(times) <= s.MOST_RATIO


@pytest.mark.parametrize("signs", range(1, 6))
def test_a_hundred_dots_say_what_the_sentence_says(signs):
    view = s.draw_sum(10, signs, 0)
    want = 100 * s.chance(0.1, s.together(s.ratios("research")[:signs], 0))
    assert view.answer == pytest.approx(want)
    dots = [len(one.get_xdata()) for one in view.figure.axes[0].lines]
    assert dots == [round(want), 100 - round(want)]
    assert f" {round(want)} can" in view.sentence
