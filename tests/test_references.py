"""References: what `course.py check` does not see."""

import re

from mlteams.paths import ROOT


def test_a_key_stands_once():
    keys = re.findall(r"^@\w+\{([^,\s]+),", (ROOT / "references.bib").read_text(encoding="utf-8"), flags=re.M)
    assert len(keys) == len(set(keys))
