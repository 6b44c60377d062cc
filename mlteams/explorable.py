"""One function, every surface: an Explorable is a question, a few controls and one pure `draw`.

The notebook calls `draw` live through `widget()`. The site ships every state `draw` can reach (`page()` and
`payload()`). Print and screen readers get the sentence and the table. `draw` must be pure: the same controls
give the same picture, sentence and table.
"""

import base64
import html
import itertools
import json
import math
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from mlteams import figure as look

if TYPE_CHECKING:
    import ipywidgets as widgets

MOST_STATES = 400
Value = int | float | str


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high` in equal steps; ints stay ints.

    `text` is a format such as "{:.0%}" or "{} weeks" that shows a value to a reader.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    default: float
    text: str = "{}"

    def values(self) -> tuple[Value, ...]:
        """Return every value the slider can take, ascending."""
        count = round((self.high - self.low) / self.step) + 1
        if float(self.low).is_integer() and float(self.step).is_integer():
            return tuple(int(self.low + i * self.step) for i in range(count))
        return tuple(round(self.low + i * self.step, 10) for i in range(count))

    def shown(self) -> tuple[str, ...]:
        """Return the values as a reader sees them."""
        return tuple(self.text.format(value) for value in self.values())


@dataclass(frozen=True)
class Choice:
    """One of a few named options."""

    name: str
    label: str
    options: tuple[str, ...]
    default: str

    def values(self) -> tuple[Value, ...]:
        """Return the options in order."""
        return self.options

    def shown(self) -> tuple[str, ...]:
        """Return the options as a reader sees them."""
        return self.options


Control = Slider | Choice


@dataclass(frozen=True)
class View:
    """What one state shows: a figure, a sentence that says what it shows, and a small table."""

    figure: Figure
    sentence: str
    table: pd.DataFrame


@dataclass(frozen=True)
class Explorable:
    """A question with controls. Without controls it is a static figure with the same care.

    Attributes:
        name: a slug, unique in the course; `{{< explorable name >}}` places it in a chapter.
        question: what the reader is asked, one sentence.
        predict: what to guess before touching a control; empty for a static figure.
        controls: at most four, with at most 400 states together.
        draw: called as `draw(**{control.name: value})`; pure.
    """

    name: str
    question: str
    draw: Callable[..., View]
    controls: tuple[Control, ...] = ()
    predict: str = ""

    def __post_init__(self) -> None:
        """Refuse what no page could show."""
        if self.size() > MOST_STATES:
            raise ValueError(f"explorable {self.name} has {self.size()} states; a page holds {MOST_STATES}")
        for control in self.controls:
            if control.default not in control.values():
                raise ValueError(f"explorable {self.name}: {control.name} cannot be {control.default}")

    def size(self) -> int:
        """Return the number of states."""
        return math.prod(len(control.values()) for control in self.controls)

    def defaults(self) -> dict[str, Value]:
        """Return the default value of every control."""
        return {control.name: control.default for control in self.controls}

    def states(self) -> Iterator[dict[str, Value]]:
        """Yield every state; the last control varies fastest, and the page's script relies on it."""
        names = [control.name for control in self.controls]
        for values in itertools.product(*(control.values() for control in self.controls)):
            yield dict(zip(names, values, strict=True))

    def view(self, **controls: Value) -> View:
        """Return the view of one state, drawn in the course's look; controls left out keep their default."""
        with look.style():
            return self.draw(**(self.defaults() | controls))

    def widget(self) -> "widgets.VBox":
        """Return a live ipywidget: controls, picture, sentence and table, redrawn as a control moves."""
        from mlteams.widget import build

        return build(self)


def table_html(table: pd.DataFrame) -> str:
    """Return a table as HTML, first column as row headings, numbers as the model rounded them."""
    head = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in table.columns)
    rows = []
    for row in table.itertuples(index=False):
        cells = [html.escape(str(cell)) for cell in row]
        body = "".join(f"<td>{cell}</td>" for cell in cells[1:])
        rows.append(f'<tr><th scope="row">{cells[0]}</th>{body}</tr>')
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def _rendered(explorable: Explorable, state: dict[str, Value]) -> tuple[str, str, str]:
    view = explorable.view(**state)
    picture = look.themed(look.svg(view.figure), explorable.name)
    return picture, html.escape(view.sentence), table_html(view.table)


def payload(explorable: Explorable) -> str:
    """Return the script that holds every state, compressed.

    Pictures differ from state to state in few lines, so each distinct line is stored once and a state is a
    list of line numbers; the whole is JSON, raw deflate, base64.
    """
    lines: dict[str, int] = {}

    def numbers(text: str) -> list[int]:
        return [lines.setdefault(line, len(lines)) for line in text.split("\n")]

    states = []
    for state in explorable.states():
        picture, sentence, table = _rendered(explorable, state)
        states.append([numbers(picture), sentence, numbers(table)])
    packed = json.dumps({"lines": list(lines), "states": states}, separators=(",", ":"), ensure_ascii=False)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    code = base64.b64encode(squeeze.compress(packed.encode()) + squeeze.flush()).decode()
    return f'(window.explorables ??= {{}})["{explorable.name}"] = "{code}";\n'


def page(explorable: Explorable) -> str:
    """Return the element for a page: the default state in full, so that it reads without JavaScript.

    The script is found through the page's own `assets/explorable.js`, so no path is written here.
    """
    picture, sentence, table = _rendered(explorable, explorable.defaults())
    name = explorable.name
    parts = [f'<ml-explorable class="explorable" id="explorable-{name}" data-name="{name}">']
    parts.append(f'<p class="explorable-question">{html.escape(explorable.question)}</p>')
    if explorable.predict:
        predict = f"<strong>Predict first.</strong> {html.escape(explorable.predict)}"
        parts.append(f'<p class="explorable-predict">{predict}</p>')
    if explorable.controls:
        parts.append('<form class="explorable-controls" hidden>')
        parts += [_control_html(name, control) for control in explorable.controls]
        parts.append("</form>")
    parts.append(f'<div class="explorable-picture" role="img" aria-label="{sentence}">{picture}</div>')
    parts.append(f'<p class="explorable-sentence" aria-live="polite">{sentence}</p>')
    parts.append("<details><summary>The numbers behind this picture</summary>")
    parts.append(f'<div class="explorable-table">{table}</div></details>')
    parts.append("</ml-explorable>")
    return "\n".join(parts) + "\n"


def _control_html(name: str, control: Control) -> str:
    """Return a native control with its label; `data-shown` holds the value texts for `<output>`."""
    key = f"{name}-{control.name}"
    label = f'<label for="{key}">{html.escape(control.label)}</label>'
    if isinstance(control, Choice):
        options = "".join(
            f"<option{' selected' if option == control.default else ''}>{html.escape(option)}</option>"
            for option in control.options
        )
        return f'<div class="explorable-control">{label}<select id="{key}">{options}</select></div>'
    values, shown = control.values(), control.shown()
    now = shown[values.index(control.default)]
    texts = html.escape(json.dumps(shown, ensure_ascii=False), quote=True)
    return (
        f'<div class="explorable-control">{label}'
        f'<input type="range" id="{key}" min="{values[0]}" max="{values[-1]}" step="{control.step}" '
        f'value="{control.default}" aria-valuetext="{html.escape(now)}" data-shown="{texts}">'
        f'<output for="{key}">{html.escape(now)}</output></div>'
    )
