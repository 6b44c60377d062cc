"""The text of a PDF as JSON on standard output: {"text": …}, or {"found": …, "right": …}; a process of its own."""

import json
import logging
import sys

MOST_PAGES = 50
MOST_MEMORY = 1_000_000_000  # bytes


def main(path: str) -> None:
    """Print what a file holds."""
    _limit()
    print(json.dumps(read_pdf(path)))


def read_pdf(path: str) -> dict[str, str]:
    """Return the text, or what the file is instead."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.disable(logging.CRITICAL)  # of what pypdf mends on its way
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            return {"found": "a PDF with a password", "right": "the same saved without one"}
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            return {
                "found": f"a PDF of {pages} pages",
                "right": f"one advertisement, of at most {MOST_PAGES} pages,",
            }
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
        MemoryError,
    ):
        return {"found": "a broken PDF"}
    if not text.strip():
        right = "a PDF with text, or the text itself"
        return {"found": "a PDF without text, as of a scan", "right": right}
    return {"text": text}


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main(sys.argv[1])
