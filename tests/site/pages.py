"""Which pages the site has, in which order they are read, and which explorables stand on each: as the sources say."""

import re
from pathlib import Path

import yaml

from mlteams.core.explorable import Slider
from mlteams.parts import explorables
from mlteams.publish.source import config

ROOT = Path(__file__).parents[2]
SETTINGS = config()
SOURCES = [path for pattern in SETTINGS["project"]["render"] for path in sorted(ROOT.glob(pattern))]


def address(source: Path) -> str:
    return source.relative_to(ROOT).with_suffix(".html").as_posix()


def is_deck(source: Path) -> bool:
    return "format" in yaml.safe_load(source.read_text(encoding="utf-8").split("---\n")[1])


def flat(contents: list) -> list[str]:
    found = []
    for item in contents:
        found += [item] if isinstance(item, str) else [item["href"]] if "href" in item else []
        found += flat(item["contents"]) if isinstance(item, dict) and "contents" in item else []
    return found


TEXTS = {address(source): source.read_text(encoding="utf-8") for source in SOURCES if not is_deck(source)}
PAGES = list(TEXTS)
ORDER = [address(ROOT / page) for page in flat(SETTINGS["website"]["sidebar"]["contents"])]
# Addresses that only lead on, and the part's page that each of them leads to.
MOVED = {
    old: f"{Path(old).with_suffix('')}/index.html"
    for old in SETTINGS["project"]["resources"]
    if ".html" in old
}

ALL = explorables()
LIVE = [name for name, item in ALL.items() if item.controls]
PLACED = {
    page: names
    for page, text in TEXTS.items()
    if (names := re.findall(r"^\{\{< explorable ([\w-]+) >\}\}$", text, flags=re.M))
}


# What can differ in the dark, for axe; all other rules look at the same page in the light.
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def show_all(page):
    """Let a page show every picture at once, as an instructor's switch does, so that no prediction is due."""
    page.add_init_script("localStorage.setItem('ship-the-team.ranges', JSON.stringify({ all: true }))")


def slugs(item, state):
    """Return a state as the values of native controls, and as a link writes it."""
    controls = {control.name: control for control in item.controls}
    return {key: controls[key].slugs()[controls[key].values().index(value)] for key, value in state.items()}


# A page with explorables, and the last on it that has a slider.
PAGE, SLIDING = next(
    (page, name)
    for page, names in PLACED.items()
    for name in reversed(names)
    if any(isinstance(control, Slider) for control in ALL[name].controls)
)
