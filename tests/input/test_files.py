"""Files that people have: what is read of them, the line of everything in them, and what is said of the rest."""

import subprocess
import sys

import pytest

from mlteams.input import yaml_lines
from mlteams.input.errors import BadInput
from mlteams.input.lines import line_of
from mlteams.input.text_file import read_text


def test_a_place_without_a_line_has_that_of_what_is_around_it():
    lines = {(): 1, ("tasks",): 3, ("tasks", 0): 4, ("tasks", 0, "name"): 5}
    assert line_of(lines, ("tasks", 0, "name")) == 5
    assert line_of(lines, ("tasks", 0, "after", 2)) == 4
    assert line_of(lines, ("tasks", 1)) == 3
    assert line_of(lines, ("title",)) == 1
    assert line_of({}, ("title",)) == 1


def test_every_value_of_a_document_has_its_line(tmp_path):
    text = "a:\n  - b: 1\n    c: [2,\n      3]\nd:\n  4\n"
    document, lines = yaml_lines.load(tmp_path, text, 10)
    assert document == {"a": [{"b": "1", "c": ["2", "3"]}], "d": "4"}
    places = [(), ("a",), ("a", 0), ("a", 0, "b"), ("a", 0, "c"), ("a", 0, "c", 0), ("a", 0, "c", 1), ("d",)]
    assert [lines[place] for place in places] == [1, 1, 2, 2, 3, 3, 4, 5]


@pytest.mark.parametrize(("depth", "fits"), [(12, True), (13, False)])
def test_a_document_has_a_depth(tmp_path, depth, fits):
    text = "[" * depth + "]" * depth
    if fits:
        yaml_lines.load(tmp_path, text, 10)
    else:
        with pytest.raises(BadInput, match="nested more than 12 deep"):
            yaml_lines.load(tmp_path, text, 10)


@pytest.mark.parametrize(("items", "fits"), [(3, True), (4, False)])
def test_a_list_has_a_length(tmp_path, items, fits):
    text = "a\n".join(["- "] * (items + 1)).removesuffix("- ")
    if fits:
        assert yaml_lines.load(tmp_path, text, 3)[0] == ["a"] * 3
    else:
        with pytest.raises(BadInput, match="line 4: found more than 3 entries in one list"):
            yaml_lines.load(tmp_path, text, 3)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: found an empty file"),
        (b" \r\n\t", "line 1: found an empty file"),
        ("a,b\n".encode("utf-16"), "line 1: found text in UTF-16; the file saved as UTF-8"),
        ("a,b\n".encode("utf-32"), "line 1: found text in UTF-32; the file saved as UTF-8"),
        (b"\0\0\xfe\xff" + "a".encode("utf-32-be"), "line 1: found text in UTF-32; the file saved as UTF-8"),
        ("a,b\n".encode("utf-16-be"), "line 1: found binary data; a YAML or CSV file of UTF-8 text"),
        (b"a\nb\0", "line 2: found binary data"),
        (b"a\n\nb\xe9\n", "line 3: found the byte 0xe9, which is not UTF-8; the file saved as UTF-8"),
    ],
)
def test_what_is_no_text_is_said(tmp_path, content, said):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(BadInput) as problem:
        read_text(path)
    assert str(problem.value).startswith(f"{path}, {said}")


@pytest.mark.parametrize(("size", "fits"), [(5_000_000, True), (5_000_001, False)])
def test_a_file_has_a_size(tmp_path, size, fits):
    path = tmp_path / "file"
    path.write_bytes(b"#" * size)
    if fits:
        assert len(read_text(path)) == size
    else:
        with pytest.raises(BadInput, match="5,000,001 bytes; at most 5,000,000 would"):
            read_text(path)


def test_a_byte_order_mark_is_no_text(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"\xef\xbb\xbfname\n")
    assert read_text(path) == "name\n"


@pytest.mark.parametrize("module", ["mlteams.core.section", "mlteams.input.lines", "mlteams.input.arguments"])
def test_what_everything_stands_on_is_light(module):
    code = f"import sys, {module}; print([m for m in ('pydantic', 'pydantic_core', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
