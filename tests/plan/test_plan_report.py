"""The report of a plan in its three formats: the same content, pictures that can be heard, names that stay names."""

import errno
import os
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from pathlib import Path

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_roadmap_report import read_page

from mlteams.input.errors import BadInput
from mlteams.plan.plan_file import read_plan
from mlteams.report.files import as_html, write_report

ROOT = Path(__file__).parents[2]
TODAY = date(2027, 1, 4)
HERON = ROOT / "examples" / "heron-plan.yaml"
HOSTILE = "[red]<b>$x$ | ![i](http://e.x/i.png) & co"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = [
    *("Management", "The sentence for leadership", "When is it done?", "Top risks", "Approaches"),
    *("What is agreed", "Assumptions and their status"),
]
GRIDS = 6
PICTURES = 5


@pytest.fixture(scope="module")
def heron():
    return read_plan(HERON, TODAY)


def hostile(tmp_path, name=HOSTILE):
    path = tmp_path / "plan.yaml"
    quoted = "'" + name.replace("'", "''") + "'"
    path.write_text(
        f"title: {quoted}\nmanagement:\n"
        f"  roadmap: {{unit: weeks, tasks: [{{name: {quoted}, estimate: [1, 2, 3], chance: 0.9}}]}}\n"
        f"  approaches: {{shared: 1, options: [{{name: {quoted}, chance: 0.5, cost: 1}}], order: [{quoted}]}}\n"
        f"  leadership: {{sentence: {quoted}}}\n  assumptions: [{{says: {quoted}, check: {quoted}}}]\n"
        f"  rewards: results\n",
        encoding="utf-8",
    )
    return read_plan(path, TODAY)


def everything(study):
    """What every format must say, each once at least: from the plan and from its simulation."""
    outcome = study.report.outcome
    return [
        "From September a machine types two labels in three",
        "3 September 2027",
        f"{outcome.p85:.1f} weeks",
        "Shadow run in one depot",
        "Printed labels",
        "57 of 60 runs without a new best: change the search",
        "measure it in the shadow run",
        "published",
        "Durations and successes are drawn independently",
    ]


def test_the_page_stands_alone_and_can_be_heard(heron):
    text = as_html(heron)
    page = read_page(text)
    tags = [tag for tag, _ in page.tags]
    assert not {"script", "img", "iframe", "object", "embed", "base"} & set(tags)
    for tag, attributes in page.tags:
        for name in ("src", "href", "xlink:href", "style"):
            value = attributes.get(name) or ""
            assert value in ("data:,", "") or value.startswith("#") or "//" not in value, (tag, value)
        if attributes.get("role") == "img":
            assert len(attributes["aria-label"]) > 20
    assert tags.count("svg") == PICTURES
    assert tags.count("h1") == 1
    assert tags.count("table") == tags.count("caption") == GRIDS
    assert "nan" not in re.findall(r"\w+", page.text.lower())
    for wanted in [*HEADINGS, *everything(heron.studies[0][1])]:
        assert wanted in page.text, wanted
    ids = [given_["id"] for _, given_ in page.tags if given_.get("id")]
    assert len(ids) == len(set(ids))
    pictures = "".join(re.findall(r"<svg.*?</svg>", text, re.S))
    assert not re.findall(r"#[0-9a-f]{6}", pictures)


def document(path):
    with zipfile.ZipFile(path) as archive:
        return (
            ET.fromstring(archive.read("word/document.xml")),
            archive.namelist(),
            archive.read("docProps/core.xml"),
        )


def test_the_document_has_headings_tables_with_heads_and_pictures_with_words(heron, tmp_path):
    out = tmp_path / "plan.docx"
    assert write_report(heron, out) == f"{out} is written."
    assert [one.name for one in tmp_path.iterdir()] == ["plan.docx"]
    body, names, core = document(out)
    paragraphs = [
        (p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "".join(t.text or "" for t in p.iter(f"{W}t")))
        for p in body.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
    ]
    assert [text for style, text in paragraphs if style == "Title"] == ["Heron reads its labels"]
    assert [text for style, text in paragraphs if style.startswith("Heading")] == HEADINGS
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == GRIDS
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)
    drawings = [one.get("descr") for one in body.iter() if one.tag.endswith("}docPr")]
    assert len(drawings) == PICTURES == len([name for name in names if name.startswith("word/media/")])
    assert all(len(words or "") > 40 for words in drawings)
    assert b"Heron reads its labels" in core
    text = pypandoc.convert_file(
        str(out), "plain", format="docx", extra_args=["--wrap=none", "--columns=500"]
    )
    for wanted in everything(heron.studies[0][1]):
        assert wanted in re.sub(r"\s+", " ", text), wanted


def test_the_markdown_has_its_pictures_beside_it(heron, tmp_path):
    out = tmp_path / "my plan.md"
    assert write_report(heron, out) == f"{out} is written, with its pictures in my plan-pictures."
    text = out.read_text(encoding="utf-8")
    tree = pypandoc.convert_text(text, "html", format="gfm")
    page = read_page(tree.replace("<br>", "<br />"))
    shown = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(shown) == PICTURES
    for one in shown:
        assert (tmp_path / one["src"].replace("%20", " ")).read_bytes().startswith(b"\x89PNG")
        assert len(one["alt"]) > 40
    assert sum(tag == "table" for tag, _ in page.tags) == GRIDS
    for wanted in [*HEADINGS, *everything(heron.studies[0][1])]:
        assert wanted in page.text, wanted
    assert "<" not in re.sub(r"`[^`]*`|\\<|<0\.1%", "", text)


def test_contradictions_come_first_and_what_is_empty_last(tmp_path):
    plan = hostile(tmp_path, "a")
    page = read_page(as_html(plan)).text
    assert page.index("Settle these") < page.index("Results are rewarded") < page.index("When is it done?")
    assert "line 7 of the plan; read chapters/management.html#sec-incentives" in page
    assert page.index("Still empty") < page.index("management.promise")
    for end in ("html", "docx", "md"):
        assert write_report(plan, tmp_path / f"x.{end}").endswith("; 2 contradictions on top.")


def test_names_stay_names_in_every_format(tmp_path):
    plan = hostile(tmp_path)
    page = as_html(plan)
    assert "<b>" not in page
    assert HOSTILE in read_page(page).text
    write_report(plan, tmp_path / "plan.docx")
    body = document(tmp_path / "plan.docx")[0]
    assert HOSTILE in "".join(t.text or "" for t in body.iter(f"{W}t"))
    write_report(plan, tmp_path / "plan.md")
    read = read_page(pypandoc.convert_text((tmp_path / "plan.md").read_text(), "html", format="gfm"))
    pictures = [attributes["src"] for tag, attributes in read.tags if tag == "img"]
    assert pictures
    assert all(source.startswith("plan-pictures/") for source in pictures)
    assert not {"b"} & {tag for tag, _ in read.tags}
    assert HOSTILE in read.text


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"]),
        min_size=1,
        max_size=9,
    )
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_gives_a_page_and_markdown(tmp_path, name):
    plan = hostile(tmp_path, name)
    assert name in read_page(as_html(plan)).text
    write_report(plan, tmp_path / "plan.md")


@pytest.mark.parametrize(
    "text",
    [
        "title: x\n",
        "management:\n  promise: {date: 2026-01-01, confidence: 1}\n  top_risk: {date: a, chance: b}\n",
        "management:\n  roadmap: {unit: days, tasks: [{name: a, estimate: 1, status: failed}]}\n"
        "  top_risk: {date: a}\n",
        "management:\n  roadmap: {unit: days, tasks: [{name: a, estimate: 0}]}\n"
        "  promise: {date: 2027-01-04, confidence: 1}\n",
        "management:\n  roadmap: {unit: days, start: 2028-01-01, tasks: [{name: a, estimate: 3}]}\n"
        "  promise: {date: 2027-05-05}\n",
        "management:\n  approaches: {shared: 1, options: "
        "[{name: a, chance: 1, cost: 1}, {name: b, chance: 0, cost: 9}]}\n",
        "management:\n  approaches: {options: [{name: a, chance: 0, cost: 1}, {name: b}]}\n  stall: {runs: 3}\n",
        "management:\n  approaches: {shared: 0.5, options: ["
        + "{name: a, chance: 0.5, cost: 1}, " * 50
        + "]}\n",
    ],
)
def test_plans_at_the_edge_have_a_report_in_every_format(tmp_path, text):
    (tmp_path / "plan.yaml").write_text(text)
    plan = read_plan(tmp_path / "plan.yaml", TODAY)
    for end in ("html", "docx", "md"):
        write_report(plan, tmp_path / f"out.{end}")
        assert (tmp_path / f"out.{end}").stat().st_size > 100
    assert "nan" not in re.findall(r"\w+", read_page(as_html(plan)).text.lower())


def test_an_ending_without_a_format_is_refused(heron, tmp_path):
    for name in ("plan.pdf", "plan", "plan.md.txt"):
        with pytest.raises(BadInput, match=r"a name that ends in \.html, \.docx or \.md would be right"):
            write_report(heron, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", ["html", "docx", "md"])
@pytest.mark.parametrize("good", [0, 3])
def test_a_report_is_written_whole_or_not_at_all(heron, tmp_path, monkeypatch, end, good):
    real, calls = os.replace, []

    def full(*names):
        calls.append(names)
        if len(calls) > (good if end == "md" else 0):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*names)

    (tmp_path / f"plan.{end}").write_text("before")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BadInput, match="No space left on device"):
        write_report(heron, tmp_path / f"plan.{end}")
    assert [one.name for one in tmp_path.iterdir()] == [f"plan.{end}"]
    assert (tmp_path / f"plan.{end}").read_text() == "before"


def test_a_picture_marks_the_promised_day(heron):
    picture = re.search(r"<svg.*?</svg>", as_html(heron), re.S)[0]
    assert ">promised</text>" in picture
    assert picture.count("var(--purple)") >= 2  # the line and its label
