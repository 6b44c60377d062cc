"""The numbers that pages quote: from the `variables()` of a model or a workshop, or from a row of a sources.csv.

A published number carries its status onto the page.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from mlteams import parts
from mlteams.input.errors import BadInput
from mlteams.input.text_file import read_text
from mlteams.paths import BUILD, write_whole
from mlteams.publish.cache import fingerprint, module_fingerprint

COLUMNS = ("key", "value", "what", "source", "year", "status")
STATUSES = ("measured", "published", "lecture", "assumed")


def variables() -> Mapping[str, Mapping[str, object]]:
    """Return what `{{< var … >}}` can name: part.module.name if computed, source.key if published."""
    published = {row["key"]: marked(row) for row in sources()}
    return {**computed(), "source": dict(published)}


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
        table = csv.DictReader(io.StringIO(read_text(path, "a CSV file of sources"), newline=""))
        if tuple(table.fieldnames or ()) != COLUMNS:
            raise BadInput(path, "line 1", "other columns", ",".join(COLUMNS))
        for number, row in enumerate(table, start=2):
            line = f"line {number}"
            if None in row or not all(row.values()):
                raise BadInput(path, line, "a missing or surplus value", "one value for every column")
            if row["status"] not in STATUSES:
                raise BadInput(path, line, f"status {row['status']!r}", f"one of {', '.join(STATUSES)}")
            if row["key"] in seen:
                raise BadInput(path, line, f"the key {row['key']!r} a second time", "a key of its own")
            seen.add(row["key"])
            yield row


def marked(row: dict[str, str]) -> str:
    """Return a published value as Markdown, its status inside: shown on focus, on hover and in print.

    A whole number loses the zeros that its row carries for the column's sake: 2.00 reads 2.
    """
    value = re.sub(r"\.0+$", "", row["value"])
    return f'[{value}[\u00a0({row["status"]})]{{.status}}]{{.sourced tabindex="0"}}'
