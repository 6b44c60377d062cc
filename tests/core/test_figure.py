"""The look of pictures: room and limits that stand still, text that a phone can show, an SVG that a page can theme."""

import subprocess
import sys

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from mlteams.core import figure as look

PHONE = 328  # CSS pixels of a screen of 360 that are left for a picture


def drawn(heights):
    """Return a picture whose labels and data depend on the state, but not its frame."""
    with look.style():
        made, (axes,) = look.figure(left=0.6, right=0.4, bottom=0.5, top=0.3)
        look.frame(axes, "weeks", "chance, %", (0, len(heights)), (0, 100))
        axes.plot(range(len(heights)), heights, color=look.MAIN)
        look.dot(axes, (0, heights[0]), look.MARK)
        look.label(axes, f"{heights[0]} of many", (0, heights[0]), (5, 5), look.MARK)
        return made


def inches(axes):
    box = axes.get_position()
    width, height = axes.figure.get_size_inches()
    return box.x0 * width, (1 - box.x1) * width, box.y0 * height, (1 - box.y1) * height


@pytest.mark.parametrize("height", [2.0, 2.9, 5.0])
def test_room_around_axes_is_as_asked_whatever_the_height(height):
    made, (axes,) = look.figure(height, left=0.6, right=0.4, bottom=0.5, top=0.3)
    assert inches(axes) == pytest.approx((0.6, 0.4, 0.5, 0.3))
    assert made.get_figwidth() == look.WIDTH


@pytest.mark.parametrize(("rows", "columns"), [(1, 2), (2, 1), (3, 1)])
def test_several_axes_are_equally_large_with_the_asked_room_between(rows, columns):
    made, axes = look.figure(4, columns, rows, between=0.7)
    boxes = [one.get_position() for one in axes]
    for box in boxes:
        assert (box.width, box.height) == pytest.approx((boxes[0].width, boxes[0].height))
    down, along = boxes[0].y0 - boxes[1].y1, boxes[1].x0 - boxes[0].x1
    gap = down * made.get_figheight() if rows > 1 else along * look.WIDTH
    assert gap == pytest.approx(0.7)
    assert inches(axes[0])[0] == pytest.approx(0.5)
    assert inches(axes[-1])[1] == pytest.approx(0.15)


def test_axes_and_the_places_of_their_names_do_not_follow_the_data():
    places = []
    for heights in ([1, 2, 3], [100, 55, 80]):
        made = drawn(heights)
        renderer = FigureCanvasAgg(made).get_renderer()
        made.draw_without_rendering()
        axes = made.axes[0]
        names = [label.get_window_extent(renderer).bounds for label in (axes.xaxis.label, axes.yaxis.label)]
        places.append((axes.get_xlim(), axes.get_ylim(), axes.get_position().bounds, names))
    assert places[0] == places[1]


def test_all_text_can_be_read_on_a_phone():
    made = drawn([1, 2, 3])
    made.draw_without_rendering()  # which writes the numbers at the axes
    texts = [text for text in made.findobj(mpl.text.Text) if text.get_text()]
    assert len(texts) > 5
    for text in texts:
        assert text.get_size() * PHONE / (72 * look.WIDTH) >= 11, text.get_text()


def test_the_svg_of_equal_figures_is_equal_and_a_second_one_too():
    one = drawn([1, 2, 3])
    assert look.svg(one) == look.svg(drawn([1, 2, 3])) == look.svg(one)


def test_an_svg_for_a_page_has_its_colours_as_variables_and_ids_of_its_own():
    text = look.themed(look.svg(drawn([1, 2, 3])), "name")
    assert text.startswith("<svg")
    assert "var(--slate)" in text
    assert look.MAIN not in text
    assert all(part.startswith("name-") for part in text.split('id="')[1:])
    assert "url(#name-" in text
    assert "1 of many" in text  # text stays text
    assert "font-family" not in text  # and takes the typeface of the page


def test_shortening_changes_coordinates_and_no_words():
    with look.style():
        made, (axes,) = look.figure()
        look.label(axes, "0.123456 of it", (0, 0), (0, 0), look.INK)
    text = look.svg(made)
    assert "0.123456 of it" in text
    coordinates = [part for part in text.split('d="')[1:] if part]
    assert coordinates
    assert not [
        part for part in coordinates if any(len(n.partition(".")[2]) > 1 for n in part.split('"')[0].split())
    ]


def test_core_loads_no_library_that_draws_or_reads():
    code = (
        "import importlib, pkgutil, sys, mlteams.core as core\n"
        "for found in pkgutil.iter_modules(core.__path__): importlib.import_module(f'mlteams.core.{found.name}')\n"
        "print(*sorted({'matplotlib', 'pandas', 'numpy', 'scipy', 'pydantic', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
