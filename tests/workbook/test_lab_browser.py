"""One exercise in JupyterLab, from the stub to the mark, and the link from it to the section to read."""

import os
import subprocess
import time
import urllib.request

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from mlteams.paths import ROOT
from mlteams.workbook import lab
from mlteams.workbook.work import lay

pytestmark = pytest.mark.browser
TOKEN = "of-the-test"
PORT = 8963
CHROMIUM = "/usr/bin/chromium"
WAIT = 120_000  # milliseconds: a kernel starts on a busy machine
RIGHT = (
    "def stall(runs, without_best, level):\n    chance = (runs - without_best) / runs\n"
    '    return chance, "keep searching" if chance >= level else "change the search"\n'
)


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
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()  # there is a kernel
        yield page
        browser.close()


def cell(page: Page, text: str):
    """Return the code cell that begins with a text."""
    return (
        page.locator(".jp-Notebook .jp-CodeCell").filter(has=page.locator(".cm-content", has_text=text)).first
    )


def run(page: Page, text: str):
    cell(page, text).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def test_an_exercise_goes_from_its_stub_to_the_mark(page):
    run(page, 'check("management.progress.stall")')  # before anything else has run
    output = cell(page, 'check("management').locator(".jp-OutputArea")
    expect(output).to_contain_text("NameError", timeout=WAIT)
    run(page, "from mlteams.workbook import")
    run(page, 'check("management')
    expect(output).to_contain_text("There is no function stall here yet", timeout=WAIT)
    run(page, "runs, without_best, level = brief(")
    run(page, "def stall(")
    run(page, 'check("management')
    expect(output).to_contain_text("✗ Not yet", timeout=WAIT)
    expect(output).to_contain_text("This is still the stub")
    cell(page, "def stall(").locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(RIGHT)
    run(page, "def stall(")
    run(page, 'check("management')
    expect(output).to_contain_text("✓ Right", timeout=WAIT)
    mark = output.locator("span", has_text="✓ Right").first
    assert mark.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(43, 106, 77)"
    run(page, 'fill("management.progress.stall"')
    expect(cell(page, "fill(").locator(".jp-OutputArea")).to_contain_text("in plan.yaml", timeout=WAIT)


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
