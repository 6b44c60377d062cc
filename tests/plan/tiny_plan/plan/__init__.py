"""Its key: a form with every kind of value, a file that it points to, a contradiction, a block."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from mlteams.core.block import Block, Paragraph
from mlteams.core.section import Context, Contradiction, Section
from mlteams.input.errors import BadInput, Refused
from mlteams.input.values import Name, Unfinished, reader, whole

Minutes = Annotated[int, *reader(whole("minutes", 1, 60), type="integer", minimum=1, maximum=60)]


class Guest(Unfinished):
    name: Name = Field(description="who comes")
    cups: Minutes | None = None


class Tea(Unfinished):
    OPTIONAL = ("milk",)
    leaf: Name | None = None
    steep: Minutes | None = None
    milk: Name | None = None
    guests: Annotated[tuple[Guest, ...], Field(max_length=3)] = ()


class Water(Unfinished):
    kettle: Name | None = None
    heat: Minutes | None = None
    boil: Minutes | None = None

    @model_validator(mode="after")
    def heat_before_boiling(self) -> "Water":
        if self.heat and self.boil and self.heat > self.boil:
            raise Refused(f"{self.heat} minutes of heat before {self.boil}", "less")
        return self


class TinyForm(Unfinished):
    FORMER: ClassVar[dict[str, str]] = {"infusion": "tea"}
    tea: Tea = Tea()
    water: Water = Water()


TEMPLATE = """\
tiny:
  # what is drunk
  tea:
    leaf:                  # such as green
    steep:                 # minutes
    milk:                  # may stay empty
    guests:                # a line each

  water:
    kettle:                # the name of a file beside the plan
    heat:                  # minutes
    boil:                  # minutes
"""


@dataclass(frozen=True)
class Study:
    form: TinyForm
    context: Context


def study(form: TinyForm, context: Context) -> Study:
    kettle = form.water.kettle
    if kettle and not (context.path.parent / kettle).is_file():
        raise BadInput(context.path, f"line {context.line('water', 'kettle')}", f"no {kettle}", "a file")
    return Study(form, context)


def contradictions(found: Study) -> Iterator[Contradiction]:
    tea, line = found.form.tea, found.context.line
    if tea.leaf == "green" and (tea.steep or 0) > 3:
        says = f"Green tea steeps {tea.steep} minutes."
        for key in ("leaf", "steep"):  # one contradiction, told from two places
            yield Contradiction((line("tea", key),), says, "It turns bitter after 3.", "tea.html#sec-green")


def blocks(found: Study) -> list[Block]:
    return [Paragraph(found.form.tea.leaf)] if found.form.tea.leaf else []


SECTION = Section(TinyForm, TEMPLATE, study, contradictions, blocks)
