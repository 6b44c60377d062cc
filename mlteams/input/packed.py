"""Checks a ZIP file that somebody else made, such as a DOCX or an XLSX, before a library opens it."""

import io
import zipfile
import zlib
from pathlib import Path

from mlteams.input.errors import BadInput

MOST_ENTRIES = 5_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # those that office programs write
_LOCKED = 1  # the bit of an entry's flags that says so


def check_packed(path: Path, content: bytes, name: str, entry: str, most: int, right: str) -> None:
    """Refuse what is no such document, and one that unpacks to more than it may; its own sizes are not believed.

    Args:
        path: of the file, for the sentence.
        content: its bytes.
        name: what it should be, such as "DOCX".
        entry: what every such file holds.
        most: bytes that it may unpack to.
        right: what the sentence asks for.

    Raises:
        BadInput: it is damaged, has a password, is another ZIP file, or unpacks to too much.
    """

    def refused(found: str, right: str = right) -> BadInput:
        return BadInput(path, "the file itself", found, right)

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {one.filename for one in entries}
            size = sum(one.file_size for one in entries)
            if entry not in names:
                other = "an OpenDocument file" if "content.xml" in names else f"a ZIP file that is no {name}"
                raise refused(other)
            if len(entries) > MOST_ENTRIES:
                raise refused(f"a {name} of {len(entries):,} parts", f"at most {MOST_ENTRIES:,}")
            if size > most:
                raise refused(f"a {name} that unpacks to {size:,} bytes", f"at most {most:,}")
            if any(one.flag_bits & _LOCKED for one in entries):
                raise refused(f"a {name} with a password", "the same saved without one")
            if any(one.compress_type not in _METHODS for one in entries):
                raise refused(f"a {name} packed in an unusual way")
            if archive.testzip() is not None:  # reads no more of an entry than the size it claims
                raise refused(f"a damaged {name}")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise refused(f"a damaged {name}") from None
