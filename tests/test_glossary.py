"""The glossary is sorted, each term has an anchor of its own that links find, and each is used on some page."""

import json
import re

import pytest

from mlteams import parts
from mlteams.paths import ROOT

PAGE = ROOT / "glossary.qmd"
TERMS = dict(re.findall(r"^\[([^\]]+)\]\{#([\w-]+)\}$", PAGE.read_text(encoding="utf-8"), flags=re.M))
NOTEBOOKS = [
    path for room in ("notebooks", "solutions", "exercises") for path in ROOT.glob(f"{room}/*/*.ipynb")
]
PAGES = [
    path
    for pattern in ("*.qmd", "chapters/*/*.qmd", "workshops/*.qmd", "examples/README.md")
    for path in ROOT.glob(pattern)
]
LINK = re.compile(r"\]\(([^)#\s]*glossary\.(?:qmd|html))#([^)\s]*)\)")


def shown(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def texts():
    """Return what readers see, by where it stands: pages, notebooks, claims and the questions of explorables."""
    found = {path: path.read_text(encoding="utf-8") for path in PAGES}
    found |= {path: shown(path) for path in NOTEBOOKS}
    claims = [claim for part in parts.written() for _, claim in parts.claims(part)]
    found["claims"] = "\n".join(
        " ".join([one.says, one.unmodelled, *(f"{line.because} {line.model}" for line in one.lines)])
        for one in claims
    )
    found["explorables"] = "\n".join(one.question for one in parts.explorables().values())
    return found


TEXTS = texts()


def test_terms_are_sorted_and_anchors_are_their_own():
    assert list(TERMS) == sorted(TERMS, key=str.casefold)
    assert len(set(TERMS.values())) == len(TERMS) >= 30
    for term, anchor in TERMS.items():
        word = term.split(",")[0].lower()
        assert anchor == re.sub(r"[^a-z0-9]+", "-", word)


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_explained_in_two_sentences(term):
    text = PAGE.read_text(encoding="utf-8")
    explained = re.search(rf"^\[{re.escape(term)}\].*\n:   ((?:.+\n?)+)", text, flags=re.M)[1]
    assert len(re.findall(r"[.?!](?=\s|$)", explained)) == 2, explained


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_used_somewhere(term):
    words = [re.escape(word).replace(r"\ ", r"[\s-]+") for word in term.split(", ")]
    used = re.compile(rf"\b(?:{'|'.join(words)})", flags=re.I)
    assert [where for where, text in TEXTS.items() if where != PAGE and used.search(LINK.sub("]", text))]


def test_links_to_the_glossary_find_their_term():
    links = [(where, *found) for where, text in TEXTS.items() for found in LINK.findall(text)]
    assert links
    for where, address, anchor in links:
        assert anchor in TERMS.values(), (where, anchor)
        assert (where.parent / address).resolve().with_suffix(".qmd") == PAGE, (where, address)
