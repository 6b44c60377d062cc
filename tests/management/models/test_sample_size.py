import numpy as np
import pytest
from scipy.stats import norm

from mlteams.core.margins import look_over
from mlteams.management.models import sample_size


def test_sample_size_against_the_published_rule_and_a_simulation():
    need = sample_size.cases_per_arm(0.03, 0.1)
    # Lehr's rule of thumb: 16 p(1 − p)/d² at 80% power (van Belle 2008).
    assert need == pytest.approx(16 * 0.0315 * 0.9685 / 0.003**2, rel=0.03)
    # The arcsine transform stabilises the variance and needs no pooling (Cohen 1988, chapter 6).
    effect = 2 * (np.arcsin(np.sqrt(0.033)) - np.arcsin(np.sqrt(0.03)))
    assert need == pytest.approx(2 * ((norm.ppf(0.975) + norm.ppf(0.8)) / effect) ** 2, rel=1e-3)
    rng = np.random.default_rng(5)
    old, new = (rng.binomial(need, rate, 20_000) / need for rate in (0.03, 0.033))
    mean = (old + new) / 2
    z = (new - old) / np.sqrt(2 * mean * (1 - mean) / need)
    assert np.mean(np.abs(z) > norm.ppf(0.975)) == pytest.approx(0.8, abs=0.012)


@pytest.mark.parametrize(("cases", "in_time"), [(30_000, True), (3_000, False)])
def test_the_margin_against_lehrs_rule(cases, in_time):
    # 2 × 16 p(1 − p)/d² cases in both arms (van Belle 2008).
    days = 2 * 16 * 0.0315 * 0.9685 / 0.003**2 / cases
    margin = sample_size.margin_promise(0.03, 0.1, cases, 14)
    assert 14 - margin == pytest.approx(days, rel=0.03)
    assert (margin > 0) == in_time


def left(base, successes, gain, days):
    """The days left by Lehr's rule, two arms of 16 p(1 − p)/d² cases; it asks for 1.9% more than the exact sum."""
    mean = base * (1 + gain / 2)
    return days - 2 * 16 * mean * (1 - mean) / (base * gain) ** 2 / (successes / base) / 1.019


# For a rare success, where most are needed: a little less of any one of the three is too little.
@pytest.mark.parametrize("base", [0.004, 0.1])
@pytest.mark.parametrize(
    ("successes", "gain", "days", "rare"),
    [(110, 0.1, 30, True), (107, 0.1, 30, False), (110, 0.098, 30, False), (110, 0.1, 29, False)],
)
def test_what_is_enough_to_confirm_a_promise_is_no_more_than_enough(base, successes, gain, days, rare):
    margin = sample_size.margin_promise(base, gain, successes / base, days)
    assert margin == pytest.approx(left(base, successes, gain, days), abs=0.15)
    assert (margin > 0) == (rare or base == 0.1)
    met = sample_size.CLAIMS[0].lines[0].when(base=base, gain=gain, cases=successes / base, days=days)
    assert met == rare


def test_the_line_of_the_ledger_stands():
    (claim,) = sample_size.CLAIMS
    assert [look_over(line).against for line in claim.lines] == [()]


def test_the_picture_reaches_a_hundredth_of_the_traffic():
    few, many = (sample_size.draw_sample_size("3%", 0.1, cases).answer for cases in ("300", "30,000"))
    assert few == pytest.approx(100 * many, rel=0.15)  # whole days


@pytest.mark.parametrize(("base", "gain"), [(0, 0.1), (0.9, 0.2), (0.1, 0)])
def test_impossible_rates_are_refused(base, gain):
    with pytest.raises(ValueError, match="inside 0 to 1"):
        sample_size.cases_per_arm(base, gain)
