"""Sheets as a part declares them: printed as they say, refused with a sentence if they do not fit."""

import re
from dataclasses import replace

import pytest

from mlteams import parts
from mlteams.core.sheet import Card, CardSheet
from mlteams.input.errors import BadInput
from mlteams.workshop import sheets
from mlteams.workshop.guide import path_of, read_guide


def test_each_sheet_is_printed_with_all_that_it_says(tea, told):
    page = sheets.printed(tea, answers=False, told=told)
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["Guesses", "Leaves", "Cards"]
    assert "Write &lt;two&gt; numbers." in page
    assert "Of 40 cups, what share spills?" in page
    assert "Hits: ______ of 2" in page
    assert page.count("<h3>Milk?</h3>") == 3
    assert page.count("______ spoons") == 3
    assert page.count("<h3>Sugar?</h3>") == 1
    assert '<th scope="row">Green</th>' in page
    assert '<td class="number">2</td>' in page
    assert '<td colspan="2">as it says</td>' in page
    assert '<tr class="inner">' in page
    assert "Assumed." in page


def test_what_to_print_is_listed_with_copies_and_steps(tea, told):
    page = sheets.printed(tea, answers=False, told=told)
    listed = [" ".join(re.sub("<.*?>", "", item).split()) for item in re.findall(r"<li>(.*?)</li>", page)]
    assert listed == [
        "Guesses: once for each person. Used in Boil.",
        "Leaves: once for each table. Used in Boil.",
        "Cards: once for every two people. Used in Pour; Taste.",
    ]


def test_answers_are_the_facilitators_alone(tea, told):
    room, answers = (sheets.printed(tea, answers, told) for answers in (False, True))
    assert re.findall(r"<strong>(.*?)</strong> (.*?)</td>", answers) == [("12%", "of cups"), ("4", "minutes")]
    for words in ("lu760, published", "computed by the course", "Mind the saucer.", "Longer than you wait."):
        assert words in answers
        assert words not in room
    assert "12%" not in room


@pytest.fixture
def refused(tea):
    """Check the part's sheets after a change to one of them, and return the sentence."""
    guide = read_guide(path_of("tea"))
    three = sheets.made(parts.workshop(tea).SHEETS)

    def change(number, **fields):
        changed = tuple(replace(one, **fields) if place == number else one for place, one in enumerate(three))
        with pytest.raises(BadInput) as problem:
            sheets.check(changed, guide, "teacourse/tea/workshop.py")
        return str(problem.value)

    sheets.check(three, guide, "teacourse/tea/workshop.py")
    return change


def test_a_step_that_the_guide_does_not_have_is_named(refused):
    said = refused(2, steps=("pour", "stirr"))
    assert said.startswith("teacourse/tea/workshop.py, the sheet 'cards': found the step 'stirr'; ")
    assert "workshops/tea.qmd" in said


def test_a_sheet_that_no_step_uses_or_that_shares_its_name_is_refused(refused):
    assert "the sheet 'cards': found no steps" in refused(2, steps=())
    assert "the sheet 'guesses': found its name a second time" in refused(2, name="guesses")


@pytest.mark.parametrize(
    ("cards", "rows", "fit"), [(3, 2, False), (4, 2, True), (5, 2, False), (6, 3, True), (0, 2, False)]
)
def test_cards_fill_whole_pages(refused, tea, told, cards, rows, fit):
    every = (Card("x", copies=cards),) if cards else ()
    if not fit:
        assert f"found {cards} cards; a multiple of the {2 * rows} " in refused(2, cards=every, rows=rows)
        return
    sheet = CardSheet("cards", "Cards", ("pour",), "two", every * 2, rows)
    sheets.check((sheet,), read_guide(path_of("tea")), "x.py")
    page = sheets.as_html(read_guide(path_of("tea")), (sheet,), told)
    pages = page.split('<section class="sheet">')[1:]
    assert [one.count('<div class="card">') for one in pages] == [2 * rows, 2 * rows]


def test_a_number_that_is_not_there_is_named(tea):
    def told(name):
        raise KeyError(name)

    with pytest.raises(BadInput, match=r"tea/workshop\.py, SHEETS: found the number 'source\.cups'"):
        sheets.printed(tea, answers=False, told=told)


def test_a_computed_sheet_is_made_only_when_it_is_printed(tea, monkeypatch):
    module = parts.workshop(tea)
    assert module.leaves in module.SHEETS
    made = sheets.made(module.SHEETS)
    assert [one.name for one in made] == ["guesses", "leaves", "cards"]
