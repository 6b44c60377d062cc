#!/usr/bin/env python3
"""python3 course.py <command>: makes .venv on first use, then runs mlteams with the same words.

Standard library only, and no syntax newer than Python 3.6: an outdated Python must get as far as the
sentence that says so.
"""

import hashlib
import os
import subprocess
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(VENV, "installed.sha256")
LOG = os.path.join(VENV, "install.log")
REQUIREMENTS = os.path.join(ROOT, "requirements.txt")


def main() -> int:
    """Make the environment if it is missing or out of date, then hand over to mlteams."""
    if sys.version_info < (3, 11):
        found = "{}.{}".format(*sys.version_info)
        sys.stderr.write(f"course.py: found Python {found}, needs 3.11 or later\n")
        return 2
    if not is_current():
        try:
            problem = install()
        except KeyboardInterrupt:
            sys.stderr.write("\ncourse.py: stopped; the next command starts the set-up anew\n")
            return 130
        if problem:
            sys.stderr.write(f"course.py: {problem}\n")
            return 1
    environment = dict(os.environ, PYTHONUTF8="1", VIRTUAL_ENV=VENV)
    environment["PATH"] = BIN + os.pathsep + environment.get("PATH", "")
    environment.pop("PYTHONHOME", None)
    try:
        return subprocess.call([PYTHON, "-m", "mlteams.cli", *sys.argv[1:]], env=environment)
    except KeyboardInterrupt:
        return 130


def wanted() -> str:
    """Return the fingerprint of what should be installed: the locked file, the project, the place."""
    digest = hashlib.sha256(ROOT.encode())
    for name in ("requirements.txt", "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()


def is_current() -> bool:
    """Tell whether .venv is whole and holds what requirements.txt says."""
    try:
        with open(STAMP) as stamp:
            if stamp.read() != wanted():
                return False
        return subprocess.call([PYTHON, "-c", ""]) == 0  # the Python it was made with may be gone
    except OSError:
        return False


def install() -> "str | None":
    """Make .venv and install the locked requirements; return a sentence if that fails, else None."""
    import venv

    if os.path.islink(VENV):
        return f"{VENV} is a link, and what it points to would be emptied; remove the link first"
    print("Setting up .venv (once; needs the package registry and about 1.2 GB)")
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except subprocess.CalledProcessError:
        return "this Python cannot make environments; on Debian and Ubuntu install the package python3-venv"
    except OSError as error:
        return f"cannot write {VENV}: {error}"
    with open(REQUIREMENTS) as source:
        total = sum(1 for line in source if line.strip())
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    with open(LOG, "w", encoding="utf-8") as log:
        if not run_pip([*pip, "-r", REQUIREMENTS], total, log):
            return f"installing requirements.txt failed; the end of {LOG} says why:\n{tail()}"
        ours = ["--no-deps", "--no-build-isolation", "-e", ROOT]
        if not run_pip([*pip, *ours], 1, log):
            return f"installing mlteams itself failed; the end of {LOG} says why:\n{tail()}"
    with open(STAMP, "w") as stamp:
        stamp.write(wanted())
    return None


def run_pip(command: "list[str]", total: int, log: "TextIO") -> bool:
    """Run pip, write all it says to `log`, show one counting line; tell whether it succeeded."""
    live = sys.stdout.isatty()
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    assert pip.stdout is not None  # it was asked for
    count = 0
    for line in pip.stdout:
        log.write(line)
        log.flush()
        step = None
        if line.startswith(("Collecting ", "Processing ")):
            count += 1
            package = line.split()[1].rpartition("/")[2]  # a local wheel shows its path
            step = f"[{count} of about {total}] {package}"
        elif line.startswith("Installing collected packages"):
            step = "Unpacking (half a minute to three)"
        if step and live:
            sys.stdout.write("\r\033[K" + step)
        elif step and (count % 20 == 0 or step.startswith("Unpacking")):
            sys.stdout.write(step + "\n")
        sys.stdout.flush()
    if live:
        sys.stdout.write("\r\033[K")
    return pip.wait() == 0


def tail() -> str:
    """Return the last lines of the log."""
    with open(LOG, encoding="utf-8") as log:
        return "".join(log.readlines()[-6:]).rstrip()


if __name__ == "__main__":
    sys.exit(main())
