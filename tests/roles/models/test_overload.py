import numpy as np
import pytest

from mlteams.core.margins import look_over
from mlteams.roles.models import overload as o

LINE = o.CLAIMS[0].lines[0]


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


def test_margin_of_two_models_at_both_sides_of_half():
    # p0 = 1 / (1 + 2r + 2r²), so half of the time is reached at 2r + 2r² = 1.
    edge = (np.sqrt(3) - 1) / 2
    assert LINE.margin(models=2, between=10, repair=10 * edge) == pytest.approx(0)
    assert LINE.margin(models=2, between=10, repair=10 * edge - 0.1) < 0
    assert LINE.margin(models=2, between=10, repair=10 * edge + 0.1) > 0


@pytest.mark.parametrize("models", [1, 2, 10, 40])
def test_the_condition_is_the_bound_of_operational_analysis(models):
    # Work is done at least at the rate at which each model waits for all: N·S / (Z + N·S), one half at N·S = Z.
    assert LINE.margin(models=models, between=10.0, repair=10.0 / models) >= -1e-12
    assert LINE.when(models=models, between=10.0, repair=10.0 / models)
    assert not LINE.when(models=models, between=10.0, repair=9.9 / models)


def test_numbers_for_prose():
    assert o.variables() == {
        "busy_5": "24%",
        "busy_10": "46%",
        "busy_12": "55%",
        "busy_15": "67%",
        "busy_20": "84%",
        "busy_30": "99%",
        "busy_20_halved": "25%",
    }


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            (10, "a month", "a day and a half"),
            "9 of 20 half-days go into repairs, less than half of the time; on an average",
        ),
        ((20, "a month", "a day and a half"), "17 of 20 half-days go into repairs, more than half"),
        ((2, "four months", "half a day"), "less than one model is broken"),
    ],
)
def test_the_picture_says_what_it_shows(state, words):
    view = o.draw_week(*state)
    assert words in view.sentence
    assert f"{view.answer} of 20" in view.sentence


def test_ten_of_twenty_is_called_half():
    for models in range(2, 41, 2):
        for between in o.GAPS:
            for repair in o.REPAIRS:
                view = o.draw_week(models, between, repair)
                word = {True: "more than half", False: "less than half"}[view.answer > 10]
                assert ("repairs, half of" if view.answer == 10 else word) in view.sentence


def test_broken_models_in_the_picture_agree_with_the_sentence():
    for models, words in (
        (2, "less than one model is"),
        (10, "about one model is"),
        (20, "about 3 models are"),
    ):
        view = o.draw_week(models, "a month", "a day and a half")
        dots = [line for line in view.figure.axes[0].lines if line.get_marker() == "o"]
        hollow = sum(len(dot.get_xdata()) for dot in dots if dot.get_color() == o.look.SURFACE)
        assert (sum(len(dot.get_xdata()) for dot in dots), words in view.sentence) == (models, True)
        assert hollow == {2: 0, 10: 1, 20: 3}[models]
