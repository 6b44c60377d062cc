"""What a roadmap file may say, and the one sentence that each mistake gets."""

import json
import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlteams.input.errors import BadInput, BadInputs
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
        "line 6: found the unknown task 'colect'; 'collect' (or, with roadmap, --ignore to leave the link out)",
    ),
    (
        "unit: days\ntasks:\n- {name: a, estimate: 1, after: c}\n- {name: b, estimate: 1, after: a}\n"
        "- {name: c, estimate: 1, after: b}\n",
        "found tasks that wait in a circle",
    ),
    (
        "unit: days\ntasks:\n- {name: a, estimate: 1, after: b}\n- {name: b, estimate: 1, after: a}\n",
        "a circle",
    ),
    (
        "by: 2026-11-22\n" + ONE,
        "line 1: found 2026-11-22, which is before today, 2026-11-23, from which time is counted; 2026-11-23 or "
        "later",
    ),
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
    (
        ONE.replace("    estimate: [1, 2, 3]\n", ""),
        "line 3: found no estimate of 'a'; an estimate (or, with roadmap, --ignore to leave the task out) would",
    ),
    (ONE.replace("[1, 2, 3]", ""), "line 4: found no estimate of 'a'"),
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
    (
        ONE + "    status: perhaps\n",
        "line 5: found the unknown status 'perhaps'; open, done, failed or dropped (or, with roadmap, a meaning "
        'of yours such as --status "perhaps=open")',
    ),
    (ONE + "    status:\n", "line 5: found the status nothing; text"),
    (
        ONE + "    started: 2026-11-24\n",
        "line 5: found started 2026-11-24, which is after 2026-11-23; 2026-11-23 or",
    ),
    (ONE + "    started: last week\n", "line 5: found 'last week'; a date such as"),
    (
        ONE + "    started: 2026-11-02\n    status: done\n",
        "line 5: found started on 'a', which is done; started on open tasks alone",
    ),
    (ONE + "    started: 2026-11-02\n    status: failed\n", "which is failed; started on open tasks alone"),
    (
        ONE + "    started: 2026-11-02\n    status: Duplicate\n  - {name: b, estimate: 1}\n",
        "which is dropped; started on open tasks alone",
    ),
    (
        ONE + "    started: 2026-11-01\n",
        "line 4: found 'a' taking longer than estimated, 3.143 weeks since 2026-11-01, of at most 3; a new estimate "
        "of the whole task that allows for it (or, with roadmap, --ignore to leave the task out)",
    ),
    (ONE + "    not_before: someday\n", "line 5: found 'someday'; a date such as"),
    (
        ONE + "    not_before: 9999-12-31\n",
        "line 5: found not_before 9999-12-31; a day within 10,000 weeks of 2026-11-23",
    ),
    (ONE + "    cost: 1e308\n", "line 5: found the cost '1e308'; a number from 0 to 1e12 would be right"),
    (ONE + "    importance: 1e13\n", "line 5: found the importance '1e13'; a number from 0 to 1e12 would"),
    (
        ONE + "    status: dropped\n",
        "line 2: found no task in scope; at least one that is open, done or failed",
    ),
    (
        ONE + "  - {name: b, estimate: 1, status: dropped}\ngoal: b\n",
        "line 6: found the goal 'b', which is out of scope; a goal in scope",
    ),
    (ONE + "by: 2020-01-01\n", "line 5: found 2020-01-01, which is before today, 2026-11-23"),
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
    assert "2,992 more" in said
    assert len(said) < 200


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


def test_what_is_too_large_is_refused(tmp_path):
    big = tmp_path / "big.yaml"
    with big.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(BadInput, match="1,000,000,000 bytes; at most 5,000,000 would"):
        read_roadmap(big)


def grouped(groups, of, more=0):
    lines = ["unit: days", "tasks:"]
    for group in range(groups):
        options = ", ".join(f"{{name: o{group}-{n}, estimate: 1}}" for n in range(of))
        lines.append(f"- {{name: g{group}, alternatives: [{options}]}}")
    return "\n".join([*lines, *(f"- {{name: t{n}, estimate: 1}}" for n in range(more))])


def test_alternatives_count_as_tasks_and_their_groups_do_not(tmp_path):
    roadmap = read(tmp_path, grouped(100, 50)).roadmap  # 5,000 tasks and 100 groups
    assert sum(len(step.options) for step in roadmap.steps) == 5_000
    said = sentence(tmp_path, grouped(100, 50, more=1))
    assert said == "line 2: found 5,001 tasks; at most 5,000, in larger pieces, would be right"
    many = "unit: days\ntasks:\n" + "".join(f"- {{name: t{i}, estimate: 1}}\n" for i in range(5_001))
    assert "line 5003: found more than 5,000 entries in one list" in sentence(tmp_path, many)


def test_alternatives_of_one_step_have_a_limit(tmp_path):
    assert len(read(tmp_path, grouped(1, 50)).roadmap.steps[0].options) == 50
    assert "line 3: found 51 alternatives of one step; at most 50" in sentence(tmp_path, grouped(1, 51))


@pytest.mark.parametrize(("weeks", "fits"), [("10000", True), ("10000.01", False)])
def test_a_duration_has_a_limit(tmp_path, weeks, fits):
    text = ONE.replace("[1, 2, 3]", weeks)
    if fits:
        assert read(tmp_path, text).roadmap.steps[0].estimate == Pert(10_000, 10_000, 10_000)
    else:
        assert "found the duration 10000.01 weeks; at most 10,000 weeks" in sentence(tmp_path, text)


@pytest.mark.parametrize(("letters", "fits"), [(120, True), (121, False)])
def test_a_name_has_a_limit(tmp_path, letters, fits):
    text = ONE.replace("name: a", f"name: {'x' * letters}")
    if fits:
        assert read(tmp_path, text).roadmap.steps[0].name == "x" * 120
    else:
        assert "a name of at most 120 printable characters" in sentence(tmp_path, text)


def test_mistakes_of_several_kinds_come_in_one_answer_in_the_order_of_the_file(tmp_path):
    text = (
        "by: 2026-11-22\ntasks:\n- {name: a, estimate: 1, after: x}\n- {name: b, status: odd}\n"
        "- {name: a, estimate: 1}\n- {name: c, estimate: 1, after: c}\n"
    )
    with pytest.raises(BadInputs) as problem:
        read(tmp_path, text)
    said = [str(one).removeprefix(f"{tmp_path / 'plan.yaml'}, ") for one in problem.value.problems]
    assert [one.split(";")[0] for one in said] == [
        "line 1: found 2026-11-22, which is before today, 2026-11-23, from which time is counted",
        "line 1: found durations without a unit",
        "line 3: found the unknown task 'x'",
        "line 4: found the unknown status 'odd'",
        "line 4: found no estimate of 'b'",
        "line 5: found the name 'a', also on line 3",
        "line 6: found 'c' waiting for itself",
    ]


def test_a_circle_is_told_beside_a_missing_unit(tmp_path):
    with pytest.raises(BadInputs, match="without a unit") as problem:
        read(tmp_path, "tasks:\n- {name: a, estimate: 1, after: b}\n- {name: b, estimate: 1, after: a}\n")
    assert "wait in a circle, a → b → a" in str(problem.value)


@pytest.mark.parametrize(("wrong", "told"), [(20, 20), (21, 20)])
def test_one_answer_holds_twenty_sentences(tmp_path, wrong, told):
    tasks = "".join(f"  - {{name: t{n}, estimate: soon}}\n" for n in range(wrong))
    with pytest.raises(BadInputs) as problem:
        read(tmp_path, "unit: weeks\ntasks:\n" + tasks)
    said = str(problem.value).split("\n")
    assert [re.search(r"line \d+", one)[0] for one in said[:told]] == [f"line {n + 3}" for n in range(told)]
    assert [one for one in said[told:] if "1 more mistake is not shown" not in one] == []
    assert len(said) == min(wrong, told + 1)


def test_a_spread_is_for_single_numbers_above_zero(tmp_path):
    text = "unit: weeks\ntasks:\n" + "".join(
        f"- {{name: t{n}, estimate: {said}}}\n"
        for n, said in enumerate(("0", "2", "[1, 2, 3]", "{median: 2, spread: 0.2}"))
    )
    steps = read(tmp_path, text, spread=0.5).roadmap.steps
    assert [step.estimate for step in steps] == [
        Pert(0, 0, 0), Lognormal(2, 0.5), Pert(1, 2, 3), Lognormal(2, 0.2)
    ]  # fmt: skip


def test_a_task_that_is_not_open_needs_no_estimate(tmp_path):
    text = "unit: weeks\ntasks:\n" + "".join(
        f"- {{name: {name}, status: {name}}}\n" for name in ("done", "failed", "dropped")
    )
    steps = read(tmp_path, text).roadmap.steps
    assert [(step.status, step.estimate) for step in steps] == [
        (name, Pert(0, 0, 0)) for name in ("done", "failed", "dropped")
    ]


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
