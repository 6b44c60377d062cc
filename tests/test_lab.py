"""The words that start JupyterLab, on machines that differ."""

import subprocess
import sys
import webbrowser

from mlteams import lab


def test_root_is_let_in_and_only_root():
    assert "--allow-root" in lab.command(browser=True, root=True)
    assert "--allow-root" not in lab.command(browser=True, root=False)


def test_without_a_browser_none_is_opened(monkeypatch):
    def nothing(using=None):
        raise webbrowser.Error("could not locate runnable browser")

    assert "--no-browser" not in lab.command(browser=True, root=False)
    monkeypatch.setattr(webbrowser, "get", nothing)
    assert "--no-browser" in lab.command(lab.has_browser(), root=False)


def test_jupyter_knows_every_word_and_serves_the_notebooks():
    words = [*lab.command(browser=False, root=True), "--show-config"]
    said = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True).stdout
    assert words[0] == sys.executable
    assert f"root_dir = '{lab.NOTEBOOKS}'" in said.replace('"', "'")
    assert lab.NOTEBOOKS.is_dir()
