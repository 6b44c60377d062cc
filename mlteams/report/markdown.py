"""A report as Markdown as most viewers read it, its pictures in a folder beside it."""

import os
from urllib.parse import quote

import pypandoc

from mlteams.core.block import Picture, Report
from mlteams.input.target import mark
from mlteams.report.rendered import rendered


def as_markdown(report: Report, folder: str) -> str:
    """Return the text, which shows pictures of `folder`; pandoc escapes what a name must not become."""

    def address(picture: Picture) -> str:
        return f"{quote(os.fsencode(folder))}/{picture.name}.png"  # "Q1 #2?" is no part of an address as it stands

    text = rendered(report, "md", address)
    options = ["--sandbox", "--wrap=none"]
    body = pypandoc.convert_text(text, "gfm-raw_html", format="html", extra_args=options)
    return f"<!-- {mark(report.kind)} -->\n\n{body}"
