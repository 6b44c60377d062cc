"""The page of sources names every number and every page that quotes it."""

from pathlib import Path

import pytest

from mlteams.publish import numbers, sources


def test_a_number_is_shown_with_the_pages_that_quote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"value": "5%", "what": "of tasks", "source": "knuth", "status": "published", "year": "1974"}
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    monkeypatch.setattr(
        numbers, "sources", lambda: iter([{**row, "key": "one"}, {**row, "key": "two", "value": "6%"}])
    )
    (tmp_path / "chapters" / "tiny").mkdir(parents=True)
    page = tmp_path / "chapters" / "tiny" / "size.qmd"
    page.write_text(
        "---\ntitle: Size\n---\n{{< var source.one >}} and {{<var source.one>}}, {{< var source.tw >}}\n"
    )
    told = sources.page().splitlines()
    assert "| 5% | of tasks | [@knuth] | published | [Size](chapters/tiny/size.qmd) |" in told
    assert "| 6% | of tasks | [@knuth] | published | a model |" in told
