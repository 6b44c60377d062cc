"""References: what `course.py check` does not see."""

import re

from mlteams.paths import ROOT


def test_a_key_stands_once():
    keys = re.findall(r"^@\w+\{([^,\s]+),", (ROOT / "references.bib").read_text(encoding="utf-8"), flags=re.M)
    assert len(keys) == len(set(keys))


def test_every_reference_is_named_by_a_page_a_model_or_a_table_of_sources():
    keys = re.findall(r"^@\w+\{([^,\s]+),", (ROOT / "references.bib").read_text(encoding="utf-8"), flags=re.M)
    places = [
        *(path for folder in ("chapters", "workshops", "notebooks") for path in (ROOT / folder).rglob("*.*")),
        *ROOT.glob("*.qmd"),
        *(path for kind in ("py", "csv", "yaml") for path in (ROOT / "mlteams").rglob(f"*.{kind}")),
    ]
    said = set(re.findall(r"\w+", "\n".join(path.read_text(encoding="utf-8") for path in places)))
    assert [key for key in keys if key not in said] == []
