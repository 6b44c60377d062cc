"""The report of a plan: what is asked, what contradicts itself, numbers, what each part says, what it rests on."""

import json
from datetime import date
from pathlib import Path

from html_page import stands_alone

from mlteams.core import figure as look
from mlteams.core.block import Grid, Heading, Items, Number, Numbers, Paragraph, Picture, Quote
from mlteams.core.part import Part
from mlteams.core.section import Contradiction, Section, Summary
from mlteams.plan.plan_file import Plan
from mlteams.plan.plan_report import plan_report
from mlteams.report.html import as_html

TODAY = date(2027, 1, 4)


def drawn():
    return look.figure()[0]


def part(name, contradictions=(), blocks=(), summary=None):
    one = Part(name, name.title(), "Why?", lessons=(), headings=())
    said = {} if summary is None else {"summary": lambda _: summary}
    section = Section(None, "", None, lambda _: iter(contradictions), lambda _: iter(blocks), **said)
    return one, section, object()


def plan(*studies, empty=(), title="Ours"):
    return Plan(Path("our-plan.yaml"), title, TODAY, studies, empty, ())


def headings(report):
    return [(block.level, block.text) for block in report.blocks if isinstance(block, Heading)]


def against(line, says):
    return Contradiction((line,), says, "It cannot be.", "chapters/x.html#sec-y")


FULL = Summary(
    title="The roadmap's",
    asked="Give us two people. An answer is needed by 5 March 2027.",
    offer=(Quote("We save EUR 3 a day."),),
    numbers=(
        Number("59%", "that it works", "Twelve in twenty."),
        Number("8 days", "of work", "Of one person."),
    ),
    assumptions=(("Labels are flat", "assumed", "look at some"),),
    sources=("Ten futures were drawn.",),
)
LAST = "All of it is as of 4 January 2027, and what nothing computes is said by the team in our-plan.yaml."


def test_what_is_asked_comes_first_then_the_sentence_numbers_the_middle_assumptions_and_sources():
    middle = [Heading("When?"), Paragraph("In June.")]
    found = plan_report(plan(part("roles", (), middle, FULL), part("design"), empty=("design.threshold",)))
    assert (found.kind, found.title, found.code) == ("plan", "Ours", 0)
    assert found.answer == FULL.asked
    assert found.blocks == (
        Quote("We save EUR 3 a day."),
        Heading("Two numbers, and what they mean"),
        Numbers(FULL.numbers),
        *middle,
        Heading("What the plan rests on"),
        Grid("Assumptions and their status", ("assumption", "status", "how to find out"), FULL.assumptions),
        Heading("Still empty"),
        Paragraph("These keys of the plan say nothing yet:"),
        Items(("design.threshold",)),
        Heading("Where the numbers come from"),
        Items((LAST, "Ten futures were drawn.")),
    )


def test_a_plan_without_a_title_takes_that_of_what_it_points_to_and_else_its_file_s():
    assert plan_report(plan(part("roles", summary=FULL), title="")).title == "The roadmap's"
    assert plan_report(plan(part("roles"), part("design", summary=FULL), title="")).title == "The roadmap's"
    assert plan_report(plan(part("roles"), title="")).title == "our-plan"


def test_a_plan_that_asks_nothing_says_so():
    found = plan_report(plan(part("roles")))
    assert found.answer == "This plan does not say yet what it asks of you."
    assert headings(found) == [(2, "Where the numbers come from")]


def test_contradictions_are_told_in_the_first_line_and_stand_before_any_number():
    against_both = [against(9, "Nine."), against(3, "Three.")]
    found = plan_report(plan(part("roles", against_both, summary=FULL)))
    assert found.answer.startswith(FULL.asked)
    assert found.answer.endswith("the plan contradicts itself in 2 points, which stand below.")
    assert headings(found)[:2] == [
        (2, "Where the plan contradicts itself"),
        (2, "Two numbers, and what they mean"),
    ]
    assert next(block for block in found.blocks if isinstance(block, Items)) == Items(
        (
            "Three. It cannot be. (line 3 of the plan; read chapters/x.html#sec-y)",
            "Nine. It cannot be. (line 9 of the plan; read chapters/x.html#sec-y)",
        ),
        numbered=True,
    )
    one = plan_report(plan(part("roles", [against(9, "Nine.")])))
    assert one.answer.endswith("contradicts itself in 1 point, which stands below.")


def test_the_title_of_a_part_stands_over_it_only_where_several_say_something():
    inside = [Heading("Inside")]
    assert headings(plan_report(plan(part("roles", (), inside), part("design"))))[0] == (2, "Inside")
    both = headings(plan_report(plan(part("roles", (), inside), part("design", (), inside))))
    assert both[:4] == [(2, "Roles"), (3, "Inside"), (2, "Design"), (3, "Inside")]


def test_one_number_and_many_have_a_heading_that_counts_them():
    for count, said in (
        (1, "One number, and what it means"),
        (3, "Three numbers"),
        (5, "5 numbers, and what they"),
    ):
        numbers = Summary(numbers=FULL.numbers[:1] * count)
        assert headings(plan_report(plan(part("roles", summary=numbers))))[0][1].startswith(said)


def test_two_parts_may_call_their_pictures_the_same():
    blocks = [Heading("Inside"), Picture("odds", "The odds", "What the odds of it all are", drawn)]
    found = plan_report(plan(part("roles", blocks=blocks), part("design", blocks=blocks)))
    names = [block.name for block in found.blocks if isinstance(block, Picture)]
    assert names == ["roles-odds", "design-odds"]
    tags = [tag for tag, _ in stands_alone(as_html(found)).tags]
    assert (tags.count("h2"), tags.count("h3"), tags.count("svg")) == (3, 2, 2)


def test_the_document_holds_what_the_page_says():
    blocks = [Heading("Inside"), Picture("odds", "The odds", "What the odds of it all are", drawn)]
    found = plan(part("roles", [against(9, "Nine.")], blocks, FULL), empty=("title",))
    assert json.loads(json.dumps(plan_report(found).data)) == {
        "title": "Ours",
        "as_of": "2027-01-04",
        "asked": FULL.asked,
        "contradictions": [
            {"lines": [9], "says": "Nine.", "because": "It cannot be.", "read": "chapters/x.html#sec-y"}
        ],
        "numbers": [
            {"value": "59%", "label": "that it works", "meaning": "Twelve in twenty."},
            {"value": "8 days", "label": "of work", "meaning": "Of one person."},
        ],
        "parts": {
            "roles": [
                {"kind": "quote", "text": "We save EUR 3 a day."},
                {"kind": "heading", "text": "Inside", "level": 2},
                {
                    "kind": "picture", "name": "roles-odds", "title": "The odds",
                    "alt": "What the odds of it all are",
                },
            ]
        },
        "assumptions": [{"says": "Labels are flat", "status": "assumed", "check": "look at some"}],
        "sources": ["Ten futures were drawn."],
        "empty": ["title"],
    }  # fmt: skip
