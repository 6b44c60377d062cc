"""What a table may say, ours or a tracker's export, and the one sentence that each mistake gets."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlteams.input.errors import BadInput, BadInputs
from mlteams.management.models.estimates import Lognormal, Pert
from mlteams.management.tool.roadmap_file import read_roadmap

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 23)
CSV = "name,after,low,likely,high,chance,alternative_of,try\n"


def read(tmp_path, text, name="plan.csv", **options):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read_roadmap(path, today=TODAY, **options).roadmap


def sentence(tmp_path, text, name="plan.csv", **options):
    with pytest.raises(BadInput) as problem:
        read(tmp_path, text, name, **options)
    said = str(problem.value)
    assert "\n" not in said
    assert said.endswith("would be right")
    return said.removeprefix(str(tmp_path / name)).removeprefix(", ")


def test_csv_reads_like_yaml(tmp_path):
    rows = "a,,1,2,3,,,\n\nb,a,1,2,3,50%,g,in turn\nc,a,2,2,2,0.7,g,\nd,g;a,1,1,1,,,\n"
    roadmap = read(tmp_path, CSV + rows, unit="days")
    assert [step.name for step in roadmap.steps] == ["a", "g", "d"]
    group = roadmap.steps[1]
    assert (group.tried, [option.chance for option in group.options]) == ("in turn", [0.5, 0.7])
    assert roadmap.steps[2].after == ("g", "a")


PLAIN = "name,after,low,likely,high,chance\na,,1,2,3,\nb,a,0.5,1.5,2.5,0.7\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", ";").replace(".", ","),
        "\n \n\r\n" + PLAIN,
        ",,,,,\n" + PLAIN,
        PLAIN.replace("\n", ",,,\n"),  # as spreadsheets fill their rows
        PLAIN.replace("a,,1", "\n,,\na,,1"),
        PLAIN.rstrip("\n"),
        '"name","after","low","likely","high","chance"\n' + PLAIN.split("\n", 1)[1],
        PLAIN.replace("name,", " name ,").replace("0.5", " 0.5 "),
    ],
)
def test_the_same_table_in_the_ways_that_programs_write_it(tmp_path, text):
    first, second = read(tmp_path, text, unit="days").steps
    assert (first.name, first.estimate) == ("a", Pert(1, 2, 3))
    assert (second.after, second.estimate, second.chance) == (("a",), Pert(0.5, 1.5, 2.5), 0.7)


def test_what_separates_cells_is_not_looked_for_in_quotes(tmp_path):
    text = 'Task,"Days; low; likely; or high"\na,3\n'
    columns = {"name": "Task", "median": "Days; low; likely; or high"}
    assert read(tmp_path, text, unit="days", columns=columns).steps[0].estimate == Pert(3, 3, 3)


def test_decimal_commas_stand_where_semicolons_separate(tmp_path):
    text = "name;likely;chance;cost;unit\na, or b;1,5;62,5%;0,25;w\n"
    task = read(tmp_path, text).steps[0]
    assert (task.name, task.estimate, task.chance, task.cost) == ("a, or b", Pert(1.5, 1.5, 1.5), 0.625, 0.25)
    said = sentence(tmp_path, 'name,likely\na,"1,5"\n', unit="days")
    assert said.startswith("line 2: found '1,5'; a duration such as 3")
    assert "found '1.234,5'" in sentence(tmp_path, "name;likely\na;1.234,5\n", unit="days")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CSV + "a,,3,2,1,,,\n", "line 2: found low, likely, high of 3, 2, 1"),
        (CSV + '"a\u202eb",,1,2,3,,,\n', "line 2: found the name"),
        (CSV + '\n"a",,1,2,3,,,\nb,x,1,2,3,,,\n', "line 4: found the unknown task 'x'"),
        (CSV + "a,,1,2,,,,\n", "line 2: found an estimate of low, likely"),
        (CSV + "a,,,,,,,\n", "line 2: found no estimate of 'a'; an estimate (or, with roadmap, --ignore"),
        (CSV + ",,1,2,3,,,\n", "line 2: found no name; a name in every row"),
        (CSV + "a,,1,2,3,,,,,x\n", "line 2: found 10 cells under 8 columns; one cell a column"),
        (CSV + '"a,,1,2,3\n', "line 2: found no CSV (a quote that opens here and does not end); quoted cells"),
        (CSV + '5" x,,1,2,3\n"a\nb ""c""","d,1,2,3\ne,,1,2,3\n', "line 4: found no CSV (a quote that opens here"),
        (CSV + 'a,,1,2,3\n"b,,1,2,3\nc,,1,2,3\n"d",,1,2,3\n', "line 3: found no CSV ("),
        (CSV + 'a,,1,2,3\n"b,,1,2,3\nc,,1,2,3\n"d",,1,2,3\n', " on line 5); quoted cells that end would"),
        (CSV + 'a,,1,2,3,,,\n"b" c,,1,2,3,,,\n', "line 3: found no CSV"),
        ("name,lowest\na,1\n", "line 1: found the column 'lowest'; low would be right"),
        (
            "Summary,Days\na,1\n",
            "line 1: found the columns 'Summary' and 'Days'; name, chance, importance, cost, status, not_before, "
            "started, id, after, low, likely, high, median, spread, unit, alternative_of, try, or a mapping with "
            "--columns, would be right",
        ),
        ("\n\nname,lowest\na,1\n", "line 3: found the column 'lowest'"),
        ("low,likely,high\n1,2,3\n", "line 1: found no column name; a column name, or --columns name=…, would"),
        (",,\n,\n", "line 1: found no column name"),
        (CSV, "line 1: found no tasks; at least one task"),
        ("\n" + CSV, "line 2: found no tasks; at least one task"),
        ("name,likely,likely\na,1,2\n", "line 1: found 2 columns 'likely'; one"),
        (CSV + "a,,1,2,3,,,in turn\n", "line 2: found try without alternative_of; both or neither"),
        (CSV + "a,,1,2,3,,g,in turn\nb,,1,2,3,,g,at once\n", "line 3: found 'at once' beside 'in turn'"),
        (CSV + "a,,1,2,3,,g,both\n", "line 2: found 'both'; at once or in turn"),
        (CSV + "a,,1,2,3,,,\na,,1,2,3,,,\n", "line 3: found the name 'a', also on line 2; a name of its own (or the"),
        (CSV + "a,,1,2,3,,,\nb,,1,2,3,,a,\n", "line 3: found the name 'a', also on line 2"),
        (CSV + "a,,1,2,3,1.5,,\n", "line 2: found the chance '1.5'; a number from 0 to 1"),
        (CSV + "a,,1,2,#REF!,,,\n", "line 2: found '#REF!'; a duration such as 3"),
        (CSV + "a,b,1,2,3,,,\nb,a,1,2,3,,,\n", "line 2: found tasks that wait in a circle"),
        ("id,name,likely\n1,a,1\n1,b,1\n", "line 3: found the id '1' a second time; an id of its own"),
        ("name,likely,unit\na,1,w\n\nb,1,d\n", "line 4: found days beside weeks (--unit weeks)"),
        ("name,likely,unit\na,1,months\n", "line 2: found the unit 'months'; days or weeks"),
        ("name,likely,status\na,1,Parked\n", 'line 2: found the unknown status \'Parked\'; open, done, failed or '),
        ("name,likely,started\na,1,02/Nov/26 9:15 AM\n", "line 2: found '02/Nov/26 9:15 AM'; a date such as"),
        ("name,likely,started\na,1,2027-01-01\n", "line 2: found started 2027-01-01, which is after 2026-11-23"),
        ("name,likely,started\na,1,2026-11-02\n", "line 2: found 'a' taking longer than estimated, 3 weeks since"),
        ("name,likely,not_before\na,1,0\n", "line 2: found '0'; a date such as 2027-01-31"),
        ("name,spread\na,0.5\n", "line 2: found an estimate of spread; low, likely and high, or median and"),
        ("name,likely,spread\na,1,0.5\n", "line 2: found an estimate of likely, spread"),
        ("name,median,spread\na,1,6\n", "line 2: found the spread '6'; a number from 0 to 5"),
        ("name,likely,cost\na,1,1e308\n", "line 2: found the cost '1e308'; a number from 0 to 1e12 would"),
        ("name,likely\n" + "x" * 121 + ",1\n", "line 2: found the name"),
        ("name;likely\na;1,5,5\n", "line 2: found '1,5,5'; a duration such as 3"),
        ("name,likely\na,10001\n", "line 2: found the duration 10001 weeks; at most 10,000 weeks"),
        ("name,likely,alternative_of\n" + "".join(f"t{n},1,g\n" for n in range(51)), "found 51 alternatives of one"),
    ],
)  # fmt: skip
def test_a_mistake_gets_one_sentence_with_its_line(tmp_path, text, said):
    assert said in sentence(tmp_path, text, unit="weeks")


@pytest.mark.parametrize(("rows", "fits"), [(5_000, True), (5_001, False)])
def test_a_table_has_at_most_5000_tasks(tmp_path, rows, fits):
    text = "name,likely\n" + "".join(f"t{i},1\n" for i in range(rows))
    if fits:
        assert len(read(tmp_path, text, unit="days").steps) == 5_000
    else:
        assert sentence(tmp_path, text, unit="days").startswith("line 5002: found more than 5,000 tasks")


def test_columns_that_are_not_there_are_told_together(tmp_path):
    with pytest.raises(BadInputs) as problem:
        read(tmp_path, "Summary,Estimate\na,1\n", columns={"name": "Sumary", "likely": "Days", "id": "Key"})
    assert [one.found for one in problem.value.problems] == [
        "no column 'Sumary'", "no column 'Days'", "no column 'Key'"
    ]  # fmt: skip
    assert problem.value.problems[0].right == "'Summary'"
    assert problem.value.problems[1].right == "one of 'Summary' and 'Estimate'"
    with pytest.raises(BadInput, match="--columns, 'summary': found no column of ours; one of name"):
        read(tmp_path, "Summary\na\n", columns={"summary": "Summary"})


def test_a_tracker_export_is_mapped(tmp_path):
    columns = {"id": "Issue key", "name": "Summary", "after": "Blocked by", "likely": "Estimate (days)"}
    path = ROOT / "examples" / "tracker.csv"
    roadmap = read_roadmap(path, columns=columns, unit="days", spread=0.5, today=TODAY).roadmap
    assert len(roadmap.steps) == 5
    assert roadmap.steps[4].after == ("Tune an open model, first try", "Correction screen")
    assert roadmap.steps[0].estimate == Lognormal(10, 0.5)
    hours = read_roadmap(path, columns=columns, unit="hours", today=TODAY).roadmap
    assert (hours.unit, hours.steps[0].estimate) == ("days", Pert(1.25, 1.25, 1.25))


def test_a_tracker_may_spread_what_comes_before_over_columns(tmp_path):
    head = 'Key,Name,Note,Needs,Needs,Days,State\nK-1,"a, one","two\nlines",,,3,Done\n'
    text = head + "K-2,b,,,,4,Open\nK-3,c,,K-1,K-2,5,Open\n"
    columns = {"id": "Key", "name": "Name", "after": "Needs", "likely": "Days", "status": "State"}
    steps = read(tmp_path, text, unit="days", columns=columns).steps
    assert steps[2].after == ("a, one", "b")
    assert [step.status for step in steps] == ["done", "open", "open"]
    said = sentence(tmp_path, text.replace("K-2,b,,,,4", "K-2,b,,,,-4"), unit="days", columns=columns)
    assert said.startswith("line 4: found the duration '-4'")  # the quoted cell above takes two lines


def test_a_tracker_counts_in_seconds(tmp_path):
    text = "Name,Estimate\n" + "".join(f"task {n},144000\n" for n in range(4))
    columns = {"name": "Name", "likely": "Estimate"}
    steps = read(tmp_path, text, unit="seconds", columns=columns).steps
    assert steps[0].estimate == Pert(5, 5, 5)  # 40 hours of 3,600 seconds at 8 hours a day
    said = sentence(tmp_path, text, unit="weeks", columns=columns)
    assert said == "line 2: found the duration 144000 weeks; at most 10,000 weeks would be right"


def test_names_that_several_tickets_share_carry_their_ids(tmp_path):
    text = "id,name,likely,after\nABC-12,Fix bug,1,\nABC-15,Fix  bug,2,ABC-12\nABC-16,Other,1,ABC-15\n"
    steps = read(tmp_path, text, unit="days").steps
    assert [step.name for step in steps] == ["Fix bug (ABC-12)", "Fix bug (ABC-15)", "Other"]
    assert [step.after for step in steps] == [(), ("Fix bug (ABC-12)",), ("Fix bug (ABC-15)",)]
    said = sentence(tmp_path, text + "ABC-17,Fix bug (ABC-12),1,\n", unit="days")
    assert said.startswith("line 5: found the name 'Fix bug (ABC-12)', also on line 2")
    assert "also on line 2" in sentence(tmp_path, "name,likely\na,1\na,1\n", unit="days")


def test_a_ticket_without_an_id_counts_among_those_of_one_name(tmp_path):
    names = [step.name for step in read(tmp_path, "id,name,likely\nA-1,a,1\n,a,1\n", unit="days").steps]
    assert names == ["a (A-1)", "a"]


def test_commas_split_ids_alone(tmp_path):
    text = 'name,likely,after\n"a, b",1,\nc,1,"a, b"\nd,1,"c;a, b"\n'
    assert [step.after for step in read(tmp_path, text, unit="days").steps] == [(), ("a, b",), ("c", "a, b")]


def test_long_summaries_of_tickets_are_cut(tmp_path):
    text = "id,name,likely\n" + f"A-1,{'x' * 120},1\nA-2,{'y' * 121},1\n" + f"A-3,{'y' * 130},1\n"
    names = [step.name for step in read(tmp_path, text, unit="days").steps]
    assert names[0] == "x" * 120
    assert [len(name) for name in names[1:]] == [120, 120]
    assert (names[1][-8:], names[2][-8:]) == ("yy… (A-2)"[-8:], "yy… (A-3)"[-8:])


def test_names_may_hold_format_characters(tmp_path):
    names = ["👩\u200d🔬 tries", "می\u200cخواهم", "a\u200bb", "so\u00adft"]
    text = "name,likely,after\n" + "".join(f"{name},1,\n" for name in names) + f"end,1,{names[1]}\n"
    steps = read(tmp_path, text, unit="days").steps
    assert [step.name for step in steps] == [*names, "end"]
    assert steps[-1].after == (names[1],)


def test_a_csv_may_name_its_unit_in_every_row(tmp_path):
    text = "name,low,likely,high,median,spread,unit\na,1,2,3,,,weeks\nb,,,,4,0.5,w\n"
    roadmap = read(tmp_path, text)
    assert roadmap.unit == "weeks"
    assert [step.estimate for step in roadmap.steps] == [Pert(1, 2, 3), Lognormal(4, 0.5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_quote_that_does_not_end_is_named_where_it_opened(tmp_path, end, delimiter):
    rows = ['name,"likely"', "", 'a""b,1', '"c', 'd"",e",1', 'f,"', "g,1"]
    text = end.join(rows).replace(",", delimiter)
    assert sentence(tmp_path, text, unit="days").startswith("line 6: found no CSV (a quote that opens here")


def test_a_table_without_a_unit_is_told_of_the_option_and_the_column(tmp_path):
    assert sentence(tmp_path, "name,likely\na,1\n") == (
        "line 1: found durations without a unit; a column unit (or, with roadmap, --unit days, weeks, hours or "
        "seconds) would be right"
    )


def test_columns_are_for_csv(tmp_path):
    with pytest.raises(BadInput, match="no CSV"):
        read(tmp_path, "unit: weeks\n", "plan.yaml", columns={"name": "Summary"})


CELLS = st.sampled_from(
    ["", "a", "b", "a;b", "1", "1,5", "-1", "nan", "50%", "Done", "2026-11-02", '"', "#", "g"]
)


@given(
    st.sampled_from(",;\t"),
    st.lists(st.lists(CELLS, max_size=9), max_size=6),
    st.booleans(),
    st.sampled_from([None, {"name": "name", "after": "likely"}]),
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_table_brings_a_traceback(tmp_path, between, rows, ignore, columns):
    head = ["id", "name", "likely", "after", "status", "started", "alternative_of", "chance"]
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(between.join(row) for row in [head, *rows]))
    with suppress(BadInput):
        read_roadmap(path, columns=columns, unit="days", ignore=ignore, spread=0.5, today=TODAY)


@pytest.mark.parametrize(
    "columns",
    [
        {"name": "Summary", "low": "short", "likely": "Estimate"},  # name=Summary, low=short,likely=Estimate
        {"likely": "Estimate", "name": "Summary", "low": "short"},
    ],
)
def test_a_column_may_have_the_beginning_of_a_pair_in_its_name(tmp_path, columns):
    table = '"Summary, low=short",Estimate\na,3\n'
    (task,) = read(tmp_path, table, columns=columns, unit="days").steps
    assert (task.name, task.estimate) == ("a", Pert(3, 3, 3))
    with pytest.raises(BadInput, match="no column 'Estimate'"):  # here low is a column of its own
        read(tmp_path, "Summary,short,likely\na,1,3\n", columns=columns, unit="days")
