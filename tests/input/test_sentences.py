"""Numbers, odds, days and directions as people write them."""

from datetime import date

import pytest

from mlteams.input import sentences

DAY = date(2027, 9, 14)


def read(text):
    return [(number.kind, pytest.approx(number.value)) for number in sentences.numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            ("€15,120", 15_120),
            ("15.120 euros", 15_120),
            ("EUR 15 120", 15_120),
            ("1,234,567.89 €", 1_234_567),
        ),
        *(("15.1k euros", 15_100), ("€1.5 million", 1_500_000), ("€2m", 2_000_000), ("6 cents", 0.06)),
        *(("€15.5", 15.5), ("15,5 euros", 15.5), ("€-300", 300), ("€5 a month", 5)),
        *(("€1915.20", 1915.2), ("€2,015", 2015), ("€ 2015.", 2015), ("1999 euros", 1999)),
    ],
)
def test_money_is_read_as_people_write_it(text, value):
    assert read(text) == [("money", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            ("80%", 0.8),
            ("80 %", 0.8),
            ("80 per cent", 0.8),
            ("80 percent", 0.8),
            ("0.8", 0.8),
            ("79.5%", 0.795),
        ),
        *(
            ("4 in 5", 0.8),
            ("four times out of five", 0.8),
            ("four out of every five", 0.8),
            ("one in a hundred", 0.01),
        ),
    ],
)
def test_odds_are_read_as_people_write_them(text, value):
    assert read(f"we are {text} sure") == [("share", value)]


@pytest.mark.parametrize("text", ["2 months", "3 kilos", "30,000 labels a day", "5 in 4"])
def test_what_is_neither_is_a_count(text):
    assert {kind for kind, _ in read(text)} == {"count"}


@pytest.mark.parametrize(
    "day",
    ["2027-09-14", "14 September", "Sept 14, 2027", "14.9.2027", "9/14/27", "September 14th", "14-Sep-2027"],
)
def test_a_day_is_found_and_is_no_number(day):
    assert sentences.says_date(f"known by {day}.", DAY)
    assert read(f"known by {day}.") == []
    assert read("known in 2027.") == []
    assert not sentences.says_date(f"known after {day}.", DAY)


@pytest.mark.parametrize(
    "day",
    ["2027-09-15", "4 September", "14 Sepia", "14 September 2028", "114 September", "September", "14.9.2026"],
)
def test_another_day_is_another(day):
    assert not sentences.says_date(f"known by {day}.", DAY)


@pytest.mark.parametrize(
    ("text", "many"),
    [
        *(
            ("One. Two.", 2),
            ("One! Two? Three.", 3),
            ("It saves 15.1 euros. Sure.", 2),
            ("By 30. April it is known.", 1),
        ),
        *(("By 2027-04-30. We know.", 2), ("Approx. Heron's share. Yes.", 2), ("no end", 1), ("", 0)),
        *(("By Apr. 30 it is known.", 1), ("It is 5. We know.", 2)),
    ],
)
def test_sentences_are_counted(text, many):
    assert len(sentences.sentences(text)) == many


@pytest.mark.parametrize(
    ("text", "gain"),
    [
        *(("We save €5.", True), ("We lose €5.", False), ("That is €5.", None), ("It costs us €5.", False)),
        *(
            ("It cuts costs by €5.", True),
            ("We will not save €5.", False),
            ("After costs it brings €5.", True),
        ),
        *(("It costs €5 less.", True), ("It costs more: we lose €5, but save time.", False)),
        *(("Savings exceed costs; the benefit is €5.", True), ("It costs €5 more than it saves.", False)),
        *(("It saves €-5.", False), ("It costs €-5.", True), ("The sum: -€5.", False)),
    ],
)
def test_a_text_says_whether_money_is_gained(text, gain):
    (number,) = sentences.numbers(text)
    assert sentences.is_gain(text, number) is gain
