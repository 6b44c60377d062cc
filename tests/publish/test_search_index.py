"""What waits for a prediction is not in Quarto's index; all else stays as Quarto wrote it."""

import json

import pytest

from mlteams.publish import search

ASKED = """<section id="sec-see" class="level2"><h2>See</h2><p>Before &amp; after<br>a line.</p>
<ml-explorable class="explorable" data-asks><p>The question?</p>
<div class="explorable-body"><form><input></form><div>9 of 20 &lt; 10</div></div></ml-explorable>
<script>let a = 1;</script>
<div class="revealed" for="x"><p>So the answer is nine.</p><section id="sec-deep"><p>Deep nine.</p></section></div>
<p>Last words.</p></section>"""
SHOWN = """<section id="sec-plain" class="level2"><h2>Plain</h2>
<ml-explorable class="explorable"><div class="explorable-body"><p>4 &lt; 5</p></div></ml-explorable>
<section id="sec-inner" class="level3"><h3>Inner</h3><p>Words.</p></section></section>"""


@pytest.fixture
def indexed(tmp_path):
    """Write a page and an index of it as Quarto writes both; return the texts of the new index."""
    (tmp_path / "a.html").write_text(f"<html><body><main>{ASKED}{SHOWN}</main></body></html>")
    texts = {
        "a.html": "Description",
        "a.html#sec-see": "See … 9 of 20 &lt; 10 …",
        "a.html#sec-deep": "Deep nine.",
        "a.html#sec-plain": "Plain\n4 &lt; 5\nInnerWords.",
    }
    entries = [{"objectID": href, "href": href, "section": "s", "text": text} for href, text in texts.items()]
    (tmp_path / "search.json").write_text(json.dumps(entries))
    search.without_answers(tmp_path)
    return {one["href"]: one["text"] for one in json.loads((tmp_path / "search.json").read_text())}


def test_answers_are_taken_out_and_the_question_stays(indexed):
    said = " ".join(indexed["a.html#sec-see"].split())
    assert said == "SeeBefore & aftera line. The question? Last words."
    assert indexed["a.html#sec-deep"] == ""


def test_what_waits_for_nothing_stays_as_it_was(indexed):
    assert indexed["a.html"] == "Description"
    assert indexed["a.html#sec-plain"] == "Plain\n4 &lt; 5\nInnerWords."


def test_a_site_without_that_index_stays_without(tmp_path):
    search.without_answers(tmp_path)
    assert list(tmp_path.iterdir()) == []
