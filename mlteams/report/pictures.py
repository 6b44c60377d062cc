"""A picture of a report, as SVG for a page and as PNG for a document."""

import io
import warnings

from mlteams.core import figure as look
from mlteams.core.block import Picture
from mlteams.input.target import mark

_DPI = 200  # of a picture four to five inches wide: sharp in print


def svg(picture: Picture) -> str:
    """Return a picture for a page, with colours that follow its scheme and ids of its own."""
    with look.style(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that matplotlib's font lacks; the browser's font has it
        return look.themed(look.svg(picture.draw()), picture.name)


def png(picture: Picture, kind: str) -> bytes:
    """Return a picture for a document of a kind, marked as the course's."""
    sink = io.BytesIO()
    with look.style(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font lacks shows as a box; tables hold the name
        picture.draw().savefig(sink, format="png", dpi=_DPI, metadata={"Software": mark(kind)})
    return sink.getvalue()
