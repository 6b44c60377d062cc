"""A link that leads nowhere stops the build: its page and line, and what would be right."""

from pathlib import Path

import pytest

from mlteams.input.errors import BadInput
from mlteams.publish import links, render, source

PICTURE = '<ml-explorable id="explorable-stall"></ml-explorable>'


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Two pages; returns what checks the first with some Markdown and its HTML."""
    for module in (links, source):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    folder = tmp_path / "_build" / "site"
    (folder / "chapters").mkdir(parents=True)
    (folder / "glossary.html").write_text('<h2 id="term-a&amp;b">A</h2><dt id="calibration">C</dt>')
    (folder / "data.yaml").write_text("a: 1\n")
    page = tmp_path / "chapters" / "one.qmd"
    page.parent.mkdir()

    def check(markdown, made):
        page.write_text(f"---\ntitle: x\n---\n\n{markdown}\n")
        (folder / "chapters" / "one.html").write_text(made)
        links.check(folder, {page: made})

    return check


@pytest.mark.parametrize(
    "link",
    ["../glossary.html", "../glossary.html#calibration", "../glossary.html?a=1#term-a&amp;b", "#here", "#",
     "../data.yaml", "https://example.org/nope#nope", "mailto:a@example.org", "one.html#here", "one.html#/2"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_passes(site, link):
    site("x", f'<p id="here"><a class="x" href="{link}">x</a></p>')


@pytest.mark.parametrize(
    ("written", "link", "found", "right"),
    [
        ("../glosary.qmd", "../glosary.html", "which is not there", "../glossary.qmd"),
        ("../glossary.qmd#calibratoin", "../glossary.html#calibratoin", "a place that is not there", "#calibration"),
        ("../glossary.qmd#zz", "../glossary.html#zz", "a place that is not there", "a place that ../glossary.qmd has"),
        ("#sec-nope", "#sec-nope", "a place that is not there", "a place that the page has"),
        ("../../secret.txt", "../../secret.txt", "which is not there", "a file of the course"),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_said_with_its_line(site, written, link, found, right):
    Path(source.ROOT, "_build", "secret.txt").write_text("outside the site")
    with pytest.raises(BadInput) as caught:
        site(f"[x](https://example.org)\n\n[x]({written})", f'<a href="{link}">x</a>')
    said = f"one.qmd, line 7: found a link to {written}, {found}; {right} would be right"
    assert str(caught.value).endswith(said)


def test_every_wrong_link_is_told(site):
    with pytest.raises(BadInput) as caught:
        site("[x](#a)\n[x](#b)", '<a href="#a">x</a> <a href="#b">x</a> <a href="#b">x</a>')
    assert [line.split(": found")[0][-6:] for line in str(caught.value).splitlines()] == ["line 5", "line 6"]


def test_prose_waits_for_an_explorable_of_its_page(site):
    site("::: {.revealed for=stall}", f'{PICTURE}<div class="revealed" for="stall">')
    with pytest.raises(
        BadInput, match=r"line 5: found \.revealed for=nope; an explorable of this page \(stall\)"
    ):
        site("::: {.revealed for=nope}", f'{PICTURE}<div class="revealed" for="nope">')
    with pytest.raises(BadInput, match=r"a page with an explorable would be right"):
        site("::: {.revealed for=stall}", '<div class="revealed" for="stall">')


def test_a_site_with_a_wrong_link_does_not_take_the_place_of_the_old_one(tmp_path, monkeypatch):
    for module in (links, source, render):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "_site").mkdir()
    (tmp_path / "_site" / "index.html").write_text("old")
    page = tmp_path / "index.qmd"
    page.write_text("---\ntitle: x\n---\n[x](#nope)\n")
    settings = {"project": {"render": ["*.qmd"], "resources": []}, "website": {"sidebar": {"contents": []}}}
    monkeypatch.setattr(render, "BUILD", tmp_path / "_build")
    monkeypatch.setattr(render, "SITE", tmp_path / "_site")
    monkeypatch.setattr(render, "config", lambda: settings)
    monkeypatch.setattr(render, "shortcodes", dict)
    monkeypatch.setattr(render, "rendered", lambda *_rest: '<a href="#nope">x</a>')
    monkeypatch.setattr(render.prepare, "prepare", lambda _first: None)
    monkeypatch.setattr(render.prepare, "finish", lambda _site: None)
    with pytest.raises(BadInput, match=r"index\.qmd, line 4: found a link to #nope"):
        render.build()
    assert (tmp_path / "_site" / "index.html").read_text() == "old"
