"""The page of sources names every number and every page that quotes it."""

import re
from pathlib import Path

import pypandoc
import pytest

from mlteams.input.errors import BadInput
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


def test_a_bar_or_a_line_end_in_a_cell_stays_within_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"key": "one", "value": "5|6", "what": "a\nb | c", "source": "knuth", "status": "published"}
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    monkeypatch.setattr(numbers, "sources", lambda: iter([row]))
    table = pypandoc.convert_text(sources.page(), "html", format="markdown")
    assert re.findall(r"<td.*?>(.*?)</td>", table)[:2] == ["5|6", "a b | c"]
    assert table.count("<td") == 5


def test_a_page_that_is_not_utf_8_is_said_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    page = tmp_path / "chapters" / "tiny" / "size.qmd"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"---\ntitle: x\n---\n\xff\n")
    with pytest.raises(BadInput, match=r"size\.qmd, line 4: found the byte 0xff"):
        sources.quoted()
