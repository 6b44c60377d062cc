"""What a reader meets besides the words: colours, print, a place that does not move, a screen reader's pace."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import COLOUR_RULES, PAGE, PLACED, SLIDING, show_all

pytestmark = pytest.mark.browser
FRAME = f"#explorable-{SLIDING}"
LIGHT = {"color": "rgb(28, 43, 51)", "background": "rgb(250, 246, 238)"}
PRINT = LIGHT | {"background": "rgb(255, 255, 255)"}
COLOURS = """selector => {
  const style = getComputedStyle(document.querySelector(selector));
  return { color: style.color, background: style.backgroundColor };
}"""


def embedded_only(site):
    if not (site / "assets" / "site.js").exists():
        pytest.skip("the embedded renderer's own switch; Quarto brings its own")


def opened(browser, address, path=PAGE, **context):
    page = browser.new_context(**context).new_page()
    page.goto(f"{address}/{path}")
    return page


def test_a_dark_page_prints_dark_on_white_without_tables(browser, address):
    page = opened(browser, address, color_scheme="dark")
    assert page.evaluate(COLOURS, ".explorable") != PRINT
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(COLOURS, ".explorable") == PRINT
    assert page.evaluate(COLOURS, "body")["background"] in (PRINT["background"], "rgba(0, 0, 0, 0)")
    assert page.evaluate(COLOURS, "main section p")["color"] == PRINT["color"]
    assert not page.locator(".explorable-table table:visible").count()
    page.context.close()


def test_without_javascript_the_system_decides_between_light_and_dark(browser, address, site):
    embedded_only(site)
    shown = []
    for scheme in ("light", "dark"):
        page = opened(browser, address, color_scheme=scheme, java_script_enabled=False)
        shown.append(page.evaluate(COLOURS, "body"))
        page.context.close()
    assert shown[0] == LIGHT
    assert shown[1] == {"color": "rgb(233, 228, 216)", "background": "rgb(18, 25, 30)"}


def test_the_switch_wins_over_the_system_and_is_remembered(browser, address, site):
    embedded_only(site)
    page = opened(browser, address, color_scheme="dark")
    page.locator("button.theme").click()
    assert page.evaluate(COLOURS, "body") == LIGHT
    page.reload()
    assert page.evaluate(COLOURS, "body") == LIGHT
    page.context.close()


@pytest.mark.parametrize("path", PLACED)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_reader_tries_every_state(browser, address, width, path):
    page = opened(browser, address, path, viewport={"width": width, "height": 900})
    heights = page.evaluate(
        """async () => {
          const heights = {};
          for (const element of document.querySelectorAll("ml-explorable")) {
            if (!element.form) continue;
            await element.prepare();
            const seen = new Set([element.offsetHeight]);
            for (const [, sentence] of element.data.states) {
              element.say(sentence);
              seen.add(element.offsetHeight);
            }
            heights[element.dataset.name] = [...seen];
          }
          return heights;
        }"""
    )
    assert {name: seen for name, seen in heights.items() if len(seen) > 1} == {}
    page.context.close()


def test_nothing_moves_while_the_page_loads(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    # Typefaces that come in the frame of the jump to the picture would be counted with it (see test_one_screen).
    held = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(f"{address}/{PAGE}{FRAME}", wait_until="domcontentloaded")
    page.wait_for_selector(f"{FRAME}[data-ready]")
    page.wait_for_timeout(300)
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") < 0.01
    page.close()


def test_a_screen_reader_waits_until_the_slider_rests(page, address):
    show_all(page)
    page.goto(f"{address}/{PAGE}")
    frame = page.locator(FRAME)
    frame.scroll_into_view_if_needed()
    page.wait_for_selector(f"{FRAME}[data-ready]")
    said = frame.locator(".explorable-sentence")
    assert said.get_attribute("aria-live") == "polite"
    busy = page.evaluate(
        """selector => {
          const frame = document.querySelector(selector);
          const input = frame.querySelector(".explorable-controls input");
          input.value = input.max;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          return frame.querySelector(".explorable-sentence").ariaBusy;
        }""",
        FRAME,
    )
    assert busy == "true"
    page.wait_for_selector(f"{FRAME} [aria-busy=false]")


def test_controls_that_could_change_nothing_are_hidden(page, address):
    show_all(page)
    page.route("**/explorables/*.js", lambda route: route.abort())
    page.route(f"**/{SLIDING}.js", lambda route: route.fulfill(body="broken("))  # the only one to arrive
    page.goto(f"{address}/{PAGE}")
    frame = page.locator(FRAME)
    frame.scroll_into_view_if_needed()
    frame.locator(".explorable-sentence", has_text="did not load").wait_for()
    assert not frame.locator("form.explorable-controls").is_visible()
    assert frame.locator("svg").is_visible()


@pytest.mark.parametrize("path", PLACED)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_a_phone_with_everything_open(page, address, site, dark, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(f"{address}/{path}")
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    if (site / "assets" / "site.js").exists():
        page.locator("#search input").wait_for()
    page.wait_for_timeout(300)
    found = Axe().run(page, options=COLOUR_RULES if dark else None).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
