"""A report as a document for a word processor, its pictures inside."""

import tempfile
from pathlib import Path

import pypandoc

from mlteams.core.block import Picture, Report
from mlteams.input.target import mark
from mlteams.report.pictures import png
from mlteams.report.rendered import rendered


def as_docx(report: Report) -> bytes:
    """Return the document. Every name in the page that it is made of is escaped: pandoc reads only our pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def picture(one: Picture) -> str:
            (folder / f"{one.name}.png").write_bytes(png(one, report.kind))
            return f"{one.name}.png"

        text = rendered(report, "docx", picture)
        path = folder / "report.docx"
        options = [
            f"--resource-path={folder}",
            "--shift-heading-level-by=-1",
            "--metadata=lang:en",
            f"--metadata=generator:{mark(report.kind)}",
        ]
        pypandoc.convert_text(text, "docx", format="html", outputfile=str(path), extra_args=options)
        return path.read_bytes()
