"""The notebook's surface of an Explorable, built from ipywidgets that nbval can compare: `show("name")`."""

import html
import re
from collections.abc import Iterator

import ipywidgets as widgets

from mlteams import parts
from mlteams.core import figure as look
from mlteams.core import table as tables
from mlteams.core.explorable import Choice, Control, Explorable


class Picture(widgets.HTML):  # type: ignore[misc]  # ipywidgets ships no types
    """An SVG whose text form leaves out the drawing: nbval compares the sentence and the table instead."""

    def _repr_keys(self) -> Iterator[str]:
        return (key for key in super()._repr_keys() if key != "value")


class Panel(widgets.VBox):  # type: ignore[misc]
    """A VBox whose text form is what it says: nbval compares it, and a reader without a kernel sees it."""

    def _repr_mimebundle_(self, **options: object) -> dict[str, object]:
        bundle: dict[str, object] = super()._repr_mimebundle_(**options)
        question, sentence = self.children[0].value, self.children[-2].value
        bundle["text/plain"] = html.unescape(re.sub(r"<[^>]+>", "", f"{question}\n{sentence}"))
        return bundle


def show(name: str) -> Panel:
    """Return the live widget of an explorable of the course.

    Raises:
        KeyError: there is none of that name.
    """
    return build(parts.explorable(name))


def build(explorable: Explorable) -> Panel:
    """Return a panel of controls, picture, sentence and table that redraws when a control moves."""
    controls = {control.name: _control(control) for control in explorable.controls}
    picture, sentence, table = Picture(), widgets.HTML(), widgets.HTML()

    def redraw(_change: object = None) -> None:
        view = explorable.view(**{name: control.value for name, control in controls.items()})
        picture.value = f'<div style="max-width: 640px">{look.svg(view.figure)}</div>'
        sentence.value = f"<p>{html.escape(view.sentence)}</p>"
        table.value = tables.as_html(view.table)

    for control in controls.values():
        control.observe(redraw, names="value")
    redraw()
    question = widgets.HTML(value=f"<p><strong>{html.escape(explorable.question)}</strong></p>")
    return Panel([question, *controls.values(), picture, sentence, table])


def _control(control: Control) -> widgets.Dropdown | widgets.SelectionSlider:
    style = {"description_width": "initial"}
    if isinstance(control, Choice):
        return widgets.Dropdown(
            options=list(control.options), value=control.default, description=control.label, style=style
        )
    # SelectionSlider shows each value as the page does ("30 %"), and cannot leave the grid of states.
    return widgets.SelectionSlider(
        options=list(zip(control.shown(), control.values(), strict=True)),
        value=control.default,
        description=control.label,
        style=style,
        layout=widgets.Layout(width="100%", max_width="640px"),
    )
