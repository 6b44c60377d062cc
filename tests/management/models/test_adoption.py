import numpy as np
import pytest
from scipy.integrate import solve_ivp

from mlteams.core.margins import look_over
from mlteams.management.models import adoption


def test_adoption_against_the_differential_equation():
    months = np.linspace(0, 30, 7)
    solved = solve_ivp(lambda _t, f: (0.02 + 0.3 * f) * (1 - f), (0, 30), [0.0], t_eval=months, rtol=1e-8)
    assert adoption.adopted(months, 0.02, 0.3) == pytest.approx(solved.y[0], abs=1e-5)
    assert adoption.adopted(np.array([adoption.months_to_half(0.02, 0.3)]), 0.02, 0.3)[0] == pytest.approx(
        0.5
    )


@pytest.mark.parametrize(("imitation", "pays"), [(0.05, True), (0.45, False)])
def test_the_margin_of_education_against_the_differential_equation(imitation, pays):
    def half(innovation):
        solved = solve_ivp(
            lambda _t, f: (innovation + imitation * f) * (1 - f),
            (0, 200),
            [0.0],
            events=lambda _t, f: f[0] - 0.5,
            rtol=1e-9,
        )
        return solved.t_events[0][0]

    margin = adoption.margin_education(0.02, imitation, 0.02, 4.0)
    assert margin == pytest.approx(half(0.02) - half(0.04) - 4.0, abs=1e-3)
    assert (margin > 0) == pays


def test_teaching_pays_at_the_worst_point_of_its_condition_and_not_far_beyond():
    # As few months as can be won: many start by themselves, teaching just doubles them, and it takes a quarter.
    assert adoption.margin_education(0.06, 0.10, 0.06, 3.0) > 0
    assert adoption.margin_education(0.06, 0.10, 0.06, 4.0) < 0
    assert adoption.margin_education(0.06, 0.15, 0.06, 3.0) < 0
    assert adoption.margin_education(0.06, 0.10, 0.04, 3.0) < 0


def test_the_condition_of_teaching_on_both_sides_of_its_edges():
    (line,) = adoption.CLAIMS[0].lines
    at = {"innovation": 0.05, "imitation": 0.1, "education": 0.05, "months": 3.0}
    assert line.when(**at)
    for change in ({"education": 0.049}, {"imitation": 0.11}, {"months": 3.1}):
        assert not line.when(**(at | change))


def test_impossible_rates_are_refused():
    with pytest.raises(ValueError, match="above 0"):
        adoption.adopted(np.array([1.0]), 0.0)


@pytest.mark.parametrize("line", [line for claim in adoption.CLAIMS for line in claim.lines])
def test_the_lines_of_the_ledger_stand(line):
    assert look_over(line).against == ()
