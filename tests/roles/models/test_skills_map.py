import itertools

import numpy as np
import pytest
from scipy.spatial import KDTree
from scipy.spatial.distance import euclidean

from mlteams.core.margins import look_over
from mlteams.roles.models import skills_map as s

APART, SOFTWARE = (s.CLAIMS[place].lines[0] for place in (0, 1))


@pytest.mark.parametrize("line", [APART, SOFTWARE], ids=["apart", "software"])
def test_the_line_stands_over_its_ranges(line):
    assert not look_over(line).against


@pytest.mark.parametrize("weights", [(1, 1, 1), (1, 2, 0), (0.5, 1, 0.3)])
def test_distance_against_scipy(weights):
    for one, other in itertools.combinations(s.ROLES.values(), 2):
        assert s.distance(one, other, weights) == pytest.approx(euclidean(one, other, weights))


def test_nearest_against_a_tree():
    tree, names = KDTree(list(s.ROLES.values())), list(s.ROLES)
    for person in np.random.default_rng(0).random((200, 3)):
        _, order = tree.query(person, k=5)
        assert [name for name, _ in s.nearest(person)] == [names[place] for place in order]


def test_a_software_engineer_against_the_bisector_of_two_roles():
    # With both engineers’ communication: equally near on the perpendicular bisector of their places.
    (x0, y0, talk), (x1, y1, _) = s.ROLES["platform engineer"], s.ROLES["ML engineer"]
    software = 0.8
    edge = ((x1**2 + y1**2 - x0**2 - y0**2) / 2 - software * (y1 - y0)) / (x1 - x0)
    at = {"software": software, "communication": talk, "weight": 1.0}
    assert SOFTWARE.margin(ml=edge, **at) == pytest.approx(0, abs=1e-9)
    assert SOFTWARE.margin(ml=edge - 0.02, **at) > 0 > SOFTWARE.margin(ml=edge + 0.02, **at)


def test_two_fifths_lies_just_below_that_bisector():
    (x0, y0, _), (x1, y1, _) = s.ROLES["platform engineer"], s.ROLES["ML engineer"]
    for software in np.linspace(0.6, 1, 9):
        edge = ((x1**2 + y1**2 - x0**2 - y0**2) / 2 - software * (y1 - y0)) / (x1 - x0)
        assert edge - 0.08 < 0.4 * software < edge


def test_roles_apart_by_hand():
    # Nearest, communication not counted: data scientist and product manager, (.17, .22) apart. The ML engineer moved
    # most, by (−.05, .15).
    expected = np.hypot(0.17, 0.22) - np.hypot(0.05, 0.15)
    assert APART.margin(software=1, communication=0, slip=0) == pytest.approx(expected)
    # Four readings, each wrong by slip on every axis that counts: two places, two differences.
    assert APART.margin(software=1, communication=0, slip=0.01) == pytest.approx(expected - 0.04 * np.sqrt(2))
    assert (
        APART.margin(software=1, communication=0, slip=0.05) < 0
    )  # a chart read so badly would not tell roles apart


def test_what_separates():
    axis, lack = s.gap((0.5, 0.5, 0.6), "data scientist")
    assert (axis, lack) == ("communication", pytest.approx(0.19))
    assert s.gap((1, 1, 1), "ML researcher")[1] <= 0


def test_names_keep_clear_of_every_place_of_a_person():
    # A person stands at tenths; a name is written between two of them, and a line of text is less than a tenth high.
    for (_, height), _ in s.PLACES.values():
        assert round(10 * height % 1, 6) == 0.5


def test_the_picture_says_what_it_shows():
    view = s.draw_nearest(0.5, 0.5, "some")
    assert view.answer == "data-scientist"
    assert view.sentence == (
        "The nearest role is data scientist, the next ML engineer. "
        "The data scientist asks above all for more communication."
    )
    assert s.draw_nearest(0.1, 0.9, "little").answer == "platform-engineer"


def test_who_moved_up_from_2021():
    up = {name for name in s.ROLES if s.ROLES[name][1] - s.EARLIER[name][1] > s.NEAR}
    assert up == {"ML engineer", "ML researcher", "data scientist"}
    arrows = [text for text in s.draw_lecture().figure.axes[0].texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == len(up)
