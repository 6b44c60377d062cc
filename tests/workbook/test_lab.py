"""The words that start JupyterLab, on machines that differ."""

import subprocess
import sys
import webbrowser

from mlteams import parts
from mlteams.core.part import Lesson, Part
from mlteams.paths import ROOT
from mlteams.workbook import lab, state
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
    assert (lab.WORK / lab.first()).is_file()  # the page it opens


def test_lab_lays_the_folder_and_says_so_before_jupyter_starts(tmp_path, monkeypatch, capsys):
    class Server:
        def wait(self):
            assert (tmp_path / "my-work" / lab.first()).is_file()
            return 0

    monkeypatch.setattr(lab, "WORK", tmp_path / "my-work")
    monkeypatch.setattr(subprocess, "Popen", lambda words, env: Server())
    assert lab.run() == 0
    assert "never overwrite" in capsys.readouterr().out


def test_the_first_page_is_of_the_first_lesson_that_has_exercises(tiny, monkeypatch):
    assert lab.first() == "exercises/post/stamps.ipynb"
    bare = Part("bank", "The bank", "?", (Lesson("loans", "Loans", "?", ()),), ())
    windows, answers = parts.written()[0].lessons[1:]
    later = Part("post", "The post", "?", (windows, answers), ())
    monkeypatch.setattr(lab, "written", lambda: (bare, later))
    assert lab.first() == "exercises/post/answers.ipynb"


def test_progress_of_the_first_edition_is_carried_over_and_said(tiny, tmp_path, monkeypatch, capsys):
    class Server:
        def wait(self):
            return 0

    monkeypatch.setattr(lab, "WORK", tmp_path)
    monkeypatch.setattr(lab, "ROOT", tiny)
    monkeypatch.setattr(subprocess, "Popen", lambda words, env: Server())
    state.write(tmp_path / state.FILE, state.Progress(exercises={"post.fee": state.Step(passed=True)}))
    assert lab.run() == 0
    assert "post.fee as post.stamps.fee" in capsys.readouterr().out
    assert list(state.read(tmp_path / state.FILE).exercises) == ["post.stamps.fee"]
    assert lab.run() == 0
    assert "first edition" not in capsys.readouterr().out


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
