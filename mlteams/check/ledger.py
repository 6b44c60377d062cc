"""The claims of a part, against the lecture's headings, the tests and the references."""

import re
from collections.abc import Iterator

from mlteams import parts
from mlteams.check.checked import Checked
from mlteams.input.errors import BadInput


def claims(checked: Checked) -> Iterator[BadInput]:
    """Yield claims without heading, test or reference, and headings without a claim.

    Raises:
        BadInput: the references or a file of tests cannot be read.
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
            file, _, function = claim.test.partition("::")
            test = checked.root / file
            if not test.is_file() or f"\ndef {function}(" not in checked.text(test, "the tests of a model"):
                yield BadInput(path, place, f"no test {claim.test}", "a test that computes the verdict")
            for key in sorted(set(claim.references) - keys):
                yield BadInput(path, place, f"the reference {key}", "a key of references.bib")
    told = {claim.lecture for _, claim in parts.claims(part)}
    for heading in part.headings:
        if heading not in told:
            right = "a claim with it as its lecture"
            yield checked.bad(
                checked.folder / "__init__.py", "PART.headings", f"{heading!r} without a claim", right
            )
