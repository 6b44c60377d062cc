"""The numbers that pages quote: from `variables()` of a model or a workshop, from a sources.csv, or Heron's facts.

A number that was not computed carries its status onto the page.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import ModuleType
from typing import Any

from mlteams import parts
from mlteams.core.words import percent, written
from mlteams.input.heron import facts
from mlteams.input.source_rows import rows
from mlteams.paths import BUILD, write_whole
from mlteams.publish.cache import fingerprint, module_fingerprint


def variables() -> Mapping[str, Mapping[str, object]]:
    """Return what `{{< var … >}}` can name: part.module.name, if published source.key, and of Heron heron.key."""
    published = {row["key"]: marked(row) for row in sources()}
    return {**computed(), "source": published, "heron": assumed()}


def assumed() -> dict[str, object]:
    """Return Heron's facts as pages show them, each key a mapping of those below it."""
    found: dict[str, object] = {}
    for key, entry in facts().items():
        *above, name = key.split(".")
        here: Any = found
        for one in above:
            here = here.setdefault(one, {})
        here[name] = marked({"value": shown(entry["value"], entry["unit"]), "status": "assumed"})
    return found


def shown(value: float | date, unit: str) -> str:
    """Return a fact as prose shows it: a share as a percentage, euros with their sign, other units without any."""
    if isinstance(value, date):
        return written(value)
    if unit == "share":
        return percent(value)
    if unit == "EUR":
        return f"€{value:,.0f}" if value == int(value) else f"€{value:,.2f}"
    return f"{value:,}"


def computed() -> dict[str, dict[str, dict[str, str]]]:
    """Return each module's variables, kept from the last time if nothing they depend on has changed."""
    store = BUILD / "variables.json"
    kept = json.loads(store.read_text()) if store.exists() else {}
    fresh: dict[str, object] = {}
    found: dict[str, dict[str, dict[str, str]]] = {}
    for part, name, module in _with_variables():
        key = fingerprint(module_fingerprint(module.__name__), *getattr(module, "FILES", ()))
        values = kept.get(key) or module.variables()
        fresh[key] = values
        found.setdefault(part, {})[name] = values
    write_whole(store, json.dumps(fresh))
    return found


def _with_variables() -> Iterator[tuple[str, str, ModuleType]]:
    """Yield part, name and module of every model and workshop that has numbers for prose."""
    for part, name, module in parts.all_models():
        if hasattr(module, "variables"):
            yield part.name, name, module
    for part in parts.written():
        if part.workshop and hasattr(module := parts.workshop(part), "variables"):
            yield part.name, "workshop", module


def sources() -> Iterator[dict[str, str]]:
    """Yield the rows of every part's sources.csv.

    Raises:
        BadInput: a row lacks a value, has an unknown status, or repeats a key.
    """
    return rows(parts.folder(part.name) / "sources.csv" for part in parts.written())


def marked(row: dict[str, str]) -> str:
    """Return a value as Markdown, its status inside: shown on focus, on hover and in print.

    A whole number loses the zeros that its row carries for the column's sake: 2.00 reads 2.
    """
    value = re.sub(r"\.0+$", "", row["value"])
    return f'[{value}[\u00a0({row["status"]})]{{.status}}]{{.sourced tabindex="0"}}'
