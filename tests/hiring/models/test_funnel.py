import csv
from datetime import date

import numpy as np
import pytest
from scipy.stats import expon

from mlteams import parts
from mlteams.core import figure as look
from mlteams.core import parcels
from mlteams.core.margins import look_over
from mlteams.hiring.models import funnel as f
from mlteams.hiring.models import thompson_sampling, unicorn

LINES = {claim.name: line for claim in f.CLAIMS for line in claim.lines}
HARD, SELL = LINES["hiring-is-hard"], LINES["sell"]
with (parts.folder("hiring") / "sources.csv").open(encoding="utf-8", newline="") as file:
    SOURCES = {row["key"]: row["value"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_line_stands_over_its_ranges(line):
    assert not look_over(line).against


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.85])
def test_weeks_against_scipy(chance):
    assert f.weeks_to_fill(chance, 0.4, 3) == pytest.approx(expon(loc=3, scale=1 / 0.4).ppf(chance))


def test_weeks_against_candidates_one_by_one():
    # Each week's candidates come at any moment of it; each is hired or not; the first hire ends the search.
    rng = np.random.default_rng(11)
    games, weeks = 20_000, 80
    first = np.full(games, np.inf)
    for channel, people in f.CANDIDATES.items():
        count = rng.poisson(people, (games, weeks))
        hired = rng.binomial(count, 1 / f.PER_HIRE[channel])
        for week in range(weeks):
            some = np.flatnonzero(hired[:, week])
            moments = week + rng.random(some.size)  # one of them; more than one a week is rare
            more = hired[some, week] > 1
            moments[more] = week + rng.random((more.sum(), 2)).min(axis=1)
            first[some] = np.minimum(first[some], moments)
    rate = f.hires_a_week(f.CANDIDATES)
    for chance in (0.5, 0.85):
        assert np.quantile(first + 3, chance) == pytest.approx(f.weeks_to_fill(chance, rate, 3), abs=0.12)


def test_rates_add_up_over_channels():
    assert f.hires_a_week({"applied": 152, "agency": 11}) == pytest.approx(1.5)
    assert f.hires_a_week({}) == 0


def test_a_post_for_which_nobody_comes_is_never_filled():
    assert f.weeks_to_fill(0.5, 0.0, 3) == np.inf


@pytest.mark.parametrize(("candidates", "said"), [({"newspaper": 3}, "newspaper"), ({"applied": -1}, "-1")])
def test_impossible_candidates_are_refused(candidates, said):
    with pytest.raises(ValueError, match=said):
        f.hires_a_week(candidates)


@pytest.mark.parametrize("numbers", [(1, 0.4, 3), (-0.1, 0.4, 3), (0.5, -1, 3), (0.5, 0.4, -1)])
def test_impossible_numbers_are_refused(numbers):
    with pytest.raises(ValueError, match="chance"):
        f.weeks_to_fill(*numbers)


def test_the_calendar_leaves_out_the_pause():
    # 21 December is the fifth Monday after 16 November; the pause takes two weeks.
    assert f.calendar(5) == 5
    assert f.calendar(5.1) == pytest.approx(7.1)


def test_nobody_signs_before_the_talks_are_through():
    # Two weeks after 16 November; five weeks end with the pause, and a sixth falls behind it.
    assert f.first_day(2) == date(2026, 11, 30)
    assert f.first_day(5) == date(2026, 12, 21)
    assert f.first_day(6) == date(2027, 1, 11)


@pytest.mark.parametrize("musts", f.LISTS)
def test_more_weeks_of_talks_change_what_is_said_with_every_list(musts):
    said = [f.draw_day(f.AGENCY, musts, weeks).sentence for weeks in range(2, 7)]
    assert "before 30 November." in said[0]
    assert "before 11 January." in said[-1]


def test_days_of_signing_and_beginning():
    assert f.friday(date(2026, 12, 18)) == date(2026, 12, 18)
    assert f.friday(date(2026, 12, 19)) == date(2026, 12, 25)
    assert f.starts(date(2026, 12, 18)) == date(2027, 2, 15)  # eight weeks later is a Friday
    assert f.starts(date(2026, 12, 21)) == date(2027, 2, 15)  # eight weeks later is that Monday


def test_nobody_signs_within_the_two_weeks_before_30_november():
    assert f.day_filled(0.0, f.rate_of(f.AGENCY, f.THREE), f.PROCESS) > date(2026, 11, 30)


def test_a_longer_list_lowers_the_rate_as_it_lowers_the_readers():
    nine, three = f.rate_of(f.AGENCY, f.NINE), f.rate_of(f.AGENCY, f.THREE)
    assert nine / three == pytest.approx(unicorn.joint(unicorn.NINE) / unicorn.joint(unicorn.THREE))


def test_published_shares_stand_in_the_sources():
    keys = {
        "applied": "lever_applied",
        "referred": "lever_referred",
        "written_to": "lever_written",
        "agency": "lever_agency",
    }
    assert {channel: str(people) for channel, people in f.PER_HIRE.items()} == {
        one: SOURCES[key] for one, key in keys.items()
    }
    stages = [SOURCES[key] for key in ("lever_candidates", "lever_talks", "lever_interviews", "lever_offers")]
    assert [f"{people:g}" for _, people in f.STAGES[:4]] == stages
    talks = [SOURCES[f"lever_talk_{one}"] for one in ("applied", "written", "referred", "agency")]
    assert [f"{chance:.0%}" for chance in thompson_sampling.CHANCES[thompson_sampling.TALKS]] == talks


def test_margins_in_closed_form():
    assert HARD.margin(candidates=10, per_hire=100, process=3) == pytest.approx(3 + np.log(2) / 0.1 - 7)
    assert SELL.margin(offers=0.5, accepted=0.5, more=0.1, spent=0.2) == pytest.approx(
        np.log(2) / 0.5 * (2 - 1 / 0.6) - 0.2
    )


def test_the_conditions_at_both_sides_of_their_edges():
    assert HARD.when(candidates=14.2, per_hire=100, process=3)
    assert not HARD.when(candidates=14.3, per_hire=100, process=3)
    at = {"offers": 0.5, "accepted": 0.5, "more": 0.1}
    assert SELL.when(spent=2 * np.log(2) * 0.1 * 0.99, **at)
    assert not SELL.when(spent=2 * np.log(2) * 0.1 * 1.01, **at)


def test_no_parcel_stands_where_nobody_can_have_signed():
    (item,) = f.EXPLORABLES
    for state in item.states():
        with look.style():
            (axes,) = item.draw(**state).figure.axes
        boxes = [path.get_extents() for kind in axes.collections for path in kind.get_paths()]
        opens = (f.first_day(state["process"]) - f.AGAIN).days / 7
        below = [box for box in boxes if box.y1 <= parcels.TALL]
        assert len(below) == parcels.FUTURES
        assert min(box.x0 for box in below) >= opens


def test_futures_after_the_axis_are_named():
    # All four channels, seven musts: the sentence puts 17 in 20 at week 44, the axis ends at 28.
    with look.style():
        axes = f.draw_day(f.AGENCY, f.SEVEN, 3).figure.axes[0]
        plain = f.draw_day(f.AGENCY, f.THREE, 3).figure.axes[0]
    assert "or later" in {text.get_text() for text in axes.texts}
    assert "or later" not in {text.get_text() for text in plain.texts}
