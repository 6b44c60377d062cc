"""The filter cuts a guide to an agenda: pandoc runs it as both renderers do."""

import re
import subprocess

import pypandoc
import pytest

from mlteams.paths import ROOT
from mlteams.workshop.guide import path_of

FILTER = ROOT / "_extensions" / "workshop" / "workshop.lua"


@pytest.fixture
def slides(tea):
    def render(*options):
        command = [pypandoc.get_pandoc_path(), "--to=revealjs", "--slide-level=3", f"--lua-filter={FILTER}"]
        text = path_of("tea").read_text()
        done = subprocess.run([*command, *options], input=text, capture_output=True, text=True, check=True)
        titles = re.findall(r"<h[23].*?>(.*?)</h[23]>", done.stdout)
        assert not re.search(r"data-(minutes|least|cut)", done.stdout)
        return titles, re.findall(r'<div class="minutes">\s*<p>(.*?)</p>', done.stdout), done.stdout

    return render


def test_without_an_agenda_every_step_is_a_slide(slides):
    titles, minutes, _ = slides()
    assert titles == ["What you leave with", "First cup", "Boil", "Pour", "Second cup", "Taste"]
    assert minutes == ["50 minutes", "20 minutes", "30 minutes", "45 minutes"]


def test_a_shortened_step_shows_its_minutes_and_a_session_that_is_cut_is_gone(slides):
    titles, minutes, text = slides("--metadata=steps:boil=20 pour=10")
    assert titles == ["What you leave with", "First cup", "Boil", "Pour"]
    assert minutes == ["30 minutes", "20 minutes", "10 minutes"]
    assert "Pour less." in text
    assert "Once more." not in text


def test_a_step_that_is_cut_takes_its_words_with_it(slides):
    titles, minutes, text = slides("--metadata=steps:boil=1 taste=45")
    assert titles == ["What you leave with", "First cup", "Boil", "Second cup", "Taste"]
    assert minutes == ["1 minute", "45 minutes"]
    assert "Pour less." not in text
