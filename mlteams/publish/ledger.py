"""The ledger of claims as a page: a summary, then each claim in the lecture's order with its two lines."""

import json
from collections.abc import Callable, Iterable
from itertools import groupby
from types import ModuleType

from mlteams import opening, parts
from mlteams.core.claim import Claim, Evidence, Line, Span, Verdict
from mlteams.core.margins import look_over
from mlteams.core.part import Lesson, Part
from mlteams.paths import BUILD, write_whole
from mlteams.publish.cache import module_fingerprint

# Share of the plausible inputs at which each line of a claim is right.
Shares = tuple[float, ...]


def page() -> str:
    """Return the ledger as Markdown: a summary, and one block a claim with an anchor `<part>-<name>`."""
    blocks = [
        "## The opening {#opening}",
        *(_block("opening", None, claim, ()) for claim in opening.CLAIMS),
    ]
    for part in parts.written():
        blocks.append(f"## {part.title} {{#{part.name}}}")
        shares = _shares(part)
        for heading, claims in groupby(in_order(part), lambda one: one[1].lecture):
            blocks.append(f"### {heading}")
            blocks += [_block(part.name, lesson, claim, shares[claim.name]) for lesson, claim in claims]
    return "\n\n".join([summary(all_claims()), *blocks]) + "\n"


def all_claims() -> list[Claim]:
    """Return every claim of the course."""
    return [*opening.CLAIMS, *(claim for part in parts.written() for _, claim in parts.claims(part))]


def in_order(part: Part) -> list[tuple[Lesson, Claim]]:
    """Return the claims of a part in the order of the lecture, each with its lesson."""
    return sorted(parts.claims(part), key=lambda one: part.headings.index(one[1].lecture))


def summary(claims: Iterable[Claim]) -> str:
    """Return a table that counts claims by the verdict of their first line and by what was measured."""
    claims = list(claims)
    head = "".join(f" {evidence} |" for evidence in ("the claim", "something near", "nothing"))
    rows = [_row(verdict.value, claims, _says(verdict)) for verdict in Verdict]
    rows.append(_row("not modelled", claims, lambda claim: not claim.lines))
    rows.append(_row("all", claims, lambda _: True))
    table = "\n".join([f"| in a model |{head} all |", f"|---|{'--:|' * (len(Evidence) + 1)}", *rows])
    caption = (
        "Claims by what a model says of them, and by what was measured in the world: the claim itself, "
        "something near it, or nothing."
    )
    return f"{table}\n\n: {caption}"


def _says(verdict: Verdict) -> Callable[[Claim], bool]:
    return lambda claim: bool(claim.lines) and claim.lines[0].verdict is verdict


def _row(name: str, claims: list[Claim], wanted: Callable[[Claim], bool]) -> str:
    kept = [claim for claim in claims if wanted(claim)]
    counts = [sum(claim.evidence is evidence for claim in kept) for evidence in Evidence]
    return f"| {name} |" + "".join(f" {count} |" for count in (*counts, len(kept)))


def _shares(part: Part) -> dict[str, Shares]:
    """Return what `look_over` found of each claim, kept from the last time if its model has not changed."""
    BUILD.mkdir(exist_ok=True)
    store = BUILD / f"margins-{part.name}.json"
    kept = json.loads(store.read_text()) if store.exists() else {}
    fresh = {}
    for module in parts.models(part).values():
        key = module_fingerprint(module.__name__, look_over.__module__)
        fresh[key] = kept.get(key) or _look(module)
    write_whole(store, json.dumps(fresh))
    return {name: tuple(shares) for found in fresh.values() for name, shares in found.items()}


def _look(module: ModuleType) -> dict[str, Shares]:
    claims: tuple[Claim, ...] = getattr(module, "CLAIMS", ())
    return {claim.name: tuple(look_over(line).right for line in claim.lines) for claim in claims}


def _block(part: str, lesson: Lesson | None, claim: Claim, shares: Shares) -> str:
    """Return one claim: what it says, what its models say, what was measured, and where to read on."""
    models = [_line(line, share) for line, share in zip(claim.lines, shares, strict=True)]
    if not models:
        models = [f"[not modelled]{{.verdict}} because {claim.unmodelled}"]
    ways = [f"Lesson [{lesson.title}](chapters/{part}/{lesson.name}.qmd)"] if lesson else []
    if claim.references:
        ways.append(f"[{'; '.join(f'@{key}' for key in claim.references)}]")
    small = [f"[{' · '.join(ways)}]{{.small}}"] if ways else []
    told = f"*{claim.evidence.value.capitalize()}.* {claim.measured}".rstrip()
    inner = "\n\n".join([f"[{claim.says}]{{.says}}", *models, told, *small])
    return f"::: {{#{part}-{claim.name} .ledger-claim}}\n{inner}\n:::"


def _line(line: Line, share: float) -> str:
    """Return what one model says, and folded the ranges over which it was looked at."""
    verdict = line.verdict.value
    rows = "\n".join(
        f"| {name.replace('_', ' ')} | {_range(span)} | {span.why} |" for name, span in line.ranges.items()
    )
    right = "whatever the inputs" if share == 1 else f"at {share:.0%} of the plausible inputs"
    return (
        f"[{verdict}]{{.verdict .{verdict.replace(' ', '-')}}} {line.because}\n\n"
        f"<details><summary>{line.model}: the claim is right {right} that were tried</summary>\n\n"
        f"| assumed input | plausible range | from |\n|---|---|---|\n{rows}\n\n</details>"
    )


def _range(span: Span) -> str:
    unit = f" {span.unit}" if span.unit else ""
    return f"{span.low:,g} to {span.high:,g}{unit}"
