"""What a roadmap file may say, and the one sentence that each mistake gets."""

import json
import os
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlteams.input.errors import BadInput
from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.models.roadmap import Alternatives, Task
from mlteams.management.tool.roadmap_file import read_roadmap

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 23)


def read(tmp_path, text, name="plan.yaml", **options):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roadmap(path, today=TODAY, **options)


def sentence(tmp_path, text, name="plan.yaml", **options):
    with pytest.raises(BadInput) as problem:
        read(tmp_path, text, name, **options)
    said = str(problem.value)
    assert "\n" not in said
    assert said.endswith("would be right")
    return said.removeprefix(str(tmp_path / name)).removeprefix(", ")


def test_everything_the_form_allows(tmp_path):
    file = read(
        tmp_path,
        """
        title: Ours
        unit: weeks
        start: 2027-01-04
        by: 2027-06-30
        goal: Launch
        tasks:
          - {name: no, estimate: [1, 2, 4], chance: 90%, importance: 3, cost: 2, status: done}
          - {name: "12:30", estimate: {low: 1, likely: 1.5, high: 2}, after: no}
          - name: A way
            after: [no, "12:30"]
            try: in turn
            alternatives:
              - {name: Buy, estimate: {median: 2, spread: 0.5}}
              - {name: Build, estimate: 3, after: "12:30"}
          - {name: Launch, estimate: 0, after: A way}
        """,
    )
    steps = file.roadmap.steps
    assert (file.start, file.by) == (date(2027, 1, 4), date(2027, 6, 30))
    assert file.roadmap.goal == ("Launch",)
    assert steps[0] == Task("no", Pert(1, 2, 4), (), 0.9, 3, 2, "done")
    assert steps[1].after == ("no",)
    assert isinstance(steps[2], Alternatives)
    assert steps[2].tried == "in turn"
    assert steps[2].options[0].estimate == Lognormal(2, 0.5)
    assert steps[2].options[1] == Task("Build", Pert(3, 3, 3), ("12:30",))


def test_units_may_stand_beside_every_duration(tmp_path):
    file = read(tmp_path, "tasks: [{name: a, estimate: [1w, 2 weeks, 3 week]}]")
    assert file.roadmap.unit == "weeks"


ONE = "unit: weeks\ntasks:\n  - name: a\n    estimate: [1, 2, 3]\n"
GROUP = "unit: weeks\ntasks:\n  - alternatives: [{name: b, estimate: 1}]\n    name: g\n"
MISTAKES = [
    ("", "line 1: found an empty file"),
    ("- a\n- b\n", "line 1: found no mapping"),
    ("just words\n", "line 1: found no mapping"),
    ("unit: weeks\ntasks: [\n  {name: a\n", "found no YAML"),
    ("\tunit: weeks\n", "line 1: found no YAML"),
    ("unit: weeks\ntasks: []\n", "line 2: found no tasks"),
    ("unit: weeks\ntasks:\n", "line 2: found nothing under tasks; a list"),
    ("unit: weeks\n", "found no tasks"),
    ("unit: weeks\ntasks: [just a name]\n", "line 2: found"),
    (ONE + "    chanse: 0.5\n", "line 5: found the key 'chanse'; chance would be right"),
    (ONE + "    name: b\n", "line 5: found the key 'name' a second time"),
    ("unit: weeks\ntaks: []\n" + ONE[12:], "line 2: found the key 'taks'; tasks would be right"),
    (ONE + "    after: b\n", "line 5: found the unknown task 'b'"),
    (ONE + "    after: a\n", "line 5: found 'a' waiting for itself"),
    (
        ONE + "  - {name: collect, estimate: 1}\n  - {name: b, estimate: 1, after: colect}\n",
        "'collect' would",
    ),
    (
        "unit: days\ntasks:\n- {name: a, estimate: 1, after: c}\n- {name: b, estimate: 1, after: a}\n"
        "- {name: c, estimate: 1, after: b}\n",
        "found tasks that wait in a circle",
    ),
    # without a unit too: what hides in the plan is said before what is missing around it
    ("tasks:\n- {name: a, estimate: 1, after: b}\n- {name: b, estimate: 1, after: a}\n", "wait in a circle"),
    ("by: 2020-01-01\ntasks:\n- {name: a, estimate: 1}\n", "line 1: found 2020-01-01, which is before"),
    (ONE + "  - {name: a, estimate: 1}\n", "line 5: found the name 'a', also on line 3"),
    (ONE.replace("[1, 2, 3]", "[3, 2, 1]"), "line 4: found low, likely, high of 3, 2, 1; an order"),
    (ONE.replace("[1, 2, 3]", "[1, 2]"), "line 4: found 2 durations; three"),
    (ONE.replace("[1, 2, 3]", "[1, 2, -3]"), "found the duration '-3'"),
    (ONE.replace("[1, 2, 3]", "[1, 2, .inf]"), "found the duration '.inf'"),
    (ONE.replace("[1, 2, 3]", "[1, 2, 1e400]"), "found the duration '1e400'"),
    (ONE.replace("[1, 2, 3]", "nan"), "found the duration 'nan'"),
    (ONE.replace("[1, 2, 3]", "soon"), "found 'soon'; a duration"),
    (ONE.replace("[1, 2, 3]", "{median: 2}"), "found an estimate of median"),
    (ONE.replace("[1, 2, 3]", "{median: 2, spread: -1}"), "found the spread '-1'"),
    (ONE.replace("    estimate: [1, 2, 3]\n", ""), "line 3: found no estimate"),
    (ONE.replace("[1, 2, 3]", "[1, 2, 3 days]"), "line 4: found days beside weeks (line 1); one unit"),
    (
        "tasks:\n- {name: a, estimate: 1 week}\n- {name: b, estimate: 2 days}\n",
        "line 3: found days beside weeks (line 2)",
    ),
    (
        "tasks:\n- {name: a, estimate: 1 week}\n- {name: b, estimate: 2}\n",
        "line 3: found a duration without a unit",
    ),
    ("tasks:\n- {name: a, estimate: 1}\n", "found durations without a unit"),
    (ONE.replace("[1, 2, 3]", "3 months"), "found the unit 'months'; days or weeks"),
    (ONE.replace("weeks", "months"), "line 1: found 'months'; days or weeks"),
    (ONE + "    chance: 1.4\n", "line 5: found the chance '1.4'; a number from 0 to 1"),
    (ONE + "    chance: -10%\n", "line 5: found the chance '-10%'"),
    (ONE + "    chance: nan\n", "line 5: found the chance 'nan'"),
    (ONE + "    chance:\n", "line 5: found the chance nothing"),
    (ONE + "    cost: -1\n", "line 5: found the cost '-1'"),
    (ONE + "    importance: lots\n", "line 5: found the importance 'lots'"),
    (ONE + "    status: finished\n", "line 5: found 'finished'; open or done or failed"),
    (ONE + "start: 2020-01-01\n", "line 5: found the past date 2020-01-01; today or later"),
    (ONE + "by: 2020-01-01\n", "line 5: found 2020-01-01, which is before 2026-11-23"),
    (ONE + "start: tomorrow\n", "line 5: found 'tomorrow'; a date such as"),
    (ONE + "start: a|b\n", "line 5: found 'a|b'; a date such as"),
    (ONE + "by: 2027-02-30\n", "line 5: found '2027-02-30'; a date"),
    (ONE + "goal: z\n", "line 5: found the unknown task 'z'"),
    (ONE + "  - {name: g, alternatives: []}\n", "line 5: found no alternatives"),
    (
        ONE + "  - {name: g, alternatives: [{name: b, estimate: 1, after: g}]}\n",
        "waiting for its own alternatives",
    ),
    (
        ONE + "  - {name: g, alternatives: [{name: b, estimate: 1}, {name: c, estimate: 1, after: b}]}\n",
        "found 'c' waiting for its own alternatives",
    ),
    (
        ONE + "  - {name: g, try: both, alternatives: [{name: b, estimate: 1}]}\n",
        "found 'both'; at once or in turn",
    ),
    (ONE.replace("name: a", "name: ''"), "line 3: found the name nothing"),
    (ONE.replace("name: a", 'name: "\\e[31mred"'), "found the name"),
    (ONE.replace("name: a", "name: [a]"), "found the name a list"),
    (ONE + "    try: in turn\n", "line 5: found the key 'try' without alternatives"),
    (ONE + "    task: 3\n", "line 5: found the key 'task'; status"),
    (GROUP + "    estimate: 1\n", "line 5: found the key 'estimate' beside alternatives"),
    (GROUP + "    group: 1\n", "line 5: found the key 'group'; one of name, alternatives, after, try"),
    (GROUP.replace("estimate", "estimat"), "line 3: found the key 'estimat'; estimate"),
    (GROUP + "    after: b\n", "line 5: found 'g' waiting for its own alternatives"),
    (
        GROUP.replace("{name: b, estimate: 1}", ", ".join(f"{{name: t{i}, estimate: 1}}" for i in range(51))),
        "line 3: found 51 alternatives of one step; at most 50",
    ),
    (ONE + "    after:\n    - a\n", "line 6: found 'a' waiting for itself"),
    (ONE.replace("[1, 2, 3]", "{median: 0, spread: 1}"), "line 4: found a median of 0"),
    ("a: &x [1]\nb: *x\n", "line 2: found the alias *x"),
    (ONE + "title: !!python/object:os.system x\n", "found the tag"),
    (ONE + "---\nunit: days\n", "found a second document"),
    ("? [a]\n: b\n", "found a list or mapping as a key"),
    ("tasks: " + "[" * 10_000, "nested more than"),
    ("tasks: " + "{a: " * 10_000, "nested more than"),
    ("unit: weeks\0\n", "found binary data"),
    (b"\x89PNG\r\n\x1a\n\0\0\0", "found binary data"),
    ("unit: weeks\ntitle: caf\xe9\n".encode("latin-1"), "line 2: found the byte 0xe9, which is not UTF-8"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_gets_one_sentence_with_its_line(tmp_path, text, said):
    assert said in sentence(tmp_path, text)


def test_the_circle_is_named_in_order(tmp_path):
    text = "unit: days\ntasks:\n" + "".join(
        f"- {{name: {name}, estimate: 1, after: {before}}}\n" for name, before in ("ac", "ba", "cb")
    )
    said = sentence(tmp_path, text)
    assert any(chain in said for chain in ("a → b → c → a", "b → c → a → b", "c → a → b → c"))


def test_a_long_circle_is_cut_short(tmp_path):
    text = "unit: days\ntasks:\n" + "".join(
        f"- {{name: t{i}, estimate: 1, after: t{(i + 1) % 3000}}}\n" for i in range(3000)
    )
    said = sentence(tmp_path, text)
    assert "2992 more" in said
    assert len(said) < 200


CSV = "name,after,low,likely,high,chance,alternative_of,try\n"


def test_csv_reads_like_yaml(tmp_path):
    rows = "a,,1,2,3,,,\n\nb,a,1,2,3,50%,g,in turn\nc,a,2,2,2,0.7,g,\nd,g;a,1,1,1,,,\n"
    file = read(tmp_path, "\ufeff" + CSV + rows, "plan.csv", unit="days")
    assert [step.name for step in file.roadmap.steps] == ["a", "g", "d"]
    group = file.roadmap.steps[1]
    assert (group.tried, [option.chance for option in group.options]) == ("in turn", [0.5, 0.7])
    assert file.roadmap.steps[2].after == ("g", "a")
    assert read(
        tmp_path, (CSV + rows).replace(",", ";").replace("g;a", '"g;a"'), "p.csv", unit="days"
    ).roadmap.steps


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CSV + "a,,3,2,1,,,\n", "line 2: found low, likely, high of 3, 2, 1"),
        (CSV + '"a\nb",,1,2,3,,,\n', "line 2: found the name"),
        (CSV + '\n"a",,1,2,3,,,\nb,x,1,2,3,,,\n', "line 4: found the unknown task 'x'"),
        (CSV + "a,,1,2,,,,\n", "line 2: found an estimate of low, likely"),
        (CSV + "a,,,,,,,\n", "line 2: found no estimate"),
        (CSV + ",,1,2,3,,,\n", "line 2: found no name"),
        (CSV + "a,,1,2,3,,,,,,\n", "line 2: found 11 cells under 8 columns"),
        (CSV + '"a,,1,2,3\n', "found no CSV"),
        ("name,lowest\na,1\n", "line 1: found the column 'lowest'; low would be right"),
        ("low,likely,high\n1,2,3\n", "line 1: found no column name"),
        (CSV, "line 1: found no tasks"),
        ("name,likely,likely\na,1,2\n", "line 1: found 2 columns 'likely'; one"),
        (CSV + "a,,1,2,3,,,in turn\n", "line 2: found try without alternative_of"),
        (CSV + "a,,1,2,3,,g,in turn\nb,,1,2,3,,g,at once\n", "line 3: found 'at once' beside 'in turn'"),
        (CSV + "a,,1,2,3,,g,both\n", "line 2: found 'both'; at once or in turn"),
        ("id,name,likely\n1,a,1\n1,b,1\n", "line 3: found the id '1' a second time"),
        ("name,likely,unit\na,1,w\n\nb,1,d\n", "line 4: found days beside weeks (--unit weeks)"),
    ],
)
def test_a_mistake_in_a_csv_gets_its_sentence(tmp_path, text, said):
    assert said in sentence(tmp_path, text, "plan.csv", unit="weeks")


def test_a_tracker_export_is_mapped(tmp_path):
    columns = {"id": "Issue key", "name": "Summary", "after": "Blocked by", "likely": "Estimate (days)"}
    path = ROOT / "examples" / "tracker.csv"
    roadmap = read_roadmap(path, columns=columns, unit="days", spread=0.5, today=TODAY).roadmap
    assert len(roadmap.steps) == 5
    assert roadmap.steps[4].after == ("Tune an open model, first try", "Correction screen")
    assert roadmap.steps[0].estimate == Lognormal(10, 0.5)
    hours = read_roadmap(path, columns=columns, unit="hours", today=TODAY).roadmap
    assert (hours.unit, hours.steps[0].estimate) == ("days", Pert(1.25, 1.25, 1.25))
    with pytest.raises(BadInput, match="no column 'Sumary'; 'Summary' would be right"):
        read_roadmap(path, columns={"name": "Sumary"}, today=TODAY)


def test_a_tracker_may_spread_what_comes_before_over_columns(tmp_path):
    head = 'Key,Name,Note,Needs,Needs,Days,State\nK-1,"a, one","two\nlines",,,3,Done\n'
    text = head + "K-2,b,,,,4,Open\nK-3,c,,K-1,K-2,5,Open\n"
    columns = {"id": "Key", "name": "Name", "after": "Needs", "likely": "Days", "status": "State"}
    steps = read(tmp_path, text, "plan.csv", unit="days", columns=columns).roadmap.steps
    assert steps[2].after == ("a, one", "b")
    assert [step.status for step in steps] == ["done", "open", "open"]
    said = sentence(
        tmp_path, text.replace("K-2,b,,,,4", "K-2,b,,,,-4"), "plan.csv", unit="days", columns=columns
    )
    assert said.startswith("line 4: found the duration '-4'")  # the quoted cell above takes two lines


def test_a_tracker_counts_in_seconds_and_has_words_of_its_own_for_a_status(tmp_path):
    text = "Key,Name,Estimate,State\n" + "".join(
        f"K-{n},task {n},144000,{state}\n"
        for n, state in enumerate(("To Do", "In Progress", "Closed", "Won't Do"))
    )
    columns = {"id": "Key", "name": "Name", "likely": "Estimate", "status": "State"}
    steps = read(tmp_path, text, "plan.csv", unit="seconds", columns=columns).roadmap.steps
    assert steps[0].estimate == Pert(5, 5, 5)  # 40 hours of 3,600 seconds at 8 hours a day
    assert [step.status for step in steps] == ["open", "open", "done", "failed"]
    said = sentence(tmp_path, text, "plan.csv", unit="weeks", columns=columns)
    assert said == "line 2: found the duration 144000 weeks; at most 10,000 weeks would be right"
    said = sentence(tmp_path, text.replace("To Do", "Stuck"), "plan.csv", unit="seconds", columns=columns)
    assert said.startswith("line 2: found 'stuck'")


def test_a_csv_may_name_its_unit_in_every_row(tmp_path):
    text = "name,low,likely,high,median,spread,unit\na,1,2,3,,,weeks\nb,,,,4,0.5,w\n"
    roadmap = read(tmp_path, text, "plan.csv").roadmap
    assert roadmap.unit == "weeks"
    assert [step.estimate for step in roadmap.steps] == [Pert(1, 2, 3), Lognormal(4, 0.5)]


def test_columns_are_for_csv(tmp_path):
    with pytest.raises(BadInput, match="no CSV"):
        read(tmp_path, ONE, columns={"name": "Summary"})


def test_what_is_no_file_is_said(tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    for path, said in (
        (tmp_path, "a directory"),
        (tmp_path / "none.yaml", "nothing of that name"),
        (Path("/dev/zero"), "a device or pipe"),
        (tmp_path / "pipe", "a device or pipe"),
        (tmp_path / ("x" * 300), "too long"),
    ):
        if said == "a device or pipe" and not path.exists():
            continue  # not on this system
        with pytest.raises(BadInput, match=said):
            read_roadmap(path)


def test_size_is_refused_quickly(tmp_path):
    big = tmp_path / "big.yaml"
    with big.open("wb") as file:
        file.truncate(1_000_000_000)
    many = tmp_path / "many.yaml"
    many.write_text(
        "unit: days\ntasks:\n" + "".join(f"- {{name: t{i}, estimate: 1}}\n" for i in range(100_000))
    )
    rows = tmp_path / "many.csv"
    rows.write_text("name,likely\n" + "".join(f"t{i},1\n" for i in range(100_000)))
    for path in (big, many, rows):
        started = time.perf_counter()
        with pytest.raises(BadInput, match=r"1,000 MB|more than 5,000"):
            read_roadmap(path, unit="days")
        assert time.perf_counter() - started < 5


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_bring_a_traceback(tmp_path, content):
    for name in ("plan.yaml", "plan.csv"):
        (tmp_path / name).write_bytes(content)
        with suppress(BadInput):
            read_roadmap(tmp_path / name)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "estimate", "after", "chance", "alternatives", "try", "status", "low"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries(
        {"unit": st.sampled_from(["weeks", 3, None]), "tasks": st.lists(VALUES, max_size=3)}
    )
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_document_brings_a_traceback(tmp_path, document):
    path = tmp_path / "plan.yaml"
    path.write_text(json.dumps(document))
    with suppress(BadInput):
        read_roadmap(path)


def test_an_unreadable_file_is_said(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(ONE)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user reads everything")
    with pytest.raises(BadInput, match="Permission denied"):
        read_roadmap(path)
