import pytest
from tiny_workbook import course

from mlteams import parts
from mlteams.plan import plan_form
from mlteams.workbook import manifest, state

CACHES = (parts.written, parts.exercises, parts.sections, manifest.entries, plan_form.plan_form)


@pytest.fixture
def tiny(tmp_path_factory, monkeypatch):
    """The folder of a course that has one part, of two exercises, and nothing of ours."""
    root = tmp_path_factory.mktemp("course")
    course.lay(root)
    monkeypatch.setattr(parts, "PACKAGES", {"post": "tiny_workbook.post"})
    monkeypatch.setattr(manifest, "ROOT", root)
    monkeypatch.setattr(state, "_session", state.Progress())
    for cache in CACHES:
        cache.cache_clear()
    yield root
    for cache in CACHES:
        cache.cache_clear()
