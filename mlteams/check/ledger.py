"""The claims of a part, against the lecture's headings and the references."""

import re
from collections.abc import Iterator

from mlteams import parts
from mlteams.check.checked import Checked
from mlteams.core.claim import Claim, Evidence
from mlteams.input.errors import BadInput

_CITED = re.compile(r"@([\w:-]+)")


def claims(checked: Checked) -> Iterator[BadInput]:
    """Yield claims that lack one of their two lines, a heading or a reference, and headings without a claim.

    Raises:
        BadInput: the references cannot be read.
    """
    part, bib = checked.part, checked.root / "references.bib"
    keys = set(re.findall(r"^@\w+\{([^,\s]+),", checked.text(bib, "the references"), flags=re.M))
    seen: set[str] = set()
    for name, module in parts.models(part).items():
        path = parts.place(f"{parts.PACKAGES[part.name]}.models.{name}")
        for claim in getattr(module, "CLAIMS", ()):
            place = f"the claim {claim.name}"
            if claim.name in seen:
                yield BadInput(path, place, "a name that another claim has", "a name of its own")
            seen.add(claim.name)
            if claim.lecture not in part.headings:
                yield BadInput(path, place, f"the heading {claim.lecture!r}", "one of PART's headings")
            for found, right in _halves(claim):
                yield BadInput(path, place, found, right)
            for key in sorted({*claim.references, *_CITED.findall(claim.measured)} - keys):
                yield BadInput(path, place, f"the reference {key}", "a key of references.bib")
    told = {claim.lecture for _, claim in parts.claims(part)}
    for heading in part.headings:
        if heading not in told:
            right = "a claim with it as its lecture"
            yield checked.bad(
                checked.folder / "__init__.py", "PART.headings", f"{heading!r} without a claim", right
            )


def _halves(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what is found and what would be right where a claim does not say both its lines."""
    if bool(claim.lines) is bool(claim.unmodelled):
        found = "lines and a reason why there are none" if claim.lines else "no line"
        yield found, "lines, or `unmodelled` with the reason why there are none"
    if (claim.evidence is Evidence.NONE) is not (not claim.measured):
        found = (
            "evidence and not what was measured" if not claim.measured else "what was measured as no evidence"
        )
        yield found, "`measured` with a source where `evidence` is not NONE"
    elif claim.measured and not _CITED.search(claim.measured):
        yield "what was measured without a source", "a citation such as [@key]"
