"""Links to states: `{{< state name control=value … >}}` prints the truth of that state and leads to its picture.

The address is `page.html?control=value&…#explorable-name`: without JavaScript the fragment still finds the picture, and
it works from a file as from a server. `_extensions/explorable` writes the same links for Quarto, from the same files.
"""

import html
import json
import re
from difflib import get_close_matches

from mlteams.paths import BUILD, ROOT
from mlteams.publish.source import Unknown, read

_QUOTED = re.compile(r"\{\{< state (?P<name>[\w-]+)(?P<asked>[^>]*)>\}\}")
_PLACED = re.compile(r"^\{\{< explorable ([\w-]+) >\}\}$", flags=re.M)


def places() -> dict[str, str]:
    """Return the address of the lesson that each explorable stands in, the first if there are several."""
    found: dict[str, str] = {}
    for page in sorted(ROOT.glob("chapters/*/*.qmd")):
        address = page.relative_to(ROOT).with_suffix(".html").as_posix()
        for name in _PLACED.findall(read(page)):
            found.setdefault(name, address)
    return found


def quoted() -> dict[str, list[dict[str, str]]]:
    """Return the states that pages link to, by explorable: the slug of each control that a link names."""
    found: dict[str, list[dict[str, str]]] = {}
    for page in sorted([*ROOT.glob("*.qmd"), *ROOT.glob("*/*.qmd"), *ROOT.glob("chapters/*/*.qmd")]):
        for link in _QUOTED.finditer(read(page)):
            pairs = (pair.partition("=") for pair in link["asked"].split())
            found.setdefault(link["name"], []).append({name: value for name, _, value in pairs})
    return found


def link(words: str, root: str = "") -> str:
    """Return the link for the words of a shortcode as raw HTML in Markdown; `root` leads to the site's first folder.

    Raises:
        Unknown: there is no such explorable, control or value.
    """
    name, *asked = words.split() or [""]
    file = BUILD / "explorables" / f"{name}.answers.json"
    placed = json.loads((BUILD / "places.json").read_text(encoding="utf-8"))
    place = placed.get(name)
    if place is None or not file.exists():
        known = [one for one in placed if (file.parent / f"{one}.answers.json").exists()]
        near = get_close_matches(name, known, 1)
        right = "an explorable with controls that stands in a lesson"
        raise Unknown(f"{near[0]}, {right}," if near else right)
    data = json.loads(file.read_text(encoding="utf-8"))
    state = {control["name"]: control["default"] for control in data["controls"]}
    slugs = {control["name"]: control["slugs"] for control in data["controls"]}
    for pair in asked:
        key, equals, value = pair.partition("=")
        if not equals or key not in slugs:
            raise Unknown(f"controls of {name}, which are {', '.join(f'{one}=…' for one in slugs)}")
        if value not in slugs[key]:
            raise Unknown(f"a value of {key}, which takes {', '.join(slugs[key])}")
        state[key] = value
    query = "&".join(f"{key}={value}" for key, value in state.items())
    address = html.escape(f"{root}{place}?{query}#explorable-{name}")
    return f'`<a class="state" href="{address}">{html.escape(data["answers"][query])}</a>`{{=html}}'
