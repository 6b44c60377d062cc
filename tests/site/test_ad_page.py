"""The page that reads a pasted advertisement: nothing leaves it, hostile text stays text, the keyboard is enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from mlteams.hiring.tool.ad_page import EXAMPLE

pytestmark = pytest.mark.browser
WAIT = 20_000  # milliseconds
BEES = "You and we are with the bees, and they are with us. " * 5
HOSTILE = f"""We are hiring. <script>window.hit = 1</script>
<img src=x onerror='window.hit = 1'>
\u202eRequirements\u202c

Requirements

- 9 years of experience with <img src=x onerror="window.hit = 1"> \u202eand bees\u202c
- <svg onload='window.hit = 1'> at least

{BEES}
"""
GERMAN = "Wir suchen für das Team in Leipzig eine Person, die mit uns und den Filialen arbeitet. " * 3


@pytest.fixture(params=["file", "http"])
def opened(request, page, site, address):
    """Open the page from a file and from a server; return it and what it asks for afterwards."""
    asked = []
    page.goto((site / "ad.html").as_uri() if request.param == "file" else f"{address}/ad.html")
    page.get_by_role("button", name="Read it").wait_for()
    page.on("request", lambda one: asked.append(one.url))
    return page, asked


def paste(page, text):
    page.evaluate("text => { document.querySelector('#ad-text').value = text; }", text)
    page.get_by_role("button", name="Read it").click()
    page.locator(".ad .answer:not(:empty)").wait_for(timeout=WAIT)
    return page.locator(".ad .answer").text_content()


def test_heron_s_first_one_and_its_draft_by_keyboard_alone(opened):
    page, asked = opened
    page.locator("#ad-text").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    answer = page.locator(".ad [role=status]")
    assert "It asks for nine things" in answer.text_content()
    assert page.locator("#ad-text").input_value() == EXAMPLE.read_text(encoding="utf-8")
    assert page.locator(".ad .findings > li").count() >= 10
    assert "[From … to … a year" in page.get_by_label("A draft to complete").input_value()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert answer.text_content() == ""
    assert page.locator(".ad .said").inner_html() == ""
    assert page.evaluate("document.activeElement.id") == "ad-text"
    assert asked == []


def test_the_draft_is_still_told_what_it_lacks(opened):
    page, _ = opened
    page.get_by_role("button", name="Try Heron").click()
    draft = page.get_by_label("A draft to complete").input_value()
    paste(page, draft)
    titles = page.locator(".ad .findings h3").all_text_contents()
    assert "No outcome" in titles
    assert "No pay" in titles


def test_hostile_text_is_shown_as_text(opened):
    page, asked = opened
    paste(page, HOSTILE)
    assert page.evaluate("window.hit") is None
    assert page.locator(".ad .said :is(script, img, svg)").count() == 0
    assert "<img src=x onerror" in page.locator(".ad .said").text_content()
    assert "\u202e" not in page.locator(".ad .said").text_content()
    assert asked == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Found 0 words"),
        ("x " * 500_000, "Found 1,000,000 characters"),
        (GERMAN, "a text that reads as German"),
    ],
)
def test_what_is_no_advertisement_gets_one_sentence(opened, text, said):
    page, _ = opened
    paste(page, EXAMPLE.read_text(encoding="utf-8"))
    assert said in paste(page, text)
    assert page.locator(".ad .said").inner_html() == ""


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a ",
        "must ",
        "10 years ",
        "(",
        "- - ",
        "aQualifications:",
        "e.g. A",
        "1,000 ",
        "10 years of Docker, ",
    ],
)
def test_a_hundred_thousand_characters_of_one_kind_are_read(opened, unit):
    page, _ = opened
    text = BEES + "\n" + unit * (100_000 // len(unit))
    assert paste(page, text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_it_says_is_for_everyone(page, site, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / "ad.html").as_uri())
    page.get_by_role("button", name="Try Heron").click()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_it_names_the_command(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto((site / "ad.html").as_uri())
    assert "python3 course.py ad FILE" in page.locator(".ad").text_content()
    assert page.locator(".ad form").is_hidden()
    page.close()
