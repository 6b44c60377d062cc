"""A part of the engine's own, with a guide of three steps and a sheet of each kind."""

import sys

import pytest

from mlteams import parts
from mlteams.workshop import guide

NEEDED = '::: say\n"x"\n:::\n\n::: listen\nx\n:::\n\n::: wrong\n"x"\n: y?\n:::\n\n'
GUIDE = f"""---
title: Tea for all
---

## What you leave with

Warm hands.

## Before you start {{.facilitator}}

Buy tea.

## First cup {{#first}}

### Boil {{#boil minutes=20}}

- Water.

{NEEDED}### Pour {{#pour minutes=30 least=10 cut=1}}

{NEEDED}::: late
Pour less.
:::

## Second cup {{#second cut=2}}

Once more.

### Taste {{#taste minutes=45}}

{NEEDED}"""
INIT = """from mlteams.core.part import Lesson, Part

PART = Part("tea", "Tea", "How long?", (Lesson("cup", "Cup", "How hot?", ("water",)),), (), workshop=True)
"""
WORKSHOP = '''from mlteams.core.sheet import Card, CardSheet, Column, Question, Row, ScoreSheet, Table, Wide

GUESSES = ScoreSheet(
    name="guesses", title="Guesses", steps=("boil",), copies="person", instruction="Write <two> numbers.",
    questions=(
        Question("Of {source.cups} cups, what share spills?", "% of cups", "source.spilt", "Mind the saucer."),
        Question("How long does it draw?", "minutes", "tea.water.draws", "Longer than you wait."),
    ),
)
CARDS = CardSheet(
    name="cards", title="Cards", steps=("pour", "taste"), copies="two",
    cards=(Card("Milk?", "Or lemon.", "______ spoons", copies=3), Card("Sugar?")), rows=2,
)


def leaves():
    """Return a table that is made when it is printed."""
    rows = (Row(("Green", "2", "80")), Row(("Sencha", Wide("as it says", 2)), inner=True))
    return Table(
        name="leaves", title="Leaves", steps=("boil",), copies="table", note="In minutes and degrees.",
        columns=(Column("Leaf"), Column("Time", number=True), Column("Heat", number=True)), rows=rows,
        remarks=("Assumed.",),
    )


SHEETS = (GUESSES, leaves, CARDS)
'''
NUMBERS = {
    "source.cups": ("40", "lu760, published"),
    "source.spilt": ("12%", "lu760, published"),
    "tea.water.draws": ("4", "computed by the course"),
}


@pytest.fixture
def tea(tmp_path, monkeypatch):
    """The part; the only one that the finder knows."""
    package = tmp_path / "teacourse" / "tea"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").write_text("")
    (package / "__init__.py").write_text(INIT)
    (package / "workshop.py").write_text(WORKSHOP)
    (tmp_path / "workshops").mkdir()
    (tmp_path / "workshops" / "tea.qmd").write_text(GUIDE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(parts, "PACKAGES", {"tea": "teacourse.tea"})
    monkeypatch.setattr(guide, "ROOT", tmp_path)
    forget = parts.written.cache_clear  # kept, as a test may put another function in its place
    forget()
    yield parts.part("tea")
    forget()
    for name in [name for name in sys.modules if name.startswith("teacourse")]:
        del sys.modules[name]


@pytest.fixture
def told():
    return NUMBERS.__getitem__
