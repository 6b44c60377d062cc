"""How long does the command line take to start, beyond Python itself? python benchmarks/command.py

Times are the best of several, taken turn about. Exits with 1 if a limit is missed.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 0.1  # seconds beyond a Python that does nothing
TURNS = 7
PYTHON = [sys.executable, "-c", "pass"]
HELP = [sys.executable, "-m", "mlteams.cli", "--help"]


def seconds(command: list[str]) -> float:
    """Run a command from the course's folder and return how long it took."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> int:
    """Print what help costs with its limit; return 1 if it is missed."""
    turns = [(seconds(PYTHON), seconds(HELP)) for _ in range(TURNS)]
    beyond = min(help_ for _, help_ in turns) - min(python for python, _ in turns)
    print(f"{'ok  ' if beyond <= MOST else 'MISS'} --help: {beyond:.2f} s beyond Python's start (≤ {MOST} s)")
    return int(beyond > MOST)


if __name__ == "__main__":
    sys.exit(main())
