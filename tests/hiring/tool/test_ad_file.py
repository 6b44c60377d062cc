"""Files as people keep them, and the one sentence for those that are broken, locked, empty or too large."""

import io
import zipfile

import pypandoc
import pytest
from pypdf import PdfReader, PdfWriter

from mlteams.hiring.tool import ad_boxes, ad_file
from mlteams.hiring.tool.ad_boxes import without_boxes
from mlteams.hiring.tool.ad_file import read_ad_file
from mlteams.input.errors import BadInput

MARKDOWN = """# Gardener

About **forty** people.

## Requirements

- You graft [apples](https://example.org)
- You know

  1. bees
  2. `soil`

| pay | a year |
|--|--|
| from | 30,000 EUR |

> Write to us.
"""
LINES = [
    "# Gardener",
    "About forty people.",
    "## Requirements",
    "- You graft apples",
    "- You know",
    "- bees",
    "- soil",
]


def put(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def converted(tmp_path, form):
    path = tmp_path / f"ad.{form}"
    pypandoc.convert_text(MARKDOWN, form, format="markdown", outputfile=str(path))
    return path


def pdf(*pages):
    """Return a PDF of pages, each of lines, written by hand."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 12 Tf 60 700 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


def saved(writer):
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def locked(content):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secret", algorithm="RC4-128")
    return saved(writer)


def blank():
    writer = PdfWriter()
    writer.add_blank_page(600, 800)
    return saved(writer)


def zipped(entries, flags=0):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    found = bytearray(sink.getvalue())
    if flags:  # in the local header and in the directory
        found[6] |= flags
        found[found.index(b"PK\x01\x02") + 8] |= flags
    return bytes(found)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_documents_and_pages_become_paragraphs(tmp_path, form):
    found = read_ad_file(converted(tmp_path, form))
    assert found.place == "paragraph"
    lines = found.text.split("\n")
    assert lines[: len(LINES)] == LINES
    assert lines[len(LINES) :] == ["pay", "a year", "from", "30,000 EUR", "Write to us."]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def said(text, inside=""):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{inside}</w:p>"


def box(*paragraphs):
    return f"<w:r><w:pict><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></w:pict></w:r>"


def either(*ways):
    inside = "".join(
        f"<mc:{'Fallback' if n else 'Choice'}>{way}</mc:{'Fallback' if n else 'Choice'}>"
        for n, way in enumerate(ways)
    )
    return f"<w:r><mc:AlternateContent>{inside}</mc:AlternateContent></w:r>"


def document(tmp_path, body, head=""):
    """Return a DOCX of a body, beside whatever pandoc puts into one."""
    path = converted(tmp_path, "docx")
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["word/document.xml"] = (
        f'{head}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    )
    return put(tmp_path, "boxed.docx", zipped(entries))


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (said("a", box(said("b"), said("c"))) + said("d"), "a b c d"),
        (said("a", either(box(said("b")), box(said("b")))) + said("d"), "a b d"),
        (said("a", either(said(""), box(said("b")))), "a b"),
        (said("a", box(said("b")) + box(said("c"))), "a b c"),
        (said("a", box(said("b", box(said("c"))), said("d"))), "a b c d"),
        (said("a", box()) + said("b"), "a b"),
        (f"<w:tbl><w:tr><w:tc>{said('a', box(said('b')))}</w:tc></w:tr></w:tbl>" + said("c"), "a b c"),
    ],
)
def test_a_text_box_of_a_document_is_read_once_behind_its_paragraph(tmp_path, body, lines):
    assert read_ad_file(document(tmp_path, body)).text.split() == lines.split()


def test_a_document_with_boxes_that_is_too_large_or_has_entities_is_read_without_them(tmp_path, monkeypatch):
    body = said("a", box(said("b"))) + said("c")
    path = document(tmp_path, body)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("word/document.xml").file_size
    for most, lines in ((size, "a b c"), (size - 1, "a c")):
        monkeypatch.setattr(ad_boxes, "MOST_XML", most)
        assert read_ad_file(path).text.split() == lines.split()
    monkeypatch.undo()
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert (
        without_boxes(content := document(tmp_path, said("&b;", box(said("b"))), bomb).read_bytes())
        == content
    )


def test_boxes_in_boxes_without_end_are_left_to_pandoc(tmp_path):
    deep = said("a")
    for _ in range(5_000):
        deep = said("a", box(deep))
    content = document(tmp_path, deep).read_bytes()
    assert without_boxes(content) == content


def test_text_and_markdown_keep_their_lines(tmp_path):
    found = read_ad_file(put(tmp_path, "ad.md", MARKDOWN))
    assert (found.text, found.place) == (MARKDOWN, "line")
    assert read_ad_file(put(tmp_path, "ad", "plain\r\ntext")).text == "plain\r\ntext"


def test_a_page_needs_no_ending_and_runs_nothing(tmp_path):
    page = "<!DOCTYPE html><html><script>alert(1)</script><style>p{}</style><p>You <b>graft</b><br>apples</p></html>"
    assert read_ad_file(put(tmp_path, "ad.txt", page)).text == "You graft\napples"


def test_text_that_is_named_as_a_page_keeps_its_lines(tmp_path):
    assert read_ad_file(put(tmp_path, "ad.html", "You graft\n\n- apples")).text == "You graft\n\n- apples"


def test_a_pdf_keeps_the_lines_of_all_its_pages(tmp_path):
    path = put(tmp_path, "ad.pdf", pdf(["Gardener", "Requirements"], ["- You graft", "- You prune"]))
    found = read_ad_file(path)
    assert found.text.split() == ["Gardener", "Requirements", "-", "You", "graft", "-", "You", "prune"]
    assert found.place == "line"
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.md", b"", "line 1: found an empty file"),
        ("a.md", b" \n ", "line 1: found an empty file"),
        ("a.md", b"a\0b", "line 1: found binary data"),
        ("a.md", b"caf\xe9", "0xe9, which is not UTF-8"),
        ("a.md", "Gärtner".encode("utf-16"), "text in UTF-16"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file, or one with a password"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file, or one with a password"),
        ("a.rtf", b"{\\rtf1 Gardener}", "a file in RTF"),
        ("a.docx", b"PK\x03\x04 and no more", "a damaged DOCX"),
        ("a.docx", zipped({"mimetype": "application/epub"}), "a ZIP file that is no DOCX"),
        ("a.docx", zipped({"word/document.xml": "<w:document"}), "a DOCX that cannot be read"),
        ("a.docx", zipped({"word/document.xml": "x"}, flags=1), "a DOCX with a password"),
        ("a.docx", zipped({"word/document.xml": "0" * 50_000_001}), "unpacks to 50,000,001 bytes"),
        ("a.html", "<html><script>1</script></html>", "a page without text"),
        ("a.html", "<div>" * 200_000 + "x", "a page"),
        ("a.pdf", b"%PDF-1.7\nnothing", "a broken PDF"),
        ("a.pdf", pdf(["Gardener"])[:200], "PDF"),
        ("a.pdf", locked(pdf(["Gardener"])), "a PDF with a password"),
        ("a.pdf", blank(), "a PDF without text, as of a scan"),
        ("a.pdf", pdf(*[["x"]] * 51), "a PDF of 51 pages"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(tmp_path, name, content, said):
    with pytest.raises(BadInput) as problem:
        read_ad_file(put(tmp_path, name, content))
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_document_whose_sizes_lie_is_broken(tmp_path):
    content = bytearray(zipped({"word/document.xml": "0" * 1_000_000}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(BadInput, match=r"damaged DOCX|cannot be read"):
        read_ad_file(put(tmp_path, "a.docx", bytes(content)))


def test_fifty_pages_are_read(tmp_path):
    assert read_ad_file(put(tmp_path, "a.pdf", pdf(*[["x"]] * 50))).text.count("x") == 50


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_takes_too_long_is_left(tmp_path, monkeypatch, form):
    monkeypatch.setattr(ad_file, "MOST_SECONDS", 0.0001)
    path = converted(tmp_path, "docx") if form == "docx" else put(tmp_path, "a.pdf", pdf(["x"]))
    with pytest.raises(BadInput, match=r"takes more than 0\.0001 seconds"):
        read_ad_file(path)


def test_missing_folder_and_size(tmp_path):
    for path, said in ((tmp_path / "no.md", "nothing of that name"), (tmp_path, "a directory")):
        with pytest.raises(BadInput, match=said):
            read_ad_file(path)
    with pytest.raises(BadInput, match="at most 5,000,000"):
        read_ad_file(put(tmp_path, "a.md", b"a" * 5_000_001))
