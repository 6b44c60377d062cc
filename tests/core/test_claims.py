"""The ledger keeps its promises: every claim of the lecture is there, tested and referenced."""

import re
from pathlib import Path

import pytest

from mlteams import parts

ROOT = Path(__file__).parents[2]
CLAIMS = [(part.name, claim) for part in parts.written() for _, claim in parts.claims(part)]

# The headings of the lecture, section by section, under which a claim stands.
HEADINGS = {
    "management": (
        "Engineering estimation",
        "Nonlinear progress",
        "Cultural gaps",
        "Leadership deficits",
        "Plan probabilistically",
        "Have a portfolio of approaches",
        "Measure inputs, not results",
        "Have researchers and engineers work together",
        "Get quick wins",
        "Educate leadership on uncertainty",
        "ML PMs are well-positioned to educate the organization",
        'What is "Agile" for ML?',
    )
}


@pytest.mark.parametrize(("part", "claim"), CLAIMS, ids=[f"{part}-{claim.name}" for part, claim in CLAIMS])
def test_a_claim_names_a_test_that_exists_and_sources_we_list(part, claim):
    path, name = claim.test.split("::")
    assert path.startswith(f"tests/{part}/")
    assert f"\ndef {name}(" in (ROOT / path).read_text()
    keys = re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text(), flags=re.M)
    assert set(claim.references) <= set(keys)


def test_claim_names_are_unique_in_their_part():
    names = [(part, claim.name) for part, claim in CLAIMS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("part", HEADINGS)
def test_every_heading_of_the_lecture_has_a_claim_and_no_claim_has_another(part):
    assert {claim.lecture for _, claim in parts.claims(parts.part(part))} == set(HEADINGS[part])


def test_reference_keys_are_unique():
    keys = re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text(), flags=re.M)
    assert len(keys) == len(set(keys))
