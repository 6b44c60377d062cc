"""The search: where the focus is, what is said when it does not load, what it keeps to itself in both renderers."""

import json

import pytest
from pages import ALL, PLACED

pytestmark = pytest.mark.browser
SCRIPT = "**/pagefind/pagefind-ui.js"
PATH = next(path for path, names in PLACED.items() if any(ALL[name].predict for name in names))


@pytest.fixture
def search(page, address, site):
    if not (site / "assets" / "site.js").exists():
        pytest.skip("the embedded renderer's own search; Quarto brings its own")
    page.goto(f"{address}/{PATH}")
    return page.locator("details.search")


def is_in_the_field(page):
    return page.evaluate("document.activeElement.matches('#search input')")


def test_the_field_has_the_focus_whenever_the_search_opens(page, search):
    search.locator("summary").click()
    search.locator("input").wait_for()
    assert is_in_the_field(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")  # on its summary
    page.wait_for_function("document.activeElement.matches('#search input')")


def test_it_closes_behind_a_reader_who_leaves_by_keyboard(page, search):
    search.locator("summary").click()
    search.locator("input").wait_for()
    for _ in range(2):  # the field has a button beside it
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "theme"
    assert search.get_attribute("open") is None


def test_opened_twice_while_it_loads_there_is_one_field(page, search):
    held = []
    page.route(SCRIPT, lambda route: held.append(route))
    for _ in range(3):
        search.locator("summary").click()
        page.wait_for_timeout(100)
    assert "is loading" in search.inner_text()
    for route in held:
        route.continue_()
    search.locator("input").first.wait_for()
    page.wait_for_timeout(300)
    assert search.locator("input").count() == 1


def test_a_search_that_does_not_load_says_so_and_can_be_tried_again(page, search):
    page.route(SCRIPT, lambda route: route.abort())
    search.locator("summary").click()
    search.get_by_text("did not load").wait_for()
    page.unroute(SCRIPT)
    search.locator("summary").click()
    search.locator("summary").click()
    search.locator("input").wait_for()
    assert search.locator("input").count() == 1
    assert "did not load" not in search.inner_text()


def test_an_excerpt_tells_no_answer_that_waits_for_a_prediction(page, search):
    item = next(ALL[name] for name in PLACED[PATH] if ALL[name].predict)
    folded = page.locator(".revealed > p").first.text_content()
    content = page.evaluate(
        """async ([words, path]) => {
          const pagefind = await import(new URL("pagefind/pagefind.js", courseRanges.site));
          const { results } = await pagefind.search(words);
          const pages = await Promise.all(results.map((one) => one.data()));
          return pages.find((page) => page.url.endsWith(path)).content;
        }""",
        [item.question, PATH],
    )
    content, folded = (" ".join(text.split()) for text in (content, folded))
    assert item.question in content
    assert item.view().sentence not in content
    assert folded not in content


@pytest.mark.parametrize(
    "path", [path for path, names in PLACED.items() if any(ALL[n].predict for n in names)]
)
def test_the_other_renderers_index_tells_no_answer_either(page, site, address, path):
    if not (site / "search.json").exists():
        pytest.skip("the embedded renderer keeps another index")
    entries = json.loads((site / "search.json").read_text(encoding="utf-8"))
    known = " ".join(" ".join(one["text"].split()) for one in entries if one["href"].startswith(path))
    page.goto(f"{address}/{path}")
    folded = page.locator(".revealed > p").evaluate_all("found => found.map((one) => one.textContent)")
    for item in (ALL[name] for name in PLACED[path]):
        assert item.question in known
        assert not item.predict or item.view().sentence not in known
    assert folded
    assert [text for text in folded if " ".join(text.split()) in known] == []
