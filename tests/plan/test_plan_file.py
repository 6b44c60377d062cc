"""plan.yaml: every planted mistake gets its line, every value lands where it belongs, and nothing is half done."""

import json
import os
import re
from contextlib import suppress
from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from mlteams.input.errors import BadInput
from mlteams.input.text_file import MOST_BYTES
from mlteams.plan import plan_check, plan_fill
from mlteams.plan.plan_check import contradictions
from mlteams.plan.plan_file import new_plan, read_plan, template
from mlteams.plan.plan_fill import fill
from mlteams.plan.plan_form import schema

TODAY = date(2027, 1, 4)
pytestmark = pytest.mark.usefixtures("tiny")


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
    ("- a\n", "line 1: found no mapping; keys such as tiny"),
    ("tinny:\n  tea:\n", "line 1: found the key 'tinny'; tiny would"),
    ("tiny: 3\n", "line 1: found '3' under tiny; a mapping with tea, water"),
    ("tiny:\n  te:\n", "line 2: found the key 'te'; tea would"),
    (
        "tiny: {tea: {guests: a}}\n",
        "line 1: found 'a' under tiny.tea.guests; a list, a line each with a dash",
    ),
    ("tiny: {tea: {guests: [a]}}\n", "line 1: found 'a' under tiny.tea.guests; a mapping with name, cups"),
    ("tiny: {tea: {guests: [{cups: 1}]}}\n", "line 1: found no name; who comes, under name, would"),
    ("tiny: {tea: {guests: [{nam: a}]}}\n", "line 1: found the key 'nam'; name would"),
    ("tiny: {tea: {guests: [" + "{name: a}, " * 4 + "]}}\n", "found 4 entries under guests; at most 3"),
    ("tiny: {tea: {leaf: {a: b}}}\n", "line 1: found the name a mapping"),
    ("tiny:\n  water: {heat: 3, boil: 2}\n", "line 2: found 3 minutes of heat before 2; less"),
    ("tiny:\n  water:\n    kettle: none\n", "line 3: found no none; a file"),
    ("tiny: {steep: 3}\n", "line 1: found the key 'tiny.steep'; steep under tiny.tea would"),
    ("steep: 3\n", "line 1: found the key 'steep'; steep under tiny.tea would"),
    ("tiny: {infusion: {}}\n", "line 1: found the key 'tiny.infusion'; tea under tiny would"),
    ("title: 1\ntitle: 2\n", "line 2: found the key 'title' a second time"),
    ("as_of: tomorrow\n", "line 1: found 'tomorrow'; a date such as"),
    ('title: "\\e[31mred"\n', "line 1: found the title '\\x1b[31mred'"),
    (f"title: {'x' * 121}\n", "text of at most 120"),
    ("title: &x T\nas_of: *x\n", "line 2: found the alias *x; the value itself would"),
    ("title: !!python/object:os.system x\n", "line 1: found the tag"),
    ("title: x\n---\ntitle: y\n", "found a second document"),
    ("title: " + "[" * 10_000, "nested more than"),
    (b"title: caf\xe9\n", "line 1: found the byte 0xe9, which is not UTF-8"),
    ("title: \0\n", "found binary data"),
    ("tiny:\n\ttea:\n", "line 2: found no YAML (a tab before the text); spaces would"),
    ("title: @me\n", "line 1: found no YAML (a text that begins with '@'); quotes around it would"),
    ("title: a: b\n", "line 1: found no YAML (a colon where no key can stand); quotes around a text"),
    ("title: x\ntiny: {tea: {leaf: x\n", "found no YAML (a bracket in line 2 does not close, or a comma"),
    ('as_of:\ntitle: "x\n', "found no YAML (a quotation mark in line 2 does not close); a second one would"),
    (
        "tiny:\n  tea:\n    leaf: x\n   steep: 3\n",
        "line 4: found no YAML (no key where one should stand); a key",
    ),
    ('title: "C:\\data"\n', "line 1: found no YAML (a backslash between double quotes); single quotes"),
    ("title\ntiny:\n  tea:\n", "line 2: found no YAML ("),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_gets_one_sentence_with_its_line(tmp_path, text, said):
    found = mistakes(tmp_path, text)
    assert len(found) == 1
    assert said in found[0]


def test_as_much_as_the_form_takes(tmp_path):
    text = f"title: {'x' * 120}\ntiny: {{tea: {{steep: 60, guests: [{'{name: a}, ' * 3}]}}}}\n"
    assert read_plan(write(tmp_path, text), TODAY).title == "x" * 120


def test_independent_mistakes_are_told_together_in_the_order_of_the_file(tmp_path):
    text = (
        "tiny:\n  te: {}\n  water:\n    kettle: none\n    heat: x\n  tea:\n    steep: y\n    guests:\n"
        "    - {naame: z}\n    - {name: b, cups: 0}\n    - {cups: 1}\n"
    )
    found = mistakes(tmp_path, text)
    assert [int(re.match(r"line (\d+)", one)[1]) for one in found] == [2, 4, 5, 7, 9, 10, 11]
    assert "name would be right" in found[4]


def test_what_shares_a_line_is_told_from_left_to_right(tmp_path):
    text = "tiny: {water: {boil: x, heat: y}, tea: {steep: z, leaf: {}}}\nas_of: soon\ntitle: []\n"
    told = [one.partition(";")[0].partition("found ")[2] for one in mistakes(tmp_path, text)]
    assert told == [
        "the minutes 'x'",
        "the minutes 'y'",
        "the minutes 'z'",
        "the name a mapping",
        "'soon'",
        "the title a list",
    ]


def test_a_second_key_an_alias_and_a_tag_do_not_hide_what_else_is_wrong(tmp_path):
    text = (
        "title: &x a\ntitle: b\ntiny:\n  tea:\n    leaf: *x\n    steep: !!int 0\n"
        "    guests:\n    - {name: a}\n  water: {heat: x}\n"
        "  tea:\n    steep: 61\n    guests:\n    - b\n"
    )
    found = [re.match(r"line (\d+): found (.*?);", one).groups() for one in mistakes(tmp_path, text)]
    assert found == [
        ("2", "the key 'title' a second time"),
        ("5", "the alias *x"),
        ("6", "the tag 'tag:yaml.org,2002:int'"),
        ("9", "the minutes 'x'"),
        ("10", "the key 'tea' a second time"),
        ("11", "the minutes '61'"),  # the second counts
        ("13", "'b' under tiny.tea.guests"),
    ]


def test_every_tab_that_indents_is_told_and_one_behind_a_colon_is_none(tmp_path):
    found = mistakes(tmp_path, "tiny:\n  tea:\n\tleaf: x\n\tsteep: y\n  \tmilk: z\n")
    assert [re.match(r"line (\d+): found no YAML \(a tab", one)[1] for one in found] == ["3", "4", "5"]
    assert read_plan(write(tmp_path, "title:\tx\t# y\n"), TODAY).title == "x"


def test_no_more_mistakes_are_told_than_can_be_read(tmp_path):
    for count, told in ((20, ""), (21, "1 more mistake is"), (1_200, "1,180 more mistakes are")):
        path = write(tmp_path, "".join(f"x{n}: 1\n" for n in range(count)))
        with pytest.raises(BadInput) as problem:
            read_plan(path, TODAY)
        said = [f"{path}: {told} not shown; mend these first, then ask again."] if told else []
        assert str(problem.value).split("\n")[20:] == said
        assert plan_check.check(path).invalid[20:] == tuple(said)


def test_any_key_may_be_empty_however_it_is_written(tmp_path):
    empty = ("title", "tiny.tea", "tiny.water")
    for nothing in ("", "~", "null", '""'):
        text = f"title: {nothing}\nas_of: {nothing}\ntiny:\n  tea: {nothing}\n  water: {nothing}\n"
        assert read_plan(write(tmp_path, text), TODAY).empty == empty
    assert read_plan(write(tmp_path, "tiny:\n"), TODAY).empty == empty
    assert read_plan(write(tmp_path, template()), TODAY).empty == empty


def test_what_is_half_filled_says_which_half_is_empty(tmp_path):
    text = "title: x\ntiny:\n  tea: {leaf: green, guests: [{name: a, cups: 1}, {name: b}]}\n"
    empty = ("tiny.tea.steep", "tiny.tea.guests[2].cups", "tiny.water")
    assert read_plan(write(tmp_path, text), TODAY).empty == empty
    assert read_plan(write(tmp_path, "title: x\ntiny: {tea: {milk: oat}}\n"), TODAY).empty == (
        *("tiny.tea.leaf", "tiny.tea.steep", "tiny.tea.guests"),
        "tiny.water",
    )


def test_a_plan_speaks_of_the_day_it_names(tmp_path):
    assert read_plan(write(tmp_path, "title: x\n"), TODAY).today == TODAY
    found = read_plan(write(tmp_path, "as_of: 2030-05-06\n"), TODAY)
    assert found.today == date(2030, 5, 6)
    ((part, _, study),) = found.studies
    assert part.name == "tiny"
    assert study.context.today == date(2030, 5, 6)


def test_one_contradiction_has_all_its_lines(tmp_path):
    path = write(tmp_path, "tiny:\n  tea:\n    steep: 4\n    leaf: green\n")
    (one,) = contradictions(read_plan(path, TODAY))
    assert one.lines == (3, 4)
    fill(path, "tiny.tea.steep", 3)
    assert contradictions(read_plan(path, TODAY)) == ()


def test_the_check_says_all_three_kinds(tmp_path):
    fine = plan_check.check(write(tmp_path, "tiny: {tea: {leaf: green, steep: 3}}\n"))
    assert (fine.code, fine.invalid, fine.contradictions) == (plan_check.VALID, (), ())
    assert "Still empty: title, tiny.tea.guests, tiny.water." in "\n".join(plan_check.sentences(fine))
    bad = plan_check.check(write(tmp_path, "tiny:\n  tea:\n    leaf: green\n    steep: 4\n"))
    assert bad.code == plan_check.CONTRADICTORY
    text = "\n".join(plan_check.sentences(bad))
    assert text.startswith(f"{tmp_path / 'plan.yaml'}, lines 3 and 4: Green tea steeps 4 minutes.")
    assert "Read tea.html#sec-green." in text
    assert "1 contradiction. " in text
    wrong = plan_check.check(write(tmp_path, "tiny: {tea: {steep: 0}}\n"))
    assert wrong.code == plan_check.INVALID
    assert "line 1" in wrong.invalid[0]
    assert plan_check.check(tmp_path / "none.yaml").code == plan_check.INVALID


def test_a_new_plan_is_valid_and_names_its_schema(tmp_path):
    path = tmp_path / "plan.yaml"
    assert "plan.yaml is new" in new_plan(path)
    assert path.read_text().startswith("# yaml-language-server: $schema=plan.schema.json\n")
    assert (tmp_path / "plan.schema.json").read_text() == schema()
    assert read_plan(path).empty[0] == "title"


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
        said = new_plan(tmp_path / "plan.yaml")
        assert (beside.read_text() == text) is stays
        assert ("with plan.schema.json beside it" in said) is not stays
        assert ("is not the course's, and stays as it is" in said) is stays


FILLED = [
    ("tiny.tea", {"leaf": "green", "steep": 3, "guests": [{"name": "a, b", "cups": 2}]}),
    ("tiny.tea.milk", "no"),
    ("tiny.water.heat", 2),
    ("title", "Ours: #1"),
    ("as_of", date(2027, 1, 4)),
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
    for key, value in FILLED:
        where = YAML(typ="safe").load(text)  # a second reader, of YAML 1.2
        for word in key.split("."):
            where = where[word]
        plain = json.loads(json.dumps(where, default=str))
        if isinstance(value, dict):
            plain = {name: plain[name] for name in value}
        assert plain == json.loads(json.dumps(value, default=str))
    assert read_plan(path, TODAY).empty == ("tiny.water.kettle", "tiny.water.boil")


def test_filling_again_changes_the_lines_of_the_value_alone(tmp_path):
    path = write(tmp_path, "tiny:\n  tea:\n    leaf: green  # or white\n    steep:   2\n")
    fill(path, "tiny.tea", {"leaf": "white", "steep": 2})
    assert path.read_text() == "tiny:\n  tea:\n    leaf: white  # or white\n    steep:   2\n"


FINE = "tiny:\n  water: {heat: 2}\n"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("tiny.tea", {"steep": 0}, "tiny.tea.steep: found the minutes '0'; a whole number from 1 to 60"),
        ("tiny.tea", {"lef": 1}, "tiny.tea.lef: found the key 'lef'; leaf would"),
        ("tiny.tea", 3, "tiny.tea: found '3' under tiny.tea; a mapping"),
        ("tiny.tea.steep", 61, "tiny.tea.steep: found the minutes '61'"),
        ("tiny.tea.steep", True, "tiny.tea.steep: found the minutes 'true'"),
        ("tiny.tea.steep", float("nan"), "found the number nan"),
        ("tiny.te", {}, "found the key 'te'; tea"),
        ("tinny.tea", {"leaf": None}, "found the key 'tinny'; tiny"),
        ("tiny", [], "tiny: found a list under tiny"),
        ("tiny.water.kettle", "none", "tiny.water.kettle: found no none; a file"),
        ("tiny.water.boil", 1, "tiny.water: found 2 minutes of heat before 1; less"),
        ("tiny.water", {"kettle": "none"}, "tiny.water: found no none; a file"),
        ("tiny.tea.guests", [{"name": "a\0b"}], "found the name 'a"),
        ("tiny.tea.guests", ["\ud800"], "half a character"),
        ("tiny.tea.guests", [{}] * 5_001, "a list of 5,001"),
        ("tiny.tea.guests", object(), "something that no file can hold (object)"),
        ("tiny.tea.guests", [{1: 2}], "keys that are no words"),
        ("title", "x" * MOST_BYTES, "a value that makes the plan too large; at most 5,000,000 bytes"),
        ("", 1, "found the key ''; a key such as tiny.tea would"),
        ("tiny..tea", 1, "found the key 'tiny..tea'"),
        (3, 1, "found the key '3'"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_written(tmp_path, key, value, said):
    path = write(tmp_path, FINE)
    with pytest.raises(BadInput) as problem:
        fill(path, key, value)
    assert said in str(problem.value)
    assert str(problem.value).endswith("would be right")
    assert path.read_text() == FINE
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]


def test_a_new_file_is_not_made_for_a_value_that_does_not_fit(tmp_path):
    with pytest.raises(BadInput):
        fill(tmp_path / "new.yaml", "tiny.tea.steep", 0)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_may_grow_to_five_million_bytes_and_no_further(tmp_path):
    for size in (MOST_BYTES, MOST_BYTES + 1):
        filled = "title: x\n"
        path = write(tmp_path, f"# {'x' * (size - len(filled) - 3)}\n" + "title:\n")
        if size == MOST_BYTES:
            fill(path, "title", "x")
            assert path.stat().st_size == size == 5_000_000
        else:
            with pytest.raises(BadInput, match="a value that makes the plan too large"):
                fill(path, "title", "x")


def test_a_list_in_itself_is_refused(tmp_path):
    endless = []
    endless.append(endless)
    with pytest.raises(BadInput, match="nested more than 12 deep"):
        fill(tmp_path / "plan.yaml", "tiny.tea.guests", endless)


@pytest.mark.parametrize(
    ("key", "value"),
    [("tiny.tea.leaf", "green"), ("tiny.tea", {"leaf": "green", "steep": 3}), ("tiny.water.heat", 2)],
)
def test_what_else_is_wrong_with_the_plan_does_not_keep_a_value_out(tmp_path, key, value):
    wrong = "title: [x]\nwrong: 1\ntiny:\n  tee: 1\n  water: {kettle: none}\n  tea: {steep: 0, gusts: 1}\n"
    path = write(tmp_path, wrong)
    fill(path, key, value)
    where = yaml.safe_load(path.read_text())
    for word in key.split("."):
        where = where[word]
    assert where == ({"gusts": 1} | value if isinstance(value, dict) else value)


def test_a_lesson_is_filled_although_it_has_a_key_that_nobody_knows_and_what_it_does_not_name_stays(tmp_path):
    path = write(tmp_path, "tiny:\n  tea:\n    steep: 0\n    gusts: 1  # who?\n    milk: oat\n")
    fill(path, "tiny.tea", {"leaf": "green"})
    assert path.read_text() == (
        "tiny:\n  tea:\n    steep: 0\n    gusts: 1  # who?\n    milk: oat\n    leaf: green\n"
    )
    with pytest.raises(BadInput, match=r"tiny\.tea\.gusts: found the key 'gusts'"):
        fill(path, "tiny.tea", {"gusts": 2})
    with pytest.raises(BadInput, match=r"tiny\.tea\.steep: found the minutes '61'"):
        fill(path, "tiny.tea", {"steep": 61, "leaf": "x"})


@pytest.mark.parametrize("wrong", ["title: a\ntitle: b\n", "title: !!str a\n"])
def test_a_second_key_or_a_tag_elsewhere_is_no_obstacle_and_in_the_way_it_is(tmp_path, wrong):
    path = write(tmp_path, wrong)
    fill(path, "tiny.tea.leaf", "green")
    assert path.read_text().startswith(wrong)
    assert "leaf: green" in path.read_text()
    before = path.read_text()
    with pytest.raises(BadInput, match=r"line \d: found the (key 'title' a second time|tag)"):
        fill(path, "title", "x")
    assert path.read_text() == before


def test_a_file_with_an_alias_is_not_filled(tmp_path):
    text = "tiny:\n  tea: &x\n    leaf: a\n  water: *x\n"
    path = write(tmp_path, text)
    with pytest.raises(BadInput, match=r"line 4: found the alias \*x; the value itself"):
        fill(path, "title", "x")
    assert path.read_text() == text


def test_what_a_lesson_holds_already_is_no_obstacle_to_a_file_that_the_value_names(tmp_path):
    path = write(tmp_path, "tiny:\n  water: {heat: x}\n")
    with pytest.raises(BadInput, match=r"tiny\.water: found no none; a file"):
        fill(path, "tiny.water", {"kettle": "none"})


def test_a_value_is_refused_although_something_else_is_wrong_too(tmp_path):
    path = write(tmp_path, "tiny:\n  tea: {steep: 0}\n  water: {heat: x}\n")
    with pytest.raises(BadInput, match=r"tiny\.water\.kettle: found no none"):
        fill(path, "tiny.water.kettle", "none")
    with pytest.raises(BadInput, match=r"tiny\.tea\.leaf: found the name a mapping"):
        fill(path, "tiny.tea.leaf", {"a": 1})


@pytest.mark.parametrize(
    ("loc", "keys", "overlap"),
    [
        (("a", "b"), ["a", "b"], True),
        (("a",), ["a", "b"], True),
        (("a", "b", 0), ["a", "b"], True),
        ((), ["a"], True),
        (("a", "c"), ["a", "b"], False),
        (("b",), ["a"], False),
    ],
)
def test_two_places_overlap_if_one_lies_in_the_other(loc, keys, overlap):
    assert plan_fill._overlap(loc, keys) is overlap


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_a_file_is_filled_whole_or_not_at_all(tmp_path, monkeypatch, step):
    path = write(tmp_path, FINE)
    (tmp_path / "plan.schema.json").write_text(schema())

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fails)
    with pytest.raises(BadInput, match="No space left on device"):
        fill(path, "tiny.tea.leaf", "green")
    assert path.read_text() == FINE
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


def test_a_plan_that_names_no_schema_gets_none(tmp_path):
    fill(write(tmp_path, FINE), "tiny.tea.leaf", "green")
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]


def test_a_plan_behind_a_link_stays_behind_it(tmp_path):
    (tmp_path / "real").mkdir()
    path = write(tmp_path / "real", FINE)
    (tmp_path / "link.yaml").symlink_to(path)
    fill(tmp_path / "link.yaml", "tiny.tea.leaf", "green")
    assert (tmp_path / "link.yaml").is_symlink()
    assert "leaf: green" in path.read_text()


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_bring_a_traceback(tmp_path, content):
    path = write(tmp_path, content)
    with suppress(BadInput):
        read_plan(path)
    with suppress(BadInput):
        fill(path, "tiny.tea.leaf", "green")


SECOND = """\
from dataclasses import dataclass

from mlteams.core.block import Paragraph
from mlteams.core.part import Lesson, Part
from mlteams.core.section import Contradiction, Section
from mlteams.input.values import Name, Unfinished


class Team(Unfinished):
    first_hire: Name | None = None


class Form(Unfinished):
    team: Team = Team()


def contradictions(study):
    form, context = study
    if form.team.first_hire and context.plan.get("tiny", {}).get("tea", {}).get("leaf") == "none":
        yield Contradiction((context.line("team"),), "Somebody is hired.", "There are 0 leaves.", "x.html#sec-y")


PART = Part("roles", "Roles", "Who?", (Lesson("team", "Team", "Who?", ()),), (), plan=True)
SECTION = Section(
    Form, "roles:\\n  team:\\n    first_hire:  # who\\n", lambda form, context: (form, context), contradictions,
    lambda study: [Paragraph(study[0].team.first_hire)],
)
"""


def test_a_section_is_added_by_adding_a_folder(tmp_path, monkeypatch, only_parts):
    package = tmp_path / "second_part_of_the_plan"
    package.mkdir()
    (package / "__init__.py").write_text(SECOND)
    (package / "plan").mkdir()
    (package / "plan" / "__init__.py").write_text("from second_part_of_the_plan import SECTION as SECTION\n")
    monkeypatch.syspath_prepend(tmp_path)
    only_parts(tiny="tiny_plan", roles="second_part_of_the_plan")
    path = tmp_path / "plan.yaml"
    fill(path, "roles.team.first_hire", "a data engineer")
    text = path.read_text()
    assert "    first_hire: a data engineer  # who\n" in text
    assert text.index("tiny:") < text.index("roles:")  # the order of the course
    assert [part.name for part, _, _ in read_plan(path, TODAY).studies] == ["tiny", "roles"]
    assert "first_hire" in schema()
    assert "first_hir'; first_hire would" in mistakes(tmp_path, "roles: {team: {first_hir: x}}\n")[0]
    # What one part says of another, it reads as plain data.
    both = "tiny: {tea: {leaf: none}}\nroles: {team: {first_hire: x}}\n"
    assert [one.lines for one in contradictions(read_plan(write(tmp_path, both), TODAY))] == [(2,)]
    assert contradictions(read_plan(write(tmp_path, both.replace("none", "green")), TODAY)) == ()
