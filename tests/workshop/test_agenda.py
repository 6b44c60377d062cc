"""An agenda adds up, gives way in the declared order, and says the same in every form."""

import re
from datetime import date, datetime, time

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlteams.workshop import agenda_formats as forms
from mlteams.workshop.agenda import BREAK, LUNCH, SLOTS, UNBROKEN, plan, shortest
from mlteams.workshop.guide import MOST_MINUTES, Guide, Session, Step, parts, path_of, read_guide

GUIDES = {part: read_guide(path_of(part)) for part in parts()}
STAMP = datetime(2027, 1, 1)
in_every_slot = pytest.mark.parametrize("slot", SLOTS.values())
of_every_guide = pytest.mark.parametrize("part", GUIDES)


def step(name, minutes, least=None, cut=None):
    return Step(name, name, minutes, minutes if least is None else least, cut)


def guide(*sessions):
    return Guide(
        "management", "T", tuple(Session(f"s{n}", f"S{n}", s, c) for n, (s, c) in enumerate(sessions))
    )


def lengths(agenda):
    return [(row.key, row.minutes) for row in agenda.rows]


@of_every_guide
@in_every_slot
def test_a_guide_has_not_outgrown_its_slots(part, slot):
    agenda = plan(GUIDES[part], slot)
    assert agenda is not None, f"{part} takes {shortest(GUIDES[part])} minutes after every cut"
    assert sum(row.minutes for row in agenda.rows) <= slot
    at = 0
    for row in agenda.rows:  # nothing overlaps, nothing is left open
        assert row.at == at
        at += row.minutes


@of_every_guide
@in_every_slot
def test_nobody_works_too_long_without_a_break(part, slot):
    worked = 0
    agenda = plan(GUIDES[part], slot)
    if agenda.minutes <= UNBROKEN:
        return
    for row in agenda.rows:
        worked = 0 if row.kind != "work" else worked + row.minutes
        assert worked <= MOST_MINUTES


def test_the_workshop_on_management_keeps_its_promises():
    """Both sessions in ninety minutes; uncut with the team's own roadmap in half a day; all of it in a day."""
    games = {"calibration", "premortem"}
    ninety, half, day = (plan(GUIDES["management"], slot) for slot in SLOTS.values())
    keys = {session.key: {step.key for step in session.steps} for session in GUIDES["management"].sessions}
    for agenda, wanted in ((ninety, games), (half, {*games, "own"}), (day, set(keys))):
        there = {row.key for row in agenda.rows}
        assert all(keys[name] & there for name in wanted)
    # From the issue: 45 minutes for the game; 10, 15, 10, 10, 15 for the pre-mortem.
    game, premortem = (
        [row.minutes for row in half.rows if row.session == title]
        for title in ("The calibration game", "The numeric pre-mortem")
    )
    assert sum(game) == 45
    assert premortem == [10, 15, 10, 10, 15]
    assert not day.made
    assert {cut.key for cut in half.made} <= set(keys), "half a day shortens no step"
    assert ninety.left, "a room that is late in ninety minutes needs something that can still give way"


def test_cuts_are_made_in_the_declared_order_and_no_more_than_needed():
    g = guide(((step("a", 30), step("b", 20, 10, 2), step("c", 20, 0, 1)), None), ((step("d", 10),), 3))
    assert lengths(plan(g, 80)) == [("a", 30), ("b", 20), ("c", 20), ("d", 10)]
    assert lengths(plan(g, 79)) == [("a", 30), ("b", 20), ("d", 10)]
    assert lengths(plan(g, 59)) == [("a", 30), ("b", 10), ("d", 10)]
    assert lengths(plan(g, 49)) == [("a", 30), ("b", 10)]
    assert [cut.key for cut in plan(g, 59).made] == ["c", "b"]
    assert [cut.key for cut in plan(g, 59).left] == ["s1"]
    assert plan(g, 39) is None
    assert shortest(g) == 40
    assert plan(g).minutes == 80


@st.composite
def guides(draw):
    """Any guide: sessions of steps, some of which give way in an order of their own; one step always stays."""
    order = iter(draw(st.permutations(range(40))))
    sessions = [((step("stays", draw(st.integers(1, MOST_MINUTES))),), None)]
    for number in range(draw(st.integers(0, 5))):
        steps = []
        for place in range(draw(st.integers(1, 5))):
            minutes = draw(st.integers(1, MOST_MINUTES))
            least = draw(st.none() | st.integers(0, minutes - 1))
            cut = None if least is None else next(order)
            steps.append(step(f"{number}.{place}", minutes, least, cut))
        sessions.append((tuple(steps), next(order) if draw(st.booleans()) else None))
    return guide(*sessions)


@settings(max_examples=200, deadline=None)
@given(guides(), st.integers(1, 600))
def test_any_agenda_fits_and_rests_and_none_is_given_up_too_early(g, slot):
    agenda = plan(g, slot)
    assert (agenda is None) == (shortest(g) > slot)
    if agenda is None:
        return
    assert agenda.minutes == sum(row.minutes for row in agenda.rows) <= slot
    worked = 0
    for row in agenda.rows:
        worked = 0 if row.kind != "work" else worked + row.minutes
        assert worked <= (UNBROKEN if agenda.minutes <= UNBROKEN else MOST_MINUTES)
    assert agenda.rows[0].kind == agenda.rows[-1].kind == "work"
    gone = {session.key for session in g.sessions} & {cut.key for cut in agenda.made}
    wanted = [s for session in g.sessions if session.key not in gone for s in session.steps]
    shortened = {cut.key for cut in agenda.made}
    lasts = [(s.key, s.least if s.key in shortened else s.minutes) for s in wanted]
    assert [pair for pair in lasts if pair[1]] == [
        (r.key, r.minutes) for r in agenda.rows if r.kind == "work"
    ]


def test_what_a_larger_cut_makes_room_for_is_given_back():
    g = guide(((step("a", 60), step("b", 10, 5, 1)), None), ((step("c", 20),), 2))
    agenda = plan(
        g, 75
    )  # without b's five minutes it is still too long; without c there is room for them again
    assert lengths(agenda) == [("a", 60), ("b", 10)]
    assert [cut.key for cut in agenda.made] == ["s1"]
    assert [cut.key for cut in agenda.left] == ["b"]


def test_a_step_of_a_session_that_is_gone_cannot_give_way_any_more():
    g = guide(((step("a", 30),), None), ((step("b", 30, 10, 2),), 1))
    assert plan(g, 30).left == ()


def test_a_session_left_out_takes_its_shortened_steps_with_it():
    g = guide(((step("a", 30),), None), ((step("b", 30, 10, 1),), 2))
    assert lengths(plan(g, 35)) == [("a", 30)]


def test_breaks_fall_between_sessions_where_they_can():
    g = guide(((step("a", 40),), None), ((step("b", 20), step("c", 30)), None), ((step("d", 20),), None))
    assert lengths(plan(g)) == [("a", 40), ("break", BREAK), ("b", 20), ("c", 30), ("d", 20)]


def test_a_break_cuts_a_session_that_is_longer_than_people_last():
    g = guide(((step("a", 50), step("b", 50)), None))
    assert lengths(plan(g)) == [("a", 50), ("break", BREAK), ("b", 50)]


def test_ninety_minutes_need_no_break_and_ninety_one_do():
    assert lengths(plan(guide(((step("a", 50), step("b", 40)), None)))) == [("a", 50), ("b", 40)]
    assert plan(guide(((step("a", 50), step("b", 41)), None))).minutes == 91 + BREAK


def test_a_long_day_has_one_lunch_near_its_middle():
    agenda = plan(guide(*(((step(f"a{n}", 60),), None) for n in range(5))))
    kinds = [row.kind for row in agenda.rows if row.kind != "work"]
    assert sorted(kinds) == ["break", "break", "break", "lunch"]
    lunch = next(row for row in agenda.rows if row.kind == "lunch")
    assert lunch.minutes == LUNCH
    assert abs(lunch.at + LUNCH / 2 - agenda.minutes / 2) <= 60


@in_every_slot
def test_a_calendar_reads_back_whole(slot):
    agenda = plan(GUIDES["management"], slot)
    text = forms.as_calendar(agenda, time(9, 0), date(2027, 1, 18), STAMP)
    assert all(
        line.endswith("\r") and len(line.encode()) <= 76 for line in text.split("\n")[:-1]
    )  # RFC 5545, 3.1
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    at = datetime(2027, 1, 18, 9)
    for event in events:  # floating: no time zone, and each begins where the last one ended
        assert event.decoded("dtstart") == at
        at = event.decoded("dtend")
    assert (at - datetime(2027, 1, 18, 9)).seconds == agenda.minutes * 60
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    said = "\n".join(str(event.get("description", "")) for event in events)
    assert all(row.title in said for row in agenda.rows if row.kind == "work")


def test_an_event_keeps_its_identity_when_it_moves():
    agenda = plan(GUIDES["management"], 210)
    early, late = (
        icalendar.Calendar.from_ical(forms.as_calendar(agenda, time(hour), date(2027, 1, 18), STAMP)).walk(
            "VEVENT"
        )
        for hour in (9, 13)
    )
    assert [str(e["uid"]) for e in early] == [str(e["uid"]) for e in late]
    assert [e.decoded("dtstart") for e in early] != [e.decoded("dtstart") for e in late]


@in_every_slot
def test_page_and_markdown_say_what_the_agenda_says(slot):
    agenda = plan(GUIDES["management"], slot)
    page, markdown = forms.as_html(agenda, time(13, 45)), forms.as_markdown(agenda, time(13, 45))
    for row in agenda.rows:
        begins = f"{(13 * 60 + 45 + row.at) // 60:02}:{(45 + row.at) % 60:02}"
        assert re.search(rf"<td>{begins}</td><td>{row.minutes}</td><td>{re.escape(row.title)}", page)
        assert re.search(
            rf"^\| {begins} \| {row.minutes} \|.*\| {re.escape(row.title)}", markdown, flags=re.M
        )
    assert "http" not in page.replace("http-equiv", "")


def test_words_that_markup_would_read_are_shown_as_they_are():
    g = guide(((step("<b>*a* | _c_", 10),), None))
    assert "&lt;b&gt;*a* | _c_" in forms.as_html(plan(g), time(9))
    assert r"\<b\>\*a\* \| \_c\_" in forms.as_markdown(plan(g), time(9))


def test_a_clock_goes_past_midnight():
    assert forms.clock(time(23, 30), 45) == "00:15"
