"""A report as one self-contained page: no script, no request, pictures as SVG with text."""

from mlteams.core.block import Report
from mlteams.report.pictures import svg
from mlteams.report.rendered import rendered


def as_html(report: Report) -> str:
    """Return the page."""
    return rendered(report, "html", svg)
