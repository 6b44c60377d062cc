"""The embedded renderer follows a small subset of Quarto, and refuses the rest: file, line, construct."""

import re
import shutil

import pytest

from mlteams.input.errors import BadInput
from mlteams.publish import navigation, page, render, shortcodes, source

CONFIG = (source.ROOT / "_quarto.yml").read_text(encoding="utf-8")
EXTENSIONS = source.ROOT / "_extensions"
FRONT = '---\ntitle: "A & B"\ndescription: says "x"\n---\n'


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one page; returns what renders it."""
    (tmp_path / "_quarto.yml").write_text(CONFIG)
    bib = "@article{renyi1962, author={Rényi, A.}, title={Records}, year={1962}}\n"
    (tmp_path / "references.bib").write_text(bib)
    drawn = tmp_path / "_build" / "explorables"
    drawn.mkdir(parents=True)
    (drawn / "stall.html").write_text('<ml-explorable class="explorable">\n\n<p>42%</p>\n</ml-explorable>\n')
    (drawn / "stall.print.html").write_text("<p>for print</p>")
    (drawn.parent / "ledger.md").write_text("::: {#management-x}\nclaim [@renyi1962]\n:::\n")
    (tmp_path / "_variables.yml").write_text(
        "part:\n  room:\n    n: '5.4'\nsource:\n  s: '[54%[\u00a0(published)]{.status}]{.sourced tabindex=\"0\"}'\n"
    )
    for module in (navigation, page, render, shortcodes, source):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    for module in (page, render, shortcodes):
        monkeypatch.setattr(module, "BUILD", tmp_path / "_build")
    path = tmp_path / "page.qmd"

    def rendered(body, front=FRONT):
        path.write_text(front + body, encoding="utf-8")
        entries = (navigation.Entry("A page", "page.qmd"),)
        text = page.rendered(path, source.config(), entries, shortcodes.shortcodes())
        render._images(path, text)
        return text

    rendered.root = tmp_path
    return rendered


def test_figures_tables_and_sections_are_numbered_as_quarto_numbers_them(course):
    text = course(
        "## One {#sec-one}\n\n### Under {#sec-under}\n\n## Two\n\n### Deep {#sec-deep}\n\n"
        "::: {#fig-a}\n{{< explorable stall >}}\n\nThe caption.\n:::\n\n"
        "| a |\n|---|\n| 1 |\n\n: Small {#tbl-a}\n\n"
        "See @fig-a, @Tbl-a, @sec-deep, [-@sec-under], [Panel @fig-a] and [@fig-a; @sec-one].\n"
    )
    assert "<figcaption>Figure\u00a01: The caption.</figcaption>" in text
    assert "<caption>Table\u00a01: Small</caption>" in text
    links = re.findall(r'<a href="#((?:fig|tbl|sec)-\w+)">([^<]*)</a>', text[text.index("See") :])
    assert links[:7] == [
        ("fig-a", "Figure\u00a01"),
        ("tbl-a", "Table\u00a01"),
        ("sec-deep", "Section\u00a02.1"),
        ("sec-under", "1.1"),
        ("fig-a", "Panel\u00a01"),
        ("fig-a", "Figure\u00a01"),
        ("sec-one", "Section\u00a01"),
    ]


def test_shortcodes_are_filled_and_markdown_in_a_value_is_read(course):
    text = course(
        "It is {{< var part.room.n >}}, {{< var source.s >}}.\n\n{{< ledger >}}\n\n{{< explorable stall >}}"
    )
    marked = '<span class="sourced" tabindex="0">54%<span class="status">\u00a0(published)</span></span>'
    assert f"<p>It is 5.4, {marked}.</p>" in text
    assert '<div id="management-x">' in text
    assert re.search(r'claim <span class="citation".*R\u00e9nyi', text)
    assert '<ml-explorable class="explorable">\n\n<p>42%</p>\n</ml-explorable>' in text


def test_an_included_page_brings_its_words_and_its_front_matter(course):
    included = "---\ntitle: Guide\nfilters: [workshop]\n---\n\n## Step {minutes=3}\n\n::: say\nHello\n:::\n"
    (course.root / "guide.qmd").write_text(included)
    extension = course.root / "_extensions" / "workshop"
    extension.mkdir(parents=True)
    (extension / "workshop.lua").write_text((EXTENSIONS / "workshop" / "workshop.lua").read_text())
    view = '---\npagetitle: "For <you>"\nsubtitle: Sub\nfacilitator: true\n---\n'
    text = course("{{< include guide.qmd >}}", view)
    assert "<title>For &lt;you&gt; – Ship the Team</title>" in text
    assert '<h1>Guide</h1>\n<p class="subtitle">Sub</p>' in text
    assert "<p>3 minutes</p>" in text
    assert "Hello" in text
    assert "Hello" not in course("{{< include guide.qmd >}}", view.replace("facilitator: true\n", ""))


def test_a_mistake_in_an_included_page_is_said_with_its_own_line(course):
    (course.root / "guide.qmd").write_text("---\ntitle: Guide\n---\n\nx\n\n@fig-x\n")
    with pytest.raises(BadInput, match=r"guide\.qmd, line 7: found @fig-x"):
        course("{{< include guide.qmd >}}")
    (course.root / "guide.qmd").write_text("---\ntitle: Guide\n---\n\n{{< include page.qmd >}}\n")
    with pytest.raises(BadInput, match=r"guide\.qmd, line 5: found the shortcode"):
        course("{{< include guide.qmd >}}")


def test_title_and_description_are_safe_in_the_head(course):
    text = course("x")
    assert "<title>A &amp; B – Ship the Team</title>" in text
    assert 'content="says &quot;x&quot;"' in text


def test_a_lesson_finds_the_site_and_its_neighbours(course):
    folder = course.root / "chapters" / "part"
    folder.mkdir(parents=True)
    for name in ("index", "one", "two"):
        (folder / f"{name}.qmd").write_text(
            f"---\ntitle: <{name}>\n---\n\n[x](one.qmd#a) [y](../../page.qmd)\n"
        )
    (course.root / "page.qmd").write_text(FRONT)
    entries = navigation.entries_of(
        [
            {
                "section": "The part",
                "href": "chapters/part/index.qmd",
                "contents": ["chapters/part/one.qmd", "chapters/part/two.qmd"],
            },
            {"section": "More", "contents": [{"href": "page.qmd", "text": "A page"}]},
        ]
    )
    text = page.rendered(folder / "one.qmd", source.config(), entries, shortcodes.shortcodes())
    assert 'src="../../assets/explorable.js"' in text
    assert '<a href="one.html#a">x</a> <a href="../../page.html">y</a>' in text
    to = "../../chapters/part/"
    assert (
        f'<ul><li><span class="part"><a href="{to}index.html">The part</a></span>'
        f'<ul><li><a href="{to}one.html" aria-current="page">&lt;one&gt;</a></li>'
        f'<li><a href="{to}two.html">&lt;two&gt;</a></li></ul></li>'
        '<li><span class="part">More</span><ul><li><a href="../../page.html">A page</a></li></ul></li></ul>'
    ) in text
    assert f'rel="prev" href="{to}index.html">← The part</a>' in text
    assert f'rel="next" href="{to}two.html">&lt;two&gt; →</a>' in text
    last = page.rendered(course.root / "page.qmd", source.config(), entries, shortcodes.shortcodes())
    assert 'href="chapters/part/two.html">← &lt;two&gt;</a>' in last
    assert 'rel="next"' not in last


def test_a_sidebar_that_only_quarto_follows_is_refused(course):
    for item in (
        {"section": "x"},
        {"text": "x", "href": "page.qmd", "icon": "y"},
        {"section": "x", "contents": [3]},
    ):
        with pytest.raises(BadInput, match=r"website\.sidebar\.contents: found"):
            navigation.entries_of([item])


def test_an_image_beside_the_page_is_found(course):
    (course.root / "x.png").write_bytes(b"png")
    text = course('![What it is](x.png){#fig-x fig-alt="A line that rises"}\n\n@fig-x')
    assert 'alt="A line that rises"' in text
    assert "Figure\u00a01: What it is" in text


@pytest.mark.parametrize("mark", ["{.column-margin}", "column-margin"])
def test_a_note_stands_in_a_row_with_the_paragraph_before_it(course, mark):
    text = course(f"## One\n\nWords.\n\n::: {mark}\nA note.\n:::\n\nMore.")
    row = re.search(r'<div class="noted wide">(.*?)</div>\s*</div>', text, re.S)[1]
    assert re.sub(r"\s+", "", row) == '<p>Words.</p><divclass="column-margin"><p>Anote.</p>'


REFUSED = {
    "a cell": "```{python}\n1\n```",
    "a cell in a list": "- x\n\n  ```{r}\n  1\n  ```",
    "an inline cell": "`{python} 1`",
    "a callout": "::: {.callout-note}\nx\n:::",
    "text beside a block's opening": "::: {.scene} Text.\n:::",
    "a bare callout": "::: callout-note\nx\n:::",
    "an indented callout": "  :::: {.callout-tip}\nx\n::::",
    "columns": "::: {layout-ncol=2}\nx\n:::",
    "tabs": "::: {.panel-tabset}\nx\n:::",
    "a condition": '::: {.content-visible when-format="pdf"}\nx\n:::',
    "an aside": "[x]{.aside}",
    "a note within a sentence": "[x]{.column-margin}",
    "a note after no paragraph": "## X\n\n::: {.column-margin}\nx\n:::",
    "two notes on a paragraph": "::: {.column-margin}\nx\n:::\n\n::: {.column-margin}\ny\n:::",
    "a note that is more": "::: {.column-margin .callout-note}\nx\n:::",
    "a wide column": "::: {.column-page}\nx\n:::",
    "another shortcode": "{{< video x.mp4 >}}",
    "an inclusion within a line": "See {{< include x.qmd >}}",
    "an agenda that was not computed": "{{< agenda management 91 >}}",
    "an unknown number": "{{< var part.room.m >}}",
    "a group of numbers": "{{< var part.room >}}",
    "too long a path": "{{< var part.room.n.x >}}",
    "an unknown explorable": "{{< explorable nope >}}",
    "the print form": "{{< explorable stall.print >}}",
    "another folder": "{{< explorable ../ledger >}}",
    "no name": "{{< explorable >}}",
    "an escaped shortcode": "{{{< var part.room.n >}}}",
    "a shortcode on two lines": "{{< var\npart.room.n >}}",
    "a shortcode in code": "```\n{{< var part.room.n >}}\n```",
    "an unknown figure": "@fig-x",
    "an equation": "$$ x $$ {#eq-a}\n\n@eq-a",
    "a figure without a caption": "::: {#fig-x}\n{{< explorable stall >}}\n:::",
    "one id twice": "::: {#fig-x}\na\n\nb\n:::\n\n::: {#fig-x}\na\n\nb\n:::",
    "a theorem": "::: {#thm-x}\nx\n:::",
    "a mixed group": "[@sec-x; @renyi1962]\n\n## X {#sec-x}",
    "an unknown source": "[@nobody2000]",
    "a first-level heading": "# X",
    "an image that is not there": "![x](y.png)",
    "an image without a text": "![](y.png)",
    "an image with a class of attributes": "![x](y.png){lightbox=true}",
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_outside_the_subset_is_refused_with_its_place(course, body):
    with pytest.raises(BadInput, match=r"page\.qmd, line \d+: found .+ would be right") as refused:
        course("First.\n\n" + body)
    line = int(re.search(r"line (\d+)", str(refused.value))[1])
    assert line >= 7
    assert "traceback" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("var part.room.m", "part.room.n would"),
        ("var prt.room.n", "part would"),
        ("var zzz", "one of part and source would"),
        ("var part.room", "one of its numbers, such as part.room.n, would"),
        ("var part.room.n.more", "part.room.n would"),
        ("explorable stal", "stall would"),
        ("ledger x", "nothing after the shortcode's name would"),
        ("report managment", "management would"),
        ("lessons managment", "management would"),
        ("agenda management 9", "management 90 would"),
        ("board x", "a name that is written, and none is yet, would"),
    ],
)
def test_a_name_that_is_none_is_answered_with_those_that_are(course, words, right):
    for name in ("hubs/management.md", "hubs/management-report.md", "agendas/management-90.html"):
        path = course.root / "_build" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    with pytest.raises(
        BadInput, match=re.escape(f"line 5: found the shortcode {{{{< {words} >}}}}; {right}")
    ):
        course(f"{{{{< {words} >}}}}")


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("no front matter\n", "line 1"),
        ("---\ntitle: [\n---\n", "line 2"),
        ("---\n---\n", "line 2"),
        ("---\ndescription: x\n---\n", "front matter"),
        ("---\ntitle: 3\n---\n", "front matter"),
        ("---\ntitle: x\nfilters: [other]\n---\n", "front matter"),
        ("---\ntitle: x\nformat: pdf\n---\n", "front matter"),
        ("---\nsubtitle: x\n---\n", "front matter"),
        ("---\ntitle: x\ndate: 2027-13-45\n---\n", "front matter: found the key date"),
        (f"---\ntitle: {'9' * 5000}\n---\n", "line 2: found a number too long"),
        (f"---\ntitle: {'[' * 3000}{']' * 3000}\n---\n", "line 2: found values nested too deep"),
        ("---\ntitle: x\nsubtitle: \a\n---\n", "line 3: found a control character"),
        ("---\ntitle: x\nexecute:\n  echo: false\n---\n", "front matter"),
    ],
)
def test_front_matter_that_is_not_understood_is_refused(course, front, place):
    with pytest.raises(BadInput, match=place):
        course("x", front)


def test_a_page_that_is_not_text_is_refused(course):
    (course.root / "page.qmd").write_bytes(b"---\ntitle: x\n---\n\xff")
    with pytest.raises(BadInput, match=r"page\.qmd, line 4: found the byte 0xff, which is not UTF-8"):
        source.read_page(course.root / "page.qmd", {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    toc: true", "    toc: true\n    number-sections: true"),
        ("toc-depth: 3", "toc-depth: 2"),
        ("html-math-method: mathml", "html-math-method: katex"),
        ("page-navigation: true", "page-navigation: false"),
        ("lang: en", "lang: en\nexecute: {}"),
        ("lang: en", "lang: ["),
        ("output-dir: _site", "output-dir: docs"),
        ("title: Ship the Team", "title: Ship the Team\n  navbar: {}"),
        ("references.bib", "nope.bib"),
        ("lang: en", ""),
    ],
)
def test_a_setting_that_only_quarto_follows_is_refused(course, old, new):
    assert old in CONFIG
    (course.root / "_quarto.yml").write_text(CONFIG.replace(old, new, 1))
    with pytest.raises(BadInput, match=r"_quarto\.yml"):
        source.config()


def test_a_failed_build_leaves_the_old_site(course, monkeypatch):
    (course.root / "_site").mkdir()
    (course.root / "_site" / "index.html").write_text("old")
    (course.root / "_quarto.yml").write_text(CONFIG.replace("lang: en", "lang: en\nexecute: {}"))
    monkeypatch.setattr(render, "SITE", course.root / "_site")
    monkeypatch.setattr(render.prepare, "prepare", lambda _first: None)
    with pytest.raises(BadInput):
        render.build()
    assert (course.root / "_site" / "index.html").read_text() == "old"


def test_a_new_site_takes_the_place_of_the_old_one_whole(course, monkeypatch):
    site, draft = course.root / "_site", course.root / "_build" / "site"
    for folder, name in ((site, "old.html"), (draft, "new.html")):
        folder.mkdir()
        (folder / name).write_text("x")
    monkeypatch.setattr(render, "SITE", site)
    render._swap(draft)
    assert [path.name for path in site.iterdir()] == ["new.html"]
    assert not draft.exists()


def test_a_page_is_rendered_again_only_when_it_changes(course, monkeypatch):
    before = course("x")
    monkeypatch.setattr(page.subprocess, "run", lambda *_words, **_more: pytest.fail("pandoc ran"))
    assert course("x") == before
    shutil.rmtree(course.root / "_build" / "pages")
    with pytest.raises(pytest.fail.Exception):
        course("x")
