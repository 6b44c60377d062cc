import numpy as np
import pytest

from mlteams.core.margins import look_over
from mlteams.management.models import culture
from mlteams.management.models.culture import NOVEL, TRIED

# The expected largest of n standard normals in closed form (Harter 1961 tabulates it): 1/√π, 3/(2√π), and for five
# 5/(4√π) · (1 + (6/π) arcsin ⅓).
CLOSED = {
    2: 1 / np.sqrt(np.pi),
    3: 1.5 / np.sqrt(np.pi),
    5: 1.25 / np.sqrt(np.pi) * (1 + 6 / np.pi * np.arcsin(1 / 3)),
}


@pytest.mark.parametrize("ideas", CLOSED)
def test_expected_best_against_closed_forms(ideas):
    assert culture.standard_best(ideas) == pytest.approx(CLOSED[ideas], abs=1e-5)


def test_best_of_two_unlike_ideas_against_clark():
    # Clark (1961): E[max] = μ₁Φ(α) + μ₂Φ(−α) + θφ(α), θ² = σ₁² + σ₂², α = (μ₁ − μ₂)/θ
    from scipy.stats import norm

    theta = np.hypot(TRIED[1], NOVEL[1])
    alpha = (TRIED[0] - NOVEL[0]) / theta
    expected = TRIED[0] * norm.cdf(alpha) + NOVEL[0] * norm.cdf(-alpha) + theta * norm.pdf(alpha)
    assert culture.expected_best((TRIED, NOVEL)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("ideas", [(), ((1.0, 0.0),)])
def test_impossible_ideas_are_refused(ideas):
    with pytest.raises(ValueError, match="at least 1"):
        culture.expected_best(ideas)


def simulated_choice(rng, ideas, idea, validity):
    value = rng.normal(size=(40_000, ideas))
    score = validity * value + np.sqrt(1 - validity**2) * rng.normal(size=value.shape)
    chosen = np.take_along_axis(value, score.argmax(axis=1)[:, None], axis=1)
    return idea[0] + idea[1] * chosen.mean()


@pytest.mark.parametrize(("ideas", "validity"), [(1, 0.5), (4, 0.0), (4, 0.6), (8, 1.0)])
def test_chosen_value_against_simulation(ideas, validity):
    simulated = simulated_choice(np.random.default_rng(8), ideas, NOVEL, validity)
    assert culture.chosen_value(ideas, NOVEL, validity) == pytest.approx(simulated, abs=4 / 200)


@pytest.mark.parametrize(("ideas", "idea", "validity"), [(0, NOVEL, 0.5), (2, (1, -1), 0.5), (2, NOVEL, 1.1)])
def test_impossible_choices_are_refused(ideas, idea, validity):
    with pytest.raises(ValueError, match="must be"):
        culture.chosen_value(ideas, idea, validity)


def test_comparisons_need_the_wider_spread():
    with pytest.raises(ValueError, match="wider spread"):
        culture.break_even_validity(3, NOVEL, TRIED)
    with pytest.raises(ValueError, match="wider spread"):
        culture.safe_below(NOVEL, TRIED)


@pytest.mark.parametrize(("validity", "right"), [(0.9, True), (0.1, False)])
def test_each_side_is_right_in_its_own_work_by_simulation(validity, right):
    rng = np.random.default_rng(9)
    novel, tried = (simulated_choice(rng, 5, idea, validity) for idea in (NOVEL, TRIED))
    seen = min(novel - tried, TRIED[0] - NOVEL[0])
    assert culture.culture_margin(5, validity, 0.3, 1.0) == pytest.approx(seen, abs=4 / 200)
    assert bool(seen > 0) is right


def test_a_novel_idea_that_is_worth_more_on_average_leaves_engineering_no_case():
    assert culture.culture_margin(5, 0.9, -0.1, 1.0) == pytest.approx(-0.1)


@pytest.mark.parametrize(("bar", "safe"), [(1.0, True), (1.4, False)])
def test_what_passes_a_bar_by_counting(bar, safe):
    rng = np.random.default_rng(10)
    tried, novel = (rng.normal(*idea, size=100_000) for idea in (TRIED, NOVEL))
    seen = (tried > bar).mean() - (novel > bar).mean()
    assert culture.bar_margin(bar, 0.3, 0.2, 1.0) == pytest.approx(seen, abs=3 * 0.7 / np.sqrt(100_000))
    assert bool(seen > 0) is safe


@pytest.mark.parametrize(("team", "gap", "safe"), [(5, 0.2, False), (2, 0.2, True), (5, 0.8, True)])
def test_who_wins_the_prize_by_counting(team, gap, safe):
    rng = np.random.default_rng(11)
    others = rng.normal(*TRIED, size=(100_000, team - 1)).max(axis=1)
    seen = 1 / team - (rng.normal(1 - gap, 0.7, 100_000) > others).mean()
    assert culture.prize_margin(team, gap, 0.7) == pytest.approx(seen, abs=3 * 0.5 / np.sqrt(100_000))
    assert bool(seen > 0) is safe


LINES = [line for claim in culture.CLAIMS for line in claim.lines]


@pytest.mark.parametrize("line", LINES, ids=[line.model for line in LINES])
def test_each_line_stands(line):
    assert not look_over(line).against


def test_the_bar_s_sentence_agrees_with_counting_in_every_state():
    """What passes more often is proposed, and the team loses where the other kind's best is better."""
    rng = np.random.default_rng(12)
    drawn = {name: rng.normal(*idea, size=(20_000, 9)) for name, idea in (("tried", TRIED), ("novel", NOVEL))}
    explorable = {made.name: made for made in culture.EXPLORABLES}["culture-bar"]
    for state in explorable.states():
        view = explorable.view(**state)
        passed = {name: (values > state["bar"]).mean() for name, values in drawn.items()}
        best = {name: values[:, : state["team"]].max(axis=1).mean() for name, values in drawn.items()}
        choice = max(passed, key=passed.get)
        other = "novel" if choice == "tried" else "tried"
        assert view.answer == choice
        assert f"people propose {dict(culture.KINDS)[choice]}" in view.sentence
        assert f"The team {'loses' if best[choice] < best[other] else 'gains'} by it" in view.sentence


def test_the_default_of_the_novel_picture_is_no_tie():
    view = {made.name: made for made in culture.EXPLORABLES}["culture-novel"].view()
    row = view.table[view.table["ideas tested"] == 5].iloc[0]
    assert view.answer == "novel"
    assert float(row["long shots"]) > 1.2 * float(row["safe ideas"])


def test_passing_at_the_crossing_bar_is_equally_likely():
    bar = culture.safe_below()
    assert culture.passes(TRIED, bar) == pytest.approx(culture.passes(NOVEL, bar))
