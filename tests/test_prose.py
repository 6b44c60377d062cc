"""No number is typed into prose: a page's figures come from a model or from the sources, through `var`."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Not examples/README.md: a file format has its own numbers.
PAGES = sorted(
    [
        *ROOT.glob("*.qmd"),
        *(page for name in ("chapters", "workshops") for page in ROOT.glob(f"{name}/**/*.qmd")),
    ]
)

# Heron's two, declared as assumed on the front page, and calendar years.
ALLOWED = re.compile(r"^(?:30,000|400|(?:19|20)\d\d)$")
NOT_PROSE = re.compile(
    r"\A---.*?^---$|^```.*?^```$|`[^`]*`|\{\{<.*?>\}\}|\]\([^)]*\)"
    r"|\[?@[\w:-]+(?:, [^\]]*\])?|\{#[^}]*\}|<[^>]+>",
    flags=re.S | re.M,
)
# A figure worth a source: a percentage, a decimal, or three digits and more. "2 of 3 teams" is language.
FIGURE = re.compile(
    r"(?<![\w-])\d+(?:[.,]\d+)*%|(?<![\w-])\d+[.,]\d[\d.,]*(?<![.,])|(?<![\w-])\d{3,}(?![\w-])"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_figure_is_typed_into_prose(page):
    prose = NOT_PROSE.sub(" ", page.read_text())
    assert [found for found in FIGURE.findall(prose) if not ALLOWED.match(found)] == []


def test_the_rule_sees_what_it_should():
    assert FIGURE.findall("40% of 1,326 at 0.75 in 508, but 3 of 5") == ["40%", "1,326", "0.75", "508"]
