"""An agenda says the same in every form."""

import re
from datetime import date, datetime, time, timedelta

import icalendar
import pytest

from mlteams.workshop import agenda_formats as forms
from mlteams.workshop.agenda import plan
from mlteams.workshop.guide import Guide, Session, Step

STAMP = datetime(2027, 1, 1)
DAY = date(2027, 1, 18)


def step(name, minutes, least=None, cut=None):
    return Step(name, f"Do {name}", minutes, minutes if least is None else least, cut)


GUIDE = Guide(
    "tea",
    "Tea",
    (
        Session("one", "The first", (step("a", 50), step("b", 40, 20, 1)), None),
        Session(
            "two", "The second, longer than a line of a calendar may be", (step("c", 60), step("d", 60)), 2
        ),
        Session("three", "The third", (step("e", 70),), None),
    ),
)


@pytest.fixture(params=[160, 400], ids=["cut", "whole"])
def agenda(request):
    return plan(GUIDE, request.param, time(9, 45))


def test_a_calendar_reads_back_whole(agenda):
    text = forms.as_calendar(agenda, DAY, STAMP)
    lines = text.split("\n")[:-1]
    assert all(line.endswith("\r") and len(line.encode()) <= 76 for line in lines)  # RFC 5545, 3.1
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    at = datetime(2027, 1, 18, 9, 45)
    for event in events:  # floating: no time zone, and each begins where the last one ended
        assert event.decoded("dtstart") == at
        at = event.decoded("dtend")
    assert at - datetime(2027, 1, 18, 9, 45) == timedelta(minutes=agenda.minutes)
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    said = "\n".join(str(event.get("description", "")) for event in events)
    assert all(row.title in said for row in agenda.rows if row.kind == "work")


def test_an_event_keeps_its_identity_when_it_moves():
    early, late = (
        icalendar.Calendar.from_ical(forms.as_calendar(plan(GUIDE, 160, start), DAY, STAMP)).walk("VEVENT")
        for start in (time(9), time(13))
    )
    assert [str(event["uid"]) for event in early] == [str(event["uid"]) for event in late]
    assert [event.decoded("dtstart") for event in early] != [event.decoded("dtstart") for event in late]


def test_a_calendar_ends_with_the_last_day_that_a_date_can_name():
    agenda = plan(GUIDE, 155, time(21, 24))
    assert agenda.minutes == 155
    assert "DTEND:99991231T235900" in forms.as_calendar(agenda, date.max, STAMP)
    with pytest.raises(OverflowError):
        forms.as_calendar(plan(GUIDE, 155, time(21, 25)), date.max, STAMP)


def test_page_markdown_and_terminal_say_what_the_agenda_says(agenda, capsys):
    from rich.console import Console

    page, markdown = forms.as_html(agenda), forms.as_markdown(agenda)
    forms.print_agenda(agenda, Console(width=200))
    terminal = capsys.readouterr().out
    for row in agenda.rows:
        begins = f"{(9 * 60 + 45 + row.at) // 60:02}:{(45 + row.at) % 60:02}"
        assert re.search(rf"<td>{begins}</td><td>{row.minutes}</td><td>{re.escape(row.title)}", page)
        assert re.search(
            rf"^\| {begins} \| {row.minutes} \|.*\| {re.escape(row.title)}", markdown, flags=re.M
        )
        assert re.search(rf"^{begins} +{row.minutes}  {re.escape(row.title)}", terminal, flags=re.M)
    for text in (page, markdown, terminal):
        assert forms.end(agenda) in text
    assert "http" not in page.replace("http-equiv", "")


def test_what_was_cut_is_said_and_what_still_can_be():
    agenda = plan(GUIDE, 190, time(13))
    assert [lead for lead, _ in forms.lists(agenda)] == ["To fit:", "When late, in this order:"]
    page = forms.as_html(agenda)
    assert "leave out “The second, longer than a line of a calendar may be” (saves 120 min)" in page
    assert "shorten “Do b” to 20 min (saves 20 min)" in page
    assert "<small>(shortened from 40)</small>" in forms.as_html(plan(GUIDE, 155, time(13)))


def test_the_end_is_a_clock_time_if_the_start_is_known_and_else_what_was_assumed():
    assert forms.end(plan(GUIDE, 180, time(13))) == "Ends at 15:35, 25 min of 180 in reserve."
    assert forms.end(plan(GUIDE, 155, time(0))) == "Ends at 02:35."
    assert forms.end(plan(GUIDE, 180)) == (
        "Takes 155 minutes, 25 min of 180 in reserve. Planned for a start at 09:00, as none is given."
    )


def test_words_that_markup_would_read_are_shown_as_they_are():
    agenda = plan(Guide("tea", "T", (Session("s", "S", (Step("k", "<b>*a* | _c_", 10, 10, None),), None),)))
    assert "&lt;b&gt;*a* | _c_" in forms.as_html(agenda)
    assert r"\<b\>\*a\* \| \_c\_" in forms.as_markdown(agenda)


def test_a_folded_agenda_opens_with_its_length():
    fragment = forms.as_fragment(plan(GUIDE), folded=True)
    assert fragment.strip().startswith("<details")
    assert "Takes" in fragment[: fragment.index("</summary>")]
    assert "<details" not in forms.as_fragment(plan(GUIDE))


def test_a_clock_goes_past_midnight():
    assert forms.clock(time(23, 30), 45) == "00:15"
