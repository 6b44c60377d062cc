"""Where an output may go: nowhere that would replace what the course did not write."""

import json
import os
import zipfile

import pytest

from mlteams.input.errors import BadInput
from mlteams.input.target import check_target, is_ours, mark
from mlteams.paths import write_whole

PAGE = f'<!DOCTYPE html><html lang="en"><head><meta name="generator" content="{mark("fruit")}"></head></html>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 25 + b"\0\0\0\x00tEXtSoftware\0" + mark("fruit").encode() + b"crc"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("tasks: []\n")
    return path


def refused(said, target, source, force=False, kind="fruit"):
    with pytest.raises(BadInput, match=said) as problem:
        check_target("-o", target, [source], kind, force)
    assert str(problem.value).startswith("-o, '")
    assert "\n" not in str(problem.value)


FOREIGN = (
    "a file that is no fruit written by this course; another name, or --force to replace it, would be right"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("README.md", "# Ours\n\nRead me.\n"),
        ("plan.yaml.bak", "tasks: []\n"),
        ("page.html", "<html><head><meta name='generator' content='Hugo'></head></html>"),
        ("empty.md", ""),
        ("empty.docx", ""),
        ("quote.md", f"They write:\n<!-- {mark('fruit')} -->\n"),
        ("quote.html", f"<html><head></head><body>{PAGE}</body></html>"),
        ("other.html", PAGE.replace("fruit", "vegetable")),
        ("longer.html", PAGE.replace("fruit", "fruits")),
        ("zip.docx", b"PK\x03\x04 broken"),
        ("bytes.md", b"\xff\xfe\x00"),
        ("progress.json", json.dumps({"course": "Ship the Team", "exercises": {}})),
    ],
)
def test_what_is_not_ours_needs_force(tmp_path, source, name, content):
    target = tmp_path / name
    target.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused(FOREIGN, target, source)
    check_target("-o", target, [source], "fruit", force=True)


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("a.html", "fruit", PAGE),
        ("a.md", "fruit", f"<!-- {mark('fruit')} -->\n\n# Apples\n"),
        ("a.png", "fruit", PNG),
        (
            "a.ics",
            "agenda",
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ship the Team//workshop agenda//EN\r\n",
        ),
        ("a.json", "progress", json.dumps({"course": "Ship the Team", "version": 1, "exercises": {}})),
    ],
)
def test_what_is_ours_may_be_replaced(tmp_path, source, name, kind, content):
    target = tmp_path / name
    target.write_bytes(content if isinstance(content, bytes) else content.encode())
    check_target("-o", target, [source], kind)
    assert not is_ours(target, "vegetable")


def test_a_document_carries_its_mark_as_a_property(tmp_path, source):
    target = tmp_path / "a.docx"
    property_ = f'<property name="generator"><vt:lpwstr>{mark("fruit")}</vt:lpwstr></property>'
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/picture.png", os.urandom(2_000_000))  # a mark may stand behind much else
        archive.writestr("docProps/custom.xml", f"<Properties>{property_}</Properties>")
    check_target("-o", target, [source], "fruit")
    refused("no vegetable written", target, source, kind="vegetable")
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", property_)
    refused(FOREIGN, target, source)


def test_what_cannot_be_read_is_not_ours(tmp_path, source, monkeypatch):
    target = tmp_path / "a.md"
    target.write_text(f"<!-- {mark('fruit')} -->\n")

    def closed(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(type(target), "open", closed)
        assert not is_ours(target, "fruit")
    assert is_ours(target, "fruit")


@pytest.mark.parametrize("force", [False, True])
def test_the_source_is_never_replaced_whatever_it_is_called(tmp_path, source, force):
    source.write_text(f"<!-- {mark('fruit')} -->\n")  # not even if it carries the mark
    (tmp_path / "soft.md").symlink_to(source)
    (tmp_path / "softer.md").symlink_to(tmp_path / "soft.md")
    os.link(source, tmp_path / "hard.md")
    for name in ("plan.yaml", "soft.md", "softer.md", "hard.md", f"../{tmp_path.name}/plan.yaml"):
        refused("the file that is read; another file", tmp_path / name, source, force)


@pytest.mark.parametrize("force", [False, True])
def test_no_place_for_a_file(tmp_path, source, force):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "circle.md").symlink_to(tmp_path / "circle.md")
    os.mkfifo(tmp_path / "pipe.md")
    for name, said in (
        ("folder.md", "no place for a file"),
        ("nowhere/a.md", "no place for a file"),
        ("circle.md", "found"),
        ("x\0y.md", "a name that no file can have"),
        ("pipe.md", "a device"),
        (f"{'x' * 300}.md", "File name too long"),
        ("/dev/null", "a device"),
    ):
        refused(said, tmp_path / name, source, force)


def test_a_new_name_and_one_behind_a_link_are_free(tmp_path, source):
    (tmp_path / "link.md").symlink_to(tmp_path / "new.md")
    for name in ("new.md", "link.md"):
        check_target("-o", tmp_path / name, [source], "fruit")
    check_target("-o", tmp_path / "new.md", [tmp_path / "not there.yaml"], "fruit")
    (tmp_path / "new.md").write_text("somebody's")
    refused(FOREIGN, tmp_path / "link.md", tmp_path / "not there.yaml")


def test_what_is_written_to_a_link_goes_where_it_leads(tmp_path):
    (tmp_path / "link.md").symlink_to(tmp_path / "new.md")
    write_whole(tmp_path / "link.md", "whole")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "new.md").read_text() == "whole"


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664])
def test_what_is_replaced_keeps_its_mode_and_what_is_new_is_for_everyone(tmp_path, mode):
    path = tmp_path / "a.md"
    write_whole(path, "first")
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(mode)
    write_whole(path, "second")
    assert path.stat().st_mode & 0o777 == mode
