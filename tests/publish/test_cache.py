"""An explorable is drawn again when what it depends on has changed, and only then."""

import pytest

from mlteams.paths import ROOT
from mlteams.publish import cache, prepare


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the library; returns an explorable's fingerprint after a file has grown by a line."""
    for path in (ROOT / "mlteams").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "BUILD", tmp_path / "_build")  # nothing is drawn yet

    def after(changed=None):
        if changed:
            with (tmp_path / "mlteams" / changed).open("a") as file:
                file.write("# more\n")
        cache.module_fingerprint.cache_clear()
        return prepare._stale()["planning-merge"]

    yield after
    cache.module_fingerprint.cache_clear()


@pytest.mark.parametrize(
    "changed",
    [
        "management/models/planning.py",
        "management/models/roadmap.py",  # which it imports
        "management/models/network.py",  # which that one imports
        "core/explorable.py",
        "core/figure.py",
        "core/table.py",
        "publish/explorables.py",
    ],
)
def test_what_a_model_imports_and_what_draws_it_count(course, changed):
    before = course()
    assert course() == before
    assert course(changed) != before


@pytest.mark.parametrize("changed", ["management/__init__.py", "management/models/awareness.py", "cli.py"])
def test_a_list_of_names_and_the_neighbours_do_not(course, changed):
    assert course(changed) == course()
