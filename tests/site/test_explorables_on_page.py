"""One function, three surfaces: page, widget and draw agree."""

import base64
import html
import json
import random
import re
import zlib

import pytest
from pages import ALL, LIVE, PAGE, PLACED, SLIDING, show_all, slugs
from playwright.sync_api import expect

from mlteams import notebook, parts
from mlteams.core import explorable, table
from mlteams.core import figure as look
from mlteams.paths import BUILD, ROOT
from mlteams.publish.drawing import MOST_BYTES
from mlteams.publish.explorables import promise

each_page = pytest.mark.parametrize("path", PLACED)


def sampled(item, count=4):
    states = list(item.states())
    return random.Random(item.name).sample(states, min(count, len(states)))


def unpacked(site, name):
    code = re.search(r'= "(.*)";', (site / "explorables" / f"{name}.js").read_text())[1]
    return json.loads(zlib.decompress(base64.b64decode(code), -15))


@pytest.mark.parametrize("name", LIVE)
def test_page_widget_and_draw_agree(site, name):
    item = ALL[name]
    data = unpacked(site, name)
    states = list(item.states())
    assert len(data["states"]) == len(states) <= explorable.MOST_STATES
    assert (site / "explorables" / f"{name}.js").stat().st_size <= MOST_BYTES
    panel = notebook.build(item)
    answers = json.loads((BUILD / "explorables" / f"{name}.answers.json").read_text())["answers"]
    for state in sampled(item):
        view = item.view(**state)
        svg = look.svg(view.figure)  # once: drawing a figure again may move its layout by a tenth of a pixel
        lines, (drawn, said, shown) = data["lines"], data["states"][states.index(state)]
        assert html.unescape(said) == view.sentence
        assert "\n".join(lines[number] for number in shown) == table.as_html(view.table)
        assert "\n".join(lines[n] for n in drawn) == look.themed(svg, name)
        for key, value in state.items():
            panel.controls[key].value = value
        assert html.unescape(panel.sentence.value) == f"<p>{view.sentence}</p>"
        assert panel.table.value == table.as_html(view.table)
        assert svg in panel.picture.value
        assert list(answers.values())[states.index(state)] == item.answer(view)
        asked = "&".join(f"{key}={value}" for key, value in slugs(item, state).items())
        assert answers[asked] == item.answer(view)


@pytest.mark.parametrize("name", list(ALL))
def test_every_explorable_says_what_it_shows(name):
    view = ALL[name].view()
    assert view.sentence.endswith((".", "?", "!"))
    assert 1 <= len(view.table) <= 12
    assert not ALL[name].controls or ALL[name].predict


@each_page
def test_a_page_holds_what_its_source_names_each_once(site, path):
    text = (site / path).read_text(encoding="utf-8")
    found = re.findall(r'<ml-explorable class="explorable" id="explorable-([\w-]+)"', text)
    assert found == PLACED[path]
    assert len(found) == len(set(found))


def test_every_explorable_stands_on_the_page_or_in_the_notebook_of_a_lesson_that_argues_with_its_model():
    for part in parts.written():
        for name, module in parts.models(part).items():
            lessons = [lesson.name for lesson in part.lessons if name in lesson.models]
            names = {one for lesson in lessons for one in PLACED[f"chapters/{part.name}/{lesson}.html"]}
            for lesson in lessons:
                run = ROOT / "notebooks" / part.name / f"{lesson}.ipynb"
                names |= set(re.findall(r'show\(\\"([\w-]+)\\"\)', run.read_text(encoding="utf-8")))
            assert {item.name for item in getattr(module, "EXPLORABLES", ())} <= names, name


def move(page, name, state):
    """Set the native controls as a reader would, and wait for the states."""
    page.evaluate(
        """([name, state]) => {
          const form = document.querySelector(`#explorable-${name} .explorable-controls`);
          for (const [key, value] of Object.entries(state)) {
            const control = form.querySelector(`#${name}-${key}`);
            control.value = value;
          }
          form.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        [name, slugs(ALL[name], state)],
    )


@pytest.mark.browser
@each_page
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_script_shows_the_state_that_the_controls_ask_for(page, address, site, scheme, path):
    show_all(page)
    page.goto(f"{address if scheme == 'http' else site.as_uri()}/{path}")
    for name in (name for name in PLACED[path] if name in LIVE):
        item = ALL[name]
        page.locator(f"#explorable-{name}").scroll_into_view_if_needed()
        page.wait_for_selector(f"#explorable-{name}[data-ready]")
        for state in sampled(item, 3):
            move(page, name, state)
            said = page.locator(f"#explorable-{name} .explorable-sentence").inner_text()
            assert said == item.view(**state).sentence
            assert page.locator(f"#explorable-{name} .explorable-picture").get_attribute("aria-label") == said


@pytest.mark.browser
@each_page
def test_arrow_keys_move_a_slider_and_the_picture(page, address, path):
    show_all(page)
    page.goto(f"{address}/{path}")
    for name in (name for name in PLACED[path] if name in LIVE):
        sliders = page.locator(f"#explorable-{name} input[type=range]")
        if not sliders.count():
            continue
        sliders.first.focus()
        page.wait_for_selector(f"#explorable-{name}[data-ready]")
        frame = page.locator(f"#explorable-{name} .explorable-picture")
        before = frame.inner_html()
        value = sliders.first.input_value()
        page.keyboard.press("ArrowLeft" if value == sliders.first.get_attribute("max") else "ArrowRight")
        assert sliders.first.input_value() != value
        assert frame.inner_html() != before, name
        assert sliders.first.get_attribute("aria-valuetext")


@pytest.mark.browser
@each_page
def test_without_javascript_the_default_state_stands_and_controls_do_not(browser, address, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{path}")
    for name in PLACED[path]:
        frame = page.locator(f"#explorable-{name}")
        assert frame.locator(".explorable-picture svg").is_visible()
        assert frame.locator(".explorable-sentence").inner_text() == ALL[name].view().sentence
        assert not frame.locator("form:visible").count()
    context.close()


@pytest.mark.browser
@each_page
def test_print_shows_pictures_and_hides_controls(page, address, path):
    page.goto(f"{address}/{path}")
    page.emulate_media(media="print")
    assert not page.locator("form.explorable-controls:visible").count()
    assert page.locator(".explorable-picture svg:visible").count() == len(PLACED[path])


@pytest.mark.browser
def test_a_state_file_that_is_missing_is_said_in_a_sentence(page, address):
    show_all(page)
    name = SLIDING
    page.route(f"**/{name}.js", lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    page.locator(f"#explorable-{name}").scroll_into_view_if_needed()
    said = page.locator(f"#explorable-{name} .explorable-sentence", has_text="did not load")
    said.wait_for()


def test_states_that_are_still_being_drawn_are_said_and_asked_for_again(page, address):
    path = f"**/explorables/{SLIDING}.js"
    page.route(path, lambda route: route.fulfill(body=promise(SLIDING), content_type="text/javascript"))
    show_all(page)
    page.goto(f"{address}/{PAGE}#explorable-{SLIDING}")
    frame = page.locator(f"#explorable-{SLIDING}")
    frame.locator(".explorable-missing", has_text="still being drawn").wait_for()
    assert not frame.locator("input[type=range]").first.is_enabled()
    page.unroute(path)
    frame.locator("xpath=self::*[@data-ready]").wait_for()
    assert frame.locator(".explorable-missing").count() == 0
    slider = frame.locator("input[type=range]").first
    assert slider.is_enabled()
    before = frame.locator(".explorable-sentence").inner_text()
    slider.press("End")
    expect(frame.locator(".explorable-sentence")).not_to_have_text(before)
