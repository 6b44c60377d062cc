"""The notebook's surface of an Explorable, built from ipywidgets that nbval can compare: `show("name")`.

As on the page, a prediction comes before the picture; it is kept in the progress file of the work folder.
"""

import html
import re
from collections.abc import Callable, Iterator

import ipywidgets as widgets

from mlteams import parts
from mlteams.core import figure as look
from mlteams.core import table as tables
from mlteams.core.explorable import Choice, Control, Explorable, Pick, Range
from mlteams.workbook import state


class Picture(widgets.HTML):  # type: ignore[misc]  # ipywidgets ships no types
    """An SVG whose text form leaves out the drawing: nbval compares the sentence and the table instead."""

    def _repr_keys(self) -> Iterator[str]:
        return (key for key in super()._repr_keys() if key != "value")


class Panel(widgets.VBox):  # type: ignore[misc]
    """A VBox whose text form is what it says: nbval compares it, and a reader without a kernel sees it.

    The text form is the same before and after a prediction, so that stored outputs do not depend on the reader.
    """

    def __init__(self, explorable: Explorable) -> None:
        """Build the panel: the form, if a prediction is due, and what it waits for, which a commit shows."""
        self.explorable = explorable
        self.controls = {control.name: _control(control) for control in explorable.controls}
        self.question = widgets.HTML(value=f"<p><strong>{html.escape(explorable.question)}</strong></p>")
        self.picture, self.sentence, self.table = Picture(), widgets.HTML(), widgets.HTML()
        self.verdict = widgets.HTML()
        for control in self.controls.values():
            control.observe(self._redraw, names="value")
        self._redraw()
        self.waiting = [*self.controls.values(), self.picture, self.verdict, self.sentence, self.table]
        predicted = state.said(explorable.name)
        self.form = _form(explorable, self._commit) if explorable.predict and not predicted else None
        super().__init__([self.question])
        if self.form is None:
            self._reveal(predicted)
        else:
            self.children = [self.question, self.form]

    def _redraw(self, _change: object = None) -> None:
        view = self.explorable.view(**{name: control.value for name, control in self.controls.items()})
        self.picture.value = f'<div style="max-width: 640px">{look.svg(view.figure)}</div>'
        self.sentence.value = f"<p>{html.escape(view.sentence)}</p>"
        self.table.value = tables.as_html(view.table)

    def _commit(self, prediction: state.Said) -> None:
        self._reveal(prediction, state.say(self.explorable.name, prediction))

    def _reveal(self, prediction: state.Said | None, problem: str = "") -> None:
        if prediction:
            words = f"{_verdict(self.explorable, prediction)} {problem}".strip()
            self.verdict.value = f"<p><strong>{html.escape(words)}</strong></p>"
        self.children = [self.question, *self.waiting]

    def _repr_mimebundle_(self, **options: object) -> dict[str, object]:
        bundle: dict[str, object] = super()._repr_mimebundle_(**options)
        said = f"{self.question.value}\n{self.sentence.value}"
        bundle["text/plain"] = html.unescape(re.sub(r"<[^>]+>", "", said))
        return bundle


def show(name: str) -> Panel:
    """Return the live widget of an explorable of the course.

    Raises:
        KeyError: there is none of that name.
    """
    return build(parts.explorable(name))


def build(explorable: Explorable) -> Panel:
    """Return a panel of controls, picture, sentence and table that redraws when a control moves."""
    return Panel(explorable)


def _verdict(explorable: Explorable, said: state.Said) -> str:
    """Return prediction and truth side by side; both are about the default state."""
    predict, answer = explorable.predict, explorable.view().answer
    if predict is None or answer is None:
        return ""
    if isinstance(predict, Range) and said.low is not None and said.high is not None:
        held = predict.holds(said.low, said.high, answer)
        return predict.verdict(f"{said.low:,g}", f"{said.high:,g}", held, answer)
    if isinstance(predict, Pick) and said.pick in dict(predict.options):
        return predict.verdict(str(said.pick), answer)
    return f"The model says: {predict.shown(answer)}."


def _form(explorable: Explorable, commit: Callable[[state.Said], None]) -> widgets.VBox:
    """Return the form that asks for a prediction and calls `commit` with it."""
    predict = explorable.predict
    words = f"<p><strong>Predict first.</strong> {html.escape(predict.ask if predict else '')}</p>"
    asked = widgets.HTML(value=f"{words}<p>{html.escape(explorable.start())}.</p>")
    wrong = widgets.HTML()
    go, skip = widgets.Button(description="Commit"), widgets.Button(description="Show me")
    skip.on_click(lambda _button: commit(state.Said()))
    if isinstance(predict, Range):
        bet = widgets.HTML(value="<p>Give a range that you would bet four to one on.</p>")
        low, high = (
            widgets.Text(description=word, layout=widgets.Layout(width="12rem"), continuous_update=True)
            for word in ("from", "to")
        )

        def range_said(_button: object) -> None:
            found = _range(predict, low.value, high.value)
            if isinstance(found, str):
                wrong.value = f"<p>{html.escape(found)}</p>"
            else:
                commit(found)

        go.on_click(range_said)
        fields = [bet, widgets.HBox([low, high, widgets.Label(predict.unit)])]
    else:
        options = [(words, key) for key, words in (predict.options if predict else ())]
        picked = widgets.RadioButtons(options=options, value=None, layout=widgets.Layout(width="auto"))

        def pick_said(_button: object) -> None:
            if picked.value is None:
                wrong.value = "<p>Choose an answer, or let it be shown.</p>"
            else:
                commit(state.Said(pick=picked.value))

        go.on_click(pick_said)
        fields = [picked]
    return widgets.VBox([asked, *fields, widgets.HBox([go, skip]), wrong])


def _range(predict: Range, low: str, high: str) -> state.Said | str:
    """Return the range that two texts say, or what is wrong with them."""
    right = f"Both ends are numbers from {predict.low:,g} to {predict.high:,g}."
    try:
        least, most = float(low), float(high)
    except ValueError:
        return right
    if not (predict.low <= least <= predict.high and predict.low <= most <= predict.high):
        return right
    if least > most:
        return "The first number is not above the second."
    return state.Said(low=least, high=most)


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
