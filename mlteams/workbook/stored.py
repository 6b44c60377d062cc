"""How notebooks of the course are stored."""

import nbformat


def text_of(notebook: nbformat.NotebookNode) -> str:
    """Return a notebook as its file holds it, with a line's end at the end."""
    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]
