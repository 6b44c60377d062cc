"""`course.py bench`: speed, as ratios of times measured in one run on this machine."""

import subprocess
import sys

from mlteams.paths import ROOT


def run() -> int:
    """Run every script of benchmarks/; return 0 if each kept its limits, else 1."""
    failed = 0
    for script in sorted((ROOT / "benchmarks").glob("*.py")):
        print(f"== {script.stem}", flush=True)
        failed |= subprocess.call([sys.executable, str(script)], cwd=ROOT)
    return 1 if failed else 0
