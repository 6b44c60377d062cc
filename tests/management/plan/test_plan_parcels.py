"""Twenty futures of a plan: how many are kept, late and never done, against shares that are known."""

import re
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.colors import to_hex

from mlteams.core import figure as look
from mlteams.core import parcels as lessons
from mlteams.management.plan.parcels import draw, parcels, told

START = date(2027, 1, 4)


def futures(finishes):
    found = np.array(finishes, dtype=float)
    return SimpleNamespace(finish=found, chance=float(np.isfinite(found).mean()), unit="weeks")


def test_of_a_hundred_even_finishes_each_parcel_is_the_middle_of_five():
    found = parcels(futures(range(1, 101)), None)
    assert list(found.times) == [5 * n + 3 for n in range(20)]


@pytest.mark.parametrize(
    ("promised", "kept", "said"),
    [
        (13, 3, "Of 20 futures 3 are done by the promised day, 9 later and 8 never."),
        (12.9, 2, "Of 20 futures 2 are done by the promised day, 10 later and 8 never."),
        (3, 1, "Of 20 futures 1 is done by the promised day, 11 later and 8 never."),
        (100, 12, "Of 20 futures 12 are done by the promised day and 8 never."),
        (None, 12, "Of 20 futures 12 are done and 8 never."),
    ],
)
def test_what_is_kept_is_counted_to_the_promised_time(promised, kept, said):
    # 60 of 100 futures work, done in weeks 1 to 60: parcels in weeks 3, 8, 13, ...
    found = parcels(futures([*range(1, 61), *[np.inf] * 40]), promised)
    assert (found.kept, told(found)) == (kept, said)


def test_what_is_counted_is_what_a_lesson_counts_of_the_same_futures():
    rng = np.random.default_rng(3)
    for _ in range(300):
        finishes = np.where(rng.random(200) < rng.random(), rng.lognormal(2, 1, 200), np.inf)
        promised = float(rng.lognormal(2, 1))
        found = parcels(futures(finishes), promised)
        assert found.kept == lessons.kept(finishes, promised)
        assert len(found.times) == lessons.kept(finishes, 1e9)


@pytest.mark.parametrize(("working", "shown"), [(2, 0), (3, 1)])
def test_a_plan_that_works_in_fewer_than_one_of_forty_shows_no_parcel(working, shown):
    found = parcels(futures([*[4.0] * working, *[np.inf] * (100 - working)]), None)
    assert len(found.times) == shown
    assert told(found) == f"Of 20 futures {shown} {'is' if shown else 'are'} done and {20 - shown} never."


def drawn(found):
    with look.style():
        return look.svg(draw(found, START, "weeks"))


@pytest.mark.parametrize("promised", [None, 1.0, 30.0, 61.0, 500.0, 1e7])
@pytest.mark.parametrize(
    "finishes", [[*range(1, 61), *[np.inf] * 40], [5.0] * 100, [0.0] * 9, [1e7] * 3, [1, 1e7]]
)
def test_every_plan_can_be_drawn_with_a_word_for_what_is_not_done(finishes, promised):
    found = parcels(futures(finishes), promised)
    page = drawn(found)
    assert ("never" in page) is (len(found.times) < 20)
    assert ("promised" in page) is (promised is not None)


def test_late_parcels_are_red_and_there_are_as_many_as_are_told():
    page = drawn(parcels(futures([*range(1, 61), *[np.inf] * 40]), 13))
    edges = re.findall(r"stroke: (#\w+)", page)
    assert edges.count(look.LATE) == 9
    assert edges.count(look.MARK) == 3


@pytest.mark.parametrize("promised", [2, 7.4, 13, 29, 58])
def test_no_column_holds_kept_and_late_parcels_and_each_stands_on_its_side_of_the_day(promised):
    found = parcels(futures([*range(1, 61), *[np.inf] * 40]), promised)
    with look.style():
        (axes,) = draw(found, START, "weeks").axes
    (line,) = (one for one in axes.lines if one.get_linestyle() == "--")
    day = line.get_xdata()[0]
    bars = [one for one in axes.patches if to_hex(one.get_edgecolor()) != look.MUTED]
    assert len(bars) == len(found.times) == 12
    for bar in bars:
        late = to_hex(bar.get_edgecolor()) == look.LATE
        assert bar.get_x() > day if late else bar.get_x() + bar.get_width() < day
    places = [(round(bar.get_x(), 6), bar.get_y()) for bar in bars]
    assert len(set(places)) == len(places)  # none covers another
