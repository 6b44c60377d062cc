"""An explorable is drawn again when what it depends on has changed, and only then."""

import pytest

from mlteams.input import heron
from mlteams.paths import ROOT
from mlteams.publish import cache, drawing


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the library; returns an explorable's fingerprint after a file has grown by a line."""
    for path in (ROOT / "mlteams").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    monkeypatch.setattr(drawing, "FOLDER", tmp_path / "explorables")  # nothing is drawn yet

    def after(changed=None):
        if changed:
            with (tmp_path / "mlteams" / changed).open("a") as file:
                file.write("# more\n")
        cache.module_fingerprint.cache_clear()
        return drawing._stale()["planning-merge"]

    yield after
    cache.module_fingerprint.cache_clear()


@pytest.mark.parametrize(
    "changed",
    [
        "management/models/planning.py",
        *("core/explorable.py", "core/figure.py", "core/table.py"),
        "publish/explorables.py",
    ],
)
def test_a_model_and_what_draws_it_count(course, changed):
    before = course()
    assert course() == before
    assert course(changed) != before


@pytest.mark.parametrize("changed", ["management/__init__.py", "management/models/awareness.py", "cli.py"])
def test_a_list_of_names_and_the_neighbours_do_not(course, changed):
    assert course(changed) == course()


@pytest.mark.parametrize(
    ("changed", "counts"), [("one", True), ("two", True), ("three", True), ("four", False)]
)
def test_what_a_model_imports_counts_however_it_is_imported(tmp_path, monkeypatch, changed, counts):
    models = tmp_path / "mlteams" / "tiny" / "models"
    models.mkdir(parents=True)
    (models / "one.py").write_text("from mlteams.tiny.models import two\n")
    (models / "two.py").write_text("def late():\n    import mlteams.tiny.models.three as three\n")
    (models / "three.py").write_text("import numpy as np\n")
    (models / "four.py").write_text("from mlteams.tiny.models import one\n")
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    found = []
    for _ in range(2):
        cache.module_fingerprint.cache_clear()
        found.append(cache.module_fingerprint("mlteams.tiny.models.one"))
        with (models / f"{changed}.py").open("a") as file:
            file.write("# more\n")
    assert (found[0] != found[1]) is counts
    cache.module_fingerprint.cache_clear()


def test_a_changed_fact_of_heron_s_draws_anew_what_reads_it_and_nothing_else(tmp_path, monkeypatch):
    with_facts, without = "mlteams.management.models.portfolio", "mlteams.management.models.culture"
    copy = tmp_path / "facts.yaml"
    copy.write_bytes(heron.FACTS.read_bytes())
    monkeypatch.setattr(heron, "FACTS", copy)
    before = [cache.module_fingerprint.__wrapped__(one) for one in (with_facts, without)]
    copy.write_text(copy.read_text(encoding="utf-8").replace("0.35", "0.36"), encoding="utf-8")
    after = [cache.module_fingerprint.__wrapped__(one) for one in (with_facts, without)]
    assert before[0] != after[0]
    assert before[1] == after[1]
