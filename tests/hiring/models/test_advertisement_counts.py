import csv
from math import sqrt
from statistics import median

import pytest
from scipy.stats import binom

from mlteams import parts
from mlteams.hiring.models import advertisement_counts as a

with (parts.folder("hiring") / "sources.csv").open(encoding="utf-8", newline="") as file:
    SOURCES = {row["key"]: row["value"] for row in csv.DictReader(file)}
WHAT = {"tampa_pay": a.PAY, "tampa_years": a.YEARS, "tampa_five": a.FIVE, "tampa_degree": a.DEGREE}


def wilson(named, of, z=1.959963984540054):
    """The textbook's formula (Wilson 1927)."""
    share = named / of
    centre, half = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (centre - half) / (1 + z * z / of), (centre + half) / (1 + z * z / of)


@pytest.mark.parametrize("thing", a.COUNTS)
@pytest.mark.parametrize("titles", a.SIZES)
def test_intervals_by_the_formula(thing, titles):
    named, of = a.COUNTS[thing][titles], a.SIZES[titles]
    assert a.interval(named, of) == pytest.approx(wilson(named, of), abs=1e-9)


def test_an_interval_of_more_than_there_are_is_refused():
    with pytest.raises(ValueError, match="must not be greater"):
        a.interval(4, 3)


@pytest.mark.parametrize("key", WHAT)
def test_sources_quote_the_counts(key):
    assert SOURCES[key] == str(a.COUNTS[WHAT[key]][a.ALL])


def test_sources_quote_the_sizes_and_the_middle_of_the_musts():
    assert SOURCES["tampa_n"] == str(a.SIZES[a.ALL])
    assert SOURCES["tampa_musts"] == f"{median(a.MUSTS):g}"
    assert SOURCES["tampa_result"] == str(a.COUNTS[a.RESULT][a.ALL])


def test_the_middle_of_the_musts_may_lie_between_four_and_eight():
    # Ranks 10 and 21 of 30 hold the median with 95 percent or more, and no closer pair does.
    assert (sorted(a.MUSTS)[9], sorted(a.MUSTS)[20]) == (4, 8)
    assert 1 - 2 * binom.cdf(9, 30, 0.5) >= 0.95 > 1 - 2 * binom.cdf(10, 30, 0.5)


def test_fewer_ask_for_five_years_than_for_years_and_scientists_are_among_all():
    for titles in a.SIZES:
        assert a.COUNTS[a.FIVE][titles] <= a.COUNTS[a.YEARS][titles] <= a.SIZES[titles]
    for counts in a.COUNTS.values():
        assert counts[a.SCIENTIST] <= counts[a.ALL]
