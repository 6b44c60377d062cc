"""`course.py test`: everything that keeps the course true, step by step, with one verdict at the end."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTEBOOK_FOLDERS = ("notebooks", "solutions")

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("house", ("mlteams.cli", "check")),
    ("site", ("mlteams.cli", "build", "--renderer", "embedded")),
    (
        "tests and notebooks",
        ("pytest", "-n2", "--dist=loadfile", "--nbval", "tests", *NOTEBOOK_FOLDERS),
    ),
)


def run() -> int:
    """Run every step, even after one has failed; return 0 if all passed, else 1."""
    failed = []
    for name, words in STEPS:
        print(f"== {name}", flush=True)
        started = time.perf_counter()
        there = [word for word in words if word not in NOTEBOOK_FOLDERS or (ROOT / word).is_dir()]
        if subprocess.call([sys.executable, "-m", *there], cwd=ROOT) != 0:
            failed.append(name)
        print(f"== {name}: {time.perf_counter() - started:.0f} s", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all steps passed")
    return 1 if failed else 0
