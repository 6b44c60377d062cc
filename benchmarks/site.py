"""How long does a site take? From nothing, with nothing changed, with one chapter changed: python benchmarks/site.py

Works on a copy of the sources, with the embedded renderer. Exits with 1 if a limit is missed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMITS = {"from nothing": 60.0, "nothing changed": 5.0, "one chapter changed": 10.0}  # seconds, on two cores


def build(copy: Path) -> float:
    """Build the site of a copy and return the seconds it took."""
    command = [sys.executable, "-m", "mlteams.cli", "build", "--renderer", "embedded"]
    started = time.perf_counter()
    environment = dict(os.environ, PYTHONPATH=str(copy))
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> int:
    """Print each time with its limit; return 1 if a limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "course"
        made = (".venv", ".git", "_build", "_site", "my-work", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*made))
        found = {"from nothing": build(copy), "nothing changed": build(copy)}
        chapter = copy / "chapters" / "management.qmd"
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(text.replace("## References", "One more.\n\n## References"), encoding="utf-8")
        found["one chapter changed"] = build(copy)
    for name, seconds in found.items():
        print(
            f"{'ok  ' if seconds <= LIMITS[name] else 'MISS'} {name}: {seconds:.1f} s (≤ {LIMITS[name]:.0f} s)"
        )
    return int(any(seconds > LIMITS[name] for name, seconds in found.items()))


if __name__ == "__main__":
    sys.exit(main())
