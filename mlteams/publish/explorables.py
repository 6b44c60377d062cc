"""The site's surface of an Explorable: an element with its default state, and a script with all the others."""

import base64
import html
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from mlteams.core import figure as look
from mlteams.core import table
from mlteams.core.explorable import Choice, Control, Explorable, Value


@dataclass(frozen=True)
class Drawn:
    """One state as a page holds it: SVG, sentence and table, all safe in HTML."""

    picture: str
    sentence: str
    table: str


def drawn(explorable: Explorable, state: dict[str, Value]) -> Drawn:
    """Draw one state."""
    view = explorable.view(**state)
    picture = look.themed(look.svg(view.figure), explorable.name)
    return Drawn(picture, html.escape(view.sentence), table.as_html(view.table))


def payload(name: str, states: Iterable[Drawn]) -> str:
    """Return the script that holds every state of an explorable, in the order of `states()`, compressed.

    Pictures differ from state to state in few lines, so each distinct line is stored once and a state is a
    list of line numbers; the whole is JSON, raw deflate, base64.
    """
    lines: dict[str, int] = {}

    def numbers(text: str) -> list[int]:
        return [lines.setdefault(line, len(lines)) for line in text.split("\n")]

    listed = [[numbers(one.picture), one.sentence, numbers(one.table)] for one in states]
    packed = json.dumps({"lines": list(lines), "states": listed}, separators=(",", ":"), ensure_ascii=False)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    code = base64.b64encode(squeeze.compress(packed.encode()) + squeeze.flush()).decode()
    return f'(window.explorables ??= {{}})["{name}"] = "{code}";\n'


def page(explorable: Explorable, default: Drawn) -> str:
    """Return the element for a page: the default state in full, so that it reads without JavaScript.

    The script is found through the page's own `assets/explorable.js`, so no path is written here.
    """
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
    parts.append(
        f'<div class="explorable-picture" role="img" aria-label="{default.sentence}">{default.picture}</div>'
    )
    parts.append(f'<p class="explorable-sentence" aria-live="polite">{default.sentence}</p>')
    parts.append("<details><summary>The numbers behind this picture</summary>")
    parts.append(f'<div class="explorable-table">{default.table}</div></details>')
    parts.append("</ml-explorable>")
    return "\n".join(parts) + "\n"


def printed(explorable: Explorable, default: Drawn) -> str:
    """Return what print formats show: the picture `<name>.png` beside it, the sentence and the table."""
    picture = f'<p><img src="{explorable.name}.png" alt="{default.sentence}"></p>'
    return f"{picture}<p>{default.sentence}</p>{default.table}"


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
