"""What is drawn first: the states that a page shows before a reader moves a control."""

import json

import pytest

from mlteams import parts
from mlteams.core.explorable import Choice, Explorable, Slider, View
from mlteams.publish import drawing, explorables
from mlteams.publish.explorables import Drawn

TINY = Explorable(
    "tiny-one",
    "How large?",
    lambda **_state: View(None, "", None),
    (Slider("size", "Size", 0, 2, 1, 1), Choice("kind", "Kind", ("as is", "new (2)"), "as is")),
)
STATE = {"size": 1, "kind": "as is"}


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ((), []),
        (({},), []),
        (({"size": "2"}, {"size": "2", "kind": "as-is"}), [STATE | {"size": 2}]),
        (({"kind": "new"}, {"size": "0"}), [STATE | {"kind": "new (2)"}, STATE | {"size": 0}]),
        (({"size": "3"}, {"weight": "1"}), []),
    ],
)
def test_the_default_and_what_links_quote_come_first_and_once(asked, more):
    assert drawing._first(TINY, asked) == [STATE, *more]


def test_links_of_all_pages_find_their_states():
    quoted = drawing.states.quoted()
    assert sum(map(len, quoted.values())) > 20
    for name, asked in quoted.items():
        item = parts.explorable(name)
        slugs = {one.name: one.slugs() for one in item.controls}
        assert all(value in slugs[key] for words in asked for key, value in words.items()), name


def drawn(item, wanted):
    return [
        (state, Drawn("<svg/>", f"It is {place}.", "", str(place), None))
        for place, state in enumerate(wanted)
    ]


def test_what_stands_first_promises_the_rest_and_is_drawn_again(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "FOLDER", tmp_path)
    (tmp_path / "tiny-one.key").write_text("of an earlier edition")
    drawing._write(TINY, drawn(TINY, [STATE, STATE | {"size": 2}]), whole=False)
    assert (tmp_path / "tiny-one.js").read_text() == explorables.promise("tiny-one")
    assert "It is 0." in (tmp_path / "tiny-one.html").read_text()
    held = json.loads((tmp_path / "tiny-one.answers.json").read_text())["answers"]
    assert held == {"size=1&kind=as-is": "0", "size=2&kind=as-is": "1"}
    assert not (tmp_path / "tiny-one.key").exists()
    drawing._write(TINY, drawn(TINY, TINY.states()), whole=True)
    assert len((tmp_path / "tiny-one.js").read_text()) > len(explorables.promise("tiny-one"))
    assert "It is 2." in (tmp_path / "tiny-one.html").read_text()
