"""The lecture's table of wishes, held against words of its figure 4 and against what is known of Heron."""

import re
from pathlib import Path

import pytest
import yaml

from mlteams.core.claim import Evidence
from mlteams.hiring import PART
from mlteams.hiring.models import standing_out as s
from mlteams.input.heron import fact

ROOT = Path(__file__).parents[3]
# The lecture's figure: what practitioners want, each with what it advises a company to do, by their main words.
FIGURE = (
    ("tools", ("research-like projects", "tools", "try")),
    ("learn", ("reading groups", "days", "courses", "conferences")),
    ("excellent people", ("hire", "known", "publish")),
    ("data", ("special",)),
    ("matters", ("what it is for", "today")),
)
PLACES = range(len(FIGURE))
PAGE = (ROOT / "chapters" / "hiring" / "sourcing.qmd").read_text(encoding="utf-8")


def page_rows():
    """Return the cells of the lesson's table of wishes, which is named below it."""
    lines = PAGE[: PAGE.index("{#tbl-wishes}")].splitlines()
    rows = [line for line in lines if line.startswith("|")]
    begin = rows.index("| They want | A company can | Heron can say |")
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[begin + 2 :]]


def test_the_figure_has_these_wishes_and_no_other():
    assert len(s.table()) == len(page_rows()) == len(FIGURE)


@pytest.mark.parametrize("place", PLACES)
def test_each_wish_stands_in_the_figures_order_with_its_advice(place):
    wish, advice = FIGURE[place]
    for wants, does in (s.table().iloc[place][:2], page_rows()[place][:2]):
        assert wish in wants
        assert [word for word in advice if word not in does] == []


@pytest.mark.parametrize("place", PLACES)
def test_heron_has_its_own_answer_to_each(place):
    answers = list(s.table()["Heron can say"])
    assert answers[place].strip()
    assert answers.count(answers[place]) == 1


def test_what_heron_says_of_its_data_and_its_clerks_is_among_its_facts():
    data, work = s.table()["Heron can say"][3:]
    facts = yaml.safe_load((ROOT / "examples" / "heron" / "facts.yaml").read_text(encoding="utf-8"))
    said = facts["management"]["own_model"]["chance"]["reason"]
    beside, count = re.fullmatch(
        r"(two years of photographs) beside what clerks typed, (.+) labels", data
    ).groups()
    assert beside in said
    assert count in said
    assert re.findall(r"[\d,]+\d", work) == [f"{fact('company.labels_a_day'):,.0f}"]


def test_no_model_is_said_to_test_the_claims_and_each_says_what_would():
    for claim in s.CLAIMS:
        assert not claim.lines
        assert re.search(r"\btest\b", claim.unmodelled)
        assert claim.lecture in PART.headings


def test_what_people_want_has_been_measured_near_it_and_its_source_is_listed():
    wanted, learning = s.CLAIMS
    assert wanted.evidence is Evidence.NEAR
    keys = re.findall(r"@([\w-]+)", wanted.measured)
    listed = re.findall(r"^@\w+\{([\w-]+),", (ROOT / "references.bib").read_text(encoding="utf-8"), re.M)
    assert keys
    assert set(keys) <= set(listed)
    assert all(f"@{key}" in PAGE for key in keys)
    assert (learning.evidence, learning.measured) == (Evidence.NONE, "")
