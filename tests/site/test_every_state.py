"""Every state of every picture, in a browser with the site's typefaces, as a phone of 360 pixels shows it."""

import base64
import itertools
import json
import re
import zlib

import pytest
from pages import ALL, LIVE, PAGE, SLIDING, show_all

from mlteams.paths import BUILD

LEAST_LETTERS = 11  # CSS pixels
SHOWN = 5  # states that a failure names
DEAD = 0.25  # of the states, in which a control may change nothing

# For each state: what is wrong with its labels, in words. A line of text is higher than its letters: of IBM Plex Sans
# Condensed they reach from 0.72 of the size above the baseline to 0.2 below it, where the line has 1.025 and 0.275.
LOOK = """([selector, lines, states, least]) => {
  const stage = document.querySelector(selector);
  const scale = (text) => Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b);
  return states.map((state) => {
    stage.innerHTML = state.map((number) => lines[number]).join("\\n");
    const frame = stage.querySelector("svg").getBoundingClientRect();
    const found = [];
    const boxes = [...stage.querySelectorAll("text")].filter((text) => text.textContent.trim()).map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const size = parseFloat(getComputedStyle(text).fontSize) * scale(text);
      const said = `"${text.textContent.trim()}"`;
      if (size < least - 0.01) found.push(`${said} has letters of ${size.toFixed(1)} px`);
      return { said, left, right, top: top + 0.305 * size, bottom: bottom - 0.075 * size };
    });
    for (const [place, one] of boxes.entries()) {
      const wide = one.left >= frame.left - 0.5 && one.right <= frame.right + 0.5;
      const high = one.top >= frame.top - 0.5 && one.bottom <= frame.bottom + 0.5;
      if (!wide || !high) found.push(`${one.said} is clipped`);
      for (const other of boxes.slice(place + 1)) {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (wide > 1 && high > 1) found.push(`${one.said} lies on ${other.said}`);
      }
    }
    return found;
  });
}"""


def held(name):
    """Return what a page gets: distinct lines, and of each state picture, sentence and table."""
    text = (BUILD / "explorables" / f"{name}.js").read_text(encoding="utf-8")
    code = re.search(r'= "(.*)";', text)[1]
    data = json.loads(zlib.decompress(base64.b64decode(code), -15))
    return data["lines"], data["states"]


def look(page, lines, pictures):
    return page.evaluate(LOOK, [f"#explorable-{SLIDING} .explorable-picture", lines, pictures, LEAST_LETTERS])


@pytest.fixture(scope="module")
def phone(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    show_all(page)
    page.goto(f"{address}/{PAGE}")
    page.wait_for_selector(f"#explorable-{SLIDING}")
    page.evaluate("family => document.fonts.load(`14px '${family}'`)", "IBM Plex Sans Condensed")
    yield page
    page.close()


def static(name):
    text = (BUILD / "explorables" / f"{name}.html").read_text(encoding="utf-8")
    lines = re.search(r"<svg.*?</svg>", text, re.S)[0].split("\n")
    return lines, [list(range(len(lines)))]


@pytest.mark.browser
@pytest.mark.parametrize("name", list(ALL))
def test_no_label_is_covered_clipped_or_too_small(phone, name):
    lines, pictures = static(name) if name not in LIVE else (held(name)[0], [one[0] for one in held(name)[1]])
    states = list(ALL[name].states())
    assert len(pictures) == len(states)
    wrong = [
        (words, state)
        for state, found in zip(states, look(phone, lines, pictures), strict=True)
        for words in found
    ]
    assert not wrong, f"{len(wrong)} in {len(states)} states: {wrong[:SHOWN]}"


def dead(item, shown):
    """Yield each control and the values of the others under which it moves neither picture nor sentence."""
    for place, control in enumerate(item.controls):
        for rest in itertools.product(*(one.values() for one in item.controls if one is not control)):
            seen = {shown[(*rest[:place], value, *rest[place:])] for value in control.values()}
            if len(seen) == 1:
                yield control.name, rest


@pytest.mark.parametrize("name", LIVE)
def test_every_control_changes_the_picture_or_the_sentence(name):
    """Not in every state: where no work comes back, no return can be prevented. But wherever a reader begins."""
    item, (_, states) = ALL[name], held(name)
    values = (tuple(state.values()) for state in item.states())
    shown = {state: (tuple(one[0]), one[1]) for state, one in zip(values, states, strict=True)}
    still = list(dead(item, shown))
    for control in item.controls:
        start = tuple(one.default for one in item.controls if one is not control)
        assert (control.name, start) not in still
        asleep = sum(one == control.name for one, _ in still) * len(control.values())
        assert asleep <= DEAD * item.size(), (control.name, still[:SHOWN])


def test_a_control_that_changes_nothing_is_found():
    item = ALL[next(name for name in LIVE if len(ALL[name].controls) > 1)]
    by_first = {tuple(state.values()): next(iter(state.values())) for state in item.states()}
    assert {name for name, _ in dead(item, by_first)} == {one.name for one in item.controls[1:]}


SVG = (
    '<svg viewBox="0 0 317 200"><text x="{x}" y="{y}" style="font-size: {size}px">{words}</text>'
    '<text x="100" y="100" style="font-size: 10.7px">here</text></svg>'
)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("words", "x", "y", "size", "found"),
    [
        ("clear", 10, 20, 10.7, None),
        ("above", 100, 89, 10.7, None),
        ("close", 100, 92, 10.7, "lies on"),
        ("beside", 118, 100, 10.7, "lies on"),
        ("out on the right", 280, 20, 10.7, "clipped"),
        ("high", 10, 5, 10.7, "clipped"),
        ("low", 10, 200, 10.7, "clipped"),
        ("small", 10, 20, 9.9, "letters of"),
    ],
)
def test_what_is_wrong_with_a_label_is_found(phone, words, x, y, size, found):
    said = look(phone, [SVG.format(words=words, x=x, y=y, size=size)], [[0]])[0]
    assert (said == []) if found is None else any(found in one for one in said)
