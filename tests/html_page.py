"""Reads a page of ours as a browser does, for tests."""

from html.parser import HTMLParser


class _Page(HTMLParser):
    """Collects a page's text and tags, and checks that tags close in order."""

    VOID = ("meta", "link", "img", "br", "col")

    def __init__(self):
        super().__init__()
        self.open, self.text, self.tags = [], "", []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


def read_page(text):
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def stands_alone(text):
    """Check that a page asks for nothing, runs nothing, and can be heard; return it."""
    page = read_page(text)
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "en"}) in page.tags
    assert tags.count("h1") == tags.count("title") == 1
    assert not {"script", "img", "iframe", "object", "embed", "image", "base"} & set(tags)
    for tag, attributes in page.tags:
        for name in ("src", "href", "xlink:href", "style"):
            value = attributes.get(name) or ""
            assert value in ("data:,", "") or value.startswith("#") or "//" not in value, (tag, value)
        if attributes.get("role") == "img":
            assert len(attributes["aria-label"]) > 20
    assert "@import" not in text
    assert tags.count("svg") == sum(1 for _, given in page.tags if given.get("role") == "img")
    assert tags.count("table") == tags.count("caption")
    ids = [given["id"] for _, given in page.tags if given.get("id")]
    assert len(ids) == len(set(ids))
    return page
