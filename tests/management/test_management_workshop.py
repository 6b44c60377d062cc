"""What the guide says of Heron's roadmap is what its edits do, by other means than the code that says it."""

import re
from collections.abc import Mapping
from datetime import time
from itertools import permutations

import pytest

from mlteams import parts
from mlteams.core.sheet import ScoreSheet, Wide
from mlteams.input.target import mark
from mlteams.management import workshop as m
from mlteams.management.models import calibration
from mlteams.management.models.roadmap import Alternatives, simulate
from mlteams.management.tool.roadmap_file import read_roadmap
from mlteams.paths import ROOT
from mlteams.publish import numbers
from mlteams.publish.render import deck
from mlteams.publish.workshops import told
from mlteams.workshop import sheets
from mlteams.workshop.agenda import SLOTS, plan
from mlteams.workshop.guide import path_of, read_guide

PATH = path_of("management")
READ = read_guide(PATH)
QUESTIONS = next(sheet.questions for sheet in m.SHEETS if isinstance(sheet, ScoreSheet))
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
    assert said["stop_p85"] == said["p85"]  # the guide says that it stays
    assert outcome.p85 == pytest.approx(int(said["p85"]), abs=0.5 + 3 * outcome.p85_error)


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


def test_the_order_of_the_routes_saves_what_the_file_in_that_order_costs_less(typed, said):
    own, rented, tuned = re.findall(r"      - name: .*\n(?:        .*\n)+", HERON)
    better = typed((own + rented + tuned, rented + tuned + own))
    saves = typed().cost - better.cost
    assert saves == pytest.approx(float(said["order_saves"]), abs=0.5 + 0.2)  # rounded, and two simulations


def test_the_cheapest_route_to_a_reader_comes_first_as_the_guide_says(said):
    # Person-weeks: PERT means of 37/3, 13/6 and 16/3 weeks, two people each.
    costs = {"Own model": 2 * 37 / 3, "Rented reader": 2 * 13 / 6, "Open model, tuned": 2 * 16 / 3}
    assert said["order_best"] == ", then ".join(f"“{name}”" for name in sorted(costs, key=costs.__getitem__))


def paid(order):
    """Return what the ways to sort letters cost in an order: by all patterns of success and failure."""
    total = 0.0
    for works in range(2 ** len(order)):
        weight, spent, done = 1.0, 0.0, False
        for place, way in enumerate(order):
            here = bool(works >> place & 1)
            weight *= m.CHANCES[way] if here else 1 - m.CHANCES[way]
            spent += 0 if done else m.COSTS[way]
            done = done or here
        total += weight * spent
    return total


def test_neither_rule_of_thumb_finds_the_cheapest_order_of_the_ways(said):
    """Against all orders of the three ways, and all patterns of success and failure."""
    costs = {order: paid(order) for order in permutations(range(len(m.LETTERS)))}
    given = {key: tuple(order) for key, order in m.orders().items()}
    assert min(costs, key=costs.__getitem__) == given["ratio"]
    assert sorted(costs.values())[1] > costs[given["ratio"]] + 0.1  # no tie: the table shows a difference
    for rule in ("cheapest", "likeliest"):
        assert costs[given[rule]] > costs[given["ratio"]] + 0.1
    for key, order in given.items():
        assert said[f"{key}_expected"] == f"{costs[order]:.1f}"
        assert said[f"{key}_order"].split(", then ") == [m.LETTERS[way] for way in order]
    assert [m.COSTS[way] for way in given["cheapest"]] == sorted(m.COSTS)
    assert [m.CHANCES[way] for way in given["likeliest"]] == sorted(m.CHANCES, reverse=True)


def test_the_sheet_of_ways_has_the_numbers_of_the_worked_table(said):
    """As a person with the sheet divides them: no number of the table is rounded."""
    rows = m.ways_on_paper().rows[: len(m.LETTERS)]  # below them there is room to work out orders
    for row, chance, cost in zip(rows, m.CHANCES, m.COSTS, strict=True):
        name = row.cells[0].split()[0].lower()
        assert row.cells[1:3] == (said[f"{name}_chance"], said[f"{name}_cost"])
        assert float(said[f"{name}_ratio"]) == pytest.approx(100 * chance / cost, abs=1e-9)


def test_every_number_is_in_the_guide_or_on_a_sheet(said):
    printed = {question.answer for question in QUESTIONS}
    for name in said:
        name = f"management.workshop.{name}"
        assert name in printed or f"{{{{< var {name} >}}}}" in GUIDE, name


@pytest.fixture(scope="module")
def printed():
    """The sheets of the room and the facilitator's answers, as pages."""
    part, find = parts.part("management"), told()
    return tuple(sheets.printed(part, answers, find) for answers in (False, True))


def test_every_question_has_the_answer_that_the_site_quotes_and_the_room_sees_none(printed):
    room, answers = printed
    rows = re.findall(r"<td><strong>(.*?)</strong>", answers)
    known = numbers.variables()
    for question, row in zip(QUESTIONS, rows, strict=True):
        value = known
        for name in question.answer.split("."):
            value = value[name]
        assert str(value) == row or re.match(rf"\[{re.escape(row)}\[\u00a0\(\w+\)\]", str(value))
        assert question.why in answers.replace("&#39;", "'")
        assert question.why not in room.replace("&#39;", "'")
    assert "{source" not in room + answers


VAR = re.compile(r"\{\{< var ([\w.]+) >\}\}")
NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")


def numbers_in(text, known):
    """Return the numbers that a reader sees in a page's source, its variables resolved."""

    def resolved(match):
        value = known
        for key in match[1].split("."):
            value = value[key] if isinstance(value, Mapping) else ""
        return str(value)

    return set(NUMBER.findall(VAR.sub(resolved, text)))


def spoilt(questions, pages, known, find):
    """Return the answers that stand, as numbers, in the text of pages."""
    seen = set().union(*(numbers_in(page, known) for page in pages))
    return [one.answer for one in questions if NUMBER.search(find(one.answer)[0])[0] in seen]


def linked(text):
    """Return the pages of the course that a text links to."""
    return {ROOT / page for page in re.findall(r"\]\(\.\./([\w/-]+\.qmd)", text)}


def test_no_answer_stands_in_what_the_guide_recommends_to_read_before():
    before = linked(GUIDE[: GUIDE.index("\n## Welcome")])
    assert before == {ROOT / "heron.qmd"}
    pages = [page.read_text(encoding="utf-8") for page in before]
    placed = re.findall(r"\{\{< (?!var )(\w+)", " ".join(pages))
    assert placed == []  # boards, reports and pictures hold odds that the source does not show
    assert spoilt(QUESTIONS, pages, numbers.variables(), told()) == []


def test_no_fact_of_the_game_stands_in_a_page_of_the_part():
    """Heron's odds do: the lessons work them out."""
    facts = [one for one in QUESTIONS if one.answer.startswith("source.")]
    assert len(facts) == len(QUESTIONS) - 3
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "chapters" / "management").glob("*.qmd")]
    assert pages
    assert spoilt(facts, pages, numbers.variables(), told()) == []


def test_an_answer_in_a_page_is_found_typed_or_quoted():
    ask = QUESTIONS[0]
    find = {ask.answer: ("1,737", "moon")}.get
    known = {"source": {"there": "[1,737[ (published)]{.status}]{.sourced}", "other": "11,737.5"}}
    for page in ("It is 1,737 km.", "It is {{< var source.there >}}.", "1,737."):
        assert spoilt([ask], [page], known, find) == [ask.answer]
    for page in ("It is 737 km.", "{{< var source.other >}}", "{{< var source.gone >}} in 2027-06-30"):
        assert spoilt([ask], [page], {"source": {**known["source"], "gone": ""}}, find) == []


def test_facts_that_follow_from_others_are_what_they_follow_from():
    rows = {row["key"]: row["value"] for row in numbers.sources()}
    assert int(rows["quiz_light"]) == round(149_597_870_700 / 299_792_458)  # IAU 2012, SI
    assert int(rows["quiz_cathedral"]) == 1880 - 1248
    assert int(rows["quiz_titanic"]) == round((882 * 12 + 9) * 0.0254)  # feet and inches
    assert int(rows["quiz_apollo"]) == 8 * 24 + 3  # 8 days, 3 hours, 18 minutes


def test_the_odds_of_the_game_are_those_of_its_number_of_questions():
    """`calibration` computes what the guide says about so many hits of so many questions."""
    assert len(QUESTIONS) == calibration.QUESTIONS


def test_the_roadmap_on_paper_is_the_file():
    table = m.on_paper()
    for row in table.rows:
        assert sum(cell.columns if isinstance(cell, Wide) else 1 for cell in row.cells) == len(table.columns)
    cells = {row.cells[0]: row.cells[1:] for row in table.rows}
    assert cells["Get access to label images"] == ("–", "1", "2", "8", "95%", "1")
    assert cells["Label a training set"] == ("Get access to label images", "2", "3", "6", "sure", "3")
    assert cells["Works council agrees"] == ("–", Wide("median 6, spread 0.7", 3), "90%", "1")
    assert [row.cells[0] for row in table.rows if row.inner] == [
        "Own model",
        "Rented reader",
        "Open model, tuned",
    ]
    names = set(re.findall(r"- name: (.*)", HERON))
    assert {name.split(" (")[0] for name in cells} == names
    assert table.remarks[1].startswith(
        "Spread 0.7: two outcomes in three lie within a factor of 2.0 "
    )  # e^0.7


def test_the_agendas_keep_the_promises_of_the_guide():
    """Both sessions in ninety minutes; uncut with the team's own roadmap in half a day; all of it in a day."""
    ninety, half, day = (plan(READ, slot) for slot in SLOTS.values())
    keys = {session.key: {step.key for step in session.steps} for session in READ.sessions}
    games = {"calibration", "premortem"}
    for agenda, wanted in ((ninety, games), (half, {*games, "own"}), (day, set(keys))):
        there = {row.key for row in agenda.rows}
        assert all(keys[name] & there for name in wanted)
    assert not day.made
    assert {cut.key for cut in half.made} <= set(keys), "half a day shortens no step"
    assert ninety.left, "a room that is late in ninety minutes needs something that can still give way"
    never = {"silent", "private", "into", "sentence"}  # what the guide says must stay
    assert never <= {row.key for row in ninety.rows}


@pytest.mark.parametrize("slot", range(300, 351, 5))
def test_five_hours_from_nine_hold_a_lunch_at_lunchtime_and_from_one_none(slot):
    assert next(9 * 60 + row.at for row in plan(READ, slot).rows if row.kind == "lunch") in range(690, 781)
    assert all(row.kind != "lunch" for row in plan(READ, slot, time(13)).rows)


def test_slides_follow_the_agenda():
    """Of ninety minutes, and of the whole guide."""
    for slot in (90, None):
        rows = [row for row in plan(READ, slot).rows if row.kind == "work"]
        text = deck("management", {row.key: row.minutes for row in rows})
        assert f'<meta name="generator" content="{mark("slides")}">' in text
        slides = re.findall(
            r'<section id="([\w-]+)" class="slide level3".*?<div class="minutes">\s*<p>(\d+) minutes?</p>',
            text,
            flags=re.S,
        )
        assert slides == [(row.key, str(row.minutes)) for row in rows]
        titles = set(re.findall(r"<h2>(.*?)</h2>", text))
        assert {session.title for session in READ.sessions if session.title in titles} == {
            row.session for row in rows
        }
