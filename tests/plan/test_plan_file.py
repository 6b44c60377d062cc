"""plan.yaml: every planted mistake gets its line, every value lands where it belongs, and nothing is half done."""

import json
import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from mlteams.core.section import sections
from mlteams.input.errors import BadInput, BadInputs
from mlteams.plan import plan_form
from mlteams.plan.plan_file import fill, new_plan, read_plan, template
from mlteams.plan.plan_form import schema

ROOT = Path(__file__).parents[2]
HERON = ROOT / "examples" / "heron-plan.yaml"
TODAY = date(2027, 1, 4)
INLINE = "management:\n  roadmap:\n    unit: weeks\n    tasks:\n      - {name: a, estimate: [1, 2, 3]}\n"


def write(tmp_path, text):
    path = tmp_path / "plan.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def mistakes(tmp_path, text):
    with pytest.raises(BadInput) as problem:
        read_plan(write(tmp_path, text), TODAY)
    said = str(problem.value)
    assert all(line.endswith("would be right") for line in said.split("\n"))
    return said.replace(f"{tmp_path / 'plan.yaml'}, ", "").split("\n")


MISTAKES = [
    ("", "line 1: found an empty file"),
    ("- a\n", "line 1: found no mapping; keys such as management"),
    ("managment:\n  promise:\n", "line 1: found the key 'managment'; management would"),
    ("title: 1\ntitle: 2\n", "line 2: found the key 'title' a second time"),
    ("as_of: tomorrow\n", "line 1: found 'tomorrow'; a date such as"),
    ('title: "\\e[31mred"\n', "line 1: found the title '\\x1b[31mred'"),
    (f"title: {'x' * 121}\n", "text of at most 120"),
    ("management: 3\n", "line 1: found '3' under management; a mapping with roadmap, promise"),
    ("management:\n  promis:\n", "line 2: found the key 'promis'; promise would"),
    (
        "management:\n  confidence: 1\n",
        "found the key 'confidence' beside promise; the same under promise or",
    ),
    (
        "management:\n  promise: 2027-01-01\n",
        "line 2: found '2027-01-01' under management.promise; a mapping",
    ),
    ("management:\n  promise:\n    date: 2027-02-30\n", "line 3: found '2027-02-30'; a date"),
    (
        "management:\n  promise:\n    confidence: 85\n",
        "line 3: found the confidence '85'; 85% or a number from 0 to 1",
    ),
    (
        "management:\n  promise:\n    confidence: 120%\n",
        "line 3: found the confidence '120%'; a number from 0 to 1",
    ),
    ("management:\n  promise: {confidence: nan}\n", "line 2: found the confidence 'nan'"),
    ("management:\n  promise: {confidence: [1]}\n", "line 2: found the confidence a list"),
    ("management:\n  top_risk:\n    date: {a: b}\n", "line 3: found the name a mapping"),
    ("management:\n  estimates:\n    record: -1\n", "line 3: found the number '-1'; a whole number from 0"),
    ("management:\n  estimates:\n    record: ²\n", "line 3: found the number '²'"),
    ("management:\n  estimates:\n    resampled: task\n", "line 3: found 'task'; tasks would"),
    ("management:\n  approaches:\n    shared: 2\n", "line 3: found the share '2'; a number from 0 to 1"),
    (
        "management:\n  approaches:\n    options: a\n",
        "line 3: found 'a' under management.approaches.options; a list",
    ),
    (
        "management:\n  approaches:\n    options:\n      - {chance: 1}\n",
        "line 4: found no name; a name would",
    ),
    (
        "management:\n  approaches:\n    options:\n      - a\n",
        "line 4: found 'a' under management.approaches.options",
    ),
    ("management:\n  approaches:\n    options:\n      - {name: a, cost: 0}\n", "line 4: found the cost '0'"),
    (
        "management:\n  approaches:\n    options:\n" + "      - {name: a}\n" * 51,
        "line 3: found 51 entries under options; at most 50",
    ),
    (
        f"management:\n  approaches:\n    order: [{'a, ' * 51}]\n",
        "line 3: found 51 names under order; at most 50",
    ),
    ("management:\n  stall:\n    runs: 0\n", "line 3: found the number of runs '0'; a whole number from 1"),
    (
        "management:\n  stall: {runs: 60, without_best: 60}\n",
        "line 2: found 60 runs without a new best among 60",
    ),
    ("management:\n  stall:\n    then: give up\n", "line 3: found 'give up'; keep searching or change the"),
    ("management:\n  leadership:\n    sentence: [a]\n", "line 3: found the text a list"),
    ("management:\n  leadership:\n    when: soon\n", "line 3: found 'soon'; a date"),
    ("management:\n  rewards: both\n", "line 2: found 'both'; inputs or results"),
    ("management:\n  rewards: {by: results, projects: few}\n", "line 2: found the number 'few'"),
    (
        "management:\n  assumptions:\n    - x\n",
        "line 3: found 'x' under management.assumptions; a mapping with says",
    ),
    (
        "management:\n  assumptions:\n    - {status: assumed}\n",
        "line 3: found no says; what the plan rests on",
    ),
    ("management:\n  assumptions:\n    - {says: x, status: sure}\n", "line 3: found 'sure'; measured"),
    ("management:\n  roadmap: [a]\n", "line 2: found the roadmap a list; the name of a file"),
    ("management:\n  roadmap: none.yaml\n", "line 2: found the roadmap 'none.yaml', which is not there"),
    ("management:\n  roadmap: .\n", "line 2: found the roadmap '.', which is no file"),
    (
        "management:\n  roadmap: ../plan.yaml\n",
        "line 2: found the roadmap '../plan.yaml', outside its folder",
    ),
    ("management:\n  roadmap: /etc/passwd\n", "line 2: found the roadmap '/etc/passwd', outside its folder"),
    (f"management:\n  roadmap: {'x' * 300}\n", "line 2: found the roadmap 'xxx"),
    (INLINE.replace("[1, 2, 3]", "[3, 2, 1]"), "line 5: found low, likely, high of 3, 2, 1; an order"),
    (INLINE.replace("unit", "unti"), "line 3: found the key 'unti'; unit would"),
    ("management:\n  roadmap: {tasks: []}\n", "line 2: found no tasks"),
    ("a: &x [1]\nb: *x\n", "line 2: found the alias *x"),
    ("title: !!python/object:os.system x\n", "line 1: found the tag"),
    ("title: x\n---\ntitle: y\n", "found a second document"),
    ("title: " + "[" * 10_000, "nested more than"),
    (b"title: caf\xe9\n", "line 1: found the byte 0xe9, which is not UTF-8"),
    ("title: \0\n", "found binary data"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_gets_one_sentence_with_its_line(tmp_path, text, said):
    found = mistakes(tmp_path, text)
    assert len(found) == 1
    assert said in found[0]


def test_independent_mistakes_are_told_together_in_the_order_of_the_file(tmp_path):
    text = (
        "management:\n  stal: {}\n  roadmap: none.yaml\n  promise:\n    date: x\n    confidence: y\n"
        "  assumptions:\n    - {sayss: z}\n"
    )
    found = mistakes(tmp_path, text)
    assert [re.match(r"line (\d+)", one)[1] for one in found] == ["2", "3", "5", "6", "8"]
    assert "says would be right" in found[-1]


def test_at_most_twenty_mistakes_are_told(tmp_path):
    text = "management:\n  assumptions:\n" + "    - {says: x, status: y}\n" * 30
    assert len(mistakes(tmp_path, text)) == 20


def test_a_mistake_in_a_roadmap_beside_the_plan_names_that_file(tmp_path):
    (tmp_path / "tasks.yaml").write_text("unit: weeks\ntasks:\n  - {name: a, estimate: [3, 2, 1]}\n")
    found = mistakes(tmp_path, "management:\n  roadmap: tasks.yaml\n")
    assert found[0].startswith(f"{tmp_path / 'tasks.yaml'}, line 3: found low, likely, high of 3, 2, 1")


def test_a_link_does_not_lead_out_of_the_folder(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "tasks.yaml").write_text("unit: weeks\ntasks: [{name: a, estimate: 1}]\n")
    (tmp_path / "inside" / "link.yaml").symlink_to(tmp_path / "tasks.yaml")
    (tmp_path / "inside" / "circle.yaml").symlink_to("circle.yaml")
    for name in ("link", "circle"):
        with pytest.raises(BadInput, match=rf"line 2: found the roadmap '{name}.yaml'"):
            read_plan(write(tmp_path / "inside", f"management:\n  roadmap: {name}.yaml\n"), TODAY)


def test_a_roadmap_may_lie_beside_the_plan_or_stand_in_it(tmp_path):
    (tmp_path / "tasks.yaml").write_text("unit: weeks\ntasks: [{name: a, estimate: [1, 2, 3]}]\n")
    beside = read_plan(write(tmp_path, "management:\n  roadmap: tasks.yaml\n"), TODAY)
    inside = read_plan(write(tmp_path, INLINE), TODAY)
    assert beside.studies[0][1].roadmap.roadmap.steps == inside.studies[0][1].roadmap.roadmap.steps


def test_any_key_may_be_empty_however_it_is_written(tmp_path):
    keys = (
        "roadmap",
        "promise",
        "top_risk",
        "estimates",
        "approaches",
        "stall",
        "leadership",
        "rewards",
        "assumptions",
    )
    for nothing in ("", "~", "null", '""'):
        text = "title:\nas_of:\nmanagement:\n" + "".join(f"  {key}: {nothing}\n" for key in keys)
        plan = read_plan(write(tmp_path, text), TODAY)
        assert plan.empty == ("title", *(f"management.{key}" for key in keys))
    assert read_plan(write(tmp_path, "management:\n"), TODAY).empty == plan.empty


def test_what_is_half_filled_says_which_half_is_empty(tmp_path):
    text = "management:\n  promise: {date: 2027-03-01}\n  approaches:\n    options: [{name: a}]\n  rewards: inputs\n"
    empty = read_plan(write(tmp_path, text), TODAY).empty
    assert "management.promise.confidence" in empty
    assert "management.approaches.options[1].cost" in empty
    assert not any("rewards" in key or key == "management.promise.date" for key in empty)


def test_a_plan_speaks_of_the_day_it_names(tmp_path):
    assert read_plan(write(tmp_path, "title: x\n"), TODAY).today == TODAY
    assert read_plan(write(tmp_path, "as_of: 2030-05-06\n"), TODAY).today == date(2030, 5, 6)


def test_a_new_plan_is_valid_and_names_its_schema(tmp_path):
    path = tmp_path / "plan.yaml"
    assert "plan.yaml is new" in new_plan(path)
    assert path.read_text().startswith("# yaml-language-server: $schema=plan.schema.json\n")
    assert (tmp_path / "plan.schema.json").read_text() == schema()
    assert read_plan(path).empty[0] == "title"
    for (
        section
    ) in sections():  # every key of every form is in the template, with a comment before or beside it
        document = yaml.safe_load(section.template)[section.part]
        assert list(document) == list(section.form.model_fields)


def test_nothing_is_overwritten(tmp_path):
    path = write(tmp_path, "mine")
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in (path, tmp_path / "dangling", tmp_path):
        with pytest.raises(BadInput, match="which stays as it is"):
            new_plan(name)
    assert path.read_text() == "mine"


def test_a_stranger_called_plan_schema_json_stays_and_an_old_one_of_ours_does_not(tmp_path):
    beside = tmp_path / "plan.schema.json"
    for text, stays in (("[1]", True), ("no json", True), ('{"title": "Plan of Ship the Team"}', False)):
        beside.write_text(text)
        (tmp_path / "plan.yaml").unlink(missing_ok=True)
        new_plan(tmp_path / "plan.yaml")
        assert (beside.read_text() == text) is stays


def test_the_published_schema_is_the_one_of_the_code():
    published = (ROOT / "examples" / "plan.schema.json").read_text(encoding="utf-8")
    assert published == schema(), "python3 course.py plan schema > examples/plan.schema.json"


@pytest.fixture(scope="module")
def validator():
    found = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def plain(text):
    """A document as an editor sees it: dates are text in JSON."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_an_editor_accepts_the_template_and_heron_and_a_roadmap_inside(validator):
    heron = (ROOT / "examples" / "heron.yaml").read_text(encoding="utf-8")
    document = plain(HERON.read_text(encoding="utf-8"))
    for one in (plain(template()), document):
        assert list(validator.iter_errors(one)) == []
    document["management"]["roadmap"] = plain(heron)
    assert list(validator.iter_errors(document)) == []
    document["management"]["rewards"] = {"by": "results", "projects": 40}
    assert list(validator.iter_errors(document)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("promis", 1),
        ("promise", {"dat": 1}),
        ("promise", 3),
        ("stall", {"then": "give up"}),
        ("stall", {"runs": 0}),
        ("rewards", "both"),
        ("assumptions", [{"status": "assumed"}]),
        ("approaches", {"options": [{"chance": 1}]}),
        ("roadmap", {"tasks": []}),
        ("roadmap", [1]),
    ],
)
def test_an_editor_underlines_what_the_reader_refuses(validator, tmp_path, key, value):
    document = {"management": {key: value}}
    assert list(validator.iter_errors(document))
    with pytest.raises(BadInput):
        read_plan(write(tmp_path, json.dumps(document)), TODAY)


FILLED = [
    ("management.promise", {"date": date(2027, 9, 3), "confidence": 0.85}),
    ("management.top_risk", {"date": "Own model", "chance": "Shadow run in one depot"}),
    ("management.estimates", {"record": 0, "resampled": "none"}),
    (
        "management.approaches",
        {"shared": 0.4, "options": [{"name": "a, b", "chance": 0.3, "cost": 2}], "order": ["a, b"]},
    ),
    ("management.stall", {"runs": 60, "without_best": 57, "then": "change the search"}),
    (
        "management.leadership",
        {"sentence": "We save: #1 EUR", "benefit": "x", "confidence": 0.85, "when": "2027-09-03"},
    ),
    ("management.rewards", "inputs"),
    ("management.assumptions", [{"says": "'tis so", "status": "assumed", "check": "count"}]),
    ("management.roadmap", {"unit": "weeks", "tasks": [{"name": "no", "estimate": [1, 2, 3]}]}),
    ("title", "Ours"),
]


def test_filling_makes_the_file_and_keeps_every_comment(tmp_path):
    path = tmp_path / "plan.yaml"
    for key, value in FILLED:
        said = fill(path, key, value)
        assert said.startswith(f"{key} is ")
        assert said.endswith(f" in {path}.")
    text = path.read_text()
    comments = [line.split("# ", 1)[1] for line in template().splitlines() if "# " in line]
    assert [comment for comment in comments if comment not in text] == []
    found = YAML(typ="safe").load(text)  # a second reader, of YAML 1.2
    for key, value in FILLED:
        where = found
        for word in key.split("."):
            where = where[word]
        assert json.loads(json.dumps(where, default=str)) == json.loads(json.dumps(value, default=str))
    assert read_plan(path, TODAY).empty == ()


def test_filling_again_changes_the_lines_of_the_value_alone(tmp_path):
    path = write(
        tmp_path, HERON.read_text(encoding="utf-8").replace("heron.yaml ", "").replace("as_of:", "as_of:")
    )
    before = path.read_text().splitlines()
    fill(path, "management.promise", {"date": date(2027, 10, 1), "confidence": "85%"})
    after = path.read_text().splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("    date: 2027-09-03", "    date: 2027-10-01")
    ]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("management.promise", {"date": "soon"}, "management.promise.date: found 'soon'; a date"),
        ("management.promise", {"dat": 1}, "management.promise.dat: found the key 'dat'; date would"),
        ("management.promise", 3, "management.promise: found '3' under management.promise; a mapping"),
        ("management.promise.confidence", 1.5, "management.promise.confidence: found the confidence '1.5'"),
        ("management.promise.confidence", True, "management.promise.confidence: found the confidence 'true'"),
        ("management.promise.confidence", float("nan"), "found the number nan"),
        ("management.promis", {}, "found the key 'promis'; promise"),
        ("managment.promise", {"date": None}, "found the key 'managment'; management"),
        ("management", [], "management: found a list under management"),
        ("management.rewards.by", "no", "management.rewards.by: found 'no'; inputs or results"),
        (
            "management.roadmap",
            "none.yaml",
            "management.roadmap: found the roadmap 'none.yaml', which is not",
        ),
        ("management.roadmap", "../x", "outside its folder"),
        (
            "management.roadmap",
            {"unit": "days", "tasks": [{"name": "a", "estimate": [3, 2, 1]}]},
            "management.roadmap: found low, l",
        ),
        ("management.assumptions", [{"says": "a\0b"}], "found the text 'a"),
        ("management.assumptions", ["\ud800"], "half a character"),
        ("management.assumptions", [{}] * 5_001, "a list of 5,001"),
        ("management.assumptions", object(), "something that no file can hold (object)"),
        ("management.assumptions", [{1: 2}], "keys that are no words"),
        ("", 1, "found the key ''; a key such as management.promise"),
        ("management..promise", 1, "found the key 'management..promise'"),
        (3, 1, "found the key '3'"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_written(tmp_path, key, value, said):
    path = write(tmp_path, INLINE)
    with pytest.raises(BadInput) as problem:
        fill(path, key, value)
    assert said in str(problem.value)
    assert str(problem.value).endswith("would be right")
    assert path.read_text() == INLINE
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]
    with pytest.raises(BadInput):
        fill(tmp_path / "new.yaml", key, value)
    assert not (tmp_path / "new.yaml").exists()


def test_a_list_in_itself_is_refused(tmp_path):
    endless = []
    endless.append(endless)
    with pytest.raises(BadInput, match="nested more than 12 deep"):
        fill(tmp_path / "plan.yaml", "management.assumptions", endless)


def test_what_else_is_wrong_with_the_plan_does_not_keep_a_value_out(tmp_path):
    path = write(tmp_path, "management:\n  roadmap: none.yaml\n  stall: {runs: few}\n  rewards:  # later\n")
    fill(path, "management.rewards", "inputs")
    assert "  rewards: inputs  # later\n" in path.read_text()


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_a_file_is_filled_whole_or_not_at_all(tmp_path, monkeypatch, step):
    path = write(tmp_path, INLINE)
    (tmp_path / "plan.schema.json").write_text(schema())

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fails)
    with pytest.raises(BadInput, match="No space left on device"):
        fill(path, "management.rewards", "inputs")
    assert path.read_text() == INLINE
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan.schema.json", "plan.yaml"]


def test_a_new_plan_is_there_with_its_schema_or_not_at_all(tmp_path, monkeypatch):
    real, calls = os.replace, []

    def fails_the_second_time(*names):
        calls.append(names)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(*names)

    monkeypatch.setattr(os, "replace", fails_the_second_time)
    with pytest.raises(BadInput, match="No space left on device"):
        new_plan(tmp_path / "plan.yaml")
    assert len(calls) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_filled_roadmap_may_start_on_the_day_the_plan_speaks_of(tmp_path):
    path = write(tmp_path, "as_of: 2020-01-06\n")
    tasks = [{"name": "a", "estimate": 1}]
    fill(path, "management.roadmap", {"unit": "weeks", "start": date(2020, 1, 6), "tasks": tasks})
    with pytest.raises(BadInput, match="the past date 2020-01-05"):
        fill(path, "management.roadmap", {"unit": "weeks", "start": date(2020, 1, 5), "tasks": tasks})
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]  # it names no schema, so it gets none


def test_a_plan_behind_a_link_stays_behind_it(tmp_path):
    (tmp_path / "real").mkdir()
    path = write(tmp_path / "real", INLINE)
    (tmp_path / "link.yaml").symlink_to(path)
    fill(tmp_path / "link.yaml", "management.rewards", "inputs")
    assert (tmp_path / "link.yaml").is_symlink()
    assert "rewards: inputs" in path.read_text()


def test_a_roadmap_is_put_as_one(tmp_path):
    path = write(tmp_path, INLINE + "      - {name: b, estimate: 1}\n")
    fill(path, "management.roadmap", {"tasks": [{"name": "c", "estimate": "2 weeks"}]})
    assert yaml.safe_load(path.read_text())["management"]["roadmap"] == {
        "tasks": [{"name": "c", "estimate": "2 weeks"}]
    }
    read_plan(path, TODAY)


def test_numbers_of_numpy_and_pandas_are_numbers(tmp_path):
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    path = tmp_path / "plan.yaml"
    fill(
        path,
        "management.promise",
        {"date": pandas.Timestamp("2027-09-03"), "confidence": numpy.float64(0.85)},
    )
    fill(path, "management.estimates.record", numpy.int64(12))
    fill(path, "management.approaches.options", [{"name": "a"}])
    fill(path, "management.approaches.order", numpy.array(["a"]))
    found = yaml.safe_load(path.read_text())["management"]
    assert found["promise"] == {"date": date(2027, 9, 3), "confidence": 0.85}
    assert found["estimates"]["record"] == 12
    assert found["approaches"]["order"] == ["a"]


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_bring_a_traceback(tmp_path, content):
    path = write(tmp_path, content)
    with suppress(BadInput):
        read_plan(path)
    with suppress(BadInput):
        fill(path, "management.rewards", "inputs")


KEYS = st.sampled_from(
    ["roadmap", "promise", "date", "confidence", "approaches", "options", "order", "shared", "name", "chance", "stall",
     "runs", "without_best", "then", "leadership", "sentence", "rewards", "by", "assumptions", "says", "tasks"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=6) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_document_brings_a_traceback(tmp_path, section):
    path = write(tmp_path, json.dumps({"management": section}))
    with suppress(BadInput):
        read_plan(path)


@given(st.lists(KEYS, max_size=2), VALUES)
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


def test_a_section_is_added_by_adding_a_file(tmp_path, monkeypatch):
    (tmp_path / "roles.py").write_text(
        "from mlteams.core.section import Paragraph, Section\n"
        "from mlteams.input.values import Name, Unfinished\n\n\n"
        "class Form(Unfinished):\n    first_hire: Name | None = None\n\n\n"
        "SECTION = Section('roles', 'Roles', Form, 'roles:\\n  first_hire:  # who\\n', lambda form, context: form,\n"
        "                  lambda form: [], lambda form: [Paragraph(form.first_hire)])\n"
    )
    import mlteams.plan.sections as package

    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    sections.cache_clear()
    plan_form.plan_form.cache_clear()
    try:
        assert [section.part for section in sections()] == ["roles", "management"]  # the order of the course
        path = tmp_path / "plan.yaml"
        fill(path, "roles.first_hire", "a data engineer")
        assert "  first_hire: a data engineer  # who\n" in path.read_text()
        assert "first_hire" in schema()
        with pytest.raises(BadInputs, match="'first_hir'; first_hire would"):
            read_plan(write(tmp_path, "roles: {first_hir: x}\n"))
    finally:
        sections.cache_clear()
        plan_form.plan_form.cache_clear()
