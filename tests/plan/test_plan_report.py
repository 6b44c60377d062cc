"""The report of a plan: contradictions first, then what each part says, then what is empty."""

import json
from datetime import date
from pathlib import Path

from html_page import stands_alone

from mlteams.core import figure as look
from mlteams.core.block import Heading, Items, Paragraph, Picture, Quote
from mlteams.core.part import Part
from mlteams.core.section import Contradiction, Section
from mlteams.plan.plan_file import Plan
from mlteams.plan.plan_report import plan_report
from mlteams.report.html import as_html

TODAY = date(2027, 1, 4)


def drawn():
    return look.figure()[0]


def part(name, contradictions=(), blocks=()):
    one = Part(name, name.title(), "Why?", lessons=(), headings=())
    section = Section(None, "", None, lambda _: iter(contradictions), lambda _: iter(blocks))
    return one, section, object()


def plan(*studies, empty=()):
    return Plan(Path("plan.yaml"), "Ours", TODAY, studies, empty, ())


def against(line, says):
    return Contradiction((line,), says, "It cannot be.", "chapters/x.html#sec-y")


def test_a_plan_without_contradictions_says_so():
    report = plan_report(plan(part("roles", blocks=[Paragraph("Two people.")])))
    assert (report.kind, report.title, report.code) == ("plan", "Ours", 0)
    assert report.answer == "The plan as of 4 January 2027. Nothing in it contradicts itself."
    assert report.blocks == (Heading("Roles"), Paragraph("Two people."))


def test_contradictions_come_first_and_what_is_empty_last():
    found = plan_report(
        plan(
            part("roles", [against(9, "Nine."), against(3, "Three.")], [Quote("Hear.")]),
            part("design"),
            empty=("title", "design.threshold"),
        )
    )
    assert found.answer.endswith("It contradicts itself in 2 points, which come first.")
    assert [block.text for block in found.blocks if isinstance(block, Heading)] == [
        *("Contradictions", "Roles", "Design", "Still empty")
    ]
    first, last = [block for block in found.blocks if isinstance(block, Items)]
    assert first == Items(
        (
            "Three. It cannot be. (line 3 of the plan; read chapters/x.html#sec-y)",
            "Nine. It cannot be. (line 9 of the plan; read chapters/x.html#sec-y)",
        ),
        numbered=True,
    )
    assert last == Items(("title", "design.threshold"))
    assert Paragraph("Nothing is written here yet.") in found.blocks
    one = plan_report(plan(part("roles", [against(9, "Nine.")])))
    assert one.answer.endswith("It contradicts itself in 1 point, which comes first.")


def test_two_parts_may_call_their_pictures_the_same():
    blocks = [Heading("Inside"), Picture("odds", "The odds", "What the odds of it all are", drawn)]
    found = plan_report(plan(part("roles", blocks=blocks), part("design", blocks=blocks)))
    names = [block.name for block in found.blocks if isinstance(block, Picture)]
    assert names == ["roles-odds", "design-odds"]
    tags = [tag for tag, _ in stands_alone(as_html(found)).tags]
    assert (tags.count("h2"), tags.count("h3"), tags.count("svg")) == (2, 2, 2)


def test_the_document_holds_what_the_page_says():
    blocks = [Heading("Inside"), Picture("odds", "The odds", "What the odds of it all are", drawn)]
    data = plan_report(plan(part("roles", [against(9, "Nine.")], blocks), empty=("title",))).data
    assert json.loads(json.dumps(data)) == {
        "title": "Ours",
        "as_of": "2027-01-04",
        "contradictions": [
            {"lines": [9], "says": "Nine.", "because": "It cannot be.", "read": "chapters/x.html#sec-y"}
        ],
        "parts": {
            "roles": [
                {"kind": "heading", "text": "Inside", "level": 3},
                {
                    "kind": "picture", "name": "roles-odds", "title": "The odds",
                    "alt": "What the odds of it all are",
                },
            ]
        },
        "empty": ["title"],
    }  # fmt: skip
