"""The numbers that pages quote: each with its status, each from a reference we list."""

from datetime import date

import pytest

from mlteams.input import source_rows
from mlteams.input.errors import BadInput
from mlteams.paths import ROOT
from mlteams.publish import numbers, prepare, workshops


def test_a_source_row_shows_its_status():
    row = {"key": "k", "value": "54%", "status": "published"}
    assert numbers.marked(row) == '[54%[\u00a0(published)]{.status}]{.sourced tabindex="0"}'
    for value, shown in (
        ("2.00", "2"),
        ("7.0", "7"),
        ("10", "10"),
        ("0.20", "0.20"),
        ("1.05", "1.05"),
        ("3,000", "3,000"),
    ):
        assert numbers.marked(row | {"value": value}).startswith(f"[{shown}[")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("k,1,w,s,2020,guessed\n", "line 2: found status 'guessed'"),
        ("k,1,w,s,2020,measured\nk,2,w,s,2020,measured\n", "line 3: found the key 'k' a second time"),
        ("k,1,w,,2020,measured\n", "line 2: found a missing"),
        ("k,1,w,s,2020,measured,more\n", "line 2: found a missing or surplus"),
        (f"k,1,{'w' * 1001},s,2020,measured\n", "line 2: found a what of 1,001 characters"),
        (f"k,1,{'w' * 1000},s,2020,guess\n", "line 2: found status 'guess'"),
        (f"k,1,{'w' * 200_000},s,2020,measured\n", "line 2: found a what of 200,000 characters"),
        (f"k,1,{'w' * 2_000_000},s,2020,measured\n", "line 2: found a cell of more than 1,000,000"),
        ('k,1,"w\nw",s,2020,measured\nl,1,w,s,2020,guess\n', "line 4: found status 'guess'"),
        ('k,1,"w,s,2020,measured\n', "line 2: found no CSV"),
    ],
)
def test_a_source_row_that_is_not_right_is_refused(tmp_path, rows, said):
    file = tmp_path / "sources.csv"
    file.write_text(f"key,value,what,source,year,status\n{rows}")
    with pytest.raises(BadInput, match=rf"sources\.csv, {said}"):
        list(source_rows.rows([file]))


def test_a_key_stands_once_in_all_parts_together(tmp_path):
    files = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for file in files:
        file.write_text("key,value,what,source,year,status\nk,1,w,s,2020,measured\n")
    with pytest.raises(BadInput, match=r"two\.csv, line 2: found the key 'k' a second time"):
        list(source_rows.rows(files))
    assert [row["key"] for row in source_rows.rows(files[:1])] == ["k"]


def test_every_source_names_a_reference_that_exists():
    bib = (ROOT / "references.bib").read_text(encoding="utf-8")
    assert [row["key"] for row in numbers.sources() if f"{{{row['source']}," not in bib] == []


def test_a_page_of_quarto_names_its_navigations_once_however_often_it_runs():
    opener = '<a class="sidebar-item-text" data-bs-target="#one" {} aria-expanded="true">'
    repeated = '<a class="sidebar-item-toggle" data-bs-target="#one" {} aria-label="Toggle section">'
    page = '<nav {}id="quarto-sidebar" class="sidebar">' + opener + repeated + '<nav aria-label="breadcrumb">'
    once = prepare.name_landmarks(page.format("", 'role="navigation"', 'role="navigation"'))
    assert once == page.format('aria-label="Course" ', 'role="button" href="#one"', 'aria-hidden="true"')
    assert prepare.name_landmarks(once) == once


def test_a_page_of_quarto_takes_the_hue_of_its_part():
    page = '<body class="{}nav-sidebar floating">'
    hued = prepare.name_part(page.format(""), ("chapters", "hiring", "ask.html"))
    assert hued == page.format("hiring ")
    assert prepare.name_part(hued, ("chapters", "hiring", "ask.html")) == hued
    for place in (("index.html",), ("chapters", "hiring.html"), ("workshops", "hiring", "x.html")):
        assert prepare.name_part(page.format(""), place) == page.format("")
    ours = '<body class="broad hiring">'
    assert prepare.name_part(ours, ("chapters", "hiring", "index.html")) == ours


def test_slides_of_quarto_may_be_enlarged_and_have_no_menu_out_of_reach():
    page = '<meta content="initial-scale=1.0{}"><script>plugins: [PdfExport, {}QuartoSupport]</script>'
    theirs = page.format(", maximum-scale=1.0, user-scalable=no, minimal-ui", "RevealMenu, ")
    assert prepare.name_landmarks(theirs) == page.format("", "")


def test_a_guide_that_has_outgrown_its_slot_stops_the_build(monkeypatch, tmp_path):
    monkeypatch.setattr(workshops, "BUILD", tmp_path)
    monkeypatch.setattr(workshops.agenda, "SLOTS", {"a coffee": 20})
    with pytest.raises(BadInput, match=r"management\.qmd, a coffee: found a workshop that takes \d+ minutes"):
        workshops.write()


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.004, "share", "0.4%"),
        (0.06, "EUR", "€0.06"),
        (5.0, "EUR", "€5"),
        (30_000, "labels", "30,000"),
        (0.5, "weeks", "0.5"),
        (date(2027, 1, 4), "day", "4 January 2027"),
    ],
)
def test_a_fact_of_heron_s_is_shown_by_its_unit(value, unit, shown):
    assert numbers.shown(value, unit) == shown


def test_a_fact_of_heron_s_is_marked_as_assumed():
    assert "(assumed)" in numbers.assumed()["company"]["people"]
