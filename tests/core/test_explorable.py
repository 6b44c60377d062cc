"""What is predicted: a range or a pick, its truth as a reader sees it, and the names of states."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from mlteams.core.explorable import Choice, Explorable, Pick, Range, Slider, View, slug

SHARE = Range("How likely is it?", "%", 0, 100)
WAIT = Range("How long does it take?", "weeks", 0, 30, "{:,.1f}")
BOTH = Pick("Which one?", (("old", "the old way"), ("new", "the new way")))


@pytest.mark.parametrize(
    ("predict", "answer", "shown"),
    [
        (SHARE, 20.6, "21%"),
        (WAIT, 1234.56, "1,234.6 weeks"),
        (Range("?", "", 0, 1, "{:.2f}"), 0.5, "0.50"),
        (BOTH, "new", "the new way"),
    ],
)
def test_a_truth_is_shown_with_its_digits_and_its_unit(predict, answer, shown):
    assert predict.shown(answer) == shown


@pytest.mark.parametrize(
    ("low", "high", "holds"),
    [(21, 30, True), (10, 21, True), (21.1, 30, False), (10, 20.9, False), (21, 21, True)],
)
def test_a_range_holds_if_it_has_the_truth_as_shown(low, high, holds):
    assert SHARE.holds(low, high, 20.6) is holds


def test_a_truth_with_thousands_is_compared_as_a_number():
    assert WAIT.truth(1234.56) == 1234.6
    assert WAIT.holds(1234.6, 1235, 1234.56)


def test_a_verdict_puts_both_side_by_side():
    assert SHARE.verdict("20", "40", True, 20.6) == "Your range: 20 to 40%. The model says 21%: it holds."
    assert WAIT.verdict("2", "4", False, 7.1).endswith(
        "2 to 4 weeks. The model says 7.1 weeks: it does not hold."
    )
    assert BOTH.verdict("new", "new") == "You said: the new way. So does the model."
    assert BOTH.verdict("old", "new") == "You said: the old way. The model says: the new way."


def test_options_have_slugs_and_sliders_their_numbers():
    options = ("as measured", "large (1.0)", "30,000", "CRISP-DM")
    assert Choice("c", "C", options, "CRISP-DM").slugs() == ("as-measured", "large", "30000", "crisp-dm")
    assert Slider("s", "S", 0, 1, 0.5, 0.5).slugs() == ("0.0", "0.5", "1.0")
    assert Slider("s", "S", 1, 3, 1, 2).slugs() == ("1", "2", "3")
    assert slug("Ünder & over") == "nder-over"


def view(**_state):
    return View(Figure(), "A sentence.", pd.DataFrame())


def test_two_options_with_one_slug_are_refused():
    kind = Choice("kind", "Kind", ("large (1)", "large (2)"), "large (1)")
    with pytest.raises(ValueError, match="two values of kind have one slug"):
        Explorable("tiny", "Which?", view, (kind,))


def test_a_prediction_without_a_truth_is_refused_and_no_prediction_has_none():
    with pytest.raises(ValueError, match="no answer"):
        Explorable("tiny", "Which?", view, (), SHARE).answer(view())
    assert Explorable("tiny", "Which?", view).answer(view()) == ""


def test_the_start_names_every_control_with_its_default():
    item = Explorable(
        "tiny",
        "Which?",
        view,
        (Slider("a", "Share", 0, 1, 0.5, 0.5, "{:.0%}"), Choice("b", "Kind", ("x",), "x")),
    )
    assert item.start() == "Share: 50%; Kind: x"
