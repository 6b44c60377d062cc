"""What the guide says of Heron's roadmap is what its edits do, by other means than the code that says it."""

import re

import pytest

from mlteams.management import workshop as m
from mlteams.management.models.roadmap import Alternatives, simulate
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT
from mlteams.publish import numbers, workshops
from mlteams.workshop import cards

GUIDE = (ROOT / "workshops" / "management.qmd").read_text(encoding="utf-8")
HERON = (ROOT / m.HERON).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def said():
    return m.variables()


@pytest.fixture
def typed(tmp_path):
    """Run Heron's file after a person has edited its text."""

    def run(*edits):
        text = HERON
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "heron.yaml"
        path.write_text(text, encoding="utf-8")
        return simulate(read_roadmap(path).roadmap, seed=1)  # another seed: the words must survive it

    return run


def near(outcome, text):
    """Tell whether a whole percentage agrees with a simulation of 20,000 futures within three errors."""
    error = 3 * (outcome.chance * (1 - outcome.chance) / outcome.samples) ** 0.5
    return abs(outcome.chance - int(text.rstrip("%")) / 100) <= 0.005 + error


def test_the_chance_in_closed_form(said):
    """Chances multiply; of the routes one is enough."""
    lone, routes = 1.0, 1.0
    for step in m.heron().steps:
        if isinstance(step, Alternatives):
            for option in step.options:
                routes *= 1 - option.chance
        else:
            lone *= step.chance
    assert lone * (1 - routes) == pytest.approx(0.592, abs=0.001)
    assert said["chance"] == f"{lone * (1 - routes):.0%}"
    assert said["stop_chance"] == said["shared_chance"] == f"{0.8 * lone * (1 - routes):.0%}"


def test_the_first_edit_lowers_the_chance_and_leaves_the_date(typed, said):
    outcome = typed(("chance: 0.95\n", "chance: 0.76\n"))
    assert near(outcome, said["stop_chance"])
    assert f"{outcome.p85:.0f}" == said["stop_p85"] == said["p85"]  # the guide says that it stays


def test_the_second_edit_moves_the_date_and_leaves_the_chance(typed, said):
    outcome = typed(("estimate: [6, 12, 20]", "estimate: [6, 12, 30]"))
    assert near(outcome, said["chance"])
    assert outcome.p85 == pytest.approx(float(said["late_p85"]), abs=0.7)
    assert float(said["late_p85"]) > float(said["p85"])


def test_the_third_edit_as_the_guide_prints_it(typed, said):
    lines = re.search(r"^```yaml\n(.*?)^```$", GUIDE, flags=re.S | re.M)[1]
    old = (
        "  - name: A reader that is good enough\n"
        "    after: [Label a training set, Agree what a misread costs]\n"
    )
    assert near(typed((old, lines)), said["shared_chance"])
    apart = typed(
        ("chance: 60%", "chance: 48%"), ("chance: 35%", "chance: 28%"), ("chance: 45%", "chance: 36%")
    )
    assert near(apart, said["each_chance"])
    assert said["each_chance"] > said["shared_chance"]


def test_the_likely_durations_on_the_longest_path_by_hand(said):
    # Access 2, labels 3, own model 12, threshold 1, shadow run 4, all depots 4.
    assert said["likely_weeks"] == str(2 + 3 + 12 + 1 + 4 + 4)


def test_the_order_of_the_routes_by_hand(said):
    # Chance per cost; PERT means: 37/3, 13/6 and 16/3 weeks, two people each.
    order = sorted(
        (
            ("Own model", 0.6 / (37 / 3)),
            ("Rented reader", 0.35 / (13 / 6)),
            ("Open model, tuned", 0.45 / (16 / 3)),
        ),
        key=lambda route: -route[1],
    )
    assert said["order_best"] == ", then ".join(f"“{name}”" for name, _ in order)


def test_every_number_is_in_the_guide_or_on_a_sheet(said):
    printed = {question.answer for question in m.SHEETS.questions}
    for name in said:
        name = f"workshop.management.{name}"
        assert name in printed or f"{{{{< var {name} >}}}}" in GUIDE, name


@pytest.mark.parametrize("part", modules())
def test_ten_questions_have_ten_answers_that_the_score_sheet_does_not_show(part):
    sheets = modules()[part].SHEETS
    assert len(sheets.questions) == 10
    room, answers = workshops.printed(part, answers=False), workshops.printed(part, answers=True)
    rows = re.findall(r"<td><strong>(.*?)</strong>", answers)
    assert len(rows) == 10
    assert all(rows)
    assert "{source" not in room + answers
    for question in sheets.questions:
        assert question.why not in room
    known = numbers.variables()
    for question, row in zip(sheets.questions, rows, strict=True):
        place, *names = question.answer.split(".")
        value = known[place]
        for name in names:
            value = value[name]
        assert str(value).startswith(row)


def test_cards_that_leave_paper_empty_are_refused():
    with pytest.raises(ValueError, match="7 cards"):
        cards._card_sheets((cards.Card("x", copies=7),))
