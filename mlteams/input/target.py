"""Where a report goes: said before any work is done, if it cannot go there."""

import os
from pathlib import Path

from mlteams.input.errors import BadInput, shown


def check_target(option: str, target: Path, source: Path, what: str) -> None:
    """Refuse a file that cannot be written, or that would replace its source, a `what`.

    Raises:
        BadInput: with `option` as its place.
    """
    right = "a file in a folder that exists and can be written"
    try:
        folder = target.parent.is_dir() and os.access(target.parent, os.W_OK)
        if not folder or target.is_dir() or not target.name or "\0" in target.name:
            raise BadInput(option, shown(target), "no place for a file", right)
        if target.exists() and (target.samefile(source) or not target.is_file()):
            raise BadInput(option, shown(target), f"the {what} itself or a device", "another file")
    except OSError as error:
        raise BadInput(option, shown(target), error.strerror or "no place for a file", right) from None
