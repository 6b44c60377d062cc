"""The numbers that pages quote: each with its status, each from a reference we list."""

import pytest

from mlteams.paths import ROOT
from mlteams.publish import prepare


def test_a_source_row_shows_its_status():
    row = {"key": "k", "value": "54%", "status": "published"}
    assert prepare.marked(row) == "54% [published]{.status}"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("k,1,w,s,2020,guessed\n", "line 2: found status 'guessed'"),
        ("k,1,w,s,2020,measured\nk,2,w,s,2020,measured\n", "line 3: found the key 'k' a second time"),
        ("k,1,w,,2020,measured\n", "line 2: found a missing"),
    ],
)
def test_a_source_row_that_is_not_right_is_refused(tmp_path, monkeypatch, rows, said):
    (tmp_path / "part.csv").write_text(f"key,value,what,source,year,status\n{rows}")
    monkeypatch.setattr(prepare, "SOURCES", tmp_path)
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    with pytest.raises(ValueError, match=said):
        list(prepare.sources())


def test_every_source_names_a_reference_that_exists():
    bib = (ROOT / "references.bib").read_text(encoding="utf-8")
    assert [row["key"] for row in prepare.sources() if f"{{{row['source']}," not in bib] == []
