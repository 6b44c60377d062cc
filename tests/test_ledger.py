"""Every claim of the course: its verdict against its plausible ranges, its evidence, its place in the lecture."""

import pytest

from mlteams import parts
from mlteams.check.ledger import ungrounded
from mlteams.core.claim import Claim, Evidence, Line, Verdict
from mlteams.core.margins import look_over
from mlteams.publish import ledger

LINES = [
    pytest.param(line, id=f"{claim.name}-{number}")
    for claim in ledger.all_claims()
    for number, line in enumerate(claim.lines, 1)
]


@pytest.mark.parametrize("line", LINES)
def test_a_verdict_stands_over_its_plausible_ranges(line: Line) -> None:
    assert look_over(line).against == ()


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_where_each_range_comes_from(line: Line) -> None:
    assert ungrounded(line) == []
    assert line.because.endswith(".")


def test_the_ledger_goes_in_the_order_of_the_lecture() -> None:
    page = ledger.page()
    assert page.index("{#opening}") < min(page.index(f"{{#{part.name}}}") for part in parts.written())
    for part in parts.written():
        places = [page.index(f"### {heading}\n") for heading in part.headings]
        assert places == sorted(places)


def test_a_claim_leads_to_its_lesson() -> None:
    page = ledger.page()
    for part in parts.written():
        for lesson, claim in parts.claims(part):
            block = page.split(f"::: {{#{part.name}-{claim.name} .ledger-claim}}\n")[1].split("\n:::")[0]
            assert f"[{lesson.title}](chapters/{part.name}/{lesson.name}.qmd)" in block


def test_the_summary_counts_claims_by_verdict_and_evidence() -> None:
    def claim(verdict: Verdict | None, evidence: Evidence) -> Claim:
        lines = (Line("m", verdict, "b.", float, {}),) if verdict else ()
        return Claim("n", "s", "l", evidence, "m", lines)

    near, none = Evidence.NEAR, Evidence.NONE
    claims = [claim(Verdict.HOLDS, near), claim(Verdict.HOLDS, none), claim(None, near)]
    rows = ledger.summary(claims).splitlines()
    assert rows[2:7] == [
        "| holds | 0 | 1 | 1 | 2 |",
        "| holds when | 0 | 0 | 0 | 0 |",
        "| reverses when | 0 | 0 | 0 | 0 |",
        "| not modelled | 0 | 1 | 0 | 1 |",
        "| all | 0 | 2 | 1 | 3 |",
    ]
