"""What a tracker's export leaves in scope, what it is told about, and the option that settles it."""

from datetime import date
from pathlib import Path

import pytest

from mlteams.input.errors import BadInput, BadInputs
from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.models.roadmap import Alternatives
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.management.tool.statuses import Statuses

EXPORTS = Path(__file__).parent / "exports"
TODAY = date(2026, 11, 23)
JIRA = {
    "id": "Issue key",
    "name": "Summary",
    "status": "Status",
    "likely": "Original estimate",
    "after": "Inward issue link (Blocks)",
    "started": "Custom field (Start date)",
}
LINEAR = {
    "id": "ID",
    "name": "Title",
    "status": "Status",
    "likely": "Estimate",
    "after": "Blocked by",
    "started": "Started",
}
GITHUB = {"id": "URL", "name": "Title", "status": "Status", "likely": "Estimate", "after": "Blocked by"}


def read(tmp_path, text, name="plan.yaml", **options):
    path = tmp_path / name
    path.write_text(text)
    return read_roadmap(path, today=TODAY, **options)


def told(tmp_path, text, name="plan.yaml", **options):
    with pytest.raises(BadInputs) as problem:
        read(tmp_path, text, name, **options)
    return [str(one).removeprefix(f"{tmp_path / name}, ") for one in problem.value.problems]


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        ("To Do, Todo, Backlog, Open, New, Triage, Selected for Development, In Progress, In Review, Blocked", "open"),
        ("Ready, Reopened, in-progress, 🏗 In progress, IN REVIEW, to-do, On Hold, open", "open"),
        ("Done, Closed, Resolved, Completed, Merged, Shipped, Released, Closed as completed, ✅ Done, done", "done"),
        ("Cancelled, Canceled, Duplicate, Won't do, Won’t Do, Won't fix, WONTFIX, Not planned, not_planned", "dropped"),
        ("Closed as not planned, Closed as duplicate, Declined, Rejected, Obsolete, Abandoned, dropped", "dropped"),
        ("failed, Failed", "failed"),
    ],
)  # fmt: skip
def test_words_of_trackers_mean_ours(words, ours):
    for word in words.split(", "):
        assert Statuses(None)(word) == ours, word


@pytest.mark.parametrize("word", ["Accepted", "Deferred", "Parked", "", "✅", "donee", "not done", "1"])
def test_what_may_mean_either_is_asked_about(word):
    assert Statuses(None)(word) is None


def test_words_may_be_given_and_go_before_ours():
    known = Statuses({"Selected for Sprint": "open", "closed": "Dropped", "✅": "done"})
    assert [known(word) for word in ("selected for sprint", "Closed", "✅", "🚫")] == [
        "open",
        "dropped",
        "done",
        None,
    ]
    with pytest.raises(
        BadInput, match="--status, 'x': found the status 'shut'; open, done, failed or dropped would"
    ):
        Statuses({"x": "shut"})
    with pytest.raises(BadInput, match="--status, 'ON ICE': found both open and dropped; one of them would"):
        Statuses({"on ice": "open", "ON ICE": "dropped"})


def test_a_status_is_read_in_yaml_as_in_csv(tmp_path):
    words = ["Done", "in progress", "Won't do", "failed", "Parked"]
    rows = "name,likely,status\n" + "".join(f"t{n},1,{word}\n" for n, word in enumerate(words))
    tasks = "".join(f'  - {{name: t{n}, estimate: 1, status: "{word}"}}\n' for n, word in enumerate(words))
    for text, name in ((rows, "plan.csv"), ("tasks:\n" + tasks, "plan.yaml")):
        steps = read(tmp_path, text, name, unit="days", statuses={"parked": "dropped"}).roadmap.steps
        assert [step.status for step in steps] == ["done", "open", "dropped", "failed", "dropped"]


def test_nothing_waits_for_what_is_out_of_scope(tmp_path):
    text = """
        unit: days
        tasks:
          - {name: a, estimate: 1}
          - {name: X, estimate: 1, after: a, status: Won't do}
          - {name: Y, estimate: 1, after: [a, X]}
          - {name: Z, estimate: 1, after: X}
          - {name: past, estimate: 1, after: X, status: done}
          - {name: unused, status: Duplicate}
          - {name: idle, status: Duplicate}
          - name: g
            alternatives: [{name: b, estimate: 1, status: dropped}, {name: c, estimate: 1, after: X}]
          - name: h
            after: a
            alternatives: [{name: d, estimate: 1, status: dropped}, {name: e, status: cancelled}]
          - {name: end, estimate: 1, after: [g, h]}
    """
    file = read(tmp_path, text)
    steps = {step.name: step for step in file.roadmap.steps}
    assert list(steps) == ["a", "X", "Y", "Z", "past", "unused", "idle", "g", "d", "e", "end"]
    assert {name: step.after for name, step in steps.items() if step.after} == {"Y": ("a",), "end": ("g",)}
    assert isinstance(steps["g"], Alternatives)
    assert [(one.name, one.status, one.after) for one in steps["g"].options] == [
        ("b", "dropped", ()), ("c", "open", ())
    ]  # fmt: skip
    assert file.notes == (
        "“X” is out of scope (Won't do); “Y”, “Z” and “c” no longer wait for it.",
        "“h” is out of scope (all of its alternatives are); “end” no longer waits for it.",
        "“unused” (Duplicate), “idle” (Duplicate), “b” (dropped), “d” (dropped) and “e” (cancelled) are out of scope.",
    )


def test_many_notes_are_counted(tmp_path):
    pairs = "".join(
        f"- {{name: x{n}, status: dropped}}\n- {{name: y{n}, estimate: 1, after: x{n}}}\n" for n in range(9)
    )
    notes = read(tmp_path, "unit: days\ntasks:\n" + pairs).notes
    assert len(notes) == 9
    assert notes[7] == "“x7” is out of scope (dropped); “y7” no longer waits for it."
    assert notes[8] == "“x8” (dropped) is out of scope."


UNKNOWN = """\
name,likely,status,after
a,1,Selected,
b,2,Parked,a;Q-9
c,,Backlog,Q-9
d,,Done,Q-1
e,3,Parked,Q-7
f,,,ee
"""


def test_what_an_export_leaves_open_is_told_at_once(tmp_path):
    assert told(tmp_path, UNKNOWN, "plan.csv", unit="days") == [
        "line 2: found 2 unknown statuses, 'Selected' (line 2) and 'Parked' (lines 3 and 6); open, done, failed or "
        'dropped (or, with roadmap, a meaning of yours such as --status "Selected=open,Parked=open") would be right',
        "line 3: found 3 unknown tasks under after, 'Q-9' (lines 3 and 4), 'Q-7' (line 6) and 'ee' (line 7; 'e'?); "
        "names of tasks in this file (or, with roadmap, --ignore to leave the links out) would be right",
        "line 4: found 2 open tasks without an estimate, 'c' (line 4) and 'f' (line 7); an estimate of each (or, with "
        "roadmap, --ignore to leave them out) would be right",
    ]


def test_the_advice_repeats_the_option_for_words_with_commas(tmp_path):
    text = 'name,likely,status\na,1,"Waiting, long"\nb,1,Frozen\n'
    (said,) = told(tmp_path, text, "plan.csv", unit="days")
    assert 'such as --status "Waiting, long=open" --status "Frozen=open") would be right' in said
    (said,) = told(tmp_path, "name,likely,status\na,1,p=q\n", "plan.csv", unit="days")
    assert 'such as --status "p q=open") would be right' in said


def test_what_is_ignored_is_noted(tmp_path):
    statuses = {"selected": "open", "PARKED": "open"}
    file = read(tmp_path, UNKNOWN, "plan.csv", unit="days", statuses=statuses, ignore=True)
    assert [(step.name, step.after) for step in file.roadmap.steps] == [
        ("a", ()), ("b", ("a",)), ("d", ()), ("e", ())
    ]  # fmt: skip
    assert file.notes == (
        "“c” and “f” have no estimate and are left out.",
        "“Q-7” and “Q-9” are not in this file; “b” and “e” no longer wait for them.",
    )
    with pytest.raises(BadInput, match="unknown statuses"):  # a state is settled by --status alone
        read(tmp_path, UNKNOWN, "plan.csv", unit="days", ignore=True)


def test_what_waits_for_a_task_that_is_left_out_is_noted(tmp_path):
    text = "unit: days\ntasks: [{name: epic}, {name: b, estimate: 1, after: epic}]\n"
    file = read(tmp_path, text, ignore=True)
    assert [step.after for step in file.roadmap.steps] == [()]
    assert file.notes == ("“epic” has no estimate and is left out; “b” no longer waits for it.",)
    with pytest.raises(BadInput, match="line 2: found no task in scope"):
        read(tmp_path, "unit: days\ntasks: [{name: epic}]\n", ignore=True)
    with pytest.raises(BadInput, match="found the goal 'epic', which is out of scope"):
        read(tmp_path, text + "goal: epic\n", ignore=True)
    for option in ("", ", {name: c, status: dropped}"):
        group = f"{{name: g, alternatives: [{{name: a}}{option}]}}"
        file = read(
            tmp_path, f"unit: days\ntasks: [{group}, {{name: b, estimate: 1, after: g}}]\n", ignore=True
        )
        assert {step.name: step.after for step in file.roadmap.steps if step.status == "open"} == {"b": ()}


def test_a_goal_is_not_ignored(tmp_path):
    with pytest.raises(
        BadInput, match="line 3: found the unknown task 'z'; the name of a task in this file would"
    ):
        read(tmp_path, "unit: days\ntasks: [{name: a, estimate: 1}]\ngoal: z\n", ignore=True)


@pytest.mark.parametrize(("count", "rest"), [(8, " and 't7' (line 10)"), (9, ", 't7' (line 10) and 1 more")])
def test_eight_examples_are_named(tmp_path, count, rest):
    (said,) = told(tmp_path, "unit: days\ntasks:\n" + "".join(f"- {{name: t{n}}}\n" for n in range(count)))
    assert f"'t6' (line 9){rest};" in said


def test_names_used_twice_are_told_together(tmp_path):
    rows = "name,likely\n" + "a,1\nb,1\na,1\nb,1\nb,1\n"
    assert told(tmp_path, rows, "plan.csv", unit="days") == [
        "line 4: found 2 names more than once, 'a' (lines 2 and 4) and 'b' (lines 3, 5 and 6); a name of its own for "
        "each task (or the column of their ids, with --columns id=…) would be right"
    ]


def test_an_export_of_jira():
    with pytest.raises(BadInputs) as problem:
        read_roadmap(EXPORTS / "jira.csv", columns=JIRA, unit="seconds", today=TODAY)
    assert [one.found for one in problem.value.problems] == [
        "no estimate of 'Read labels by machine'", "the unknown task 'OPS-31'"
    ]  # fmt: skip
    file = read_roadmap(EXPORTS / "jira.csv", columns=JIRA, unit="seconds", ignore=True, today=TODAY)
    steps = {step.name: step for step in file.roadmap.steps}
    assert {name: step.status for name, step in steps.items() if step.status != "open"} == {
        "Get access to label images": "done", "Buy labels from a vendor": "dropped", "Old camera stand": "done"
    }  # fmt: skip
    assert steps["Tune an open model, first try"].after == ("Label 20 000 images",)
    assert steps["Label 20 000 images"].estimate == Pert(15, 15, 15)
    assert steps["Label 20 000 images"].started == 10  # two weeks of five days
    assert {"Fix bug (LBL-6)", "Fix bug (LBL-8)"} <= set(steps)
    assert file.notes == (
        "“Buy labels from a vendor” is out of scope (Won't Do); “Tune an open model, first try” no longer waits for "
        "it.",
        "“Read labels by machine” has no estimate and is left out.",
        "“OPS-31” is not in this file; “Shadow run in one depot” no longer waits for it.",
    )


def test_the_resolution_of_jira_may_be_the_status():
    columns = JIRA | {"status": "Resolution"}
    file = read_roadmap(EXPORTS / "jira.csv", columns=columns, unit="seconds", ignore=True, today=TODAY)
    said = {step.name: step.status for step in file.roadmap.steps}
    assert said["Buy labels from a vendor"] == "dropped"
    assert said["Shadow run in one depot"] == "open"


def test_an_export_of_linear():
    file = read_roadmap(
        EXPORTS / "linear.csv", columns=LINEAR, unit="days", spread=0.5, ignore=True, today=TODAY
    )
    assert [(step.name, step.status, step.after, step.started) for step in file.roadmap.steps] == [
        ("Get access to label images", "done", (), None),
        ("Label a training set", "open", ("Get access to label images",), 10),
        ("Rented reader", "dropped", (), None),
        ("Own model", "open", ("Label a training set",), None),
        ("Own model, again", "dropped", (), None),
        ("Shadow run", "open", ("Own model",), None),
    ]
    assert file.roadmap.steps[1].estimate == Lognormal(15, 0.5)
    assert len(file.notes) == 3


def test_an_export_of_a_github_project():
    file = read_roadmap(EXPORTS / "github.tsv", columns=GITHUB, unit="days", spread=0.5, today=TODAY)
    issue = "https://github.com/heron/labels/issues/"
    assert [(step.name, step.status, step.after) for step in file.roadmap.steps] == [
        ("Get label images", "done", ()),
        ('Label "easy" images', "open", ("Get label images",)),
        (f"Tune a model ({issue}3)", "open", ('Label "easy" images',)),
        (f"Tune a model ({issue}4)", "dropped", ()),
        ("Shadow run", "open", (f"Tune a model ({issue}3)",)),
    ]
    assert file.notes == (
        f"“Tune a model ({issue}4)” is out of scope (Closed as not planned); “Shadow run” no longer waits for it.",
    )
