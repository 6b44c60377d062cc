"""The words that start JupyterLab, on machines that differ."""

import subprocess
import sys
import webbrowser

from mlteams.paths import ROOT
from mlteams.workbook import lab
from mlteams.workbook.work import lay


def test_root_is_let_in_and_only_root():
    assert "--allow-root" in lab.command(browser=True, root=True)
    assert "--allow-root" not in lab.command(browser=True, root=False)


def test_without_a_browser_none_is_opened(monkeypatch):
    def nothing(using=None):
        raise webbrowser.Error("could not locate runnable browser")

    assert "--no-browser" not in lab.command(browser=True, root=False)
    monkeypatch.setattr(webbrowser, "get", nothing)
    assert "--no-browser" in lab.command(lab.has_browser(), root=False)


def test_jupyter_knows_every_word_and_serves_the_work_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "WORK", tmp_path / "my-work")
    lay(ROOT, lab.WORK)
    words = [*lab.command(browser=False, root=True), "--show-config"]
    said = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True).stdout
    assert words[0] == sys.executable
    assert f"root_dir = '{lab.WORK}'" in said.replace('"', "'")
    assert (lab.WORK / lab.FIRST).is_file()  # the page it opens


def test_lab_lays_the_folder_and_says_so_before_jupyter_starts(tmp_path, monkeypatch, capsys):
    class Server:
        def wait(self):
            assert (tmp_path / "my-work" / lab.FIRST).is_file()
            return 0

    monkeypatch.setattr(lab, "WORK", tmp_path / "my-work")
    monkeypatch.setattr(subprocess, "Popen", lambda words, env: Server())
    assert lab.run() == 0
    assert "never overwrite" in capsys.readouterr().out


def test_nothing_for_teachers_or_from_another_host_is_loaded(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/of/the/reader")
    script = "from jupyterlab_server.config import get_page_config; print(get_page_config([])['disabledExtensions'])"
    words = [sys.executable, "-c", script]
    said = subprocess.run(
        words, env=lab.environment(), capture_output=True, text=True, timeout=60, check=True
    ).stdout
    assert "@jupyterlab/apputils-extension:announcements" in said
    assert "@jupyter/nbgrader" in said
    assert lab.environment()["JUPYTER_CONFIG_PATH"].startswith("/of/the/reader")
