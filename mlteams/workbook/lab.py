"""`course.py lab`: JupyterLab on `my-work/`, a copy of the course's files that updates never overwrite."""

import os
import subprocess
import sys
import webbrowser

from mlteams.parts import written
from mlteams.paths import ROOT
from mlteams.workbook.state import carry_over

WORK = ROOT / "my-work"
PORT = 8888
# Turns off what a learner has no use for: nbgrader's buttons for teachers, and news from another host. Cells are drawn
# before they are in sight ("defer"), as a link from another notebook does not find its section otherwise.
SETTINGS = ROOT / "mlteams" / "workbook" / "jupyter"


def first() -> str:
    """Return the notebook to open: the exercises of the first lesson that has any."""
    return next(
        f"exercises/{part.name}/{lesson.name}.ipynb"
        for part in written()
        for lesson in part.lessons
        if lesson.exercises
    )


def command(browser: bool, root: bool, port: int = PORT) -> list[str]:
    """Return the words that start JupyterLab on `WORK`, for a machine with a browser or without.

    `root` is whether the user is root, whom Jupyter turns away unless told otherwise. A port that is taken is no
    trouble: Jupyter takes the next.
    """
    words = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={WORK}"]
    words += [f"--ServerApp.port={port}"]
    words += ["--ServerApp.answer_yes=True"]  # one Ctrl-C stops it and its kernels
    words += [f"--LabApp.default_url=/lab/tree/{first()}"]
    words += [] if browser else ["--no-browser"]
    return words + (["--allow-root"] if root else [])


def environment() -> dict[str, str]:
    """Return the variables that JupyterLab starts with: the reader's own settings count before `SETTINGS`."""
    own = os.environ.get("JUPYTER_CONFIG_PATH")
    return dict(
        os.environ, JUPYTER_CONFIG_PATH=os.pathsep.join([own, str(SETTINGS)] if own else [str(SETTINGS)])
    )


def has_browser() -> bool:
    """Tell whether this machine can open a page."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def run(port: int = PORT, browser: bool = True) -> int:
    """Lay the work folder, start JupyterLab on it, wait until it ends, and return its exit code."""
    from mlteams.workbook.work import lay

    for sentence in [*lay(ROOT, WORK), carry_over(WORK)]:
        if sentence:
            print(sentence)
    browser = browser and has_browser()
    how = "in your browser" if browser else "at the address that it prints below"
    print(f"Starting JupyterLab on {WORK}, {how}; Ctrl-C stops it.", flush=True)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    server = subprocess.Popen(command(browser, root, port), env=environment())
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue  # the server heard Ctrl-C too and is ending its kernels
