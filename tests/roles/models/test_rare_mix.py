import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from mlteams.core.margins import look_over
from mlteams.roles.models import rare_mix as r

LINE = r.CLAIMS[0].lines[0]


def orthant(skills, bar, correlation):
    """P(all scores above the bar), as scipy integrates it: by symmetry that of all below minus the bar."""
    cut = norm.isf(bar)
    spread = np.full((skills, skills), correlation) + (1 - correlation) * np.eye(skills)
    law = multivariate_normal(np.zeros(skills), spread, seed=0, abseps=1e-9, releps=1e-5, maxpts=2_000_000)
    return float(law.cdf(np.full(skills, -cut)))


def test_the_line_stands_over_its_ranges():
    assert not look_over(LINE).against


@pytest.mark.parametrize("skills", [2, 3, 5])
@pytest.mark.parametrize("bar", [0.1, 1 / 3])
@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.6])
def test_share_against_scipy(skills, bar, correlation):
    assert r.all_good(skills, bar, correlation) == pytest.approx(orthant(skills, bar, correlation), rel=2e-3)


def test_two_medians_in_closed_form():
    # Above the median in both: 1/4 + arcsin(ρ)/2π (Sheppard).
    for correlation in (0.0, 0.3, 0.9):
        assert r.all_good(2, 0.5, correlation) == pytest.approx(0.25 + np.arcsin(correlation) / (2 * np.pi))


@pytest.mark.parametrize(
    ("skills", "correlation", "one_in"),
    [(6, 0.0, 15625), (6, 0.3, 194), (6, 0.5, 55), (8, 0.3, 428), (10, 0.3, 809)],
)
def test_values_of_the_best_fifth(skills, correlation, one_in):
    assert round(1 / r.all_good(skills, 0.2, correlation)) == one_in


def test_against_people_drawn():
    rng = np.random.default_rng(3)
    people, skills, bar, correlation = 400_000, 4, 0.2, 0.3
    scores = np.sqrt(correlation) * rng.standard_normal((people, 1))
    scores = scores + np.sqrt(1 - correlation) * rng.standard_normal((people, skills))
    seen = (scores > norm.isf(bar)).all(axis=1).mean()
    expected = r.all_good(skills, bar, correlation)
    assert seen == pytest.approx(expected, abs=4 * np.sqrt(expected / people))


def test_no_skill_and_one_skill():
    assert r.all_good(0, 0.2, 0.3) == pytest.approx(1)
    assert r.all_good(1, 0.2, 0.3) == pytest.approx(0.2)


@pytest.mark.parametrize("numbers", [(-1, 0.2, 0.3), (2, 0, 0.3), (2, 1, 0.3), (2, 0.2, 1), (2, 0.2, -0.1)])
def test_impossible_numbers_are_refused(numbers):
    with pytest.raises(ValueError, match="skills"):
        r.all_good(*numbers)


def test_two_people_who_share_the_skills():
    # Without correlation one needs 1/q^k to meet; two need twice 1/q^(k/2); an odd skill goes to the first.
    assert r.to_meet(4, 0.2, 0.0, 1) == pytest.approx(5**4)
    assert r.to_meet(4, 0.2, 0.0, 2) == pytest.approx(2 * 5**2)
    assert r.to_meet(3, 0.2, 0.0, 2) == pytest.approx(5**2 + 5)


def test_margin_at_both_sides_of_one_applicant():
    # Independent skills of the best tenth: one in a hundred has both.
    at = {"bar": 0.1, "correlation": 0.0}
    assert LINE.margin(applicants=99, **at) == pytest.approx(0.01)
    assert LINE.margin(applicants=101, **at) == pytest.approx(-0.01)


def test_the_condition_at_both_sides_of_its_edges():
    # Just fewer than two of ten pass one bar: that one of them has both takes skills that go together at more than 0.6.
    near = {"applicants": 10, "bar": 0.1999}
    assert LINE.margin(**near, correlation=0.6) > 0 > LINE.margin(**near, correlation=0.62)
    assert LINE.when(**near, correlation=0.6)
    assert not LINE.when(**near, correlation=0.61)
    assert not LINE.when(applicants=10, bar=0.2, correlation=0.6)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.2, "1 in 5"),
        (1 / 194.4, "1 in 194"),
        (1 / 15625, "1 in 16,000"),
        (1e-6, "1 in 1 million"),
        (1e-3, "1 in 1,000"),
    ],
)
def test_one_in(share, words):
    assert r.one_in(share) == words


def test_pictures_say_what_they_show():
    view = r.draw_people(6, "best fifth", 0.3)
    assert view.answer == 5.2
    assert (
        view.sentence
        == "1 in 194 is good at all 6 skills; if skills did not go together, it would be 1 in 16,000."
    )
    assert "this one skill" in r.draw_people(1, "best fifth", 0.3).sentence
    assert "about as many" in r.draw_pair(5, "best third", 0.6).sentence
    assert r.draw_pair(6, "best fifth", 0.3).answer == pytest.approx(2 / r.all_good(3, 0.2, 0.3))


def test_two_are_easier_to_find_only_below_a_correlation():
    # Without correlation one person takes 1 / bar**6, and two with three each take 2 / bar**3.
    turn = r.no_easier(6, 0.2)
    assert r.to_meet(6, 0.2, 0.0, 1) == pytest.approx(5**6)
    assert r.to_meet(6, 0.2, 0.0, 2) == pytest.approx(2 * 5**3)
    for step in range(100):
        easier = r.to_meet(6, 0.2, step / 100, 2) < r.to_meet(6, 0.2, step / 100, 1)
        assert easier == (step / 100 < turn)
