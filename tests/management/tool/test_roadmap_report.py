"""The report of a roadmap: the answer against plans whose odds are known by hand, in words that one can decide by."""

import html
import io
import json
import math
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from html_page import read_page, stands_alone
from rich.console import Console

from mlteams.core.block import Grid, Items, Picture
from mlteams.core.words import percent
from mlteams.management.models.estimates import Pert
from mlteams.management.models.intervals import Interval
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task
from mlteams.management.tool import charts, roadmap_advice, roadmap_words
from mlteams.management.tool.forecast import make_forecast
from mlteams.management.tool.roadmap_file import RoadmapFile, read_roadmap
from mlteams.management.tool.roadmap_report import bars_alt, drawn, measures, roadmap_report
from mlteams.report.html import as_html
from mlteams.report.pictures import svg
from mlteams.report.terminal import print_report

ROOT = Path(__file__).parents[3]
START = date(2027, 1, 4)  # a Monday
HOSTILE = "[red]<b>$x$ & co"
PHONE = 360 - 2 * 16  # px that a page of ours leaves a picture on a phone


def task(name, days=1.0, **options):
    return Task(name, Pert(days, days, days), **options)


def made(*steps, samples=2_000, by=None, unit="days", start=START):
    return make_forecast(RoadmapFile(Roadmap("Ours", unit, steps), start, None), samples, 0, by)


def known(finish, unit="days", chance=None):
    """A forecast whose futures are given; what they say is exact, or `chance` is an interval of the chance."""
    forecast = made(task("a"), unit=unit)
    times = np.array(finish, dtype=float)
    for name, value in (
        ("finish", times),
        ("chance", float(np.isfinite(times).mean())),
        ("intervals", {"chance": chance} if chance else {}),
    ):
        object.__setattr__(forecast.outcome, name, value)
    forecast.__dict__["exact_chance"] = None
    return forecast


def terminal(found, width=80):
    sink = io.StringIO()
    print_report(roadmap_report(found), Console(file=sink, width=width, highlight=False))
    return sink.getvalue()


def grid(found, caption):
    return next(b for b in roadmap_report(found).blocks if isinstance(b, Grid) and b.caption == caption)


def test_the_answer_says_dates_in_words():
    found = made(Task("a", Pert(1, 5, 20)), by=date(2027, 1, 15))
    assert re.fullmatch(
        r"Even odds to be done by \d+ January 2027; 85% by \d+ January 2027\. "
        r"By 15 January 2027 it is done in \d+% of futures\.",
        roadmap_words.sentence(found),
    )
    assert roadmap_words.sentence(made(task("a", 5))).startswith("Done on 8 January 2027, as nothing")


def test_the_answer_tells_the_two_kinds_of_85_percent_apart():
    # The odds by hand: works in half, or in nine of ten, and then takes one day for sure.
    half = roadmap_words.sentence(made(task("a", chance=0.5), by=date(2027, 1, 8)))
    assert half == (
        "It works with a chance of 50%. If it does, it is done on 4 January 2027. Counting the futures in which it "
        "fails, no date reaches 85%. By 8 January 2027 it is done in 50% of all futures."
    )
    most = roadmap_words.sentence(made(task("a", chance=0.9)))
    assert most.endswith("Counting the futures in which it fails, 85% are done by 4 January 2027.")


def test_a_date_of_all_futures_is_the_first_by_which_that_share_is_done():
    # Ten futures that take 1 to 10 working days from Monday, 4 January; then two of them never.
    table = {row[0]: row[1] for row in roadmap_words.dates(known(range(1, 11)))}
    assert table == {
        "50%": "8 January 2027",
        "70%": "12 January 2027",
        "80%": "13 January 2027",
        "90%": "14 January 2027",
    }
    table = {row[0]: row[1] for row in roadmap_words.dates(known([*range(1, 9), math.inf, math.inf]))}
    assert table == {
        "50%": "8 January 2027",
        "70%": "12 January 2027",
        "80%": "about 13 January 2027, the last day, or never",
        "90%": "never",
    }


LAST = "about 4 January 2027, the last day, or never"


@pytest.mark.parametrize(("works", "when"), [(501, "4 January 2027"), (500, LAST), (499, "never")])
def test_a_share_is_reached_to_the_last_future(works, when):
    forecast = known([1] * works + [math.inf] * (1_000 - works))
    assert roadmap_words.dates(forecast)[0][1] == when


@pytest.mark.parametrize(
    ("works", "date", "said"),
    [
        (851, "4 January 2027", "85% are done by 4"),
        (850, LAST, "85% are reached"),
        (849, "", "no date reaches"),
    ],
)
def test_85_percent_of_all_futures_are_reached_to_the_last_one(works, date, said):
    forecast = known([1] * works + [math.inf] * (1_000 - works))
    odds = {row[0]: row[2] for row in roadmap_words.rows(forecast)}
    assert odds["85% odds, of all futures"] == date
    assert said in roadmap_words.sentence(forecast)


@pytest.mark.parametrize(
    ("error", "when"),
    # Four errors reach from 83% to 85%, or just not.
    [(0.00501, LAST), (0.00499, "never")],
)
def test_a_level_within_noise_of_the_chance_is_about_the_last_day(error, when):
    half = error * 1.96
    forecast = known([1] * 830 + [math.inf] * 170, chance=Interval(0.83 - half, 0.83 + half))
    assert roadmap_words._when_of_all(forecast, 0.85) == when


@pytest.mark.parametrize("chance", [0.5, 0.7, 0.8, 0.85, 0.9])
def test_the_date_at_a_chance_that_is_a_level_does_not_depend_on_the_seed(chance):
    one = Task("a", Pert(1, 3, 4), chance=chance)
    said = set()
    for seed in range(40):
        file = RoadmapFile(Roadmap("Ours", "days", (one,)), START, None)
        forecast = make_forecast(file, 500, seed, None)
        said.add((roadmap_words._when_of_all(forecast, chance), forecast.on_the_edge(chance)))
    assert said == {("about 7 January 2027, the last day, or never", True)}


def test_a_chance_above_a_level_has_a_date_though_too_few_futures_were_drawn_that_work():
    forecast = known([1] * 849 + [math.inf] * 151)
    forecast.__dict__["exact_chance"] = 0.851
    assert roadmap_words._when_of_all(forecast, 0.85) == "4 January 2027"


def test_dates_of_all_futures_and_of_those_that_work_stand_side_by_side():
    heads = grid(made(task("a", chance=0.5)), "By when the plan is done").heads
    assert heads == ("share done", "of all futures", "of those in which it works")
    rows = grid(made(task("a", chance=0.5)), "By when the plan is done").rows
    assert [row[2] for row in rows] == ["4 January 2027"] * 4
    assert [row[1] for row in rows] == [LAST, *["never"] * 3]
    certain = grid(made(task("a")), "By when the plan is done")
    assert (len(certain.heads), len(certain.rows[0])) == (2, 2)
    assert {"even odds (P50)", "85% odds (P85)", "95% odds (P95)"} <= {
        row[0] for row in grid(made(task("a")), "The odds").rows
    }
    assert not any("if it works" in line for line in roadmap_advice.advice(made(task("a"))))
    odds = dict(row[:2] for row in grid(made(task("a", chance=0.8)), "The odds").rows)
    assert (odds["85% odds, if it works (P85)"], odds["85% odds, of all futures"]) == ("1.0 days", "never")


def test_a_plan_that_never_works_names_what_sinks_it():
    found = made(task("a"), task("b", chance=0, after=("a",)))
    answer = roadmap_report(found).answer
    assert (
        answer
        == f"In none of {found.outcome.samples:,} futures does this plan work. It cannot: “b” has a chance of 0."
    )
    assert "never" not in terminal(found)  # one sentence says so, and no table repeats it


def test_the_calendar_ends_without_a_traceback():
    last = date(9999, 12, 31)
    for unit in ("days", "weeks"):
        found = made(task("a", 5_000), task("b", 5_000, after=("a",)), unit=unit, start=last, by=last)
        report = roadmap_report(found)
        assert f"10,000.0 {unit} from the start" in report.answer
        assert report.data["of_all_futures"]["p50"] == {"time": pytest.approx(10_000), "date": None}
        assert f"{unit} from 9999-12-31" in as_html(report)


def gain(task, gain, error):
    return SimpleNamespace(task=task, gain=gain, error=error)


def saving(group, order, cost, cost_error, time, time_error, chance=0.0, chance_error=0.0):
    return SimpleNamespace(
        group=group,
        order=order,
        cost=cost,
        cost_error=cost_error,
        given_cost=10.5,
        time=time,
        time_error=time_error,
        chance=chance,
        chance_error=chance_error,
    )


NOTHING = SimpleNamespace(
    date=(), done_by=(), chance=(), date_best=(), done_by_best=(), chance_best=(), orders=(),
    date_perhaps=(), done_by_perhaps=(), chance_perhaps=(), drawn=20_459, works=20_459,
)  # fmt: skip
ADVICE = SimpleNamespace(
    date=(gain("a", 0.8, 0.001), gain("b", 0.2, 0.001)),
    date_best=("a",),
    done_by=(gain("b", 6.0, 0.0),),
    done_by_best=("b",),
    chance=(gain("b", 10.3, 2.0), gain("c", 9.9, 2.0)),
    chance_best=("b", "c"),
    date_perhaps=(),
    done_by_perhaps=(),
    chance_perhaps=(),
    orders=(
        saving("g", ("c", "d"), 6.0, 0.001, 1.25, 0.2),
        saving("h", ("e", "f"), 10.2, 0.2, math.nan, math.nan),
    ),
)


def advised(advice):
    found = made(task("a", chance=0.5), unit="weeks", by=date(2027, 1, 31))
    found.__dict__["advice"] = advice
    return found


def test_advice_names_ties_and_tells_errors_only_where_they_show():
    assert roadmap_advice.advice(advised(ADVICE)) == [
        "For the date, shorten “a”: a week less brings the P85, if it works, forward by 0.8 weeks.",
        "For 31 January 2027, shorten “b”: a week less raises the odds of that day by 6 points.",
        "For the chance, secure “b” or “c”, which do not clearly differ: certain to succeed, it adds 10 ± 4 "
        "points to the plan's chance.",
        "In “g”, try “c” first, then “d”: on average that saves 4.5 of the plan's 10.5 person-weeks, and the P85, if "
        "it works, comes 1.2 ± 0.4 weeks later.",
        "Leave “h” as it is: tried in turn, in the order of chance per cost, it costs no less.",
    ]


def texts_of(found):
    return [getattr(block, "text", "") for block in roadmap_report(found).blocks]


def test_nothing_matters_only_where_nothing_is_uncertain():
    certain = "Nothing here is uncertain enough to matter."
    done = made(task("a"))
    done.__dict__["advice"] = NOTHING
    assert certain in texts_of(done)
    assert certain not in texts_of(advised(NOTHING))


def test_a_chance_that_many_tasks_share_is_told_as_theirs():
    # 0.993 to the 50th is 70%; one of them certain makes it 0.5 points more, which is written as 0.
    found = made(*(task(f"t{i}", chance=0.993) for i in range(50)), task("sure"))
    (said,) = roadmap_advice.advice(found)
    share = percent(found.outcome.chance)
    none = "no single task matters much: certain to succeed, none adds more than 1 point."
    assert said == f"For the chance of {share}, {none} It hangs on 50 tasks that may fail."
    assert found.outcome.chance == pytest.approx(0.993**50, abs=0.03)


@pytest.mark.parametrize(("count", "shared"), [(19, False), (20, True)])
def test_as_many_alike_as_are_tried_are_not_listed(count, shared):
    names = tuple(f"t{i}" for i in range(count))
    alike = {"chance": tuple(gain(name, 5.0, 0.0) for name in names), "chance_best": names}
    found = advised(SimpleNamespace(**{**vars(NOTHING), **alike}))
    (said,) = roadmap_advice.advice(found)
    assert ("no task stands out: certain to succeed, any of 20 adds up to 5 points." in said) is shared
    assert ("secure “t0”, “t1”, “t2” or 16 others" in said) is not shared


def test_a_date_that_many_tasks_share_is_told_as_theirs():
    found = made(*(Task(f"t{i}", Pert(2, 4, 12)) for i in range(50)), task("short"))
    (said,) = roadmap_advice.advice(found)
    waited = sum(found.outcome.tasks.criticality > 0)
    assert 30 < waited <= 50
    assert said == (
        "For the date, no single task matters much: a day less on any one brings the P85 forward by 0.2 days at most. "
        f"The end waits now for one of {waited} tasks, now for another."
    )


def test_the_end_waits_for_the_faster_of_two_though_a_day_more_on_it_does_not_make_it_later():
    vendors = tuple(Task(name, Pert(4, 5, 6)) for name in ("A", "B"))
    found = made(Alternatives("g", vendors))
    assert found.outcome.tasks.criticality.sum() == pytest.approx(1)
    assert "the end waited for this task" in roadmap_words.EXPLAINED
    assert "the other may then be first" in roadmap_words.EXPLAINED


@pytest.mark.parametrize(
    ("points", "told"), [(0.4, ""), (0.6, "by 1 point."), (1.4, "by 1 point."), (1.6, "by 2 points.")]
)
def test_a_gain_that_is_written_as_nothing_is_no_advice(points, told):
    few = {"done_by": (gain("b", points, 0.0),), "done_by_best": ("b",)}
    some = roadmap_advice.advice(advised(SimpleNamespace(**{**vars(NOTHING), **few})))
    assert [one.partition("that day ")[2] for one in some if "that day" in one] == [told] * bool(told)


SAVES = "In “g”, try “c” first, then “d”: on average that saves 4.5 of the plan's 10.5 person-weeks."
LEAVE = "Leave “g” as it is: tried in turn, in the order of chance per cost, it lowers the plan's chance by "


@pytest.mark.parametrize(
    ("chance", "error", "said"),
    [
        (-54.0, 0.0, f"{LEAVE}54.0 points."),
        (-1.0, 0.52, SAVES),
        (-1.0, 0.5, f"{LEAVE}1.0 ± 1.0 points."),
        (-0.04, 0.0, SAVES),
        (-0.06, 0.0, f"{LEAVE}0.1 points."),
        (2.0, 0.01, "In “g”, try “c” first, then “d”: that adds 2.0 points to the plan's chance."),
    ],
)
def test_no_order_is_advised_that_lowers_the_chance(chance, error, said):
    one = saving("g", ("c", "d"), 6.0, 0.001, math.nan, math.nan, chance, error)
    found = advised(SimpleNamespace(**{**vars(NOTHING), "orders": (one,)}))
    assert roadmap_advice.advice(found)[-1] == said


def test_three_ties_are_named_and_the_rest_counted():
    alike = tuple(gain(name, 1.0, 0.0) for name in "abcde")
    said, *_ = roadmap_advice.advice(
        advised(SimpleNamespace(**{**vars(NOTHING), "date": alike, "date_best": tuple("abcde")}))
    )
    assert said.startswith("For the date, shorten “a”, “b”, “c” or 2 others, which do not clearly differ: ")


def test_what_may_be_as_good_is_told_as_not_known():
    some = {"date": (gain("b", 0.8, 0.0), gain("a", 0.4, 0.1)), "date_best": ("b",), "date_perhaps": ("a",)}
    found = advised(SimpleNamespace(**{**vars(NOTHING), **some}))
    said, *_ = roadmap_advice.advice(found)
    assert said.startswith(
        "For the date, shorten “b” (perhaps also “a”; these futures are too few to tell): a week"
    )
    assert roadmap_report(found).data["advice"]["date"]["perhaps"] == ["a"]


def test_of_ties_the_largest_gain_is_told_whichever_is_listed_first():
    ties = {"date": (gain("b", 0.8, 0.0), gain("a", 0.04, 0.4)), "date_best": ("a", "b")}
    said, *_ = roadmap_advice.advice(advised(SimpleNamespace(**{**vars(NOTHING), **ties})))
    assert said.startswith("For the date, shorten “a” (0.0) or “b” (0.8), ")
    assert said.endswith(" forward by up to 0.8 weeks.")


@pytest.mark.parametrize(("second", "told"), [(0.96, "“a” or “b”"), (0.94, "“a” (1.0) or “b” (0.9)")])
def test_ties_have_their_own_gains_where_these_are_written_otherwise(second, told):
    ties = {"date": (gain("a", 1.0, 0.1), gain("b", second, 0.1)), "date_best": ("a", "b")}
    said, *_ = roadmap_advice.advice(advised(SimpleNamespace(**{**vars(NOTHING), **ties})))
    assert said.startswith(f"For the date, shorten {told}, which")


def test_advice_has_its_bars_and_its_numbers():
    titles = [title for title, _, _ in measures(advised(ADVICE))]
    assert len(titles) == 3
    title, values, form = measures(advised(ADVICE))[2]
    assert bars_alt(title, values, form).endswith("with a task made certain: b 10, c 10.")
    told = roadmap_report(advised(ADVICE)).data["advice"]
    assert told["chance"]["best"] == ["b", "c"]
    assert told["date"]["gains"][1] == {"task": "b", "gain": 0.2, "standard_error": 0.001}
    assert told["orders"]["h"] == {
        "best": ["e", "f"], "cost": 10.2, "given_cost": 10.5, "cost_standard_error": 0.2, "p85_later": None,
        "p85_later_standard_error": None, "chance_higher": 0.0, "chance_higher_standard_error": 0.0,
    }  # fmt: skip


@pytest.mark.parametrize(("ends", "note"), [((0.592, 0.594), ""), ((0.58, 0.60), " (58% to 60%)")])
def test_a_margin_is_told_if_its_ends_are_written_otherwise(ends, note):
    found = made(task("a", chance=0.59))
    object.__setattr__(found.outcome, "intervals", {"chance": ends})
    odds = {row[0]: row[2] for row in roadmap_words.rows(found)}
    assert odds["chance that it works"] == f"of all futures{note}"
    margins = "Margins, after ± or in brackets, hold the true figure of the model for 95 of 100 seeds."
    assert (margins in re.sub(r"\s+", " ", terminal(found))) == bool(note)
    assert roadmap_report(found).data["intervals"] == {"chance": list(ends)}


def test_what_cannot_be_has_no_margin():
    rivals = Alternatives("g", (task("A", chance=0.9), task("B", chance=0.9)))
    ends = (task("x", after=("A",)), task("y", after=("B",)))
    (chance, done, *_) = roadmap_words.rows(made(rivals, *ends, by=date(2027, 1, 15)))
    assert (chance[1:], done[1:]) == (("0%", "of all futures"), ("0%", "of all futures"))
    rare, *_ = roadmap_words.rows(made(task("a", chance=1e-6)))
    assert rare[2] == "of all futures (0% to 0.2%)"


def test_no_margin_reaches_below_nothing_or_above_all():
    rare = made(task("a", chance=0.0003), task("b", chance=0.5, after=("a",)), task("c", 0.0), samples=2_000)
    for name in ("cost", "value"):
        assert rare.outcome.intervals[name].low >= 0
    often = made(task("a", chance=0.9997), task("b"))
    assert often.outcome.intervals["value"].high <= 1
    told = " ".join(row[2] for found in (rare, often) for row in roadmap_words.rows(found))
    assert "-0" not in told


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.985, "98%"), (0.99, "99%"), (0.9904, "99%"), (0.9906, "99.1%"), (0.0096, "1%"), (0.0094, "0.9%")],
)
def test_one_share_is_written_in_one_way(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(("error", "said"), [(0.024, "0.8"), (0.026, "0.8 ± 0.1")])
def test_an_error_is_told_if_it_changes_the_figure(error, said):
    # 95 in 100 lie within 1.96 errors: 0.80 ± 0.047 still rounds to 0.8, ± 0.051 does not.
    assert roadmap_advice.with_error(0.8, error, "{:.1f}") == said
    assert roadmap_advice.with_error(0.95, 0.01, "{:.1f}") in ("0.9", "1.0")  # ± 0.0 would say nothing


@pytest.mark.parametrize(
    ("ends", "note"), [((2.4, 2.9), ""), ((1.9, 2.9), " ± 1 day"), ((2.5, 4.5), " ± 2 days")]
)
def test_a_date_is_told_with_the_days_that_it_may_be_off(ends, note):
    found = made(task("a", 2.5))
    object.__setattr__(found.outcome, "intervals", {"p85": ends})
    odds = {row[0]: row[2] for row in roadmap_words.rows(found)}
    assert odds["85% odds (P85)"] == f"6 January 2027{note}"
    assert odds["even odds (P50)"] == "6 January 2027"


def test_what_would_print_as_nothing_has_no_bar():
    few = SimpleNamespace(**{**vars(ADVICE), "date": (gain("a", 0.04, 0.0),)})
    assert not [title for title, _, _ in measures(advised(few)) if "earlier" in title]


KEYS = [
    *(
        "title",
        "answer",
        "unit",
        "samples",
        "seed",
        "start",
        "chance",
        "of_all_futures",
        "of_those_that_work",
    ),
    *(
        "by",
        "done_by",
        "expected_cost",
        "expected_value",
        "tasks",
        "intervals",
        "advice",
        "assumptions",
        "notes",
    ),
]


@pytest.mark.parametrize("chance", [0, 0.5, 1])
def test_json_has_the_same_keys_always_and_no_nan(chance):
    document = roadmap_report(made(task("a", chance=chance))).data
    assert list(document) == KEYS
    read = json.loads(json.dumps(document, allow_nan=False))
    assert list(read["of_all_futures"]) == ["p50", "p70", "p80", "p85", "p90"]
    assert list(read["tasks"][0]) == ["task", "reached", "succeeds", "criticality"]
    assert read["of_all_futures"]["p90"]["date"] == ("2027-01-04" if chance == 1 else None)


@pytest.mark.parametrize("chance", [0, 0.5, 1])
def test_no_words_of_the_trade_alone(chance):
    report = roadmap_report(made(Task("a", Pert(1, 2, 3), chance=chance), task("b", chance=0.5)))
    for text in (as_html(report), json.dumps(report.data)):
        assert not re.search(r"birnbaum|swing|\bnan\b|\binf\b", text, re.I)


@pytest.mark.parametrize("example", ["heron/roadmap", "lecture-replanned"])
def test_the_terminal_page_fits_60_columns_without_colour(example):
    found = make_forecast(read_roadmap(ROOT / "examples" / f"{example}.yaml"), 1_000, 0, None)
    text = terminal(found, 60)
    assert max(map(len, text.splitlines())) <= 60
    assert "\x1b" not in text
    for task_name in found.outcome.tasks.index:
        assert task_name in re.sub(r"\s+", " ", text) or all(word in text for word in task_name.split())


def test_notes_on_what_was_read_are_told():
    file = SimpleNamespace(
        roadmap=Roadmap("Ours", "days", (task("a"),)), start=START, by=None, notes=("“x” is out.",)
    )
    report = roadmap_report(make_forecast(file, 100, 0, None))
    assert report.blocks[-1] == Items(("“x” is out.",))
    assert report.data["notes"] == ["“x” is out."]


def test_names_stay_names_on_every_page():
    found = made(Task(HOSTILE, Pert(1, 2, 3), chance=0.5))
    page = as_html(roadmap_report(found))
    assert HOSTILE in terminal(found)
    assert "<b>" not in page
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", page)
    assert HOSTILE in map(html.unescape, drawn)


@pytest.mark.parametrize("chance", [0, 0.5, 1])
@pytest.mark.parametrize("unit", ["days", "weeks"])
def test_the_page_stands_alone_and_can_be_heard(chance, unit):
    report = roadmap_report(made(Task("a", Pert(1, 2, 3), chance=chance), task("b", after=("a",)), unit=unit))
    page = stands_alone(as_html(report))
    assert "nan" not in re.findall(r"\w+", page.text.lower())


def texts(picture):
    """Return the texts of a picture, each with its size in px on a phone."""
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', picture)[1])
    found = re.findall(r"<text[^>]*font-size: ([\d.]+)px[^>]*>([^<]*)", picture)
    return {text: float(size) * PHONE / width for size, text in found}


def pictures(found):
    return [svg(block) for block in roadmap_report(found).blocks if isinstance(block, Picture)]


def test_a_phone_shows_every_text_of_a_picture_at_eleven_px():
    shown = pictures(made(Task("x" * 120, Pert(1, 5, 20), chance=0.5), task("b"), by=date(2027, 1, 15)))
    shown.append(svg(Picture("odds", "", "", lambda: charts.odds([0.5, 0.4, 0.3], 0.4))))
    assert len(shown) >= 3
    for picture in shown:
        assert picture.count("<text") == len(re.findall(r"<text[^>]*font-size", picture))
        assert min(texts(picture).values()) >= 11


def test_the_curve_has_dates_below_it_and_the_day_that_was_asked_for():
    found = made(Task("a", Pert(1, 5, 20), chance=0.6), by=date(2027, 1, 15))
    shown = texts(pictures(found)[0])
    assert f"15 January 2027: {found.outcome.done_by:.0%}" in shown
    assert "60% work at all" in shown
    assert any(re.fullmatch(r"2027(-Jan)?", text) for text in shown)
    assert pictures(found)[0].count("var(--violet)") >= 2  # the line and its label
    without = texts(pictures(made(Task("a", Pert(1, 5, 20)), samples=500))[0])
    assert not any("January" in text or "work at all" in text for text in without)


@pytest.mark.parametrize(("chance", "named"), [(0.57, False), (0.59, True)])
def test_a_share_close_to_the_line_of_all_that_works_has_no_label_on_it(chance, named):
    found = known([*range(1, round(1_000 * chance) + 1), *[math.inf] * (1_000 - round(1_000 * chance))])
    object.__setattr__(found.outcome, "chance", chance)
    assert ("50% of all" in texts(pictures(found)[0])) is named


def test_ten_bars_are_drawn_and_told_the_largest_first():
    values = {f"t{i}": float(i) for i in range(12)}
    told = bars_alt("Bars", values, "{:.0f}")
    assert told.startswith("Bars: t11 11, t10 10, ")
    assert told.endswith(", t2 2.")
    drawn = texts(svg(Picture("bars", "", "", lambda: charts.bars(values, "{:.0f}"))))
    assert "t2" in drawn
    assert "t1" not in drawn


def test_no_amount_is_a_line_of_digits():
    text = terminal(made(task("a", cost=1e300)))
    assert "1e+300 person-days" in text


def test_an_order_that_saves_is_told(tmp_path):
    # Dear first: 10 + 0.5·1 = 10.5; cheap first: 1 + 0.5·10 = 6.
    options = (task("dear", 10, chance=0.5), task("cheap", 1, chance=0.5))
    found = made(Alternatives("g", options, tried="in turn"))
    (order,) = [line for line in roadmap_advice.advice(found) if "“g”" in line]
    said = "try “cheap” first, then “dear”: on average that saves 4.5 of the plan's 10.5 person-days"
    assert said in re.sub(r" ± [\d.]+", "", order)
    assert read_page(as_html(roadmap_report(found))).text.count("then “dear”") == 1


MORE = "80 futures were drawn, with seed 0, as they come in 40 or more equal groups; 10 were asked for."


@pytest.mark.parametrize(("asked", "said"), [(80, "80 futures were drawn, with seed 0."), (10, MORE)])
def test_more_futures_than_asked_for_are_accounted_for(asked, said):
    assert drawn(made(task("a"), samples=asked)).startswith(said)


def test_a_late_date_of_too_few_futures_is_told_as_open():
    found = {row[0]: row[2] for row in roadmap_words.rows(made(Task("a", Pert(2, 4, 12), chance=0.004)))}
    assert found["95% odds, if it works (P95)"].endswith(", or later: it works in too few futures to tell")
