"""Text boxes of a DOCX: what stands in one is set behind the paragraph it hangs on, for pandoc passes boxes over.

Word writes a box twice, as it draws boxes today and as it drew them once: one of the two is read.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring, register_namespace, tostring

DOCUMENT = "word/document.xml"
MOST_XML = 10_000_000  # bytes of a document that is searched for boxes
_OFFICE = "http://schemas.openxmlformats.org"
_PREFIXES = {  # pandoc knows names by these
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
}
_PARAGRAPH, _BOX = (f"{{{_PREFIXES['w']}}}{name}" for name in ("p", "txbxContent"))
_EITHER = f"{{{_PREFIXES['mc']}}}AlternateContent"


def without_boxes(content: bytes) -> bytes:
    """Return a DOCX with the text of its boxes in the body; the same bytes if it has none, or cannot be read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(DOCUMENT)
        if b"txbxContent" not in text or b"<!" in text or len(text) > MOST_XML:
            return content  # "<!" would begin entities, with which a few bytes become many
        for prefix, name in _PREFIXES.items():
            register_namespace(prefix, name)
        try:
            root = fromstring(text)
            _unbox(root)
            document = tostring(root, encoding="utf-8", xml_declaration=True)
        except (ParseError, ValueError, RecursionError):  # pandoc says what is wrong
            return content
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in archive.infolist():
                target.writestr(
                    entry.filename, document if entry.filename == DOCUMENT else archive.read(entry)
                )
    return packed.getvalue()


def _unbox(parent: Element) -> None:
    for place, child in reversed(list(enumerate(parent))):
        if child.tag != _PARAGRAPH:
            _unbox(child)
            continue
        for box in reversed(list(_boxes(child))):
            inner = Element("inner")
            inner.extend(list(box))
            box.clear()
            _unbox(inner)
            parent[place + 1 : place + 1] = list(inner)


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the outermost boxes in an element; where one is written in several ways, the first."""
    if element.tag == _BOX:
        yield element
    elif element.tag == _EITHER:
        yield from next((found for way in element if (found := list(_boxes(way)))), [])
    else:
        for child in element:
            yield from _boxes(child)
