"""The look: budgets, contents that follow the reader, search, print, and what stands in a page's head."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import PAGES, TEXTS

from mlteams import parts
from mlteams.publish.fonts import FONTS, MOST_BYTES

pytestmark = pytest.mark.browser
LESSONS = [f"chapters/{part.name}/{lesson.name}.html" for part in parts.written() for lesson in part.lessons]
FIRST_VIEW = 120_000  # bytes of a lesson with all that its first view loads, behind gzip
A4 = {"format": "A4", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "15mm")}


def embedded_only(site):
    if not (site / "assets" / "site.js").exists():
        pytest.skip("the embedded renderer's page")


def test_typefaces_are_on_the_site_and_within_their_budget(site):
    files = sorted((site / "assets" / "fonts").glob("*.woff2"))
    assert [file.stem for file in files] == sorted(font.name for font in FONTS)
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES


def test_text_and_labels_are_set_in_them(page, address):
    page.goto(f"{address}/{LESSONS[0]}")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    )
    assert {"Source Serif 4", "Source Serif 4 Display", "IBM Plex Sans Condensed"} <= set(loaded)


@pytest.mark.parametrize("path", LESSONS)
def test_the_first_view_of_a_lesson_is_light(page, address, site, path):
    embedded_only(site)
    sizes = []

    def note(response):
        body = response.body()
        sizes.append(len(body) if response.url.endswith(".woff2") else len(gzip.compress(body, 6)))

    page.on("response", note)
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= FIRST_VIEW


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_takes_at_most_five_printed_pages(page, address, site, path):
    embedded_only(site)
    page.goto(f"{address}/{path}")
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(**A4))) <= 5


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is(site, path):
    text = (site / path).read_text(encoding="utf-8")
    for name in ('name="description"', 'property="og:title"', 'property="og:description"', 'rel="icon"'):
        assert name in text, name


@pytest.mark.parametrize("width", [360, 1100, 1366])
def test_the_contents_mark_the_section_that_is_read(page, address, site, width):
    embedded_only(site)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{LESSONS[0]}")
    if width == 360:
        page.locator(".menu > summary").click()
    links = page.locator(".toc > ul > li > a")
    assert links.count() > 2
    for place in (1, 2):
        links.nth(place).click()
        page.wait_for_function(
            "place => document.querySelectorAll('.toc > ul > li > a')[place].ariaCurrent === 'location'"
            " || document.querySelectorAll('.toc > ul > li > a')[place].getAttribute('aria-current') === 'location'",
            arg=place,
        )
        assert page.locator(".toc a[aria-current]").count() == 1


def test_every_heading_has_a_link_to_itself_that_is_no_part_of_its_name(page, address):
    page.goto(f"{address}/{LESSONS[0]}")
    headings = page.locator("main section > .headed > :is(h2, h3)")
    assert headings.count() == page.locator("main section[class*=level] :is(h2, h3)").count() > 5
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in told if node.get("role", {}).get("value") == "heading"]
    for heading in headings.all():
        words = heading.inner_text()
        assert words in names
        link = heading.locator("xpath=following-sibling::a")
        assert link.get_attribute("aria-label") == f"Link to {words}"
        link.focus()
        assert float(link.evaluate("link => getComputedStyle(link).opacity")) == 1
        page.keyboard.press("Enter")
        place = page.evaluate("document.getElementById(location.hash.slice(1)).getBoundingClientRect().top")
        assert abs(heading.bounding_box()["y"] - place) < 80


def test_search_lands_on_a_section_and_closes_by_escape_and_by_a_click_beside_it(page, address, site):
    embedded_only(site)
    word = "critical path"  # in no block that waits for a prediction
    there = next(path for path, text in TEXTS.items() if word in text)
    page.goto(f"{address}/index.html")
    summary, field = page.locator("details.search summary"), page.locator("#search input")
    summary.click()
    field.fill(word)
    found = page.locator(f"#search .pagefind-ui__result-nested a[href*='{there}#']").first
    found.wait_for()
    field.press("Escape")
    assert not field.is_visible()
    assert summary.evaluate("summary => summary === document.activeElement")
    summary.click()
    assert field.is_visible()
    page.mouse.click(20, 700)
    assert not field.is_visible()
    summary.click()
    field.fill(word)  # Escape has emptied it
    found.click()
    page.wait_for_url(f"**/{there}#*")
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1


def test_a_published_number_shows_its_status_on_focus_and_in_print(page, address):
    page.goto(f"{address}/{LESSONS[0]}")
    mark = page.locator(".sourced").first
    status = mark.locator(".status")
    assert status.bounding_box()["width"] < 2
    mark.focus()
    assert status.bounding_box()["width"] > 30
    mark.blur()
    page.emulate_media(media="print")
    assert status.bounding_box()["width"] > 20
    assert status.evaluate("one => getComputedStyle(one).position") == "static"


NOTED = [path for path, text in TEXTS.items() if "column-margin}" in text]


@pytest.mark.parametrize("path", NOTED)
@pytest.mark.parametrize("width", [360, 1366])
def test_a_note_stands_in_the_margin_or_below_its_paragraph(page, address, path, width):
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{address}/{path}")
    page.wait_for_timeout(300)  # Quarto places its notes with a script
    notes = page.locator("main .column-margin")
    text = page.locator("main p:not(.column-margin p)").first.bounding_box()
    below = 0
    for place in range(notes.count()):
        note = notes.nth(place).bounding_box()
        beside = note["x"] >= text["x"] + text["width"]
        assert beside is (width > 1000)
        assert note["x"] + note["width"] <= width
        assert note["y"] >= below, "notes lie on each other"
        below = note["y"] + note["height"]
    assert notes.count()


@pytest.mark.parametrize("width", [360, 1366])
def test_ten_digits_are_answered_and_the_threshold_moves_the_cost(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/index.html")
    box = page.locator("#digits")
    below = page.locator("#sec-parts")
    before = below.evaluate("one => one.getBoundingClientRect().top + scrollY")
    box.locator(".accept").focus()
    for _ in range(10):
        page.keyboard.press("Enter")
    assert box.locator(".found").inner_text() == "You accepted 3 of 3 wrong suggestions."
    assert below.evaluate("one => one.getBoundingClientRect().top + scrollY") == pytest.approx(before, abs=1)
    costs = box.locator(".costs").inner_text()
    slider = box.locator("input")
    slider.focus()
    page.keyboard.press("End")
    assert "as much as clerks alone" in box.locator(".costs").inner_text() != costs
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    box.locator(".again").click()
    page.keyboard.press("7")  # typed by the reader, who is in the box
    assert "Digit 2 of 10" in box.locator(".said").first.inner_text()


def test_a_part_that_is_not_written_is_named_and_not_linked(page, address):
    page.goto(f"{address}/index.html")
    written = {part.name for part in parts.written()}
    for name in parts.PACKAGES:
        tile = page.locator(f".tile.{name}")
        assert tile.locator("a").count() == (name in written)
        assert ("to come" in tile.inner_text()) is (name not in written)


@pytest.mark.parametrize("part", [part.name for part in parts.written()])
def test_a_hub_leads_to_every_lesson_and_shows_what_the_tool_says(page, address, part):
    found = parts.part(part)
    page.goto(f"{address}/chapters/{part}/index.html")
    stops = page.locator(".line a").evaluate_all("links => links.map(link => link.href)")
    assert stops == [f"{address}/chapters/{part}/{lesson.name}.html" for lesson in found.lessons]
    if found.tool and found.tool.example:
        assert f"python3 course.py {found.tool.name}" in page.locator("pre.terminal").inner_text()
