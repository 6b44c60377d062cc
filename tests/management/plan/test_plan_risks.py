"""Named risks against the roadmap's, and risky tasks: roadmaps whose chances and critical paths can be counted."""

import re

import pytest
from planted import BESIDE, HERON, TODAY, found, only

from mlteams.management import PART
from mlteams.management.plan import risks
from mlteams.management.plan.risks import TopRisk, too_risky
from mlteams.management.tool.forecast import make_forecast
from mlteams.plan.plan_file import read_plan

TOP = f"{BESIDE}    top_risk:"
SERIES = "    - {name: a, estimate: [1, 2, 9], chance: 0.9}\n"
SERIES += "    - {name: g, after: a, alternatives: [{name: b, estimate: [1, 2, 3], chance: 0.4}, "
SERIES += "{name: c, estimate: [1, 2, 3], chance: 0.4}], try: at once}\n"


def test_a_top_risk_that_is_not_the_roadmaps(tmp_path):
    assert found(tmp_path, f"{TOP} {{date: a, chance: b}}\n", SERIES) == ()
    assert found(tmp_path, f"{TOP} {{date: a, chance: c}}\n", SERIES) == ()  # a tie
    one = only(found(tmp_path, f"{TOP}\n      date: b\n", SERIES))
    assert one.says == "“b” is named as the top risk for the date, and in the roadmap it is “a”."
    # a is in every path and takes a week or more, so a week less of it is a week.
    assert re.fullmatch(
        r"A week less of “a” brings the P85 forward by 1\.0 weeks; of “b” by 0\.\d\.", one.because
    )
    assert one.lines == (3, 5)
    one = only(found(tmp_path, f"{TOP}\n      chance: a\n", SERIES))
    # P = 0.9 · (1 − 0.6²) = 0.576; b certain: 0.9, so 32 points; a certain: 0.64, so 6 points.
    assert one.says == "“a” is named as the top risk for the chance, and in the roadmap it is “b” or “c”."
    assert one.because == "“b”, certain to succeed, adds 32 points to the plan's chance; “a” adds 6."


def test_a_top_risk_that_is_no_task(tmp_path):
    one = only(found(tmp_path, f"{TOP} {{date: aa}}\n", SERIES))
    assert "no such task" in one.says
    assert one.because == "It has 3 others. Did you mean 'a'?"
    alone = "    - {name: x, estimate: 1}\n"
    assert only(found(tmp_path, f"{TOP} {{date: z}}\n", alone)).because == "It has 1 other."
    one = only(found(tmp_path, "  dates:\n    top_risk: {date: a}\n"))
    assert "no roadmap" in one.says
    assert one.lines == (2, 3)


# Beside nine weeks: what of a week less counts is what the other is shorter. Up to .05 it reads as nothing.
@pytest.mark.parametrize(("short", "clear"), [(8.96, False), (8.94, True), (8.4, True)])
def test_where_nothing_gains_any_name_will_do(tmp_path, short, clear):
    tasks = f"    - {{name: long, estimate: 9}}\n    - {{name: short, estimate: {short}}}\n"
    assert found(tmp_path, f"{TOP} {{date: long}}\n", tasks) == ()
    some = found(tmp_path, f"{TOP} {{date: short}}\n", tasks)
    assert bool(some) is clear
    if clear:
        gain = f"{9 - short:.1f}"
        said = f"A week less of “long” brings the P85 forward by {gain} weeks; of “short” by nothing."
        assert only(some).because == said


# One after the other; the second can lose no more than it takes.
@pytest.mark.parametrize(("lasts", "told"), [(0.81, ""), (0.79, "1.0 weeks; of “b” by 0.8.")])
def test_gains_that_read_the_same_are_a_tie(tmp_path, lasts, told):
    tasks = f"    - {{name: a, estimate: 3}}\n    - {{name: b, after: a, estimate: {lasts}}}\n"
    some = found(tmp_path, f"{TOP} {{date: b}}\n", tasks)
    assert [one.because.partition("forward by ")[2] for one in some] == [told] * bool(told)


# P = .8 · q; a certain: .2 · q more, b certain: .8 · (1 − q): 16.01 and 15.97 points, or 16.01 and 15.95.
@pytest.mark.parametrize(
    ("chance", "told"), [(0.8004, ""), (0.8006, "16.01 points to the plan's chance; “b” adds 15.95.")]
)
def test_chances_that_read_the_same_are_a_tie_and_others_are_told_apart(tmp_path, chance, told):
    tasks = (
        "    - {name: a, estimate: 1, chance: 0.8}\n"
        f"    - {{name: b, after: a, estimate: 1, chance: {chance}}}\n"
    )
    some = found(tmp_path, f"{TOP} {{chance: b}}\n", tasks)
    assert [one.because.partition("adds ")[2] for one in some] == [told] * bool(told)


def test_where_nothing_can_fail_any_name_will_do(tmp_path):
    tasks = "    - {name: a, estimate: 3}\n    - {name: b, estimate: 2, status: done}\n"
    assert found(tmp_path, f"{TOP} {{chance: b}}\n", tasks) == ()
    assert "of “b” by nothing" in only(found(tmp_path, f"{TOP} {{date: b}}\n", tasks)).because


def test_a_day_is_the_unit_of_a_roadmap_in_days(tmp_path):
    text = "  dates:\n    top_risk: {date: b}\n    roadmap:\n      unit: days\n      tasks:\n"
    text += "        - {name: a, estimate: 3}\n        - {name: b, estimate: 1}\n"
    said = "A day less of “a” brings the P85 forward by 1.0 days; of “b” by nothing."
    assert only(found(tmp_path, text)).because == said


def test_of_tasks_that_were_not_tried_only_what_is_clear_is_said(tmp_path):
    """Thirty alike, one after the other, of which twenty are tried: any may be named."""
    tasks = "".join(
        f"    - {{name: t{n}, after: [{f't{n - 1}' if n else ''}], estimate: 2, chance: 0.97}}\n"
        for n in range(30)
    )
    tasks += "    - {name: sure, after: t29, estimate: 2}\n    - {name: aside, estimate: 1, chance: 0.9999}\n"
    for name in ("t0", "t15", "t29"):
        assert found(tmp_path, f"{TOP} {{date: {name}, chance: {name}}}\n", tasks) == ()
    assert only(found(tmp_path, f"{TOP} {{chance: sure}}\n", tasks)).because.endswith(
        "; “sure” adds nothing."
    )
    assert only(found(tmp_path, f"{TOP} {{date: aside}}\n", tasks)).because.endswith(
        "; of “aside” by nothing."
    )
    # .97³⁰ = 40%; another t certain: 1.2 points more. aside fails in .01%, so it gains no more.
    said = only(found(tmp_path, f"{TOP} {{chance: aside}}\n", tasks)).because
    assert re.search(r"adds 1 .*; “aside” adds (at most 0\.\d+|nothing)\.", said)


HERONS = {
    "date": {"Own model": True, "All depots": True, "Rented reader": False, "Works council agrees": False},
    "chance": {"Shadow run in one depot": True, "Own model": False, "All depots": False},
}


def test_thirty_seeds_say_the_same_of_heron():
    (study,) = (study for part, _, study in read_plan(HERON, TODAY).studies if part is PART)
    for seed in range(30):
        study.__dict__["forecast"] = make_forecast(study.roadmap, 20_000, seed, None)
        for key, names in HERONS.items():
            for name, holds in names.items():
                some = [*risks.contradictions(TopRisk(**{key: name}), 0.85, study)]
                assert [one.says for one in some if "top risk" in one.says] == [] or not holds, (seed, name)
                assert bool(some) is not holds, (seed, name)


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
            rf"“a” works with a chance of {chance:.0%}, decides the date in (\d+)%", one.says
        )[1]
        assert int(critical) == pytest.approx(100 * quick, abs=2)
        assert f"with a chance of {chance:.0%} at most" in one.because
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
