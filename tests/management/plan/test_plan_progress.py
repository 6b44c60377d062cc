"""The rules of progress: a stall that chance explains, and rewards for results that say less than a review."""

import math

import pytest
from planted import found, only, study_of

from mlteams.management.plan import progress
from mlteams.plan.plan_check import place


def stall(runs, without, then):
    return f"  progress:\n    stall:\n      runs: {runs}\n      without_best: {without}\n      then: {then}\n"


@pytest.mark.parametrize(
    ("runs", "without", "then", "chance"),
    [
        (60, 25, "stop", "58%"),
        (60, 56, "change the search", "7%"),
        (60, 57, "stop", None),  # 3/60, the level itself
        (10, 9, "stop", "10%"),
        (60, 25, "keep searching", None),
        (60, 56, "keep searching", None),  # 4/60
        (60, 57, "keep searching", "5%"),  # 3/60: as rare as what counts as stuck
        (60, 58, "keep searching", "3%"),
        (60, 25, "", None),
        (1000, 950, "stop", None),
        (1000, 949, "stop", "5%"),  # 5.1%
        (1_000_000, 949_999, "stop", "5%"),  # 5.0001%
    ],
)
def test_a_stall_that_chance_explains(tmp_path, runs, without, then, chance):
    some = found(tmp_path, stall(runs, without, then))
    if chance is None:
        assert some == ()
    else:
        assert f"with a chance of {chance}" in only(some).because  # (runs − without) / runs
        assert only(some).lines == (4, 5, 6)
        assert place(only(some)) == "lines 4, 5 and 6"


@pytest.mark.parametrize(
    ("runs", "enough"),
    [(60, "57 of 60"), (20, "19 of 20"), (19, "more than 19"), (10, "more than 10")],
)
def test_what_it_would_take_is_enough_and_no_more(tmp_path, runs, enough):
    assert f"it takes {enough} runs" in only(found(tmp_path, stall(runs, 5, "stop"))).because
    if "of" in enough:
        needed = int(enough.split()[0])
        assert found(tmp_path, stall(runs, needed, "stop")) == ()
        assert only(found(tmp_path, stall(runs, needed - 1, "stop")))


# Break-even: v²/(1−v²) · (m(1−m) − s²)/s² with v = .42, m = .25, s = .05.
EVEN = 0.42**2 / (1 - 0.42**2) * (0.25 * 0.75 - 0.05**2) / 0.05**2


@pytest.mark.parametrize(
    ("rewards", "bad"),
    [
        ("results", True),
        (f"{{by: results, projects: {math.floor(EVEN)}}}", True),
        (f"{{by: results, projects: {math.ceil(EVEN)}}}", False),
        ("{by: results, projects: 0}", True),
        ("inputs", False),
        ("{by: inputs, projects: 3}", False),
        ("{projects: 3}", False),
    ],
)
def test_rewards_for_results(tmp_path, rewards, bad):
    some = found(tmp_path, f"  progress: {{rewards: {rewards}}}\n")
    assert bool(some) is bad
    if bad:
        assert f"about {EVEN:.0f} projects each" in only(some).because


@pytest.mark.parametrize(
    ("projects", "says"),
    [
        ("", "does not say how many"),
        ("0", "With 0 projects finished"),
        ("1", f"After 1 project, results correlate {math.sqrt(0.05**2 / (0.25 * 0.75)):.2f}"),
        ("8", f"{math.sqrt(8 * 0.05**2 / (8 * 0.05**2 + 0.25 * 0.75 - 0.05**2)):.2f} with skill"),
    ],
)
def test_how_much_results_say(tmp_path, projects, says):
    text = f"  progress: {{rewards: {{by: results, projects: {projects}}}}}\n"
    assert says in only(found(tmp_path, text)).because


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "{stall: {runs: 60, without_best: 57}}",
            [("57 of 60 runs without a new best: not said", "in 5% of searches")],
        ),
        ("{stall: {runs: 60}}", []),
        ("{rewards: inputs}", [("inputs", "")]),
        ("{rewards: {by: results, projects: 0}}", [("results", "0 projects each")]),
        ("{rewards: {by: results, projects: 1}}", [("results", "1 project each")]),
        ("{rewards: {projects: 1}}", []),
    ],
)
def test_what_is_agreed_on_progress(tmp_path, text, rows):
    agreed = list(progress.agreed(study_of(tmp_path, f"  progress: {text}\n").form.progress))
    assert len(agreed) == len(rows)
    for (_, what, note), (wanted, ends) in zip(agreed, rows, strict=True):
        assert what == wanted
        assert note.endswith(ends)
