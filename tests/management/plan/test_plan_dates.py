"""Estimates and assumptions: what is resampled from nothing, and what is called measured without a record."""

import pytest
from planted import found, only, study_of

from mlteams.management.plan import dates


def test_ratios_are_no_way_to_resample(tmp_path):
    one = only(found(tmp_path, "  dates:\n    estimates: {record: 12, resampled: ratios}\n"))
    assert "48% when whole tasks" in one.because  # sip_20_pairs and sip_20_ratios of the sources
    assert "17% when their ratios" in one.because
    assert one.lines == (3,)


@pytest.mark.parametrize(
    ("estimates", "count"),
    [
        ("{record: 0, resampled: tasks}", 1),
        ("{record: 1, resampled: tasks}", 0),
        ("{record: 0, resampled: ratios}", 2),
        ("{record: 0, resampled: none}", 0),
        ("{resampled: tasks}", 0),
    ],
)
def test_an_empty_record_is_not_resampled(tmp_path, estimates, count):
    assert len(found(tmp_path, f"  dates: {{estimates: {estimates}}}\n")) == count


MEASURED = "    assumptions:\n      - {says: a, status: measured}\n      - {says: b, status: measured}\n"


@pytest.mark.parametrize(
    ("record", "assumptions", "bad"),
    [
        ("0", MEASURED, True),
        ("1", MEASURED, False),
        ("", MEASURED, False),
        ("0", MEASURED + "      - {says: c, status: assumed}\n", False),
        ("0", MEASURED + "      - {says: c}\n", False),
        ("0", "    assumptions:\n", False),
    ],
)
def test_not_everything_is_measured_where_nothing_was_recorded(tmp_path, record, assumptions, bad):
    some = found(tmp_path, f"  dates:\n    estimates:\n      record: {record}\n{assumptions}")
    assert bool(some) is bad
    if bad:
        assert "All 2 assumptions are called measured" in only(some).says
        assert only(some).lines == (4, 5)


def test_one_assumption_is_the_only_one(tmp_path):
    text = "  dates: {estimates: {record: 0}, assumptions: [{says: a, status: measured}]}\n"
    assert "The only assumption is called" in only(found(tmp_path, text)).says


@pytest.mark.parametrize(
    ("estimates", "row"),
    [
        ("{record: 0}", ("0 finished tasks", "resampled: not said")),
        ("{record: 1, resampled: tasks}", ("1 finished task", "resampled: tasks")),
        ("{resampled: none}", ("not said", "resampled: none")),
        ("", None),
    ],
)
def test_what_is_agreed_on_estimates(tmp_path, estimates, row):
    form = study_of(tmp_path, f"  dates: {{estimates: {estimates}}}\n").form.dates
    assert [cells[1:] for cells in dates.agreed(form)] == ([row] if row else [])
