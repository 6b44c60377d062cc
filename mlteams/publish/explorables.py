"""The site's surface of an Explorable: an element with its default state, and a script with all the others.

Where a prediction is asked, its form stands in the picture's place. `assets/reveal.html`, in the head of every page,
decides before the first paint whether form or picture is seen; `assets/explorable.js` swaps them.
"""

import base64
import html
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from mlteams.core import figure as look
from mlteams.core import table
from mlteams.core.explorable import Choice, Control, Explorable, Range, Value


@dataclass(frozen=True)
class Drawn:
    """One state as a page holds it: SVG, sentence, table and the prediction's truth, all safe in HTML."""

    picture: str
    sentence: str
    table: str
    answer: str
    key: float | str | None


def drawn(explorable: Explorable, state: dict[str, Value]) -> Drawn:
    """Draw one state."""
    with look.style():  # one for both: opening it takes longer than a table
        view = explorable.view(**state)
        picture = look.themed(look.svg(view.figure), explorable.name)
    answer = html.escape(explorable.answer(view))
    return Drawn(picture, html.escape(view.sentence), table.as_html(view.table), answer, view.answer)


def answers(explorable: Explorable, made: Iterable[tuple[dict[str, Value], Drawn]]) -> str:
    """Return, as JSON, what a link to a state needs: controls with their slugs, and the truth of the states drawn.

    A state's key is what its link asks for: `error=large&tasks=10`, all controls in their order.
    """
    slugs = {one.name: dict(zip(one.values(), one.slugs(), strict=True)) for one in explorable.controls}
    controls = [
        {"name": one.name, "slugs": one.slugs(), "default": slugs[one.name][one.default]}
        for one in explorable.controls
    ]
    held = {
        "&".join(f"{name}={slugs[name][value]}" for name, value in state.items()): html.unescape(one.answer)
        for state, one in made
    }
    return json.dumps({"controls": controls, "answers": held}, ensure_ascii=False)


def promise(name: str) -> str:
    """Return the script of an explorable whose states are not drawn yet; the page asks for it again."""
    return f'(window.explorables ??= {{}})["{name}"] = "";\n'


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

    The script is found through the page's own `assets/explorable.js`, so no path is written here. One order for eye,
    keyboard and screen reader at every width: picture, words, controls; the style sheet puts the last two beside it.
    """
    name = explorable.name
    asks = " data-asks" if explorable.predict else ""
    named = f'role="group" aria-labelledby="{name}-question"'
    parts = [f'<ml-explorable class="explorable" id="explorable-{name}" data-name="{name}" {named}{asks}>']
    parts.append(
        f'<p class="explorable-question" id="{name}-question">{html.escape(explorable.question)}</p>'
    )
    parts.append('<div class="explorable-body">')
    if explorable.predict:
        parts += _ask(explorable, default)
    parts.append(
        f'<div class="explorable-picture" role="img" aria-label="{default.sentence}">{default.picture}</div>'
    )
    parts.append('<div class="explorable-words">')
    if explorable.predict:
        space = max(_verdicts(explorable, default), key=len)
        parts.append(
            f'<p class="explorable-verdict" tabindex="-1"><span></span><span class="explorable-space" '
            f'aria-hidden="true">{MOVED}{html.escape(space)}</span></p>'
        )
    parts.append(f'<p class="explorable-sentence" aria-live="polite">{default.sentence}</p>')
    parts.append("</div>")
    if explorable.controls:
        parts.append('<form class="explorable-controls" hidden>')
        parts += [_control_html(name, control) for control in explorable.controls]
        parts.append("</form>")
    parts.append("<details><summary>The numbers behind this picture</summary>")
    parts.append(f'<div class="explorable-table">{default.table}</div></details>')
    parts.append("</div>")
    parts.append("</ml-explorable>")
    return "\n".join(parts) + "\n"


# Stands before a verdict while the controls do not ask for the state that it is about.
MOVED = "For the controls as they start. "
NOTE = "The controls open when you commit. What you say stays in this browser: <a>Your ranges</a>."
BET = "Give a range that you would bet four to one on: wide enough to be right four times in five."


def _ask(explorable: Explorable, default: Drawn) -> list[str]:
    """Return the form that asks for a prediction. The words of every verdict lie in its attributes, as templates."""
    predict, name, truth = explorable.predict, explorable.name, default.key
    if predict is None or truth is None:
        return []
    held, missed = _verdicts(explorable, default) if isinstance(predict, Range) else ("", "")
    about = {"told": f"The model says: {predict.shown(truth)}.", "moved": MOVED}
    if isinstance(predict, Range):
        about |= {"held": held, "missed": missed, "unit": predict.unit, "truth": f"{predict.truth(truth):g}"}
        about |= {"low": f"{predict.low:g}", "high": f"{predict.high:g}"}
    else:
        about |= {"truth": str(truth)}
    data = "".join(f' data-{key}="{html.escape(value)}"' for key, value in about.items())
    lines = [f'<form class="explorable-ask" aria-labelledby="{name}-ask" novalidate hidden{data}>']
    lines.append(
        f'<p class="explorable-asked" id="{name}-ask"><strong>Predict first.</strong> {html.escape(predict.ask)}</p>'
    )
    lines.append(f'<p class="explorable-start">{html.escape(explorable.start())}.</p>')
    if isinstance(predict, Range):
        lines.append(f'<p class="explorable-bet" id="{name}-bet">{BET}</p>')
        ends = "".join(
            f'<label for="{name}-range-{end}">{word}</label> <input id="{name}-range-{end}" name="{end}" type="number" '
            f'step="any" inputmode="decimal" autocomplete="off" aria-describedby="{name}-bet {name}-note"> '
            for end, word in (("low", "from"), ("high", "to"))
        )
        lines.append(f'<p class="explorable-range">{ends}<span>{html.escape(predict.unit)}</span></p>')
    else:
        lines.append('<fieldset class="explorable-pick"><legend>Your answer</legend>')
        lines += [
            f'<label><input type="radio" name="pick" value="{key}" aria-describedby="{name}-note" '
            f'data-verdict="{html.escape(predict.verdict(key, truth))}"> {html.escape(words)}</label>'
            for key, words in predict.options
        ]
        lines.append("</fieldset>")
    lines.append(
        '<p class="explorable-commit"><button type="submit">Commit</button> <button type="button">Show me</button></p>'
    )
    lines.append(
        f'<p class="explorable-note" id="{name}-note"><span>{NOTE}</span><span role="alert"></span></p>'
    )
    lines.append("</form>")
    return lines


def _verdicts(explorable: Explorable, default: Drawn) -> list[str]:
    """Return the verdicts that may follow: of a range held and missed, with {low} and {high} open, or of each pick."""
    predict, truth = explorable.predict, default.key
    if predict is None or truth is None:
        return []
    if isinstance(predict, Range):
        return [predict.verdict("{low}", "{high}", held, truth) for held in (True, False)]
    return [predict.verdict(key, truth) for key, _ in predict.options]


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
            f'<option value="{key}"{" selected" if option == control.default else ""}>{html.escape(option)}</option>'
            for key, option in zip(control.slugs(), control.options, strict=True)
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
