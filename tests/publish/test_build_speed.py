"""How long a student waits: nothing changed, one chapter changed."""

import subprocess
import sys
import time

import pytest

from mlteams.paths import ROOT, SITE

pytestmark = pytest.mark.timing


def build():
    started = time.perf_counter()
    command = [sys.executable, "-m", "mlteams.cli", "build", "--renderer", "embedded"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def test_a_build_without_a_change_takes_less_than_five_seconds():
    build()
    assert build() < 5


def test_a_build_after_one_changed_chapter_takes_less_than_ten_seconds():
    build()
    chapter = ROOT / "chapters" / "management.qmd"
    before = chapter.read_bytes()
    try:
        chapter.write_bytes(before.replace(b"## References", b"A word more.\n\n## References"))
        took = build()
        assert "A word more." in (SITE / "chapters" / "management.html").read_text(encoding="utf-8")
    finally:
        chapter.write_bytes(before)
    build()
    assert took < 10
