from math import asin, pi

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from mlteams.hiring.models import taylor_russell as t


# From the tables of Taylor and Russell (1939): the sheet for a base rate of .05 as reprinted, and two cells of that
# for .50. They print two digits.
@pytest.mark.parametrize(
    ("validity", "base", "ratio", "cell"),
    [
        (0.05, 0.05, 0.05, 0.06),
        (0.05, 0.05, 0.50, 0.05),
        (0.10, 0.05, 0.05, 0.07),
        (0.10, 0.05, 0.30, 0.06),
        (0.10, 0.05, 0.70, 0.05),
        (0.15, 0.05, 0.05, 0.09),
        (0.15, 0.05, 0.10, 0.08),
        (0.15, 0.05, 0.30, 0.07),
        (0.50, 0.50, 0.10, 0.84),
        (0.30, 0.50, 0.20, 0.67),
    ],
)
def test_published_cells(validity, base, ratio, cell):
    # Half a unit of the last digit, and one more for what was rounded by hand in 1939.
    assert t.success_ratio(validity, base, ratio) == pytest.approx(cell, abs=0.0065)


def test_another_library_s_example():
    # trModel(rxy=.5, sr=.5, br=.6) of the R package iopsych prints 0.7608728.
    assert t.success_ratio(0.5, 0.6, 0.5) == pytest.approx(0.7608728, abs=1e-6)


@pytest.mark.parametrize("validity", [0.0, 0.19, 0.42, 0.8, 0.99])
def test_halves_have_a_closed_form(validity):
    # Sheppard (1899): both above their medians in 1/4 + arcsin(r) / 2π of cases.
    assert t.success_ratio(validity, 0.5, 0.5) == pytest.approx(0.5 + asin(validity) / pi, abs=1e-7)


@pytest.mark.parametrize(
    ("validity", "base", "ratio"), [(0.07, 0.9, 0.02), (0.31, 0.13, 0.37), (0.65, 0.8, 0.9), (0.97, 0.3, 0.6)]
)
def test_against_one_integral(validity, base, ratio):
    cut, good = norm.isf(ratio), norm.isf(base)
    hit = quad(lambda x: norm.pdf(x) * norm.sf((good - validity * x) / np.sqrt(1 - validity**2)), cut, 12)[0]
    assert t.success_ratio(validity, base, ratio) == pytest.approx(hit / ratio, abs=1e-6)


def test_ends():
    assert t.success_ratio(0, 0.3, 0.2) == pytest.approx(0.3)
    assert t.success_ratio(1, 0.3, 0.2) == 1
    assert t.success_ratio(1, 0.3, 0.6) == pytest.approx(0.5)
    for base, ratio in ((0.3, 0.2), (0.3, 0.6), (0.05, 0.95)):
        assert t.success_ratio(1 - 1e-9, base, ratio) == pytest.approx(min(base, ratio) / ratio, abs=1e-4)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((-0.1, 0.5, 0.5), "validity is -0.1"),
        ((1.01, 0.5, 0.5), "validity is 1.01"),
        ((0.5, 0, 0.5), "base rate is 0"),
        ((0.5, 1, 0.5), "base rate is 1"),
        ((0.5, 0.5, 0), "selection ratio is 0"),
        ((0.5, 0.5, 1), "selection ratio is 1"),
        ((float("nan"), 0.5, 0.5), "validity is nan"),
    ],
)
def test_what_no_table_has_is_refused_in_a_sentence(wrong, said):
    with pytest.raises(ValueError, match=f"the {said}; it must be"):
        t.success_ratio(*wrong)


@pytest.mark.parametrize(("validity", "base", "few"), [(0.42, 0.5, 5), (0.7, 0.2, 3), (0.19, 0.8, 12)])
def test_the_best_of_a_few_against_draws(validity, base, few):
    rng = np.random.default_rng(1)
    score = rng.standard_normal((200_000, few))
    work = validity * score + np.sqrt(1 - validity**2) * rng.standard_normal(score.shape)
    best = work[np.arange(len(score)), score.argmax(1)]
    share = (best > norm.isf(base)).mean()
    assert t.best_of(validity, base, few) == pytest.approx(share, abs=3 * np.sqrt(0.25 / 200_000))


def test_the_best_of_a_few_at_its_ends():
    assert t.best_of(0.6, 0.3, 1) == pytest.approx(0.3, abs=1e-9)  # one candidate is no choice
    assert t.best_of(0, 0.3, 7) == pytest.approx(0.3, abs=1e-9)
    assert t.best_of(1, 0.3, 7) == pytest.approx(1 - 0.7**7)
    with pytest.raises(ValueError, match="0 candidates"):
        t.best_of(0.5, 0.5, 0)


def test_the_picture_counts_a_hundred():
    view = t.draw_hires("a structured interview", "one in five", "one in two")
    assert view.table["people"].tolist() == [20, 80]
    assert view.table["good"].tolist() == [15, 35]  # .736 of twenty, and fifty in all
    marks = view.figure.axes[0].lines
    filled = sum(len(mark.get_xdata()) for mark in marks if mark.get_markerfacecolor() != t.look.SURFACE)
    assert (sum(len(mark.get_xdata()) for mark in marks), filled) == (100, 50)


def test_numbers_for_prose():
    assert t.variables() == {"heron_lots": "50%"}
