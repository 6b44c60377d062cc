"""What the post plans: a fee, and a day from which it holds."""

from typing import Annotated

from mlteams.core.section import Section
from mlteams.input.values import Day, Unfinished, number, reader

Fee = Annotated[float, *reader(number("fee", 0, 1000), type="number")]


class Stamps(Unfinished):
    """The lesson's keys."""

    fee: Fee | None = None
    since: Day | None = None


class PostForm(Unfinished):
    """The section."""

    stamps: Stamps = Stamps()


TEMPLATE = """\
post:
  stamps:
    fee:                   # in euros
    since:
"""
SECTION = Section(PostForm, TEMPLATE, lambda form, context: form, lambda study: (), lambda study: ())
