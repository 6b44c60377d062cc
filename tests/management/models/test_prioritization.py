import numpy as np
import pytest

from mlteams.core.margins import look_over
from mlteams.management.models import prioritization as p


@pytest.mark.parametrize(
    ("ideas", "best"),
    [(2, 0.56419), (3, 0.84628), (5, 1.16296), (10, 1.53875), (20, 1.86748), (100, 2.50759)],
)
def test_expected_maximum_against_the_published_table(ideas, best):
    assert p.expected_top(ideas, 1) == pytest.approx(best, abs=2e-5)  # Harter (1961), table 1


def test_the_best_few_against_a_simulation():
    drawn = np.sort(np.random.default_rng(4).normal(size=(40_000, 20)), axis=1)[:, -4:].mean(axis=1)
    assert p.expected_top(20, 4) == pytest.approx(drawn.mean(), abs=4 * drawn.std() / 200)


def test_choosing_everything_gains_nothing():
    assert p.expected_top(7, 7) == pytest.approx(0, abs=1e-6)
    with pytest.raises(ValueError, match="between 1"):
        p.expected_top(3, 4)


def chosen_by_simulation(areas, ideas, task, across, runs=20_000):
    rng = np.random.default_rng(6)
    value = rng.normal(size=(runs, areas, ideas))
    noise = rng.normal(size=value.shape)
    local = task * value + np.sqrt(1 - task**2) * noise
    by_area = np.take_along_axis(value, local.argmax(axis=2)[..., None], axis=2).mean()
    wide = (across * value + np.sqrt(1 - across**2) * noise).reshape(runs, -1)
    best = np.argsort(wide, axis=1)[:, -areas:]
    return by_area, np.take_along_axis(value.reshape(runs, -1), best, axis=1).mean()


@pytest.mark.parametrize("across", [0.3, 0.6])
def test_noisy_choices_against_a_simulation(across):
    by_area, pooled = chosen_by_simulation(4, 5, 0.6, across)
    assert p.value_by_area(5, 0.6) == pytest.approx(by_area, abs=0.012)
    assert p.value_pooled(4, 5, across) == pytest.approx(pooled, abs=0.012)


@pytest.mark.parametrize("across", [0.75, 1.0])
def test_the_margin_of_a_platform_pm_against_a_simulation(across):
    by_area, pooled = chosen_by_simulation(4, 5, 0.6, 0.6 * across)
    assert p.margin_platform(4, 5, 0.6, across) == pytest.approx(pooled - by_area, abs=0.02)
    assert (p.margin_platform(4, 5, 0.6, across) > 0) == (across > 0.9)


def test_a_break_even_lies_between_what_the_ledger_says():
    """The two ends over all areas and ideas of its ranges; with two areas alone it is higher."""
    even = {
        (areas, ideas): p.break_even_validity(areas, ideas, 1.0)
        for areas in range(2, 9)
        for ideas in range(3, 11)
    }
    assert 0.8 < min(even.values()) < 0.81
    assert 0.91 < max(one for (areas, _), one in even.items() if areas > 2) < 0.92 < even[2, 10]


def test_the_condition_of_a_platform_pm_on_both_sides_of_its_edges():
    (line,) = p.CLAIMS[0].lines
    assert line.when(areas=3, ideas=10, local=0.5, across=0.92)
    assert not line.when(areas=2, ideas=10, local=0.5, across=0.92)
    assert not line.when(areas=3, ideas=10, local=0.5, across=0.91)


@pytest.mark.parametrize("name", [claim.name for claim in p.CLAIMS if claim.lines])
def test_the_lines_of_the_ledger_stand(name):
    (claim,) = (claim for claim in p.CLAIMS if claim.name == name)
    assert [look_over(line).against for line in claim.lines] == [()]
