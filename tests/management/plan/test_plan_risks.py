"""Named risks against the roadmap's, and risky tasks: roadmaps whose chances and critical paths can be counted."""

import re

import numpy as np
import pytest
from planted import BESIDE, found, only

from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task, simulate
from mlteams.management.plan import risks
from mlteams.management.plan.risks import beaten, too_risky

SERIES = "    - {name: a, estimate: [1, 2, 9], chance: 0.9}\n"
SERIES += "    - {name: g, after: a, alternatives: [{name: b, estimate: [1, 2, 3], chance: 0.4}, "
SERIES += "{name: c, estimate: [1, 2, 3], chance: 0.4}], try: at once}\n"


def test_a_top_risk_that_is_not_the_roadmaps(tmp_path):
    top = f"{BESIDE}    top_risk:"
    assert found(tmp_path, f"{top} {{date: a, chance: b}}\n", SERIES) == ()
    assert found(tmp_path, f"{top} {{date: a, chance: c}}\n", SERIES) == ()  # a tie
    one = only(found(tmp_path, f"{top}\n      date: b\n", SERIES))
    assert "in the roadmap it is “a”" in one.says
    assert one.lines == (3, 5)
    one = only(found(tmp_path, f"{top}\n      chance: a\n", SERIES))
    # P = 0.9 · (1 − 0.6²) = 0.576; b certain: 0.9, so 32 points; a certain: 0.64, so 6 points.
    gains = [int(points) for points in re.findall(r"adds (\d+) points", one.because)]
    assert gains == [pytest.approx(32, abs=2), pytest.approx(6, abs=2)]
    one = only(found(tmp_path, f"{top} {{date: aa}}\n", SERIES))
    assert "no such task" in one.says
    assert one.because == "It has 3 others. Did you mean 'a'?"
    alone = "    - {name: x, estimate: 1}\n"
    assert only(found(tmp_path, f"{top} {{date: z}}\n", alone)).because == "It has 1 other."
    one = only(found(tmp_path, "  dates:\n    top_risk: {date: a}\n"))
    assert "no roadmap" in one.says
    assert one.lines == (2, 3)


def test_a_risk_is_beaten_beyond_three_errors_and_if_it_is_nothing_beside_something():
    assert not beaten(1.0, 4.0, 1.0)
    assert beaten(1.0, 4.01, 1.0)
    assert beaten(0.0, 0.1, 1.0)
    assert not beaten(0.01, 0.1, 1.0)
    assert not beaten(0.0, 0.0, 1.0)


def test_the_errors_of_risks_are_about_those_over_seeds():
    likely = Pert(1, 2, 3)
    options = (Task("b", likely, chance=0.4), Task("c", likely, chance=0.4))
    first = Task("a", Pert(1, 2, 9), chance=0.9)
    roadmap = Roadmap("two ways after one task", "weeks", (first, Alternatives("g", options, after=("a",))))
    outcomes = [simulate(roadmap, 4_000, seed) for seed in range(40)]
    swings = np.std([one.tasks.swing for one in outcomes], axis=0).max()
    gains = (
        0.6 * np.std([one.tasks.birnbaum for one in outcomes], axis=0)[1:].max()
    )  # times the chance of failing
    for said, seen in ((risks._swing_error(outcomes[0]), swings), (risks._gain_error(outcomes[0]), gains)):
        assert 0.7 * seen < said < 2.5 * seen


@pytest.mark.parametrize(
    ("chance", "criticality", "confidence", "risky"),
    [
        (0.49, 0.51, None, True),
        (0.50, 0.51, None, False),  # even odds
        (0.49, 0.50, None, False),  # critical as often as not
        (0.84, 0.51, 0.85, True),
        (0.85, 0.51, 0.85, False),  # no less than promised
        (0.84, 0.50, 0.85, False),
        (0.40, 1.00, 0.30, False),  # the promise knows
    ],
)
def test_a_task_is_too_risky_below_the_promise_and_above_even_criticality(
    chance, criticality, confidence, risky
):
    assert too_risky(chance, criticality, confidence) is risky


def beside(chance, quick, risky="a"):
    """A task of 3 weeks beside a search of 2 weeks, or of 4 if its first try fails; critical as often as `quick`."""
    return (
        f"    - {{name: {risky}, estimate: 3, chance: {chance}}}\n"
        f"    - {{name: g, try: in turn, alternatives: [{{name: b, estimate: 2, chance: {quick}}}, "
        "{name: c, estimate: 2}]}\n"
    )


@pytest.mark.parametrize(
    ("chance", "quick", "confidence", "risky"),
    [
        (0.4, 0.52, "", True),
        (0.4, 0.48, "", False),
        (0.5, 0.52, "", False),
        (0.84, 0.52, "85%", True),
        (0.85, 0.52, "85%", False),
    ],
)
def test_a_task_that_may_fail_decides_the_date_and_has_no_alternative(
    tmp_path, chance, quick, confidence, risky
):
    text = f"{BESIDE}    promise:\n      confidence: {confidence}\n"
    some = found(tmp_path, text, beside(chance, quick))
    assert bool(some) is risky
    if risky:
        one = only(some)
        critical = re.search(
            rf"“a” works with probability {chance:.0%}, decides the date in (\d+)%", one.says
        )[1]
        assert int(critical) == pytest.approx(100 * quick, abs=2)
        assert f"with probability {chance:.0%} at most" in one.because
        assert one.lines == ((3, 5) if confidence else (3,))
        assert ("likelier to fail" in one.because) is not bool(confidence)


def test_a_risky_task_with_an_alternative_or_a_status_is_left_alone(tmp_path):
    risky = "    - {name: a, estimate: [1, 2, 9], chance: 0.4}\n"
    assert only(found(tmp_path, BESIDE, risky))
    alone = "    - {name: g, alternatives: [{name: a, estimate: [1, 2, 9], chance: 0.4}]}\n"
    assert only(found(tmp_path, BESIDE, alone))
    assert found(tmp_path, BESIDE, alone.replace("}]", "}, {name: c, estimate: 1}]")) == ()
    done = "    - {name: a, estimate: 1, chance: 0.4, status: done}\n"
    assert found(tmp_path, BESIDE, done) == ()
