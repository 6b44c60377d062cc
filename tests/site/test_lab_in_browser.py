"""One exercise from stub to ✓ in JupyterLab, as a learner meets it: read, run, edit, run again."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from time import sleep

import pytest
import yaml
from playwright.sync_api import expect

# The command itself, on a work folder that is not the reader's own.
START = """
import sys
from pathlib import Path
from mlteams.cli import main
from mlteams.workbook import lab

lab.WORK = Path(sys.argv[1])
sys.exit(main(["lab", "--port", sys.argv[2], "--no-browser"]))
"""
NOTEBOOK = "exercises/management/progress.ipynb"
ANSWER = """\
def stall(runs, without_best, level):
    probability = (runs - without_best) / runs
    return probability, "keep searching" if probability > level else "change the search"
"""
PATIENCE = 120_000  # milliseconds; a kernel starts and loads the course
TRIES = 6  # to have cells run


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def lab(tmp_path, chromium):
    """The address of JupyterLab on a work folder of its own, and the folder."""
    work, port = tmp_path / "my-work", free_port()
    (tmp_path / "home").mkdir()
    own = {name: str(tmp_path / "home") for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR")}
    said = (tmp_path / "said.txt").open("w+")
    server = subprocess.Popen(
        [sys.executable, "-c", START, str(work), str(port)],
        env=os.environ
        | own
        | {"JUPYTER_TOKEN": "of-the-test", "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "home")},
        stdout=said,
        stderr=subprocess.STDOUT,
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token=of-the-test", timeout=1).close()
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "said.txt").read_text()
                sleep(0.1)
        yield f"http://127.0.0.1:{port}/lab/tree/{NOTEBOOK}?token=of-the-test", work
    finally:
        server.terminate()
        server.wait(30)
        said.close()


def run_all(page):
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()


def run_all_at_first(page, cell):
    """Run all cells, again where JupyterLab drops the wish: it calls a kernel idle before it is connected."""
    for _ in range(TRIES):
        run_all(page)
        try:
            expect(cell.locator(".jp-InputPrompt")).to_have_text(
                re.compile(r"\[(\*|\d+)\]"), timeout=PATIENCE / TRIES
            )
        except AssertionError:
            continue
        return
    raise AssertionError("no cell was run, however often it was asked for")


def test_a_stub_becomes_right_and_fills_the_plan(lab, page):
    address, work = lab
    page.goto(address)
    cell = page.locator(".jp-CodeCell", has_text="def stall(runs")
    check = page.locator(".jp-CodeCell", has_text='check("management.progress.stall")')
    expect(cell).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".jp-Notebook")).to_contain_text("Sixty runs: is the team stuck?")

    # Cells that are run before the kernel has started are not run later.
    idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    expect(idle).to_be_attached(timeout=PATIENCE)
    run_all_at_first(page, check)
    expect(check).to_contain_text("✗ Not yet", timeout=PATIENCE)
    expect(check).to_contain_text("This is still the stub")
    plan = work / "plan.yaml"
    assert not plan.exists() or "without_best:        #" in plan.read_text(encoding="utf-8")

    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(ANSWER)
    run_all(page)
    expect(check).to_contain_text("✓ Right", timeout=PATIENCE)
    badge = check.get_by_text("✓ Right")
    assert badge.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(43, 106, 77)"
    last = page.locator(".jp-CodeCell", has_text='fill("management.progress.stall"')
    expect(last).to_contain_text("management.progress.stall is")
    said = yaml.safe_load(plan.read_text(encoding="utf-8"))["management"]["progress"]["stall"]
    assert said == {"runs": 60, "without_best": 57, "then": "change the search"}
