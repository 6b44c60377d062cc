"""All that is said of an advertisement, as plain values: what `--json` prints, and what the page says too."""

import dataclasses
from datetime import date
from typing import Any

from mlteams.hiring.tool.ad_draft import draft
from mlteams.hiring.tool.ad_find import read
from mlteams.hiring.tool.ad_rules import pool, rules
from mlteams.hiring.tool.ad_text import problem, read_ad


def result(text: str, today: date) -> dict[str, Any]:
    """Return what is said of a text; of one that is no advertisement in English, what it is instead."""
    refused = problem(text)
    if refused:
        return {"problem": {"found": refused[0], "right": refused[1]}}
    ad = read_ad(text)
    reading = read(ad, today)
    skills = [one for one in reading.musts if one.kind != "formal"]
    kept = [one for one in skills if one.kept]
    return {
        "title": ad.title,
        "musts": [dataclasses.asdict(one) for one in reading.musts],
        "nice": list(reading.nice),
        "pool": {
            "all": pool(len(skills)),
            "kept": pool(len(kept)),
            "musts": len(skills),
            "musts_kept": len(kept),
        },
        "findings": [_plain(dataclasses.asdict(one)) for one in reading.findings],
        "draft": [{"head": head, "entries": list(entries)} for head, entries in draft(ad, reading)],
    }


def _plain(finding: dict[str, Any]) -> dict[str, Any]:
    return finding | {"places": list(finding["places"])}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what `--json` prints."""
    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}

    def form(**keys: object) -> dict[str, Any]:
        return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}

    def some(item: object) -> dict[str, Any]:
        return {"type": "array", "items": item}

    finding = form(
        rule={"enum": list(rules()["findings"])},
        weight={"enum": ["important", "minor"]},
        title=text,
        why=text,
        source=text,
        status={"enum": ["measured", "published", "lecture", "assumed"]},
        places=some(form(line=whole, quote=text)),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What mlteams ad says of an advertisement",
        **form(
            title=text,
            musts=some(form(line=whole, text=text, kind=text, kept={"type": "boolean"})),
            nice=some(text),
            pool=form(all=text, kept=text, musts=whole, musts_kept=whole),
            findings=some(finding),
            draft=some(form(head=text, entries=some(text))),
            date={"type": "string", "format": "date"},
            place={"enum": ["line", "paragraph"]},
            notes=some(text),
        ),
    }
