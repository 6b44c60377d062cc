"""JupyterLab as `lab` starts it: the link from an exercise to what to read lands on its section."""

import os
import subprocess
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

from mlteams.paths import ROOT
from mlteams.workbook import lab
from mlteams.workbook.work import lay

pytestmark = pytest.mark.browser
TOKEN = "of-the-test"
PORT = 8963
CHROMIUM = "/usr/bin/chromium"
WAIT = 120_000  # milliseconds: a kernel starts on a busy machine


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """JupyterLab on a work folder, as `lab` starts it."""
    work = tmp_path_factory.mktemp("lab") / "my-work"
    lay(ROOT, work)
    words = [word.replace(str(lab.WORK), str(work)) for word in lab.command(False, os.geteuid() == 0, PORT)]
    words += [f"--IdentityProvider.token={TOKEN}"]
    # Nobody's tabs and settings but its own.
    words += [f"--LabApp.{kind}_dir={work.parent / kind}" for kind in ("workspaces", "user_settings")]
    log = (work.parent / "log").open("w")
    server = subprocess.Popen(words, env=lab.environment(), stdout=log, stderr=log, cwd=work)
    here = f"http://127.0.0.1:{PORT}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{here}/api?token={TOKEN}", timeout=1)
            break
        except OSError:
            time.sleep(0.5)
    yield here
    server.terminate()
    server.wait(30)
    log.close()


@pytest.fixture
def page(address):
    """The exercises of a lesson, opened in Chromium."""
    with sync_playwright() as play:
        path = CHROMIUM if os.path.exists(CHROMIUM) else None
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.set_default_timeout(WAIT)
        page.goto(f"{address}/lab/tree/exercises/management/progress.ipynb?token={TOKEN}")
        page.locator(".jp-Notebook .jp-MarkdownCell").first.wait_for()
        page.locator(
            ".jp-Notebook-ExecutionIndicator[data-status=idle]"
        ).first.wait_for()  # there is a kernel
        yield page
        browser.close()


def test_the_link_to_what_to_read_lands_on_its_section(page):
    page.locator(".jp-Notebook a", has_text="Standing still").first.click()
    heading = page.locator("h2, h3").filter(has_text="Standing still").last
    heading.wait_for()
    for _ in range(60):
        box = heading.bounding_box()
        if box and 0 < box["y"] < 300:
            break
        time.sleep(0.5)
    assert 0 < heading.bounding_box()["y"] < 300
