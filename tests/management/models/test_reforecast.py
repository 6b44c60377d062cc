from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import yaml

from mlteams.management.models import promise, reforecast
from mlteams.management.tool import roadmap_dates
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

FILE = ROOT / "examples" / "heron" / "roadmap-april.yaml"
SHADOW, COUNCIL, DEPOTS = "Shadow run in one depot", "Works council agrees", "All depots"


def read():
    return read_roadmap(Path(FILE), today=reforecast.START)


def test_the_plan_of_april_is_that_of_the_file():
    assert read().start == reforecast.START == date(2027, 4, 19)
    assert read().roadmap == reforecast.HERON


@pytest.mark.parametrize("weeks", [1, 1.01, 10.3, 17.6])
def test_days_are_those_of_the_command(weeks):
    assert promise.day_of(weeks, reforecast.START) == roadmap_dates.finish_date(read(), weeks)
    when = promise.day_of(weeks, reforecast.START)
    assert promise.weeks_until(when, reforecast.START) == roadmap_dates.time_to(read(), when)


def by_hand(futures=400_000):
    """Draw the three tasks that are left, without the code of the roadmap; durations are those of January's file."""
    tasks = {one["name"]: one for one in yaml.safe_load((FILE.parent / "roadmap.yaml").read_text())["tasks"]}
    rng = np.random.default_rng(11)

    def pert(low, likely, high):
        a, b = (1 + 4 * (one - low) / (high - low) for one in (likely, low + high - likely))
        return low + (high - low) * rng.beta(a, b, futures)

    # The works council has had fifteen weeks: only the durations that are longer are left.
    guess = tasks[COUNCIL]["estimate"]
    lasts = guess["median"] * np.exp(guess["spread"] * rng.standard_normal(40 * futures))
    left = lasts[lasts > 15][:futures] - 15
    assert len(left) == futures
    return np.maximum(pert(*tasks[SHADOW]["estimate"]), left) + pert(*tasks[DEPOTS]["estimate"])


def test_odds_of_april_by_a_simulation_of_three_tasks():
    finish = by_hand()
    found = reforecast.outcome()
    assert found.chance == pytest.approx(0.85 * 0.9 * 0.95, abs=0.01)
    assert found.p50 == pytest.approx(np.quantile(finish, 0.5), abs=0.15)
    assert found.p85 == pytest.approx(np.quantile(finish, 0.85), abs=0.4)
    until = ((date(2027, 9, 3) - date(2027, 4, 19)).days + 1) / 7
    assert reforecast.kept() == pytest.approx((finish <= until).mean(), abs=0.01)


def test_the_trial_and_what_has_ended_leave_other_odds_than_january_s():
    assert reforecast.outcome().chance > promise.outcome().chance + 0.1
    assert promise.after_the_shadow_run().chance > reforecast.outcome().chance + 0.1


def test_numbers_of_the_page():
    said = reforecast.variables()
    assert said["works"] == str(round(20 * 0.85 * 0.9 * 0.95))
    assert said["promised_day"] == "3 September"
    worked = reforecast.outcome().finish[np.isfinite(reforecast.outcome().finish)]
    for key, share in (("even_day", 0.5), ("late_day", 0.85)):
        days = (reforecast.START + timedelta(days=4 + 7 * one) for one in range(60))  # Fridays
        until = partial(promise.weeks_until, start=reforecast.START)
        first = next(one for one in days if (worked <= until(one)).mean() >= share)
        assert said[key] == f"{first.day} {first:%B}"


def test_the_plan_says_to_the_board_what_april_gives():
    board = yaml.safe_load((FILE.parent / "plan.yaml").read_text(encoding="utf-8"))["management"]["board"]
    said = reforecast.variables()
    assert f"in {said['works']} of 20 futures" in board["sentence"]
    assert f"{said['promised_day']} 2027 in {said['kept_of_20']} cases of 20" in board["sentence"]
    assert reforecast.START < board["when"] < board["answer_by"]
