"""The claims of a part and of the lecture's opening, against the lecture's headings and the references."""

import re
from collections.abc import Iterator
from pathlib import Path

from mlteams import opening, parts
from mlteams.check.checked import Checked, text_of
from mlteams.core.claim import Claim, Evidence, Line
from mlteams.input.errors import BadInput

_CITED = re.compile(r"@([\w:-]+)")


def claims(checked: Checked) -> Iterator[BadInput]:
    """Yield claims that lack one of their two lines, a heading or a reference, and headings without a claim.

    Raises:
        BadInput: the references cannot be read.
    """
    part, keys = checked.part, _keys(checked.root)
    seen: set[str] = set()
    for name, module in parts.models(part).items():
        path = parts.place(f"{parts.PACKAGES[part.name]}.models.{name}")
        for claim in getattr(module, "CLAIMS", ()):
            if claim.name in seen:
                found = "a name that another claim has"
                yield BadInput(path, f"the claim {claim.name}", found, "a name of its own")
            seen.add(claim.name)
            yield from _wrong(path, claim, keys, part.headings, "one of PART's headings")
    told = {claim.lecture for _, claim in parts.claims(part)}
    for heading in part.headings:
        if heading not in told:
            right = "a claim with it as its lecture"
            yield checked.bad(
                checked.folder / "__init__.py", "PART.headings", f"{heading!r} without a claim", right
            )


def of_the_opening(root: Path) -> Iterator[BadInput]:
    """Yield what is wrong with the claims of the opening, as of a part's.

    Raises:
        BadInput: the references cannot be read.
    """
    keys, path = _keys(root), parts.place(opening.__name__)
    for claim in opening.CLAIMS:
        yield from _wrong(path, claim, keys, (opening.HEADING,), repr(opening.HEADING))


def _keys(root: Path) -> set[str]:
    """Return the keys of the references."""
    text = text_of(root / "references.bib", root, "the references")
    return set(re.findall(r"^@\w+\{([^,\s]+),", text, flags=re.M))


def _wrong(
    path: str, claim: Claim, keys: set[str], headings: tuple[str, ...], right: str
) -> Iterator[BadInput]:
    """Yield what is wrong with one claim by itself."""
    place = f"the claim {claim.name}"
    if claim.lecture not in headings:
        yield BadInput(path, place, f"the heading {claim.lecture!r}", right)
    for found, right in _halves(claim):
        yield BadInput(path, place, found, right)
    for number, line in enumerate(claim.lines, 1):
        for name in ungrounded(line):
            found = f"no source of the range of {name} in line {number}"
            yield BadInput(path, place, found, "where it comes from, or why it is assumed so,")
    for key in sorted({*claim.references, *_CITED.findall(claim.measured)} - keys):
        yield BadInput(path, place, f"the reference {key}", "a key of references.bib")


def ungrounded(line: Line) -> list[str]:
    """Return the ranges of a line that do not say where they come from; one word says nothing."""
    return [name for name, span in line.ranges.items() if len(span.why.split()) < 2]


def _halves(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what is found and what would be right where a claim does not say both its lines."""
    if bool(claim.lines) is bool(claim.unmodelled):
        found = "lines and a reason why there are none" if claim.lines else "no line"
        yield found, "lines, or `unmodelled` with the reason why there are none"
    if claim.lines and claim.evidence is Evidence.NONE and not any(line.ranges for line in claim.lines):
        yield "no ground: neither evidence nor a range", "a plausible range for each assumed input of a line"
    if (claim.evidence is Evidence.NONE) is not (not claim.measured):
        found = (
            "evidence and not what was measured" if not claim.measured else "what was measured as no evidence"
        )
        yield found, "`measured` with a source where `evidence` is not NONE"
    elif claim.measured and not _CITED.search(claim.measured):
        yield "what was measured without a source", "a citation such as [@key]"
