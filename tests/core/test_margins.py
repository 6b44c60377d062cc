"""A look over ranges must find what is there, and must not be content with less."""

from collections.abc import Callable

import pytest

from mlteams.core.claim import Line, Span, Verdict
from mlteams.core.margins import INSIDE, look_over

HOLDS, WHEN, REVERSES = Verdict.HOLDS, Verdict.HOLDS_WHEN, Verdict.REVERSES_WHEN


def line(
    verdict: Verdict,
    margin: Callable[..., float],
    when: Callable[..., bool] | None = None,
    **ranges: Span,
) -> Line:
    return Line("a model", verdict, "it does", margin, ranges or {"x": Span(-1, 1, "assumed")}, when)


def test_verdicts_that_stand() -> None:
    assert not look_over(line(HOLDS, lambda x: x + 2)).against
    assert not look_over(line(WHEN, lambda x: x, lambda x: x >= 0)).against
    assert not look_over(line(REVERSES, lambda x: -x, lambda x: x >= 0)).against


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (line(HOLDS, lambda x: x + 0.999), "fails at x -1"),  # wrong at one corner alone
        (line(HOLDS, lambda x: 0.9**2 - (x - 0.05) ** 2), "fails at"),
        (line(HOLDS, lambda x: 0.0), "more than a tie"),
        (line(HOLDS, lambda x: 1.0), "the input x changes no margin"),
        (line(HOLDS, lambda x: x + 2, lambda x: x > 0), "has a condition"),
        (line(WHEN, lambda x: x), "lacks a condition"),
        (line(WHEN, lambda x: x, lambda x: x > -0.1), "fails at"),
        (line(WHEN, lambda x: x + 2, lambda x: x > 0), "no point outside its condition"),
        (line(WHEN, lambda x: x, lambda x: x > 3), "more than a tie"),
        (line(REVERSES, lambda x: x, lambda x: x > 0), "fails at"),
        (line(REVERSES, lambda x: x - 2, lambda x: x > 0), "no point outside its condition"),
    ],
)
def test_verdicts_that_do_not(wrong: Line, said: str) -> None:
    assert said in " ".join(look_over(wrong).against)


@pytest.mark.parametrize(("from_here", "corner"), [(0.79, False), (0.81, True)])
def test_a_condition_that_is_a_corner(from_here: float, corner: bool) -> None:
    """Of -1 to 1, a tenth lies above .8."""
    found = look_over(line(WHEN, lambda x: x, lambda x: x > from_here))
    assert ("a corner of the ranges" in " ".join(found.against)) is corner


@pytest.mark.parametrize(("tied", "most"), [(0.49, False), (0.51, True)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_verdict_that_is_mostly_ties(sign: int, tied: float, most: bool) -> None:
    """The condition is the half above 0; there the margin is 0 up to `tied`."""

    def margin(x: float) -> float:
        return sign * (min(x, 0) + max(0, x - tied))

    verdict = WHEN if sign > 0 else REVERSES
    found = look_over(line(verdict, margin, lambda x: x > 0))
    assert ("is a tie at" in " ".join(found.against)) is most


def test_ties_outside_the_condition_do_no_harm() -> None:
    assert not look_over(line(WHEN, lambda x: max(0, x) + min(0, x + 0.9), lambda x: x > 0)).against


def test_an_input_counts_if_it_matters_anywhere() -> None:
    both = {"x": Span(0, 1, "assumed"), "y": Span(0, 1, "assumed")}
    assert not look_over(line(HOLDS, lambda x, y: 1 + max(0, x - 0.5) * y, **both)).against
    assert look_over(line(HOLDS, lambda x, y: 1 + x, **both)).against == ("the input y changes no margin",)


def test_points_are_the_corners_and_evenly_inside() -> None:
    ranges = {
        "share": Span(0, 1, "assumed"),
        "cost": Span(1, 10_000, "assumed", log=True),
        "team": Span(1, 4, "assumed", whole=True),
    }
    found = look_over(line(HOLDS, lambda share, cost, team: 1 + share + cost + team, **ranges))
    corners = {tuple(one.inputs.values()) for one in found.corners}
    assert corners == {(s, c, t) for s in (0, 1) for c in (1, 10_000) for t in (1, 4)}
    assert len(found.inside) == INSIDE
    assert sum(one.inputs["cost"] < 100 for one in found.inside) == INSIDE / 2  # by ratios
    teams = [one.inputs["team"] for one in found.inside]
    assert [teams.count(size) for size in (1, 2, 3, 4)] == [INSIDE / 4] * 4
    assert all(isinstance(size, int) for size in teams)
    assert found.right == 1


def test_the_share_that_is_right_is_the_share_of_the_volume() -> None:
    found = look_over(line(WHEN, lambda x: x - 0.5, lambda x: x > 0.5))
    assert found.right == 0.25  # of -1 to 1, exact for a Sobol sequence


def test_the_same_points_every_time() -> None:
    one = line(HOLDS, lambda x: x + 2)
    assert look_over(one) == look_over(one)


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ({"x": Span(1, 1, "assumed")}, "from 1 to 1;"),
        ({"x": Span(0, 1, "assumed", log=True)}, "from 0 to 1 by ratios"),
    ],
)
def test_ranges_that_are_none(ranges: dict[str, Span], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        look_over(line(HOLDS, lambda x: x, **ranges))


def test_a_margin_that_is_no_number() -> None:
    with pytest.raises(ValueError, match="margin at x -1 is nan"):
        look_over(line(HOLDS, lambda x: float("nan")))
