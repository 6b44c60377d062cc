"""Every page, in a browser that can reach nothing else."""

import html.parser
import re
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import COLOUR_RULES, ORDER, PAGES, TEXTS

pytestmark = pytest.mark.browser


def set_dark(page, dark):
    page.emulate_media(color_scheme="dark" if dark else "light")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_page_asks_no_other_host_and_loads_without_an_error(page, address, site, path, scheme):
    if path == "404.html" and scheme == "file":
        pytest.skip("a page that only a server shows")
    base = address if scheme == "http" else site.as_uri()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{base}/{path}")
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(500)
    assert [url for url in asked if not url.startswith((base, "data:", "blob:"))] == []
    # Quarto's own search and navigation need a server; our scripts must run from a file too.
    assert [error for error in errors if scheme == "http" or "fetch" not in error] == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(page, address, path, dark):
    set_dark(page, dark)
    page.goto(f"{address}/{path}")
    page.wait_for_timeout(300)
    assert page.evaluate("document.body.classList.contains('quarto-dark')") is dark
    found = Axe().run(page, options=COLOUR_RULES if dark else None).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"]) for v in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_of_360_pixels_scrolls_only_down(page, address, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_at_four_times_the_size_a_page_scrolls_only_down(page, address, path):
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    page.goto(f"{address}/{path}")
    page.evaluate("document.querySelectorAll('main details').forEach((details) => (details.open = true))")
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # Nothing is cut off either: what is wider than the screen can be scrolled, by keyboard too.
    outside = """() => [...document.querySelectorAll("main table")].filter((table) => {
      const box = table.closest("[tabindex='0']") ?? table;
      return table.checkVisibility() && (
        box.getBoundingClientRect().right > 321 ||
        (box === table && table.scrollWidth > table.clientWidth + 1 && table.tabIndex < 0)
      );
    }).map((table) => table.textContent.slice(0, 60))"""
    assert page.evaluate(outside) == []


class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.images = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids.add(values.get("id"))
        if tag in ("a", "link", "script", "img"):
            self.links.append(values.get("href") or values.get("src") or "")
        if tag == "img":
            self.images.append(values)


def test_every_internal_link_and_anchor_resolves(site):
    parsed = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    broken = []
    for path, found in parsed.items():
        for link in found.links:
            target, anchor = urldefrag(link)
            target = target.split("?")[0]  # a link to a state of a picture asks for it there
            if re.match(r"[a-z]+:|//", link):
                continue
            start = site if target.startswith("/") else path.parent  # as Quarto writes them in 404.html
            file = (start / unquote(target).lstrip("/")).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            if not file.exists() or (anchor and file in parsed and unquote(anchor) not in parsed[file].ids):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


def test_every_image_says_what_it_shows(site):
    for path in site.rglob("*.html"):
        assert all(image.get("alt") for image in Links(path.read_text(encoding="utf-8")).images), path


@pytest.mark.parametrize("path", PAGES)
def test_no_variable_or_reference_was_left_open(site, path):
    text = (site / path).read_text(encoding="utf-8")
    assert not re.search(r"\{\{<|\?var:|\?meta:|\?@|>@fig-", text)


def whole(url: str) -> str:
    """Return an address with the name of its file, which one of the renderers leaves out of a folder's first page."""
    return f"{url}index.html" if url.endswith("/") else url


def test_next_leads_through_the_course_and_previous_back(page, address):
    page.goto(f"{address}/{ORDER[0]}")
    for sign, way in (("next", ORDER[1:]), ("previous", ORDER[-2::-1])):
        for there in way:
            page.locator(f".turn a.{sign}, .nav-page-{sign} a").click()
            page.wait_for_url(lambda url, there=there: whole(url) == f"{address}/{there}")
        assert page.locator(f".turn a.{sign}, .nav-page-{sign} a").count() == 0


def test_the_contents_lead_to_every_page_and_mark_the_one_that_is_read(page, address):
    for here in ORDER:
        page.goto(f"{address}/{here}")
        links = page.locator(
            ".menu nav a:not(.toc a), #quarto-sidebar a.sidebar-link[href]:not([data-bs-target])"
        )
        found = links.evaluate_all("links => links.map(link => link.href)")
        assert list(map(whole, found)) == [f"{address}/{there}" for there in ORDER]
        current = page.locator(".menu nav a[aria-current=page], #quarto-sidebar a.sidebar-link.active")
        assert whole(current.evaluate("link => link.href")) == f"{address}/{here}"


def test_search_finds_a_word_of_a_lesson(page, address):
    word = "critical path"  # in no block that waits for a prediction
    there = next(path for path, text in TEXTS.items() if word in text)
    page.goto(f"{address}/index.html")
    if page.locator("details.search").count():
        page.locator("details.search summary").click()
        page.locator("#search input").fill(word)
        found = page.locator(f".pagefind-ui__result-link[href*='{there}']")
    else:
        page.locator("#quarto-search input").fill(word)
        found = page.locator(f".aa-Item a[href*='{there}']")
    found.first.click()
    page.wait_for_url(f"**/{there}*")
