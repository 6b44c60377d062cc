import csv

import numpy as np
import pytest

from mlteams import parts
from mlteams.core.margins import look_over
from mlteams.roles.models import advertisements as a
from mlteams.roles.models import information
from mlteams.roles.models import titles as t

with (parts.folder("roles") / "sources.csv").open(encoding="utf-8", newline="") as file:
    SOURCES = {row["key"]: row["value"] for row in csv.DictReader(file)}
LINE = t.CLAIMS[0].lines[0]


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


def test_margin_at_both_sides_of_half_the_doubt():
    # Half of all have the title. Named by all but one in 50 of these and by one in 50 of the others: I = 1 − H(1/50).
    binary = -(0.02 * np.log2(0.02) + 0.98 * np.log2(0.98))
    assert LINE.margin(named=0.98, elsewhere=0.02, part=0.5) == pytest.approx(0.5 - (1 - binary))
    assert LINE.margin(named=0.98, elsewhere=0.02, part=0.5) < 0
    # H(0.11) is almost exactly one half, so at shares of 0.11 and 0.89 half of the doubt is taken away.
    assert (
        LINE.margin(named=0.90, elsewhere=0.10, part=0.5)
        < 0
        < LINE.margin(named=0.88, elsewhere=0.12, part=0.5)
    )


def test_six_tenths_is_enough_and_hardly_more_than_needed():
    grid = np.linspace(0.02, 0.98, 49)
    margins = {
        gap: min(
            LINE.margin(named=low + gap, elsewhere=low, part=part)
            for low in grid
            if low + gap <= 0.98 and low <= 0.8
            for part in (0.1, 0.3, 0.5)
        )
        for gap in (0.6, 0.65)
    }
    assert margins[0.6] > 0 > margins[0.65]


def test_what_was_counted_for_data_scientists():
    beyond = set()
    for thing, named in a.THINGS.items():
        here, elsewhere = named[3] / a.SIZES[3], sum(named[:3]) / sum(a.SIZES[:3])
        counted = {"named": here, "elsewhere": elsewhere, "part": a.SIZES[3] / sum(a.SIZES)}
        assert LINE.margin(**counted) > 0
        if not LINE.when(**counted):
            beyond.add(thing)
    assert beyond == {
        "training models"
    }  # the one thing that a data scientist is asked for and others are not


def test_counts_fit_their_sizes():
    assert sum(a.SIZES) == int(SOURCES["ads_grouped"])
    assert a.SIZES[3] == int(SOURCES["ads_scientist"])
    for named in a.THINGS.values():
        assert all(0 <= one <= size for one, size in zip(named, a.SIZES, strict=True))
    assert set(a.WORD_FOR_WORD) == set(a.THINGS)


def test_sources_quote_what_the_counts_give():
    given = t.variables()
    assert given["told_grouped"] == SOURCES["ads_told"]
    assert given["chance_grouped"] == SOURCES["ads_told_by_chance"]
    assert given["told_exact"] == SOURCES["ads_told_exact"]
    assert given["chance_exact"] == SOURCES["ads_told_exact_by_chance"]
    tasks = np.mean([information.told(named, a.SIZES) for named in a.TASKS.values()])
    assert f"{tasks:.0%}" == SOURCES["ads_told_tasks"]


def test_the_picture_says_what_it_shows():
    view = t.draw_tools("Python", t.PRINTED)
    assert view.answer == pytest.approx(100 * 27 / 38)
    assert view.sentence.startswith(
        "27 of 38 advertisements for a data scientist name Python, 35 of the 131 others."
    )
    dealt = t.draw_tools("Python", t.DEALT)
    assert dealt.answer != view.answer
    assert "at random" in dealt.sentence.split(",")[0]


def test_exact_titles_tell_more_and_most_of_it_is_chance():
    grouped, exact = (t.draw_told(way, "tools") for way in (t.GROUPED, t.EXACT))
    assert exact.answer > grouped.answer
    for share, chance in t.shares(t.EXACT, "tools").values():
        assert chance > share / 2


def test_few_advertisements_leave_room():
    share, count, z = 27 / 38, 38, 1.959964  # Wilson 1927, by its formula
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    given = t.variables()
    assert (given["python_low"], given["python_high"]) == (f"{middle - half:.0%}", f"{middle + half:.0%}")
    assert given["told_four_of_five"] == f"{1 + 0.8 * np.log2(0.8) + 0.2 * np.log2(0.2):.0%}"
