"""Effort: the best use of hours against a search of its own; rates by route on both sides of the edge."""

from itertools import product

import numpy as np
import pytest

from mlteams.core.margins import look_over
from mlteams.hiring.models import effort as e
from mlteams.hiring.models.signals import OVERLAP, SIGNS, ratios

(DIRECT,) = e.CLAIMS[0].lines


def test_the_line_stands_over_its_ranges():
    assert not look_over(DIRECT).against


def searched(hours, contacts, posts):
    """Return the best chance by going through every yes and no, every number asked and every number written."""
    times = ratios("ML engineer", e.TODAY)
    takes = [(one.hours, times[place]) for place, one in enumerate(SIGNS) if one.hours]
    best = 0.0
    for made in product([False, True], repeat=len(takes)):
        own = sorted(ratio for yes, (_, ratio) in zip(made, takes, strict=True) if yes)
        odds = own[-1] * np.prod(own[:-1]) ** (1 - OVERLAP) if own else 1.0
        spent = sum(hour for yes, (hour, _) in zip(made, takes, strict=True) if yes)
        for asked in range(contacts + 1):
            for written in range(posts - asked + 1):
                if spent + 6 * asked + 2 * written <= hours:
                    no = 151 / (151 + odds)  # odds of an application 1 : 151
                    known = 1 / 152 + 0.5 * (1 / 16 - 1 / 152)
                    no_known = 1 / (1 + odds * known / (1 - known))
                    best = max(best, 1 - no**written * no_known**asked)
    return best


@pytest.mark.parametrize(
    ("hours", "contacts", "posts"), [(20, 0, 10), (20, 3, 10), (160, 1, 20), (240, 2, 40), (800, 3, 40)]
)
def test_no_other_use_of_the_hours_is_better(hours, contacts, posts):
    signs, asked, written, likely = e.best(hours, contacts, posts)
    assert likely == pytest.approx(searched(hours, contacts, posts))
    takes = {one.name: one.hours for one in SIGNS}
    assert sum(takes[name] for name in signs) + e.ASKED * asked + e.EACH * written <= hours
    assert asked + written <= posts
    assert asked <= contacts


def test_few_hours_go_into_asking_and_many_into_signs():
    assert e.best(40, 0, 40)[0] == ()
    assert "project" in e.best(240, 0, 40)[0]
    assert "new ideas" in e.best(800, 0, 40)[0]


def test_offers_of_independent_answers_by_drawing_them():
    rng = np.random.default_rng(3)
    drawn = (rng.random((200_000, 12)) < 1 / 152).any(axis=1) | (rng.random((200_000, 2)) < e.referred()).any(
        axis=1
    )
    assert e.offered(1, 12, 2) == pytest.approx(drawn.mean(), abs=0.004)


def test_applying_directly_pays_from_a_ratio_of_hours_on():
    # If all of the difference is due to the introduction, one is worth 152/16 = 9.5 applications.
    assert DIRECT.margin(each=1, asked=9.51, own=1) > 0 > DIRECT.margin(each=1, asked=9.49, own=1)
    # If nothing is, an hour is an hour.
    assert DIRECT.margin(each=1, asked=1.01, own=0) > 0 > DIRECT.margin(each=1, asked=0.99, own=0)
    assert DIRECT.when(each=1, asked=10.1, own=1)
    assert not DIRECT.when(each=1, asked=9.9, own=1)


@pytest.mark.parametrize("state", list(e.EXPLORABLES[1].states())[::7])
def test_the_longer_bar_is_the_answer(state):
    view = e.draw_routes(**state)
    own = {"all of it": 1.0, "half of it": 0.5, "a tenth of it": 0.1}[state["own"]]
    direct, known = 1 / 152 / state["each"], (1 / 152 + own * (1 / 16 - 1 / 152)) / state["asked"]
    assert view.answer == ("introductions" if known > direct else "applications")
    assert f"on {view.answer} brings" in view.sentence
    assert 100 * max(direct, known) <= view.figure.axes[0].get_xlim()[1]


@pytest.mark.parametrize("had", ["20", "240", "800"])
def test_the_hours_drawn_are_the_hours_said(had):
    view = e.draw_hours(had, 1, "40")
    assert sum(map(float, view.table["hours"])) <= float(had)
    assert view.answer == pytest.approx(100 * e.best(int(had), 1, 40)[3])
