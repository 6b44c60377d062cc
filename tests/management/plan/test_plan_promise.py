"""A promise against the roadmap under it: exact roadmaps, and how far two simulations of one roadmap can differ."""

import inspect
import math
import re
from datetime import datetime, timedelta

import numpy as np
import pytest
from planted import BESIDE, TODAY, found, only, study_of
from scipy.stats import beta

from mlteams.core.block import Picture
from mlteams.management.models.roadmap import simulate
from mlteams.management.plan import promise as rules
from mlteams.management.plan.promise import OTHERS, too_early

ONE = "    - {name: a, estimate: [1, 5, 20]}\n"
# PERT with λ = 4 is a beta distribution on [low, high].
PERT = beta(1 + 4 * 4 / 19, 1 + 4 * 15 / 19, loc=1, scale=19)
CERTAIN = "    - {name: a, estimate: 3}\n"  # weeks, so it is done on Sunday, 24 January


def by(day):
    """P(the one task is done by the end of a day)."""
    return PERT.cdf(((day - TODAY).days + 1) / 7)


def promise(day, confidence):
    return f"{BESIDE}    promise:\n      date: {day}\n      confidence: {confidence}\n"


def day_at(share):
    return TODAY + timedelta(days=math.ceil(PERT.ppf(share) * 7) - 1)


@pytest.mark.parametrize("confidence", [0.5, 0.85, 0.95])
def test_a_promise_at_its_quantile_holds_and_a_week_earlier_does_not(tmp_path, confidence):
    day = day_at(confidence)
    assert found(tmp_path, promise(day, confidence), ONE) == ()
    early = day - timedelta(days=7)
    one = only(found(tmp_path, promise(early, confidence), ONE))
    assert one.lines == (3, 5, 6)
    told = float(re.search(r"gives (\d+)%", one.says)[1]) / 100
    assert told == pytest.approx(by(early), abs=0.012)
    assert f"{confidence:.0%} by" in one.because
    named = re.search(r"by (\d+ \w+ \d{4})\. It works at all with a chance of 100%", one.because)[1]
    assert abs((datetime.strptime(named, "%d %B %Y").date() - day).days) <= 1


@pytest.mark.parametrize(("day", "kept"), [("2027-01-23", False), ("2027-01-24", True)])
def test_a_certain_plan_is_kept_from_its_last_day_on_and_not_the_day_before(tmp_path, day, kept):
    for confidence in ("1%", "100%"):
        some = found(tmp_path, promise(day, confidence), CERTAIN)
        assert bool(some) is not kept
        assert all("gives 0%" in one.says for one in some)


@pytest.mark.parametrize("chance", [1.0, 0.5])
@pytest.mark.parametrize("share", [0.5, 0.85])
def test_two_simulations_of_one_roadmap_call_each_other_too_early_once_in_740(share, chance):
    # Beyond three standard errors to one side: a normal distribution has .00135 there.
    futures, draws, rng = 100_000, 100_000, np.random.default_rng(0)
    ours = rng.binomial(int(futures * chance), share, draws) / (futures * chance)
    theirs = rng.binomial(int(20_000 * chance), share, draws) / (20_000 * chance)
    pairs = zip(ours.tolist(), theirs.tolist(), strict=True)
    early = sum(too_early(kept, confidence, futures, chance) for kept, confidence in pairs)
    assert early / draws == pytest.approx(0.00135, abs=0.0005)


def test_the_other_simulation_is_that_of_the_roadmap_command():
    assert inspect.signature(simulate).parameters["samples"].default == OTHERS


def test_a_share_without_an_error_is_early_below_the_confidence_and_not_at_it():
    assert too_early(0.0, 1e-9, 100_000, 1.0)
    assert not too_early(0.0, 0.0, 100_000, 1.0)
    assert not too_early(1.0, 1.0, 100_000, 1.0)


def test_a_promise_counts_the_futures_in_which_the_plan_works(tmp_path):
    risky = ONE + "    - {name: g, alternatives: [{name: b, estimate: 0, chance: 0.5}, "
    risky += "{name: c, estimate: 0, chance: 0.1}]}\n"
    assert found(tmp_path, promise(day_at(0.85), 0.85), risky) == ()
    one = only(found(tmp_path, promise(day_at(0.6), 0.85), risky))
    # P(one of the two works) = 1 − 0.5 · 0.9.
    assert "It works at all with a chance of 55%." in one.because


@pytest.mark.parametrize(
    ("day", "ago"), [("2026-12-25", "10 days"), ("2027-01-03", "1 day"), ("2027-01-04", "")]
)
def test_a_promise_has_passed_from_the_day_after_it_on(tmp_path, day, ago):
    some = found(tmp_path, promise(day, "80%"), "    - {name: a, estimate: 0}\n")
    if not ago:
        assert some == ()
        return
    assert only(some).lines == (5,)
    assert "has passed" in only(some).says
    assert f"It lies {ago} before 4 January 2027" in only(some).because


@pytest.mark.parametrize(("day", "kept"), [("2027-02-28", False), ("2027-03-01", True)])
@pytest.mark.parametrize("end", ["start: 2027-03-01\n", "start: 2027-03-01\nby: 2027-12-01\n"])
def test_nothing_is_done_before_the_roadmap_starts(tmp_path, day, kept, end):
    # An estimate of 0 is done when it starts; what the roadmap itself is asked for is no matter of the promise.
    some = found(tmp_path, promise(day, "80%"), "    - {name: a, estimate: 0}\n" + end)
    assert bool(some) is not kept
    assert all("the roadmap gives 0%" in one.says for one in some)


def test_a_promise_on_nothing_and_one_on_a_plan_that_does_not_work(tmp_path):
    one = only(found(tmp_path, "  dates:\n    promise: {date: 2027-05-01}\n"))
    assert "no roadmap stands under it" in one.says
    assert "more than 2 times its estimate" in one.because  # sip_p90 of management's sources.csv
    failed = "    - {name: a, estimate: 1, status: failed}\n"
    one = only(found(tmp_path, promise("2027-05-01", "80%"), failed))
    assert "a plan that does not work" in one.says


def test_a_large_roadmap_is_checked_with_fewer_futures(tmp_path):
    tasks = "".join(f"    - {{name: t{n}, estimate: [1, 2, 9], after: t{n - 1}}}\n" for n in range(1, 3_000))
    tasks = "    - {name: t0, estimate: 1}\n" + tasks
    assert only(found(tmp_path, promise("2027-05-01", "80%"), tasks)).says.endswith("gives 0%.")


def test_the_picture_marks_a_promised_day_and_no_other(tmp_path):
    def marks(text, end=""):
        study = study_of(tmp_path, text, CERTAIN + end)
        (picture,) = (one for one in rules.blocks(study) if isinstance(one, Picture))
        return [label.get_text() for label in picture.draw().axes[0].texts if "promised" in label.get_text()]

    assert marks(promise("2027-02-01", "80%"))
    assert not marks(BESIDE, "by: 2027-02-01\n")  # the roadmap asks, nobody promises
    assert marks(promise("2027-03-01", "80%"), "start: 2027-03-01\n")
    assert not marks(promise("2027-02-28", "80%"), "start: 2027-03-01\n")


@pytest.mark.parametrize(("chance", "pictures"), [(0.01, 0), (0.2, 1)])
def test_a_plan_that_hardly_works_has_no_picture_of_twenty_futures(tmp_path, chance, pictures):
    study = study_of(
        tmp_path, promise("2027-06-30", 0.5), f"    - {{name: a, estimate: 3, chance: {chance}}}\n"
    )
    some = list(rules.blocks(study))
    assert sum(isinstance(one, Picture) for one in some) == pictures
