"""All that is said of an advertisement, as plain values: what `--json` prints, and what the page says too."""

import dataclasses
from datetime import date
from typing import Any

from mlteams.hiring.tool.ad_draft import draft
from mlteams.hiring.tool.ad_find import read
from mlteams.hiring.tool.ad_finding import quoted
from mlteams.hiring.tool.ad_rules import pool, rules
from mlteams.hiring.tool.ad_text import filled, problem, read_ad


def result(text: str, today: date) -> dict[str, Any]:
    """Return what is said of a text; of one that is no advertisement in English, what it is instead."""
    refused = problem(text)
    if refused:
        return {"problem": {"found": refused[0], "right": refused[1]}}
    ad = read_ad(text)
    reading = read(ad, today)
    skills = [one for one in reading.musts if one.kind != "formal"]
    kept = [one for one in skills if one.kept]
    found: dict[str, Any] = {
        "title": ad.title,
        "musts": [dataclasses.asdict(one) | {"text": quoted(one.text)} for one in reading.musts],
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
    return found | {"answer": _answer(found)}


def _answer(found: dict[str, Any]) -> str:
    """Return what is said first: how many findings, how many things are asked, and how rare who has all is."""
    say, pools = rules()["answer"], found["pool"]
    weights = [one["weight"] for one in found["findings"]]
    if not weights:
        return str(say["nothing"])
    important, minor = weights.count("important"), weights.count("minor")
    counts = [_counted(say["important"], important)] * (important > 0)
    counts += [_counted(say["minor" if important else "alone"], minor)] * (minor > 0)
    first = " and ".join(counts)
    asked = len(found["musts"])
    if pools["musts"] < 2:
        second = _counted(say["asks"], asked)
    else:
        form = say["rarer"] if pools["musts_kept"] < pools["musts"] else say["rare"]
        words = {
            "n": _number(asked),
            "m": _number(pools["musts_kept"]),
            "all": pools["all"],
            "kept": pools["kept"],
        }
        second = filled(form, words)
    return f"{first[0].upper()}{first[1:]}. {second}"


def _counted(forms: list[str], count: int) -> str:
    return filled(forms[count != 1], {"n": _number(count)})


def _number(count: int) -> str:
    words: list[str] = rules()["answer"]["numbers"]
    return words[count] if count < len(words) else str(count)


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
            answer=text,
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
