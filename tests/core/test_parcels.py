import numpy as np
import pytest

from mlteams.core import figure as look
from mlteams.core import parcels


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.85, 1.0])
def test_a_share_is_as_many_parcels(share):
    times = np.where(np.arange(1_000) < 1_000 * share, 1.0, 3.0)
    assert parcels.kept(times, 2) == round(20 * share)


def test_what_is_done_on_the_promised_day_is_kept_and_a_moment_later_is_not():
    assert parcels.kept(np.full(100, 5.0), 5.0) == 20
    assert parcels.kept(np.full(100, 5.0 + 1e-9), 5.0) == 0


def test_never_stays_never():
    times = np.array([1.0] * 60 + [np.inf] * 40)
    assert [time for time in parcels.twenty(times) if time == np.inf] == [np.inf] * 8
    assert parcels.kept(times, 1e9) == 12


def boxes(times, promise, **more):
    with look.style():
        _, (axes,) = look.figure()
        look.frame(axes, "", "", (0, 1), (0, 1), grid="")
        parcels.draw(axes, np.asarray(times), promise, "then", scale=(0, 10), wide=1, **more)
    return axes, [
        (path.get_extents(), tuple(kind.get_facecolor()[0][:3]))
        for kind in axes.collections
        for path in kind.get_paths()
    ]


def test_the_promise_cuts_through_no_parcel_and_parts_what_is_kept_from_what_is_not():
    times = np.linspace(0.2, 9.8, 500)
    _, found = boxes(times, 4.3)
    below = [(box, colour) for box, colour in found if box.y0 < parcels.TALL]
    assert len(below) == 20
    for box, colour in below:
        kept = colour != pytest.approx((0xB3 / 255, 0x34 / 255, 0x1F / 255))
        assert box.x1 <= 4.3 if kept else box.x0 >= 4.3


def test_many_in_one_place_stay_below_the_labels():
    _, found = boxes(np.full(100, 5.5), 5)
    assert max(box.y1 for box, _ in found if box.y0 < parcels.TALL + 2) <= parcels.TALL


def test_what_is_never_done_or_far_late_is_still_drawn():
    axes, found = boxes([3.0] * 50 + [99.0] * 25 + [np.inf] * 25, 4, never="never")
    assert all(box.x0 >= 0 and box.x1 <= axes.get_xlim()[1] for box, _ in found)
    assert len(found) == 2 * 20
    assert {text.get_text() for text in axes.texts} >= {"10 on time", "5 late", "5 never"}


@pytest.mark.parametrize(("latest", "said"), [(10.0, False), (10.01, True), (np.inf, False)])
def test_the_last_place_says_that_later_futures_stand_there_too(latest, said):
    axes, _ = boxes([3.0] * 50 + [latest] * 50, 4, never="never", beyond="or more")
    assert ("or more" in {text.get_text() for text in axes.texts}) is said
