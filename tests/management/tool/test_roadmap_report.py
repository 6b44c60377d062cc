"""What comes back of a roadmap: dates against a calendar counted by hand, and pages that hold any name."""

import io
import json
import math
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from mlteams.management.models.estimates import Pert
from mlteams.management.models.roadmap import Alternatives, Roadmap, Task
from mlteams.management.tool import roadmap_report as report
from mlteams.management.tool.roadmap_file import RoadmapFile, read_roadmap

ROOT = Path(__file__).parents[3]
START = date(2027, 1, 4)  # a Monday
HOSTILE = "[red]<b>$x$ & co"


def plan(*steps, unit="days", start=START, by=None):
    return RoadmapFile(Roadmap("Ours", unit, steps), start, by)


def task(name, days=1.0, **options):
    return Task(name, Pert(days, days, days), **options)


def made(*steps, samples=2_000, by=None, **options):
    return report.make_report(plan(*steps, **options), samples, 0, by)


def terminal(found, width=80):
    sink = io.StringIO()
    report.print_report(found, Console(file=sink, width=width, highlight=False))
    return sink.getvalue()


DAYS = st.dates(date(2026, 1, 1), date(2040, 1, 1))


@given(DAYS, st.floats(0.01, 300))
def test_a_finish_in_days_falls_on_the_workday_counted_by_hand(start, time):
    day, left = start, math.ceil(time)
    while True:
        left -= day.weekday() < 5
        if left == 0:
            break
        day += timedelta(days=1)
    assert report.finish_date(plan(task("a"), start=start), time) == day


@given(DAYS, st.floats(0, 300), st.sampled_from(["days", "weeks"]))
def test_the_date_of_a_quantile_is_the_first_by_which_it_is_done(start, time, unit):
    file = plan(task("a", time), unit=unit, start=start)
    day = report.finish_date(file, time)
    assert made(task("a", time), unit=unit, start=start, samples=20, by=day).outcome.done_by == 1
    before = day - timedelta(days=1)
    if before >= start and time > 0:
        assert made(task("a", time), unit=unit, start=start, samples=20, by=before).outcome.done_by == 0


def test_a_week_has_seven_days():
    file = plan(task("a"), unit="weeks")
    assert report.finish_date(file, 1) == START + timedelta(days=6)  # a week from Monday ends on Sunday
    assert report.finish_date(file, 1.01) == START + timedelta(days=7)


def test_the_calendar_ends_without_a_traceback():
    last = date(9999, 12, 31)
    for unit in ("days", "weeks"):
        found = made(task("a", 5_000), task("b", 5_000, after=("a",)), unit=unit, start=last, by=last)
        assert "from the start" in report.sentence(found)
        assert report.as_json(found)["finish_date"]["p50"] is None


def test_the_sentence_says_dates_in_words():
    found = made(Task("a", Pert(1, 5, 20)), by=date(2027, 1, 15))
    assert re.fullmatch(
        r"Even odds to be done by \d+ January 2027; 85% by \d+ January 2027\. "
        r"By 15 January 2027 it is done with probability \d+%\.",
        report.sentence(found),
    )
    assert report.sentence(made(task("a", 5))).startswith("Done on 8 January 2027")
    assert "probability 50%" in report.sentence(made(task("a", chance=0.5)))


def test_the_weakest_link_is_the_one_that_gains_most_when_made_certain():
    # Two in series and two alternatives: by hand, P = 0.9 · 0.6 · (1 − 0.5·0.8) = 0.324.
    steps = (
        task("a", chance=0.9),
        task("b", chance=0.6),
        Alternatives("g", (task("c", chance=0.5), task("d", chance=0.2)), tried="in turn"),
    )
    found = made(*steps, samples=50_000)
    assert found.outcome.chance == pytest.approx(0.324, abs=0.01)
    gains = {"a": 0.36 - 0.324, "b": 0.54 - 0.324, "c": 0.54 - 0.324, "d": 0.54 - 0.324}
    assert report.weakest_link(found) in {name for name, gain in gains.items() if gain > 0.2}
    # Birnbaum's importance alone would name a task that hardly ever fails.
    certain = made(task("a", chance=0.99), task("b", chance=0.5), samples=50_000)
    assert certain.outcome.tasks.birnbaum.idxmax() == "b"
    assert report.weakest_link(certain) == "b"
    assert report.weakest_link(made(task("a"))) is None


def test_the_widest_swing_is_the_longest_uncertainty_on_the_path():
    found = made(Task("a", Pert(1, 2, 9)), Task("b", Pert(2, 2.5, 3), after=("a",)), task("c", 1))
    assert report.widest_swing(found) == "a"
    assert "“a”" in report.advice(found)[0]
    assert report.widest_swing(made(task("a"))) is None


def test_the_best_order_is_told_with_what_it_saves():
    # Dear first: 10 + 0.5·1 = 10.5; cheap first: 1 + 0.5·10 = 6.
    options = (task("dear", 10, chance=0.5), task("cheap", 1, chance=0.5))
    found = made(Alternatives("g", options, tried="in turn"))
    assert "cheap, then dear saves 4.5 of 10.5" in report.advice(found)[-1]
    assert report.as_json(found)["orders"]["g"]["best"] == ["cheap", "dear"]


KEYS = [
    *("title", "unit", "samples", "seed", "start", "chance", "finish", "finish_date", "p85_standard_error"),
    *("by", "done_by", "expected_cost", "expected_value", "tasks", "most_worth_reducing", "orders"),
    "assumptions",
]


@pytest.mark.parametrize("chance", [0, 0.5, 1])
def test_json_has_the_same_keys_always_and_no_nan(chance):
    document = report.as_json(made(task("a", chance=chance)))
    assert list(document) == KEYS
    text = json.dumps(document, allow_nan=False)
    assert json.loads(text)["tasks"][0]["birnbaum"] == (None if chance in (0, 1) else pytest.approx(1))


@pytest.mark.parametrize("example", ["heron", "lecture-replanned"])
def test_the_terminal_page_fits_60_columns_without_colour(example):
    found = report.make_report(read_roadmap(ROOT / "examples" / f"{example}.yaml"), 1_000, 0, None)
    text = terminal(found, 60)
    assert max(map(len, text.splitlines())) <= 60
    assert "\x1b" not in text
    for task_name in found.outcome.tasks.index:
        assert task_name in re.sub(r"\s+", " ", text) or all(word in text for word in task_name.split())


def test_names_stay_names_on_every_page():
    found = made(Task(HOSTILE, Pert(1, 2, 3), chance=0.5))
    page = report.as_html(found)
    assert HOSTILE in terminal(found)
    assert "<b>" not in page
    assert HOSTILE in read_page(page).text


class _Page(HTMLParser):
    """Collects a page's text and tags, and checks that tags close in order."""

    VOID = ("meta", "link")

    def __init__(self):
        super().__init__()
        self.open, self.text, self.tags = [], "", []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


def read_page(text):
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize("chance", [0, 0.5, 1])
def test_the_page_stands_alone_and_can_be_heard(chance):
    text = report.as_html(made(Task("a", Pert(1, 2, 3), chance=chance), task("b", after=("a",))))
    page = read_page(text)
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "en"}) in page.tags
    assert not {"script", "img", "iframe", "object", "embed", "image", "base"} & set(tags)
    for tag, attributes in page.tags:
        for name in ("src", "href", "xlink:href", "style"):
            value = attributes.get(name) or ""
            assert value in ("data:,", "") or value.startswith("#") or "//" not in value, (tag, value)
        if attributes.get("role") == "img":
            assert len(attributes["aria-label"]) > 20
    assert "@import" not in text
    assert tags.count("svg") == sum(1 for _, given_ in page.tags if given_.get("role") == "img")
    assert tags.count("h1") == 1
    assert "nan" not in page.text.lower()
    ids = [given_["id"] for _, given_ in page.tags if given_.get("id")]
    assert len(ids) == len(set(ids))


def test_every_colour_of_the_page_follows_the_scheme():
    text = report.as_html(made(Task("a", Pert(1, 2, 3), chance=0.5)))
    pictures = "".join(re.findall(r"<svg.*?</svg>", text, re.S))
    assert pictures
    assert not re.findall(r"#[0-9a-f]{6}", pictures)
    light, dark = (set(re.findall(r"--\w+(?=:)", part)) for part in re.findall(r":root \{(.*?)\}", text)[:2])
    assert set(re.findall(r"var\((--\w+)\)", text)) <= light == dark
