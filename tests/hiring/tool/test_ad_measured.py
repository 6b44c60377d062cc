"""How often the rules were right: the shares that the page quotes are those of the counts in examples/README.md."""

import re
from pathlib import Path

import pytest

from mlteams.hiring import PART
from mlteams.input.source_rows import rows
from mlteams.parts import folder

ROOT = Path(__file__).parents[3]
SHARES = {row["key"]: row for row in rows([folder(PART.name) / "sources.csv"])}
LINES = re.findall(
    r"^\| [^|]+ \| (\d+) of (\d+) \(([\d–]+) %\) \| (\d+) of (\d+) \(([\d–]+) %\) \|$",
    (ROOT / "examples" / "README.md").read_text(encoding="utf-8"),
    re.M,
)
RULES = ("musts", "years", "degree", "pay", "process", "adjustment")  # in the order of that table


def wilson(right, of):
    """Return the ends of the 95% interval (Wilson 1927), in percent."""
    square, share = 1.96**2, right / of
    middle, half = (
        share + square / (2 * of),
        (square * share * (1 - share) / of + (square / (2 * of)) ** 2) ** 0.5,
    )
    return [round(100 * (middle + sign * half) / (1 + square / of)) for sign in (-1, 1)]


def test_each_rule_has_its_line():
    assert len(LINES) == len(RULES)


@pytest.mark.parametrize(("rule", "line"), list(zip(RULES, LINES, strict=False)))
@pytest.mark.parametrize(("what", "first"), [("precision", 0), ("recall", 3)])
def test_a_share_is_that_of_its_counts(rule, line, what, first):
    right, of, interval = int(line[first]), int(line[first + 1]), line[first + 2]
    row = SHARES[f"ad_{rule}_{what}"]
    assert row["value"] == f"{100 * right / of:.0f}%"
    assert f"{right} of {of}" in row["what"]
    assert interval == "{}–{}".format(*wilson(right, of))


def test_found_and_labelled_are_the_same_texts_and_of_those_held_out():
    for right, of, _, found, labelled, _ in LINES:
        assert right == found
        assert int(of) + int(labelled) - int(right) <= int(SHARES["ad_held"]["value"])
