"""Heron's assumed numbers have one home: the roadmap, the plan and the exercises agree with facts.yaml."""

import re
from datetime import date
from math import isclose

import pytest
import yaml

from mlteams import parts as course
from mlteams.input import heron
from mlteams.input.errors import BadInput
from mlteams.input.sentences import numbers
from mlteams.management.exercises import handover, order, sentence
from mlteams.management.models import portfolio
from mlteams.management.models.estimates import Pert
from mlteams.management.models.tasks import parts
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT
from mlteams.roles.models import (
    minimum_cost_cover,
    overload,
    platform_engineer,
    rare_mix,
    task_analysis,
    truck_factor,
)

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
    timed = (name.split(".") for name in KNOWN if name.startswith("management."))
    tasks = {name[1] for name in timed if name[2:3] == ["weeks"]}
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
    said = PLAN["management"]["together"]
    pieces, engineers = handover.brief(0)
    assert said["work"]["engineers"] == engineers
    for piece, known in zip(said["work"]["pieces"], pieces, strict=True):
        assert (piece["name"].lower(), piece["weeks"]) == (known["name"], known["weeks"])
        for one in ("comes_back", "prevented", "overhead"):
            assert isclose(share(piece[one]), known[one])
    for here, there in (
        ("areas", "areas"),
        ("ideas", "in_each"),
        ("within", "validity"),
        ("across", "across"),
    ):
        assert said["choice"][here] == heron.fact(f"management.ideas.{there}")
    agreement = {
        one: heron.fact(f"management.agreement.{one}")
        for one in ("talk", "documents", "spared", "colleagues")
    }
    process = said["process"]
    assert (process["colleagues"], process["documents"]) == (agreement["colleagues"], agreement["documents"])
    assert isclose(process["talk"], 60 * agreement["talk"])
    assert isclose(share(process["spared"]), agreement["spared"])
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


def roles_key(name):
    return re.sub("[^a-z]+", "_", name.lower().replace("’", ""))


def test_the_plan_and_the_team_of_october_say_what_the_facts_say():
    said, team = PLAN["roles"], yaml.safe_load((FOLDER / "team.yaml").read_text(encoding="utf-8"))
    assert share(said["skills"]["have"]) == heron.fact("roles.skills.have")
    assert said["skills"]["pool"] == heron.fact("roles.skills.pool")
    assert {f"roles.needs.{roles_key(one['name'])}": one["days"] for one in said["staffing"]["needs"]} == {
        name: entry["value"] for name, entry in KNOWN.items() if name.startswith("roles.needs.")
    }
    run = said["platform"]
    assert run["models"] == heron.fact("roles.platform.models")
    assert run["days_between_breakages"] == heron.fact("roles.platform.between")
    assert run["repair_days"] == heron.fact("roles.platform.repair")
    assert run["engineers"] == heron.fact("roles.platform.engineers")
    assert share(run["left"]) == heron.fact("roles.platform.left")
    assert share(said["absence"]["away"]) == heron.fact("roles.absence.away")
    hired = {post["name"]: post["people"] for post in said["staffing"]["posts"]}
    assert hired == dict.fromkeys(truck_factor.POSTS, 1) == {post["name"]: 1 for post in team["posts"]}
    assert len(team["posts"]) == len(truck_factor.POSTS) == heron.fact("roles.posts")
    for post in team["posts"]:
        assert post["cost"] == heron.fact(f"roles.pay.{roles_key(post['name'])}"), post["name"]


def test_every_task_and_pay_of_october_is_read():
    tasks = {name.split(".")[2] for name in KNOWN if name.startswith("roles.tasks.")}
    assert tasks == {roles_key(task.name) for task in task_analysis.HERON}
    pay = {name.split(".")[2] for name in KNOWN if name.startswith("roles.pay.")}
    assert pay == {roles_key(role) for role in minimum_cost_cover.COSTS}


@pytest.mark.parametrize(
    ("values", "words", "name"),
    [
        (truck_factor.AWAY, "one day in 20", "absence.away"),
        (truck_factor.WORK, "half of her time", "absence.other_work"),
        (overload.GAPS, "a month", "platform.between"),
        (overload.REPAIRS, "a day and a half", "platform.repair"),
        (platform_engineer.LEFT, "a half", "platform.left"),
        (rare_mix.BARS, "best fifth", "skills.have"),
    ],
)
def test_what_a_picture_begins_with_is_a_fact(values, words, name):
    assert values[words] == heron.fact(f"roles.{name}")


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


@pytest.mark.parametrize("key", ["advertised", "met", "again"])
def test_the_calendar_of_heron_has_the_days_of_the_advertisement(key):
    page = (FOLDER.parents[1] / "heron.qmd").read_text(encoding="utf-8")
    known = heron.day(f"hiring.{key}")
    assert re.search(rf"^\| {known:%A}, {known.day} {known:%B} \| .*\| \[Hiring", page, flags=re.M)


@pytest.mark.parametrize(
    ("ask", "wrong", "said"),
    [
        (heron.fact, "management.own_model.chanse", "no such fact"),
        (heron.fact, "management.begins", "no number"),
        (heron.day, "company.people", "no day"),
        (heron.day, "nothing.at_all", "no such fact"),
    ],
)
def test_a_key_that_is_none_gets_one_sentence(ask, wrong, said):
    with pytest.raises(BadInput) as problem:
        ask(wrong)
    assert said in str(problem.value)
    assert wrong in str(problem.value)


def told(tmp_path, monkeypatch, text):
    """The sentences about a file of facts."""
    path = tmp_path / "facts.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    monkeypatch.setattr(heron, "FACTS", path)
    with pytest.raises(BadInput) as problem:
        heron.facts.__wrapped__()
    return str(problem.value).replace(f"{path}, ", "").splitlines()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("company:\n  people: {value: 400, unit: people}\n", "line 2, company.people: found no reason; "),
        (
            "company:\n  people: {value: 4, unit: people, reason: x, whom: y}\n",
            "line 2, company.people: found 'whom'; ",
        ),
        ("company: 400\n", "line 1, company: found '400', which is no fact; "),
        ("company: {}\n", "line 1, company: found a mapping, which is no fact; "),
        ("- company\n", "line 1: found a list, which is no fact; "),
        ("# nothing\n", "line 1: found nothing, which is no fact; "),
        ("company: [\n", "line 2: found no YAML"),
        ("company:\n  a: \x07\n", "line 2: found the control character '\\x07'; "),
        (b"company:\n  a: \xff\n", "line 2: found the byte 0xff, which is not UTF-8; "),
        ("company: &a\n  b: *a\n", "line 2: found the alias *a; "),
        (f"company:{' {a:' * 40} 1 {'}' * 40}\n", "line 1: found values nested more than 12 deep; "),
        (f"company:\n  a: {'[' * 4000}{']' * 4000}\n", "line 2: found values nested more than 12 deep; "),
        (
            "company:\n  People: {value: 400, unit: people, reason: x}\n",
            "line 2, company.People: found the key 'People'; ",
        ),
    ],
)
def test_a_file_that_is_wrong_gets_one_sentence(tmp_path, monkeypatch, text, said):
    sentence, *more = told(tmp_path, monkeypatch, text)
    assert sentence.startswith(said)
    assert "\x07" not in sentence
    assert not [line for line in more if not line.startswith("line ")]


@pytest.mark.parametrize(
    ("value", "unit", "found"),
    [
        *[(value, "share", "nothing") for value in ("", '""')],
        *[
            (value, "share", f"'{value}'")
            for value in ("null", "many", "yes", "4:00", ".nan", ".inf", "0x1", "٣")
        ],
        *[(value, "share", f"'{value}' share") for value in ("7", "-0.1", "1.01")],
        *[(value, "correlation", f"'{value}' correlation") for value in ("-1.01", "1.01")],
        *[(value, "EUR", f"'{value}' EUR") for value in ("1.0e308", "1e999", "-1", "1000000000001")],
        ("520.1", "weeks", "'520.1' weeks"),
        ("3651", "days", "'3651' days"),
        ("1000001", "runs", "'1000001' runs"),
        ("{median: 0, spread: 1}", "weeks", "'0' weeks"),
        ("{median: 1, spread: 3.01}", "weeks", "'3.01' weeks"),
        ("9" * 5000, "EUR", f"'{'9' * 60}…' EUR"),
        ("many", "EUR", "'many'"),
        ("[1, 2]", "weeks", "a list"),
        ("{}", "weeks", "a value without parts"),
        ("{low: 1, high: 2}", "weeks", "'low' and 'high'"),
        ("{low: 1, likely: 3, high: 2}", "weeks", "low 1, likely 3, high 2"),
        ("{low: 1, likely: {a: 1}, high: 2}", "weeks", "a mapping"),
        ("{first: 3, last: 2}", "weeks", "first 3, last 2"),
        ("{last: 2, first: 3}", "weeks", "'last' and 'first'"),
        ("168.1", "hours", "'168.1' hours"),
        ("120.1", "months", "'120.1' months"),
        ("{median: 1, spread: much}", "weeks", "'much'"),
        ("2027-13-45", "day", "'2027-13-45'"),
        ("400", "day", "'400'"),
        ("2027-01-04", "EUR", "'2027-01-04'"),
        ("4", "week", "the unit 'week'"),
        ("4", "fathoms", "the unit 'fathoms'"),
        ("4", "", "the unit nothing"),
    ],
)
def test_a_value_or_unit_that_is_wrong_is_said_with_its_line(tmp_path, monkeypatch, value, unit, found):
    text = f"company:\n  a:\n    reason: why\n    unit: {unit}\n    value: {value}\n"
    (sentence,) = told(tmp_path, monkeypatch, text)
    assert sentence.startswith(f"line {4 if 'unit' in found else 5}, company.a: found {found}; ")


@pytest.mark.parametrize("reason", ["", "null", "~", '" "', "[x]"])
def test_a_fact_needs_a_reason(tmp_path, monkeypatch, reason):
    text = f"company:\n  a:\n    value: 1\n    unit: EUR\n    reason: {reason}\n"
    (sentence,) = told(tmp_path, monkeypatch, text)
    assert sentence.startswith("line 5, company.a: found the reason ")


def test_every_mistake_is_told_and_a_key_stands_once(tmp_path, monkeypatch):
    fact = "{value: 1, unit: EUR, reason: why}"
    text = f"a:\n  b: {fact}\n  c: 4\na:\n  b: {fact}\n  b: {fact}\n  d: 5\n"
    found = told(tmp_path, monkeypatch, text)
    assert [line.split("; ")[0] for line in found] == [
        "line 4: found the key 'a' a second time",
        "line 6: found the key 'b' a second time",
        "line 7, a.d: found '5', which is no fact",
    ]


@pytest.mark.parametrize(
    ("value", "unit", "right"),
    [("0", "share", 0), ("1", "share", 1), ("-1", "correlation", -1), ("0", "EUR", 0), (".5", "weeks", 0.5),
     ("520", "weeks", 520), ("3650", "days", 3650), ("1e6", "runs", 1e6),
     ("1e12", "EUR", 1e12), ("010", "runs", 10), ("2027-01-31", "day", date(2027, 1, 31))],
)  # fmt: skip
def test_a_value_at_the_edge_of_its_unit_is_read(tmp_path, monkeypatch, value, unit, right):
    path = tmp_path / "facts.yaml"
    path.write_text(f"company:\n  a: {{value: {value}, unit: {unit}, reason: why}}\n")
    monkeypatch.setattr(heron, "FACTS", path)
    assert heron.facts.__wrapped__()["company.a"]["value"] == right


def test_a_chance_and_a_median_are_above_0_and_a_spread_at_most_3(tmp_path, monkeypatch):
    text = (
        "way:\n  chance: {value: %s, unit: share, reason: why}\n"
        "  weeks: {value: {median: 0.001, spread: 3}, unit: weeks, reason: why}\n"
    )
    (sentence,) = told(tmp_path, monkeypatch, text % 0)
    assert "line 2, way.chance: found '0' share; a number above 0 and at most 1 would be right" in sentence
    heron.FACTS.write_text(text % 0.001)
    assert heron.facts.__wrapped__()["way.chance"]["value"] == 0.001


def test_the_sentence_about_the_facts_is_not_one_about_the_model_that_reads_them(monkeypatch):
    def broken(_name):
        raise BadInput("facts.yaml", "line 3", "nothing", "a number")

    monkeypatch.setattr(course.importlib, "import_module", broken)
    with pytest.raises(BadInput, match=r"^facts\.yaml, line 3: found nothing"):
        course.load("mlteams.management.models.promise")


def test_every_fact_has_a_reason_and_a_known_unit():
    for name, entry in KNOWN.items():
        assert entry["reason"].strip(), name
        assert isinstance(entry["value"], date) == (entry["unit"] == "day"), name
        assert entry["unit"] != "share" or 0 <= entry["value"] <= 1, name
