"""The report of an advertisement: what it asks, what it leaves out, and a draft for its writer to complete."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from mlteams.core import block
from mlteams.core.words import written
from mlteams.hiring.tool.ad_file import AdFile
from mlteams.hiring.tool.ad_rules import pool

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LIMITS = (
    "The report speaks of the text alone, by rules that read words. It knows nothing of the post, of who wrote the "
    "text or of who will read it, and it can be wrong. How often it was, on advertisements that had been labelled "
    "before, stands in examples/README.md.",
    "It is no legal advice. Laws are named with their date: check the current text, and ask a lawyer.",
    "A text without findings is not thereby a good advertisement: whether the tasks are real and the pay is right "
    "stands in none.",
)
KINDS = {
    "formal": "a formal condition",
    "degree": "a degree",
    "years": "years",
    "trait": "a trait",
    "tool": "a tool",
    "skill": "a skill",
}
NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def ad_report(file: AdFile, found: dict[str, Any], name: str, today: date) -> block.Report:
    """Return the report of what `result` says; `name` is that of the file."""
    return block.Report(
        kind="ad",
        title=f"Advertisement: {found['title'] or name}",
        answer=answer(found),
        blocks=tuple(_blocks(file, found, today)),
        data=found | {"date": today.isoformat(), "place": file.place, "notes": list(file.notes)},
        code=1 if found["findings"] else 0,
    )


def answer(found: dict[str, Any]) -> str:
    """Return what is said first."""
    weights = [one["weight"] for one in found["findings"]]
    if not weights:
        return "The rules find nothing to mend."
    important, minor = weights.count("important"), weights.count("minor")
    counts = " and ".join(
        [f"{_number(important)} important finding{'s' * (important != 1)}"] * (important > 0)
        + [
            f"{_number(minor)} smaller one{'s' * (minor != 1)}"
            if important
            else f"{_number(minor)} small finding{'s' * (minor != 1)}"
        ]
        * (minor > 0)
    )
    return f"{counts[0].upper()}{counts[1:]}. {asked(found)}"


def asked(found: dict[str, Any]) -> str:
    """Return how many things are asked, and how rare somebody is who has all."""
    pools = found["pool"]
    if pools["musts"] < 2:
        asks = len(found["musts"])
        return f"It asks for {_number(asks)} thing{'s' * (asks != 1)} that whoever applies must have."
    said = f"It asks for {_number(len(found['musts']))} things; under the model’s assumptions {pools['all']} has all"
    fewer = pools["musts_kept"] < pools["musts"]
    return (
        f"{said}, and {pools['kept']} the {_number(pools['musts_kept'])} that the draft keeps."
        if fewer
        else f"{said}."
    )


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _blocks(file: AdFile, found: dict[str, Any], today: date) -> Iterator[block.Block]:
    findings = found["findings"]
    if findings:
        yield block.Heading("What the rules find")
        rows: tuple[tuple[str, ...], ...] = tuple(
            (one["title"], one["weight"], _where(one, file.place)) for one in findings
        )
        yield block.Grid("Findings", ("finding", "weight", "where"), rows)
    if found["pool"]["musts"] > 1:
        alt = f"Who is left after each must, on a scale of multiples. {asked(found)}"
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
            (one["text"], KINDS[one["kind"]], str(one["line"]), "kept" if one["kept"] else "–")
            for one in found["musts"]
        )
        yield block.Grid("Musts", ("must", "what it is", file.place, "in the draft"), rows)
    if findings:
        yield block.Heading("A draft to complete")
        yield block.Paragraph(
            "Made of the text’s own words. What stands in brackets is not in the text: you know it, the rules do not."
        )
        for part in found["draft"]:
            if part["entries"]:
                yield block.Heading(part["head"], 3)
                yield block.Items(tuple(part["entries"]))
            else:
                yield block.Paragraph(part["head"])
    yield block.Heading("What this does not know")
    yield block.Items((*LIMITS, *file.notes, f"Technologies are as old as on {written(today)}."))


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
