"""Packed files on both sides of each limit, and damaged at every byte: one sentence each, and never a traceback."""

import io
import zipfile
from pathlib import Path

import pytest

from mlteams.input import packed
from mlteams.input.errors import BadInput
from mlteams.input.packed import check_packed

MOST = 1_000


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return sink.getvalue()


def check(content):
    check_packed(Path("a.box"), content, "box", "inside", MOST, "a box")


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"inside": b"0" * MOST}, None),
        ({"inside": b"0" * MOST, "more": b"0"}, "a box that unpacks to 1,001 bytes; at most 1,000 would"),
        ({"outside": b""}, "a ZIP file that is no box; a box would"),
        ({"content.xml": b""}, "an OpenDocument file; a box would"),
    ],
)
def test_what_is_inside(entries, said):
    if said is None:
        check(zipped(entries))
        return
    with pytest.raises(BadInput, match=said):
        check(zipped(entries))


def test_so_many_parts_and_no_more(monkeypatch):
    monkeypatch.setattr(packed, "MOST_ENTRIES", 2)
    check(zipped({"inside": b"", "two": b""}))
    with pytest.raises(BadInput, match="a box of 3 parts; at most 2 would"):
        check(zipped({"inside": b"", "two": b"", "three": b""}))


def test_a_part_with_a_password():
    content = bytearray(zipped({"inside": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flags in the directory
    with pytest.raises(BadInput, match="a box with a password; the same saved without one would"):
        check(bytes(content))


def test_a_method_of_packing_that_no_office_program_uses():
    with pytest.raises(BadInput, match="a box packed in an unusual way"):
        check(zipped({"inside": b"some words"}, zipfile.ZIP_BZIP2))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_file_changed_at_any_byte_is_refused_in_one_sentence_or_read(method):
    whole = zipped({"inside": b"some words", "two": b"more of them"}, method)
    said = []
    for place in range(len(whole)):
        for content in (whole[:place], whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]):
            try:
                check(content)
            except BadInput as problem:
                said.append(str(problem))
    assert len(said) > len(whole)  # of each file cut short, and of some changed
    assert not any("\n" in one for one in said)
