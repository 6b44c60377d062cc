import pytest

from mlteams import parts
from mlteams.plan import plan_form


def _forget():
    for cached in (parts.written, parts.sections, plan_form.plan_form):
        cached.cache_clear()


@pytest.fixture
def only_parts(monkeypatch):
    """Return a function that makes a course of some packages alone: the name of each part, and its package."""

    def course(**packages):
        monkeypatch.setattr(parts, "PACKAGES", packages)
        _forget()

    yield course
    monkeypatch.undo()
    _forget()


@pytest.fixture
def tiny(only_parts):
    """A course of one tiny part."""
    only_parts(tiny="tiny_plan")
