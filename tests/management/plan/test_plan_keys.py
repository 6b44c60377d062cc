"""Management's keys of plan.yaml: what they take and refuse, where a key of the first edition went, and Heron's."""

import json
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import jsonschema
import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted import HERON, ROOT, TODAY, study_of, written

from mlteams.input.errors import BadInput
from mlteams.management import PART
from mlteams.management.plan import SECTION, approaches, board, dates, progress, promise
from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import read_plan, template
from mlteams.plan.plan_fill import fill
from mlteams.plan.plan_form import schema

INLINE = "  dates:\n    roadmap:\n      unit: weeks\n      tasks:\n        - {name: a, estimate: [1, 2, 3]}\n"


def test_a_key_is_a_lesson_and_stands_in_the_order_of_the_lessons():
    lessons = [lesson.name for lesson in PART.lessons]
    assert lessons == list(SECTION.form.model_fields)


def mistakes(tmp_path, text):
    with pytest.raises(BadInput) as problem:
        read_plan(written(tmp_path, text), TODAY)
    said = str(problem.value)
    assert all(line.endswith("would be right") for line in said.split("\n"))
    return said.replace(f"{tmp_path / 'plan.yaml'}, ", "").split("\n")


MISTAKES = [
    ("  dats:\n", "line 2: found the key 'dats'; dates would"),
    ("  dates: 3\n", "line 2: found '3' under management.dates; a mapping with roadmap, promise"),
    ("  dates:\n    promis:\n", "line 3: found the key 'promis'; promise would"),
    (
        "  dates: {promise: 2027-01-01}\n",
        "found '2027-01-01' under management.dates.promise; a mapping with date, c",
    ),
    ("  dates:\n    promise:\n      date: 2027-02-30\n", "line 4: found '2027-02-30'; a date"),
    (
        "  dates: {promise: {confidence: 85}}\n",
        "line 2: found the confidence '85'; 85% or a number from 0 to 1",
    ),
    ("  dates: {promise: {confidence: 120%}}\n", "line 2: found the confidence '120%'; a number from 0 to 1"),
    ("  dates: {promise: {confidence: nan}}\n", "line 2: found the confidence 'nan'"),
    ("  dates: {promise: {confidence: [1]}}\n", "line 2: found the confidence a list"),
    ("  dates: {top_risk: {date: {a: b}}}\n", "line 2: found the name a mapping"),
    (
        "  dates: {estimates: {record: -1}}\n",
        "line 2: found the number '-1'; a whole number from 0 to 1,000,000",
    ),
    (
        "  dates: {estimates: {record: 1000001}}\n",
        "line 2: found the number '1000001'; a whole number from 0",
    ),
    ("  dates: {estimates: {record: ²}}\n", "line 2: found the number '²'"),
    ("  dates: {estimates: {resampled: task}}\n", "line 2: found 'task'; tasks would"),
    (
        "  dates: {assumptions: [x]}\n",
        "line 2: found 'x' under management.dates.assumptions; a mapping with says",
    ),
    (
        "  dates: {assumptions: [{status: assumed}]}\n",
        "line 2: found no says; what the plan rests on, under says,",
    ),
    ("  dates:\n    assumptions:\n    - {says: x, status: sure}\n", "line 4: found 'sure'; measured"),
    (f"  dates: {{assumptions: [{{says: {'x' * 601}}}]}}\n", "text of at most 600"),
    (
        "  dates:\n    assumptions:\n" + "    - {says: x}\n" * 501,
        "line 3: found 501 entries under assumptions; at most 500",
    ),
    ("  dates: {roadmap: [a]}\n", "line 2: found the roadmap a list; the name of a file"),
    ("  dates:\n    roadmap: none.yaml\n", "line 3: found the roadmap 'none.yaml', which is not there"),
    ("  dates: {roadmap: .}\n", "line 2: found the roadmap '.', which is no file"),
    ("  dates: {roadmap: ../plan.yaml}\n", "line 2: found the roadmap '../plan.yaml', outside its folder"),
    ("  dates: {roadmap: /etc/passwd}\n", "line 2: found the roadmap '/etc/passwd', outside its folder"),
    (f"  dates: {{roadmap: {'x' * 300}}}\n", "line 2: found the roadmap 'xxx"),
    (INLINE.replace("[1, 2, 3]", "[3, 2, 1]"), "line 6: found low, likely, high of 3, 2, 1; an order"),
    (INLINE.replace("unit", "unti"), "line 4: found the key 'unti'; unit would"),
    ("  dates: {roadmap: {tasks: []}}\n", "line 2: found no tasks"),
    ("  approaches: {shared: 2}\n", "line 2: found the share '2'; a number from 0 to 1"),
    ("  approaches: {options: a}\n", "line 2: found 'a' under management.approaches.options; a list"),
    ("  approaches: {options: [{chance: 1}]}\n", "line 2: found no name; a name would"),
    ("  approaches: {options: [a]}\n", "line 2: found 'a' under management.approaches.options"),
    ("  approaches: {options: [{name: a, cost: 0}]}\n", "line 2: found the cost '0'"),
    (
        "  approaches:\n    options:\n" + "    - {name: a}\n" * 51,
        "line 3: found 51 entries under options; at most 50",
    ),
    (f"  approaches: {{order: [{'a, ' * 51}]}}\n", "line 2: found 51 names under order; at most 50"),
    ("  progress: {stall: {runs: 0}}\n", "line 2: found the number of runs '0'; a whole number from 1"),
    ("  progress: {stall: {runs: 1000001}}\n", "line 2: found the number of runs '1000001'"),
    (
        "  progress:\n    stall: {runs: 60, without_best: 60}\n",
        "line 3: found 60 runs without a new best among 60; at most 59",
    ),
    ("  progress: {stall: {then: give up}}\n", "line 2: found 'give up'; keep searching or change the"),
    ("  progress: {rewards: both}\n", "line 2: found 'both'; inputs or results"),
    ("  progress: {rewards: {by: results, projects: few}}\n", "line 2: found the number 'few'"),
    (
        "  together: {work: {engineers: two}}\n",
        "line 2: found the number of engineers 'two'; a whole number from 0",
    ),
    ("  together: {work: {pieces: [{weeks: 1}]}}\n", "line 2: found no name; a name would"),
    ("  together: {work: {pieces: [{name: a, weeks: 0}]}}\n", "line 2: found the number of weeks '0'"),
    (
        "  together: {work: {pieces: [{name: a, comes_back: 1}]}}\n",
        "line 2: found the share '1'; a number from 0",
    ),
    (
        "  together: {work: {pieces: [{name: a, way: hand it over}]}}\n",
        "line 2: found 'hand it over'; hand over would",
    ),
    ("  together: {choice: {who: everybody}}\n", "line 2: found 'everybody'; one for all or each area would"),
    ("  together: {choice: {within: 2}}\n", "line 2: found the validity '2'; a number from 0 to 1"),
    ("  together: {process: {way: scrum}}\n", "line 2: found 'scrum'; talk or documents would"),
    ("  board: {sentence: [a]}\n", "line 2: found the text a list"),
    ("  board: {when: soon}\n", "line 2: found 'soon'; a date"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_gets_one_sentence_with_its_line(tmp_path, text, said):
    found = mistakes(tmp_path, text)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("key", "home"),
    [
        ("roadmap", "roadmap under management.dates"),
        ("promise", "promise under management.dates"),
        ("top_risk", "top_risk under management.dates"),
        ("estimates", "estimates under management.dates"),
        ("assumptions", "assumptions under management.dates"),
        ("stall", "stall under management.progress"),
        ("rewards", "rewards under management.progress"),
        ("leadership", "board under management"),
        ("confidence", "confidence under management.dates.promise or confidence under management.board"),
    ],
)
def test_a_key_of_the_first_edition_is_told_where_it_belongs_now(tmp_path, key, home):
    said = f"found the key 'management.{key}'; {home} would be right"
    assert mistakes(tmp_path, f"  {key}: {{}}\n") == [f"line 2: {said}"]
    with pytest.raises(BadInput) as problem:
        fill(tmp_path / "new.yaml", f"management.{key}", {})
    assert str(problem.value) == f"{tmp_path / 'new.yaml'}, management.{key}: {said}"


@pytest.mark.parametrize(
    "text",
    [
        "  approaches:\n    options:\n" + "".join(f"    - {{name: a{n}}}\n" for n in range(50)),
        f"  approaches: {{order: [{', '.join('a' * n for n in range(1, 51))}]}}\n",
        "  dates:\n    assumptions:\n" + "    - {says: x}\n" * 500,
        f"  board: {{sentence: {'x' * 600}}}\n",
        "  progress: {stall: {runs: 1000000, without_best: 999999}, rewards: {by: results, projects: 1000000}}\n",
        "  progress: {stall: {runs: 2, without_best: 1}}\n",
        "  dates: {estimates: {record: 1000000}}\n",
    ],
)
def test_as_much_as_the_form_takes(tmp_path, text):
    assert read_plan(written(tmp_path, text), TODAY)


def test_what_is_right_is_read_where_something_else_is_wrong(tmp_path):
    text = (
        "  stal: {}\n  dates:\n    roadmap: none.yaml\n    promise:\n      date: x\n      confidence: y\n"
        "    assumptions:\n    - {sayss: z}\n"
    )
    found = mistakes(tmp_path, text)
    assert [re.match(r"line (\d+)", one)[1] for one in found] == ["2", "4", "6", "7", "9"]
    assert "says would be right" in found[-1]


def test_a_mistake_in_a_roadmap_beside_the_plan_names_that_file(tmp_path):
    (tmp_path / "tasks.yaml").write_text("unit: weeks\ntasks:\n  - {name: a, estimate: [3, 2, 1]}\n")
    found = mistakes(tmp_path, "  dates: {roadmap: tasks.yaml}\n")
    assert found[0].startswith(f"{tmp_path / 'tasks.yaml'}, line 3: found low, likely, high of 3, 2, 1")


def test_a_link_does_not_lead_out_of_the_folder(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "tasks.yaml").write_text("unit: weeks\ntasks: [{name: a, estimate: 1}]\n")
    (tmp_path / "inside" / "link.yaml").symlink_to(tmp_path / "tasks.yaml")
    (tmp_path / "inside" / "circle.yaml").symlink_to("circle.yaml")
    for name in ("link", "circle"):
        with pytest.raises(BadInput, match=rf"line 2: found the roadmap '{name}.yaml'"):
            read_plan(written(tmp_path / "inside", f"  dates: {{roadmap: {name}.yaml}}\n"), TODAY)


def test_a_roadmap_may_lie_beside_the_plan_or_stand_in_it(tmp_path):
    beside = study_of(tmp_path, "  dates: {roadmap: tasks.yaml}\n", "    - {name: a, estimate: [1, 2, 3]}\n")
    inside = study_of(tmp_path, INLINE)
    assert beside.roadmap.roadmap.steps == inside.roadmap.roadmap.steps


def test_what_is_half_filled_says_which_half_is_empty(tmp_path):
    text = "  dates: {promise: {date: 2027-03-01}}\n  approaches: {options: [{name: a}]}\n"
    text += "  progress: {rewards: inputs}\n"
    empty = read_plan(written(tmp_path, text), TODAY).empty
    assert "management.dates.promise.confidence" in empty
    assert "management.dates.top_risk" in empty
    assert "management.approaches.options[1].cost" in empty
    assert "management.progress.stall" in empty
    assert "management.board" in empty
    assert not {one for one in empty if "rewards" in one} | {"management.dates.promise.date"} & set(empty)


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft202012Validator(json.loads(schema()))


def test_an_editor_accepts_a_roadmap_inside_and_rewards_with_projects(validator):
    roadmap = yaml.safe_load((ROOT / "examples" / "heron" / "roadmap.yaml").read_text())
    roadmap["start"] = str(roadmap["start"])  # an editor sees text
    document = {"management": {"dates": {"roadmap": roadmap}}}
    assert list(validator.iter_errors(document)) == []
    document = {"management": {"progress": {"rewards": {"by": "results", "projects": 40}}}}
    assert list(validator.iter_errors(document)) == []


@pytest.mark.parametrize(
    "section",
    [
        {"promise": 1},
        {"dates": {"promis": 1}},
        {"dates": {"promise": {"dat": 1}}},
        {"dates": {"promise": 3}},
        {"dates": {"assumptions": [{"status": "assumed"}]}},
        {"dates": {"roadmap": {"tasks": []}}},
        {"dates": {"roadmap": [1]}},
        {"approaches": {"options": [{"chance": 1}]}},
        {"progress": {"stall": {"then": "give up"}}},
        {"progress": {"stall": {"runs": 0}}},
        {"progress": {"rewards": "both"}},
        {"together": {"work": {"engineers": -1}}},
        {"together": {"work": {"pieces": [{"name": "a", "weeks": 0}]}}},
        {"together": {"process": {"way": "scrum"}}},
        {"board": {"sentense": "x"}},
    ],
)
def test_an_editor_underlines_what_the_reader_refuses(validator, tmp_path, section):
    assert list(validator.iter_errors({"management": section}))
    path = tmp_path / "plan.yaml"
    path.write_text(json.dumps({"management": section}))
    with pytest.raises(BadInput):
        read_plan(path, TODAY)


FILLED = [
    ("management.dates.roadmap", {"unit": "weeks", "tasks": [{"name": "no", "estimate": [1, 2, 3]}]}),
    ("management.dates.promise", {"date": date(2027, 9, 3), "confidence": 0.85}),
    ("management.dates.top_risk", {"date": "Own model", "chance": "Shadow run in one depot"}),
    ("management.dates.estimates", {"record": 0, "resampled": "none"}),
    ("management.dates.assumptions", [{"says": "'tis so", "status": "assumed", "check": "count"}]),
    (
        "management.approaches",
        {"shared": 0.4, "options": [{"name": "a, b", "chance": 0.3, "cost": 2}], "order": ["a, b"]},
    ),
    ("management.progress.stall", {"runs": 60, "without_best": 57, "then": "change the search"}),
    ("management.progress.rewards", "inputs"),
    (
        "management.together.work",
        {
            "engineers": 1,
            "pieces": [
                {
                    **{"name": "a", "weeks": 2, "comes_back": 0.5, "prevented": 0.5},
                    **{"overhead": 0.2, "way": "hand over"},
                }
            ],
        },
    ),
    (
        "management.together.choice",
        {"who": "each area", "areas": 2, "ideas": 3, "within": 0.5, "across": 0.3},
    ),
    (
        "management.together.process",
        {"way": "talk", "colleagues": 4, "talk": 15, "documents": 2, "spared": 0.5},
    ),
    (
        "management.board",
        {
            **{"sentence": "We save: #1 EUR", "benefit": "x", "confidence": 0.8, "when": "2027-04-30"},
            **{"ask": "Two people", "answer_by": "2027-01-15", "otherwise": "clerks go on"},
        },
    ),
]


def test_filling_every_key_leaves_nothing_empty_and_keeps_every_comment(tmp_path):
    path = tmp_path / "plan.yaml"
    for key, value in FILLED:
        assert fill(path, key, value).startswith(f"{key} is ")
    text = path.read_text()
    comments = [line.split("# ", 1)[1] for line in template().splitlines() if "# " in line]
    assert [comment for comment in comments if comment not in text] == []
    for key, value in FILLED:
        where = yaml.safe_load(text)
        for word in key.split("."):
            where = where[word]
        assert json.loads(json.dumps(where, default=str)) == json.loads(json.dumps(value, default=str))
    empty = read_plan(path, TODAY).empty
    assert [one for one in empty if one.startswith("management")] == []


def test_filling_heron_again_changes_one_line(tmp_path):
    (tmp_path / "roadmap.yaml").write_bytes((ROOT / "examples" / "heron" / "roadmap.yaml").read_bytes())
    path = tmp_path / "plan.yaml"
    path.write_bytes(HERON.read_bytes())
    before = path.read_text().splitlines()
    fill(path, "management.dates.promise", {"date": date(2027, 10, 1), "confidence": "85%"})
    after = path.read_text().splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("      date: 2027-09-03", "      date: 2027-10-01")
    ]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("dates.promise", {"date": "soon"}, "management.dates.promise.date: found 'soon'; a date"),
        ("dates.promise", 3, "management.dates.promise: found '3' under management.dates.promise; a mapping"),
        ("dates.promise.confidence", 1.5, "management.dates.promise.confidence: found the confidence '1.5'"),
        (
            "dates.roadmap",
            "none.yaml",
            "management.dates.roadmap: found the roadmap 'none.yaml', which is not",
        ),
        ("dates.roadmap", "../x", "outside its folder"),
        (
            "dates.roadmap",
            {"unit": "days", "tasks": [{"name": "a", "estimate": [3, 2, 1]}]},
            "management.dates.roadmap: found low, l",
        ),
        ("progress.rewards.by", "no", "management.progress.rewards.by: found 'no'; inputs or results"),
        (
            "progress.stall.without_best",
            60,
            "management.progress.stall: found 60 runs without a new best among 60",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_written(tmp_path, key, value, said):
    path = written(tmp_path, INLINE + "  progress: {stall: {runs: 60}}\n")
    before = path.read_text()
    with pytest.raises(BadInput) as problem:
        fill(path, f"management.{key}", value)
    assert said in str(problem.value)
    assert path.read_text() == before


def test_a_roadmap_is_refused_although_another_key_of_its_lesson_is_wrong(tmp_path):
    path = written(tmp_path, "  dates:\n    promise: {date: soon}\n")
    with pytest.raises(BadInput, match=r"dates\.roadmap: found the roadmap 'none.yaml', which is not there"):
        fill(path, "management.dates.roadmap", "none.yaml")


def test_a_filled_roadmap_may_start_before_the_day_the_plan_speaks_of(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("as_of: 2020-01-06\n")
    tasks = [{"name": "a", "estimate": 1}]
    for day, counted in ((5, 6), (6, 6), (7, 7)):  # a start that has passed counts from the day of the plan
        roadmap = {"unit": "weeks", "start": date(2020, 1, day), "tasks": tasks}
        fill(path, "management.dates.roadmap", roadmap)
        (study,) = (study for part, _, study in read_plan(path, TODAY).studies if part is PART)
        assert study.roadmap.start == date(2020, 1, counted)
        assert bool(study.roadmap.notes) is (day < counted)


def test_a_roadmap_is_put_as_one(tmp_path):
    path = written(tmp_path, INLINE + "        - {name: b, estimate: 1}\n")
    fill(path, "management.dates.roadmap", {"tasks": [{"name": "c", "estimate": "2 weeks"}]})
    found = yaml.safe_load(path.read_text())["management"]["dates"]["roadmap"]
    assert found == {"tasks": [{"name": "c", "estimate": "2 weeks"}]}
    read_plan(path, TODAY)


def test_numbers_of_numpy_and_pandas_are_numbers(tmp_path):
    path = tmp_path / "plan.yaml"
    promised = {"date": pd.Timestamp("2027-09-03"), "confidence": np.float64(0.85)}
    fill(path, "management.dates.promise", promised)
    fill(path, "management.dates.estimates.record", np.int64(12))
    fill(path, "management.approaches.options", [{"name": "a"}])
    fill(path, "management.approaches.order", np.array(["a"]))
    found = yaml.safe_load(path.read_text())["management"]
    assert found["dates"]["promise"] == {"date": date(2027, 9, 3), "confidence": 0.85}
    assert found["dates"]["estimates"]["record"] == 12
    assert found["approaches"]["order"] == ["a"]


KEYS = st.sampled_from(
    ["dates", "progress", "board", "roadmap", "promise", "date", "confidence", "approaches", "options", "order",
     "shared", "name", "chance", "stall", "runs", "without_best", "then", "sentence", "rewards", "by", "assumptions",
     "says", "tasks"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=6) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_document_brings_a_traceback(tmp_path, section):
    path = tmp_path / "plan.yaml"
    path.write_text(json.dumps({"management": section}))
    with suppress(BadInput):
        read_plan(path)


@given(st.lists(KEYS, max_size=3), VALUES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_brings_a_traceback_and_what_is_written_can_be_read(tmp_path, keys, value):
    path = tmp_path / "plan.yaml"
    path.unlink(missing_ok=True)
    try:
        fill(path, ".".join(["management", *keys]), value)
    except BadInput:
        assert not path.exists()
    else:
        read_plan(path)


@pytest.mark.parametrize(
    "read",
    [promise.READ, dates.READ, approaches.READ_ORDER, approaches.READ_PORTFOLIO, progress.READ_STALL,
     progress.READ_REWARDS, board.READ],
)  # fmt: skip
def test_what_to_read_is_on_the_page_of_its_lesson(read):
    page, _, anchor = read.partition("#")
    assert f"{{#{anchor}}}" in (ROOT / Path(page).with_suffix(".qmd")).read_text(encoding="utf-8")


def test_heron_does_not_contradict_itself_on_any_day_and_leaves_nothing_empty():
    for today in (TODAY, date(2040, 1, 1)):
        plan = read_plan(HERON, today)
        assert contradictions(plan) == ()
        assert plan.empty == ()
    (study,) = (study for part, _, study in plan.studies if part is PART)
    said = study.form.board.sentence
    assert "15 of 20 futures" in said  # of April; the plan counts with January's roadmap
    assert study.forecast.outcome.chance == pytest.approx(3 / 5, abs=0.03)
    # 30,000 labels a day, three in five read alone, nine seconds each at EUR 0.40 a minute, less misread
    # ones; a year of 21 working days a month.
    day = 30_000 * 3 / 5 * (9 / 60 * 0.40 - 0.004 * 5)
    assert pytest.approx(700, rel=0.03) == day
    assert "EUR 700 a day" in said
    assert pytest.approx(180_000, rel=0.01) == day * 21 * 12
    assert "EUR 180,000 a year" in study.form.board.benefit
    assert "30,000 labels a day, at EUR 0.06" in study.form.board.otherwise
    facts = yaml.safe_load((HERON.parent / "facts.yaml").read_text(encoding="utf-8"))
    assert facts["company"]["labels_a_day"]["value"] == 30_000
    assert facts["company"]["keying_cost"]["value"] == 0.06
    # How sure the team is of the benefit, and by when it is known, is one fact; the promise is another.
    assert study.form.board.confidence == facts["management"]["confidence"]["value"]
    assert study.form.board.when == facts["management"]["known_by"]["value"]
    assert study.form.dates.promise.confidence != study.form.board.confidence
    assert all(one.status in ("assumed", "published") for one in study.form.dates.assumptions)
