"""Where an output goes: said before any work is done, if it cannot go there or would replace what is not ours.

Every file that a person names carries the course's mark for its kind: `mark("roadmap")` as generator of an HTML page
or a document, as first line of Markdown, as the software of a picture. What exists and does not carry it is somebody
else's.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from mlteams.input.errors import BadInput, shown

COURSE = "Ship the Team"
MOST_READ = 1_000_000  # bytes of a file that is there; a mark stands near its beginning


def mark(kind: str) -> str:
    """Return the mark of a kind of output, a word such as "roadmap"."""
    return f"{COURSE} {kind}"


def check_target(option: str, target: Path, sources: Iterable[Path], kind: str, force: bool = False) -> None:
    """Refuse a file that may not be written; a link stands for the file it leads to.

    One may if nothing is there, or a file with the mark of its kind; with `force` any file but the sources, which
    are read.

    Raises:
        BadInput: with `option` as its file and the target as its place.
    """
    right = "a file in a folder that exists and can be written"
    try:
        path = target.resolve()
        if (
            not path.parent.is_dir()
            or not os.access(path.parent, os.W_OK)
            or path.is_dir()
            or path.is_symlink()
        ):
            raise BadInput(option, shown(target), "no place for a file", right)
        if not path.exists():
            return
        if not path.is_file():
            raise BadInput(option, shown(target), "a device", "a file")
        if any(source.exists() and path.samefile(source) for source in sources):
            raise BadInput(option, shown(target), "the file that is read", "another file")
    except (OSError, ValueError, RuntimeError) as error:
        found = getattr(error, "strerror", None) or "a name that no file can have"
        raise BadInput(option, shown(target), found, right) from None
    if not force and not is_ours(path, kind):
        found = f"a file that is no {kind} written by this course"
        raise BadInput(option, shown(target), found, "another name, or --force to replace it,")


def is_ours(path: Path, kind: str) -> bool:
    """Tell whether a file carries the mark of a kind of output; one that cannot be read does not."""
    try:
        return any(carries(path, kind) for carries in _MARKED)
    except OSError:
        return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_READ)


def _page(path: Path, kind: str) -> bool:
    head, end, _ = _head(path).partition(b"</head>")
    return bool(end) and f'<meta name="generator" content="{mark(kind)}">'.encode() in head


def _markdown(path: Path, kind: str) -> bool:
    return _head(path).startswith(f"<!-- {mark(kind)} -->".encode())


def _document(path: Path, kind: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/custom.xml") as properties:
            found = properties.read(MOST_READ)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError):
        return False
    return f'name="generator"><vt:lpwstr>{mark(kind)}</vt:lpwstr>'.encode() in found


def _picture(path: Path, kind: str) -> bool:
    head = _head(path)[:200]
    return head.startswith(b"\x89PNG") and f"tEXtSoftware\0{mark(kind)}".encode() in head


def _calendar(path: Path, kind: str) -> bool:
    head = _head(path)
    product = f"\nPRODID:-//{COURSE}//workshop {kind}//".encode()
    return head.startswith(b"BEGIN:VCALENDAR") and product in head


def _progress(path: Path, kind: str) -> bool:
    try:
        found = json.loads(_head(path)) if kind == "progress" else None
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("course") == COURSE and "exercises" in found


# How the mark of a kind is recognised, a function for each form of file.
_MARKED: tuple[Callable[[Path, str], bool], ...] = (
    _page,
    _markdown,
    _document,
    _picture,
    _calendar,
    _progress,
)
