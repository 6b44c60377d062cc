"""The numbers that pages quote: from `variables()` of a model or a workshop, from a sources.csv, or Heron's facts.

A number that was not computed carries its status onto the page.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from mlteams import parts
from mlteams.core.words import percent, written
from mlteams.input import csv_rows
from mlteams.input.errors import BadInput
from mlteams.input.heron import facts
from mlteams.input.text_file import read_text
from mlteams.paths import BUILD, write_whole
from mlteams.publish.cache import fingerprint, module_fingerprint

COLUMNS = ("key", "value", "what", "source", "year", "status")
MOST_CHARACTERS = 1_000  # of a cell: a sentence or two about a number
STATUSES = ("measured", "published", "lecture", "assumed")


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


def rows(paths: Iterable[Path]) -> Iterator[dict[str, str]]:
    """Yield the rows of files of sources; a key stands in all of them once.

    Raises:
        BadInput: a file is no table of the columns in `COLUMNS`, a row lacks a value, has an unknown status, or
            repeats a key.
    """
    seen: set[str] = set()
    for path in paths:
        table = csv_rows.rows(path, read_text(path, "a CSV file of sources"), ",")
        if tuple(next(table, (1, []))[1]) != COLUMNS:
            raise BadInput(path, "line 1", "other columns", ",".join(COLUMNS))
        for number, cells in table:
            line = f"line {number}"
            if len(cells) != len(COLUMNS) or not all(cells):
                raise BadInput(path, line, "a missing or surplus value", "one value for every column")
            row = dict(zip(COLUMNS, cells, strict=True))
            for name, value in row.items():
                if len(value) > MOST_CHARACTERS:
                    found = f"a {name} of {len(value):,} characters"
                    raise BadInput(path, line, found, f"at most {MOST_CHARACTERS:,}")
            if row["status"] not in STATUSES:
                raise BadInput(path, line, f"status {row['status']!r}", f"one of {', '.join(STATUSES)}")
            if row["key"] in seen:
                raise BadInput(path, line, f"the key {row['key']!r} a second time", "a key of its own")
            seen.add(row["key"])
            yield row


def marked(row: dict[str, str]) -> str:
    """Return a value as Markdown, its status inside: shown on focus, on hover and in print.

    A whole number loses the zeros that its row carries for the column's sake: 2.00 reads 2.
    """
    value = re.sub(r"\.0+$", "", row["value"])
    return f'[{value}[\u00a0({row["status"]})]{{.status}}]{{.sourced tabindex="0"}}'
