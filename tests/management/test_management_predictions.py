"""The truths of the predictions that management's pictures ask for: the numbers that prose and sentences give, too."""

import re

import pytest

from mlteams import parts
from mlteams.core.explorable import Pick, Range
from mlteams.publish import numbers

ASKING = {name: item for name, item in parts.explorables().items() if item.predict}
# Truths that are a number of the chapter or of another model's function, as text.
QUOTED = {
    ("estimates-total", ()): "estimates.sip_20_kept",
    ("portfolio-size", (("attempts", 5), ("correlation", 0.0))): "portfolio.portfolio_5_independent",
    ("portfolio-size", (("attempts", 5), ("correlation", 0.6))): "portfolio.portfolio_5_correlated",
    ("portfolio-order", ()): "portfolio.order_by_chance_weeks",
    ("portfolio-order", (("rule", "chance per week"),)): "portfolio.order_best_weeks",
    ("progress-stall", (("before", 35), ("more", 25))): "progress.stall_25_of_60",
    ("incentives-race", ()): "incentives.incentives_worse_ahead",
    ("collaboration-together", ()): "collaboration.collaboration_break_even_overhead",
    ("prioritization-pooling", ()): "prioritization.break_even_validity",
    ("process-models-hours", ()): "process_models.break_even_colleagues",
    ("metrics-threshold", (("threshold", 0.44),)): "metrics.f1_costs_times",  # the one chosen by F1
}


def test_every_picture_with_controls_asks_for_a_prediction():
    assert set(ASKING) == {name for name, item in parts.explorables().items() if item.controls}


@pytest.mark.parametrize(("name", "state"), QUOTED)
def test_a_link_prints_the_number_that_the_model_gives_to_prose(name, state):
    module, key = QUOTED[name, state].split(".")
    item = ASKING[name]
    said = item.answer(item.view(**dict(state)))
    assert re.match(r"[\d.,]+%?", said)[0] == numbers.computed()["management"][module][key]


@pytest.mark.parametrize("name", ASKING)
def test_a_truth_is_one_that_the_form_takes(name):
    item = ASKING[name]
    answer = item.view().answer
    if isinstance(item.predict, Pick):
        assert answer in dict(item.predict.options)
    else:
        assert isinstance(item.predict, Range)
        assert item.predict.low < item.predict.truth(answer) < item.predict.high


@pytest.mark.parametrize("name", [name for name, item in ASKING.items() if isinstance(item.predict, Range)])
def test_the_form_does_not_tell_the_truth(name):
    item = ASKING[name]
    figures = re.findall(r"[\d.,]*\d", f"{item.predict.ask} {item.start()}")
    said = re.match(r"[\d.,]*\d", item.answer(item.view()))[0]
    if name not in (
        "planning-merge",
        "promise-day",
        "progress-stall",
        "collaboration-together",
        "metrics-threshold",
        "sprt-interview",
    ):  # by accident of numbers
        assert said not in figures


@pytest.mark.parametrize("name", ASKING)
def test_a_question_repeats_no_default(name):
    """A moved control would make it false; a number that no control has may stand in it."""
    item = ASKING[name]
    for control in item.controls:
        shown = control.shown()[control.values().index(control.default)]
        if not re.fullmatch(r"\d", shown):
            assert not re.search(rf"(?<![\w.]){re.escape(shown)}(?![\w%])", item.predict.ask), control.name


def test_truths_of_picks_turn_where_the_models_turn():
    novel, bar, patience = (ASKING[name] for name in ("culture-novel", "culture-bar", "replanning-patience"))
    assert novel.view(ideas=1).answer == "tried"
    assert novel.view(ideas=9).answer == "novel"
    assert bar.view(bar=0.4).answer == "tried"
    assert bar.view(bar=1.8).answer == "novel"
    assert patience.view(spread=0.4, patience=1.0).answer == "stay"
    assert patience.view(spread=1.6, patience=1.0).answer == "leave"
