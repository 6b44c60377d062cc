"""The report of an advertisement: what it asks, what it leaves out, and a draft for its writer to complete."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from mlteams.core import block
from mlteams.core.words import written
from mlteams.hiring.tool.ad_file import AdFile
from mlteams.hiring.tool.ad_rules import pool, rules

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def ad_report(file: AdFile, found: dict[str, Any], name: str, today: date) -> block.Report:
    """Return the report of what `result` says; `name` is that of the file."""
    return block.Report(
        kind="ad",
        title=f"Advertisement: {found['title'] or name}",
        answer=found["answer"],
        blocks=tuple(_blocks(file, found, today)),
        data=found | {"date": today.isoformat(), "place": file.place, "notes": list(file.notes)},
        code=1 if found["findings"] else 0,
    )


def _blocks(file: AdFile, found: dict[str, Any], today: date) -> Iterator[block.Block]:
    findings, known = found["findings"], rules()
    if findings:
        yield block.Heading("What the rules find")
        rows: tuple[tuple[str, ...], ...] = tuple(
            (one["title"], one["weight"], _where(one, file.place)) for one in findings
        )
        yield block.Grid("Findings", ("finding", "weight", "where"), rows)
    if found["pool"]["musts"] > 1:
        alt = f"Who is left after each must, on a scale of multiples. {found['answer']}"
        yield block.Picture("pool", "Who is left, must by must", alt, partial(_left, found))
    for one in findings:
        yield block.Heading(one["title"], 3)
        quotes = tuple(
            f"{file.place} {place['line']}: “{place['quote']}”" for place in one["places"] if place["line"]
        )
        if quotes:
            yield block.Items(quotes)
        yield block.Paragraph(f"{one['why']} (Source: {one['source']}; {one['status']}.)")
    if found["musts"]:
        yield block.Heading("What it asks")
        rows = tuple(
            (one["text"], known["kind_names"][one["kind"]], str(one["line"]), "kept" if one["kept"] else "–")
            for one in found["musts"]
        )
        yield block.Grid("Musts", ("must", "what it is", file.place, "in the draft"), rows)
    if findings:
        yield block.Heading("A draft to complete")
        yield block.Paragraph(known["draft_note"])
        for part in found["draft"]:
            if part["entries"]:
                yield block.Heading(part["head"], 3)
                yield block.Items(tuple(part["entries"]))
            else:
                yield block.Paragraph(part["head"])
    yield block.Heading("What this does not know")
    yield block.Items((*known["limits"], *file.notes, f"Technologies are as old as on {written(today)}."))


def _where(finding: dict[str, Any], place: str) -> str:
    lines = sorted({one["line"] for one in finding["places"] if one["line"]})
    if not lines:
        return "missing"
    return f"{place}{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"


def _left(found: dict[str, Any]) -> "Figure":
    from mlteams.hiring.tool.charts import left

    skills = [one for one in found["musts"] if one["kind"] != "formal"]
    ordered = sorted(skills, key=lambda one: not one["kept"])
    return left(
        [(one["text"], one["kept"]) for one in ordered], [pool(count) for count in range(1, len(ordered) + 1)]
    )
