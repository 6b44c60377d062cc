"""Links to states, and prose that waits: what the shortcode writes, and a sentence with the line for what it cannot."""

import json
import re

import pytest

from mlteams import parts
from mlteams.core.explorable import Choice, Explorable, Pick, Slider, View
from mlteams.input.errors import BadInput
from mlteams.paths import ROOT
from mlteams.publish import explorables, source, states
from mlteams.publish.explorables import Drawn

TINY = Explorable(
    "tiny-one",
    "How large?",
    lambda **_state: View(None, "", None),
    (Slider("size", "Size", 0, 1, 0.5, 0.5), Choice("kind", "Kind", ("as is", "new (2)"), "new (2)")),
    Pick("Which?", (("a", "A & B"),)),
)


@pytest.fixture
def built(tmp_path, monkeypatch):
    """What `prepare` writes of a course with one explorable; its truths are the numbers of the states."""
    monkeypatch.setattr(states, "BUILD", tmp_path)
    drawn = [Drawn("", "", "", f"&lt;{place}", "a") for place, _ in enumerate(TINY.states())]
    (tmp_path / "explorables").mkdir()
    (tmp_path / "explorables" / "tiny-one.answers.json").write_text(
        explorables.answers(TINY, zip(TINY.states(), drawn, strict=True))
    )
    (tmp_path / "places.json").write_text(json.dumps({"tiny-one": "chapters/a/b.html", "still": "x.html"}))
    return tmp_path


@pytest.mark.parametrize(
    ("words", "query", "place"),
    [
        ("tiny-one", "size=0.5&amp;kind=new", 3),
        ("tiny-one kind=as-is", "size=0.5&amp;kind=as-is", 2),
        ("tiny-one kind=as-is size=1.0", "size=1.0&amp;kind=as-is", 4),
    ],
)
def test_a_link_asks_for_every_control_and_prints_the_truth(built, words, query, place):
    address = f"../../chapters/a/b.html?{query}#explorable-tiny-one"
    assert states.link(words, "../../") == f'`<a class="state" href="{address}">&lt;{place}</a>`{{=html}}'


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("nope", "an explorable with controls that stands in a lesson would"),
        ("", "found the shortcode {{< state  >}}; an explorable with controls that stands in a lesson would"),
        (
            "still",
            "found the shortcode {{< state still >}}; an explorable with controls that stands in a lesson would",
        ),
        ("tiny-on", "tiny-one, an explorable with controls that stands in a lesson, would"),
        ("tiny-one weight=3", "controls of tiny-one, which are size=…, kind=…"),
        ("tiny-one size", "controls of tiny-one, which are size=…, kind=…"),
        ("tiny-one size=2", "a value of size, which takes 0.0, 0.5, 1.0"),
        ("tiny-one kind=old", "a value of kind, which takes as-is, new"),
    ],
)
def test_what_is_unknown_is_said_with_page_and_line(built, tmp_path, words, right):
    page = tmp_path / "page.qmd"
    page.write_text(f"---\ntitle: A\n---\n\nIt is {{{{< state {words} >}}}}.\n")
    with pytest.raises(BadInput) as caught:
        source.read_page(page, {"state": states.link})
    assert "page.qmd" in str(caught.value)
    assert "line 5" in str(caught.value)
    assert right in str(caught.value)


PAGES = sorted(ROOT.glob("chapters/*/*.qmd"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_prose_waits_for_a_prediction_that_the_page_asks_for_before_it(page):
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^::: \{\.revealed(.*?)\}$", text, flags=re.M):
        name = re.fullmatch(r" for=([\w-]+)", found[1])[1]
        assert parts.explorables()[name].predict
        place = text.find(f"{{{{< explorable {name} >}}}}")
        assert 0 <= place < found.start(), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_truth_of_a_state_stands_where_it_waits(page):
    """Outside of such a block it would tell what the reader is asked for."""
    text = re.sub(r"^::: \{\.revealed.*?^:::$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    assert "{{< state" not in text


def test_each_lesson_of_management_argues_with_links_to_states():
    for lesson in parts.part("management").lessons:
        text = (ROOT / "chapters" / "management" / f"{lesson.name}.qmd").read_text(encoding="utf-8")
        assert text.count("{{< state ") >= 2, lesson.name


def test_a_page_that_is_not_utf_8_is_said_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(states, "ROOT", tmp_path)
    page = tmp_path / "chapters" / "tiny" / "size.qmd"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"---\ntitle: x\n---\n\xff\n")
    with pytest.raises(BadInput, match=r"size\.qmd, line 4: found the byte 0xff"):
        states.places()
