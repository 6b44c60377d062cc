"""A report as a file, in the form that its ending names: written whole, with its pictures, or not at all."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from mlteams.core.block import Picture, Report
from mlteams.input.errors import BadInput, printable, shown
from mlteams.input.target import check_target
from mlteams.paths import mode

OPTION = "-o"
ENDINGS = (".html", ".docx", ".md")


def check_ending(out: Path) -> None:
    """Refuse a name that ends in no form there is.

    Raises:
        BadInput: it does.
    """
    if out.suffix.lower() not in ENDINGS:
        right = f"a name that ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        raise BadInput(OPTION, shown(out), f"the ending {shown(out.suffix)}", right)


def write(report: Report, out: Path, *, sources: Sequence[Path] = (), force: bool = False) -> str:
    """Write a report to a file that `check_target` has let pass, and return one sentence that says so.

    The pictures of Markdown lie in a folder beside it. Without `force` no picture of somebody else is replaced, and
    none of the `sources`, which were read, in any case.

    Raises:
        BadInput: the ending has no form, a source or a picture of another would be replaced, or a file cannot be
            written; then nothing has changed.
    """
    check_ending(out)
    form, path = out.suffix.lower(), out.resolve()  # a link stays a link
    check_target(OPTION, out, sources, report.kind, force=True)  # what is read is fully known only now
    pictures = _pictures(report, path, sources, force) if form == ".md" else {}
    try:
        _place({**_drawn(report, pictures), path: _content(report, form, _folder(path))})
    except OSError as error:
        raise BadInput(OPTION, shown(out), error.strerror or str(error), "another file") from None
    beside = f", with its pictures in {_folder(path)}" if pictures else ""
    return printable(f"{out} is written{beside}.")


def _content(report: Report, form: str, folder: str) -> bytes:
    """Return what the file holds; only the form that is asked for is loaded."""
    match form:
        case ".docx":
            from mlteams.report.docx import as_docx

            return as_docx(report)
        case ".md":
            from mlteams.report.markdown import as_markdown

            return as_markdown(report, folder).encode()
        case _:
            from mlteams.report.html import as_html

            return as_html(report).encode()


def _folder(out: Path) -> str:
    return f"{out.stem}-pictures"


def _pictures(report: Report, out: Path, sources: Sequence[Path], force: bool) -> dict[Path, Picture]:
    """Return the pictures by their files, all of which may be written."""
    folder = out.parent / _folder(out)
    found = {folder / f"{one.name}.png": one for one in report.blocks if isinstance(one, Picture)}
    if folder.exists() or folder.is_symlink():
        for path in found:
            check_target(OPTION, path, sources, report.kind, force)
    return {path.resolve(): one for path, one in found.items()}


def _drawn(report: Report, pictures: Mapping[Path, Picture]) -> dict[Path, bytes]:
    if not pictures:
        return {}
    from mlteams.report.pictures import png

    return {path: png(picture, report.kind) for path, picture in pictures.items()}


def _place(files: Mapping[Path, bytes]) -> None:
    """Write files, the report last: all drafts first, so that a full disk is known before anything is replaced.

    Raises:
        OSError: one cannot be written; those that are new are taken away again.
    """
    *_, out = files
    new: list[Path] = []
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".report.") as name:
        drafts = {path: Path(name, str(place)) for place, path in enumerate(files)}
        for path, content in files.items():
            drafts[path].write_bytes(content)
            drafts[path].chmod(mode(path))
        try:
            for path, draft in drafts.items():
                if not path.parent.exists():
                    path.parent.mkdir()
                    new.append(path.parent)
                if not path.exists():
                    new.append(path)
                os.replace(draft, path)
        except BaseException:
            for path in reversed(new):
                path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
            raise
