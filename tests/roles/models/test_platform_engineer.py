import numpy as np
import pytest
from test_repair_queue import balance

from mlteams.core.margins import look_over
from mlteams.roles.models import platform_engineer as p

HELPS, INSTEAD = p.CLAIMS[0].lines


@pytest.mark.parametrize("line", [HELPS, INSTEAD], ids=["helps", "instead"])
def test_the_line_stands_over_its_ranges(line):
    assert not look_over(line).against


def times(models, load, engineers):
    """Return time on repairs, in engineers, and models broken, from the balance equations."""
    chances, count = balance(models, load, engineers), np.arange(models + 1)
    return chances @ np.minimum(count, engineers), chances @ count


@pytest.mark.parametrize(
    ("models", "between", "repair", "left"), [(3, 60, 1, 0.5), (20, 30, 1.5, 0.5), (40, 20, 3, 0.8)]
)
def test_margins_against_the_balance_equations(models, between, repair, left):
    load = repair / between
    (alone, down), (after, left_down) = times(models, load, 1), times(models, load * left**2, 1)
    expected = alone - after + 0.2 * (down - left_down) - 1
    at = {"models": models, "between": between, "repair": repair, "left": left}
    assert HELPS.margin(**at, worth=0.2) == pytest.approx(expected, abs=1e-7)
    two, _ = times(models, load, 2)
    assert INSTEAD.margin(**at) == pytest.approx((1 - after) - (2 - two), abs=1e-7)


def test_the_claim_turns_with_the_number_of_models():
    at = {"between": 30.0, "repair": 1.5, "left": 0.5, "worth": 0.1}
    assert HELPS.margin(models=2, **at) < 0 < HELPS.margin(models=40, **at)
    assert HELPS.when(models=9, **at)  # 9 · 1.5 < 15
    assert not HELPS.when(models=10, **at)


def test_less_than_half_of_the_time_can_never_free_a_whole_engineer():
    # All the work there is, below one half, and at most 0.3 for each of fewer than one model broken: below one.
    rng = np.random.default_rng(0)
    for _ in range(300):
        models, between = int(rng.integers(1, 41)), float(rng.uniform(10, 120))
        repair = 0.499 * between / models
        assert HELPS.margin(models=models, between=between, repair=repair, left=0.25, worth=0.3) < 0


def test_another_engineer_first_then_a_platform():
    at = {"between": 30.0, "repair": 1.5, "left": 0.5}
    assert INSTEAD.margin(models=20, **at) < 0 < INSTEAD.margin(models=40, **at)
    assert INSTEAD.when(models=19, **at)  # 19 · 1.5 is below 30
    assert not INSTEAD.when(models=20, **at)


def test_where_two_would_have_little_time_left_a_platform_that_halves_leaves_more():
    for models, between, repair in ((42, 30.0, 1.5), (20, 20.0, 3.0), (40, 60.0, 4.0)):
        load = repair / between
        assert p.free(models, load, 2) < 0.4  # of two
        assert INSTEAD.margin(models=models, between=between, repair=repair, left=0.5) > 0


def test_less_than_one_engineer_s_repairs_never_favour_the_platform():
    rng = np.random.default_rng(1)
    for _ in range(300):
        models, between = int(rng.integers(1, 41)), float(rng.uniform(10, 120))
        at = {"models": models, "between": between, "repair": 0.999 * between / models}
        assert INSTEAD.margin(**at, left=0.001) < 0


@pytest.mark.parametrize(
    ("models", "left", "best"),
    [(20, "a half", "task"), (40, "a half", "platform"), (60, "three quarters", "same")],
)
def test_the_picture_says_what_it_shows(models, left, best):
    view = p.draw_platform(models, left)
    assert view.answer == best
    words = {
        "task": "A second task engineer leaves",
        "platform": "A platform engineer leaves",
        "same": "Both leave",
    }
    assert view.sentence.startswith(words[best])


def test_strips_show_the_free_half_days_that_are_said():
    view = p.draw_platform(20, "a half")
    filled = sum(
        len(kind.get_paths())
        for kind in view.figure.axes[0].collections
        if kind.get_facecolor()[0] == pytest.approx(_rgba(p.look.FILL))
    )
    said = view.table["half-days free"]
    assert filled == 20 - said[0] + 40 - said[1] + 20 - said[2]


def _rgba(colour):
    from matplotlib.colors import to_rgba

    return to_rgba(colour)


def test_numbers_for_prose():
    load = 1.5 / 30
    fewest = {}
    for words, left in (("half", 0.5), ("quarter", 0.25)):
        gains = [
            (1 - times(models, load * left**2, 1)[0]) - (2 - times(models, load, 2)[0])
            for models in range(1, 61)
        ]
        fewest[f"fewest_{words}"] = str(1 + next(at for at, gain in enumerate(gains) if gain >= 0))
    repairs = load / (1 + load)  # one model is up for 30 days and down for 1.5
    assert p.variables() == fewest | {"half_days_1": f"{20 * repairs:.0f}", "share_1": f"{repairs:.0%}"}


def test_every_number_of_the_lesson_can_be_set_and_shows_what_is_said():
    found, (item,) = p.variables(), p.EXPLORABLES
    for words in ("half", "quarter"):
        fewest = int(found[f"fewest_{words}"])
        assert {fewest - 1, fewest} <= set(item.controls[0].values())
        assert p.draw_platform(fewest - 1, f"a {words}").answer != "platform"
        assert p.draw_platform(fewest, f"a {words}").answer == "platform"
    assert all(p.draw_platform(n, "three quarters").answer != "platform" for n in item.controls[0].values())


@pytest.mark.parametrize("models", range(5, 65, 5))
@pytest.mark.parametrize("left", p.LEFT)
def test_picture_sentence_and_table_name_the_same_models_broken(models, left):
    view = p.draw_platform(models, left)
    said = [text.get_text() for text in view.figure.axes[0].texts]
    for words, broke in zip(said, view.table["models broken"], strict=True):
        assert words.endswith(f" {broke} models broken")
    _, task, platform = view.table["models broken"]
    assert f"{task} models with a second" in view.sentence
    assert f"{platform} with a platform" in view.sentence
