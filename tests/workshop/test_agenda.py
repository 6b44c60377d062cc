"""An agenda adds up and gives way in the declared order, as far as it must."""

from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as st

from mlteams.workshop.agenda import START, plan, shortest
from mlteams.workshop.guide import MOST_MINUTES, Guide, Session, Step


def step(name, minutes, least=None, cut=None):
    return Step(name, name, minutes, minutes if least is None else least, cut)


def guide(*sessions):
    return Guide("tea", "T", tuple(Session(f"s{n}", f"S{n}", s, c) for n, (s, c) in enumerate(sessions)))


def lengths(agenda):
    return [(row.key, row.minutes) for row in agenda.rows]


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
@given(guides(), st.integers(1, 600), st.none() | st.times())
def test_any_agenda_fits_and_none_is_given_up_too_early(g, slot, start):
    agenda = plan(g, slot, start)
    assert (agenda is None) == (shortest(g, start) > slot)
    if agenda is None:
        return
    assert agenda.minutes == sum(row.minutes for row in agenda.rows) <= slot
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


def test_what_gave_way_last_is_given_back_first():
    g = guide(((step("a", 30), step("b", 10, 5, 1), step("c", 10, 5, 2)), None), ((step("d", 20),), 3))
    assert lengths(plan(g, 45)) == [("a", 30), ("b", 5), ("c", 10)]


def test_a_step_of_a_session_that_is_gone_cannot_give_way_any_more():
    g = guide(((step("a", 30),), None), ((step("b", 30, 10, 2),), 1))
    assert plan(g, 30).left == ()


def test_a_session_left_out_takes_its_shortened_steps_with_it():
    g = guide(((step("a", 30),), None), ((step("b", 30, 10, 1),), 2))
    assert lengths(plan(g, 35)) == [("a", 30)]


def test_where_lunch_falls_into_the_agenda_more_gives_way():
    # Four hours and three breaks are 285 minutes; from 09:00 a lunch stands for one of the breaks: 330.
    g = guide(*(((step(name, 60),), None) for name in "abc"), ((step("d", 60, 30, 1),), None))
    afternoon, morning = plan(g, 300, time(13)), plan(g, 300, time(9))
    assert [row.kind for row in afternoon.rows if row.kind != "work"] == ["break", "break", "break"]
    assert (afternoon.minutes, afternoon.made) == (285, ())
    assert [row.kind for row in morning.rows if row.kind != "work"] == ["break", "break", "lunch"]
    assert (morning.minutes, [cut.key for cut in morning.made]) == (300, ["d"])
    assert plan(g, 299, time(9)) is None
    assert (shortest(g, time(13)), shortest(g, time(9)), shortest(g)) == (255, 300, 300)


def test_an_agenda_without_a_start_is_one_from_nine():
    g = guide(*(((step(f"a{n}", 60),), None) for n in range(5)))
    agenda, nine = plan(g), plan(g, start=time(9))
    assert (agenda.start, agenda.begins, START) == (None, time(9), time(9))
    assert agenda.rows == nine.rows != plan(g, start=time(8)).rows
    assert plan(g, start=time(0)).begins == time(0)
