"""A report of our own in every form: the same content, pictures that can be heard, names that stay names."""

import errno
import io
import json
import os
import re
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pypandoc
import pytest
from html_page import read_page, stands_alone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from mlteams.core import figure as look
from mlteams.core.block import Grid, Heading, Items, Number, Numbers, Paragraph, Picture, Quote, Report
from mlteams.input.errors import BadInput
from mlteams.input.target import check_target
from mlteams.report.html import as_html
from mlteams.report.terminal import print_report
from mlteams.report.write import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = [
    "[red]<b>$x$ | ![i](http://e.x/i.png) & co",
    "<script>alert('a')</script>",
    "a|b *c* _d_ `e` #f ~~g~~",
    "שלום עולם العربية",
    "x" * 120,
    "👩\u200d🔬 می\u200cخواهم a\u200bb so\u00adft",
    "two  words: {{ 7 * 7 }} \\n {% raw %}",
]


def drawn():
    made, (axes,) = look.figure()
    axes.plot([1, 2], [3, 4], color=look.MAIN)
    axes.set_xlabel("crates")
    return made


def told(name="Apples"):
    """A report with a block of every kind, all of which say the name."""
    return Report(
        kind="fruit",
        title=name,
        answer=f"{name} are ripe.",
        blocks=(
            Heading("In the basket"),
            Paragraph(f"We counted {name}."),
            Quote(name),
            Numbers((Number("59%", name, f"Of {name}."), Number("3", "crates", "Full ones."))),
            Items((name, "pears"), numbered=True),
            Items(("plums", name)),
            Grid("What is there", ("fruit", "pieces"), ((name, "3"), ("pears", "4,000"))),
            Heading("Seen from above", level=3),
            Picture(
                "basket", f"The basket of {name}", f"A line of {name} that rises from three to four", drawn
            ),
        ),
        data={"fruit": name},
    )


def terminal(report, width=200):
    sink = io.StringIO()
    print_report(report, Console(file=sink, width=width, highlight=False))
    return sink.getvalue()


def as_written(report, out):
    write(report, out)
    return out.read_text(encoding="utf-8")


def document(path):
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read("word/document.xml")), archive.read("docProps/core.xml").decode()


def words(body):
    said = {f"{W}t": lambda one: one.text or "", f"{W}softHyphen": lambda _: "\u00ad"}
    return "".join(said[one.tag](one) for one in body.iter() if one.tag in said)


def test_the_page_stands_alone_and_can_be_heard():
    page = stands_alone(as_html(told()))
    for wanted in ("In the basket", "Apples are ripe.", "plums", "4,000", "The basket of Apples", "crates"):
        assert wanted in page.text
    tags = [tag for tag, _ in page.tags]
    assert [tags.count(tag) for tag in ("ol", "ul", "blockquote", "figcaption", "h2", "h3")] == [1] * 6
    assert [given["scope"] for tag, given in page.tags if tag == "th"] == ["col", "col", "row", "row"]


def test_every_colour_of_the_page_follows_the_scheme():
    text = as_html(told())
    pictures = "".join(re.findall(r"<svg.*?</svg>", text, re.S))
    assert "var(--slate)" in pictures
    assert not re.findall(r"#[0-9a-f]{6}", pictures)
    light, dark = (set(re.findall(r"--\w+(?=:)", part)) for part in re.findall(r":root \{(.*?)\}", text)[:2])
    assert set(re.findall(r"var\((--\w+)\)", text)) <= light == dark


def test_the_document_has_headings_tables_with_heads_and_pictures_with_words(tmp_path):
    out = tmp_path / "fruit.docx"
    assert write(told(), out) == f"{out} is written."
    assert os.listdir(tmp_path) == ["fruit.docx"]
    body, core = document(out)
    styles = {}
    for p in body.iter(f"{W}p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            styles.setdefault(style.get(f"{W}val"), []).append(words(p))
    assert styles["Title"] == ["Apples"]
    assert (styles["Heading1"], styles["Heading2"]) == (["In the basket"], ["Seen from above"])
    (table,) = body.iter(f"{W}tbl")
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    (drawing,) = [one.get("descr") for one in body.iter() if one.tag.endswith("}docPr")]
    assert drawing == "A line of Apples that rises from three to four"
    assert "<dc:title>Apples</dc:title>" in core
    assert "<dc:language>en</dc:language>" in core
    for wanted in ("Apples are ripe.", "plums", "4,000", "What is there"):
        assert wanted in words(body)


def test_the_markdown_has_its_pictures_beside_it(tmp_path):
    out = tmp_path / "my fruit.md"
    assert write(told(), out) == f"{out} is written, with its pictures in my fruit-pictures."
    page = read_page(pypandoc.convert_text(out.read_text(), "html", format="gfm"))
    (shown,) = [attributes for tag, attributes in page.tags if tag == "img"]
    assert (tmp_path / shown["src"].replace("%20", " ")).read_bytes().startswith(b"\x89PNG")
    assert shown["alt"] == "A line of Apples that rises from three to four"
    tags = [tag for tag, _ in page.tags]
    assert [tags.count(tag) for tag in ("table", "ol", "ul", "blockquote", "h1", "h2", "h3")] == [1] * 7
    for wanted in ("Apples are ripe.", "What is there", "4,000"):
        assert wanted in page.text


@pytest.mark.parametrize(
    "name", ["Q1 #2", "a?b", "50%20", "50%", "a:b", "(a) [b]", "עולם", "a&amp;b", "a'b\"c", "*a*_b_"]
)
def test_the_pictures_are_found_whatever_the_report_is_called(tmp_path, name):
    write(told(), tmp_path / f"{name}.md")
    text = (tmp_path / f"{name}.md").read_text(encoding="utf-8")
    page = read_page(pypandoc.convert_text(text, "html", format="gfm"))
    (shown,) = [urllib.parse.urlsplit(attributes["src"]) for tag, attributes in page.tags if tag == "img"]
    assert (shown.scheme, shown.query, shown.fragment) == ("", "", "")
    assert (tmp_path / urllib.parse.unquote(shown.path)).is_file()


def test_the_terminal_tells_everything_but_pictures_and_headings_over_nothing_else():
    text = terminal(told())
    for wanted in ("In the basket", "Apples are ripe.", "“Apples”", "1. Apples", "– plums", "What is there:"):
        assert wanted in text
    assert "Seen from above" not in text  # only the picture stands there
    above = Picture("above", "Above", "What there is to see from above", drawn)
    headings = (
        Heading("One"),
        Heading("Two", 3),
        above,
        Heading("Three"),
        Heading("Four", 3),
        Paragraph("Five"),
    )
    text = terminal(Report("fruit", "Fruit", "Ripe.", headings))
    assert [line for line in text.splitlines() if line] == ["Fruit", "Ripe.", "Three", "Four", "Five"]
    text = terminal(told())
    assert "\x1b" not in text
    lines = text.splitlines()
    assert next(line for line in lines if line.startswith("Apples  ")).rstrip().endswith("    3")


@pytest.mark.parametrize("width", [40, 60])
def test_the_terminal_page_keeps_to_its_width(width):
    assert max(map(len, terminal(told("long " * 20), width).splitlines())) <= width


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_names_in_every_form(name, tmp_path):
    report = told(name)
    said = re.sub(r"\s+", " ", name)
    page = stands_alone(as_html(report))
    assert page.text.count(name) >= 7  # title, heading, answer, and each block
    write(report, tmp_path / "f.docx")
    assert re.sub(r"\s+", " ", words(document(tmp_path / "f.docx")[0])).count(said) >= 6
    read = read_page(pypandoc.convert_text(as_written(report, tmp_path / "f.md"), "html", format="gfm"))
    assert [given["src"] for tag, given in read.tags if tag == "img"] == ["f-pictures/basket.png"]
    assert not {"b", "script", "em", "del", "code"} & {tag for tag, _ in read.tags}
    assert re.sub(r"\s+", " ", read.text).count(said) >= 6
    assert name in terminal(report, 300)


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"]),
        min_size=1,
        max_size=9,
    )
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_gives_a_page_and_markdown(tmp_path, name):
    assert name in read_page(as_html(told(name))).text
    write(told(name), tmp_path / "fruit.md")


def test_what_a_terminal_would_obey_is_shown_instead(tmp_path):
    report = told("a\x1b[2Jb\u202ec")
    for text in (terminal(report), as_html(report), as_written(report, tmp_path / "f.md")):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert r"a\x1b[2Jb\u202ec" in terminal(report)


@pytest.mark.parametrize("width", [40, 80])
def test_a_terminal_folds_long_words_and_cuts_none(width):
    text = terminal(told("x" * 120), width)
    assert "…" not in text
    assert text.count("x") == terminal(told("x" * 120), 400).count("x")


@pytest.mark.parametrize("name", ["fruit.pdf", "fruit", "fruit.md.txt", ".md"])
def test_an_ending_without_a_form_is_refused(tmp_path, name):
    with pytest.raises(BadInput, match=r"a name that ends in \.html, \.docx or \.md would be right"):
        write(told(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", ["html", "docx", "md", "HTML"])
def test_what_is_written_is_known_as_ours_and_of_its_kind(tmp_path, end):
    out, source = tmp_path / f"fruit.{end}", tmp_path / "fruit.yaml"
    write(told(), out)
    check_target("-o", out, [source], "fruit")
    write(told("Pears"), out)
    with pytest.raises(
        BadInput, match="found a file that is no vegetable written by this course; another name, or"
    ):
        check_target("-o", out, [source], "vegetable")
    check_target("-o", out, [source], "vegetable", force=True)


def test_a_picture_of_somebody_else_is_not_replaced(tmp_path):
    folder = tmp_path / "fruit-pictures"
    folder.mkdir()
    (folder / "basket.png").write_bytes(b"\x89PNG mine")
    (folder / "notes.txt").write_text("mine too")
    with pytest.raises(BadInput, match="a file that is no fruit written by this course"):
        write(told(), tmp_path / "fruit.md")
    assert (folder / "basket.png").read_bytes() == b"\x89PNG mine"
    assert not (tmp_path / "fruit.md").exists()
    write(told(), tmp_path / "fruit.md", force=True)
    write(told(), tmp_path / "fruit.md")  # now it is ours
    assert sorted(os.listdir(folder)) == ["basket.png", "notes.txt"]
    assert (folder / "notes.txt").read_text() == "mine too"


@pytest.mark.parametrize("way", ["symlink_to", "hardlink_to"])
@pytest.mark.parametrize("name", ["fruit.md", "fruit-pictures/basket.png"])
def test_no_file_that_was_read_is_replaced_not_even_by_force(tmp_path, name, way):
    files = [tmp_path / "other.yaml", tmp_path / "read.yaml"]
    for path in files:
        path.write_text("crates: 4")
    (tmp_path / "fruit-pictures").mkdir()
    getattr(tmp_path / name, way)(files[1])
    with pytest.raises(BadInput, match="found the file that is read; another file would be right"):
        write(told(), tmp_path / "fruit.md", sources=files, force=True)
    assert [path.read_text() for path in files] == ["crates: 4"] * 2
    assert not (tmp_path / "fruit.md").exists() or name == "fruit.md"
    write(told(), tmp_path / "fruit.md", sources=files[:1], force=True)
    assert files[0].read_text() == "crates: 4"


def test_a_file_where_the_pictures_go_stays(tmp_path):
    (tmp_path / "fruit-pictures").write_text("mine")
    with pytest.raises(BadInput, match="no place for a file"):
        write(told(), tmp_path / "fruit.md", force=True)
    assert (tmp_path / "fruit-pictures").read_text() == "mine"


def test_a_report_that_is_written_again_keeps_its_mode(tmp_path):
    paths = [tmp_path / "fruit.md", tmp_path / "fruit-pictures" / "basket.png"]
    write(told(), paths[0])
    for path in paths:
        path.chmod(0o640)
    write(told("Pears"), paths[0])
    assert [path.stat().st_mode & 0o777 for path in paths] == [0o640, 0o640]
    assert "Pears" in paths[0].read_text()


def test_a_name_that_a_terminal_would_obey_is_shown_in_the_sentence(tmp_path):
    for end in ("html", "md"):
        said = write(told(), tmp_path / f"a\x1b[2J.{end}")
        assert "\x1b" not in said
        assert f"a\\x1b[2J.{end} is written" in said


def test_a_report_behind_a_link_stays_behind_it(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "fruit.md").symlink_to(tmp_path / "real" / "fruit.md")
    for _ in range(2):
        write(told(), tmp_path / "fruit.md")
    assert (tmp_path / "fruit.md").is_symlink()
    assert sorted(os.listdir(tmp_path / "real")) == ["fruit-pictures", "fruit.md"]


@pytest.mark.parametrize("end", ["html", "docx", "md"])
@pytest.mark.parametrize("good", [0, 1])
def test_a_report_is_written_whole_or_not_at_all(tmp_path, monkeypatch, end, good):
    real, calls = os.replace, []

    def full(*names):
        calls.append(names)
        if len(calls) > (good if end == "md" else 0):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*names)

    (tmp_path / f"fruit.{end}").write_text("before")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BadInput, match="No space left on device"):
        write(told(), tmp_path / f"fruit.{end}")
    assert os.listdir(tmp_path) == [f"fruit.{end}"]
    assert (tmp_path / f"fruit.{end}").read_text() == "before"


def test_no_picture_is_replaced_before_all_fit_on_the_disk(tmp_path, monkeypatch):
    write(told(), tmp_path / "fruit.md")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    real = Path.write_bytes

    def full(path, content):
        if content.startswith(b"<!--"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BadInput, match="No space left on device"):
        write(told("Pears"), tmp_path / "fruit.md")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


def test_a_report_without_blocks_has_every_form(tmp_path):
    bare = Report("fruit", "Nothing", "There is nothing.", ())
    stands_alone(as_html(bare))
    for end in ("html", "docx", "md"):
        write(bare, tmp_path / f"f.{end}")
    assert terminal(bare) == "Nothing\nThere is nothing.\n"
    assert json.dumps(dict(bare.data)) == "{}"
