"""A guide is read as its author meant it, or refused in a sentence with the line."""

import pytest

from mlteams.input.errors import BadInput
from mlteams.workshop.guide import read_guide

STEP = '::: say\n"x"\n:::\n\n::: listen\nx\n:::\n\n::: wrong\n"x"\n: y?\n:::\n\n'


@pytest.fixture
def guide(tmp_path):
    def read(body):
        path = tmp_path / "tea.qmd"
        path.write_text(f"---\ntitle: \"A 'guide'\"\n---\n\n{body}", encoding="utf-8")
        return read_guide(path)

    return read


def test_sessions_steps_minutes_and_cuts_are_read(guide):
    found = guide(
        "Words.\n\n## For you {.facilitator}\n\n### Prepare\n\n## One {#one cut=2}\n\n"
        f"### A *b* `c` {{#a minutes=10}}\n\n{STEP}### B {{minutes=7 least=0 cut=1}}\n\n{STEP}"
        f"## Two\n\n### C {{minutes=1}}\n\n{STEP}"
    )
    assert found.title == "A “guide”"
    session, last = found.sessions
    assert (last.key, last.cut, last.steps[0].minutes) == ("two", None, 1)
    assert (session.key, session.title, session.cut) == ("one", "One", 2)
    assert [(s.key, s.title, s.minutes, s.least, s.cut) for s in session.steps] == [
        ("a", "A b c", 10, 10, None),
        ("b", "B", 7, 0, 1),
    ]


def test_a_step_of_seventy_five_minutes_is_short_enough(guide):
    assert guide(f"## A\n\n### B {{minutes=75}}\n\n{STEP}").sessions[0].steps[0].minutes == 75


REFUSED = {
    "no step": ("## A\n\nx", "the whole file", "no step"),
    "nothing that stays": (
        f"## A {{cut=1}}\n\n### B {{minutes=9}}\n\n{STEP}",
        "the whole file",
        "nothing that must stay",
    ),
    "a step without minutes": ("## A\n\n### B\n", "line 7", "without minutes"),
    "a step before a session": ("### B {minutes=3}\n", "line 5", "outside a session"),
    "a step for the facilitator": ("## A {.facilitator}\n\n### B {minutes=3}\n", "line 7", "outside"),
    "a misspelt attribute": ("## A\n\n### B {minute=3}\n", "line 7", "'minute'"),
    "minutes of a session": ("## A {minutes=9}\n", "line 5", "'minutes'"),
    "minutes below a step": ("## A\n\n#### B {minutes=9}\n", "line 7", "'minutes'"),
    "a minute that is no number": ("## A\n\n### B {minutes=ten}\n", "line 7", "'ten'"),
    "too long a step": ("## A\n\n### B {minutes=76}\n", "line 7", "76"),
    "least without cut": ("## A\n\n### B {minutes=9 least=3}\n", "line 7", "one of least and cut"),
    "least that is not less": ("## A\n\n### B {minutes=9 least=9 cut=1}\n", "line 7", "least=9"),
    "one cut twice": (f"## A {{cut=1}}\n\n### B {{minutes=9 least=0 cut=1}}\n\n{STEP}", "line 7", "cut=1"),
    "an unknown block": ("## A\n\n### B {minutes=9}\n\n::: sya\nx\n:::\n", "line 7", "'sya'"),
    "a list that is none": ("## A\n\n### B {minutes=9}\n\n::: wrong\nx\n:::\n", "line 7", "no list"),
    "a step without words": ("## A\n\n### B {minutes=9}\n\nx\n", "line 7", "without a block listen"),
    "a short form not described": (
        f"## A\n\n### B {{minutes=9 least=5 cut=1}}\n\n{STEP}## C\n",
        "line 7",
        "without a block late",
    ),
}


@pytest.mark.parametrize(("body", "place", "found"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_said_with_its_place(guide, body, place, found):
    with pytest.raises(BadInput, match=rf"tea\.qmd, {place}: found .*{found}.* would be right"):
        guide(body)


def test_a_guide_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadInput, match="nope"):
        read_guide(tmp_path / "nope.qmd")
