"""What the embedded renderer puts in the place of each shortcode."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from mlteams.input.errors import several
from mlteams.paths import BUILD, ROOT
from mlteams.publish import states
from mlteams.publish.source import Fill, Unknown


def shortcodes() -> Fill:
    """Return what each shortcode puts in its place."""
    variables: dict[str, Any] = yaml.safe_load((ROOT / "_variables.yml").read_text(encoding="utf-8"))

    def var(words: str) -> str:
        value: Any = variables
        above = ""
        for key in words.split("."):
            if not isinstance(value, dict):
                raise Unknown(above)  # the number's whole name
            value = _named(value, key, above)
            above = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            raise Unknown(f"one of its numbers, such as {above}.{min(value)}," if value else "a number")
        return str(value)

    def raw(path: Path) -> str:
        return f"\n```{{=html}}\n{path.read_text(encoding='utf-8')}```\n"

    def text(known: Mapping[str, Path], name: str) -> str:
        path: Path = _named(known, name)
        return path.read_text(encoding="utf-8")

    names = {path.stem: path for path in (BUILD / "explorables").glob("*.html") if "." not in path.stem}
    agendas = {path.stem.replace("-", " "): path for path in (BUILD / "agendas").glob("*.html")}
    written = {path.stem: path for path in (BUILD / "hubs").glob("*.md")}
    hubs = {name: path for name, path in written.items() if not name.endswith("-report")}
    reports = {name.removesuffix("-report"): path for name, path in written.items() if name not in hubs}
    boards = {path.stem: path for path in (BUILD / "boards").glob("*.md")}
    exercises = {path.stem: path for path in (BUILD / "exercises").glob("*.md")}
    return {
        "var": var,
        "explorable": lambda name: raw(_named(names, name)),
        "state": states.link,
        "ranges": lambda words: raw(_named({"": BUILD / "ranges.html"}, words)),
        "ledger": lambda words: text({"": BUILD / "ledger.md"}, words),
        "sources": lambda words: text({"": BUILD / "sources.md"}, words),
        "parts": lambda words: text({"": BUILD / "parts.md"}, words),
        "digits": lambda words: text({"": BUILD / "digits.md"}, words),
        "lessons": lambda part: text(hubs, part),
        "report": lambda part: text(reports, part),
        "agenda": lambda words: raw(_named(agendas, " ".join(words.split()))),
        "board": lambda name: text(boards, name),
        "exercises": lambda part: text(exercises, part),
    }


def _named(known: Mapping[str, Any], name: str, above: str = "") -> Any:  # noqa: ANN401 - whatever is named
    """Return what has a name.

    Raises:
        Unknown: nothing has; it says which names are near, or which there are.
    """
    if name in known:
        return known[name]
    if set(known) == {""}:
        raise Unknown("nothing after the shortcode's name")
    near = get_close_matches(name, known, 1) or sorted(known)
    said = several([f"{above}.{one}" if above else one for one in near])
    raise Unknown(f"one of {said}" if len(near) > 1 else said or "a name that is written, and none is yet,")
