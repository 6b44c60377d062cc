from math import asin, pi, sqrt

import numpy as np
import pytest

from mlteams.hiring.models import interviewer_agreement as i


def marks(reliability, panel, validity=0.0, people=200_000):
    """Return marks of a panel and performance, drawn from their covariance."""
    spread = np.full((panel + 1, panel + 1), reliability)
    spread[-1] = spread[:, -1] = validity
    np.fill_diagonal(spread, 1)
    drawn = np.random.default_rng(9).multivariate_normal(np.zeros(panel + 1), spread, people)
    return drawn[:, :-1], drawn[:, -1]


@pytest.mark.parametrize(("reliability", "few"), [(0.44, 4), (0.3, 1), (0.7, 8)])
def test_means_of_marks_against_draws(reliability, few):
    seen, work = marks(reliability, 12, 0.19)
    some, everyone = seen[:, :few].mean(1), seen.mean(1)
    assert i.with_panel(reliability, few, 12) == pytest.approx(np.corrcoef(some, everyone)[0, 1], abs=0.005)
    assert i.panel_validity(0.19, reliability, few) == pytest.approx(np.corrcoef(some, work)[0, 1], abs=0.008)
    cuts = np.quantile(some, 0.8), np.quantile(everyone, 0.8)
    same = ((some >= cuts[0]) == (everyone >= cuts[1])).mean()
    assert i.same_decision(reliability, few, 12, 0.2) == pytest.approx(same, abs=0.004)


def test_spearman_brown_against_two_halves():
    seen, _ = marks(0.44, 8)
    first, second = seen[:, :4].mean(1), seen[:, 4:].mean(1)
    assert i.spearman_brown(0.44, 4) == pytest.approx(np.corrcoef(first, second)[0, 1], abs=0.006)
    assert i.spearman_brown(0.44, 1) == pytest.approx(0.44)
    assert i.spearman_brown(1, 5) == 1


def test_half_hired_has_a_closed_form():
    # Sheppard (1899): the same side of both medians in 1/2 + arcsin(r) / π of cases.
    together = sqrt(((1 + 11 * 0.44) / 12) / ((1 + 3 * 0.44) / 4))
    assert i.same_decision(0.44, 4, 12, 0.5) == pytest.approx(0.5 + asin(together) / pi, abs=1e-6)


def test_a_published_figure_of_the_notes():
    assert i.panel_validity(0.19, 0.37, 4) == pytest.approx(0.26, abs=0.005)


def test_ends_and_refusals():
    assert i.same_decision(0.44, 12, 12, 0.2) == 1
    assert i.panel_validity(0.6, 1, 9) == pytest.approx(0.6)  # the same mark nine times
    with pytest.raises(ValueError, match="of a panel of 3"):
        i.with_panel(0.44, 4, 3)
    with pytest.raises(ValueError, match="share hired is 0;"):
        i.same_decision(0.44, 4, 12, 0)
    with pytest.raises(ValueError, match="reliability 0, 4 interviewers"):
        i.spearman_brown(0, 4)
    with pytest.raises(ValueError, match="root of the reliability"):
        i.panel_validity(0.67, 0.44, 2)


@pytest.mark.parametrize(
    ("validity", "reliability", "wanted"), [(0.38, 0.44, 0.51), (0.3, 0.3, 0.45), (0.2, 0.5, 0.2)]
)
def test_as_many_as_is_the_first_that_reaches(validity, reliability, wanted):
    count = i.as_many_as(validity, reliability, wanted)
    assert i.panel_validity(validity, reliability, count) >= wanted - 1e-12
    assert count == 1 or i.panel_validity(validity, reliability, count - 1) < wanted


def test_no_number_reaches_what_is_above_the_limit():
    assert i.as_many_as(0.19, 0.44, 0.42) == 0
    assert i.panel_validity(0.19, 0.44, 1e9) == pytest.approx(0.19 / sqrt(0.44), abs=1e-6)


def test_agreement_does_not_ask_about_the_work():
    newer, older = (i.draw_panel(4, "as published (.44)", review) for review in ("2022", "1998"))
    assert newer.answer == older.answer
    assert newer.table["people"][1] < older.table["people"][1]


def test_numbers_for_prose():
    found = i.variables()
    for name, count in (("three", 3), ("four", 4)):
        assert float(found[name]) == pytest.approx(0.19 * sqrt(count / (1 + (count - 1) * 0.44)), abs=0.005)
    assert float(found["most"]) == pytest.approx(0.19 / sqrt(0.44), abs=0.005)
    assert found["as_many_before"] == "5"
