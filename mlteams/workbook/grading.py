"""`course.py nbgrader`: nbgrader on this course, with its programs on the path. The page grading.qmd says how."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from mlteams.paths import ROOT


def run(words: Sequence[str], root: Path = ROOT) -> int:
    """Run nbgrader in the folder that holds `nbgrader_config.py`, and return its exit code."""
    programs = str(Path(sys.executable).parent)  # nbgrader calls alembic, and kernels start the same Python
    path = os.pathsep.join([programs, os.environ.get("PATH", "")])
    return subprocess.call(
        [sys.executable, "-m", "nbgrader", *words], cwd=root, env=dict(os.environ, PATH=path)
    )
