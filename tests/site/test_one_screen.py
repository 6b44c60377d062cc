"""An explorable is one screen: controls beside the picture on a desktop, below it on a phone, and letters to read."""

import pytest
from pages import LIVE, PLACED

pytestmark = pytest.mark.browser
MOST_HIGH = 600  # CSS pixels of question, controls, picture and sentence on a screen of 1366 × 768
LEAST_LETTERS = 11  # CSS pixels of text in a picture, on a phone of 360
EACH = [(path, name) for path, names in PLACED.items() for name in names]
SMALLEST = """frame => Math.min(...[...frame.querySelectorAll('.explorable-picture text')].map((text) => {
  const { a, b } = text.getScreenCTM();
  return Math.hypot(a, b) * parseFloat(getComputedStyle(text).fontSize);
}))"""


def opened(page, address, path, name, width, high=768):
    page.set_viewport_size({"width": width, "height": high})
    page.goto(f"{address}/{path}")
    found = page.locator(f"#explorable-{name}")
    if name in LIVE:
        found.scroll_into_view_if_needed()
        page.wait_for_selector(f"#explorable-{name}[data-ready]")
    page.evaluate("document.fonts.ready")
    return found


def box(found, part):
    """Return left, top, right, bottom of a part of an explorable, in the page."""
    return found.locator(part).evaluate(
        "one => { const { left, top, right, bottom } = one.getBoundingClientRect(); return [left, top, right, bottom] }"
    )


@pytest.mark.parametrize(("path", "name"), EACH)
def test_on_a_desktop_it_is_one_screen_with_its_controls_beside_the_picture(page, address, path, name):
    found = opened(page, address, path, name, 1366)
    before = found.bounding_box()
    assert before["height"] <= MOST_HIGH
    if name in LIVE:
        found.get_by_role("button", name="Show me").click()
        assert found.bounding_box()["height"] == before["height"]
        left, top, _, bottom = box(found, ".explorable-controls")
        assert left >= box(found, ".explorable-picture svg")[2]
        assert top < box(found, ".explorable-picture svg")[3]
        assert box(found, ".explorable-words")[1] >= bottom
    assert box(found, ".explorable-words")[0] >= box(found, ".explorable-picture svg")[2]


@pytest.mark.parametrize(("path", "name"), EACH)
def test_on_a_phone_controls_stand_below_and_letters_can_be_read(page, address, path, name):
    found = opened(page, address, path, name, 360, 740)
    if name in LIVE:
        ends = found.locator(".explorable-range > *:visible")
        tops = {
            round(sum(box(found, f".explorable-range > :nth-child({place + 1})")[1::2]))
            for place in range(ends.count())
        }
        assert not tops or max(tops) - min(tops) <= 4, "from, to and the unit on one line"
        found.get_by_role("button", name="Show me").click()
        words = box(found, ".explorable-words")
        assert box(found, ".explorable-picture")[3] <= words[1]
        assert words[3] <= box(found, ".explorable-controls")[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert found.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    assert found.evaluate(SMALLEST) >= LEAST_LETTERS - 0.01


WIDTHS = """faces => {
  const line = document.createElement("p");
  const text = document.querySelector("main section p").textContent;
  line.style = "position: absolute; max-width: none; white-space: nowrap; line-height: normal; font-size: 100px";
  document.body.append(line);
  return faces.map(([family, weight, style]) => {
    Object.assign(line.style, { fontFamily: `"${family}", monospace`, fontWeight: weight, fontStyle: style });
    line.textContent = text;
    return [line.offsetWidth, line.offsetHeight];
  });
}"""
FACES = [
    ("Source Serif 4", 400, "normal"),
    ("Source Serif 4", 600, "normal"),
    ("Source Serif 4", 400, "italic"),
    ("Source Serif 4 Display", 560, "normal"),
    ("IBM Plex Sans Condensed", 400, "normal"),
    ("IBM Plex Sans Condensed", 600, "normal"),
]


@pytest.mark.parametrize("face", FACES)
def test_what_stands_until_a_typeface_has_come_is_as_wide_and_as_high(page, address, face):
    family, weight, style = face
    page.goto(f"{address}/{EACH[0][0]}")
    asked = [[family, weight, style], [f"Like {family}", weight, style]]
    page.evaluate(
        "([a, b]) => Promise.all([a, b].map(([f, w, s]) => document.fonts.load(`${s} ${w} 20px '${f}'`)))",
        asked,
    )
    missing = page.evaluate(
        "name => [...document.fonts].some((one) => one.family.includes(name) && one.status === 'error')",
        f"Like {family}",
    )
    if missing:
        pytest.skip("this system has no Times and Arial, or their like")
    (ours, height), (theirs, other) = page.evaluate(WIDTHS, asked)
    assert theirs == pytest.approx(ours, rel=0.015)
    assert other == pytest.approx(height, abs=2)


def test_typefaces_that_come_late_move_hardly_anything(page, address):
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    held = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{EACH[0][0]}", wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_function(
        "[...document.fonts].some((f) => f.family.includes('Source') && f.status === 'loaded')"
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") < 0.01
