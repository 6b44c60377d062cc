"""Heron's assumed numbers have one home: the roadmap, the plan and the exercises agree with facts.yaml."""

import re
from datetime import date
from math import isclose

import pytest
import yaml

from mlteams.input import heron
from mlteams.input.errors import BadInput
from mlteams.input.sentences import numbers
from mlteams.management.exercises import order, sentence
from mlteams.management.models import portfolio
from mlteams.management.models.estimates import Pert
from mlteams.management.models.tasks import parts
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT

FOLDER = ROOT / "examples" / "heron"
TASKS = [task for step in read_roadmap(FOLDER / "roadmap.yaml").roadmap.steps for task in parts(step)]
PLAN = yaml.safe_load((FOLDER / "plan.yaml").read_text(encoding="utf-8"))
KNOWN = heron.facts()


def key(name):
    return "management." + re.sub(r"\W+", "_", name.lower().replace("'", ""))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_task_of_the_roadmap_stands_in_the_facts(task):
    name, guess = key(task.name), task.estimate
    keys = ("low", "likely", "high") if isinstance(guess, Pert) else ("median", "spread")
    assert {one: getattr(guess, one) for one in keys} == {
        one: heron.fact(f"{name}.weeks.{one}") for one in keys
    }
    for said, ours in (("chance", task.chance), ("people", task.cost), ("importance", task.importance)):
        assert isclose(ours, heron.fact(f"{name}.{said}") if f"{name}.{said}" in KNOWN else 1), said


def test_no_task_of_the_facts_is_missing_from_the_roadmap():
    tasks = {name.split(".")[1] for name in KNOWN if name.startswith("management.") and name.count(".") > 1}
    assert tasks - {key(task.name).split(".")[1] for task in TASKS} == {"printed_labels"}


def share(text):
    return float(str(text).rstrip("%")) / 100


def test_the_plan_says_what_the_facts_say():
    said = PLAN["management"]["approaches"]
    assert said["shared"] == heron.fact("management.shared")
    assert len(said["options"]) == 4
    for option in said["options"]:
        name = key(option["name"])
        weeks = f"{name}.weeks.likely" if f"{name}.weeks.likely" in KNOWN else f"{name}.weeks"
        assert isclose(share(option["chance"]), heron.fact(f"{name}.chance"))
        assert option["cost"] == heron.fact(weeks)
    assert PLAN["as_of"] == heron.day("management.begins")
    assert PLAN["management"]["progress"]["stall"]["runs"] == heron.fact("management.runs")


def test_a_label_costs_its_seconds_of_a_clerk():
    seconds, minute = heron.fact("company.seconds_a_label"), heron.fact("company.clerk_minute")
    assert isclose(heron.fact("company.keying_cost"), seconds / 60 * minute)


def test_the_work_on_a_route_is_the_same_in_the_exercise_and_in_the_roadmap():
    for name, chance, weeks, people in order.HERON:
        where = key("open model tuned" if name == "open model" else name)
        known = f"{where}.weeks.likely" if f"{where}.weeks.likely" in KNOWN else f"{where}.weeks"
        assert weeks * people == heron.fact(known)
        assert chance == heron.fact(f"{where}.chance")


def test_the_model_of_the_order_reads_each_way_under_its_name():
    model = zip(portfolio.NAMES, portfolio.CHANCES, portfolio.WEEKS, strict=True)
    assert [(name, chance, weeks) for name, chance, weeks in model] == [
        (name, chance, weeks * people) for name, chance, weeks, people in order.HERON
    ]


def test_the_sentence_of_the_plan_saves_what_the_exercise_computes():
    (facts,) = sentence.brief(0)
    month = sentence.benefit(facts)
    said = PLAN["management"]["board"]
    day = next(n.value for n in numbers(said["sentence"]) if n.value > 100)
    year = next(n.value for n in numbers(said["benefit"]))
    assert day == pytest.approx(month / facts["days_a_month"], rel=0.05)
    assert year == pytest.approx(12 * month, rel=0.02)


def test_the_first_monday_in_january():
    begins = heron.day("management.begins")
    assert (begins.month, begins.weekday()) == (1, 0)
    assert begins.day <= 7


@pytest.mark.parametrize(
    ("ask", "wrong", "said"),
    [
        (heron.fact, "management.own_model.chanse", "no such fact"),
        (heron.fact, "management.begins", "no number"),
        (heron.day, "company.people", "no day"),
        (heron.day, "nothing.at_all", "no day"),
    ],
)
def test_a_key_that_is_none_gets_one_sentence(ask, wrong, said):
    with pytest.raises(BadInput) as problem:
        ask(wrong)
    assert said in str(problem.value)
    assert wrong in str(problem.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("company:\n  people: {value: 400, unit: people}\n", "company.people: found no fact"),
        ("company: 400\n", "company: found no fact"),
        ("company: [\n", "line 2: found no YAML"),
    ],
)
def test_a_file_that_is_wrong_gets_one_sentence(tmp_path, monkeypatch, text, said):
    path = tmp_path / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(heron, "FACTS", path)
    with pytest.raises(BadInput) as problem:
        heron.facts.__wrapped__()
    assert said in str(problem.value)


def test_every_fact_has_a_reason_and_a_known_unit():
    for name, entry in KNOWN.items():
        assert entry["reason"].strip(), name
        assert isinstance(entry["value"], date) == (entry["unit"] == "day"), name
        assert entry["unit"] != "share" or 0 <= entry["value"] <= 1, name
