"""Gives every heading of a page a link to itself, beside the heading: what it is called is its words alone."""

import html
import re

_HEADED = re.compile(
    r'<section id="([^"]+)"( class="level\d[^"]*"[^>]*)>\s*<h([23])([^>]*)>(.*?)</h\3>', re.S
)
_TAG = re.compile(r"<[^>]*>")


def linked(page: str, ids: bool = False) -> str:
    """Return a page with the links; with `ids`, a heading carries the id of its section, for pagefind's sake.

    Quarto follows a reader through the page by its sections, so there they keep their ids.
    """

    def headed(found: re.Match[str]) -> str:
        name, rest, level, given, words = found.groups()
        said = " ".join(html.unescape(_TAG.sub("", words)).split())
        carried = f' id="{name}"'
        of_section, of_heading = ("", carried) if ids else (carried, "")
        section = f"<section{of_section}{rest}>"
        heading = f"<h{level}{of_heading}{given}>{words}</h{level}>"
        label = html.escape(f"Link to {said}")
        link = f'<a class="here" href="#{name}" aria-label="{label}" data-pagefind-ignore>#</a>'
        return f'{section}\n<div class="headed">{heading}{link}</div>'

    return _HEADED.sub(headed, page)
