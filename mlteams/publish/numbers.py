"""The numbers that pages quote: from a model's `variables()`, or from a row of `mlteams/sources/*.csv`.

A published number carries its status onto the page.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from types import ModuleType

from mlteams import catalog
from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.publish.cache import fingerprint, module_fingerprint
from mlteams.workshop import material

STATUSES = ("measured", "published", "lecture", "assumed")
SOURCES = ROOT / "mlteams" / "sources"


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
    """Yield part, name and module of every model, and of every workshop's material, that has numbers for prose."""
    for part, members in catalog.modules().items():
        for module in members:
            if hasattr(module, "variables"):
                yield part, module.__name__.rsplit(".", 1)[1], module
    for part, module in material.modules().items():
        yield "workshop", part, module


def sources() -> Iterator[dict[str, str]]:
    """Yield the rows of every sources file.

    Raises:
        ValueError: a row lacks a value, has an unknown status, or repeats a key.
    """
    seen: set[str] = set()
    for path in sorted(SOURCES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as text:
            for line, row in enumerate(csv.DictReader(text), start=2):
                place = f"{path.relative_to(ROOT)} line {line}"
                if None in row or not all(row.values()):
                    raise ValueError(f"{place}: found a missing or surplus value; every column has one")
                if row["status"] not in STATUSES:
                    raise ValueError(f"{place}: found status {row['status']!r}; one of {', '.join(STATUSES)}")
                if row["key"] in seen:
                    raise ValueError(f"{place}: found the key {row['key']!r} a second time; keys are unique")
                seen.add(row["key"])
                yield row


def marked(row: dict[str, str]) -> str:
    """Return a published value as Markdown, its status beside it."""
    return f"{row['value']} [{row['status']}]{{.status}}"
