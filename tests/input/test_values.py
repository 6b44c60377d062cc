"""Readers of one value: what each takes, both sides of each limit, and what it says of the rest."""

import argparse
import math
from datetime import date

import pytest
from pydantic import BaseModel, ValidationError

from mlteams.input import arguments
from mlteams.input.dates import day
from mlteams.input.errors import BadInput, BadInputs, Refused, several, shown
from mlteams.input.form_errors import independent, sentence
from mlteams.input.values import Cost, Day, Name, Strict, name, number, text, whole, word


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (number("cost", 0), "0", 0),
        (number("cost", 0), "1e12", 1e12),
        (number("chance", 0, 1, percent=True), "100%", 1),
        (number("chance", 0, 1, percent=True), " 2.5 % ", 0.025),
        (number("spread", 0, 5), "5", 5),
        (name, " x ", "x"),
        (name, "x" * 120, "x" * 120),
        (
            name,
            "👩\u200d🔬 می\u200cخواهم a\u200bb so\u00adft",
            "👩\u200d🔬 می\u200cخواهم a\u200bb so\u00adft",
        ),
        (text("status", 9), "👩\u200d🔬", "👩\u200d🔬"),
        (day, " 2027-01-31 ", date(2027, 1, 31)),
        (day, "20270131", date(2027, 1, 31)),
        (day, "2027-W04-7", date(2027, 1, 31)),
        (day, "2027W047", date(2027, 1, 31)),
        (text("title", 5), "a\n b  c", "a b c"),
        (whole("count", 1, 20), "20", 20),
        (whole("count", 1, 1_000), "1_000", 1_000),
        (word("at once", "in turn"), "in turn", "in turn"),
    ],
)
def test_what_is_right_is_read(read, value, found):
    assert read(value) == found


@pytest.mark.parametrize(
    ("read", "value", "said"),
    [
        (number("cost", 0), "-0.001", "found the cost '-0.001'; a number from 0 to 1e12"),
        (number("cost", 0), "1000000000001", "found the cost '1000000000001'; a number from 0 to 1e12"),
        (number("cost", 0), "1e308", "found the cost '1e308'; a number from 0 to 1e12"),
        (number("cost", 0), "inf", "found the cost 'inf'; a number from 0 to 1e12"),
        (number("cost", 0), "nan", "found the cost 'nan'; a number from 0 to 1e12"),
        (number("cost", 0), "", "found the cost nothing; a number from 0 to 1e12"),
        (number("cost", 0), "5%", "found the cost '5%'; a number from 0 to 1e12"),
        (number("chance", 0, 1, percent=True), "100.1%", "found the chance '100.1%'; a number from 0 to 1"),
        (number("chance", 0, 1, percent=True), "10", "found the chance '10'; 10% or a number from 0 to 1"),
        (number("chance", 0, 1, percent=True), "9", "found the chance '9'; a number from 0 to 1"),
        (number("chance", 0, 1, percent=True), "100", "found the chance '100'; 100% or a number from 0 to 1"),
        (number("chance", 0, 1, percent=True), "101", "found the chance '101'; a number from 0 to 1"),
        (number("spread", 0, 5), "5.001", "found the spread '5.001'; a number from 0 to 5"),
        (name, "x" * 121, f"found the name '{'x' * 60}…'; a name of at most 120 printable characters"),
        (name, " ", "found the name ' '; a name"),
        (name, ["a"], "found the name a list; a name"),
        (name, "a\x1b[31m|b", "found the name 'a\\x1b[31m|b'; a name of at most 120 printable characters"),
        *(
            (
                read,
                f"a{chr(code)}",
                f"found the {what} 'a{said}'; {right} of at most 120 printable characters",
            )
            for read, what, right in ((name, "name", "a name"), (text("title", 120), "title", "text"))
            for code, said in ((n, f"\\u{n:04x}") for n in (0x202A, 0x202E, 0x2066, 0x2069))
        ),
        (name, "a\u2028", "found the name 'a\\u2028'; a name of at most 120 printable characters"),
        (name, "\u200b", "found the name '\\u200b'; a name"),
        (text("title", 5), " \u00ad", "found the title ' \\xad'; text"),
        (day, "2027-02-30", "found '2027-02-30'; a date such as 2027-01-31"),
        (day, "a|b", "found 'a|b'; a date such as 2027-01-31"),
        (day, None, "found nothing; a date such as 2027-01-31"),
        (text("title", 5), "a bc de", "found the title 'a bc de'; text of at most 5 printable characters"),
        (whole("count", 1, 20), "21", "found the count '21'; a whole number from 1 to 20"),
        (whole("count", 1, 20), "0", "found the count '0'; a whole number from 1 to 20"),
        (whole("count", 1, 20), "1.0", "found the count '1.0'; a whole number from 1 to 20"),
        (word("at once", "in turn"), "in turns", "found 'in turns'; in turn"),
        (word("at once", "in turn"), "both", "found 'both'; at once or in turn"),
    ],
)
def test_what_is_not_is_refused_with_what_would_be(read, value, said):
    with pytest.raises(Refused) as problem:
        read(value)
    assert str(problem.value) == f"{said} would be right"


class Form(Strict):
    name: Name
    cost: Cost = 1.0
    day: Day | None = None


def sentences(data):
    with pytest.raises(ValidationError) as problem:
        Form.model_validate(data)
    known = tuple(Form.model_fields)
    return [
        str(sentence("f", 3, error, known, {"name": "the name of a task"}, ("there", "a mapping")))
        for error in independent(problem.value.errors())
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            {"name": "a|b\n"},
            ["f, line 3: found the name 'a|b\\n'; a name of at most 120 printable characters"],
        ),
        ({"name": "a", "day": "a|b"}, ["f, line 3: found 'a|b'; a date such as 2027-01-31"]),
        ({}, ["f, line 3: found no name; the name of a task"]),
        ({"nme": "a"}, ["f, line 3: found the key 'nme'; name"]),
        ({"name": "a", "size": "a"}, ["f, line 3: found the key 'size'; one of name, cost, day"]),
        (
            {"name": "a", "cost": "2e12", "day": "x"},
            [
                "f, line 3: found the cost '2e12'; a number from 0 to 1e12",
                "f, line 3: found 'x'; a date such as 2027-01-31",
            ],
        ),
        ("a", ["f, line 3: found 'a' there; a mapping"]),
    ],
)
def test_a_form_says_all_that_is_wrong_with_it(data, said):
    assert sentences(data) == [f"{one} would be right" for one in said]


def test_the_fields_of_a_refusal_reach_the_sentence_as_they_are():
    class Odd(BaseModel):
        day: Day

    with pytest.raises(ValidationError) as problem:
        Odd.model_validate({"day": "|"})
    refused = problem.value.errors()[0]["ctx"]["error"]
    assert (refused.found, refused.right) == ("'|'", "a date such as 2027-01-31")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcdefgh"), "a, b, c, d, e, f, g and h"),
        (list("abcdefghi"), "a, b, c, d, e, f, g, h and 1 more"),
    ],
)
def test_several_are_listed_up_to_eight(items, said):
    assert several(items) == said


@pytest.mark.parametrize(("letters", "cut"), [(60, False), (61, True)])
def test_what_is_shown_is_cut(letters, cut):
    assert shown("x" * letters) == f"'{'x' * 60}{'…' * cut}'"


def test_several_mistakes_that_hold_several_are_those():
    one, two, three = (BadInput("f", f"line {n}", "x", "y") for n in (1, 2, 3))
    both = BadInputs([BadInputs([one, two]), three])
    assert both.problems == (one, two, three)
    assert str(both).split("\n") == [f"f, line {n}: found x; y would be right" for n in (1, 2, 3)]
    assert (both.place, both.found, both.right) == ("line 1", "x", "y")


@pytest.mark.parametrize(
    ("count", "last"), [(20, None), (21, "1 more mistake is"), (1_025, "1,005 more mistakes are")]
)
def test_twenty_mistakes_are_told_and_the_others_counted(count, last):
    one = BadInputs([BadInput("f", f"line {n}", "x", "y") for n in range(count)])
    assert len(one.problems) == count
    assert list(one.sentences[20:]) == (
        [f"f: {last} not shown; mend these first, then ask again."] if last else []
    )
    assert str(one) == "\n".join(one.sentences)
    again = BadInputs([one, BadInput("f", "line 0", "x", "y")])  # of another that holds all of them
    assert f"{count + 1 - 20:,} more mistake" in again.sentences[-1]


COLUMNS = arguments.argument(
    arguments.pairs("name=Summary,likely=Estimate", lambda left: left.strip() in ("id", "name"))
)


@pytest.mark.parametrize(
    ("read", "words", "found"),
    [
        (arguments.day, "2027-01-31", date(2027, 1, 31)),
        (COLUMNS, "name=Summary, id = Issue key", (("name", "Summary"), ("id", "Issue key"))),
        (COLUMNS, "name=Days, x=y,id=a=b", (("name", "Days, x=y"), ("id", "a=b"))),
        (COLUMNS, "x=y,id=Key", (("x", "y"), ("id", "Key"))),
        (arguments.statuses, "In it=open,Won't=dropped", (("In it", "open"), ("Won't", "dropped"))),
        (arguments.statuses, "Waiting, long=open", (("Waiting, long", "open"),)),
        (arguments.statuses, "A, b=open,C, d=done", (("A, b", "open"), ("C, d", "done"))),
        (arguments.statuses, "a=b=open", (("a=b", "open"),)),
        (arguments.statuses, "A=open,A=done", (("A", "open"), ("A", "done"))),
    ],
)
def test_words_on_the_command_line_are_read(read, words, found):
    assert read(words) == found


@pytest.mark.parametrize(
    ("read", "words", "said"),
    [
        (arguments.day, "soon", "found 'soon'; a date such as 2027-01-31 would be right"),
        (arguments.day, "\x1b[31m", "found '\\x1b[31m'; a date such as 2027-01-31 would be right"),
        (
            COLUMNS,
            "name",
            "found 'name'; pairs such as name=Summary,likely=Estimate would be right",
        ),
        (COLUMNS, "name=", "found 'name='; pairs such as"),
        (COLUMNS, "", "found ''; pairs such as"),
        (arguments.statuses, "A=open,B", "found 'A=open,B'; pairs such as"),
        (
            arguments.statuses,
            "=open",
            "found '=open'; pairs such as Selected=open,Parked=dropped would be right",
        ),
    ],
)
def test_words_that_cannot_be_read_get_a_sentence(read, words, said):
    with pytest.raises(argparse.ArgumentTypeError) as problem:
        read(words)
    assert str(problem.value).startswith(said)
    assert math.isfinite(len(str(problem.value)))
