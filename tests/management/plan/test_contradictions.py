"""What contradicts itself in a plan: each planted one is found with its lines and a number from another source."""

import math
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from scipy.stats import beta, multivariate_normal, norm
from sklearn.metrics import f1_score

from mlteams.management.models.metrics import scored_cases
from mlteams.plan.plan_check import CONTRADICTORY, INVALID, VALID, check, contradictions, place, sentences
from mlteams.plan.plan_file import read_plan

ROOT = Path(__file__).parents[3]
HERON = ROOT / "examples" / "heron-plan.yaml"
CHAPTER = (ROOT / "chapters" / "management.qmd").read_text(encoding="utf-8")
TODAY = date(2027, 1, 4)


def found(tmp_path, text, tasks=None):
    if tasks:
        (tmp_path / "tasks.yaml").write_text(f"unit: weeks\ntasks:\n{tasks}")
        text = f"management:\n  roadmap: tasks.yaml\n{text}"
    else:
        text = f"management:\n{text}"
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    some = contradictions(read_plan(path, TODAY))
    length = len(text.splitlines())
    for one in some:
        assert all(1 <= line <= length for line in one.lines)
        assert "\n" not in one.says + one.because
        assert re.search(r"\d", one.says + one.because)
        file, _, anchor = one.read.partition("#")
        assert file == "chapters/management.html"
        assert f"{{#{anchor}}}" in CHAPTER
    return some


def only(some):
    assert len(some) == 1, [one.says for one in some]
    return some[0]


ONE = "    - {name: a, estimate: [1, 5, 20]}\n"
# PERT with λ = 4 is a beta distribution on [low, high].
PERT = beta(1 + 4 * 4 / 19, 1 + 4 * 15 / 19, loc=1, scale=19)


def by(day):
    """P(the one task is done by the end of a day)."""
    return PERT.cdf(((day - TODAY).days + 1) / 7)


def promise(day, confidence):
    return f"  promise:\n    date: {day}\n    confidence: {confidence}\n"


def day_at(share):
    return TODAY + timedelta(days=math.ceil(PERT.ppf(share) * 7) - 1)


@pytest.mark.parametrize("confidence", [0.5, 0.85, 0.95])
def test_a_promise_at_its_quantile_holds_and_a_week_earlier_does_not(tmp_path, confidence):
    day = day_at(confidence)
    assert found(tmp_path, promise(day, confidence), ONE) == ()
    early = day - timedelta(days=7)
    one = only(found(tmp_path, promise(early, confidence), ONE))
    assert one.lines == (2, 4, 5)
    told = float(re.search(r"gives (\d+)%", one.says)[1]) / 100
    assert told == pytest.approx(by(early), abs=0.012)
    assert f"{confidence:.0%} by" in one.because
    named = re.search(r"by (\d+ \w+ \d{4})\. It works at all with probability 100%", one.because)[1]
    assert abs((named_day(named) - day).days) <= 1


def named_day(text):
    from datetime import datetime

    return datetime.strptime(text, "%d %B %Y").date()


def test_a_promise_counts_the_futures_in_which_the_plan_works(tmp_path):
    risky = ONE + "    - {name: g, alternatives: [{name: b, estimate: 0, chance: 0.5}, "
    risky += "{name: c, estimate: 0, chance: 0.1}]}\n"
    assert found(tmp_path, promise(day_at(0.85), 0.85), risky) == ()
    one = only(found(tmp_path, promise(day_at(0.6), 0.85), risky))
    # P(one of the two works) = 1 − 0.5 · 0.9.
    assert "It works at all with probability 55%." in one.because


def test_a_promise_before_the_start_a_past_one_and_one_on_nothing(tmp_path):
    one = only(
        found(tmp_path, promise("2027-02-01", "80%"), ONE.replace("tasks", "") + "start: 2027-03-01\n")
    )
    assert "the roadmap gives 0%" in one.says
    one = only(found(tmp_path, promise("2026-12-25", "80%"), ONE))
    assert one.lines == (4,)
    assert "has passed" in one.says
    assert "It lies 10 days before 4 January 2027" in one.because  # 25 December to 4 January
    one = only(found(tmp_path, "  promise: {date: 2027-05-01}\n"))
    assert "no roadmap stands under it" in one.says
    assert "more than 2 times its estimate" in one.because  # sip_p90 of mlteams/sources/management.csv
    one = only(
        found(tmp_path, promise("2027-05-01", "80%"), "    - {name: a, estimate: 1, status: failed}\n")
    )
    assert "a plan that does not work" in one.says


SERIES = "    - {name: a, estimate: [1, 2, 9], chance: 0.9}\n"
SERIES += "    - {name: g, after: a, alternatives: [{name: b, estimate: [1, 2, 3], chance: 0.4}, "
SERIES += "{name: c, estimate: [1, 2, 3], chance: 0.4}], try: at once}\n"


def test_a_top_risk_that_is_not_the_roadmaps(tmp_path):
    assert found(tmp_path, "  top_risk: {date: a, chance: b}\n", SERIES) == ()
    assert found(tmp_path, "  top_risk: {date: a, chance: c}\n", SERIES) == ()  # a tie
    one = only(found(tmp_path, "  top_risk:\n    date: b\n", SERIES))
    assert "in the roadmap it is “a”" in one.says
    assert one.lines == (2, 4)
    one = only(found(tmp_path, "  top_risk:\n    chance: a\n", SERIES))
    # P = 0.9 · (1 − 0.6²) = 0.576; b certain: 0.9, so 32 points; a certain: 0.64, so 6 points.
    gains = [int(points) for points in re.findall(r"adds (\d+) points", one.because)]
    assert gains == [pytest.approx(32, abs=2), pytest.approx(6, abs=2)]
    one = only(found(tmp_path, "  top_risk: {date: aa}\n", SERIES))
    assert "no such task" in one.says
    assert "Did you mean 'a'?" in one.because
    assert "no roadmap" in only(found(tmp_path, "  top_risk: {date: a}\n")).says


@pytest.mark.parametrize(
    ("chance", "confidence", "bad"), [(0.8, 0.85, True), (0.85, 0.85, False), (0.45, None, True)]
)
def test_a_task_that_may_fail_decides_the_date_and_has_no_alternative(tmp_path, chance, confidence, bad):
    tasks = f"    - {{name: a, estimate: [1, 2, 9], chance: {chance}}}\n    - {{name: b, estimate: 1}}\n"
    some = found(tmp_path, f"  promise: {{confidence: {confidence or ''}}}\n", tasks)
    assert bool(some) is bad
    if bad:
        assert f"“a” works with probability {chance:.0%}" in only(some).says
        assert f"with probability {chance:.0%} at most" in only(some).because
    helped = tasks.replace("{name: a,", "{name: g, alternatives: [{name: a,").replace(
        "}\n", "}, {name: c, estimate: 1}]}\n", 1
    )
    assert found(tmp_path, f"  promise: {{confidence: {confidence or ''}}}\n", helped) == ()
    aside = tasks.replace("estimate: [1, 2, 9]", "estimate: 0").replace("estimate: 1}", "estimate: 5}")
    assert found(tmp_path, f"  promise: {{confidence: {confidence or ''}}}\n", aside) == ()


TWO = "  approaches:\n    options:\n      - {name: dear, chance: 50%, cost: 10}\n"
TWO += "      - {name: cheap, chance: 50%, cost: 1}\n"


def test_an_order_that_costs_more(tmp_path):
    assert found(tmp_path, TWO + "    order: [cheap, dear]\n") == ()
    one = only(found(tmp_path, TWO + "    order: [dear, cheap]\n"))
    # Dear first: 10 + 0.5 · 1; cheap first: 1 + 0.5 · 10.
    assert "cost 10.5, and cheap, then dear 6.0: 75% more" in one.because
    assert one.lines == (3, 6)


def test_an_order_that_is_not_one_of_these_approaches(tmp_path):
    some = found(tmp_path, TWO + "    order: [cheep, dear]\n")
    assert ["'cheep', which is no approach" in one.says for one in some] == [True, False]
    assert "did you mean 'cheap'?" in some[0].because
    one = only(found(tmp_path, TWO + "    order: [cheap]\n"))
    assert "leaves out 'dear'" in one.says
    assert "probability 50%, one of all with 75%" in one.because  # 1 − 0.5²
    assert "2 times" in only(found(tmp_path, TWO + "    order: [cheap, dear, cheap]\n")).says
    one = only(found(tmp_path, TWO + "      - {name: cheap}\n"))
    assert "Two approaches are called 'cheap'" in one.says
    assert one.lines == (5, 6)


def options(count, shared):
    each = "".join(f"      - {{name: n{n}, chance: 30%, cost: 1}}\n" for n in range(count))
    return f"  approaches:\n    shared: {shared}\n    options:\n{each}"


def test_approaches_that_share_so_much_that_there_are_not_several(tmp_path):
    one = only(found(tmp_path, options(3, 0.6)))
    # P(none of three) is the orthant probability of a normal with correlation .6: .4972, so ln .4972 / ln .7.
    none = multivariate_normal([0] * 3, [[1, 0.6, 0.6], [0.6, 1, 0.6], [0.6, 0.6, 1]]).cdf(
        [norm.ppf(0.7)] * 3
    )
    assert f"count as {math.log(none) / math.log(0.7):.2f}" in one.says
    assert "probability 50%" in one.because
    assert "would be 66%" in one.because
    assert found(tmp_path, options(3, 0.3)) == ()  # .58, so 2.4
    assert found(tmp_path, options(5, 0.6)) == ()  # .59, so 2.5
    assert "count as 1.00" in only(found(tmp_path, options(5, 1))).says
    assert found(tmp_path, options(2, 1)) == ()  # two were never several


def test_one_approach_with_two_chances(tmp_path):
    tasks = "    - {name: g, alternatives: [{name: n0, estimate: 1, chance: 0.6}, {name: x, estimate: 1}]}\n"
    one = only(found(tmp_path, options(1, 0), tasks))
    assert "probability 30% here and 60% in" in one.says


@pytest.mark.parametrize(
    ("runs", "without", "then", "chance"),
    [
        (60, 25, "stop", "58%"),
        (60, 56, "change the search", "7%"),
        (60, 57, "stop", None),
        (10, 9, "stop", "10%"),
        (60, 25, "keep searching", None),
        (1000, 950, "stop", None),
        (1000, 949, "stop", "5%"),
    ],
)
def test_a_stall_that_chance_explains(tmp_path, runs, without, then, chance):
    rule = f"  stall:\n    runs: {runs}\n    without_best: {without}\n    then: {then}\n"
    some = found(tmp_path, rule)
    if chance is None:
        assert some == ()
    else:
        assert f"with probability {chance}" in only(some).because  # (runs − without) / runs
        assert only(some).lines == (3, 4, 5)


def test_what_it_would_take_is_enough_and_no_more(tmp_path):
    one = only(found(tmp_path, "  stall: {runs: 60, without_best: 25, then: stop}\n"))
    assert "it takes 57 of 60 runs" in one.because
    one = only(found(tmp_path, "  stall: {runs: 10, without_best: 9, then: stop}\n"))
    assert "it takes more than 10 runs" in one.because


def test_ratios_and_an_empty_record(tmp_path):
    one = only(found(tmp_path, "  estimates: {record: 12, resampled: ratios}\n"))
    assert "55% when whole tasks" in one.because  # sip_20_pairs and sip_20_ratios of the sources
    assert "20% when their ratios" in one.because
    assert "nothing" not in only(found(tmp_path, "  estimates:\n    record: 0\n    resampled: tasks\n")).says
    assert len(found(tmp_path, "  estimates: {record: 0, resampled: ratios}\n")) == 2
    for fine in ("{record: 0, resampled: none}", "{record: 12, resampled: tasks}", "{resampled: tasks}"):
        assert found(tmp_path, f"  estimates: {fine}\n") == ()


def f1_costs_times():
    """The cost at the threshold of best F1 over the least, with scikit-learn's own F1 and 20 alarms a miss."""
    scores, cases = scored_cases()
    levels = [n / 100 for n in range(1, 100)]
    scale = [f1_score(cases, scores >= level) for level in levels]
    price = [((scores >= t) & ~cases).sum() + 20 * ((scores < t) & cases).sum() for t in levels]
    return price[scale.index(max(scale))] / min(price)


@pytest.mark.parametrize(
    ("sentence", "bad"),
    [
        ("Our F1 went up to 0.93", True),
        ("Accuracy is 97% now, and AUC 0.99", True),
        ("The kappa on the test set rose", True),
        ("Precision doubled on labels", True),
        ("F1 went up, which saves EUR 400 a day", False),
        ("Accuracy rose, so customers wait less", False),
        ("With an AUC of 0.9 we save two hours each day", False),
        ("We read half of the labels and save 400 € by June", False),
        ("It will be good", False),
    ],
)
def test_a_sentence_of_scores(tmp_path, sentence, bad):
    some = found(tmp_path, f'  leadership:\n    sentence: "{sentence}"\n')
    assert bool(some) is bad
    if bad:
        assert f"costs {f1_costs_times():.1f} times as much" in only(some).because


PROMISE = "  promise: {date: 2027-09-03, confidence: 85%}\n"
FINE = "    - {name: a, estimate: [1, 2, 3]}\n"


@pytest.mark.parametrize(
    ("said", "bad"),
    [
        ("when: 2027-09-03, confidence: 0.85", 0),
        ("when: 2027-09-04", 1),
        ("confidence: 90%", 1),
        ("when: 2027-08-03, confidence: 0.8", 2),
        ('sentence: "By 3 September 2027, 85% sure"', 0),
        ('sentence: "By September 3, 2027 and 2027-09-03"', 0),
        ('sentence: "By 1 June 2027"', 1),
        ('sentence: "By June 1st, 2027 we are 95 % certain"', 2),
        ('sentence: "We save 40% of the hours by 31 June 2027"', 0),
    ],
)
def test_what_leadership_hears_is_what_is_promised(tmp_path, said, bad):
    assert len(found(tmp_path, f"{PROMISE}  leadership: {{{said}}}\n", FINE)) == bad


def test_one_contradiction_in_two_places_is_told_once(tmp_path):
    said = '  leadership:\n    sentence: "Done by 1 June 2027"\n    when: 2027-06-01\n'
    assert only(found(tmp_path, PROMISE + said, FINE)).lines == (3, 5, 6)


def test_days_and_points_apart(tmp_path):
    some = found(tmp_path, f"{PROMISE}  leadership:\n    when: 2027-09-01\n    confidence: 0.9\n", FINE)
    assert "2 days apart" in some[0].because
    assert "5 points" in some[1].because
    assert [one.lines for one in some] == [(3, 5), (3, 6)]


def test_rewards_for_results(tmp_path):
    # Break-even: v²/(1−v²) · (m(1−m) − s²)/s² with v = .42, m = .25, s = .05.
    even = 0.42**2 / (1 - 0.42**2) * (0.25 * 0.75 - 0.05**2) / 0.05**2
    one = only(found(tmp_path, "  rewards: results\n"))
    assert f"about {even:.0f} projects each" in one.because
    one = only(found(tmp_path, "  rewards: {by: results, projects: 8}\n"))
    validity = math.sqrt(8 * 0.05**2 / (8 * 0.05**2 + 0.25 * 0.75 - 0.05**2))
    assert f"correlate {validity:.2f} with skill" in one.because
    for fine in (f"{{by: results, projects: {math.ceil(even)}}}", "inputs", "{by: inputs, projects: 3}"):
        assert found(tmp_path, f"  rewards: {fine}\n") == ()
    assert found(tmp_path, f"  rewards: {{by: results, projects: {math.floor(even)}}}\n")


def test_everything_measured_and_nothing_recorded(tmp_path):
    some = "  assumptions:\n    - {says: a, status: measured}\n    - {says: b, status: measured}\n"
    one = only(found(tmp_path, f"  estimates:\n    record: 0\n{some}"))
    assert "All 2 assumptions are called measured" in one.says
    assert one.lines == (3, 4)
    assert found(tmp_path, f"  estimates:\n    record: 3\n{some}") == ()
    assert found(tmp_path, some) == ()
    assert found(tmp_path, f"  estimates:\n    record: 0\n{some}    - {{says: c, status: assumed}}\n") == ()


def test_heron_does_not_contradict_itself_on_any_day_and_leaves_nothing_empty():
    for today in (TODAY, date(2040, 1, 1)):
        plan = read_plan(HERON, today)
        assert contradictions(plan) == ()
        assert plan.empty == ()
    study = plan.studies[0][1]
    said = study.form.leadership.sentence
    assert "three cases of five" in said
    assert study.report.outcome.chance == pytest.approx(3 / 5, abs=0.03)
    # 30,000 labels a day, two in three read alone, four seconds each at EUR 0.40 a minute; 250 working days.
    assert pytest.approx(500, rel=0.1) == 30_000 * 2 / 3 * 4 / 60 * 0.40
    assert "EUR 500 a day" in said
    assert f"EUR {500 * 250:,} a year" in study.form.leadership.benefit
    assert all(one.status in ("assumed", "published") for one in study.form.assumptions)


def test_a_large_roadmap_is_checked_in_seconds(tmp_path):
    tasks = "".join(f"    - {{name: t{n}, estimate: [1, 2, 9], after: t{n - 1}}}\n" for n in range(1, 3_000))
    tasks = "    - {name: t0, estimate: 1}\n" + tasks
    assert only(found(tmp_path, promise("2027-05-01", "80%"), tasks)).says.endswith("gives 0%.")


def test_the_check_says_all_three_kinds(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("management:\n  rewards: inputs\n")
    fine = check(path)
    assert (fine.code, fine.invalid, fine.contradictions) == (VALID, (), ())
    assert "Still empty: title, management.roadmap" in "\n".join(sentences(fine))
    path.write_text("management:\n  rewards: results\n")
    bad = check(path)
    assert bad.code == CONTRADICTORY
    text = "\n".join(sentences(bad))
    assert text.startswith(f"{path}, line 2: Results are rewarded")
    assert "Read chapters/management.html#sec-incentives." in text
    assert "1 contradiction. " in text
    path.write_text("management:\n  rewards: both\n")
    assert check(path).code == INVALID
    assert "line 2" in check(path).invalid[0]
    assert check(tmp_path / "none.yaml").code == INVALID


def test_lines_in_words(tmp_path):
    one = only(found(tmp_path, "  stall:\n    runs: 60\n    without_best: 25\n    then: stop\n"))
    assert place(one) == "lines 3, 4 and 5"
