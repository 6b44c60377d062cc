"""Hiring's contradictions, each on both sides of its edge, with references of their own."""

from datetime import date, timedelta
from math import ceil, log

import numpy as np
import pytest
from planted_hiring import found, only, study_of
from scipy.stats import multivariate_normal, norm

from mlteams.hiring.plan import sourcing, stopping


def advert(musts, more=""):
    names = ", ".join(f"m{one}" for one in range(musts))
    return f"  advert:\n    post: ML engineer\n    musts: [{names}]\n{more}"


@pytest.mark.parametrize(("musts", "wrong"), [(3, False), (7, False), (8, True), (9, True)])
def test_nine_must_haves_are_too_many_and_seven_are_not(tmp_path, musts, wrong):
    """Where nothing is said, each must is that of one in five and 300 read it: 1.02 have seven, .70 eight."""
    some = found(tmp_path, advert(musts))
    assert bool(some) == wrong
    if wrong:
        assert f"{musts} must-haves" in only(some).says
        assert only(some).lines == (4,)


def test_how_many_have_all_musts_by_another_library(tmp_path):
    cut, together = norm.isf(0.4), 0.3  # as the lesson assumes
    both = multivariate_normal.cdf([-cut, -cut], cov=[[1, together], [together, 1]])
    edge = 1 / both
    for readers, wrong in ((int(edge), True), (int(edge) + 1, False)):
        some = found(tmp_path, advert(2, f"    readers: {readers}\n    have: 40%\n"))
        assert bool(some) == wrong


ROLES = (
    "roles:\n  staffing:\n    needs: [{name: serving}]\n"
    "    posts:\n      - {name: %s, people: %s, covers: serving}\n"
)


@pytest.mark.parametrize(
    ("name", "people", "wrong"),
    [("ML engineer", 1, False), ("ml Engineer", 1, False), ("ML engineer", "", False), ("analyst", 1, True)],
)
def test_a_post_is_one_that_roles_need(tmp_path, name, people, wrong):
    some = found(tmp_path, advert(1), ROLES % (name, people))
    assert bool(some) == wrong
    if wrong:
        assert only(some).lines == (3, 8)
        assert "analyst" in only(some).because


def test_a_post_for_nobody_is_none_that_roles_need(tmp_path):
    both = ROLES % ("analyst", 1) + "      - {name: ML engineer, people: 0}\n"
    assert "'ML engineer'" in only(found(tmp_path, advert(1), both)).says


def test_without_roles_any_post_may_be_advertised(tmp_path):
    assert found(tmp_path, advert(1)) == []


@pytest.mark.parametrize(("wish", "wrong"), [("m0", True), ("m2", False)])
def test_a_must_is_no_wish(tmp_path, wish, wrong):
    assert bool(found(tmp_path, advert(2, f"    wishes: [{wish}]\n"))) == wrong


OPENS = date(2026, 11, 16)


def channels(more, process=3):
    return (
        f"  sourcing:\n    opens: {OPENS}\n    channels:\n      - {{channel: applied, a_week: 15.2}}\n"
        f"      - {{channel: referred, a_week: 1.6}}\n    weeks_to_sign: {process}\n{more}"
    )


# 15.2/152 + 1.6/16 = .2 hires a week: three weeks, and −ln(.15)/.2 more until 17 in 20.
LATE = OPENS + timedelta(days=ceil(7 * (3 - log(0.15) / 0.2)))


def test_the_day_is_that_of_a_shifted_exponential(tmp_path):
    study = study_of(tmp_path, channels(""))
    assert sourcing.filled(study, 0.85) == LATE
    assert sourcing.filled(study, 0.5) == OPENS + timedelta(days=ceil(7 * (3 + log(2) / 0.2)))


def test_a_pause_comes_on_top_where_the_day_lies_behind_its_beginning(tmp_path):
    for begins, wanted in ((LATE - timedelta(1), LATE + timedelta(14)), (LATE, LATE)):
        ends = begins + timedelta(14)
        study = study_of(tmp_path, channels(f"    pause_from: {begins}\n    pause_to: {ends}\n"))
        assert sourcing.filled(study, 0.85) == wanted


@pytest.mark.parametrize(("early", "wrong"), [(0, False), (1, True)])
def test_others_are_told_no_earlier_day_than_17_in_20(tmp_path, early, wrong):
    some = found(tmp_path, channels(f"    filled_by: {LATE - timedelta(early)}\n"))
    assert bool(some) == wrong
    if wrong:
        assert only(some).lines == (4, 8)


@pytest.mark.parametrize(("early", "wrong"), [(0, False), (1, True)])
def test_nobody_starts_before_notice_is_over(tmp_path, early, wrong):
    first = LATE + timedelta(weeks=8)
    some = found(tmp_path, channels(f"    notice: 8\n    starts: {first - timedelta(early)}\n"))
    assert bool(some) == wrong
    if wrong:
        assert "8 weeks of notice" in only(some).because


@pytest.mark.parametrize(("early", "wrong"), [(0, False), (1, True), (None, False)])
def test_the_roadmap_lets_no_task_start_before_its_person(tmp_path, early, wrong):
    first = LATE + timedelta(weeks=8)
    start = "" if early is None else f"\n    not_before: {first - timedelta(early)}"
    (tmp_path / "roadmap.yaml").write_text(
        f"title: t\nunit: weeks\nstart: {OPENS}\ntasks:\n  - name: Shadow run\n    estimate: [1, 2, 3]{start}\n"
    )
    said = "    notice: 8\n    first_task: Shadow run\n"
    more = "management:\n  dates:\n    roadmap: roadmap.yaml\n"
    some = found(tmp_path, channels(said), more)
    assert bool(some) == wrong
    if wrong:
        assert first.isoformat() in only(some).because
    told = " ".join(
        getattr(one, "text", "") for one in sourcing.blocks(study_of(tmp_path, channels(said), more))
    )
    assert (f"not_before: {first.isoformat()}" in told) == (early != 0)


def test_a_roadmap_that_cannot_be_read_is_no_business_of_hiring(tmp_path):
    (tmp_path / "broken.yaml").write_text("tasks: [{name: Shadow run, not_before: soon}, 3]\n: {")
    text = channels("    first_task: Shadow run\n")
    for name in ("broken.yaml", "absent.yaml", "tasks.csv"):
        study = study_of(tmp_path, text)
        study.context.plan["management"] = {"dates": {"roadmap": name}}
        assert study.not_before is None


@pytest.mark.parametrize(("people", "wrong"), [("0", True), ("0.001", False)])
def test_a_channel_brings_somebody(tmp_path, people, wrong):
    text = f"  sourcing:\n    channels: [{{channel: applied, a_week: {people}}}]\n    starts: 2027-01-04\n"
    assert bool(found(tmp_path, text)) == wrong


@pytest.mark.parametrize(("days", "wrong"), [(0, True), (1, False)])
def test_a_pause_ends_after_it_begins(tmp_path, days, wrong):
    text = f"  sourcing:\n    pause_from: {OPENS}\n    pause_to: {OPENS + timedelta(days)}\n"
    assert bool(found(tmp_path, text)) == wrong


def loop(*measures, more=""):
    rows = "".join(
        f"      - {{name: talk {place}, measures: {one}, hours: 1}}\n" for place, one in enumerate(measures)
    )
    return f"  selection:\n    loop:\n{rows}{more}"


@pytest.mark.parametrize(("times", "wrong"), [(3, False), (4, True), (5, True)])
def test_one_thing_is_not_measured_four_times(tmp_path, times, wrong):
    some = found(tmp_path, loop(*["a"] * times, "b"))
    assert bool(some) == wrong
    if wrong:
        assert only(some).lines == tuple(range(4, 4 + times))
        # Spearman and Brown, with the correlation of two interviewers' marks that was published.
        before, after = (n * 0.44 / (1 + 0.44 * (n - 1)) for n in (times - 1, times))
        assert f"from {before:.2f} to {after:.2f}" in only(some).because


@pytest.mark.parametrize(("measured", "wrong"), [(("m0", "m1"), False), (("m0", "b"), True), ((), False)])
def test_what_is_demanded_is_measured(tmp_path, measured, wrong):
    text = advert(2) + (loop(*measured) if measured else "")
    some = found(tmp_path, text)
    assert bool(some) == wrong
    if wrong:
        assert "'m1'" in only(some).says


@pytest.mark.parametrize(("most", "wrong"), [("3", False), ("2.9", True)])
def test_a_loop_takes_no_more_hours_than_are_asked_for(tmp_path, most, wrong):
    assert bool(found(tmp_path, loop("a", "b", "c", more=f"    candidate_hours: {most}\n"))) == wrong


def stop(questions, below="50%", above="80%"):
    bar = f"below: {below}, above: {above}"
    return f"  stopping:\n    rule: {{{bar}, wrong_yes: 10%, wrong_no: 10%, questions: {questions}}}\n"


# A yes needs log(9)/log(1.6) = 4.7, so five right answers; a no log(9)/log(2.5) = 2.4, so three wrong ones.
@pytest.mark.parametrize(("questions", "count"), [(5, 0), (4, 1), (3, 1), (2, 2)])
def test_a_rule_has_questions_enough_to_say_yes_and_no(tmp_path, questions, count):
    some = [one for one in found(tmp_path, stop(questions)) if "can never say" in one.says]
    assert len(some) == count
    assert stopping.fewest(study_of(tmp_path, stop(questions))) == (5, 3)


def walked(chance, most, need, *, futures=200_000):
    """Return the share that passes, by walking many candidates through Wald's rule and its limit."""
    rng = np.random.default_rng(4)
    up, down = log(0.8 / 0.5), log(0.2 / 0.5)
    log_ratio, rights = np.zeros(futures), np.zeros(futures, int)
    said = np.zeros(futures, int)
    for _ in range(most):
        right = rng.random(futures) < chance
        going = said == 0
        log_ratio[going] += np.where(right[going], up, down)
        rights[going] += right[going]
        said[going] = np.sign(log_ratio[going]) * (np.abs(log_ratio[going]) >= log(9))
    return float((np.where(said == 0, rights >= need, said > 0)).mean())


@pytest.mark.parametrize(
    ("questions", "need", "wrong"), [(6, 4, True), (9, 6, True), (15, 10, True), (19, 13, False)]
)
def test_a_limit_of_questions_lets_the_rule_be_wrong_more_often(tmp_path, questions, need, wrong):
    some = found(tmp_path, stop(questions))
    assert bool(some) == wrong
    passes, fails = stopping.errors(study_of(tmp_path, stop(questions)))
    assert passes == pytest.approx(walked(0.5, questions, need), abs=0.004)
    assert fails == pytest.approx(1 - walked(0.8, questions, need), abs=0.004)
    assert (max(passes, fails) > 1.25 * 0.1) == wrong


@pytest.mark.parametrize(("below", "wrong"), [("79.9%", False), ("80%", True), ("90%", True)])
def test_a_bar_has_two_sides(tmp_path, below, wrong):
    some = found(tmp_path, stop(1000, below))
    assert any("below the bar answers as well" in one.says for one in some) == wrong
