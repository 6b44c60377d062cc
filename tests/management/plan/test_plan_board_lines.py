"""Management's lines on Heron's board: what its plan says and its roadmap gives, and nothing that is empty."""

from dataclasses import replace
from datetime import date

import pytest
from planted import HERON, TODAY, study_of

from mlteams.core.words import written
from mlteams.management import PART
from mlteams.management.models.roadmap import Alternatives, simulate
from mlteams.management.models.tasks import in_order
from mlteams.management.plan import SECTION
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.plan.plan_file import read_plan

TASKS = """\
  - {name: Dig, estimate: 2, chance: 0.5}
  - name: Build
    after: Dig
    try: in turn
    alternatives:
      - {name: Slow, estimate: 6, chance: 0.5}
      - {name: Quick, estimate: 1, chance: 1}
"""


def values(study):
    return {(line.lesson, line.label): line.value for line in SECTION.board(study)}


def test_an_empty_plan_has_no_lines(tmp_path):
    assert values(study_of(tmp_path, "  dates:\n")) == {}


def test_odds_and_dates_are_the_roadmap_s_and_change_with_the_order(tmp_path):
    text = (
        "  dates:\n    roadmap: tasks.yaml\n    promise: {date: 2027-02-20, confidence: 85%}\n"
        "  approaches:\n    order: [Quick, Slow]\n"
    )
    found = values(study_of(tmp_path, text, TASKS))
    assert found["dates", "Works at all"] in ("49%", "50%", "51%")
    # By hand: 2 + 6 weeks with even odds, otherwise a week more; quick first, three weeks for sure. Day 63 is a Sunday.
    day, odds = "If it works, even odds by", "If it works, done by 20 February 2027"
    assert found["dates", "If it works, 17 in 20 by"] == written(date(2027, 3, 7))
    assert found["dates", odds] == "0%"
    assert found["approaches", day] == found["approaches", "If it works, 17 in 20 by"] == "24 January 2027"
    assert found["approaches", odds] == "100%"
    assert found["approaches", "First to try"] == "Quick"
    # Dig in all futures, then half of them go on: 2 + .5 × (6 + .5) and 2 + .5.
    assert found["dates", "Expected work"] == "5 person-weeks"
    assert found["approaches", "Expected work"] in ("2 person-weeks", "3 person-weeks")


def test_a_roadmap_that_cannot_work_has_no_dates(tmp_path):
    tasks = "  - {name: Dig, estimate: 2, chance: 0}\n"
    found = values(study_of(tmp_path, "  dates:\n    roadmap: tasks.yaml\n", tasks))
    assert found["dates", "Works at all"] == "0%"
    assert not any("If it works" in label for _, label in found)


def test_another_order_keeps_every_option_and_changes_no_chance():
    roadmap = read_roadmap(HERON.with_name("roadmap.yaml"), today=TODAY).roadmap
    turned = in_order(roadmap, ("Rented reader", "Nobody"))
    (group,) = (step for step in turned.steps if isinstance(step, Alternatives))
    assert [one.name for one in group.options] == ["Rented reader", "Own model", "Open model, tuned"]
    before, after = (simulate(one, samples=40_000, seed=3).chance for one in (roadmap, turned))
    assert after == pytest.approx(before, abs=0.01)
    same = replace(turned, steps=tuple(step for step in turned.steps if step is not group))
    assert all(step in roadmap.steps for step in same.steps)


def test_heron_s_lines_belong_to_lessons_and_say_each_thing_once():
    (study,) = (study for part, _, study in read_plan(HERON, TODAY).studies if part is PART)
    lines = [(line.lesson, line.label) for line in SECTION.board(study)]
    assert len(lines) == len(set(lines))
    assert {lesson for lesson, _ in lines} == {"dates", "approaches", "progress", "together", "board"}
    found = values(study)
    assert found["progress", "Counts as stuck"] == "57 of 60 runs without a new best"
    assert found["approaches", "First to try"] == "Rented reader"
    # Handed over 5/.6 + 2/.5 + 1/.95 + 6/.8; the first two together 6/.84 + 2.5/.75.
    assert found["together", "Work that changes hands"] == "19 weeks, 21 if handed over"
    assert found["together", "Chooses among ideas"] == "one for all"
    assert "180,000" in found["board", "Benefit"]
