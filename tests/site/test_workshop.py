"""Slides that fit their screen, sheets that fit both papers, pages that keep the facilitator's words apart."""

import re
from datetime import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from mlteams.workshop.agenda import plan
from mlteams.workshop.agenda_formats import as_html
from mlteams.workshop.guide import path_of, read_guide

SLIDES = "workshops/management-slides.html"
SHEETS = ("workshops/management-cards.html", "workshops/management-answers.html")
pytestmark = pytest.mark.browser

# How far the words of the slide that is shown reach beyond its box, in CSS pixels; negative: room is left.
BEYOND = """() => {
  const [slide] = [...document.querySelectorAll("section.slide, .reveal section:not(.stack)")]
    .filter((one) => one.checkVisibility() && (!window.Reveal || one === Reveal.getCurrentSlide()));
  const box = window.Reveal ? document.querySelector(".reveal").getBoundingClientRect()
    : slide.getBoundingClientRect();
  const range = document.createRange();
  let most = -Infinity;
  const words = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const home = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || home.closest(".notes, script, style")) continue;
    range.selectNodeContents(words.currentNode);
    for (const line of range.getClientRects()) {
      most = Math.max(most, line.bottom - box.bottom, line.right - box.right, box.left - line.left, box.top - line.top);
    }
  }
  return [slide.id || slide.textContent.trim().slice(0, 30), most, box.width / box.height];
}"""


def is_quarto(page):
    return page.evaluate("'Reveal' in window")


def text_of(site, name):
    return (site / "workshops" / name).read_text(encoding="utf-8")


def test_the_minutes_of_a_session_on_the_page_are_those_of_the_agenda(site):
    """The page adds them up in Lua, the agenda in Python."""
    text = text_of(site, "management.html")
    for session in read_guide(path_of("management")).sessions:
        section = re.search(
            rf'<(?:section|h2) id="{session.key}".*?(?=<(?:section|h\d) id=|\Z)', text, flags=re.S
        )[0]
        found = re.findall(r'<div class="minutes">\s*<p>(\d+) minutes</p>', section)
        assert found == ([str(sum(s.minutes for s in session.steps))] if len(session.steps) > 1 else [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_agenda_page_stands_alone(page, tmp_path, dark):
    target = tmp_path / "agenda.html"
    target.write_text(as_html(plan(read_guide(path_of("management")), 210, time(9))), encoding="utf-8")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(target.as_uri())
    assert asked == [target.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []


def test_a_learner_does_not_see_what_is_for_the_facilitator(site):
    learner, facilitator = text_of(site, "management.html"), text_of(site, "management-facilitator.html")
    for words in ("Listen for", "You are the team at Heron Parcels", "Before you start"):
        assert words not in learner
        assert words in facilitator
    assert 'href="management-facilitator.html"' in learner or "/management-facilitator.html" in learner
    for heading in ("Ten ranges, alone", "A number each, in private", "One sentence"):
        assert heading in learner


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_agenda_on_the_page_opens_and_prints(page, address, dark):
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/workshops/management-facilitator.html")
    page.wait_for_timeout(300)
    agendas = page.locator("details.agenda")
    assert agendas.count() == 3
    assert not page.locator("details.agenda table:visible").count()
    page.emulate_media(media="print")
    assert page.locator("details.agenda table:visible").count() == 3
    page.emulate_media(media="screen")
    for summary in agendas.locator("summary").all():
        summary.focus()
        page.keyboard.press("Enter")
    assert page.locator("details.agenda table:visible").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("size", [(1280, 720), (960, 540)], ids=str)
def test_no_slide_overflows(page, address, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}/{SLIDES}")
    page.wait_for_timeout(500)
    if is_quarto(page):
        page.evaluate("Reveal.configure({ transition: 'none' })")
        count = page.evaluate("Reveal.getTotalSlides()")
    else:
        count = page.locator("section.slide").count()
    assert count > 20
    seen = set()
    for _ in range(count):
        name, most, shape = page.evaluate(BEYOND)
        assert most <= 0, f"{name} reaches {most:.0f} pixels beyond its slide"
        assert shape == pytest.approx(16 / 9, rel=0.01)
        seen.add(name)
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(30)
    assert len(seen) == count


def test_the_measure_sees_an_overflow(page, address):
    page.goto(f"{address}/{SLIDES}")
    page.wait_for_timeout(500)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1_000)
    assert page.evaluate(BEYOND)[1] <= 0
    page.evaluate(
        """() => {
        const one = window.Reveal ? Reveal.getCurrentSlide() : document.querySelector("section.slide:not([hidden])");
        one.insertAdjacentHTML("beforeend", "<p>words</p>".repeat(30)); }"""
    )
    assert page.evaluate(BEYOND)[1] > 100


def test_every_step_of_the_room_is_a_slide_with_notes(site):
    text = text_of(site, "management-slides.html")
    slides = re.split(r"<section[^>]*\bslide level3", text)[1:]
    assert len(slides) >= 20
    for slide in slides:
        notes = slide[slide.index('<aside class="notes">') :]
        assert "Say" in notes
        assert "minutes" in slide[: slide.index('<aside class="notes">')]


@pytest.mark.parametrize("path", [SLIDES, *SHEETS])
def test_nothing_was_left_open_in_slides_and_sheets(site, path):
    assert not re.search(r"\{\{<|\?var:|\?@|\{source", (site / path).read_text(encoding="utf-8"))


def test_slides_obey_the_keyboard_and_have_an_address(page, address, site):
    page.goto(f"{address}/{SLIDES}#premortem")
    if is_quarto(page):
        pytest.skip("reveal.js brings its own keys")
    shown = page.locator("section.slide:visible")
    assert shown.get_attribute("id") == "premortem"
    for key, wanted in (("ArrowRight", "silent"), ("ArrowLeft", "premortem"), ("Home", "title")):
        page.keyboard.press(key)
        assert shown.get_attribute("id") == wanted
    page.keyboard.press("End")
    assert shown.get_attribute("id") == "sentence"
    page.keyboard.press("ArrowRight")  # the last stays the last
    assert page.url.endswith("#sentence")
    assert not page.locator(".notes:visible").count()
    with page.context.expect_page() as opened:  # the notes in a second window, which goes where this one goes
        page.keyboard.press("s")
    second = opened.value
    second.wait_for_selector("#sentence .notes:visible")
    page.keyboard.press("Home")
    second.wait_for_selector("#title:visible")
    second.keyboard.press("ArrowRight")
    page.wait_for_selector("#outcome:visible")
    assert not page.locator(".notes:visible").count()
    second.close()
    page.keyboard.press("End")
    page.keyboard.press("n")
    assert page.locator(".notes:visible").count() == 1
    assert page.get_by_role("button", name="Notes").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Back").click()
    assert "Slide" in page.get_by_role("status").inner_text()
    assert shown.get_attribute("id") == "closing"


def test_slides_without_javascript_are_a_page_with_all_of_them(browser, address, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/{SLIDES}")
    if 'class="reveal"' in page.content():
        context.close()
        pytest.skip("reveal.js needs JavaScript")
    slides = page.locator("section.slide")
    assert page.locator("section.slide:visible").count() == slides.count() > 20
    assert page.locator("nav:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", [SLIDES, *SHEETS])
def test_axe_finds_nothing_on_slides_and_sheets(page, address, path, dark):
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(f"{address}/{path}")
    page.wait_for_timeout(300)
    for key in ("n", "ArrowRight", "ArrowRight"):
        if path == SLIDES and not is_quarto(page):
            page.keyboard.press(key)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"]) for v in found] == []


@pytest.mark.parametrize("path", [SLIDES, *SHEETS])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_slides_and_sheets_ask_no_other_host(page, address, site, path, scheme):
    base = address if scheme == "http" else site.as_uri()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{base}/{path}")
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith((base, "data:", "blob:"))] == []
    assert errors == []


@pytest.mark.parametrize("path", SHEETS)
def test_sheets_fit_a_phone(page, address, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


# Millimetres between the margins of 12 mm.
PAPERS = {"A4": (210 - 24, 297 - 24), "Letter": (215.9 - 24, 279.4 - 24)}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("path", SHEETS)
def test_each_sheet_is_one_page_on_both_papers(page, address, path, paper):
    width, height = (round(millimetres / 25.4 * 96) for millimetres in PAPERS[paper])
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    page.goto(f"{address}/{path}")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.sheet')].map((sheet) => [sheet.scrollWidth, sheet.scrollHeight])"
    )
    assert boxes
    assert all(wide <= width and high <= height for wide, high in boxes), boxes
    assert all(high >= height / 2 for _, high in boxes), "a page that is nearly empty"
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))
    assert len(pages) == len(boxes)  # a sheet that were cut would run on to another page


def test_slides_print_one_to_a_page(page, address, site):
    page.goto(f"{address}/{SLIDES}")
    if is_quarto(page):
        pytest.skip("reveal.js prints through an address of its own")
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(pages) == page.locator("section.slide").count()
