"""Where things lie, and how a file is written: whole or not at all."""

import errno
import os
import stat
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "_build"
SITE = ROOT / "_site"


def resolved(path: Path) -> Path:
    """Return where a path leads, links followed.

    Raises:
        OSError: to nowhere, as links lead in a circle.
    """
    try:
        return path.resolve()
    except RuntimeError:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def mode(path: Path) -> int:
    """Return the permissions of a file; of one that is not there those of a page, which is for everyone."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content`, text as UTF-8, beside `path`, then move it there, so that nobody ever sees half a file.

    A link stays a link: the file it leads to is written. What is replaced keeps its mode.

    Raises:
        OSError: the folder cannot be written.
    """
    path = resolved(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(content.encode() if isinstance(content, str) else content)
        os.chmod(name, mode(path))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
