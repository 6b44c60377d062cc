"""The pieces of the first page and of a part's first page, made from PART: tiles, stations, and a tool's real output.

What a tool says of Heron is kept from the last time if neither the tool nor the file has changed.
"""

import argparse
import dataclasses
import html
import io
import json
import re

from mlteams import parts
from mlteams.core.block import Grid, Picture, Report
from mlteams.core.part import Lesson, Part
from mlteams.paths import BUILD, ROOT, write_whole
from mlteams.publish.cache import fingerprint, module_fingerprint
from mlteams.publish.source import read
from mlteams.report.pictures import svg
from mlteams.report.terminal import print_report
from mlteams.workbook.manifest import entries

DRAWINGS = ROOT / "assets" / "drawings"  # one of a part, one of a lesson; their colours are the page's
WORDS = 200  # that a reader reads in a minute
LOOK = 1.0  # minutes at a picture that answers
COLUMNS = 48  # of the terminal that the page shows: as many as a phone of 360 has room for
MOST_HEADS = 5  # of a table in it; in a wider one words break


def write() -> None:
    """Write `_build/parts.md`, and `_build/hubs/<part>.md` and `<part>-report.md` for every part.

    Raises:
        BadInput: a tool refuses its example.
    """
    folder = BUILD / "hubs"
    folder.mkdir(exist_ok=True)
    written = {part.name: part for part in parts.written()}
    for path in folder.iterdir():
        if path.stem.removesuffix("-report") not in written:
            path.unlink()
    write_whole(BUILD / "parts.md", raw(tiles(written)))
    for part in written.values():
        said = _said(part)
        write_whole(folder / f"{part.name}.md", stations(part, said.get("terminal", "")))
        write_whole(folder / f"{part.name}-report.md", raw(said.get("card", "")))


def raw(text: str) -> str:
    """Return HTML as a block of Markdown."""
    return f"```{{=html}}\n{text}\n```\n"


def minutes(part: Part, lesson: Lesson) -> int:
    """Return how long a lesson takes to read, by its words and its pictures."""
    text = read(ROOT / "chapters" / part.name / f"{lesson.name}.qmd")
    pictures = text.count("{{< explorable ")
    return round(len(re.findall(r"[^\W\d_]+", text)) / WORDS + LOOK * pictures)


def tiles(written: dict[str, Part]) -> str:
    """Return the five parts: a link to each that is written, and of the others what they will ask."""
    items = []
    for name in parts.PACKAGES:
        part = written.get(name)
        title = part.title if part else name.title()
        question = part.question if part else parts.COMING[name]
        takes = f"{sum(minutes(part, one) for one in part.lessons)} min" if part else "to come"
        foot = ""
        if part:
            tool = f" · tool <b>{part.tool.name}</b>" if part.tool else ""
            foot = f'<span class="tile-foot">{_count(len(part.lessons), "lesson")}{tool}</span>'
        inside = (
            f'<span class="tile-head"><b>{title}</b> <span>{takes}</span></span>{_drawing(name)}'
            f'<span class="asks">{html.escape(question)}</span>{foot}'
        )
        inside = f'<a href="chapters/{name}/index.html">{inside}</a>' if part else f"<div>{inside}</div>"
        items.append(f'<li class="tile {name}">{inside}</li>')
    return f'<ol class="tiles wide">{"".join(items)}</ol>'


def stations(part: Part, terminal: str) -> str:
    """Return a part's lessons as stations, what a reader will be able to do, its tool's output, and its other rooms."""
    stops = "".join(
        f'<li><a href="{lesson.name}.html">{_drawing(f"{part.name}-{lesson.name}")}<span class="stop"></span>'
        f"<b>{html.escape(lesson.title)}</b> <i>{minutes(part, lesson)} min</i> "
        f'<span class="asks">{html.escape(lesson.question)}</span></a></li>'
        for lesson in part.lessons
    )
    able = [lesson.able for lesson in part.lessons if lesson.able]
    blocks = [raw(f'<div class="stations wide {part.name}"><ol class="line">{stops}</ol></div>')]
    if able:
        listed = "\n".join(f"- {one}" for one in able)
        blocks.append(f"## You will be able to {{#sec-able}}\n\n::: ticks\n{listed}\n:::\n")
    if part.tool and terminal:
        blocks.append(f"## Your own case {{#sec-tool}}\n\n{part.tool.shows}\n\n{raw(terminal)}")
    blocks.append("## Practise and teach {#sec-practise}\n")
    blocks.append(raw(f'<ul class="labels wide {part.name}">{"".join(_labels(part))}</ul>'))
    return "\n".join(blocks)


def _labels(part: Part) -> list[str]:
    """Return what else the part has, each as a label that leads there."""
    root = "../../"
    found = []
    known = [entry for entry in entries().values() if entry.part == part.name]
    if known:
        takes = sum(entry.minutes for entry in known)
        words = f"Checked on companies you have not seen. {takes} minutes in all."
        anchor = f"exercises.html#exercises-{part.name}-{known[0].lesson}"
        found.append(_label(f"{root}{anchor}", _count(len(known), "exercise"), words))
    if part.workshop:
        words = "A guide to the minute, slides, cards and score sheets."
        found.append(_label(f"{root}workshops/{part.name}.html", "Workshop", words))
    claims = _count(len(list(parts.claims(part))), "claim")
    words = "What became of each of the lecture’s, with its model and sources."
    found.append(_label(f"{root}ledger.html#{part.name}", claims, words))
    return found


def _label(address: str, name: str, words: str) -> str:
    return f'<li><a href="{address}"><b>{name}</b><span>{words}</span></a></li>'


def _count(number: int, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number} {word}s"


def _drawing(name: str) -> str:
    path = DRAWINGS / f"{name}.svg"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _said(part: Part) -> dict[str, str]:
    """Return a tool's report of its example: as the terminal shows its beginning, and as a card with a picture."""
    if part.tool is None or not part.tool.example:
        return {}
    example = ROOT / part.tool.example
    key = fingerprint(
        module_fingerprint(f"{parts.PACKAGES[part.name]}.tool", __name__), example, repr(part.tool)
    )
    store = BUILD / "hubs" / f"{part.name}.json"
    kept = json.loads(store.read_text(encoding="utf-8")) if store.exists() else {}
    if kept.get("key") == key:
        return dict(kept)
    parser = argparse.ArgumentParser()
    tool = parts.tool(part)
    tool.add_arguments(parser)
    report = tool.report(parser.parse_args([str(example), *part.tool.options]))
    words = " ".join((part.tool.name, part.tool.example, *part.tool.options))
    said = {"key": key, "terminal": _terminal(words, report), "card": _card(part.tool.name, report)}
    write_whole(store, json.dumps(said))
    return said


def _terminal(words: str, report: Report) -> str:
    """Return what the command prints, up to its first table that is narrow enough; wider ones are left out."""
    from rich.console import Console

    fits = [one for one in report.blocks if not isinstance(one, Grid) or len(one.heads) <= MOST_HEADS]
    grids = [place for place, block in enumerate(fits) if isinstance(block, Grid)]
    begun = dataclasses.replace(report, blocks=tuple(fits[: grids[0] + 1]) if grids else ())
    sink = io.StringIO()
    print_report(begun, Console(file=sink, width=COLUMNS, highlight=False, color_system=None))
    lines = "\n".join(line.rstrip() for line in sink.getvalue().strip().split("\n"))
    return (
        f'<pre class="terminal" tabindex="0"><span class="prompt">$</span> python3 course.py '
        f"{html.escape(words)}\n{html.escape(lines)}\n…</pre>"
    )


def _card(name: str, report: Report) -> str:
    """Return the head of a report: what was read, the answer, and the first picture."""
    pictures = [block for block in report.blocks if isinstance(block, Picture)]
    drawn = ""
    if pictures:
        one = dataclasses.replace(pictures[0], name=f"card-{name}")
        drawn = f'<div role="img" aria-label="{html.escape(one.alt)}">{svg(one)}</div>'
    return (
        f'<div class="report"><p class="report-head"><span>{html.escape(report.title)}</span> '
        f'<span>report of <code>{name}</code></span></p><p class="answer">{html.escape(report.answer)}</p>{drawn}</div>'
    )
