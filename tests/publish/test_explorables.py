"""Pictures of all explorables from state to state: axes stand still, labels keep clear; and what a page gets."""

import base64
import html
import itertools
import json
import random
import re
import zlib

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from mlteams import parts
from mlteams.core import figure as look
from mlteams.core.explorable import Choice, Explorable, Range, Slider, View
from mlteams.publish import explorables

ALL = parts.explorables()
SAMPLED = 10
PHONE = 328  # CSS pixels of a screen of 360 that are left for a picture
TOUCH = 2.0  # pixels of overlap that matplotlib's boxes have where nothing touches: they include a descender's room


def sampled(item):
    """Return the default state, the ends of each control from there, and a few states more."""
    default = item.defaults()
    ends = [default | {one.name: one.values()[place]} for one in item.controls for place in (0, -1)]
    states = list(item.states())
    chosen = random.Random(item.name).sample(states, min(SAMPLED, len(states)))
    return [dict(state) for state in dict.fromkeys(tuple(s.items()) for s in [default, *ends, *chosen])]


def shown_texts(made):
    """Return the texts that a reader sees; numbers beyond the limits of an axis are not drawn."""
    found = list(made.texts)
    for axes in made.axes:
        found += axes.texts
        if not axes.axison:
            continue
        found += [axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            found += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def trail(axes, line):
    """Return points on a line as it is drawn inside its axes, a pixel apart, or its markers alone; shape (n, 2)."""
    data = line.get_xydata()
    if line.get_drawstyle() == "steps-post":
        data = np.column_stack([np.repeat(data[:, 0], 2)[1:], np.repeat(data[:, 1], 2)[:-1]])
    points = line.get_transform().transform(data)
    if line.get_linestyle() != "None":
        pieces = [
            one + (other - one) * np.linspace(0, 1, 2 + int(np.hypot(*(other - one))))[:, None]
            for one, other in itertools.pairwise(points)
        ]
        points = np.concatenate(pieces)
    box = axes.bbox
    inside = (points >= (box.x0 - 1, box.y0 - 1)) & (points <= (box.x1 + 1, box.y1 + 1))
    return points[inside.all(axis=1)]


def clashes(made):
    """Yield, in words, what is wrong with the places of a drawn figure's texts."""
    canvas = FigureCanvasAgg(made)
    made.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in shown_texts(made)]
    for text, box in boxes:
        if box.x0 < 0 or box.y0 < 0 or box.x1 > made.bbox.x1 or box.y1 > made.bbox.y1:
            yield f"{text!r} leaves the picture"
    for (text, one), (other, two) in itertools.combinations(boxes, 2):
        if (
            min(one.x1, two.x1) - max(one.x0, two.x0) > 1
            and min(one.y1, two.y1) - max(one.y0, two.y0) > TOUCH
        ):
            yield f"{text!r} lies on {other!r}"
    for axes in made.axes:
        for line in axes.lines:
            points = trail(axes, line)
            marked = line.get_marker() not in ("None", "", " ", None)
            # A marker is as wide as its size, in points; half of it reaches a box that is so much larger.
            more = (
                line.get_markersize() / 2 * made.dpi / 72 if marked and line.get_linestyle() == "None" else 0
            )
            for text, box in boxes:
                low = (box.x0 + 1 - more, box.y0 + TOUCH - more)
                high = (box.x1 - 1 + more, box.y1 - TOUCH + more)
                if ((points > low) & (points < high)).all(axis=1).any():
                    yield f"{text!r} lies on a line or a point"


def frames(made):
    return [(axes.get_xlim(), axes.get_ylim(), axes.get_position().bounds) for axes in made.axes]


@pytest.mark.parametrize("name", list(ALL))
def test_in_every_state_axes_stand_still_and_labels_keep_clear(name):
    item = ALL[name]
    first = frames(item.view().figure)
    size = tuple(item.view().figure.get_size_inches())
    wrong = []
    for state in sampled(item):
        made = item.view(**state).figure
        assert tuple(made.get_size_inches()) == size, state
        for was, now in zip(first, frames(made), strict=True):
            for one, other in zip(was, now, strict=True):
                assert one == pytest.approx(other), state
        wrong += [(clash, state) for clash in clashes(made)]
        small = [
            text.get_text() for text in shown_texts(made) if text.get_size() * PHONE / (72 * look.WIDTH) < 11
        ]
        wrong += [(f"{text!r} is too small for a phone", state) for text in small]
    assert not wrong


@pytest.mark.parametrize("name", [name for name, item in ALL.items() if item.controls])
def test_marked_points_lie_inside_their_axes(name):
    # What lies beyond the limits is cut off or, drawn at the border instead, a point off its curve.
    for state in sampled(ALL[name]):
        for axes in ALL[name].view(**state).figure.axes:
            for line in axes.lines:
                if line.get_marker() == "o":
                    x, y = line.get_xydata().T
                    assert np.all((min(axes.get_xlim()) <= x) & (x <= max(axes.get_xlim()))), state
                    assert np.all((min(axes.get_ylim()) <= y) & (y <= max(axes.get_ylim()))), state


def labelled(axes, said, at):
    axes.annotate(said, at, (0, 0), textcoords="offset points", annotation_clip=False)


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda axes: None, None),
        (lambda axes: labelled(axes, "long words at the border", (9, 50)), "leaves the picture"),
        (
            lambda axes: (labelled(axes, "one", (5, 50)), labelled(axes, "two", (5, 52))),
            "'one' lies on 'two'",
        ),
        (
            lambda axes: (axes.plot([0, 10], [0, 100]), labelled(axes, "crossed", (4, 48))),
            "on a line or a point",
        ),
        (
            lambda axes: (axes.plot([5], [50], "o"), labelled(axes, "hidden", (4.8, 48))),
            "on a line or a point",
        ),
    ],
)
def test_a_clash_is_found(spoil, found):
    with look.style():
        made, (axes,) = look.figure()
        look.frame(axes, "x", "y", (0, 10), (0, 100))
        spoil(axes)
    said = list(clashes(made))
    assert (said == []) if found is None else any(found in one for one in said)


def draw(size, kind):
    with look.style():
        made, (axes,) = look.figure()
        look.frame(axes, "x", "y", (0, 10), (0, 10))
        axes.plot([0, size], [0, size])
    return View(
        made, f"{size} < 10 & {kind}.", pd.DataFrame([(kind, size)], columns=["kind", "size"]), size / 3
    )


TINY = Explorable(
    "tiny-one",
    "How large?",
    draw,
    (Slider("size", "Size", 1, 3, 1, 2), Choice("kind", "Kind", ("a", "b"), "b")),
    Range("How large is it?", "cm", 0, 9),
)


def test_a_script_holds_every_state_in_order():
    drawn = [explorables.drawn(TINY, state) for state in TINY.states()]
    code = re.fullmatch(
        r'\(window.explorables \?\?= \{\}\)\["tiny-one"\] = "(.*)";\n', explorables.payload("tiny-one", drawn)
    )
    data = json.loads(zlib.decompress(base64.b64decode(code[1]), -15))
    assert len(data["lines"]) == len(set(data["lines"]))
    for state, (picture, sentence, table) in zip(TINY.states(), data["states"], strict=True):
        view = TINY.view(**state)
        assert html.unescape(sentence) == view.sentence
        assert "\n".join(data["lines"][n] for n in picture) == look.themed(look.svg(view.figure), "tiny-one")
        assert f"<td>{state['size']}</td>" in "\n".join(data["lines"][n] for n in table)


def test_an_element_shows_the_default_state_and_its_controls():
    default = explorables.drawn(TINY, TINY.defaults())
    text = explorables.page(TINY, default)
    assert default.picture in text
    assert "2 &lt; 10 &amp; b." in text
    assert 'min="1" max="3" step="1" value="2"' in text
    assert '<option value="b" selected>b</option>' in text
    assert "How large is it?" in text
    assert 'src="tiny-one.png" alt="2 &lt; 10 &amp; b."' in explorables.printed(TINY, default)


def test_no_label_of_a_picture_is_markup():
    # A page takes an SVG as it is: whatever a draw writes must come out escaped.
    with look.style():
        made, (axes,) = look.figure()
        axes.add_artist(Text(0, 0, "a < b & c"))
    assert "a &lt; b &amp; c" in look.svg(made)
