from datetime import date
from pathlib import Path

import numpy as np
import pytest

from mlteams.core import parcels
from mlteams.management.models import promise
from mlteams.management.models.distributions import Lognormal
from mlteams.management.tool import roadmap_dates
from mlteams.management.tool.roadmap_file import read_roadmap

FILE = Path(__file__).parents[3] / "examples" / "heron" / "roadmap.yaml"


def test_the_plan_is_that_of_the_file():
    assert read_roadmap(FILE).roadmap == promise.HERON


def test_the_list_by_hand():
    likely = {step.name: step.estimate for step in promise.HERON.steps if hasattr(step, "estimate")}
    chain = ["Get access to label images", "Label a training set", "Threshold from costs"]
    chain += ["Shadow run in one depot", "All depots"]
    weeks = [likely[name].likely for name in chain]
    assert (*weeks[:2], 12, *weeks[2:]) == promise.LISTED
    assert promise.listed_weeks() == sum(promise.LISTED)
    assert isinstance(likely["Works council agrees"], Lognormal)  # shorter, so not on the longest path


@pytest.mark.parametrize("weeks", [1, 1.01, 26, 29.55, 34.32])
def test_days_are_those_of_the_command(weeks):
    file = read_roadmap(FILE)
    assert file.start == promise.START
    assert promise.day_of(weeks) == roadmap_dates.finish_date(file, weeks)
    assert promise.weeks_until(promise.day_of(weeks)) == roadmap_dates.time_to(file, promise.day_of(weeks))


def test_a_promised_day_is_a_friday_that_keeps_its_share():
    found = promise.outcome()
    listed, even, late, last = promise.days().values()
    assert {one.weekday() for one in (listed, even, late, last)} == {4}
    worked = found.finish[found.finish < np.inf]
    for promised, share in ((even, 0.5), (late, 0.85)):
        assert (worked <= promise.weeks_until(promised)).mean() >= share
        assert (worked <= promise.weeks_until(promised) - 1).mean() < share  # a Friday earlier it is not
    assert listed == date(2027, 7, 2)  # twenty-six weeks from Monday, 4 January, without the last weekend


def test_after_the_shadow_run_two_chances_are_left():
    chances = {step.name: step.chance for step in promise.HERON.steps if hasattr(step, "chance")}
    expected = chances["Works council agrees"] * chances["All depots"]
    assert promise.after_the_shadow_run().chance == pytest.approx(expected, abs=0.01)


def test_another_order_changes_dates_and_not_the_chance():
    given, once = promise.outcome(), promise.outcome(promise.AT_ONCE)
    assert once.chance == pytest.approx(given.chance, abs=0.01)
    assert once.p85 < given.p85 - 4


def test_the_picture_counts_what_the_model_counts():
    item = promise.EXPLORABLES[0]
    for by, when in promise.days().items():
        view = item.view(by=by)
        share = (promise.outcome().finish <= promise.weeks_until(when)).mean()
        assert view.answer == pytest.approx(20 * share, abs=0.5001)
        assert f"in {view.answer} of 20 futures" in view.sentence


def test_numbers_of_the_page():
    said = promise.variables()
    finish = promise.outcome().finish
    assert said["works"] == str(round(20 * (finish < np.inf).mean()))
    assert int(said["late_kept"]) == parcels.kept(
        finish, promise.weeks_until(promise.days()[said["late_day"]])
    )
    assert sum(map(int, said["chain"].split(" + "))) == int(said["listed_weeks"])
