"""Reads a text file that somebody else wrote: small, regular, UTF-8; or says what it is instead."""

import codecs
import stat
from pathlib import Path

from mlteams.input.errors import BadInput

MOST_BYTES = 5_000_000


def read_bytes(path: Path, right: str) -> bytes:
    """Return what a file holds; `right` is what the sentences ask for.

    Raises:
        BadInput: it is missing, no regular file, too large, empty or not readable.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise BadInput(path, "the file itself", "a directory", right)
        if not stat.S_ISREG(status.st_mode):
            raise BadInput(path, "the file itself", "a device or pipe", right)
        if status.st_size > MOST_BYTES:
            size = f"{status.st_size:,} bytes"
            raise BadInput(path, "the file itself", size, f"at most {MOST_BYTES:,}")
        content = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(path, "the file itself", "nothing of that name", right) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = getattr(error, "strerror", None) or "a name that no file can have"
        raise BadInput(path, "the file itself", reason, right) from None
    if not content.strip():
        raise BadInput(path, "line 1", "an empty file", right)
    return content


def read_text(path: Path, right: str = "a YAML or CSV file of UTF-8 text") -> str:
    """Return the text of a file, a byte order mark removed; `right` is what the sentences ask for.

    Raises:
        BadInput: it is missing, no regular file, too large, binary, empty, not readable or not UTF-8.
    """
    content = read_bytes(path, right)
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise BadInput(path, "line 1", "text in UTF-32", "the file saved as UTF-8")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # what spreadsheets call Unicode text
        raise BadInput(path, "line 1", "text in UTF-16", "the file saved as UTF-8")
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise BadInput(path, f"line {line}", "binary data", right)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"the byte {content[error.start]:#04x}, which is not UTF-8"
        raise BadInput(path, f"line {line}", byte, "the file saved as UTF-8") from None
