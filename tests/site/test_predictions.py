"""Predict, commit, reveal: on a page and from page to page, in two tabs, without storage or script, in print."""

import base64
import json
import re
import zlib
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import ALL, LIVE, PLACED, show_all, slugs

from mlteams.core.explorable import Choice, Pick, Range, Slider

pytestmark = pytest.mark.browser
ASKED = [(path, name) for path, names in PLACED.items() for name in names if name in LIVE]
# One that asks for futures of twenty and has a choice and links to its states; and one that asks for a pick.
PATH, NAME = next(
    (path, name)
    for path, name in ASKED
    if getattr(ALL[name].predict, "unit", "") == "of 20 futures"
    and any(isinstance(control, Choice) for control in ALL[name].controls)
)
PICK_PATH, PICK = next((path, name) for path, name in ASKED if isinstance(ALL[name].predict, Pick))
KEY = "ship-the-team.ranges"
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def frame(page, name=NAME):
    found = page.locator(f"#explorable-{name}")
    found.scroll_into_view_if_needed()
    page.wait_for_selector(f"#explorable-{name}[data-ready]")
    return found


def opened(page, base, path=PATH, name=NAME):
    page.goto(f"{base}/{path}")
    return frame(page, name)


def give(found, low, high):
    found.locator("input[name=low]").fill(str(low))
    found.locator("input[name=high]").fill(str(high))
    found.get_by_role("button", name="Commit").click()


def kept(page):
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}").get("ranges", {})


def is_asked(found):
    """Tell whether the form is seen and the answer is not; all of it or none of it."""
    asked = found.locator(".explorable-ask").is_visible()
    answers = found.locator(".explorable-picture, .explorable-sentence, .explorable-verdict, details")
    assert {answers.nth(place).is_visible() for place in range(answers.count())} == {not asked}
    return asked


TRUTH = ALL[NAME].predict.truth(ALL[NAME].view().answer)
SHOWN = ALL[NAME].answer(ALL[NAME].view())


def test_until_the_reader_commits_the_form_stands_in_the_pictures_place_and_controls_wait(page, address):
    for path, names in PLACED.items():
        page.goto(f"{address}/{path}")
        for name in (name for name in names if name in LIVE):
            found = page.locator(f"#explorable-{name}")
            assert is_asked(found)
            assert found.locator(".explorable-controls :is(input, select):enabled").count() == 0
            assert ALL[name].predict.ask in found.locator(".explorable-asked").inner_text()
        assert not page.locator(".revealed > *:visible").count()


@pytest.mark.parametrize(
    ("low", "high", "held"),
    [(TRUTH, 20, True), (0, TRUTH, True), (TRUTH + 0.1, 20, False), (0, TRUTH - 0.1, False)],
)
def test_range_and_truth_stand_side_by_side(page, address, low, high, held):
    found = opened(page, address)
    give(found, low, high)
    assert not is_asked(found)
    said = found.locator(".explorable-verdict > :first-child").inner_text()
    assert said == ALL[NAME].predict.verdict(f"{low:g}", f"{high:g}", held, TRUTH)
    assert page.locator(f".revealed[for={NAME}] > p").first.is_visible()
    assert found.locator(".explorable-controls input").first.is_enabled()
    assert page.evaluate("document.activeElement.className") == "explorable-verdict"


def test_a_pick_is_judged_and_show_me_only_shows(page, address):
    predict, answer = ALL[PICK].predict, ALL[PICK].view().answer
    for key, _ in predict.options:
        found = opened(page, address, PICK_PATH, PICK)
        found.locator(f"input[value={key}]").check()
        found.get_by_role("button", name="Commit").click()
        assert found.locator(".explorable-verdict > :first-child").inner_text() == predict.verdict(
            key, answer
        )
        page.evaluate("localStorage.clear()")
    found = opened(page, address)
    found.get_by_role("button", name="Show me").click()
    assert not is_asked(found)
    assert found.locator(".explorable-verdict > :first-child").inner_text() == f"The model says: {SHOWN}."
    assert "low" not in kept(page)[NAME]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        *(
            ("", "3", "from 0 to 20"),
            ("2", "", "from 0 to 20"),
            ("-1", "3", "from 0"),
            ("2", "21", "to 20"),
        ),
        ("3", "2", "not above the second"),
    ],
)
def test_what_is_no_range_is_said_and_nothing_is_kept(page, address, low, high, said):
    found = opened(page, address)
    give(found, low, high)
    assert said in found.get_by_role("alert").inner_text()
    assert is_asked(found)
    assert kept(page) == {}
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PLACED)
def test_nothing_jumps_when_a_reader_commits(page, address, width, path):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{path}")
    for name in (name for name in PLACED[path] if name in LIVE):
        found, item = frame(page, name), ALL[name]
        before = found.bounding_box()
        if isinstance(item.predict, Range):
            give(found, item.predict.low, item.predict.high)
        else:
            found.locator("input[type=radio]").last.check()
            found.get_by_role("button", name="Commit").click()
        assert not is_asked(found)
        after = found.bounding_box()
        assert (before["width"], before["height"]) == (after["width"], after["height"]), name
        assert found.locator("input[type=range], select").first.is_enabled()


def test_only_the_first_range_counts_and_it_comes_back_with_the_reader(page, address):
    give(opened(page, address), 0, 10)
    found = opened(page, address)
    assert not is_asked(found)
    assert "0 to 10" in found.locator(".explorable-verdict").inner_text()
    # What was kept wins over what a script or a second form says.
    page.evaluate(f"courseRanges.keep('{NAME}', {{ low: 1, high: 2 }})")
    assert (kept(page)[NAME]["low"], kept(page)[NAME]["high"]) == (0, 10)


def test_what_was_seen_before_is_seen_from_the_first_paint(page, address):
    give(opened(page, address), 0, 10)
    page.route("**/assets/explorable.js", lambda route: None)  # never comes; the head has run
    page.goto(f"{address}/{PATH}", wait_until="commit")
    page.locator(f"#explorable-{NAME}").wait_for(state="attached")
    assert not is_asked(page.locator(f"#explorable-{NAME}"))
    other = next(name for name in PLACED[PATH] if name in LIVE and name != NAME)
    page.locator(f"#explorable-{other}").wait_for(state="attached")
    assert not page.locator(f"#explorable-{other} .explorable-picture").is_visible()


@pytest.mark.parametrize(("press", "low"), [("Commit", 2), ("Enter", 2), ("Show me", None)])
def test_what_is_pressed_before_the_script_has_come_waits_for_it(page, address, press, low):
    held = []
    page.route("**/assets/explorable.js", lambda route: held.append(route))
    page.goto(f"{address}/{PATH}", wait_until="commit")
    found = page.locator(f"#explorable-{NAME}")
    found.locator("input[name=low]").fill("2")
    found.locator("input[name=high]").fill("9")
    if press == "Enter":
        found.locator("input[name=high]").press("Enter")
    else:
        found.get_by_role("button", name=press).click()
    page.wait_for_timeout(200)
    assert page.url == f"{address}/{PATH}"
    held[0].continue_()
    page.wait_for_selector(f"#explorable-{NAME}.seen")
    assert kept(page)[NAME].get("low") == low
    assert page.url == f"{address}/{PATH}"


def test_two_tabs_do_not_lose_each_others_ranges(browser, address):
    context = browser.new_context()
    one, two = context.new_page(), context.new_page()
    other = next(name for path, name in ASKED if path == PATH and name != NAME)
    first, second = opened(one, address), opened(two, address, name=other)
    give(first, 0, 10)
    give(second, 1, 15)
    # Each tab has heard of the other's; browsers carry what is kept from tab to tab in their own time.
    one.wait_for_selector(f"#explorable-{other}.seen")
    assert set(kept(one)) == {NAME, other}
    two.wait_for_selector(f"#explorable-{NAME}.seen")
    assert "0 to 10" in two.locator(f"#explorable-{NAME} .explorable-verdict").inner_text()
    context.close()


def test_the_focus_stays_with_a_picture_that_another_tab_opens(browser, address):
    context = browser.new_context()
    one, two = context.new_page(), context.new_page()
    first, second = opened(one, address), opened(two, address)
    second.locator("input[name=low]").focus()
    give(first, 0, 10)
    two.wait_for_selector(f"#explorable-{NAME}.seen")
    assert two.evaluate("document.activeElement.className") == "explorable-verdict"
    # And what is cleared elsewhere: the control that had the focus waits again.
    second.locator(".explorable-controls :is(input, select)").first.focus()
    one.evaluate("courseRanges.clear()")
    two.wait_for_selector(f"#explorable-{NAME}:not(.seen)")
    assert two.evaluate("document.activeElement.id") == f"explorable-{NAME}"
    context.close()


def test_the_page_of_ranges_keeps_the_focus_when_another_tab_commits(browser, address):
    context = browser.new_context()
    one, two = context.new_page(), context.new_page()
    fill_with(two, address, True).get_by_role("button", name="Save as a file").focus()
    give(opened(one, address), 0, 10)
    two.get_by_text("of 2 ranges held.").wait_for()
    assert two.evaluate("document.activeElement.textContent") == "Save as a file"
    context.close()


def test_after_a_picture_has_failed_another_tab_hides_nothing_again(browser, address):
    context = browser.new_context()
    one, two = context.new_page(), context.new_page()
    other = next(name for path, name in ASKED if path == PATH and name != NAME)
    note = f'<p class="explorable-note" id="{NAME}-note">'
    two.route(
        f"**/{PATH}",
        lambda route: route.fulfill(
            body=route.fetch().text().replace(note, "<p>", 1), content_type="text/html"
        ),
    )
    errors = []
    two.on("pageerror", lambda error: errors.append(error))
    two.goto(f"{address}/{PATH}")
    everything_is_shown(two)
    assert len(errors) == 1
    opened(one, address, name=other).get_by_role("button", name="Show me").click()
    two.wait_for_selector(f"#explorable-{other}.seen")
    pictures = two.locator(".explorable-picture")
    assert two.locator(".explorable-picture:visible").count() == pictures.count()
    assert not two.locator(f"#explorable-{other} .explorable-controls :disabled").count()
    context.close()


@pytest.mark.parametrize("moved", [0, 1])
def test_a_range_of_an_earlier_edition_is_held_against_what_the_model_says_now(page, address, moved):
    found = opened(page, address)
    give(found, TRUTH - moved, TRUTH - moved)
    earlier = kept(page)
    earlier[NAME] |= {"truth": TRUTH - 1, "told": "The model says: something else."}
    page.evaluate(f"ranges => localStorage.setItem('{KEY}', JSON.stringify({{ ranges }}))", earlier)
    said = opened(page, address).locator(".explorable-verdict > :first-child").inner_text()
    held = moved == 0
    assert said == ALL[NAME].predict.verdict(f"{TRUTH - moved:g}", f"{TRUTH - moved:g}", held, TRUTH)
    page.goto(f"{address}/ranges.html")
    assert f"{int(held)} of 1 range held." in page.locator("ml-ranges").inner_text()
    assert f"the model says {SHOWN}" in page.locator("ml-ranges").inner_text()


@pytest.mark.parametrize("script", [REFUSED, FULL], ids=["refused", "full"])
def test_without_storage_it_works_for_this_visit_and_says_so(page, address, script):
    page.add_init_script(script)
    errors = []  # of ours; Quarto's own scripts want a storage
    page.on("pageerror", lambda error: "explorable.js" in str(error.stack) and errors.append(str(error)))
    found = opened(page, address)
    assert "until you leave this page" in found.locator(".explorable-note").inner_text()
    before = found.bounding_box()
    give(found, 0, 10)
    assert not is_asked(found)
    said = found.locator(".explorable-verdict > :first-child").inner_text()
    assert "0 to 10" in said
    assert "until you leave this page" in said
    assert found.bounding_box()["height"] == before["height"]
    assert is_asked(opened(page, address))
    assert errors == []


@pytest.mark.parametrize(
    "written",
    [
        "{",
        "[]",
        "3",
        '{"ranges": 3, "all": "yes"}',
        '{"ranges": {"constructor": {}}}',
        f'{{"ranges": {{"{NAME}": "x"}}}}',
    ],
)
def test_what_somebody_else_wrote_into_the_storage_does_no_harm(page, address, written):
    page.add_init_script(
        f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(written)})"
    )
    found = opened(page, address)
    assert is_asked(found)
    give(found, 0, 10)
    assert kept(page)[NAME]["high"] == 10


def test_back_leads_to_what_the_reader_has_left(page, address):
    found = opened(page, address)
    give(found, 0, 10)
    page.goto(f"{address}/index.html")
    page.go_back()
    assert not is_asked(frame(page))
    assert "0 to 10" in frame(page).locator(".explorable-verdict").inner_text()


def everything_is_shown(page, path=PATH):
    for name in PLACED[path]:
        found = page.locator(f"#explorable-{name}")
        assert found.locator(".explorable-picture svg").is_visible()
        assert found.locator(".explorable-sentence").is_visible()
        assert not found.locator(".explorable-ask, .explorable-verdict").locator("visible=true").count()
    hidden = page.locator(".revealed > p").count() - page.locator(".revealed > p:visible").count()
    assert page.locator(".revealed > p").count() > 0
    assert hidden == 0


@pytest.mark.parametrize("answer", [None, "broken(", "throw 1"], ids=["blocked", "broken", "failing"])
def test_if_the_script_fails_everything_is_shown(page, address, answer):
    page.route(
        "**/assets/explorable.js",
        lambda route: (
            route.abort() if answer is None else route.fulfill(body=answer, content_type="text/javascript")
        ),
    )
    page.goto(f"{address}/{PATH}")
    everything_is_shown(page)


def test_without_javascript_everything_is_shown(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PATH}")
    everything_is_shown(page)
    context.close()


def test_in_print_everything_is_shown(page, address):
    page.goto(f"{address}/{PATH}")
    page.emulate_media(media="print")
    everything_is_shown(page)
    assert not page.locator(".explorable-all").is_visible()


def test_a_switch_shows_every_picture_and_is_remembered(page, address):
    found = opened(page, address)
    page.get_by_role("switch", name="Show every picture at once").check()
    everything_is_shown(page)
    assert found.locator(".explorable-controls input").first.is_enabled()
    page.reload()
    everything_is_shown(page)
    assert kept(page) == {}
    page.get_by_role("switch", name="Show every picture at once").uncheck()
    assert is_asked(found)


def state_link(page):
    """Return a link of the page that leads to another state than the default, and that state's address."""
    links = page.locator("a.state")
    for place in range(links.count()):
        address = links.nth(place).get_attribute("href")
        name = address.split("#explorable-")[1]
        state = dict(pair.split("=") for pair in address.split("?")[1].split("#")[0].split("&"))
        if state != slugs(ALL[name], ALL[name].defaults()):
            return links.nth(place), name, state
    raise AssertionError("no such link")


def is_value(found, value):
    """Tell whether a control has a value; a browser writes 0.0 as 0."""
    return found == value or (re.fullmatch(r"[\d.]+", found) and float(found) == float(value))


def sentence_in(name, state):
    item = ALL[name]
    values = {
        control.name: control.values()[control.slugs().index(state[control.name])]
        for control in item.controls
    }
    return item.view(**values)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_link_sets_the_picture_and_says_so(page, address, site, scheme):
    page.add_init_script(f"localStorage.setItem('{KEY}', JSON.stringify({{ all: true }}))")
    page.goto(f"{address if scheme == 'http' else site.as_uri()}/{PATH}")
    link, name, state = state_link(page)
    view = sentence_in(name, state)
    assert link.inner_text() == ALL[name].answer(view)
    link.focus()
    page.keyboard.press("Enter")
    found = frame(page, name)
    page.locator(f"#explorable-{name} .explorable-sentence > span", has_text=view.sentence).first.wait_for()
    for key, value in state.items():
        assert is_value(page.locator(f"#{name}-{key}").input_value(), value)
    said = page.locator(".explorable-said")
    assert re.match(r"The picture is set\. .*" + re.escape(view.sentence), said.inner_text())
    assert said.get_attribute("role") == "status"
    assert -1 < found.bounding_box()["y"] < 300
    assert page.evaluate("document.activeElement.id") == f"explorable-{name}"
    assert page.url.endswith(f"#explorable-{name}")


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_link_works_from_another_page_and_never_commits(page, address, site, scheme):
    base = address if scheme == "http" else site.as_uri()
    page.goto(f"{base}/{PATH}")
    _, name, state = state_link(page)
    target = page.locator("a.state").first.get_attribute("href").split("?")[0].split("/")[-1]
    query = "&".join(f"{key}={value}" for key, value in state.items())
    page.goto(f"{base}/exercises.html")
    page.evaluate(
        "there => document.querySelector('main').insertAdjacentHTML('afterbegin', `<a id=go href='${there}'>go</a>`)",
        f"chapters/management/{target}?{query}#explorable-{name}",
    )
    page.locator("#go").click()
    found = frame(page, name)
    page.locator(".explorable-said", has_text="It waits for your prediction").wait_for(state="attached")
    assert is_asked(found)
    assert kept(page) == {}
    for key, value in state.items():
        assert is_value(page.locator(f"#{name}-{key}").input_value(), value)
    # The prediction is about the controls as they start, and the verdict says so.
    found.get_by_role("button", name="Show me").click()
    assert found.locator(".explorable-verdict").inner_text().startswith("For the controls as they start.")
    assert (
        found.locator(".explorable-sentence > span").first.inner_text() == sentence_in(name, state).sentence
    )


@pytest.mark.parametrize("found_there", ["nothing", "too few states"])
def test_if_a_states_file_is_not_whole_only_what_is_true_is_said(page, address, found_there):
    show_all(page)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{PATH}")
    link, name, _ = state_link(page)
    few = zlib.compressobj(wbits=-15)
    few = base64.b64encode(
        few.compress(b'{"lines": ["x"], "states": [[[0], "x", [0]]]}') + few.flush()
    ).decode()
    body = f'(window.explorables ??= {{}})["{name}"] = "{few}";'
    page.route(
        f"**/explorables/{name}.js",
        lambda route: route.abort() if found_there == "nothing" else route.fulfill(body=body),
    )
    page.reload()
    link.click()
    said = page.locator(".explorable-said", has_text="could not be set")
    said.wait_for(state="attached")
    found, view = page.locator(f"#explorable-{name}"), ALL[name].view()
    assert "is set" not in said.inner_text()
    assert view.sentence in said.inner_text()
    assert found.locator(".explorable-sentence").inner_text().startswith(view.sentence)
    assert "did not load" in found.locator(".explorable-missing").inner_text()
    assert found.locator(".explorable-picture svg").is_visible()
    assert not found.locator("form.explorable-controls").is_visible()
    assert errors == []


def test_a_link_to_a_picture_without_controls_only_leads_there(page, address):
    path, name = next((path, one) for path, names in PLACED.items() for one in names if one not in LIVE)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda response: response.status == 404 and wrong.append(response.url))
    page.goto(f"{address}/{path}?tasks=5#explorable-{name}")
    page.wait_for_timeout(300)
    assert page.locator(f"#explorable-{name} svg").is_visible()
    assert page.locator(".explorable-said").inner_text() == ""
    assert wrong == []


def test_an_address_that_asks_for_what_no_control_has_leaves_them_as_they_are(page, address):
    asked = "&".join(f"{control.name}=nonsense" for control in ALL[NAME].controls)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{PATH}?{asked}&more=1#explorable-{NAME}")
    page.locator(".explorable-said", has_text="The picture is set").wait_for(state="attached")
    for key, value in slugs(ALL[NAME], ALL[NAME].defaults()).items():
        assert is_value(page.locator(f"#{NAME}-{key}").input_value(), value)
    assert errors == []


# A picture with a slider of whole numbers, which starts neither at its least nor at its most.
SLIDER_PATH, SLID, SLIDER = next(
    (path, name, control)
    for path, name in ASKED
    for control in ALL[name].controls
    if isinstance(control, Slider) and control.default not in (control.values()[0], control.values()[-1])
)


@pytest.mark.parametrize("value", ["%20", "", "0x10", "1e9", "-1e9", "Infinity", "between"])
def test_what_a_slider_cannot_take_is_passed_over(page, address, value):
    first, second, *_ = SLIDER.values()
    value = f"{(first + second) / 2 + (second - first) / 8}" if value == "between" else value
    page.goto(f"{address}/{SLIDER_PATH}?{SLIDER.name}={value}#explorable-{SLID}")
    page.locator(".explorable-said", has_text="The picture is set").wait_for(state="attached")
    assert float(page.locator(f"#{SLID}-{SLIDER.name}").input_value()) == SLIDER.default


def test_the_address_asks_for_the_state_that_is_seen(page, address):
    show_all(page)
    page.goto(f"{address}/{PATH}")
    link, name, state = state_link(page)
    slider = next(one for one in ALL[name].controls if isinstance(one, Slider))
    other = next(value for value in slider.slugs() if not is_value(state[slider.name], value))
    there = page.locator(f"#{name}-{slider.name}")

    def both_are(value):
        asked = parse_qs(urlsplit(page.url).query)[slider.name][0]
        assert (float(asked), float(there.input_value())) == (float(value), float(value))

    page.goto(f"{address}/{PATH}?{slider.name}={other}#explorable-{name}")
    page.wait_for_selector(f"#explorable-{name}[data-ready]")
    both_are(other)
    link.click()
    both_are(state[slider.name])
    page.reload()
    page.wait_for_selector(f"#explorable-{name}[data-ready]")
    both_are(state[slider.name])
    page.go_back()
    both_are(other)
    # And what the reader sets by hand.
    there.press("Home" if not is_value(other, slider.slugs()[0]) else "End")
    moved = there.input_value()
    assert moved != other
    both_are(moved)
    page.reload()
    page.wait_for_selector(f"#explorable-{name}[data-ready]")
    both_are(moved)


def test_without_javascript_a_link_leads_to_the_picture(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PATH}")
    link, name, _ = state_link(page)
    link.click()
    page.wait_for_url(f"**#explorable-{name}")
    assert -1 < page.locator(f"#explorable-{name}").bounding_box()["y"] < 300
    context.close()


def test_a_reader_can_do_it_all_by_keyboard(page, address):
    found = opened(page, address)
    found.locator("input[name=low]").focus()
    for key in ("0", "Tab", "9", "Enter"):
        page.keyboard.press(key)
    assert "0 to 9" in found.locator(".explorable-verdict").inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('ml-explorable')?.dataset.name") == NAME


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("path", [PATH, "ranges.html"])
def test_axe_finds_nothing_before_and_after(page, address, dark, committed, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark" if dark else "light")
    found = opened(page, address)
    if committed:
        give(found, 0, 1)
    else:
        give(found, 3, 2)  # with its complaint
    if path != PATH:
        page.goto(f"{address}/{path}")
    page.wait_for_timeout(300)
    wrong = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"]) for v in wrong] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def fill_with(page, address, *held):
    """Keep a range for each truth value given, and open the page of ranges."""
    ranges = {
        f"one-{place}": {
            **{"low": 10, "high": 20 if good else 12, "truth": 15, "unit": "%", "least": 0, "most": 100},
            **{"question": f"Question {place}?", "page": "chapters/management/dates.html"},
        }
        for place, good in enumerate(held)
    }
    page.goto(f"{address}/ranges.html")
    page.evaluate(f"ranges => localStorage.setItem('{KEY}', JSON.stringify({{ ranges }}))", ranges)
    page.reload()
    return page.locator("ml-ranges")


def test_the_page_of_ranges_is_empty_at_first_and_then_counts(page, address):
    page.goto(f"{address}/ranges.html")
    assert "You have given no range yet." in page.locator("ml-ranges").inner_text()
    give(opened(page, address), 0, 20)
    page.goto(f"{address}/ranges.html")
    said = page.locator("ml-ranges").inner_text()
    assert "1 of 1 range held." in said
    assert "So few ranges say little yet." in said
    assert f"0 to 20 of 20 futures; the model says {SHOWN}" in said
    assert page.locator("ml-ranges li a").get_attribute("href").endswith(f"{PATH}#explorable-{NAME}")


@pytest.mark.parametrize(
    ("held", "n", "said"),
    [
        # Of 20 at four in five, the middle nine in ten see 13 to 19 hold (binomial, checked with SciPy below).
        (12, 20, "make them wider"),
        (13, 20, "Yours are among them"),
        (19, 20, "Yours are among them"),
        (20, 20, "could be narrower"),
        (2, 3, "say little yet"),
    ],
)
def test_the_page_says_what_so_many_ranges_can_say(page, address, held, n, said):
    from scipy.stats import binom

    found = fill_with(page, address, *([True] * held + [False] * (n - held)))
    assert f"{held} of {n} ranges held." in found.inner_text()
    assert said in found.inner_text()
    low, high = (int(binom.ppf(level, n, 0.8)) for level in (0.05, 0.95))
    assert f"nine in ten would see {low} to {high} of {n} hold" in found.inner_text()


def test_ranges_can_be_saved_and_cleared_after_a_question(page, address):
    found = fill_with(page, address, True, False)
    with page.expect_download() as caught:
        found.get_by_role("button", name="Save as a file").click()
    assert set(json.loads(caught.value.path().read_text())) == {"one-0", "one-1"}
    page.once("dialog", lambda dialog: dialog.dismiss())
    found.get_by_role("button", name="Clear").click()
    assert len(kept(page)) == 2
    page.once("dialog", lambda dialog: dialog.accept())
    found.get_by_role("button", name="Clear").click()
    assert kept(page) == {}
    assert "You have given no range yet." in found.inner_text()


def test_words_in_the_storage_are_no_markup_and_no_foreign_address(page, address):
    page.goto(f"{address}/ranges.html")
    one = {
        "low": 1,
        "high": 2,
        "truth": 1,
        "least": 0,
        "most": 9,
        "unit": "<b>x</b>",
        "question": "<img src=x>",
    }
    page.evaluate(
        f"ranges => localStorage.setItem('{KEY}', JSON.stringify({{ ranges }}))",
        {
            "a": one | {"page": "javascript:alert(1)"},
            "b": one | {"page": "//elsewhere/x.html"},
            "c": {"low": "x"},
            "d": "a word",
            "e": one | {key: {"toString": 1} for key in ("page", "question", "unit")},
        },
    )
    page.reload()
    found = page.locator("ml-ranges")
    assert "3 of 3 ranges held." in found.inner_text()
    assert not found.locator("img, li b b, li a").count()
    assert "<img src=x>" in found.inner_text()
